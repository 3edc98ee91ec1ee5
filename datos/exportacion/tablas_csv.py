"""El informe en CSV: un archivo por fase y apartado, en UTF-8 con BOM, dentro de un zip con su diccionario."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from datos.exportacion.sobre import PRODUCTO, comprimir
from datos.exportacion.tipos import NUMEROS, Capitulo, Columna, Informe, Seccion, Valor
from datos.formulas import neutralizar
from modelo.errores import ValorNoValido

SEPARADORES = (";", ",", "\t")
DECIMALES = (",", ".")
BOM = "\ufeff"
DICCIONARIO = ("archivo", "columna", "qué es", "unidades", "rango")
CONTENIDO = ("archivo", "fase", "apartado", "n", "lectura", "notas")


class Numero(str):
    """Una cifra ya escrita: su signo es suyo y no se neutraliza."""

    __slots__ = ()


def hacer(informe: Informe, *, separador: str = ";", decimal: str = ",") -> bytes:
    """El zip. ``separador`` y ``decimal`` no pueden ser el mismo signo."""
    if separador not in SEPARADORES or decimal not in DECIMALES or separador == decimal:
        raise ValorNoValido("separador", "elige «;» o tabulador con coma decimal, o «,» con punto decimal")
    rutas = {f"{numero:02d}-{c.clave}-{s.clave}.csv": (c, s) for numero, (c, s) in enumerate(informe.secciones(), 1)}
    con_tabla = {ruta: s for ruta, (_, s) in rutas.items() if s.tabla is not None}
    archivos = {
        "00-leeme.csv": _csv(CONTENIDO, _contenido(informe, rutas), separador),
        "00-columnas.csv": _csv(DICCIONARIO, _diccionario(con_tabla), separador),
        "00-resumen.csv": _csv(("frase", "regla"), [(f.texto, f.regla) for f in informe.resumen], separador),
    }
    archivos |= {ruta: _seccion(s, separador, decimal) for ruta, s in con_tabla.items()}
    return comprimir(archivos, informe.fecha)


def _contenido(informe: Informe, rutas: dict[str, tuple[Capitulo, Seccion]]) -> Iterable[Sequence[str]]:
    yield ("", informe.titulo, informe.organizacion, "", f"{PRODUCTO}, {informe.fecha}", "")
    for capitulo in informe.capitulos:
        if capitulo.espera:
            yield ("", capitulo.titulo, "", "", f"{capitulo.espera}.", "")
    for ruta, (capitulo, s) in rutas.items():
        archivo = ruta if s.tabla is not None else ""
        n = "" if s.n is None else str(s.n)
        yield (archivo, capitulo.titulo, s.titulo, n, s.frase or f"{s.espera}.", " ".join(s.notas))


def _diccionario(rutas: dict[str, Seccion]) -> Iterable[Sequence[str]]:
    for ruta, s in rutas.items():
        for c in s.tabla.columnas if s.tabla is not None else ():
            yield (ruta, c.nombre, c.que_es, c.unidades, c.rango)


def _seccion(s: Seccion, separador: str, decimal: str) -> bytes:
    if s.tabla is None:
        return b""
    filas = [[_celda(c, v, decimal) for c, v in zip(s.tabla.columnas, fila, strict=True)] for fila in s.tabla.filas]
    return _csv([c.nombre for c in s.tabla.columnas], filas, separador)


def _celda(columna: Columna, valor: Valor, decimal: str) -> str:
    if valor is None:
        return ""
    if columna.tipo in NUMEROS and not isinstance(valor, str):
        return Numero(_numero(valor).replace(".", decimal))
    return valor if isinstance(valor, str) else str(valor)


def _numero(valor: int | float) -> str:
    if isinstance(valor, int):
        return str(valor)
    texto = f"{valor:.4f}".rstrip("0").rstrip(".")
    return "0" if texto in ("-0", "") else texto


def _csv(cabecera: Sequence[str], filas: Iterable[Sequence[str]], separador: str) -> bytes:
    salida = io.StringIO()
    escritor = csv.writer(salida, delimiter=separador, lineterminator="\r\n")
    escritor.writerow(_segura(cabecera))
    escritor.writerows(_segura(fila) for fila in filas)
    return (BOM + salida.getvalue()).encode()


def _segura(fila: Sequence[str]) -> list[str]:
    return [t if isinstance(t, Numero) else neutralizar(t) for t in fila]
