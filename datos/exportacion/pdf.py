"""Documentos PDF accesibles (PDF/UA-1), con typst: sin red, sin navegador y sin las letras del sistema."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from datos.exportacion.fuentes import ESTATICOS, carpeta
from datos.exportacion.papel import de_grupo, limpio
from datos.exportacion.tipos import Informe

AQUI = Path(__file__).parent
ACCESIBLE: Literal["ua-1"] = "ua-1"


def componer(plantilla: str, datos: dict[str, Any], fecha: str) -> bytes:
    """El PDF de esa plantilla. Los textos viajan como datos: nada de lo escrito por nadie se interpreta."""
    fuente = "\n".join((AQUI / f"{nombre}.typ").read_text(encoding="utf-8") for nombre in ("base", plantilla))
    marca = (ESTATICOS / "icono.svg").read_text(encoding="utf-8")
    dia = date.fromisoformat(fecha)
    hecho: bytes = typst.compile(  # type: ignore[misc]  # sus tipos piden letras y fuente de la misma clase
        fuente.encode(),
        root=str(AQUI),
        font_paths=[str(carpeta())],
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(limpio(datos) | {"marca": marca})},
        pdf_standards=[ACCESIBLE],
        # Solo el día: la hora diría cuándo estaba delante quien lo pidió.
        timestamp=datetime(dia.year, dia.month, dia.day, tzinfo=UTC),
    )
    return hecho


def hacer(informe: Informe) -> bytes:
    """El informe de grupo."""
    return componer("informe", de_grupo(informe), informe.fecha)
