"""Por dónde va el grupo al retomar: cuántas personas tienen completa cada cosa de las fases ya abiertas."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from datos import consultas
from datos.agregados import base, palancas
from datos.agregados.base import Filtrado, Pedido
from datos.idiomas import _, por_traducir, rotulos
from modelo.privacidad import PERSONA
from modelo.valores import EstadoDeFase

MINIMO_DE_HITOS = 4


def _mapa(pedido: Pedido, clientes: pd.DataFrame) -> set[str]:
    tipos = clientes.groupby(PERSONA)["tipo"].agg(set)
    return {str(quien) for quien, suyos in tipos.items() if set(rotulos.TIPOS_DE_CLIENTE) <= suyos}


def _en_los_dos(clientes: pd.DataFrame, filas: pd.DataFrame, minimo: int = 1) -> set[str]:
    """Quienes tienen al menos ``minimo`` filas en su cliente estable y en su perdido."""
    bastan = filas.groupby("cliente_id").size()
    con_bastantes = clientes[clientes["cliente_id"].isin(bastan[bastan >= minimo].index)]
    papeles = con_bastantes.groupby(PERSONA)["papel"].agg(set)
    return {str(quien) for quien, suyos in papeles.items() if set(rotulos.PAPELES) <= suyos}


def _historico(pedido: Pedido, clientes: pd.DataFrame) -> set[str]:
    hitos = base.contestadas(consultas.df_hitos(pedido.motor, pedido.taller.sala_id), "fecha")
    return _en_los_dos(clientes, hitos[hitos["valencia"].notna()], MINIMO_DE_HITOS)


def _entorno(pedido: Pedido, clientes: pd.DataFrame) -> set[str]:
    gente = consultas.df_interlocutores(pedido.motor, pedido.taller.sala_id)
    return _en_los_dos(clientes, consultas.con_algo(gente, "interlocutor"))


def _interaccion(pedido: Pedido, clientes: pd.DataFrame) -> set[str]:
    contactos = consultas.df_interacciones(pedido.motor, pedido.taller.sala_id)
    return _en_los_dos(clientes, consultas.con_algo(contactos, "interaccion"))


def _valoracion(pedido: Pedido, clientes: pd.DataFrame) -> set[str]:
    cuantas = palancas.estables(pedido, pedido.taller.id).groupby(PERSONA)["palanca"].nunique()
    return set(cuantas[cuantas >= len(base.palancas_de(pedido))].index)


_COMPLETO: dict[str, tuple[str, Callable[[Pedido, pd.DataFrame], set[str]]]] = {
    "mapa": (por_traducir("Los tres tipos de cliente"), _mapa),
    "historico": (por_traducir("{hitos} hitos o más en los dos clientes"), _historico),
    "entorno": (por_traducir("Interlocutores de los dos clientes"), _entorno),
    "interaccion": (por_traducir("Interacciones con los dos clientes"), _interaccion),
    "valoracion": (por_traducir("Las ocho palancas valoradas"), _valoracion),
}


@base.recordado
def completo(pedido: Pedido) -> Filtrado:
    """Personas que tienen completa cada cosa (``clave, rotulo, n``), de las fases que ya se han abierto.

    ``n`` son las personas que han escrito algún cliente: las que faltan en cada barra aún lo pueden completar.
    """
    clientes = consultas.df_clientes(pedido.motor, pedido.taller.sala_id)
    clientes = clientes[clientes["alias"] != ""]
    abiertas = {f.tipo for f in pedido.taller.fases if f.estado != EstadoDeFase.PENDIENTE}
    nombres = {t: _(r).format(hitos=MINIMO_DE_HITOS) for t, (r, _quienes) in _COMPLETO.items() if t in abiertas}
    filas = [(quien, tipo) for tipo in nombres for quien in _COMPLETO[tipo][1](pedido, clientes)]
    cuenta = base.recuento(
        pedido, pd.DataFrame(filas, columns=[PERSONA, "completo"], dtype=object), "completo", nombres
    )
    return Filtrado("", int(clientes[PERSONA].nunique()), cuenta.filas) if cuenta.visible else cuenta
