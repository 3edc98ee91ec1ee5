"""Quien borra lo suyo no deja texto en la traza de quien facilita, ni en la de las copias."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from datos import borrado, consultas
from modelo.casos import grupo, privado
from modelo.codigos import nuevo_id
from modelo.valores import Identidad
from tests.datos.test_borrado import TEXTO, copiar, en_crudo, mesa, motor
from tests.fabricas import Mesa

__all__ = ["mesa", "motor"]


def test_lo_que_la_traza_copiaba_de_un_asunto_se_va_tambien_de_las_copias_de_otra_version(
    mesa: Mesa, tmp_path: Path
) -> None:
    ana: Identidad = mesa.entra().identidad
    largo = f"{TEXTO} {'y sigue ' * 20}".strip()
    mesa.hacer(grupo.aparcar, quien=ana, texto=largo, id=nuevo_id())
    vieja = tmp_path / "palancas-antes.db"
    copiar(tmp_path / "palancas.db", vieja)
    with closing(sqlite3.connect(vieja)) as copia, copia:
        copia.execute("UPDATE traza SET accion = 'resolver_aparcado', detalle = ?", (largo[:80],))
    assert TEXTO in en_crudo(tmp_path, TEXTO)

    borrado.rematar(mesa.motor, mesa.hacer(privado.borrar_lo_mio, quien=ana))

    assert en_crudo(tmp_path, TEXTO) == set()


def test_la_traza_dice_el_asunto_mientras_su_autor_no_lo_borre(mesa: Mesa) -> None:
    ana: Identidad = mesa.entra().identidad
    mesa.hacer(grupo.aparcar, quien=ana, texto=TEXTO, id=(asunto := nuevo_id()))
    mesa.hacer(grupo.resolver_aparcado, quien=mesa.facilita, id=asunto, resuelto=True)

    def tratado() -> list[str]:
        hechos = consultas.traza(mesa.motor, mesa.creado.taller_id)
        return [t.detalle for t in hechos if t.accion == "resolver_aparcado"]

    assert tratado() == [TEXTO]
    mesa.hacer(privado.borrar_lo_mio, quien=ana)
    assert tratado() == [""]
