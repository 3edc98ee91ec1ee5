from datetime import date

import sqlalchemy as sa
from icalendar import Calendar

from datos import consultas, exportacion
from datos.exportacion import calendario
from datos.unidad import UnidadDeTrabajo
from datos.vistas import CompromisoVisto
from modelo.entidades import Compromiso
from tests.datos.exportacion.apoyo import AHORA, participa, pedir
from tests.ensayo import motor, sembrado

__all__ = ["motor", "sembrado"]


def uno(**cambios: str) -> CompromisoVisto:
    datos = {
        "id": "a" * 32, "taller_id": "t", "participante_id": "p", "situacion": "me pidan prórroga",
        "accion": "propondré otra cosa", "antes_de": "2027-01-31", "senal": "que la acepten", "palanca": "P2",
        "cliente_id": "", "horizonte": "corto", "acompana": "Nuria", "estado": "pendiente", "nota": "",
    } | cambios  # fmt: skip
    return CompromisoVisto(orden=0, compartido=False, **datos)


def eventos(*compromisos: CompromisoVisto) -> list[Calendar]:
    datos = calendario.hacer(compromisos, {"P2": "Expectativas y medida"}, AHORA)
    return list(Calendar.from_ical(datos).walk("VEVENT"))


def test_cada_compromiso_con_fecha_es_un_dia_con_aviso(motor: sa.Engine) -> None:
    archivo = exportacion.calendario_personal(pedir(motor, "participa"), participa(motor), AHORA)
    suyos = consultas.compromisos_de(motor, "", participa(motor).participante_id or "")

    agenda = Calendar.from_ical(archivo.datos)

    dias = [e["DTSTART"].dt for e in agenda.walk("VEVENT")]
    assert dias == sorted(date.fromisoformat(c.antes_de) for c in suyos)
    assert len(agenda.walk("VALARM")) == len(dias) > 0
    assert archivo.nombre == "palancas-compromisos-2026-11-21.ics"
    assert archivo.datos.endswith(b"END:VCALENDAR\r\n")
    assert all(len(linea) <= 75 for linea in archivo.datos.split(b"\r\n"))


def test_lleva_todo_lo_que_hace_falta_para_acordarse() -> None:
    (evento,) = eventos(uno())

    assert str(evento["SUMMARY"]) == "Compromiso: propondré otra cosa"
    for dicho in ("me pidan prórroga", "que la acepten", "Expectativas y medida", "corto", "Nuria"):
        assert dicho in str(evento["DESCRIPTION"])


def test_lo_hecho_lo_descartado_y_lo_que_no_tiene_fecha_no_molestan() -> None:
    callados = uno(estado="hecho"), uno(estado="descartado"), uno(antes_de=""), uno(accion="")

    assert eventos(*callados) == []
    assert not any(c.va_al_calendario for c in callados)
    assert uno(estado="en_marcha").va_al_calendario
    assert len(eventos(uno(estado="en_marcha"))) == 1


def test_un_texto_no_puede_colar_otro_evento() -> None:
    (evento,) = eventos(uno(accion="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:colado; a, b \\ c"))

    assert "colado; a, b \\ c" in str(evento["SUMMARY"])


def test_volver_a_importarlo_no_duplica_y_no_ensena_el_id_de_la_base() -> None:
    antes, despues = eventos(uno())[0], eventos(uno(accion="haré otra"))[0]

    assert antes["UID"] == despues["UID"]
    assert "a" * 32 not in str(antes["UID"])
    assert eventos(uno(id="b" * 32))[0]["UID"] != antes["UID"]


def test_los_compromisos_de_otra_persona_no_salen(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for numero, fila in enumerate(unidad.todos(Compromiso)):
            fila.accion = f"acción {numero} de {fila.participante_id}"
        unidad.confirmar()
    yo = participa(motor, 2)

    escrito = exportacion.calendario_personal(pedir(motor, "participa"), yo, AHORA).datos.decode().replace("\r\n ", "")

    assert escrito.count("SUMMARY:") == escrito.count("SUMMARY:Compromiso: acción") == escrito.count("BEGIN:VEVENT")
    assert all(yo.participante_id in linea for linea in escrito.splitlines() if linea.startswith("SUMMARY"))


def test_un_compromiso_recien_anadido_no_dice_nada_y_con_una_palabra_ya_si() -> None:
    blanco = dict.fromkeys(("situacion", "accion", "antes_de", "senal", "acompana", "palanca"), "")

    assert not uno(**blanco).dice_algo
    assert all(uno(**{**blanco, campo: "algo"}).dice_algo for campo in ("situacion", "accion", "senal", "acompana"))
