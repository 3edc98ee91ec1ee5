"""De los tiempos a lo que se imprime: percentiles y cocientes frente a la referencia."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def percentil(tiempos: Sequence[float], p: float) -> float:
    """El valor que deja por debajo al ``p`` % de los tiempos (el observado más cercano)."""
    if not tiempos:
        return float("nan")
    orden = sorted(tiempos)
    return orden[min(len(orden) - 1, round(p / 100 * (len(orden) - 1)))]


def linea(nombre: str, tiempos: Sequence[float], cpu: float) -> str:
    """Una fila de tabla en milisegundos: p50, p95, p99, máximo, media y CPU del servidor por operación."""
    cifras = [*(percentil(tiempos, p) for p in (50, 95, 99, 100)), statistics.fmean(tiempos or [float("nan")]), cpu]
    return f"| {nombre} | {len(tiempos)} | " + " | ".join(f"{cifra * 1000:.1f}" for cifra in cifras) + " |"


def cociente(nuestro: float, suelo: float) -> str:
    """Cuántas veces la referencia, con coma decimal."""
    return f"{nuestro / suelo:.2f} ×".replace(".", ",")


CABECERA = "| operación | n | p50 | p95 | p99 | máx | media | CPU/op |\n|---|---:|---:|---:|---:|---:|---:|---:|"
