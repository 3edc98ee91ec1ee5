"""Garantías de la única puerta para las tablas. Los recuentos, en ``test_privacidad_recuentos``."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from modelo.errores import ValorNoValido
from modelo.privacidad import Mirada, agregado, ofrecido, por_grupos, propio, texto_de_espera


def una_mirada(papel="proyecta", *, umbral=5, revelada=True, anonima=True, participante=None):
    return Mirada(papel, umbral, revelada, anonima, participante)


def unas_filas(personas=6, **columnas):
    """Una fila por persona; por defecto, valoraciones que llegan en orden y con todo lo que identifica."""
    return pd.DataFrame(
        {
            "id": [f"v{i}" for i in range(personas)],
            "participante_id": [f"p{i}" for i in range(personas)],
            "alias_participante": [f"Ana {i}" for i in range(personas)],
            "alias": [f"Cliente {i}" for i in range(personas)],
            "cliente_id": [f"c{i}" for i in range(personas)],
            "taller_id": ["t"] * personas,
            "creado_en": pd.date_range("2026-11-21", periods=personas, tz="UTC"),
            "orden": range(personas),
            "valor": [i % 5 + 1 for i in range(personas)],
            "palancas": [["P1"] if i % 2 else [] for i in range(personas)],
            **columnas,
        }
    )


@st.composite
def tablas(dibuja, minimo=0):
    """Valoraciones de hasta doce personas, en cualquier orden de llegada y con repeticiones."""
    filas = dibuja(
        st.lists(
            st.tuples(st.integers(0, 11), st.sampled_from(["P1", "P2", "P3"]), st.sampled_from([1, 3, 5, None])),
            min_size=minimo,
            max_size=30,
        )
    )
    tabla = pd.DataFrame(filas, columns=["quien", "palanca", "valor"])
    tabla["participante_id"] = "p" + tabla.pop("quien").astype(str)
    tabla["cliente_id"] = "c" + tabla["participante_id"]
    tabla["creado_en"] = range(len(tabla))
    return tabla


# Mirada


@pytest.mark.parametrize("umbral", [2, 11, None])
def test_no_se_puede_mirar_con_un_umbral_fuera_de_3_a_10(umbral):
    with pytest.raises(ValorNoValido):
        una_mirada(umbral=umbral)


def test_un_papel_desconocido_se_rechaza():
    with pytest.raises(ValueError, match="papel desconocido"):
        una_mirada("curiosea")


@pytest.mark.parametrize("papel", ["participa", "facilita", "proyecta", "revisa"])
def test_antes_de_revelar_no_ve_nada_de_los_demas_ningun_papel(papel):
    mirada = una_mirada(papel, revelada=False, participante="p0")

    for vista in (agregado(unas_filas(), mirada), ofrecido(unas_filas(), mirada)):
        assert (vista.motivo, len(vista.filas), vista.n) == ("sin_revelar", 0, 6)
    assert por_grupos(unas_filas(), "valor", mirada).recuentos == {}


def test_sin_saber_de_quien_es_cada_fila_no_sale_nada():
    anonimas = unas_filas().drop(columns="participante_id")

    for puerta in (agregado, ofrecido, propio):
        with pytest.raises(ValueError, match="contar personas"):
            puerta(anonimas, una_mirada())


# agregado


def test_lo_agregado_se_ve_al_llegar_al_umbral_y_no_antes():
    assert agregado(unas_filas(5), una_mirada()).motivo is None
    vista = agregado(unas_filas(4), una_mirada())

    assert (vista.motivo, vista.n, len(vista.filas)) == ("pocas_respuestas", 4, 0)


def test_el_umbral_cuenta_personas_y_no_filas():
    de_dos = pd.concat([unas_filas(2)] * 10)

    vista = agregado(de_dos, una_mirada())

    assert (vista.motivo, vista.n) == ("pocas_respuestas", 2)


def test_una_vista_cerrada_conserva_las_columnas_que_tendria_abierta():
    abierta = agregado(unas_filas(5), una_mirada())
    cerrada = agregado(unas_filas(4), una_mirada())

    assert list(cerrada.filas.columns) == list(abierta.filas.columns)


@pytest.mark.parametrize("anonima", [True, False])
def test_lo_agregado_nunca_lleva_identificadores_ni_hora_ni_orden(anonima):
    vista = agregado(unas_filas(), una_mirada(anonima=anonima))

    assert list(vista.filas.columns) == ["taller_id", "valor", "palancas"]
    assert list(vista.filas.index) == list(range(6))


def test_una_columna_nueva_de_identidad_o_de_hora_tampoco_sale():
    filas = unas_filas(votado_en=1, ficha_id="f", alias_interlocutor="x", acompana="Ana 1", cliente="Faro")

    assert list(agregado(filas, una_mirada()).filas.columns) == ["taller_id", "valor", "palancas"]


def test_un_numero_de_persona_puesto_por_quien_llama_no_sale():
    vista = agregado(unas_filas(persona=range(6)), una_mirada())

    assert "persona" not in vista.filas


def test_una_categorica_no_recuerda_lo_que_se_filtro():
    filas = unas_filas(7, area=pd.Categorical(["secreta", *["venta"] * 6])).iloc[1:]

    vista = agregado(filas, una_mirada())

    assert vista.filas["area"].dtype == object
    assert set(vista.filas["area"]) == {"venta"}


@given(tablas(), st.randoms(use_true_random=False))
def test_el_orden_de_llegada_no_se_nota_en_lo_agregado(filas, azar):
    otro_orden = filas.iloc[azar.sample(range(len(filas)), len(filas))]
    una = agregado(filas, una_mirada(umbral=3))
    otra = agregado(otro_orden, una_mirada(umbral=3))

    assert_frame_equal(una.filas, otra.filas)


@given(tablas())
def test_lo_agregado_conserva_los_valores(filas):
    vista = agregado(filas, una_mirada(umbral=3))

    if vista.motivo is None:
        assert sorted(vista.filas["valor"].fillna(0)) == sorted(filas["valor"].fillna(0))


def test_las_filas_de_nadie_no_cuentan_ni_pasan():
    filas = unas_filas(6)
    filas.loc[5, "participante_id"] = None

    vista = agregado(filas, una_mirada())

    assert (vista.n, len(vista.filas)) == (5, 5)


def test_la_puerta_no_toca_la_tabla_que_recibe():
    filas = unas_filas()
    copia = filas.copy()

    agregado(filas, una_mirada())
    ofrecido(filas, una_mirada(), con_linea=True)

    assert_frame_equal(filas, copia)


# ofrecido


def test_lo_ofrecido_con_alias_lo_conserva_y_no_pide_umbral():
    vista = ofrecido(unas_filas(2), una_mirada(anonima=False))

    assert vista.motivo is None
    assert set(vista.filas["alias_participante"]) == {"Ana 0", "Ana 1"}
    assert list(vista.filas.columns) == ["alias_participante", "alias", "taller_id", "valor", "palancas"]


def test_lo_ofrecido_en_una_fase_anonima_pide_umbral_y_no_lleva_alias():
    assert ofrecido(unas_filas(4), una_mirada()).motivo == "pocas_respuestas"
    assert list(ofrecido(unas_filas(5), una_mirada()).filas.columns) == ["taller_id", "valor", "palancas"]


@given(tablas(), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_el_orden_de_llegada_no_se_nota_en_lo_ofrecido(filas, azar, anonima, con_linea):
    otro_orden = filas.iloc[azar.sample(range(len(filas)), len(filas))]
    mirada = una_mirada(umbral=3, anonima=anonima)

    una, otra = (ofrecido(f, mirada, con_linea=con_linea) for f in (filas, otro_orden))

    assert_frame_equal(una.filas, otra.filas)


def test_con_id_se_puede_senalar_una_aportacion_sin_saber_de_quien_es():
    filas = ofrecido(unas_filas(), una_mirada(), con_id=True).filas

    assert dict(zip(filas["id"], filas["valor"], strict=True)) == {f"v{i}": i % 5 + 1 for i in range(6)}
    assert "participante_id" not in filas


def test_con_linea_se_agrupan_los_hitos_de_cada_cliente_sin_saber_de_quien_es():
    hitos = pd.concat([unas_filas(5), unas_filas(5).assign(valor=[10, 20, 30, 40, 50])])

    filas = ofrecido(hitos, una_mirada(), con_linea=True).filas

    assert {tuple(sorted(g)) for _, g in filas.groupby("linea")["valor"]} == {
        (1, 10),
        (2, 20),
        (3, 30),
        (4, 40),
        (5, 50),
    }
    assert set(filas["linea"]) == {1, 2, 3, 4, 5}


# propio


def test_cada_cual_ve_lo_suyo_entero_aunque_no_se_haya_revelado():
    mirada = una_mirada("participa", revelada=False, participante="p2")

    suyas = propio(unas_filas(), mirada)

    assert list(suyas["id"]) == ["v2"]
    assert list(suyas.columns) == list(unas_filas().columns)


@pytest.mark.parametrize(
    ("papel", "participante"), [("participa", None), ("participa", ""), ("facilita", "p2"), ("proyecta", None)]
)
def test_quien_no_participa_no_tiene_nada_propio(papel, participante):
    filas = unas_filas()
    filas.loc[0, "participante_id"] = None

    assert propio(filas, una_mirada(papel, participante=participante)).empty


# texto_de_espera


@pytest.mark.parametrize(
    ("personas", "texto"),
    [
        (0, "Se mostrará cuando respondan 5 personas; van 0"),
        (1, "Se mostrará cuando respondan 5 personas; va 1"),
        (3, "Se mostrará cuando respondan 5 personas; van 3"),
        (5, ""),
    ],
)
def test_el_texto_de_espera_dice_cuantas_faltan_y_calla_cuando_se_ve(personas, texto):
    assert texto_de_espera(agregado(unas_filas(personas), una_mirada()), 5) == texto


def test_sin_revelar_el_texto_de_espera_dice_de_quien_depende():
    vista = agregado(unas_filas(), una_mirada(revelada=False))

    assert texto_de_espera(vista, 5) == "Se mostrará cuando quien facilita lo revele"
