"""Una fila de la tabla de permisos y los resultados que más se repiten en ella."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ESTADOS = ("en su fase", "fase cerrada", "taller terminado", "sala borrada")
SI = "sí"
SIEMPRE = (SI, SI, SI, "SalaBorrada")
EN_SU_FASE = (SI, "FaseCerrada", "FaseCerrada", "SalaBorrada")
CON_RESPUESTAS = ("PlantillaCerrada", "PlantillaCerrada", "PlantillaCerrada", "SalaBorrada")
SIN_MIRAR = (SI, SI, SI, SI)

PARTICIPA, FACILITA, REVISA = "participa", "facilita", "revisa"
NO_PIDE_PAPEL = "—"


@dataclass(frozen=True, slots=True)
class Fila:
    """Un caso: quién puede, con qué resultado en cada estado y cómo se intenta sobre una ``Escena``.

    ``quien`` es «—» si el caso no recibe identidad: lo autoriza el secreto que trae, que dice ``con``.
    """

    caso: Callable[..., Any]
    quien: tuple[str, ...] | str
    en: tuple[str, str, str, str]
    datos: Callable[[Any], dict[str, Any]]
    con: str = ""

    @property
    def nombre(self) -> str:
        """«modulo.caso»."""
        return f"{self.caso.__module__.split('.')[-1]}.{self.caso.__name__}"
