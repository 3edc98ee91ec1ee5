"""Todo lo que la base guarda de una persona, para que se lo lleve: legible y sin nada de nadie más."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from datos.idiomas import _, de_serie, por_traducir
from datos.idiomas.contenidos import titulo_traducido
from datos.lectura import TABLAS, leer, por_llegada

# Lo que hace falta para enlazar filas no dice nada a su dueño; las huellas son llaves, aunque no abran.
_FUERA = frozenset(
    {
        *("id", "taller_id", "participante_id", "cliente_id", "aportacion_id", "compromiso_id", "sala_id"),
        *("orden", "huella"),
    }
)
_DE_CLIENTE = {"hito": "hitos", "interlocutor": "interlocutores", "interaccion": "interacciones"}
_DE_TALLER = {
    "respuesta": "respuestas",
    "valoracion": "valoraciones",
    "justificacion": "hechos_que_las_justifican",
    "perfil_palanca": "perfil",
    "aportacion": "aportaciones",
    "voto": "votos",
    "compromiso": "compromisos",
    "aparcado": "aparcamiento",
    "borrador": "sin_guardar_en_su_campo",
    "listo": "listo_en",
    "agrupado": "grupo",
}
_DE_PERSONA = {"ficha": "aparatos_que_te_recuerdan", "pase": "entradas_a_medias"}
TABLAS_PROPIAS = frozenset({"participante", "cliente", "nota_de_compromiso", *_DE_CLIENTE, *_DE_TALLER, *_DE_PERSONA})
"""Las tablas de las que sale algo: todas las que cuelgan de una persona."""

AJENA = por_traducir("la de otra persona")
_QUE_ES = por_traducir(
    "Todo lo que Palancas guarda de ti en esta sala. Los clientes y los interlocutores salen con el alias que les "
    "pusiste. Nadie más ha recibido este archivo."
)


def lo_mio(motor: sa.Engine, participante_id: str, ahora: datetime) -> dict[str, Any]:
    """Lo de esa persona, por clientes y por talleres, listo para escribirlo como JSON."""
    persona = _filas(motor, "participante", id=participante_id)[0]
    clientes = _filas(motor, "cliente", participante_id=participante_id)
    return {
        "que_es": _(_QUE_ES),
        "hecho_el": _valor(ahora),
        "tu": _visible(persona),
        **{rotulo: _visibles(motor, t, participante_id=participante_id) for t, rotulo in _DE_PERSONA.items()},
        "clientes": [
            _visible(c) | {rotulo: _visibles(motor, t, cliente_id=c["id"]) for t, rotulo in _DE_CLIENTE.items()}
            for c in clientes
        ],
        "talleres": [
            _del_taller(motor, taller, participante_id, {c["id"]: c["alias"] for c in clientes})
            for taller in _filas(motor, "taller", sala_id=persona["sala_id"])
        ],
    }


def _del_taller(motor: sa.Engine, taller: dict[str, Any], persona: str, clientes: dict[str, str]) -> dict[str, Any]:
    fases = {f["clave"]: de_serie(f["titulo"]) for f in _filas(motor, "fase", taller_id=taller["id"])}
    afirmaciones = {a["clave"]: de_serie(a["texto"]) for p in taller["palancas"] for a in p["afirmaciones"]}
    palancas = {p["clave"]: de_serie(p["nombre"]) for p in taller["palancas"]}
    propuestas = _filas(motor, "aportacion", taller_id=taller["id"])
    votadas = {a["id"]: a["texto"] if a["participante_id"] == persona else _(AJENA) for a in propuestas}
    dichos = {
        "fase": fases,
        "afirmacion": afirmaciones,
        "palanca": palancas,
        "cliente_id": clientes,
        "aportacion_id": votadas,
    }

    def legible(fila: dict[str, Any]) -> dict[str, Any]:
        con_nombre = {c.removesuffix("_id"): d.get(fila[c], fila[c]) for c, d in dichos.items() if fila.get(c)}
        return _visible(fila) | con_nombre

    suyo = {
        rotulo: [legible(f) for f in _filas(motor, tabla, taller_id=taller["id"], participante_id=persona)]
        for tabla, rotulo in _DE_TALLER.items()
    }
    for compromiso, visto in zip(_compromisos(motor, taller["id"], persona), suyo["compromisos"], strict=True):
        visto["notas"] = _visibles(motor, "nota_de_compromiso", compromiso_id=compromiso["id"])
    return {"titulo": titulo_traducido(taller["titulo"]), "se_borra_el": taller["borrar_el"]} | suyo


def _compromisos(motor: sa.Engine, taller: str, persona: str) -> list[dict[str, Any]]:
    return _filas(motor, "compromiso", taller_id=taller, participante_id=persona)


def _filas(motor: sa.Engine, tabla: str, **iguales: str) -> list[dict[str, Any]]:
    pedido = sa.select(*TABLAS[tabla].c).filter_by(**iguales).order_by(*por_llegada(motor, tabla))
    return [dict(fila._mapping) for fila in leer(motor, pedido)]


def _visibles(motor: sa.Engine, tabla: str, **iguales: str) -> list[dict[str, Any]]:
    return [_visible(fila) for fila in _filas(motor, tabla, **iguales)]


def _visible(fila: dict[str, Any]) -> dict[str, Any]:
    return {c: _valor(v) for c, v in fila.items() if c not in _FUERA}


def _valor(valor: Any) -> Any:
    return valor.astimezone(UTC).isoformat(timespec="seconds") if isinstance(valor, datetime) else valor
