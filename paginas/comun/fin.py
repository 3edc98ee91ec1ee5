"""El taller ha terminado: lo que ve quien participa."""

from __future__ import annotations

from datetime import date

import streamlit as st

from datos.idiomas import _
from datos.idiomas.escritura import fecha
from modelo import fases as reglas
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, idioma, participacion, sesion, tablon
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a


def toca(taller: TallerVisto, fase: FaseVista, *, activo: bool) -> bool:
    """Si a esta persona le toca la despedida.

    No está leyendo otra fase, y la última ya no admite cambios ni la tiene a medio escribir, o ha pedido ir al final.
    """
    if not taller.terminado or fase.clave != taller.fase_actual:
        return False
    if participacion.ha_pedido_el_final(taller):
        return True
    return not activo and not tablon.esta_escribiendo(sesion.puesto())


def pintar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Que se ha terminado, adónde ir, lo que aún se puede completar y lo último del grupo."""
    st.title(_("El taller ha terminado"), anchor=False)
    hasta = fecha(date.fromisoformat(taller.borrar_el))
    gracias = _(
        "Gracias por lo que has puesto. Todo lo que has escrito queda guardado y puedes volver hasta el {dia}. Ese día "
        "se borra: si quieres conservarlo, descárgalo en «Lo mío»."
    )
    st.write(gracias.format(dia=hasta))
    with st.container(key="fin_ir"):
        for rotulo, pagina, icono, tipo in (
            (_("Lo mío"), "mio", ":material/person:", "primary"),
            (_("Resultados del grupo"), "resultados", ":material/monitoring:", "secondary"),
            (_("Mi plan y su seguimiento"), "seguimiento", ":material/task_alt:", "secondary"),
        ):
            boton_a(rotulo, pagina, sala=taller.codigo, key=f"fin_{pagina}", icon=icono, type=tipo, width="stretch")
    _por_completar(taller)
    st.caption(
        _("Para volver desde otro aparato hace falta el código de sala y tu código personal, que está en «Lo mío».")
    )
    participacion.del_grupo(taller, fase, quien)
    participacion.otras_fases(taller, fase)
    idioma.boton(quien, "fin_idioma")


def _por_completar(taller: TallerVisto) -> None:
    """Las fases que siguen abiertas hasta su fecha, aunque el taller haya terminado."""
    for f in taller.fases:
        if f.tipo == "pausa" or not reglas.puede_escribir(f.estado, f.abierta_hasta, contexto.ahora()):
            continue
        rotulo = _("Completar «{fase}»: sigue abierta").format(fase=literal(f.titulo))
        if f.abierta_hasta:
            dia = fecha(f.abierta_hasta.astimezone(contexto.zona()))
            rotulo = _("Completar «{fase}»: sigue abierta hasta el {dia}").format(fase=literal(f.titulo), dia=dia)
        st.button(
            rotulo, key=f"fin_abierta_{f.clave}", width="stretch",
            wrap=True, on_click=participacion.ir, args=(taller.codigo, f.clave, False),
        )  # fmt: skip
