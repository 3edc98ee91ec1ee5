"""Las demás gráficas del PDF: puntos por palanca, estable frente a perdido, dispersión, tiempo y mapa de perfil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

from datos.exportacion.svg import ANCHO, TRAZOS, Lamina
from datos.idiomas import _
from datos.lecturas.formato import mes
from datos.lecturas.perfil import zona_escrita
from modelo import paleta

A_LA_IZQUIERDA = 150.0
ALTO_DE_FILA = 22.0
Par = tuple[float, float]


def _eje(lam: Lamina, desde: float, hasta: float, y: float, marcas: Sequence[int], *, con_signo: bool = False) -> None:
    paso = (hasta - desde) / (len(marcas) - 1)
    for puesto, valor in enumerate(marcas):
        x = desde + paso * puesto
        lam.linea(x, 6, x, y, paleta.FILETE)
        escrito = _con_signo(valor) if con_signo else str(valor)
        lam.texto(x, y + 11, escrito, lado="middle", cuerpo=8, color=paleta.TENUE)


def _en(valor: float, desde: float, hasta: float, minimo: float = 1, maximo: float = 5) -> float:
    return desde + (hasta - desde) * (valor - minimo) / (maximo - minimo)


def puntos(
    filas: Sequence[tuple[str, Sequence[tuple[float, int]], float | None]],
    marcas: Sequence[int] = range(1, 6),
    cada_punto: str = "Una persona",
) -> str:
    """Por fila, un punto por persona (o por lo que diga ``cada_punto``), apilados si coinciden, y la mediana.

    ``filas``: nombre, pares (valor, veces) y mediana. ``marcas``: las de la escala, a espacios iguales.
    """
    mayor = max((veces for _, valores, _ in filas for _, veces in valores), default=1)
    paso = min(4.4, 40 / mayor)
    alto_de_fila = max(ALTO_DE_FILA, min(mayor * paso + 8, 50))
    lam = Lamina(ANCHO, len(filas) * alto_de_fila + 40)
    desde, hasta = A_LA_IZQUIERDA, ANCHO - 14
    fin = 6 + len(filas) * alto_de_fila
    _eje(lam, desde, hasta, fin, marcas)
    limites = (marcas[0], marcas[-1])
    for numero, (nombre, valores, mediana) in enumerate(filas):
        medio = 6 + alto_de_fila * (numero + 0.5)
        lam.texto(desde - 12, medio + 3, nombre, lado="end")
        for valor, veces in valores:
            for vez in range(veces):
                y = medio + (vez - (veces - 1) / 2) * paso
                lam.marca(
                    _en(valor, desde, hasta, *limites),
                    y,
                    0,
                    paleta.MARCA,
                    lado=max(1.4, min(2.6, paso * 0.62)),
                    opaco=0.85,
                )
        if mediana is not None:
            x = _en(mediana, desde, hasta, *limites)
            lam.linea(x, medio - alto_de_fila * 0.4, x, medio + alto_de_fila * 0.4, paleta.ACENTO, 2)
    lam.marca(desde + 3, fin + 26, 0, paleta.MARCA, lado=2.6)
    lam.texto(desde + 10, fin + 29, cada_punto)
    lam.linea(desde + 86, fin + 21, desde + 86, fin + 31, paleta.ACENTO, 2)
    lam.texto(desde + 92, fin + 29, "Mediana del grupo")
    return lam.svg()


def contraste(filas: Sequence[tuple[str, float, float, bool]], rotulos: tuple[str, str]) -> str:
    """Dos medidas por palanca unidas por un trazo, firme si la diferencia se distingue.

    ``filas``: nombre, una, otra y si se distingue.
    """
    lam = Lamina(ANCHO, len(filas) * ALTO_DE_FILA + 40)
    desde, hasta = A_LA_IZQUIERDA, ANCHO - 14
    fin = 6 + len(filas) * ALTO_DE_FILA
    _eje(lam, desde, hasta, fin, range(1, 6))
    for numero, (nombre, una, otra, clara) in enumerate(filas):
        medio = 6 + ALTO_DE_FILA * (numero + 0.5)
        lam.texto(desde - 12, medio + 3, nombre, lado="end")
        x, a = _en(una, desde, hasta), _en(otra, desde, hasta)
        lam.linea(x, medio, a, medio, paleta.BORDE, 1.6 if clara else 0.9, "" if clara else TRAZOS[2])
        lam.marca(a, medio, 1, paleta.ACENTO, lado=3)
        lam.marca(x, medio, 0, paleta.MARCA, lado=3.8)
    lam.leyenda(dict(zip(rotulos, (paleta.MARCA, paleta.ACENTO), strict=True)), desde, fin + 29, con_linea=False)
    return lam.svg()


def diferencias(filas: Sequence[tuple[str, float, float | None, float | None, bool]]) -> str:
    """La diferencia de cada palanca con su intervalo, a los lados del cero; firme si se distingue.

    ``filas``: nombre, diferencia, extremos del intervalo y si se distingue.
    """
    lam = Lamina(ANCHO, len(filas) * ALTO_DE_FILA + 40)
    desde, hasta = A_LA_IZQUIERDA, ANCHO - 14
    fin = 6 + len(filas) * ALTO_DE_FILA
    # De −4 a 4 cabe cualquier diferencia entre dos medias de 1 a 5; casi nunca hace falta tanto.
    tope = min(4, max(1, *(ceil(abs(v)) for _, d, *suyo, _ in filas for v in (d, *suyo) if v is not None)))
    _eje(lam, desde, hasta, fin, range(-tope, tope + 1), con_signo=True)
    cero = _en(0, desde, hasta, -tope, tope)
    lam.linea(cero, 6, cero, fin, paleta.BORDE, 1.2)
    for puesto, (nombre, diferencia, bajo, alto, clara) in enumerate(filas):
        medio = 6 + ALTO_DE_FILA * (puesto + 0.5)
        lam.texto(desde - 12, medio + 3, nombre, lado="end")
        if bajo is not None and alto is not None:
            x, a = (_en(max(-tope, min(tope, v)), desde, hasta, -tope, tope) for v in (bajo, alto))
            lam.linea(x, medio, a, medio, paleta.MARCA, 1.6 if clara else 0.9, "" if clara else TRAZOS[2])
        lam.marca(_en(diferencia, desde, hasta, -tope, tope), medio, 0, paleta.MARCA, lado=3.8)
    return lam.svg()


def dispersion(
    puntos: Sequence[tuple[str, float, float, int]],
    series: Mapping[str, str],
    ejes: tuple[str, str],
    marcas: tuple[Sequence[int], Sequence[int]],
    *,
    casillas: bool = False,
    diagonal: bool = False,
) -> str:
    """Puntos en un plano, más grandes cuantos más coincidan. ``puntos``: serie, x, y, veces.

    Con ``casillas``, cada marca es el centro de una y las líneas van entre ellas.
    """
    lam = Lamina(ANCHO, 250)
    izquierda, derecha, arriba, abajo = 120.0, 370.0, 8.0, 200.0
    lam.poligono(
        [(izquierda, arriba), (derecha, arriba), (derecha, abajo), (izquierda, abajo)],
        paleta.FILETE,
        relleno=paleta.FONDO,
    )
    if diagonal:
        lam.linea(izquierda, abajo, derecha, arriba, paleta.BORDE, 0.8, TRAZOS[1])
    medio = 0.5 if casillas else 0.0
    en_x, en_y = (
        (lado, (min(suyas) - medio, max(suyas) + medio))
        for lado, suyas in zip(((izquierda, derecha), (abajo, arriba)), marcas, strict=True)
    )
    for entre in (v + medio for v in marcas[0][:-1] if casillas):
        x = _en(entre, *en_x[0], *en_x[1])
        lam.linea(x, arriba, x, abajo, paleta.FILETE)
    for entre in (v + medio for v in marcas[1][:-1] if casillas):
        y = _en(entre, *en_y[0], *en_y[1])
        lam.linea(izquierda, y, derecha, y, paleta.FILETE)
    con_mas = min(marcas[0]) < 0
    for valor in marcas[0]:
        x = _en(valor, *en_x[0], *en_x[1])
        lam.texto(
            x,
            abajo + 11,
            f"{'+' if con_mas and valor > 0 else ''}{_con_signo(valor)}",
            lado="middle",
            cuerpo=8,
            color=paleta.TENUE,
        )
    for valor in marcas[1]:
        y = _en(valor, *en_y[0], *en_y[1])
        lam.texto(izquierda - 5, y + 3, _con_signo(valor), lado="end", cuerpo=8, color=paleta.TENUE)
    lam.texto((izquierda + derecha) / 2, abajo + 24, ejes[0], lado="middle")
    lam.texto(izquierda - 22, (arriba + abajo) / 2, ejes[1], lado="end")
    orden = list(series)
    for serie, x, y, veces in puntos:
        donde = (_en(x, *en_x[0], *en_x[1]), _en(y, *en_y[0], *en_y[1]))
        puesto = orden.index(serie) if serie in series else 0
        lam.marca(*donde, puesto, series.get(serie, paleta.MARCA), lado=min(9.0, 2.4 + veces**0.5), opaco=0.75)
    lam.leyenda(series, izquierda, abajo + 44, con_linea=False)
    return lam.svg()


def _con_signo(valor: int) -> str:
    return str(valor).replace("-", "−")


def linea(curva: Sequence[tuple[str, float]], hitos: Sequence[tuple[str, int]], hoy: str) -> str:
    """El índice a lo largo del tiempo y un número por hito, arriba si sumó y abajo si restó. Fechas «AAAA-MM-DD»."""
    lam = Lamina(ANCHO, 126)
    izquierda, derecha, arriba, abajo = 34.0, ANCHO - 12, 14.0, 96.0
    dias = [date.fromisoformat(f).toordinal() for f, _ in (*curva, *hitos)] + [date.fromisoformat(hoy).toordinal()]
    primero, ultimo = min(dias), max(dias)

    def en(fecha: str) -> float:
        return _en(date.fromisoformat(fecha).toordinal(), izquierda, derecha, primero, max(ultimo, primero + 1))

    for nivel in (0, 50, 100):
        y = _en(nivel, abajo, arriba, 0, 100)
        lam.linea(
            izquierda,
            y,
            derecha,
            y,
            paleta.BORDE if nivel == 50 else paleta.FILETE,
            0.7,
            TRAZOS[1] if nivel == 50 else "",
        )
        lam.texto(izquierda - 5, y + 3, str(nivel), lado="end", cuerpo=8, color=paleta.TENUE)
    trazado = [(en(f), _en(v, abajo, arriba, 0, 100)) for f, v in curva]
    if len(trazado) > 1:
        lam.poligono(trazado, paleta.MARCA, grosor=1.8, abierto=True)
    alturas = dict(curva)
    for numero, (fecha, valencia) in enumerate(hitos, start=1):
        x, y = en(fecha), _en(alturas.get(fecha, 50.0), abajo, arriba, 0, 100)
        suma = valencia > 0
        lam.marca(
            x, y, 0 if suma else 1, paleta.MARCA if suma else paleta.ACENTO, lado=3.4 if abs(valencia) > 1 else 2.6
        )
        lam.texto(x, y - 7 if suma else y + 13, str(numero), lado="middle", cuerpo=7.5)
    lam.texto(izquierda, abajo + 13, mes(date.fromordinal(primero)), cuerpo=8, color=paleta.TENUE)
    lam.texto(derecha, abajo + 13, mes(date.fromordinal(ultimo)), lado="end", cuerpo=8, color=paleta.TENUE)
    lam.leyenda({_("Sumó"): paleta.MARCA, _("Restó"): paleta.ACENTO}, izquierda, abajo + 27, con_linea=False)
    lam.texto(
        izquierda + 132,
        abajo + 27,
        _("Arriba, 100: predispuesto a abrir frentes. 50: sin historia."),
        cuerpo=8,
        color=paleta.TENUE,
    )
    return lam.svg()


def mapa_de_perfil(
    palancas: Sequence[tuple[int, float | None, float | None]], medias: tuple[float | None, float | None]
) -> str:
    """Cada palanca con su número, según eficacia y eficiencia, y las medias propias como ejes."""
    lam = Lamina(ANCHO, 268)
    izquierda, derecha, arriba, abajo = 110.0, 360.0, 16.0, 226.0
    lam.poligono(
        [(izquierda, arriba), (derecha, arriba), (derecha, abajo), (izquierda, abajo)],
        paleta.FILETE,
        relleno=paleta.FONDO,
    )
    # Medio punto de margen: una palanca en 1 o en 5 no se sale del papel.
    borde = (0.5, 5.5)
    for valor in range(1, 6):
        lam.texto(
            _en(valor, izquierda, derecha, *borde), abajo + 11, str(valor), lado="middle", cuerpo=8, color=paleta.TENUE
        )
        lam.texto(
            izquierda - 5, _en(valor, abajo, arriba, *borde) + 3, str(valor), lado="end", cuerpo=8, color=paleta.TENUE
        )
    x, y = medias
    if x is not None:
        lam.linea(
            _en(x, izquierda, derecha, *borde),
            arriba,
            _en(x, izquierda, derecha, *borde),
            abajo,
            paleta.BORDE,
            0.8,
            TRAZOS[1],
        )
    if y is not None:
        lam.linea(
            izquierda,
            _en(y, abajo, arriba, *borde),
            derecha,
            _en(y, abajo, arriba, *borde),
            paleta.BORDE,
            0.8,
            TRAZOS[1],
        )
    _numerar(lam, palancas, (izquierda, derecha, arriba, abajo), borde)
    for texto, lado, donde in (
        ("dominada", "end", (derecha - 5, arriba + 11)),
        ("heroica", "end", (derecha - 5, abajo - 5)),
        ("en piloto automático", "start", (izquierda + 5, arriba + 11)),
        ("pendiente", "start", (izquierda + 5, abajo - 5)),
    ):
        lam.texto(*donde, zona_escrita(texto), lado=lado, cuerpo=8, color=paleta.TENUE)
    lam.texto((izquierda + derecha) / 2, abajo + 25, _("Eficacia"), lado="middle")
    lam.texto(izquierda - 22, (arriba + abajo) / 2, _("Eficiencia"), lado="end")
    return lam.svg()


def _numerar(
    lam: Lamina,
    palancas: Sequence[tuple[int, float | None, float | None]],
    caja: tuple[float, float, float, float],
    borde: Par,
) -> None:
    """Las que coinciden comparten sitio y se nombran juntas: «2 · 5»."""
    izquierda, derecha, arriba, abajo = caja
    juntas: dict[Par, list[int]] = {}
    for numero, x, y in palancas:
        if x is not None and y is not None:
            juntas.setdefault((x, y), []).append(numero)
    for (x, y), numeros in juntas.items():
        donde = (_en(x, izquierda, derecha, *borde), _en(y, abajo, arriba, *borde))
        lam.marca(*donde, 0, paleta.MARCA, lado=4)
        lam.texto(donde[0] + 7, donde[1] + 3, " · ".join(map(str, numeros)), cuerpo=8.5)
