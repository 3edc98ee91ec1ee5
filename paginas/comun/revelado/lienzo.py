"""Dónde y cómo se dibuja lo revelado: gráfica, frase que la lee y tabla equivalente, siempre juntas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from datos import agregados, lecturas
from datos.agregados import Filtrado, Pedido
from datos.idiomas import _
from datos.lecturas.recuentos import PERSONAS, Unidad
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto, graficos, tablon
from paginas.comun.literal import literal

# Lo más que mide una gráfica al proyectar: con su título y su frase, una lámina cabe en 1280 × 800. En pantallas
# mayores se amplía todo a la vez (estilo.css).
ALTO = 590
ALTO_CON_FRASE_LARGA = 540


@dataclass(frozen=True)
class Lienzo:
    """Una fase revelada vista por alguien. En ``grande``, por láminas del alto de la pantalla."""

    taller: TallerVisto
    fase: FaseVista
    mirada: Mirada
    grande: bool
    sola: str = ""
    """Al proyectar, la única lámina que se pide ver; vacía, todas."""
    laminas: dict[str, str] = field(default_factory=dict)
    """Las láminas en que se reparte al proyectar, por su clave y en su orden, con lo que las nombra en la consola."""
    esperas: list[str] = field(default_factory=list)
    """Lo que ha dicho de lo que no se ve todavía."""

    @cached_property
    def pedido(self) -> Pedido:
        """Lo que hay que pedir a ``agregados`` para esta fase, ahora."""
        return pedido_de(self.taller, self.fase, self.mirada)

    def titulo(self, texto: str) -> None:
        """El título de una parte: cuelga del de la página al proyectar, y de una sección en lo demás."""
        (st.header if self.grande else st.subheader)(texto, anchor=False)

    @contextmanager
    def lamina(self, clave: str, titulo: str = "", *, nombre: str = "") -> Iterator[None]:
        """Lo que se mira de una vez: al proyectar ocupa la pantalla, y la siguiente queda debajo.

        ``nombre`` la señala en la consola; sin él, su título.
        """
        self.laminas.setdefault(clave, nombre or titulo)
        if not self.grande:
            if titulo:
                self.titulo(titulo)
            yield
            return
        with st.container(key=f"lamina_{self.fase.clave}_{clave}"):
            if titulo:
                self.titulo(titulo)
            yield

    def lado_a_lado(self, pesos: Sequence[float] = (1, 1)) -> Sequence[Any]:
        """Sitios contiguos en una pantalla ancha; uno bajo otro en la de quien participa."""
        if self.mirada.papel == "participa":
            return [st.container() for _ in pesos]
        return st.columns(list(pesos), gap="medium")

    def espera(self, texto: str, que: str = "") -> None:
        """Por qué no se ve todavía; ``que`` es lo que falta, si el título de encima no lo dice."""
        self.esperas.append(texto)
        st.info(f"**{que}** · {texto}." if que else f"{texto}.", icon=":material/hourglass_top:")

    def se_ve(self, dato: Filtrado) -> bool:
        """Si hay algo que enseñar; si no, dice cuánta gente falta o que nadie ha puesto nada."""
        if dato.espera:
            self.espera(dato.espera)
        elif dato.filas.empty:
            st.caption(_("Aún no hay nada que enseñar."))
        return dato.visible

    def recuento(
        self, dato: Filtrado, titulo: str, clave: str,
        *, ordenar: bool = True, unidad: Unidad = PERSONAS, umbral: int = 0, frase: str = "",
    ) -> None:  # fmt: skip
        """Por grupo, en barras, cuántas personas o cuántas ``unidad`` hay. Sin ``umbral``, el de la fase."""
        if titulo:
            self.titulo(titulo)
        if not self.se_ve(dato):
            return
        df, umbral = dato.filas[["rotulo", "n"]], umbral or self.mirada.umbral
        if lecturas.todo_oculto(df):
            st.markdown(lecturas.frase_todo_oculto(n=dato.n, umbral=umbral))
            return
        self.grafica(
            graficos.recuento(df, n=dato.n, ordenar=ordenar, grande=self.grande),
            frase or lecturas.frase_recuento(df, n=dato.n, umbral=umbral, unidad=unidad),
            lecturas.tabla_recuento(df, umbral=umbral, ordenar=ordenar),
            f"recuento_{clave}",
        )
        if unidad == PERSONAS and df["n"].sum() > dato.n:
            st.caption(_("Una persona puede estar en varios grupos."))

    def reparto(self, dato: Filtrado, titulo: str, clave: str, unidad: tuple[str, str]) -> None:
        """Partes de un todo, en una barra; ``unidad`` es lo que se reparte."""
        self.titulo(titulo)
        if not self.se_ve(dato):
            return
        df = dato.filas
        if lecturas.todo_oculto(df):
            st.markdown(lecturas.frase_todo_oculto(n=dato.n, umbral=self.mirada.umbral))
            return
        self.grafica(
            graficos.reparto(df, n=dato.n, unidad=unidad, grande=self.grande),
            lecturas.frase_reparto(df, n=dato.n, unidad=unidad, umbral=self.mirada.umbral),
            lecturas.tabla_reparto(df),
            clave,
        )

    def grafica(
        self, figura: Any, frase: str, tabla: pd.DataFrame, clave: str, *, tope: int = ALTO, alternativo: str = ""
    ) -> None:
        """La figura, lo que dice y sus números. Al proyectar no pasa de ``tope`` píxeles de alto.

        Sin ``alternativo``, quien no ve la figura oye la frase.
        """
        self.figura(figura, alternativo or frase, clave, tope=tope)
        self.numeros(frase, tabla, clave)

    def figura(self, figura: Any, alternativo: str, clave: str, *, tope: int = ALTO) -> None:
        """La figura sola, con lo que oye quien no la ve."""
        if self.grande and (figura.layout.height or 0) > tope:
            figura.update_layout(height=tope)
        sitio = f"{self.mirada.papel}_{self.fase.clave}_{clave}"
        st.plotly_chart(
            figura, theme=None, key=sitio, config=graficos.config_plotly(True),
            alt=graficos.alternativo(alternativo),
        )  # fmt: skip
        if self.grande:
            # Lo que la ampliación por dentro hace crecer a la figura, que fuera sigue midiendo lo mismo.
            st.html(f"<div style='height:calc({figura.layout.height}px * (var(--ampliada) - 1))'></div>")

    def numeros(self, frase: str, tabla: pd.DataFrame, clave: str) -> None:
        """Lo que dice una figura y, salvo al proyectar, la tabla que la sustituye."""
        if frase:
            st.markdown(literal(frase))
        if not self.grande:
            self.tabla(frase, tabla, clave)

    def tabla(self, frase: str, tabla: pd.DataFrame, clave: str, rotulo: str = "") -> None:
        """Los números de una figura, plegados. Sus columnas pueden llevar el título de un taller."""
        with st.expander(rotulo or _("Ver la tabla"), key=f"tabla_{self.mirada.papel}_{self.fase.clave}_{clave}"):
            escrita = tabla.map(literal).rename(columns=literal)
            st.table(escrita, hide_index=True, border="horizontal", alt=graficos.alternativo(frase))


def pedido_de(taller: TallerVisto, fase: FaseVista, mirada: Mirada) -> Pedido:
    """El pedido de una fase en este momento de la sala."""
    visto = tablon.leer(taller.codigo, contexto.motor())
    actividad = visto[1] if visto else taller.actividad
    return agregados.pedir(contexto.motor(), taller, fase, mirada, actividad=actividad, hoy=contexto.ahora().date())
