"""El papel del cliente queda en cada valoración: cambiarlo en otro taller no toca lo valorado en este."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("valoracion", sa.Column("papel", sa.String(12), nullable=False, server_default=""))
    op.execute("UPDATE valoracion SET papel = (SELECT c.papel FROM cliente c WHERE c.id = valoracion.cliente_id)")


def downgrade() -> None:
    op.drop_column("valoracion", "papel")
