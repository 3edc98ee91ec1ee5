"""Ni las diferencias, ni la revisión, ni el CSV, ni el avance del plan delatan a nadie."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados import Filtro
from datos.agregados.avance import avance
from datos.lecturas.descarga import csv_de
from datos.unidad import UnidadDeTrabajo
from modelo.casos import revision
from modelo.entidades import (
    Aparcado,
    Aportacion,
    Cliente,
    Compromiso,
    Fase,
    Participante,
    Respuesta,
    Taller,
    Valoracion,
)
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel
from tests.datos.test_agregados import seguimiento
from tests.datos.vias import (
    DE_TEXTO,
    NUMERICAS,
    UMBRAL,
    con_filtro,
    filtrados,
)
from tests.ensayo import HOY, motor, pedir, quedan, sembrado, tablas, textos, ver

__all__ = ["motor", "sembrado"]


def faltan(motor: sa.Engine, cuantas: int, papel: str) -> None:
    """A esas personas se les quita lo valorado sobre el cliente con ese papel."""
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(Valoracion):
            if fila.no_sabe or fila.valor is None:
                fila.valor, fila.no_sabe = 3, False
        sobra = [p.id for p in unidad.todos(Participante)][:cuantas]
        for persona in unidad.todos(Participante):
            clientes = {c.papel: c.id for c in unidad.todos(Cliente, participante_id=persona.id)}
            suyas = unidad.todos(Valoracion, participante_id=persona.id, ronda=1)
            if not any(v.cliente_id == clientes.get("perdido") for v in suyas):
                for v in [v for v in suyas if v.cliente_id == clientes["estable"]]:
                    copia = v.model_dump() | {
                        "id": f"{v.id[:28]}copi",
                        "cliente_id": clientes["perdido"],
                        "papel": "perdido",
                    }
                    unidad.agregar(Valoracion(**copia))
            if persona.id in sobra:
                for v in unidad.todos(Valoracion, participante_id=persona.id, cliente_id=clientes[papel], ronda=1):
                    unidad.borrar(v)
        unidad.confirmar()
    agregados.olvidar()


@pytest.mark.parametrize("sin_perdido", [0, 1, 4, 5, 6])
def test_las_medias_del_contraste_se_callan_si_delatan_a_quien_no_valoro_al_perdido(
    motor: sa.Engine, sin_perdido: int
) -> None:
    faltan(motor, sin_perdido, "perdido")

    contraste = agregados.radar(pedir(motor, "radar")).contraste.filas

    calladas = bool(contraste[["estable", "perdido"]].isna().all().all())
    assert calladas == (1 <= sin_perdido < UMBRAL)
    assert contraste["diferencia"].notna().all()


def test_comparar_no_empareja_si_delata_a_quien_solo_estuvo_una_vez(motor: sa.Engine) -> None:
    seguimiento(motor, valores={"P4": 5})
    with UnidadDeTrabajo(motor) as unidad:
        nuevo = max(unidad.todos(Taller), key=lambda t: t.creado_en)
        persona = unidad.todos(Participante)[0]
        for v in unidad.todos(Valoracion, taller_id=nuevo.id, participante_id=persona.id):
            unidad.borrar(v)
        unidad.confirmar()
    agregados.olvidar()
    cambio = agregados.comparar(pedir(motor, "comparacion"), comparables(motor)).cambio.filas

    assert not cambio["emparejada"].any()
    assert list(cambio["n_antes"]) != list(cambio["n_despues"])


@pytest.mark.parametrize("n", [4, 5, 6])
def test_comparar_pide_el_umbral_en_los_dos_talleres(motor: sa.Engine, n: int) -> None:
    seguimiento(motor, valores={"P4": 5})
    quedan(motor, n)

    dato = agregados.comparar(pedir(motor, "comparacion"), comparables(motor))

    assert dato.cambio.visible == (n >= UMBRAL)
    assert all((m.espera == "") == (n >= UMBRAL) for m in dato.medidos)
    assert n >= UMBRAL or all(v is None for m in dato.medidos for v in m.medias.values())


def test_comparar_usa_el_umbral_mas_exigente_de_los_dos(motor: sa.Engine) -> None:
    seguimiento(motor, valores={})
    quedan(motor, 6)
    uno, otro = comparables(motor)

    dato = agregados.comparar(pedir(motor, "comparacion"), [uno, replace(otro, umbral=7)])

    assert not dato.cambio.visible
    assert all(m.espera for m in dato.medidos)


def test_un_taller_sin_revelar_no_se_compara_aunque_se_pida(motor: sa.Engine) -> None:
    seguimiento(motor, valores={})
    uno, otro = comparables(motor)

    dato = agregados.comparar(pedir(motor, "comparacion"), [uno, replace(otro, revelado=False, version=99)])

    assert not dato.cambio.visible
    assert all(v is None for m in dato.medidos for v in m.medias.values())


def comparables(motor: sa.Engine) -> list[agregados.Comparable]:
    return [replace(c, revelado=True) for c in agregados.comparables(motor, [ver(motor).sala_id])]


def secretos(motor: sa.Engine) -> set[str]:
    """Ids, alias y códigos de personas, e ids y alias de clientes."""
    gente = consultas.participantes(motor, ver(motor).sala_id)
    clientes = [c for p in gente for c in consultas.clientes_de(motor, p.id)]
    return {s for p in gente for s in (p.id, p.alias, p.codigo_personal)} | {
        s for c in clientes for s in (c.id, c.alias)
    }


@pytest.mark.parametrize("tipo", sorted({**NUMERICAS, **DE_TEXTO}))
def test_a_quien_revisa_no_le_llega_ni_un_alias(motor: sa.Engine, tipo: str) -> None:
    """Aunque la fase sea con alias, y aunque quien llama se equivoque al mirar."""
    taller = ver(motor)
    fase = replace(next(f for f in taller.fases if f.tipo == tipo), anonima=False)
    mirada = Mirada("revisa", UMBRAL, revelada=True, anonima=False)
    pedido = agregados.pedir(motor, taller, fase, mirada, actividad=1, hoy=HOY)
    dejar_ver_todo(motor)

    dato = {**NUMERICAS, **DE_TEXTO}[tipo](pedido)

    assert secretos(motor).isdisjoint(textos(dato))


def escritos(motor: sa.Engine) -> set[str]:
    """Todo lo que alguien ha escrito con sus palabras."""
    with UnidadDeTrabajo(motor) as unidad:
        sueltos = {str(r.valor) for r in unidad.todos(Respuesta) if isinstance(r.valor, str)}
        dichos = {str(r).lower() for r in sueltos} | sueltos
        return dichos | {a.texto for a in unidad.todos(Aportacion)} | {a.texto for a in unidad.todos(Aparcado)}


def dejar_ver_todo(motor: sa.Engine) -> None:
    quien = Identidad(Papel.FACILITA, ver(motor).sala_id)
    with UnidadDeTrabajo(motor) as unidad:
        for texto in escritos_en(unidad):
            for tipo in revision.TIPOS_DE_TEXTO:
                revision.moderar(unidad, quien=quien, tipo=tipo, texto=texto, visible=True, ahora=ver(motor).creado_en)
        unidad.confirmar()
    agregados.olvidar()


def escritos_en(unidad: UnidadDeTrabajo) -> set[str]:
    return {a.texto for a in unidad.todos(Aportacion)} | {a.texto for a in unidad.todos(Aparcado)}


@pytest.mark.parametrize("tipo", sorted(DE_TEXTO))
def test_ningun_texto_sale_en_revision_si_no_se_ha_dejado_ver(motor: sa.Engine, tipo: str) -> None:
    dato = DE_TEXTO[tipo](con_filtro(motor, tipo, Filtro(), "revisa"))

    assert escritos(motor).isdisjoint(textos(dato))
    assert tipo != "historico" or dato.lineas == ()


def en_revision(motor: sa.Engine) -> list[str]:
    return list(agregados.estrategias(con_filtro(motor, "estrategias", Filtro(), "revisa")).filas["texto"])


def test_un_texto_moderado_sale_y_si_su_autor_lo_cambia_deja_de_salir(motor: sa.Engine) -> None:
    dejar_ver_todo(motor)
    antes = en_revision(motor)
    with UnidadDeTrabajo(motor) as unidad:
        cambiada = unidad.todos(Aportacion)[0]
        viejo, cambiada.texto = cambiada.texto, "Otra cosa que nadie ha mirado"
        unidad.confirmar()
    agregados.olvidar()

    despues = en_revision(motor)
    assert viejo in antes
    assert set(antes) - set(despues) == {viejo}
    assert "Otra cosa que nadie ha mirado" not in despues


@pytest.mark.parametrize("tipo", ["mapa", "radar", "entorno", "interaccion", "plan"])
def test_el_csv_de_cada_tabla_no_lleva_mas_que_lo_que_se_ve(motor: sa.Engine, tipo: str) -> None:
    dato = NUMERICAS[tipo](con_filtro(motor, tipo, Filtro()))

    for tabla in tablas(dato):
        texto = csv_de(tabla).decode("utf-8-sig")
        assert not any(secreto in texto for secreto in secretos(motor) if len(secreto) > 8)
        assert not {"participante_id", "cliente_id", "corte_tipo", "corte_modalidad"} & set(tabla.columns)


@pytest.mark.parametrize(("comparten", "se_ve"), [(0, True), (6, True), (7, False), (10, False), (11, True)])
def test_los_recuentos_del_plan_se_callan_si_delatan_a_quien_no_comparte(
    motor: sa.Engine, comparten: int, se_ve: bool
) -> None:
    """Once personas con compromiso: si callan entre una y cuatro, restando se sabría lo suyo."""
    with UnidadDeTrabajo(motor) as unidad:
        suyos: dict[str, list[Compromiso]] = {}
        for c in unidad.todos(Compromiso):
            if c.accion:
                suyos.setdefault(c.participante_id, []).append(c)
        for puesto, lista in enumerate(suyos.values()):
            for c in lista:
                c.compartido = puesto < comparten
        for fase in unidad.todos(Fase, tipo="plan"):
            fase.revelada = True
        unidad.confirmar()
    agregados.olvidar()
    assert len(suyos) == 11

    dato = avance(con_filtro(motor, "plan", Filtro()))

    assert (dato.espera == "") == se_ve
    assert se_ve == (not dato.estado.filas.empty)


@pytest.mark.parametrize("n", [4, 5, 6])
def test_el_avance_del_plan_pide_el_umbral(motor: sa.Engine, n: int) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for fase in unidad.todos(Fase, tipo="plan"):
            fase.revelada = True
        unidad.confirmar()
    quedan(motor, n)
    dato = avance(con_filtro(motor, "plan", Filtro()))

    for f in filtrados(dato):
        assert not f.visible or not f.filas["n"].dropna().between(1, UMBRAL - 1).any()
    assert dato.n >= UMBRAL or dato.estado.filas.empty


def test_un_plan_sin_revelar_no_tiene_avance(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for fase in unidad.todos(Fase):
            fase.revelada = False
        unidad.confirmar()
    agregados.olvidar()

    assert avance(con_filtro(motor, "plan", Filtro())).n == 0


def test_las_columnas_de_corte_no_llegan_a_ninguna_pantalla(motor: sa.Engine) -> None:
    for tipo, agregar in NUMERICAS.items():
        for tabla in tablas(agregar(con_filtro(motor, tipo, Filtro(antiguedad="larga")))):
            assert not [c for c in tabla.columns if str(c).startswith("corte_")]
            assert isinstance(tabla, pd.DataFrame)
