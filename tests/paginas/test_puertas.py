"""Cada página abierta por su dirección sin permiso dice qué pasa y no enseña nada del taller; entrar tiene límite."""

from __future__ import annotations

import ast

import pytest
from streamlit.testing.v1 import AppTest

from modelo.casos import enlaces, entrada, revision, sala
from modelo.codigos import huella
from modelo.frenos import frenos_de_serie
from modelo.valores import Identidad, Papel
from paginas.comun import porteria
from paginas.comun.ejecucion import motor_de
from paginas.comun.navegacion import PAGINAS
from tests.fabricas import una_mesa
from tests.paginas.puerta import DELICADO, MesaViva, abrir, explica, mesa_delicada, todo
from tests.paginas.recuerdo import ya_entro
from tests.reglas import RAIZ, arbol, archivos, relativo

LIBRES = ("inicio", "entrar", "crear", "ayuda", "guia")
QUIEN_PUEDE_VER = {
    "participar": {"participa"},
    "mio": {"participa"},
    "importar": {"facilita"},
    "conducir": {"facilita"},
    "proyectar": {"facilita", "proyecta"},
    "resultados": {"participa", "facilita", "proyecta", "revisa"},
    "comparar": {"participa", "facilita", "proyecta", "revisa"},
    "seguimiento": {"participa", "facilita"},
    "revisar": {"facilita", "revisa"},
    "preparar": {"facilita"},
}


@pytest.fixture(autouse=True)
def _frenos_nuevos(monkeypatch: pytest.MonkeyPatch) -> None:
    propios = frenos_de_serie()
    monkeypatch.setattr(porteria, "_frenos", lambda: propios)


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return mesa_delicada(base_de_datos)


def test_la_tabla_de_paginas_esta_completa() -> None:
    assert set(PAGINAS) == {*LIBRES, *QUIEN_PUEDE_VER}


@pytest.mark.parametrize("pagina", QUIEN_PUEDE_VER)
def test_sin_haber_entrado_la_pagina_dice_que_pasa_y_no_filtra_ni_el_titulo(mesa: MesaViva, pagina: str) -> None:
    at = abrir(pagina, mesa.creado.codigo)

    assert explica(at)
    assert [d for d in DELICADO if d in todo(at)] == []


@pytest.mark.parametrize("pagina", LIBRES)
def test_las_paginas_libres_no_dicen_nada_de_la_sala_que_traen_en_la_direccion(mesa: MesaViva, pagina: str) -> None:
    assert [d for d in DELICADO if d in todo(abrir(pagina, mesa.creado.codigo))] == []


@pytest.mark.parametrize("papel", [*Papel])
@pytest.mark.parametrize("pagina", QUIEN_PUEDE_VER)
def test_cada_papel_ve_sus_paginas_y_solo_esas(mesa: MesaViva, pagina: str, papel: Papel) -> None:
    persona = mesa.entra("Eva").identidad.participante_id if papel == Papel.PARTICIPA else None
    enlace = str(mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="Equipo", dias=7))
    llave = huella(enlace) if papel == Papel.REVISA else ""
    at = abrir(pagina, mesa.creado.codigo, Identidad(papel, mesa.creado.sala_id, persona, llave))

    if papel.value in QUIEN_PUEDE_VER[pagina]:
        assert "Aquí hace falta entrar" not in todo(at)
    else:
        assert explica(at)
        assert [d for d in DELICADO if d in todo(at)] == []


@pytest.mark.parametrize("pagina", QUIEN_PUEDE_VER)
def test_una_identidad_de_otra_sala_no_abre_esta(mesa: MesaViva, pagina: str) -> None:
    otra = una_mesa(mesa.motor, titulo="Otro", azar=mesa.azar)
    eva = otra.entra("Eva").identidad
    ajenas = [eva, otra.facilita, Identidad(Papel.PROYECTA, otra.creado.sala_id)]
    at = AppTest.from_file(RAIZ / "paginas" / "marco.py", default_timeout=60)
    ya_entro(at, otra.creado.codigo, *ajenas)
    at.run()
    at.switch_page(f"{pagina}.py")
    at.query_params["sala"] = mesa.creado.codigo
    at.run()

    assert explica(at)
    assert [d for d in DELICADO if d in todo(at)] == []


@pytest.mark.parametrize("pagina", ["participar", "mio", "resultados"])
def test_a_quien_retiran_se_le_cierra_la_pestana_que_tenia_abierta(mesa: MesaViva, pagina: str) -> None:
    eva = mesa.entra("Eva").identidad
    at = abrir(pagina, mesa.creado.codigo, eva)
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=eva.participante_id)
    at.run()

    assert bool(at.info)
    assert [d for d in DELICADO if d in todo(at)] == []


@pytest.mark.parametrize("pagina", ["conducir", "proyectar", "resultados"])
def test_al_anular_los_enlaces_se_cierran_las_pestanas_que_se_abrieron_con_ellos(mesa: MesaViva, pagina: str) -> None:
    quien, _, _ = mesa.hacer(enlaces.abrir_enlace, ficha=mesa.creado.ficha_facilitar, papel=Papel.FACILITA)  # type: ignore[misc]
    at = abrir(pagina, mesa.creado.codigo, quien)
    assert not explica(at) or "Aquí hace falta entrar" not in todo(at)
    mesa.hacer(enlaces.revocar_enlaces, quien=mesa.facilita)
    at.run()

    assert "Aquí hace falta entrar" in todo(at)
    assert [d for d in DELICADO if d in todo(at)] == []


@pytest.mark.parametrize("pagina", QUIEN_PUEDE_VER)
def test_con_el_taller_borrado_no_se_ve_nada_y_se_explica(mesa: MesaViva, pagina: str) -> None:
    ana = mesa.entra("Eva").identidad
    suyas = [ana, mesa.facilita, Identidad(Papel.PROYECTA, mesa.creado.sala_id)]
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    at = abrir(pagina, mesa.creado.codigo, *suyas)

    assert explica(at)
    assert [d for d in DELICADO if d in todo(at)] == []


def test_quien_facilita_anula_los_enlaces_desde_la_consola_y_sigue_dentro(mesa: MesaViva) -> None:
    at = abrir("conducir", mesa.creado.codigo, mesa.facilita)
    at.button(key="enlaces_anular_si").click().run()

    assert not at.exception
    with motor_de(str(mesa.motor.url)).connect() as conexion:
        vivas = conexion.exec_driver_sql("select count(*) from ficha where revocada_en is null").scalar()
    assert vivas == 2
    assert "Aquí hace falta entrar" not in todo(at)
    assert "No lo proyectes" in todo(at)


def test_ningun_secreto_sale_en_titulos_ni_direcciones(mesa: MesaViva) -> None:
    quien, _, ficha = mesa.hacer(enlaces.abrir_enlace, ficha=mesa.creado.ficha_facilitar, papel=Papel.FACILITA)  # type: ignore[misc]
    eva = mesa.entra("Eva")
    secretos = [ficha, mesa.creado.ficha_facilitar, mesa.creado.ficha_proyectar, eva.pase, eva.codigo_personal]
    for pagina, papel in [("conducir", quien), ("proyectar", quien), ("participar", eva.identidad)]:
        at = abrir(pagina, mesa.creado.codigo, papel)
        a_la_vista = [t.value for t in (*at.title, *at.header, *at.subheader)] + [str(at.query_params), PAGINAS[pagina]]

        assert [s for s in secretos if s in "\n".join(a_la_vista)] == []
        assert [s for s in secretos[:4] if s in todo(at)] == []


def _escribir(at: AppTest, rotulo: str, valor: str) -> None:
    next(t for t in at.text_input if t.label == rotulo).set_value(valor)


def test_tras_muchos_codigos_personales_malos_la_pagina_dice_cuanto_esperar(mesa: MesaViva) -> None:
    at = abrir("entrar", mesa.creado.codigo)
    _escribir(at, "Código personal", "nada-nada-10")
    for _ in range(21):
        at.button(key="entrar_boton").click().run()

    assert "Demasiados intentos seguidos. Espera" in at.error[0].value
    assert not at.exception


@pytest.mark.parametrize("boton", ["crear_boton", "inicio_ensayo"])
def test_con_clave_en_la_instalacion_no_se_crea_nada_sin_ella(
    mesa: MesaViva, monkeypatch: pytest.MonkeyPatch, boton: str
) -> None:
    monkeypatch.setenv("PALANCAS_CLAVE", "abrete sesamo")
    at = abrir(boton.split("_")[0])
    antes = _talleres(mesa)
    at.button(key=boton).click().run()
    assert "no es la clave" in at.error[0].value
    _escribir(at, "Clave de la instalación", "otra")
    at.button(key=boton).click().run()
    assert _talleres(mesa) == antes
    _escribir(at, "Clave de la instalación", "abrete sesamo")
    at.button(key=boton).click().run()

    assert _talleres(mesa) == antes + 1
    assert "abrete sesamo" not in todo(at)


def _talleres(mesa: MesaViva) -> int:
    with mesa.motor.connect() as conexion:
        return int(conexion.exec_driver_sql("select count(*) from taller").scalar() or 0)


def test_toda_pagina_que_crea_un_taller_presenta_la_llave() -> None:
    """Sin ``llave`` se crea sin clave: eso es para órdenes y pruebas, o dentro de una sala que ya se facilita."""
    llamadas = {
        f"{relativo(archivo)}:{nodo.lineno}"
        for archivo in archivos("paginas")
        for nodo in ast.walk(arbol(archivo))
        if isinstance(nodo, ast.Call)
        and any("crear_taller" in ast.unparse(x) or "sembrar" in ast.unparse(x) for x in (nodo.func, *nodo.args))
        and not {"llave", "sala_id"} & {k.arg for k in nodo.keywords}
    }

    assert llamadas == set()
    assert any("llave=" in archivo.read_text(encoding="utf-8") for archivo in archivos("paginas"))
