"""Lo que cada cual hace con sus compromisos entre taller y taller, sin que haya ninguna fase abierta."""

from __future__ import annotations

from datetime import datetime

from modelo.campos import aceptacion, opcion
from modelo.campos import texto as texto_valido
from modelo.casos.permisos import participante_de, taller_en_curso
from modelo.entidades import Compromiso, NotaDeCompromiso
from modelo.errores import ObjetoNoEncontrado, ValorNoValido
from modelo.puertos import Unidad
from modelo.rotulos import ESTADOS_DE_COMPROMISO
from modelo.valores import Identidad

MAXIMO_DE_NOTAS = 60


def _suyo(unidad: Unidad, quien: Identidad, compromiso_id: str) -> Compromiso:
    """El compromiso, si es de quien lo pide. Avisa a las pantallas de su sala."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    fila = unidad.buscar(Compromiso, compromiso_id)
    if fila is None or fila.participante_id != persona.id:
        raise ObjetoNoEncontrado("compromiso")
    unidad.subir_actividad(taller.id)
    return fila


def cambiar_estado(unidad: Unidad, *, quien: Identidad, compromiso_id: str, estado: str, ahora: datetime) -> None:
    """En qué está un compromiso propio: pendiente, en marcha, hecho o descartado."""
    fila = _suyo(unidad, quien, compromiso_id)
    nuevo = opcion(*ESTADOS_DE_COMPROMISO)("estado", estado, ahora.date())
    if not nuevo:
        raise ValorNoValido("estado", "elige en qué está")
    fila.estado = nuevo


def compartir(unidad: Unidad, *, quien: Identidad, compromiso_id: str, compartido: bool, ahora: datetime) -> None:
    """Deja que quien facilita lea un compromiso propio con su alias, o deja de dejarlo."""
    fila = _suyo(unidad, quien, compromiso_id)
    fila.compartido = aceptacion("compartido", compartido, ahora.date())


def anotar(unidad: Unidad, *, quien: Identidad, compromiso_id: str, id: str, texto: str, ahora: datetime) -> None:
    """Una nota con fecha sobre un compromiso propio. Repetirla con el mismo ``id`` no la duplica."""
    fila = _suyo(unidad, quien, compromiso_id)
    if unidad.buscar(NotaDeCompromiso, id) is not None:
        return
    limpio = texto_valido(600, obligatorio=True)("nota", texto, ahora.date())
    if len(unidad.todos(NotaDeCompromiso, compromiso_id=fila.id)) >= MAXIMO_DE_NOTAS:
        raise ValorNoValido("nota", "como mucho {n} notas por compromiso; quita alguna", n=MAXIMO_DE_NOTAS)
    unidad.agregar(NotaDeCompromiso(id=id, compromiso_id=fila.id, en=ahora, texto=limpio))


def quitar_nota(unidad: Unidad, *, quien: Identidad, id: str, ahora: datetime) -> None:
    """Borra una nota propia. Si ya no estaba, no pasa nada."""
    taller_en_curso(unidad, quien)
    participante_de(unidad, quien)
    nota = unidad.buscar(NotaDeCompromiso, id)
    if nota is not None:
        _suyo(unidad, quien, nota.compromiso_id)
        unidad.borrar(nota)
