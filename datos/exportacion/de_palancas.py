"""Las secciones sobre las palancas: hechos, radar, puntos, contraste, rondas, comparación y perfil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from datos import agregados, lecturas
from datos.agregados import Filtrado, Pedido, Radar
from datos.exportacion.columnas import tabla
from datos.exportacion.secciones import por_que_no, recuento, textos
from datos.exportacion.tipos import Seccion, Tabla
from datos.lecturas.contrastes import contrastes
from datos.lecturas.formato import con_n, contar, decimal, enumerar, filas, numero
from datos.lecturas.palancas import dispersiones
from datos.lecturas.recuentos import HECHOS
from modelo import estadistica, rotulos
from modelo.estadistica import Resumen

MEDIAS_CALLADAS = (
    "Las dos medias no salen: con ellas se deduciría lo que dijo quien solo valoró una vez. Sale la diferencia de cada "
    "palanca, que no lo permite."
)
DEL_INTERVALO = ("diferencia", "inferior", "superior", "n", "lectura")


def descubrir(pedido: Pedido) -> tuple[Seccion, ...]:
    """Hechos en cada palanca, y las palancas sin ninguno."""
    dato = agregados.descubrir(pedido)
    titulo, umbral = "Hechos en cada palanca", pedido.mirada.umbral
    seccion = recuento("hechos", titulo, dato.hechos, umbral, columna="palanca", unidad=HECHOS)
    if not dato.sin_hechos or seccion.tabla is None:
        return (seccion,)
    aviso = Seccion(
        "sin_hechos", "Palancas sin ningún hecho", seccion.n, f"{enumerar(dato.sin_hechos)}{con_n(seccion.n)}."
    )
    return (seccion, aviso)


def valoracion(pedido: Pedido) -> tuple[Seccion, ...]:
    """Solo cuántas personas han valorado."""
    dato, titulo = agregados.valoracion(pedido), "Valoraciones recibidas"
    if dato.espera:
        return (Seccion("valoraciones", titulo, espera=dato.espera),)
    frase = f"{contar(dato.n, 'persona')} han valorado (n = {dato.n})."
    return (Seccion("valoraciones", titulo, dato.n, frase, tabla=tabla(("n",), [(dato.n,)])),)


def radar(pedido: Pedido) -> tuple[Seccion, ...]:
    """Radar, puntos, lectura de cada palanca, estable frente a perdido y rondas."""
    dato = agregados.radar(pedido)
    if dato.espera:
        return (Seccion("radar", "Radar de grupo", espera=dato.espera),)
    return (
        _radar(dato),
        _puntos(dato),
        _lecturas(dato),
        _contraste(dato.contraste),
        _rondas(dato.rondas),
    )


def _lectura(medida: Resumen) -> str:
    if medida.mediana is None:
        return rotulos.SIN_DATO
    return rotulos.OPINIONES_REPARTIDAS if estadistica.repartidas(medida.ad) else ""


def _radar(dato: Radar) -> Seccion:
    series = {rotulos.MEDIA_DEL_GRUPO: [m.media for m in dato.medidas.values()]}
    nombres = list(dato.nombres.values())
    celdas = [
        (nombre, m.n, m.media, m.mediana, m.desviacion, m.ad, m.minimo, m.maximo, _lectura(m), _si(p in dato.dispersas))
        for (p, nombre), m in zip(dato.nombres.items(), dato.medidas.values(), strict=True)
    ]
    columnas = ("palanca", "n", "media", "mediana", "desviacion", "ad", "minimo", "maximo", "lectura", "debate")
    en_papel = ("palanca", "n", "media", "mediana", "ad", "minimo", "maximo", "lectura")
    notas = ["Cliente estable, ronda 1. Palanca: media de sus afirmaciones contestadas, si hay al menos dos."]
    if dato.bajo is not None:
        notas.append(f"El {decimal(dato.bajo, 0)}\u00a0% de las respuestas son 1 o 2.")
    return Seccion(
        "radar",
        "Radar de grupo",
        dato.n,
        lecturas.frase_radar(series, nombres, n=dato.n, medida="la media"),
        tabla=tabla(columnas, celdas),
        resumida=tabla(en_papel, [[f[columnas.index(c)] for c in en_papel] for f in celdas]),
        notas=tuple(notas),
    )


def _si(cierto: bool) -> str:
    return "sí" if cierto else ""


def _puntos(dato: Radar) -> Seccion:
    orden = list(dato.nombres)
    lista = dispersiones(dato.puntos, orden)
    # Cuántas personas hay en cada valor, y no una fila por persona: dice lo mismo y ocupa igual con 12 que con 300.
    celdas = [
        (d.nombre, valor, veces)
        for d in lista
        for valor, veces in sorted(Counter(round(v, 2) for v in d.valores).items())
    ]
    leida = lecturas.tabla_puntos_por_palanca(dato.puntos, orden)
    resumida = tabla(
        ("palanca", "n", "mediana", "ad", "valoraciones", "lectura"),
        [
            (d.nombre, len(d.valores), d.mediana, d.ad, f["Valoraciones"], f["Lectura"])
            for d, f in zip(lista, filas(leida), strict=True)
        ],
    )
    frase = lecturas.frase_puntos_por_palanca(dato.puntos, orden, n=dato.n)
    completa = tabla(("palanca", "valor", "personas"), celdas)
    return Seccion(
        "puntos", "Puntos por palanca, de más a menos dispersión", dato.n, frase, tabla=completa, resumida=resumida
    )


def _lecturas(dato: Radar) -> Seccion:
    contraste = {c.palanca: c for c in contrastes(dato.contraste.filas)} if dato.contraste.visible else {}
    celdas = []
    for palanca, nombre in dato.nombres.items():
        m = dato.medidas[palanca]
        partes = [_altura(m)]
        suyo = contraste.get(palanca)
        if suyo is not None and suyo.diferencia is not None:
            claro = "se distingue" if suyo.distinguible else "no se distingue"
            partes.append(f"Estable menos perdido: {decimal(suyo.diferencia, signo=True)} ({claro}).")
        celdas.append((nombre, " ".join(partes)))
    frase = f"Qué dice el dato de cada palanca, en el orden del radar{con_n(dato.n)}."
    return Seccion(
        "lectura_por_palanca",
        "Lectura de cada palanca",
        dato.n,
        frase,
        tabla=tabla(("palanca", "lectura"), celdas),
    )


def _altura(m: Resumen) -> str:
    if m.mediana is None:
        return "Sin dato: no llega al umbral."
    rango = f"de {decimal(m.minimo)} a {decimal(m.maximo)}"
    reparto = "opiniones repartidas" if estadistica.repartidas(m.ad) else "opiniones próximas"
    ad = f"desviación respecto a la mediana: {decimal(m.ad, 2)}"
    return f"Mediana {decimal(m.mediana)}, {rango} (n = {m.n}); {reparto} ({ad})."


def _claro(f: dict[str, Any]) -> str:
    return "se distingue" if f["distinguible"] else "no se distingue"


def _calladas(registros: Sequence[dict[str, Any]], de: Sequence[str]) -> bool:
    """Si la puerta ha callado las medias: van vacías en todas las palancas."""
    return all(numero(f[c]) is None for f in registros for c in de)


def _emparejada(columnas: Sequence[str], de: Sequence[str], registros: Sequence[dict[str, Any]]) -> Tabla:
    """Las dos medias y su diferencia; solo la diferencia si las medias se callan: una columna vacía no es un cero."""
    if _calladas(registros, de):
        columnas, de = (), ()
    celdas = [
        (f["nombre"], *(f[c] for c in de), f["diferencia"], f["inferior"], f["superior"], f["n"], _claro(f))
        for f in registros
    ]
    return tabla(("palanca", *columnas, *DEL_INTERVALO), celdas)


def _contraste(dato: Filtrado) -> Seccion:
    clave, titulo = "contraste", "Estable frente a perdido, en la misma persona"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    n = int(dato.filas["n"].max())
    registros = filas(dato.filas)
    cuerpo = _emparejada(("estable", "perdido"), ("estable", "perdido"), registros)
    frase = lecturas.frase_estable_perdido(dato.filas, n=n)
    notas = (_PAREADA, *_por_que_faltan(registros, ("estable", "perdido")), *_sin_cambio(registros))
    return Seccion(clave, titulo, n, frase, tabla=cuerpo, notas=notas)


_PAREADA = "Se calcula en cada persona y después se agrega; intervalo del 95 % con t de Student."


def _por_que_faltan(registros: Sequence[dict[str, Any]], de: Sequence[str]) -> tuple[str, ...]:
    return (MEDIAS_CALLADAS,) if _calladas(registros, de) else ()


def _sin_cambio(registros: list[dict[str, Any]]) -> tuple[str, ...]:
    frase = lecturas.frase_sin_cambio([(f["nombre"], int(f["n"])) for f in registros if not f["distinguible"]])
    return (frase,) if frase else ()


def _rondas(dato: Filtrado) -> Seccion:
    clave, titulo = "rondas", "De la ronda 1 a la 2"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    n = int(dato.filas["n"].max())
    registros = filas(dato.filas)
    cuerpo = _emparejada(("ronda1", "ronda2"), ("ronda1", "ronda2"), registros)
    # Con las medias calladas, la frase ya dice en cuáles no se distingue.
    notas = _por_que_faltan(registros, ("ronda1", "ronda2")) or _sin_cambio(registros)
    return Seccion(clave, titulo, n, lecturas.frase_rondas(dato.filas, n=n), tabla=cuerpo, notas=notas)


def comparacion(pedido: Pedido) -> tuple[Seccion, ...]:
    """La vez anterior y esta, y lo que cada cual ve distinto."""
    return (_comparacion(pedido), textos("que_ha_cambiado", "Qué ha cambiado", agregados.frases(pedido)))


def _comparacion(pedido: Pedido) -> Seccion:
    clave, titulo = "comparacion", "La vez anterior y esta"
    dato = agregados.comparacion(pedido)
    if dato.motivo:
        return Seccion(clave, titulo, espera=dato.motivo.removesuffix("."))
    espera = por_que_no(clave, titulo, dato.pares)
    if espera is not None:
        return espera
    registros = filas(dato.pares.filas)
    n = int(dato.pares.filas["n"].min())
    cuerpo = _emparejada(("antes", "ahora"), ("antes", "despues"), registros)
    frase, notas = lecturas.frase_diferencias(dato.pares.filas), (lecturas.como_se_compara(dato.pares.filas),)
    return Seccion(clave, titulo, n, frase, tabla=cuerpo, notas=notas)


def perfil(pedido: Pedido) -> tuple[Seccion, ...]:
    """Solo cuántas personas hay en cada cuadrante."""
    dato = agregados.perfil(pedido)
    seccion = recuento(
        "cuadrantes", "Personas por cuadrante", dato, pedido.mirada.umbral, columna="cuadrante", ordenar=False
    )
    return (replace(seccion, frase=lecturas.frase_cuadrantes(dato.filas, n=dato.n)) if dato.visible else seccion,)
