"""Revisar con un enlace que caduca: crearlo, revocarlo, moderar textos y comentar."""

from __future__ import annotations

from datetime import datetime, timedelta

from modelo import codigos
from modelo.campos import PALANCAS, opcion
from modelo.campos import texto as texto_valido
from modelo.casos.permisos import anotar, exigir_facilitador, exigir_revision, taller_de, taller_en_curso
from modelo.entidades import Comentario, Ficha, Moderado
from modelo.errores import ObjetoNoEncontrado, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import Identidad, Papel

DIAS_DE_SERIE = 30
DIAS_MAXIMOS = 180
MAXIMO_DE_COMENTARIOS = 500
TIPOS_DE_TEXTO = ("palabra", "linea", "frase", "aportacion", "aparcado")


def huella_de_texto(texto: str) -> str:
    """Lo que identifica un texto moderado: si alguien lo cambia, deja de ser el que se dejó ver."""
    return codigos.huella(" ".join(texto.split()))


def crear_enlace(unidad: Unidad, *, quien: Identidad, rotulo: str, dias: int, ahora: datetime) -> str:
    """Un enlace de solo lectura que vale ``dias`` días. Devuelve el secreto; en la base queda su huella."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    nombre = texto_valido(60)("rotulo", rotulo, ahora.date())
    if not 1 <= dias <= DIAS_MAXIMOS:
        raise ValorNoValido("dias", f"el enlace vale entre 1 y {DIAS_MAXIMOS} días")
    secreto = codigos.ficha()
    unidad.agregar(
        Ficha(
            huella=codigos.huella(secreto),
            papel=Papel.REVISA,
            sala_id=quien.sala_id,
            rotulo=nombre,
            creada_en=ahora,
            caduca_en=ahora + timedelta(days=dias),
        )
    )
    anotar(unidad, taller, "crear_enlace", ahora, detalle=f"{Papel.REVISA} {nombre}".strip())
    return secreto


def revocar_enlace(unidad: Unidad, *, quien: Identidad, huella: str, ahora: datetime) -> None:
    """Ese enlace de revisión deja de abrir, también en las pestañas que ya lo usaban."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    ficha = unidad.buscar(Ficha, huella)
    if ficha is None or ficha.sala_id != quien.sala_id or ficha.papel != Papel.REVISA:
        raise ObjetoNoEncontrado("enlace")
    if ficha.revocada_en is None:
        ficha.revocada_en = ahora
        anotar(unidad, taller, "revocar_enlace", ahora, detalle=ficha.rotulo)
        unidad.subir_version(taller.id)


def moderar(
    unidad: Unidad, *, quien: Identidad, tipo: str, texto: str, visible: bool, ahora: datetime, taller_id: str = ""
) -> None:
    """Deja ver ese texto a quien revisa, o lo retira. Ninguno sale si no se ha dejado ver."""
    exigir_facilitador(quien)
    taller = taller_de(unidad, quien, taller_id)
    if tipo not in TIPOS_DE_TEXTO:
        raise ValorNoValido("tipo", "ese tipo de texto no se modera")
    clave = {"taller_id": taller.id, "tipo": tipo, "huella": huella_de_texto(texto)}
    fila = unidad.uno(Moderado, **clave)
    if visible and fila is None:
        unidad.agregar(Moderado(**clave))
    elif not visible and fila is not None:
        unidad.borrar(fila)
    unidad.subir_actividad(taller_en_curso(unidad, quien).id)


def comentar(
    unidad: Unidad,
    *,
    quien: Identidad,
    id: str,
    palanca: str,
    alias: str,
    texto: str,
    ahora: datetime,
    taller_id: str = "",
) -> None:
    """Una nota del equipo, firmada con el alias que se elija. La escribe quien revisa o facilita.

    Es sobre una palanca; con ``palanca`` vacía, en general.
    """
    taller = taller_de(unidad, quien, taller_id)
    if quien.papel == Papel.REVISA:
        exigir_revision(unidad, quien, ahora)
    else:
        exigir_facilitador(quien)
    if unidad.buscar(Comentario, id) is not None:
        return
    if len(unidad.todos(Comentario, taller_id=taller.id)) >= MAXIMO_DE_COMENTARIOS:
        raise ValorNoValido("texto", f"como mucho {MAXIMO_DE_COMENTARIOS} comentarios por taller")
    hoy = ahora.date()
    clave = opcion(*PALANCAS)("palanca", palanca, hoy)
    firma = " ".join(alias.split())
    if not firma:
        raise ValorNoValido("alias", "falta la firma, un nombre o un alias")
    unidad.agregar(
        Comentario(
            id=id,
            taller_id=taller.id,
            palanca=clave,
            papel=quien.papel,
            alias=texto_valido(40, obligatorio=True)("alias", firma, hoy),
            texto=texto_valido(1000, obligatorio=True)("texto", texto, hoy),
            en=ahora,
        )
    )
    unidad.subir_actividad(taller_en_curso(unidad, quien).id)


def _comentario(unidad: Unidad, quien: Identidad, id: str) -> Comentario:
    exigir_facilitador(quien)
    en_curso = taller_en_curso(unidad, quien)
    fila = unidad.buscar(Comentario, id)
    if fila is None:
        raise ObjetoNoEncontrado("comentario")
    taller_de(unidad, quien, fila.taller_id)
    unidad.subir_actividad(en_curso.id)
    return fila


def ocultar_comentario(unidad: Unidad, *, quien: Identidad, id: str, oculto: bool, ahora: datetime) -> None:
    """Un comentario oculto solo lo ve quien facilita. Es reversible."""
    _comentario(unidad, quien, id).oculto = oculto


def borrar_comentario(unidad: Unidad, *, quien: Identidad, id: str, ahora: datetime) -> None:
    """Quita un comentario para siempre."""
    unidad.borrar(_comentario(unidad, quien, id))
