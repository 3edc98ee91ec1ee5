"""Ajustes del proyecto de oTree con que se compara (``tests/carga/otree.py``). Los nombres los impone oTree."""

SESSION_CONFIGS = [
    {"name": nombre, "app_sequence": ["valorar"], "num_demo_participants": 1, "cuantas": cuantas}
    for nombre, cuantas in (("una", 1), ("ocho", 8))
]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0, "doc": ""}
PARTICIPANT_FIELDS: list[str] = []
SESSION_FIELDS: list[str] = []
LANGUAGE_CODE = "es"
REAL_WORLD_CURRENCY_CODE = "EUR"
USE_POINTS = False
DEMO_PAGE_INTRO_HTML = ""
SECRET_KEY = "solo para medir"  # noqa: S105
