"""Volver a importar corrige lo de quien aún no ha entrado, y nada de quien ya entró."""

from __future__ import annotations

from modelo.casos import enlaces, entrada
from modelo.entidades import Cliente, Participante, Respuesta, Valoracion
from modelo.volcado import Apunte
from tests.casos.test_importar import ANA, FARO, Mesa, mesa, todas, trae

__all__ = ["mesa"]


def archivo(energia: int, nota: int | str, corto: str = "cerrar", **cliente: str) -> tuple[Apunte, ...]:
    """Lo que Ana rellenó en papel, pasado a limpio."""
    return (
        ANA,
        Apunte("respuesta", "Ana", {"energia": energia}, clave="bienvenida", fila=2),
        Apunte("cliente", "Ana", {**FARO.valores, "corto": corto, **cliente}, fila=3),
        Apunte("valoracion", "Ana", {"P1a": nota}, cliente="Faro", clave="1", fila=4),
    )


def escrito(mesa: Mesa) -> tuple[object, ...]:
    (energia,), (faro,), (nota,) = (todas(mesa, c) for c in (Respuesta, Cliente, Valoracion))
    return (energia.valor, faro.corto, "ns" if nota.no_sabe else nota.valor)


def test_el_archivo_corregido_corrige_lo_de_quien_no_ha_entrado(mesa: Mesa) -> None:
    trae(mesa, *archivo(4, 3))
    hecho = trae(mesa, *archivo(5, "ns", "renovar"))

    assert escrito(mesa) == (5, "renovar", "ns")
    assert [(r.fila, r.campo) for r in hecho.corregidos] == [(2, "energia"), (3, "corto"), (4, "P1a")]
    assert (hecho.rellenados, hecho.conservados) == (0, ())
    assert not trae(mesa, *archivo(5, "ns", "renovar")).cambia_algo


def test_lo_de_quien_ya_ha_entrado_no_se_corrige_aunque_haya_salido(mesa: Mesa) -> None:
    trae(mesa, *archivo(4, 3))
    (ana,) = todas(mesa, Participante)
    dentro = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal)
    _, _, ficha = mesa.hacer(entrada.canjear_pase, pase=dentro.pase)
    mesa.hacer(enlaces.salir, ficha=ficha)
    hecho = trae(mesa, *archivo(5, 1, "renovar"))

    assert escrito(mesa) == (4, "cerrar", 3)
    assert not hecho.cambia_algo
    assert len(hecho.conservados) == 3


def test_quien_esta_entrando_cuenta_como_dentro(mesa: Mesa) -> None:
    trae(mesa, *archivo(4, 3))
    (ana,) = todas(mesa, Participante)
    mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal)

    assert not trae(mesa, *archivo(5, 1)).corregidos


def test_quien_entro_sin_llegar_a_tener_llave_sigue_contando_como_dentro_pasado_su_pase(mesa: Mesa) -> None:
    trae(mesa, *archivo(4, 3))
    (ana,) = todas(mesa, Participante)
    mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal)
    mesa.reloj.pasan(hours=3)
    mesa.hacer(enlaces.tirar_caducados)

    assert not trae(mesa, *archivo(5, 1)).corregidos


def test_el_papel_de_un_cliente_no_se_corrige_importando(mesa: Mesa) -> None:
    trae(mesa, *archivo(4, 3))
    hecho = trae(mesa, *archivo(4, 3, papel="perdido"))

    assert [(r.fila, r.campo) for r in hecho.conservados] == [(3, "papel")]
    assert [c.papel for c in todas(mesa, Cliente)] == ["estable"]


def test_un_archivo_que_se_contradice_deja_siempre_lo_primero_que_dice(mesa: Mesa) -> None:
    dos = (*archivo(4, 3), Apunte("respuesta", "Ana", {"energia": 1}, clave="bienvenida", fila=9))
    trae(mesa, *archivo(5, 3))
    trae(mesa, *dos)
    repetida = trae(mesa, *dos)

    assert escrito(mesa)[0] == 4
    assert not repetida.cambia_algo
    assert [(r.fila, r.campo) for r in repetida.conservados] == [(9, "energia")]
