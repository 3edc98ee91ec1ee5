"""Preparar el taller: cambiar su agenda y sus palancas mientras nadie ha respondido.

Con la primera respuesta dentro, lo que se pregunta queda fijo (``PlantillaCerrada``): solo se cambian los títulos y
los minutos, y el anonimato se endurece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from modelo import plantillas, tiempo
from modelo.campos import entero, opcion, texto
from modelo.casos.asuntos import ASUNTO
from modelo.casos.permisos import anotar, exigir_facilitador, taller_en_curso
from modelo.casos.sala import UMBRAL_MAXIMO, UMBRAL_MINIMO, fases_de_serie
from modelo.entidades import (
    Aportacion,
    Borrador,
    Cliente,
    Compromiso,
    Fase,
    Justificacion,
    Participante,
    PerfilPalanca,
    Respuesta,
    Tabla,
    Taller,
    Valoracion,
    Voto,
)
from modelo.errores import FaseNoEncontrada, PlantillaCerrada, TransicionNoPosible, ValorNoValido
from modelo.plantillas import AMBITOS, LARGO_DE_NOMBRE_CORTO, Afirmacion, FasePlantilla, Palanca
from modelo.puertos import Unidad
from modelo.valores import EstadoDeFase, Identidad

# Lo que escribe alguien en un taller. Los clientes son de la sala y se miran aparte.
_RESPUESTAS: tuple[type[Tabla], ...] = (
    Respuesta,
    Valoracion,
    Justificacion,
    PerfilPalanca,
    Aportacion,
    Voto,
    Compromiso,
)
MINUTOS_MAXIMOS = tiempo.MINUTOS_MAXIMOS
_TEXTOS_DE_FASE = {"titulo": 120, "objetivo": 400, "guion": 1200, "consigna": 600, "ayuda": 600}
_SIEMPRE = {"titulo", "minutos"}


def hay_respuestas(unidad: Unidad, taller: Taller) -> bool:
    """Si alguien ha escrito ya algo en el taller."""
    if any(unidad.todos(clase, taller_id=taller.id) for clase in _RESPUESTAS):
        return True
    if any(b.tipo != ASUNTO for b in unidad.todos(Borrador, taller_id=taller.id)):
        return True
    if len(unidad.todos(Taller, sala_id=taller.sala_id)) > 1:
        # Los clientes pueden venir del taller anterior de la sala: no dicen nada de este.
        return False
    return any(unidad.todos(Cliente, participante_id=p.id) for p in unidad.todos(Participante, sala_id=taller.sala_id))


def con_respuestas(unidad: Unidad, *, quien: Identidad) -> bool:
    """Si el taller de quien lo pide ya tiene alguna respuesta y, por tanto, lo que se pregunta está fijo."""
    return hay_respuestas(unidad, _taller(unidad, quien, sin_respuestas=False))


def _taller(unidad: Unidad, quien: Identidad, *, sin_respuestas: bool = True) -> Taller:
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    if sin_respuestas and hay_respuestas(unidad, taller):
        raise PlantillaCerrada(taller.titulo)
    return taller


def _fase(filas: Sequence[Fase], clave: str) -> Fase:
    for fila in filas:
        if fila.clave == clave:
            return fila
    raise FaseNoEncontrada(clave)


def _cerrar(unidad: Unidad, taller: Taller, ahora: datetime, accion: str, *, fase: str = "", detalle: str = "") -> None:
    anotar(unidad, taller, accion, ahora, fase=fase, detalle=detalle)
    unidad.subir_version(taller.id)


def editar_taller(
    unidad: Unidad,
    *,
    quien: Identidad,
    ahora: datetime,
    titulo: str | None = None,
    organizacion: str | None = None,
    umbral: int | None = None,
) -> None:
    """Cambia los datos que se dan; el umbral, solo antes de la primera respuesta o para subirlo."""
    hoy = ahora.date()
    nuevos: dict[str, Any] = {}
    if titulo is not None:
        nuevos["titulo"] = texto(120, obligatorio=True)("titulo", titulo, hoy)
    if organizacion is not None:
        nuevos["organizacion"] = texto(120)("organizacion", organizacion, hoy)
    taller = _taller(unidad, quien, sin_respuestas=False)
    if umbral is not None:
        if not UMBRAL_MINIMO <= umbral <= UMBRAL_MAXIMO:
            raise ValorNoValido("umbral", f"tiene que estar entre {UMBRAL_MINIMO} y {UMBRAL_MAXIMO}")
        if umbral < taller.umbral and hay_respuestas(unidad, taller):
            raise ValorNoValido("umbral", "ya hay respuestas: desde ahora solo puede subir")
        nuevos["umbral"] = umbral
    cambiados = {campo: valor for campo, valor in nuevos.items() if getattr(taller, campo) != valor}
    if not cambiados:
        return
    for campo, valor in cambiados.items():
        setattr(taller, campo, valor)
    _cerrar(unidad, taller, ahora, "editar_taller")


def editar_fase(
    unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime, minutos: int | None = None, **textos: str | None
) -> None:
    """Cambia una fase: título y minutos, siempre; objetivo, guion, consigna y ayuda, antes de la primera respuesta."""
    hoy = ahora.date()
    dichos = {campo: valor for campo, valor in textos.items() if valor is not None}
    if ajenos := set(dichos) - set(_TEXTOS_DE_FASE):
        raise ValorNoValido(min(ajenos), "eso no se cambia en una fase")
    nuevos: dict[str, Any] = {
        campo: texto(_TEXTOS_DE_FASE[campo], obligatorio=campo == "titulo")(campo, valor, hoy)
        for campo, valor in dichos.items()
    }
    if minutos is not None:
        nuevos["minutos"] = entero(1, MINUTOS_MAXIMOS)("minutos", minutos, hoy)
    taller = _taller(unidad, quien, sin_respuestas=False)
    fila = _fase(unidad.todos(Fase, taller_id=taller.id), clave)
    cambiados = {campo: valor for campo, valor in nuevos.items() if getattr(fila, campo) != valor}
    if not cambiados:
        return
    if set(cambiados) - _SIEMPRE and hay_respuestas(unidad, taller):
        raise PlantillaCerrada(taller.titulo)
    for campo, valor in cambiados.items():
        setattr(fila, campo, valor)
    if "minutos" in cambiados:
        # Es el plan lo que se cambia: lo que se repartió en plena sesión ya no tiene a qué volver en esa fase.
        fila.minutos_previstos = None
    _cerrar(unidad, taller, ahora, "editar", fase=clave)


def _renumerar(taller: Taller, filas: Sequence[Fase]) -> None:
    """Numera las fases y, si el taller no ha empezado, deja al grupo en la primera."""
    for orden, fila in enumerate(filas):
        fila.orden = orden
    if any(f.inicia_en is not None for f in filas):
        return
    for fila in filas[1:]:
        if fila.clave == taller.fase_actual and fila.abierta_hasta is None:
            fila.estado = EstadoDeFase.PENDIENTE
    filas[0].estado = EstadoDeFase.ABIERTA
    taller.fase_actual = filas[0].clave


def quitar_fase(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime) -> None:
    """Saca una fase de la agenda. La única que queda, o la que el grupo ya ha empezado, no se quita."""
    taller = _taller(unidad, quien)
    filas = unidad.todos(Fase, taller_id=taller.id)
    fila = _fase(filas, clave)
    if len(filas) == 1:
        raise TransicionNoPosible("la agenda necesita al menos una fase")
    if clave == taller.fase_actual and any(f.inicia_en is not None for f in filas):
        raise TransicionNoPosible("el grupo está en esa fase; pasa antes a otra")
    titulo = fila.titulo
    quedan = [f for f in filas if f is not fila]
    unidad.borrar(fila)
    _renumerar(taller, quedan)
    _cerrar(unidad, taller, ahora, "quitar_fase", detalle=titulo)


def poner_fase(unidad: Unidad, *, quien: Identidad, fase: FasePlantilla, sesion: int, ahora: datetime) -> None:
    """Añade una fase de serie en esa sesión, donde suele ir. Cada una está como mucho una vez, salvo las pausas."""
    taller = _taller(unidad, quien)
    filas = unidad.todos(Fase, taller_id=taller.id)
    if sesion not in {f.sesion for f in filas}:
        raise ValorNoValido("sesion", "este taller no tiene esa sesión")
    claves = {f.clave for f in filas}
    clave = fase.clave
    if fase.tipo == "pausa":
        clave = next(c for c in (f"pausa_{n}" for n in range(1, len(filas) + 2)) if c not in claves)
    elif fase.tipo in {f.tipo for f in filas}:
        raise ValorNoValido("fase", f"«{fase.titulo}» ya está en la agenda")
    nueva = fases_de_serie(taller.id, [replace(fase, clave=clave, sesion=sesion)])[0]
    nueva.estado = EstadoDeFase.PENDIENTE
    puesto = plantillas.donde_va([(f.tipo, f.sesion) for f in filas], fase.tipo, sesion)
    _renumerar(taller, [*filas[:puesto], nueva, *filas[puesto:]])
    unidad.agregar(nueva)
    _cerrar(unidad, taller, ahora, "poner_fase", fase=clave)


def mover_fase(unidad: Unidad, *, quien: Identidad, clave: str, puestos: int, ahora: datetime) -> None:
    """Cambia una fase de lugar dentro de su sesión: antes (−1) o después (+1)."""
    taller = _taller(unidad, quien)
    filas = unidad.todos(Fase, taller_id=taller.id)
    fila = _fase(filas, clave)
    origen = filas.index(fila)
    destino = origen + puestos
    if not 0 <= destino < len(filas) or filas[destino].sesion != fila.sesion:
        raise TransicionNoPosible("una fase no sale de su sesión")
    filas.insert(destino, filas.pop(origen))
    _renumerar(taller, filas)
    _cerrar(unidad, taller, ahora, "mover_fase", fase=clave, detalle=str(puestos))


def editar_palanca(unidad: Unidad, *, quien: Identidad, palanca: Palanca, ahora: datetime) -> None:
    """Cambia los textos de una palanca. Cambiar una afirmación cambia la versión: deja de compararse con otras."""
    taller = _taller(unidad, quien)
    actuales = [Palanca.de_datos(p) for p in taller.palancas]
    if palanca.clave not in [p.clave for p in actuales]:
        raise ValorNoValido("palanca", "este taller no tiene esa palanca")
    limpia = _palanca_valida(palanca, ahora)
    _poner_palancas(taller, [limpia if p.clave == palanca.clave else p for p in actuales])
    _cerrar(unidad, taller, ahora, "editar_palanca", detalle=limpia.nombre)


def _palanca_valida(p: Palanca, ahora: datetime) -> Palanca:
    hoy = ahora.date()

    def frase(campo: str, valor: str, maximo: int) -> str:
        return str(texto(maximo, obligatorio=True)(campo, " ".join(valor.split()), hoy))

    return replace(
        p,
        nombre=frase("nombre", p.nombre, 60),
        nombre_corto=frase("nombre_corto", p.nombre_corto, LARGO_DE_NOMBRE_CORTO),
        ambito=opcion(*AMBITOS)("ambito", p.ambito, hoy),
        que_es=frase("que_es", p.que_es, 300),
        afirmaciones=tuple(
            Afirmacion(f"{p.clave}{letra}", frase("afirmacion", a.texto, 240))
            for letra, a in zip("abc", p.afirmaciones, strict=True)
        ),
        anclas=tuple(frase("ancla", a, 120) for a in p.anclas),
    )


def _poner_palancas(taller: Taller, palancas: Iterable[Palanca]) -> None:
    lista = list(palancas)
    taller.palancas = [p.a_datos() for p in lista]
    taller.palancas_version = plantillas.version_de_palancas(lista)


def volver_a_la_agenda(unidad: Unidad, *, quien: Identidad, fases: Sequence[FasePlantilla], ahora: datetime) -> None:
    """Deja la agenda como viene de serie, con el taller por empezar. Las notas de cada fase que siga se quedan."""
    taller = _taller(unidad, quien)
    notas = {fila.clave: fila.notas for fila in unidad.todos(Fase, taller_id=taller.id)}
    for fila in unidad.todos(Fase, taller_id=taller.id):
        unidad.borrar(fila)
    for fila in fases_de_serie(taller.id, fases):
        fila.notas = notas.get(fila.clave, "")
        unidad.agregar(fila)
    taller.fase_actual = fases[0].clave
    _cerrar(unidad, taller, ahora, "volver_a_la_agenda")


def volver_a_las_palancas(unidad: Unidad, *, quien: Identidad, palancas: Sequence[Palanca], ahora: datetime) -> None:
    """Deja las palancas como vienen de serie: vuelven a compararse con los demás talleres que las usan."""
    taller = _taller(unidad, quien)
    _poner_palancas(taller, palancas)
    _cerrar(unidad, taller, ahora, "volver_a_las_palancas")
