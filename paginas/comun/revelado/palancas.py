"""Lo revelado sobre las palancas: hechos, radar de grupo, contraste, rondas, comparación y perfil."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from datos import agregados, lecturas
from datos.agregados import Filtrado, Radar
from datos.idiomas import _, plural, rotulos
from datos.lecturas.formato import enumerar
from datos.lecturas.recuentos import HECHOS
from modelo.estadistica import Resumen
from paginas.comun import contexto, graficos
from paginas.comun.literal import literal
from paginas.comun.revelado import grupo
from paginas.comun.revelado.lienzo import ALTO_CON_FRASE_LARGA, Lienzo

# El radar y sus puntos llevan debajo dos frases y las palancas a debate.
ALTO_DEL_RADAR = 540


def descubrir(z: Lienzo) -> None:
    """Hechos en cada palanca, y las palancas sin ninguno."""
    dato = agregados.descubrir(z.pedido)
    with z.lamina("hechos", nombre=_("Hechos en cada palanca")):
        z.recuento(dato.hechos, _("Hechos en cada palanca"), "palancas", unidad=HECHOS)
        if dato.sin_hechos:
            st.markdown(_("**Sin ningún hecho:** {palancas}.").format(palancas=literal(enumerar(dato.sin_hechos))))


def valoracion(z: Lienzo) -> None:
    """Solo cuántas valoraciones hay."""
    dato = agregados.valoracion(z.pedido)
    dicho = plural("{n} persona ha valorado", "{n} personas han valorado", dato.n)
    if z.grande:
        debajo = dicho.replace("{n} ", "")
        st.html(f"<p class='cifra_enorme'>{dato.n}</p><p class='bajo_cifra'>{debajo}</p>")
    else:
        st.markdown(f"{dicho.format(n=f'**{dato.n}**')}.")
    if dato.espera:
        z.espera(dato.espera)
    elif z.taller.del_tipo("radar") is not None:
        st.caption(_("El radar se ve en la fase siguiente."))


def radar(z: Lienzo) -> None:
    """Radar y puntos, lo que se ha llevado a debate, estable frente a perdido y ronda 1 → 2."""
    dato = agregados.radar(z.pedido)
    if dato.espera:
        z.espera(dato.espera, _("El radar del grupo"))
        if z.mirada.papel != "participa":
            # Quien participa lo tiene encima, en la misma página.
            st.markdown("Mientras tanto, cada cual ve su propio radar en su pantalla: quien quiera, que lo cuente.")
        return
    with z.lamina("forma", nombre=_("Radar y puntos")):
        izquierda, derecha = z.lado_a_lado()
        with izquierda:
            forma(z, dato)
        with derecha:
            _puntos(z, dato)
        a_debate = [p for p in dato.nombres if p in z.taller.debate]
        if a_debate:
            nombrar = dato.cortos if z.grande else dato.nombres
            st.markdown(_("**A debate**: ") + ", ".join(literal(nombrar[p]) for p in a_debate))
    contraste(z, dato.contraste)
    rondas(z, dato.rondas)


def _puntos(z: Lienzo, dato: Radar) -> None:
    orden = list(dato.nombres)
    # En media pantalla, el nombre entero se comería el sitio de los puntos.
    vistos = dato.puntos.assign(nombre=dato.puntos["palanca"].map(dato.cortos)) if z.grande else dato.puntos
    z.grafica(
        graficos.puntos_por_palanca(
            vistos, orden, n=dato.n, grande=z.grande, alto=ALTO_DEL_RADAR if z.grande else None
        ),
        lecturas.frase_puntos_por_palanca(dato.puntos, orden, n=dato.n),
        lecturas.tabla_puntos_por_palanca(dato.puntos, orden),
        "puntos",
        tope=ALTO_DEL_RADAR,
    )


def forma(z: Lienzo, dato: Radar) -> None:
    """El radar de medias con su banda."""
    medidas = [dato.medidas[p] for p in dato.nombres]
    series = {rotulos.MEDIA_DEL_GRUPO: [m.media for m in medidas]}
    bandas = [_banda(m) for m in medidas]
    banda = ([b[0] for b in bandas], [b[1] for b in bandas])
    nombres = list(dato.nombres.values())
    z.grafica(
        graficos.radar(series, list(dato.cortos.values()), banda=banda, n=dato.n, grande=z.grande),
        lecturas.frase_radar(series, nombres, n=dato.n, medida=_("la media")),
        lecturas.tabla_radar(series, nombres, banda=banda),
        "radar",
        tope=ALTO_DEL_RADAR,
    )


def _banda(r: Resumen) -> tuple[float | None, float | None]:
    if r.media is None or r.desviacion is None:
        return None, None
    return max(1.0, r.media - r.desviacion), min(5.0, r.media + r.desviacion)


def contraste(z: Lienzo, dato: Filtrado) -> None:
    """Estable frente a perdido, si se puede enseñar."""
    if not dato.visible:
        return
    df, n = dato.filas, int(dato.filas["n"].min())
    with z.lamina("contraste", _("Estable frente a perdido, en la misma persona")):
        z.grafica(
            graficos.estable_perdido(df, n=n, grande=z.grande),
            lecturas.frase_estable_perdido(df, n=n),
            lecturas.tabla_estable_perdido(df),
            "contraste",
        )


def rondas(z: Lienzo, dato: Filtrado) -> None:
    """De la ronda 1 a la 2, si se puede enseñar."""
    if not dato.visible:
        return
    df, n = dato.filas, int(dato.filas["n"].min())
    with z.lamina("rondas", _("De la ronda 1 a la 2")):
        z.grafica(
            graficos.rondas(df, n=n, grande=z.grande),
            lecturas.frase_rondas(df, n=n),
            lecturas.tabla_rondas(df),
            "rondas",
            tope=ALTO_CON_FRASE_LARGA,
        )
        quietas = [(str(f["nombre"]), int(f["n"])) for f in df.to_dict("records") if not f["distinguible"]]
        # Con las medias calladas, la frase ya dice en cuáles no se distingue.
        if quietas and not df["ronda1"].isna().all():
            st.caption(literal(lecturas.frase_sin_cambio(quietas)))


def comparacion(z: Lienzo) -> None:
    """La vez anterior y esta, y lo que cada cual ve distinto."""
    dato = agregados.comparacion(z.pedido)
    with z.lamina("comparacion", nombre=_("La vez anterior y esta")):
        if dato.motivo:
            st.info(dato.motivo, icon=":material/compare_arrows:")
        elif z.se_ve(dato.pares):
            _antes_y_ahora(z, dato.pares.filas)
    if not dato.motivo and dato.pares.visible:
        _diferencias(z, dato.pares.filas)
    with z.lamina("cambios", _("Qué ha cambiado")):
        grupo.escritas(z)


def _antes_y_ahora(z: Lienzo, df: pd.DataFrame) -> None:
    ahora = _("Esta vez (n = {n})").format(n=int(df["n_despues"].max()))
    antes = _("La vez anterior (n = {n})").format(n=int(df["n_antes"].max()))
    z.grafica(
        graficos.radar({ahora: list(df["despues"]), antes: list(df["antes"])}, list(_cortos(z, df)), grande=z.grande),
        lecturas.como_se_compara(df),
        lecturas.tabla_cambios(df, _("La vez anterior"), _("Esta vez")),
        "comparacion",
        tope=ALTO_CON_FRASE_LARGA,
    )


def _diferencias(z: Lienzo, df: pd.DataFrame) -> None:
    """Cuánto ha cambiado cada palanca, con su intervalo."""
    # Al proyectar, el nombre entero ocupa dos renglones y pisa la fila de al lado.
    dibujadas = df.assign(nombre=_cortos(z, df)) if z.grande else df
    with z.lamina("diferencias", _("Cuánto ha cambiado cada palanca")):
        z.grafica(
            graficos.cambios(dibujadas, titulo=_("Esta vez menos la vez anterior"), grande=z.grande),
            lecturas.frase_diferencias(df),
            lecturas.tabla_diferencias(df),
            "diferencias",
            tope=ALTO_CON_FRASE_LARGA,
        )
        st.caption(_("Cada rombo lleva su intervalo del 95 %: si cruza el cero, no se puede decir que haya cambiado."))


def _cortos(z: Lienzo, df: pd.DataFrame) -> pd.Series:
    cortos = {p.clave: p.nombre_corto for p in contexto.palancas(z.taller)}
    return df["palanca"].map(cortos)


def perfil(z: Lienzo) -> None:
    """Solo cuántas personas hay en cada cuadrante."""
    dato = agregados.perfil(z.pedido)
    with z.lamina("cuadrantes", nombre=_("Cuadrantes")):
        if not z.se_ve(dato):
            return
        z.grafica(
            graficos.cuadrantes(dato.filas, n=dato.n, grande=z.grande),
            lecturas.frase_cuadrantes(dato.filas, n=dato.n),
            lecturas.tabla_recuento(dato.filas, titulo=_("Cuadrante"), ordenar=False),
            "cuadrantes",
        )
