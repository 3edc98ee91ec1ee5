"""La traza se lee como se contaría, con la hora de quien la mira."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from datos.vistas import TrazaVista
from paginas.comun import traza
from tests import reglas

EN = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
TITULOS = {"historico": "Histórico"}
PALANCAS = {"P4": "Red de vínculos", "P7": "Apertura y delegación"}


def frase(accion: str, fase: str = "historico", detalle: str = "") -> str:
    return traza.frase(TrazaVista(EN, accion, fase, detalle), titulos=TITULOS, palancas=PALANCAS, zona=MADRID)


@pytest.mark.parametrize(
    ("accion", "detalle", "dicho"),
    [
        ("avanzar", "", "10:42 · Avanzaste a Histórico"),
        ("sumar_minutos", "+5", "10:42 · Sumaste 5 min a Histórico"),
        ("sumar_minutos", "-5", "10:42 · Quitaste 5 min a Histórico"),
        ("abrir_hasta", "2026-12-01T19:00+00:00", "10:42 · Dejaste Histórico abierta hasta el 1/12 a las 20:00"),
        ("fijar_debate", "P4 P7", "10:42 · Llevaste a debate: Red de vínculos, Apertura y delegación"),
        ("fijar_debate", "", "10:42 · Llevaste a debate: ninguna"),
        ("expulsar", "Ana {fase}", "10:42 · Retiraste a Ana {fase}"),
        ("resolver_aparcado", "Los plazos", "10:42 · Diste por tratado «Los plazos»"),
        ("resolver_aparcado", "", "10:42 · Diste por tratado un asunto borrado"),
        ("devolver_aparcado", "x" * 81, f"10:42 · Devolviste al aparcamiento «{'x' * 79}…»"),
        ("crear_enlace", "proyecta", "10:42 · Creaste un enlace para proyectar"),
    ],
)
def test_cada_accion_se_cuenta_con_su_hora(accion: str, detalle: str, dicho: str) -> None:
    assert frase(accion, detalle=detalle) == dicho


def test_la_fase_que_ya_no_esta_sale_con_su_clave() -> None:
    assert frase("quitar_fase", fase="", detalle="Entorno") == "10:42 · Quitaste la fase Entorno"
    assert frase("avanzar", fase="otra") == "10:42 · Avanzaste a otra"


def test_toda_accion_que_deja_traza_tiene_su_frase() -> None:
    """Las acciones se buscan en los casos: una nueva sin frase saldría con su clave."""
    anotadas = set()
    for archivo in reglas.archivos("modelo/casos"):
        for nodo in ast.walk(reglas.arbol(archivo)):
            if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name):
                puesto = {"anotar": 2, "_aplicar": 3, "_cerrar": 3}.get(nodo.func.id)
                accion = nodo.args[puesto] if puesto is not None and len(nodo.args) > puesto else None
                if isinstance(accion, ast.Constant):
                    anotadas.add(accion.value)

    assert len(anotadas) > 20
    assert anotadas - set(traza.FRASES) == set()


def test_lo_ultimo_va_primero_y_por_dias() -> None:
    ayer = TrazaVista(EN.replace(day=23), "crear", "", "")
    hoy = [TrazaVista(EN, "empezar", "historico", ""), TrazaVista(EN, "avanzar", "historico", "")]
    dias = traza.por_dias([ayer, *hoy], titulos=TITULOS, palancas=PALANCAS, zona=MADRID)

    assert [dia for dia, _ in dias] == ["24/11/2026", "23/11/2026"]
    assert dias[0][1][0].endswith("Avanzaste a Histórico")
