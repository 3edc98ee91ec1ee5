"""El contenido común de todo lo que se exporta: lo revelado de un taller, por fases.

Sale siempre de ``datos.agregados``, que ya ha pasado por ``modelo.privacidad``, y de las frases de ``datos.lecturas``.
Lo que no se puede ver no está, y en su sitio se dice por qué.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from datos import agregados, consultas
from datos.agregados import Pedido
from datos.exportacion import de_clientes, de_grupo, de_palancas
from datos.exportacion.tipos import Capitulo, FraseConRegla, Informe, Seccion
from modelo.valores import FaseVista

SIN_REVELAR = "Sin revelar: no se incluye hasta que quien facilita lo revele"

Redactor = Callable[[Pedido], tuple[Seccion, ...]]
REDACTORES: dict[str, Redactor] = {
    "bienvenida": de_grupo.bienvenida,
    "mapa": de_clientes.mapa,
    "historico": de_clientes.historico,
    "entorno": de_clientes.entorno,
    "interaccion": de_clientes.interaccion,
    "salida": de_grupo.salida,
    "retomar": de_grupo.retomar,
    "comparacion": de_palancas.comparacion,
    "descubrir": de_palancas.descubrir,
    "valoracion": de_palancas.valoracion,
    "radar": de_palancas.radar,
    "perfil": de_palancas.perfil,
    "estrategias": de_grupo.estrategias,
    "plan": de_grupo.plan,
    "compromisos": de_grupo.compromisos,
    "cierre": de_grupo.cierre,
}


def informe(pedido: Pedido) -> Informe:
    """Lo que quien pide puede llevarse del taller. Da igual desde qué fase se pida: cada una aplica lo suyo."""
    taller = pedido.taller
    capitulos = [_capitulo(pedido.en(fase)) for fase in taller.fases if fase.tipo in REDACTORES]
    sueltas = de_grupo.aparcamiento_sin_cierre(pedido)
    if sueltas and capitulos:
        capitulos[-1] = replace(capitulos[-1], secciones=(*capitulos[-1].secciones, *sueltas))
    return Informe(
        titulo=taller.titulo,
        organizacion=taller.organizacion,
        fecha=pedido.hoy.isoformat(),
        plantilla=taller.plantilla,
        umbral=taller.umbral,
        ensayo=taller.ensayo,
        palancas_version=taller.palancas_version,
        palancas=consultas.palancas(pedido.motor, taller.id),
        resumen=tuple(FraseConRegla(f.texto, f.regla) for f in agregados.resumen(pedido)),
        capitulos=tuple(capitulos),
    )


def _capitulo(pedido: Pedido) -> Capitulo:
    fase: FaseVista = pedido.fase
    hecho = Capitulo(fase.clave, fase.tipo, fase.titulo, fase.objetivo, fase.sesion, fase.anonima)
    if not fase.revelada or not pedido.mirada.revelada:
        return replace(hecho, espera=SIN_REVELAR)
    return replace(hecho, secciones=REDACTORES[fase.tipo](pedido))
