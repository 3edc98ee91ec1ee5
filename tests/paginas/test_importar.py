"""La pantalla de importar y la de comparar con un informe traído, con AppTest sobre una base de verdad."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from datos import agregados, consultas, exportacion
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel
from paginas.comun import comparacion
from tests.datos.importacion.apoyo import en_csv, en_excel, rellenada
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.paginas.recuerdo import ya_entro
from tests.reglas import RAIZ

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTA = [["Persona", "Cliente", "Tipo"], ["Zoe", "Faro", "Cliente"], ["Zoe", "Muelle", "Cliente perdido"]]


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    ahora = datetime.now(UTC)
    azar = random.SystemRandom()
    mesa = una_mesa(motor, ahora=ahora, borrar_el=ahora.date() + timedelta(days=30), azar=azar)
    mesa.reloj = Reloj(ahora)
    return mesa


def abre(sala: Any, pagina: str = "importar", parte: str = "") -> AppTest:
    at = AppTest.from_file(str(RAIZ / "paginas/marco.py"), default_timeout=60)
    at.query_params["sala"] = sala.codigo
    ya_entro(at, sala.codigo, Identidad(Papel.FACILITA, sala.sala_id))
    at.run()
    at.switch_page(f"{pagina}.py").run()
    if parte:
        at.session_state["importar_parte"] = parte
        at.run()
    assert not at.exception
    return at


def sube(at: AppTest, datos: bytes, nombre: str = "lista.csv", tipo: str = CSV) -> AppTest:
    at.file_uploader[0].upload(nombre, datos, tipo).run()
    assert not at.exception, [e.value for e in at.exception]
    return at


def textos(at: AppTest) -> str:
    partes = (*at.markdown, *at.caption, *at.info, *at.warning, *at.success, *at.error, *at.header)
    return "\n".join(str(p.value) for p in partes)


def tablas(at: AppTest) -> list[list[str]]:
    return [" | ".join(map(str, fila)).split(" | ") for t in at.table for fila in t.value.to_numpy().tolist()]


def hay(at: AppTest, clave: str) -> bool:
    return any(b.key == clave for b in at.button)


def alias(mesa: Mesa) -> list[str]:
    return [p.alias for p in consultas.participantes(mesa.motor, mesa.creado.sala_id)]


@pytest.mark.parametrize("datos", [(en_csv(LISTA), "lista.csv", CSV), (en_excel(LISTA), "lista.xlsx", XLSX)])
def test_se_sube_una_lista_se_ve_que_pasaria_y_se_importa(mesa: Mesa, datos: tuple[bytes, str, str]) -> None:
    at = sube(abre(mesa.creado), *datos)

    assert "**Se importará:** 1 persona y 2 clientes." in textos(at)
    assert ["Zoe", "Muelle", "Cliente perdido"] in tablas(at)
    assert alias(mesa) == []
    at.button(key="importar_gente_si").click().run()
    assert "Importado: 1 persona y 2 clientes." in textos(at)
    assert alias(mesa) == ["Zoe"]
    assert not hay(at, "importar_gente_si")


def test_la_misma_lista_otra_vez_no_ofrece_nada_que_importar(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv(LISTA))
    at.button(key="importar_gente_si").click().run()
    sube(at, en_csv(LISTA))

    assert "no hay nada que importar" in textos(at)
    assert not hay(at, "importar_gente_si")


def test_la_lista_corregida_dice_que_celdas_cambia_antes_de_cambiarlas(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv(LISTA))
    at.button(key="importar_gente_si").click().run()
    corregida = [["No cliente" if celda == "Cliente perdido" else celda for celda in fila] for fila in LISTA]
    sube(at, en_csv(corregida))

    assert "**Se importará:** 1 corrección." in textos(at)
    assert any("Sustituye a lo que se importó antes" in celda for fila in tablas(at) for celda in fila)
    at.button(key="importar_gente_si").click().run()
    assert "Importado: 1 corrección." in textos(at)


def test_una_lista_con_errores_dice_fila_y_columna_y_no_deja_importar(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv([*LISTA, ["Berto", "Norte", "amigo"]]))

    assert ["4", "C · Tipo", "«amigo» no es una opción. Valen: Cliente; No cliente; Cliente perdido."] in tablas(at)
    assert not hay(at, "importar_gente_si")


def test_las_columnas_se_pueden_corregir_en_pantalla(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv([["Uno", "Dos"], ["Faro", "Zoe"]]))

    assert "Elige en qué columna está el alias de cada persona" in textos(at)
    next(s for s in at.selectbox if s.label == "Persona (alias)").set_value(1).run()
    next(s for s in at.selectbox if s.label == "Cliente (alias)").set_value(0).run()
    assert "**Se importará:** 1 persona y 1 cliente." in textos(at)


def test_con_varias_hojas_se_elige_cual(mesa: Mesa) -> None:
    import io

    import openpyxl

    libro = openpyxl.load_workbook(io.BytesIO(en_excel([["Notas"], ["nada"]], "Notas")))
    for fila in LISTA:
        (libro["Gente"] if "Gente" in libro.sheetnames else libro.create_sheet("Gente")).append(fila)
    salida = io.BytesIO()
    libro.save(salida)
    at = sube(abre(mesa.creado), salida.getvalue(), "dos.xlsx", XLSX)
    next(s for s in at.selectbox if s.label == "Hoja del libro").set_value(1).run()

    assert "**Se importará:** 1 persona y 2 clientes." in textos(at)


@pytest.mark.parametrize(
    ("datos", "nombre", "dice"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "Excel antiguo"),
        (b"<html>", "a.xlsx", "no lo es"),
        (b"a" * 6_000_000, "a.csv", "caben 5"),
        (b"Persona;Cliente\n", "a.csv", "no tiene datos"),
    ],
)
def test_un_archivo_que_no_vale_se_explica_en_la_pantalla(mesa: Mesa, datos: bytes, nombre: str, dice: str) -> None:
    at = sube(abre(mesa.creado), datos, nombre)

    assert dice in textos(at)
    assert not hay(at, "importar_gente_si")


def test_lo_escrito_por_otros_se_enseña_como_texto(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv([*LISTA[:1], ["**Zoe**", ":red[x]", "<b>"]]))

    celdas = " ".join(" ".join(f) for f in tablas(at))
    assert "**Zoe**" not in celdas
    assert ":red[" not in celdas


def test_los_codigos_de_quien_se_importa_se_ven_cuando_se_piden(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado), en_csv(LISTA))
    at.button(key="importar_gente_si").click().run()
    codigo = consultas.participantes(mesa.motor, mesa.creado.sala_id)[0].codigo_personal

    assert codigo not in str(tablas(at))
    assert "Ahora reparte los códigos personales" in at.success[0].value
    at.button(key="importar_ver_codigos").click().run()
    assert ["Zoe", codigo] in tablas(at)


def test_la_plantilla_rellena_se_revisa_y_se_importa(mesa: Mesa) -> None:
    datos = rellenada(
        mesa,
        Personas=[{"Persona": "Zoe", "Bienvenida: energía": "4"}],
        Clientes=[{"Persona": "Zoe", "Cliente": "Faro", "Estable": "Cliente estable"}],
        Valoracion=[{"Persona": "Zoe", "Cliente": "Faro", "P1a": "4", "P1b": "No lo sé / no aplica"}],
    )
    at = sube(abre(mesa.creado, parte="Respuestas recogidas fuera"), datos, "p.xlsx", XLSX)

    assert "1 persona, 1 respuesta suelta, 1 cliente y 2 respuestas a afirmaciones" in textos(at)
    at.button(key="importar_respuestas_si").click().run()
    assert alias(mesa) == ["Zoe"]
    mala = rellenada(
        mesa, Personas=[{"Persona": "Zoe"}], Hitos=[{"Persona": "Zoe", "Cliente": "Faro", "Cuándo": "ayer"}]
    )
    sube(at, mala, "p.xlsx", XLSX)
    assert [f[:3] for f in tablas(at)] == [["Hitos", "5", "C · Cuándo"]]


@pytest.fixture
def ensayo(motor: sa.Engine, base_de_datos: str) -> Any:
    return sembrar_ensayo(motor)


def informe_de(motor: sa.Engine, codigo: str) -> bytes:
    taller = consultas.taller_visto(motor, codigo)
    assert taller is not None
    fase = taller.fases[0]
    mirada = Mirada("facilita", taller.umbral, fase.revelada, fase.anonima)
    return exportacion.exportar_json(
        agregados.pedir(motor, taller, fase, mirada, actividad=taller.actividad, hoy=datetime.now(UTC).date())
    )


PARTE = "Informes de otros talleres"


def test_un_informe_se_ve_antes_se_trae_se_consulta_y_se_quita(motor: sa.Engine, ensayo: Any) -> None:
    datos = informe_de(motor, ensayo.codigo)
    at = sube(abre(ensayo, parte=PARTE), datos, "i.json", "application/json")

    assert "Tiene las mismas palancas que este taller" in textos(at)
    assert exportacion.importados(motor, ensayo.sala_id) == []
    at.button(key="importar_informe_si").click().run()
    (guardado,) = exportacion.importados(motor, ensayo.sala_id)
    sube(at, datos, "i.json", "application/json")
    assert "ya está en la sala" in textos(at)
    at.session_state[f"informe_{guardado.id}"] = True
    at.run()
    at.button(key=f"informe_quitar_si_{guardado.id}").click().run()
    assert exportacion.importados(motor, ensayo.sala_id) == []


@pytest.mark.parametrize(
    ("estropear", "dice"),
    [
        (lambda t: t[: len(t) // 2], "deja de ser JSON"),
        (lambda t: t.replace(b'"version": "1.0"', b'"version": "7.0"'), "es de la versión 7.0 y aquí se lee la 1.0"),
        (lambda t: t.replace(b'"esquema":', b'"cosa_rara": 1, "esquema":'), "En «cosa_rara»"),
        (lambda t: t + b" " * (21 * 2**20), "pesa 21 MB y caben 20"),
        (lambda t: b"[" * 100_000, "anida demasiados niveles"),
        (lambda t: "á".encode("latin-1") + t, "UTF-8"),
    ],
    ids=["truncado", "de otra versión", "con claves raras", "desmedido", "hondo", "en otra codificación"],
)
def test_un_json_que_no_vale_dice_que_pasa_y_que_hacer(mesa: Mesa, motor: sa.Engine, estropear: Any, dice: str) -> None:
    bueno = informe_de(motor, mesa.creado.codigo)
    at = sube(abre(mesa.creado, parte=PARTE), estropear(bueno), "i.json", "application/json")

    (error,) = [e.value for e in at.error]
    assert dice in error
    assert "súbelo tal cual" in error
    assert exportacion.importados(motor, mesa.creado.sala_id) == []


def test_a_un_json_de_otra_cosa_se_le_dice_que_no_es_un_informe_y_de_donde_traerlo(mesa: Mesa) -> None:
    at = sube(abre(mesa.creado, parte=PARTE), b'{"titulo": "Otra cosa"}', "i.json", "application/json")

    (error,) = [e.value for e in at.error]
    assert "Este archivo no es un informe de Palancas" in error
    assert "Llevarse los resultados" in error


def test_comparar_ofrece_los_informes_traidos_solo_a_quien_facilita(motor: sa.Engine, ensayo: Any) -> None:
    at = sube(abre(ensayo, parte=PARTE), informe_de(motor, ensayo.codigo), "i.json", "application/json")
    at.button(key="importar_informe_si").click().run()
    compara = abre(ensayo, "comparar")

    (elegidos,) = compara.multiselect
    assert len(elegidos.value) == 2
    assert any("informe traído" in o for o in elegidos.options)
    assert "sin emparejar a nadie" in textos(compara)
    from modelo.valores import Identidad, Papel

    assert comparacion.traidos(Identidad(Papel.REVISA, ensayo.sala_id)) == []
