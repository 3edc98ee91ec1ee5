"""Preparar el taller: antes de la primera respuesta se cambia todo; después, títulos y minutos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from datos import consultas
from datos.motor import crear_motor
from datos.plantillas import palancas, plantilla
from modelo.casos import agenda, preparar, sala
from modelo.errores import (
    AnonimatoNoReducible,
    FaseNoEncontrada,
    PlantillaCerrada,
    SinPermiso,
    TransicionNoPosible,
    ValorNoValido,
)
from modelo.plantillas import Afirmacion, Palanca
from modelo.valores import EstadoDeFase, FaseVista, Identidad, Objeto, Papel, TallerVisto
from tests.fabricas import Mesa, otro_taller, una_mesa


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    return una_mesa(motor)


def ver(mesa: Mesa) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def claves(mesa: Mesa, sesion: int = 1) -> list[str]:
    return [f.clave for f in ver(mesa).fases if f.sesion == sesion]


def fase(mesa: Mesa, clave: str) -> FaseVista:
    hallada = ver(mesa).fase(clave)
    assert hallada is not None
    return hallada


def de_serie(clave: str) -> Any:
    return next(f for p in ("completo", "seguimiento") for f in plantilla(p).fases if f.clave == clave)


def manda(mesa: Mesa, caso: Callable[..., Any], **kw: Any) -> None:
    mesa.hacer(caso, quien=mesa.facilita, **kw)


def alguien_responde(mesa: Mesa) -> Identidad:
    ana = mesa.entra().identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "curiosa")
    return ana


def retocada(**cambios: Any) -> Palanca:
    return replace(palancas()[3], **cambios)


CAMBIOS_DE_FONDO: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "guion": (preparar.editar_fase, {"clave": "mapa", "guion": "Otra cosa."}),
    "consigna": (preparar.editar_fase, {"clave": "mapa", "consigna": "Otra cosa."}),
    "quitar": (preparar.quitar_fase, {"clave": "entorno"}),
    "poner": (preparar.poner_fase, {"fase": de_serie("pausa_1"), "sesion": 1}),
    "mover": (preparar.mover_fase, {"clave": "entorno", "puestos": 1}),
    "palanca": (preparar.editar_palanca, {"palanca": retocada(nombre="Red")}),
    "agenda de serie": (preparar.volver_a_la_agenda, {"fases": plantilla("completo").fases}),
    "palancas de serie": (preparar.volver_a_las_palancas, {"palancas": palancas()}),
}


@pytest.mark.parametrize(("caso", "datos"), CAMBIOS_DE_FONDO.values(), ids=CAMBIOS_DE_FONDO)
def test_con_la_primera_respuesta_dentro_lo_que_se_pregunta_no_cambia(
    mesa: Mesa, caso: Callable[..., Any], datos: dict[str, Any]
) -> None:
    alguien_responde(mesa)
    antes = ver(mesa)

    with pytest.raises(PlantillaCerrada):
        manda(mesa, caso, **datos)
    assert ver(mesa).fases == antes.fases


@pytest.mark.parametrize(("caso", "datos"), CAMBIOS_DE_FONDO.values(), ids=CAMBIOS_DE_FONDO)
def test_solo_prepara_quien_facilita(mesa: Mesa, caso: Callable[..., Any], datos: dict[str, Any]) -> None:
    for quien in (mesa.entra().identidad, Identidad(Papel.PROYECTA, mesa.creado.sala_id)):
        with pytest.raises(SinPermiso):
            mesa.hacer(caso, quien=quien, **datos)


@pytest.mark.parametrize(("caso", "datos"), CAMBIOS_DE_FONDO.values(), ids=CAMBIOS_DE_FONDO)
def test_cada_cambio_avisa_a_la_sala_y_deja_traza(mesa: Mesa, caso: Callable[..., Any], datos: dict[str, Any]) -> None:
    antes = ver(mesa).version
    manda(mesa, caso, **datos)

    assert ver(mesa).version == antes + 1
    assert len(consultas.traza(mesa.motor, mesa.creado.taller_id)) == 2


def test_los_titulos_y_los_minutos_se_cambian_siempre(mesa: Mesa) -> None:
    alguien_responde(mesa)
    manda(mesa, preparar.editar_fase, clave="mapa", titulo="Mi mapa", minutos=20, guion=fase(mesa, "mapa").guion)

    assert (fase(mesa, "mapa").titulo, fase(mesa, "mapa").minutos) == ("Mi mapa", 20)


@pytest.mark.parametrize("cambios", [{"titulo": " "}, {"minutos": 0}, {"minutos": 241}, {"titulo": "x" * 121}])
def test_una_fase_no_se_queda_sin_titulo_ni_sin_minutos(mesa: Mesa, cambios: dict[str, Any]) -> None:
    with pytest.raises(ValorNoValido):
        manda(mesa, preparar.editar_fase, clave="mapa", **cambios)


def test_un_cliente_del_mapa_ya_es_una_respuesta(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    mesa.crea(ana, "cliente", tipo="cliente", alias="Faro")

    with pytest.raises(PlantillaCerrada):
        manda(mesa, preparar.quitar_fase, clave="entorno")


def test_los_clientes_del_taller_anterior_no_cierran_el_de_seguimiento(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    mesa.crea(ana, "cliente", tipo="cliente", alias="Faro")
    mesa.hacer(sala.crear_taller, **otro_taller(mesa), quien=mesa.facilita)
    manda(mesa, preparar.quitar_fase, clave="comparacion")

    assert claves(mesa) == ["compromisos", "valoracion", "plan"]


def test_quitar_la_primera_fase_deja_al_grupo_en_la_siguiente(mesa: Mesa) -> None:
    manda(mesa, preparar.quitar_fase, clave="bienvenida")

    assert ver(mesa).fase_actual == "mapa"
    assert fase(mesa, "mapa").estado == EstadoDeFase.ABIERTA
    assert fase(mesa, "mapa").inicia_en is None


def test_la_fase_en_la_que_esta_el_grupo_no_se_quita(mesa: Mesa) -> None:
    manda(mesa, agenda.empezar)

    with pytest.raises(TransicionNoPosible):
        manda(mesa, preparar.quitar_fase, clave="bienvenida")


def test_la_ultima_fase_que_queda_no_se_quita(motor: sa.Engine) -> None:
    corta = replace(plantilla("expres"), fases=plantilla("expres").fases[:1])
    mesa = una_mesa(motor, plantilla=corta)

    with pytest.raises(TransicionNoPosible):
        manda(mesa, preparar.quitar_fase, clave="bienvenida")


def test_quitar_una_fase_y_volver_a_ponerla_la_deja_donde_estaba(mesa: Mesa) -> None:
    antes = claves(mesa)
    manda(mesa, preparar.quitar_fase, clave="historico")
    manda(mesa, preparar.poner_fase, fase=de_serie("historico"), sesion=1)

    assert claves(mesa) == antes
    assert fase(mesa, "historico").estado == EstadoDeFase.PENDIENTE


def test_una_fase_no_se_pone_dos_veces_y_las_pausas_si(mesa: Mesa) -> None:
    with pytest.raises(ValorNoValido):
        manda(mesa, preparar.poner_fase, fase=de_serie("mapa"), sesion=1)
    manda(mesa, preparar.poner_fase, fase=de_serie("pausa_1"), sesion=1)

    assert {c for c in claves(mesa) if c.startswith("pausa")} == {"pausa_1", "pausa_3"}


def test_una_fase_se_mueve_dentro_de_su_sesion_y_no_sale_de_ella(mesa: Mesa) -> None:
    manda(mesa, preparar.mover_fase, clave="entorno", puestos=1)

    assert claves(mesa)[4:6] == ["interaccion", "entorno"]
    manda(mesa, preparar.mover_fase, clave="entorno", puestos=-1)
    assert claves(mesa)[4:6] == ["entorno", "interaccion"]
    for clave, puestos in (("salida", 1), ("bienvenida", -1), ("retomar", -1)):
        with pytest.raises(TransicionNoPosible):
            manda(mesa, preparar.mover_fase, clave=clave, puestos=puestos)


def test_al_poner_otra_fase_la_primera_el_taller_empieza_por_ella(mesa: Mesa) -> None:
    manda(mesa, preparar.mover_fase, clave="mapa", puestos=-1)

    assert ver(mesa).fase_actual == "mapa"
    assert fase(mesa, "bienvenida").estado == EstadoDeFase.PENDIENTE


def test_una_fase_que_no_esta_se_dice(mesa: Mesa) -> None:
    with pytest.raises(FaseNoEncontrada):
        manda(mesa, preparar.quitar_fase, clave="otra")


def test_cambiar_una_afirmacion_cambia_la_version_y_cambiar_el_nombre_no(mesa: Mesa) -> None:
    antes = ver(mesa).palancas_version
    manda(mesa, preparar.editar_palanca, palanca=retocada(nombre="Red"))
    assert ver(mesa).palancas_version == antes

    otras = (Afirmacion("P4a", "Otra frase."), *palancas()[3].afirmaciones[1:])
    manda(mesa, preparar.editar_palanca, palanca=retocada(afirmaciones=otras))
    assert ver(mesa).palancas_version != antes
    manda(mesa, preparar.volver_a_las_palancas, palancas=palancas())
    assert ver(mesa).palancas_version == antes
    assert consultas.palancas(mesa.motor, mesa.creado.taller_id) == palancas()


@pytest.mark.parametrize(
    "cambios",
    [
        {"nombre": ""},
        {"nombre_corto": "x" * 15},
        {"que_es": "  "},
        {"anclas": ("", "b", "c")},
        {"ambito": "otro"},
        {"afirmaciones": (Afirmacion("P4a", ""), *palancas()[3].afirmaciones[1:])},
        {"clave": "P9"},
    ],
)
def test_una_palanca_incompleta_no_se_guarda(mesa: Mesa, cambios: dict[str, Any]) -> None:
    with pytest.raises(ValorNoValido):
        manda(mesa, preparar.editar_palanca, palanca=retocada(**cambios))
    assert consultas.palancas(mesa.motor, mesa.creado.taller_id) == palancas()


def test_volver_a_la_agenda_de_la_casa_deshace_todos_los_cambios(mesa: Mesa) -> None:
    antes = ver(mesa).fases
    manda(mesa, preparar.quitar_fase, clave="bienvenida")
    manda(mesa, preparar.editar_fase, clave="mapa", titulo="Otro", minutos=1)
    manda(mesa, agenda.endurecer_anonimato, clave="historico", anonima=True)
    manda(mesa, preparar.volver_a_la_agenda, fases=plantilla("completo").fases)

    assert ver(mesa).fases == antes
    assert ver(mesa).fase_actual == "bienvenida"


def test_el_anonimato_se_fija_antes_de_abrir_y_luego_solo_se_endurece(mesa: Mesa) -> None:
    manda(mesa, agenda.endurecer_anonimato, clave="historico", anonima=True)
    assert "No salen tu alias" in fase(mesa, "historico").quien_ve
    manda(mesa, agenda.endurecer_anonimato, clave="historico", anonima=False)
    assert "salen con tu alias" in fase(mesa, "historico").quien_ve

    manda(mesa, agenda.endurecer_anonimato, clave="bienvenida", anonima=True)
    with pytest.raises(AnonimatoNoReducible):
        manda(mesa, agenda.endurecer_anonimato, clave="bienvenida", anonima=False)


def test_el_umbral_baja_antes_de_la_primera_respuesta_y_despues_solo_sube(mesa: Mesa) -> None:
    datos = {"titulo": "Otro", "organizacion": ""}
    manda(mesa, preparar.editar_taller, umbral=4, **datos)
    alguien_responde(mesa)
    manda(mesa, preparar.editar_taller, umbral=6, **datos)

    with pytest.raises(ValorNoValido):
        manda(mesa, preparar.editar_taller, umbral=5, **datos)
    assert (ver(mesa).titulo, ver(mesa).umbral) == ("Otro", 6)
