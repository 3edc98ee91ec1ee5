"""Entrar, volver y que te retiren: qué se ve y qué se puede hacer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from datos import consultas
from modelo.casos import agenda, entrada, sala
from modelo.frenos import frenos_de_serie
from modelo.valores import Objeto
from paginas.comun import componentes, porteria
from paginas.http.identidad import LLAVE
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, hacer
from tests.paginas.recuerdo import recuerdo


@pytest.mark.parametrize(
    ("codigo", "alias", "frase"),
    [
        ("", "Ana", "Escribe el código de sala"),
        ("ZZZZZZ", "Ana", "No hay ninguna sala con ese código"),
        (None, "  ", "Escribe tu nombre o un alias"),
        (None, "x" * 500, "caben 40 caracteres y hay 500"),
    ],
    ids=["sin código", "código que no existe", "alias vacío", "alias larguísimo"],
)
def test_lo_que_impide_entrar_se_dice_con_su_remedio_y_no_borra_lo_escrito(
    mesa: Mesa, codigo: str | None, alias: str, frase: str
) -> None:
    pantalla = Pantalla(mesa)
    pantalla.campo("Tu nombre o alias").set_value(alias)
    if codigo is not None:
        pantalla.campo("Código de sala").set_value(codigo)
    pantalla.pulsa("Entrar")

    assert [e for e in pantalla.errores() if frase in e]
    assert pantalla.campo("Tu nombre o alias").value == alias
    assert consultas.participantes(mesa.motor, mesa.creado.sala_id) == []


def test_el_enlace_de_una_sala_borrada_lo_dice_antes_de_escribir_nada(mesa: Mesa) -> None:
    hacer(mesa, sala.borrar_taller, quien=mesa.facilita)

    assert "Esta sala ya no existe" in " ".join(Pantalla(mesa).errores())


def test_un_enlace_muerto_se_prueba_una_vez_por_pestana_aunque_se_redibuje(
    mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cada prueba fallida cuenta para toda su oficina: redibujar no puede dejar fuera a los demás."""
    frenos = frenos_de_serie()
    monkeypatch.setattr(porteria, "_frenos", lambda: frenos)
    hacer(mesa, sala.borrar_taller, quien=mesa.facilita)
    mesa.creado = replace(mesa.creado, codigo="ZZZZZZ")
    pantalla = Pantalla(mesa)
    for _ in range(40):
        pantalla.mira()
    assert "No hay ninguna sala con ese código" in " ".join(pantalla.errores())

    assert "No hay ninguna sala con ese código" in " ".join(Pantalla(mesa).errores())


def test_salir_en_otra_pestana_tambien_cierra_la_que_acababa_de_entrar(
    mesa: Mesa, cliente: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = mesa.entra("Ana")
    llave = cliente.post("/api/identidad", json={"pase": ana.pase}).headers[LLAVE]
    pantalla = Pantalla(mesa, "participar", ana)
    recuerdo(pantalla.at)["pase"] = "gastado"
    monkeypatch.setattr(componentes, "canjear_pase", lambda *_, **__: llave)
    pantalla.mira()
    assert "Listo" in [b.label for b in pantalla.at.button]

    cliente.post("/api/salir", json={"sala": mesa.creado.codigo, "papel": "participa"})

    assert "Listo" not in [b.label for b in pantalla.mira().at.button]
    assert "Para participar, entra con el código de sala." in pantalla.textos()


def test_la_llave_de_otra_persona_no_cambia_de_quien_es_la_pestana(
    mesa: Mesa, cliente: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, eva = mesa.entra("Ana"), mesa.entra("Eva")
    llave = cliente.post("/api/identidad", json={"pase": eva.pase}).headers[LLAVE]
    pantalla = Pantalla(mesa, "participar", ana)
    recuerdo(pantalla.at)["pase"] = "gastado"
    monkeypatch.setattr(componentes, "canjear_pase", lambda *_, **__: llave)
    pantalla.mira().escribe("¿Con qué palabra llegas?", "curiosa")

    de = {p.alias: p.id for p in consultas.participantes(mesa.motor, mesa.creado.sala_id)}
    suyo = (mesa.motor, mesa.creado.taller_id)
    assert consultas.respuestas_de(*suyo, de["Ana"], "bienvenida") == {"palabra": "curiosa"}
    assert consultas.respuestas_de(*suyo, de["Eva"], "bienvenida") == {}


def test_se_entra_pegando_el_enlace_entero_y_el_codigo_personal_se_ensena_hasta_apuntarlo(mesa: Mesa) -> None:
    pantalla = Pantalla(mesa)
    pantalla.campo("Código de sala").set_value(f"https://taller.es/entrar?codigo={mesa.creado.codigo.lower()}")
    pantalla.campo("Tu nombre o alias").set_value("🦊 <script>")
    pantalla.pulsa("Entrar")
    (persona,) = consultas.participantes(mesa.motor, mesa.creado.sala_id)

    assert persona.alias == "🦊 <script>"
    assert f"Apúntalo: **{persona.codigo_personal}**" in pantalla.textos()
    assert "Apúntalo" not in pantalla.pulsa("Ya lo tengo").textos()


def test_el_codigo_personal_no_sigue_en_pantalla_en_la_fase_siguiente(mesa: Mesa) -> None:
    pantalla = Pantalla(mesa).escribe("Tu nombre o alias", "Ana").pulsa("Entrar")
    hacer(mesa, agenda.saltar, quien=mesa.facilita, clave="mapa")

    assert "Apúntalo" not in pantalla.mira().textos()


def test_repetir_el_alias_en_el_mismo_navegador_no_crea_otra_persona(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    pantalla = Pantalla(mesa, "entrar", ana)
    pantalla.campo("Tu nombre o alias").set_value("ana")
    pantalla.pulsa("Entrar")

    assert "Bienvenida" in pantalla.textos()
    assert len(consultas.participantes(mesa.motor, mesa.creado.sala_id)) == 1


def test_otra_persona_puede_entrar_desde_el_mismo_navegador(mesa: Mesa) -> None:
    pantalla = Pantalla(mesa, "entrar", mesa.entra("Ana"))
    pantalla.campo("Tu nombre o alias").set_value("Eva")
    pantalla.pulsa("Entrar")

    assert [p.alias for p in consultas.participantes(mesa.motor, mesa.creado.sala_id)] == ["Ana", "Eva"]


@pytest.mark.parametrize("pagina", ["participar", "mio", "resultados"])
def test_a_quien_retiran_se_le_dice_y_no_ve_nada_mas_y_si_vuelve_sigue_donde_estaba(mesa: Mesa, pagina: str) -> None:
    ana = mesa.entra("Ana")
    mesa.guarda(ana.identidad, Objeto("respuesta", "bienvenida"), "palabra", "curiosidad")
    suyo = {"quien": mesa.facilita, "participante_id": ana.identidad.participante_id}
    pantalla = Pantalla(mesa, pagina, ana)
    antes = pantalla.textos()
    hacer(mesa, entrada.expulsar, **suyo)
    pantalla.mira()

    assert "Quien facilita te ha retirado de la sala. Lo tuyo se conserva" in pantalla.textos()
    assert (len(pantalla.at.text_input), [b.label for b in pantalla.at.button]) == (0, ["Ir al inicio"])
    hacer(mesa, entrada.readmitir, **suyo)
    assert pantalla.mira().textos() == antes
