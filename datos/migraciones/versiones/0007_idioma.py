"""Cada participante recuerda en qué lengua quiere que se le hable, para que le siga a otro aparato."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participante", sa.Column("idioma", sa.String(5), nullable=False, server_default="es"))


def downgrade() -> None:
    op.drop_column("participante", "idioma")
