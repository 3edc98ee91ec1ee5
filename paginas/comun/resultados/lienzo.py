"""El lienzo de los resultados: el de lo revelado, con filtro y con la tabla para llevársela."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from datos.agregados import SIN_FILTRO, Filtrado, Filtro, Pedido
from datos.idiomas import _
from datos.lecturas.descarga import csv_de
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, Identidad, Papel, TallerVisto
from paginas.comun.revelado.lienzo import Lienzo, pedido_de

SIN_TEXTOS = "Quien facilita todavía no ha dejado ver ningún texto de esta sección."


def mirar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> Mirada:
    """Cómo mira esta persona esa fase. A quien revisa todo le llega como anónimo."""
    anonima = fase.anonima or quien.papel == Papel.REVISA
    return Mirada(quien.papel.value, taller.umbral, fase.revelada, anonima, quien.participante_id)


@dataclass(frozen=True)
class LienzoDeResultados(Lienzo):
    """Una fase revelada vista en los resultados, quizá solo una parte."""

    filtro: Filtro = SIN_FILTRO

    @cached_property
    def pedido(self) -> Pedido:
        """Lo que hay que pedir a ``agregados``, con el filtro puesto."""
        return replace(pedido_de(self.taller, self.fase, self.mirada), filtro=self.filtro)

    def se_ve(self, dato: Filtrado) -> bool:
        """Si hay algo que enseñar; si no, dice por qué."""
        if self.mirada.papel == Papel.REVISA and not dato.espera and dato.filas.empty:
            st.caption(SIN_TEXTOS)
            return False
        return super().se_ve(dato)

    def tabla(self, frase: str, tabla: pd.DataFrame, clave: str, rotulo: str = "") -> None:
        """Los números de la figura y la descarga de esos mismos números."""
        super().tabla(frase, tabla, clave, rotulo)
        self.descarga(tabla, clave)

    def descarga(self, tabla: pd.DataFrame, clave: str) -> None:
        """El botón que se lleva la tabla: lo mismo que se ve, ni una columna más."""
        st.download_button(
            _("Descargar la tabla (CSV)"),
            csv_de(tabla),
            file_name=f"palancas_{self.fase.tipo}_{clave}.csv",
            mime="text/csv",
            key=f"csv_{self.mirada.papel}_{self.fase.clave}_{clave}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def lienzo(taller: TallerVisto, fase: FaseVista, quien: Identidad, filtro: Filtro = SIN_FILTRO) -> LienzoDeResultados:
    """El lienzo de una fase para quien mira."""
    return LienzoDeResultados(taller, fase, mirar(taller, fase, quien), grande=False, filtro=filtro)
