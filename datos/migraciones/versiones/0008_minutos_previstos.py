"""Los minutos que tenía una fase en el plan, si al repartir el tiempo en plena sesión se le han cambiado."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fase", sa.Column("minutos_previstos", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("fase", "minutos_previstos")
