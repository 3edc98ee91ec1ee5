"""La unidad de trabajo: una transacción de escritura, y cuánto bloquea.

Cuándo
    Al entrar (``with UnidadDeTrabajo(motor) as unidad``) se pide el turno de escritura de toda la base
    (``BEGIN IMMEDIATE``). Se suelta al confirmar o al salir. Leer no pide turno: ``datos.consultas`` ve una foto fija
    de lo último confirmado y ni espera ni hace esperar.

En qué orden
    Hay un solo cerrojo, así que dos unidades no se cruzan: la segunda espera a que acabe la primera y lee lo que
    dejó. Por eso un caso puede leer, decidir y escribir sin que nada cambie entre medias. Dentro de una unidad las
    altas llegan a la base en el orden en que se agregan y las bajas al momento.

Cuánto
    Milisegundos: dentro solo van las órdenes de un caso de uso, nunca dibujo de pantalla ni red. Quien espera lo hace
    hasta 5 s (``datos.motor.ESPERA_MS``) y entonces recibe «database is locked», que se le cuenta a la persona.

En PostgreSQL no hay cerrojo único: dos altas simultáneas de la misma respuesta chocan en su clave única con
``IntegrityError`` al asentar o confirmar, y repetir el caso entero las resuelve: las escrituras son idempotentes.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from datos.motor import asegurar
from modelo.entidades import Tabla, Taller

T = TypeVar("T", bound=Tabla)


class UnidadDeTrabajo:
    """Gestor de contexto que cumple ``modelo.puertos.Unidad``. Salir sin ``confirmar`` deshace."""

    sesion: Session

    def __init__(self, motor: sa.Engine) -> None:
        self._motor = motor

    def __enter__(self) -> Self:
        asegurar(self._motor)
        self.sesion = Session(self._motor.execution_options(escritura=True), expire_on_commit=False)
        with ExitStack() as si_falla:
            si_falla.callback(self.sesion.close)
            self.sesion.connection()
            si_falla.pop_all()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self.sesion.close()

    def agregar(self, entidad: Tabla) -> None:
        """Da de alta una fila. Las filas llegan a la base en el orden en que se agregan."""
        # Sin relaciones declaradas, SQLAlchemy ordena las altas a su aire: una fila podría llegar antes que su padre.
        if self.sesion.new:
            self.sesion.flush()
        self.sesion.add(entidad)

    def buscar(self, clase: type[T], id: str) -> T | None:
        """La fila con esa clave primaria, o ``None``."""
        return self.sesion.get(clase, id)

    def uno(self, clase: type[T], **iguales: Any) -> T | None:
        """La única fila con esos valores, o ``None``. Más de una es un fallo de programa."""
        return self.sesion.exec(select(clase).filter_by(**iguales)).one_or_none()

    def todos(self, clase: type[T], **iguales: Any) -> list[T]:
        """Las filas con esos valores; por su ``orden`` si lo tienen."""
        consulta = select(clase).filter_by(**iguales)
        if "orden" in clase.model_fields:
            consulta = consulta.order_by(sa.text("orden"))
        return list(self.sesion.exec(consulta))

    def borrar(self, entidad: Tabla) -> None:
        """Quita la fila y, con ella, lo que cuelga de ella."""
        self.sesion.delete(entidad)
        self.sesion.flush()

    def asentar(self) -> None:
        """Manda a la base lo pendiente sin confirmarlo."""
        self.sesion.flush()

    def subir_version(self, taller_id: str) -> None:
        """Avisa de que ha cambiado lo que ve toda la sala. Sube también la actividad."""
        self._sumar(taller_id, "version", "actividad")

    def subir_actividad(self, taller_id: str) -> None:
        """Avisa de que alguien ha escrito algo."""
        self._sumar(taller_id, "actividad")

    def _sumar(self, taller_id: str, *contadores: str) -> None:
        """Suma en SQL: dos sumas simultáneas cuentan dos."""
        self.sesion.flush()
        valores = {c: getattr(Taller, c) + 1 for c in contadores}
        orden = sa.update(Taller).where(col(Taller.id) == taller_id).values(valores)
        self.sesion.exec(orden.execution_options(synchronize_session=False))
        cargado = self.sesion.identity_map.get(self.sesion.identity_key(Taller, taller_id))
        if cargado is not None:
            self.sesion.expire(cargado, contadores)

    def confirmar(self) -> None:
        """Hace definitivo todo lo hecho."""
        self.sesion.commit()
