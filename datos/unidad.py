"""La unidad de trabajo: una transacción de escritura, y cuánto bloquea.

Cuándo
    Al entrar (``with UnidadDeTrabajo(motor) as unidad``) se pide el turno de escritura de toda la base
    (``BEGIN IMMEDIATE`` en SQLite; en PostgreSQL, un cerrojo: ``datos.postgres``). Se suelta al confirmar o al salir.
    Leer no pide turno: ``datos.consultas`` ve una foto fija de lo último confirmado y ni espera ni hace esperar.

En qué orden
    Hay un solo cerrojo, así que dos unidades no se cruzan: la segunda espera a que acabe la primera y lee lo que
    dejó. Por eso un caso puede leer, decidir y escribir sin que nada cambie entre medias. Dentro de una unidad las
    altas llegan a la base en el orden en que se agregan y las bajas al momento.

Cuánto
    Milisegundos: dentro solo van las órdenes de un caso de uso, nunca dibujo de pantalla ni red. Quien espera hace
    cola por orden de llegada hasta 15 s (``datos.motor.COLA_S``); si quien escribe es otro proceso, hasta 5 s más
    (``datos.archivo.ESPERA_MS``). Entonces falla con la base ocupada, y se le cuenta a la persona.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import lru_cache
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from datos import postgres
from datos.motor import asegurar
from modelo.entidades import Tabla, Taller

T = TypeVar("T", bound=Tabla)


@lru_cache(maxsize=256)
def _consulta(clase: type[T], campos: tuple[tuple[str, bool], ...], *, ordenada: bool) -> SelectOfScalar[T]:
    """La consulta por esos campos (nombre, si se busca nulo). Escribirla cuesta más que ejecutarla."""
    consulta = select(clase).where(
        *(getattr(clase, c).is_(None) if nulo else getattr(clase, c) == sa.bindparam(c) for c, nulo in campos)
    )
    return consulta.order_by(sa.text("orden")) if ordenada else consulta


@lru_cache(maxsize=32)
def _alta_o_cambio(clase: type[Tabla], clave: tuple[str, ...], valores: tuple[str, ...], gestor: str) -> sa.Executable:
    insertar = postgresql.insert if gestor == postgres.GESTOR else sqlite.insert
    orden = insertar(Tabla.metadata.tables[str(clase.__tablename__)])
    return orden.on_conflict_do_update(index_elements=clave, set_={v: orden.excluded[v] for v in valores})


@lru_cache(maxsize=32)
def _baja(clase: type[Tabla], campos: tuple[str, ...]) -> sa.Executable:
    t = Tabla.metadata.tables[str(clase.__tablename__)]
    return sa.delete(t).where(*(t.c[c] == sa.bindparam(c) for c in campos))


@lru_cache(maxsize=16)
def _suma(contadores: tuple[str, ...], gestor: str) -> sa.Executable:
    t = Tabla.metadata.tables["taller"]
    orden = sa.update(t).where(t.c.id == sa.bindparam("taller")).values({c: t.c[c] + 1 for c in contadores})
    if gestor == postgres.GESTOR:
        return orden.returning(t.c.version, t.c.actividad, postgres.recado_de_version(t))
    return orden.returning(t.c.version, t.c.actividad)


@lru_cache(maxsize=8)
def _que_escribe(motor: sa.Engine) -> sa.Engine:
    return motor.execution_options(escritura=True)


class UnidadDeTrabajo:
    """Gestor de contexto que cumple ``modelo.puertos.Unidad``. Salir sin ``confirmar`` deshace.

    ``contadores`` dice cómo quedan la versión y la actividad del taller, si el caso las ha subido.
    """

    sesion: Session
    contadores: tuple[int, int] | None = None

    def __init__(self, motor: sa.Engine) -> None:
        self._motor = motor
        self._vistas: list[Tabla] = []

    def __enter__(self) -> Self:
        asegurar(self._motor)
        self.sesion = Session(_que_escribe(self._motor), expire_on_commit=False)
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
        fila = self.sesion.get(clase, id)
        if fila is not None:
            # La sesión solo recuerda lo que alguien tiene en la mano: sin esto, buscarla otra vez es otra consulta.
            self._vistas.append(fila)
        return fila

    def uno(self, clase: type[T], **iguales: Any) -> T | None:
        """La única fila con esos valores, o ``None``. Más de una es un fallo de programa."""
        return self._con(clase, iguales).one_or_none()

    def todos(self, clase: type[T], **iguales: Any) -> list[T]:
        """Las filas con esos valores; por su ``orden`` si lo tienen."""
        return list(self._con(clase, iguales, ordenada="orden" in clase.model_fields))

    def _con(self, clase: type[T], iguales: dict[str, Any], *, ordenada: bool = False) -> sa.ScalarResult[T]:
        campos = tuple((campo, valor is None) for campo, valor in iguales.items())
        return self.sesion.exec(_consulta(clase, campos, ordenada=ordenada), params=iguales)

    def fila(self, consulta: sa.Select[Any], **valores: Any) -> sa.Row[Any] | None:
        """La primera fila de la consulta, o ``None``, sin hacer de ella un objeto."""
        return self.sesion.connection().execute(consulta, valores).first()

    def borrar(self, entidad: Tabla) -> None:
        """Quita la fila y, con ella, lo que cuelga de ella."""
        self.sesion.delete(entidad)
        self.sesion.flush()

    def poner(self, clase: type[Tabla], clave: dict[str, Any], **valores: Any) -> None:
        """Deja esos valores en la fila con esa clave única, que se crea si no está. Repetirlo es inocuo."""
        self.sesion.flush()
        conexion = self.sesion.connection()
        orden = _alta_o_cambio(clase, tuple(clave), tuple(valores), conexion.dialect.name)
        conexion.execute(orden, clase(**clave, **valores).model_dump())

    def quitar(self, clase: type[Tabla], **iguales: Any) -> None:
        """Quita las filas con esos valores, si las hay, sin traerlas."""
        self.sesion.flush()
        self.sesion.connection().execute(_baja(clase, tuple(iguales)), iguales)

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
        conexion = self.sesion.connection()
        fila = conexion.execute(_suma(contadores, conexion.dialect.name), {"taller": taller_id}).one_or_none()
        if fila is not None:
            self.contadores = (fila.version, fila.actividad)
        cargado = self.sesion.identity_map.get(self.sesion.identity_key(Taller, taller_id))
        if cargado is not None:
            self.sesion.expire(cargado, contadores)

    def confirmar(self) -> None:
        """Hace definitivo todo lo hecho."""
        self.sesion.commit()
