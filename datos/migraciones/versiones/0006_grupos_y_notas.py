"""Los grupos en que se reparte la sala, en qué fase se enseñan, y las notas privadas de cada fase."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agrupado",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "taller_id", sa.String(32), sa.ForeignKey("taller.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column(
            "participante_id",
            sa.String(32),
            sa.ForeignKey("participante.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("grupo", sa.Integer(), nullable=False),
        sa.UniqueConstraint("taller_id", "participante_id"),
    )
    op.add_column("taller", sa.Column("grupos_en", sa.String(40), nullable=False, server_default=""))
    op.add_column("fase", sa.Column("notas", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("fase", "notas")
    op.drop_column("taller", "grupos_en")
    op.drop_table("agrupado")
