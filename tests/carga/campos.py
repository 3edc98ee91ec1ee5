"""Los campos de una página: cómo se encuentran y qué se manda cuando alguien los toca."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState

CON_VALOR = frozenset(
    {"slider", "selectbox", "button_group", "checkbox", "text_input", "text_area", "number_input", "date_input"}
)
BOTONES = frozenset({"button", "link_button", "download_button"})
COMPONENTE = "bidi_component"


@dataclass(frozen=True, slots=True)
class Campo:
    """Un campo, botón o componente de la página."""

    clase: str
    proto: Any
    fragmento: str

    @property
    def id(self) -> str:
        """El identificador con que lo conoce el servidor."""
        return str(self.proto.id)

    @property
    def clave(self) -> str:
        """Su ``key=``, que es el final del identificador."""
        return self.id.split("-", 2)[-1]

    @property
    def rotulo(self) -> str:
        """Su rótulo visible."""
        return str(getattr(self.proto, "label", ""))

    @property
    def opciones(self) -> list[str]:
        """Lo que se puede elegir, con sus palabras."""
        todas = list(getattr(self.proto, "options", []))
        return [o.content for o in todas] if self.clase == "button_group" else todas

    def con(self, valor: Any) -> WidgetState:
        """El estado que manda el navegador cuando alguien pone ese valor."""
        if self.proto.disabled:
            raise ValueError(f"«{self.rotulo}» está desactivado")
        estado = WidgetState(id=self.id)
        if self.clase == "slider":
            estado.double_array_value.data.append(float(valor))
        elif self.clase == "button_group":
            if valor not in self.opciones:
                raise ValueError(f"«{valor}» no está en {self.opciones}")
            estado.string_array_value.data.append(valor)
        elif self.clase == "checkbox":
            estado.bool_value = bool(valor)
        elif self.clase == "number_input":
            estado.double_value = float(valor)
        else:
            estado.string_value = str(valor)
        return estado

    def de_servidor(self) -> WidgetState:
        """El estado con que nace el campo, o el que le acaba de poner el servidor."""
        estado, p, puesto = WidgetState(id=self.id), self.proto, self.proto.set_value
        if self.clase == "slider":
            estado.double_array_value.data.extend(p.value if puesto else p.default)
        elif self.clase == "button_group":
            estado.string_array_value.SetInParent()
            de_serie = [self.opciones[i] for i in p.default]
            estado.string_array_value.data.extend(list(p.raw_values) if puesto else de_serie)
        elif self.clase == "date_input":
            estado.string_array_value.SetInParent()
            estado.string_array_value.data.extend(p.value if puesto else p.default)
        elif self.clase == "checkbox":
            estado.bool_value = p.value if puesto else p.default
        elif self.clase == "selectbox":
            _de_lista(estado, p, puesto)
        else:
            _de_texto_o_numero(estado, p, "value" if puesto else "default", numero=self.clase == "number_input")
        return estado


def _de_lista(estado: WidgetState, p: Any, puesto: bool) -> None:
    if puesto:
        if p.HasField("raw_value"):
            estado.string_value = p.raw_value
    elif p.HasField("default") and p.default < len(p.options):
        estado.string_value = p.options[p.default]


def _de_texto_o_numero(estado: WidgetState, p: Any, nombre: str, *, numero: bool) -> None:
    if p.HasField(nombre):
        setattr(estado, "double_value" if numero else "string_value", getattr(p, nombre))
