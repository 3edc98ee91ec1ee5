"""El taller de ensayo, de doce personas, en una base por prueba, y cómo pedirle agregados."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor, preparar
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Participante
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from tests.bases import base_nueva, copia_de, tirar

HOY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sembrado(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = base_nueva(tmp_path_factory.mktemp("ensayo") / "ensayo.db")
    motor = preparar(url)
    sembrar_ensayo(motor)
    motor.dispose()
    yield url
    tirar(url)


@pytest.fixture
def motor(sembrado: str, tmp_path: Path) -> Iterator[sa.Engine]:
    """El ensayo de doce personas, en una base solo de esta prueba."""
    copia = copia_de(sembrado, tmp_path / "copia.db")
    motor = crear_motor(copia)
    agregados.olvidar()
    yield motor
    motor.dispose()
    tirar(copia)


def ver(motor: sa.Engine) -> TallerVisto:
    with motor.connect() as conexion:
        codigo = conexion.execute(sa.text("select codigo from sala")).scalar_one()
    taller = consultas.taller_visto(motor, codigo)
    assert taller is not None
    return replace(taller, fases=tuple(replace(f, revelada=f.tipo != "pausa") for f in taller.fases))


def pedir(motor: sa.Engine, tipo: str, *, taller: TallerVisto | None = None, **cambios: Any) -> agregados.Pedido:
    taller = taller or ver(motor)
    fase: FaseVista = replace(next(f for f in taller.fases if f.tipo == tipo), **cambios)
    mirada = Mirada("proyecta", taller.umbral, True, fase.anonima)
    return agregados.pedir(motor, taller, fase, mirada, actividad=taller.actividad, hoy=HOY)


def quedan(motor: sa.Engine, cuantos: int) -> None:
    """Solo siguen en la sala las primeras personas."""
    taller = ver(motor)
    with UnidadDeTrabajo(motor) as unidad:
        for persona in unidad.todos(Participante)[cuantos:]:
            persona.expulsado_en = taller.creado_en
        unidad.confirmar()
    agregados.olvidar()


def cambiar(motor: sa.Engine, clase: Any, **valores: Any) -> None:
    """Pone lo mismo en todas las filas de una tabla."""
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(clase):
            for campo, valor in valores.items():
                setattr(fila, campo, valor)
        unidad.confirmar()
    agregados.olvidar()


def textos(dato: Any) -> list[str]:
    """Todo lo que hay dentro de lo devuelto, como texto, con los nombres de las columnas."""
    if isinstance(dato, pd.DataFrame):
        return [*map(str, dato.columns), *(str(v) for fila in dato.itertuples(index=True) for v in fila)]
    if is_dataclass(dato):
        return [t for f in fields(dato) for t in textos(getattr(dato, f.name))]
    if isinstance(dato, dict):
        return [t for par in dato.items() for t in textos(par)]
    if isinstance(dato, tuple | list):
        return [t for parte in dato for t in textos(parte)]
    return [str(dato)]


def tablas(dato: Any) -> list[pd.DataFrame]:
    if isinstance(dato, pd.DataFrame):
        return [dato]
    if is_dataclass(dato):
        return [t for f in fields(dato) for t in tablas(getattr(dato, f.name))]
    return [t for parte in dato for t in tablas(parte)] if isinstance(dato, tuple) else []
