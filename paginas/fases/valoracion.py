"""Valoración de las palancas, una por pantalla, y la segunda ronda tras el debate."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos.idiomas import _, rotulos
from modelo.casos import respuestas
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paginado import Paginado
from paginas.fases.paso import Paso


def _escala() -> dict[int | str, str]:
    return {k: f"{k} {v}" if isinstance(k, int) else v for k, v in rotulos.ESCALA_CON_NO_LO_SE.items()}


def pintar_valoracion(paso: Paso) -> None:
    """Ronda 1: las ocho palancas sobre el cliente estable y, si se quiere, sobre el perdido."""
    cliente = _cliente(paso)
    if cliente is not None:
        if not cliente.alias:
            paso.f.texto(Objeto("cliente", cliente.id), "alias", _("Alias del cliente"), "")
            st.caption(rotulos.RECORDATORIO_ALIAS)
        _una_por_pantalla(paso, cliente, 1, list(paso.palancas))


def pintar_radar(paso: Paso) -> None:
    """Ronda 2: solo las palancas que se han debatido."""
    debatidas = [p for p in paso.palancas if p.clave in paso.taller.debate]
    if not debatidas:
        st.info(_("Mirad juntos el radar. Cuando se elijan las palancas a debate, aquí podrás volver a valorarlas."))
        return
    estable = paso.con_papel("estable")
    if estable is None:
        st.info(_("La segunda ronda va sobre tu cliente estable: elígelo en la fase Valoración."))
        return
    st.write(_("Después de hablarlo, vuelve a valorar. Lo de la primera ronda se conserva."))
    _una_por_pantalla(paso, estable, 2, debatidas)


def _cliente(paso: Paso) -> Any | None:
    papeles = {"estable": _("El estable"), "perdido": _("El perdido (opcional)")}
    papel = st.segmented_control(
        _("¿Sobre quién valoras?"), list(papeles), format_func=papeles.get, default="estable", required=True,
        width="stretch", key=f"valoracion_papel_m{paso.f.montaje}",
    )  # fmt: skip
    cliente = paso.con_papel(papel or "estable")
    if cliente is not None:
        return cliente
    _elegir_para(paso, papel or "estable")
    return None


def _elegir_para(paso: Paso, papel: str) -> None:
    """Si en el histórico no se eligió cliente, se elige aquí; y si no hay ninguno, se crea."""
    libres = [c for c in paso.clientes if not c.papel]
    tipo = "cliente" if papel == "estable" else "cliente_perdido"
    del_tipo = [c for c in libres if c.tipo == tipo]
    los_demas = [c for c in libres if c.tipo != tipo]
    cual = _("¿Cuál es tu cliente {papel}?").format(papel=_(papel))
    if del_tipo:
        solo_uno = len(del_tipo) == 1
        st.write(_("¿Es este tu cliente {papel}?").format(papel=_(papel)) if solo_uno else cual)
        _elegir_entre(paso, del_tipo, papel, destacado=solo_uno)
    elif los_demas:
        st.write(cual)
    else:
        aun_no = _("Todavía no tienes un cliente {papel}: añádelo y valóralo.").format(papel=_(papel))
        st.info(aun_no, icon=":material/group_add:")
    if del_tipo and los_demas:
        with st.expander(_("Es otro"), key=f"valoracion_otros_{papel}"):
            _elegir_entre(paso, los_demas, papel)
    else:
        _elegir_entre(paso, los_demas, papel)
    alta = {"tipo": tipo, "papel": papel}
    paso.f.alta("cliente", _("Añadir un cliente"), valores=alta, clave=f"valoracion_anadir_{papel}")


def _elegir_entre(paso: Paso, clientes: list[Any], papel: str, *, destacado: bool = False) -> None:
    for c in clientes:
        alias = literal(c.alias or _("Sin alias"))
        rotulo = _("Sí: valorar a {alias}").format(alias=alias) if destacado else alias
        st.button(
            rotulo, key=f"valoracion_elegir_{papel}_{c.id}", width="stretch",
            type="primary" if destacado else "secondary", on_click=_asignar, args=(paso, c.id, papel),
            disabled=not paso.f.activo,
        )  # fmt: skip


def _asignar(paso: Paso, cliente_id: str, papel: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(
            respuestas.guardar, quien=paso.f.quien, objeto=Objeto("cliente", cliente_id), campo="papel", valor=papel
        )


def _una_por_pantalla(paso: Paso, cliente: Any, ronda: int, palancas: list[Any]) -> None:
    dados = paso.mio.valoraciones.get((cliente.id, ronda), {})
    hechas = {p.clave: sum(dados.get(a.clave) is not None for a in p.afirmaciones) for p in palancas}
    antes = paso.mio.valoraciones.get((cliente.id, 1), {}) if ronda == 2 else {}
    # Ni el perdido ni la segunda ronda hay que acabarlos: ahí, a quien dice «Listo» no le queda nada.
    listo = paso.f.activo and paso.mio.listo and ronda == 1 and cliente.papel != "perdido"
    paginas = Paginado(f"valoracion_{cliente.id}_{ronda}", palancas, hechas, de_cada_una=3, listo=listo)
    with paginas.pantalla(paso.f) as p:
        perdido = cliente.papel == "perdido" or cliente.tipo == "cliente_perdido"
        encabezado = rotulos.ENCABEZADOS["perdido" if perdido else "estable"]
        st.markdown(encabezado.format(alias=literal(cliente.alias or _("tu cliente"))))
        o, escala = Objeto("valoracion", f"{cliente.id}:{ronda}"), _escala()
        with st.container(key="afirmaciones"):
            for a in p.afirmaciones:
                paso.f.opcion(o, a.clave, literal(a.texto), dados.get(a.clave), escala, al_vuelo=True)
                if antes.get(a.clave) is not None:
                    st.caption(_("En la primera ronda dijiste: {nota}.").format(nota=escala[antes[a.clave]]))
    hecho = paso.mio.justificaciones.get((cliente.id, ronda), {}).get(p.clave, "")
    j = Objeto("justificacion", f"{cliente.id}:{ronda}")
    paso.f.texto(j, p.clave, _("¿Qué hecho lo justifica? (opcional)"), hecho, largo=True, alto=80)
    paginas.pasos()
    with st.expander(_("¿Cómo es un 1, un 3 y un 5?"), key=f"anclas_{p.clave}"):
        anclas = zip((1, 3, 5), p.anclas, strict=True)
        st.markdown("\n\n".join(f"**{nota}** · {literal(ancla)}" for nota, ancla in anclas))
