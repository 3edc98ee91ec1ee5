"""Una palanca por pantalla: por cuál se va, cuánto falta y cómo se pasa a la siguiente."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from datos.idiomas import _, plural
from paginas.comun import sesion
from paginas.comun.formularios import Formulario
from paginas.comun.literal import literal
from paginas.comun.participacion import RECIEN_LISTO


class Paginado:
    """Las palancas de una fase, de una en una. ``hechas`` dice cuántas preguntas hay contestadas en cada palanca.

    A quien ha dicho «Listo» se le dice en cuáles le queda algo, esté en la que esté.
    """

    def __init__(
        self, lugar: str, palancas: Sequence[Any], hechas: Mapping[str, int], *, de_cada_una: int, listo: bool
    ) -> None:
        self.lugar, self.palancas, self.hechas, self.de_cada_una = lugar, palancas, hechas, de_cada_una
        self.listo = listo
        # La palanca y no su puesto: si se añade otra a debate, quien está en una sigue en ella.
        claves = [p.clave for p in palancas]
        self.indice = claves.index(sesion.elegido(lugar)) if sesion.elegido(lugar) in claves else 0
        self.palanca = palancas[self.indice]

    def _completa(self, palanca: Any) -> bool:
        return self.hechas[palanca.clave] >= self.de_cada_una

    @property
    def _es_la_ultima(self) -> bool:
        return self.indice == len(self.palancas) - 1

    @contextmanager
    def pantalla(self, f: Formulario) -> Iterator[Any]:
        """El avance y el nombre de la palanca; lo que se dibuje dentro va debajo. Al cambiar, se lee desde aquí."""
        total, hechas = self.de_cada_una * len(self.palancas), sum(self.hechas.values())
        with st.container(key="una_palanca"):
            frase = _("{hechas} de {total} · palanca {puesto} de {palancas}")
            dicho = {"total": total, "puesto": self.indice + 1, "palancas": len(self.palancas)}
            barra = f"<progress value='{hechas}' max='{total}'></progress>"
            st.html(f"<label class='avance'><span>{frase.format(hechas=hechas, **dicho)}</span>{barra}</label>")
            # En la última se dice qué queda; en las demás, lo que cambia al completarla lo enseña el navegador.
            f.contar(hechas, frase.format(hechas="{hechas}", **dicho), redibujar=self._es_la_ultima)
            st.header(literal(self.palanca.nombre), anchor=False)
            st.write(literal(self.palanca.que_es))
            yield self.palanca
        f.leer_desde("una_palanca", self.lugar, self.palanca.clave)

    def pasos(self) -> None:
        """Anterior, siguiente y, si ya no hay siguiente, lo que queda sin contestar."""
        completa = self._completa(self.palanca)
        with st.container(horizontal=True, key="pasos_palanca", vertical_alignment="center"):
            self._boton("anterior", _("Anterior"), self.indice - 1, disabled=self.indice == 0)
            self._boton(
                "siguiente",
                _("Siguiente"),
                self.indice + 1,
                disabled=self._es_la_ultima,
                type="primary" if completa else "secondary",
            )
            if completa:
                st.markdown(f":material/check_circle: {_('Completa')}")
        if self._es_la_ultima or self.listo:
            self._cierre()

    def _boton(self, cual: str, rotulo: str, indice: int, **extra: Any) -> None:
        st.button(
            rotulo,
            key=f"{self.lugar}_{cual}",
            on_click=sesion.elegir,
            args=(self.lugar, self.palancas[indice % len(self.palancas)].clave),
            **extra,
        )

    def _cierre(self) -> None:
        faltan = [p for p in self.palancas if not self._completa(p)]
        otras = [p for p in faltan if p is not self.palanca]
        # Lo que queda se enseña más abajo, y «Listo» se pulsa desde cualquier sitio de la página.
        if faltan and self.listo and sesion.elegido(RECIEN_LISTO):
            n = len(faltan)
            dicho = plural(
                "Te queda algo por contestar en {n} palanca.", "Te queda algo por contestar en {n} palancas.", n
            )
            st.toast(dicho.format(n=n), icon=":material/edit_note:")
        with st.container(key="fin_de_palancas"):
            if not faltan and not self.listo:
                st.success(_("Has pasado por todas. Si has terminado, di «Listo»."), icon=":material/check_circle:")
            elif otras:
                st.caption(_("Has dicho «Listo», pero te queda algo en:") if self.listo else _("Te queda algo en:"))
                with st.container(horizontal=True, key="faltan_palancas"):
                    for p in otras:
                        st.button(
                            literal(p.nombre), key=f"{self.lugar}_ir_{p.clave}", on_click=sesion.elegir,
                            args=(self.lugar, p.clave),
                        )  # fmt: skip
