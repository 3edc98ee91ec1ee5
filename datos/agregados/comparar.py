"""Varios talleres uno al lado del otro: sus medias por palanca y lo que cambia de uno a otro."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datos.agregados import base, palancas, parejas
from datos.agregados.base import SIN_FILTRO, Filtrado, Pedido
from datos.agregados.comparables import Comparable, huella
from datos.idiomas import _, lengua, por_traducir
from modelo import estadistica
from modelo.estadistica import Resumen

TOPE_DE_TALLERES = 4
OTRA_VERSION = por_traducir(
    "Estos talleres no usan las mismas palancas: cambiaron las afirmaciones entre uno y otro, y comparar respuestas a "
    "preguntas distintas no diría nada. Elige talleres con la misma versión."
)
_POCAS = por_traducir(
    "El informe no tiene ninguna palanca con {umbral} respuestas o más, que es lo que pide esta comparación"
)


@dataclass(frozen=True, eq=False)
class Medido:
    """Un taller con la media de cada palanca y las personas que hay detrás; ``espera`` dice por qué no se ve.

    ``resumenes`` va por palanca; en un informe traído de otra parte, solo con lo que el informe dice.
    """

    taller: Comparable
    espera: str
    n: int
    resumenes: dict[str, Resumen]

    @property
    def medias(self) -> dict[str, float | None]:
        """La media de cada palanca, o ``None``."""
        return {clave: r.media for clave, r in self.resumenes.items()}

    @property
    def personas(self) -> dict[str, int]:
        """Las personas que hay detrás de cada media."""
        return {clave: r.n for clave, r in self.resumenes.items()}


@dataclass(frozen=True, eq=False)
class Comparados:
    """Los talleres, del más antiguo al más reciente, y el cambio del primero al último.

    ``motivo`` dice por qué no se comparan. ``misma_sala``: el cambio se empareja por persona donde no delata a nadie.
    """

    motivo: str
    nombres: dict[str, str]
    cortos: dict[str, str]
    medidos: tuple[Medido, ...]
    misma_sala: bool
    cambio: Filtrado


def comparar(pedido: Pedido, talleres: Sequence[Comparable], ajenos: Sequence[Medido] = ()) -> Comparados:
    """La comparación de dos a cuatro talleres que quien mira puede ver juntos (``modelo.casos.comparar``).

    ``ajenos`` son informes de talleres hechos en otra parte: solo se conocen sus cifras de grupo, así que nunca se
    empareja a nadie con ellos.
    """
    orden = sorted([*talleres, *(a.taller for a in ajenos)], key=lambda t: (t.creado_en, t.id))
    if len({t.palancas_version for t in orden}) > 1:
        return Comparados(_(OTRA_VERSION), {}, {}, (), misma_sala=False, cambio=Filtrado("", 0, pd.DataFrame()))
    clave = ("comparar", str(pedido.motor.url), pedido.mirada.papel, lengua(), *huella(orden))
    return base.recordar(clave, lambda: _comparar(pedido, orden, {a.taller.id: a for a in ajenos}))


def _comparar(pedido: Pedido, orden: Sequence[Comparable], ajenos: dict[str, Medido]) -> Comparados:
    umbral = max(t.umbral for t in orden)
    mirada = replace(pedido.mirada, umbral=umbral, anonima=True, revelada=all(t.revelado for t in orden))
    junto = replace(pedido, mirada=mirada, filtro=SIN_FILTRO)
    leidas = {t.id: palancas.estables(junto, t.id) for t in orden if t.id not in ajenos}
    todas = base.palancas_de(junto, next((t.id for t in reversed(orden) if t.id not in ajenos), pedido.taller.id))
    claves = [p.clave for p in todas]
    medidos = tuple(
        _con_umbral(ajenos[t.id], umbral, claves) if t.id in ajenos else _medido(junto, t, leidas[t.id], claves)
        for t in orden
    )
    nombres = {p.clave: p.nombre for p in todas}
    misma = len({t.sala_id for t in orden}) == 1
    primero, ultimo = orden[0].id, orden[-1].id
    if primero in ajenos or ultimo in ajenos:
        cambio = parejas.entre_grupos(medidos[0].resumenes, medidos[-1].resumenes, nombres)
        cambio = replace(cambio, espera=medidos[0].espera or medidos[-1].espera or cambio.espera)
    else:
        cambio = parejas.cambio(junto, leidas[primero], leidas[ultimo], nombres, mismas=misma)
    return Comparados("", nombres, {p.clave: p.nombre_corto for p in todas}, medidos, misma, cambio)


def _medido(pedido: Pedido, taller: Comparable, valores: pd.DataFrame, claves: Sequence[str]) -> Medido:
    vista = base.agregado(pedido, valores[["participante_id"]])
    resumenes: dict[str, Resumen] = {}
    for clave in claves:
        suyas = base.agregado(pedido, valores.loc[valores["palanca"] == clave, ["participante_id", "valor"]])
        resumenes[clave] = estadistica.resumen(list(suyas.filas["valor"]) if suyas.visible else [])
    return Medido(taller, vista.espera, vista.n, resumenes)


def _con_umbral(ajeno: Medido, umbral: int, claves: Sequence[str]) -> Medido:
    """El informe con el umbral de la comparación, que puede ser mayor que el suyo."""
    nada = estadistica.resumen([])
    suyos = {c: r if (r := ajeno.resumenes.get(c, nada)).n >= umbral else nada for c in claves}
    espera = ajeno.espera or ("" if any(r.n for r in suyos.values()) else _(_POCAS).format(umbral=umbral))
    return replace(ajeno, espera=espera, resumenes=suyos)
