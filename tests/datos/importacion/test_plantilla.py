"""La plantilla de respuestas: la de cada taller, rellena y de vuelta, y lo que pasa si se toca."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from datos.importacion.archivo import leer
from datos.importacion.forma import hojas
from datos.motor import crear_motor
from datos.plantillas import plantilla
from modelo import rotulos
from modelo.campos import AFIRMACIONES, OBJETOS, RESPUESTAS
from modelo.casos import importar, preparar
from modelo.casos.preparar import quitar_fase
from modelo.entidades import Aportacion, Cliente, Compromiso, Hito, Interaccion, Interlocutor, Participante, Valoracion
from modelo.errores import ArchivoNoValido
from modelo.plantillas import Afirmacion
from tests.bases import base_nueva
from tests.datos.importacion.apoyo import en_blanco, en_excel, leida, rellenada, reparos, retocada, ver
from tests.fabricas import Mesa, una_mesa

ANA = {"Persona": "Ana"}
FARO = {"Persona": "Ana", "Cliente": "Faro"}
CLIENTE = FARO | {"Tipo": "Cliente", "Estable o perdido": "Cliente estable"}
SIN_PLANTILLA = {
    "cliente": set(),
    "hito": set(),
    "interlocutor": set(),
    "interaccion": set(),
    "valoracion": set(),
    "justificacion": set(),
    "aportacion": set(),
    # Son del seguimiento, que cada cual lleva por su cuenta.
    "compromiso": {"cliente_id", "estado", "nota"},
    # Privado también ante quien facilita.
    "perfil": {"eficacia", "eficiencia", "hecho"},
}


def trae(mesa: Mesa, datos: bytes) -> Any:
    leido = leida(mesa, datos)
    assert reparos(leido) == []
    return mesa.hacer(importar.importar, quien=mesa.facilita, apuntes=leido.apuntes, azar=mesa.azar)


def todas(mesa: Mesa, clase: Any) -> list[Any]:
    with Session(mesa.motor) as sesion:
        return list(sesion.exec(select(clase)))


def test_la_plantilla_pregunta_todo_lo_que_se_puede_escribir_menos_lo_privado(mesa: Mesa) -> None:
    pedidos: dict[str, set[str]] = {}
    fases = {f.clave: f.tipo for f in ver(mesa).fases}
    for hoja in hojas(ver(mesa), plantilla("completo").palancas):
        for c in hoja.columnas:
            tipo = f"de {fases[c.clave]}" if c.clave else c.tipo
            pedidos.setdefault(tipo, set()).add("palancas" if c.campo.startswith("palanca_") else c.campo)

    for tipo, campos in OBJETOS.items():
        assert set(campos) - pedidos.get(tipo, set()) == SIN_PLANTILLA[tipo], tipo
    for tipo, campos in RESPUESTAS.items():
        if tipo in fases.values():
            assert pedidos[f"de {tipo}"] == set(campos)


def test_cada_taller_tiene_la_suya_con_su_agenda_y_su_gente(base_de_datos: str) -> None:
    expres = una_mesa(crear_motor(base_de_datos), plantilla=plantilla("expres"))
    expres.entra("Álvaro")
    libro = openpyxl.load_workbook(io.BytesIO(en_blanco(expres)))

    assert libro.sheetnames == ["Léeme", "Personas", "Clientes", "Hitos", "Valoración", "Compromisos", "Listas"]
    assert libro["Personas"]["A5"].value == "Álvaro"
    assert libro["Listas"].sheet_state == "hidden"
    rotulos_de_hito = [c.value for c in libro["Hitos"][4]]
    assert "Palanca" not in rotulos_de_hito


def test_las_celdas_cerradas_ofrecen_su_lista_y_ninguna_lleva_formula(mesa: Mesa) -> None:
    datos = en_blanco(mesa)
    pagina = openpyxl.load_workbook(io.BytesIO(datos))["Clientes"]
    listas = {
        str(v.sqref).split(":")[0]: v.formula1 for v in pagina.data_validations.dataValidation if v.type == "list"
    }

    assert listas["A5"] == "Personas!$A$5:$A$304"
    assert listas["C5"].startswith("Listas!")
    celdas = [c for h in leer(datos, "a.xlsx") for f in h.filas for c in f]
    assert all(isinstance(c, str | type(None)) for c in celdas)


def test_la_plantilla_rellena_deja_cada_cosa_en_su_sitio(mesa: Mesa) -> None:
    escala = dict.fromkeys(AFIRMACIONES, "4 · Bastante cierto") | {"P2b": "No lo sé / no aplica", "P3c": 2}
    datos = rellenada(
        mesa,
        Personas=[ANA | {"Bienvenida: energía": "4", "Bienvenida: ¿acepta": "sí", "Cierre: ¿valió": "5 · Valió mucho"}],
        Clientes=[CLIENTE | {"Desde": "03/2021", "Control": "+2 · Lo controla todo", "Distancia": "Misma ciudad"}],
        Hitos=[FARO | {"Cuándo": "15/03/2024", "Qué supuso": "−2 · Rompió algo", "Palanca": "P5"}],
        Interlocutores=[FARO | {"Interlocutor": "Compras", "Actitud": "−1 · Con reservas", "¿Trato": "no"}],
        Interacciones=[FARO | {"Canal": "Correo", "Pactada": "Improvisada", "Otra palanca": "P1"}],
        Valoracion=[FARO | escala, FARO | {"Ronda": "2 · después del debate", "P1a": "5 · Totalmente cierto"}],
        Aportaciones=[ANA | {"Qué es": "Técnica", "Palanca": "P3", "Estrategia,": "acta el mismo día"}],
        Compromisos=[FARO | {"…entonces": "llamar", "Antes de": "31/01/2027", "Horizonte": "Corto"}],
    )  # fmt: skip
    hecho = trae(mesa, datos)

    (faro,) = todas(mesa, Cliente)
    assert (faro.desde, faro.delega_controla, faro.distancia, faro.papel) == ("2021-03", 2, "misma_ciudad", "estable")
    assert [(h.fecha, h.valencia, h.palancas) for h in todas(mesa, Hito)] == [("2024-03-15", -2, ["P5"])]
    assert [(i.actitud, i.trato_directo) for i in todas(mesa, Interlocutor)] == [(-1, False)]
    assert [(i.canal, i.pactada, i.palancas) for i in todas(mesa, Interaccion)] == [("correo", False, ["P1"])]
    notas = {(v.ronda, v.afirmacion): "ns" if v.no_sabe else v.valor for v in todas(mesa, Valoracion)}
    assert (notas[1, "P1a"], notas[1, "P2b"], notas[1, "P3c"], notas[2, "P1a"]) == (4, "ns", 2, 5)
    assert [(a.tipo, a.palanca) for a in todas(mesa, Aportacion)] == [("tecnica", "P3")]
    assert [(c.antes_de, c.cliente_id) for c in todas(mesa, Compromiso)] == [("2027-01-31", faro.id)]
    assert hecho.nuevos["respuesta"] == 3
    assert not trae(mesa, datos).cambia_algo


def test_en_blanco_no_trae_nada_y_lo_dice(mesa: Mesa) -> None:
    with pytest.raises(ArchivoNoValido, match="vacía"):
        leida(mesa, en_blanco(mesa))


@pytest.mark.parametrize(
    ("retoque", "dice"),
    [
        (lambda w: w.remove(w["Listas"]), "No es la plantilla"),
        (lambda w: w.remove(w["Hitos"]), "Falta la hoja «Hitos»"),
        (lambda w: w["Hitos"].delete_rows(4), "fila de rótulos"),
        (lambda w: w["Hitos"].delete_cols(4), "falta la columna «Qué supuso»"),
        (lambda w: w["Hitos"].cell(4, 4, "Cuándo"), "«Cuándo» está dos veces"),
        (lambda w: (w["Hitos"].cell(4, 20, "Mi nota"), w["Hitos"].cell(5, 20, "x")), "«Mi nota» no es de la plantilla"),
        (lambda w: w["Listas"].cell(1, 2, "99"), "otra versión de Palancas"),
        (lambda w: w["Listas"].cell(1, 3, "abc"), "de otro taller"),
        (lambda w: w["Listas"].cell(1, 4, "abc"), "afirmaciones han cambiado"),
    ],
)  # fmt: skip
def test_una_plantilla_tocada_dice_que_le_pasa(mesa: Mesa, retoque: Any, dice: str) -> None:
    with pytest.raises(ArchivoNoValido) as fallo:
        leida(mesa, retocada(rellenada(mesa, Personas=[ANA]), retoque))

    assert dice in str(fallo.value)


def test_las_columnas_cambiadas_de_sitio_se_leen_por_su_rotulo(mesa: Mesa) -> None:
    datos = rellenada(mesa, Personas=[ANA], Clientes=[CLIENTE | {"Desde": "03/2021"}])
    assert trae(mesa, retocada(datos, lambda w: w["Clientes"].move_range("E4:E9", cols=40))).nuevos["cliente"] == 1

    assert [c.desde for c in todas(mesa, Cliente)] == ["2021-03"]


@pytest.mark.parametrize("otra", [en_excel([["Persona"], ["Ana"]]), b"Persona\nAna\n"])
def test_otra_cosa_no_es_la_plantilla(mesa: Mesa, otra: bytes) -> None:
    with pytest.raises(ArchivoNoValido, match="No es la plantilla"):
        leida(mesa, otra, "otra.csv")


def test_si_cambian_las_afirmaciones_hay_que_descargarla_otra_vez(mesa: Mesa) -> None:
    datos = rellenada(mesa, Personas=[ANA])
    primera = plantilla("completo").palancas[0]
    otra = type(primera)(**{f: getattr(primera, f) for f in primera.__dataclass_fields__} | {
        "afirmaciones": (Afirmacion("P1a", "Otra cosa distinta."), *primera.afirmaciones[1:])
    })  # fmt: skip
    mesa.hacer(preparar.editar_palanca, quien=mesa.facilita, palanca=otra)

    with pytest.raises(ArchivoNoValido, match="Las afirmaciones han cambiado"):
        leida(mesa, datos)


def test_lo_de_una_fase_quitada_despues_de_descargarla_no_se_pierde_en_silencio(mesa: Mesa) -> None:
    datos = rellenada(mesa, Personas=[ANA | {"Cierre: qué hará": "llamar"}])
    mesa.hacer(quitar_fase, quien=mesa.facilita, clave="cierre")

    with pytest.raises(ArchivoNoValido, match="no es de la plantilla de este taller"):
        leida(mesa, datos)


def test_los_reparos_dicen_hoja_fila_y_columna(mesa: Mesa) -> None:
    leido = leida(
        mesa,
        rellenada(
            mesa,
            Personas=[ANA],
            Hitos=[FARO | {"Cuándo": "ayer"}, FARO | {"Qué supuso": "0"}, ANA],
            Valoracion=[FARO | {"P1b": "7"}],
        ),
    )

    assert [(r.hoja, r.fila, leido.donde(r)[:20]) for r in leido.reparos] == [
        ("Hitos", 5, "C · Cuándo"), ("Hitos", 6, "D · Qué supuso"), ("Hitos", 7, ""),
        ("Valoración", 5, "E · P1b · Dedicamos "),
    ]  # fmt: skip


def test_de_una_fila_que_no_se_entiende_no_se_dice_nada_mas(mesa: Mesa) -> None:
    leido = leida(
        mesa, rellenada(mesa, Personas=[ANA], Hitos=[FARO | {"Cuándo": "ayer"}, {"Persona": "Eva"} | {"Qué pasó": "x"}])
    )
    previsto = mesa.hacer(importar.prever, quien=mesa.facilita, apuntes=leido.apuntes)

    assert [(r.fila, r.campo) for r in leido.todos_los_reparos(previsto)] == [(5, "fecha"), (6, "persona")]


_TEXTO = st.text("abñÑ áé.,;=+-@'\"\n<>&9", min_size=1, max_size=25).filter(lambda t: bool(t.strip(" \n.,;=+-@'\"<>&")))
_HITO = st.fixed_dictionaries(
    {"fecha": st.dates().filter(lambda d: 1950 < d.year < 2026), "valencia": st.sampled_from([-2, -1, 1, 2])},
    optional={"que_paso": _TEXTO},
)


@settings(max_examples=8)
@given(
    hitos=st.lists(_HITO, max_size=5),
    largo=_TEXTO,
    notas=st.lists(st.sampled_from([1, 2, 3, 4, 5, "ns"]), min_size=24, max_size=24),
)
def test_lo_escrito_en_la_plantilla_es_lo_que_queda_en_la_sala(
    tmp_path_factory: pytest.TempPathFactory, hitos: list[dict[str, Any]], largo: str, notas: list[Any]
) -> None:
    archivo: Path = tmp_path_factory.mktemp("ida") / "p.db"
    mesa = una_mesa(crear_motor(base_nueva(archivo)))
    distintos = list({str(h): h for h in hitos}.values())
    datos = rellenada(
        mesa,
        Personas=[ANA],
        Clientes=[CLIENTE | {"Largo de la relación": f"'{largo}"}],
        Hitos=[
            FARO | {"Cuándo": f"{h['fecha']:%d/%m/%Y}", "Qué supuso": rotulos.VALENCIAS[h["valencia"]],
                    "Qué pasó": f"'{h.get('que_paso', '')}" if "que_paso" in h else None}
            for h in distintos
        ],
        Valoracion=[FARO | dict(zip(AFIRMACIONES, (rotulos.ESCALA_CON_NO_LO_SE[n] for n in notas), strict=True))],
    )  # fmt: skip
    trae(mesa, datos)

    assert [c.largo for c in todas(mesa, Cliente)] == [f"'{largo}".strip()]
    assert sorted((h.fecha, h.valencia) for h in todas(mesa, Hito)) == sorted(
        (h["fecha"].isoformat(), h["valencia"]) for h in distintos
    )
    guardadas = {v.afirmacion: "ns" if v.no_sabe else v.valor for v in todas(mesa, Valoracion)}
    assert [guardadas[a] for a in AFIRMACIONES] == notas
    assert [p.alias for p in todas(mesa, Participante)] == ["Ana"]
    mesa.motor.dispose()
