"""Las notas que quien facilita se deja en cada fase. No salen de su consola y de «Preparar el taller»."""

from __future__ import annotations

from datetime import datetime

from modelo import notas as reglas
from modelo.campos import texto as texto_valido
from modelo.casos.permisos import exigir_facilitador, taller_en_curso
from modelo.entidades import Fase
from modelo.errores import FaseNoEncontrada
from modelo.puertos import Unidad
from modelo.valores import Identidad

LARGO_DE_NOTA = 6000
# Lo de dos consolas a la vez cabe junto: si no, lo de la segunda se perdería por algo que no ha escrito ella.
LARGO_JUNTAS = 3 * LARGO_DE_NOTA


def guardar_nota(unidad: Unidad, *, quien: Identidad, fase: str, texto: str, antes: str, ahora: datetime) -> str:
    """Deja esas notas en la fase y devuelve cómo han quedado. No deja traza.

    ``antes`` es lo que se leía al empezar a escribir: si otra consola ha guardado algo entretanto, queda lo de las dos.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    fila = unidad.uno(Fase, taller_id=taller.id, clave=fase)
    if fila is None:
        raise FaseNoEncontrada(fase)
    tope = LARGO_DE_NOTA if len(antes) <= LARGO_DE_NOTA else LARGO_JUNTAS
    escrito = texto_valido(tope)("notas", texto, ahora.date())
    hecho: str = texto_valido(LARGO_JUNTAS)("notas", reglas.juntar(antes, fila.notas, escrito), ahora.date())
    if hecho != fila.notas:
        fila.notas = hecho
        unidad.subir_actividad(taller.id)
    return hecho
