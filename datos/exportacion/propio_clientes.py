"""Los clientes de quien descarga su informe: la ficha de cada uno y su historia con índice, aportes y robustez."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from datos import agregados, consultas, lecturas
from datos.exportacion import svg_planos
from datos.exportacion.dibujos import curva_hasta, grafica
from datos.exportacion.papel import columnas_de_texto, seccion, tabla_de_textos
from datos.frases import con_peso
from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.formato import decimal, mes
from datos.vistas import ClienteVisto, HitoVisto, InteraccionVista, InterlocutorVisto
from modelo import predisposicion
from modelo.predisposicion import Predisposicion

SILENCIO_QUE_SE_DICE = 6
SIN_ALIAS = por_traducir("Sin alias")


def fichas(motor: sa.Engine, clientes: Sequence[ClienteVisto]) -> list[dict[str, Any]]:
    """La ficha de cada cliente: mapa, entorno e interacción."""
    return [_ficha(motor, c) for c in clientes]


def _ficha(motor: sa.Engine, c: ClienteVisto) -> dict[str, Any]:
    filas = [[rotulo, valor] for rotulo, valor in (*_del_mapa(c), *_del_entorno(c)) if valor]
    tipo = rotulos.TIPOS_DE_CLIENTE.get(c.tipo, "")
    ficha = tabla_de_textos(columnas_de_texto((_("Qué"), _("Lo que puse")), filas), filas) if filas else None
    grupos = [g for g in (_interlocutores(motor, c), _interacciones(motor, c)) if g is not None]
    return seccion(f"{c.alias or _(SIN_ALIAS)} · {tipo}", tabla=ficha, grupos=grupos)


def _del_mapa(c: ClienteVisto) -> Iterable[tuple[str, str]]:
    yield _("Desde"), mes(date.fromisoformat(f"{c.desde}-01")) if c.desde else ""
    yield _("Modalidad"), rotulos.MODALIDADES.get(c.modalidad, c.modalidad)
    yield _("Qué hago"), c.que_hago
    yield con_peso(_("Corto del objetivo"), c.corto_peso), c.corto
    yield con_peso(_("Largo de la relación"), c.largo_peso), c.largo
    yield _("Dificultad"), c.dificultad
    yield _("Por qué no amplía"), rotulos.CAUSAS.get(c.causa, "")


def _del_entorno(c: ClienteVisto) -> Iterable[tuple[str, str]]:
    yield _("Distancia"), rotulos.DISTANCIAS.get(c.distancia, c.distancia)
    yield _("Cómo se decide"), rotulos.CULTURAS_DE_DECISION.get(c.cultura, c.cultura)
    yield _("Otros proveedores"), rotulos.OTROS_PROVEEDORES.get(c.proveedores, c.proveedores)
    yield _("Qué es éxito para este cliente"), c.exito
    for campo, rasgo in rotulos.RASGOS.items():
        valor = getattr(c, campo)
        if valor is not None:
            cifra = decimal(valor, 0, signo=True)
            yield rasgo.nombre, f"{cifra} (−2 {rasgo.izquierda.lower()} · +2 {rasgo.derecha.lower()})"


def _tabla(
    titulo: str, nombres: Sequence[str], filas: Sequence[Sequence[str]], nota: str = ""
) -> dict[str, Any] | None:
    if not filas:
        return None
    cuerpo = tabla_de_textos(columnas_de_texto(nombres, filas), filas)
    return seccion(titulo, notas=(nota,) if nota else (), tabla=cuerpo)


def _interlocutores(motor: sa.Engine, c: ClienteVisto) -> dict[str, Any] | None:
    gente: list[InterlocutorVisto] = consultas.hijos_de(motor, "interlocutor", c.id)
    filas = [
        [
            g.alias or "—",
            g.area or "—",
            rotulos.INFLUENCIAS.get(g.influencia or 0, "—"),
            "—" if g.actitud is None else rotulos.ACTITUDES.get(g.actitud, "—"),
            {True: _("sí"), False: _("no"), None: "—"}[g.trato_directo],
        ]
        for g in gente
    ]
    hilo = (
        _("{hilo}: la relación depende de un solo interlocutor.").format(hilo=rotulos.HILO_UNICO)
        if len(gente) == 1
        else ""
    )
    return _tabla(
        _("Interlocutores"),
        (_("Quién"), _("Área"), _("Influencia"), _("Actitud"), _("Trato directo")),
        filas,
        hilo,
    )


def _interacciones(motor: sa.Engine, c: ClienteVisto) -> dict[str, Any] | None:
    habituales: list[InteraccionVista] = consultas.hijos_de(motor, "interaccion", c.id)
    filas = [
        [
            rotulos.CANALES.get(i.canal, i.canal) or "—",
            rotulos.FRECUENCIAS.get(i.frecuencia, i.frecuencia) or "—",
            rotulos.INICIATIVAS.get(i.iniciativa, i.iniciativa) or "—",
            rotulos.PARA_QUE.get(i.para_que, "—"),
            rotulos.CALIDADES.get(i.calidad or 0, "—"),
        ]
        for i in habituales
    ]
    return _tabla(_("Interacciones"), (_("Canal"), _("Ritmo"), _("Quién empieza"), _("Para qué"), _("Calidad")), filas)


def historias(motor: sa.Engine, clientes: Sequence[ClienteVisto], hoy: date) -> list[dict[str, Any]]:
    """La línea de tiempo de cada cliente con hitos, con su índice y de dónde sale."""
    return [_historia(c, hitos, hoy) for c in clientes if (hitos := _hitos(motor, c, hoy))]


def _hitos(motor: sa.Engine, c: ClienteVisto, hoy: date) -> list[HitoVisto]:
    hitos: list[HitoVisto] = consultas.hijos_de(motor, "hito", c.id)
    return sorted((h for h in hitos if h.fecha and h.valencia and h.fecha <= hoy.isoformat()), key=lambda h: h.fecha)


def _historia(c: ClienteVisto, hitos: Sequence[HitoVisto], hoy: date) -> dict[str, Any]:
    pares = [(date.fromisoformat(h.fecha), int(h.valencia or 0)) for h in hitos]
    p = predisposicion.calcular(pares, hoy)
    df = pd.DataFrame([{"fecha": h.fecha, "valencia": h.valencia, "que_paso": h.que_paso} for h in hitos])
    frase = lecturas.frase_linea_de_tiempo(df, agregados.curva(pares, hoy))
    marcas = [(h.fecha, int(h.valencia or 0)) for h in hitos]
    dibujo = svg_planos.linea(curva_hasta(marcas, hoy.isoformat()), marcas, hoy.isoformat())
    return seccion(
        c.alias or _(SIN_ALIAS),
        frase=f"{_indice(c, p)} {frase}",
        grafica=grafica(dibujo, f"{_('Línea de tiempo con su índice.')} {frase}"),
        notas=_salvedades(p),
        grupos=[_aportes(hitos, p), _robustez(p)],
    )


def _indice(c: ClienteVisto, p: Predisposicion) -> str:
    indice = _("Índice de predisposición: {indice} ({cuanto} en 6 meses)")
    partes = [indice.format(indice=decimal(p.indice), cuanto=decimal(p.tendencia, signo=True))]
    if c.intuicion is not None:
        intuida = _("tu intuición fue {intuicion} ({cuanto})")
        partes.append(intuida.format(intuicion=c.intuicion, cuanto=decimal(c.intuicion - p.indice, signo=True)))
    return f"{'; '.join(partes)}. {rotulos.SOLIDEZ[p.solidez]}."


def _salvedades(p: Predisposicion) -> list[str]:
    dichas = []
    if not p.concluyente:
        dichas.append(_("No concluyente: según cuánto pese lo reciente y lo negativo, cae a un lado u otro de 50."))
    if p.meses_de_silencio and p.meses_de_silencio >= SILENCIO_QUE_SE_DICE:
        silencio = _("{n} meses sin hitos: el silencio no puntúa, pero está ahí.")
        dichas.append(silencio.format(n=p.meses_de_silencio))
    return dichas


def _aportes(hitos: Sequence[HitoVisto], p: Predisposicion) -> dict[str, Any]:
    filas = [
        [
            str(numero),
            mes(date.fromisoformat(h.fecha)),
            h.que_paso or "—",
            rotulos.VALENCIAS[h.valencia or 0],
            rotulos.AMBITOS.get(h.ambito, "—"),
            decimal(aporte, signo=True),
        ]
        for numero, (h, aporte) in enumerate(zip(hitos, p.aportes, strict=True), start=1)
    ]
    nombres = (_("N.º"), _("Cuándo"), _("Qué pasó"), _("Qué supuso"), _("Ámbito"), _("Aporte"))
    nota = _("Aporte: el índice menos el que saldría sin ese hito, con los demás en su sitio. No suman el índice.")
    return seccion(_("Hitos"), notas=(nota,), tabla=tabla_de_textos(columnas_de_texto(nombres, filas), filas))


def _robustez(p: Predisposicion) -> dict[str, Any]:
    nombres = (
        _("Vida media de un hito"),
        *(_("Lo negativo, × {peso}").format(peso=decimal(x)) for x in predisposicion.PESOS_NEGATIVOS),
    )
    filas = [
        [_("{n} meses").format(n=vida), *(decimal(p.robustez[vida, peso]) for peso in predisposicion.PESOS_NEGATIVOS)]
        for vida in predisposicion.VIDAS_MEDIAS
    ]
    nota = _("El mismo índice con otras combinaciones: si unas caen por encima de 50 y otras por debajo, no concluye.")
    return seccion(_("Robustez"), notas=(nota,), tabla=tabla_de_textos(columnas_de_texto(nombres, filas), filas))
