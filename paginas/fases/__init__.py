"""Lo que rellena cada participante, fase a fase.

Cada módulo tiene ``pintar(paso)``. La página de participar elige el de la fase que toca.
"""

from __future__ import annotations

import importlib

TIPOS = (
    "bienvenida", "mapa", "historico", "pausa", "entorno", "interaccion", "salida", "retomar", "descubrir",
    "valoracion", "radar", "perfil", "estrategias", "plan", "cierre", "compromisos", "comparacion",
)  # fmt: skip
_MODULOS = {
    "pausa": "sueltas", "bienvenida": "sueltas", "salida": "sueltas", "retomar": "sueltas", "cierre": "sueltas",
    "comparacion": "sueltas", "radar": "valoracion", "compromisos": "plan",
}  # fmt: skip


def pintar(paso) -> None:  # type: ignore[no-untyped-def]
    """Dibuja el formulario de la fase de ``paso``."""
    modulo = _MODULOS.get(paso.fase.tipo, paso.fase.tipo)
    getattr(importlib.import_module(f"paginas.fases.{modulo}"), f"pintar_{paso.fase.tipo}")(paso)
