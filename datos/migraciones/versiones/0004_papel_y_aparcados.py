"""El papel del cliente queda en cada valoración, y la traza señala los asuntos aparcados en vez de copiar su texto."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("valoracion", sa.Column("papel", sa.String(12), nullable=False, server_default=""))
    op.execute("UPDATE valoracion SET papel = (SELECT c.papel FROM cliente c WHERE c.id = valoracion.cliente_id)")
    # De los que se borraron, y de los que no se sepa cuál era, no queda nada.
    op.execute(
        "UPDATE traza SET detalle = COALESCE((SELECT MIN(a.id) FROM aparcado a WHERE a.taller_id = traza.taller_id"
        " AND SUBSTR(a.texto, 1, 80) = traza.detalle), '')"
        " WHERE accion IN ('resolver_aparcado', 'devolver_aparcado')"
    )


def downgrade() -> None:
    op.execute(
        "UPDATE traza SET detalle = COALESCE((SELECT SUBSTR(a.texto, 1, 80) FROM aparcado a WHERE a.id ="
        " traza.detalle), '') WHERE accion IN ('resolver_aparcado', 'devolver_aparcado')"
    )
    op.drop_column("valoracion", "papel")
