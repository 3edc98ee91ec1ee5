"""Qué columnas se importan en cada taller: las de la plantilla de respuestas y las de la lista de personas y clientes.

Cada columna dice a qué campo va, cómo se entiende lo escrito y qué se ofrece al rellenarla. Salen de la agenda y de
las palancas del taller: lo que no se pregunta no está. El perfil tampoco: es privado de cada participante.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from datos.importacion import celdas
from datos.importacion.celdas import Lector, rotulo
from modelo import rotulos
from modelo.campos import OBJETOS
from modelo.plantillas import Palanca
from modelo.valores import TallerVisto
from modelo.volcado import RESPUESTA

_NADA: Mapping[Any, str] = MappingProxyType({})
_NO_LO_SE = {"no lo sé": "ns", "no aplica": "ns", "n/a": "ns", "n/s": "ns", "ns/nc": "ns"}
SI_NO = ("sí", "no")


@dataclass(frozen=True, slots=True)
class Columna:
    """Una columna: a qué campo de qué tipo va, su rótulo, cómo se lee y, si es cerrada, qué se ofrece.

    ``tipo`` vacío: no es un dato, sino de quién (``persona``, ``cliente``) o de qué ronda se habla. ``clave`` es la
    fase de una respuesta suelta. ``otros`` son más nombres por los que se reconoce.
    """

    tipo: str
    campo: str
    rotulo: str
    leer: Lector
    ofrece: tuple[str, ...] = ()
    limites: tuple[int, int] | None = None
    ayuda: str = ""
    otros: tuple[str, ...] = ()
    clave: str = ""
    ancho: int = 20


@dataclass(frozen=True, slots=True)
class HojaDeForma:
    """Una hoja de la plantilla: cómo se llama, qué se pone en ella y sus columnas."""

    nombre: str
    que: str
    columnas: tuple[Columna, ...]


PERSONA = Columna(
    "", "persona", "Persona (alias)", celdas.texto, otros=("persona", "alias", "participante", "nombre",
    "alias persona", "alias de la persona", "quien"), ayuda="El alias con el que entra en la sala.", ancho=18,
)  # fmt: skip
CLIENTE = Columna("", "cliente", "Cliente (alias)", celdas.texto, ayuda="El mismo alias que en «Clientes».", ancho=18)
_MES = "Mes y año, como 03/2024."


def _texto(tipo: str, campo: str, nombre: str, *otros: str, ancho: int = 34, ayuda: str = "") -> Columna:
    return Columna(tipo, campo, nombre, celdas.texto, otros=otros, ancho=ancho, ayuda=ayuda)


def _numero(tipo: str, campo: str, nombre: str, bajo: int, alto: int, *otros: str) -> Columna:
    ayuda = f"Un número entero de {bajo} a {alto}."
    return Columna(tipo, campo, nombre, celdas.entero, limites=(bajo, alto), otros=otros, ayuda=ayuda, ancho=13)


def _lista(
    tipo: str, campo: str, nombre: str, opciones: Mapping[Any, str], *otros: str, mas: Mapping[str, Any] = _NADA
) -> Columna:
    ofrece = tuple(rotulo(clave, suyo) for clave, suyo in opciones.items())
    ancho = min(30, max(14, *(len(o) + 3 for o in ofrece)))
    return Columna(tipo, campo, nombre, celdas.opcion(opciones, mas), ofrece, otros=otros, ancho=ancho)


def _si_no(tipo: str, campo: str, nombre: str, *otros: str) -> Columna:
    return Columna(tipo, campo, nombre, celdas.si_no, SI_NO, otros=otros, ancho=14)


def _de_cliente() -> tuple[Columna, ...]:
    c = "cliente"
    rasgos = [
        _lista(c, campo, r.nombre, dict(zip(range(-2, 3), r.grados, strict=True)))
        for campo, r in rotulos.RASGOS.items()
    ]
    return (
        _texto(c, "alias", "Cliente (alias)", "cliente", "alias cliente", "alias del cliente", "cuenta", "empresa",
               ancho=18, ayuda="Un alias: ni el nombre real ni nada que permita reconocerlo."),
        _lista(c, "tipo", "Tipo", rotulos.TIPOS_DE_CLIENTE, "tipo de cliente", "que es hoy"),
        Columna(c, "desde", "Desde", celdas.fecha, ayuda=_MES, otros=("desde cuando", "cliente desde", "fecha"),
                ancho=12),
        _lista(c, "modalidad", "Modalidad", rotulos.MODALIDADES, "como trabajais"),
        _texto(c, "que_hago", "Qué hago con él", "que hago"),
        _texto(c, "corto", "Corto del objetivo", "corto", "objetivo"),
        _numero(c, "corto_peso", "Peso del corto (0–10)", 0, 10, "peso corto", "peso del corto"),
        _texto(c, "largo", "Largo de la relación", "largo", "relacion"),
        _numero(c, "largo_peso", "Peso del largo (0–10)", 0, 10, "peso largo", "peso del largo"),
        _texto(c, "dificultad", "Dificultad", "que te resulta dificil"),
        _si_no(c, "amplia", "¿Amplía el trabajo?", "amplia"),
        _lista(c, "causa", "Si no amplía, por qué", rotulos.CAUSAS, "causa"),
        _lista(c, "papel", "Estable o perdido", rotulos.PAPELES, "papel", mas={"estable": "estable",
               "perdido": "perdido"}),
        _numero(c, "intuicion", "Intuición (0–100)", 0, 100, "intuicion", "predisposicion intuida"),
        _si_no(c, "ofrece_linea", "¿Ofrece su línea al grupo?", "ofrece linea"),
        _lista(c, "distancia", "Distancia y husos", rotulos.DISTANCIAS, "distancia"),
        _lista(c, "cultura", "Cómo se decide", rotulos.CULTURAS_DE_DECISION, "cultura de decision"),
        _lista(c, "proveedores", "Otros proveedores", rotulos.OTROS_PROVEEDORES, "proveedores"),
        *rasgos,
        _texto(c, "exito", "Qué es «éxito» para él", "exito"),
    )  # fmt: skip


def _palanca(tipo: str, campo: str, nombre: str, palancas: Sequence[Palanca]) -> Columna:
    nombres = {p.clave: p.nombre for p in palancas}
    cortos = {p.nombre_corto: p.clave for p in palancas}
    ofrece = tuple(f"{clave} · {suyo}" for clave, suyo in nombres.items())
    return Columna(tipo, campo, nombre, celdas.opcion(nombres, cortos), ofrece, ancho=30)


def _sueltas(taller: TallerVisto) -> Iterator[Columna]:
    """Una columna por respuesta suelta de cada fase, con el título de la fase delante."""
    por_tipo: dict[str, tuple[Columna, ...]] = {
        "bienvenida": (
            _texto(RESPUESTA, "palabra", "¿con qué palabra llegas?", ancho=18),
            _numero(RESPUESTA, "energia", "energía (1–5)", 1, 5),
            _si_no(RESPUESTA, "acuerdos", "¿acepta los acuerdos?"),
        ),
        "salida": (_texto(RESPUESTA, "me_llevo", "qué se lleva"),),
        "retomar": (_texto(RESPUESTA, "he_visto", "qué ha visto que antes no veía"),),
        "descubrir": (_texto(RESPUESTA, "falta_alguna", "¿falta alguna palanca?"),),
        "compromisos": (_texto(RESPUESTA, "intentado", "qué ha intentado"),),
        "comparacion": (_texto(RESPUESTA, "que_ha_cambiado", "qué ha cambiado"),),
        "cierre": (
            _lista(RESPUESTA, "roti", "¿valió el tiempo?", rotulos.ROTI),
            _texto(RESPUESTA, "lunes", "qué hará distinto el lunes"),
        ),
    }
    for fase in taller.fases:
        for c in por_tipo.get(fase.tipo, ()):
            yield replace(c, rotulo=f"{fase.titulo}: {c.rotulo}", clave=fase.clave)


def _hitos(palancas: Sequence[Palanca]) -> tuple[Columna, ...]:
    h = "hito"
    return (
        Columna(
            h, "fecha", "Cuándo", celdas.fecha, ayuda="Mes y año, como 03/2024, o el día, como 15/03/2024.", ancho=12
        ),
        _lista(h, "valencia", "Qué supuso", rotulos.VALENCIAS),
        _texto(h, "que_paso", "Qué pasó", ancho=44),
        _lista(h, "ambito", "Ámbito", rotulos.AMBITOS),
        _palanca(h, "palanca_1", "Palanca", palancas),
        _palanca(h, "palanca_2", "Otra palanca", palancas),
    )


def _interlocutores() -> tuple[Columna, ...]:
    i = "interlocutor"
    return (
        _texto(i, "alias", "Interlocutor (alias)", ancho=20),
        _texto(i, "area", "Área o nivel", ancho=20),
        _lista(i, "influencia", "Influencia", rotulos.INFLUENCIAS),
        _lista(i, "actitud", "Actitud", rotulos.ACTITUDES),
        _si_no(i, "trato_directo", "¿Trato directo?"),
    )


def _interacciones(palancas: Sequence[Palanca]) -> tuple[Columna, ...]:
    i = "interaccion"
    return (
        _lista(i, "canal", "Canal", rotulos.CANALES),
        _lista(i, "frecuencia", "Frecuencia", rotulos.FRECUENCIAS),
        _lista(i, "iniciativa", "Iniciativa", rotulos.INICIATIVAS),
        _lista(i, "para_que", "Para qué", rotulos.PARA_QUE),
        _lista(i, "pactada", "Pactada o improvisada", rotulos.PACTADA),
        _lista(i, "calidad", "Calidad", rotulos.CALIDADES),
        _texto(i, "dificultad", "Qué la hace difícil"),
        _palanca(i, "palanca_1", "Palanca", palancas),
        _palanca(i, "palanca_2", "Otra palanca", palancas),
    )


def _valoraciones(taller: TallerVisto, palancas: Sequence[Palanca]) -> Iterator[Columna]:
    if taller.del_tipo("radar") is not None:
        rondas = {1: "antes del debate", 2: "después del debate"}
        ofrece = tuple(rotulo(clave, nombre) for clave, nombre in rondas.items())
        yield Columna("", "ronda", "Ronda", celdas.opcion(rondas), ofrece, ayuda="Vacía, es la primera.", ancho=22)
    for p in palancas:
        for a in p.afirmaciones:
            nombre = f"{a.clave} · {a.texto}"
            suya = _lista("valoracion", a.clave, nombre, rotulos.ESCALA_CON_NO_LO_SE, a.clave, mas=_NO_LO_SE)
            yield replace(suya, ancho=22)
    for p in palancas:
        yield _texto("justificacion", p.clave, f"{p.clave} · Hecho que lo justifica ({p.nombre})", ancho=30)


def _aportaciones(palancas: Sequence[Palanca]) -> tuple[Columna, ...]:
    a = "aportacion"
    return (
        _lista(a, "tipo", "Qué es", rotulos.TIPOS_DE_APORTACION),
        _palanca(a, "palanca", "Palanca", palancas),
        _texto(a, "texto", "Estrategia, técnica o proceso", ancho=60),
    )


def _compromisos(palancas: Sequence[Palanca]) -> tuple[Columna, ...]:
    c = "compromiso"
    return (
        _texto(c, "situacion", "Si… (situación)"),
        _texto(c, "accion", "…entonces haré (acción)"),
        Columna(c, "antes_de", "Antes de", celdas.dia, ayuda="Un día, como 31/01/2027.", ancho=12),
        _texto(c, "senal", "Lo notaré en (señal)"),
        _palanca(c, "palanca", "Palanca", palancas),
        _lista(c, "horizonte", "Horizonte", rotulos.HORIZONTES),
        _texto(c, "acompana", "Quién acompaña", ancho=18),
        _si_no(c, "compartido", "¿Lo comparte con quien facilita?"),
    )


def _se_pregunta(columna: Columna, tipos: set[str]) -> bool:
    if columna.tipo in ("", RESPUESTA):
        return True
    campo = "palancas" if columna.campo.startswith("palanca_") else columna.campo
    return bool(tipos & set(OBJETOS[columna.tipo][campo].fases))


def hojas(taller: TallerVisto, palancas: Sequence[Palanca]) -> tuple[HojaDeForma, ...]:
    """Las hojas de la plantilla de respuestas de ese taller, con lo que su agenda pregunta."""
    tipos = {f.tipo for f in taller.fases}
    todas = (
        HojaDeForma("Personas", "Una fila por persona.", (PERSONA, *_sueltas(taller))),
        HojaDeForma("Clientes", "Una fila por cliente de cada persona.", (PERSONA, *_de_cliente())),
        HojaDeForma("Hitos", "Una fila por hito.", (PERSONA, CLIENTE, *_hitos(palancas))),
        HojaDeForma("Interlocutores", "Una fila por interlocutor.", (PERSONA, CLIENTE, *_interlocutores())),
        HojaDeForma("Interacciones", "Una fila por forma de contacto.", (PERSONA, CLIENTE, *_interacciones(palancas))),
        HojaDeForma(
            "Valoración",
            "Una fila por cliente valorado: el estable y, si se quiere, el perdido.",
            (PERSONA, CLIENTE, *_valoraciones(taller, palancas)),
        ),
        HojaDeForma("Aportaciones", "Una fila por idea.", (PERSONA, *_aportaciones(palancas))),
        HojaDeForma(
            "Compromisos",
            "Una fila por compromiso. El cliente se puede dejar vacío.",
            (PERSONA, CLIENTE, *_compromisos(palancas)),
        ),
    )
    salida = []
    for hoja in todas:
        suyas = tuple(c for c in hoja.columnas if _se_pregunta(c, tipos))
        if hoja.nombre == "Personas" or any(c.tipo for c in suyas):
            salida.append(HojaDeForma(hoja.nombre, hoja.que, suyas))
    return tuple(salida)


def lista(taller: TallerVisto) -> tuple[Columna, ...]:
    """Las columnas de una lista de personas y clientes: las del mapa y qué papel tiene cada cliente."""
    tipos = {f.tipo for f in taller.fases} & {"mapa", "historico", "valoracion", "radar"}
    fuera = ("intuicion", "ofrece_linea")
    return (PERSONA, *(c for c in _de_cliente() if _se_pregunta(c, tipos) and c.campo not in fuera))
