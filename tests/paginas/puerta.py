"""Ayudas para abrir páginas por su dirección y leer todo lo que el servidor manda a la pantalla."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from modelo.casos import agenda
from modelo.valores import Identidad, Objeto
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.paginas.recuerdo import ya_entro
from tests.reglas import RAIZ

DELICADO = ["Fusión secreta", "Empresa discreta", "Anastasia", "palabra delicada"]


class MesaViva(Mesa):
    """Una mesa cuyos cambios llegan a las pantallas de este proceso."""

    def hacer(self, caso: object, **kw: object) -> object:  # type: ignore[override]
        return ejecutar(self.motor, caso, ahora=self.reloj.ahora, **kw)


def mesa_delicada(base_de_datos: str) -> MesaViva:
    """Un taller en marcha con cosas que nadie de fuera debe ver: las de ``DELICADO``."""
    ahora = datetime.now(UTC)
    otra = una_mesa(motor_de(base_de_datos), ahora=ahora, titulo="Fusión secreta", organizacion="Empresa discreta")
    mesa = MesaViva(otra.motor, otra.creado, Reloj(ahora))
    ana = mesa.entra("Anastasia").identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "palabra delicada")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="bienvenida")
    return mesa


def abrir(pagina: str, codigo: str = "", *identidades: Identidad) -> AppTest:
    """Una pestaña nueva en esa página, que ya había entrado en la sala con esas identidades."""
    at = AppTest.from_file(RAIZ / "paginas" / "marco.py", default_timeout=60)
    ya_entro(at, codigo, *identidades)
    at.run()
    at.switch_page(f"{pagina}.py")
    at.query_params["sala"] = codigo
    at.run()
    assert not at.exception, [e.value for e in at.exception]
    return at


def todo(at: AppTest) -> str:
    """Todo el texto que el servidor manda a esa pantalla, se vea o no."""
    return "\n".join(t for zona in at._tree.children.values() for nodo in zona for t in _textos(nodo.proto)).replace(
        "\\", ""
    )


def _textos(proto: object) -> Iterator[str]:
    if isinstance(proto, str):
        yield proto
    elif isinstance(proto, bytes):
        yield proto.decode("utf-8", "replace")
    elif isinstance(proto, Message):
        for _, valor in proto.ListFields():
            yield from _textos(valor)
    elif not isinstance(proto, int | float) and hasattr(proto, "__iter__"):
        for parte in proto:
            yield from _textos(parte)


def explica(at: AppTest) -> bool:
    return bool([*at.info, *at.warning]) and bool(at.button)
