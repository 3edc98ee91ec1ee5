from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados import palancas
from datos.plantillas import plantilla
from datos.unidad import UnidadDeTrabajo
from modelo import estadistica
from modelo.casos import sala
from modelo.codigos import nuevo_id
from modelo.entidades import Cliente, Fase, Interaccion, Participante, Respuesta, Taller, Valoracion
from modelo.valores import Identidad, Papel
from tests.ensayo import cambiar, motor, pedir, quedan, sembrado, tablas, textos, ver

__all__ = ["motor", "sembrado"]

POR_TIPO = {
    "bienvenida": agregados.bienvenida,
    "mapa": agregados.mapa,
    "historico": agregados.historico,
    "entorno": agregados.entorno,
    "interaccion": agregados.interaccion,
    "salida": agregados.en_cifras,
    "retomar": agregados.frases,
    "descubrir": agregados.descubrir,
    "valoracion": agregados.valoracion,
    "radar": agregados.radar,
    "perfil": agregados.perfil,
    "estrategias": agregados.estrategias,
    "plan": agregados.plan,
    "cierre": agregados.cierre,
}
SOLO_CIFRAS = sorted(set(POR_TIPO) - {"retomar", "estrategias"})


@pytest.mark.parametrize("tipo", sorted(POR_TIPO))
def test_sin_revelar_no_sale_ninguna_fila(motor: sa.Engine, tipo: str) -> None:
    """Ni siquiera si la mirada afirma por error que la fase está revelada."""
    dato = POR_TIPO[tipo](pedir(motor, tipo, revelada=False))

    assert all(tabla.empty for tabla in tablas(dato))
    assert "Se mostrará cuando quien facilita lo revele" in textos(dato)


@pytest.mark.parametrize("tipo", SOLO_CIFRAS)
def test_con_cuatro_personas_no_hay_cifras_de_grupo(motor: sa.Engine, tipo: str) -> None:
    quedan(motor, 4)

    dato = POR_TIPO[tipo](pedir(motor, tipo, anonima=True))

    assert all(tabla.empty for tabla in tablas(dato))
    assert any(t.startswith("Se mostrará cuando respondan 5 personas; van") for t in textos(dato))


@pytest.mark.parametrize("personas", [5, 6])
def test_el_radar_aparece_al_llegar_al_umbral(motor: sa.Engine, personas: int) -> None:
    quedan(motor, personas)

    dato = agregados.radar(pedir(motor, "radar"))

    assert (dato.espera, dato.n) == ("", personas)
    assert not dato.puntos.empty


@pytest.mark.parametrize("tipo", sorted(POR_TIPO))
def test_en_una_fase_anonima_no_sale_quien_es_nadie(motor: sa.Engine, tipo: str) -> None:
    """Ni ids, ni alias de personas, ni alias de clientes, ni columnas que los lleven."""
    personas = consultas.participantes(motor, ver(motor).sala_id)
    clientes = [c for p in personas for c in consultas.clientes_de(motor, p.id)]
    secretos = {s for p in personas for s in (p.id, p.alias, p.codigo_personal)}
    secretos |= {s for c in clientes for s in (c.id, c.alias)}

    dato = POR_TIPO[tipo](pedir(motor, tipo, anonima=True))

    columnas = {str(c) for tabla in tablas(dato) for c in tabla.columns}
    assert secretos.isdisjoint(textos(dato))
    assert columnas.isdisjoint({"id", "participante_id", "cliente_id", "persona", "orden", "cliente", "alias"})


@pytest.mark.parametrize("tipo", sorted(POR_TIPO))
def test_lo_de_doce_personas_se_ve(motor: sa.Engine, tipo: str) -> None:
    dato = POR_TIPO[tipo](pedir(motor, tipo))

    assert not any(t.startswith("Se mostrará") for t in textos(dato))


def test_solo_salen_las_lineas_de_quien_las_ofrece(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, ofrece_linea=False)

    assert agregados.historico(pedir(motor, "historico")).lineas == ()


def test_con_alias_las_lineas_ofrecidas_llevan_el_del_cliente_y_anonimas_no(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, ofrece_linea=True, alias="Faro")

    con_alias = agregados.historico(pedir(motor, "historico", anonima=False)).lineas
    anonimas = agregados.historico(pedir(motor, "historico", anonima=True)).lineas

    assert {linea.titulo for linea in con_alias} == {"Faro"}
    assert anonimas
    assert all(linea.titulo.startswith("Línea ") for linea in anonimas)


def test_un_texto_libre_no_se_vuelve_rotulo(motor: sa.Engine) -> None:
    """El canal se guarda como texto: lo que alguien escriba fuera de la lista no puede salir en una gráfica."""
    with UnidadDeTrabajo(motor) as unidad:
        unidad.todos(Interaccion)[0].canal = "La casa de Ana"
        unidad.confirmar()

    dato = agregados.interaccion(pedir(motor, "interaccion"))

    assert "La casa de Ana" not in textos(dato)
    assert "Otras respuestas" in list(dato.canal.filas["rotulo"])


def test_el_corto_y_largo_no_ensena_un_tipo_de_cliente_con_menos_de_cinco_personas(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for persona in unidad.todos(Participante)[4:]:
            for cliente in unidad.todos(Cliente, participante_id=persona.id):
                if cliente.tipo == "no_cliente":
                    cliente.tipo = "cliente"
        unidad.confirmar()

    pesos = agregados.mapa(pedir(motor, "mapa")).pesos.filas

    assert "no_cliente" not in set(pesos["tipo"])


def test_una_palanca_con_menos_respuestas_que_el_umbral_queda_sin_dato(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(Valoracion):
            if fila.afirmacion.startswith("P3"):
                fila.valor, fila.no_sabe = None, True
        unidad.confirmar()

    dato = agregados.radar(pedir(motor, "radar"))

    assert dato.medidas["P3"].n == 0
    assert "P3" not in set(dato.puntos["palanca"])
    assert "P3" not in dato.dispersas


def test_las_puntuaciones_siguen_la_regla_de_dos_afirmaciones_de_tres() -> None:
    suyas = [("P1a", 5.0), ("P1b", None), ("P1c", 4.0), ("P2a", 3.0), ("P2b", None), ("P2c", None)]
    filas = pd.DataFrame(
        [("ana", "estable", 1, a[:2], v) for a, v in suyas],
        columns=["participante_id", "papel", "ronda", "palanca", "valor"],
    )

    salida = palancas.puntuaciones(filas)

    esperado = {"P1": estadistica.puntuacion_palanca([5, None, 4])}
    assert dict(zip(salida["palanca"], salida["valor"], strict=True)) == esperado


def test_los_empates_de_dispersion_entran_a_debate(motor: sa.Engine) -> None:
    """La mitad contesta 1 y la otra mitad 5 en todo: empatan más de tres y ninguna queda fuera."""
    personas = sorted(p.id for p in consultas.participantes(motor, ver(motor).sala_id))
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(Valoracion):
            fila.valor, fila.no_sabe = (1 if personas.index(fila.participante_id) % 2 else 5), False
        unidad.confirmar()

    dato = agregados.radar(pedir(motor, "radar"))

    mayor = max(m.ad or 0 for m in dato.medidas.values())
    assert set(dato.dispersas) == {p for p, m in dato.medidas.items() if m.ad == mayor}
    assert len(dato.dispersas) > 3


def test_el_cierre_no_da_la_media_junto_a_un_reparto_con_ocultos(motor: sa.Engine) -> None:
    """Con el reparto a medias y la media se despejaría lo oculto."""
    with UnidadDeTrabajo(motor) as unidad:
        notas = unidad.todos(Respuesta, fase="cierre", campo="roti")
        for fila, valor in zip(notas, [1, 2, *[5] * 20], strict=False):
            fila.valor = valor
        unidad.confirmar()

    dato = agregados.cierre(pedir(motor, "cierre"))

    assert dato.media == pytest.approx((1 + 2 + 5 * (len(notas) - 2)) / len(notas))
    assert dato.reparto.filas.empty


def test_el_resumen_dice_la_regla_de_cada_frase_y_calla_lo_no_revelado(motor: sa.Engine) -> None:
    taller = ver(motor)
    a_oscuras = replace(taller, version=taller.version + 1,
                        fases=tuple(replace(f, revelada=False) for f in taller.fases))  # fmt: skip

    revelado = agregados.resumen(pedir(motor, "radar", taller=taller))
    oculto = agregados.resumen(pedir(motor, "radar", taller=a_oscuras))

    assert len(revelado) >= 4
    assert all(f.texto.endswith(".") and f.regla for f in revelado)
    assert oculto == ()


def test_lo_de_una_persona_expulsada_no_cuenta(motor: sa.Engine) -> None:
    antes = agregados.radar(pedir(motor, "radar")).n
    quedan(motor, 11)

    assert agregados.radar(pedir(motor, "radar")).n == antes - 1


def test_sin_taller_anterior_la_comparacion_lo_dice(motor: sa.Engine) -> None:
    dato = agregados.comparacion(pedir(motor, "radar"))

    assert "No hay un taller anterior" in dato.motivo


def seguimiento(motor: sa.Engine, *, valores: dict[str, int], version: str | None = None) -> None:
    """Tres meses después, otro taller en la sala; las mismas personas puntúan cada palanca con esos valores."""
    antes = ver(motor)
    ahora = antes.creado_en + timedelta(days=90)
    with UnidadDeTrabajo(motor) as unidad:
        nuevo = sala.crear_taller(
            unidad, plantilla=plantilla("seguimiento"), titulo="Seguimiento", organizacion="", umbral=5,
            borrar_el=ahora.date() + timedelta(days=30), ahora=ahora, sala_id=antes.sala_id,
            quien=Identidad(Papel.FACILITA, antes.sala_id),
        )  # fmt: skip
        for fila in unidad.todos(Valoracion, taller_id=antes.id, ronda=1):
            suyo = fila.model_dump() | {"id": nuevo_id(), "taller_id": nuevo.taller_id}
            suyo |= {"valor": valores.get(fila.afirmacion[:2], fila.valor), "no_sabe": False}
            unidad.agregar(Valoracion(**suyo))
        if version is not None:
            taller = unidad.buscar(Taller, nuevo.taller_id)
            assert taller is not None
            taller.palancas_version = version
        unidad.confirmar()
    agregados.olvidar()


def test_la_comparacion_empareja_por_persona_y_solo_distingue_lo_que_cambia(motor: sa.Engine) -> None:
    seguimiento(motor, valores={"P4": 5})

    dato = agregados.comparacion(pedir(motor, "comparacion"))

    cambios = dato.pares.filas.set_index("palanca")
    assert dato.motivo == ""
    assert bool(cambios.loc["P4", "distinguible"])
    assert cambios.loc["P4", "despues"] == 5
    assert not bool(cambios.loc["P1", "distinguible"])


def test_dos_versiones_de_las_palancas_no_se_comparan(motor: sa.Engine) -> None:
    seguimiento(motor, valores={}, version="otra")

    dato = agregados.comparacion(pedir(motor, "comparacion"))

    assert "otra versión de las palancas" in dato.motivo
    assert dato.pares.filas.empty


def test_la_comparacion_no_sale_con_cuatro_personas(motor: sa.Engine) -> None:
    seguimiento(motor, valores={"P4": 5})
    quedan(motor, 4)

    dato = agregados.comparacion(pedir(motor, "comparacion"))

    assert dato.pares.filas.empty
    assert dato.pares.espera == "Se mostrará cuando respondan 5 personas; van 4"


def de_entonces(motor: sa.Engine, *, revelado: bool, umbral: int = 5) -> None:
    """Cómo acabó el primer taller de la sala."""
    with UnidadDeTrabajo(motor) as unidad:
        viejo = min(unidad.todos(Taller), key=lambda t: t.creado_en)
        viejo.umbral, viejo.version = umbral, viejo.version + 1
        for fase in unidad.todos(Fase, taller_id=viejo.id):
            fase.revelada = revelado
        unidad.confirmar()


def test_lo_que_el_taller_anterior_no_revelo_no_se_compara_y_volver_a_ocultarlo_se_nota(motor: sa.Engine) -> None:
    """Sin vaciar la memoria entre medias: ocultar en el taller de antes no cambia la versión del de ahora."""
    seguimiento(motor, valores={"P4": 5})
    de_entonces(motor, revelado=True)
    antes = agregados.comparacion(pedir(motor, "comparacion"))
    de_entonces(motor, revelado=False)

    ahora = agregados.comparacion(pedir(motor, "comparacion"))

    assert antes.pares.visible
    assert "no se revelaron a su grupo" in ahora.motivo
    assert ahora.pares.filas.empty


def test_la_comparacion_pide_el_umbral_mas_exigente_de_los_dos_talleres(motor: sa.Engine) -> None:
    seguimiento(motor, valores={"P4": 5})
    quedan(motor, 6)
    de_entonces(motor, revelado=True, umbral=7)

    dato = agregados.comparacion(pedir(motor, "comparacion"))

    assert dato.pares.espera == "Se mostrará cuando respondan 7 personas; van 6"
    assert dato.pares.filas.empty
