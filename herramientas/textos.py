"""Los textos que hay que traducir, sacados del código y de los talleres de serie, y los catálogos al día con ellos.

``python -m herramientas.textos`` añade a cada catálogo lo que le falta, sin traducir, y quita lo que sobra.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from datos.idiomas import CARPETA, DE_SERIE
from modelo.lenguas import ESPANOL, LENGUAS

RAIZ = Path(__file__).resolve().parents[1]
# Funciones que llevan textos en sus argumentos: el puesto del texto o, si son dos, los del singular y el plural.
MARCAS: dict[str, tuple[int, ...]] = {
    "_": (0,),
    "por_traducir": (0,),
    "plural": (0, 1),
    "por_contar": (0, 1),
    "contar": (1, 2),
    "de_personas": (1, 2),
    "decir": (0,),
    "ValorNoValido": (1,),
    "HitoNoValido": (0,),
}
EXIGEN_LITERAL = frozenset({"_", "por_traducir", "plural"})
CARPETAS = ("paginas", "datos", "modelo")
ROTULOS = "modelo/rotulos.py"
# Lo que en una lista de rótulos se dice de otra manera que en las demás, por el nombre de la lista.
DE_OTRA_MANERA = {"INICIATIVAS": ("A medias",), "RASGOS": ("A medias",)}
TALLERES = ("completo", "expres", "seguimiento")
DE_LA_FASE = ("titulo", "consigna", "quien_ve")
DE_LA_PALANCA = ("nombre", "nombre_corto", "que_es")


@dataclass(frozen=True, order=True)
class Texto:
    """Un texto por traducir. ``varios`` es su plural, si lo tiene; ``contexto``, de dónde sale si no es del código."""

    uno: str
    varios: str = ""
    contexto: str = ""

    @property
    def clave(self) -> tuple[str, str] | str:
        """El texto como lo nombra gettext."""
        return (self.uno, self.varios) if self.varios else self.uno


def todos() -> set[Texto]:
    """Los textos de todo el proyecto."""
    archivos = [ruta for carpeta in CARPETAS for ruta in sorted((RAIZ / carpeta).rglob("*.py"))]
    del_codigo = {texto for ruta in archivos for texto in del_archivo(ruta.read_text(encoding="utf-8"))}
    return del_codigo | set(_de_los_rotulos()) | set(_de_los_talleres())


def del_archivo(codigo: str) -> Iterator[Texto]:
    """Los textos marcados en un archivo. Uno que no sea literal no se puede sacar: es un ``ValueError``."""
    for nodo in ast.walk(ast.parse(codigo)):
        if isinstance(nodo, ast.Call) and _nombre(nodo.func) == "en_contexto":
            contexto, texto = (a.value for a in nodo.args if isinstance(a, ast.Constant))
            yield Texto(str(texto), contexto=str(contexto))
        elif isinstance(nodo, ast.Call) and _nombre(nodo.func) == "viene_de_serie":
            yield from (Texto(str(a.value), contexto=DE_SERIE) for a in nodo.args if isinstance(a, ast.Constant))
        elif isinstance(nodo, ast.Call) and (puestos := MARCAS.get(_nombre(nodo.func))):
            dichos = [a for p in puestos if p < len(nodo.args) for a in _ramas(nodo.args[p])]
            textos = [d.value for d in dichos if isinstance(d, ast.Constant) and isinstance(d.value, str)]
            if _nombre(nodo.func) in EXIGEN_LITERAL and any(isinstance(d, ast.JoinedStr) for d in dichos):
                raise ValueError(f"línea {nodo.lineno}: un texto con datos dentro no se puede traducir")
            if textos and len(puestos) == 2:
                yield Texto(textos[0], textos[1] if len(textos) == 2 else f"{textos[0]}s")
            else:
                yield from (Texto(texto) for texto in textos)


def _ramas(argumento: ast.expr) -> list[ast.expr]:
    """Un argumento, o los dos entre los que elige."""
    return [argumento.body, argumento.orelse] if isinstance(argumento, ast.IfExp) else [argumento]


def _nombre(funcion: ast.expr) -> str:
    return funcion.id if isinstance(funcion, ast.Name) else funcion.attr if isinstance(funcion, ast.Attribute) else ""


def _de_los_rotulos() -> Iterator[Texto]:
    """Todo lo que se lee en las constantes: los valores de cada diccionario, y no sus claves."""
    arbol = ast.parse((RAIZ / ROTULOS).read_text(encoding="utf-8"))
    for nodo in arbol.body:
        if isinstance(nodo, ast.AnnAssign) and nodo.value is not None:
            aparte = DE_OTRA_MANERA.get(_nombre(nodo.target), ())
            claves = {id(c) for d in ast.walk(nodo.value) if isinstance(d, ast.Dict) for c in d.keys}
            for hoja in ast.walk(nodo.value):
                if isinstance(hoja, ast.Constant) and isinstance(hoja.value, str) and id(hoja) not in claves:
                    yield Texto(hoja.value, contexto=_nombre(nodo.target) if hoja.value in aparte else "")


def _de_los_talleres() -> Iterator[Texto]:
    plantillas = RAIZ / "datos" / "plantillas"
    for nombre in TALLERES:
        for fase in tomllib.loads((plantillas / f"{nombre}.toml").read_text(encoding="utf-8"))["fases"]:
            yield from (Texto(fase[campo], contexto=DE_SERIE) for campo in DE_LA_FASE)
    for palanca in tomllib.loads((plantillas / "palancas.toml").read_text(encoding="utf-8"))["palancas"]:
        sueltos = [palanca[campo] for campo in DE_LA_PALANCA]
        dichos = [*sueltos, *palanca["anclas"], *(a["texto"] for a in palanca["afirmaciones"])]
        yield from (Texto(dicho, contexto=DE_SERIE) for dicho in dichos)


def leer(lengua: str) -> Catalog:
    """El catálogo de esa lengua."""
    with (CARPETA / f"{lengua}.po").open("rb") as archivo:
        return read_po(archivo, locale=lengua)


def poner_al_dia(lengua: str) -> list[str]:
    """Deja el catálogo con los textos de ahora, y devuelve los que están por traducir."""
    antes = {(m.id, m.context or ""): m.string for m in leer(lengua) if m.id}
    nuevo = Catalog(locale=lengua, header_comment=f"# Palancas: {LENGUAS[lengua]}. Cada texto, por el español.")
    for texto in sorted(todos(), key=lambda t: (t.contexto, t.uno)):
        dicho = antes.get((texto.clave, texto.contexto), ("", "") if texto.varios else "")
        nuevo.add(texto.clave, dicho, context=texto.contexto or None)
    with (CARPETA / f"{lengua}.po").open("wb") as archivo:
        write_po(archivo, nuevo, width=0, omit_header=True)
    return [str(m.id) for m in nuevo if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))]


if __name__ == "__main__":
    for lengua in LENGUAS:
        if lengua != ESPANOL:
            faltan = poner_al_dia(lengua)
            sys.stdout.write(f"{lengua}: {len(faltan)} por traducir\n" + "".join(f"  {f}\n" for f in faltan))
