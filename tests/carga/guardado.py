"""Lo que hace el navegador para guardar cada campo sin redibujar la página (``autoguardado.js``)."""

from __future__ import annotations

import itertools
import json
from typing import Any

from tests.carga.campos import Campo
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco, reloj

PIEZA = "palancas_sala"
_orden = itertools.count(1)


def _datos(pestana: Pestana) -> tuple[Campo, dict[str, Any]]:
    componente = pestana.componente(PIEZA)
    if componente is None:
        raise Atasco("la página no guarda lo tecleado")
    return componente, json.loads(componente.proto.json)[2]


async def teclear(pestana: Pestana, campo: str, texto: str) -> float:
    """Manda lo tecleado en un texto. Devuelve los segundos hasta que consta guardado."""
    _, datos = _datos(pestana)
    return await _mandar(pestana, datos, next(c for c in datos["campos"].values() if c["campo"] == campo), texto)


async def marcar(pestana: Pestana, campo: Campo, opcion: str) -> float:
    """Marca una opción y la manda; si con ella está todo, y la página lo pide, espera el redibujo. Los segundos."""
    # Va en el campo: viajará con el siguiente redibujo, sea cual sea.
    pestana.escribir(campo.clave, opcion)
    componente, datos = _datos(pestana)
    suyo = datos["campos"][campo.clave]
    tardado = await _mandar(pestana, datos, suyo, suyo["opciones"][campo.opciones.index(opcion)])
    redibuja = datos["avance"] and datos["avance"]["redibujar"]
    if redibuja and datos["sin_elegir"] and all(pestana.puesto(clave) for clave in datos["sin_elegir"]):
        tardado += await pestana.disparar(componente, "redibujar", True).esperar()
    return tardado


async def _mandar(pestana: Pestana, datos: dict[str, Any], campo: dict[str, Any], valor: str) -> float:
    envio = {
        **campo, "sala": datos["sala"], "puesto": datos["puesto"], "persona": datos["persona"],
        "valor": valor, "orden": next(_orden),
    }  # fmt: skip
    salida = reloj()
    peticion = pestana.http.post(f"{pestana.base}/api/borrador", json=envio, headers=pestana.cabeceras())
    async with peticion as respuesta:
        respuesta.raise_for_status()
        if "guardado" not in await respuesta.json():
            raise Atasco(f"no se ha guardado {envio}")
    return reloj() - salida
