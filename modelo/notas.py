"""Las notas privadas que dos personas que facilitan escriben a la vez: ninguna pisa a la otra."""

from __future__ import annotations

DE_OTRA = "— También, desde otra consola —"


def juntar(antes: str, guardado: str, nuevo: str) -> str:
    """Lo que ha de quedar cuando quien escribió ``nuevo`` partía de ``antes`` y en la base hay ``guardado``."""
    if guardado in (antes, nuevo) or nuevo.startswith(guardado):
        return nuevo
    if nuevo == antes or guardado.startswith(nuevo):
        return guardado
    if antes and nuevo.startswith(antes) and guardado.startswith(antes):
        return f"{guardado}\n{nuevo[len(antes) :].strip()}"
    return f"{guardado}\n\n{DE_OTRA}\n{nuevo}"
