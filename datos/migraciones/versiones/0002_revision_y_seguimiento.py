"""Enlaces de revisión con caducidad, textos moderados, comentarios por palanca y seguimiento de compromisos."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _hacia(tabla: str) -> sa.Column[str]:
    ajena = sa.ForeignKey(f"{tabla}.id", ondelete="CASCADE")
    return sa.Column(f"{tabla}_id", sa.String(32), ajena, nullable=False, index=True)


def upgrade() -> None:
    op.add_column("ficha", sa.Column("rotulo", sa.String(60), nullable=False, server_default=""))
    op.add_column("ficha", sa.Column("caduca_en", sa.DateTime()))
    op.add_column("compromiso", sa.Column("compartido", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "nota_de_compromiso",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("compromiso"),
        sa.Column("en", sa.DateTime(), nullable=False),
        sa.Column("texto", sa.String(), nullable=False),
    )
    op.create_table(
        "comentario",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        sa.Column("palanca", sa.String(8), nullable=False),
        sa.Column("papel", sa.String(12), nullable=False),
        sa.Column("alias", sa.String(40), nullable=False),
        sa.Column("texto", sa.String(), nullable=False),
        sa.Column("en", sa.DateTime(), nullable=False),
        sa.Column("oculto", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "moderado",
        sa.Column("id", sa.String(32), primary_key=True),
        _hacia("taller"),
        sa.Column("tipo", sa.String(20), nullable=False),
        sa.Column("huella", sa.String(64), nullable=False),
        sa.UniqueConstraint("taller_id", "tipo", "huella"),
    )


def downgrade() -> None:
    for tabla in ("moderado", "comentario", "nota_de_compromiso"):
        op.drop_table(tabla)
    op.drop_column("compromiso", "compartido")
    op.drop_column("ficha", "caduca_en")
    # Sin caducidad, un enlace de revisión de la versión anterior abriría para siempre.
    op.execute("DELETE FROM ficha WHERE papel = 'revisa'")
    op.drop_column("ficha", "rotulo")
