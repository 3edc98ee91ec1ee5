"""Quien participa en inglés no ve español, y nadie ve la lengua de otro."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message

from datos import agregados, consultas
from datos.idiomas import hablando
from datos.idiomas.contenidos import taller_traducido
from modelo.casos import agenda, entrada
from modelo.casos.idioma import elegir_idioma
from modelo.entidades import Fase
from modelo.valores import Papel
from tests.ensayo import cambiar
from tests.espanol import callar_a_la_gente, espanol
from tests.paginas.pantalla import MesaViva, Pantalla, _partes, una_mesa_viva
from tests.paginas.test_barrido import con_datos, en_todas, ensayo, identidad
from tests.robots import fases_de

__all__ = ["ensayo"]

# Lo que no se lee: nombres de campos, de estilos y de iconos, y guiones.
MUDOS = frozenset({"id", "key", "icon", "url", "config", "js_content", "css_content"})


@pytest.fixture
def mesa(request: pytest.FixtureRequest, base_de_datos: str, ensayo: tuple[Path, MesaViva]) -> MesaViva:
    agregados.olvidar()
    mesa = con_datos(request.param, base_de_datos, ensayo)
    callar_a_la_gente(mesa.motor)
    mesa.hacer(elegir_idioma, quien=identidad(mesa, Papel.PARTICIPA), idioma="en")
    return mesa


def lo_que_se_lee(pantalla: Pantalla) -> list[str]:
    """Los textos que ve u oye quien mira: rótulos, opciones, prosa, tablas y lo escrito en las figuras."""
    return [t for nodo in pantalla.at.main for t in _textos(nodo.proto) if t.strip()]


def _textos(mensaje: Any) -> Iterator[str]:
    if isinstance(mensaje, Message):
        for campo, valor in mensaje.ListFields():
            if campo.name not in MUDOS and not campo.name.endswith("_id"):
                yield from _textos(valor)
    elif isinstance(mensaje, str | bytes):
        yield from _de_un_texto(mensaje) if isinstance(mensaje, str) else _de_arrow(mensaje)
    else:
        for parte in _partes(mensaje):
            yield from _textos(parte)


def _de_un_texto(texto: str) -> Iterator[str]:
    if texto.startswith(("{", "[")):
        try:
            yield from _hojas(json.loads(texto), "")
            return
        except ValueError:
            pass
    yield re.sub(r"<style>.*?</style>|<[^>]+>|:material/\w+:", " ", texto, flags=re.DOTALL)


# Lo que se lee de una figura o de un componente propio.
DICHOS = frozenset({"text", "name", "ticktext", "customdata", "textos", "ultimo", "rotulo", "fallo", "title", "values"})


def _hojas(valor: Any, clave: str) -> Iterator[str]:
    if isinstance(valor, dict):
        for suya, dentro in valor.items():
            yield from _hojas(dentro, clave if clave == "textos" else suya)
    elif isinstance(valor, list):
        for dentro in valor:
            yield from _hojas(dentro, clave)
    elif isinstance(valor, str) and clave in DICHOS:
        yield re.sub(r"<[^>]+>", " ", valor)


def _de_arrow(datos: bytes) -> Iterator[str]:
    import pyarrow as pa

    try:
        tabla = pa.ipc.open_stream(datos).read_all()
    except pa.ArrowInvalid:
        return
    for columna in tabla.to_pydict().items():
        nombre, valores = columna
        yield from (nombre, *(v for v in valores if isinstance(v, str)))


def en_espanol(pantalla: Pantalla) -> list[str]:
    """Lo que queda en español a la vista, sin el nombre que cada lengua se da."""
    return sorted({t for t in lo_que_se_lee(pantalla) if espanol(t.replace("Español", ""))})


@pytest.mark.parametrize("mesa", ["completo", "seguimiento"], indirect=True)
def test_en_ninguna_fase_queda_espanol_ni_al_escribir_ni_al_revelar(mesa: MesaViva) -> None:
    codigo = mesa.creado.codigo
    ana = Pantalla().como(codigo, identidad(mesa, Papel.PARTICIPA)).va("participar", codigo)
    vistos: dict[str, list[str]] = {}
    for clave, _ in fases_de(mesa):
        mesa.salta(clave)
        for estado in (agenda.ocultar, agenda.abrir_fase, agenda.revelar, agenda.cerrar_fase):
            mesa.hacer(estado, quien=mesa.facilita, clave=clave)
            vistos[f"{clave} {estado.__name__}"] = en_espanol(ana.mira())
        titulo = consultas.taller_visto(mesa.motor, codigo).fase(clave).titulo  # type: ignore[union-attr]
        assert any(_traducida(titulo) in t for t in ana.titulos()), clave

    assert {donde: textos for donde, textos in vistos.items() if textos} == {}


def _traducida(titulo: str) -> str:
    from datos.idiomas import de_serie

    with hablando("en"):
        return de_serie(titulo)


@pytest.mark.parametrize("mesa", ["completo", "seguimiento"], indirect=True)
@pytest.mark.parametrize("pagina", ["mio", "seguimiento", "resultados"])
def test_en_lo_propio_y_en_los_resultados_no_queda_espanol(pagina: str, mesa: MesaViva) -> None:
    en_todas(mesa, agenda.revelar)
    codigo = mesa.creado.codigo
    ana = Pantalla().como(codigo, identidad(mesa, Papel.PARTICIPA)).va(pagina, codigo)
    vistos = {pagina: en_espanol(ana)}
    if pagina == "resultados":
        grupo = ana.at.button_group[0]
        for opcion in list(grupo.options):
            vistos[opcion] = en_espanol(ana.elige(grupo.label, opcion))

    assert {donde: textos for donde, textos in vistos.items() if textos} == {}


@pytest.mark.parametrize("mesa", ["seguimiento"], indirect=True)
def test_al_comparar_no_queda_espanol_aunque_antes_lo_haya_mirado_alguien_en_espanol(mesa: MesaViva) -> None:
    codigo = mesa.creado.codigo
    ana = Pantalla().como(codigo, identidad(mesa, Papel.PARTICIPA)).va("comparar", codigo)
    sin_revelar = (ana.lee(), en_espanol(ana))
    cambiar(mesa.motor, Fase, revelada=True)
    agregados.olvidar()
    leo = Pantalla().como(codigo, mesa.entra("Leo").identidad).va("comparar", codigo)

    assert "once this room has had a follow-up workshop" in sin_revelar[0]
    assert "Los radares, superpuestos" in leo.titulos()
    assert "The radars, overlaid" in ana.mira().titulos()
    assert (sin_revelar[1], en_espanol(ana)) == ([], [])


@pytest.mark.parametrize("mesa", ["completo"], indirect=True)
def test_al_terminar_la_despedida_va_en_ingles(mesa: MesaViva) -> None:
    codigo = mesa.creado.codigo
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    ana = Pantalla().como(codigo, identidad(mesa, Papel.PARTICIPA)).va("participar", codigo)

    assert "The workshop is over" in ana.titulos()
    assert en_espanol(ana) == []


@pytest.mark.parametrize("mesa", ["completo"], indirect=True)
def test_una_persona_en_espanol_y_otra_en_ingles_ven_cada_una_lo_suyo_a_la_vez(mesa: MesaViva) -> None:
    """También lo del grupo, que se calcula una vez y se guarda en memoria."""
    codigo = mesa.creado.codigo
    eva = mesa.entra("Eva").identidad
    ana = Pantalla().como(codigo, identidad(mesa, Papel.PARTICIPA)).va("participar", codigo)
    leo = Pantalla().como(codigo, eva).va("participar", codigo)
    for clave in ("mapa", "entorno", "interaccion"):
        mesa.salta(clave)
        mesa.hacer(agenda.revelar, quien=mesa.facilita, clave=clave)
        for _ in range(2):
            assert "Lo del grupo" in leo.mira().titulos()
            assert "From the group" in ana.mira().titulos()
            assert en_espanol(ana) == []
            assert en_espanol(leo)
        assert "From the group" not in leo.mira().titulos()
        assert consultas.taller_visto(mesa.motor, codigo).fase(clave).titulo in leo.titulos()  # type: ignore[union-attr]


def test_se_entra_en_la_lengua_elegida_y_se_recuerda_en_otro_aparato(base_de_datos: str) -> None:
    mesa = una_mesa_viva(base_de_datos, "expres")
    codigo = mesa.creado.codigo
    ana = Pantalla().va("entrar").elige("Idioma · Language", "English")
    assert en_espanol(ana) == []
    ana.pon("Room code", codigo).pon("Your name or alias", "Ana").pulsa("Join")
    assert "Welcome" in ana.titulos()
    yo = next(p for p in consultas.participantes(mesa.motor, mesa.creado.sala_id) if p.alias == "Ana")

    otro = Pantalla().va("entrar").pon("Código de sala", codigo).pon("Código personal", yo.codigo_personal)
    otro.pulsa("Recuperar lo mío")
    assert "Welcome" in otro.titulos()


def test_la_lengua_se_cambia_desde_dentro_y_vale_en_las_demas_pestanas(base_de_datos: str) -> None:
    mesa = una_mesa_viva(base_de_datos, "expres")
    codigo = mesa.creado.codigo
    quien = mesa.entra("Ana").identidad
    una = Pantalla().como(codigo, quien).va("participar", codigo)
    otra = Pantalla().como(codigo, quien).va("mio", codigo)

    assert "Welcome" in una.pulsa("English").titulos()
    assert "My page" in otra.mira().titulos()
    assert "Bienvenida" in una.pulsa("Español").titulos()
    assert "Lo mío" in otra.mira().titulos()


def test_quien_facilita_y_la_proyeccion_siguen_en_espanol(base_de_datos: str) -> None:
    mesa = una_mesa_viva(base_de_datos, "expres")
    codigo = mesa.creado.codigo
    quien = mesa.entra("Ana").identidad
    mesa.hacer(elegir_idioma, quien=quien, idioma="en")
    pestana = Pantalla().como(codigo, quien).como(codigo, mesa.facilita).va("participar", codigo)

    assert "Welcome" in pestana.titulos()
    assert "Bienvenida" in pestana.va("conducir", codigo).lee()
    assert "Welcome" not in pestana.lee()
    assert "Resultados" in pestana.va("resultados", codigo).titulos()


def test_un_error_se_explica_en_la_lengua_de_quien_lo_comete(base_de_datos: str) -> None:
    mesa = una_mesa_viva(base_de_datos, "expres")
    ana = Pantalla().va("entrar").elige("Idioma · Language", "English")

    ana.pon("Room code", "ZZZZZZ").pon("Your name or alias", "Ana").pulsa("Join")
    assert any("There is no room with that code" in a for a in ana.avisos())
    ana.pon("Room code", mesa.creado.codigo).pon("Your name or alias", "A" * 50).pulsa("Join")
    assert any("the limit is 40 characters and you have 50" in a for a in ana.avisos())


def test_lo_que_quien_facilita_cambia_se_ve_como_lo_escribio(base_de_datos: str) -> None:
    from modelo.casos import preparar

    mesa = una_mesa_viva(base_de_datos, "expres")
    mesa.hacer(preparar.editar_fase, quien=mesa.facilita, clave="bienvenida", titulo="Zed de llegada")
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    with hablando("en"):
        traducido = taller_traducido(visto)

    assert traducido.fases[0].titulo == "Zed de llegada"
    assert traducido.fases[1].titulo == "Map: what I do and why"
    assert taller_traducido(visto) is visto


def test_entrar_con_una_lengua_que_no_hay_no_se_admite(base_de_datos: str) -> None:
    from modelo.errores import ValorNoValido

    mesa = una_mesa_viva(base_de_datos, "expres")
    with pytest.raises(ValorNoValido):
        mesa.hacer(entrada.entrar, codigo=mesa.creado.codigo, alias="Ana", idioma="xx")


def test_el_grupo_de_trabajo_se_dice_en_la_lengua_de_cada_cual(base_de_datos: str) -> None:
    from modelo.casos import reparto

    mesa = una_mesa_viva(base_de_datos, "expres")
    personas = [mesa.entra(alias).identidad for alias in ("Ana", "Eva", "Leo", "Iris")]
    mesa.hacer(elegir_idioma, quien=personas[0], idioma="en")
    ids = tuple(p.participante_id or "" for p in personas)
    mesa.hacer(reparto.repartir_grupos, quien=mesa.facilita, de=2, personas=ids)
    mesa.hacer(reparto.ensenar_grupos, quien=mesa.facilita)
    codigo = mesa.creado.codigo

    assert "Your group is number" in Pantalla().como(codigo, personas[0]).va("participar", codigo).lee()
    assert "Tu grupo es el" in Pantalla().como(codigo, personas[1]).va("participar", codigo).lee()
