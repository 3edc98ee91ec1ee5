"""El informe en PowerPoint: 16:9, listo para proyectar, con gráficas nativas que se pueden editar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datos.exportacion import diapositiva as pieza
from datos.exportacion.diapositiva import ALTO, ANCHO, ARRIBA, MARGEN, PORTADA
from datos.exportacion.papel import CON_BARRA, fecha_larga
from datos.exportacion.secciones import con_votos, primeros, recortado
from datos.exportacion.sobre import PRODUCTO, depurado, medianoche, sin_hora
from datos.exportacion.tipos import OCULTO, PARTE, Capitulo, Informe, Seccion, Tabla, Valor
from modelo import paleta, rotulos

UTIL = ANCHO - 2 * MARGEN
POR_DIAPOSITIVA, TITULO_LARGO = 4, 46
TEXTOS, LARGO_DE_TEXTO = 7, 190
LINEAS = 6
CATEGORIAS, NO_SALEN = 10, 8
EN_FRASES = ("influencia", "rasgos")
EN_LISTA = {
    "palabras": "palabra",
    "me_llevo": "texto",
    "he_visto": "texto",
    "que_ha_cambiado": "texto",
    "aparcamiento": "texto",
}


def hacer(informe: Informe) -> bytes:
    """La presentación. Las notas del orador llevan la frase de cada diapositiva y sus salvedades."""
    return _Presentacion(depurado(informe)).hacer()


class _Presentacion:
    def __init__(self, informe: Informe) -> None:
        self.informe = informe
        self.p = pieza.en_blanco()
        self.cortos = {p.nombre: p.nombre_corto for p in informe.palancas}

    def hacer(self) -> bytes:
        propiedades, dia = self.p.core_properties, medianoche(self.informe.fecha)
        propiedades.title = f"Informe del taller · {self.informe.titulo}"
        propiedades.author = propiedades.last_modified_by = PRODUCTO
        propiedades.comments = f"Generado por {PRODUCTO}"
        propiedades.language, propiedades.revision = "es-ES", 1
        propiedades.created = propiedades.modified = dia
        self._portada()
        self._cifras()
        self._resumen()
        for capitulo in self.informe.capitulos:
            en_frases = [s for s in capitulo.secciones if not self._seccion(capitulo, s) and s.clave in EN_FRASES]
            if any(s.tabla is not None for s in en_frases):
                self._frases(capitulo, [s for s in en_frases if s.tabla is not None])
        self._lo_que_no_sale()
        self._como_leer()
        return sin_hora(pieza.guardar(self.p), self.informe.fecha)

    def _hoja(self, titulo: str, notas: Sequence[str] = ()) -> Any:
        hoja = self.p.slides.add_slide(self.p.slide_layouts[1])
        hoja.shapes.title.text = titulo
        if len(titulo) > TITULO_LARGO:
            hoja.shapes.title.text_frame.paragraphs[0].runs[0].font.size = 12700 * 24
        pieza.pie(hoja, self.informe.titulo + (" · ENSAYO" if self.informe.ensayo else ""))
        hoja.notes_slide.notes_text_frame.text = "\n".join(n for n in notas if n)
        return hoja

    def _portada(self) -> None:
        hoja = self.p.slides.add_slide(self.p.slide_layouts[PORTADA])
        pieza.franja(hoja, paleta.MARCA)
        titulo = hoja.shapes.title
        titulo.left, titulo.top = (int(x * 914400) for x in (MARGEN, 2.3))
        titulo.width, titulo.height = (int(x * 914400) for x in (UTIL * 0.85, 1.9))
        titulo.text = self.informe.titulo or PRODUCTO
        tramo = titulo.text_frame.paragraphs[0].runs[0]
        tramo.font.size, tramo.font.color.rgb = 12700 * 44, pieza.rgb("#FFFFFF")
        pieza.caja(hoja, (MARGEN, 1.75, UTIL, 0.5), "RESULTADOS DEL TALLER", cuerpo=16, color="#F2B880", negrita=True)
        bajo = " · ".join(p for p in (self.informe.organizacion, fecha_larga(self.informe.fecha)) if p)
        pieza.caja(hoja, (MARGEN, 4.3, UTIL, 0.5), bajo, cuerpo=20, color="#DCEBE7")
        aviso = f"Solo lo revelado. Con menos de {self.informe.umbral} personas no hay cifras de grupo."
        if self.informe.ensayo:
            aviso = f"ENSAYO: personas y datos ficticios. {aviso}"
        pieza.caja(hoja, (MARGEN, 6.5, UTIL, 0.5), aviso, cuerpo=14, color="#DCEBE7")
        pieza.al_fondo(hoja, paleta.ACENTO, (0, ALTO - 0.18, ANCHO, 0.18))
        hoja.notes_slide.notes_text_frame.text = aviso

    def _resumen(self) -> None:
        frases = self.informe.resumen
        hoja = self._hoja("El taller en unas frases", [f"{f.texto} Regla: {f.regla}" for f in frases])
        puntos = [(f.texto, f"Regla: {f.regla}") for f in frases] or [
            ("Lo revelado todavía no da para un resumen.", "")
        ]
        pieza.lista(hoja, (MARGEN, ARRIBA, UTIL, 5.2), puntos, cuerpo=20)

    def _seccion(self, capitulo: Capitulo, s: Seccion) -> bool:
        """Dibuja la sección en su diapositiva. Devuelve si tiene una; las demás se reúnen en frases."""
        if s.tabla is None:
            return False
        dibujar = {
            "radar": self._radar,
            "puntos": self._puntos,
            "lectura_por_palanca": self._lecturas,
            "corto_largo": self._corto_largo,
            "intuicion": self._intuicion,
            "lineas": self._lineas,
            "contraste": self._contraste,
            "rondas": self._rondas,
            "comparacion": self._comparacion,
            "aportaciones": self._aportaciones,
        }.get(s.clave)
        con_barras = CON_BARRA.get(s.clave) in [c.clave for c in s.tabla.columnas]
        if dibujar is not None:
            dibujar(s, s.tabla)
        elif con_barras:
            self._barras(capitulo, s, s.tabla)
        elif s.clave in EN_LISTA:
            self._textos(capitulo, s, s.tabla.columna(EN_LISTA[s.clave]))
        return dibujar is not None or con_barras or s.clave in EN_LISTA

    def _frases(self, capitulo: Capitulo, secciones: Sequence[Seccion]) -> None:
        titulo = f"{capitulo.titulo.split(':')[0]}: lo que dicen los datos"
        hoja = self._hoja(titulo, [f"{s.titulo}. {s.frase}" for s in secciones])
        puntos = [(recortado(s.frase, 300), s.titulo) for s in secciones]
        pieza.lista(hoja, (MARGEN, ARRIBA, UTIL, 5.2), puntos, cuerpo=24)

    def _cifras(self) -> None:
        s = self.informe.buscar("cifras")
        if s is None or s.tabla is None:
            return
        hoja = self._hoja("El taller en cifras", self._notas(s))
        pares = [("Personas", str(self.informe.personas)), *(tuple(f) for f in s.tabla.textos())]
        ancho = UTIL / len(pares)
        for puesto, (que, cuantos) in enumerate(pares):
            izquierda = MARGEN + puesto * ancho
            pieza.caja(hoja, (izquierda, 2.6, ancho, 1.3), cuantos, cuerpo=60, color=paleta.MARCA, negrita=True)
            pieza.caja(hoja, (izquierda, 3.9, ancho, 0.6), que, cuerpo=18, color=paleta.TENUE)

    def _lineas(self, s: Seccion, t: Tabla) -> None:
        hoja = self._hoja(s.titulo, self._notas(s))
        pieza.lista(hoja, (MARGEN, ARRIBA, UTIL, 5.2), primeros(s.notas, LINEAS, 200), cuerpo=17)

    def _corto_largo(self, s: Seccion, t: Tabla) -> None:
        leida = s.resumida or t
        hoja = self._con_frase(s.titulo, s)
        claves = {"mas_corto": paleta.CORTO, "igual": paleta.BORDE, "mas_largo": paleta.LARGO}
        nombres = {c.clave: c.nombre for c in leida.columnas}
        series = {nombres[clave]: [_num(v) for v in leida.columna(clave)] for clave in claves}
        tipos = [str(v) for v in leida.columna("tipo_de_cliente")]
        self._en_barras(hoja, tipos, series, list(claves.values()), s, formato="0")

    def _notas(self, s: Seccion) -> list[str]:
        return [s.frase, *s.notas, "" if s.n is None else f"n = {s.n}."]

    def _con_frase(self, titulo: str, s: Seccion) -> Any:
        hoja = self._hoja(titulo, self._notas(s))
        pieza.caja(hoja, (MARGEN, ARRIBA - 0.2, UTIL, 0.8), recortado(s.frase, 260), cuerpo=18, color=paleta.TENUE)
        return hoja

    def _radar(self, s: Seccion, t: Tabla) -> None:
        hoja = self._hoja(s.titulo, self._notas(s))
        nombres = [str(v) for v in t.columna("palanca")]
        ejes = [self.cortos.get(n, n) for n in nombres]
        medias = [_num(v) for v in t.columna("media")]
        descripcion = f"Radar de grupo. {s.frase}"
        pieza.radar(hoja, (MARGEN, 1.4, 7.3, 5.6), ejes, {rotulos.MEDIA_DEL_GRUPO: medias}, [paleta.MARCA], descripcion)
        debate = [n for n, d in zip(nombres, t.columna("debate"), strict=True) if d]
        puntos = [(s.frase, s.notas[0])]
        if debate:
            puntos.append(("A debate, por dispersión:", ""))
            puntos += [(f"• {nombre}", "") for nombre in debate]
        pieza.lista(hoja, (8.2, 1.7, ANCHO - 8.2 - MARGEN, 5), puntos, cuerpo=18)

    def _puntos(self, s: Seccion, t: Tabla) -> None:
        leida = s.resumida or t
        hoja = self._con_frase("Dónde difieren las respuestas", s)
        nombres, ads = leida.columna("palanca"), leida.columna("ad")
        series = {"Desviación respecto a la mediana (AD)": [_num(v) for v in ads]}
        self._en_barras(hoja, [str(n) for n in nombres], series, [paleta.ACENTO], s, formato="0.00")

    def _lecturas(self, s: Seccion, t: Tabla) -> None:
        filas = [(str(nombre), str(lectura)) for nombre, lectura in t.filas]
        for desde in range(0, len(filas), POR_DIAPOSITIVA):
            grupo = filas[desde : desde + POR_DIAPOSITIVA]
            notas = [f"{nombre}: {lectura}" for nombre, lectura in grupo]
            hoja = self._hoja(f"{s.titulo} ({desde // POR_DIAPOSITIVA + 1})", notas)
            pieza.tabla(hoja, (MARGEN, ARRIBA, UTIL, 1.2 * len(grupo)), grupo, 3.4)

    def _dos(self, titulo: str, s: Seccion, t: Tabla, series: dict[str, str], colores: Sequence[str]) -> None:
        como: dict[str, Any] = {"formato": "0.0", "limites": (1, 5.3)}
        if not set(series) <= {c.clave for c in t.columnas}:
            # Las medias se callan: quedan las diferencias, a los lados del cero.
            titulo, series, colores = f"{titulo}: la diferencia", {"diferencia": "Diferencia"}, [paleta.MARCA]
            como = {"formato": "+0.0;−0.0;0.0", "limites": None}
        valores = {rotulo: [_num(v) for v in t.columna(clave)] for clave, rotulo in series.items()}
        nombres = [str(v) for v in t.columna("palanca")]
        self._en_barras(self._con_frase(titulo, s), nombres, valores, colores, s, **como)

    def _intuicion(self, s: Seccion, t: Tabla) -> None:
        leida = s.resumida or t
        hoja = self._con_frase(s.titulo, s)
        series = {
            "Mediana de la intuición": [_num(v) for v in leida.columna("mediana_intuicion")],
            "Mediana del índice": [_num(v) for v in leida.columna("mediana_indice")],
        }
        papeles = [str(v) for v in leida.columna("papel")]
        colores = [paleta.BORDE, paleta.MARCA]
        self._en_barras(hoja, papeles, series, colores, s, formato="0.0", limites=(0, 105))

    def _contraste(self, s: Seccion, t: Tabla) -> None:
        series = {"estable": rotulos.PAPELES["estable"], "perdido": rotulos.PAPELES["perdido"]}
        self._dos("Estable frente a perdido", s, t, series, [paleta.ESTABLE, paleta.PERDIDO])

    def _rondas(self, s: Seccion, t: Tabla) -> None:
        self._dos(s.titulo, s, t, {"ronda1": "Ronda 1", "ronda2": "Ronda 2"}, [paleta.BORDE, paleta.MARCA])

    def _comparacion(self, s: Seccion, t: Tabla) -> None:
        hoja = self._con_frase(s.titulo, s)
        ejes = [self.cortos.get(str(n), str(n)) for n in t.columna("palanca")]
        series = {
            "Esta vez": [_num(v) for v in t.columna("ahora")],
            "La vez anterior": [_num(v) for v in t.columna("antes")],
        }
        donde = (2.6, ARRIBA + 0.5, 8, 5)
        pieza.radar(hoja, donde, ejes, series, [paleta.MARCA, paleta.ACENTO], f"{s.titulo}. {s.frase}")

    def _barras(self, capitulo: Capitulo, s: Seccion, t: Tabla) -> None:
        clave = CON_BARRA[s.clave]
        hoja = self._con_frase(f"{capitulo.titulo.split(':')[0]}: {s.titulo[0].lower()}{s.titulo[1:]}", s)
        columna = next(c for c in t.columnas if c.clave == clave)
        rotulo = 1 if s.clave == "roti" else 0
        filas = list(zip(t.filas, t.columna(clave), strict=True))[:CATEGORIAS]
        nombres = [f"{f[rotulo]}{' (oculto)' if v == OCULTO else ''}" for f, v in filas]
        if s.clave == "roti":
            nombres = [f"{f[0]} · {nombre}" for (f, _), nombre in zip(filas, nombres, strict=True)]
        series = {columna.nombre: [_num(v) for _, v in filas]}
        formato = "0 %" if columna.tipo == PARTE else "0"
        self._en_barras(hoja, nombres, series, [paleta.MARCA], s, formato=formato)

    def _en_barras(
        self,
        hoja: Any,
        nombres: Sequence[str],
        series: dict[str, list[float | None]],
        colores: Sequence[str],
        s: Seccion,
        *,
        formato: str,
        limites: tuple[float, float | None] | None = (0, None),
    ) -> None:
        donde = (MARGEN, ARRIBA + 0.65, UTIL, min(4.7, 1.1 + len(nombres) * len(series) * 0.52))
        alternativo = f"{s.titulo}. {s.frase}"
        pieza.barras(hoja, donde, nombres, series, colores, alternativo, formato=formato, limites=limites)

    def _textos(self, capitulo: Capitulo, s: Seccion, valores: Sequence[Valor]) -> None:
        hoja = self._con_frase(f"{capitulo.titulo.split(':')[0]}: {s.titulo[0].lower()}{s.titulo[1:]}", s)
        if s.clave == "palabras":
            pieza.lista(hoja, (MARGEN, 2.4, UTIL, 4), [("  ·  ".join(str(v) for v in valores[:60]), "")], cuerpo=26)
            return
        visibles = primeros([str(v) for v in valores], TEXTOS, LARGO_DE_TEXTO, "«{}»")
        pieza.lista(hoja, (MARGEN, 2.1, UTIL, 4.8), visibles, cuerpo=17)

    def _aportaciones(self, s: Seccion, t: Tabla) -> None:
        votadas = any(v is not None for *_, v in t.filas)
        hoja = self._hoja("Aportaciones más votadas" if votadas else "Aportaciones", self._notas(s))
        filas = [(con_votos(palanca, v), recortado(str(texto), LARGO_DE_TEXTO)) for texto, palanca, _, v in t.filas[:6]]
        pieza.tabla(hoja, (MARGEN, ARRIBA, UTIL, 0.85 * len(filas)), filas, 3.4)

    def _lo_que_no_sale(self) -> None:
        faltan = [(c.titulo, c.espera) for c in self.informe.capitulos if c.espera]
        faltan += [(f"{c.titulo}: {s.titulo}", s.espera) for c, s in self.informe.secciones() if s.espera]
        for desde in range(0, len(faltan), NO_SALEN):
            grupo = [(que, f"{motivo}.") for que, motivo in faltan[desde : desde + NO_SALEN]]
            hoja = self._hoja("Lo que no sale, y por qué", [f"{que}. {motivo}" for que, motivo in grupo])
            pieza.tabla(hoja, (MARGEN, ARRIBA, UTIL, 0.55 * len(grupo)), grupo, 6)

    def _como_leer(self) -> None:
        puntos = [
            ("Cada palanca se valora de 1 a 5; su puntuación es la media de las afirmaciones contestadas.", ""),
            ("Las diferencias llevan su intervalo del 95 %: si lo cruza el cero, no se distinguen.", ""),
            (
                f"Con menos de {self.informe.umbral} personas no hay cifras de grupo; «oculto» protege a los pequeños.",
                "",
            ),
            (rotulos.AVISO_PALANCAS, ""),
        ]
        hoja = self._hoja("Cómo leer estos resultados", [texto for texto, _ in puntos])
        pieza.lista(hoja, (MARGEN, ARRIBA, UTIL, 5.2), puntos, cuerpo=20)


def _num(valor: Valor) -> float | None:
    return None if valor is None or isinstance(valor, str) else float(valor)
