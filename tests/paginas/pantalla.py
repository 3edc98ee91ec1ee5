"""Una persona delante de su pantalla, sin navegador: lee lo que hay y toca los controles por su rótulo."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from datos.plantillas import plantilla
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.paginas.recuerdo import recuerdo, ya_entro
from tests.reglas import RAIZ

ESCRIBIBLES = ("text_input", "text_area", "number_input", "date_input")
ELEGIBLES = ("button_group", "selectbox", "radio")


class MesaViva(Mesa):
    """Una mesa cuyos cambios llegan a las pantallas de este proceso al momento, como los de un botón."""

    def hacer(self, caso: Any, **kw: Any) -> Any:
        """Ejecuta un caso, lo confirma y lo publica."""
        return ejecutar(self.motor, caso, ahora=self.reloj.ahora, **kw)


def una_mesa_viva(base: str, plantilla_clave: str = "completo") -> MesaViva:
    """Un taller que empieza ahora, en la base que usan las páginas y con un código que no se repite.

    El proceso recuerda las salas por su código: dos pruebas con el mismo verían cada una lo de la otra.
    """
    ahora, azar = datetime.now(UTC), random.Random(secrets.randbits(64))
    hecha = una_mesa(motor_de(base), plantilla=plantilla(plantilla_clave), ahora=ahora, azar=azar)
    return MesaViva(hecha.motor, hecha.creado, Reloj(ahora), azar)


class Pantalla:
    """Una pestaña recién abierta en la portada. Todo gesto comprueba que la página no enseña ninguna excepción."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(RAIZ / "paginas" / "marco.py", default_timeout=60)
        self.mira()

    def mira(self) -> Pantalla:
        """La página se vuelve a dibujar."""
        self.at.run()
        assert not self.at.exception, [e.value for e in self.at.exception]
        return self

    def va(self, pagina: str, codigo: str = "") -> Pantalla:
        """Abre una página de una sala con su dirección, que en un navegador es empezar de nuevo."""
        recuerdo(self.at).pop("destino", None)
        self.at.switch_page(f"{pagina}.py")
        self.at.query_params.clear()
        if codigo:
            self.at.query_params["sala"] = codigo
        self.mira()
        # AppTest volvería aquí en cada dibujo: un navegador sigue donde le lleve la página.
        self.at._page_hash = ""
        return self

    def como(self, codigo: str, quien: Identidad) -> Pantalla:
        """Esta pestaña ya había entrado en la sala."""
        ya_entro(self.at, codigo, quien)
        return self

    def entra(self, codigo: str, alias: str) -> Pantalla:
        """Entra en la sala desde el formulario."""
        return self.va("entrar").pon("Código de sala", codigo).pon("Tu nombre o alias", alias).pulsa("Entrar")

    def pulsa(self, rotulo: str, *, cual: int = 0) -> Pantalla:
        """Pulsa un botón que se pueda pulsar."""
        botones = [b for b in self.at.button if b.label == rotulo and not b.disabled]
        assert botones, f"No hay ningún botón «{rotulo}» que se pueda pulsar: {self.botones()}"
        botones[cual].click()
        return self.mira()

    def escribe(self, rotulo: str, valor: Any, *, cual: int = -1) -> Pantalla:
        """Escribe en un campo (si hay varios, en el último) y sale de él."""
        return self.pon(rotulo, valor, cual=cual).mira()

    def pon(self, rotulo: str, valor: Any, *, cual: int = -1) -> Pantalla:
        """Escribe en un campo y sigue: lo escrito viaja con el siguiente gesto, como en un formulario."""
        self.campo(rotulo, cual=cual).set_value(valor)
        return self

    def elige(self, rotulo: str, opcion: str, *, cual: int = -1) -> Pantalla:
        """Elige una opción por lo que se lee en ella."""
        campo = self._uno(rotulo, ELEGIBLES, cual)
        leidas = [leida(o) for o in campo.options]
        assert opcion in leidas, f"«{rotulo}» no ofrece «{opcion}»: {leidas}"
        campo.set_value(_Elegida(campo.options[leidas.index(opcion)]))
        return self.mira()

    def campo(self, rotulo: str, *, cual: int = -1) -> Any:
        """El campo con ese rótulo, o que empieza así."""
        return self._uno(rotulo, ESCRIBIBLES, cual)

    def sala(self) -> str:
        """El código de sala de la dirección."""
        valor = self.at.query_params["sala"]
        return valor if isinstance(valor, str) else valor[0]

    def identidad(self) -> Identidad:
        """Quien facilita desde esta pestaña."""
        sala_id, _ = json.loads(recuerdo(self.at)[f"identidad_{self.sala()}_{Papel.FACILITA.value}"])
        return Identidad(Papel.FACILITA, sala_id)

    def botones(self) -> list[str]:
        """Los rótulos de los botones que se pueden pulsar."""
        return [b.label for b in self.at.button if not b.disabled]

    def titulos(self) -> list[str]:
        """Los títulos de la página."""
        return [t.value for t in (*self.at.title, *self.at.header, *self.at.subheader)]

    def avisos(self) -> list[str]:
        """Lo que la página avisa."""
        return [a.value for a in (*self.at.error, *self.at.warning, *self.at.info)]

    def lee(self) -> str:
        """Todo lo que el servidor manda a esta pantalla, se vea o no: textos, rótulos, ayudas, figuras y tablas."""
        return "\n".join(texto for nodo in self.at.main for texto in _textos(nodo.proto))

    def _uno(self, rotulo: str, tipos: tuple[str, ...], cual: int) -> Any:
        hay = [c for tipo in tipos for c in getattr(self.at, tipo)]
        suyos = [c for c in hay if c.label == rotulo] or [c for c in hay if c.label.startswith(rotulo)]
        assert suyos, f"No hay ningún campo «{rotulo}»: {[c.label for c in hay]}"
        assert not suyos[cual].disabled, f"«{rotulo}» no deja escribir"
        return suyos[cual]


def leida(opcion: str) -> str:
    """Lo que se lee en una opción, sin las barras que la hacen inerte."""
    return opcion.replace("\\", "").replace("\u200b", "")


class _Elegida(str):
    """Una opción como la manda el navegador, ya escrita. Sin hash: la función de formato no la busca otra vez."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]


def _textos(mensaje: Any) -> Iterator[str]:
    if isinstance(mensaje, str):
        yield mensaje
    elif isinstance(mensaje, bytes):
        yield mensaje.decode("utf-8", "replace")
    else:
        for parte in _partes(mensaje):
            yield from _textos(parte)


def _partes(mensaje: Any) -> Iterable[Any]:
    if isinstance(mensaje, Message):
        return [valor for _, valor in mensaje.ListFields()]
    if hasattr(mensaje, "values"):
        return list(mensaje.values())
    return mensaje if isinstance(mensaje, Iterable) else ()
