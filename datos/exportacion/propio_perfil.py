"""El perfil de quien descarga su informe: cuadrante o frontera, y mapa por palanca."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from datos import consultas, lecturas
from datos.exportacion import svg_planos
from datos.exportacion.dibujos import grafica
from datos.exportacion.papel import columnas_de_texto, seccion, tabla_de_textos
from datos.idiomas import _, en_contexto, rotulos
from datos.lecturas.formato import enumerar
from modelo import perfil as reglas
from modelo.plantillas import Palanca


def perfil(motor: sa.Engine, taller_id: str, participante_id: str, palancas: Sequence[Palanca]) -> list[dict[str, Any]]:
    """El cuadrante y el mapa, con el aviso de que es un espejo y no un examen."""
    dado = consultas.perfil_de(motor, taller_id, participante_id)
    if not dado:
        return []
    eficacia, eficiencia = ([dado.get(p.clave, {}).get(eje) for p in palancas] for eje in ("eficacia", "eficiencia"))
    p = reglas.calcular(eficacia, eficiencia)
    cuadrante = seccion(
        _titulo(p),
        frase=lecturas.frase_cuadrante(p.eficacia, p.eficiencia),
        notas=[t for t in (_consejo(p), rotulos.AVISO_DEL_PERFIL) if t],
    )
    return [cuadrante, _mapa(palancas, eficacia, eficiencia, p), *_hechos(palancas, dado)]


def _titulo(p: reglas.Perfil) -> str:
    if p.cuadrante is None:
        return _("Sin dato suficiente")
    if p.frontera:
        vecinos = enumerar(rotulos.CUADRANTES[v].nombre for v in p.vecinos)
        return _("En la frontera entre {vecinos}").format(vecinos=vecinos)
    return rotulos.CUADRANTES[p.cuadrante].nombre


def _consejo(p: reglas.Perfil) -> str:
    if p.cuadrante is None or p.frontera:
        return ""
    cuadrante = rotulos.CUADRANTES[p.cuadrante]
    consejo = f"{cuadrante.consejo[0].lower()}{cuadrante.consejo[1:]}"
    return _("{lectura} Para probar: {consejo}").format(lectura=cuadrante.lectura, consejo=consejo)


def _mapa(
    palancas: Sequence[Palanca], eficacia: list[float | None], eficiencia: list[float | None], p: reglas.Perfil
) -> dict[str, Any]:
    datos = (eficacia, eficiencia, [x.nombre for x in palancas], p.eficacia, p.eficiencia)
    frase, leida = lecturas.frase_mapa_de_perfil(*datos), lecturas.tabla_mapa_de_perfil(*datos)
    numeradas = [(n, x, y) for n, (x, y) in enumerate(zip(eficacia, eficiencia, strict=True), start=1)]
    filas = [[str(v) for v in fila] for fila in leida.itertuples(index=False)]
    nombres = [str(c) for c in leida.columns]
    return seccion(
        _("Mapa por palanca"),
        frase=frase,
        grafica=grafica(
            svg_planos.mapa_de_perfil(numeradas, (p.eficacia, p.eficiencia)), f"{_('Mapa por palanca')}. {frase}"
        ),
        tabla=tabla_de_textos(columnas_de_texto(nombres, filas), filas),
    )


def _hechos(palancas: Sequence[Palanca], dado: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    filas = [[p.nombre, hecho] for p in palancas if (hecho := dado.get(p.clave, {}).get("hecho"))]
    if not filas:
        return []
    cuerpo = tabla_de_textos(columnas_de_texto((_("Palanca"), en_contexto("de una palanca", "Hecho")), filas), filas)
    return [seccion(rotulos.PREGUNTA_DEL_HECHO, tabla=cuerpo)]
