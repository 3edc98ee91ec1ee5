"""Catálogo de lo que se puede escribir: por tipo de objeto, sus campos, sus límites y en qué fases.

Los límites de los controles solo rigen en el navegador; aquí se cumplen de verdad.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

from modelo.errores import HitoNoValido, ValorNoValido

PALANCAS = tuple(f"P{i}" for i in range(1, 9))
AFIRMACIONES = tuple(f"{p}{letra}" for p in PALANCAS for letra in "abc")
LARGO_TEXTO = 2000
# Más largo que esto no lo ha escrito nadie: se rechaza antes de recorrerlo letra a letra.
LARGO_ABSURDO = 100_000
LARGO_DE_FECHA = 40
MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")

Validador = Callable[[str, Any, date], Any]


@dataclass(frozen=True, slots=True)
class Campo:
    """Un campo: cómo se valida y en qué tipos de fase se puede escribir."""

    validar: Validador
    fases: tuple[str, ...] = field(default=())


def limpio(texto: str) -> str:
    """El texto sin caracteres de control ni de dirección invisibles, que falsean lo que se lee."""
    fuera = {"Cc", "Cs"}
    return "".join(
        c
        for c in texto
        if c in "\n\t"
        or (unicodedata.category(c) not in fuera and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    )


def se_ve(texto: str) -> bool:
    """Si hay algo que leer: ni espacios ni signos de los que no dejan marca."""
    return any(unicodedata.category(c)[0] not in "ZCM" for c in texto)


def texto(maximo: int = LARGO_TEXTO, *, obligatorio: bool = False) -> Validador:
    """Texto de hasta ``maximo`` caracteres, sin espacios a los lados."""

    def validar(campo: str, valor: Any, hoy: date) -> str:
        if not isinstance(valor, str):
            raise ValorNoValido(campo, "se esperaba un texto")
        if len(valor) > LARGO_ABSURDO:
            raise ValorNoValido(campo, "caben {maximo} caracteres y hay {hay}; acórtalo", maximo=maximo, hay=len(valor))
        hecho = limpio(valor).strip()
        if len(hecho) > maximo:
            raise ValorNoValido(campo, "caben {maximo} caracteres y hay {hay}; acórtalo", maximo=maximo, hay=len(hecho))
        if obligatorio and not se_ve(hecho):
            raise ValorNoValido(campo, "hace falta escribir algo")
        return hecho

    return validar


def entero(minimo: int, maximo: int, *, sin_cero: bool = False) -> Validador:
    """Entero entre ``minimo`` y ``maximo``, ambos incluidos, o nada. Vale también escrito con sus cifras."""

    def validar(campo: str, valor: Any, hoy: date) -> int | None:
        if isinstance(valor, str) and re.fullmatch(r"-?\d{1,9}", valor.strip()):
            valor = int(valor)
        if valor is None or valor == "":
            return None
        if isinstance(valor, bool) or not isinstance(valor, int | float) or not isfinite(valor) or int(valor) != valor:
            raise ValorNoValido(campo, "tiene que ser un número entero")
        if not minimo <= valor <= maximo or (sin_cero and valor == 0):
            raise ValorNoValido(campo, "tiene que estar entre {minimo} y {maximo}", minimo=minimo, maximo=maximo)
        return int(valor)

    return validar


def opcion(*opciones: str) -> Validador:
    """Una de las claves dadas, o nada."""

    def validar(campo: str, valor: Any, hoy: date) -> str:
        if valor in (None, ""):
            return ""
        if valor not in opciones:
            raise ValorNoValido(campo, "esa opción no existe")
        return str(valor)

    return validar


def si_no(campo: str, valor: Any, hoy: date) -> bool | None:
    """Sí, no, o sin contestar."""
    if valor is not None and not isinstance(valor, bool):
        raise ValorNoValido(campo, "se esperaba sí o no")
    return valor


def aceptacion(campo: str, valor: Any, hoy: date) -> bool:
    """Sí o no; sin contestar es no."""
    return bool(si_no(campo, valor, hoy))


def palancas_elegidas(campo: str, valor: Any, hoy: date) -> list[str]:
    """Hasta dos palancas distintas."""
    if valor is not None and not (isinstance(valor, list | tuple) and all(isinstance(p, str) for p in valor)):
        raise ValorNoValido(campo, "se esperaba una lista de palancas")
    elegidas = list(dict.fromkeys(valor or []))
    if len(elegidas) > 2:
        raise ValorNoValido(campo, "como mucho dos palancas; quita una")
    if any(p not in PALANCAS for p in elegidas):
        raise ValorNoValido(campo, "esa palanca no existe")
    return elegidas


def mes_a_iso(escrito: str) -> str:
    """«3/2024», «03-2024» o «marzo de 2024» → «2024-03»; lo demás sale tal cual, y la regla dirá por qué no vale."""
    limpio = escrito.strip().lower()
    partes = re.fullmatch(r"(\d{1,2})\s*[/\-. ]\s*(\d{4})", limpio)
    if partes:
        return f"{partes[2]}-{int(partes[1]):02d}"
    partes = re.fullmatch(r"([a-z]{3})[a-z]*\.?\s+(?:de\s+|del\s+)?(\d{4})", limpio)
    if partes and partes[1] in MESES:
        return f"{partes[2]}-{MESES.index(partes[1]) + 1:02d}"
    return escrito.strip()


def mes_a_la_vista(guardado: str) -> str:
    """«2024-03» o «2024-03-01» → «03/2024»; lo que no sea un mes guardado sale tal cual."""
    partes = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", guardado)
    return f"{partes[2]}/{partes[1]}" if partes else guardado


def _fecha(campo: str, valor: Any, *, entera: bool = False) -> date:
    partes = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", mes_a_iso(str(valor)[:LARGO_DE_FECHA]))
    try:
        return date(int(partes[1]), int(partes[2]), int(partes[3] or 1)) if partes else date(0, 0, 0)
    except ValueError:
        if entera:
            raise ValorNoValido(campo, "esa fecha no existe; escribe el día, como 31/01/2027") from None
        raise ValorNoValido(campo, "esa fecha no existe; escribe mes y año, como 03/2024") from None


def mes_pasado(campo: str, valor: Any, hoy: date) -> str:
    """Mes y año («AAAA-MM»), no futuros, o nada."""
    if valor in (None, ""):
        return ""
    dia = _fecha(campo, valor)
    if dia > hoy:
        raise ValorNoValido(campo, "esa fecha todavía no ha llegado")
    return dia.isoformat()[:7]


def fecha_de_hito(campo: str, valor: Any, hoy: date) -> str:
    """Día de un hito («AAAA-MM-DD», día 1 si falta); futuro → ``HitoNoValido``."""
    if valor in (None, ""):
        return ""
    dia = _fecha(campo, valor)
    if dia > hoy:
        raise HitoNoValido("un hito cuenta algo que ya pasó: elige una fecha de hoy o anterior")
    return dia.isoformat()


def dia(campo: str, valor: Any, hoy: date) -> str:
    """Un día cualquiera («AAAA-MM-DD»), o nada."""
    return "" if valor in (None, "") else _fecha(campo, valor, entera=True).isoformat()


def valoracion(campo: str, valor: Any, hoy: date) -> int | str | None:
    """1–5, ``"ns"`` (no lo sé / no aplica) o nada."""
    return "ns" if valor == "ns" else entero(1, 5)(campo, valor, hoy)


def _campos(fases: tuple[str, ...], **validadores: Validador) -> dict[str, Campo]:
    return {clave: Campo(v, fases) for clave, v in validadores.items()}


_MAPA, _HIST, _ENT, _INT = ("mapa",), ("historico",), ("entorno",), ("interaccion",)
_PLAN = ("plan", "compromisos")
_VALORA = ("valoracion", "radar")
RONDA_DE = {"valoracion": 1, "radar": 2}
"""La ronda que se escribe en cada fase en que se valora."""

RESPUESTAS: dict[str, dict[str, Validador]] = {
    "bienvenida": {"palabra": texto(40), "energia": entero(1, 5), "acuerdos": si_no},
    "salida": {"me_llevo": texto()},
    "retomar": {"he_visto": texto()},
    "descubrir": {"falta_alguna": texto(300)},
    "compromisos": {"intentado": texto()},
    "comparacion": {"que_ha_cambiado": texto()},
    "cierre": {"roti": entero(1, 5), "lunes": texto()},
}
"""Campos sueltos por tipo de fase."""

OBJETOS: dict[str, dict[str, Campo]] = {
    "cliente": (
        _campos(
            (*_MAPA, "historico", "valoracion"),
            alias=texto(60),
            tipo=opcion("cliente", "no_cliente", "cliente_perdido"),
        )
        | _campos(
            _MAPA,
            desde=mes_pasado,
            modalidad=opcion("presencial", "remota", "mixta"),
            que_hago=texto(),
            corto=texto(),
            corto_peso=entero(0, 10),
            largo=texto(),
            largo_peso=entero(0, 10),
            dificultad=texto(),
            amplia=si_no,
            causa=opcion("desconoce_valor", "no_importante", "otro_proveedor", "miedo_error", "no_lo_se", "otra"),
        )
        | _campos(("historico", "valoracion"), papel=opcion("estable", "perdido"))
        | _campos(_HIST, intuicion=entero(0, 100), ofrece_linea=aceptacion)
        | _campos(
            _ENT,
            distancia=texto(300),
            cultura=texto(300),
            proveedores=texto(300),
            delega_controla=entero(-2, 2),
            reservado_abierto=entero(-2, 2),
            rigido_flexible=entero(-2, 2),
            exito=texto(),
        )
    ),
    "hito": _campos(
        _HIST,
        fecha=fecha_de_hito,
        valencia=entero(-2, 2, sin_cero=True),
        que_paso=texto(300),
        ambito=opcion("entorno", "interaccion", "ambos"),
    )
    | _campos(("descubrir",), palancas=palancas_elegidas),
    "interlocutor": _campos(
        _ENT,
        alias=texto(60),
        area=texto(80),
        influencia=entero(1, 5),
        actitud=entero(-2, 2),
        trato_directo=si_no,
    ),
    "interaccion": _campos(
        _INT,
        canal=texto(30),
        frecuencia=texto(30),
        iniciativa=texto(20),
        para_que=opcion("objetivo", "relacion", "ambas"),
        pactada=si_no,
        calidad=entero(1, 5),
        dificultad=texto(),
    )
    | _campos(("descubrir",), palancas=palancas_elegidas),
    "valoracion": {a: Campo(valoracion, _VALORA) for a in AFIRMACIONES},
    "justificacion": {p: Campo(texto(600), _VALORA) for p in PALANCAS},
    "perfil": _campos(("perfil",), eficacia=entero(1, 5), eficiencia=entero(1, 5), hecho=texto(600)),
    "aportacion": _campos(
        ("estrategias",),
        tipo=opcion("estrategia", "tecnica", "proceso"),
        palanca=opcion(*PALANCAS),
        texto=texto(600),
    ),
    "compromiso": _campos(
        _PLAN,
        situacion=texto(300),
        accion=texto(300),
        antes_de=dia,
        senal=texto(300),
        palanca=opcion(*PALANCAS),
        cliente_id=texto(32),
        horizonte=opcion("corto", "medio", "largo"),
        acompana=texto(60),
        compartido=aceptacion,
    )
    | _campos(
        ("compromisos", "retomar", "plan"), estado=opcion("pendiente", "en_marcha", "hecho", "descartado"), nota=texto()
    ),
}
"""Campos de cada objeto, con las fases en que se escriben."""


def alias_de_persona(valor: str) -> str:
    """Alias con el que se entra: entre 1 y 40 caracteres, en una línea."""
    return str(texto(40, obligatorio=True)("alias", " ".join(str(valor).split()), date.min))
