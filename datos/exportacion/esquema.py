"""El informe como JSON con esquema y versión, de ida y vuelta sin pérdida.

Lleva lo mismo que los demás documentos: lo revelado y ya filtrado, sin nada que diga de quién es. No hay copia con lo
que escribió cada persona: rompería «privado hasta revelar» y el perfil privado (``docs/decisiones``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from pydantic import TypeAdapter, ValidationError

from datos.exportacion.tipos import Informe
from modelo.errores import InformeNoValido, NoEsUnInforme

ESQUEMA = "palancas/informe"
VERSION = (1, 0)
TOPE = 20 * 1024 * 1024
_ADAPTADOR = TypeAdapter(Informe)
_ENVOLTORIO = ("esquema", "version", "informe")
_ALTERNATIVAS = ("str", "int", "float")
_MOTIVOS = {
    "missing": "falta",
    "string_type": "se esperaba un texto",
    "int_type": "se esperaba un número entero",
    "bool_type": "se esperaba verdadero o falso",
    "tuple_type": "se esperaba una lista",
    "dataclass_type": "se esperaba un objeto",
}


def escribir(informe: Informe) -> bytes:
    """El informe en JSON. El mismo informe da siempre los mismos bytes."""
    cuerpo = _ADAPTADOR.dump_python(informe, mode="json")
    datos = {"esquema": ESQUEMA, "version": ".".join(map(str, VERSION)), "informe": cuerpo}
    return json.dumps(datos, ensure_ascii=False, indent=1, allow_nan=False).encode()


def leer(datos: bytes) -> Informe:
    """El informe que dio ``escribir``. Si algo no cuadra, ``InformeNoValido`` dice dónde."""
    crudo = _objeto(_texto(datos))
    if crudo.get("esquema") != ESQUEMA:
        raise NoEsUnInforme
    _exigir_claves(crudo, _ENVOLTORIO)
    _exigir_version(crudo["version"])
    try:
        informe = _ADAPTADOR.validate_json(json.dumps(crudo["informe"]), strict=True)
    except ValidationError as error:
        raise _traducido(error) from error
    _sin_claves_de_mas(crudo["informe"], _ADAPTADOR.dump_python(informe, mode="json"), ("informe",))
    return informe


def _texto(datos: bytes) -> str:
    if len(datos) > TOPE:
        raise InformeNoValido("", f"El archivo pesa {len(datos) // 2**20} MB y caben {TOPE // 2**20}")
    try:
        return datos.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InformeNoValido(f"byte {error.start}", "el archivo no está en UTF-8") from error


def _objeto(texto: str) -> dict[str, Any]:
    try:
        crudo = json.loads(texto, object_pairs_hook=_sin_repetir, parse_constant=_no_es_numero)
    except json.JSONDecodeError as error:
        lugar = f"línea {error.lineno}, columna {error.colno}"
        raise InformeNoValido(lugar, "ahí deja de ser JSON; puede que el archivo esté cortado") from error
    except RecursionError as error:
        raise InformeNoValido("", "El archivo anida demasiados niveles") from error
    except ValueError as error:
        # Python no lee números de miles de cifras.
        raise InformeNoValido("", "El archivo tiene un número desmedido") from error
    if not isinstance(crudo, dict):
        raise NoEsUnInforme
    return crudo


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    salida = dict(pares)
    if len(salida) < len(pares):
        claves = [clave for clave, _ in pares]
        repetida = next(clave for clave in claves if claves.count(clave) > 1)
        raise InformeNoValido(f"clave «{repetida[:60]}»", "aparece dos veces en el mismo objeto")
    return salida


def _no_es_numero(palabra: str) -> NoReturn:
    raise InformeNoValido(palabra, "no es un número")


def _exigir_claves(crudo: dict[str, Any], claves: Sequence[str]) -> None:
    for clave in claves:
        if clave not in crudo:
            raise InformeNoValido(clave, "falta")
    _ninguna_de_mas(set(crudo) - set(claves), ())


def _exigir_version(version: Any) -> None:
    partes = version.split(".") if isinstance(version, str) else []
    if len(partes) != 2 or not all(p.isascii() and p.isdigit() and len(p) < 6 for p in partes):
        raise InformeNoValido("version", "se esperaba algo como «1.0»")
    mayor, menor = (int(p) for p in partes)
    if mayor != VERSION[0] or menor > VERSION[1]:
        propia = ".".join(map(str, VERSION))
        raise InformeNoValido("version", f"el archivo es de la versión {version} y aquí se lee la {propia}")


def _traducido(error: ValidationError) -> InformeNoValido:
    primero = error.errors(include_url=False, include_context=True)[0]
    if primero["type"] == "value_error":
        motivo = str(primero["ctx"]["error"])
    elif primero["loc"][-1] in _ALTERNATIVAS:
        motivo = "se esperaba un texto, un número o nada"
    else:
        motivo = _MOTIVOS.get(primero["type"], "ese valor no vale")
    return InformeNoValido(_ruta(("informe", *_sin_alternativas(primero["loc"]))), motivo)


def _sin_alternativas(pasos: Iterable[str | int]) -> list[str | int]:
    """La ruta sin los nombres de las alternativas que se probaron en cada celda."""
    return [p for p in pasos if p not in _ALTERNATIVAS]


def _ruta(pasos: Iterable[str | int]) -> str:
    salida = ""
    for paso in pasos:
        salida += f"[{paso}]" if isinstance(paso, int) else f".{paso}" if salida else str(paso)
    return salida


def _sin_claves_de_mas(crudo: Any, leido: Any, ruta: tuple[str | int, ...]) -> None:
    if isinstance(crudo, dict):
        _ninguna_de_mas(set(crudo) - set(leido), ruta)
    pasos: Callable[[], Iterable[Any]] = crudo.keys if isinstance(crudo, dict) else lambda: range(len(crudo))
    if isinstance(crudo, dict | list):
        for paso in pasos():
            _sin_claves_de_mas(crudo[paso], leido[paso], (*ruta, paso))


def _ninguna_de_mas(sobran: set[str], ruta: tuple[str | int, ...]) -> None:
    if sobran:
        raise InformeNoValido(_ruta((*ruta, min(sobran)[:60])), "esa clave no existe en el esquema")
