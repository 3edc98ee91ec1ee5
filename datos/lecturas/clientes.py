"""Lecturas del entorno: influencia y actitud de los interlocutores, y rasgos del contexto."""

from typing import Any

import pandas as pd

from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.formato import de_personas, decimal, entero, filas, nombrar, numero, suma, texto

TRATOS = {True: por_traducir("sí"), False: por_traducir("no"), None: por_traducir("sin contestar")}
INFLUYE = 4
OPUESTOS = 0
LADO = 0.24
# A menos de esta distancia del centro, la media no se inclina hacia ningún polo.
CENTRO = 0.25


def con_gente(df: pd.DataFrame) -> list[dict[str, Any]]:
    """Las combinaciones completas de influencia y actitud con al menos un interlocutor.

    ``trato_directo`` es ``None`` si no se ha contestado.
    """
    return [
        {
            **fila,
            "influencia": int(fila["influencia"]),
            "actitud": int(fila["actitud"]),
            "trato_directo": None if (trato := numero(fila["trato_directo"])) is None else trato == 1,
        }
        for fila in filas(df)
        if (numero(fila["n"]) or 0) > 0 and None not in (numero(fila["influencia"]), numero(fila["actitud"]))
    ]


def apartados(lista: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Por combinación, cuánto se aparta del centro de su casilla (de lado 1) para que quepan las que comparten cruce.

    Con trato a la izquierda y sin trato a la derecha; lo que no consta, en medio, y debajo si están los tres.
    """
    cruces: dict[tuple[int, int], set[bool | None]] = {}
    for f in lista:
        cruces.setdefault((f["influencia"], f["actitud"]), set()).add(f["trato_directo"])
    return [_apartado(f["trato_directo"], cruces[(f["influencia"], f["actitud"])]) for f in lista]


def _apartado(trato: bool | None, en_la_casilla: set[bool | None]) -> tuple[float, float]:
    puestos = [t for t in (True, None, False) if t in en_la_casilla]
    if len(puestos) < 3:
        return ((puestos.index(trato) - (len(puestos) - 1) / 2) * 2 * LADO, 0.0)
    return (0.0, -LADO) if trato is None else (-LADO if trato else LADO, LADO)


def frase_influencia_actitud(df: pd.DataFrame, *, n: int) -> str:
    """Cuánta gente con influencia hay, a cuánta no se trata y cuánta tiene actitud contraria.

    ``n`` son las personas que la han puesto.
    """
    lista = con_gente(df)
    if not lista:
        return _("Aún no hay datos de interlocutores.")
    total = suma(lista, "n")
    fuertes = [fila for fila in lista if (numero(fila["influencia"]) or 0) >= INFLUYE]
    sin_trato = suma((f for f in fuertes if f["trato_directo"] is False), "n")
    sin_decir = suma((f for f in fuertes if f["trato_directo"] is None), "n")
    contra = suma((f for f in fuertes if (numero(f["actitud"]) or 0) < OPUESTOS), "n")
    frase = _(
        "De {interlocutores}, {fuertes} con influencia alta (4 o 5): sin trato directo, {sin_trato}; con actitud "
        "contraria, {contra}."
    )
    return frase.format(
        interlocutores=de_personas(total, "interlocutor", "interlocutores", n),
        fuertes=suma(fuertes, "n"),
        sin_trato=_("{n} (de {sin_decir} no se ha dicho)").format(n=sin_trato, sin_decir=sin_decir)
        if sin_decir
        else sin_trato,
        contra=contra,
    )


def tabla_influencia_actitud(df: pd.DataFrame) -> pd.DataFrame:
    """Cada combinación de influencia, actitud y trato, de más a menos influencia."""
    lista = sorted(con_gente(df), key=lambda f: (-(numero(f["influencia"]) or 0), -(numero(f["actitud"]) or 0)))
    return pd.DataFrame(
        {
            _("Influencia"): [
                f"{entero(f['influencia'])} {nombrar(rotulos.INFLUENCIAS, f['influencia'])}" for f in lista
            ],
            _("Actitud"): [
                f"{entero(f['actitud'], signo=True)} {nombrar(rotulos.ACTITUDES, f['actitud'])}" for f in lista
            ],
            _("Trato directo"): [_(TRATOS[f["trato_directo"]]) for f in lista],
            _("Interlocutores"): [entero(f["n"]) for f in lista],
        }
    )


def frase_rasgos(df: pd.DataFrame, *, n: int) -> str:
    """Hacia qué polo se inclina más el conjunto de ``n`` personas, y los rasgos que quedan en el centro."""
    lista = [fila for fila in filas(df) if numero(fila["media"]) is not None]
    if not lista:
        return _("Aún no hay datos de rasgos.")
    mayor = max(lista, key=lambda fila: abs(numero(fila["media"]) or 0))
    media = numero(mayor["media"]) or 0
    if abs(media) < CENTRO:
        return _("Ningún rasgo se inclina hacia un lado (n = {n}).").format(n=n)
    polo = mayor["derecha"] if media > 0 else mayor["izquierda"]
    frase = _("El rasgo más marcado es «{polo}» ({media} en una escala de −2 a +2; n = {n}).")
    return frase.format(polo=polo, media=decimal(media, signo=True), n=n)


def tabla_rasgos(df: pd.DataFrame) -> pd.DataFrame:
    """Cada rasgo con sus dos polos, la media y n."""
    lista = filas(df)
    return pd.DataFrame(
        {
            _("Rasgo"): [texto(f["rasgo"]) for f in lista],
            "−2": [texto(f["izquierda"]) for f in lista],
            "+2": [texto(f["derecha"]) for f in lista],
            _("Media"): [decimal(f["media"], signo=True) for f in lista],
            "n": [entero(f["n"]) for f in lista],
        }
    )
