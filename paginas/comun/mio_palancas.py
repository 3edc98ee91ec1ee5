"""Lo propio sobre las palancas: radar, frente al grupo si se ha revelado, y perfil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, por_traducir, rotulos
from datos.vistas import ClienteVisto
from modelo import estadistica, paleta
from modelo import perfil as reglas_de_perfil
from modelo.plantillas import Palanca
from modelo.privacidad import Mirada
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal

Serie = list[float | None]
TRAS_EL_DEBATE = por_traducir("Estable, tras el debate")
GRUPO = por_traducir("Grupo, cliente estable")


def radar(taller: TallerVisto, quien: Identidad, suyos: Sequence[ClienteVisto]) -> None:
    """El radar propio: cliente estable y, si los hay, perdido y grupo."""
    palancas = contexto.palancas(taller)
    series = _series(taller, quien, palancas)
    if not series:
        return
    del_grupo, n = _del_grupo(taller, quien, palancas)
    st.header(_("Mi radar"), anchor=False)
    _dibujar(series, palancas, del_grupo)
    if del_grupo:
        st.caption(
            _("El grupo es la media de {n} personas, contigo dentro. No es una nota: cada cual usa su vara.").format(
                n=n
            )
        )
    _tabla_del_radar(series | del_grupo, palancas)
    _hechos(taller, quien, suyos, palancas)


def radar_a_solas(taller: TallerVisto, quien: Identidad) -> None:
    """El radar propio sin el del grupo, para mientras este no se puede ver. Quien no ha valorado no ve nada."""
    palancas = contexto.palancas(taller)
    series = _series(taller, quien, palancas)
    if not series:
        return
    st.header(_("Tu radar, mientras tanto"), anchor=False)
    st.caption(
        _("Lo ves solo tú. Para que haya uno del grupo tienen que haber valorado {n} personas.").format(n=taller.umbral)
    )
    _dibujar(series, palancas, {})
    _tabla_del_radar(series, palancas)


def _dibujar(series: dict[str, Serie], palancas: Sequence[Palanca], del_grupo: dict[str, Serie]) -> None:
    from datos import lecturas
    from paginas.comun import graficos

    dibujadas = {r: s for r, s in series.items() if r != _(TRAS_EL_DEBATE)} | del_grupo
    frase = lecturas.frase_radar(dibujadas, [p.nombre for p in palancas])
    colores = {
        rotulos.PAPELES["estable"]: paleta.ESTABLE,
        rotulos.PAPELES["perdido"]: paleta.PERDIDO,
        _(GRUPO): paleta.GRUPO,
    }
    st.plotly_chart(
        graficos.radar(dibujadas, [p.nombre_corto for p in palancas], colores=colores), theme=None, key="mio_radar",
        config=graficos.config_plotly(True), alt=graficos.alternativo(frase),
    )  # fmt: skip
    st.markdown(literal(frase))


def _tabla_del_radar(series: dict[str, Serie], palancas: Sequence[Palanca]) -> None:
    from datos import lecturas

    with st.expander(_("Ver la tabla"), key="mio_radar_tabla"):
        tabla = lecturas.tabla_radar(series, [p.nombre for p in palancas])
        st.table(tabla.map(literal), hide_index=True, border="horizontal", alt=_("Mi puntuación en cada palanca"))


def _series(taller: TallerVisto, quien: Identidad, palancas: Sequence[Palanca]) -> dict[str, Serie]:
    pedidas = [("estable", 1, rotulos.PAPELES["estable"]), ("perdido", 1, rotulos.PAPELES["perdido"])]
    pedidas.append(("estable", 2, _(TRAS_EL_DEBATE)))
    series = {}
    for papel, ronda, rotulo in pedidas:
        yo = quien.participante_id or ""
        serie = _serie(consultas.valoraciones_como(contexto.motor(), taller.id, yo, papel, ronda), palancas)
        if any(x is not None for x in serie):
            series[rotulo] = serie
    return series


def _serie(v: Mapping[str, int | str | None], palancas: Sequence[Palanca]) -> Serie:
    return [
        estadistica.puntuacion_palanca([x if isinstance(x := v.get(a.clave), int) else None for a in p.afirmaciones])
        for p in palancas
    ]


def entonces_y_ahora(taller: TallerVisto, quien: Identidad, suyos: Sequence[ClienteVisto]) -> None:
    """Lo propio sobre el cliente estable, palanca por palanca, en el taller anterior comparable y en este."""
    from datos.lecturas.formato import decimal

    estable = next((c for c in suyos if c.papel == "estable"), None)
    antes = [
        t
        for t in consultas.talleres_de(contexto.motor(), taller.sala_id)
        if t.id != taller.id and t.palancas_version == taller.palancas_version and t.creado_en <= taller.creado_en
    ]
    if estable is None or not antes:
        return
    palancas = contexto.palancas(taller)
    entonces, ahora = (_ultima(id, quien, estable, palancas) for id in (antes[-1].id, taller.id))
    if all(x is None for x in entonces):
        return
    st.header(_("Lo tuyo con {alias}").format(alias=literal(estable.alias or _("tu cliente estable"))), anchor=False)
    filas = [
        {_("Palanca"): literal(p.nombre), _("Entonces"): decimal(a), _("Ahora"): decimal(b)}
        for p, a, b in zip(palancas, entonces, ahora, strict=True)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt=_("Mi puntuación en cada palanca, entonces y ahora"))
    st.caption(_("De 1 a 5. Con una sola persona, una diferencia pequeña puede no ser un cambio."))


def _ultima(taller_id: str, quien: Identidad, cliente: ClienteVisto, palancas: Sequence[Palanca]) -> Serie:
    """Por palanca, lo último que dijo: la segunda ronda si la hizo."""
    sobre = (contexto.motor(), taller_id, quien.participante_id or "", cliente.id)
    primera, segunda = (_serie(consultas.valoraciones_de(*sobre, ronda), palancas) for ronda in (1, 2))
    return [a if b is None else b for a, b in zip(primera, segunda, strict=True)]


def _del_grupo(taller: TallerVisto, quien: Identidad, palancas: Sequence[Palanca]) -> tuple[dict[str, Serie], int]:
    fase = taller.del_tipo("radar")
    if fase is None or not fase.revelada:
        return {}, 0
    from datos import agregados
    from paginas.comun.revelado.lienzo import pedido_de

    mirada = Mirada("participa", taller.umbral, fase.revelada, fase.anonima, quien.participante_id)
    dato = agregados.radar(pedido_de(taller, fase, mirada))
    if dato.espera:
        return {}, 0
    return {_(GRUPO): [dato.medidas[p.clave].media for p in palancas]}, dato.n


def _hechos(taller: TallerVisto, quien: Identidad, suyos: Sequence[ClienteVisto], palancas: Sequence[Palanca]) -> None:
    nombres = {p.clave: p.nombre for p in palancas}
    for c in suyos:
        dichos = {
            palanca: texto
            for ronda in (1, 2)
            for palanca, texto in consultas.justificaciones_de(
                contexto.motor(), taller.id, quien.participante_id or "", c.id, ronda
            ).items()
            if texto
        }
        if dichos:
            st.markdown(_("**Hechos con {alias}**").format(alias=literal(c.alias or _("este cliente"))))
            st.markdown("\n".join(f"- *{literal(nombres.get(p, p))}:* {literal(t)}" for p, t in dichos.items()))


def perfil(taller: TallerVisto, quien: Identidad) -> None:
    """Eficacia y eficiencia: cuadrante o frontera, y mapa por palanca."""
    dado = consultas.perfil_de(contexto.motor(), taller.id, quien.participante_id or "")
    if not dado:
        return
    palancas = contexto.palancas(taller)
    eficacia, eficiencia = ([dado.get(p.clave, {}).get(eje) for p in palancas] for eje in ("eficacia", "eficiencia"))
    p = reglas_de_perfil.calcular(eficacia, eficiencia)
    st.header(_("Mi perfil"), anchor=False)
    st.info(rotulos.AVISO_DEL_PERFIL, icon=":material/visibility_off:")
    if p.rotulo is None:
        st.markdown(_("Contesta al menos 6 de las 8 palancas en cada pregunta y aparecerá tu perfil."))
        return
    _lectura(p)
    from datos import lecturas
    from paginas.comun import graficos

    nombres = [q.nombre for q in palancas]
    _figura(graficos.cuadrante(p.eficacia, p.eficiencia), lecturas.frase_cuadrante(p.eficacia, p.eficiencia), "lugar")
    st.subheader(_("Mis palancas entre sí"), anchor=False)
    datos = (eficacia, eficiencia, nombres, p.eficacia, p.eficiencia)
    _figura(graficos.mapa_de_perfil(*datos), lecturas.frase_mapa_de_perfil(*datos), "mapa")
    _tabla_del_mapa(lecturas.tabla_mapa_de_perfil(*datos))


def _tabla_del_mapa(tabla: Any) -> None:
    # Tres columnas: con cinco, en un móvil la zona queda fuera de la pantalla.
    filas = [
        {
            _("Palanca"): literal(f"{puesto} · {nombre}"),
            _("Eficacia y eficiencia"): literal(f"{eficacia} · {eficiencia}"),
            _("Zona"): literal(zona),
        }
        for puesto, nombre, eficacia, eficiencia, zona in tabla.itertuples(index=False, name=None)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt=_("Mapa por palanca"))


def _figura(figura: Any, frase: str, clave: str) -> None:
    from paginas.comun import graficos

    sitio = f"mio_perfil_{clave}"
    st.plotly_chart(figura, theme=None, key=sitio, config=graficos.config_plotly(True), alt=graficos.alternativo(frase))
    st.markdown(literal(frase))


def _lectura(p: reglas_de_perfil.Perfil) -> None:
    if p.frontera:
        vecinos = _(" y ").join(rotulos.CUADRANTES[v].nombre for v in p.vecinos)
        st.subheader(_("En la frontera entre {vecinos}").format(vecinos=vecinos), anchor=False)
        return
    cuadrante = rotulos.CUADRANTES[p.cuadrante or ""]
    st.subheader(cuadrante.nombre, anchor=False)
    st.markdown(f"{cuadrante.lectura} → {cuadrante.consejo}")
