"""Todas las tablas. El registro propio permite recargar el módulo sin «table is already defined»."""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from modelo.lenguas import ESPANOL

CONVENIO = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Tabla(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=CONVENIO))):
    """Base de las tablas, con nombres de restricción (las migraciones por lotes de SQLite los necesitan)."""


class Instante(sa.TypeDecorator[datetime]):
    """Fecha y hora siempre con zona UTC, también al volver de SQLite, que la pierde."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """A la base va la hora UTC sin zona."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """De la base sale con su zona."""
        return None if value is None else value.replace(tzinfo=UTC)


def _id() -> str:
    return uuid.uuid4().hex


def _clave() -> Any:
    return Field(default_factory=_id, primary_key=True, max_length=32)


def _hacia(tabla: str, *, indice: bool = True, nulo: bool = False) -> Any:
    extra: dict[str, Any] = {"default": None} if nulo else {}
    return Field(foreign_key=f"{tabla}.id", ondelete="CASCADE", index=indice, nullable=nulo, max_length=32, **extra)


def _instante(*, nulo: bool = True) -> Any:
    return Field(default=None, sa_type=Instante, nullable=nulo)


def _lista() -> Any:
    return Field(default_factory=list, sa_type=sa.JSON)


class Sala(Tabla, table=True):
    """La dirección y el código estables por los que se entra; apunta al taller en curso."""

    __tablename__ = "sala"
    id: str = _clave()
    codigo: str = Field(unique=True, max_length=12)
    taller_id: str | None = Field(default=None, max_length=32)
    borrada_en: datetime | None = _instante()


class Taller(Tabla, table=True):
    """Un taller con su agenda, su posición y los dos contadores que vigilan las pantallas."""

    __tablename__ = "taller"
    id: str = _clave()
    sala_id: str = _hacia("sala")
    titulo: str = Field(max_length=120)
    organizacion: str = Field(default="", max_length=120)
    plantilla: str = Field(max_length=40)
    palancas: list[dict[str, Any]] = _lista()
    palancas_version: str = Field(default="", max_length=40)
    umbral: int = 5
    borrar_el: str = Field(default="", max_length=10)
    ensayo: bool = False
    fase_actual: str = Field(default="", max_length=40)
    debate: list[str] = _lista()
    lamina: str = Field(default="", max_length=90)
    grupos_en: str = Field(default="", max_length=40)
    version: int = 1
    actividad: int = 1
    creado_en: datetime = _instante(nulo=False)
    terminado_en: datetime | None = _instante()


class Fase(Tabla, table=True):
    """Un paso de la agenda de un taller, con su reloj y su privacidad. ``notas``: solo las lee quien facilita.

    ``minutos_previstos``: los del plan, si se han cambiado al repartir el tiempo.
    """

    __tablename__ = "fase"
    __table_args__ = (sa.UniqueConstraint("taller_id", "clave"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    clave: str = Field(max_length=40)
    tipo: str = Field(max_length=40)
    orden: int
    sesion: int = 1
    titulo: str = Field(max_length=120)
    objetivo: str = ""
    guion: str = ""
    consigna: str = ""
    se_proyecta: str = ""
    quien_ve: str = ""
    ayuda: str = ""
    notas: str = ""
    minutos: int = 5
    minutos_previstos: int | None = None
    anonima: bool = False
    estado: str = Field(default="pendiente", max_length=12)
    revelada: bool = False
    inicia_en: datetime | None = _instante()
    termina_en: datetime | None = _instante()
    restante_en_pausa: float | None = None
    abierta_hasta: datetime | None = _instante()


class Participante(Tabla, table=True):
    """Una persona en una sala, conocida por su alias. Vale para todos los talleres de esa sala."""

    __tablename__ = "participante"
    __table_args__ = (sa.UniqueConstraint("sala_id", "codigo_personal"),)
    id: str = _clave()
    sala_id: str = _hacia("sala")
    alias: str = Field(max_length=40)
    codigo_personal: str = Field(max_length=40)
    entro_en: datetime = _instante(nulo=False)
    expulsado_en: datetime | None = _instante()
    idioma: str = Field(default=ESPANOL, max_length=5)


class Ficha(Tabla, table=True):
    """Llave de un papel en una sala. Solo se guarda su huella."""

    __tablename__ = "ficha"
    huella: str = Field(primary_key=True, max_length=64)
    papel: str = Field(max_length=12)
    sala_id: str = _hacia("sala")
    participante_id: str | None = _hacia("participante", nulo=True)
    rotulo: str = Field(default="", max_length=60)
    creada_en: datetime = _instante(nulo=False)
    caduca_en: datetime | None = _instante()
    revocada_en: datetime | None = _instante()


class Pase(Tabla, table=True):
    """Permiso de un solo uso para que el navegador reciba su ficha en una cookie."""

    __tablename__ = "pase"
    huella: str = Field(primary_key=True, max_length=64)
    papel: str = Field(max_length=12)
    sala_id: str = _hacia("sala")
    participante_id: str | None = _hacia("participante", nulo=True)
    caduca_en: datetime = _instante(nulo=False)


class Respuesta(Tabla, table=True):
    """Un campo suelto de una fase: la palabra de llegada, la energía, qué me llevo."""

    __tablename__ = "respuesta"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id", "fase", "campo"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    fase: str = Field(max_length=40)
    campo: str = Field(max_length=40)
    valor: Any = Field(default=None, sa_type=sa.JSON)


class Cliente(Tabla, table=True):
    """Un cliente, siempre con alias, de un participante."""

    __tablename__ = "cliente"
    id: str = _clave()
    participante_id: str = _hacia("participante")
    orden: int = 0
    alias: str = Field(default="", max_length=60)
    tipo: str = Field(default="cliente", max_length=20)
    desde: str = Field(default="", max_length=7)
    modalidad: str = Field(default="", max_length=20)
    que_hago: str = ""
    corto: str = ""
    corto_peso: int | None = None
    largo: str = ""
    largo_peso: int | None = None
    dificultad: str = ""
    amplia: bool | None = None
    causa: str = Field(default="", max_length=30)
    papel: str = Field(default="", max_length=12)
    intuicion: int | None = None
    ofrece_linea: bool = False
    distancia: str = ""
    cultura: str = ""
    proveedores: str = ""
    delega_controla: int | None = None
    reservado_abierto: int | None = None
    rigido_flexible: int | None = None
    exito: str = ""


class Hito(Tabla, table=True):
    """Algo que pasó con un cliente y que sumó o restó."""

    __tablename__ = "hito"
    id: str = _clave()
    cliente_id: str = _hacia("cliente")
    fecha: str = Field(default="", max_length=10)
    valencia: int | None = None
    que_paso: str = ""
    ambito: str = Field(default="", max_length=20)
    palancas: list[str] = _lista()


class Interlocutor(Tabla, table=True):
    """Una persona del cliente con la que se trata, con alias."""

    __tablename__ = "interlocutor"
    id: str = _clave()
    cliente_id: str = _hacia("cliente")
    orden: int = 0
    alias: str = Field(default="", max_length=60)
    area: str = Field(default="", max_length=80)
    influencia: int | None = None
    actitud: int | None = None
    trato_directo: bool | None = None


class Interaccion(Tabla, table=True):
    """Una forma de contacto habitual con un cliente."""

    __tablename__ = "interaccion"
    id: str = _clave()
    cliente_id: str = _hacia("cliente")
    orden: int = 0
    canal: str = Field(default="", max_length=30)
    frecuencia: str = Field(default="", max_length=30)
    iniciativa: str = Field(default="", max_length=20)
    para_que: str = Field(default="", max_length=20)
    pactada: bool | None = None
    calidad: int | None = None
    dificultad: str = ""
    palancas: list[str] = _lista()


class Valoracion(Tabla, table=True):
    """Lo que una persona responde a una afirmación sobre un cliente. ``no_sabe`` es un valor propio, nunca 0.

    ``papel`` es el que tiene ese cliente en ese taller: en el siguiente puede ser otro, y esto no cambia.
    """

    __tablename__ = "valoracion"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id", "cliente_id", "ronda", "afirmacion"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    cliente_id: str = _hacia("cliente")
    ronda: int = 1
    afirmacion: str = Field(max_length=8)
    papel: str = Field(default="", max_length=12)
    valor: int | None = None
    no_sabe: bool = False


class Justificacion(Tabla, table=True):
    """El hecho que sostiene la valoración de una palanca."""

    __tablename__ = "justificacion"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id", "cliente_id", "ronda", "palanca"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    cliente_id: str = _hacia("cliente")
    ronda: int = 1
    palanca: str = Field(max_length=8)
    texto: str = ""


class PerfilPalanca(Tabla, table=True):
    """Eficacia y eficiencia que una persona se da en una palanca. Solo la ve ella."""

    __tablename__ = "perfil_palanca"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id", "palanca"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    palanca: str = Field(max_length=8)
    eficacia: int | None = None
    eficiencia: int | None = None
    hecho: str = ""


class Aportacion(Tabla, table=True):
    """Una estrategia, técnica o proceso que alguien ofrece al grupo, ligada a una palanca."""

    __tablename__ = "aportacion"
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    orden: int = 0
    tipo: str = Field(default="", max_length=20)
    palanca: str = Field(default="", max_length=8)
    texto: str = ""


class Voto(Tabla, table=True):
    """Un voto de una persona a una aportación: una fila por voto, se cuenta al leer."""

    __tablename__ = "voto"
    __table_args__ = (sa.UniqueConstraint("participante_id", "aportacion_id"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    aportacion_id: str = _hacia("aportacion")


class Compromiso(Tabla, table=True):
    """«Si {situación}, entonces haré {acción} antes de {fecha}; lo notaré en {señal}»."""

    __tablename__ = "compromiso"
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    orden: int = 0
    situacion: str = ""
    accion: str = ""
    antes_de: str = Field(default="", max_length=10)
    senal: str = ""
    palanca: str = Field(default="", max_length=8)
    cliente_id: str = Field(default="", max_length=32)
    horizonte: str = Field(default="", max_length=12)
    acompana: str = Field(default="", max_length=60)
    estado: str = Field(default="pendiente", max_length=20)
    nota: str = ""
    compartido: bool = False


class NotaDeCompromiso(Tabla, table=True):
    """Lo que su dueño apunta sobre un compromiso en el seguimiento, con su momento."""

    __tablename__ = "nota_de_compromiso"
    id: str = _clave()
    compromiso_id: str = _hacia("compromiso")
    en: datetime = _instante(nulo=False)
    texto: str = ""


class Aparcado(Tabla, table=True):
    """Un asunto que se deja para el cierre."""

    __tablename__ = "aparcado"
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str | None = _hacia("participante", nulo=True)
    orden: int = 0
    texto: str = ""
    resuelto: bool = False


class Comentario(Tabla, table=True):
    """Una nota del equipo, firmada con un alias libre. Sin ``palanca``, general. ``oculto``: para quien facilita."""

    __tablename__ = "comentario"
    id: str = _clave()
    taller_id: str = _hacia("taller")
    palanca: str = Field(max_length=8)
    papel: str = Field(max_length=12)
    alias: str = Field(max_length=40)
    texto: str = ""
    en: datetime = _instante(nulo=False)
    oculto: bool = False


class Moderado(Tabla, table=True):
    """Un texto que quien facilita deja ver en revisión, por su huella: si cambia, hay que mirarlo otra vez."""

    __tablename__ = "moderado"
    __table_args__ = (sa.UniqueConstraint("taller_id", "tipo", "huella"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    tipo: str = Field(max_length=20)
    huella: str = Field(max_length=64)


class Borrador(Tabla, table=True):
    """Lo tecleado que no pudo guardarse porque la fase ya estaba cerrada."""

    __tablename__ = "borrador"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id", "tipo", "objeto_id", "campo"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    tipo: str = Field(max_length=30)
    objeto_id: str = Field(max_length=120)
    campo: str = Field(max_length=40)
    valor: str = ""
    en: datetime = _instante(nulo=False)


class Agrupado(Tabla, table=True):
    """El número del grupo en que trabaja una persona en ese taller."""

    __tablename__ = "agrupado"
    __table_args__ = (sa.UniqueConstraint("taller_id", "participante_id"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    participante_id: str = _hacia("participante")
    grupo: int


class Listo(Tabla, table=True):
    """Alguien ha dicho «Listo» en una fase. Revocable: quitarlo borra la fila."""

    __tablename__ = "listo"
    __table_args__ = (sa.UniqueConstraint("taller_id", "fase", "participante_id"),)
    id: str = _clave()
    taller_id: str = _hacia("taller")
    fase: str = Field(max_length=40)
    participante_id: str = _hacia("participante")


class Traza(Tabla, table=True):
    """Qué hizo quien facilita y cuándo."""

    __tablename__ = "traza"
    id: str = _clave()
    taller_id: str = _hacia("taller")
    orden: int = 0
    en: datetime = _instante(nulo=False)
    accion: str = Field(max_length=40)
    fase: str = Field(default="", max_length=40)
    detalle: str = ""


class InformeImportado(Tabla, table=True):
    """El informe de un taller hecho en otra parte, tal como se exportó: solo se consulta y se compara."""

    __tablename__ = "informe_importado"
    __table_args__ = (sa.UniqueConstraint("sala_id", "huella"),)
    id: str = _clave()
    sala_id: str = _hacia("sala")
    huella: str = Field(max_length=64)
    titulo: str = Field(max_length=120)
    fecha: str = Field(max_length=10)
    palancas_version: str = Field(default="", max_length=40)
    contenido: str = ""
    importado_en: datetime = _instante(nulo=False)
