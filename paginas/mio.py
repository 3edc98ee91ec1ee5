"""Lo propio de cada participante, también con la fase cerrada."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.idiomas import _
from paginas.comun import (
    contexto,
    descargas,
    guardas,
    idioma,
    marco,
    mio_clientes,
    mio_notas,
    mio_palancas,
    privacidad,
    ritmo,
)
from paginas.comun.componentes import salir
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a

codigo, quien = guardas.exigir_participante()
taller = guardas.exigir_taller(codigo)
yo = consultas.participante(contexto.motor(), quien.participante_id or "")
personal = yo.codigo_personal if yo is not None else ""
ritmo.vigilar(codigo, taller, participante=quien.participante_id)
marco.cabecera(_("Lo mío"), _("Solo lo ves tú."))
marco.avisos()
with st.container(horizontal=True, key="mio_ir"):
    boton_a(
        _("Volver al taller"), "participar", sala=codigo, key="mio_volver", type="primary", icon=":material/arrow_back:"
    )
    boton_a(_("Resultados del grupo"), "resultados", sala=codigo, key="mio_resultados", icon=":material/monitoring:")
    boton_a(_("Seguimiento del plan"), "seguimiento", sala=codigo, key="mio_seguimiento", icon=":material/task_alt:")
with st.container(border=True, key="mio_codigo"):
    st.markdown(
        _("Eres **{alias}**. Tu código personal, para volver:").format(
            alias=literal(yo.alias if yo is not None else "")
        )
    )
    st.code(personal, language=None)
todos = consultas.compromisos_de(contexto.motor(), "", quien.participante_id or "")
compromisos = [c for c in todos if c.dice_algo]
clientes = consultas.clientes_de(contexto.motor(), quien.participante_id or "")
descargas.de_cada_cual(taller, quien, compromisos)
mio_notas.compromisos(taller, compromisos)
mio_palancas.radar(taller, quien, clientes)
mio_palancas.perfil(taller, quien)
mio_clientes.clientes(clientes)
mio_clientes.historias(clientes)
mio_notas.notas(taller, quien)
mio_notas.sin_guardar(taller, quien)
privacidad.lo_mio(taller, quien)
with st.popover(_("Salir de esta sala en este aparato"), type="tertiary", icon=":material/logout:", key="mio_salir"):
    aviso = _("Lo tuyo se conserva. Para volver necesitarás el código de sala y tu código personal: **{codigo}**")
    st.markdown(aviso.format(codigo=personal))
    salir(codigo, rotulo=_("Salir"), clave="mio_salir_boton")
idioma.boton(quien, "mio_idioma")
