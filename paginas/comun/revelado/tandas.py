"""Las líneas de tiempo ofrecidas, por tandas: cuántas hay, cuáles se ven y cómo se llega a las demás."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from datos.agregados import Linea
from datos.idiomas import _
from datos.lecturas.formato import de_a, distintos
from paginas.comun import sesion
from paginas.comun.revelado.lienzo import Lienzo

LINEAS_A_LA_VISTA = 6
_TANDA, _SUELTA = "tanda", "suelta"


def elegir(z: Lienzo, lineas: Sequence[Linea]) -> range:
    """Los puestos de las líneas que se ven ahora. Al proyectar, las primeras o la elegida en la consola."""
    total = len(lineas)
    if z.grande and z.sola in (suyas := list(laminas(lineas)))[LINEAS_A_LA_VISTA:]:
        puesto = suyas.index(z.sola)
        return range(puesto, puesto + 1)
    if z.grande or total <= LINEAS_A_LA_VISTA:
        return range(min(total, LINEAS_A_LA_VISTA))
    from paginas.comun.componentes import subir

    tandas = {
        f"{_TANDA}{desde}": _("{cuales} de {total}").format(cuales=_rotulo(desde, total), total=total)
        for desde in range(0, total, LINEAS_A_LA_VISTA)
    }
    sueltas = {f"{_SUELTA}{n}": _("Solo {titulo}").format(titulo=titulo) for n, titulo in enumerate(titulos(lineas))}
    opciones = tandas | sueltas
    if sesion.valor(_clave(z)) not in opciones:
        sesion.poner_en_campo(_clave(z), f"{_TANDA}0")
    with st.container(key=f"caja_{_clave(z)}"):
        rotulo = _("Hay {n} líneas ofrecidas. Ver:").format(n=total)
        elegida = st.selectbox(
            rotulo, list(opciones), format_func=lambda c: opciones.get(c, ""),
            key=_clave(z),
        )  # fmt: skip
    subir(elegida, ancla=f"caja_{_clave(z)}", clave=f"subir_{_clave(z)}")
    if elegida.startswith(_SUELTA):
        puesto = int(elegida.removeprefix(_SUELTA))
        return range(puesto, puesto + 1)
    desde = int(elegida.removeprefix(_TANDA))
    return range(desde, min(total, desde + LINEAS_A_LA_VISTA))


def laminas(lineas: Sequence[Linea]) -> dict[str, str]:
    """La de cada línea, también las que no se ven ahora, con su rótulo: desde la consola se proyecta cualquiera.

    La clave sigue a la línea y no al puesto, que cambia cuando alguien ofrece otra: nunca se proyecta la que no es.
    """
    claves = [f"linea_{linea.huella}" for linea in lineas]
    unicas = [clave if claves.index(clave) == n else f"{clave}_{n}" for n, clave in enumerate(claves)]
    return dict(zip(unicas, (_("Línea: {titulo}").format(titulo=titulo) for titulo in titulos(lineas)), strict=True))


def titulos(lineas: Sequence[Linea]) -> list[str]:
    """El de cada línea, distinto de los demás: al elegir, el navegador solo dice el rótulo."""
    return distintos(linea.titulo for linea in lineas)


def siguiente(z: Lienzo, vistas: range, total: int) -> None:
    """Debajo de una tanda, el botón que pasa a la siguiente, si la hay."""
    if z.grande or vistas.stop >= total or len(vistas) < LINEAS_A_LA_VISTA:
        return
    rotulo = _("Ver las líneas siguientes, {cuales}").format(cuales=_rotulo(vistas.stop, total).lower())
    st.button(
        rotulo, key=f"siguiente_{_clave(z)}",
        icon=":material/arrow_forward:", on_click=sesion.poner_en_campo,
        args=(_clave(z), f"{_TANDA}{vistas.stop}"),
    )  # fmt: skip


def lo_que_falta(z: Lienzo, total: int) -> str:
    """Al proyectar solo unas cuantas, cuántas hay y dónde están las demás."""
    if not z.grande or z.sola in z.laminas or total <= LINEAS_A_LA_VISTA:
        return ""
    return f" Se proyectan {LINEAS_A_LA_VISTA} de las {total} líneas ofrecidas; todas están en Resultados."


def _rotulo(desde: int, total: int) -> str:
    return de_a(desde + 1, min(total, desde + LINEAS_A_LA_VISTA))


def _clave(z: Lienzo) -> str:
    return f"lineas_{z.mirada.papel}_{z.fase.clave}"
