"""Lo que los casos de uso piden a la base de datos, sin saber cuál es."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from sqlalchemy import Row, Select
from sqlmodel import Session

from modelo.entidades import Tabla

T = TypeVar("T", bound=Tabla)


class Unidad(Protocol):
    """Una transacción de escritura. Lo que no se confirma no ha ocurrido."""

    @property
    def sesion(self) -> Session:
        """La sesión, para las consultas que no cubren los métodos de aquí."""
        ...

    def agregar(self, entidad: Tabla) -> None:
        """Da de alta una fila. Las filas llegan a la base en el orden en que se agregan."""
        ...

    def buscar(self, clase: type[T], id: str) -> T | None:
        """La fila con esa clave primaria, o ``None``."""
        ...

    def uno(self, clase: type[T], **iguales: Any) -> T | None:
        """La única fila con esos valores, o ``None``. Más de una es un fallo de programa."""
        ...

    def todos(self, clase: type[T], **iguales: Any) -> list[T]:
        """Las filas con esos valores; por su ``orden`` si lo tienen."""
        ...

    def fila(self, consulta: Select[Any], **valores: Any) -> Row[Any] | None:
        """La primera fila de la consulta, o ``None``, sin hacer de ella un objeto."""
        ...

    def borrar(self, entidad: Tabla) -> None:
        """Quita la fila y, con ella, lo que cuelga de ella."""
        ...

    def poner(self, clase: type[Tabla], clave: dict[str, Any], **valores: Any) -> None:
        """Deja esos valores en la fila con esa clave única, que se crea si no está. Repetirlo es inocuo."""
        ...

    def quitar(self, clase: type[Tabla], **iguales: Any) -> None:
        """Quita las filas con esos valores, si las hay, sin traerlas."""
        ...

    def asentar(self) -> None:
        """Manda a la base lo pendiente sin confirmarlo."""
        ...

    def subir_version(self, taller_id: str) -> None:
        """Avisa de que ha cambiado lo que ve toda la sala. Sube también la actividad."""
        ...

    def subir_actividad(self, taller_id: str) -> None:
        """Avisa de que alguien ha escrito algo."""
        ...

    def confirmar(self) -> None:
        """Hace definitivo todo lo hecho."""
        ...
