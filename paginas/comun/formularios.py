"""Campos que se guardan solos: cada cambio va a su sitio y un reenvío es inocuo.

Las claves llevan el número de montaje: al volver a una fase, el campo se siembra otra vez de la base y nunca
enseña un valor viejo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from datos.idiomas import _, lengua, traducido
from modelo.campos import mes_a_la_vista
from modelo.casos import respuestas
from modelo.valores import Identidad, Objeto
from paginas.comun import contexto, sesion
from paginas.comun.al_vuelo import apuntar
from paginas.comun.cookies import marca_de_persona
from paginas.comun.guardado import AL_GUARDAR, SIN_GUARDAR, al_cambiar, guardar_en, igual
from paginas.comun.literal import literal
from paginas.comun.motivos import decir_motivo


def clave_de(objeto: Objeto, campo: str, montaje: int) -> str:
    """Clave de widget, que es también su asa en las pruebas y su clase CSS."""
    return re.sub(r"[^a-zA-Z0-9]+", "_", f"{objeto.tipo}_{objeto.id}_{campo}_m{montaje}")


@dataclass
class Formulario:
    """Los campos de una fase para una persona. ``activo`` a falso los enseña sin dejar cambiarlos."""

    codigo: str
    quien: Identidad
    montaje: int
    activo: bool = True
    borradores: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    _observados: dict[str, dict[str, Any]] = field(default_factory=dict)
    _sin_elegir: list[str] = field(default_factory=list)
    _avance: dict[str, Any] | None = None
    _leyendo: tuple[str, ...] = ()

    def _preparar(
        self,
        objeto: Objeto,
        campo: str,
        valor: Any,
        leer: Callable[[Any], Any] = igual,
        *,
        como: str = "value",
        puesto: Any = None,
        tecleado: bool = False,
        al_vuelo: bool = False,
    ) -> dict[str, Any]:
        """Lo común a todo campo. ``puesto`` es ``valor`` tal como lo pide el parámetro ``como``, si no es igual."""
        clave = clave_de(objeto, campo, self.montaje)
        if clave not in st.session_state or not self.activo:
            if self.borradores.get((objeto.tipo, objeto.id, campo)) is None:
                sesion.anotar_visto(clave, valor)
            elif self.activo:
                sesion.anotar_rechazo(clave, _(SIN_GUARDAR))
        elif sesion.rechazo(clave) and self._conservado(objeto, campo) is None and sesion.en_el_campo(clave) == valor:
            # Entretanto ha entrado: al reabrirse la fase, o desde otro sitio.
            sesion.quitar_rechazo(clave)
        if not self.activo:
            # Al desactivar un campo, Streamlit tira lo último que mandó el navegador y lo tecleado sin confirmar: se
            # vuelve a sembrar con lo que llegó a la base, que incluye lo conservado.
            st.session_state[clave] = valor
        if al_vuelo and self.activo:
            apuntar(self.quien, clave, objeto, campo)
        # El valor va en el propio campo (``como``: su parámetro) y no solo en la sesión: lo sembrado en la sesión viaja
        # en el primer dibujo y, si otro lo corta antes de salir, el navegador enseña el campo vacío y así lo devuelve.
        return {
            como: valor if puesto is None else puesto,
            "key": clave,
            "disabled": not self.activo,
            "on_change": "ignore" if al_vuelo else al_cambiar,
            "args": None if al_vuelo else (self.quien, objeto, campo, clave, leer, tecleado),
        }

    def _conservado(self, objeto: Objeto, campo: str) -> str | None:
        """Lo que no se pudo guardar en ese campo y espera en él."""
        return self.borradores.get((objeto.tipo, objeto.id, campo))

    def _escrito(self, objeto: Objeto, campo: str, valor: str) -> str:
        conservado = self._conservado(objeto, campo)
        return valor or "" if conservado is None else conservado

    def _entre(self, objeto: Objeto, campo: str, valor: Any, claves: Sequence[Any]) -> Any:
        """La opción que enseña un campo: la conservada, o la guardada; ``None`` si no es ninguna."""
        conservada = next((k for k in claves if str(k) == self._conservado(objeto, campo)), None)
        return conservada if conservada is not None else valor if valor in claves else None

    def observar(
        self, clave: str, objeto: Objeto, campo: str, valor: Any, *, a_medias: bool = False, siempre: bool = False,
        opciones: Sequence[Any] = (),
    ) -> None:  # fmt: skip
        """Guarda lo que se teclee ahí o, con ``opciones`` (lo que vale cada botón, por orden), lo que se marque.

        ``siempre``: con la fase cerrada también. ``a_medias``: puede no valer todavía, y no se riñe.
        """
        if self.activo or siempre:
            visto = "" if valor is None else str(valor)
            de = {"objeto": objeto.tipo, "id": objeto.id, "campo": campo, "valor": visto, "a_medias": a_medias}
            self._observados[clave] = de | {"opciones": [str(o) for o in opciones]} if opciones else de

    def contar(self, hechas: int, frase: str, *, redibujar: bool) -> None:
        """Cuántas van contestadas, que el navegador dirá en ``frase``. ``redibujar``: con todas, algo más cambia."""
        self._avance = {"hechas": hechas, "frase": frase, "redibujar": redibujar}

    def leer_desde(self, ancla: str, lugar: str, cual: str) -> None:
        """Cuando en ese lugar se pase a otra cosa (``cual``), la vista sube al contenedor con esa clave."""
        self._leyendo = (lugar, cual, ancla)

    def texto(
        self,
        objeto: Objeto,
        campo: str,
        rotulo: str,
        valor: str,
        *,
        largo: bool = False,
        **extra: Any,
    ) -> str:
        """Un texto; lo tecleado viaja también sin esperar a salir del campo.

        El largo no se limita aquí: el navegador tiraría en silencio lo que no cabe. La regla lo rechaza y lo explica.
        """
        valor = self._escrito(objeto, campo, valor)
        comun = self._preparar(objeto, campo, valor, tecleado=True)
        self.observar(comun["key"], objeto, campo, valor)
        if largo:
            escrito = st.text_area(rotulo, height=extra.pop("alto", 110), **comun, **extra)
        else:
            escrito = st.text_input(rotulo, **comun, **extra)
        decir_motivo(comun["key"])
        return escrito or ""

    def opcion(
        self, objeto: Objeto, campo: str, rotulo: str, valor: Any, opciones: Mapping[Any, str], *,
        al_vuelo: bool = False, **extra: Any,
    ) -> Any:  # fmt: skip
        """Una de varias, todas a la vista.

        ``al_vuelo``: marcarla se guarda sin redibujar la página; lo que dependa de ella, el navegador o ``contar``.
        """
        claves = list(opciones)
        puesta = self._entre(objeto, campo, valor, claves)
        comun = self._preparar(objeto, campo, puesta, como="default", al_vuelo=al_vuelo)
        if al_vuelo and self.activo:
            self.observar(comun["key"], objeto, campo, puesta, opciones=claves)
            self._sin_elegir += [comun["key"]] if puesta is None else []
        # Obligatoria: si no, tocar dos veces la misma, que en un móvil es fácil, la borraría.
        elegida = st.segmented_control(
            rotulo, claves, format_func=lambda k: literal(opciones[k]), width="stretch", wrap=True, required=True,
            **comun, **extra,
        )  # fmt: skip
        decir_motivo(comun["key"])
        return elegida

    def lista(
        self, objeto: Objeto, campo: str, rotulo: str, valor: Any, opciones: Mapping[Any, str], **extra: Any
    ) -> Any:
        """Una de muchas, en desplegable."""
        claves = list(opciones)
        dado = self._entre(objeto, campo, valor, claves)
        puesto = None if dado is None else claves.index(dado)
        comun = self._preparar(objeto, campo, dado, como="index", puesto=puesto)
        # Sin filtro: en el móvil, tocar la lista no abre el teclado.
        elegida = st.selectbox(
            rotulo, claves, format_func=lambda k: opciones[k], placeholder=_("Elige…"), filter_mode=None,
            **comun, **extra,
        )  # fmt: skip
        decir_motivo(comun["key"])
        return elegida

    def varias(
        self, objeto: Objeto, campo: str, rotulo: str, valor: list[str], opciones: Mapping[str, str], **extra: Any
    ) -> list[str]:
        """Ninguna, una o varias."""
        comun = self._preparar(objeto, campo, [v for v in valor or [] if v in opciones], list, como="default")
        elegidas = st.pills(
            rotulo, list(opciones), format_func=lambda k: literal(opciones[k]), selection_mode="multi", **comun, **extra
        )
        decir_motivo(comun["key"])
        return elegidas

    def escala(
        self, objeto: Objeto, campo: str, rotulo: str, valor: int | None, minimo: int, maximo: int, **extra: Any
    ) -> Any:
        """Un número de una escala corta, sin valor de partida."""
        return self.opcion(objeto, campo, rotulo, valor, {n: str(n) for n in range(minimo, maximo + 1)}, **extra)

    def numero(self, objeto: Objeto, campo: str, rotulo: str, valor: int | None, **extra: Any) -> Any:
        """Un número de una escala larga, que empieza vacío."""
        sesion.poner_lo_dejado(clave_de(objeto, campo, self.montaje))
        conservado = self._conservado(objeto, campo)
        valor = int(conservado) if conservado and re.fullmatch(r"-?\d{1,9}", conservado) else valor
        comun = self._preparar(objeto, campo, valor)
        self.observar(comun["key"], objeto, campo, valor, a_medias=True)
        # Sin límites en el control: el navegador no dejaría ver por qué no vale.
        escrito = st.number_input(rotulo, step=1, **comun, **extra)
        decir_motivo(comun["key"])
        return escrito

    def atajos(self, objeto: Objeto, campo: str, rotulo: str, valores: Sequence[int]) -> None:
        """Botones que ponen en un ``numero`` ya dibujado uno de esos valores, para no teclearlo."""
        clave = clave_de(objeto, campo, self.montaje)
        puesto = st.session_state.get(clave)

        def poner() -> None:
            elegido = sesion.en_el_campo(f"atajo_{clave}")
            guardar_en(self.quien, objeto, campo, clave, elegido)
            sesion.dejar_para_el_campo(clave, elegido)

        st.session_state[f"atajo_{clave}"] = puesto if puesto in valores else None
        st.segmented_control(
            rotulo, list(valores), width="stretch", wrap=True, key=f"atajo_{clave}", required=True,
            disabled=not self.activo, on_change=poner,
        )  # fmt: skip

    def si_no(self, objeto: Objeto, campo: str, rotulo: str, valor: bool | None, **extra: Any) -> Any:
        """Sí o no, sin valor de partida."""
        return self.opcion(objeto, campo, rotulo, valor, {True: _("Sí"), False: _("No")}, **extra)

    def casilla(self, objeto: Objeto, campo: str, rotulo: str, valor: bool | None, **extra: Any) -> bool:
        """Una aceptación."""
        comun = self._preparar(objeto, campo, bool(valor), bool)
        marcada = st.checkbox(rotulo, **comun, **extra)
        decir_motivo(comun["key"])
        return marcada

    def mes(self, objeto: Objeto, campo: str, rotulo: str, valor: str, **extra: Any) -> str:
        """Mes y año escritos («03/2024»)."""
        valor = mes_a_la_vista(self._escrito(objeto, campo, valor))
        comun = self._preparar(objeto, campo, valor, lambda escrito: escrito or "", tecleado=True)
        self.observar(comun["key"], objeto, campo, valor, a_medias=True)
        escrito = st.text_input(rotulo, placeholder=_("mm/aaaa"), **comun, **extra)
        decir_motivo(comun["key"])
        return escrito or ""

    def fecha(self, objeto: Objeto, campo: str, rotulo: str, valor: str, **extra: Any) -> Any:
        """Un día, con calendario."""
        visto = date.fromisoformat(valor) if valor else None
        comun = self._preparar(objeto, campo, visto, lambda d: d.isoformat() if d else "")
        elegida = st.date_input(rotulo, format="DD/MM/YYYY", **comun, **extra)
        decir_motivo(comun["key"])
        return elegida

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

        with st.popover(_("Quitar"), disabled=not self.activo, type="tertiary"):
            st.write(_("Se borra con todo lo que cuelga de él."))
            st.button(rotulo, key=f"quitar_{objeto.id}", on_click=quitar, disabled=not self.activo)

    def guardado(self) -> dict[str, Any]:
        """Lo que el navegador necesita para guardar lo tecleado y decir cuándo se guardó lo último.

        ``persona`` distingue de quién es lo que aún no ha llegado: si en este navegador entra otra, no sale como suyo.
        ``leyendo``: al cambiar por dónde va en ese lugar, la vista sube hasta ese contenedor.
        """
        return {
            "campos": self._observados,
            "sala": self.codigo,
            "puesto": sesion.puesto(),
            "persona": marca_de_persona(self.quien.participante_id),
            "ultimo": sesion.texto_guardado(contexto.zona()),
            "sin_elegir": self._sin_elegir,
            "avance": self._avance,
            "leyendo": [*self._leyendo],
            "lengua": lengua(),
            "textos": traducido(AL_GUARDAR),
        }
