"""Cada taller recuerda qué lámina se proyecta: «fase/lámina», o nada si se proyectan todas seguidas."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("taller", sa.Column("lamina", sa.String(90), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("taller", "lamina")
