"""Adónde ha pedido ir una pestaña, y si ya se la ha llevado."""

from __future__ import annotations

import json

from paginas.comun import caja


def pedir(pagina: str, codigo: str) -> None:
    """Anota adónde ir al acabar el gesto: cambiar de página corta el guion y no cabe en una transacción."""
    caja.poner("destino", json.dumps([pagina, codigo]))
    caja.poner("llegada", 0.0)


def pedido() -> tuple[str, str, float] | None:
    """Página y sala a las que se ha pedido ir, y en qué momento se llegó: cero si todavía no."""
    anotado = caja.leer("destino", "")
    return (*json.loads(anotado), caja.leer("llegada", 0.0)) if anotado else None


def haber_llegado(en: float) -> None:
    """Ya se está donde se pidió ir, desde ese momento."""
    caja.poner("llegada", en)


def olvidar() -> None:
    """Ya no hay que llevar a nadie adonde pidió ir."""
    caja.poner("destino", "")
