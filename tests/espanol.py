"""Reconocer el español que queda a la vista, y apartar lo que escribe la gente, que nunca se traduce."""

from __future__ import annotations

import re

import sqlalchemy as sa

# Lo que escribe la gente: se cambia por algo que no es de ninguna lengua, y lo demás tiene que estar en inglés.
LIBRES = {
    "participante": ("alias",),
    "taller": ("titulo", "organizacion"),
    "cliente": ("alias", "que_hago", "corto", "largo", "dificultad", "exito"),
    "hito": ("que_paso",),
    "interlocutor": ("alias", "area"),
    "interaccion": ("dificultad",),
    "justificacion": ("texto",),
    "perfil_palanca": ("hecho",),
    "aportacion": ("texto",),
    "compromiso": ("situacion", "accion", "senal", "acompana", "nota"),
    "aparcado": ("texto",),
}
ESPANOL_A_LA_VISTA = re.compile(
    r"[áéíóúñ¿¡«»]|\b(el|la|los|las|de|del|que|con|para|una|tu|tus|se|por|más|sin|esta|este|lo|y|en|quien)\b",
    re.IGNORECASE,
)


def espanol(texto: str) -> bool:
    """Si en el texto hay palabras o signos que en inglés no se usan."""
    return ESPANOL_A_LA_VISTA.search(re.sub(r"\{\w+\}|:material/\w+:", "", texto)) is not None


def callar_a_la_gente(motor: sa.Engine) -> None:
    """Cambia todo lo escrito en esa base por algo que no es de ninguna lengua."""
    with motor.execution_options(escritura=True).begin() as conexion:
        for tabla, columnas in LIBRES.items():
            puestos = ", ".join(f"{c} = 'Zed ' || substr(id, 1, 4)" for c in columnas)
            conexion.execute(sa.text(f"update {tabla} set {puestos}"))  # noqa: S608 - nombres de aquí mismo
        conexion.execute(sa.text("update respuesta set valor = '\"Zed\"' where cast(valor as text) like '\"%'"))
