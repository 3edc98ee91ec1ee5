"""Lo que la pantalla dio por guardado sigue ahí aunque el servidor muera sin avisar.

La variante larga, con muchas más muertes: ``python -m tests.durabilidad --veces 100``.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.durabilidad.partida import Partida
from tests.durabilidad.robots import Cuenta


@pytest.mark.larga
def test_matar_el_servidor_mientras_la_gente_escribe_no_pierde_ni_duplica_nada(tmp_path: Path) -> None:
    partida = Partida(tmp_path, semilla=11, personas=4, obreros=1)
    try:
        for _ in range(2):
            partida.vuelta()
    finally:
        partida.acabar()

    cuenta = partida.recuento
    assert cuenta.limpio, asdict(cuenta)
    assert cuenta.muertes == 2
    assert cuenta.por_http > 0
    assert cuenta.por_procesos > 0
    assert cuenta.reanudan == 2 * (4 + 1)


def test_la_cuenta_ve_un_valor_confirmado_que_ya_no_esta() -> None:
    cuenta = Cuenta(confirmado="nuevo", en_el_aire={"enviado después"})

    assert cuenta.admite("nuevo")
    assert cuenta.admite("enviado después")
    assert not cuenta.admite("viejo")
    assert not cuenta.admite(None)
