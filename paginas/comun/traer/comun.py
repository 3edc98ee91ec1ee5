"""Lo común a todo lo que se importa: subir un archivo, ver qué pasaría y confirmarlo."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from datos.importacion import Lectura
from modelo.casos import importar
from modelo.valores import Identidad
from modelo.volcado import PERSONA, Balance, Reparo
from paginas.comun import contexto, recados, sesion
from paginas.comun.ejecucion import leer_con
from paginas.comun.literal import literal

TOPE_DE_REPAROS = 60
DE_GENTE = "gente"
POR_REPARTIR = "codigos_por_repartir"


def subir(clave: str, rotulo: str, tipos: list[str]) -> tuple[str, bytes] | None:
    """El nombre y el contenido del archivo que se ha subido, o ``None``. Al importarlo, el campo queda libre."""
    # La clave cambia con cada importación: es la única forma de vaciar el campo.
    puesto = f"importar_{clave}_{sesion.id_reservado(f'importar_{clave}')[:8]}"
    subido = st.file_uploader(rotulo, type=tipos, key=puesto)
    return None if subido is None else (subido.name, subido.getvalue())


def resultado(quien: Identidad, lectura: Lectura, clave: str) -> None:
    """Qué pasaría al importar: lo que hay que corregir o lo que entraría, con su botón."""
    with st.spinner("Comparando con lo que hay en la sala…"), leer_con(contexto.motor()) as unidad:
        balance = importar.prever(unidad, quien=quien, apuntes=lectura.apuntes, ahora=contexto.ahora())
    st.header("Qué pasaría", anchor=False)
    reparos = lectura.todos_los_reparos(balance)
    if reparos:
        _corregir(lectura, reparos)
    elif not balance.cambia_algo:
        st.info("Todo lo que trae el archivo ya está en la sala: no hay nada que importar.", icon=":material/done_all:")
        _conservado(lectura, balance)
    else:
        st.markdown(f"**Se importará:** {importar.resumen(balance)}.")
        if balance.ya_estaban:
            filas = "1 fila" if balance.ya_estaban == 1 else f"{balance.ya_estaban} filas"
            st.caption(f"De lo que trae el archivo, {filas} ya {'estaba' if balance.ya_estaban == 1 else 'estaban'}.")
        _corregido(lectura, balance)
        _conservado(lectura, balance)
        st.button("Importar", key=f"importar_{clave}_si", type="primary", icon=":material/upload:",
                  on_click=_importar, args=(quien, lectura, clave))  # fmt: skip


def _importar(quien: Identidad, lectura: Lectura, clave: str) -> None:
    with contexto.con_aviso():
        balance = contexto.ejecutar(importar.importar, quien=quien, apuntes=lectura.apuntes)
        sesion.gastar_id(f"importar_{clave}")
        recados.dejar_noticia(f"Importado: {importar.resumen(balance)}.{_ahora(clave, balance)}")


def _ahora(clave: str, balance: Balance) -> str:
    """Qué hacer tras importar a alguien: sin su código personal no puede entrar como esa persona."""
    if not balance.nuevos.get(PERSONA):
        return ""
    sesion.elegir(POR_REPARTIR, "sí")
    donde = "aquí abajo" if clave == DE_GENTE else "en «Personas y clientes»"
    return f" Ahora reparte los códigos personales: están {donde}."


def _corregir(lectura: Lectura, reparos: Sequence[Reparo]) -> None:
    cuantas = "1 cosa" if len(reparos) == 1 else f"{len(reparos)} cosas"
    st.error(
        f"No se importa nada todavía: hay {cuantas} que corregir. Corrígelas en el archivo y súbelo otra vez.",
        icon=":material/rule:",
    )
    _tabla(lectura, reparos, "Qué hay que corregir en el archivo")


def _corregido(lectura: Lectura, balance: Balance) -> None:
    """Lo que el archivo cambia de lo importado antes."""
    if balance.corregidos:
        n = len(balance.corregidos)
        with st.expander("1 celda se corrige" if n == 1 else f"{n} celdas se corrigen", icon=":material/edit:"):
            _tabla(lectura, balance.corregidos, "Celdas que sustituyen a lo importado antes")


def _conservado(lectura: Lectura, balance: Balance) -> None:
    """Lo que el archivo dice de otra manera que la sala: manda la sala, y se dice."""
    if not balance.conservados:
        return
    n = len(balance.conservados)
    rotulo = "1 celda no cambia nada" if n == 1 else f"{n} celdas no cambian nada"
    with st.expander(f"{rotulo}: ya hay otra cosa escrita", icon=":material/lock:"):
        _tabla(lectura, balance.conservados, "Celdas que se dejan como están en la sala")
        st.caption("Lo de quien ya ha entrado lo corrige esa persona, en su fase o con su código personal.")


def _tabla(lectura: Lectura, reparos: Sequence[Reparo], alternativo: str) -> None:
    df = pd.DataFrame(
        {
            "Hoja": [r.hoja for r in reparos],
            "Fila": [str(r.fila) if r.fila else "" for r in reparos],
            "Columna": [lectura.donde(r) for r in reparos],
            "Qué pasa": [f"{r.motivo[:1].upper()}{r.motivo[1:]}." for r in reparos],
        }
    )
    df = df.loc[:, [c for c in df.columns if c != "Hoja" or df["Hoja"].any()]]
    st.table(df.head(TOPE_DE_REPAROS).map(literal), hide_index=True, border="horizontal", alt=alternativo)
    if len(df) > TOPE_DE_REPAROS:
        st.caption(f"Y {len(df) - TOPE_DE_REPAROS} más, que se verán al corregir estas.")
