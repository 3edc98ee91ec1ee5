"""Agregados de lo que el grupo comparte: palabras, frases, aportaciones, compromisos y cierre."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from datos import consultas
from datos.agregados import base, cortes
from datos.agregados.avance import si_delata
from datos.agregados.base import SIN_FILTRO, Filtrado, Pedido
from datos.idiomas import _, rotulos
from modelo import privacidad
from modelo.perfil import MINIMO_DE_GRUPO
from modelo.privacidad import PERSONA

CAMPO_DE_FRASE = {"salida": "me_llevo", "retomar": "he_visto", "comparacion": "que_ha_cambiado"}


@dataclass(frozen=True, eq=False)
class Bienvenida:
    """Las palabras de llegada (``rotulo, n``), y la energía media con las personas que hay detrás."""

    palabras: Filtrado
    energia: float | None
    n_energia: int
    espera_de_energia: str


@dataclass(frozen=True, eq=False)
class Cierre:
    """¿Valió el tiempo? Con ``reparto`` no hay ``media`` si algo va oculto: juntos permitirían deducirlo."""

    reparto: Filtrado
    media: float | None
    aparcado: tuple[str, ...]


def _campo(pedido: Pedido, campo: str) -> pd.DataFrame:
    df = consultas.df_respuestas(pedido.motor, pedido.taller.id, pedido.fase.clave)
    return base.contestadas(df[df["campo"] == campo], "valor")[[PERSONA, "valor"]]


@base.recordado
def bienvenida(pedido: Pedido) -> Bienvenida:
    """Lo revelado de la bienvenida."""
    palabras = base.ofrecido(pedido, _campo(pedido, "palabra"))
    if palabras.visible:
        cuenta = palabras.filas["valor"].astype(str).str.lower().value_counts()
        dichas = base.para_revision(pedido, "palabra", list(cuenta.index))
        filas = pd.DataFrame({"rotulo": dichas, "n": [int(cuenta[d]) for d in dichas]})
        palabras = Filtrado("", palabras.n, filas)
    energia = base.agregado(pedido, _campo(pedido, "energia"))
    media = float(pd.to_numeric(energia.filas["valor"]).mean()) if energia.visible else None
    return Bienvenida(palabras, media, energia.n, energia.espera)


@base.recordado
def frases(pedido: Pedido) -> Filtrado:
    """Los textos sueltos de la fase (``texto``), barajados; en una fase con alias, con él (``alias``)."""
    vista = base.ofrecido(pedido, _firmadas(pedido, _campo(pedido, CAMPO_DE_FRASE[pedido.fase.tipo])))
    if vista.espera:
        return vista
    return Filtrado("", vista.n, _moderados(pedido, "frase", vista.filas.rename(columns={"valor": "texto"})))


def _firmadas(pedido: Pedido, filas: pd.DataFrame) -> pd.DataFrame:
    """Las filas con el alias de su autor: la puerta lo quita si la fase es anónima o mira quien revisa."""
    quienes = {p.id: p.alias for p in consultas.participantes(pedido.motor, pedido.taller.sala_id)}
    return filas.assign(alias=filas[PERSONA].map(quienes))


def _moderados(pedido: Pedido, tipo: str, filas: pd.DataFrame) -> pd.DataFrame:
    dichos = set(base.para_revision(pedido, tipo, [str(t) for t in filas["texto"]]))
    return filas[filas["texto"].astype(str).isin(dichos)].reset_index(drop=True)


@base.recordado
def en_cifras(pedido: Pedido) -> Filtrado:
    """Lo que el grupo ha puesto en la sesión (``rotulo, n``), si lo han hecho bastantes personas."""
    motor, sala = pedido.motor, pedido.taller.sala_id
    clientes = consultas.df_clientes(motor, sala)
    partes = {
        _("Clientes"): clientes[clientes["alias"] != ""],
        _("Hitos"): consultas.con_algo(consultas.df_hitos(motor, sala), "hito"),
        _("Interlocutores"): consultas.con_algo(consultas.df_interlocutores(motor, sala), "interlocutor"),
        _("Interacciones"): consultas.con_algo(consultas.df_interacciones(motor, sala), "interaccion"),
    }
    vistas = {rotulo: base.agregado(pedido, filas[[PERSONA]]) for rotulo, filas in partes.items()}
    if vistas[_("Clientes")].espera:
        return vistas[_("Clientes")]
    # Cada cuenta pide su propio umbral: una sola persona con interlocutores los haría suyos.
    filas = [{"rotulo": r, "n": len(partes[r])} for r, v in vistas.items() if not v.espera]
    return Filtrado("", vistas[_("Clientes")].n, pd.DataFrame(filas))


@base.recordado
def estrategias(pedido: Pedido) -> Filtrado:
    """Las aportaciones: ``texto, palanca, tipo, votos`` y, en una fase con alias, ``alias``.

    Mientras se vota van en el orden de las palancas y sin sus votos (NaN): ni el total ni el orden los adelantan.
    """
    vista = base.ofrecido(pedido, _firmadas(pedido, _aportaciones(pedido)))
    if not vista.visible:
        return vista
    filas = _moderados(pedido, "aportacion", vista.filas)
    if pedido.filtro.ambito:
        filas = filas[filas["palanca"].isin([p.clave for p in base.palancas_del_ambito(pedido)])]
    if pedido.taller.se_vota(pedido.fase):
        filas = _por_palanca(pedido, filas.assign(votos=float("nan")), "texto")
    columnas = [c for c in ("texto", "palanca", "tipo", "votos", "alias") if c in filas]
    return Filtrado("", vista.n, _con_nombres(pedido, filas)[columnas])


@base.recordado
def para_votar(pedido: Pedido) -> Filtrado:
    """Las aportaciones que se pueden votar (``id, texto, palanca, tipo``), en el orden de las palancas.

    Son las mismas que se enseñan: mientras no se puedan enseñar, no hay a qué votar.
    """
    vista = base.ofrecido(pedido, _aportaciones(pedido), con_id=True)
    if not vista.visible:
        return vista
    filas = _por_palanca(pedido, vista.filas, "texto", "id")
    return Filtrado("", vista.n, _con_nombres(pedido, filas)[["id", "texto", "palanca", "tipo"]])


def _por_palanca(pedido: Pedido, filas: pd.DataFrame, *despues: str) -> pd.DataFrame:
    """En el orden de las palancas y, dentro de cada una, por esas columnas."""
    puesto = {clave: numero for numero, clave in enumerate(base.nombres_de_palancas(pedido))}
    lugar = filas["palanca"].map(lambda clave: puesto.get(clave, len(puesto)))
    return filas.assign(lugar=lugar).sort_values(["lugar", *despues])


def _aportaciones(pedido: Pedido) -> pd.DataFrame:
    return base.contestadas(consultas.df_aportaciones(pedido.motor, pedido.taller.id), "texto")


def _con_nombres(pedido: Pedido, filas: pd.DataFrame) -> pd.DataFrame:
    nombres = base.nombres_de_palancas(pedido)
    palanca = filas["palanca"].map(lambda clave: nombres.get(clave, _("Sin palanca")))
    tipo = filas["tipo"].map(lambda clave: rotulos.TIPOS_DE_APORTACION.get(clave, ""))
    return filas.assign(palanca=palanca, tipo=tipo).reset_index(drop=True)


@base.recordado
def plan(pedido: Pedido) -> Filtrado:
    """Cuántos compromisos hay con cada palanca."""
    df = base.contestadas(consultas.df_compromisos(pedido.motor, pedido.taller.id), "accion")
    cuenta = base.cuenta_por_palanca(pedido, cortes.con_cortes(pedido, df))
    espera = si_delata(pedido, df) if cuenta.visible else ""
    return Filtrado(espera, cuenta.n, pd.DataFrame()) if espera else base.solo_del_ambito(pedido, cuenta)


@base.recordado
def cierre(pedido: Pedido) -> Cierre:
    """Lo revelado del cierre, con lo que quedó aparcado."""
    notas = _campo(pedido, "roti")
    notas = notas.assign(valor=pd.to_numeric(notas["valor"]).astype("int64").astype(str).astype(object))
    valores = {v: v for v in "12345"}
    cuenta = base.recuento(pedido, notas, "valor", valores)
    media = None
    if not cuenta.espera and cuenta.n < MINIMO_DE_GRUPO:
        # El método pide cinco para esta pregunta, aunque el umbral del taller sea menor.
        corta = privacidad.Vista(cuenta.filas, cuenta.n, privacidad.POCAS_RESPUESTAS)
        cuenta = Filtrado(privacidad.texto_de_espera(corta, MINIMO_DE_GRUPO, _), cuenta.n, pd.DataFrame())
    elif cuenta.visible:
        cuenta = Filtrado("", cuenta.n, cuenta.filas.assign(valor=cuenta.filas["clave"].astype(int))[["valor", "n"]])
        if cuenta.filas["n"].isna().any():
            media = float(pd.to_numeric(notas["valor"]).mean())
            cuenta = Filtrado("", cuenta.n, pd.DataFrame())
    return Cierre(cuenta, media, aparcado(pedido))


def aparcado(pedido: Pedido) -> tuple[str, ...]:
    """Los asuntos por tratar, por orden alfabético y sin decir de quién son ni cuándo llegaron.

    Quien facilita los ve desde que se aparcan; los demás, al revelarse la fase que los recoge. Sin umbral, como lo que
    se ofrece con alias: quien aparca sabe que su texto se leerá, y un asunto solo también tiene que llegar.
    """
    recoge = pedido.taller.de_lo_aparcado
    suyo = pedido if pedido.fase.clave == recoge.clave else pedido.en(recoge)
    se_ve = suyo.mirada.revelada or pedido.mirada.papel == "facilita"
    mirada = replace(suyo.mirada, revelada=se_ve, anonima=False)
    junto = replace(suyo, mirada=mirada, filtro=SIN_FILTRO)
    vista = base.ofrecido(junto, consultas.df_aparcados(pedido.motor, pedido.taller.id))
    textos = [] if vista.espera else sorted(map(str, vista.filas["texto"]))
    return tuple(base.para_revision(pedido, "aparcado", textos))
