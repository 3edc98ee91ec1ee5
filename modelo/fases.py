"""La máquina de fases, pura: de una agenda y una orden sale la agenda siguiente.

Toda transición es reversible y ninguna borra. Avanzar no cierra la fase que se deja: quien escribe en ella
sigue pudiendo hacerlo hasta que quien facilita la cierre.

El reloj de una fase se pone en marcha al llegar a ella, salvo en la primera de cada sesión: ahí se espera a
``empezar``, porque el taller se prepara días antes y otra sesión es otro día.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import dropwhile

from modelo.errores import AnonimatoNoReducible, FaseNoEncontrada, TransicionNoPosible
from modelo.valores import EstadoDeFase


@dataclass(frozen=True, slots=True)
class Paso:
    """Una fase dentro de la agenda: lo que la máquina necesita de ella."""

    clave: str
    minutos: int
    estado: EstadoDeFase = EstadoDeFase.PENDIENTE
    sesion: int = 1
    revelada: bool = False
    anonima: bool = False
    inicia_en: datetime | None = None
    termina_en: datetime | None = None
    restante_en_pausa: float | None = None
    abierta_hasta: datetime | None = None
    minutos_previstos: int | None = None
    pausa: bool = False

    @property
    def del_plan(self) -> int:
        """Los minutos del plan, se le hayan cambiado o no al repartir el tiempo."""
        return self.minutos if self.minutos_previstos is None else self.minutos_previstos


@dataclass(frozen=True, slots=True)
class Agenda:
    """Las fases en orden, en cuál está el grupo y cuándo se terminó el taller, si se ha terminado."""

    pasos: tuple[Paso, ...]
    actual: str
    terminada_en: datetime | None = None

    @property
    def terminada(self) -> bool:
        """Si el taller se ha terminado."""
        return self.terminada_en is not None

    def paso(self, clave: str) -> Paso:
        """La fase con esa clave; si no está, ``FaseNoEncontrada``."""
        for paso in self.pasos:
            if paso.clave == clave:
                return paso
        raise FaseNoEncontrada(clave)

    @property
    def indice(self) -> int:
        """Posición de la fase actual, desde 0."""
        return [p.clave for p in self.pasos].index(self.actual)

    def abre_sesion(self, clave: str) -> bool:
        """Si esa fase es la primera de su sesión."""
        puesto = [p.clave for p in self.pasos].index(self.paso(clave).clave)
        return puesto == 0 or self.pasos[puesto - 1].sesion != self.pasos[puesto].sesion

    @property
    def sin_empezar(self) -> bool:
        """Si el grupo está en una fase cuyo tiempo aún no corre."""
        return self.paso(self.actual).inicia_en is None and not self.terminada


def _con(agenda: Agenda, clave: str, **cambios: object) -> Agenda:
    nuevo = replace(agenda.paso(clave), **cambios)  # type: ignore[arg-type]
    return replace(agenda, pasos=tuple(nuevo if p.clave == clave else p for p in agenda.pasos))


def puede_escribir(estado: EstadoDeFase, abierta_hasta: datetime | None, ahora: datetime) -> bool:
    """Si una fase admite cambios ahora. Abierta hasta una fecha: hasta ese instante, incluido."""
    return estado == EstadoDeFase.ABIERTA and (abierta_hasta is None or ahora <= abierta_hasta)


def ir(agenda: Agenda, clave: str, ahora: datetime) -> Agenda:
    """El grupo pasa a ``clave``: se abre y, si nunca tuvo reloj y no abre sesión, su tiempo empieza a contar."""
    paso = agenda.paso(clave)
    cambios: dict[str, object] = {"estado": EstadoDeFase.ABIERTA}
    # Una fecha que ya pasó dejaría la fase abierta y sin poder escribir, con el grupo dentro.
    caducada = paso.abierta_hasta is not None and paso.abierta_hasta <= ahora
    if paso.estado != EstadoDeFase.ABIERTA or caducada:
        cambios["abierta_hasta"] = None
    llegada = replace(_con(agenda, clave, **cambios), actual=clave, terminada_en=None)
    return llegada if agenda.abre_sesion(clave) else empezar(llegada, ahora)


def empezar(agenda: Agenda, ahora: datetime) -> Agenda:
    """Pone en marcha el reloj de la fase actual, si no lo estaba."""
    paso = agenda.paso(agenda.actual)
    if paso.inicia_en is not None:
        return agenda
    return _con(agenda, paso.clave, inicia_en=ahora, termina_en=ahora + timedelta(minutes=paso.minutos))


def quitar_reloj(agenda: Agenda) -> Agenda:
    """La fase actual vuelve a estar sin empezar. Deshace ``empezar``; no toca nada de lo escrito."""
    return _con(agenda, agenda.actual, inicia_en=None, termina_en=None, restante_en_pausa=None)


def avanzar(agenda: Agenda, ahora: datetime) -> Agenda:
    """El grupo pasa a la fase siguiente; desde la última, ``TransicionNoPosible``."""
    if agenda.indice + 1 >= len(agenda.pasos):
        raise TransicionNoPosible("ya es la última fase")
    return ir(agenda, agenda.pasos[agenda.indice + 1].clave, ahora)


def volver(agenda: Agenda, ahora: datetime) -> Agenda:
    """El grupo vuelve a la fase anterior; desde la primera, ``TransicionNoPosible``."""
    if agenda.indice == 0:
        raise TransicionNoPosible("ya es la primera fase")
    return ir(agenda, agenda.pasos[agenda.indice - 1].clave, ahora)


def revelar(agenda: Agenda, clave: str) -> Agenda:
    """Lo de esa fase puede verse, siempre a través de ``modelo.privacidad``."""
    if agenda.paso(clave).estado == EstadoDeFase.PENDIENTE:
        raise TransicionNoPosible("la fase no se ha abierto todavía")
    return _con(agenda, clave, revelada=True)


def ocultar(agenda: Agenda, clave: str) -> Agenda:
    """Lo de esa fase deja de verse."""
    return _con(agenda, clave, revelada=False)


def abrir(agenda: Agenda, clave: str, hasta: datetime | None, ahora: datetime) -> Agenda:
    """La fase admite cambios, sin mover al grupo; con ``hasta``, solo hasta entonces."""
    if hasta is not None and hasta <= ahora:
        raise TransicionNoPosible("la fecha ya ha pasado")
    return _con(agenda, clave, estado=EstadoDeFase.ABIERTA, abierta_hasta=hasta)


def cerrar(agenda: Agenda, clave: str) -> Agenda:
    """La fase deja de admitir cambios. Lo escrito queda."""
    return _con(agenda, clave, estado=EstadoDeFase.CERRADA)


def sumar_minutos(agenda: Agenda, minutos: int, ahora: datetime) -> Agenda:
    """Alarga el tiempo de la fase actual; en negativo, lo acorta. Lo agotado cuenta desde ahora; sin reloj, lo pone."""
    paso = agenda.paso(agenda.actual)
    if paso.restante_en_pausa is not None:
        return _con(agenda, paso.clave, restante_en_pausa=max(0.0, max(0.0, paso.restante_en_pausa) + minutos * 60))
    base = max(paso.termina_en or ahora + timedelta(minutes=paso.minutos), ahora)
    inicio = paso.inicia_en or ahora
    return _con(agenda, paso.clave, inicia_en=inicio, termina_en=base + timedelta(minutes=minutos))


def pausar(agenda: Agenda, ahora: datetime) -> Agenda:
    """Detiene el reloj de la fase actual y guarda lo que quedaba, en segundos."""
    paso = agenda.paso(agenda.actual)
    if paso.restante_en_pausa is not None or paso.termina_en is None:
        return agenda
    return _con(agenda, paso.clave, restante_en_pausa=(paso.termina_en - ahora).total_seconds(), termina_en=None)


def reanudar(agenda: Agenda, ahora: datetime) -> Agenda:
    """El reloj de la fase actual sigue desde donde se paró."""
    paso = agenda.paso(agenda.actual)
    if paso.restante_en_pausa is None:
        return agenda
    fin = ahora + timedelta(seconds=paso.restante_en_pausa)
    return _con(agenda, paso.clave, termina_en=fin, restante_en_pausa=None)


def terminar(agenda: Agenda, ahora: datetime) -> Agenda:
    """Cierra el taller: las fases sin fecha propia dejan de admitir cambios; las asíncronas siguen."""
    cuando = agenda.terminada_en or ahora
    pasos = tuple(
        # La hora del cierre las distingue de las que cerró quien facilita: son las que abre ``reabrir``.
        replace(p, estado=EstadoDeFase.CERRADA, abierta_hasta=cuando)
        if p.estado == EstadoDeFase.ABIERTA and p.abierta_hasta is None
        else p
        for p in agenda.pasos
    )
    return replace(agenda, pasos=pasos, terminada_en=cuando)


def reabrir(agenda: Agenda, ahora: datetime) -> Agenda:
    """Deshace ``terminar``: se abre lo que cerró, y el grupo sigue en la fase en la que estaba."""
    for paso in agenda.pasos:
        cerrado_al_terminar = agenda.terminada and paso.abierta_hasta == agenda.terminada_en
        if cerrado_al_terminar and paso.estado == EstadoDeFase.CERRADA:
            agenda = abrir(agenda, paso.clave, None, ahora)
    return ir(agenda, agenda.actual, ahora)


def endurecer(agenda: Agenda, clave: str, anonima: bool) -> Agenda:
    """Fija el anonimato: libre antes de abrir; después, solo de «con alias» a «anónima»."""
    paso = agenda.paso(clave)
    if paso.anonima and not anonima and paso.estado != EstadoDeFase.PENDIENTE:
        raise AnonimatoNoReducible(clave)
    return _con(agenda, clave, anonima=anonima)


def retraso(agenda: Agenda, ahora: datetime) -> timedelta:
    """Cuánto va la sesión en curso por detrás del plan (negativo: por delante), desde su primera fase iniciada.

    Los minutos que se suman o se quitan a la fase actual cuentan desde entonces, y la pausa, según pasa. Una fase que
    se salta adelanta lo que iba a durar. Lo que se reparte entre las fases que faltan no cambia la hora prevista. Otra
    sesión es otro día: lo que pasó en ella no cuenta. Sin empezar, no hay retraso.
    """
    actual = agenda.paso(agenda.actual)
    if actual.inicia_en is None:
        return timedelta()
    de_la_sesion = [p for p in agenda.pasos[: agenda.indice] if p.sesion == actual.sesion]
    previas = list(dropwhile(lambda p: p.inicia_en is None, de_la_sesion))
    inicio = min([actual.inicia_en, *(p.inicia_en for p in previas if p.inicia_en)])
    por_venir = [p for p in agenda.pasos[agenda.indice + 1 :] if p.sesion == actual.sesion]
    repartido = sum(p.minutos - p.del_plan for p in por_venir)
    previsto = timedelta(minutes=sum(p.del_plan for p in [*previas, actual]) - repartido)
    en_pausa = timedelta(seconds=max(0.0, actual.restante_en_pausa or 0.0))
    acaba = max(actual.termina_en or ahora, ahora) + en_pausa
    return acaba - inicio - previsto


def gastado(agenda: Agenda, clave: str, ahora: datetime) -> timedelta | None:
    """Lo que ha durado una fase: hasta que empezó la siguiente de su sesión, o hasta ahora si es la del grupo.

    ``None`` si no ha empezado, si se dejó sin pasar a otra o si el grupo ha vuelto a ella: de eso no queda la hora.
    """
    paso = agenda.paso(clave)
    if paso.inicia_en is None:
        return None
    despues = [
        p.inicia_en for p in agenda.pasos if p.sesion == paso.sesion and p.inicia_en and p.inicia_en > paso.inicia_en
    ]
    if clave == agenda.actual:
        return None if despues else max(timedelta(), ahora - paso.inicia_en)
    return min(despues) - paso.inicia_en if despues else None
