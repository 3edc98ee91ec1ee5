"""Mientras se vota no se enseñan los totales a nadie; al cerrar la votación, sí."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pytest
import sqlalchemy as sa

from datos import agregados, consultas, exportacion
from datos.demostracion import sembrar_ensayo
from datos.exportacion.contenido import informe
from modelo.casos import agenda
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import ejecutar, motor_de
from paginas.comun.revelado.lienzo import pedido_de
from tests.datos.exportacion.apoyo import todo_lo_escrito
from tests.paginas.puerta import abrir, todo

VOTADA = "La más votada es"


class Sala:
    """El ensayo, con sus aportaciones reveladas y el grupo votándolas."""

    def __init__(self, base: str) -> None:
        self.motor: sa.Engine = motor_de(base)
        self.creado: TallerCreado = sembrar_ensayo(self.motor)
        for caso in (agenda.saltar, agenda.revelar):
            self.hace(caso, clave="estrategias")

    def hace(self, caso: object, **kw: object) -> None:
        quien = Identidad(Papel.FACILITA, self.creado.sala_id)
        ejecutar(self.motor, caso, quien=quien, ahora=datetime.now(UTC), **kw)  # type: ignore[arg-type]

    def votos(self, papel: str) -> pd.Series:
        return agregados.estrategias(self.pedido(papel)).filas["votos"]

    def pedido(self, papel: str) -> agregados.Pedido:
        taller = consultas.taller_visto(self.motor, self.creado.codigo)
        assert taller is not None
        fase = taller.fase("estrategias")
        assert fase is not None
        return pedido_de(taller, fase, Mirada(papel, taller.umbral, fase.revelada, fase.anonima))


@pytest.fixture
def sala(base_de_datos: str) -> Sala:
    return Sala(base_de_datos)


CIERRES = {
    "al cerrar la votación": lambda s: s.hace(agenda.cerrar_fase, clave="estrategias"),
    "al avanzar": lambda s: s.hace(agenda.avanzar),
    "al terminar": lambda s: s.hace(agenda.terminar),
}


@pytest.mark.parametrize("cierre", CIERRES.values(), ids=list(CIERRES))
def test_los_totales_salen_cuando_deja_de_votarse(sala: Sala, cierre) -> None:  # type: ignore[no-untyped-def]
    papeles = ("facilita", "proyecta", "participa", "revisa")
    mientras = {papel: sala.votos(papel).notna().any() for papel in papeles}
    cierre(sala)

    assert mientras == dict.fromkeys(papeles, False)
    assert sala.votos("proyecta").sum() > 0


def test_reabrir_la_votacion_vuelve_a_callarlos(sala: Sala) -> None:
    for caso in (agenda.cerrar_fase, agenda.abrir_fase):
        sala.hace(caso, clave="estrategias")

    assert not sala.votos("proyecta").notna().any()


def test_mientras_se_vota_el_informe_no_los_lleva(sala: Sala) -> None:
    def votos() -> set[object]:
        secciones = [s for c in informe(sala.pedido("facilita")).capitulos for s in c.secciones]
        tabla = next(s.tabla for s in secciones if s.clave == "aportaciones")
        return {fila[-1] for fila in tabla.filas} if tabla is not None else set()

    mientras = votos()
    sala.hace(agenda.cerrar_fase, clave="estrategias")

    assert mientras == {None}
    assert None not in votos()


@pytest.mark.parametrize("formato", [f.clave for f in exportacion.formatos("facilita")])
def test_mientras_se_vota_cada_documento_sale_sin_votos(sala: Sala, formato: str) -> None:
    hecho = exportacion.generar(formato, sala.pedido("facilita")).datos
    escrito = todo_lo_escrito(hecho)

    assert re.search(r"\d+ votos?\b|más votad", escrito) is None


def _del_csv(datos: bytes) -> set[object]:
    with zipfile.ZipFile(io.BytesIO(datos)) as hojas:
        textos = [hojas.read(nombre).decode("utf-8-sig") for nombre in hojas.namelist()]
    leidas = [list(csv.DictReader(io.StringIO(texto, newline=""), delimiter=";")) for texto in textos]
    return {fila["Votos"] or None for filas in leidas for fila in filas if "Votos" in fila}


def _del_excel(datos: bytes) -> set[object]:
    celdas: set[object] = set()
    for hoja in openpyxl.load_workbook(io.BytesIO(datos)).worksheets:
        for tabla in hoja.tables.values():
            cabecera, *filas = ([c.value for c in fila] for fila in hoja[tabla.ref])
            if "Votos" in cabecera:
                celdas |= {fila[cabecera.index("Votos")] for fila in filas}
    return celdas


def _del_json(datos: bytes) -> set[object]:
    capitulos = exportacion.leer_informe(datos).capitulos
    (tabla,) = [s.tabla for c in capitulos for s in c.secciones if s.clave == "aportaciones"]
    assert tabla is not None
    return {fila[-1] for fila in tabla.filas}


@pytest.mark.parametrize(
    ("formato", "columna"),
    [("csv", _del_csv), ("xlsx", _del_excel), ("json", _del_json)],
    ids=["csv", "xlsx", "json"],
)
def test_la_columna_de_votos_va_vacia_mientras_se_vota_y_llena_al_cerrar(
    sala: Sala, formato: str, columna: Callable[[bytes], set[object]]
) -> None:
    mientras = columna(exportacion.generar(formato, sala.pedido("facilita")).datos)
    sala.hace(agenda.cerrar_fase, clave="estrategias")
    despues = columna(exportacion.generar(formato, sala.pedido("facilita")).datos)

    assert mientras == {None}
    assert any(int(str(v)) > 0 for v in despues - {None})


def test_la_consola_cierra_la_votacion_y_lo_proyectado_pasa_de_la_lista_al_recuento(sala: Sala) -> None:
    proyecta, facilita = (Identidad(papel, sala.creado.sala_id) for papel in (Papel.PROYECTA, Papel.FACILITA))
    antes = todo(abrir("proyectar", sala.creado.codigo, proyecta))
    consola = abrir("conducir", sala.creado.codigo, facilita)
    next(b for b in consola.button if b.label == "Cerrar la votación").click().run()
    despues = todo(abrir("proyectar", sala.creado.codigo, proyecta))

    assert "Reabrir la votación" in [b.label for b in consola.button]
    assert "Se está votando" in antes
    assert "por votos" not in antes
    assert "por votos" in despues
