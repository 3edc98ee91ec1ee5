"""Quién puede ver cada página. La autorización de verdad está en los casos de uso; esto evita enseñar de más."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import streamlit as st

from datos import consultas
from datos.idiomas import _, por_traducir
from datos.idiomas.contenidos import taller_traducido, titulo_traducido
from datos.idiomas.escritura import fecha
from modelo import errores
from modelo.casos import entrada
from modelo.codigos import normalizar_codigo_de_sala
from modelo.lenguas import ESPANOL
from modelo.puertos import Unidad
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, idioma, marco, recados, ritmo, sesion
from paginas.comun.cookies import LETRAS, nombre_de_cookie
from paginas.comun.ejecucion import leer_con
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje
from paginas.comun.navegacion import boton_a
from paginas.comun.revision import a_medias


def codigo_de_la_url() -> str:
    """El código de sala de la dirección, normalizado."""
    return normalizar_codigo_de_sala(str(st.query_params.get("sala") or st.query_params.get("codigo") or ""))


def identidad(codigo: str, papel: Papel) -> Identidad | None:
    """Quién es este navegador en esa sala, también si la han retirado, o ``None`` si no ha entrado o ya no puede."""
    quien, porque, _suya = _en_la_puerta(codigo, papel)
    return quien if porque is None or isinstance(porque, errores.ParticipanteExpulsado) else None


def _en_la_puerta(codigo: str, papel: Papel) -> tuple[Identidad | None, errores.ErrorDelTaller | None, str]:
    """Quién dice ser este navegador, primero por la pestaña y después por su cookie; por qué no pasa, y su lengua.

    Se comprueba en cada dibujo.
    """
    codigo = normalizar_codigo_de_sala(codigo)
    porque: errores.ErrorDelTaller | None = None
    with leer_con(contexto.motor()) as unidad:
        for quien in _llaves(unidad, codigo, papel):
            try:
                suya = entrada.exigir_dentro(unidad, quien, ahora=contexto.ahora())
            except (errores.SinPermiso, errores.SalaNoEncontrada) as error:
                porque = error
                sesion.olvidar_identidad(codigo, papel)
                continue
            except (errores.SalaBorrada, errores.ParticipanteExpulsado) as error:
                return quien, error, ESPANOL
            # La de revisión caduca y se revoca: se mira cada vez.
            if papel != Papel.REVISA:
                sesion.recordar_identidad(codigo, quien)
            return quien, None, suya
    return None, porque, ESPANOL


def _llaves(unidad: Unidad, codigo: str, papel: Papel) -> Iterator[Identidad]:
    guardada = sesion.identidad(codigo, papel)
    if guardada is not None:
        yield guardada
    ficha = st.context.cookies.get(nombre_de_cookie(papel, codigo))
    suya = entrada.portador(unidad, ficha) if codigo and isinstance(ficha, str) else None
    if suya is not None and suya.papel == papel:
        yield suya


def salas_que_facilita() -> dict[str, Identidad]:
    """Por código, las salas en que este navegador facilita."""
    nombres = list(st.context.cookies)
    codigos = [n.rsplit("_", 1)[-1] for n in nombres if n.startswith(f"palancas_{LETRAS[Papel.FACILITA]}_")]
    codigos += sesion.salas_con(Papel.FACILITA)
    halladas = {c: identidad(c, Papel.FACILITA) for c in dict.fromkeys(codigos)}
    return {c: quien for c, quien in halladas.items() if quien is not None}


def _sin_enlace(codigo: str, porque: errores.ErrorDelTaller) -> NoReturn:
    """A quien revisa, que su enlace ya no vale, y lo que estuviera escribiendo."""
    idioma.para_quien_llega()
    marco.cabecera(_("Este enlace ya no vale"))
    st.info(mensaje(porque), icon=":material/link_off:")
    a_medias.ensenar(codigo)
    boton_a(_("Ir al inicio"), "inicio", key="guarda_ir")
    idioma.decir_al_navegador()
    st.stop()
    raise AssertionError("st.stop corta el guion")


def _parar(texto: str, pagina: str, rotulo: str, codigo: str = "") -> NoReturn:
    idioma.para_quien_llega()
    marco.cabecera(_("Aquí hace falta entrar"))
    marco.avisos()
    st.info(_(texto), icon=":material/lock:")
    boton_a(_(rotulo), pagina, sala=codigo, key="guarda_ir", type="primary")
    recados.dar_por_visto()
    idioma.decir_al_navegador()
    st.stop()
    raise AssertionError("st.stop corta el guion")


def _que_pasa(codigo: str, *papeles: Papel) -> Identidad | None:
    """Quien tiene aquí el primero de esos papeles. Si ya no puede, se le dice por qué y no ve nada más."""
    sin_enlace: errores.ErrorDelTaller | None = None
    for papel in papeles:
        quien, porque = _quien_pasa(codigo, papel)
        if quien is not None:
            return quien
        if isinstance(porque, errores.EnlaceCortado | errores.EnlaceCaducado):
            sin_enlace = porque
    if sin_enlace is not None:
        _sin_enlace(codigo, sin_enlace)
    return None


def _quien_pasa(codigo: str, papel: Papel) -> tuple[Identidad | None, errores.ErrorDelTaller | None]:
    quien, porque, suya = _en_la_puerta(codigo, papel)
    if isinstance(porque, errores.ParticipanteExpulsado):
        _retirada(codigo)
    if isinstance(porque, errores.SalaBorrada):
        _sin_sala()
    if quien is not None and porque is None:
        idioma.para(quien, suya)
        return quien, None
    return None, porque


def _retirada(codigo: str) -> NoReturn:
    visto = exigir_taller(codigo)
    # El pulso sigue: si la readmiten, la página vuelve sola.
    ritmo.vigilar(codigo, visto)
    idioma.para_quien_llega()
    marco.cabecera(_("Ya no estás en la sala"))
    st.info(mensaje(errores.ParticipanteExpulsado()), icon=":material/person_off:")
    st.caption(_("Si te recuperan, esta página vuelve sola a donde estabas: puedes dejarla abierta."))
    boton_a(_("Ir al inicio"), "inicio", key="retirada_inicio")
    idioma.decir_al_navegador()
    st.stop()
    raise AssertionError("st.stop corta el guion")


def _sin_sala() -> NoReturn:
    _parar(por_traducir("Esta sala ya no existe: su taller se borró."), "inicio", por_traducir("Ir al inicio"))


def exigir_participante() -> tuple[str, Identidad]:
    """El código y la identidad de quien participa; si no lo es, se le dice cómo entrar."""
    codigo = codigo_de_la_url()
    quien = _que_pasa(codigo, Papel.PARTICIPA)
    if quien is None:
        _parar(
            por_traducir("Para participar, entra con el código de sala."),
            "entrar",
            por_traducir("Entrar en la sala"),
            codigo,
        )
    return codigo, quien


def exigir_facilitador() -> tuple[str, Identidad]:
    """El código y la identidad de quien facilita."""
    codigo = codigo_de_la_url()
    quien = _que_pasa(codigo, Papel.FACILITA)
    if quien is None:
        _parar(
            por_traducir("Esta página es de quien facilita. Abre tu enlace para facilitar."),
            "inicio",
            por_traducir("Ir al inicio"),
        )
    return codigo, quien


def exigir_mirada(*papeles: Papel) -> tuple[str, Identidad]:
    """El código y la identidad con el primero de esos papeles que tenga este navegador."""
    codigo = codigo_de_la_url()
    quien = _que_pasa(codigo, *(papeles or (Papel.FACILITA, Papel.PROYECTA)))
    if quien is not None:
        return codigo, quien
    _parar(
        por_traducir("Para ver esta página, entra en la sala o abre el enlace que te dieron."),
        "entrar",
        por_traducir("Entrar en la sala"),
        codigo,
    )


def elegir_taller(codigo: str, actual: TallerVisto, quien: Identidad) -> TallerVisto:
    """El taller de la sala que se quiere mirar; el selector sale solo si hay más de uno."""
    talleres = consultas.talleres_de(contexto.motor(), quien.sala_id)
    if len(talleres) < 2:
        st.markdown(f"**{literal(actual.titulo)}**")
        return actual
    ids = [t.id for t in reversed(talleres)]
    zona = contexto.zona()
    nombres = {t.id: f"{titulo_traducido(t.titulo)} · {fecha(t.creado_en.astimezone(zona))}" for t in talleres}
    elegido = st.selectbox(
        _("Taller de esta sala"), ids, index=ids.index(actual.id), format_func=lambda i: nombres.get(i, ""),
        key="resultados_cual", filter_mode=None,
    )  # fmt: skip
    otro = consultas.taller_visto(contexto.motor(), codigo, elegido or "")
    return actual if otro is None else taller_traducido(otro)


def exigir_taller(codigo: str) -> TallerVisto:
    """El taller en curso de la sala; si ya no está, se explica."""
    visto = contexto.taller(codigo)
    if visto is None:
        _sin_sala()
    return visto
