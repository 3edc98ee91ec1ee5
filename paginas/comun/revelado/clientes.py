"""Lo revelado sobre los clientes: mapa, histórico, entorno e interacción."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from datos import agregados, lecturas
from datos.agregados import Filtrado
from datos.idiomas import _
from datos.lecturas.recuentos import INTERACCIONES, RELACIONES
from paginas.comun import graficos
from paginas.comun.literal import html_literal, literal
from paginas.comun.revelado import tandas
from paginas.comun.revelado.lienzo import ALTO_CON_FRASE_LARGA, Lienzo


def mapa(z: Lienzo) -> None:
    """Conteo por tipo, corto frente a largo y causas."""
    dato = agregados.mapa(z.pedido)
    with z.lamina("tipos", nombre=_("Tipos de cliente y causas")):
        tipos, causas = z.lado_a_lado()
        with tipos:
            z.recuento(dato.tipos, _("Personas con cada tipo de cliente"), "tipo")
        with causas:
            z.recuento(dato.causas, _("Por qué no amplían el trabajo"), "causa")
    with z.lamina("pesos", _("Corto del objetivo y largo de la relación")):
        if z.se_ve(dato.pesos):
            pesos = dato.pesos.filas
            z.grafica(
                graficos.corto_largo(pesos, n=dato.pesos.n, grande=z.grande),
                lecturas.frase_corto_largo(pesos, n=dato.pesos.n),
                lecturas.tabla_corto_largo(pesos),
                "corto_largo",
                tope=ALTO_CON_FRASE_LARGA,
            )


def historico(z: Lienzo) -> None:
    """Lo intuido y el índice, cuánto se separan, y las líneas de tiempo que se ofrecen."""
    dato = agregados.historico(z.pedido)
    with z.lamina("intuida", _("Lo que se intuye y lo que sale del histórico")):
        if z.se_ve(dato.intuida):
            df, n = dato.intuida.filas, dato.intuida.n
            z.grafica(
                graficos.intuida_frente_a_calculada(df, n=n, grande=z.grande),
                lecturas.frase_intuida_frente_a_calculada(df, n=n),
                lecturas.tabla_intuida_frente_a_calculada(df),
                "intuida",
            )
    if dato.distancias.visible:
        with z.lamina("distancias", nombre=_("Intuición e índice: cuánto se separan")):
            z.reparto(dato.distancias, _("Cuánto se separan la intuición y el índice"), "distancias", RELACIONES)
    if dato.espera_de_lineas:
        with z.lamina("lineas", _("Líneas de tiempo ofrecidas")):
            z.espera(dato.espera_de_lineas)
    elif dato.lineas and not z.grande:
        z.titulo(_("Líneas de tiempo ofrecidas"))
    suyas = tandas.laminas(dato.lineas)
    z.laminas.update(suyas)
    vistas = tandas.elegir(z, dato.lineas)
    for numero, clave, linea in ((n + 1, list(suyas)[n], dato.lineas[n]) for n in vistas):
        with z.lamina(clave, f"Línea de tiempo ofrecida: {literal(linea.titulo)}" if z.grande else ""):
            if not z.grande:
                st.markdown(f"**{literal(linea.titulo)}**")
            dibujo, hitos = z.lado_a_lado((3, 2)) if z.grande else (st.container(), None)
            with dibujo:
                z.grafica(
                    graficos.linea_de_tiempo(linea.hitos, linea.curva, grande=z.grande),
                    lecturas.frase_linea_de_tiempo(linea.hitos, linea.curva, linea.titulo)
                    + tandas.lo_que_falta(z, len(dato.lineas)),
                    lecturas.tabla_linea_de_tiempo(linea.hitos, linea.curva, linea.titulo),
                    f"linea_{numero}",
                    tope=ALTO_CON_FRASE_LARGA,
                )
            if hitos is not None:
                with hitos:
                    _lo_que_paso(lecturas.tabla_linea_de_tiempo(linea.hitos, linea.curva))
    tandas.siguiente(z, vistas, len(dato.lineas))


def _lo_que_paso(hitos: pd.DataFrame) -> None:
    """Al proyectar, lo que se cuenta de cada hito, con el número que lleva en la figura: ahí no cabe."""
    filas = "".join(
        f"<li><b>{fila['Fecha']} · {fila['Valencia']}</b><br>{html_literal(fila['Qué pasó'])}</li>"
        for fila in hitos.to_dict("records")
    )
    st.html(f"<ol class='hitos'>{filas}</ol>")


def entorno(z: Lienzo) -> None:
    """Influencia y actitud, hilo único y rasgos."""
    dato = agregados.entorno(z.pedido)
    with z.lamina("influencia", _("Influencia y actitud de los interlocutores")):
        if z.se_ve(dato.influencia):
            df, n = dato.influencia.filas, dato.influencia.n
            z.grafica(
                graficos.influencia_actitud(df, n=n, grande=z.grande),
                lecturas.frase_influencia_actitud(df, n=n),
                lecturas.tabla_influencia_actitud(df),
                "influencia",
            )
    with z.lamina("rasgos", nombre=_("Hilo único y cómo es el cliente")):
        hilo, rasgos = z.lado_a_lado()
        with hilo:
            z.recuento(dato.hilo, _("Hilo único: un solo interlocutor"), "hilo")
        with rasgos:
            _rasgos(z, dato.rasgos)


def _rasgos(z: Lienzo, dato: Filtrado) -> None:
    z.titulo(_("Cómo es el cliente"))
    if z.se_ve(dato):
        df = dato.filas
        z.grafica(
            graficos.rasgos(df, n=dato.n, grande=z.grande),
            lecturas.frase_rasgos(df, n=dato.n),
            lecturas.tabla_rasgos(df),
            "rasgos",
        )


def interaccion(z: Lienzo) -> None:
    """Reparto objetivo/relación, iniciativa, canales y ritmo."""
    dato = agregados.interaccion(z.pedido)
    with z.lamina("reparto", nombre=_("Para qué nos vemos y quién toma la iniciativa")):
        z.reparto(dato.para_que, _("Para qué nos vemos"), "para_que", INTERACCIONES)
        z.reparto(dato.iniciativa, _("Quién toma la iniciativa"), "iniciativa", INTERACCIONES)
    with z.lamina("canales", nombre=_("Canales y ritmo")):
        canal, ritmo = z.lado_a_lado()
        with canal:
            z.recuento(dato.canal, _("Personas que usan cada canal"), "canal")
        with ritmo:
            z.recuento(dato.frecuencia, _("Ritmo"), "frecuencia", ordenar=False)
