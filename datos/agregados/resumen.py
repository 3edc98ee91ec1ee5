"""El resumen del taller por reglas: cada frase lleva la regla que la produce, y solo sale de lo revelado."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from datos.agregados import base, grupo, palancas
from datos.agregados.base import SIN_FILTRO, Pedido
from datos.idiomas import _
from datos.lecturas.formato import con_n, decimal, enumerar, extremo, personas_de, porcentaje
from modelo.estadistica import Resumen


@dataclass(frozen=True)
class Frase:
    """Lo que se lee y por qué se lee."""

    texto: str
    regla: str


@base.recordado
def resumen(pedido: Pedido) -> tuple[Frase, ...]:
    """Las frases del taller. Da igual desde qué fase se pida: cada una mira la suya si está revelada."""
    entero = replace(pedido, filtro=SIN_FILTRO)
    return (*_del_radar(entero), *_de_los_hechos(entero), *_del_plan(entero))


def _del_radar(pedido: Pedido) -> Iterable[Frase]:
    fase = pedido.taller.del_tipo("radar") or pedido.taller.del_tipo("comparacion")
    if fase is None or not fase.revelada:
        return
    r = palancas.radar(pedido.en(fase))
    if r.espera:
        return
    n = con_n(r.n)
    if r.dispersas:
        tramos = (f"{r.nombres[p]} ({decimal(r.medidas[p].ad, 2)})" for p in r.dispersas)
        yield Frase(
            _("Donde más difieren las respuestas (desviación respecto a la mediana): {palancas}{n}.").format(
                palancas=enumerar(tramos), n=n
            ),
            _("Las tres palancas con mayor desviación absoluta respecto a la mediana; los empates entran."),
        )
    yield from _altas_y_bajas(r.nombres, r.medidas, n)
    if r.bajo is not None:
        yield Frase(
            _("El {parte} de las respuestas son 1 o 2{n}.").format(parte=porcentaje(r.bajo / 100), n=n),
            _("Afirmaciones sobre el cliente estable, ronda 1; «no lo sé» no cuenta."),
        )
    yield from _mayor_contraste(r)


def _altas_y_bajas(nombres: dict[str, str], medidas: dict[str, Resumen], n: str) -> Iterable[Frase]:
    pares = [(nombres[p], m.mediana) for p, m in medidas.items() if m.mediana is not None]
    if pares:
        alta, baja = extremo(pares, mayor=True), extremo(pares, mayor=False)
        texto = _("Por la mediana, la más alta: {alta}; la más baja: {baja}{n}.")
        if alta == baja:
            texto = _("Por la mediana, todas quedan a la misma altura: {alta}{n}.")
        regla = _("Mediana del grupo por palanca, de 1 a 5; los empates se nombran.")
        yield Frase(texto.format(alta=alta, baja=baja, n=n), regla)


def _mayor_contraste(r: palancas.Radar) -> Iterable[Frase]:
    if not r.contraste.visible:
        return
    filas = r.contraste.filas.to_dict("records")
    claras = [f for f in filas if f["distinguible"]]
    regla = _(
        "Media de estable menos perdido en la misma persona, y las personas que han valorado a los dos en esa palanca; "
        "solo si el intervalo del 95 % deja fuera el cero."
    )
    if not claras:
        personas = personas_de([int(f["n"]) for f in filas])
        nada = _("Estable frente a perdido: no se distingue una diferencia con {personas}.")
        yield Frase(nada.format(personas=personas), regla)
        return
    mayor = max(claras, key=lambda f: abs(f["diferencia"]))
    yield Frase(
        _("El mayor contraste entre cliente estable y perdido está en {palanca}: {puntos} puntos (n = {n}).").format(
            palanca=mayor["nombre"], puntos=decimal(mayor["diferencia"], signo=True), n=mayor["n"]
        ),
        regla,
    )


def _de_los_hechos(pedido: Pedido) -> Iterable[Frase]:
    fase = pedido.taller.del_tipo("descubrir")
    if fase is None or not fase.revelada:
        return
    d = palancas.descubrir(pedido.en(fase))
    if d.sin_hechos:
        regla = _("Palancas a las que nadie ha asignado un hito ni una interacción.")
        texto = _("Sin ningún hecho: {palancas}{n}.").format(palancas=enumerar(d.sin_hechos), n=con_n(d.hechos.n))
        yield Frase(texto, regla)


def _del_plan(pedido: Pedido) -> Iterable[Frase]:
    fase = pedido.taller.del_tipo("plan")
    if fase is None or not fase.revelada:
        return
    p = grupo.plan(pedido.en(fase))
    if not p.visible:
        return
    visibles = p.filas[p.filas["n"].fillna(0) > 0].sort_values("n", ascending=False, kind="stable")
    if len(visibles):
        tramos = (f"{f['rotulo']} ({int(f['n'])})" for f in visibles.to_dict("records"))
        regla = _("Compromisos con cada palanca; los de muy poca gente no se muestran.")
        texto = _("Compromisos por palanca: {tramos}{n}.").format(tramos=enumerar(tramos), n=con_n(p.n))
        yield Frase(texto, regla)
