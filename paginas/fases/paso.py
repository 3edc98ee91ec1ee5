"""Lo que recibe cada fase para dibujarse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

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
            st.info("Primero añade al menos un cliente en la fase Mapa.", icon=":material/group_add:")
            return None
        ids = [c.id for c in self.clientes]
        nombres = {c.id: c.alias or "Sin alias" for c in self.clientes}
        elegido = sesion.elegido(clave)
        st.pills(
            "Cliente",
            ids,
            format_func=lambda i: literal(nombres[i]),
            key=f"{clave}_m{self.f.montaje}",
            default=elegido if elegido in ids else ids[0],
            required=True,
            on_change=lambda: sesion.elegir(clave, sesion.valor(f"{clave}_m{self.f.montaje}")),
        )
        elegido = sesion.valor(f"{clave}_m{self.f.montaje}")
        return next((c for c in self.clientes if c.id == elegido), self.clientes[0])
