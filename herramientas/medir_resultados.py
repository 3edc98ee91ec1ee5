"""Cuánto tarda abrir cada sección de los resultados con 300 participantes: ``python -m herramientas.medir_resultados``.

Multiplica el taller de ensayo por 25 y mide, sin nada en memoria, lo que cuesta calcular y dibujar cada sección, y
cuántas consultas hace. El tiempo es de procesador: no depende de qué más haga la máquina.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados import Filtro, Pedido
from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from modelo.entidades import Tabla
from modelo.privacidad import Mirada
from modelo.valores import TallerCreado

COPIAS = 25
LIMITE = 1.5
_IDENTIDADES = ("id", "participante_id", "cliente_id", "aportacion_id", "compromiso_id")
_DE_PERSONAS = (
    *("participante", "cliente", "hito", "interlocutor", "interaccion", "respuesta", "valoracion", "justificacion"),
    *("perfil_palanca", "aportacion", "compromiso", "voto", "listo"),
)
SECCIONES: dict[str, Callable[[Pedido], Any]] = {
    "bienvenida": agregados.bienvenida,
    "mapa": agregados.mapa,
    "historico": agregados.historico,
    "entorno": agregados.entorno,
    "interaccion": agregados.interaccion,
    "descubrir": agregados.descubrir,
    "radar": agregados.radar,
    "perfil": agregados.perfil,
    "estrategias": agregados.estrategias,
    "plan": agregados.plan,
    "cierre": agregados.cierre,
}


def multiplicar(motor: sa.Engine, copias: int = COPIAS) -> None:
    """Deja el ensayo con ``copias`` veces sus personas, cada una con todo lo suyo."""
    with motor.execution_options(escritura=True).begin() as conexion:
        for nombre in _DE_PERSONAS:
            tabla = Tabla.metadata.tables[nombre]
            filas = [dict(f._mapping) for f in conexion.execute(sa.select(tabla))]
            nuevas = [_copia(fila, copia) for copia in range(1, copias) for fila in filas]
            if nuevas:
                conexion.execute(sa.insert(tabla), nuevas)


def _otro_id(id: str, copia: int) -> str:
    """El id que le toca a esa copia: el mismo en todas las tablas que lo citan."""
    return hashlib.sha256(f"{id}:{copia}".encode()).hexdigest()[:32]


def _copia(fila: dict[str, Any], copia: int) -> dict[str, Any]:
    nueva = {c: _otro_id(v, copia) if c in _IDENTIDADES and v else v for c, v in fila.items()}
    if "codigo_personal" in nueva:
        nueva["codigo_personal"] = f"{nueva['codigo_personal']}-{copia}"
    return nueva


def pedido_de(motor: sa.Engine, creado: TallerCreado, tipo: str, filtro: Filtro) -> Pedido:
    """El pedido de quien facilita, con todo revelado."""
    taller = consultas.taller_visto(motor, creado.codigo)
    if taller is None:
        raise RuntimeError("no hay taller")
    fase = replace(next(f for f in taller.fases if f.tipo == tipo), revelada=True)
    mirada = Mirada("facilita", taller.umbral, revelada=True, anonima=fase.anonima)
    hoy = taller.creado_en.date()
    return agregados.pedir(motor, taller, fase, mirada, actividad=taller.actividad, hoy=hoy, filtro=filtro)


def medir(hacer: Callable[[], Any], motor: sa.Engine) -> tuple[float, float, int]:
    """Segundos de procesador, segundos de reloj y consultas."""
    consultas_hechas = []
    apuntar = lambda *_: consultas_hechas.append(1)  # noqa: E731 se quita con el mismo nombre
    sa.event.listen(motor, "before_cursor_execute", apuntar)
    agregados.olvidar()
    cpu, reloj = time.process_time(), time.perf_counter()
    hacer()
    gastado = time.process_time() - cpu, time.perf_counter() - reloj
    sa.event.remove(motor, "before_cursor_execute", apuntar)
    return (*gastado, len(consultas_hechas))


def main() -> int:
    """Escribe una línea por sección y devuelve 1 si alguna pasa del límite."""
    with tempfile.TemporaryDirectory() as carpeta:
        motor = preparar(f"sqlite:///{Path(carpeta) / 'medida.db'}")
        creado = sembrar_ensayo(motor)
        multiplicar(motor)
        peor = 0.0
        for rotulo, filtro in (("", Filtro()), (" · de 2 a 5 años", Filtro(antiguedad="asentada"))):
            for tipo, seccion in SECCIONES.items():
                pedido = pedido_de(motor, creado, tipo, filtro)
                cpu, reloj, veces = medir(lambda s=seccion, p=pedido: s(p), motor)
                peor = max(peor, cpu)
                sys.stdout.write(f"{tipo + rotulo:34} {cpu:6.2f} s de procesador  {reloj:6.2f} s  {veces} consultas\n")
        sys.stdout.write(f"La peor: {peor:.2f} s (límite {LIMITE} s)\n")
        motor.dispose()
    return int(peor > LIMITE)


if __name__ == "__main__":
    raise SystemExit(main())
