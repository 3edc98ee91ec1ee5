"""«Mi informe»: lo que una persona ha puesto, para ella sola, tal como lo pide la plantilla del PDF.

Lo suyo se lee con su id. Del grupo solo entra la media del radar, si está revelada y pasa la puerta.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from datos import agregados, consultas, frases, lecturas
from datos.agregados import Pedido
from datos.exportacion import svg
from datos.exportacion.dibujos import grafica
from datos.exportacion.papel import columnas_de_texto, comun, fecha_larga, seccion, tabla_de_textos
from datos.exportacion.propio_clientes import fichas, historias
from datos.exportacion.propio_perfil import perfil
from datos.idiomas import _, en_contexto, por_traducir, rotulos
from datos.idiomas.contenidos import palancas_traducidas
from datos.lecturas.palancas import Serie
from datos.vistas import ClienteVisto, CompromisoVisto
from modelo import estadistica, paleta
from modelo.plantillas import Palanca
from modelo.valores import ParticipanteVisto

GRUPO, TRAS_EL_DEBATE = por_traducir("Grupo, cliente estable"), por_traducir("Estable, tras el debate")
NUEVA = True
CABEN_EN_EL_INDICE = 18
NOTAS = {
    "palabra": por_traducir("Cómo llegué"),
    "energia": por_traducir("Mi energía al llegar (1–5)"),
    "me_llevo": por_traducir("Qué me llevo"),
    "he_visto": por_traducir("Qué he visto esta semana"),
    "falta_alguna": por_traducir("Palanca que echo en falta"),
    "que_ha_cambiado": por_traducir("Qué ha cambiado"),
    "roti": por_traducir("¿Valió el tiempo? (1–5)"),
    "lunes": por_traducir("Qué haré distinto el lunes"),
    "intentado": por_traducir("Qué he intentado"),
}


@dataclass(frozen=True)
class Quien:
    """La persona y su taller, con lo que hace falta para leer lo suyo."""

    pedido: Pedido
    yo: ParticipanteVisto
    palancas: tuple[Palanca, ...]
    clientes: tuple[ClienteVisto, ...]

    @property
    def motor(self) -> sa.Engine:
        """La base."""
        return self.pedido.motor

    @property
    def hoy(self) -> date:
        """El día del informe."""
        return self.pedido.hoy

    @property
    def nombres(self) -> list[str]:
        """Los nombres de las palancas, en el orden del radar."""
        return [p.nombre for p in self.palancas]


def de(pedido: Pedido, yo: ParticipanteVisto) -> dict[str, Any]:
    """Los datos de ``propio.typ`` para esa persona."""
    motor, taller = pedido.motor, pedido.taller
    quien = Quien(
        pedido,
        yo,
        palancas_traducidas(consultas.palancas(motor, taller.id)),
        tuple(consultas.clientes_de(motor, yo.id)),
    )
    dia = pedido.hoy.isoformat()
    con_indice = historias(motor, quien.clientes, quien.hoy)
    capitulos = [
        (_("Mis clientes"), fichas(motor, quien.clientes), not NUEVA),
        (_("La historia con cada cliente"), con_indice, NUEVA),
        (_("Mis palancas"), _palancas(quien), NUEVA),
        (_("Mi perfil"), perfil(motor, taller.id, yo.id, quien.palancas), NUEVA),
        (_("Mis compromisos"), _compromisos(quien), NUEVA),
        (_("Mis notas"), _notas(quien), not NUEVA),
    ]
    # El título va en los metadatos y en el pie: no lleva el alias.
    titulo = _("Mi informe · {taller}").format(taller=taller.titulo)
    return comun(titulo, _("{titulo} · Privado").format(titulo=titulo)) | {
        "titulo": _("Mi informe"),
        "bajo": " · ".join(p for p in (yo.alias, taller.titulo, fecha_larga(dia)) if p),
        "lineas": [
            *([_("ENSAYO: la persona y los datos de este informe son ficticios.")] if taller.ensayo else []),
            _("Es tuyo y solo lo has descargado tú: contiene lo que escribiste, con los alias de tus clientes."),
            _("Quien facilita no puede sacar este documento."),
        ],
        "capitulos": [
            {"titulo": capitulo, "secciones": suyas, "salto": salto} for capitulo, suyas, salto in capitulos if suyas
        ],
        "hondura": 2 if sum(len(suyas) for _titulo, suyas, _salto in capitulos) <= CABEN_EN_EL_INDICE else 1,
        "limites": list(rotulos.LIMITES_DEL_INDICE) if con_indice else [],
        "dichos": {
            "para_quien": _("Solo para ti"),
            "contenido": _("Contenido"),
            "nada": _("Todavía no has escrito nada en este taller."),
            "limites": _("Qué no dice el índice"),
        },
    }


def _palancas(q: Quien) -> list[dict[str, Any]]:
    series = _series(q)
    if not series:
        return []
    del_grupo, n = _del_grupo(q)
    dibujadas: dict[str, Serie] = {r: s for r, s in series.items() if r != _(TRAS_EL_DEBATE)} | del_grupo
    frase = lecturas.frase_radar(dibujadas, q.nombres)
    colores = {
        rotulos.PAPELES["estable"]: paleta.ESTABLE,
        rotulos.PAPELES["perdido"]: paleta.PERDIDO,
        _(GRUPO): paleta.GRUPO,
    }
    dibujo = svg.radar(dibujadas, [p.nombre_corto for p in q.palancas], colores)
    leida = lecturas.tabla_radar(series | del_grupo, q.nombres)
    nota = _("El grupo es la media de {n} personas, contigo dentro. No es una nota: cada cual usa su vara.").format(n=n)
    filas = [[str(v) for v in fila] for fila in leida.itertuples(index=False)]
    nombres = [str(c) for c in leida.columns]
    radar = seccion(
        _("Mi radar frente al grupo") if del_grupo else _("Mi radar"),
        frase=frase,
        grafica=grafica(dibujo, f"{_('Mi radar')}. {frase}", 94),
        notas=(nota,) if del_grupo else (),
        tabla=tabla_de_textos(columnas_de_texto(nombres, filas), filas),
    )
    return [radar, *_hechos(q)]


def _series(q: Quien) -> dict[str, Serie]:
    pedidas = (
        ("estable", 1, rotulos.PAPELES["estable"]),
        ("perdido", 1, rotulos.PAPELES["perdido"]),
        ("estable", 2, _(TRAS_EL_DEBATE)),
    )
    series: dict[str, Serie] = {}
    for papel, ronda, rotulo in pedidas:
        serie = _serie(q, papel, ronda)
        if any(x is not None for x in serie):
            series[rotulo] = serie
    return series


def _serie(q: Quien, papel: str, ronda: int) -> list[float | None]:
    v = consultas.valoraciones_como(q.motor, q.pedido.taller.id, q.yo.id, papel, ronda)
    return [
        estadistica.puntuacion_palanca([x if isinstance(x := v.get(a.clave), int) else None for a in p.afirmaciones])
        for p in q.palancas
    ]


def _del_grupo(q: Quien) -> tuple[dict[str, Serie], int]:
    fase = q.pedido.taller.del_tipo("radar")
    if fase is None or not fase.revelada:
        return {}, 0
    dato = agregados.radar(q.pedido.en(fase))
    if dato.espera:
        return {}, 0
    return {_(GRUPO): [dato.medidas[p.clave].media for p in q.palancas]}, dato.n


def _hechos(q: Quien) -> list[dict[str, Any]]:
    nombres = {p.clave: p.nombre for p in q.palancas}
    salida = []
    for c in q.clientes:
        dichos = {
            palanca: texto
            for ronda in (1, 2)
            for palanca, texto in consultas.justificaciones_de(
                q.motor, q.pedido.taller.id, q.yo.id, c.id, ronda
            ).items()
            if texto
        }
        filas = [[nombres.get(p, p), texto] for p, texto in sorted(dichos.items())]
        if filas:
            salida.append(
                _tabla(
                    _("Hechos con {alias}").format(alias=c.alias or _("este cliente")),
                    (_("Palanca"), en_contexto("de una palanca", "Hecho")),
                    filas,
                )
            )
    return salida


def _tabla(titulo: str, nombres: Sequence[str], filas: Sequence[Sequence[str]]) -> dict[str, Any]:
    return seccion(titulo, tabla=tabla_de_textos(columnas_de_texto(nombres, filas), filas))


def _compromisos(q: Quien) -> list[dict[str, Any]]:
    suyos = [c for c in consultas.compromisos_de(q.motor, "", q.yo.id) if c.dice_algo]
    nombres = {p.clave: p.nombre for p in q.palancas}
    alias = {c.id: c.alias for c in q.clientes}
    return [_compromiso(q, c, nombres.get(c.palanca, ""), alias.get(c.cliente_id, "")) for c in suyos]


def _compromiso(q: Quien, c: CompromisoVisto, palanca: str, cliente: str) -> dict[str, Any]:
    frase = frases.compromiso(c, fecha_larga(c.antes_de) if c.antes_de else "")
    partes = [
        palanca,
        _("Cliente: {alias}").format(alias=cliente) if cliente else "",
        _("Estado: {estado}").format(estado=rotulos.ESTADOS_DE_COMPROMISO.get(c.estado, c.estado).lower()),
        _("Horizonte: {plazo}").format(plazo=rotulos.HORIZONTES[c.horizonte].lower())
        if c.horizonte in rotulos.HORIZONTES
        else "",
        _("Me acompaña: {quien}").format(quien=c.acompana) if c.acompana else "",
        _("De un taller anterior") if c.taller_id != q.pedido.taller.id else "",
    ]
    notas = [" · ".join(p for p in partes if p), *([_("Nota: {nota}").format(nota=c.nota)] if c.nota else [])]
    titulo = f"{c.accion[:1].upper()}{c.accion[1:90]}" or _("Sin acción todavía")
    return seccion(titulo, frase=frase, notas=notas)


def _notas(q: Quien) -> list[dict[str, Any]]:
    taller = q.pedido.taller
    filas = [
        [_(NOTAS[campo]), str(valor)]
        for fase in taller.fases
        for campo, valor in consultas.respuestas_de(q.motor, taller.id, q.yo.id, fase.clave).items()
        if campo in NOTAS and valor not in (None, "")
    ]
    filas += [
        [rotulos.TIPOS_DE_APORTACION.get(a.tipo, _("Aportación")), a.texto]
        for a in consultas.aportaciones(q.motor, taller.id)
        if a.participante_id == q.yo.id and a.texto
    ]
    return [_tabla(_("Lo que dejé escrito"), (_("Qué"), _("Texto")), filas)] if filas else []
