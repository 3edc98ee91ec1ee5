"""Lo que sale mal se dice en una frase con remedio, y lo escrito sigue en su campo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from datos import consultas
from modelo.casos import agenda, sala
from modelo.errores import BaseNoDisponible, SinEspacio, ValorNoValido
from modelo.valores import Entrada, Objeto
from paginas.comun import tablon
from paginas.comun.mensajes import AL_LEER, IMPREVISTO, al_dibujar
from tests import averias
from tests.fabricas import Mesa
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva

# Ocupa más de una página de SQLite: guardarlo obliga a crecer al archivo.
LARGO = "Llevo su mantenimiento 🛠️🛠️🛠️🛠️🛠️🛠️🛠️🛠️🛠️🛠️🛠️🛠️" * 40
QUE_HAGO = "¿Qué haces con él?"
Averia = Callable[[sa.Engine], AbstractContextManager[None]]
# Cada avería, y cómo empieza lo que se dice.
AVERIAS: list[tuple[Averia, str]] = [
    (averias.ocupada, "Hay mucha gente guardando a la vez"),
    (averias.disco_lleno, "El servidor no puede guardar"),
    (averias.solo_lectura, "El servidor no puede guardar"),
]
CADA_AVERIA = pytest.mark.parametrize(("averia", "frase"), AVERIAS, ids=[a.__name__ for a, _ in AVERIAS])


@pytest.fixture
def viva(base_de_datos: str) -> MesaViva:
    """Un taller que empieza ahora."""
    return una_mesa_viva(base_de_datos)


@pytest.fixture
def en_el_mapa(viva: MesaViva) -> Pantalla:
    """Ana, en el mapa, con un cliente por describir."""
    ana = viva.entra("Ana").identidad
    viva.salta("mapa")
    viva.crea(ana, "cliente", tipo="cliente", alias="Faro")
    return Pantalla().como(viva.creado.codigo, ana).va("participar", viva.creado.codigo)


def se_dice(pantalla: Pantalla, frase: str) -> bool:
    """Si algún aviso empieza así."""
    return any(aviso.startswith(frase) for aviso in pantalla.avisos())


def lo_que_hace(mesa: Mesa) -> str:
    """Lo guardado del único cliente."""
    persona = consultas.participantes(mesa.motor, mesa.creado.sala_id)[0]
    return consultas.clientes_de(mesa.motor, persona.id)[0].que_hago


@CADA_AVERIA
def test_un_texto_que_no_se_puede_guardar_sigue_en_su_campo_y_al_repetir_entra(
    viva: MesaViva,
    en_el_mapa: Pantalla,
    averia: Averia,
    frase: str,
) -> None:
    with averia(viva.motor):
        en_el_mapa.escribe(QUE_HAGO, LARGO)

        assert se_dice(en_el_mapa, frase)
        assert en_el_mapa.campo(QUE_HAGO).value == LARGO
    assert lo_que_hace(viva) == ""
    en_el_mapa.escribe(QUE_HAGO, f"{LARGO}.")

    assert lo_que_hace(viva) == f"{LARGO}."
    assert not se_dice(en_el_mapa.mira(), frase)


@CADA_AVERIA
def test_entrar_con_la_base_averiada_se_explica_y_se_puede_repetir(
    viva: MesaViva,
    averia: Averia,
    frase: str,
) -> None:
    pantalla = Pantalla().va("entrar").pon("Código de sala", viva.creado.codigo).pon("Tu nombre o alias", "Ana")
    if averia is averias.disco_lleno:
        _llenar(viva)
    with averia(viva.motor):
        pantalla.pulsa("Entrar")

        assert se_dice(pantalla, frase)
        assert pantalla.campo("Tu nombre o alias").value == "Ana"
    pantalla.pon("Código de sala", viva.creado.codigo).pon("Tu nombre o alias", "Ana").pulsa("Entrar")

    assert "Listo" in pantalla.botones()


def _llenar(mesa: MesaViva) -> None:
    """Ocupa los huecos del archivo: cada persona que entra cabe hasta que hace falta otra página."""
    seguidos = 0
    with averias.disco_lleno(mesa.motor):
        while seguidos < 20:
            try:
                mesa.entra("Otra persona")
            except SinEspacio:
                seguidos += 1
            else:
                seguidos = 0


@CADA_AVERIA
def test_lo_tecleado_con_la_base_averiada_se_repite_solo_y_entra(
    cliente: TestClient,
    mesa: Mesa,
    averia: Averia,
    frase: str,
) -> None:
    ana = mesa.entra()
    cliente.post("/api/identidad", json={"pase": ana.pase})
    mesa.salta("mapa")
    suyo = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    envio = {"sala": mesa.creado.codigo, "objeto": "cliente", "id": suyo.id, "campo": "que_hago", "valor": LARGO}
    with averia(mesa.motor):
        respuesta = cliente.post("/api/borrador", json=envio)

    assert respuesta.status_code == 503
    assert respuesta.json()["mensaje"].startswith(frase)
    assert cliente.post("/api/borrador", json=envio).status_code == 200
    assert lo_que_hace(mesa) == LARGO


@pytest.mark.parametrize("averia", [averias.ocupada, averias.solo_lectura])
def test_un_pase_que_no_se_pudo_canjear_por_la_base_sigue_valiendo(
    cliente: TestClient, mesa: Mesa, averia: Averia
) -> None:
    ana = mesa.entra()
    with averia(mesa.motor):
        assert cliente.post("/api/identidad", json={"pase": ana.pase}).status_code == 503

    assert cliente.post("/api/identidad", json={"pase": ana.pase}).status_code == 204


def test_un_enlace_para_facilitar_con_la_base_ilegible_se_explica_en_espanol(
    cliente: TestClient, mesa: Mesa, base_de_datos: str
) -> None:
    ruta = f"/f/{mesa.creado.ficha_facilitar}"
    with averias.ilegible(Path(base_de_datos.removeprefix("sqlite:///")), "ficha"):
        respuesta = cliente.get(ruta)

    assert respuesta.status_code == 503
    assert AL_LEER in respuesta.text
    assert cliente.get(ruta).status_code == 303


def test_una_base_ilegible_se_dice_con_remedio_y_un_fallo_de_programa_no_ensena_su_texto() -> None:
    de_la_base = sa.exc.OperationalError("select 1", {}, Exception("no such table: taller"))

    assert al_dibujar(de_la_base) == al_dibujar(BaseNoDisponible("x")) == AL_LEER
    assert al_dibujar(KeyError("clave interna")) == IMPREVISTO


def test_lo_escrito_justo_cuando_se_cierra_la_fase_sigue_a_la_vista(viva: MesaViva, en_el_mapa: Pantalla) -> None:
    viva.hacer(agenda.cerrar_fase, quien=viva.facilita, clave="mapa")
    en_el_mapa.escribe(QUE_HAGO, "a medias")

    assert any("está cerrada" in aviso for aviso in en_el_mapa.avisos())
    assert "a medias" in [t.value for t in en_el_mapa.at.text_area]
    viva.hacer(agenda.abrir_fase, quien=viva.facilita, clave="mapa")
    assert en_el_mapa.mira().campo(QUE_HAGO).value == "a medias"


def test_escribir_en_una_sala_recien_borrada_se_explica(
    viva: MesaViva, en_el_mapa: Pantalla, monkeypatch: pytest.MonkeyPatch
) -> None:
    viva.hacer(sala.borrar_taller, quien=viva.facilita)
    pasado = tablon.reloj() + tablon.RELEER_CADA
    monkeypatch.setattr(tablon, "reloj", lambda: pasado)
    en_el_mapa.escribe(QUE_HAGO, "a medias")

    assert any("ya no existe" in aviso for aviso in en_el_mapa.avisos())


@pytest.mark.parametrize("alias", ["", "   ", "x" * 500])
def test_un_alias_imposible_se_explica_y_sigue_en_su_campo(viva: MesaViva, alias: str) -> None:
    pantalla = Pantalla().entra(viva.creado.codigo, alias)

    assert pantalla.at.error
    assert pantalla.campo("Tu nombre o alias").value == alias
    pantalla.pon("Código de sala", viva.creado.codigo).pon("Tu nombre o alias", "Ana").pulsa("Entrar")
    assert "Listo" in pantalla.botones()


@pytest.mark.parametrize("alias", ["🦊", "👩🏽‍💻", "<script>alert(1)</script>", "**Eva** :red[x]"])
def test_un_alias_raro_entra_y_se_guarda_tal_cual(viva: MesaViva, alias: str) -> None:
    Pantalla().entra(viva.creado.codigo, alias)

    assert [p.alias for p in consultas.participantes(viva.motor, viva.creado.sala_id)] == [alias]


@pytest.mark.parametrize("mes", ["12/2099", "13/2020", "ayer", "00/0000"])
def test_un_mes_imposible_se_explica_y_sigue_en_su_campo(viva: MesaViva, en_el_mapa: Pantalla, mes: str) -> None:
    en_el_mapa.escribe("Desde cuándo", mes)

    assert se_dice(en_el_mapa, "No se ha guardado: ")
    assert en_el_mapa.campo("Desde cuándo").value == mes


def test_un_hito_futuro_se_explica_y_sigue_en_su_campo(viva: MesaViva, en_el_mapa: Pantalla) -> None:
    viva.salta("historico")
    en_el_mapa.mira().escribe("Antes de escribir hitos", 50).pulsa("Añadir hito").escribe("Cuándo", "01/2099")

    assert any("un hito cuenta algo que ya pasó" in aviso for aviso in en_el_mapa.avisos())
    assert en_el_mapa.campo("Cuándo").value == "01/2099"


@pytest.mark.parametrize("peso", ["11", "-1", "muchísimo", "5.5"])
def test_un_peso_fuera_de_rango_se_rechaza_tambien_por_la_ruta_de_lo_tecleado(
    cliente: TestClient, mesa: Mesa, peso: str
) -> None:
    ana = mesa.entra()
    cliente.post("/api/identidad", json={"pase": ana.pase})
    mesa.salta("mapa")
    suyo = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    envio = {"sala": mesa.creado.codigo, "objeto": "cliente", "id": suyo.id, "campo": "corto_peso", "valor": peso}
    respuesta = cliente.post("/api/borrador", json=envio)

    assert respuesta.status_code == 422
    assert respuesta.json()["mensaje"].startswith("No se ha guardado: tiene que ")
    assert consultas.clientes_de(mesa.motor, ana.identidad.participante_id or "")[0].corto_peso is None


@pytest.mark.parametrize("peso", [11, -1, 5.5, True, "siete"])
def test_un_peso_fuera_de_rango_se_rechaza_en_el_caso(mesa: Mesa, peso: object) -> None:
    ana: Entrada = mesa.entra()
    mesa.salta("mapa")
    suyo: Objeto = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")

    with pytest.raises(ValorNoValido, match="tiene que "):
        mesa.guarda(ana.identidad, suyo, "corto_peso", peso)
