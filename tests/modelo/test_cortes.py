"""Garantías de los filtros: lo que se enseña de una parte no deja deducir a poca gente restando de lo demás."""

from itertools import combinations, product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo.cortes import CORTES
from modelo.privacidad import Mirada, agregado, cortes, ofrecido, por_grupos, texto_de_espera

UMBRAL = 5
TIPO, _, MODALIDAD = CORTES


def mirada(umbral: int = UMBRAL, papel: str = "proyecta") -> Mirada:
    return Mirada(papel, umbral, revelada=True, anonima=True)


def tabla(*filas: tuple[object, ...]) -> pd.DataFrame:
    nombres = ["participante_id", "corte_tipo", "corte_modalidad", "valor"]
    return pd.DataFrame(filas, columns=nombres).assign(fila=range(len(filas)))


def personas(n: int, modalidad: str, desde: int = 0) -> list[tuple[object, ...]]:
    return [(f"p{i}", "cliente", modalidad, i % 5 + 1) for i in range(desde, desde + n)]


def visto(filas: pd.DataFrame, **corte: str) -> tuple[int, str | None]:
    v = agregado(filas, mirada(), corte={f"corte_{k}": valor for k, valor in corte.items()})
    return len(v.filas), v.motivo


def test_una_parte_no_se_ensena_si_el_resto_es_de_una_sola_persona() -> None:
    """Todos, seis; en persona, cinco: restando quedaría una."""
    filas = tabla(*personas(5, "presencial"), *personas(1, "remota", 5))

    assert visto(filas) == (6, None)
    assert visto(filas, modalidad="presencial") == (0, "sin_corte")
    assert visto(filas, modalidad="remota") == (0, "sin_corte")


@pytest.mark.parametrize("resto", range(12))
def test_una_parte_se_ensena_si_el_resto_es_de_nadie_o_llega_al_umbral(resto: int) -> None:
    filas = tabla(*personas(6, "presencial"), *personas(resto, "remota", 6))

    assert (visto(filas, modalidad="presencial")[1] is None) == (resto == 0 or resto >= UMBRAL)


@pytest.mark.parametrize("n", [4, 5, 6])
def test_una_parte_por_debajo_del_umbral_no_se_ensena(n: int) -> None:
    filas = tabla(*personas(n, "presencial"), *personas(8, "remota", n))

    assert (visto(filas, modalidad="presencial")[1] is None) == (n >= UMBRAL)


def test_tres_partes_que_suman_no_dejan_deducir_la_cuarta() -> None:
    """Seis, seis, seis y dos: con las tres primeras a la vista, la cuarta saldría restando."""
    modos = [("a", 6), ("b", 6), ("c", 6), ("d", 2)]
    filas = tabla(*(f for i, (modo, n) in enumerate(modos) for f in personas(n, modo, 10 * i)))
    admitidas = {valor for _, valor in cortes(filas, mirada())}

    assert "d" not in admitidas
    assert admitidas != {"a", "b", "c"}


def test_cruzar_dos_filtros_que_se_ven_tambien_se_puede() -> None:
    filas = tabla(*((f"{t}{m}{i}", t, m, 3) for t in "ab" for m in "xy" for i in range(5)))

    assert visto(filas, tipo="a", modalidad="x") == (5, None)


def test_cruzar_no_sirve_para_llegar_a_poca_gente() -> None:
    filas = tabla(
        *((f"ax{i}", "a", "x", 3) for i in range(9)), ("ay", "a", "y", 1), *((f"by{i}", "b", "y", 3) for i in range(9))
    )
    vistos = [visto(filas, **c)[0] for c in ({"tipo": "a"}, {"modalidad": "x"}, {"tipo": "a", "modalidad": "y"})]

    assert vistos == [10, 0, 0]


def test_las_columnas_del_corte_no_salen() -> None:
    filas = tabla(*personas(12, "remota"))

    for vista in (agregado(filas, mirada(), corte={MODALIDAD: "remota"}), ofrecido(filas, mirada())):
        assert not {c for c in vista.filas.columns if c.startswith("corte_")}


def test_un_corte_no_se_salta_que_la_fase_este_por_revelar() -> None:
    cerrada = Mirada("facilita", UMBRAL, revelada=False, anonima=False)
    filas = tabla(*personas(12, "remota"))
    corte = {MODALIDAD: "remota"}

    for vista in (
        agregado(filas, cerrada, corte=corte),
        ofrecido(filas, cerrada, corte=corte),
        por_grupos(filas, "valor", cerrada, corte=corte),
    ):
        assert vista.motivo == "sin_revelar"


def test_un_corte_que_no_se_puede_se_explica_sin_decir_cuanta_gente_tiene() -> None:
    filas = tabla(*personas(9, "remota"), *personas(3, "mixta", 9))
    vista = agregado(filas, mirada(), corte={MODALIDAD: "mixta"})

    assert (vista.n, len(vista.filas)) == (0, 0)
    assert texto_de_espera(vista, UMBRAL).startswith("Con este filtro no se enseña")


def test_el_recuento_de_una_parte_no_destapa_una_respuesta_de_poca_gente_en_el_resto() -> None:
    """Los doce reparten bien, pero en remoto solo uno dice «a»: restando, se sabría."""
    dichas = [*("a" * 6), *("b" * 6), "a", *("b" * 5)]
    filas = tabla(*((f"p{i}", "c", "presencial" if i < 12 else "remota", v) for i, v in enumerate(dichas)))

    assert por_grupos(filas, "valor", mirada()).recuentos == {"a": 7, "b": 11}
    assert por_grupos(filas, "valor", mirada(), corte={MODALIDAD: "presencial"}).motivo == "sin_corte"


def test_lo_oculto_en_el_todo_sigue_oculto_en_la_parte() -> None:
    dichas = ["a"] * 12 + ["b"] * 6 + ["c"] * 4
    modos = ["x", "y"] * 11
    filas = tabla(*((f"p{i}", "c", m, v) for i, (v, m) in enumerate(zip(dichas, modos, strict=True))))
    todo = por_grupos(filas, "valor", mirada())
    parte = por_grupos(filas, "valor", mirada(), corte={MODALIDAD: "x"})

    assert todo.recuentos == {"a": 12, "b": None, "c": None}
    assert parte.recuentos == {"a": 6, "b": None, "c": None}


tablas_al_azar = st.lists(
    st.tuples(st.integers(0, 14), st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("qrs")), max_size=70
)


def _partes(filas: pd.DataFrame, admitidos: frozenset[tuple[str, str]]) -> list[frozenset[int]]:
    """Los conjuntos de filas que alguien puede llegar a ver: el todo, cada corte y cada cruce."""
    por_columna = [[None, *(v for c, v in sorted(admitidos) if c == columna)] for columna in (TIPO, MODALIDAD)]
    partes = []
    for tipo, modalidad in product(*por_columna):
        dentro = filas
        dentro = dentro if tipo is None else dentro[dentro[TIPO] == tipo]
        dentro = dentro if modalidad is None else dentro[dentro[MODALIDAD] == modalidad]
        partes.append(frozenset(dentro["fila"]))
    return partes


def _cuantas(filas: pd.DataFrame, cuales: frozenset[int]) -> int:
    return int(filas[filas["fila"].isin(cuales)]["participante_id"].nunique())


@given(tablas_al_azar, st.integers(3, 6))
def test_ninguna_operacion_entre_dos_partes_a_la_vista_deja_a_poca_gente(filas, umbral) -> None:
    """Ni la resta, ni el cruce, ni lo que queda fuera de las dos; tampoco restando los n."""
    datos = tabla(*filas)
    quien = mirada(umbral)
    partes = _partes(datos, cortes(datos, quien)) if len(datos) else []
    todo = frozenset(datos["fila"])
    if _cuantas(datos, todo) < umbral:
        return

    for una, otra in combinations(partes, 2):
        for resto in (una - otra, otra - una, una & otra, todo - (una | otra)):
            assert _cuantas(datos, resto) == 0 or _cuantas(datos, resto) >= umbral
        if una <= otra or otra <= una:
            resta = abs(_cuantas(datos, una) - _cuantas(datos, otra))
            assert resta == 0 or resta >= umbral


@given(tablas_al_azar)
def test_restar_recuentos_de_una_parte_y_del_todo_no_da_una_respuesta_de_poca_gente(filas) -> None:
    datos = tabla(*filas)
    todo = por_grupos(datos, "valor", mirada())
    for columna, valor in cortes(datos, mirada()) if len(datos) else ():
        parte = por_grupos(datos, "valor", mirada(), corte={columna: valor})
        fuera = datos[datos[columna] != valor]
        for clave, n in parte.recuentos.items():
            if n is None:
                continue
            resto = _cuantas(datos, frozenset(fuera[fuera["valor"] == clave]["fila"]))
            for recuento in (n, resto, (todo.recuentos[clave] or 0) - n):
                assert recuento == 0 or recuento >= UMBRAL
