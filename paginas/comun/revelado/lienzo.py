"""Dónde y cómo se dibuja lo revelado: gráfica, frase que la lee y tabla equivalente, siempre juntas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from modelo import privacidad
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto, graficos, lecturas
from paginas.comun.literal import literal


@dataclass(frozen=True)
class Lienzo:
    """Una fase revelada vista por alguien."""

    taller: TallerVisto
    fase: FaseVista
    mirada: Mirada
    grande: bool

    @property
    def motor(self) -> Any:
        """La base."""
        return contexto.motor()

    def agregado(self, filas: pd.DataFrame, *, con_persona: bool = False) -> pd.DataFrame | None:
        """Las filas que se pueden agregar, o ``None`` tras decir cuánta gente falta."""
        return self._visto(privacidad.agregado(filas, self.mirada, con_persona=con_persona))

    def ofrecido(self, filas: pd.DataFrame, **como: bool) -> pd.DataFrame | None:
        """Lo que cada cual ofrece al grupo, o ``None`` tras decir cuánta gente falta."""
        return self._visto(privacidad.ofrecido(filas, self.mirada, **como))

    def _visto(self, vista: privacidad.Vista) -> pd.DataFrame | None:
        if vista.motivo is None:
            return vista.filas
        st.info(privacidad.texto_de_espera(vista, self.mirada.umbral), icon=":material/hourglass_top:")
        return None

    def recuento(
        self, filas: pd.DataFrame, grupo: str, rotulos: dict[str, str], titulo: str, *, ordenar: bool = True
    ) -> None:
        """Personas por grupo, en barras, con supresión complementaria."""
        st.subheader(titulo, anchor=False)
        con_valor = filas[filas[grupo].notna() & (filas[grupo] != "")] if len(filas) else filas
        grupos = privacidad.por_grupos(con_valor, grupo, self.mirada, todos=tuple(rotulos))
        if grupos.motivo is not None:
            st.info(privacidad.texto_de_espera(grupos, self.mirada.umbral), icon=":material/hourglass_top:")
            return
        df = pd.DataFrame([{"rotulo": rotulos.get(k, k), "n": n} for k, n in grupos.recuentos.items()])
        umbral = self.mirada.umbral
        self.grafica(
            graficos.recuento(df, umbral=umbral, ordenar=ordenar, grande=self.grande),
            lecturas.frase_recuento(df, umbral=umbral, unidad="persona"),
            lecturas.tabla_recuento(df, umbral=umbral, ordenar=ordenar),
            f"recuento_{grupo}",
        )

    def grafica(self, figura: Any, frase: str, tabla: pd.DataFrame, clave: str) -> None:
        """La figura, lo que dice y sus números."""
        sitio = f"{self.mirada.papel}_{self.fase.clave}_{clave}"
        st.plotly_chart(figura, theme=None, key=sitio, config=graficos.config_plotly(True), alt=frase[:200])
        st.markdown(literal(frase))
        if not self.grande:
            with st.expander("Ver la tabla", key=f"tabla_{sitio}"):
                st.table(tabla.map(literal), hide_index=True, border="horizontal", alt=frase[:200])
