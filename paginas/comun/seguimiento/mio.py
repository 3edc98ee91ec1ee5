"""Los compromisos de quien participa: cómo van, qué ha ido pasando y con quién se comparten."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from datos import consultas, frases
from datos.agregados.avance import vencido
from datos.idiomas import _, en_contexto, rotulos
from datos.idiomas.escritura import fecha
from datos.vistas import CompromisoVisto, NotaVista
from modelo.casos import seguimiento as casos
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a
from paginas.comun.seguimiento import HORIZONTES, detalle, plazo


def compromisos(taller: TallerVisto, quien: Identidad) -> None:
    """Los de todos los talleres de la sala, por horizonte."""
    yo = quien.participante_id or ""
    suyos = [c for c in consultas.compromisos_de(contexto.motor(), "", yo) if c.dice_algo]
    if not suyos:
        _sin_compromisos(taller)
        return
    notas = consultas.notas_de(contexto.motor(), yo)
    palancas = {p.clave: p.nombre for p in contexto.palancas(taller)}
    _cifras(suyos)
    elegidos = _filtrar(suyos, palancas)
    if not elegidos:
        st.caption(_("Ninguno de tus compromisos cumple lo que has elegido."))
    for horizonte, titulo in HORIZONTES.items():
        de_aqui = sorted((c for c in elegidos if c.horizonte == horizonte), key=lambda c: c.antes_de or "9")
        if de_aqui:
            st.header(_(titulo), anchor=False)
        for c in de_aqui:
            _compromiso(c, [n for n in notas if n.compromiso_id == c.id], palancas, quien)


def _sin_compromisos(taller: TallerVisto) -> None:
    st.info(
        _(
            "Aún no tienes compromisos. Se escriben en la fase «Plan» del taller; desde entonces los llevas aquí, con "
            "su fecha y sus notas, aunque la fase esté cerrada."
        ),
        icon=":material/task_alt:",
    )
    boton_a(_("Ir al taller"), "participar", sala=taller.codigo, key="seguimiento_ir", type="primary")


def _vencido(c: CompromisoVisto) -> bool:
    return vencido(c.antes_de, c.estado, contexto.ahora().date().isoformat())


def _cifras(suyos: Sequence[CompromisoVisto]) -> None:
    with st.container(horizontal=True, key="seguimiento_cifras"):
        st.metric(_("Compromisos"), str(len(suyos)), border=True)
        st.metric(en_contexto("compromisos", "Hechos"), str(sum(c.estado == "hecho" for c in suyos)), border=True)
        st.metric(_("Vencidos"), str(sum(_vencido(c) for c in suyos)), border=True)


def _filtrar(suyos: Sequence[CompromisoVisto], palancas: dict[str, str]) -> list[CompromisoVisto]:
    """Por palanca y por quien acompaña; los filtros salen solo si hay entre qué elegir."""
    con_palanca = [p for p in palancas if any(c.palanca == p for c in suyos)]
    acompanan = sorted({c.acompana for c in suyos if c.acompana})
    if len(con_palanca) < 2 and not acompanan:
        return list(suyos)
    todas, cualquiera = _("Todas"), _("Cualquiera")
    with st.container(horizontal=True, key="seguimiento_filtros"):
        palanca = st.selectbox(_("Palanca"), ["", *con_palanca], key="seguimiento_palanca", filter_mode=None,
                               format_func=lambda p: palancas.get(p, todas))  # fmt: skip
        acompana = st.selectbox(_("Quién acompaña"), ["", *acompanan], key="seguimiento_acompana", filter_mode=None,
                                format_func=lambda a: a or cualquiera)  # fmt: skip
    return [c for c in suyos if palanca in ("", None, c.palanca) and acompana in ("", None, c.acompana)]


def _compromiso(c: CompromisoVisto, notas: Sequence[NotaVista], palancas: dict[str, str], quien: Identidad) -> None:
    with st.container(border=True, key=f"tarjeta_compromiso_{c.id}"):
        st.markdown(f"**{literal(frases.compromiso_sin_fecha(c))}**")
        st.markdown(plazo(c.antes_de, vencido=_vencido(c), hoy=contexto.ahora().date()))
        if texto := detalle(palancas.get(c.palanca, ""), c.acompana):
            st.caption(literal(texto))
        estados = rotulos.ESTADOS_DE_COMPROMISO
        clave = f"seguimiento_estado_{c.id}_{c.estado}"
        st.pills(
            _("Cómo va"), list(estados), default=c.estado, required=True, key=clave,
            format_func=lambda e: estados.get(e, ""), on_change=_cambiar,
            args=(quien, c.id, clave),
        )  # fmt: skip
        if c.nota:
            st.caption(_("En el taller apuntaste: {nota}").format(nota=literal(c.nota)))
        for nota in notas:
            _nota(nota, quien)
        _nueva_nota(c, quien)
        st.checkbox(
            _("Compartirlo con quien facilita, con mi alias"), value=c.compartido, on_change=_compartir,
            key=f"seguimiento_compartir_{c.id}_{c.compartido}", args=(quien, c.id, not c.compartido),
            help=_("Verá la frase, la fecha y cómo va. Tus notas no las ve nadie más. Puedes quitarlo cuando quieras."),
        )  # fmt: skip


def _nota(nota: NotaVista, quien: Identidad) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"nota_{nota.id}"):
        cuando = fecha(nota.en.astimezone(contexto.zona()))
        st.markdown(f"{cuando} · {literal(nota.texto)}")
        st.button(_("Quitar la nota"), key=f"nota_quitar_{nota.id}", type="tertiary", on_click=_quitar,
                  args=(quien, nota.id))  # fmt: skip


def _nueva_nota(c: CompromisoVisto, quien: Identidad) -> None:
    nuevo = sesion.id_reservado(f"nota_{c.id}")
    clave = f"nota_texto_{nuevo[:8]}"
    with st.popover(_("Añadir nota"), icon=":material/edit_note:", key=f"nota_nueva_{c.id}"):
        st.text_area(_("Qué ha pasado"), key=clave, max_chars=600)
        st.button(_("Guardar nota"), key=f"nota_guardar_{c.id}", on_click=_anotar, args=(quien, c.id, nuevo, clave))


def _cambiar(quien: Identidad, compromiso: str, clave: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.cambiar_estado, quien=quien, compromiso_id=compromiso, estado=sesion.valor(clave))


def _compartir(quien: Identidad, compromiso: str, compartido: bool) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.compartir, quien=quien, compromiso_id=compromiso, compartido=compartido)


def _anotar(quien: Identidad, compromiso: str, nuevo: str, clave: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.anotar, quien=quien, compromiso_id=compromiso, id=nuevo, texto=sesion.valor(clave))
        sesion.gastar_id(f"nota_{compromiso}")


def _quitar(quien: Identidad, id: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.quitar_nota, quien=quien, id=id)
