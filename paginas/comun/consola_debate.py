"""Qué palancas se llevan a debate: la propuesta, por dispersión, y la elección de quien facilita."""

from __future__ import annotations

import streamlit as st

from datos.consultas_respuesta import llenan_el_radar
from modelo.casos import agenda as casos
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.consola import hacer
from paginas.comun.literal import literal

CUANTAS = 3


def debate(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Las ocho palancas a la vista; elegidas, las que se valoran otra vez."""
    nombres = {p.clave: p.nombre for p in contexto.palancas(taller)}
    clave = f"debate_{'_'.join(taller.debate)}"
    with st.container(key="debate"):
        st.pills(
            "Palancas a debate", list(nombres), format_func=lambda k: literal(nombres[k]), selection_mode="multi",
            default=[k for k in taller.debate if k in nombres], key=clave, on_change=_fijar,
            args=(clave, quien, taller.debate),
        )  # fmt: skip
        _propuesta(taller, fase, quien)


def _fijar(clave: str, quien: Identidad, antes: tuple[str, ...]) -> None:
    hacer(casos.fijar_debate, quien=quien, palancas=tuple(sesion.lista(clave)), antes=antes)


def _propuesta(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    medidas = _mas_dispersas(taller, fase) if fase.revelada else {}
    with st.container(horizontal=True, vertical_alignment="center", key="debate_propuesta"):
        st.button("Las tres con más dispersión", key="debate_proponer", icon=":material/unfold_more:",
                  disabled=not medidas, on_click=hacer, args=(casos.fijar_debate,),
                  kwargs={"quien": quien, "palancas": tuple(medidas)})  # fmt: skip
        st.caption(_por_que(taller, fase, medidas))


def _por_que(taller: TallerVisto, fase: FaseVista, medidas: dict[str, tuple[str, float]]) -> str:
    if not medidas and not llenan_el_radar(contexto.motor(), taller.id, taller.umbral):
        return (
            f"Hasta que no valoren {taller.umbral} personas no hay radar del grupo. Cada cual ve el suyo en su "
            "pantalla: que lo cuente quien quiera, y elegid a mano qué debatir."
        )
    return _explicada(medidas) if fase.revelada else "Revela el radar y te propongo las tres."


def _mas_dispersas(taller: TallerVisto, fase: FaseVista) -> dict[str, tuple[str, float]]:
    from datos import agregados
    from paginas.comun.revelado.lienzo import pedido_de

    mirada = Mirada("facilita", taller.umbral, fase.revelada, fase.anonima)
    dato = agregados.radar(pedido_de(taller, fase, mirada))
    return {p: (dato.cortos[p], dato.medidas[p].ad or 0.0) for p in dato.dispersas}


def _explicada(medidas: dict[str, tuple[str, float]]) -> str:
    from datos.lecturas.formato import decimal

    if not medidas:
        return "Aún no hay respuestas suficientes, o en ninguna palanca se separan."
    texto = " · ".join(f"{literal(nombre)} {decimal(ad, 2)}" for nombre, ad in medidas.values())
    empate = f" Hay empate en el tercer puesto: salen {len(medidas)}." if len(medidas) > CUANTAS else ""
    return f"{texto} (desviación respecto a la mediana).{empate}"
