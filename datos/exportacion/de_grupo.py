"""Las secciones de lo que el grupo comparte: bienvenida, frases, aportaciones, plan y cierre."""

from __future__ import annotations

from dataclasses import replace

from datos import agregados, lecturas
from datos.agregados import Pedido
from datos.exportacion.columnas import tabla
from datos.exportacion.secciones import NADA_AUN, oculto_o, por_que_no, recuento, textos
from datos.exportacion.tipos import Seccion
from datos.lecturas.formato import decimal, filas, numero
from datos.lecturas.recuentos import COMPROMISOS, recuento_roti
from modelo.rotulos import ROTI


def bienvenida(pedido: Pedido) -> tuple[Seccion, ...]:
    """Las palabras de llegada y la energía media."""
    dato = agregados.bienvenida(pedido)
    palabras = por_que_no("palabras", "Cómo llega el grupo", dato.palabras)
    if palabras is None:
        lista = sorted(filas(dato.palabras.filas), key=lambda f: (-f["n"], f["rotulo"]))
        palabras = Seccion(
            "palabras",
            "Cómo llega el grupo",
            dato.palabras.n,
            lecturas.frase_recuento(dato.palabras.filas, n=dato.palabras.n),
            tabla=tabla(("palabra", "personas"), [(f["rotulo"], f["n"]) for f in lista]),
        )
    titulo = "Energía al llegar"
    if dato.energia is None:
        return (palabras, Seccion("energia", titulo, espera=dato.espera_de_energia or NADA_AUN))
    frase = f"Energía media del grupo: {decimal(dato.energia)} de 5 (n = {dato.n_energia})."
    cifras = tabla(("energia", "n"), [(dato.energia, dato.n_energia)])
    return (palabras, Seccion("energia", titulo, dato.n_energia, frase, tabla=cifras))


def salida(pedido: Pedido) -> tuple[Seccion, ...]:
    """La sesión en cifras y lo que cada cual se lleva."""
    dato, titulo = agregados.en_cifras(pedido), "La sesión en cifras"
    cifras = por_que_no("cifras", titulo, dato)
    if cifras is None:
        frase = f"Lo que el grupo ha puesto hasta ahora (n = {dato.n})."
        celdas = [(f["rotulo"], f["n"]) for f in filas(dato.filas)]
        cifras = Seccion("cifras", titulo, dato.n, frase, tabla=tabla(("que", "cuantos"), celdas))
    return (cifras, textos("me_llevo", "Qué me llevo", agregados.frases(pedido)))


def retomar(pedido: Pedido) -> tuple[Seccion, ...]:
    """Por dónde va el grupo y lo que se ha visto entre sesiones."""
    dato, umbral = agregados.completo(pedido), pedido.mirada.umbral
    seccion = recuento("completo", "Qué tiene completo el grupo", dato, umbral, ordenar=False)
    if seccion.tabla is not None:
        seccion = replace(seccion, frase=lecturas.frase_completo(dato.filas, n=dato.n, umbral=umbral))
    return (
        seccion,
        textos("he_visto", "Qué he visto que antes no veía", agregados.frases(pedido)),
    )


def estrategias(pedido: Pedido) -> tuple[Seccion, ...]:
    """Las aportaciones, de más a menos votadas; mientras se vota, por palanca y sin sus votos."""
    dato, titulo = agregados.estrategias(pedido), "Aportaciones y votos"
    espera = por_que_no("aportaciones", titulo, dato)
    if espera is not None:
        return (espera,)
    lista = filas(dato.filas)
    se_vota = pedido.taller.se_vota(pedido.fase)
    if not se_vota:
        lista = sorted(lista, key=lambda f: (-(numero(f["votos"]) or 0), str(f["palanca"]), str(f["texto"])))
    celdas = [(f["texto"], f["palanca"], f["tipo"], f["votos"]) for f in lista]
    columnas = ("texto", "palanca", "tipo_de_aportacion", "votos")
    sin_alias = dato.filas.drop(columns="alias", errors="ignore")
    frase = lecturas.frase_sin_votos(dato.n) if se_vota else lecturas.frase_votos(sin_alias, n=dato.n)
    return (Seccion("aportaciones", titulo, dato.n, frase, tabla=tabla(columnas, celdas)),)


def plan(pedido: Pedido) -> tuple[Seccion, ...]:
    """Cuántos compromisos hay con cada palanca."""
    dato, umbral = agregados.plan(pedido), pedido.mirada.umbral
    return (recuento("plan", "Compromisos por palanca", dato, umbral, columna="palanca", unidad=COMPROMISOS),)


def compromisos(pedido: Pedido) -> tuple[Seccion, ...]:
    """En qué estado están los compromisos de los talleres anteriores de la sala, y con qué palancas."""
    dato, titulo = agregados.seguimiento(pedido), "Cómo van los compromisos anteriores"
    if dato is None:
        return (Seccion("seguimiento", titulo, espera="No hay un taller anterior en esta sala"),)
    suyas = "Compromisos anteriores por palanca"
    return (
        recuento("seguimiento", titulo, dato.estado, dato.umbral, unidad=COMPROMISOS),
        recuento("seguimiento_palancas", suyas, dato.palanca, dato.umbral, columna="palanca", unidad=COMPROMISOS),
    )


def cierre(pedido: Pedido) -> tuple[Seccion, ...]:
    """¿Valió el tiempo? y lo que quedó aparcado."""
    return (_roti(pedido), *aparcamiento(pedido))


def _roti(pedido: Pedido) -> Seccion:
    dato, titulo = agregados.cierre(pedido), "¿Valió el tiempo?"
    if dato.media is not None:
        frase = f"Media de {decimal(dato.media)} sobre 5 (n = {dato.reparto.n})."
        nota = "El reparto no se muestra: hay respuestas de muy poca gente."
        cifras = tabla(("media_roti", "n"), [(dato.media, dato.reparto.n)])
        return Seccion("roti", titulo, dato.reparto.n, frase, tabla=cifras, notas=(nota,))
    espera = por_que_no("roti", titulo, dato.reparto)
    if espera is not None:
        return espera
    df = dato.reparto.filas
    celdas = [(valor, ROTI[valor], oculto_o(n)) for valor, n in recuento_roti(df).items()]
    columnas = ("roti", "en_roti", "personas")
    return Seccion("roti", titulo, dato.reparto.n, lecturas.frase_roti(df), tabla=tabla(columnas, celdas))


def aparcamiento(pedido: Pedido) -> tuple[Seccion, ...]:
    """Los asuntos por tratar."""
    asuntos = agregados.aparcado(pedido)
    if not asuntos:
        return ()
    frase = f"{len(asuntos)} {'asunto queda' if len(asuntos) == 1 else 'asuntos quedan'} por tratar."
    return (Seccion("aparcamiento", "Aparcamiento", None, frase, tabla=tabla(("texto",), [(a,) for a in asuntos])),)


def aparcamiento_sin_cierre(pedido: Pedido) -> tuple[Seccion, ...]:
    """En una agenda sin cierre, lo aparcado sale con la última fase."""
    if pedido.taller.del_tipo("cierre") is not None:
        return ()
    return aparcamiento(pedido)
