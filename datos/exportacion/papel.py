"""El informe de grupo, tal como lo pide la plantilla del PDF: textos escribibles, tablas con anchos y gráficas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeGuard

from datos.exportacion.dibujos import dibujar
from datos.exportacion.fuentes import TEXTO, TITULOS, escribible
from datos.exportacion.sobre import PRODUCTO
from datos.exportacion.tipos import NUMEROS, OCULTO, Capitulo, Informe, Seccion, Tabla
from datos.idiomas import _, lengua, plural
from datos.idiomas.escritura import larga
from modelo import paleta, rotulos
from modelo.lenguas import ESPANOL

MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
COLORES = {
    "tinta": paleta.TINTA,
    "tenue": paleta.TENUE,
    "marca": paleta.MARCA,
    "acento": paleta.ACENTO,
    "suave": paleta.MARCA_SUAVE,
    "fondo": paleta.FONDO,
    "filete": paleta.FILETE,
}
# En estos recuentos, la tabla lleva al lado su barra.
CON_BARRA = {
    **dict.fromkeys(("tipos", "causas", "hilo", "canal", "frecuencia", "cuadrantes", "roti", "completo"), "personas"),
    "hechos": "hechos",
    **dict.fromkeys(("plan", "seguimiento", "seguimiento_palancas"), "compromisos"),
    **dict.fromkeys(("distancias", "para_que", "iniciativa"), "parte"),
}
CABE, ANCHO_DE_TEXTO = 28, 100
CABECERA_LARGA = 15


def fecha_larga(dia: str) -> str:
    """«24 de noviembre de 2026»."""
    fecha = date.fromisoformat(dia)
    return larga(fecha) if lengua() != ESPANOL else f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"


def limpio(dato: Any) -> Any:
    """Lo mismo, con todos sus textos escribibles."""
    if isinstance(dato, str):
        return escribible(dato)
    if isinstance(dato, dict):
        return {clave: valor if clave == "svg" else limpio(valor) for clave, valor in dato.items()}
    return [limpio(parte) for parte in dato] if isinstance(dato, list | tuple) else dato


def comun(titulo: str, pie: str) -> dict[str, Any]:
    """Lo que pide la plantilla común."""
    return {
        "titulo_del_documento": titulo,
        "pie": pie,
        "producto": PRODUCTO,
        "palabras_clave": [_("taller"), _("confianza"), plural("palanca", "palancas", 2)],
        "lengua": lengua(),
        "region": "es" if lengua() == ESPANOL else "gb",
        "pagina": _("Página {una} de {todas}").replace("{una}", "{todas}").split("{todas}"),
        "colores": COLORES,
        "letras": {"texto": TEXTO, "titulos": TITULOS},
    }


def de_grupo(informe: Informe) -> dict[str, Any]:
    """Los datos de ``informe.typ``."""
    titulo = f"Informe del taller · {informe.titulo}"
    return comun(titulo, titulo) | {
        "titulo": informe.titulo,
        "bajo": " · ".join(p for p in (informe.organizacion, fecha_larga(informe.fecha)) if p),
        "lineas": _lineas(informe),
        "cifras": _cifras(informe),
        "resumen": [{"texto": f.texto, "regla": f.regla} for f in informe.resumen],
        "capitulos": [_capitulo(c, informe) for c in informe.capitulos],
        "como_leer": _como_leer(informe),
        "palancas": [{"nombre": p.nombre, "que_es": p.que_es} for p in informe.palancas],
        "aviso_de_palancas": rotulos.AVISO_PALANCAS,
        "fundamento": "Fundamento publicado: " + "; ".join(r.cita for r in rotulos.FUNDAMENTO) + ".",
    }


def _lineas(informe: Informe) -> list[str]:
    ensayo = ["ENSAYO: las personas y los datos de este informe son ficticios."] if informe.ensayo else []
    sin_revelar = [c.titulo for c in informe.capitulos if c.espera]
    faltan = [f"Sin revelar todavía: {', '.join(sin_revelar)}."] if sin_revelar else []
    return [
        *ensayo,
        "Recoge solo lo que el grupo ha revelado, sin decir de quién es cada cosa.",
        f"Con menos de {informe.umbral} personas no hay cifras de grupo; «oculto» protege a grupos pequeños.",
        *faltan,
    ]


def _cifras(informe: Informe) -> list[dict[str, str]]:
    cifras = informe.buscar("cifras")
    filas = cifras.tabla.textos() if cifras is not None and cifras.tabla is not None else []
    personas = [{"valor": str(informe.personas), "nombre": "personas"}] if informe.personas else []
    return personas + [{"valor": valor, "nombre": nombre.lower()} for nombre, valor in filas]


def _como_leer(informe: Informe) -> list[str]:
    return [
        "Cada palanca se valora de 1 a 5 con tres afirmaciones; su puntuación es la media de las contestadas si hay al "
        "menos dos. «No lo sé» no cuenta y nada se imputa.",
        "AD es la desviación absoluta media respecto a la mediana: por encima de 0,83 se dice «opiniones repartidas». "
        "Las diferencias van con su intervalo del 95 %; si lo cruza el cero, no se distinguen.",
        "El índice de predisposición sale de los hitos de cada relación. " + " ".join(rotulos.LIMITES_DEL_INDICE),
        rotulos.AVISO_DEL_PERFIL,
        f"El umbral de este taller es de {informe.umbral} personas. Un carácter que no existe en la letra de este "
        "documento, como un emoji, se escribe «□».",
    ]


def _capitulo(c: Capitulo, informe: Informe) -> dict[str, Any]:
    return {
        "titulo": c.titulo,
        "objetivo": c.objetivo,
        "espera": f"{c.espera}." if c.espera else "",
        "salto": c.tipo == "radar" and not c.espera,
        "secciones": [_seccion(s, informe) for s in c.secciones],
    }


def _seccion(s: Seccion, informe: Informe) -> dict[str, Any]:
    grafica, grupos = dibujar(s, informe)
    con_grupos = bool(grupos)
    return seccion(
        s.titulo,
        frase=s.frase,
        espera=f"{s.espera}." if s.espera else "",
        notas=() if con_grupos else s.notas,
        tabla=None if con_grupos or not _aporta(s.para_leer) else tabla(s.para_leer, CON_BARRA.get(s.clave, "")),
        grafica=grafica,
        grupos=[
            seccion(g.titulo, frase=nota, grafica=g.grafica, tabla=tabla(g.tabla, ""))
            for g, nota in zip(grupos, s.notas, strict=False)
        ],
    )


def _aporta(t: Tabla | None) -> TypeGuard[Tabla]:
    """Si la tabla dice algo que no esté ya en la frase: una cifra suelta no."""
    return t is not None and (len(t.filas) > 1 or len(t.columnas) > 2)


def seccion(
    titulo: str,
    *,
    frase: str = "",
    espera: str = "",
    notas: Sequence[str] = (),
    tabla: dict[str, Any] | None = None,
    grafica: dict[str, Any] | None = None,
    grupos: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Una sección de la plantilla: título, frase, gráfica, salvedades, tabla y secciones de dentro."""
    return {
        "titulo": titulo,
        "frase": frase,
        "espera": espera,
        "notas": list(notas),
        "tabla": tabla,
        "grafica": grafica,
        "grupos": list(grupos),
    }


def tabla(t: Tabla, barra: str) -> dict[str, Any]:
    """Una tabla de la plantilla, con sus celdas como se leen y, si se dice, una barra por fila."""
    textos, claves = t.textos(), [c.clave for c in t.columnas]
    columnas = [
        {
            "nombre": c.nombre,
            "derecha": c.tipo in NUMEROS,
            # Un número no pide sitio: si su cabecera es larga, se parte en dos líneas.
            "ancho": CABECERA_LARGA
            if c.tipo in NUMEROS and len(c.nombre) > CABECERA_LARGA and not barra
            else _ancho([c.nombre, *(f[i] for f in textos)]),
        }
        for i, c in enumerate(t.columnas)
    ]
    return tabla_de_textos(columnas, textos, _barras(t.columna(barra)) if barra in claves else [])


def tabla_de_textos(
    columnas: Sequence[dict[str, Any]], filas: Sequence[Sequence[str]], barras: Sequence[float | None] = ()
) -> dict[str, Any]:
    """Una tabla de la plantilla a partir de celdas ya escritas."""
    if barras:
        # El sitio que sobra es de la barra.
        columnas = [dict(c, ancho="auto") for c in columnas]
    return {"columnas": list(columnas), "filas": [list(f) for f in filas], "barras": list(barras)}


def columnas_de_texto(nombres: Sequence[str], filas: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Las columnas de una tabla de celdas ya escritas, con su ancho."""
    return [
        {"nombre": nombre, "derecha": False, "ancho": _ancho([nombre, *(f[i] for f in filas)])}
        for i, nombre in enumerate(nombres)
    ]


def _ancho(textos: Iterable[str]) -> Any:
    """Lo que pida, o una parte de lo que quede: nunca menos que su palabra más larga."""
    largo = max(map(len, textos))
    return "auto" if largo <= CABE else min(largo, ANCHO_DE_TEXTO)


def _barras(valores: Sequence[Any]) -> list[float | None]:
    numeros = [v for v in valores if v is not None and v != OCULTO]
    mayor = max(numeros, default=0)
    return [v / mayor if mayor and v is not None and v != OCULTO else None for v in valores]
