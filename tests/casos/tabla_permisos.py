"""La tabla de permisos: qué caso puede hacer cada papel y en qué estado. Es la prueba y la documentación.

``python -m tests.casos.tabla_permisos`` vuelve a escribir ``docs/permisos.md``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import modelo.casos
from datos.plantillas import plantilla
from modelo.casos import (
    agenda,
    comparar,
    copia,
    duplicar,
    enlaces,
    entrada,
    grupo,
    idioma,
    importar,
    informes,
    notas,
    preparar,
    privado,
    reparto,
    respuestas,
    revision,
    sala,
    seguimiento,
    tiempo,
)
from modelo.codigos import nuevo_id
from modelo.errores import SinPermiso
from modelo.reparto import firma
from modelo.valores import Identidad, Papel
from modelo.volcado import Apunte
from tests.casos.escena import Escena, comentario, informe
from tests.casos.fila import (
    CON_RESPUESTAS,
    EN_SU_FASE,
    ESTADOS,
    FACILITA,
    NO_PIDE_PAPEL,
    PARTICIPA,
    REVISA,
    SI,
    SIEMPRE,
    SIN_MIRAR,
    Fila,
)
from tests.reglas import RAIZ


def _identificar(unidad: Any, *, ficha: str, ahora: Any) -> None:
    if entrada.identificar(unidad, ficha=ficha) is None:
        raise SinPermiso


def _compromiso(**mas: Any) -> Callable[[Escena], dict[str, Any]]:
    return lambda e: {"compromiso_id": e.compromiso} | mas


def _sin_hora(unidad: Any, *, quien: Identidad, ahora: Any) -> None:
    preparar.con_respuestas(unidad, quien=quien)


def _de_fase(clave: str) -> Callable[[Escena], dict[str, Any]]:
    return lambda e: {"clave": clave}


def _nada(e: Escena) -> dict[str, Any]:
    return {}


def _cliente(e: Escena) -> dict[str, Any]:
    return {"objeto": e.cliente, "campo": "corto", "valor": "cerrar el pedido"}


def _taller(e: Escena) -> dict[str, Any]:
    datos = {"plantilla": plantilla("expres"), "titulo": "Nuevo", "organizacion": "", "umbral": 5}
    return datos | {"borrar_el": date(2027, 5, 1)}


def _otro_reparto(e: Escena) -> dict[str, Any]:
    return {"de": 2, "personas": e.pareja(), "desde": firma(dict.fromkeys(e.pareja(), 1))}


_F, _P = (FACILITA,), (PARTICIPA,)
TABLA = (
    Fila(entrada.entrar, NO_PIDE_PAPEL, SIEMPRE, lambda e: {"codigo": e.mesa.creado.codigo, "alias": "Nuevo"},
         "el código de sala, con límite de intentos"),
    Fila(entrada.comprobar_sala, NO_PIDE_PAPEL, SIEMPRE, lambda e: {"codigo": e.mesa.creado.codigo},
         "el código de sala, con límite de intentos"),
    Fila(entrada.reanudar, NO_PIDE_PAPEL, SIEMPRE,
         lambda e: {"codigo": e.mesa.creado.codigo, "codigo_personal": e.personal},
         "el código de sala y el personal, con límite de intentos"),
    Fila(entrada.canjear_pase, NO_PIDE_PAPEL, (SI, SI, SI, "PaseNoValido"), lambda e: {"pase": e.pase},
         "un pase de un uso y 60 segundos"),
    Fila(entrada.identificar, NO_PIDE_PAPEL, (SI, SI, SI, "SinPermiso"), lambda e: {"ficha": e.ficha},
         "la ficha de la cookie"),
    Fila(entrada.expulsar, _F, SIEMPRE, lambda e: {"participante_id": e.eva.participante_id}),
    Fila(entrada.readmitir, _F, SIEMPRE, lambda e: {"participante_id": e.retirada.participante_id}),
    Fila(enlaces.abrir_enlace, NO_PIDE_PAPEL, (SI, SI, SI, "SinPermiso"),
         lambda e: {"ficha": e.enlace, "papel": Papel.FACILITA}, "la ficha del enlace"),
    Fila(enlaces.salir, NO_PIDE_PAPEL, SIN_MIRAR, lambda e: {"ficha": e.ficha}, "la ficha de la cookie"),
    Fila(enlaces.revocar_enlaces, _F, SIEMPRE, _nada),
    Fila(enlaces.tirar_caducados, NO_PIDE_PAPEL, SIN_MIRAR, _nada, "la propia instalación, cada hora"),
    Fila(sala.crear_taller, NO_PIDE_PAPEL, SIN_MIRAR, _taller, "la clave de la instalación, si la hay"),
    Fila(sala.crear_enlace, _F, SIEMPRE, lambda e: {"papel": Papel.PROYECTA}),
    Fila(sala.borrar_taller, _F, SIEMPRE, _nada),
    Fila(duplicar.duplicar_taller, _F, SIEMPRE, lambda e: {"titulo": "Otro", "borrar_el": date(2027, 5, 1)}),
    Fila(agenda.avanzar, _F, SIEMPRE, _nada),
    Fila(agenda.volver, _F, SIEMPRE, _nada),
    Fila(agenda.saltar, _F, SIEMPRE, _de_fase("plan")),
    Fila(agenda.revelar, _F, SIEMPRE, _de_fase("mapa")),
    Fila(agenda.ocultar, _F, SIEMPRE, _de_fase("mapa")),
    Fila(agenda.abrir_fase, _F, SIEMPRE, _de_fase("mapa")),
    Fila(agenda.abrir_hasta, _F, SIEMPRE, lambda e: {"clave": "mapa", "hasta": e.mesa.reloj.ahora.replace(year=2027)}),
    Fila(agenda.cerrar_fase, _F, SIEMPRE, _de_fase("mapa")),
    Fila(agenda.sumar_minutos, _F, SIEMPRE, lambda e: {"minutos": 5}),
    Fila(tiempo.repartir_el_tiempo, _F, SIEMPRE, lambda e: {"minutos": {"plan": 6}}),
    Fila(agenda.pausar_reloj, _F, SIEMPRE, _nada),
    Fila(agenda.reanudar_reloj, _F, SIEMPRE, _nada),
    Fila(agenda.terminar, _F, SIEMPRE, _nada),
    Fila(agenda.reabrir, _F, SIEMPRE, _nada),
    Fila(agenda.endurecer_anonimato, _F, SIEMPRE, lambda e: {"clave": "plan", "anonima": True}),
    Fila(agenda.empezar, _F, SIEMPRE, _nada),
    Fila(agenda.quitar_reloj, _F, SIEMPRE, _nada),
    Fila(preparar.con_respuestas, _F, SIEMPRE, _nada),
    Fila(preparar.editar_taller, _F, SIEMPRE, lambda e: {"titulo": "Otro", "organizacion": "", "umbral": 6}),
    Fila(preparar.editar_fase, _F, SIEMPRE, lambda e: {"clave": "plan", "minutos": 9}),
    Fila(preparar.quitar_fase, _F, CON_RESPUESTAS, _de_fase("plan")),
    Fila(preparar.poner_fase, _F, CON_RESPUESTAS, lambda e: {"fase": plantilla("completo").fases[0], "sesion": 1}),
    Fila(preparar.mover_fase, _F, CON_RESPUESTAS, lambda e: {"clave": "plan", "puestos": 1}),
    Fila(preparar.editar_palanca, _F, CON_RESPUESTAS, lambda e: {"palanca": plantilla("completo").palancas[0]}),
    Fila(preparar.volver_a_la_agenda, _F, CON_RESPUESTAS, lambda e: {"fases": plantilla("completo").fases}),
    Fila(preparar.volver_a_las_palancas, _F, CON_RESPUESTAS, lambda e: {"palancas": plantilla("completo").palancas}),
    Fila(copia.punto_de_control, _F, SIEMPRE, lambda e: {"nombre": "antes"}),
    Fila(importar.prever, _F, SIEMPRE, lambda e: {"apuntes": [Apunte("persona", "Iris")]}),
    Fila(importar.importar, _F, SIEMPRE, lambda e: {"apuntes": [Apunte("persona", "Iris")]}),
    Fila(informes.guardar_importado, _F, SIEMPRE, lambda e: informe("{ }")),
    Fila(informes.quitar_importado, _F, SIEMPRE, lambda e: {"id": e.informe}),
    Fila(revision.crear_enlace, _F, SIEMPRE, lambda e: {"rotulo": "Otro", "dias": 7}),
    Fila(revision.revocar_enlace, _F, SIEMPRE, lambda e: {"huella": e.de_revision}),
    Fila(revision.moderar, _F, SIEMPRE, lambda e: {"tipo": revision.TIPOS_DE_TEXTO[0], "texto": "a", "visible": True}),
    Fila(revision.comentar, (FACILITA, REVISA), SIEMPRE, lambda e: comentario(nuevo_id())),
    Fila(revision.ocultar_comentario, _F, SIEMPRE, lambda e: {"id": e.comentario, "oculto": True}),
    Fila(revision.borrar_comentario, _F, SIEMPRE, lambda e: {"id": e.comentario}),
    Fila(comparar.autorizar, NO_PIDE_PAPEL, (SI, SI, SI, "ObjetoNoEncontrado"),
         lambda e: {"quienes": [e.mesa.facilita], "talleres": [e.mesa.creado.taller_id]},
         "quien puede ver los resultados de esas salas"),
    Fila(agenda.fijar_debate, _F, SIEMPRE, lambda e: {"palancas": ("P1",)}),
    Fila(agenda.elegir_lamina, _F, SIEMPRE, lambda e: {"fase": "mapa", "lamina": "tipos"}),
    Fila(reparto.repartir_grupos, _F, SIEMPRE, _otro_reparto),
    Fila(reparto.mover_de_grupo, _F, SIEMPRE, lambda e: {"participante_id": e.eva.participante_id, "grupo": 0}),
    Fila(reparto.ensenar_grupos, _F, SIEMPRE, _nada),
    Fila(reparto.retirar_grupos, _F, SIEMPRE, _nada),
    Fila(reparto.deshacer_grupos, _F, SIEMPRE, _nada),
    Fila(notas.guardar_nota, _F, SIEMPRE, lambda e: {"fase": "mapa", "texto": "ir despacio", "antes": ""}),
    Fila(respuestas.guardar, _P, EN_SU_FASE, _cliente),
    Fila(respuestas.guardar_borrador, _P, SIEMPRE, _cliente),
    Fila(respuestas.recuperar_borradores, _P, SIEMPRE, _nada),
    Fila(respuestas.crear_objeto, _P, EN_SU_FASE, lambda e: {"tipo": "cliente", "id": nuevo_id()}),
    Fila(respuestas.quitar_objeto, _P, EN_SU_FASE, lambda e: {"objeto": e.cliente}),
    Fila(seguimiento.cambiar_estado, _P, SIEMPRE, _compromiso(estado="hecho")),
    Fila(seguimiento.compartir, _P, SIEMPRE, _compromiso(compartido=True)),
    Fila(seguimiento.anotar, _P, SIEMPRE, lambda e: _compromiso(id=nuevo_id(), texto="otra")(e)),
    Fila(seguimiento.quitar_nota, _P, SIEMPRE, lambda e: {"id": e.nota}),
    Fila(grupo.votar, _P, EN_SU_FASE, lambda e: {"aportacion_id": e.idea.id}),
    Fila(grupo.quitar_voto, _P, EN_SU_FASE, lambda e: {"aportacion_id": e.idea.id}),
    Fila(grupo.marcar_listo, _P, SIEMPRE, lambda e: {"fase": "mapa"}),
    Fila(grupo.quitar_listo, _P, SIEMPRE, lambda e: {"fase": "mapa"}),
    Fila(grupo.aparcar, (PARTICIPA, FACILITA), SIEMPRE, lambda e: {"texto": "otro asunto", "id": nuevo_id()}),
    Fila(grupo.resolver_aparcado, _F, SIEMPRE, lambda e: {"id": e.aparcado, "resuelto": True}),
    Fila(idioma.elegir_idioma, _P, SIEMPRE, lambda e: {"idioma": "en"}),
    Fila(privado.borrar_lo_mio, _P, SIEMPRE, _nada),
    Fila(privado.expurgar_fase, _F, SIEMPRE, _de_fase("mapa")),
    Fila(privado.caducar, NO_PIDE_PAPEL, SIN_MIRAR, _nada, "la propia instalación, cada hora"),
)  # fmt: skip


def casos_publicos() -> Iterator[str]:
    """«modulo.caso» de todo lo que se puede pedir: recibe la unidad y lo demás por su nombre."""
    for modulo in pkgutil.iter_modules(modelo.casos.__path__):
        cargado = importlib.import_module(f"{modelo.casos.__name__}.{modulo.name}")
        for nombre, funcion in inspect.getmembers(cargado, inspect.isfunction):
            if funcion.__module__ == cargado.__name__ and not nombre.startswith("_") and _es_caso(funcion):
                yield f"{modulo.name}.{nombre}"


def _es_caso(funcion: Callable[..., Any]) -> bool:
    primero, *resto = [*inspect.signature(funcion).parameters.values()] or [None]
    return (
        primero is not None
        and primero.name == "unidad"
        and bool(resto)
        and all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in resto)
    )


def invocable(fila: Fila) -> Callable[..., Any]:
    """Cómo se llama al caso en la prueba."""
    if fila.caso is entrada.identificar:
        return _identificar
    return _sin_hora if fila.caso is preparar.con_respuestas else fila.caso


def documento() -> str:
    """El texto de ``docs/permisos.md``."""
    lineas = [
        "# Quién puede qué",
        "",
        "Lo escribe `python -m tests.casos.tabla_permisos` a partir de la tabla que comprueba",
        "`tests/casos/test_permisos.py`: cada caso se intenta con cada papel y en cada estado. Un caso de uso que no",
        "esté aquí hace fallar la prueba.",
        "",
        "Quien no sale en «Quién» recibe `SinPermiso` en todos los estados. Nadie puede nada con una ficha revocada,",
        "tras ser retirado de la sala ni con una identidad de otra sala.",
        "",
        f"| Caso | Quién | {' | '.join(e.capitalize() for e in ESTADOS)} |",
        f"|---|---|{'---|' * len(ESTADOS)}",
    ]
    for fila in TABLA:
        quien = fila.con if isinstance(fila.quien, str) else ", ".join(fila.quien)
        resultados = " | ".join(r if r == SI else f"`{r}`" for r in fila.en)
        lineas.append(f"| `{fila.nombre}` | {quien} | {resultados} |")
    return "\n".join(lineas) + "\n"


if __name__ == "__main__":
    (RAIZ / "docs" / "permisos.md").write_text(documento(), encoding="utf-8")
