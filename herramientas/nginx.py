"""La configuración de nginx que reparte entre réplicas: la plantilla, con lo que cambia de una instalación a otra."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

COMO_CONSEGUIRLO = "en Debian, «sudo apt install nginx-light»; en macOS, «brew install nginx»"
PLANTILLA = Path(__file__).resolve().parent.parent / "despliegue" / "nginx.conf"
DEL_PAQUETE = "www-data"
# A la que no responde no se le manda nada en este tiempo. Corto: si acaba de volver y cae la otra, no queda ninguna.
APARTADA = "max_fails=1 fail_timeout=1s"


class SinNginx(RuntimeError):
    """No está nginx; el mensaje dice cómo conseguirlo."""


def programa() -> str:
    """Dónde está nginx: Debian no pone su carpeta en el PATH de todo el mundo."""
    encontrado = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if encontrado is None:
        raise SinNginx(f"Hace falta nginx: {COMO_CONSEGUIRLO}, y repite.")
    return encontrado


def _grupo(nombre: str, servidores: Sequence[str]) -> str:
    lineas = [f"        server {servidor};" for servidor in servidores]
    return "\n".join([f"    upstream {nombre} {{", f"        zone {nombre} 64k;", *lineas, "    }"])


def grupos(puertos: Sequence[int]) -> str:
    """El grupo de todas y el de cada una con sus relevos."""
    todas = [f"127.0.0.1:{puerto} {APARTADA}" for puerto in puertos]
    hechos = [_grupo("todas", todas)]
    for numero, propia in enumerate(todas):
        relevos = [*todas[numero + 1 :], *todas[:numero]]
        # nginx reparte entre relevos según su peso: con esta diferencia, va siempre al primero que responda.
        pesos = [1000 if puesto == 0 else 1 for puesto in range(len(relevos))]
        suyos = [f"{relevo} weight={peso} backup" for relevo, peso in zip(relevos, pesos, strict=True)]
        hechos.append(_grupo(f"r{numero + 1}", [propia, *suyos]))
    return "\n".join(hechos)


def configuracion(puertos: Sequence[int], *, escucha: str, carpeta: Path, registro: Path, cifrada: bool) -> str:
    """El archivo entero. ``cifrada``: quien visita llega por https, aunque aquí ya no venga cifrado."""
    numeradas = [*enumerate(puertos, start=1)]
    puesto = {
        "USUARIO": f"user {DEL_PAQUETE};" if os.geteuid() == 0 else "",
        "CARPETA": str(carpeta),
        "REGISTRO": str(registro),
        "ESCUCHA": escucha,
        "PROTOCOLO": "https" if cifrada else "$scheme",
        "GRUPOS": grupos(puertos),
        "DESTINOS": "\n".join(f"        r{n} r{n};" for n, _ in numeradas),
        "SERVIDAS": "\n".join(rf'        "~127\.0\.0\.1:{puerto}$" r{n};' for n, puerto in numeradas),
    }
    return re.sub(r"@([A-Z]+)@", lambda hueco: puesto[hueco[1]], PLANTILLA.read_text(encoding="utf-8"))
