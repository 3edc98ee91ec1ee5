"""El asunto que alguien está escribiendo para el aparcamiento y todavía no ha aparcado."""

from __future__ import annotations

from modelo.codigos import es_id
from modelo.entidades import Borrador, Participante, Taller
from modelo.errores import ObjetoNoEncontrado, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import Objeto

ASUNTO = "aparcado"
"""El tipo con que se conserva, con el id que tendrá el asunto, hasta que se aparca."""
A_MEDIAS = 10


def exigir_asunto(unidad: Unidad, taller: Taller, persona: Participante, objeto: Objeto, campo: str) -> None:
    """Que pueda ser un asunto a medias de esa persona, y que no tenga demasiados."""
    if campo != "texto" or not es_id(objeto.id):
        raise ObjetoNoEncontrado(ASUNTO)
    suyos = unidad.todos(Borrador, taller_id=taller.id, participante_id=persona.id, tipo=ASUNTO)
    if len(suyos) >= A_MEDIAS and objeto.id not in {b.objeto_id for b in suyos}:
        raise ValorNoValido("aparcamiento", "tienes demasiados asuntos a medias; aparca alguno")
