"""Campos que se guardan solos: cada cambio va a su sitio y un reenvío es inocuo.

Las claves llevan el número de montaje: al volver a una fase, el campo se siembra otra vez de la base y nunca
enseña un valor viejo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from modelo.casos import respuestas
from modelo.valores import Identidad, Objeto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal


def clave_de(objeto: Objeto, campo: str, montaje: int) -> str:
    """Clave de widget, que es también su asa en las pruebas y su clase CSS."""
    return re.sub(r"[^a-zA-Z0-9]+", "_", f"{objeto.tipo}_{objeto.id}_{campo}_m{montaje}")


def _igual(valor: Any) -> Any:
    return valor


def _al_cambiar(quien: Identidad, objeto: Objeto, campo: str, clave: str, leer: Callable[[Any], Any]) -> None:
    with contexto.con_aviso(reponer=clave):
        valor = leer(st.session_state.get(clave))
        contexto.ejecutar(respuestas.guardar, quien=quien, objeto=objeto, campo=campo, valor=valor)
        sesion.anotar_guardado(contexto.ahora())


@dataclass
class Formulario:
    """Los campos de una fase para una persona. ``activo`` a falso los enseña sin dejar cambiarlos."""

    codigo: str
    quien: Identidad
    montaje: int
    activo: bool = True
    borradores: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    _observados: dict[str, dict[str, str]] = field(default_factory=dict)

    def _preparar(self, objeto: Objeto, campo: str, valor: Any, leer: Callable[[Any], Any] = _igual) -> dict[str, Any]:
        clave = clave_de(objeto, campo, self.montaje)
        if clave not in st.session_state:
            st.session_state[clave] = valor
        return {
            "key": clave,
            "disabled": not self.activo,
            "on_change": _al_cambiar,
            "args": (self.quien, objeto, campo, clave, leer),
        }

    def texto(
        self,
        objeto: Objeto,
        campo: str,
        rotulo: str,
        valor: str,
        *,
        largo: bool = False,
        maximo: int = 2000,
        **extra: Any,
    ) -> str:
        """Un texto; lo tecleado viaja también sin esperar a salir del campo."""
        valor = self.borradores.get((objeto.tipo, objeto.id, campo), valor or "")
        comun = self._preparar(objeto, campo, valor)
        self._observados[comun["key"]] = {"objeto": objeto.tipo, "id": objeto.id, "campo": campo}
        if largo:
            return st.text_area(rotulo, max_chars=maximo, height=extra.pop("alto", 110), **comun, **extra) or ""
        return st.text_input(rotulo, max_chars=maximo, **comun, **extra) or ""

    def opcion(
        self, objeto: Objeto, campo: str, rotulo: str, valor: Any, opciones: Mapping[Any, str], **extra: Any
    ) -> Any:
        """Una de varias, todas a la vista."""
        claves = list(opciones)
        comun = self._preparar(objeto, campo, valor if valor in claves else None)
        return st.segmented_control(
            rotulo, claves, format_func=lambda k: literal(opciones[k]), width="stretch", wrap=True, **comun, **extra
        )

    def lista(
        self, objeto: Objeto, campo: str, rotulo: str, valor: Any, opciones: Mapping[Any, str], **extra: Any
    ) -> Any:
        """Una de muchas, en desplegable."""
        claves = list(opciones)
        comun = self._preparar(objeto, campo, valor if valor in claves else None)
        return st.selectbox(
            rotulo, claves, format_func=lambda k: opciones[k], index=None, placeholder="Elige…", **comun, **extra
        )

    def varias(
        self, objeto: Objeto, campo: str, rotulo: str, valor: list[str], opciones: Mapping[str, str], **extra: Any
    ) -> list[str]:
        """Ninguna, una o varias."""
        comun = self._preparar(objeto, campo, [v for v in valor or [] if v in opciones], list)
        return st.pills(
            rotulo, list(opciones), format_func=lambda k: literal(opciones[k]), selection_mode="multi", **comun, **extra
        )

    def escala(
        self, objeto: Objeto, campo: str, rotulo: str, valor: int | None, minimo: int, maximo: int, **extra: Any
    ) -> Any:
        """Un número de una escala corta, sin valor de partida."""
        return self.opcion(objeto, campo, rotulo, valor, {n: str(n) for n in range(minimo, maximo + 1)}, **extra)

    def numero(
        self, objeto: Objeto, campo: str, rotulo: str, valor: int | None, minimo: int, maximo: int, **extra: Any
    ) -> Any:
        """Un número de una escala larga, que empieza vacío."""
        comun = self._preparar(objeto, campo, valor)
        return st.number_input(rotulo, min_value=minimo, max_value=maximo, step=1, **comun, **extra)

    def si_no(self, objeto: Objeto, campo: str, rotulo: str, valor: bool | None, **extra: Any) -> Any:
        """Sí o no, sin valor de partida."""
        return self.opcion(objeto, campo, rotulo, valor, {True: "Sí", False: "No"}, **extra)

    def casilla(self, objeto: Objeto, campo: str, rotulo: str, valor: bool | None, **extra: Any) -> bool:
        """Una aceptación."""
        return st.checkbox(rotulo, **self._preparar(objeto, campo, bool(valor), bool), **extra)

    def mes(self, objeto: Objeto, campo: str, rotulo: str, valor: str, **extra: Any) -> str:
        """Mes y año escritos («03/2024»)."""
        visto = "/".join(reversed((valor or "").split("-")[:2])) if valor else ""
        comun = self._preparar(objeto, campo, visto, _mes_a_iso)
        return st.text_input(rotulo, max_chars=10, placeholder="mm/aaaa", **comun, **extra) or ""

    def fecha(self, objeto: Objeto, campo: str, rotulo: str, valor: str, **extra: Any) -> Any:
        """Un día, con calendario."""
        visto = date.fromisoformat(valor) if valor else None
        comun = self._preparar(objeto, campo, visto, lambda d: d.isoformat() if d else "")
        return st.date_input(rotulo, format="DD/MM/YYYY", **comun, **extra)

    def alta(
        self, tipo: str, rotulo: str, *, padre: str = "", valores: dict[str, Any] | None = None, clave: str
    ) -> None:
        """Botón que añade un objeto. El id va con el botón: un doble toque no duplica."""
        nuevo = sesion.id_reservado(clave)

        def anadir() -> None:
            with contexto.con_aviso():
                contexto.ejecutar(
                    respuestas.crear_objeto, quien=self.quien, tipo=tipo, id=nuevo, padre=padre, valores=valores
                )
                sesion.gastar_id(clave)
                sesion.elegir(f"abierto_{tipo}", nuevo)

        st.button(rotulo, key=clave, on_click=anadir, disabled=not self.activo, icon=":material/add:")

    def baja(self, objeto: Objeto, rotulo: str) -> None:
        """Botón que quita un objeto propio, con confirmación."""

        def quitar() -> None:
            with contexto.con_aviso():
                contexto.ejecutar(respuestas.quitar_objeto, quien=self.quien, objeto=objeto)

        with st.popover("Quitar", disabled=not self.activo, type="tertiary"):
            st.write("Se borra con todo lo que cuelga de él.")
            st.button(rotulo, key=f"quitar_{objeto.id}", on_click=quitar, disabled=not self.activo)

    def cerrar(self) -> None:
        """Pone en marcha el guardado de lo tecleado y enseña cuándo se guardó lo último."""
        from paginas.comun.componentes import autoguardado

        autoguardado(
            self._observados if self.activo else {},
            sala=self.codigo,
            puesto=sesion.puesto(),
            clave=f"autoguardado_m{self.montaje}",
            ultimo=sesion.texto_guardado(contexto.zona()),
        )


def _mes_a_iso(visto: str | None) -> str:
    """«3/2024» o «03-2024» → «2024-03»; lo demás pasa tal cual para que la regla lo rechace con su motivo."""
    partes = re.fullmatch(r"\s*(\d{1,2})\s*[/\-. ]\s*(\d{4})\s*", visto or "")
    return f"{partes[2]}-{int(partes[1]):02d}" if partes else (visto or "").strip()
