"""Traer a la sala personas, clientes y respuestas recogidas fuera: en papel o en una hoja de cálculo.

Rellena lo que está vacío y corrige lo que se importó de quien aún no ha entrado en la sala: lo que alguien escribió no
se toca, y repetir el mismo archivo no cambia nada. Las fases no tienen que estar abiertas (quien facilita es quien las
abre), pero han de estar en la agenda. O entra todo o no entra nada.

El perfil no se importa: es privado de cada participante, también ante quien facilita.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from datetime import datetime

from modelo.casos.entrada import AFORO
from modelo.casos.permisos import anotar, exigir_facilitador, taller_en_curso
from modelo.casos.volcar import Volcado
from modelo.errores import ArchivoConReparos
from modelo.puertos import Unidad
from modelo.valores import Identidad
from modelo.volcado import Apunte, Balance

NOMBRES = {
    "persona": ("persona", "personas"),
    "respuesta": ("respuesta suelta", "respuestas sueltas"),
    "cliente": ("cliente", "clientes"),
    "hito": ("hito", "hitos"),
    "interlocutor": ("interlocutor", "interlocutores"),
    "interaccion": ("interacción", "interacciones"),
    "valoracion": ("respuesta a una afirmación", "respuestas a afirmaciones"),
    "justificacion": ("hecho que justifica", "hechos que justifican"),
    "aportacion": ("aportación", "aportaciones"),
    "compromiso": ("compromiso", "compromisos"),
}


def prever(unidad: Unidad, *, quien: Identidad, apuntes: Sequence[Apunte], ahora: datetime) -> Balance:
    """Qué pasaría al importar. No cambia nada."""
    exigir_facilitador(quien)
    return _hecho(unidad, quien, apuntes, ahora, secrets.SystemRandom()).libro.balance(AFORO)


def importar(
    unidad: Unidad,
    *,
    quien: Identidad,
    apuntes: Sequence[Apunte],
    ahora: datetime,
    azar: random.Random | None = None,
) -> Balance:
    """Deja en la sala lo que traen los apuntes. Si algo no vale, ``ArchivoConReparos`` y no entra nada."""
    exigir_facilitador(quien)
    volcado = _hecho(unidad, quien, apuntes, ahora, azar or secrets.SystemRandom())
    balance = volcado.libro.balance(AFORO)
    if balance.reparos:
        raise ArchivoConReparos(balance.reparos)
    if balance.cambia_algo:
        volcado.libro.asentar()
        anotar(unidad, volcado.taller, "importar", ahora, detalle=resumen(balance))
        unidad.subir_version(volcado.taller.id)
    return balance


def _hecho(
    unidad: Unidad, quien: Identidad, apuntes: Sequence[Apunte], ahora: datetime, azar: random.Random
) -> Volcado:
    volcado = Volcado(unidad, taller_en_curso(unidad, quien), ahora, azar)
    for apunte in apuntes:
        volcado.anadir(apunte)
    return volcado


def resumen(balance: Balance) -> str:
    """«12 personas, 30 clientes, 4 campos que estaban vacíos y 1 corrección»."""
    partes = [_contar(tipo, cuantos) for tipo, cuantos in balance.nuevos.items() if cuantos]
    if balance.rellenados:
        partes.append(
            "1 campo que estaba vacío" if balance.rellenados == 1 else f"{balance.rellenados} campos que estaban vacíos"
        )
    if balance.corregidos:
        n = len(balance.corregidos)
        partes.append("1 corrección" if n == 1 else f"{n} correcciones")
    if not partes:
        return "nada nuevo"
    return f"{', '.join(partes[:-1])} y {partes[-1]}" if len(partes) > 1 else partes[0]


def _contar(tipo: str, cuantos: int) -> str:
    uno, varios = NOMBRES[tipo]
    return f"{cuantos} {uno if cuantos == 1 else varios}"
