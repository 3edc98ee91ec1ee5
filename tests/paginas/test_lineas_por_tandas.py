"""Las líneas de tiempo ofrecidas se dicen todas, y se llega a las que no caben de una vez."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from datos import agregados
from datos.demostracion import sembrar_ensayo
from modelo.entidades import Cliente
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import motor_de
from paginas.comun.revelado import tandas
from tests.ensayo import cambiar
from tests.paginas.pantalla import Pantalla

TITULO = re.compile(r"^\*\*(.+)\*\*$", re.MULTILINE)


@pytest.fixture
def creado(base_de_datos: str) -> TallerCreado:
    """El ensayo, con la historia de todos los clientes ofrecida al grupo."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    cambiar(motor, Cliente, ofrece_linea=True)
    agregados.olvidar()
    return creado


def en_el_historico(creado: TallerCreado) -> Pantalla:
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    pantalla = Pantalla().como(creado.codigo, facilita).va("resultados", creado.codigo)
    return pantalla.elige("Sección", "Histórico")


def lineas(pantalla: Pantalla) -> list[str]:
    """Los títulos de las líneas que se ven."""
    return [m[1] for t in pantalla.at.markdown if (m := TITULO.match(t.value)) and not m[1].startswith("Ensayo")]


def test_se_dice_cuantas_hay_y_el_boton_lleva_a_las_siguientes(creado: TallerCreado) -> None:
    pantalla = en_el_historico(creado)
    primeras = lineas(pantalla)
    [campo] = [c for c in pantalla.at.selectbox if "líneas ofrecidas" in c.label]
    total = int(campo.label.split()[1])

    pantalla.pulsa("Ver las líneas siguientes, de la 7 a la 12")

    assert len(primeras) == 6
    assert len(lineas(pantalla)) == 6
    assert not set(lineas(pantalla)) & set(primeras)
    assert len([o for o in campo.options if o.startswith("Solo ")]) == total > 12


def test_se_puede_ver_solo_la_de_un_cliente(creado: TallerCreado) -> None:
    pantalla = en_el_historico(creado)
    [campo] = [c for c in pantalla.at.selectbox if "líneas ofrecidas" in c.label]
    ultima = campo.options[-1]

    pantalla.elige(campo.label, ultima)

    assert lineas(pantalla) == [ultima.removeprefix("Solo ")]
    assert not [b for b in pantalla.botones() if b.startswith("Ver las líneas siguientes")]


def test_dos_clientes_con_el_mismo_alias_se_distinguen_al_elegir(creado: TallerCreado) -> None:
    suyas = [agregados.Linea("Acme", pd.DataFrame(), date(2026, 1, 1)) for _ in range(2)]

    assert tandas.titulos(suyas) == ["Acme", "Acme (2)"]
