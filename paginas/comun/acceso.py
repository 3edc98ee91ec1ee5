"""Entrar, volver con el código personal y empezar un ensayo."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from datos import consultas
from datos.idiomas import _
from modelo import errores
from modelo.casos import entrada
from modelo.codigos import huella, normalizar_codigo_de_sala
from modelo.valores import Papel
from paginas.comun import contexto, destino, guardas, idioma, porteria, sesion
from paginas.comun.ejecucion import leer_con
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje, motivo_de
from paginas.comun.motivos import decir_motivo
from paginas.comun.navegacion import boton_a, cumplir

SALA, ALIAS, PERSONAL = "entrar_sala", "entrar_alias", "entrar_personal"
# Junto a qué campo se dice cada fallo.
DONDE: dict[type[errores.ErrorDelTaller], str] = {
    errores.ValorNoValido: ALIAS,
    errores.CodigoPersonalNoValido: PERSONAL,
    errores.ParticipanteExpulsado: PERSONAL,
}


def formulario_de_entrada() -> None:
    """Código de sala y alias; o código de sala y código personal para volver."""
    propuesto = guardas.codigo_de_la_url()
    clave = f"{SALA}_{propuesto}"
    _sala_del_enlace(propuesto, clave)
    with st.form("entrar", border=False):
        with st.container(border=True, key="entrar_tarjeta"):
            st.text_input(_("Código de sala"), value=propuesto, key=clave, placeholder="K7M2QX", autocomplete="off")
            decir_motivo(clave)
            st.text_input(_("Tu nombre o alias"), key=ALIAS, placeholder=_("Como quieras que te lea el grupo"))
            decir_motivo(ALIAS)
            st.form_submit_button(
                _("Entrar"), key="entrar_boton", type="primary", width="stretch", on_click=_entrar, args=(clave,)
            )
        with st.container(key="entrar_vuelta"):
            st.markdown(_("**¿Ya entraste antes?** Con tu código personal vuelves a lo tuyo, desde cualquier aparato."))
            st.text_input(_("Código personal"), key=PERSONAL, placeholder="olivo-faro-27", autocomplete="off")
            decir_motivo(PERSONAL)
            st.form_submit_button(_("Recuperar lo mío"), key="entrar_recuperar", on_click=_recuperar, args=(clave,))


def _sala_del_enlace(codigo: str, clave: str) -> None:
    """Por qué el enlace ya no lleva a ninguna sala, o cómo seguir para quien ya está en ella."""
    if not codigo:
        return
    visto = contexto.taller(codigo)
    if visto is None:
        _decir_que_no_hay(codigo, clave)
        return
    quien = guardas.identidad(codigo, Papel.PARTICIPA)
    yo = consultas.participante(contexto.motor(), quien.participante_id or "") if quien is not None else None
    if yo is None:
        return
    # El título es de la sala: solo lo ve quien ya está en ella.
    st.markdown(_("Ya has entrado en **{titulo}**.").format(titulo=literal(visto.titulo)))
    boton_a(
        _("Seguir como {alias}").format(alias=literal(yo.alias)),
        "participar",
        sala=codigo,
        key="entrar_seguir",
        type="primary",
        width="stretch",
    )


def _decir_que_no_hay(codigo: str, clave: str) -> None:
    """Por qué no hay sala con ese código. Se prueba una vez por pestaña: volver a dibujar no es volver a intentarlo."""
    dicho = sesion.elegido(f"sin_sala_{codigo}")
    if not dicho:
        try:
            with leer_con(contexto.motor()) as unidad:
                entrada.comprobar_sala(unidad, codigo=codigo, ahora=contexto.ahora(), intento=porteria.intento())
        except errores.ErrorDelTaller as error:
            dicho = mensaje(error)
            if not isinstance(error, errores.DemasiadosIntentos):
                sesion.elegir(f"sin_sala_{codigo}", dicho)
    if dicho:
        sesion.anotar_rechazo(clave, dicho)


def _codigo(escrito: str) -> str:
    """El código de sala, también si se ha pegado el enlace entero."""
    en_enlace = re.search(r"[?&](?:codigo|sala)=([\w-]+)", escrito)
    return normalizar_codigo_de_sala(en_enlace[1] if en_enlace else escrito)


def _entrar(clave: str) -> None:
    if sesion.valor(PERSONAL).strip():
        _recuperar(clave)
        return
    alias = " ".join(sesion.valor(ALIAS).split())
    codigo = _codigo(sesion.valor(clave))
    if not _sin_huecos({clave: codigo, ALIAS: alias}) or _ya_estaba(codigo, alias):
        return
    _hacer(clave, entrada.entrar, codigo=codigo, alias=alias, idioma=idioma.elegida())


def _recuperar(clave: str) -> None:
    codigo, personal = _codigo(sesion.valor(clave)), sesion.valor(PERSONAL).strip()
    if _sin_huecos({clave: codigo, PERSONAL: personal}):
        _hacer(clave, entrada.reanudar, codigo=codigo, codigo_personal=personal)


def _ya_estaba(codigo: str, alias: str) -> bool:
    """Quien repite su alias en el mismo navegador es la misma persona."""
    quien = guardas.identidad(codigo, Papel.PARTICIPA)
    yo = consultas.participante(contexto.motor(), quien.participante_id or "") if quien is not None else None
    if yo is None or yo.alias.casefold() != alias.casefold():
        return False
    destino.pedir("participar", codigo)
    return True


def _sin_huecos(escrito: dict[str, str]) -> bool:
    """Si está todo lo que hace falta. Lo que falte se pide junto a su campo."""
    pedir = {
        ALIAS: _("Escribe tu nombre o un alias: es como te verá el grupo."),
        PERSONAL: _("Escribe tu código personal: lo ves en «Lo mío» y quien facilita puede dictártelo."),
    }
    for campo in (*escrito, ALIAS, PERSONAL):
        sesion.quitar_rechazo(campo)
    for campo, valor in escrito.items():
        if not valor:
            sesion.anotar_rechazo(campo, pedir.get(campo, _("Escribe el código de sala: te lo da quien facilita.")))
    return all(escrito.values())


def _hacer(clave: str, caso: object, **datos: str) -> None:
    try:
        hecho = contexto.ejecutar(caso, **datos, intento=porteria.intento())
    except errores.ErrorDelTaller as error:
        frase = mensaje(error)
        if isinstance(error, errores.ValorNoValido):
            frase = _("Ese alias no vale: {motivo}.").format(motivo=motivo_de(error))
        sesion.anotar_rechazo(DONDE.get(type(error), clave), frase)
        return
    sesion.recordar_identidad(hecho.codigo, hecho.identidad)
    sesion.dejar_pase(hecho.pase)
    sesion.dejar_codigo_personal(hecho.codigo, hecho.codigo_personal if caso is entrada.entrar else "")
    destino.pedir("participar", hecho.codigo)


def recordar_en_el_navegador() -> None:
    """Lo de ``canjear``, siempre en el mismo sitio para no mover los campos."""
    with st.container(key="pase"):
        canjear()


def canjear() -> None:
    """Si hay un pase pendiente, el navegador lo cambia por su cookie. Sin cookies, se avisa y se sigue."""
    pase = sesion.pase()
    if not pase:
        return
    from paginas.comun.componentes import canjear_pase

    resultado = canjear_pase(pase, clave=f"pase_{huella(pase)[:8]}")
    if resultado:
        sesion.quitar_pase()
        _recordar_llave(resultado)
    if resultado == "fallo":
        st.warning(
            _("Este navegador no deja recordar tu sesión: no cierres esta pestaña, y apunta tu código personal."),
            icon=":material/cookie_off:",
        )


def _recordar_llave(huella_de_la_ficha: str) -> None:
    """Ata esta pestaña a la llave de su navegador: si se anula al salir en otra, aquí tampoco vale.

    Un navegador sin cookies también la tiene, aunque no la guarde: nadie la anula y la pestaña sigue.
    """
    with leer_con(contexto.motor()) as unidad:
        hallada = entrada.de_la_llave(unidad, huella_de_la_ficha)
    if hallada is None:
        return
    quien, codigo = hallada
    recordada = sesion.identidad(codigo, quien.papel)
    if recordada is not None and replace(recordada, huella=quien.huella) == quien:
        sesion.recordar_identidad(codigo, quien)


def empezar_ensayo(clave: str = "") -> None:
    """Crea el taller de demostración y entra a conducirlo."""
    from datos import demostracion

    with contexto.con_aviso(pintar=True), st.spinner(_("Preparando el ensayo…")):
        creado = demostracion.sembrar_ensayo(contexto.motor(), llave=porteria.llave(clave))
        sesion.recordar_creado(creado)
        destino.pedir("conducir", creado.codigo)
    cumplir("inicio")
