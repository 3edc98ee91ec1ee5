"""Con menos personas que el umbral no hay cifras del grupo: nadie se queda ante una pantalla vacía."""

from __future__ import annotations

import pytest

from modelo.casos import agenda
from modelo.valores import Identidad, Objeto, Papel
from tests.paginas.pantalla import MesaViva, una_mesa_viva
from tests.paginas.puerta import abrir, todo

PROPIO = "Tu radar, mientras tanto"


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def _valoran(mesa: MesaViva, cuantas: int) -> list[Identidad]:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(cuantas)]
    mesa.salta("valoracion")
    for quien in gente:
        cliente = mesa.crea(quien, "cliente", tipo="cliente", papel="estable", alias="Norte")
        for afirmacion in ("P1a", "P1b", "P2a", "P2b", "P3a", "P3b"):
            mesa.guarda(quien, Objeto("valoracion", f"{cliente.id}:1"), afirmacion, 4)
    mesa.salta("radar")
    return gente


@pytest.mark.parametrize(("cuantas", "el_suyo"), [(4, True), (5, False)])
@pytest.mark.parametrize("revelada", [False, True])
def test_quien_participa_ve_su_radar_si_no_puede_haber_uno_del_grupo(
    mesa: MesaViva, cuantas: int, el_suyo: bool, revelada: bool
) -> None:
    gente = _valoran(mesa, cuantas)
    if revelada:
        mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="radar")
    suyo = todo(abrir("participar", mesa.creado.codigo, gente[0]))

    assert (PROPIO in suyo) is el_suyo
    assert ("Lo del grupo" in suyo) is revelada


def test_con_las_palancas_a_debate_elegidas_el_radar_propio_sigue_ahi(mesa: MesaViva) -> None:
    gente = _valoran(mesa, 4)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="radar")
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=("P1", "P2"), antes=())
    suyo = todo(abrir("participar", mesa.creado.codigo, gente[0]))

    assert "vuelve a valorar" in suyo
    assert PROPIO in suyo


@pytest.mark.parametrize("de_mas", ["una sola afirmación", "solo el perdido", "solo «no lo sé»"])
def test_quien_no_cuenta_en_el_radar_del_grupo_no_quita_a_los_demas_el_suyo(mesa: MesaViva, de_mas: str) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(5)]
    mesa.salta("valoracion")
    for n, quien in enumerate(gente):
        quinta = n == 4
        papel = "perdido" if quinta and de_mas == "solo el perdido" else "estable"
        cliente = mesa.crea(quien, "cliente", tipo="cliente", papel=papel, alias="Norte")
        valor = "ns" if quinta and de_mas == "solo «no lo sé»" else 4
        for afirmacion in ("P1a",) if quinta and de_mas == "una sola afirmación" else ("P1a", "P1b"):
            mesa.guarda(quien, Objeto("valoracion", f"{cliente.id}:1"), afirmacion, valor)
    mesa.salta("radar")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="radar")
    suyo, consola = (
        todo(abrir(pagina, mesa.creado.codigo, quien))
        for pagina, quien in (("participar", gente[0]), ("conducir", mesa.facilita))
    )

    assert PROPIO in suyo
    assert "Hasta que no valoren 5 personas no hay radar del grupo" in consola


def test_quien_no_ha_valorado_no_ve_un_radar_vacio(mesa: MesaViva) -> None:
    _valoran(mesa, 2)
    otra = mesa.entra("Otra").identidad

    assert PROPIO not in todo(abrir("participar", mesa.creado.codigo, otra))


@pytest.mark.parametrize(("cuantas", "dicho"), [(4, True), (5, False)])
def test_quien_facilita_sabe_por_que_no_hay_radar_y_que_hacer(mesa: MesaViva, cuantas: int, dicho: bool) -> None:
    _valoran(mesa, cuantas)
    antes = todo(abrir("conducir", mesa.creado.codigo, mesa.facilita))
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="radar")
    despues = todo(abrir("conducir", mesa.creado.codigo, mesa.facilita))
    proyectado = todo(abrir("proyectar", mesa.creado.codigo, Identidad(Papel.PROYECTA, mesa.creado.sala_id)))

    for vista in (antes, despues):
        assert ("Hasta que no valoren 5 personas no hay radar del grupo" in vista) is dicho
    assert ("**El radar del grupo** · Se mostrará cuando respondan 5 personas; van 4." in proyectado) is dicho
    assert ("cada cual ve su propio radar" in proyectado) is dicho


def test_al_proyectar_se_dice_que_es_lo_que_falta_de_la_bienvenida(mesa: MesaViva) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "ganas")
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "energia", 4)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="bienvenida")
    proyectado = todo(abrir("proyectar", mesa.creado.codigo, Identidad(Papel.PROYECTA, mesa.creado.sala_id)))

    assert "1 persona ha respondido." in proyectado
    assert "**La energía del grupo** · Se mostrará cuando respondan 5 personas; va 1." in proyectado


def test_al_crear_se_avisa_de_que_con_menos_gente_que_el_umbral_no_hay_radar(base_de_datos: str) -> None:
    at = abrir("crear")
    at.number_input(key="crear_umbral").set_value(4).run()

    dicho = [c.value for c in at.caption]
    assert [c for c in dicho if c.startswith("Si vais a ser menos de 4, no habrá radar del grupo")]
    assert [c for c in dicho if c.endswith("piden siempre 5 o más.")]


def test_una_plantilla_sin_radar_no_habla_de_el(base_de_datos: str) -> None:
    at = abrir("crear")
    at.radio(key="crear_plantilla").set_value("seguimiento").run()

    assert not [c.value for c in at.caption if "no habrá radar" in c.value]


@pytest.mark.parametrize(("cuantas", "dicho"), [(4, True), (5, False)])
def test_si_en_la_sala_no_hay_bastante_gente_no_se_promete_una_cifra_que_no_llegara(
    mesa: MesaViva, cuantas: int, dicho: bool
) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(cuantas)]
    mesa.salta("mapa")
    mesa.crea(gente[0], "cliente", tipo="cliente", alias="Norte")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="mapa")
    proyectado = todo(abrir("proyectar", mesa.creado.codigo, Identidad(Papel.PROYECTA, mesa.creado.sala_id)))
    suyo = todo(abrir("participar", mesa.creado.codigo, gente[0]))

    for vista in (proyectado, suyo):
        assert "Se mostrará cuando respondan 5 personas; va 1." in vista
        assert ("En la sala hay 4 personas y las cifras del grupo piden 5." in vista) is dicho


def test_en_el_perfil_no_se_invita_a_contar_lo_de_cada_cual(mesa: MesaViva) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.salta("perfil")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="perfil")
    suyo = todo(abrir("participar", mesa.creado.codigo, ana))

    assert "En la sala hay 1 persona y las cifras del grupo piden 5." in suyo
    assert "que cuente lo suyo" not in suyo
