"""Cómo se llama la cookie con que un navegador recuerda un papel en una sala."""

from __future__ import annotations

from modelo.valores import Papel

LETRAS = {Papel.PARTICIPA: "p", Papel.FACILITA: "f", Papel.PROYECTA: "v", Papel.REVISA: "r"}


def nombre_de_cookie(papel: Papel, codigo: str) -> str:
    """El nombre de la cookie de ese papel en esa sala."""
    return f"palancas_{LETRAS[papel]}_{codigo}"
