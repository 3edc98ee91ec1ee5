"""Un taller en el que todo texto que cabe escribir es un ataque, escrito por los casos de uso de verdad."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from typing import Any

from datos.plantillas import plantilla
from datos.unidad import UnidadDeTrabajo
from modelo.campos import OBJETOS, RESPUESTAS
from modelo.casos import agenda, grupo, privado
from modelo.codigos import nuevo_id
from modelo.entidades import Fase
from modelo.errores import HitoNoValido, ValorNoValido
from modelo.plantillas import Plantilla
from modelo.valores import Identidad, Objeto
from tests.fabricas import Mesa
from tests.robots import fases_de

# De más a menos largo: en cada campo se escribe el mayor que quepa. Nada de fuera se resuelve nunca (example).
TEXTOS = (
    "<img src=x onerror='window.mal=1'><script>window.mal=1</script> ![x](http://ajeno.example/a.png) "
    "[enlace](http://ajeno.example) **negrita** _cursiva_ `código` ~~no~~ :red[rojo] :material/home: :smile: $x^2$ "
    "www.ajeno.example a@ajeno.example # no --> &lt; 👩🏽‍💻 ñ",
    "<b>b</b> **n** :red[r] $x^2$ www.ajeno.example `c` [e](//x)",
    "<b>b</b> **n** :red[r] $x$ www.x.es",
    "<i>i</i> **n** :red[r]",
    "**n** <b>$x$",
)
INVISIBLES = "\u0000\u202e\u2066\u0007"
VALIDOS: dict[str, tuple[Any, ...]] = {
    "tipo": ("cliente", "tecnica"),
    "modalidad": ("mixta",),
    "causa": ("otra",),
    "papel": ("estable",),
    "ambito": ("entorno",),
    "iniciativa": ("yo",),
    "para_que": ("ambas",),
    "palanca": ("P3",),
    "palancas": (["P3"],),
    "horizonte": ("corto",),
    "estado": ("en_marcha",),
    "amplia": (False,),
    # El compromiso apunta a un cliente por su id, no por un texto.
    "cliente_id": ("",),
}
GENERALES: tuple[Any, ...] = (3, 1, True, "2024-03", "2024-03-01")
# En qué fase se crea cada objeto.
NACEN = {
    "hito": "historico",
    "interlocutor": "entorno",
    "interaccion": "interaccion",
    "aportacion": "estrategias",
    "compromiso": "plan",
}

A_DEBATE = ("P1", "P3")
Ataques = Callable[[str, str], Iterable[str]]


# Los campos en que se escribe texto libre, con el aparcamiento.
CAMPOS = [
    f"{tipo}.{campo}"
    for tipo, campos in [
        *RESPUESTAS.items(),
        *((t, {c: d.validar for c, d in cs.items()}) for t, cs in OBJETOS.items()),
    ]
    for campo, validar in campos.items()
    if privado.es_texto_libre(validar) and campo not in VALIDOS
] + ["aparcado.texto"]
DE_CAMPO = re.compile(r"¬(\d\d)")


def marca_de(tipo: str, campo: str) -> str:
    """La marca con que se reconoce en cualquier sitio un texto de ese campo. Los que no son de texto, «¬99»."""
    fase = next((t for t, campos in RESPUESTAS.items() if campo in campos), tipo)
    donde = f"{fase if tipo == 'respuesta' else tipo}.{campo}"
    return f"¬{CAMPOS.index(donde) if donde in CAMPOS else 99:02d}"


def campos_en(texto: str) -> set[str]:
    """Los campos cuya marca está en ese texto."""
    return {CAMPOS[int(n)] for n in DE_CAMPO.findall(texto) if int(n) < len(CAMPOS)}


def con_todo() -> Plantilla:
    """Una agenda con todas las fases en que se escribe algo."""
    completo, seguimiento = plantilla("completo"), plantilla("seguimiento")
    tipos = {f.tipo for f in completo.fases}
    return replace(completo, fases=(*completo.fases, *(f for f in seguimiento.fases if f.tipo not in tipos)))


def marcado(texto: str) -> str:
    """El texto con una marca única delante, para encontrarlo en pantalla, y con caracteres invisibles dentro."""
    return f"§{TEXTOS.index(texto)}§{INVISIBLES}{texto}"


def rotulo(clave: str) -> str:
    """Con qué empieza el título de esa fase: dice en pantalla cuál está dibujada."""
    return f"¿{clave}?"


def leido(numero: int) -> str:
    """Lo que ha de leerse, exactamente, detrás de la marca con ese número."""
    return TEXTOS[numero]


def los_de_siempre(tipo: str, campo: str) -> Iterable[str]:
    """Lo que se intenta escribir en ese campo, de más a menos largo."""
    return (marcado(texto) + marca_de(tipo, campo) for texto in TEXTOS)


def _pon(mesa: Mesa, quien: Identidad, objeto: Objeto, campo: str, textos: Ataques) -> None:
    """Escribe en el campo el ataque más largo que admita; si no es de texto, un valor que valga."""
    ataques = () if campo in VALIDOS else textos(objeto.tipo, campo)
    for valor in (*VALIDOS.get(campo, ()), *ataques, *GENERALES):
        try:
            mesa.guarda(quien, objeto, campo, valor)
        except (ValorNoValido, HitoNoValido):
            continue
        return
    raise AssertionError(f"ningún valor de prueba vale en {objeto.tipo}.{campo}")


def _todos(mesa: Mesa, quien: Identidad, objeto: Objeto, fase: str, textos: Ataques) -> None:
    for campo, definicion in OBJETOS[objeto.tipo].items():
        if fase in definicion.fases:
            _pon(mesa, quien, objeto, campo, textos)


def escribe(mesa: Mesa, quien: Identidad, textos: Ataques = los_de_siempre) -> None:
    """Una persona escribe un ataque en cada campo de texto que hay, y algo que valga en los demás."""
    suyos = {"cliente": mesa.crea(quien, "cliente", tipo="cliente")}
    for fase, tipo in fases_de(mesa):
        for campo in RESPUESTAS.get(tipo, {}):
            _pon(mesa, quien, Objeto("respuesta", fase), campo, textos)
        for clase in (clase for clase, donde in NACEN.items() if donde == tipo):
            suyos[clase] = mesa.crea(quien, clase, padre=suyos["cliente"].id)
        for suyo in suyos.values():
            _todos(mesa, quien, suyo, tipo, textos)
    for ronda, clase in product((1, 2), ("valoracion", "justificacion")):
        # La segunda ronda es solo de lo que está a debate.
        for campo in (c for c in OBJETOS[clase] if ronda == 1 or c[:2] in A_DEBATE):
            _pon(mesa, quien, Objeto(clase, f"{suyos['cliente'].id}:{ronda}"), campo, textos)
    for palanca in OBJETOS["justificacion"]:
        _todos(mesa, quien, Objeto("perfil", palanca), "perfil", textos)
    mesa.hacer(grupo.aparcar, quien=quien, texto=next(iter(textos("aparcado", "texto"))), id=nuevo_id())


def _titular(mesa: Mesa) -> None:
    """Quien facilita también puede titular así una fase."""
    with UnidadDeTrabajo(mesa.motor) as unidad:
        for fase in unidad.todos(Fase, taller_id=mesa.creado.taller_id):
            fase.titulo = f"{rotulo(fase.clave)} §2§{TEXTOS[2]}"
        unidad.subir_version(mesa.creado.taller_id)
        unidad.confirmar()


def escribir_en_todo(mesa: Mesa, personas: int = 5) -> Identidad:
    """Llena el taller de ataques, en todas las fases, y las revela. Devuelve una de las personas."""
    gente = [mesa.entra(marcado(TEXTOS[3])).identidad for _ in range(personas)]
    revelar_todo(mesa)
    _titular(mesa)
    for quien in gente:
        escribe(mesa, quien)
    return gente[0]


def revelar_todo(mesa: Mesa) -> None:
    """Abre y revela todas las fases, y pone a debate dos palancas."""
    for clave, tipo in fases_de(mesa):
        comun = {"quien": mesa.facilita, "clave": clave}
        mesa.hacer(agenda.abrir_fase, **comun)
        if tipo != "pausa":
            mesa.hacer(agenda.revelar, **comun)
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=A_DEBATE)
