"""Una lista de personas y clientes en CSV o Excel, con sus columnas como vengan: se proponen y se corrigen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datos.importacion.archivo import Hoja, Ilegible, letra, vacia
from datos.importacion.celdas import llano, texto
from datos.importacion.filas import Lectura, leer_hoja
from datos.importacion.forma import Columna
from modelo.errores import ArchivoNoValido


@dataclass(frozen=True, slots=True)
class Cabecera:
    """La primera fila con algo: en cuál está (desde 0) y qué rótulo tiene cada columna, con su letra."""

    fila: int
    rotulos: tuple[str, ...]
    repetidos: tuple[str, ...]

    def nombre(self, puesto: int) -> str:
        """«C · Tipo»."""
        return f"{letra(puesto)} · {self.rotulos[puesto] or 'sin rótulo'}"


def cabecera(hoja: Hoja) -> Cabecera:
    """La cabecera de la hoja. Sin ninguna fila debajo no hay nada que importar."""
    fila = next((n for n, f in enumerate(hoja.filas) if not all(vacia(c) for c in f)), None)
    if fila is None or fila + 1 >= len(hoja.filas):
        donde = f"La hoja «{hoja.nombre}»" if hoja.nombre else "El archivo"
        raise ArchivoNoValido(
            f"{donde} no tiene datos. En la primera fila van los rótulos y, debajo, una fila por persona y cliente"
        )
    rotulos = tuple("" if isinstance(c, Ilegible) else texto(c) for c in hoja.filas[fila])
    nombres = [llano(r) for r in rotulos if llano(r)]
    repetidos = dict.fromkeys(r for r in rotulos if llano(r) and nombres.count(llano(r)) > 1)
    return Cabecera(fila, rotulos, tuple(repetidos))


def emparejar(cabecera: Cabecera, columnas: Sequence[Columna]) -> dict[str, int | None]:
    """La columna del archivo que se propone para cada campo, solo por su nombre. Un rótulo repetido no se propone."""
    nombres = [llano(r) for r in cabecera.rotulos]
    libres = {n: puesto for puesto, n in enumerate(nombres) if n and nombres.count(n) == 1}
    propuesta: dict[str, int | None] = {}
    for c in columnas:
        conocidos = (c.rotulo, c.rotulo.split(" (")[0], *c.otros)
        hallado = next((libres[n] for o in conocidos if (n := llano(o)) in libres), None)
        propuesta[clave_de(c)] = None if hallado in propuesta.values() else hallado
    return propuesta


def clave_de(columna: Columna) -> str:
    """Lo que distingue una columna de otra en esta lista."""
    return f"{columna.tipo}.{columna.campo}"


def leer_tabla(
    hoja: Hoja, cabecera: Cabecera, columnas: Sequence[Columna], elegidas: Mapping[str, int | None]
) -> Lectura:
    """Los apuntes de la lista con las columnas elegidas. Sin la de la persona, o con una usada dos veces, no se lee."""
    puestas: dict[int, Columna] = {}
    for c in columnas:
        puesto = elegidas.get(clave_de(c))
        if puesto is None:
            continue
        if puesto in puestas:
            raise ArchivoNoValido(
                f"La columna {cabecera.nombre(puesto)} está elegida dos veces: para «{puestas[puesto].rotulo}» y para "
                f"«{c.rotulo}». Deja una"
            )
        puestas[puesto] = c
    if not any(c.campo == "persona" for c in puestas.values()):
        raise ArchivoNoValido("Elige en qué columna está el alias de cada persona")
    return leer_hoja(hoja, cabecera.fila, puestas, da_de_alta=True)
