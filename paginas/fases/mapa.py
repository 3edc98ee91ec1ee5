"""Mapa: qué hago con cada cliente y por qué."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos.idiomas import _, rotulos
from modelo.valores import Objeto
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_mapa(paso: Paso) -> None:
    """Qué falta, una tarjeta por cliente y un botón por tipo."""
    hay = {c.tipo for c in paso.clientes if c.alias}
    with st.container(key="que_falta"):
        st.markdown("  \n".join(_casilla(nombre, tipo in hay) for tipo, nombre in rotulos.TIPOS_DE_CLIENTE.items()))
    tarjetas.empezar("cliente", paso.clientes, a_medias=[c for c in paso.clientes if _faltan(c)])
    for c in paso.clientes:
        titulo = f"{c.alias or _('Sin alias todavía')} · {rotulos.TIPOS_DE_CLIENTE.get(c.tipo, '')}"
        resumen = tarjetas.resumir(_peso(_("Corto"), c.corto_peso), _peso(_("Largo"), c.largo_peso), faltan=_faltan(c))
        with tarjetas.tarjeta(Objeto("cliente", c.id), titulo, resumen=resumen, hecha=not _faltan(c)) as abierta:
            if abierta:
                _cliente(paso, c)
    with st.container(horizontal=True, key="altas"):
        for tipo, nombre in rotulos.TIPOS_DE_CLIENTE.items():
            rotulo = _("Añadir {tipo}").format(tipo=nombre.lower())
            paso.f.alta("cliente", rotulo, valores={"tipo": tipo}, clave=f"mapa_anadir_{tipo}")


def _casilla(nombre: str, hecho: bool) -> str:
    icono = ":material/check_circle:" if hecho else ":material/radio_button_unchecked:"
    dicho = nombre if hecho else _("{tipo}: te falta uno").format(tipo=nombre)
    return f"{icono} {dicho}"


def _peso(nombre: str, valor: int | None) -> str:
    return "" if valor is None else f"{nombre} {valor}"


def _faltan(c: Any) -> list[str]:
    pares = {
        _("alias"): c.alias, _("desde cuándo"): c.desde, _("cómo trabajáis"): c.modalidad, _("qué haces"): c.que_hago,
        _("corto"): c.corto, _("peso del corto"): c.corto_peso, _("largo"): c.largo, _("peso del largo"): c.largo_peso,
    }  # fmt: skip
    return tarjetas.falta(pares)


def _cliente(paso: Paso, c: Any) -> None:
    f, o = paso.f, Objeto("cliente", c.id)
    f.texto(o, "alias", _("Alias del cliente"), c.alias)
    st.caption(rotulos.RECORDATORIO_ALIAS)
    f.opcion(o, "tipo", _("Qué es hoy"), c.tipo, rotulos.TIPOS_DE_CLIENTE)
    p = _preguntas(c.tipo)
    f.mes(o, "desde", p["desde"], c.desde)
    f.opcion(o, "modalidad", p["modalidad"], c.modalidad, rotulos.MODALIDADES)
    f.texto(o, "que_hago", p["que_hago"], c.que_hago, largo=True)
    f.texto(o, "corto", p["corto"], c.corto, largo=True)
    f.escala(o, "corto_peso", p["corto_peso"], c.corto_peso, 0, 10)
    f.texto(o, "largo", p["largo"], c.largo, largo=True)
    f.escala(o, "largo_peso", p["largo_peso"], c.largo_peso, 0, 10)
    f.texto(o, "dificultad", p["dificultad"], c.dificultad, largo=True)
    if f.si_no(o, "amplia", p["amplia"], c.amplia) is False:
        f.opcion(o, "causa", _("¿Por qué crees que no?"), c.causa, rotulos.CAUSAS)
    f.baja(o, _("Quitar este cliente"))


def _preguntas(tipo: str) -> dict[str, str]:
    """Cómo se pregunta cada campo: a quien se perdió, en pasado; a quien no es cliente, por lo que aún no es."""
    preguntas = {
        "desde": _("Desde cuándo (mes y año)"),
        "modalidad": _("Cómo trabajáis"),
        "que_hago": _("¿Qué haces con él?"),
        "corto": _("El corto del objetivo: ¿qué persigues a corto plazo?"),
        "corto_peso": _("¿Cuánto pesa el corto? (0 nada · 10 todo)"),
        "largo": _("El largo de la relación: ¿qué cuidas a largo plazo?"),
        "largo_peso": _("¿Cuánto pesa el largo? (0 nada · 10 todo)"),
        "dificultad": _("¿Qué te resulta difícil?"),
        "amplia": _("¿Amplía el trabajo contigo?"),
    }
    if tipo == "cliente_perdido":
        preguntas |= {
            "desde": _("Desde cuándo fue cliente (mes y año)"),
            "modalidad": _("Cómo trabajabais"),
            "que_hago": _("¿Qué hacías con él?"),
            "corto": _("El corto del objetivo: ¿qué perseguías a corto plazo?"),
            "corto_peso": _("¿Cuánto pesaba el corto? (0 nada · 10 todo)"),
            "largo": _("El largo de la relación: ¿qué cuidabas a largo plazo?"),
            "largo_peso": _("¿Cuánto pesaba el largo? (0 nada · 10 todo)"),
            "dificultad": _("¿Qué te resultaba difícil?"),
            "amplia": _("¿Amplió el trabajo contigo?"),
        }
    elif tipo == "no_cliente":
        preguntas |= {
            "desde": _("Desde cuándo os conocéis (mes y año)"),
            "modalidad": _("Cómo os tratáis"),
            "amplia": _("¿Se abre a trabajar contigo?"),
        }
    return preguntas
