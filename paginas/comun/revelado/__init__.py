"""Lo revelado de cada fase, siempre a través de ``modelo.privacidad``.

Importar esto carga pandas y plotly: se hace solo cuando hay algo revelado que dibujar.
"""

from __future__ import annotations

import streamlit as st

from datos import proyectado
from datos.idiomas import _
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto, definiciones
from paginas.comun.revelado import clientes, grupo, laminas, palancas
from paginas.comun.revelado.lienzo import Lienzo

PINTORES = {
    "bienvenida": grupo.bienvenida,
    "mapa": clientes.mapa,
    "historico": clientes.historico,
    "entorno": clientes.entorno,
    "interaccion": clientes.interaccion,
    "salida": grupo.salida,
    "retomar": grupo.retomar,
    "comparacion": palancas.comparacion,
    "descubrir": palancas.descubrir,
    "valoracion": palancas.valoracion,
    "radar": palancas.radar,
    "perfil": palancas.perfil,
    "estrategias": grupo.estrategias,
    "plan": grupo.plan,
    "compromisos": grupo.seguimiento,
    "cierre": grupo.cierre,
}


def pintar(taller: TallerVisto, fase: FaseVista, mirada: Mirada, *, grande: bool = False) -> dict[str, str]:
    """Dibuja lo que esa mirada puede ver de la fase. Devuelve las láminas en que se reparte, por su clave."""
    if not fase.revelada or not mirada.revelada:
        st.caption(_("Aún no se ha revelado."))
        return {}
    pintor = PINTORES.get(fase.tipo)
    if pintor is None:
        return {}
    z = Lienzo(
        taller,
        fase,
        mirada,
        grande,
        proyectado.lamina_elegida(contexto.motor(), taller.id, fase.clave) if grande else "",
    )
    pintor(z)
    if fase.tipo != "cierre" and fase.clave == taller.de_lo_aparcado.clave:
        grupo.aparcado(z)
    if fase.tipo == "descubrir" and definiciones.se_proyectan(taller, fase):
        z.laminas["definiciones"] = _("Qué es cada palanca")
    if z.esperas and fase.tipo != "radar":
        # El radar ya dice qué hacer sin él.
        grupo.si_no_se_llega(z)
    if z.sola:
        laminas.dejar_sola(z)
    return z.laminas
