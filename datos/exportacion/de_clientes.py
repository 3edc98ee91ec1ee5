"""Las secciones sobre los clientes: mapa, histórico, entorno e interacción."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from datos import agregados, lecturas
from datos.agregados import Filtrado, Linea, Pedido
from datos.exportacion.columnas import tabla
from datos.exportacion.dibujos import LINEAS_DIBUJADAS
from datos.exportacion.secciones import por_que_no, recuento, reparto
from datos.exportacion.tipos import Seccion, Tabla
from datos.lecturas.clientes import TRATOS, con_gente
from datos.lecturas.formato import contar, distintos, filas, nombrar, numero
from datos.lecturas.historico import hitos_en_orden, predisposiciones, puntos_corto_largo
from datos.lecturas.palancas import Dispersion
from datos.lecturas.recuentos import INTERACCIONES, RELACIONES
from modelo.rotulos import ACTITUDES, AMBITOS, INFLUENCIAS, PAPELES, TIPOS_DE_CLIENTE, VALENCIAS


def mapa(pedido: Pedido) -> tuple[Seccion, ...]:
    """Personas con cada tipo de cliente, corto frente a largo y causas."""
    dato, umbral = agregados.mapa(pedido), pedido.mirada.umbral
    return (
        recuento("tipos", "Personas con cada tipo de cliente", dato.tipos, umbral),
        _corto_largo(dato.pesos),
        recuento("causas", "Por qué no amplían el trabajo", dato.causas, umbral),
    )


def _corto_largo(dato: Filtrado) -> Seccion:
    clave, titulo = "corto_largo", "Corto del objetivo y largo de la relación"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    puntos = puntos_corto_largo(dato.filas)
    completa = tabla(
        ("tipo_de_cliente", "corto", "largo", "clientes"),
        [(nombrar(TIPOS_DE_CLIENTE, tipo), corto, largo, veces) for tipo, corto, largo, veces in puntos],
    )
    frase = lecturas.frase_corto_largo(dato.filas, n=dato.n)
    return Seccion(clave, titulo, dato.n, frase, tabla=completa, resumida=_por_tipo(puntos))


def _por_tipo(puntos: Iterable[tuple[str, float, float, int]]) -> Tabla:
    lista = list(puntos)
    celdas = []
    for tipo in dict.fromkeys(p[0] for p in lista):
        suyos = [p for p in lista if p[0] == tipo]
        mas, igual = (sum(p[3] for p in suyos if cumple(p)) for cumple in (_gana_el_corto, _van_a_la_par))
        total = sum(p[3] for p in suyos)
        celdas.append((nombrar(TIPOS_DE_CLIENTE, tipo), total, mas, igual, total - mas - igual))
    return tabla(("tipo_de_cliente", "clientes", "mas_corto", "igual", "mas_largo"), celdas)


def _gana_el_corto(punto: tuple[str, float, float, int]) -> bool:
    return punto[1] > punto[2]


def _van_a_la_par(punto: tuple[str, float, float, int]) -> bool:
    return punto[1] == punto[2]


def historico(pedido: Pedido) -> tuple[Seccion, ...]:
    """Lo intuido y el índice, cuánto se separan, y las líneas de tiempo que se ofrecen."""
    dato = agregados.historico(pedido)
    titulo = "Cuánto se separan la intuición y el índice"
    distancias = reparto("distancias", titulo, dato.distancias, pedido.mirada.umbral, RELACIONES)
    return (_intuida(dato.intuida), distancias, *_lineas(dato.lineas, dato.espera_de_lineas))


def _intuida(dato: Filtrado) -> Seccion:
    clave, titulo = "intuicion", "Lo que se intuye y lo que sale del histórico"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    lista = predisposiciones(dato.filas)
    # Cuántas relaciones hay en cada valor de cada medida, sin decir qué índice es de qué intuición.
    celdas = [
        (d.nombre, valor, veces)
        for d in lista
        for valor, veces in sorted(Counter(round(v, 1) for v in d.valores).items())
    ]
    completa = tabla(("medida", "predisposicion", "relaciones"), celdas)
    frase = lecturas.frase_intuida_frente_a_calculada(dato.filas, n=dato.n)
    return Seccion(clave, titulo, dato.n, frase, tabla=completa, resumida=_por_papel(lista))


def _por_papel(lista: list[Dispersion]) -> Tabla:
    por_clave = {d.palanca: d for d in lista}
    celdas = [
        (PAPELES[p], len(una.valores), una.mediana, otra.mediana)
        for p in PAPELES
        if (una := por_clave.get(f"{p}:intuicion")) and (otra := por_clave.get(f"{p}:indice"))
    ]
    return tabla(("papel", "relaciones", "mediana_intuicion", "mediana_indice"), celdas)


def _lineas(lineas: tuple[Linea, ...], espera: str) -> tuple[Seccion, ...]:
    clave, titulo = "lineas", "Líneas de tiempo ofrecidas"
    if espera:
        return (Seccion(clave, titulo, espera=espera),)
    if not lineas:
        return ()
    columnas = ("linea", "hito", "fecha", "valencia", "supuso", "que_paso", "ambito", "indice")
    distintas = list(zip(distintos(linea.titulo for linea in lineas), lineas, strict=True))
    celdas = [fila for suyo, linea in distintas for fila in _hitos(suyo, linea)]
    frases = [lecturas.frase_linea_de_tiempo(linea.hitos, linea.curva, suyo) for suyo, linea in distintas]
    cuantas = f"{contar(len(lineas), 'línea ofrecida', 'líneas ofrecidas')} por quien quiso contarla."
    if len(lineas) > LINEAS_DIBUJADAS:
        cuantas += f" En el PDF se dibujan {LINEAS_DIBUJADAS}; todas están en el Excel y en los CSV."
    return (Seccion(clave, titulo, None, cuantas, tabla=tabla(columnas, celdas), notas=tuple(frases)),)


def _hitos(titulo: str, linea: Linea) -> list[tuple[Any, ...]]:
    indices = {f["fecha"]: numero(f["indice"]) for f in filas(linea.curva)}
    return [
        (
            titulo,
            h["numero"],
            h["fecha"],
            h["valencia"],
            VALENCIAS.get(int(h["valencia"]), ""),
            h["que_paso"],
            nombrar(AMBITOS, h["ambito"]),
            indices.get(h["fecha"]),
        )
        for h in hitos_en_orden(linea.hitos)
    ]


def entorno(pedido: Pedido) -> tuple[Seccion, ...]:
    """Influencia y actitud de los interlocutores, hilo único y rasgos."""
    dato = agregados.entorno(pedido)
    return (
        _influencia(dato.influencia),
        recuento("hilo", "Hilo único: un solo interlocutor", dato.hilo, pedido.mirada.umbral),
        _rasgos(dato.rasgos),
    )


def _influencia(dato: Filtrado) -> Seccion:
    clave, titulo = "influencia", "Influencia y actitud de los interlocutores"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    lista = sorted(con_gente(dato.filas), key=lambda f: (-f["influencia"], -f["actitud"], TRATOS[f["trato_directo"]]))
    celdas = [
        (
            f["influencia"],
            nombrar(INFLUENCIAS, f["influencia"]),
            f["actitud"],
            nombrar(ACTITUDES, f["actitud"]),
            TRATOS[f["trato_directo"]],
            f["n"],
        )
        for f in lista
    ]
    columnas = ("influencia", "en_influencia", "actitud", "en_actitud", "trato_directo", "interlocutores")
    return Seccion(
        clave, titulo, dato.n, lecturas.frase_influencia_actitud(dato.filas, n=dato.n), tabla=tabla(columnas, celdas)
    )


def _rasgos(dato: Filtrado) -> Seccion:
    clave, titulo = "rasgos", "Cómo es el cliente"
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    celdas = [(f["rasgo"], f["izquierda"], f["derecha"], f["media"], f["n"]) for f in filas(dato.filas)]
    columnas = ("rasgo", "polo_izquierdo", "polo_derecho", "media_de_rasgo", "n")
    return Seccion(clave, titulo, dato.n, lecturas.frase_rasgos(dato.filas, n=dato.n), tabla=tabla(columnas, celdas))


def interaccion(pedido: Pedido) -> tuple[Seccion, ...]:
    """Para qué, quién empieza, por dónde y cada cuánto."""
    dato, umbral = agregados.interaccion(pedido), pedido.mirada.umbral
    return (
        reparto("para_que", "Para qué nos vemos", dato.para_que, umbral, INTERACCIONES),
        reparto("iniciativa", "Quién toma la iniciativa", dato.iniciativa, umbral, INTERACCIONES),
        recuento("canal", "Personas que usan cada canal", dato.canal, umbral),
        recuento("frecuencia", "Ritmo", dato.frecuencia, umbral, ordenar=False),
    )
