"""Quién puede poner dos talleres uno al lado del otro."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from modelo.casos.permisos import exigir_vista
from modelo.entidades import InformeImportado, Taller
from modelo.errores import ObjetoNoEncontrado, SinPermiso
from modelo.puertos import Unidad
from modelo.valores import Identidad, Papel


def autorizar(
    unidad: Unidad,
    *,
    quienes: Sequence[Identidad],
    talleres: Sequence[str],
    ahora: datetime,
    informes: Sequence[str] = (),
) -> None:
    """Pasa si quien mira puede ver esos talleres juntos; si no, ``SinPermiso``.

    Los de una misma sala los compara cualquiera que pueda ver sus resultados. Los de salas distintas, solo quien
    facilita en todas ellas. Los informes traídos de otra parte, solo quien facilita la sala que los tiene.
    """
    _exigir_informes(unidad, quienes, informes, ahora)
    filas = [unidad.buscar(Taller, taller_id) for taller_id in talleres]
    if None in filas:
        raise ObjetoNoEncontrado("taller")
    salas = {fila.sala_id for fila in filas if fila is not None}
    for sala_id in salas:
        suyas = [q for q in quienes if q.sala_id == sala_id and (len(salas) == 1 or q.papel == Papel.FACILITA)]
        if not suyas:
            raise SinPermiso("facilita" if len(salas) > 1 else "resultados")
        exigir_vista(unidad, suyas[0], ahora)


def _exigir_informes(unidad: Unidad, quienes: Sequence[Identidad], informes: Sequence[str], ahora: datetime) -> None:
    for informe_id in informes:
        informe = unidad.buscar(InformeImportado, informe_id)
        if informe is None:
            raise ObjetoNoEncontrado("informe")
        suya = next((q for q in quienes if q.sala_id == informe.sala_id and q.papel == Papel.FACILITA), None)
        if suya is None:
            raise SinPermiso("facilita")
        exigir_vista(unidad, suya, ahora)
