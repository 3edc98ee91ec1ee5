"""Las reglas de la casa que se leen en el código. Cada una recibe un árbol y dice en qué líneas se incumple.

Las aplica ``tests/test_arquitectura.py`` a todo el proyecto, y demuestra de cada una que detecta lo que prohíbe.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
RELOJES = frozenset({"now", "today", "utcnow"})
FECHAS = frozenset({"datetime", "date"})


def archivos(*carpetas: str) -> list[Path]:
    """Los .py versionables de esas carpetas, o de todo el proyecto si no se dice ninguna."""
    if carpetas:
        return sorted(archivo for carpeta in carpetas for archivo in (RAIZ / carpeta).rglob("*.py"))
    propias = [hijo.name for hijo in RAIZ.iterdir() if hijo.is_dir() and not hijo.name.startswith(".")]
    return sorted([*RAIZ.glob("*.py"), *archivos(*propias)])


def relativo(archivo: Path) -> str:
    """La ruta desde la raíz del proyecto, con barras."""
    return archivo.relative_to(RAIZ).as_posix()


def arbol(archivo: Path) -> ast.Module:
    """El código de un archivo, ya leído."""
    return ast.parse(archivo.read_text(encoding="utf-8"), filename=str(archivo))


def importaciones(codigo: ast.AST, *prohibidos: str) -> Iterator[int]:
    """Líneas que importan alguno de esos paquetes, también dentro de una función."""
    for nodo in ast.walk(codigo):
        if isinstance(nodo, ast.Import):
            nombres = [alias.name for alias in nodo.names]
        elif isinstance(nodo, ast.ImportFrom):
            nombres = [nodo.module or ""]
        else:
            continue
        if any(nombre.split(".")[0] in prohibidos for nombre in nombres):
            yield nodo.lineno


def excepciones_sin_nombre(codigo: ast.AST) -> Iterator[int]:
    """Líneas con ``except:`` o ``except BaseException``: se tragarían los cortes de guion de Streamlit."""
    for nodo in ast.walk(codigo):
        if isinstance(nodo, ast.ExceptHandler):
            tipos = nodo.type.elts if isinstance(nodo.type, ast.Tuple) else [nodo.type]
            if any(tipo is None or _ultimo_nombre(tipo) == "BaseException" for tipo in tipos):
                yield nodo.lineno


def usos_de_la_sesion(codigo: ast.AST) -> Iterator[int]:
    """Líneas que nombran ``session_state``."""
    for nodo in ast.walk(codigo):
        if isinstance(nodo, ast.Attribute) and nodo.attr == "session_state":
            yield nodo.lineno
        if isinstance(nodo, ast.ImportFrom) and any(alias.name == "session_state" for alias in nodo.names):
            yield nodo.lineno


def relojes_y_azares(codigo: ast.AST) -> Iterator[int]:
    """Líneas que miran la hora o sortean por su cuenta en vez de recibirlo; ``random.Random`` como tipo sí vale."""
    for nodo in ast.walk(codigo):
        if isinstance(nodo, ast.Attribute) and _es_reloj_o_azar(nodo):
            yield nodo.lineno
        if isinstance(nodo, ast.ImportFrom) and nodo.module in {"random", "time"}:
            yield from (nodo.lineno for alias in nodo.names if alias.name != "Random")


def _es_reloj_o_azar(nodo: ast.Attribute) -> bool:
    origen = _ultimo_nombre(nodo.value)
    if origen in FECHAS:
        return nodo.attr in RELOJES
    if origen == "random":
        return nodo.attr != "Random"
    return origen == "time" and nodo.attr in {"time", "time_ns", "monotonic"}


def _ultimo_nombre(nodo: ast.AST) -> str | None:
    if isinstance(nodo, ast.Attribute):
        return nodo.attr
    return nodo.id if isinstance(nodo, ast.Name) else None
