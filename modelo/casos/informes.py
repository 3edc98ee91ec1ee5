"""Traer a una sala el informe de un taller hecho en otra parte, y quitarlo."""

from __future__ import annotations

from datetime import datetime

from modelo import codigos
from modelo.casos.permisos import anotar, exigir_facilitador, sala_de, taller_en_curso
from modelo.entidades import InformeImportado
from modelo.errores import ObjetoNoEncontrado, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import Identidad

MAXIMO_POR_SALA = 40


def guardar_importado(
    unidad: Unidad,
    *,
    quien: Identidad,
    titulo: str,
    fecha: str,
    palancas_version: str,
    contenido: str,
    ahora: datetime,
) -> str:
    """Guarda un informe ya comprobado y devuelve su id. Repetir el mismo no lo duplica."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    sala = sala_de(unidad, quien.sala_id)
    huella = codigos.huella(contenido)
    fila = unidad.uno(InformeImportado, sala_id=sala.id, huella=huella)
    if fila is not None:
        return fila.id
    if len(unidad.todos(InformeImportado, sala_id=sala.id)) >= MAXIMO_POR_SALA:
        raise ValorNoValido("informe", f"caben {MAXIMO_POR_SALA} informes importados; quita alguno")
    fila = InformeImportado(
        sala_id=sala.id,
        huella=huella,
        titulo=titulo[:120],
        fecha=fecha,
        palancas_version=palancas_version[:40],
        contenido=contenido,
        importado_en=ahora,
    )
    unidad.agregar(fila)
    anotar(unidad, taller, "importar_informe", ahora, detalle=fila.titulo[:80])
    return fila.id


def quitar_importado(unidad: Unidad, *, quien: Identidad, id: str, ahora: datetime) -> None:
    """Quita un informe importado de la sala."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    fila = unidad.buscar(InformeImportado, id)
    if fila is None or fila.sala_id != quien.sala_id:
        raise ObjetoNoEncontrado("informe")
    titulo = fila.titulo[:80]
    unidad.borrar(fila)
    anotar(unidad, taller, "quitar_informe", ahora, detalle=titulo)
