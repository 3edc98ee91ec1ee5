"""Traer el informe en JSON de un taller hecho en otra parte: verlo antes, guardarlo, consultarlo y quitarlo."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from datos import exportacion
from datos.exportacion import Importado, Informe
from modelo.casos import informes as casos
from modelo.codigos import huella
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, recados, sesion
from paginas.comun.consola import hacer
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a
from paginas.comun.traer import comun


def pintar(taller: TallerVisto, quien: Identidad) -> None:
    """Subir uno y los que ya hay."""
    st.markdown(
        "El informe **JSON** de un taller hecho en otra sala u otra instalación («Resultados» → «Llevarse los "
        "resultados»). Lleva solo lo que allí se reveló, sin nada que diga de quién es. Se consulta aquí y se compara "
        "con los tuyos."
    )
    subido = comun.subir("informe", "Informe en JSON", ["json"])
    if subido is not None:
        with contexto.con_aviso(pintar=True):
            _previa(taller, quien, exportacion.leer_informe(subido[1]))
    _guardados(taller, quien)


def _dia(fecha: str) -> str:
    return "/".join(reversed(fecha.split("-")))


def _previa(taller: TallerVisto, quien: Identidad, informe: Informe) -> None:
    st.header("Qué trae", anchor=False)
    _contenido(informe)
    _se_compara(taller, exportacion.version_de(informe))
    if huella(exportacion.para_guardar(informe)["contenido"]) in _ya_guardados(quien):
        st.info("Este informe ya está en la sala: no hay nada que traer.", icon=":material/done_all:")
        return
    st.button("Traer este informe", key="importar_informe_si", type="primary", icon=":material/upload:",
              on_click=_traer, args=(quien, informe))  # fmt: skip


def _ya_guardados(quien: Identidad) -> set[str]:
    return {i.huella for i in exportacion.importados(contexto.motor(), quien.sala_id)}


def _traer(quien: Identidad, informe: Informe) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.guardar_importado, quien=quien, **exportacion.para_guardar(informe))
        sesion.gastar_id("importar_informe")
        recados.dejar_noticia(f"Informe guardado: {informe.titulo}.")


def _contenido(informe: Informe) -> None:
    de = f" · {literal(informe.organizacion)}" if informe.organizacion else ""
    ensayo = " · **ENSAYO**" if informe.ensayo else ""
    st.markdown(f"**{literal(informe.titulo)}**{de} · informe del {_dia(informe.fecha)}{ensayo}")
    st.caption(f"Hasta {informe.personas} personas por apartado. Umbral: {informe.umbral} respuestas.")
    df = pd.DataFrame(
        {
            "Fase": [c.titulo for c in informe.capitulos],
            "Qué trae": [c.espera or ", ".join(s.titulo for s in c.secciones if not s.espera) or "Nada a la vista"
                         for c in informe.capitulos],
        }
    )  # fmt: skip
    st.table(df.map(literal), hide_index=True, border="horizontal", alt="Fases del informe y lo que trae cada una")


def _se_compara(taller: TallerVisto, version: str) -> bool:
    if version == taller.palancas_version:
        st.caption(":material/check_circle: Tiene las mismas palancas que este taller: se pueden comparar.")
        return True
    st.warning(
        "No tiene las mismas palancas que este taller: se puede consultar, pero no comparar, porque son respuestas a "
        "preguntas distintas.",
        icon=":material/difference:",
    )
    return False


def _guardados(taller: TallerVisto, quien: Identidad) -> None:
    guardados = exportacion.importados(contexto.motor(), quien.sala_id)
    if not guardados:
        return
    st.header(f"Informes en esta sala ({len(guardados)})", anchor=False)
    for i in guardados:
        titulo = f"{literal(i.titulo)} · {_dia(i.fecha)}"
        plegado = st.expander(titulo, key=f"informe_{i.id}", icon=":material/description:", on_change="rerun")
        if plegado.open:
            with plegado:
                _guardado(taller, quien, i)


def _guardado(taller: TallerVisto, quien: Identidad, i: Importado) -> None:
    informe = exportacion.importado(contexto.motor(), quien.sala_id, i.id)
    if informe is None:
        return
    if informe.resumen:
        st.markdown("\n".join(f"- {literal(frase.texto)}" for frase in informe.resumen))
    _contenido(informe)
    with st.container(horizontal=True, key=f"informe_que_hacer_{i.id}"):
        comparable = _se_compara(taller, exportacion.version_de(informe))
        if comparable:
            boton_a(
                "Comparar",
                "comparar",
                sala=taller.codigo,
                key=f"informe_comparar_{i.id}",
                icon=":material/compare_arrows:",
            )
        with st.popover("Quitar", key=f"informe_quitar_{i.id}", type="tertiary", icon=":material/delete:"):
            st.write("Deja de estar en esta sala. El archivo que subiste no se toca.")
            st.button("Sí, quitarlo", key=f"informe_quitar_si_{i.id}", on_click=hacer, args=(casos.quitar_importado,),
                      kwargs={"quien": quien, "id": i.id})  # fmt: skip
