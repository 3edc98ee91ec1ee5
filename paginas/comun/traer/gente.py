"""Importar personas y clientes de una lista con las columnas que traiga."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from datos import consultas, importacion
from datos.importacion import Cabecera, Columna, Hoja
from datos.importacion.archivo import Ilegible
from datos.importacion.celdas import texto
from datos.lecturas import descarga
from modelo.codigos import huella
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal
from paginas.comun.traer import comun

MUESTRA = 6
LARGO = 60
CODIGOS = "importar_codigos"


def pintar(taller: TallerVisto, quien: Identidad) -> None:
    """Qué se sube, cómo se empareja y qué pasaría."""
    columnas = importacion.columnas_de_lista(taller)
    st.markdown(
        "Una lista en Excel o CSV con **una fila por persona y cliente**: si alguien trae tres clientes, tres filas "
        "con su alias. Quien venga sin clientes, en una fila sola."
    )
    st.download_button(
        "Descargar una lista de ejemplo", descarga.csv_de(_ejemplo(columnas)), "palancas-lista-de-ejemplo.csv",
        "text/csv", key="importar_ejemplo", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    subido = comun.subir(comun.DE_GENTE, "Lista de personas y clientes", ["csv", "txt", "xlsx"])
    if subido is not None:
        with contexto.con_aviso(pintar=True):
            _revisar(quien, columnas, subido)
    _codigos(taller)


def _ejemplo(columnas: Sequence[Columna]) -> pd.DataFrame:
    puesto = {
        "persona": ("Ana", "Ana", "Berto"),
        "alias": ("Faro", "Muelle", ""),
        "tipo": ("Cliente", "Cliente perdido", ""),
        "desde": ("03/2021", "10/2018", ""),
        "papel": ("Cliente estable", "Cliente perdido", ""),
        "corto_peso": ("6", "9", ""),
        "largo_peso": ("8", "2", ""),
    }
    nada = ("", "", "")
    return pd.DataFrame({c.rotulo: puesto.get(c.campo, nada) for c in columnas})


def _revisar(quien: Identidad, columnas: Sequence[Columna], subido: tuple[str, bytes]) -> None:
    nombre, datos = subido
    with st.spinner("Leyendo el archivo…"):
        hojas = importacion.abrir(datos, nombre)
    hoja = _elegir_hoja(hojas)
    cabecera = importacion.cabecera(hoja)
    elegidas = _emparejar(cabecera, columnas)
    _muestra(hoja, cabecera, columnas, elegidas)
    comun.resultado(quien, importacion.leer_tabla(hoja, cabecera, columnas, elegidas), comun.DE_GENTE)


def _elegir_hoja(hojas: Sequence[Hoja]) -> Hoja:
    visibles = [h for h in hojas if h.filas and not h.oculta] or list(hojas[:1])
    if len(visibles) == 1:
        return visibles[0]
    puesto = st.selectbox(
        "Hoja del libro", range(len(visibles)), format_func=lambda i: visibles[i].nombre, key="importar_hoja"
    )
    return visibles[puesto or 0]


def _emparejar(cabecera: Cabecera, columnas: Sequence[Columna]) -> dict[str, int | None]:
    """Un desplegable por campo con la columna que se propone; se puede cambiar."""
    propuesta = importacion.emparejar(cabecera, columnas)
    firma = huella("|".join(cabecera.rotulos))[:8]
    st.header("Qué columna es cada cosa", anchor=False)
    st.caption("Se propone por el nombre. Cambia lo que no sea, y deja en «No se importa» lo que no venga.")
    if cabecera.repetidos:
        cuales = ", ".join(f"«{literal(r)}»" for r in cabecera.repetidos)
        st.warning(f"Hay rótulos repetidos y no se proponen: {cuales}. Elige cuál es cada uno.", icon=":material/rule:")
    puestos = range(len(cabecera.rotulos))
    elegidas: dict[str, int | None] = {}
    with st.grid(4, min_column_width=230, key="importar_columnas"):
        for c in columnas:
            clave = importacion.clave_de(c)
            propuesto = propuesta[clave]
            elegidas[clave] = st.selectbox(
                c.rotulo, [None, *puestos], index=0 if propuesto is None else propuesto + 1,
                format_func=lambda p: "No se importa" if p is None else cabecera.nombre(p)[:LARGO],
                key=f"importar_columna_{clave.replace('.', '_')}_{firma}",
            )  # fmt: skip
    fuera = [literal(cabecera.nombre(p)) for p in puestos if p not in elegidas.values()]
    if fuera:
        st.caption(f"Del archivo no se importa: {', '.join(fuera)}.")
    return elegidas


def _muestra(hoja: Hoja, cabecera: Cabecera, columnas: Sequence[Columna], elegidas: dict[str, int | None]) -> None:
    """Las primeras filas, con cada cosa en el sitio que se le ha dado."""
    puestas = {c.rotulo: p for c in columnas if (p := elegidas[importacion.clave_de(c)]) is not None}
    filas = [f for f in hoja.filas[cabecera.fila + 1 :] if f]
    if not puestas:
        return
    df = pd.DataFrame([{r: _visible(f, p) for r, p in puestas.items()} for f in filas[:MUESTRA]])
    st.header("Cómo se lee", anchor=False)
    with st.container(key="importar_muestra"):
        st.table(
            df.map(literal), hide_index=True, border="horizontal", alt="Primeras filas de la lista, ya emparejadas"
        )
    if len(filas) > MUESTRA:
        st.caption(f"Las {MUESTRA} primeras de {len(filas)} filas.")


def _visible(fila: Sequence[object], puesto: int) -> str:
    celda = fila[puesto] if puesto < len(fila) else None
    dicho = celda.motivo if isinstance(celda, Ilegible) else texto(celda)  # type: ignore[arg-type]
    return dicho if len(dicho) <= LARGO else f"{dicho[: LARGO - 1]}…"


def _desplegar() -> None:
    sesion.elegir(comun.POR_REPARTIR, "")
    sesion.dejar_para_el_campo(CODIGOS, True)


def _codigos(taller: TallerVisto) -> None:
    """El código con el que cada persona importada entra por primera vez."""
    # Plegados hasta que se piden: al importar puede estarse compartiendo la pantalla.
    if sesion.elegido(comun.POR_REPARTIR):
        st.button("Ver los códigos para repartirlos", key="importar_ver_codigos", type="primary", icon=":material/key:",
                  on_click=_desplegar)  # fmt: skip
    sesion.poner_lo_dejado(CODIGOS)
    plegado = st.expander("Códigos personales", key=CODIGOS, icon=":material/key:", on_change="rerun")
    if not plegado.open:
        return
    personas = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    with plegado:
        st.caption(
            "Quien se ha importado entra con el código de sala y el suyo, en «¿Ya entraste antes?». No los proyectes: "
            "quien tenga uno entra como esa persona."
        )
        df = pd.DataFrame(
            {"Alias": [p.alias for p in personas], "Código personal": [p.codigo_personal for p in personas]}
        )
        st.table(df.map(literal), hide_index=True, border="horizontal", alt="Alias y código personal de cada persona")
