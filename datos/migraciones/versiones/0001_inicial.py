"""Tablas iniciales."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _hacia(tabla: str, *, nulo: bool = False) -> sa.Column[str]:
    ajena = sa.ForeignKey(f"{tabla}.id", ondelete="CASCADE")
    return sa.Column(f"{tabla}_id", sa.String(32), ajena, nullable=nulo, index=True)


def upgrade() -> None:
    op.create_table(
        "sala",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("codigo", sa.String(12), nullable=False),
        sa.Column("taller_id", sa.String(32)),
        sa.Column("borrada_en", sa.DateTime()),
        sa.UniqueConstraint("codigo"),
    )
    op.create_table(
        "participante",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("sala"),
        sa.Column("alias", sa.String(40), nullable=False),
        sa.Column("codigo_personal", sa.String(40), nullable=False),
        sa.Column("entro_en", sa.DateTime(), nullable=False),
        sa.Column("expulsado_en", sa.DateTime()),
        sa.UniqueConstraint("sala_id", "codigo_personal"),
    )
    op.create_table(
        "taller",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("sala"),
        sa.Column("titulo", sa.String(120), nullable=False),
        sa.Column("organizacion", sa.String(120), nullable=False),
        sa.Column("plantilla", sa.String(40), nullable=False),
        sa.Column("palancas", sa.JSON(), nullable=False),
        sa.Column("palancas_version", sa.String(40), nullable=False),
        sa.Column("umbral", sa.Integer(), nullable=False),
        sa.Column("borrar_el", sa.String(10), nullable=False),
        sa.Column("ensayo", sa.Boolean(), nullable=False),
        sa.Column("fase_actual", sa.String(40), nullable=False),
        sa.Column("debate", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actividad", sa.Integer(), nullable=False),
        sa.Column("creado_en", sa.DateTime(), nullable=False),
        sa.Column("terminado_en", sa.DateTime()),
    )
    op.create_table(
        "aparcado",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante", nulo=True),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("texto", sa.String(), nullable=False),
        sa.Column("resuelto", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "aportacion",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(20), nullable=False),
        sa.Column("palanca", sa.String(8), nullable=False),
        sa.Column("texto", sa.String(), nullable=False),
    )
    op.create_table(
        "borrador",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        sa.Column("tipo", sa.String(30), nullable=False),
        sa.Column("objeto_id", sa.String(120), nullable=False),
        sa.Column("campo", sa.String(40), nullable=False),
        sa.Column("valor", sa.String(), nullable=False),
        sa.Column("en", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id", "tipo", "objeto_id", "campo"),
    )
    op.create_table(
        "cliente",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("participante"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(60), nullable=False),
        sa.Column("tipo", sa.String(20), nullable=False),
        sa.Column("desde", sa.String(7), nullable=False),
        sa.Column("modalidad", sa.String(20), nullable=False),
        sa.Column("que_hago", sa.String(), nullable=False),
        sa.Column("corto", sa.String(), nullable=False),
        sa.Column("corto_peso", sa.Integer()),
        sa.Column("largo", sa.String(), nullable=False),
        sa.Column("largo_peso", sa.Integer()),
        sa.Column("dificultad", sa.String(), nullable=False),
        sa.Column("amplia", sa.Boolean()),
        sa.Column("causa", sa.String(30), nullable=False),
        sa.Column("papel", sa.String(12), nullable=False),
        sa.Column("intuicion", sa.Integer()),
        sa.Column("ofrece_linea", sa.Boolean(), nullable=False),
        sa.Column("distancia", sa.String(), nullable=False),
        sa.Column("cultura", sa.String(), nullable=False),
        sa.Column("proveedores", sa.String(), nullable=False),
        sa.Column("delega_controla", sa.Integer()),
        sa.Column("reservado_abierto", sa.Integer()),
        sa.Column("rigido_flexible", sa.Integer()),
        sa.Column("exito", sa.String(), nullable=False),
    )
    op.create_table(
        "compromiso",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("situacion", sa.String(), nullable=False),
        sa.Column("accion", sa.String(), nullable=False),
        sa.Column("antes_de", sa.String(10), nullable=False),
        sa.Column("senal", sa.String(), nullable=False),
        sa.Column("palanca", sa.String(8), nullable=False),
        sa.Column("cliente_id", sa.String(32), nullable=False),
        sa.Column("horizonte", sa.String(12), nullable=False),
        sa.Column("acompana", sa.String(60), nullable=False),
        sa.Column("estado", sa.String(20), nullable=False),
        sa.Column("nota", sa.String(), nullable=False),
    )
    op.create_table(
        "fase",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        sa.Column("clave", sa.String(40), nullable=False),
        sa.Column("tipo", sa.String(40), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("sesion", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.String(120), nullable=False),
        sa.Column("objetivo", sa.String(), nullable=False),
        sa.Column("guion", sa.String(), nullable=False),
        sa.Column("consigna", sa.String(), nullable=False),
        sa.Column("se_proyecta", sa.String(), nullable=False),
        sa.Column("quien_ve", sa.String(), nullable=False),
        sa.Column("ayuda", sa.String(), nullable=False),
        sa.Column("minutos", sa.Integer(), nullable=False),
        sa.Column("anonima", sa.Boolean(), nullable=False),
        sa.Column("estado", sa.String(12), nullable=False),
        sa.Column("revelada", sa.Boolean(), nullable=False),
        sa.Column("inicia_en", sa.DateTime()),
        sa.Column("termina_en", sa.DateTime()),
        sa.Column("restante_en_pausa", sa.Float()),
        sa.Column("abierta_hasta", sa.DateTime()),
        sa.UniqueConstraint("taller_id", "clave"),
    )
    op.create_table(
        "ficha",
        sa.Column("huella", sa.String(64), primary_key=True),
        sa.Column("papel", sa.String(12), nullable=False),
        _hacia("sala"),
        _hacia("participante", nulo=True),
        sa.Column("creada_en", sa.DateTime(), nullable=False),
        sa.Column("revocada_en", sa.DateTime()),
    )
    op.create_table(
        "listo",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        sa.Column("fase", sa.String(40), nullable=False),
        _hacia("participante"),
        sa.UniqueConstraint("taller_id", "fase", "participante_id"),
    )
    op.create_table(
        "pase",
        sa.Column("huella", sa.String(64), primary_key=True),
        sa.Column("papel", sa.String(12), nullable=False),
        _hacia("sala"),
        _hacia("participante", nulo=True),
        sa.Column("caduca_en", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "perfil_palanca",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        sa.Column("palanca", sa.String(8), nullable=False),
        sa.Column("eficacia", sa.Integer()),
        sa.Column("eficiencia", sa.Integer()),
        sa.Column("hecho", sa.String(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id", "palanca"),
    )
    op.create_table(
        "respuesta",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        sa.Column("fase", sa.String(40), nullable=False),
        sa.Column("campo", sa.String(40), nullable=False),
        sa.Column("valor", sa.JSON(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id", "fase", "campo"),
    )
    op.create_table(
        "traza",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(), nullable=False),
        sa.Column("accion", sa.String(40), nullable=False),
        sa.Column("fase", sa.String(40), nullable=False),
        sa.Column("detalle", sa.String(), nullable=False),
    )
    op.create_table(
        "hito",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("cliente"),
        sa.Column("fecha", sa.String(10), nullable=False),
        sa.Column("valencia", sa.Integer()),
        sa.Column("que_paso", sa.String(), nullable=False),
        sa.Column("ambito", sa.String(20), nullable=False),
        sa.Column("palancas", sa.JSON(), nullable=False),
    )
    op.create_table(
        "interaccion",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("cliente"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("canal", sa.String(30), nullable=False),
        sa.Column("frecuencia", sa.String(30), nullable=False),
        sa.Column("iniciativa", sa.String(20), nullable=False),
        sa.Column("para_que", sa.String(20), nullable=False),
        sa.Column("pactada", sa.Boolean()),
        sa.Column("calidad", sa.Integer()),
        sa.Column("dificultad", sa.String(), nullable=False),
        sa.Column("palancas", sa.JSON(), nullable=False),
    )
    op.create_table(
        "interlocutor",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("cliente"),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(60), nullable=False),
        sa.Column("area", sa.String(80), nullable=False),
        sa.Column("influencia", sa.Integer()),
        sa.Column("actitud", sa.Integer()),
        sa.Column("trato_directo", sa.Boolean()),
    )
    op.create_table(
        "justificacion",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        _hacia("cliente"),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("palanca", sa.String(8), nullable=False),
        sa.Column("texto", sa.String(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id", "cliente_id", "ronda", "palanca"),
    )
    op.create_table(
        "valoracion",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        _hacia("cliente"),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("afirmacion", sa.String(8), nullable=False),
        sa.Column("valor", sa.Integer()),
        sa.Column("no_sabe", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id", "cliente_id", "ronda", "afirmacion"),
    )
    op.create_table(
        "voto",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        _hacia("participante"),
        _hacia("aportacion"),
        sa.UniqueConstraint("participante_id", "aportacion_id"),
    )


def downgrade() -> None:
    for tabla in (
        *("voto", "valoracion", "justificacion", "interlocutor", "interaccion", "hito"),
        *("traza", "respuesta", "perfil_palanca", "pase", "listo", "ficha"),
        *("fase", "compromiso", "cliente", "borrador", "aportacion", "aparcado"),
        *("taller", "participante", "sala"),
    ):
        op.drop_table(tabla)
