"""La cola de quienes van a escribir desde este proceso: por orden de llegada y sin dar vueltas."""

from __future__ import annotations

from collections import deque
from threading import Event, Lock


class Cola:
    """Un turno que pasa de uno a otro en el orden en que lo pidieron.

    SQLite reparte el suyo a suerte: quien espera mira cada tanto, y en una sala llena el más desafortunado agota el
    plazo mientras otros pasan varias veces.
    """

    def __init__(self) -> None:
        self._cerrojo = Lock()
        self._esperan: deque[Event] = deque()
        self._ocupado = False

    def tomar(self, plazo: float) -> bool:
        """Espera su turno. Dice si le ha llegado; si no, ya no está en la cola."""
        with self._cerrojo:
            if not self._ocupado:
                self._ocupado = True
                return True
            mio = Event()
            self._esperan.append(mio)
        if mio.wait(plazo):
            return True
        with self._cerrojo:
            if mio.is_set():
                return True
            self._esperan.remove(mio)
            return False

    def soltar(self) -> None:
        """Le toca al siguiente."""
        with self._cerrojo:
            if self._esperan:
                self._esperan.popleft().set()
            else:
                self._ocupado = False
