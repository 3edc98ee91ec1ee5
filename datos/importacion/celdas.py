"""De una celda escrita por una persona al valor que pide ``modelo.campos``. Lo que no se entiende es ``ValorNoValido``.

Los límites (de 0 a 10, ni un día futuro…) los pone el modelo: aquí solo se entiende lo escrito.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from datos.importacion.archivo import Celda, Ilegible, vacia
from modelo.errores import ValorNoValido

Lector = Callable[[Celda], Any]

MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_SI = frozenset({"si", "s", "x", "1", "verdadero", "true", "cierto"})
_NO = frozenset({"no", "n", "0", "falso", "false"})
_DIA = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_MES = re.compile(r"(\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})(?:[/.\-](\d{1,2}))?(?:[T ]00:00(?::00)?(?:\.0+)?)?")
_CON_NOMBRE = re.compile(r"(?:(\d{1,2})[ /\-.]+)?(?:de )?([a-z]{3})[a-z]*\.?[ /\-.]+(?:de )?(\d{4})")
_CIFRA = re.compile(r"([+\-−]?\d+)?[ ·.:)]*(.*)", re.DOTALL)
_SIN_MAS: Mapping[str, Any] = MappingProxyType({})
_UN_DIA = "no se entiende el día; escríbelo entero, como 31/01/2027"
_UNA_FECHA = "no se entiende la fecha; escribe mes y año, como 03/2024, o el día, como 15/03/2024"


def llano(texto: object) -> str:
    """El texto sin tildes, mayúsculas ni signos, para reconocer lo mismo escrito de otra manera."""
    plano = unicodedata.normalize("NFKD", str(texto)).casefold().replace("−", "-")
    return " ".join(re.findall(r"[a-z0-9ñ]+", "".join(c for c in plano if not unicodedata.combining(c))))


def _legible(celda: Celda) -> Celda:
    if isinstance(celda, Ilegible):
        raise ValorNoValido("", celda.motivo)
    return None if vacia(celda) else celda


def texto(celda: Celda) -> str:
    """Lo escrito, como texto."""
    celda = _legible(celda)
    if celda is None:
        return ""
    if isinstance(celda, bool):
        return "sí" if celda else "no"
    if isinstance(celda, float):
        return str(int(celda)) if celda.is_integer() else str(celda).replace(".", ",")
    if isinstance(celda, datetime) and celda.time() == time():
        celda = celda.date()
    return f"{celda:%d/%m/%Y}" if isinstance(celda, date) else str(celda).strip()


def entero(celda: Celda) -> int | float | None:
    """Un número, con coma o punto decimal y con su signo. «7 · Rótulo» es 7."""
    celda = _legible(celda)
    if celda is None or (isinstance(celda, int | float) and not isinstance(celda, bool)):
        return celda
    escrito = str(celda).strip().replace("−", "-").split(" · ")[0].strip()
    if isinstance(celda, bool | date | time) or not re.fullmatch(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?", escrito):
        raise ValorNoValido("", "tiene que ser un número")
    numero = float(escrito.replace(",", "."))
    return int(numero) if numero.is_integer() else numero


def si_no(celda: Celda) -> bool | None:
    """Sí o no, o una equis."""
    celda = _legible(celda)
    if celda is None or isinstance(celda, bool):
        return celda
    dicho = llano(texto(celda))
    if dicho not in _SI | _NO:
        raise ValorNoValido("", "escribe sí o no")
    return dicho in _SI


def opcion(opciones: Mapping[Any, str], otros: Mapping[str, Any] = _SIN_MAS) -> Lector:
    """Una de las opciones, por su rótulo, por su clave o por «clave · rótulo». ``otros`` son más maneras de decirlo."""
    numeros = {clave for clave in opciones if type(clave) is int}
    nombres = {llano(f"{clave} {nombre}"): clave for clave, nombre in opciones.items()}
    nombres |= {llano(clave): clave for clave in opciones if isinstance(clave, str)}
    nombres |= {llano(nombre): clave for clave, nombre in [*opciones.items(), *((c, n) for n, c in otros.items())]}

    def leer(celda: Celda) -> Any:
        escrito = texto(celda)
        if not escrito:
            return None
        cifra, resto = _CIFRA.fullmatch(escrito).groups()  # type: ignore[union-attr]
        if numeros and cifra:
            numero = int(cifra.replace("−", "-"))
            if numero in numeros and llano(resto) in ("", llano(opciones[numero])):
                return numero
        elif llano(escrito) in nombres:
            return nombres[llano(escrito)]
        raise ValorNoValido("", f"«{escrito[:30]}» no es una opción. Valen: {_enumerar(opciones)}")

    return leer


def _enumerar(opciones: Mapping[Any, str]) -> str:
    return "; ".join(rotulo(clave, nombre) for clave, nombre in opciones.items())


def rotulo(clave: Any, nombre: str) -> str:
    """Cómo se ofrece una opción: si es un número, con él delante."""
    if type(clave) is not int:
        return nombre
    return f"{str(clave).replace('-', '−')} · {nombre}"


def fecha(celda: Celda) -> str:
    """Un día («AAAA-MM-DD») o un mes («AAAA-MM»). La que no existe llega tal cual: la rechaza el modelo."""
    celda = _legible(celda)
    if isinstance(celda, date):
        return f"{celda:%Y-%m-%d}"
    escrito = "" if celda is None else " ".join(str(celda).casefold().split())
    if not escrito:
        return ""
    if isinstance(celda, int | float | time):
        raise ValorNoValido("", _UNA_FECHA)
    if hallado := _ISO.fullmatch(escrito):
        return _con_ceros(hallado[1], hallado[2], hallado[3])
    if hallado := _DIA.fullmatch(escrito):
        return _con_ceros(hallado[3], hallado[2], hallado[1])
    if hallado := _MES.fullmatch(escrito):
        return _con_ceros(hallado[2], hallado[1], None)
    return _con_el_mes_escrito(escrito)


def dia(celda: Celda) -> str:
    """Un día («AAAA-MM-DD»). Un mes suelto no dice cuál."""
    try:
        hecho = fecha(celda)
    except ValorNoValido as error:
        raise ValorNoValido("", _UN_DIA if error.motivo == _UNA_FECHA else error.motivo) from None
    if hecho and hecho.count("-") < 2:
        raise ValorNoValido("", _UN_DIA)
    return hecho


def _con_el_mes_escrito(escrito: str) -> str:
    hallado = _CON_NOMBRE.fullmatch(escrito)
    abreviado = hallado[2].replace("set", "sep") if hallado else ""
    if hallado is None or abreviado not in MESES:
        raise ValorNoValido("", _UNA_FECHA)
    return _con_ceros(hallado[3], str(MESES.index(abreviado) + 1), hallado[1])


def _con_ceros(ano: str, mes: str, dia: str | None) -> str:
    return f"{ano}-{int(mes):02}" + (f"-{int(dia):02}" if dia else "")
