"""Lo que devuelven las consultas: copias sueltas de las filas, que siguen valiendo con la base cerrada.

Los campos se llaman como las columnas de su tabla en ``modelo.entidades``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ClienteVisto:
    """Un cliente de quien lo mira."""

    id: str
    participante_id: str
    orden: int
    alias: str
    tipo: str
    desde: str
    modalidad: str
    que_hago: str
    corto: str
    corto_peso: int | None
    largo: str
    largo_peso: int | None
    dificultad: str
    amplia: bool | None
    causa: str
    papel: str
    intuicion: int | None
    ofrece_linea: bool
    distancia: str
    cultura: str
    proveedores: str
    delega_controla: int | None
    reservado_abierto: int | None
    rigido_flexible: int | None
    exito: str


@dataclass(frozen=True, slots=True)
class HitoVisto:
    """Un hito de un cliente."""

    id: str
    cliente_id: str
    fecha: str
    valencia: int | None
    que_paso: str
    ambito: str
    palancas: list[str]


@dataclass(frozen=True, slots=True)
class InterlocutorVisto:
    """Una persona de un cliente."""

    id: str
    cliente_id: str
    orden: int
    alias: str
    area: str
    influencia: int | None
    actitud: int | None
    trato_directo: bool | None


@dataclass(frozen=True, slots=True)
class InteraccionVista:
    """Una forma de contacto habitual con un cliente."""

    id: str
    cliente_id: str
    orden: int
    canal: str
    frecuencia: str
    iniciativa: str
    para_que: str
    pactada: bool | None
    calidad: int | None
    dificultad: str
    palancas: list[str]


@dataclass(frozen=True, slots=True)
class AportacionVista:
    """Una aportación al grupo con los votos que lleva."""

    id: str
    participante_id: str
    orden: int
    tipo: str
    palanca: str
    texto: str
    votos: int


@dataclass(frozen=True, slots=True)
class CompromisoVisto:
    """Un compromiso de quien lo mira."""

    id: str
    taller_id: str
    participante_id: str
    orden: int
    situacion: str
    accion: str
    antes_de: str
    senal: str
    palanca: str
    cliente_id: str
    horizonte: str
    acompana: str
    estado: str
    nota: str
    compartido: bool

    @property
    def dice_algo(self) -> bool:
        """Tiene algo puesto. Al añadirlo está en blanco, y en blanco no se lee ni se imprime."""
        escrito = (self.situacion, self.accion, self.senal, self.acompana, self.nota)
        elegido = (self.antes_de, self.palanca, self.cliente_id)
        return any(escrito) or any(elegido) or self.estado not in ("", "pendiente")

    @property
    def va_al_calendario(self) -> bool:
        """Tiene acción y fecha, y sigue pendiente."""
        return bool(self.antes_de and self.accion) and self.estado not in ("hecho", "descartado")


@dataclass(frozen=True, slots=True)
class CompromisoCompartido:
    """Un compromiso que su dueño deja leer a quien facilita, con su alias. Sus notas no se comparten."""

    alias: str
    situacion: str
    accion: str
    antes_de: str
    senal: str
    palanca: str
    horizonte: str
    acompana: str
    estado: str


@dataclass(frozen=True, slots=True)
class NotaVista:
    """Una nota de seguimiento sobre un compromiso."""

    id: str
    compromiso_id: str
    en: datetime
    texto: str


@dataclass(frozen=True, slots=True)
class ComentarioVisto:
    """Una nota del equipo sobre una palanca; sin ninguna, sobre el conjunto."""

    id: str
    palanca: str
    papel: str
    alias: str
    texto: str
    en: datetime
    oculto: bool


@dataclass(frozen=True, slots=True)
class EnlaceVisto:
    """Un enlace de revisión, sin su secreto."""

    huella: str
    rotulo: str
    creada_en: datetime
    caduca_en: datetime | None
    revocada_en: datetime | None

    def vale(self, ahora: datetime) -> bool:
        """Si hoy abre la puerta."""
        return self.revocada_en is None and self.caduca_en is not None and ahora < self.caduca_en


@dataclass(frozen=True, slots=True)
class AparcadoVisto:
    """Un asunto dejado para el cierre."""

    id: str
    participante_id: str | None
    orden: int
    texto: str
    resuelto: bool


@dataclass(frozen=True, slots=True)
class TrazaVista:
    """Algo que hizo quien facilita."""

    en: datetime
    accion: str
    fase: str
    detalle: str


@dataclass(frozen=True, slots=True)
class TallerDeSala:
    """Un taller de la sala, en curso o pasado, para compararlo con otro."""

    id: str
    titulo: str
    plantilla: str
    palancas_version: str
    creado_en: datetime
    terminado_en: datetime | None


@dataclass(frozen=True, slots=True)
class LoMio:
    """Lo que una persona tiene puesto en un taller y lo que hace falta para dibujarle una fase. Solo lo ve ella."""

    listo: bool
    clientes: list[ClienteVisto]
    respuestas: dict[str, Any]
    borradores: dict[tuple[str, str, str], str]
    valoraciones: dict[tuple[str, int], dict[str, int | str | None]]
    justificaciones: dict[tuple[str, int], dict[str, str]]
