"""El seguimiento del plan: lo propio de cada cual, y lo que quien facilita puede saber."""

from __future__ import annotations

from datetime import date

SIN_HORIZONTE = "Sin horizonte"
HORIZONTES = {
    "corto": "A corto plazo",
    "medio": "A medio plazo",
    "largo": "A largo plazo",
    "": SIN_HORIZONTE,
}


def frase(situacion: str, accion: str, senal: str) -> str:
    """El compromiso en una frase, sin la fecha, que va aparte."""
    # Se escribe como «propondré…» o como «proponer…»: sin verbo propio, la frase admite las dos.
    texto = f"Si {situacion or '…'}, entonces {accion or '…'}"
    return f"{texto}; lo notaré en {senal}." if senal else f"{texto}."


def plazo(antes_de: str, *, vencido: bool, hoy: date) -> str:
    """«Antes del 31/01/2027», y cuánto pasa o cuánto falta."""
    if not antes_de:
        return "Sin fecha"
    dia = date.fromisoformat(antes_de)
    dias = (dia - hoy).days
    cuando = f"Antes del {dia:%d/%m/%Y}"
    if vencido:
        return f"{cuando} · **vencido hace {_dias(-dias)}**"
    return f"{cuando} · {'es hoy' if dias == 0 else f'faltan {_dias(dias)}'}" if 0 <= dias <= 60 else cuando


def _dias(cuantos: int) -> str:
    return "1 día" if cuantos == 1 else f"{cuantos} días"


def detalle(palanca: str, acompana: str) -> str:
    """La palanca y quién acompaña, en una línea."""
    return " · ".join(p for p in (palanca, f"Acompaña: {acompana}" if acompana else "") if p)
