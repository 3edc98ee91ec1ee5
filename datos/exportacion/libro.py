"""El informe en Excel: «Léeme» con el diccionario, el resumen, una hoja por fase y el radar nativo."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from xlsxwriter import Workbook

from datos.exportacion.hoja import Estilos, Hoja
from datos.exportacion.sobre import PRODUCTO, depurado, medianoche
from datos.exportacion.tipos import Capitulo, Columna, Informe, Seccion, Tabla
from modelo import paleta

LARGO_DE_NOMBRE = 31
FILAS_DE_GRAFICA = 27
A_SU_HOJA = ("corto_largo", "intuicion", "lineas", "puntos")
# Qué series lleva cada radar nativo, y de qué color.
RADARES = {
    "radar": {"media": paleta.MARCA},
    "contraste": {"estable": paleta.ESTABLE, "perdido": paleta.PERDIDO},
    "comparacion": {"ahora": paleta.MARCA, "antes": paleta.ACENTO},
}
_PUNTOS_DE_SERIE = {0: "circle", 1: "square"}


def hacer(informe: Informe) -> bytes:
    """El libro. Ninguna celda lleva fórmulas: todo texto ajeno se escribe como texto."""
    informe = depurado(informe)
    salida = io.BytesIO()
    opciones = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Calibri", "font_size": 11},
    }
    libro = Workbook(salida, opciones)
    libro.set_properties(
        {
            "title": f"Informe del taller · {informe.titulo}",
            "author": PRODUCTO,
            "comments": f"Generado por {PRODUCTO} el {informe.fecha}",
            "created": medianoche(informe.fecha),
        }
    )
    _Libro(libro, informe).escribir()
    libro.close()
    return salida.getvalue()


class _Libro:
    def __init__(self, libro: Workbook, informe: Informe) -> None:
        self.libro, self.informe = libro, informe
        self.estilos = Estilos(libro)
        self.usados: set[str] = set()
        self.hojas: list[tuple[str, Capitulo, list[tuple[Seccion, Tabla | None]]]] = []

    def escribir(self) -> None:
        leeme, resumen = self._nombre("Léeme"), self._nombre("Resumen")
        for capitulo in self.informe.capitulos:
            if not capitulo.espera:
                self._repartir(capitulo)
        self._leeme(leeme, resumen)
        self._resumen(resumen)
        for nombre, capitulo, partes in self.hojas:
            self._fase(nombre, capitulo, partes)

    def _repartir(self, capitulo: Capitulo) -> None:
        """Lo corto, junto en la hoja de la fase; cada tabla larga, además, entera en la suya."""
        varias = len(capitulo.secciones) > 1
        largas = [s for s in capitulo.secciones if varias and s.clave in A_SU_HOJA and s.tabla]
        juntas = [(s, s.resumida if s in largas else s.tabla) for s in capitulo.secciones]
        if not varias:
            juntas = [(s, s.tabla) for s in capitulo.secciones]
        self.hojas.append((self._nombre(capitulo.titulo), capitulo, juntas))
        for s in largas:
            corto = s.clave.replace("_", " ")
            self.hojas.append((self._nombre(f"{capitulo.titulo[:14].strip()} · {corto}"), capitulo, [(s, s.tabla)]))

    def _nombre(self, deseado: str) -> str:
        limpio = re.sub(r"[\[\]:*?/\\]", " ", deseado).strip(" '")[:LARGO_DE_NOMBRE].strip(" '") or "Hoja"
        # «History» está reservado en Excel, en cualquier idioma.
        limpio = f"{limpio} " if limpio.lower() == "history" else limpio
        nombre, vez = limpio, 2
        while nombre.lower() in self.usados:
            repetida = f" ({vez})"
            nombre, vez = limpio[: LARGO_DE_NOMBRE - len(repetida)] + repetida, vez + 1
        self.usados.add(nombre.lower())
        return nombre

    def _leeme(self, nombre: str, resumen: str) -> None:
        i = self.informe
        hoja = Hoja(self.libro, self.estilos, nombre, i.titulo)
        for texto in self._presentacion():
            hoja.linea(texto, self.estilos.frase)
        hoja.fila += 1
        hoja.linea("Qué hay en cada hoja", self.estilos.apartado, alto=20)
        inicio = hoja.tabla(Tabla(_INDICE, tuple(self._indice(resumen))))
        for fila, (destino, *_) in enumerate(self._indice(resumen), start=inicio + 1):
            if destino:
                hoja.hoja.write_url(
                    fila, 0, f"internal:'{destino.replace(chr(39), chr(39) * 2)}'!A1", self._enlace, destino
                )
        hoja.fila += 1
        hoja.linea("Diccionario de columnas", self.estilos.apartado, alto=20)
        hoja.tabla(Tabla(_DICCIONARIO, tuple(self._diccionario())))
        hoja.cerrar()

    @property
    def _enlace(self) -> object:
        return self.estilos(font_color=paleta.ENTORNO, underline=1, valign="top")

    def _presentacion(self) -> Iterator[str]:
        i = self.informe
        if i.ensayo:
            yield "ENSAYO: personas y datos ficticios."
        yield " · ".join(parte for parte in (i.organizacion, f"Informe del {i.fecha}") if parte)
        yield (
            f"Solo lo revelado. Con menos de {i.umbral} personas no hay cifras de grupo; «oculto» protege a grupos "
            "pequeños o que permitirían deducirlos, y una celda vacía es «sin dato». Nada dice de quién es."
        )

    def _indice(self, resumen: str) -> Iterator[tuple[str, str, str, int | None, str]]:
        yield (resumen, "", "El taller en unas frases", None, "")
        for nombre, capitulo, partes in self.hojas:
            for s, _ in partes:
                yield (nombre, capitulo.titulo, s.titulo, s.n, s.espera or "Incluido")
        for capitulo in self.informe.capitulos:
            if capitulo.espera:
                yield ("", capitulo.titulo, "", None, capitulo.espera)

    def _diccionario(self) -> Iterator[tuple[str, str, str, str, str]]:
        vistas: set[tuple[str, str]] = set()
        for nombre, _, partes in self.hojas:
            for _, tabla in partes:
                for c in tabla.columnas if tabla is not None else ():
                    if (nombre, c.nombre) not in vistas:
                        vistas.add((nombre, c.nombre))
                        yield (nombre, c.nombre, c.que_es, c.unidades, c.rango)

    def _resumen(self, nombre: str) -> None:
        hoja = Hoja(self.libro, self.estilos, nombre, "El taller en unas frases")
        if self.informe.resumen:
            hoja.tabla(Tabla(_RESUMEN, tuple((f.texto, f.regla) for f in self.informe.resumen)))
        else:
            hoja.linea("Lo revelado todavía no da para un resumen.", self.estilos.nota)
        hoja.cerrar()

    def _fase(self, nombre: str, capitulo: Capitulo, partes: list[tuple[Seccion, Tabla | None]]) -> None:
        hoja = Hoja(self.libro, self.estilos, nombre, capitulo.titulo, capitulo.objetivo)
        dibujables = []
        for s, tabla in partes:
            cabecera = hoja.apartado(s, tabla)
            if tabla is not None and _se_dibuja(s, tabla):
                dibujables.append((s, tabla, cabecera))
        hoja.cerrar()
        if dibujables:
            self._graficas(hoja.nombre, capitulo, dibujables)

    def _graficas(self, datos: str, capitulo: Capitulo, dibujables: list[tuple[Seccion, Tabla, int]]) -> None:
        """Los radares de una fase, en su hoja. Leen los datos de la de al lado: cambiarlos los cambia."""
        hoja = Hoja(self.libro, self.estilos, self._nombre(f"{capitulo.titulo[:14].strip()} · radar"), capitulo.titulo)
        for s, tabla, cabecera in dibujables:
            hoja.fila += 1
            hoja.linea(s.titulo, self.estilos.apartado, alto=20)
            hoja.linea(s.frase, self.estilos.frase)
            grafica = self._radar(datos, s, tabla, cabecera)
            descripcion = {"description": f"{s.titulo}. {s.frase}", "object_position": 2}
            hoja.hoja.insert_chart(hoja.fila, 0, grafica, descripcion)
            hoja.fila += FILAS_DE_GRAFICA
        hoja.anchos = dict.fromkeys(range(6), 16)
        hoja.cerrar()

    def _radar(self, hoja: str, s: Seccion, tabla: Tabla, cabecera: int) -> object:
        claves = [c.clave for c in tabla.columnas]
        ultima = cabecera + len(tabla.filas)
        grafica = self.libro.add_chart({"type": "radar", "subtype": "with_markers"})
        for numero, (clave, color) in enumerate(RADARES[s.clave].items()):
            puesto = claves.index(clave)
            grafica.add_series(
                {
                    "name": [hoja, cabecera, puesto],
                    "categories": [hoja, cabecera + 1, 0, ultima, 0],
                    "values": [hoja, cabecera + 1, puesto, ultima, puesto],
                    "line": {"color": color, "width": 2.5, "dash_type": "dash" if numero else "solid"},
                    "marker": {
                        "type": _PUNTOS_DE_SERIE[numero],
                        "size": 7,
                        "fill": {"color": color},
                        "border": {"color": color},
                    },
                }
            )
        grafica.set_title({"name": s.titulo, "name_font": {"size": 13, "color": paleta.MARCA}, "overlay": False})
        grafica.set_y_axis({"min": 1, "max": 5, "major_unit": 1, "major_gridlines": {"visible": True}})
        grafica.set_legend({"position": "bottom"} if len(RADARES[s.clave]) > 1 else {"none": True})
        grafica.set_size({"width": 700, "height": 500})
        return grafica


def _se_dibuja(s: Seccion, tabla: Tabla) -> bool:
    """Si hay radar de esa sección y trae sus medias: cuando delatarían a alguien solo vienen las diferencias."""
    series = RADARES.get(s.clave)
    return series is not None and set(series) <= {c.clave for c in tabla.columnas}


_INDICE = (
    Columna("hoja", "Hoja", ""),
    Columna("fase", "Fase", ""),
    Columna("apartado", "Apartado", ""),
    Columna("n", "n", "", "entero"),
    Columna("estado", "Estado", ""),
)
_DICCIONARIO = (
    Columna("hoja", "Hoja", ""),
    Columna("columna", "Columna", ""),
    Columna("que_es", "Qué es", ""),
    Columna("unidades", "Unidades", ""),
    Columna("rango", "Rango", ""),
)
_RESUMEN = (Columna("frase", "Frase", ""), Columna("regla", "Regla que la produce", ""))
