"""La plantilla de respuestas, ya rellena, de vuelta: que sea la de este taller y qué dice cada hoja."""

from __future__ import annotations

from collections.abc import Sequence

from datos.importacion.archivo import Hoja, Ilegible, vacia
from datos.importacion.celdas import llano, texto
from datos.importacion.filas import Lectura, juntas, leer_hoja
from datos.importacion.forma import Columna, HojaDeForma, hojas
from modelo.codigos import huella
from modelo.errores import ArchivoNoValido
from modelo.plantillas import Palanca
from modelo.valores import TallerVisto

LISTAS = "Listas"
MARCA = "palancas/plantilla"
VERSION = "1"
CABECERA_EN = 8


def marca_de(taller: TallerVisto) -> tuple[str, str, str, str]:
    """Lo que lleva escondido la plantilla de un taller para reconocerla al volver."""
    return (MARCA, VERSION, huella(taller.id)[:12], taller.palancas_version)


def leer_rellena(libro: Sequence[Hoja], taller: TallerVisto, palancas: Sequence[Palanca]) -> Lectura:
    """Los apuntes de la plantilla rellena. Si no es la de este taller o se le han tocado los rótulos, lo dice."""
    por_nombre = {llano(h.nombre): h for h in libro}
    _exigir_marca(por_nombre.get(llano(LISTAS)), taller)
    lecturas = []
    for forma in hojas(taller, palancas):
        hoja = por_nombre.get(llano(forma.nombre))
        if hoja is None:
            raise ArchivoNoValido(
                f"Falta la hoja «{forma.nombre}». Descarga la plantilla otra vez y pasa a ella los datos"
            )
        cabecera = _cabecera(hoja)
        puestas = _columnas(hoja, cabecera, forma)
        lecturas.append(leer_hoja(hoja, cabecera, puestas, da_de_alta=forma.nombre == "Personas"))
    leido = juntas(lecturas)
    if not leido.apuntes and not leido.reparos:
        raise ArchivoNoValido("La plantilla está vacía: no hay nadie en «Personas»")
    return leido


def _exigir_marca(listas: Hoja | None, taller: TallerVisto) -> None:
    primera = listas.filas[0] if listas is not None and listas.filas else ()
    marca, version, de_quien, palancas = (texto(c) for c in (*primera[:4], *[None] * 4)[:4])
    if marca != MARCA:
        raise ArchivoNoValido(
            "No es la plantilla de respuestas. Descárgala en esta misma página y rellénala sin quitar hojas"
        )
    _, propia, este, estas = marca_de(taller)
    if version != propia:
        raise ArchivoNoValido(
            "La plantilla es de otra versión de Palancas. Descárgala otra vez y pasa a ella los datos"
        )
    if de_quien != este:
        raise ArchivoNoValido("La plantilla es de otro taller. Súbela en su sala, o descarga la de este")
    if palancas != estas:
        raise ArchivoNoValido(
            "Las afirmaciones han cambiado desde que se descargó la plantilla. Descárgala otra vez y pasa a ella los "
            "datos"
        )


def _cabecera(hoja: Hoja) -> int:
    for numero, fila in enumerate(hoja.filas[:CABECERA_EN]):
        if fila and not isinstance(fila[0], Ilegible) and llano(texto(fila[0])) == "persona alias":
            return numero
    raise ArchivoNoValido(
        f"En la hoja «{hoja.nombre}» no está la fila de rótulos, que empieza por «Persona (alias)». Déjala como venía"
    )


def _columnas(hoja: Hoja, cabecera: int, forma: HojaDeForma) -> dict[int, Columna]:
    """Cada columna por su rótulo, esté donde esté. Ni falta ninguna ni sobra ninguna con datos."""
    por_rotulo = {llano(c.rotulo): c for c in forma.columnas}
    puestas: dict[int, Columna] = {}
    for puesto, celda in enumerate(hoja.filas[cabecera]):
        rotulo = "" if isinstance(celda, Ilegible) else texto(celda)
        columna = por_rotulo.get(llano(rotulo))
        if columna is not None and columna in puestas.values():
            raise ArchivoNoValido(f"En la hoja «{hoja.nombre}» el rótulo «{rotulo[:60]}» está dos veces. Deja uno")
        if columna is not None:
            puestas[puesto] = columna
        elif any(len(f) > puesto and not vacia(f[puesto]) for f in hoja.filas[cabecera + 1 :]):
            raise ArchivoNoValido(
                f"En la hoja «{hoja.nombre}» la columna «{rotulo[:60] or 'sin rótulo'}» no es de la plantilla de este "
                "taller. Quítala, o deja los rótulos como venían"
            )
    faltan = [c.rotulo for c in forma.columnas if c not in puestas.values()]
    if faltan:
        raise ArchivoNoValido(
            f"En la hoja «{hoja.nombre}» falta la columna «{faltan[0][:60]}». Deja los rótulos como venían"
        )
    return puestas
