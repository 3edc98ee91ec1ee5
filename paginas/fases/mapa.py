"""Mapa: qué hago con cada cliente y por qué."""

from __future__ import annotations

from typing import Any

import streamlit as st

from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import sesion
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_mapa(paso: Paso) -> None:
    """Una tarjeta por cliente y un botón por tipo."""
    hay = {c.tipo for c in paso.clientes}
    faltan = [r.lower() for t, r in rotulos.TIPOS_DE_CLIENTE.items() if t not in hay]
    st.write("Usa **alias**: nombres que solo tú reconozcas." + (f" Te falta: {', '.join(faltan)}." if faltan else ""))
    for cliente in paso.clientes:
        rotulo = f"{cliente.alias or 'Sin alias todavía'} · {rotulos.TIPOS_DE_CLIENTE.get(cliente.tipo, '')}"
        abierto = sesion.elegido("abierto_cliente") == cliente.id or not cliente.alias
        with st.expander(literal(rotulo), expanded=abierto, key=f"tarjeta_{cliente.id}_m{paso.f.montaje}"):
            _cliente(paso, cliente)
    with st.container(horizontal=True, key="altas"):
        for tipo, nombre in rotulos.TIPOS_DE_CLIENTE.items():
            paso.f.alta("cliente", f"Añadir {nombre.lower()}", valores={"tipo": tipo}, clave=f"mapa_anadir_{tipo}")


def _cliente(paso: Paso, c: Any) -> None:
    f, o = paso.f, Objeto("cliente", c.id)
    f.texto(o, "alias", "Alias del cliente", c.alias, maximo=60, help="No escribas su nombre real.")
    f.opcion(o, "tipo", "Qué es hoy", c.tipo, rotulos.TIPOS_DE_CLIENTE)
    f.mes(o, "desde", "Desde cuándo (mes y año)", c.desde)
    f.opcion(o, "modalidad", "Cómo trabajáis", c.modalidad, rotulos.MODALIDADES)
    f.texto(o, "que_hago", "¿Qué haces con él?", c.que_hago, largo=True)
    f.texto(o, "corto", "El corto del objetivo: ¿qué persigues a corto plazo?", c.corto, largo=True)
    f.numero(o, "corto_peso", "Peso del corto (0–10)", c.corto_peso, 0, 10)
    f.texto(o, "largo", "El largo de la relación: ¿qué cuidas a largo plazo?", c.largo, largo=True)
    f.numero(o, "largo_peso", "Peso del largo (0–10)", c.largo_peso, 0, 10)
    f.texto(o, "dificultad", "¿Qué te resulta difícil?", c.dificultad, largo=True)
    if f.si_no(o, "amplia", "¿Amplía el trabajo contigo?", c.amplia) is False:
        f.lista(o, "causa", "¿Por qué crees que no?", c.causa, rotulos.CAUSAS)
    f.baja(o, "Quitar este cliente")
