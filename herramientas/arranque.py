"""Elige un puerto libre, dice la dirección y cede el proceso a Streamlit."""

import argparse
import os
import socket
import sys
from collections.abc import Mapping, Sequence

from datos.ajustes import AjusteNoValido
from datos.motor import preparar
from modelo.errores import (
    BaseDanada,
    BaseDeSoloLectura,
    BaseNoDisponible,
    BaseOcupada,
    ErrorDelTaller,
    SinEspacio,
)

REMEDIOS: dict[type[Exception], str] = {
    BaseDanada: (
        "{0}. Mira las copias con «.venv/bin/python -m datos.copias --lista» y vuelve a una con «--restaurar ARCHIVO»."
    ),
    BaseOcupada: "otro programa tiene bloqueada la base ({0}): ciérralo y repite.",
    BaseDeSoloLectura: "la base es de solo lectura ({0}): revisa los permisos de su archivo y de su carpeta.",
    SinEspacio: "no se puede escribir en la base ({0}): revisa el sitio que queda en el disco.",
    BaseNoDisponible: "no se puede abrir la base de PALANCAS_BD ({0}): revisa su dirección y sus permisos.",
}
PRIMER_PUERTO = 8501
CUANTOS_PUERTOS = 50
OPCION = "--server.port"


def puerto_pedido(argumentos: Sequence[str], entorno: Mapping[str, str]) -> str | None:
    """El puerto que fija quien arranca, en la orden o en STREAMLIT_SERVER_PORT; `None` si le da igual."""
    lector = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    lector.add_argument(OPCION, dest="puerto", default=entorno.get("STREAMLIT_SERVER_PORT"))
    pedido: str | None = lector.parse_known_args(list(argumentos))[0].puerto
    return pedido


def puerto_libre(desde: int = PRIMER_PUERTO) -> int:
    """El primer puerto sin ocupar a partir de `desde`."""
    for puerto in range(desde, desde + CUANTOS_PUERTOS):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as prueba:
            # Sin esto, un servidor recién parado deja el puerto «ocupado» un minuto.
            prueba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prueba.bind(("", puerto))
            except OSError:
                continue
            return puerto
    raise SystemExit(f"Los puertos {desde} a {desde + CUANTOS_PUERTOS - 1} están ocupados: elige otro con {OPCION}.")


def orden(argumentos: Sequence[str], puerto: str) -> list[str]:
    """La orden que sirve la aplicación en ese puerto, con lo que añade quien arranca al final para que mande."""
    return [
        sys.executable,
        *("-m", "streamlit", "run", "app.py"),
        *(OPCION, puerto),
        # Sin cabeza, Streamlit no pregunta un correo en el primer arranque; su saludo está en inglés.
        *("--server.headless", "true", "--logger.hideWelcomeMessage", "true"),
        *argumentos,
    ]


def exigir_base() -> None:
    """Deja la base creada o al día; si no se puede, lo dice en una frase y no arranca."""
    try:
        preparar().dispose()
    except (AjusteNoValido, ErrorDelTaller) as error:
        raise SystemExit(f"Palancas no arranca: {REMEDIOS.get(type(error), '{0}.').format(error)}") from None


def main() -> None:
    """Sirve la aplicación hasta que se pare."""
    argumentos = sys.argv[1:]
    exigir_base()
    puerto = puerto_pedido(argumentos, os.environ) or str(puerto_libre())
    sys.stdout.write(f"Palancas se abre en http://localhost:{puerto}\nPara pararla: Ctrl+C\n")
    sys.stdout.flush()
    # Ceder el proceso, en vez de lanzar otro, hace que Ctrl+C y las señales lleguen a Streamlit.
    os.execv(sys.executable, orden(argumentos, puerto))  # noqa: S606 los argumentos son de quien arranca y no pasan por un intérprete


if __name__ == "__main__":
    main()
