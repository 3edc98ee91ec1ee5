"""Informes importados de otros talleres."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "informe_importado",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sala_id", sa.String(32), sa.ForeignKey("sala.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("huella", sa.String(64), nullable=False),
        sa.Column("titulo", sa.String(120), nullable=False),
        sa.Column("fecha", sa.String(10), nullable=False),
        sa.Column("palancas_version", sa.String(40), nullable=False),
        sa.Column("contenido", sa.String(), nullable=False),
        sa.Column("importado_en", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("sala_id", "huella"),
    )


def downgrade() -> None:
    op.drop_table("informe_importado")
