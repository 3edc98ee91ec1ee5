"""Lo que el grupo comparte: palabras, frases, aportaciones, compromisos y cierre."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import streamlit as st

from datos import agregados, consultas, lecturas
from datos.agregados import Filtrado
from datos.idiomas import _, plural
from datos.lecturas.formato import de_a, decimal, filas, suma
from datos.lecturas.recuentos import COMPROMISOS
from paginas.comun import contexto, graficos
from paginas.comun.literal import html_literal
from paginas.comun.revelado.lienzo import Lienzo

# Aportaciones que se leen a la vez desde el fondo de la sala.
POR_LAMINA = 6
# Las que se dibujan: con cientos, una figura más alta no se lee y tarda en llegar.
DIBUJADAS = 24


def bienvenida(z: Lienzo) -> None:
    """Las palabras de llegada y la energía."""
    dato = agregados.bienvenida(z.pedido)
    with z.lamina("palabras", nombre=_("Palabras y energía")):
        if z.se_ve(dato.palabras):
            df, n = dato.palabras.filas, dato.palabras.n
            pares = list(zip(df["rotulo"], df["n"], strict=True))
            st.html(_nube(pares))
            repetidas = any(veces > 1 for _palabra, veces in pares)
            quienes = plural("{n} persona ha respondido.", "{n} personas han respondido.", n).format(n=n)
            st.caption(quienes + (_(" A más grande, más personas la dicen.") if repetidas else ""))
            # Al proyectar, la nube ya se lee: la frase la repetiría.
            z.numeros("" if z.grande else lecturas.frase_recuento(df, n=n), lecturas.tabla_recuento(df), "palabras")
        if dato.espera_de_energia:
            z.espera(dato.espera_de_energia, _("La energía del grupo"))
        elif dato.energia is not None:
            st.markdown(
                _("Energía media del grupo: **{media}** de 5 (n = {n}).").format(
                    media=decimal(dato.energia), n=dato.n_energia
                )
            )


def _nube(pares: list[tuple[str, int]]) -> str:
    """Las palabras, con el cuerpo según cuántas personas la dicen y su cifra: el tamaño solo no se lee."""
    mayor = max(n for _palabra, n in pares)
    trozos = []
    for palabra, n in pares:
        cuerpo = 1 if mayor == 1 else 1 + (n - 1) / (mayor - 1)
        veces = f" <small>×{n}</small>" if n > 1 else ""
        trozos.append(f"<span style='font-size:{cuerpo:.2f}em'>{html_literal(palabra)}{veces}</span>")
    return f"<p class='nube'>{''.join(trozos)}</p>"


def frases(z: Lienzo) -> None:
    """Lo que cada cual se lleva o ha visto."""
    with z.lamina("frases", nombre=_("Lo que ha dicho el grupo")):
        escritas(z)


def retomar(z: Lienzo) -> None:
    """Por dónde va el grupo y lo que cada cual ha visto."""
    with z.lamina("completo", nombre=_("Qué tiene completo el grupo")):
        dato = agregados.completo(z.pedido)
        frase = lecturas.frase_completo(dato.filas, n=dato.n, umbral=z.mirada.umbral) if dato.visible else ""
        z.recuento(dato, _("Qué tiene completo el grupo"), "completo", ordenar=False, frase=frase)
    frases(z)


def escritas(z: Lienzo) -> None:
    """Los textos sueltos de la fase, uno por línea."""
    dato = agregados.frases(z.pedido)
    if z.se_ve(dato):
        textos = "".join(f"<li>{html_literal(f['texto'])}{_firma(f)}</li>" for f in dato.filas.to_dict("records"))
        st.html(f"<ul class='frases'>{textos}</ul>")
        st.caption(plural("{n} persona ha respondido.", "{n} personas han respondido.", dato.n).format(n=dato.n))


def _firma(fila: Mapping[Hashable, Any]) -> str:
    alias = fila.get("alias")
    return f" <small>— {html_literal(str(alias))}</small>" if alias else ""


def salida(z: Lienzo) -> None:
    """La sesión en cifras y lo que cada cual se lleva."""
    cifras = agregados.en_cifras(z.pedido)
    with z.lamina("cifras", nombre=_("La sesión en cifras")):
        if cifras.visible:
            with st.container(horizontal=True, key=f"cifras_{z.mirada.papel}_{z.fase.clave}"):
                for fila in cifras.filas.to_dict("records"):
                    st.metric(fila["rotulo"], str(fila["n"]), border=True)
            st.caption(_("Lo que el grupo ha puesto hasta ahora (n = {n}).").format(n=cifras.n))
        escritas(z)


def estrategias(z: Lienzo) -> None:
    """Las aportaciones por votos, con su alias si la fase lo deja; al proyectar, unas pocas por lámina."""
    dato = agregados.estrategias(z.pedido)
    if not z.se_ve(dato):
        return
    if z.taller.se_vota(z.fase):
        _sin_votos(z, dato)
        return
    df = dato.filas.sort_values("votos", ascending=False, kind="stable").reset_index(drop=True)
    vistas = df[:DIBUJADAS]
    por_lamina = [vistas[i : i + POR_LAMINA] for i in range(0, len(vistas), POR_LAMINA)]
    for numero, tanda in enumerate(por_lamina):
        z.laminas[f"votos_{numero}"] = _por_votos(numero, len(tanda))
    for numero, tanda in enumerate(por_lamina if z.grande else [vistas]):
        titulo = _por_votos(numero, len(tanda))
        with z.lamina(f"votos_{numero}", titulo if z.grande else ""):
            z.grafica(
                graficos.votos(tanda, n=dato.n, emitidos=suma(filas(df), "votos"), grande=z.grande),
                # Al proyectar, la frase repetiría enteras las aportaciones que ya se leen en la figura.
                "" if z.grande else lecturas.frase_votos(df, n=dato.n) + _sin_dibujar(len(df), _("la tabla")),
                lecturas.tabla_votos(tanda if z.grande else df),
                f"votos_{numero}" if numero else "votos",
                alternativo=f"{titulo}. {lecturas.frase_votos(df, n=dato.n)}" if z.grande else "",
            )
    if z.grande and len(df) > DIBUJADAS:
        st.caption(_sin_dibujar(len(df), _("Resultados")))


def _por_votos(numero: int, cuantas: int) -> str:
    return _("{cuales}, por votos").format(cuales=de_a(numero * POR_LAMINA + 1, numero * POR_LAMINA + cuantas))


def _sin_dibujar(cuantas: int, donde: str) -> str:
    """Con más de las que caben en la figura, cuántas se dibujan y dónde están todas."""
    if cuantas <= DIBUJADAS:
        return ""
    frase = _(" Se dibujan las {n} primeras por votos; las {total} están en {donde}.")
    return frase.format(n=DIBUJADAS, total=cuantas, donde=donde)


def _sin_votos(z: Lienzo, dato: Filtrado) -> None:
    """Mientras se vota, por palanca y sin totales. Quien participa ya las tiene delante, para votarlas."""
    with z.lamina("aportaciones", nombre=_("Aportaciones")):
        st.markdown(lecturas.frase_sin_votos(dato.n))
        if z.mirada.papel == "participa":
            return
        nivel = "h2" if z.grande else "h3"
        grupos = "".join(
            f"<{nivel}>{html_literal(str(palanca))}</{nivel}><ul>"
            + "".join(f"<li>{html_literal(f['texto'])}{_firma(f)}</li>" for f in suyas.to_dict("records"))
            + "</ul>"
            for palanca, suyas in dato.filas.groupby("palanca", sort=False)
        )
        st.html(f"<div class='frases por_palanca'>{grupos}</div>")


def plan(z: Lienzo) -> None:
    """Cuántos compromisos hay con cada palanca."""
    with z.lamina("compromisos", nombre=_("Compromisos por palanca")):
        z.recuento(agregados.plan(z.pedido), _("Compromisos por palanca"), "palanca", unidad=COMPROMISOS)


def seguimiento(z: Lienzo) -> None:
    """En qué estado están los compromisos anteriores de la sala, y con qué palancas."""
    dato = agregados.seguimiento(z.pedido)
    if dato is None:
        st.caption(_("No hay un taller anterior en esta sala."))
        return
    with z.lamina("estados", nombre=_("Cómo van los compromisos")):
        estados, por_palanca = z.lado_a_lado()
        with estados:
            z.recuento(dato.estado, _("Cómo van los compromisos"), "estado", unidad=COMPROMISOS, umbral=dato.umbral)
        with por_palanca:
            z.recuento(dato.palanca, _("Por palanca"), "estado_palanca", unidad=COMPROMISOS, umbral=dato.umbral)


def cierre(z: Lienzo) -> None:
    """¿Valió el tiempo? y lo que quedó aparcado."""
    dato = agregados.cierre(z.pedido)
    with z.lamina("roti", nombre=_("¿Valió el tiempo?")):
        if dato.media is not None:
            st.metric(_("¿Valió el tiempo? Media de 1 a 5"), decimal(dato.media), border=True)
            st.caption(
                _("n = {n}. El reparto no se muestra: hay respuestas de muy poca gente.").format(n=dato.reparto.n)
            )
        elif z.se_ve(dato.reparto):
            df = dato.reparto.filas
            z.grafica(graficos.roti(df, grande=z.grande), lecturas.frase_roti(df), lecturas.tabla_roti(df), "roti")
    _aparcado(z, dato.aparcado)


def aparcado(z: Lienzo) -> None:
    """Lo que quedó por tratar, en una agenda sin cierre."""
    _aparcado(z, agregados.aparcado(z.pedido))


def _aparcado(z: Lienzo, asuntos: Sequence[str]) -> None:
    if asuntos:
        with z.lamina("aparcado", _("Aparcamiento")):
            textos = "".join(f"<li>{html_literal(texto)}</li>" for texto in asuntos)
            st.html(f"<ul class='frases'>{textos}</ul>")


def si_no_se_llega(z: Lienzo) -> None:
    """Con menos gente en la sala que el umbral, lo que se espera no va a llegar: se dice, y qué hacer mientras."""
    hay = sum(not p.expulsado for p in consultas.participantes(contexto.motor(), z.taller.sala_id))
    if hay >= z.mirada.umbral:
        return
    texto = plural(
        "En la sala hay {n} persona y las cifras del grupo piden {umbral}.",
        "En la sala hay {n} personas y las cifras del grupo piden {umbral}.",
        hay,
    ).format(n=hay, umbral=z.mirada.umbral)
    # Del perfil no se invita a hablar: es solo de cada cual.
    contarlo = "" if z.fase.tipo == "perfil" else " " + _("Sin ellas, que cuente lo suyo quien quiera.")
    (st.markdown if z.grande else st.caption)(texto + contarlo)
