"""Quién puede hacer qué en revisión, comparación y seguimiento: una tabla de caso × papel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from datos import consultas
from datos.motor import crear_motor
from modelo.casos import agenda, comparar, entrada, revision, sala, seguimiento
from modelo.codigos import huella, nuevo_id
from modelo.errores import EnlaceCaducado, EnlaceCortado, ObjetoNoEncontrado, SinPermiso, ValorNoValido
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import una_mesa

PAPELES = ("participa", "otra persona", "facilita", "proyecta", "revisa", "revisa, revocado", "revisa, caducado")
QUIEN_PUEDE: dict[str, set[str]] = {
    "crear_enlace": {"facilita"},
    "revocar_enlace": {"facilita"},
    "moderar": {"facilita"},
    "comentar": {"facilita", "revisa"},
    "ocultar_comentario": {"facilita"},
    "borrar_comentario": {"facilita"},
    "cambiar_estado": {"participa"},
    "compartir": {"participa"},
    "anotar": {"participa"},
    "quitar_nota": {"participa"},
    "comparar en la sala": {"participa", "otra persona", "facilita", "proyecta", "revisa"},
    "comparar con otra sala": set(),
}


class Escena:
    """Un taller con un compromiso, una nota, un comentario y un enlace para cada papel."""

    def __init__(self, motor: sa.Engine) -> None:
        self.mesa = mesa = una_mesa(motor)
        self.otra = una_mesa(motor, titulo="Otra sala", azar=mesa.azar)
        self.ana, self.eva = mesa.entra("Ana").identidad, mesa.entra("Eva").identidad
        mesa.salta("plan")
        self.compromiso = mesa.crea(self.ana, "compromiso", accion="llamar")
        self.nota, self.comentario = nuevo_id(), nuevo_id()
        mesa.hacer(seguimiento.anotar, quien=self.ana, compromiso_id=self.compromiso.id, id=self.nota, texto="hecho")
        mesa.hacer(revision.comentar, quien=mesa.facilita, id=self.comentario, palanca="P1", alias="Eva", texto="Ojo")
        self.caducado = self.enlace(dias=1)
        mesa.reloj.pasan(days=2)
        self.bueno, self.revocado = self.enlace(), self.enlace()
        mesa.hacer(revision.revocar_enlace, quien=mesa.facilita, huella=self.revocado.huella)

    def enlace(self, dias: int = 30) -> Identidad:
        ficha = self.mesa.hacer(revision.crear_enlace, quien=self.mesa.facilita, rotulo="Equipo", dias=dias)
        return Identidad(Papel.REVISA, self.mesa.creado.sala_id, huella=huella(ficha))

    def de(self, papel: str) -> Identidad:
        return {
            "participa": self.ana,
            "otra persona": self.eva,
            "facilita": self.mesa.facilita,
            "proyecta": replace(self.mesa.facilita, papel=Papel.PROYECTA),
            "revisa": self.bueno,
            "revisa, revocado": self.revocado,
            "revisa, caducado": self.caducado,
        }[papel]

    def intenta(self, caso: str, quien: Identidad) -> None:
        suyo = {"quien": quien, "compromiso_id": self.compromiso.id}
        taller = self.mesa.creado.taller_id
        hechos: dict[str, Callable[[], object]] = {
            "crear_enlace": lambda: self.mesa.hacer(revision.crear_enlace, quien=quien, rotulo="", dias=7),
            "revocar_enlace": lambda: self.mesa.hacer(revision.revocar_enlace, quien=quien, huella=self.bueno.huella),
            "moderar": lambda: self.mesa.hacer(
                revision.moderar, quien=quien, tipo="frase", texto="que improviso", visible=True
            ),
            "comentar": lambda: self.mesa.hacer(
                revision.comentar, quien=quien, id=nuevo_id(), palanca="P2", alias="Lía", texto="De acuerdo"
            ),
            "ocultar_comentario": lambda: self.mesa.hacer(
                revision.ocultar_comentario, quien=quien, id=self.comentario, oculto=True
            ),
            "borrar_comentario": lambda: self.mesa.hacer(revision.borrar_comentario, quien=quien, id=self.comentario),
            "cambiar_estado": lambda: self.mesa.hacer(seguimiento.cambiar_estado, **suyo, estado="hecho"),
            "compartir": lambda: self.mesa.hacer(seguimiento.compartir, **suyo, compartido=True),
            "anotar": lambda: self.mesa.hacer(seguimiento.anotar, **suyo, id=nuevo_id(), texto="otra"),
            "quitar_nota": lambda: self.mesa.hacer(seguimiento.quitar_nota, quien=quien, id=self.nota),
            "comparar en la sala": lambda: self.mesa.hacer(comparar.autorizar, quienes=[quien], talleres=[taller]),
            "comparar con otra sala": lambda: self.mesa.hacer(
                comparar.autorizar, quienes=[quien], talleres=[taller, self.otra.creado.taller_id]
            ),
        }
        hechos[caso]()


@pytest.fixture
def escena(base_de_datos: str) -> Escena:
    return Escena(crear_motor(base_de_datos))


@pytest.mark.parametrize("papel", PAPELES)
@pytest.mark.parametrize("caso", QUIEN_PUEDE)
def test_cada_caso_lo_hace_solo_quien_puede(escena: Escena, caso: str, papel: str) -> None:
    quien = escena.de(papel)

    if papel in QUIEN_PUEDE[caso]:
        escena.intenta(caso, quien)
    else:
        with pytest.raises((SinPermiso, ObjetoNoEncontrado)):
            escena.intenta(caso, quien)


def test_quien_facilita_dos_salas_las_compara_y_quien_participa_en_las_dos_no(escena: Escena) -> None:
    mesa, otra = escena.mesa, escena.otra
    talleres = [mesa.creado.taller_id, otra.creado.taller_id]
    en_las_dos = [escena.ana, otra.entra("Ana").identidad]

    mesa.hacer(comparar.autorizar, quienes=[mesa.facilita, otra.facilita], talleres=talleres)
    with pytest.raises(SinPermiso):
        mesa.hacer(comparar.autorizar, quienes=en_las_dos, talleres=talleres)
    with pytest.raises(SinPermiso):
        mesa.hacer(comparar.autorizar, quienes=[mesa.facilita, en_las_dos[1]], talleres=talleres)


def test_el_enlace_de_revision_identifica_hasta_que_caduca_o_se_revoca(escena: Escena) -> None:
    mesa = escena.mesa
    ficha = mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="Dirección", dias=7)

    dentro = mesa.hacer(_identificar, ficha=ficha)
    assert dentro is not None
    assert (dentro.papel, dentro.huella) == (Papel.REVISA, huella(ficha))
    mesa.reloj.pasan(days=7)
    assert mesa.hacer(_identificar, ficha=ficha) is None


def _identificar(unidad, *, ficha, ahora):
    assert entrada.identificar(unidad, ficha=ficha) is None, "sin saber la hora, no vale nada que caduque"
    return entrada.identificar(unidad, ficha=ficha, ahora=ahora)


def test_un_enlace_corriente_no_puede_ser_de_revision(escena: Escena) -> None:
    """Saldría sin caducidad."""
    for papel in (Papel.REVISA, Papel.PARTICIPA):
        with pytest.raises(ValorNoValido):
            escena.mesa.hacer(sala.crear_enlace, quien=escena.mesa.facilita, papel=papel)


def test_el_compromiso_se_actualiza_con_todas_las_fases_cerradas(escena: Escena) -> None:
    mesa, ana = escena.mesa, escena.ana
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    for fase in ("bienvenida", "plan"):
        mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave=fase)
    mesa.hacer(seguimiento.cambiar_estado, quien=ana, compromiso_id=escena.compromiso.id, estado="en_marcha")
    mesa.hacer(seguimiento.compartir, quien=ana, compromiso_id=escena.compromiso.id, compartido=True)

    [suyo] = consultas.compromisos_de(mesa.motor, "", ana.participante_id)
    assert (suyo.estado, suyo.compartido) == ("en_marcha", True)


def test_un_compromiso_nace_sin_compartir(escena: Escena) -> None:
    [suyo] = consultas.compromisos_de(escena.mesa.motor, "", escena.ana.participante_id)
    assert suyo.compartido is False


def test_repetir_una_nota_o_un_comentario_no_los_duplica(escena: Escena) -> None:
    mesa = escena.mesa
    for _ in range(2):
        mesa.hacer(
            seguimiento.anotar, quien=escena.ana, compromiso_id=escena.compromiso.id, id=escena.nota, texto="hecho"
        )
        mesa.hacer(revision.comentar, quien=mesa.facilita, id=escena.comentario, palanca="P1", alias="Eva", texto="Ojo")

    assert len(consultas.notas_de(mesa.motor, escena.ana.participante_id or "")) == 1
    assert len(consultas.comentarios(mesa.motor, mesa.creado.taller_id)) == 1


def test_borrar_el_taller_se_lleva_notas_comentarios_y_enlaces(escena: Escena) -> None:
    mesa = escena.mesa
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)

    with mesa.motor.connect() as conexion:
        for tabla in ("nota_de_compromiso", "comentario", "moderado"):
            assert conexion.exec_driver_sql(f"SELECT count(*) FROM {tabla}").scalar() == 0  # noqa: S608 nombre propio
        suyas = sa.text("SELECT count(*) FROM ficha WHERE sala_id = :sala")
        assert conexion.execute(suyas, {"sala": mesa.creado.sala_id}).scalar() == 0


def test_el_objeto_compromiso_tambien_se_comparte_desde_el_plan(escena: Escena) -> None:
    escena.mesa.guarda(escena.ana, Objeto("compromiso", escena.compromiso.id), "compartido", True)

    [suyo] = consultas.compromisos_de(escena.mesa.motor, "", escena.ana.participante_id)
    assert suyo.compartido is True


def test_se_puede_comentar_en_general_sin_elegir_palanca(escena: Escena) -> None:
    mesa = escena.mesa
    mesa.hacer(revision.comentar, quien=mesa.facilita, id=nuevo_id(), palanca="", alias="Eva", texto="Buen plan")

    dichos = consultas.comentarios(mesa.motor, mesa.creado.taller_id)
    assert [(c.palanca, c.texto) for c in dichos if c.texto == "Buen plan"] == [("", "Buen plan")]


def test_al_comentar_con_un_enlace_que_ya_no_vale_se_dice_si_se_corto_o_caduco(escena: Escena) -> None:
    mesa, suyo = escena.mesa, {"palanca": "", "alias": "Eva", "texto": "Ojo"}
    enlaces_hechos = [mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="", dias=7) for _ in range(2)]
    cortado, caducado = (Identidad(Papel.REVISA, mesa.creado.sala_id, None, huella(f)) for f in enlaces_hechos)
    mesa.hacer(revision.revocar_enlace, quien=mesa.facilita, huella=cortado.huella)
    mesa.reloj.pasan(days=8)

    with pytest.raises(EnlaceCortado):
        mesa.hacer(revision.comentar, quien=cortado, id=nuevo_id(), **suyo)
    with pytest.raises(EnlaceCaducado):
        mesa.hacer(revision.comentar, quien=caducado, id=nuevo_id(), **suyo)


def test_un_comentario_sin_firma_dice_que_es_la_firma_lo_que_falta(escena: Escena) -> None:
    sin_firma = {"id": nuevo_id(), "palanca": "P1", "alias": "  ", "texto": "Ojo"}

    with pytest.raises(ValorNoValido, match="falta la firma"):
        escena.mesa.hacer(revision.comentar, quien=escena.mesa.facilita, **sin_firma)
