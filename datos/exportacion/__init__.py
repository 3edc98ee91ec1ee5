"""Todo lo que se lleva del taller en un archivo. Sin streamlit ni páginas: entra un pedido, salen bytes.

- ``formatos(papel)``: qué puede descargar ese papel, para pintar los botones.
- ``generar(clave, pedido, opciones)``: el informe de grupo en ese formato. ``pedido`` es el de ``agregados.pedir``
  desde cualquier fase del taller: cada una aplica lo suyo.
- ``informe_personal(pedido, quien)``: «Mi informe», solo para quien participa y solo lo suyo.
- ``calendario_personal(pedido, quien, ahora)``: sus compromisos con fecha.
- ``exportar_json`` e ``importar_json``: el informe en JSON, de ida y vuelta; lo importado se consulta con
  ``importados`` e ``importado``, y se quita con el caso ``modelo.casos.informes.quitar_importado``.

Todos devuelven un ``Archivo`` (nombre, tipo_mime, datos). Quien no puede recibe ``SinPermiso``.

Los formatos se cargan al pedirlos: quien solo abre una página no paga por ellos.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

import sqlalchemy as sa

from datos import consultas
from datos.agregados import Comparable, Medido, Pedido
from datos.exportacion import sobre
from datos.exportacion.tipos import Archivo, Informe
from datos.idiomas import por_traducir
from datos.idiomas.contenidos import palancas_traducidas
from datos.unidad import UnidadDeTrabajo
from modelo.casos import informes
from modelo.errores import ParticipanteExpulsado, SinPermiso, ValorNoValido
from modelo.plantillas import version_de_palancas
from modelo.valores import Identidad, Papel, ParticipanteVisto

__all__ = [
    "Archivo",
    "Formato",
    "Importado",
    "Informe",
    "Opciones",
    "calendario_personal",
    "exportar_json",
    "formatos",
    "generar",
    "id_de_informe",
    "importado",
    "importados",
    "importar_json",
    "informe_de_grupo",
    "informe_personal",
    "leer_informe",
    "medidos",
    "para_guardar",
    "version_de",
]

EXPORTAN = ("facilita", "participa", "revisa")


@dataclass(frozen=True, slots=True)
class Formato:
    """Un formato del informe de grupo: su clave, cómo se llama en el botón, para qué sirve y quién lo puede sacar."""

    clave: str
    nombre: str
    descripcion: str
    extension: str
    tipo_mime: str
    papeles: tuple[str, ...] = EXPORTAN


@dataclass(frozen=True, slots=True)
class Opciones:
    """Lo que se elige al exportar. Solo lo mira el CSV."""

    separador: str = ";"
    decimal: str = ","


@dataclass(frozen=True, slots=True)
class Importado:
    """Un informe traído de otro taller, para la lista. Dos iguales tienen la misma huella."""

    id: str
    titulo: str
    fecha: str
    palancas_version: str
    huella: str


_FORMATOS = (
    Formato(
        "xlsx",
        "Excel",
        por_traducir("Una hoja por fase, diccionario de columnas y radar editable."),
        "xlsx",
        sobre.XLSX,
    ),
    Formato("pptx", "PowerPoint", por_traducir("Presentación con gráficas editables y notas."),
            "pptx", sobre.PPTX),
    Formato("pdf", "PDF", por_traducir("Informe para leer o imprimir, accesible y con índice."),
            "pdf", sobre.PDF),
    Formato("csv", "CSV", por_traducir("Un archivo por apartado, dentro de un zip."),
            "zip", sobre.ZIP),
    Formato(
        "json", "JSON", por_traducir("Para consultarlo o compararlo en otra sala."), "json", sobre.JSON, ("facilita",)
    ),
)  # fmt: skip


def formatos(papel: str) -> tuple[Formato, ...]:
    """Los formatos que ese papel puede descargar, en el orden de los botones."""
    return tuple(f for f in _FORMATOS if papel in f.papeles)


def informe_de_grupo(pedido: Pedido) -> Informe:
    """Lo que quien pide puede llevarse del taller, antes de darle formato."""
    if pedido.mirada.papel not in EXPORTAN:
        raise SinPermiso(pedido.mirada.papel)
    hecho: Informe = import_module("datos.exportacion.contenido").informe(pedido)
    return hecho


def generar(formato: str, pedido: Pedido, opciones: Opciones | None = None) -> Archivo:
    """El informe de grupo en ese formato. Uno desconocido es ``ValorNoValido``."""
    elegido = next((f for f in _FORMATOS if f.clave == formato), None)
    if elegido is None:
        raise ValorNoValido("formato", "ese formato no existe")
    if pedido.mirada.papel not in elegido.papeles:
        raise SinPermiso(pedido.mirada.papel)
    informe = informe_de_grupo(pedido)
    datos = _HACEDORES[formato](informe, opciones or Opciones())
    que = "tablas" if formato == "csv" else "informe"
    return Archivo(sobre.nombre(que, informe.fecha, elegido.extension), elegido.tipo_mime, datos)


def _con(modulo: str) -> Callable[[Informe, Opciones], bytes]:
    def hacer(informe: Informe, opciones: Opciones) -> bytes:
        hecho: bytes = import_module(f"datos.exportacion.{modulo}").hacer(informe)
        return hecho

    return hacer


def _csv(informe: Informe, opciones: Opciones) -> bytes:
    from datos.exportacion import tablas_csv

    return tablas_csv.hacer(informe, separador=opciones.separador, decimal=opciones.decimal)


def _json(informe: Informe, opciones: Opciones) -> bytes:
    from datos.exportacion import esquema

    return esquema.escribir(informe)


_HACEDORES: dict[str, Callable[[Informe, Opciones], bytes]] = {
    "xlsx": _con("libro"),
    "pptx": _con("presentacion"),
    "pdf": _con("pdf"),
    "csv": _csv,
    "json": _json,
}


def _suya(pedido: Pedido, quien: Identidad) -> ParticipanteVisto:
    """Quien lo pide, si participa en esa sala y sigue en ella."""
    if quien.papel != Papel.PARTICIPA or quien.sala_id != pedido.taller.sala_id:
        raise SinPermiso("participa")
    personas = consultas.participantes(pedido.motor, pedido.taller.sala_id)
    yo = next((p for p in personas if p.id == quien.participante_id), None)
    if yo is None:
        raise SinPermiso("participa")
    if yo.expulsado:
        raise ParticipanteExpulsado(yo.alias)
    return yo


def informe_personal(pedido: Pedido, quien: Identidad) -> Archivo:
    """«Mi informe» en PDF: lo que ha puesto quien lo pide y, si está revelado, su radar frente al grupo."""
    yo = _suya(pedido, quien)
    from datos.exportacion import pdf, propio

    dia = pedido.hoy.isoformat()
    return Archivo(
        sobre.nombre("mi-informe", dia, "pdf"), sobre.PDF, pdf.componer("propio", propio.de(pedido, yo), dia)
    )


def calendario_personal(pedido: Pedido, quien: Identidad, ahora: datetime) -> Archivo:
    """Los compromisos con fecha de quien lo pide, de todos los talleres de la sala, como calendario."""
    yo = _suya(pedido, quien)
    from datos.exportacion import calendario

    nombres = {p.clave: p.nombre for p in palancas_traducidas(consultas.palancas(pedido.motor, pedido.taller.id))}
    datos = calendario.hacer(consultas.compromisos_de(pedido.motor, "", yo.id), nombres, ahora)
    return Archivo(sobre.nombre("compromisos", pedido.hoy.isoformat(), "ics"), sobre.ICS, datos)


def exportar_json(pedido: Pedido) -> bytes:
    """El informe en JSON con esquema y versión. Solo para quien facilita."""
    return generar("json", pedido).datos


def leer_informe(datos: bytes) -> Informe:
    """El informe que trae un JSON exportado. Lo que no cuadra es ``InformeNoValido``, que dice dónde."""
    from datos.exportacion import esquema

    return esquema.leer(datos)


def version_de(informe: Informe) -> str:
    """La versión de sus palancas, calculada de lo que pregunta y no de lo que dice de sí mismo."""
    return version_de_palancas(informe.palancas)


def para_guardar(informe: Informe) -> dict[str, str]:
    """Lo que pide ``modelo.casos.informes.guardar_importado``."""
    from datos.exportacion import esquema

    return {
        "titulo": informe.titulo,
        "fecha": informe.fecha,
        "palancas_version": version_de(informe),
        "contenido": esquema.escribir(informe).decode(),
    }


def importar_json(motor: sa.Engine, datos: bytes, *, quien: Identidad, ahora: datetime) -> str:
    """Trae a la sala un informe exportado, de solo consulta, y devuelve su id. O entra entero o no entra nada."""
    informe = leer_informe(datos)
    with UnidadDeTrabajo(motor) as unidad:
        hecho = informes.guardar_importado(unidad, quien=quien, **para_guardar(informe), ahora=ahora)
        unidad.confirmar()
    return hecho


def importados(motor: sa.Engine, sala_id: str) -> list[Importado]:
    """Los informes traídos a esa sala, del más reciente al más antiguo."""
    return [Importado(**fila._mapping) for fila in consultas.informes_importados(motor, sala_id)]


def importado(motor: sa.Engine, sala_id: str, id: str) -> Informe | None:
    """El informe traído a esa sala con ese id, o ``None``."""
    from datos.exportacion import esquema

    guardado = consultas.contenido_importado(motor, sala_id, id)
    return None if guardado is None else esquema.leer(guardado.encode())


def medidos(motor: sa.Engine, sala_id: str) -> list[Medido]:
    """Los informes traídos a esa sala, listos para compararlos con los talleres."""
    from datos.exportacion import comparable

    suyos = ((i.id, importado(motor, sala_id, i.id)) for i in importados(motor, sala_id))
    return [comparable.medido(id, informe) for id, informe in suyos if informe is not None]


def id_de_informe(taller: Comparable) -> str:
    """El id del informe traído del que salió ese taller de la comparación."""
    from datos.exportacion.comparable import DE_INFORME

    return taller.id.removeprefix(DE_INFORME)
