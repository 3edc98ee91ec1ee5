"""Mapa: qué hago con cada cliente y por qué."""

from __future__ import annotations

from typing import Any

import streamlit as st

from modelo import rotulos
from modelo.valores import Objeto
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_mapa(paso: Paso) -> None:
    """Qué falta, una tarjeta por cliente y un botón por tipo."""
    hay = {c.tipo for c in paso.clientes if c.alias}
    with st.container(key="que_falta"):
        st.markdown("  \n".join(_casilla(nombre, tipo in hay) for tipo, nombre in rotulos.TIPOS_DE_CLIENTE.items()))
    tarjetas.empezar("cliente", paso.clientes, a_medias=[c for c in paso.clientes if _faltan(c)])
    for c in paso.clientes:
        titulo = f"{c.alias or 'Sin alias todavía'} · {rotulos.TIPOS_DE_CLIENTE.get(c.tipo, '')}"
        resumen = tarjetas.resumir(_peso("Corto", c.corto_peso), _peso("Largo", c.largo_peso), faltan=_faltan(c))
        with tarjetas.tarjeta(Objeto("cliente", c.id), titulo, resumen=resumen, hecha=not _faltan(c)) as abierta:
            if abierta:
                _cliente(paso, c)
    with st.container(horizontal=True, key="altas"):
        for tipo, nombre in rotulos.TIPOS_DE_CLIENTE.items():
            paso.f.alta("cliente", f"Añadir {nombre.lower()}", valores={"tipo": tipo}, clave=f"mapa_anadir_{tipo}")


def _casilla(nombre: str, hecho: bool) -> str:
    icono = ":material/check_circle:" if hecho else ":material/radio_button_unchecked:"
    return f"{icono} {nombre}{'' if hecho else ': te falta uno'}"


def _peso(nombre: str, valor: int | None) -> str:
    return "" if valor is None else f"{nombre} {valor}"


def _faltan(c: Any) -> list[str]:
    pares = {
        "alias": c.alias, "desde cuándo": c.desde, "cómo trabajáis": c.modalidad, "qué haces": c.que_hago,
        "corto": c.corto, "peso del corto": c.corto_peso, "largo": c.largo, "peso del largo": c.largo_peso,
    }  # fmt: skip
    return tarjetas.falta(pares)


def _cliente(paso: Paso, c: Any) -> None:
    f, o = paso.f, Objeto("cliente", c.id)
    f.texto(o, "alias", "Alias del cliente", c.alias)
    st.caption(rotulos.RECORDATORIO_ALIAS)
    f.opcion(o, "tipo", "Qué es hoy", c.tipo, rotulos.TIPOS_DE_CLIENTE)
    f.mes(o, "desde", "Desde cuándo (mes y año)", c.desde)
    f.opcion(o, "modalidad", "Cómo trabajáis", c.modalidad, rotulos.MODALIDADES)
    f.texto(o, "que_hago", "¿Qué haces con él?", c.que_hago, largo=True)
    f.texto(o, "corto", "El corto del objetivo: ¿qué persigues a corto plazo?", c.corto, largo=True)
    f.escala(o, "corto_peso", "¿Cuánto pesa el corto? (0 nada · 10 todo)", c.corto_peso, 0, 10)
    f.texto(o, "largo", "El largo de la relación: ¿qué cuidas a largo plazo?", c.largo, largo=True)
    f.escala(o, "largo_peso", "¿Cuánto pesa el largo? (0 nada · 10 todo)", c.largo_peso, 0, 10)
    f.texto(o, "dificultad", "¿Qué te resulta difícil?", c.dificultad, largo=True)
    if f.si_no(o, "amplia", "¿Amplía el trabajo contigo?", c.amplia) is False:
        f.opcion(o, "causa", "¿Por qué crees que no?", c.causa, rotulos.CAUSAS)
    f.baja(o, "Quitar este cliente")
