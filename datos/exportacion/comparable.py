"""Un informe traído de otra parte, como lo pide ``datos.agregados.comparar``: solo sus cifras de grupo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from datos.agregados import Comparable, Medido
from datos.exportacion.tipos import Informe
from modelo.estadistica import Resumen
from modelo.plantillas import version_de_palancas

DE_INFORME = "informe:"
SIN_RADAR = "El informe no trae el radar: no se había revelado, o no llegaba al umbral"
_CIFRAS = ("media", "mediana", "desviacion", "ad", "minimo", "maximo")


def medido(id: str, informe: Informe) -> Medido:
    """El radar del informe por palanca. Lo que no trae queda sin dato, y ``espera`` dice por qué si no trae nada."""
    taller = Comparable(
        id=f"{DE_INFORME}{id}",
        sala_id="",
        codigo="",
        titulo=informe.titulo,
        umbral=informe.umbral,
        palancas_version=version_de_palancas(informe.palancas),
        creado_en=datetime.combine(date.fromisoformat(informe.fecha), time(), UTC),
        version=0,
        actividad=0,
        revelado=True,
    )
    radar = informe.buscar("radar")
    if radar is None or radar.tabla is None:
        return Medido(taller, SIN_RADAR, 0, {})
    claves = [c.clave for c in radar.tabla.columnas]
    filas = [dict(zip(claves, fila, strict=True)) for fila in radar.tabla.filas]
    por_nombre = {p.nombre: p.clave for p in informe.palancas}
    suyos = {por_nombre[str(f.get("palanca"))]: _resumen(f) for f in filas if str(f.get("palanca")) in por_nombre}
    espera = "" if any(r.media is not None for r in suyos.values()) else SIN_RADAR
    return Medido(taller, espera, radar.n or 0, suyos)


def _resumen(fila: dict[str, Any]) -> Resumen:
    """Las cifras de una fila del radar. Sin media, o con una fuera de la escala, no hay dato."""
    dichas = {c: float(v) if isinstance(v := fila.get(c), int | float) else None for c in _CIFRAS}
    n, media = fila.get("n"), dichas["media"]
    if not isinstance(n, int) or media is None or not 1 <= media <= 5:
        return Resumen(0, *[None] * len(_CIFRAS))
    return Resumen(n, **dichas)
