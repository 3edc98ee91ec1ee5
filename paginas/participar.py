"""La página de quien participa: dibuja la fase que toca."""

from __future__ import annotations

import streamlit as st

from datos.lo_mio import lo_mio
from modelo import fases as reglas
from paginas import fases
from paginas.comun import (
    acceso,
    contexto,
    fin,
    grupos,
    guardas,
    marco,
    participacion,
    pendientes,
    ritmo,
    sesion,
)
from paginas.comun.formularios import Formulario
from paginas.comun.literal import literal
from paginas.fases.paso import Paso

codigo, quien = guardas.exigir_participante()
taller = guardas.exigir_taller(codigo)
escucha = ritmo.vigilar(codigo, taller, participante=quien.participante_id, escribe=True, aparte=True)
fase = participacion.fase_a_la_vista(taller, quien)
valora = participacion.hace_falta_lo_valorado(taller, fase)
mio = lo_mio(contexto.motor(), taller.id, quien.participante_id or "", fase.clave, valora=valora)
activo = reglas.puede_escribir(fase.estado, fase.abierta_hasta, contexto.ahora())
termina = fin.toca(taller, fase, activo=activo)
# Lo que va y viene, en un solo sitio: los campos de debajo no cambian de posición y no pierden lo que se teclea.
with st.container(key="encabezado"):
    arriba = participacion.cabecera(taller)
    acceso.canjear()
    participacion.aviso_del_grupo(taller, fase)
    participacion.apunta_tu_codigo(codigo, fase)
    grupos.el_tuyo(taller, quien)
    marco.decir_avisos()
    if not termina:
        st.title(literal(fase.titulo), anchor=False)
        if fase.consigna:
            st.write(literal(fase.consigna))
        participacion.si_esta_cerrada(taller, activo)
if termina:
    fin.pintar(taller, fase, quien)
    participacion.en_marcha(arriba, taller, fase, escucha)
else:
    with st.container(key="formulario"):
        f = Formulario(codigo, quien, sesion.montaje(f"participar:{codigo}:{fase.clave}"), activo)
        if participacion.recuperar_lo_conservado(quien, mio, f"{f.montaje}:{activo}"):
            mio = lo_mio(contexto.motor(), taller.id, quien.participante_id or "", fase.clave, valora=valora)
        f.borradores = mio.borradores
        fases.pintar(Paso(taller, fase, f, mio))
        participacion.observar_aparcamiento(f, mio)
    participacion.en_marcha(arriba, taller, fase, escucha, f)
    if fase.quien_ve:
        st.caption(f":material/visibility: {literal(fase.quien_ve)}")
    # Las gráficas del grupo tardan: «Listo» y lo demás a mano no las esperan.
    grupo = st.container(key="lo_del_grupo")
    participacion.pie(taller, fase, quien, mio)
    with grupo:
        participacion.del_grupo(taller, fase, quien)
if pendientes.repetir(quien):
    st.rerun()
