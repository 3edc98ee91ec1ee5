"""Las tres plantillas jugadas por doce robots: todo queda guardado, nada se ve antes de hora y las cuentas cuadran."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, func, select

from datos import agregados, consultas
from datos.motor import crear_motor
from datos.plantillas import plantilla
from modelo.campos import AFIRMACIONES, PALANCAS
from modelo.casos.grupo import maximo_de_votos
from modelo.entidades import Aportacion, Cliente, Compromiso, Listo, Tabla, Valoracion, Voto
from modelo.privacidad import PAPELES, Mirada
from modelo.valores import Objeto
from tests.bases import base_nueva, copia_de, sin_esperar_al_disco
from tests.datos.test_agregados import POR_TIPO
from tests.ensayo import tablas
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.robots import Robot, Turno, fases_de, jugar_taller, seguimiento, turnos

AGREGADO = POR_TIPO | {"compromisos": agregados.seguimiento, "comparacion": agregados.comparacion}
PERSONAS = 12
DEBATIDAS = 3


@dataclass
class Partida:
    """Un taller ya jugado, con lo que se habría visto en cada fase antes de revelarla."""

    mesa: Mesa
    robots: list[Robot]
    vistos: list[str] = field(default_factory=list)

    def ver(self, clave: str, papel: str = "proyecta") -> Any:
        """Lo que ese papel ve del grupo en esa fase."""
        taller = consultas.taller_visto(self.mesa.motor, self.mesa.creado.codigo)
        assert taller is not None
        fase = taller.fase(clave)
        assert fase is not None
        # La mirada miente a propósito: quien decide es la fase.
        mirada = Mirada(papel, taller.umbral, True, fase.anonima)
        hoy = self.mesa.reloj.ahora.date()
        pedido = agregados.pedir(self.mesa.motor, taller, fase, mirada, actividad=taller.actividad, hoy=hoy)
        return AGREGADO[fase.tipo](pedido)

    def apuntar(self, clave: str, tipo: str) -> None:
        """Apunta lo que se vería de una fase que aún no se ha revelado."""
        for papel in PAPELES:
            if any(not tabla.empty for tabla in tablas(self.ver(clave, papel))):
                self.vistos.append(f"{clave} como {papel}")

    def jugar(self) -> None:
        """Se juega la agenda entera."""
        fases = fases_de(self.mesa)
        self.robots = jugar_taller(self.mesa, fases, self.robots or None, antes_de_revelar=self.apuntar)


def jugada(carpeta: Path, clave: str) -> Partida:
    """Un taller de esa plantilla, jugado en una base nueva."""
    motor = crear_motor(base_nueva(carpeta / "palancas.db"))
    # Miles de gestos, y aquí no se prueba un corte de luz.
    sin_esperar_al_disco(motor)
    partida = Partida(una_mesa(motor, plantilla=plantilla(clave)), [])
    partida.jugar()
    return partida


def continuada(carpeta: Path, antes: Partida) -> Partida:
    """El taller de seguimiento de las mismas personas, sobre una copia de la base."""
    # Al soltar las conexiones, todo queda en el archivo.
    antes.mesa.motor.dispose()
    copia = copia_de(antes.mesa.motor.url.render_as_string(hide_password=False), carpeta / "palancas.db")
    mesa = replace(antes.mesa, motor=crear_motor(copia), reloj=Reloj())
    partida = Partida(mesa, [robot.en_otra_mesa(mesa) for robot in antes.robots])
    seguimiento(mesa)
    partida.jugar()
    return partida


@pytest.fixture(scope="module")
def expres(tmp_path_factory: pytest.TempPathFactory) -> Partida:
    """Un exprés recién terminado."""
    return jugada(tmp_path_factory.mktemp("expres"), "expres")


@pytest.fixture(scope="module", params=["completo", "expres", "seguimiento"])
def partida(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Partida:
    """Un taller de esa plantilla recién terminado; el de seguimiento, tras el exprés."""
    if request.param == "completo":
        return jugada(tmp_path_factory.mktemp("completo"), "completo")
    de_antes: Partida = request.getfixturevalue("expres")
    return de_antes if request.param == "expres" else continuada(tmp_path_factory.mktemp("seguimiento"), de_antes)


def cuantos(motor: sa.Engine, clase: Any, **iguales: Any) -> int:
    with Session(motor) as sesion:
        return sesion.exec(select(func.count()).select_from(clase).filter_by(**iguales)).one()


def guardado(partida: Partida, robot: Robot, objeto: Objeto, campo: str) -> object:
    """Lo que la base tiene en ese campo."""
    motor, taller = partida.mesa.motor, partida.mesa.creado.taller_id
    if objeto.tipo == "respuesta":
        return consultas.respuestas_de(motor, taller, robot.id, objeto.id).get(campo)
    if objeto.tipo == "valoracion":
        cliente, ronda = objeto.id.split(":")
        return consultas.valoraciones_de(motor, taller, robot.id, cliente, int(ronda)).get(campo)
    if objeto.tipo == "perfil":
        return consultas.perfil_de(motor, taller, robot.id)[objeto.id][campo]
    tabla = Tabla.metadata.tables[objeto.tipo]
    with motor.connect() as conexion:
        return conexion.execute(sa.select(tabla.c[campo]).where(tabla.c.id == objeto.id)).scalar_one()


def puntos(robot: Robot, papel: str, palanca: str) -> float | None:
    """La puntuación de un robot en una palanca, según lo que él recuerda haber contestado."""
    donde = Objeto("valoracion", f"{robot.cliente('cliente' if papel == 'estable' else 'cliente_perdido').id}:1")
    dados = [robot.escrito[donde, a] for a in AFIRMACIONES if a.startswith(palanca)]
    cifras = [v for v in dados if isinstance(v, int)]
    return fmean(cifras) if len(cifras) >= 2 else None


def test_el_taller_acaba_con_todo_revelado_y_todos_listos(partida: Partida) -> None:
    final = consultas.taller_visto(partida.mesa.motor, partida.mesa.creado.codigo)

    assert final is not None
    assert final.terminado
    assert final.fase_actual == final.fases[-1].clave
    assert all(f.revelada for f in final.fases if f.tipo != "pausa")
    assert cuantos(partida.mesa.motor, Listo, taller_id=final.id) == PERSONAS * len(final.fases)


def test_nadie_ve_nada_de_los_demas_antes_de_revelar(partida: Partida) -> None:
    assert partida.vistos == []


def test_lo_guardado_es_lo_ultimo_que_cada_cual_escribio(partida: Partida) -> None:
    distintos = [
        (objeto, campo, valor, hay)
        for robot in partida.robots
        for (objeto, campo), valor in robot.escrito.items()
        # Un hito guarda el día; quien escribe da mes y año.
        if (hay := guardado(partida, robot, objeto, campo)) not in (valor, f"{valor}-01")
    ]

    assert distintos == []


def test_repetir_los_envios_no_ha_duplicado_ninguna_fila(partida: Partida) -> None:
    motor, taller = partida.mesa.motor, partida.mesa.creado.taller_id
    tipos = {tipo for _, tipo in fases_de(partida.mesa)}
    contestadas = PERSONAS * (24 + 24 + (3 * DEBATIDAS if "radar" in tipos else 0))

    assert cuantos(motor, Cliente) == PERSONAS * 3
    assert cuantos(motor, Valoracion, taller_id=taller) == contestadas
    assert cuantos(motor, Compromiso, taller_id=taller) == PERSONAS
    if "estrategias" in tipos:
        assert cuantos(motor, Aportacion) == PERSONAS
        assert cuantos(motor, Voto) == PERSONAS * maximo_de_votos(PERSONAS)


def test_cada_fase_cuenta_a_las_doce_personas(partida: Partida) -> None:
    con_datos = [clave for clave, tipo in fases_de(partida.mesa) if tipo != "pausa"]
    respondieron = {
        clave: consultas.respondieron(partida.mesa.motor, partida.mesa.creado.taller_id, clave) for clave in con_datos
    }

    assert respondieron == dict.fromkeys(con_datos, PERSONAS)


def test_el_radar_del_grupo_sale_de_lo_que_cada_robot_recuerda(partida: Partida) -> None:
    if "radar" not in dict(fases_de(partida.mesa)):
        assert partida.ver("valoracion").n == PERSONAS
        return
    dato = partida.ver("radar")
    propios = {p: [x for r in partida.robots if (x := puntos(r, "estable", p)) is not None] for p in PALANCAS}

    assert dato.n == PERSONAS
    assert {p: m.n for p, m in dato.medidas.items()} == {p: len(v) for p, v in propios.items()}
    assert {p: m.media for p, m in dato.medidas.items()} == pytest.approx({p: fmean(v) for p, v in propios.items()})
    assert all(fila["n"] <= PERSONAS for fila in dato.contraste.filas.to_dict("records"))


def test_los_recuentos_suman_lo_escrito_o_callan(partida: Partida) -> None:
    dato = partida.ver("plan")
    elegidas = Counter(r.escrito[r.compromisos_hechos[-1], "palanca"] for r in partida.robots)
    dichas = {f["clave"]: f["n"] for f in dato.filas.to_dict("records")}

    assert dato.n == PERSONAS
    for palanca, n in dichas.items():
        callado = n is None or n != n
        assert callado or n == elegidas[palanca]
        assert not (0 < elegidas[palanca] < 5) or callado


def test_si_nadie_puede_seguir_se_dice_quien_espera_a_que(base_de_datos: str) -> None:
    mesa = una_mesa(crear_motor(base_de_datos))
    ana, eva = Robot(mesa, 1), Robot(mesa, 2)

    with pytest.raises(AssertionError, match=r"atasco: .*Robot 1 espera a Eva.*"):
        turnos([ana.espera("a Eva", lambda: False), eva.espera("a Ana", lambda: False)], random.Random(1))


def test_quien_espera_no_atasca_a_los_demas() -> None:
    hecho: list[int] = []

    def espera() -> Turno:
        while len(hecho) < 3:
            yield "al otro"

    def anda() -> Turno:
        for paso in range(3):
            hecho.append(paso)
            yield None

    assert turnos([espera(), anda()], random.Random(1)) >= 3


def test_un_robot_que_no_acaba_nunca_es_un_atasco() -> None:
    def eterno() -> Turno:
        while True:
            yield None

    with pytest.raises(AssertionError, match="no acaban tras 50 gestos"):
        turnos([eterno()], random.Random(1), tope=50)
