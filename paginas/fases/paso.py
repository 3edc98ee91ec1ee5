"""Lo que recibe cada fase para dibujarse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from datos.idiomas import _, por_traducir
from datos.vistas import LoMio
from modelo.valores import FaseVista, Objeto, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.formularios import Formulario
from paginas.comun.literal import literal


@dataclass
class Paso:
    """Una fase vista por una persona, con su formulario y sus lecturas a mano."""

    taller: TallerVisto
    fase: FaseVista
    f: Formulario
    mio: LoMio

    @property
    def yo(self) -> str:
        """Id del participante."""
        return self.f.quien.participante_id or ""

    @property
    def respuestas(self) -> dict[str, Any]:
        """Campos sueltos de esta fase."""
        return self.mio.respuestas

    @property
    def clientes(self) -> list[Any]:
        """Clientes propios, en el orden en que se crearon."""
        return self.mio.clientes

    @cached_property
    def palancas(self) -> tuple[Any, ...]:
        """Las palancas de este taller."""
        return contexto.palancas(self.taller)

    def suelto(self) -> Objeto:
        """El objeto al que pertenecen los campos sueltos de esta fase."""
        return Objeto("respuesta", self.fase.clave)

    def con_papel(self, papel: str) -> Any | None:
        """El cliente elegido como estable o perdido."""
        return next((c for c in self.clientes if c.papel == papel), None)

    def nombre_de_palanca(self) -> dict[str, str]:
        """Clave → nombre."""
        return {p.clave: p.nombre for p in self.palancas}

    def elegir_cliente(self, clave: str) -> Any | None:
        """Selector del cliente sobre el que se trabaja; ``None`` si aún no hay ninguno."""
        if not self.clientes:
            st.info(_("Primero añade al menos un cliente en la fase Mapa."), icon=":material/group_add:")
            return None
        por_id = {c.id: c for c in self.clientes}
        rotulos = {c.id: literal(_con_su_papel(c)) for c in self.clientes}
        primero = self.con_papel("estable") or self.clientes[0]
        campo = f"{clave}_m{self.f.montaje}"
        st.pills(
            _("Cliente"),
            list(por_id),
            format_func=lambda i: rotulos[i],
            key=campo,
            default=sesion.elegido(clave) if sesion.elegido(clave) in por_id else primero.id,
            required=True,
            on_change=lambda: sesion.elegir(clave, sesion.valor(campo)),
        )
        return por_id.get(sesion.valor(campo), primero)


# Cómo se dice cada papel dentro de una frase.
PAPELES = (por_traducir("estable"), por_traducir("perdido"))


def _con_su_papel(c: Any) -> str:
    return (c.alias or _("Sin alias")) + (f" ({_(c.papel)})" if c.papel else "")
