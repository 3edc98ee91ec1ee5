"""Las pruebas de aquí necesitan un PostgreSQL: las pasa ``python -m tests.postgres``, no ``./probar``."""

from tests.bases import en_postgres

collect_ignore_glob = [] if en_postgres() else ["test_*.py"]
