"""Lo que se lleva cada cual en un archivo. Se prepara al pulsar, no al abrir la página."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from datos import exportacion
from datos.agregados import Pedido
from datos.exportacion import Archivo, Opciones
from datos.idiomas import _, hablando, lengua, por_traducir, traducido
from datos.vistas import CompromisoVisto
from modelo.lenguas import ESPANOL
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, idioma
from paginas.comun.resultados.lienzo import mirar
from paginas.comun.revelado.lienzo import pedido_de

SEPARADORES = {";": por_traducir("Punto y coma (;)"), ",": por_traducir("Coma (,)")}
DECIMALES = {",": por_traducir("Coma (3,5)"), ".": por_traducir("Punto (3.5)")}


def _pedido(taller: TallerVisto, quien: Identidad) -> Pedido:
    # Se pide al pulsar: lo que entretanto se haya ocultado ya no sale.
    ahora = contexto.taller(taller.codigo)
    taller = ahora if ahora is not None and ahora.id == taller.id else taller
    primera = taller.fases[0]
    return pedido_de(taller, primera, mirar(taller, primera, quien))


def _boton(rotulo: str, archivo: Callable[[], Archivo], *, extension: str, tipo: str, clave: str) -> None:
    st.download_button(
        rotulo,
        lambda: archivo().datos,
        file_name=f"palancas-{clave}-{contexto.ahora():%Y-%m-%d}.{extension}",
        mime=tipo,
        key=f"descarga_{clave}",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )


def _en_espanol(formato: str, taller: TallerVisto, quien: Identidad, opciones: Opciones) -> Archivo:
    """El documento del grupo es el mismo para todos."""
    with hablando(ESPANOL):
        return exportacion.generar(formato, _pedido(taller, quien), opciones)


def del_grupo(taller: TallerVisto, quien: Identidad) -> None:
    """El informe del taller en cada formato que puede sacar quien mira. Lleva lo mismo que se ve, y nada más."""
    suyos = exportacion.formatos(quien.papel.value)
    if not suyos:
        return
    with st.expander(_("Llevarse los resultados"), key="llevarse", icon=":material/download:"):
        st.caption(_("Solo lo revelado y con respuestas suficientes, como aquí. Cada documento tarda unos segundos."))
        if lengua() != ESPANOL:
            st.caption(_("Los documentos del grupo van en español."))
        for f in suyos:
            opciones = _opciones_de_csv() if f.clave == "csv" else Opciones()
            _boton(
                f"{f.nombre}: {_(f.descripcion)}",
                lambda f=f, opciones=opciones: _en_espanol(f.clave, taller, quien, opciones),  # type: ignore[misc]
                extension=f.extension,
                tipo=f.tipo_mime,
                clave=f"informe-{f.clave}",
            )


def _opciones_de_csv() -> Opciones:
    separadores, decimales = traducido(SEPARADORES), traducido(DECIMALES)
    with st.container(horizontal=True, key="opciones_de_csv"):
        separador = st.selectbox(
            _("Separador del CSV"), list(SEPARADORES), format_func=lambda s: separadores[s], key="csv_separador"
        )
        decimal = st.selectbox(
            _("Decimales del CSV"), list(DECIMALES), format_func=lambda d: decimales[d], key="csv_decimal"
        )
    return Opciones(separador or ";", decimal or ",")


def de_cada_cual(taller: TallerVisto, quien: Identidad, compromisos: list[CompromisoVisto]) -> None:
    """«Mi informe» y, si algún compromiso tiene fecha, su calendario. Solo lleva lo de quien lo pide."""
    if quien.papel != Papel.PARTICIPA:
        return
    con_fecha = any(c.va_al_calendario for c in compromisos)
    with st.container(horizontal=True, key="mio_descargas"):
        _boton(
            _("Mi informe (PDF)"),
            idioma.al_preparar(lambda: exportacion.informe_personal(_pedido(taller, quien), quien)),
            extension="pdf",
            tipo="application/pdf",
            clave="mi-informe",
        )
        if con_fecha:
            _boton(
                _("Mis compromisos en el calendario"),
                idioma.al_preparar(
                    lambda: exportacion.calendario_personal(_pedido(taller, quien), quien, contexto.ahora())
                ),
                extension="ics",
                tipo="text/calendar",
                clave="compromisos",
            )
    if compromisos and not con_fecha:
        st.caption(_("Pon fecha a un compromiso y aquí te lo llevas al calendario, con aviso la víspera."))
