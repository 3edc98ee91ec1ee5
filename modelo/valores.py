"""Valores que viajan entre los casos de uso, las consultas y las pantallas. Todos inmutables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Papel(StrEnum):
    """Lo que alguien puede hacer en una sala. No cambia solo: cada papel tiene su enlace."""

    PARTICIPA = "participa"
    FACILITA = "facilita"
    PROYECTA = "proyecta"
    REVISA = "revisa"


class EstadoDeFase(StrEnum):
    """Si una fase admite cambios."""

    PENDIENTE = "pendiente"
    ABIERTA = "abierta"
    CERRADA = "cerrada"


@dataclass(frozen=True, slots=True)
class Identidad:
    """Quién pide algo: su papel en una sala y, si participa, cuál es su participante.

    Lleva además la huella de la ficha con la que entró, si entró con una: cada caso vuelve a comprobar que no se ha
    revocado y, si revisa, que su enlace no ha caducado.
    """

    papel: Papel
    sala_id: str
    participante_id: str | None = None
    huella: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Objeto:
    """El destinatario de un campo: ``tipo`` según ``modelo.campos`` e ``id`` propio o compuesto."""

    tipo: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Guardado:
    """Constancia de una escritura confirmada."""

    en: datetime
    campo: str


@dataclass(frozen=True, slots=True)
class FaseVista:
    """Una fase tal como la ve cualquiera en la sala: sin respuestas de nadie."""

    clave: str
    tipo: str
    orden: int
    sesion: int
    titulo: str
    objetivo: str
    guion: str
    consigna: str
    se_proyecta: str
    quien_ve: str
    ayuda: str
    minutos: int
    minutos_previstos: int | None
    anonima: bool
    estado: EstadoDeFase
    revelada: bool
    inicia_en: datetime | None
    termina_en: datetime | None
    restante_en_pausa: float | None
    abierta_hasta: datetime | None


@dataclass(frozen=True, slots=True)
class TallerVisto:
    """El taller y su agenda en una versión dada. Se puede compartir entre sesiones: no lleva respuestas."""

    id: str
    sala_id: str
    codigo: str
    titulo: str
    organizacion: str
    plantilla: str
    umbral: int
    borrar_el: str
    ensayo: bool
    version: int
    actividad: int
    fase_actual: str
    terminado: bool
    en_curso: bool
    palancas_version: str
    debate: tuple[str, ...]
    fases: tuple[FaseVista, ...]
    creado_en: datetime
    grupos_en: str = ""

    def fase(self, clave: str) -> FaseVista | None:
        """La fase con esa clave, o ``None``."""
        return next((f for f in self.fases if f.clave == clave), None)

    @property
    def actual(self) -> FaseVista:
        """La fase en la que está el grupo."""
        return next(f for f in self.fases if f.clave == self.fase_actual)

    @property
    def ha_vuelto(self) -> bool:
        """Si el grupo está otra vez en una fase que ya había dejado: su hora de fin y su retraso son de entonces."""
        empezo = self.actual.inicia_en
        return empezo is not None and any(f.inicia_en is not None and f.inicia_en > empezo for f in self.fases)

    def se_vota(self, fase: FaseVista) -> bool:
        """Si el grupo está votando en esa fase. Mientras tanto los totales no se enseñan a nadie: arrastrarían."""
        abierta = fase.tipo == "estrategias" and fase.estado == EstadoDeFase.ABIERTA
        return abierta and fase.clave == self.fase_actual and self.en_curso and not self.terminado

    @property
    def con_grupos_a_la_vista(self) -> bool:
        """Si en la fase en que está el grupo se enseña a cada cual con quién trabaja."""
        return self.grupos_en == self.fase_actual and self.en_curso and not self.terminado

    def del_tipo(self, tipo: str) -> FaseVista | None:
        """La primera fase de ese tipo, o ``None`` si la agenda no la tiene."""
        return next((f for f in self.fases if f.tipo == tipo), None)

    @property
    def de_lo_aparcado(self) -> FaseVista:
        """La fase en que el grupo ve lo aparcado al revelarla: el cierre o, si la agenda no lo tiene, la última."""
        return self.del_tipo("cierre") or [f for f in self.fases if f.tipo != "pausa"][-1]


@dataclass(frozen=True, slots=True)
class ParticipanteVisto:
    """Una persona de la sala, para ella misma o para quien facilita."""

    id: str
    alias: str
    codigo_personal: str
    expulsado: bool


@dataclass(frozen=True, slots=True)
class Entrada:
    """Resultado de entrar en una sala: quién eres y el pase de un uso para que el navegador lo recuerde."""

    identidad: Identidad
    codigo: str
    pase: str = field(repr=False)
    codigo_personal: str = field(default="", repr=False)
    alias: str = ""


@dataclass(frozen=True, slots=True)
class TallerCreado:
    """Resultado de crear un taller. Las fichas solo se conocen aquí: la base guarda su huella."""

    codigo: str
    taller_id: str
    sala_id: str
    ficha_facilitar: str = field(repr=False)
    ficha_proyectar: str = field(repr=False)
    pase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CopiaPedida:
    """Un caso pide que lo hecho hasta aquí quede también en una copia. ``a_mano``: alguien espera a verla hecha."""

    nombre: str
    a_mano: bool = False


@dataclass(frozen=True, slots=True)
class EnlacesNuevos:
    """Los enlaces que sustituyen a los anulados, y el pase con el que quien los anula sigue dentro."""

    ficha_facilitar: str = field(repr=False)
    ficha_proyectar: str = field(repr=False)
    pase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Borrado:
    """Lo que un caso ha quitado de la base, por sus ids, y que no puede quedar en ninguna copia."""

    salas: tuple[str, ...] = ()
    talleres: tuple[str, ...] = ()
    participantes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.salas or self.talleres or self.participantes)
