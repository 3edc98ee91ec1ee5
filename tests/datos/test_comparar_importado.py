"""Comparar un taller con el informe de otro: sus cifras de grupo, sin emparejar a nadie y con el umbral más alto."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from datos import agregados, exportacion
from datos.agregados import Comparados, Medido
from datos.exportacion import comparable
from modelo import estadistica
from modelo.casos import comparar, informes
from modelo.errores import ObjetoNoEncontrado, SinPermiso
from modelo.valores import Identidad, Papel
from tests.ensayo import motor, pedir, sembrado, ver
from tests.fabricas import INICIO, hacer, una_mesa

__all__ = ["motor", "sembrado"]


def exportado(motor: sa.Engine) -> bytes:
    pedido = pedir(motor, "radar")
    return exportacion.exportar_json(replace(pedido, mirada=replace(pedido.mirada, papel="facilita")))


def ajeno(motor: sa.Engine, **cambios: Any) -> Medido:
    """El informe del propio ensayo, como si fuera de otra parte y de hace un año."""
    informe = exportacion.leer_informe(exportado(motor))
    dia = (ver(motor).creado_en - timedelta(days=365)).date().isoformat()
    return comparable.medido("a" * 32, replace(informe, **({"fecha": dia} | cambios)))


def junto(motor: sa.Engine, *ajenos: Medido) -> Comparados:
    propios = agregados.comparables(motor, [ver(motor).sala_id])
    return agregados.comparar(pedir(motor, "radar"), propios, ajenos)


def test_el_informe_de_un_taller_da_las_mismas_cifras_que_el_taller(motor: sa.Engine) -> None:
    dato = junto(motor, ajeno(motor))
    informe, taller = dato.medidos

    assert dato.motivo == ""
    assert (informe.n, informe.personas) == (taller.n, taller.personas)
    assert informe.medias == pytest.approx(taller.medias)
    assert dato.cambio.filas["diferencia"].abs().max() == pytest.approx(0)
    assert not dato.cambio.filas["distinguible"].any()


def test_con_un_informe_nunca_se_empareja_y_el_intervalo_es_el_de_welch(motor: sa.Engine) -> None:
    otro = ajeno(motor)
    otro = replace(otro, resumenes={c: replace(r, media=1.5, desviacion=0.4) for c, r in otro.resumenes.items()})
    dato = junto(motor, otro)
    fila = dato.cambio.filas.set_index("palanca").loc["P1"]
    esperada = estadistica.diferencia_independiente(otro.resumenes["P1"], dato.medidos[1].resumenes["P1"])

    assert not dato.misma_sala
    assert not dato.cambio.filas["emparejada"].any()
    assert (fila["diferencia"], fila["inferior"]) == pytest.approx((esperada.media, esperada.inferior))
    assert bool(fila["distinguible"])


def test_un_informe_con_otras_preguntas_se_explica_y_no_se_compara_aunque_diga_lo_contrario(motor: sa.Engine) -> None:
    informe = exportacion.leer_informe(exportado(motor))
    primera = informe.palancas[0]
    distinta = replace(
        primera, afirmaciones=(replace(primera.afirmaciones[0], texto="Otra"), *primera.afirmaciones[1:])
    )
    falso = replace(informe, palancas=(distinta, *informe.palancas[1:]), palancas_version=ver(motor).palancas_version)
    dato = junto(motor, comparable.medido("b" * 32, falso))

    assert "no usan las mismas palancas" in dato.motivo
    assert dato.medidos == ()


def test_manda_el_umbral_mas_alto_de_los_dos(motor: sa.Engine) -> None:
    justo = ajeno(motor, umbral=10)
    pocos = replace(justo, resumenes={c: replace(r, n=6 if c == "P1" else 9) for c, r in justo.resumenes.items()})
    dato = junto(motor, pocos)

    assert all(media is None for media in dato.medidos[0].medias.values())
    assert "10 respuestas" in dato.medidos[0].espera
    assert dato.cambio.filas.empty
    assert "10 respuestas" in dato.cambio.espera


def test_un_informe_sin_radar_dice_por_que_no_se_compara(motor: sa.Engine) -> None:
    dato = junto(motor, ajeno(motor, capitulos=()))

    assert dato.medidos[0].espera == comparable.SIN_RADAR
    assert not dato.cambio.visible


def test_una_cifra_imposible_de_un_informe_tocado_no_se_dibuja(motor: sa.Engine) -> None:
    datos = json.loads(exportado(motor))
    capitulo = next(c for c in datos["informe"]["capitulos"] if c["tipo"] == "radar")
    tabla = next(s for s in capitulo["secciones"] if s["clave"] == "radar")["tabla"]
    media = [c["clave"] for c in tabla["columnas"]].index("media")
    tabla["filas"][0][media] = 400.0
    tabla["filas"][1][media] = None
    leido = exportacion.leer_informe(json.dumps(datos).encode())

    medias = comparable.medido("c" * 32, leido).medias
    assert [medias["P1"], medias["P2"]] == [None, None]
    assert medias["P3"] is not None


def test_en_la_evolucion_caben_talleres_e_informes_por_orden_de_fecha(motor: sa.Engine) -> None:
    viejo, nuevo = ajeno(motor), replace(ajeno(motor), taller=replace(ajeno(motor).taller, id="informe:x"))
    nuevo = replace(nuevo, taller=replace(nuevo.taller, creado_en=INICIO + timedelta(days=4000)))
    dato = junto(motor, nuevo, viejo)

    assert [m.taller.id for m in dato.medidos] == [viejo.taller.id, ver(motor).id, nuevo.taller.id]
    assert not dato.cambio.filas["emparejada"].any()


def test_solo_quien_facilita_la_sala_que_lo_tiene_compara_con_un_informe(motor: sa.Engine) -> None:
    mesa, otra = una_mesa(motor), una_mesa(motor, titulo="Otra")
    datos = {"titulo": "Otro", "fecha": "2026-01-01", "palancas_version": "v", "contenido": "{}"}
    informe = mesa.hacer(informes.guardar_importado, quien=mesa.facilita, **datos)
    ana = mesa.entra("Ana").identidad
    proyecta = Identidad(Papel.PROYECTA, mesa.creado.sala_id)

    def pide(*quienes: Identidad, cual: str = informe) -> None:
        juntos = {"talleres": [mesa.creado.taller_id], "informes": [cual]}
        hacer(motor, comparar.autorizar, quienes=quienes, ahora=mesa.reloj.ahora, **juntos)

    pide(mesa.facilita)
    for intruso in (ana, proyecta):
        with pytest.raises(SinPermiso):
            pide(intruso)
    with pytest.raises(SinPermiso):
        pide(ana, otra.facilita)
    with pytest.raises(ObjetoNoEncontrado):
        pide(mesa.facilita, cual="no-esta")
