"""Ningún documento dice quién es nadie: ni en lo que se lee, ni en los metadatos, ni en el XML crudo."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos import agregados, consultas, demostracion, exportacion
from datos.exportacion.contenido import informe
from datos.motor import preparar
from datos.plantillas import ensayo
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Cliente, Interlocutor, Participante
from modelo.errores import SinPermiso
from tests.datos.exportacion.apoyo import AHORA, con_fases, facilita, participa, pedir, todo_lo_escrito
from tests.ensayo import motor, quedan, sembrado, ver

__all__ = ["motor", "sembrado"]

FORMATOS = ("xlsx", "pptx", "pdf", "csv", "json")
DE_PERSONA, DE_CLIENTE, DE_INTERLOCUTOR = "Zqxpersona", "Zqxcliente", "Zqxgente"


@pytest.fixture
def marcado(motor: sa.Engine) -> sa.Engine:
    """El ensayo con alias que no pueden aparecer por casualidad."""
    with UnidadDeTrabajo(motor) as unidad:
        for clase, alias in ((Participante, DE_PERSONA), (Cliente, DE_CLIENTE), (Interlocutor, DE_INTERLOCUTOR)):
            for numero, fila in enumerate(unidad.todos(clase)):
                fila.alias = f"{alias}{numero}"  # type: ignore[attr-defined]
        for cliente in unidad.todos(Cliente):
            cliente.ofrece_linea = True
        unidad.confirmar()
    agregados.olvidar()
    return motor


def secretos(motor: sa.Engine) -> set[str]:
    """Todo identificador de la base, los códigos y las fichas."""
    taller = ver(motor)
    salida = {taller.id, taller.sala_id, taller.codigo}
    with motor.connect() as conexion:
        for tabla in ("participante", "cliente", "hito", "interlocutor", "aportacion", "compromiso", "valoracion"):
            salida |= set(conexion.execute(sa.text(f"select id from {tabla}")).scalars())  # noqa: S608
        salida |= set(conexion.execute(sa.text("select huella from ficha")).scalars())
        salida |= set(conexion.execute(sa.text("select codigo_personal from participante")).scalars())
    return salida


@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("personas", [4, 5, 6, 12])
def test_en_fases_anonimas_no_sale_ningun_alias_ni_identificador(
    marcado: sa.Engine, formato: str, personas: int
) -> None:
    quedan(marcado, personas)
    pedido = pedir(marcado, taller=con_fases(ver(marcado), anonima=True))

    archivo = exportacion.generar(formato, pedido)

    escrito = todo_lo_escrito(archivo.datos)
    for alias in (DE_PERSONA, DE_CLIENTE, DE_INTERLOCUTOR):
        assert alias not in escrito
    assert [s for s in secretos(marcado) if s in escrito] == []


@pytest.mark.parametrize("formato", FORMATOS)
def test_tampoco_con_alias_sale_quien_participa_ni_sus_interlocutores(marcado: sa.Engine, formato: str) -> None:
    """Con alias, una línea ofrecida lleva el de su cliente; nunca el de la persona ni un identificador."""
    escrito = todo_lo_escrito(exportacion.generar(formato, pedir(marcado)).datos)

    assert DE_PERSONA not in escrito
    assert DE_INTERLOCUTOR not in escrito
    assert [s for s in secretos(marcado) if s in escrito] == []


@pytest.mark.parametrize("formato", FORMATOS)
def test_el_documento_no_dice_la_hora_ni_quien_ni_donde_se_hizo(motor: sa.Engine, formato: str) -> None:
    escrito = todo_lo_escrito(exportacion.generar(formato, pedir(motor)).datos)

    for pista in (str(Path(__file__).resolve().parents[3]), "Steve Canny", "python-pptx", str(Path.home()) + "/"):
        assert pista not in escrito
    assert re.findall(r"T(?!00:00:00)\d{2}:\d{2}:\d{2}Z", escrito) == []
    assert re.findall(r"D:\d{8}(?!000000)\d{6}", escrito) == []


@pytest.mark.parametrize("formato", FORMATOS)
def test_el_nombre_del_archivo_no_lleva_datos_de_nadie(motor: sa.Engine, formato: str) -> None:
    taller = replace(ver(motor), titulo="Taller de Ana Pérez", organizacion="Casa Pérez")

    nombre = exportacion.generar(formato, pedir(motor, taller=taller)).nombre

    assert nombre.startswith("palancas-")
    assert "ana" not in nombre.lower().replace("palancas", "")
    assert "prez" not in nombre.lower()
    assert taller.codigo.lower() not in nombre.lower()


@pytest.mark.parametrize("formato", FORMATOS)
def test_lo_que_no_llega_al_umbral_no_sale_en_ningun_formato(motor: sa.Engine, formato: str) -> None:
    quedan(motor, 4)
    pedido = pedir(motor, taller=con_fases(ver(motor), anonima=True))
    asuntos = {t for c, s in informe(pedido).secciones() if s.tabla for f in s.tabla.textos() for t in f}

    escrito = todo_lo_escrito(exportacion.generar(formato, pedido).datos)

    # Solo queda lo aparcado, que se ofrece sin autoría; ni una cifra de grupo.
    assert {s.clave for _, s in informe(pedido).secciones() if s.tabla} <= {"aparcamiento"}
    assert asuntos
    assert "van 4" in escrito.replace("\n", " ")


@pytest.mark.parametrize("formato", FORMATOS)
def test_con_segmentos_que_suman_no_se_deduce_el_oculto(motor: sa.Engine, formato: str) -> None:
    """Ocho con una causa y cuatro con otra: la de cuatro se oculta, y con ella otra que impide restar."""
    with UnidadDeTrabajo(motor) as unidad:
        personas = unidad.todos(Participante)
        for puesto, persona in enumerate(personas):
            for cliente in unidad.todos(Cliente, participante_id=persona.id):
                cliente.causa = "miedo_error" if puesto < 4 else "no_importante"
        unidad.confirmar()
    agregados.olvidar()

    causas = next(s for _, s in informe(pedir(motor)).secciones() if s.clave == "causas")
    assert causas.tabla is not None
    recuentos = dict(zip(causas.tabla.columna("que"), causas.tabla.columna("personas"), strict=True))
    assert recuentos["Miedo a que un error se pague"] == "oculto"
    assert list(recuentos.values()).count("oculto") >= 2
    assert exportacion.generar(formato, pedir(motor)).datos


def test_el_orden_de_las_filas_no_dice_el_de_llegada(
    motor: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """El mismo grupo, llegado al revés, da el mismo informe."""
    gente = ensayo.participantes()
    informes = []
    for vuelta, orden in enumerate((gente, gente[::-1])):
        monkeypatch.setattr(ensayo, "participantes", lambda orden=orden: orden)
        otro = preparar(f"sqlite:///{tmp_path / f'{vuelta}.db'}")
        demostracion.sembrar_ensayo(otro, ahora=AHORA)
        informes.append(informe(pedir(otro, taller=con_fases(ver(otro), anonima=True))))
        otro.dispose()

    assert informes[0] == informes[1]


def test_quien_proyecta_no_exporta_y_el_json_es_solo_de_quien_facilita(motor: sa.Engine) -> None:
    with pytest.raises(SinPermiso):
        exportacion.generar("pdf", pedir(motor, "proyecta"))
    for papel in ("participa", "revisa"):
        with pytest.raises(SinPermiso):
            exportacion.generar("json", pedir(motor, papel))


def test_mi_informe_y_el_calendario_son_solo_de_su_duena(marcado: sa.Engine) -> None:
    """Ni quien facilita, ni otra sala, ni alguien expulsado; y dentro no hay nada de nadie más."""
    pedido = pedir(marcado, "participa")
    with pytest.raises(SinPermiso):
        exportacion.informe_personal(pedido, facilita(marcado))
    with pytest.raises(SinPermiso):
        exportacion.calendario_personal(pedido, facilita(marcado), AHORA)
    with pytest.raises(SinPermiso):
        exportacion.informe_personal(pedido, replace(participa(marcado), sala_id="otra"))
    yo = participa(marcado, 3)
    suyos = {c.alias for c in consultas.clientes_de(marcado, yo.participante_id or "")}

    escrito = todo_lo_escrito(exportacion.informe_personal(pedido, yo).datos)

    with marcado.connect() as conexion:
        alias = set(conexion.execute(sa.text("select alias from cliente")).scalars())
        personas = set(conexion.execute(sa.text("select alias from participante")).scalars())
    dichos = {palabra.strip(" ·:.,") for palabra in escrito.replace("\n", " ").split(" ")}
    assert suyos <= dichos
    assert (alias - suyos) & dichos == set()
    assert len(personas & dichos) == 1
    assert [s for s in secretos(marcado) if s in escrito] == []
