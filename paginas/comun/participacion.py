"""Piezas de la página de participar: cabecera, aviso de avance, lo del grupo y el pie."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from datos import consultas
from datos.consultas_respuesta import llenan_el_radar
from datos.idiomas import _
from datos.vistas import LoMio
from modelo.casos import grupo, respuestas
from modelo.casos.asuntos import ASUNTO
from modelo.errores import ErrorDelTaller
from modelo.valores import EstadoDeFase, FaseVista, Identidad, Objeto, TallerVisto
from paginas.comun import contexto, idioma, sesion, tablon
from paginas.comun.cuenta import lo_que_queda
from paginas.comun.formularios import Formulario
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo
from paginas.comun.navegacion import boton_a

LARGO_DEL_APARCADO = 80
RECIEN_LISTO = "recien_listo"
"""Se acaba de decir «Listo»: lo que convenga avisar se dice en este dibujo y en ninguno más."""


def fase_a_la_vista(taller: TallerVisto, quien: Identidad) -> FaseVista:
    """La fase del grupo, salvo que esta persona esté escribiendo en otra o haya elegido quedarse."""
    vista, siguiendo = sesion.vista(taller.codigo)
    fase = taller.fase(vista)
    if fase is None or (siguiendo and vista != taller.fase_actual):
        if fase is not None and _esta_a_medias(taller, fase, quien):
            sesion.fijar_vista(taller.codigo, vista, siguiendo=False)
            return fase
        fase = taller.actual
        tablon.olvidar_escritura(sesion.puesto())
    sesion.fijar_vista(taller.codigo, fase.clave, siguiendo=siguiendo or fase.clave == taller.fase_actual)
    return fase


def _esta_a_medias(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> bool:
    """Si está escribiendo y no ha dicho «Listo» en esa fase."""
    if not tablon.esta_escribiendo(sesion.puesto()):
        return False
    return quien.participante_id not in consultas.listos(contexto.motor(), taller.id, fase.clave)


def hace_falta_lo_valorado(taller: TallerVisto, fase: FaseVista) -> bool:
    """Si esa fase se dibuja con lo valorado: al valorar y, si ya se ha podido, donde se elige a quién se valora."""
    valoracion = taller.del_tipo("valoracion")
    ya_se_pudo = valoracion is not None and valoracion.estado != EstadoDeFase.PENDIENTE
    return fase.tipo in ("valoracion", "radar") or (fase.tipo == "historico" and ya_se_pudo)


def ir(codigo: str, clave: str, siguiendo: bool) -> None:
    """Pasa a mirar esa fase, siguiendo al grupo o por su cuenta."""
    tablon.olvidar_escritura(sesion.puesto())
    sesion.fijar_vista(codigo, clave, siguiendo=siguiendo)
    sesion.elegir(f"al_final_{codigo}", "")


def ir_al_final(codigo: str, clave: str) -> None:
    """Pasa a la despedida, que ocupa el sitio de la última fase aunque esta siga abierta hasta su fecha."""
    ir(codigo, clave, True)
    sesion.elegir(f"al_final_{codigo}", clave)


def ha_pedido_el_final(taller: TallerVisto) -> bool:
    """Si ha pedido la despedida, y el taller no se ha movido desde entonces."""
    return sesion.elegido(f"al_final_{taller.codigo}") == taller.fase_actual


def cabecera(taller: TallerVisto) -> DeltaGenerator:
    """El título del taller, y sitio para lo que pone ``en_marcha``."""
    donde = st.container(horizontal=True, key="cabecera_participar", vertical_alignment="center")
    with donde:
        st.markdown(f"**{literal(taller.titulo)}**")
    return donde


def en_marcha(
    donde: DeltaGenerator, taller: TallerVisto, fase: FaseVista, escucha: dict[str, Any], f: Formulario | None = None
) -> None:
    """Lo que queda de la fase del grupo, la escucha y, si hay formulario, lo que se guarda solo."""
    from paginas.comun.componentes import sala

    suya = fase.clave == taller.fase_actual and not taller.terminado
    with donde:
        sala(
            escucha=escucha,
            reloj=lo_que_queda(taller, fase) if suya else None,
            guardado=f.guardado() if f is not None else None,
            montaje=f.montaje if f is not None else 0,
            clave="en_marcha",
        )


def aviso_del_grupo(taller: TallerVisto, fase: FaseVista) -> None:
    """«El grupo está en Histórico»: se va cuando se quiere. Flota sobre la página, que no se mueve bajo el dedo."""
    if fase.clave == taller.fase_actual or taller.terminado:
        return
    with st.container(key="aviso_grupo"):
        quedarse = sesion.elegido("quedarse") == f"{fase.clave}:{taller.fase_actual}"
        aviso = _("El grupo está en **{fase}**.").format(fase=literal(taller.actual.titulo))
        st.markdown(aviso if quedarse else f"{aviso} {_('Lo que has escrito aquí queda guardado.')}")
        with st.container(horizontal=True, key="aviso_botones"):
            st.button(
                _("Ir a {fase}").format(fase=literal(taller.actual.titulo)), key="grupo_ir", type="primary", wrap=True,
                on_click=ir, args=(taller.codigo, taller.fase_actual, True),
            )  # fmt: skip
            if not quedarse:
                st.button(
                    _("Seguir escribiendo"), key="grupo_seguir", on_click=sesion.elegir,
                    args=("quedarse", f"{fase.clave}:{taller.fase_actual}"),
                )  # fmt: skip


def apunta_tu_codigo(codigo: str, fase: FaseVista) -> None:
    """El código personal de quien acaba de entrar, hasta que diga que ya lo tiene o pase a otra fase."""
    personal = sesion.codigo_personal(codigo)
    if not personal:
        return
    if sesion.elegido(f"entro_en_{codigo}") not in ("", fase.clave):
        sesion.dejar_codigo_personal(codigo, "")
        return
    sesion.elegir(f"entro_en_{codigo}", fase.clave)
    with st.container(key="tu_codigo"):
        with st.container(horizontal=True, key="tu_codigo_fila", vertical_alignment="center"):
            st.markdown(_("Apúntalo: **{codigo}**").format(codigo=personal))
            st.button(_("Ya lo tengo"), key="codigo_apuntado", on_click=sesion.dejar_codigo_personal, args=(codigo, ""))
        st.caption(
            _("Es tu código personal: con él vuelves a lo tuyo desde cualquier aparato. También está en «Lo mío».")
        )


def si_esta_cerrada(taller: TallerVisto, activo: bool) -> None:
    """Dice que el taller ha terminado, o que la fase no admite cambios."""
    if taller.terminado:
        sigue = _("El taller ha terminado. Esta fase sigue abierta.")
        cerrada = _("El taller ha terminado. Aquí puedes leer lo tuyo, pero ya no se cambia.")
        st.info(sigue if activo else cerrada, icon=":material/flag:")
        st.button(
            _("Ir al final"), key="fin_ir_al_final", on_click=ir_al_final, args=(taller.codigo, taller.fase_actual)
        )
    elif not activo:
        st.warning(
            _("Esta fase está cerrada: puedes leer lo tuyo, pero no cambiarlo. Si te falta algo, pide que la reabran."),
            icon=":material/lock:",
        )


def recuperar_lo_conservado(quien: Identidad, mio: LoMio, vez: str) -> bool:
    """Guarda lo tecleado con la fase cerrada que ya quepa, una vez por ``vez`` (al entrar, al reabrirse).

    Devuelve si ha entrado algo: lo leído antes ya no vale.
    """
    if not mio.borradores or sesion.elegido("recuperado") == vez:
        return False
    sesion.elegir("recuperado", vez)
    with contexto.con_aviso():
        if contexto.ejecutar(respuestas.recuperar_borradores, quien=quien):
            sesion.anotar_guardado(contexto.ahora())
            return True
    return False


def del_grupo(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Lo revelado de la fase, si lo está. En la del radar, el propio si son tan pocos que no hay uno del grupo."""
    if fase.tipo == "radar" and not llenan_el_radar(contexto.motor(), taller.id, taller.umbral):
        from paginas.comun import mio_palancas

        mio_palancas.radar_a_solas(taller, quien)
    if not fase.revelada:
        return
    from modelo.privacidad import Mirada
    from paginas.comun import revelado

    st.divider()
    st.header(_("Lo del grupo"), anchor=False)
    mirada = Mirada("participa", taller.umbral, fase.revelada, fase.anonima, quien.participante_id)
    revelado.pintar(taller, fase, mirada)


def _cambiar_listo(quien: Identidad, fase: str, listo: bool) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(grupo.quitar_listo if listo else grupo.marcar_listo, quien=quien, fase=fase)
        sesion.elegir(RECIEN_LISTO, "" if listo else fase)


def _aparcar(quien: Identidad, nuevo: str, clave: str) -> None:
    try:
        contexto.ejecutar(grupo.aparcar, quien=quien, texto=sesion.valor(clave), id=nuevo)
    except ErrorDelTaller as error:
        sesion.anotar_rechazo(clave, mensaje(error))
        return
    sesion.quitar_rechazo(clave)
    sesion.gastar_id("aparcar")
    dicho = shorten(sesion.valor(clave), LARGO_DEL_APARCADO, placeholder="…")
    sesion.elegir(f"aparcado_{quien.participante_id}", dicho)


def _asunto(mio: LoMio) -> tuple[str, str, str]:
    """El id del asunto que se está escribiendo, lo tecleado y la clave de su campo."""
    reservado = sesion.id_reservado("aparcar")
    a_medias = {id: texto for (tipo, id, _), texto in mio.borradores.items() if tipo == ASUNTO}
    en_marcha = reservado in a_medias or sesion.valor(_clave_de(reservado))
    # Lo que se dejó a medias antes de recargar, o en otro aparato, sigue ahí.
    id = reservado if en_marcha else next(iter(a_medias), reservado)
    return id, a_medias.get(id, ""), _clave_de(id)


def _clave_de(asunto: str) -> str:
    return f"aparcar_texto_{asunto[:8]}"


def observar_aparcamiento(f: Formulario, mio: LoMio) -> None:
    """Lo tecleado en el aparcamiento también se conserva sobre la marcha."""
    id, escrito, clave = _asunto(mio)
    f.observar(clave, Objeto(ASUNTO, id), "texto", escrito, siempre=True)


def aparcamiento(taller: TallerVisto, quien: Identidad, mio: LoMio) -> None:
    """Dejar un asunto para el final, desde cualquier fase."""
    nuevo, escrito, clave = _asunto(mio)
    # El campo va siempre en la página: quien se queda sin red también puede abrirlo y escribir.
    with st.popover(_("Aparcamiento"), icon=":material/local_parking:", key="aparcamiento"):
        st.caption(
            _(
                "Sin tu nombre: quien facilita lo lee desde ya, y el grupo al revelarse «{fase}», tal cual lo escribas "
                "y por orden alfabético."
            ).format(fase=literal(taller.de_lo_aparcado.titulo))
        )
        st.text_area(_("¿Qué dejamos para el cierre?"), value=escrito, key=clave)
        decir_motivo(clave)
        st.button(_("Aparcar"), key="aparcar_boton", on_click=_aparcar, args=(quien, nuevo, clave))
        if dicho := sesion.elegido(f"aparcado_{quien.participante_id}"):
            st.success(
                _("Apuntado para el cierre: «{asunto}».").format(asunto=literal(dicho)), icon=":material/check_circle:"
            )


def pie(taller: TallerVisto, fase: FaseVista, quien: Identidad, mio: LoMio) -> None:
    """Listo, aparcamiento, lo mío y las otras fases. Con el taller terminado ya no hay de qué avisar."""
    listo = mio.listo and not taller.terminado
    with st.container(horizontal=True, key="barra_inferior"):
        if not taller.terminado:
            st.button(
                _("Listo"), key="participar_listo", type="secondary" if listo else "primary",
                icon=":material/check_circle:" if listo else ":material/check:",
                on_click=_cambiar_listo, args=(quien, fase.clave, listo),
                help=_("Pulsa otra vez para retirarlo." if listo else "Avisa de que has terminado. Se puede retirar."),
            )  # fmt: skip
            aparcamiento(taller, quien, mio)
        boton_a(_("Lo mío"), "mio", sala=taller.codigo, key="participar_mio", icon=":material/person:")
    if sesion.elegido(RECIEN_LISTO):
        sesion.elegir(RECIEN_LISTO, "")
    if listo:
        st.caption(_("Has dicho «Listo». Puedes seguir cambiando lo que quieras, o retirarlo pulsando otra vez."))
    otras_fases(taller, fase)
    idioma.boton(quien, "participar_idioma")


def otras_fases(taller: TallerVisto, fase: FaseVista) -> None:
    """Las fases que se han abierto, salvo la que se está viendo."""
    abiertas = [f for f in taller.fases if f.estado != EstadoDeFase.PENDIENTE and f.clave != fase.clave]
    if abiertas:
        # Se redibuja con cada toque: los botones, solo cuando se miran.
        with st.expander(_("Otras fases"), key="otras_fases", on_change="rerun") as otras:
            for otra in abiertas if otras.open else ():
                ahora = ":material/my_location:" if otra.clave == taller.fase_actual else None
                cerrada = ":material/lock:" if otra.estado == EstadoDeFase.CERRADA else None
                st.button(
                    literal(otra.titulo), icon=ahora or cerrada, key=f"otra_{otra.clave}", on_click=ir,
                    args=(taller.codigo, otra.clave, otra.clave == taller.fase_actual), type="tertiary",
                )  # fmt: skip
