"""Lo que no se puede deducir de lo agregado, y que cada cifra diga de cuántas personas sale."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
import sqlalchemy as sa

from datos import agregados, consultas, lecturas
from datos.exportacion.contenido import informe
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, grupo, sala, seguimiento
from modelo.codigos import nuevo_id
from modelo.entidades import Aparcado, Cliente, Compromiso, Interlocutor, Participante
from modelo.privacidad import Mirada
from modelo.valores import Identidad
from tests.datos.exportacion import apoyo
from tests.ensayo import cambiar, motor, pedir, sembrado, ver
from tests.fabricas import Mesa, otro_taller, una_mesa

__all__ = ["motor", "sembrado"]


def test_una_linea_ofrecida_no_dice_la_intuicion_de_su_duena(motor: sa.Engine) -> None:
    """La línea lleva alias y acaba en su índice: ninguna fila junta ese índice con una intuición."""
    cambiar(motor, Cliente, ofrece_linea=True)
    dato = agregados.historico(pedir(motor, "historico"))
    valores = dato.intuida.filas

    assert set(valores.columns) == {"papel", "medida", "valor"}
    for _, suyos in valores.groupby(["papel", "medida"], sort=False):
        assert list(suyos["valor"]) == sorted(suyos["valor"])
    assert {round(linea.curva["indice"].iloc[-1], 6) for linea in dato.lineas} <= {
        round(v, 6) for v in valores["valor"]
    }


def test_lo_exportado_tampoco_empareja_la_intuicion_con_su_indice(motor: sa.Engine) -> None:
    seccion = next(s for _, s in informe(apoyo.pedir(motor)).secciones() if s.clave == "intuicion")

    assert seccion.tabla is not None
    assert [c.clave for c in seccion.tabla.columnas] == ["medida", "predisposicion", "relaciones"]
    medidas = seccion.tabla.columna("medida")
    for medida in dict.fromkeys(medidas):
        suyos = [float(v or 0) for m, v, _ in seccion.tabla.filas if m == medida]
        assert suyos == sorted(suyos)


def test_si_el_lado_senalaria_a_alguien_solo_se_dice_cuantas_se_separan(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, intuicion=100)
    with UnidadDeTrabajo(motor) as unidad:
        for cliente in unidad.todos(Cliente, participante_id=unidad.todos(Participante)[0].id):
            cliente.intuicion = 0
        unidad.confirmar()
    agregados.olvidar()

    filas = agregados.historico(pedir(motor, "historico")).distancias.filas.set_index("rotulo")

    assert list(filas.index) == ["A la par (±10 puntos)", "Se separan más de 10 puntos"]
    assert list(filas["n"]) == [0, 24]


def test_quien_acabo_ampliando_no_cuenta_entre_las_causas_de_no_ampliar(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, causa="miedo_error", amplia=True)

    assert agregados.mapa(pedir(motor, "mapa")).causas.n == 0

    cambiar(motor, Cliente, amplia=False)
    assert agregados.mapa(pedir(motor, "mapa")).causas.n == 12


def test_no_contestar_si_hay_trato_no_es_decir_que_no(motor: sa.Engine) -> None:
    cambiar(motor, Interlocutor, influencia=5, actitud=1, trato_directo=None)
    dato = agregados.entorno(pedir(motor, "entorno")).influencia

    assert list(lecturas.tabla_influencia_actitud(dato.filas)["Trato directo"]) == ["sin contestar"]
    assert "sin trato directo, 0 (de" in lecturas.frase_influencia_actitud(dato.filas, n=dato.n)


def test_la_n_de_un_rasgo_son_personas_y_no_clientes(motor: sa.Engine) -> None:
    rasgos = agregados.entorno(pedir(motor, "entorno")).rasgos

    assert all(0 < n <= rasgos.n for n in rasgos.filas["n"])


def test_toda_seccion_exportada_dice_en_su_frase_las_personas_que_hay_detras(motor: sa.Engine) -> None:
    for _, s in informe(apoyo.pedir(motor)).secciones():
        if s.n is not None and not s.espera:
            assert re.search(rf"(n = |n de \d+ a |con |con \d+ a ){s.n}\b", s.frase), (s.clave, s.frase)


def test_los_hechos_se_cuentan_de_uno_en_uno_y_la_n_son_personas(motor: sa.Engine) -> None:
    hechos = agregados.descubrir(pedir(motor, "descubrir")).hechos
    sala_id = pedir(motor, "descubrir").taller.sala_id
    palancas = pd.concat([df(motor, sala_id)["palancas"] for df in (consultas.df_hitos, consultas.df_interacciones)])
    puestos = palancas.explode().value_counts()

    assert hechos.n <= 12 < hechos.filas["n"].max()
    for fila in hechos.filas.dropna().to_dict("records"):
        assert fila["n"] == puestos.get(fila["clave"], 0)


def compartir(motor: sa.Engine, cuantas: int) -> None:
    """Comparten esas personas y callan las demás."""
    with UnidadDeTrabajo(motor) as unidad:
        duenas = list(dict.fromkeys(c.participante_id for c in unidad.todos(Compromiso) if c.accion))
        for c in unidad.todos(Compromiso):
            c.compartido = c.participante_id in duenas[:cuantas]
        unidad.confirmar()
    agregados.olvidar()


@pytest.mark.parametrize(("comparten", "se_ve"), [(0, True), (6, True), (7, False), (10, False), (11, True)])
def test_el_plan_se_calla_si_restando_lo_compartido_delata(motor: sa.Engine, comparten: int, se_ve: bool) -> None:
    compartir(motor, comparten)

    assert agregados.plan(pedir(motor, "plan")).visible == se_ve


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    """Un taller vacío, con umbral 5."""
    return una_mesa(crear_motor(base_de_datos))


def con_compromisos(mesa: Mesa, personas: int) -> list[Identidad]:
    """Esas personas se comprometen, y empieza el taller de seguimiento."""
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(personas)]
    mesa.salta("plan")
    for quien in gente:
        mesa.crea(quien, "compromiso", accion="llamar", palanca="P1")
    return gente


def seguir(mesa: Mesa, umbral: int = 5) -> agregados.Seguimiento:
    """Lo revelado de los compromisos en un taller de seguimiento con ese umbral."""
    mesa.reloj.pasan(days=90)
    mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa) | {"umbral": umbral})
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="compromisos")
    dato = agregados.seguimiento(_pedido(mesa))
    assert dato is not None
    return dato


def _pedido(mesa: Mesa, tipo: str = "compromisos") -> agregados.Pedido:
    taller = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert taller is not None
    fase = next(f for f in taller.fases if f.tipo == tipo)
    mirada = Mirada("participa", taller.umbral, revelada=True, anonima=True)
    return agregados.pedir(mesa.motor, taller, fase, mirada, actividad=taller.actividad, hoy=mesa.reloj.ahora.date())


def test_lo_que_no_se_revelo_del_plan_no_sale_en_el_seguimiento(mesa: Mesa) -> None:
    con_compromisos(mesa, 6)

    dato = seguir(mesa)

    assert not dato.estado.visible
    assert "no se reveló" in dato.estado.espera
    assert not dato.palanca.visible


@pytest.mark.parametrize(("personas", "se_ve"), [(6, False), (7, True)])
def test_el_seguimiento_pide_el_umbral_con_que_se_escribio(base_de_datos: str, personas: int, se_ve: bool) -> None:
    mesa = una_mesa(crear_motor(base_de_datos), umbral=7)
    con_compromisos(mesa, personas)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="plan")

    dato = seguir(mesa, umbral=3)

    assert (dato.umbral, dato.estado.visible) == (7, se_ve)
    assert dato.palanca.visible == se_ve


def test_el_seguimiento_se_calla_si_restando_lo_compartido_delata(mesa: Mesa) -> None:
    gente = con_compromisos(mesa, 8)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="plan")
    for quien in gente[:7]:
        suyo = consultas.compromisos_de(mesa.motor, "", quien.participante_id or "")[0]
        mesa.hacer(seguimiento.compartir, quien=quien, compromiso_id=suyo.id, compartido=True)

    dato = seguir(mesa)

    assert not dato.estado.visible
    assert "restando se sabría" in dato.estado.espera


def test_revelar_el_seguimiento_no_ensena_el_plan_nuevo(mesa: Mesa) -> None:
    gente = con_compromisos(mesa, 6)
    seguir(mesa)
    mesa.salta("plan")
    for quien in gente:
        mesa.crea(quien, "compromiso", accion="lo nuevo", palanca="P2")

    assert consultas.df_compromisos_revelados(mesa.motor, mesa.creado.sala_id).empty


def asuntos(motor: sa.Engine, *textos: str) -> agregados.Pedido:
    """El cierre del ensayo con esos asuntos aparcados, en ese orden."""
    taller = ver(motor)
    with UnidadDeTrabajo(motor) as unidad:
        for viejo in unidad.todos(Aparcado):
            viejo.resuelto = True
        for orden, texto in enumerate(textos):
            unidad.agregar(Aparcado(taller_id=taller.id, orden=orden, texto=texto))
        unidad.confirmar()
    agregados.olvidar()
    return pedir(motor, "cierre")


def test_lo_aparcado_no_sale_en_el_orden_en_que_llego(motor: sa.Engine) -> None:
    pedido = asuntos(motor, "Zorro", "Barco", "Cabra")

    assert agregados.aparcado(pedido) == ("Barco", "Cabra", "Zorro")
    assert agregados.cierre(pedido).aparcado == ("Barco", "Cabra", "Zorro")


@pytest.mark.parametrize(("papel", "se_ve"), [("participa", False), ("proyecta", False), ("facilita", True)])
def test_hasta_que_se_revela_lo_aparcado_solo_lo_ve_quien_facilita(motor: sa.Engine, papel: str, se_ve: bool) -> None:
    """Se pida desde la fase que se pida: los resultados lo piden desde la primera."""
    asuntos(motor, "Barco")
    taller = ver(motor)
    sin_cierre = replace(taller, fases=tuple(replace(f, revelada=f.tipo != "cierre") for f in taller.fases))
    pedido = pedir(motor, "bienvenida", taller=sin_cierre)

    assert bool(agregados.aparcado(replace(pedido, mirada=replace(pedido.mirada, papel=papel)))) == se_ve


def test_sin_cierre_lo_aparcado_se_ve_en_la_ultima_fase(mesa: Mesa) -> None:
    con_compromisos(mesa, 1)
    seguir(mesa)
    mesa.hacer(grupo.aparcar, quien=mesa.entra("Eva").identidad, texto="Para el final", id=nuevo_id())
    mesa.salta("plan")
    antes = agregados.aparcado(_pedido(mesa))
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="plan")
    pedido = _pedido(mesa)

    assert (antes, agregados.aparcado(pedido)) == ((), ("Para el final",))
    ultimo = informe(replace(pedido, mirada=replace(pedido.mirada, papel="participa"))).capitulos[-1]
    assert [s.clave for s in ultimo.secciones] == ["plan", "aparcamiento"]


def test_la_sesion_en_cifras_no_cuenta_lo_que_solo_se_ha_anadido(mesa: Mesa) -> None:
    mesa.salta("mapa")
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="entorno")
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="interaccion")
    for n in range(5):
        quien = mesa.entra(f"Persona {n}").identidad
        cliente = mesa.crea(quien, "cliente", alias=f"Faro {n}", tipo="cliente")
        mesa.crea(quien, "interlocutor", padre=cliente.id)
        mesa.crea(quien, "interlocutor", padre=cliente.id, area="Compras")
        mesa.crea(quien, "interaccion", padre=cliente.id)
    mesa.salta("salida")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="salida")

    cifras = agregados.en_cifras(_pedido(mesa, "salida")).filas

    assert dict(zip(cifras["rotulo"], cifras["n"], strict=True)) == {"Clientes": 5, "Interlocutores": 5}


def test_retomar_dice_cuantas_personas_tienen_completa_cada_cosa(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for persona in unidad.todos(Participante)[:5]:
            for cliente in unidad.todos(Cliente, participante_id=persona.id, tipo="no_cliente"):
                cliente.tipo = "cliente"
        unidad.confirmar()
    agregados.olvidar()

    dato = agregados.completo(pedir(motor, "retomar"))

    assert (dato.espera, dato.n) == ("", 12)
    assert dato.filas.set_index("clave")["n"]["mapa"] == 7
    assert list(dato.filas["clave"]) == ["mapa", "historico", "entorno", "interaccion", "valoracion"]


def test_todas_las_lineas_ofrecidas_llegan_a_los_resultados(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, ofrece_linea=True)
    con_historia = consultas.df_hitos(motor, ver(motor).sala_id)["cliente_id"].nunique()

    assert con_historia > 6
    assert len(agregados.historico(pedir(motor, "historico")).lineas) == con_historia


def test_la_curva_de_una_linea_se_calcula_al_mirarla(motor: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puede haber cientos, y a la vista hay unas pocas."""
    hechas: list[date] = []
    entera = agregados.clientes.curva
    monkeypatch.setattr(agregados.clientes, "curva", lambda pares, hoy: hechas.append(hoy) or entera(pares, hoy))
    lineas = agregados.historico(pedir(motor, "historico")).lineas

    assert hechas == []
    assert lineas[0].curva is lineas[0].curva
    assert len(hechas) == 1
