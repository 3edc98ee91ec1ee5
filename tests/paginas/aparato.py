"""Quien participa delante de su pantalla, sin navegador."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from modelo.casos import agenda
from modelo.valores import Entrada
from paginas.comun.ejecucion import ejecutar
from tests.fabricas import Mesa
from tests.paginas.recuerdo import ya_entro
from tests.reglas import RAIZ


class Pantalla:
    """Una pestaña de la aplicación; cada gesto comprueba que no enseña ninguna excepción."""

    def __init__(self, mesa: Mesa, pagina: str = "entrar", quien: Entrada | None = None) -> None:
        self.at = AppTest.from_file(RAIZ / "paginas" / "marco.py", default_timeout=60)
        if quien is not None:
            ya_entro(self.at, mesa.creado.codigo, quien.identidad)
        self.mira()
        self.at.switch_page(f"{pagina}.py")
        self.at.query_params["sala"] = mesa.creado.codigo
        self.mira()
        # AppTest volvería aquí en cada dibujo: un navegador sigue donde le lleve la página.
        self.at._page_hash = ""

    def mira(self) -> Pantalla:
        self.at.run()
        assert not self.at.exception, [e.value for e in self.at.exception]
        return self

    def pulsa(self, rotulo: str) -> Pantalla:
        next(b for b in self.at.button if rotulo in b.label).click()
        return self.mira()

    def campo(self, rotulo: str) -> Any:
        campos = [*self.at.text_input, *self.at.text_area, *self.at.number_input]
        return [c for c in campos if c.label.startswith(rotulo)][-1]

    def escribe(self, rotulo: str, valor: Any) -> Pantalla:
        self.campo(rotulo).set_value(valor)
        return self.mira()

    def errores(self) -> list[str]:
        return [e.value for e in self.at.error]

    def textos(self) -> str:
        return "\n".join(t.value for t in (*self.at.title, *self.at.markdown, *self.at.caption, *self.at.info))


def hacer(mesa: Mesa, caso: Any, **kw: Any) -> Any:
    """Un caso que las pantallas de este proceso ven al momento."""
    return ejecutar(mesa.motor, caso, ahora=mesa.reloj.ahora, **kw)


def en(mesa: Mesa, fase: str, quien: Entrada | None = None) -> tuple[Pantalla, Entrada]:
    """Ana, con el grupo en esa fase."""
    ana = quien or mesa.entra("Ana")
    hacer(mesa, agenda.saltar, quien=mesa.facilita, clave=fase)
    return Pantalla(mesa, "participar", ana), ana
