"""Fichas, pases y enlaces: lo que se revoca deja de valer, en todas partes y para quien toca."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from datos import consultas
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo import codigos
from modelo.casos import agenda, enlaces, entrada, grupo, sala
from modelo.codigos import nuevo_id
from modelo.entidades import Ficha, Pase, Tabla
from modelo.errores import (
    CodigoPersonalNoValido,
    DemasiadosIntentos,
    ErrorDelTaller,
    PaseNoValido,
    SalaBorrada,
    SalaNoEncontrada,
    SinPermiso,
    ValorNoValido,
)
from modelo.frenos import Intento, frenos_de_serie
from modelo.valores import Identidad, Papel
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def quien_es(mesa: Mesa, ficha: str) -> Identidad | None:
    with UnidadDeTrabajo(mesa.motor) as unidad:
        return entrada.identificar(unidad, ficha=ficha)


def entra_con_ficha(mesa: Mesa, alias: str = "Ana") -> tuple[Identidad, str]:
    """Alguien entra y su navegador recibe su ficha."""
    dentro = mesa.entra(alias)
    _, _, ficha = mesa.hacer(entrada.canjear_pase, pase=dentro.pase)
    return dentro.identidad, ficha


def test_una_ficha_tiene_256_bits_y_ninguna_se_repite() -> None:
    fichas = {codigos.ficha() for _ in range(1000)}

    assert len(fichas) == 1000
    assert all(len(f) == 43 for f in fichas)


def test_en_la_base_no_queda_ninguna_ficha_ni_pase_solo_su_huella(mesa: Mesa) -> None:
    dentro = mesa.entra()
    _, _, ficha = mesa.hacer(entrada.canjear_pase, pase=mesa.entra("Eva").pase)
    secretos = [ficha, dentro.pase, mesa.creado.ficha_facilitar, mesa.creado.ficha_proyectar, mesa.creado.pase]
    with mesa.motor.connect() as conexion:
        filas = [fila for tabla in Tabla.metadata.sorted_tables for fila in conexion.execute(tabla.select())]
    escrito = "\n".join(map(str, filas))

    assert codigos.huella(ficha) in escrito
    assert [s for s in secretos if s in escrito] == []


def test_los_secretos_no_salen_al_imprimir_lo_que_los_lleva(mesa: Mesa) -> None:
    dentro = mesa.entra()
    _, ficha = entra_con_ficha(mesa, "Eva")
    impreso = repr(mesa.creado) + repr(dentro) + repr(quien_es(mesa, ficha))

    secretos = [mesa.creado.ficha_facilitar, mesa.creado.pase, dentro.pase, dentro.codigo_personal]
    assert [s for s in secretos if s in impreso] == []


def test_anular_los_enlaces_corta_los_anteriores_y_lo_que_se_abrio_con_ellos(mesa: Mesa) -> None:
    otro, _, ficha = mesa.hacer(enlaces.abrir_enlace, ficha=mesa.creado.ficha_facilitar, papel=Papel.FACILITA)
    nuevos = mesa.hacer(enlaces.revocar_enlaces, quien=mesa.facilita)

    assert [quien_es(mesa, f) for f in (mesa.creado.ficha_facilitar, mesa.creado.ficha_proyectar, ficha)] == [None] * 3
    with pytest.raises(PaseNoValido):
        mesa.hacer(entrada.canjear_pase, pase=mesa.creado.pase)
    with pytest.raises(SinPermiso):
        mesa.hacer(agenda.avanzar, quien=otro)
    assert quien_es(mesa, nuevos.ficha_proyectar) == Identidad(Papel.PROYECTA, mesa.creado.sala_id)
    quien, _, _ = mesa.hacer(entrada.canjear_pase, pase=nuevos.pase)
    mesa.hacer(agenda.avanzar, quien=quien)


def test_anular_los_enlaces_no_echa_a_quien_participa_ni_a_otras_salas(mesa: Mesa) -> None:
    ana, ficha = entra_con_ficha(mesa)
    otra = una_mesa(mesa.motor, titulo="Otra", azar=mesa.azar)
    mesa.hacer(enlaces.revocar_enlaces, quien=mesa.facilita)

    assert quien_es(mesa, ficha) == ana
    assert quien_es(mesa, otra.creado.ficha_facilitar) == otra.facilita


def test_una_pestana_abierta_con_una_ficha_revocada_no_puede_hacer_nada_mas(mesa: Mesa) -> None:
    _, ficha = entra_con_ficha(mesa)
    ana = quien_es(mesa, ficha)
    assert ana is not None
    mesa.hacer(enlaces.salir, ficha=ficha)

    with pytest.raises(SinPermiso):
        mesa.hacer(grupo.aparcar, quien=ana, texto="aún estoy", id=nuevo_id())


def test_la_huella_de_otro_no_da_su_papel(mesa: Mesa) -> None:
    _, ficha = entra_con_ficha(mesa)
    falsa = replace(mesa.facilita, huella=codigos.huella(ficha))

    with pytest.raises(SinPermiso):
        mesa.hacer(agenda.avanzar, quien=falsa)
    with pytest.raises(SinPermiso):
        mesa.hacer(sala.borrar_taller, quien=falsa)


def test_la_llave_de_una_persona_no_vale_para_otra_de_la_misma_sala(mesa: Mesa) -> None:
    _, ficha = entra_con_ficha(mesa)
    eva, _ = entra_con_ficha(mesa, "Eva")
    falsa = replace(eva, huella=codigos.huella(ficha))

    with pytest.raises(SinPermiso):
        mesa.hacer(grupo.aparcar, quien=falsa, texto="como Eva", id=nuevo_id())
    with pytest.raises(SinPermiso):
        mesa.hacer(entrada.exigir_dentro, quien=falsa)


def test_retirar_a_alguien_revoca_sus_fichas_y_pases_y_readmitirlo_devuelve_sus_aparatos(mesa: Mesa) -> None:
    ana, ficha = entra_con_ficha(mesa)
    vuelta = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=_personal(mesa, ana))
    _, suya = entra_con_ficha(mesa, "Eva")
    otro_aparato = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=_personal(mesa, ana))
    _, _, dejada = mesa.hacer(entrada.canjear_pase, pase=otro_aparato.pase)
    mesa.hacer(enlaces.salir, ficha=dejada)
    mesa.reloj.pasan(seconds=5)
    retirada = {"quien": mesa.facilita, "participante_id": ana.participante_id}
    mesa.hacer(entrada.expulsar, **retirada)

    with Session(mesa.motor) as sesion:
        vivas = sesion.exec(select(Ficha).where(Ficha.participante_id == ana.participante_id)).all()
        assert all(f.revocada_en for f in vivas)
    assert quien_es(mesa, ficha) is None
    assert quien_es(mesa, suya) is not None
    with pytest.raises(PaseNoValido):
        mesa.hacer(entrada.canjear_pase, pase=vuelta.pase)
    mesa.hacer(entrada.readmitir, **retirada)
    assert quien_es(mesa, ficha) == ana
    assert quien_es(mesa, dejada) is None


def _personal(mesa: Mesa, quien: Identidad) -> str:
    persona = consultas.participante(mesa.motor, quien.participante_id or "")
    assert persona is not None
    return persona.codigo_personal


def test_retirar_dos_veces_no_cambia_la_hora_ni_pierde_los_aparatos(mesa: Mesa) -> None:
    ana, ficha = entra_con_ficha(mesa)
    retirada = {"quien": mesa.facilita, "participante_id": ana.participante_id}
    mesa.hacer(entrada.expulsar, **retirada)
    mesa.reloj.pasan(minutes=5)
    mesa.hacer(entrada.expulsar, **retirada)
    mesa.hacer(entrada.readmitir, **retirada)

    assert quien_es(mesa, ficha) == ana


@pytest.mark.parametrize("papel", [Papel.FACILITA, Papel.PROYECTA])
def test_un_enlace_solo_abre_su_puerta(mesa: Mesa, papel: Papel) -> None:
    ajena = {Papel.FACILITA: mesa.creado.ficha_proyectar, Papel.PROYECTA: mesa.creado.ficha_facilitar}[papel]
    _, de_ana = entra_con_ficha(mesa)
    for ficha in (ajena, de_ana, "", "inventada", "\ud800", "x" * 1_000_000):
        with pytest.raises(SinPermiso):
            mesa.hacer(enlaces.abrir_enlace, ficha=ficha, papel=papel)


def test_nadie_hace_enlaces_de_participar(mesa: Mesa) -> None:
    with pytest.raises(ValorNoValido):
        mesa.hacer(sala.crear_enlace, quien=mesa.facilita, papel=Papel.PARTICIPA)


def test_los_pases_caducados_se_tiran_salvo_el_que_solo_dice_que_alguien_entro(mesa: Mesa) -> None:
    con_llave = mesa.entra("Ana")
    mesa.hacer(entrada.canjear_pase, pase=con_llave.pase)
    mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=con_llave.codigo_personal)
    sin_llave = mesa.entra("Leo")
    mesa.reloj.pasan(seconds=61)
    eva = mesa.entra("Eva")

    # El de quien creó el taller y el de la vuelta de Ana.
    assert mesa.hacer(enlaces.tirar_caducados) == 2
    with Session(mesa.motor) as sesion:
        quedan = {p.participante_id for p in sesion.exec(select(Pase))}
    assert quedan == {sin_llave.identidad.participante_id, eva.identidad.participante_id}
    with pytest.raises(PaseNoValido):
        mesa.hacer(entrada.canjear_pase, pase=sin_llave.pase)
    mesa.hacer(entrada.canjear_pase, pase=eva.pase)


def test_con_el_taller_borrado_no_queda_ni_ficha_ni_pase_que_valga(mesa: Mesa) -> None:
    mesa.entra()
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)

    with Session(mesa.motor) as sesion:
        assert [*sesion.exec(select(Ficha)), *sesion.exec(select(Pase))] == []
    with pytest.raises(SalaBorrada):
        mesa.hacer(sala.borrar_taller, quien=mesa.facilita)


def test_probar_codigos_personales_tiene_limite_y_no_deja_fuera_al_resto(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    frenos = frenos_de_serie()
    codigo = mesa.creado.codigo

    def vuelve(personal: str, origen: str) -> object:
        intento = Intento(frenos, origen)
        return mesa.hacer(entrada.reanudar, codigo=codigo, codigo_personal=personal, intento=intento)

    for numero in range(20):
        with pytest.raises(CodigoPersonalNoValido):
            vuelve(f"nada-nada-{numero}", "atacante")
    with pytest.raises(DemasiadosIntentos):
        vuelve(ana.codigo_personal, "atacante")
    assert vuelve(ana.codigo_personal, "casa de Ana").identidad == ana.identidad  # type: ignore[attr-defined]
    mesa.hacer(entrada.entrar, codigo=codigo, alias="Eva", intento=Intento(frenos, "atacante"))
    mesa.reloj.pasan(seconds=21)
    assert vuelve(ana.codigo_personal, "atacante").identidad == ana.identidad  # type: ignore[attr-defined]


@pytest.mark.parametrize("caso", ["entrar", "reanudar"])
def test_probar_codigos_de_sala_tiene_limite(mesa: Mesa, caso: str) -> None:
    frenos = frenos_de_serie()
    suyo = {"entrar": {"alias": "Ana"}, "reanudar": {"codigo_personal": "nada-nada-10"}}[caso]

    def prueba(codigo: str, origen: str = "atacante") -> object:
        return mesa.hacer(getattr(entrada, caso), codigo=codigo, intento=Intento(frenos, origen), **suyo)

    for numero in range(30):
        with pytest.raises(SalaNoEncontrada):
            prueba(f"ZZ{numero:04}")
    with pytest.raises(DemasiadosIntentos):
        prueba(mesa.creado.codigo)
    with pytest.raises(SalaNoEncontrada):
        prueba("ZZZZZZ", "otro")


def test_ningun_error_de_entrada_lleva_el_alias_ni_lo_que_se_probo(mesa: Mesa) -> None:
    ana = mesa.entra("Anastasia")
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=ana.identidad.participante_id)
    pruebas = [
        (entrada.reanudar, {"codigo": mesa.creado.codigo, "codigo_personal": ana.codigo_personal}),
        (entrada.reanudar, {"codigo": mesa.creado.codigo, "codigo_personal": "olivo-faro-27"}),
        (entrada.canjear_pase, {"pase": "secretisimo"}),
        (grupo.aparcar, {"quien": ana.identidad, "texto": "hola", "id": nuevo_id()}),
    ]
    for caso, datos in pruebas:
        with pytest.raises(ErrorDelTaller) as fallo:
            mesa.hacer(caso, **datos)
        assert not {"Anastasia", ana.codigo_personal, "olivo-faro-27", "secretisimo"} & set(str(fallo.value).split())
        assert "secr" not in str(fallo.value)


def test_el_motor_no_ensena_los_valores_en_sus_errores(mesa: Mesa) -> None:
    with pytest.raises(sa.exc.DatabaseError) as fallo, mesa.motor.connect() as conexion:
        conexion.execute(sa.text("select * from no_existe where x = :x"), {"x": "dato delicado"})

    assert "delicado" not in str(fallo.value)
