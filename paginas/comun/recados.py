"""Lo que se le dice una vez a quien mira: lo que no ha salido bien y lo que sí.

Un cambio en la sala puede cortar un dibujo antes de que llegue a la pantalla: lo dicho en él se vuelve a decir.
"""

from __future__ import annotations

from time import monotonic

from paginas.comun import caja

SE_QUEDA = 2.0  # segundos que una noticia ya enseñada sigue saliendo


def dejar_aviso(texto: str) -> None:
    """Algo que no ha salido bien, para el siguiente dibujo."""
    caja.poner("aviso", (texto, False))


def aviso() -> str:
    """El aviso pendiente, si lo hay."""
    texto, _ = caja.leer("aviso", ("", False))
    if texto:
        caja.poner("aviso", (texto, True))
    return str(texto)


def dar_por_visto() -> None:
    """El dibujo ha llegado al final: el aviso que haya ya_dicho ya se ha visto."""
    _, ya_dicho = caja.leer("aviso", ("", False))
    if ya_dicho:
        caja.sacar("aviso")


def dejar_noticia(texto: str, sitio: str = "arriba") -> None:
    """Algo que ha salido bien, para la página siguiente: arriba del todo, o en el sitio que la pida por su nombre."""
    caja.poner(f"noticia_{sitio}", (texto, 0.0))


def noticia(sitio: str = "arriba") -> str:
    """La noticia pendiente, si la hay, hasta poco después de enseñarla: puede costar varios dibujos llegar a ella."""
    texto, vista = caja.leer(f"noticia_{sitio}", ("", 0.0))
    if vista and monotonic() - vista > SE_QUEDA:
        caja.sacar(f"noticia_{sitio}")
        return ""
    if texto:
        caja.poner(f"noticia_{sitio}", (texto, vista or monotonic()))
    return str(texto)
