"""Cada fase ante cada papel y en cada estado, con datos y sin ellos: la página se dibuja sin fallar y dice algo."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from datos.plantillas import CLAVES
from modelo.casos import agenda, entrada, sala
from modelo.errores import ErrorDelTaller, SalaBorrada, SalaNoEncontrada
from modelo.valores import FaseVista, Identidad, Papel
from paginas.comun import navegacion, tablon
from paginas.comun.ejecucion import motor_de
from paginas.comun.mensajes import mensaje
from tests.fabricas import Reloj
from tests.paginas.pantalla import MesaViva, Pantalla, leida, una_mesa_viva
from tests.robots import fases_de, seguimiento

QUIEN_VE = {
    "participar": Papel.PARTICIPA,
    "mio": Papel.PARTICIPA,
    "resultados": Papel.PARTICIPA,
    "comparar": Papel.PARTICIPA,
    "seguimiento": Papel.PARTICIPA,
    "conducir": Papel.FACILITA,
    "preparar": Papel.FACILITA,
    "revisar": Papel.FACILITA,
    "proyectar": Papel.PROYECTA,
}
PAGINAS = {pagina: papel for pagina, papel in QUIEN_VE.items() if pagina in navegacion.PAGINAS}
DE_LA_FASE = ("participar", "conducir", "proyectar")
DEL_TALLER = [pagina for pagina in PAGINAS if pagina not in DE_LA_FASE]
# Las que ve cualquiera de la sala, lo que se proyecta incluido.
DE_TODOS = {"resultados", "comparar"}
Orden = tuple[Callable[..., None], ...]
ABIERTA: Orden = (agenda.ocultar, agenda.abrir_fase)
# Lo contestado la otra vez, contestado igual en el taller de ahora: así hay qué comparar.
REPETIR = (
    "insert into valoracion (id, taller_id, participante_id, cliente_id, ronda, afirmacion, valor, no_sabe) "
    "select lower(hex(randomblob(16))), :taller, participante_id, cliente_id, ronda, afirmacion, valor, no_sabe "
    "from valoracion"
)


@pytest.fixture(scope="module")
def ensayo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MesaViva]:
    """El taller de ensayo en una base que se copia."""
    archivo = tmp_path_factory.mktemp("barrido") / "ensayo.db"
    motor = preparar(f"sqlite:///{archivo}")
    creado = sembrar_ensayo(motor)
    motor.dispose()
    return archivo, MesaViva(motor, creado)


def con_datos(clave: str, base: str, ensayo: tuple[Path, MesaViva]) -> MesaViva:
    """El ensayo, o un seguimiento de ese ensayo, en esa base."""
    archivo, sembrada = ensayo
    shutil.copy(archivo, base.removeprefix("sqlite:///"))
    mesa = MesaViva(motor_de(base), sembrada.creado, Reloj(datetime.now(UTC)))
    if clave == "seguimiento":
        seguimiento(mesa)
        with mesa.motor.execution_options(escritura=True).begin() as conexion:
            conexion.execute(sa.text(REPETIR), {"taller": mesa.creado.taller_id})
    return mesa


def vacio(clave: str, base: str) -> MesaViva:
    """Un taller de esa plantilla recién creado, con una persona que no ha escrito nada."""
    mesa = una_mesa_viva(base, clave)
    mesa.entra("Ana")
    return mesa


def identidad(mesa: MesaViva, papel: Papel) -> Identidad:
    """Alguien con ese papel en la sala."""
    persona = consultas.participantes(mesa.motor, mesa.creado.sala_id)[0].id
    return Identidad(papel, mesa.creado.sala_id, persona if papel == Papel.PARTICIPA else None)


def abrir(mesa: MesaViva, pagina: str) -> Pantalla:
    """Esa página, con el papel que le toca."""
    codigo = mesa.creado.codigo
    return Pantalla().como(codigo, identidad(mesa, PAGINAS[pagina])).va(pagina, codigo)


def fase_de(mesa: MesaViva, clave: str) -> FaseVista:
    """Esa fase tal como está."""
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    fase = visto.fase(clave) if visto else None
    assert fase is not None
    return fase


def recorrer(mesa: MesaViva, pagina: str, estados: tuple[Orden, ...]) -> list[str]:
    """Lleva al grupo por todas las fases y las pone en cada estado. Devuelve dónde la página no dice qué fase es."""
    pantalla, mudas = abrir(mesa, pagina), []
    for clave, _ in fases_de(mesa):
        mesa.salta(clave)
        for estado in estados:
            for caso in estado:
                mesa.hacer(caso, quien=mesa.facilita, clave=clave)
            if fase_de(mesa, clave).titulo not in pantalla.mira().lee():
                mudas.append(f"{clave} {[caso.__name__ for caso in estado]}")
    return mudas


def hojear(mesa: MesaViva, pagina: str) -> int:
    """Abre la página y cada una de sus secciones. Devuelve cuántos títulos ha visto."""
    pantalla = abrir(mesa, pagina)
    vistos = len(pantalla.titulos())
    grupos = pantalla.at.button_group if pagina == "resultados" else []
    for opcion in [leida(o) for grupo in grupos[:1] for o in grupo.options]:
        vistos += len(pantalla.elige(grupos[0].label, opcion).titulos())
    return vistos


def en_todas(mesa: MesaViva, caso: Callable[..., None]) -> None:
    """Hace lo mismo en todas las fases abiertas."""
    for clave, _ in fases_de(mesa):
        mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave=clave)
        mesa.hacer(caso, quien=mesa.facilita, clave=clave)


@pytest.mark.parametrize("pagina", DE_LA_FASE)
@pytest.mark.parametrize("clave", ["completo", "seguimiento"])
def test_con_datos_toda_fase_se_dibuja(
    clave: str, pagina: str, base_de_datos: str, ensayo: tuple[Path, MesaViva]
) -> None:
    agregados.olvidar()
    mesa = con_datos(clave, base_de_datos, ensayo)

    assert recorrer(mesa, pagina, (ABIERTA, (agenda.revelar, agenda.cerrar_fase))) == []


@pytest.mark.parametrize("pagina", DE_LA_FASE)
@pytest.mark.parametrize("clave", CLAVES)
def test_sin_datos_toda_fase_se_dibuja(clave: str, pagina: str, base_de_datos: str) -> None:
    assert recorrer(vacio(clave, base_de_datos), pagina, (ABIERTA, (agenda.revelar,), (agenda.cerrar_fase,))) == []


@pytest.mark.parametrize("caso", [agenda.ocultar, agenda.revelar])
@pytest.mark.parametrize("pagina", DEL_TALLER)
@pytest.mark.parametrize("clave", ["completo", "seguimiento"])
def test_con_datos_las_paginas_del_taller_se_dibujan_enteras(
    clave: str, pagina: str, caso: Callable[..., None], base_de_datos: str, ensayo: tuple[Path, MesaViva]
) -> None:
    agregados.olvidar()
    mesa = con_datos(clave, base_de_datos, ensayo)
    en_todas(mesa, caso)

    assert hojear(mesa, pagina)


@pytest.mark.parametrize("caso", [agenda.ocultar, agenda.revelar])
@pytest.mark.parametrize("pagina", DEL_TALLER)
@pytest.mark.parametrize("clave", CLAVES)
def test_sin_datos_las_paginas_del_taller_se_dibujan_enteras(
    clave: str, pagina: str, caso: Callable[..., None], base_de_datos: str
) -> None:
    mesa = vacio(clave, base_de_datos)
    en_todas(mesa, caso)

    assert hojear(mesa, pagina)


@pytest.mark.parametrize("pagina", PAGINAS)
def test_con_el_taller_terminado_se_sigue_viendo(
    pagina: str, base_de_datos: str, ensayo: tuple[Path, MesaViva]
) -> None:
    mesa = con_datos("completo", base_de_datos, ensayo)
    pantalla = abrir(mesa, pagina)
    mesa.hacer(agenda.terminar, quien=mesa.facilita)

    assert pantalla.mira().titulos()


@pytest.mark.parametrize("pagina", PAGINAS)
def test_si_se_borra_el_taller_la_pagina_lo_explica(
    pagina: str, base_de_datos: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesa = vacio("expres", base_de_datos)
    pantalla = abrir(mesa, pagina)
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    despues = tablon.reloj() + tablon.RELEER_CADA
    monkeypatch.setattr(tablon, "reloj", lambda: despues)

    assert "ya no existe" in pantalla.mira().lee()


@pytest.mark.parametrize("pagina", PAGINAS)
def test_sin_haber_entrado_la_pagina_dice_por_donde(pagina: str, base_de_datos: str) -> None:
    mesa = vacio("expres", base_de_datos)
    pantalla = Pantalla().va(pagina, mesa.creado.codigo)

    assert "entra" in pantalla.lee().casefold()
    assert len(pantalla.botones()) == 1
    assert mesa.creado.codigo not in pantalla.lee()


@pytest.mark.parametrize("pagina", PAGINAS)
def test_el_papel_de_otra_pagina_no_abre_esta(pagina: str, base_de_datos: str) -> None:
    mesa = vacio("expres", base_de_datos)
    ajeno = Papel.PROYECTA if PAGINAS[pagina] != Papel.PROYECTA else Papel.PARTICIPA
    pantalla = Pantalla().como(mesa.creado.codigo, identidad(mesa, ajeno)).va(pagina, mesa.creado.codigo)

    assert ("Aquí hace falta entrar" in pantalla.titulos()) is (pagina not in DE_TODOS)


@pytest.mark.parametrize(
    ("codigo", "error"), [("ZZZZZZ", SalaNoEncontrada), ("borrada", SalaBorrada), ("", SalaNoEncontrada)]
)
def test_entrar_donde_no_se_puede_se_explica_y_no_borra_lo_escrito(
    codigo: str, error: type[ErrorDelTaller], base_de_datos: str
) -> None:
    mesa = vacio("expres", base_de_datos)
    if codigo == "borrada":
        codigo = mesa.creado.codigo
        mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    pantalla = Pantalla().entra(codigo, "Ana")

    assert pantalla.at.error
    assert not codigo or mensaje(error(codigo)) in pantalla.avisos()
    assert pantalla.campo("Tu nombre o alias").value == "Ana"


def test_quien_ha_sido_retirado_de_la_sala_se_entera_y_lo_suyo_no_se_pierde(base_de_datos: str) -> None:
    mesa = vacio("expres", base_de_datos)
    yo = identidad(mesa, Papel.PARTICIPA)
    pantalla = abrir(mesa, "participar").escribe("¿Con qué palabra llegas?", "curiosa")
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=yo.participante_id or "")
    pantalla.escribe("¿Con qué palabra llegas?", "insistente")

    assert any("te ha retirado de la sala" in aviso for aviso in pantalla.avisos())
    mesa.hacer(entrada.readmitir, quien=mesa.facilita, participante_id=yo.participante_id or "")
    assert abrir(mesa, "participar").campo("¿Con qué palabra llegas?").value == "curiosa"
