"""Estrategias, técnicas y procesos: aportar y votar."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, plural, rotulos
from modelo.casos import grupo
from modelo.privacidad import Mirada
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_estrategias(paso: Paso) -> None:
    """Lo que cada cual aporta y, cuando se revela, los votos."""
    todas = consultas.aportaciones(contexto.motor(), paso.taller.id)
    mias = [a for a in todas if a.participante_id == paso.yo]
    tarjetas.empezar("aportacion", mias, a_medias=[a for a in mias if _faltan(a)])
    for a in mias:
        _aportacion(paso, a)
    paso.f.alta("aportacion", _("Añadir aportación"), clave="estrategias_anadir")
    if paso.fase.revelada:
        _votar(paso)
    else:
        st.caption(_("Cuando se revelen las aportaciones de todos, podrás votar aquí las que probarías."))


def _faltan(a: Any) -> list[str]:
    return tarjetas.falta({_("qué es"): a.tipo, plural("palanca", "palancas", 1): a.palanca, _("el texto"): a.texto})


def _aportacion(paso: Paso, a: Any) -> None:
    f, o = paso.f, Objeto("aportacion", a.id)
    resumen = tarjetas.resumir(
        rotulos.TIPOS_DE_APORTACION.get(a.tipo, ""), paso.nombre_de_palanca().get(a.palanca, ""), faltan=_faltan(a)
    )
    with tarjetas.tarjeta(o, a.texto or _("Aportación nueva"), resumen=resumen, hecha=not _faltan(a)) as abierta:
        if not abierta:
            return
        f.texto(o, "texto", _("Cuéntalo en una o dos frases"), a.texto, largo=True)
        f.opcion(o, "tipo", _("Qué es"), a.tipo, rotulos.TIPOS_DE_APORTACION)
        st.caption(rotulos.TIPOS_DE_APORTACION_EXPLICADOS.get(a.tipo, ""))
        f.lista(o, "palanca", _("Palanca"), a.palanca, paso.nombre_de_palanca())
        f.baja(o, _("Quitar esta aportación"))


def _votar(paso: Paso) -> None:
    # pandas tarda en cargar lo que tarda una página: solo cuando hay algo revelado.
    from datos import agregados
    from paginas.comun.revelado.lienzo import pedido_de

    st.header(_("Vota lo que probarías"), anchor=False)
    se_vota = paso.f.activo and paso.taller.se_vota(paso.fase)
    if not se_vota:
        st.caption(_("La votación está cerrada."))
    mirada = Mirada("participa", paso.taller.umbral, paso.fase.revelada, paso.fase.anonima, paso.yo)
    dato = agregados.para_votar(pedido_de(paso.taller, paso.fase, mirada))
    if dato.espera:
        st.caption(_("{espera}. Hasta entonces no se vota.").format(espera=dato.espera))
        return
    mios = consultas.votos_de(contexto.motor(), paso.taller.id, paso.yo)
    maximo = grupo.maximo_de_votos(len(dato.filas))
    quedan = max(0, maximo - len(mios))
    dicho = plural(
        "Te queda {n} de {maximo} votos. Se pueden quitar y cambiar.",
        "Te quedan {n} de {maximo} votos. Se pueden quitar y cambiar.",
        quedan,
    )
    st.write(dicho.format(n=quedan, maximo=maximo))
    for a in dato.filas.to_dict("records"):
        with st.container(border=True, key=f"voto_{a['id']}"):
            st.caption(f"{literal(a['palanca'])} · {a['tipo'] or _('Aportación')}")
            st.markdown(literal(a["texto"]))
            dado = a["id"] in mios
            st.button(
                _("Quitar mi voto" if dado else "Votar"), key=f"votar_{a['id']}",
                type="primary" if dado else "secondary", icon=":material/how_to_vote:",
                on_click=_cambiar_voto, args=(paso, a["id"], dado), disabled=not se_vota or not (dado or quedan),
            )  # fmt: skip


def _cambiar_voto(paso: Paso, aportacion_id: str, dado: bool) -> None:
    with contexto.con_aviso():
        caso = grupo.quitar_voto if dado else grupo.votar
        contexto.ejecutar(caso, quien=paso.f.quien, aportacion_id=aportacion_id)
