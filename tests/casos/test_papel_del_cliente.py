"""El papel de un cliente es de cada taller: cambiarlo en uno no reescribe lo que se valoró en otro."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.exportacion import propio
from datos.motor import crear_motor
from modelo.casos import agenda, sala
from modelo.errores import FaseCerrada
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Objeto
from tests.fabricas import Mesa, otro_taller, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    motor: sa.Engine = crear_motor(base_de_datos)
    return una_mesa(motor)


def con_dos_valorados(mesa: Mesa) -> tuple[Identidad, Objeto, Objeto]:
    """Ana, con Faro de estable (un 4) y Nube sin papel (un 2)."""
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    faro, nube = (mesa.crea(ana, "cliente", tipo="cliente", alias=a) for a in ("Faro", "Nube"))
    mesa.salta("valoracion")
    mesa.guarda(ana, faro, "papel", "estable")
    valora(mesa, ana, faro, 4)
    valora(mesa, ana, nube, 2)
    return ana, faro, nube


def valora(mesa: Mesa, quien: Identidad, cliente: Objeto, valor: int) -> None:
    mesa.guarda(quien, Objeto("valoracion", f"{cliente.id}:1"), "P1a", valor)


def papeles(mesa: Mesa, taller: str) -> dict[int, str]:
    """Por lo que se contestó, con qué papel cuenta."""
    df = consultas.df_valoraciones(mesa.motor, taller)
    return {int(valor): str(papel) for valor, papel in zip(df["valor"], df["papel"], strict=True)}


def test_elegir_otro_estable_en_el_seguimiento_no_cambia_lo_del_primer_taller(mesa: Mesa) -> None:
    ana, faro, nube = con_dos_valorados(mesa)
    primero = mesa.creado.taller_id
    mesa.reloj.pasan(days=90)
    segundo = mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa)).taller_id
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="valoracion")
    valora(mesa, ana, faro, 5)
    valora(mesa, ana, nube, 3)

    mesa.guarda(ana, nube, "papel", "estable")

    assert papeles(mesa, primero) == {4: "estable", 2: ""}
    assert papeles(mesa, segundo) == {5: "", 3: "estable"}
    yo = ana.participante_id or ""
    assert consultas.valoraciones_como(mesa.motor, primero, yo, "estable", 1) == {"P1a": 4}
    assert consultas.valoraciones_como(mesa.motor, segundo, yo, "estable", 1) == {"P1a": 3}


def test_el_informe_propio_de_un_taller_pasado_no_cambia_al_elegir_otro_estable(mesa: Mesa) -> None:
    ana, faro, nube = con_dos_valorados(mesa)
    for letra in "bc":
        mesa.guarda(ana, Objeto("valoracion", f"{faro.id}:1"), f"P1{letra}", 4)
    antes = mi_radar(mesa, ana)
    mesa.reloj.pasan(days=90)
    mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa))
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="valoracion")

    mesa.guarda(ana, nube, "papel", "estable")

    assert antes["tabla"]["filas"]
    assert mi_radar(mesa, ana) == antes


def mi_radar(mesa: Mesa, quien: Identidad) -> dict[str, Any]:
    """El radar de su informe del primer taller."""
    taller = consultas.taller_visto(mesa.motor, mesa.creado.codigo, mesa.creado.taller_id)
    yo = consultas.participante(mesa.motor, quien.participante_id or "")
    assert taller is not None
    assert yo is not None
    mirada = Mirada("participa", taller.umbral, False, taller.actual.anonima, yo.id)
    pedido = agregados.pedir(mesa.motor, taller, taller.actual, mirada, actividad=1, hoy=mesa.reloj.ahora.date())
    capitulos = {c["titulo"]: c["secciones"] for c in propio.de(pedido, yo)["capitulos"]}
    return dict(capitulos["Mis palancas"][0])


def test_en_el_mismo_taller_lo_ya_valorado_sigue_al_papel_de_su_cliente(mesa: Mesa) -> None:
    ana, faro, nube = con_dos_valorados(mesa)

    mesa.guarda(ana, nube, "papel", "estable")
    assert papeles(mesa, mesa.creado.taller_id) == {4: "", 2: "estable"}

    mesa.guarda(ana, nube, "papel", "")
    assert papeles(mesa, mesa.creado.taller_id) == {4: "", 2: ""}

    mesa.guarda(ana, faro, "papel", "perdido")
    assert papeles(mesa, mesa.creado.taller_id) == {4: "perdido", 2: ""}


def test_elegir_estable_no_toca_lo_de_otra_persona(mesa: Mesa) -> None:
    ana, _, nube = con_dos_valorados(mesa)
    eva = mesa.entra("Eva").identidad
    suyo = mesa.crea(eva, "cliente", tipo="cliente", alias="Puerto", papel="estable")
    valora(mesa, eva, suyo, 1)

    mesa.guarda(ana, nube, "papel", "estable")

    assert papeles(mesa, mesa.creado.taller_id) == {4: "", 2: "estable", 1: "estable"}


def test_anadir_otro_estable_libera_al_que_lo_era(mesa: Mesa) -> None:
    ana, faro, _ = con_dos_valorados(mesa)

    nuevo = mesa.crea(ana, "cliente", tipo="cliente", papel="estable")

    estables = [c.id for c in consultas.clientes_de(mesa.motor, ana.participante_id or "") if c.papel == "estable"]
    assert estables == [nuevo.id]
    assert faro.id not in estables
    assert papeles(mesa, mesa.creado.taller_id) == {4: "", 2: ""}


def test_al_anadir_algo_cada_campo_se_escribe_solo_en_sus_fases(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")

    with pytest.raises(FaseCerrada):
        mesa.crea(ana, "cliente", tipo="cliente", papel="estable")
    assert consultas.clientes_de(mesa.motor, ana.participante_id or "") == []
