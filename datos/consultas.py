"""Lecturas para pantalla. Ninguna escribe, ninguna espera a quien escribe.

Lo que es de una persona se pide con su id y lo ve solo ella; lo del grupo está en ``datos.consultas_grupo`` (aquí
también a mano) y pasa por ``modelo.privacidad`` antes de enseñarse. Lo de quien ha sido expulsado no sale en lo del
grupo.
"""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa

from datos.consultas_grupo import (
    df_aparcados,
    df_aportaciones,
    df_clientes,
    df_compromisos,
    df_compromisos_revelados,
    df_hitos,
    df_interacciones,
    df_interlocutores,
    df_perfil,
    df_respuestas,
    df_valoraciones,
)
from datos.consultas_importados import contenido_importado, informes_importados
from datos.consultas_respuesta import con_algo, quienes_respondieron, respondieron
from datos.consultas_traza import traza
from datos.lectura import TABLAS, en_sala, leer, por_llegada, vistas, votos_contados
from datos.vistas import (
    AparcadoVisto,
    AportacionVista,
    ClienteVisto,
    ComentarioVisto,
    CompromisoCompartido,
    CompromisoVisto,
    EnlaceVisto,
    HitoVisto,
    InteraccionVista,
    InterlocutorVisto,
    NotaVista,
    TallerDeSala,
)
from modelo.plantillas import Palanca
from modelo.valores import EstadoDeFase, FaseVista, ParticipanteVisto, TallerVisto

__all__ = [
    "aparcados",
    "aportaciones",
    "clientes_de",
    "comentarios",
    "compromisos_compartidos",
    "compromisos_de",
    "con_algo",
    "contenido_importado",
    "df_aparcados",
    "df_aportaciones",
    "df_clientes",
    "df_compromisos",
    "df_compromisos_revelados",
    "df_hitos",
    "df_interacciones",
    "df_interlocutores",
    "df_perfil",
    "df_respuestas",
    "df_valoraciones",
    "enlaces_de_revision",
    "hijos_de",
    "informes_importados",
    "justificaciones_de",
    "listos",
    "moderados",
    "notas_de",
    "palancas",
    "participante",
    "participantes",
    "perfil_de",
    "quienes_respondieron",
    "respondieron",
    "respuestas_de",
    "taller_visto",
    "talleres_de",
    "traza",
    "valoraciones_como",
    "valoraciones_de",
    "version",
    "votos_de",
]

_CALCULADOS = ("codigo", "terminado", "en_curso", "debate", "fases")
_TALLER = tuple(c for c in TallerVisto.__dataclass_fields__ if c not in _CALCULADOS)
_FASE = tuple(FaseVista.__dataclass_fields__)
_HIJOS: dict[str, type[HitoVisto] | type[InterlocutorVisto] | type[InteraccionVista]] = {
    "hito": HitoVisto,
    "interlocutor": InterlocutorVisto,
    "interaccion": InteraccionVista,
}


def _en_curso(codigo: str) -> tuple[sa.FromClause, sa.ColumnElement[bool]]:
    """El taller al que apunta la sala con ese código."""
    s, t = TABLAS["sala"], TABLAS["taller"]
    return t.join(s, s.c.taller_id == t.c.id), sa.and_(s.c.codigo == codigo, s.c.borrada_en.is_(None))


def _de_la_sala(codigo: str, taller_id: str) -> tuple[sa.FromClause, sa.ColumnElement[bool]]:
    """Un taller concreto de esa sala, sea o no el que está en curso."""
    s, t = TABLAS["sala"], TABLAS["taller"]
    suyo = sa.and_(s.c.codigo == codigo, s.c.borrada_en.is_(None), t.c.id == taller_id)
    return t.join(s, t.c.sala_id == s.c.id), suyo


def taller_visto(motor: sa.Engine, codigo: str, taller_id: str = "") -> TallerVisto | None:
    """El taller en curso de la sala, u otro de los suyos, con su agenda; ``None`` si no lo hay o se ha borrado."""
    t, f = TABLAS["taller"].c, TABLAS["fase"].c
    desde, condicion = _de_la_sala(codigo, taller_id) if taller_id else _en_curso(codigo)
    suyas = (*(t[c] for c in _TALLER), t.debate, t.terminado_en, (TABLAS["sala"].c.taller_id == t.id).label("en_curso"))
    with motor.connect() as conexion:
        taller = conexion.execute(sa.select(*suyas).select_from(desde).where(condicion)).one_or_none()
        if taller is None:
            return None
        de_fase = sa.select(*(f[c] for c in _FASE)).where(f.taller_id == taller.id).order_by(f.orden)
        filas = [dict(fila._mapping) for fila in conexion.execute(de_fase)]
    datos = dict(taller._mapping)
    return TallerVisto(
        codigo=codigo,
        terminado=datos.pop("terminado_en") is not None,
        debate=tuple(datos.pop("debate")),
        fases=tuple(FaseVista(**{**fila, "estado": EstadoDeFase(fila["estado"])}) for fila in filas),
        **datos,
    )


def version(motor: sa.Engine, codigo: str) -> tuple[int, int] | None:
    """Los dos contadores del taller en curso, ``(version, actividad)``: si no cambian, nada ha cambiado."""
    t = TABLAS["taller"].c
    desde, condicion = _en_curso(codigo)
    filas = leer(motor, sa.select(t.version, t.actividad).select_from(desde).where(condicion))
    return (filas[0].version, filas[0].actividad) if filas else None


def talleres_de(motor: sa.Engine, sala_id: str) -> list[TallerDeSala]:
    """Los talleres de la sala, del primero al último."""
    return vistas(motor, TallerDeSala, "taller", TABLAS["taller"].c.sala_id == sala_id)


def palancas(motor: sa.Engine, taller_id: str) -> tuple[Palanca, ...]:
    """Las palancas de ese taller, con los textos que fijó quien facilita."""
    t = TABLAS["taller"].c
    filas = leer(motor, sa.select(t.palancas).where(t.id == taller_id))
    return tuple(Palanca.de_datos(p) for fila in filas for p in fila.palancas)


def _personas(motor: sa.Engine, condicion: sa.ColumnElement[bool]) -> list[ParticipanteVisto]:
    p = TABLAS["participante"].c
    pedido = sa.select(p.id, p.alias, p.codigo_personal, p.expulsado_en).where(condicion)
    filas = leer(motor, pedido.order_by(p.entro_en, *por_llegada(motor, "participante")))
    return [ParticipanteVisto(f.id, f.alias, f.codigo_personal, f.expulsado_en is not None) for f in filas]


def participante(motor: sa.Engine, participante_id: str) -> ParticipanteVisto | None:
    """Esa persona, también si ha sido expulsada, o ``None``."""
    return next(iter(_personas(motor, TABLAS["participante"].c.id == participante_id)), None)


def participantes(motor: sa.Engine, sala_id: str) -> list[ParticipanteVisto]:
    """Quienes han entrado en la sala, por llegada. También los expulsados, que lo llevan dicho."""
    return _personas(motor, TABLAS["participante"].c.sala_id == sala_id)


def listos(motor: sa.Engine, taller_id: str, fase: str) -> set[str]:
    """Los ids de quienes han dicho «Listo» en esa fase."""
    t = TABLAS["listo"].c
    pedido = sa.select(t.participante_id).where(t.taller_id == taller_id, t.fase == fase, en_sala(t.participante_id))
    return {fila.participante_id for fila in leer(motor, pedido)}


def _pares(motor: sa.Engine, tabla: str, clave: str, valor: str, **iguales: Any) -> dict[str, Any]:
    t = TABLAS[tabla].c
    pedido: sa.Select[Any] = sa.select(t[clave], t[valor]).filter_by(**iguales)
    return {fila._mapping[clave]: fila._mapping[valor] for fila in leer(motor, pedido)}


def respuestas_de(motor: sa.Engine, taller_id: str, participante_id: str, fase: str) -> dict[str, Any]:
    """Lo que esa persona ha puesto en los campos sueltos de una fase."""
    return _pares(motor, "respuesta", "campo", "valor", taller_id=taller_id, participante_id=participante_id, fase=fase)


def clientes_de(motor: sa.Engine, participante_id: str) -> list[ClienteVisto]:
    """Los clientes de esa persona, en el orden en que los puso."""
    return vistas(motor, ClienteVisto, "cliente", TABLAS["cliente"].c.participante_id == participante_id)


def hijos_de(motor: sa.Engine, tipo: Literal["hito", "interlocutor", "interaccion"], cliente_id: str) -> list[Any]:
    """Los hitos, interlocutores o interacciones de un cliente, en el orden en que se pusieron."""
    return vistas(motor, _HIJOS[tipo], tipo, TABLAS[tipo].c.cliente_id == cliente_id)


def _valoraciones(motor: sa.Engine, **iguales: Any) -> dict[str, int | str | None]:
    t = TABLAS["valoracion"].c
    pedido = sa.select(t.afirmacion, t.valor, t.no_sabe).filter_by(**iguales)
    return {f.afirmacion: "ns" if f.no_sabe else f.valor for f in leer(motor, pedido)}


def valoraciones_de(
    motor: sa.Engine, taller_id: str, participante_id: str, cliente_id: str, ronda: int
) -> dict[str, int | str | None]:
    """Lo que esa persona ha contestado sobre un cliente en una ronda: 1–5 o «ns» por afirmación."""
    suyo = {"taller_id": taller_id, "participante_id": participante_id}
    return _valoraciones(motor, **suyo, cliente_id=cliente_id, ronda=ronda)


def valoraciones_como(
    motor: sa.Engine, taller_id: str, participante_id: str, papel: str, ronda: int
) -> dict[str, int | str | None]:
    """Lo que esa persona contestó en una ronda sobre el cliente que en ese taller tenía ese papel."""
    return _valoraciones(motor, taller_id=taller_id, participante_id=participante_id, papel=papel, ronda=ronda)


def justificaciones_de(
    motor: sa.Engine, taller_id: str, participante_id: str, cliente_id: str, ronda: int
) -> dict[str, str]:
    """El hecho que esa persona ha escrito por palanca sobre un cliente en una ronda."""
    comun = {"taller_id": taller_id, "participante_id": participante_id, "cliente_id": cliente_id, "ronda": ronda}
    return _pares(motor, "justificacion", "palanca", "texto", **comun)


def perfil_de(motor: sa.Engine, taller_id: str, participante_id: str) -> dict[str, dict[str, Any]]:
    """Por palanca, ``{"eficacia", "eficiencia", "hecho"}`` de esa persona. No se enseña a nadie más."""
    t = TABLAS["perfil_palanca"].c
    pedido = sa.select(t.palanca, t.eficacia, t.eficiencia, t.hecho)
    filas = leer(motor, pedido.filter_by(taller_id=taller_id, participante_id=participante_id))
    return {f.palanca: {"eficacia": f.eficacia, "eficiencia": f.eficiencia, "hecho": f.hecho} for f in filas}


def aportaciones(motor: sa.Engine, taller_id: str) -> list[AportacionVista]:
    """Las aportaciones del taller con sus votos, contados ahora."""
    t = TABLAS["aportacion"].c
    propias = (c for c in AportacionVista.__dataclass_fields__ if c != "votos")
    pedido = (
        sa.select(*(t[c] for c in propias), votos_contados().label("votos"))
        .where(t.taller_id == taller_id, en_sala(t.participante_id))
        .order_by(*por_llegada(motor, "aportacion"))
    )
    return [AportacionVista(**fila._mapping) for fila in leer(motor, pedido)]


def votos_de(motor: sa.Engine, taller_id: str, participante_id: str) -> set[str]:
    """Los ids de las aportaciones que esa persona ha votado."""
    return set(_pares(motor, "voto", "aportacion_id", "id", taller_id=taller_id, participante_id=participante_id))


def compromisos_de(motor: sa.Engine, taller_id: str, participante_id: str) -> list[CompromisoVisto]:
    """Los compromisos de esa persona en un taller; con ``taller_id`` vacío, los de todos los de la sala."""
    t = TABLAS["compromiso"].c
    en_taller = [t.taller_id == taller_id] if taller_id else []
    return vistas(motor, CompromisoVisto, "compromiso", t.participante_id == participante_id, *en_taller)


def compromisos_compartidos(motor: sa.Engine, sala_id: str) -> list[CompromisoCompartido]:
    """Los compromisos de la sala que sus dueños han decidido compartir con quien facilita, por alias."""
    c, p = TABLAS["compromiso"], TABLAS["participante"]
    propias = [c.c[n] for n in CompromisoCompartido.__dataclass_fields__ if n != "alias"]
    pedido = sa.select(p.c.alias, *propias).join_from(c, p, c.c.participante_id == p.c.id)
    suyos = pedido.where(p.c.sala_id == sala_id, p.c.expulsado_en.is_(None), c.c.compartido, c.c.accion != "")
    return [CompromisoCompartido(**f._mapping) for f in leer(motor, suyos.order_by(p.c.alias, c.c.antes_de, c.c.id))]


def notas_de(motor: sa.Engine, participante_id: str) -> list[NotaVista]:
    """Las notas de esa persona sobre sus compromisos, de la primera a la última."""
    n, c = TABLAS["nota_de_compromiso"].c, TABLAS["compromiso"].c
    suyos = sa.select(c.id).where(c.participante_id == participante_id)
    return vistas(motor, NotaVista, "nota_de_compromiso", n.compromiso_id.in_(suyos))


def comentarios(motor: sa.Engine, taller_id: str) -> list[ComentarioVisto]:
    """Los comentarios del equipo sobre el taller, ocultos incluidos, por llegada."""
    return vistas(motor, ComentarioVisto, "comentario", TABLAS["comentario"].c.taller_id == taller_id)


def moderados(motor: sa.Engine, taller_id: str) -> set[tuple[str, str]]:
    """Los textos que quien facilita deja ver en revisión, como ``(tipo, huella)``."""
    t = TABLAS["moderado"].c
    return {(f.tipo, f.huella) for f in leer(motor, sa.select(t.tipo, t.huella).where(t.taller_id == taller_id))}


def enlaces_de_revision(motor: sa.Engine, sala_id: str) -> list[EnlaceVisto]:
    """Los enlaces de revisión de la sala, también los revocados y los caducados, por llegada."""
    t = TABLAS["ficha"].c
    return vistas(motor, EnlaceVisto, "ficha", t.sala_id == sala_id, t.papel == "revisa")


def aparcados(motor: sa.Engine, taller_id: str) -> list[AparcadoVisto]:
    """Los asuntos dejados para el cierre."""
    t = TABLAS["aparcado"].c
    suyo = sa.or_(t.participante_id.is_(None), en_sala(t.participante_id))
    return vistas(motor, AparcadoVisto, "aparcado", t.taller_id == taller_id, suyo)
