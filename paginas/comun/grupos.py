"""Los grupos de trabajo a la vista: todos, en la consola y al proyectar; el suyo, para cada participante."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from datos import reparto
from datos.idiomas import _
from modelo.valores import Identidad, ParticipanteVisto, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import html_literal, literal

# Con más grupos, la letra de lo proyectado mengua para que quepan todos.
GRUPOS_GRANDES = 12


def lista(grupos: Mapping[int, Sequence[ParticipanteVisto]], *, grande: bool = False) -> None:
    """Cada grupo con los suyos."""
    tarjetas = "".join(
        f"<li><b>Grupo {numero}</b> <span>{', '.join(html_literal(p.alias) for p in miembros)}</span></li>"
        for numero, miembros in grupos.items()
    )
    clase = "grupos" if not grande else "grupos grande" if len(grupos) <= GRUPOS_GRANDES else "grupos grande muchos"
    st.html(f"<ul class='{clase}'>{tarjetas}</ul>")


def proyectados(taller: TallerVisto) -> None:
    """Todos los grupos, para encontrarse."""
    with st.container(key="grupos_proyectados"):
        st.header("¿Con quién te toca?", anchor=False)
        lista(reparto.grupos(contexto.motor(), taller.id), grande=True)


def el_tuyo(taller: TallerVisto, quien: Identidad) -> None:
    """Con quién le toca a quien participa, mientras se enseñe."""
    if not taller.con_grupos_a_la_vista:
        return
    numero, demas = reparto.mi_grupo(contexto.motor(), taller.id, quien.participante_id or "")
    with st.container(key="tu_grupo"):
        if demas:
            dicho = _("**Tu grupo es el {n}:** {demas} y tú.")
            st.markdown(dicho.format(n=numero, demas=", ".join(literal(a) for a in demas)))
        elif numero:
            st.markdown(_("**Tu grupo es el {n}**, y de momento solo estás tú.").format(n=numero))
        else:
            st.markdown(_("**Todavía no tienes grupo.** Díselo a quien facilita y te pone en uno."))
