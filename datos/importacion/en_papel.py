"""El cuaderno en papel de un taller, en PDF: lo que se pregunta a una persona, para imprimir si falla todo lo demás."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Any

from datos.exportacion.papel import comun, fecha_larga
from datos.exportacion.pdf import componer
from datos.importacion.forma import CLIENTE, PERSONA, Columna, HojaDeForma, hojas
from modelo.plantillas import Palanca
from modelo.rotulos import AVISO_PALANCAS, ESCALA, ROTULO_NO_LO_SE
from modelo.valores import TallerVisto

# De lo que hay pocas y se cuenta largo, una ficha por cada una; de lo demás, una tabla con renglones en blanco.
FICHAS = {"Personas": 1, "Clientes": 3, "Aportaciones": 3, "Compromisos": 3}
RENGLONES = {"Hitos": 16, "Interlocutores": 6, "Interacciones": 6}
TITULOS = {"Personas": "Para empezar y para acabar"}
CON_PALANCA = ("palanca", "palanca_1", "palanca_2")
# Empiezan página: así cada ficha y cada tabla caben enteras en la suya.
EMPIEZAN_PAGINA = ("Clientes", "Hitos", "Interlocutores", "Valoración", "Aportaciones")
LARGO = 34
OPCIONES_POR_LINEA = 90
INSTRUCCIONES = (
    "Este cuaderno es de una persona. Los clientes van con alias: ni su nombre ni nada que permita reconocerlos.",
    "Marca una opción; donde hay raya, escribe; en las tablas, pon la letra que toque. Deja vacío lo que no sepas.",
    "Las fechas, con mes y año: 03/2024. En «Antes de», el día: 31/01/2027.",
    "Para que cuente en la sala, quien facilita lo pasa a la plantilla de Excel de «Importar», o lo escribes tú al "
    "volver. Quien lo tenga en la mano lee lo que has puesto: dáselo solo a quien deba leerlo, y que lo destruya "
    "después.",
)


def hacer(taller: TallerVisto, palancas: Sequence[Palanca], hoy: str) -> bytes:
    """El PDF, accesible, de un solo ejemplar: se imprime uno por persona. ``hoy`` va en la portada."""
    titulo = f"Cuaderno en papel · {taller.titulo}"
    forma = hojas(taller, palancas)
    datos = comun(titulo, titulo) | {
        "titulo": taller.titulo,
        "bajo": fecha_larga(hoy),
        "lineas": [*INSTRUCCIONES],
        "partes": [_parte(hoja) for hoja in forma],
        "palancas": [{"clave": p.clave, "nombre": p.nombre, "que_es": p.que_es} for p in palancas],
        "aviso_de_palancas": AVISO_PALANCAS,
        "escala": [*(f"{n} {nombre}" for n, nombre in ESCALA.items()), f"NS {ROTULO_NO_LO_SE}"],
    }
    return componer("cuaderno", datos, hoy)


def _parte(hoja: HojaDeForma) -> dict[str, Any]:
    suyas = [c for c in hoja.columnas if c is not PERSONA]
    parte: dict[str, Any] = {
        "titulo": TITULOS.get(hoja.nombre, hoja.nombre),
        "salto": hoja.nombre in EMPIEZAN_PAGINA,
        "fichas": 0, "campos": [], "notas": [], "columnas": [], "renglones": 0, "leyenda": [],
    }  # fmt: skip
    if hoja.nombre == "Valoración":
        return parte | {"notas": [*_a_valorar(suyas)]}
    if hoja.nombre in RENGLONES:
        columnas = [{"nombre": c.rotulo, "ancho": 3 if c.ancho >= LARGO else 1} for c in suyas]
        return parte | {
            "columnas": columnas, "renglones": RENGLONES[hoja.nombre], "leyenda": [*_leyenda(suyas)],
        }  # fmt: skip
    return parte | {"fichas": FICHAS[hoja.nombre], "campos": [_campo(c) for c in suyas]}


def _leyenda(columnas: Sequence[Columna]) -> Iterator[dict[str, Any]]:
    """Lo que se puede poner en cada columna cerrada, con la letra que se escribe en su celda."""
    for c in columnas:
        if c.campo in CON_PALANCA:
            claves = _opciones(c)
            yield {"rotulo": c.rotulo, "opciones": [f"su número, de {claves[0]} a {claves[-1]}"]}
        elif c.ofrece:
            opciones = [f"{letra} {nombre}" for letra, nombre in zip(ascii_uppercase, c.ofrece, strict=False)]
            yield {"rotulo": c.rotulo, "opciones": opciones}


def _a_valorar(columnas: Sequence[Columna]) -> Iterator[dict[str, Any]]:
    """Las tablas de valorar: el cliente estable, el perdido y, si hay debate, el estable otra vez."""
    filas = [c.rotulo for c in columnas if c.tipo == "valoracion"]
    hechos = [c.rotulo for c in columnas if c.tipo == "justificacion"]
    otra = any(c.campo == "ronda" for c in columnas)
    yield {"titulo": "Mi cliente estable", "filas": filas, "hechos": hechos}
    yield {"titulo": "Mi cliente perdido, si quieres", "filas": filas, "hechos": []}
    if otra:
        yield {"titulo": "Mi cliente estable, después del debate: solo lo debatido", "filas": filas, "hechos": []}


def _campo(columna: Columna) -> dict[str, Any]:
    """Cómo se pregunta en papel: rayas en que escribir, u opciones que rodear."""
    opciones = _opciones(columna)
    if columna is CLIENTE:
        return {"rotulo": "Cliente (alias)", "opciones": [], "rayas": 1, "corto": True}
    corto = not opciones and columna.ancho < LARGO
    ocupa = sum(len(o) + 4 for o in opciones)
    rayas = 0 if opciones else 1 if corto else 2
    return {
        "rotulo": columna.rotulo, "opciones": opciones, "rayas": rayas,
        "corto": corto or 0 < ocupa <= OPCIONES_POR_LINEA // 2,
    }  # fmt: skip


def _opciones(columna: Columna) -> list[str]:
    if columna.campo in CON_PALANCA:
        return [opcion.split(" · ")[0] for opcion in columna.ofrece]
    if columna.limites is not None and columna.limites[1] <= 10:
        return [str(n) for n in range(columna.limites[0], columna.limites[1] + 1)]
    return [*columna.ofrece]
