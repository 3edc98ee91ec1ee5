"""Con qué nombres conoce un navegador a quien está en una sala."""

from __future__ import annotations

from modelo.codigos import huella
from modelo.valores import Papel

LETRAS = {Papel.PARTICIPA: "p", Papel.FACILITA: "f", Papel.PROYECTA: "v", Papel.REVISA: "r"}


def nombre_de_cookie(papel: Papel, codigo: str) -> str:
    """El nombre de la cookie de ese papel en esa sala."""
    return f"palancas_{LETRAS[papel]}_{codigo}"


def marca_de_persona(participante_id: str | None) -> str:
    """Lo que distingue a una persona de otra en un navegador, sin decir cuál es ni servir para entrar."""
    return huella(participante_id or "")[:16]
