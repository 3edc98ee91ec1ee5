from xml.etree import ElementTree

from datos.exportacion import svg, svg_planos
from modelo import paleta

SVG = "{http://www.w3.org/2000/svg}"
EJES = [f"P{n}" for n in range(1, 9)]


def leer(dibujo: str) -> ElementTree.Element:
    return ElementTree.fromstring(dibujo)  # noqa: S314 — es nuestro


def textos(dibujo: str) -> list[str]:
    return [t.text or "" for t in leer(dibujo).iter(f"{SVG}text")]


def test_el_radar_pone_el_cinco_en_el_borde_y_el_uno_en_el_centro() -> None:
    dibujo = leer(svg.radar({"Grupo": [5.0] + [1.0] * 7}, EJES, {"Grupo": paleta.MARCA}))
    borde = next(p for p in dibujo.iter(f"{SVG}polygon") if p.get("fill") == paleta.FONDO)
    primera = borde.get("points", "").split(" ")[0].split(",")
    marcas = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in dibujo.iter(f"{SVG}circle")]

    assert marcas[0] == (float(primera[0]), float(primera[1]))
    assert len(set(marcas[1:])) == 1


def test_lo_que_falta_en_el_radar_deja_un_hueco() -> None:
    entero = leer(svg.radar({"Grupo": [3.0] * 8}, EJES, {"Grupo": paleta.MARCA}))
    roto = leer(svg.radar({"Grupo": [3.0] * 7 + [None]}, EJES, {"Grupo": paleta.MARCA}))

    def rellenos(dibujo: ElementTree.Element) -> int:
        return sum(p.get("fill") == paleta.MARCA for p in dibujo.iter(f"{SVG}polygon"))

    assert (rellenos(entero), rellenos(roto)) == (1, 0)
    assert len(list(roto.iter(f"{SVG}circle"))) == 7


def test_dos_series_se_distinguen_sin_color() -> None:
    dibujo = svg.radar({"A": [3.0] * 8, "B": [2.0] * 8}, EJES, {"A": paleta.MARCA, "B": paleta.ACENTO})

    assert "stroke-dasharray" in dibujo
    assert {"A", "B"} <= set(textos(dibujo))


def test_hay_un_punto_por_persona_aunque_sean_trescientas() -> None:
    filas = [("Palanca", [(3.0, 200), (4.5, 100)], 3.0)]
    dibujo = leer(svg_planos.puntos(filas))

    # Uno más: el de la leyenda.
    assert len(list(dibujo.iter(f"{SVG}circle"))) == 301
    alto = float(dibujo.get("height", 0))
    assert all(0 <= float(c.get("cy", 0)) <= alto for c in dibujo.iter(f"{SVG}circle"))


def test_el_texto_ajeno_no_se_vuelve_dibujo() -> None:
    dibujo = svg_planos.contraste([('<script>"&', 3.0, 2.0, True)], ("a", "b"))

    assert '<script>"&' in textos(dibujo)
    assert not list(leer(dibujo).iter(f"{SVG}script"))


def test_una_linea_con_un_solo_hito_de_hoy_se_dibuja() -> None:
    dibujo = svg_planos.linea([("2026-11-21", 66.7)], [("2026-11-21", 1)], "2026-11-21")

    assert "1" in textos(dibujo)
    assert "nan" not in dibujo


def test_las_palancas_que_coinciden_en_el_mapa_se_nombran_juntas() -> None:
    dibujo = svg_planos.mapa_de_perfil([(1, 4.0, 4.0), (2, 4.0, 4.0), (3, None, 2.0)], (3.5, None))

    assert "1 · 2" in textos(dibujo)
    assert "3" not in [t for t in textos(dibujo) if "·" in t]
