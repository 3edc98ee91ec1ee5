"""Lo que este proceso sabe de cada sala sin preguntar a la base: versión, presencia y quién está escribiendo."""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from datos import consultas
from paginas.comun import oyentes

RELEER_CADA = 2.0
ENTRE_ACTIVIDAD = 2.0
MARGEN_DE_PRESENCIA = 15.0
# Quien oye los avisos da señales más de tarde en tarde (avisos.js).
MARGEN_OYENDO = 80.0
# Lo que vale lo que cuenta otra réplica, que lo repite cada cinco segundos (hermanas.PRESENCIA_CADA).
MARGEN_DE_AJENOS = 12.0
MARGEN_DE_TECLEO = 20.0
TOPE = 5000

_cerrojo = Lock()
_versiones: OrderedDict[str, tuple[int, int, float]] = OrderedDict()
_talleres: OrderedDict[str, Any] = OrderedDict()
_latidos: OrderedDict[tuple[str, str, str], float] = OrderedDict()
_de_quien: OrderedDict[str, tuple[str, str]] = OrderedDict()
_ajenos: OrderedDict[tuple[str, str], tuple[frozenset[str], float]] = OrderedDict()
_tecleo: OrderedDict[str, float] = OrderedDict()
_foco: OrderedDict[str, bool] = OrderedDict()
reloj = time.monotonic


def _anotar(donde: OrderedDict[Any, Any], clave: Any, valor: Any) -> None:
    with _cerrojo:
        _poner(donde, clave, valor)


def _poner(donde: OrderedDict[Any, Any], clave: Any, valor: Any) -> None:
    """Con el cerrojo en la mano."""
    donde[clave] = valor
    donde.move_to_end(clave)
    while len(donde) > TOPE:
        donde.popitem(last=False)


def publicar(codigo: str, version: int, actividad: int) -> None:
    """Anota la versión que acaba de confirmarse en este proceso. Quien llega tarde con una anterior no la tapa."""
    with _cerrojo:
        visto = _versiones.get(codigo)
        if visto is not None and visto[:2] > (version, actividad):
            return
        _poner(_versiones, codigo, (version, actividad, reloj()))
    oyentes.despertar(codigo, solo_actividad=visto is not None and visto[0] == version)


def olvidar_sala(codigo: str) -> None:
    """La sala puede no existir ya: lo que se sabía de ella no vale y se vuelve a preguntar."""
    with _cerrojo:
        _versiones.pop(codigo, None)
    oyentes.despertar(codigo)


def comprobar_sala(codigo: str, motor: sa.Engine) -> None:
    """La sala puede haber cambiado sin que se sepa: se pregunta, y solo si ha cambiado se despierta a quien escucha.

    Despertar a todos por nada los redibuja y los deja unos segundos sin atender al aviso siguiente (avisos.js).
    """
    with _cerrojo:
        visto = _versiones.get(codigo)
    if visto is None or consultas.version(motor, codigo) != visto[:2]:
        olvidar_sala(codigo)


def ya_no_vale(ahora: tuple[int, int] | None, *, version: int, actividad: int, hace: float) -> bool:
    """Si lo dibujado hace ``hace`` segundos con esa versión ya no vale.

    Un cambio de versión no espera; la actividad (−1: no se mira) deja al menos 2 s entre dibujos.
    """
    if ahora is None or ahora[0] != version:
        return True
    return actividad >= 0 and ahora[1] != actividad and hace >= ENTRE_ACTIVIDAD


def marca(ahora: tuple[int, int] | None, con_actividad: bool) -> str:
    """Lo que distingue un estado de la sala de otro, para comparar lo dibujado con lo que hay."""
    if ahora is None:
        return "-"
    return f"{ahora[0]}.{ahora[1]}" if con_actividad else str(ahora[0])


def sabido(codigo: str) -> tuple[int, int] | None:
    """Lo último que se sabe de la sala, sin preguntar a la base."""
    visto = _versiones.get(codigo)
    return visto and visto[:2]


def sabido_ahora(codigo: str) -> tuple[int, int] | None:
    """Lo que se sabe de la sala si es reciente: si no, hay que ``leer``."""
    visto = _versiones.get(codigo)
    return visto[:2] if visto is not None and reloj() - visto[2] < RELEER_CADA else None


def leer(codigo: str, motor: sa.Engine) -> tuple[int, int] | None:
    """(versión, actividad) de la sala. Pregunta a la base como mucho cada 2 s por sala, no por persona."""
    with _cerrojo:
        visto = _versiones.get(codigo)
        if visto is not None:
            if reloj() - visto[2] < RELEER_CADA:
                return visto[0], visto[1]
            # Quien llega mientras se pregunta se lleva lo último sabido, sin preguntar también.
            visto = _versiones[codigo] = (visto[0], visto[1], reloj())
    leida = consultas.version(motor, codigo)
    if leida is None:
        with _cerrojo:
            _versiones.pop(codigo, None)
    # Lo publicado mientras se preguntaba es más nuevo que la respuesta.
    elif _versiones.get(codigo) is visto:
        _anotar(_versiones, codigo, (*leida, reloj()))
    if visto is not None and leida != visto[:2]:
        oyentes.despertar(codigo, solo_actividad=leida is not None and leida[0] == visto[0])
    return leida


def leer_sin_fallar(codigo: str, motor: sa.Engine) -> None:
    """Lo mismo, sin respuesta: si ahora no se puede leer, ya se leerá."""
    with suppress(SQLAlchemyError):
        leer(codigo, motor)


def taller(codigo: str, motor: sa.Engine) -> Any:
    """El taller en su versión actual, compartido entre sesiones mientras no cambie."""
    ahora = leer(codigo, motor)
    visto = _talleres.get(codigo)
    if visto is None or ahora is None or visto.version != ahora[0]:
        visto = consultas.taller_visto(motor, codigo)
        _anotar(_talleres, codigo, visto)
    return visto


def latir(codigo: str, participante_id: str, puesto: str) -> None:
    """Esa persona sigue ahí, en esa pestaña."""
    with _cerrojo:
        _poner(_latidos, (codigo, participante_id, puesto), reloj())
        _poner(_de_quien, puesto, (codigo, participante_id))


def sigue(puesto: str) -> None:
    """Esa pestaña sigue abierta, sea de quien sea; de quién es lo dijo la página al dibujarse."""
    with _cerrojo:
        suya = _de_quien.get(puesto)
        if suya is not None:
            _poner(_latidos, (*suya, puesto), reloj())


def no_es_de_nadie(puesto: str) -> None:
    """En esa pestaña ya no está la página de quien participa."""
    with _cerrojo:
        _de_quien.pop(puesto, None)


def presentes() -> dict[str, set[str]]:
    """Por sala, quién tiene aquí una pestaña viva: latió en los últimos 15 s, o hace algo más y sigue a la escucha."""
    ahora = reloj()
    with _cerrojo:
        latidos = [(*de_quien, ahora - cuando) for de_quien, cuando in _latidos.items()]
    hay: dict[str, set[str]] = {}
    for codigo, persona, puesto, hace in latidos:
        if hace <= (MARGEN_OYENDO if oyentes.oye(puesto) else MARGEN_DE_PRESENCIA):
            hay.setdefault(codigo, set()).add(persona)
    return hay


def anotar_ajenos(codigo: str, de_donde: str, personas: frozenset[str]) -> None:
    """Quién está en la sala según otra réplica."""
    _anotar(_ajenos, (codigo, de_donde), (personas, reloj()))


def conectados(codigo: str) -> set[str]:
    """Participantes con alguna pestaña viva, aquí o en otra réplica."""
    ahora = reloj()
    with _cerrojo:
        contados = [
            ellas
            for (sala, _), (ellas, cuando) in _ajenos.items()
            if sala == codigo and ahora - cuando <= MARGEN_DE_AJENOS
        ]
    return presentes().get(codigo, set()).union(*contados)


def anotar_tecleo(puesto: str) -> None:
    """En esa pestaña se acaba de teclear."""
    _anotar(_tecleo, puesto, reloj())


def anotar_foco(puesto: str, dentro: bool) -> None:
    """En esa pestaña el cursor está, o ya no, en un texto."""
    _anotar(_foco, puesto, dentro)


def olvidar_escritura(puesto: str) -> None:
    """Esa pestaña ha cambiado de fase: lo tecleado en la anterior ya no la retiene."""
    with _cerrojo:
        _tecleo.pop(puesto, None)
        _foco.pop(puesto, None)


def esta_escribiendo(puesto: str) -> bool:
    """Si tiene el cursor en un texto o ha tecleado hace menos de 20 s."""
    return bool(_foco.get(puesto)) or reloj() - _tecleo.get(puesto, -1e9) < MARGEN_DE_TECLEO
