"""Una lista de personas y clientes, con las columnas que traiga quien la sube."""

from __future__ import annotations

from typing import Any

import pytest

from datos import importacion
from modelo.casos import importar
from modelo.errores import ArchivoNoValido
from modelo.volcado import Apunte
from tests.datos.importacion.apoyo import en_csv, en_excel, lista, por_tipo, reparos, ver
from tests.fabricas import Mesa

FILAS: list[list[Any]] = [
    ["Participante", "Cliente", "Tipo de cliente", "Desde", "Peso del corto", "Teléfono"],
    ["Ana", "Faro", "Cliente", "03/2021", "7,0", "no se importa"],
    ["Ana", "Muelle", "cliente perdido", "enero de 2019", "", ""],
    ["Berto", "", "", "", "", ""],
]


@pytest.mark.parametrize("como", ["csv", "excel"])
def test_las_columnas_se_proponen_por_su_nombre_y_dan_personas_y_clientes(mesa: Mesa, como: str) -> None:
    leido = lista(mesa, en_csv(FILAS) if como == "csv" else en_excel(FILAS))

    assert leido.reparos == ()
    assert [a.persona for a in por_tipo(leido, "persona")] == ["Ana", "Berto"]
    assert [(a.persona, dict(a.valores)) for a in por_tipo(leido, "cliente")] == [
        ("Ana", {"alias": "Faro", "tipo": "cliente", "desde": "2021-03", "corto_peso": 7}),
        ("Ana", {"alias": "Muelle", "tipo": "cliente_perdido", "desde": "2019-01"}),
    ]


def test_el_emparejamiento_se_puede_corregir(mesa: Mesa) -> None:
    datos = en_csv([["Uno", "Dos", "Tres"], ["Faro", "Ana", "largo plazo"]])

    with pytest.raises(ArchivoNoValido, match="alias de cada persona"):
        lista(mesa, datos)
    leido = lista(mesa, datos, _persona=1, cliente_alias=0, cliente_largo=2)
    assert leido.apuntes == (
        Apunte("persona", "Ana", fila=2),
        Apunte("cliente", "Ana", {"alias": "Faro", "largo": "largo plazo"}, fila=2),
    )


def test_una_columna_no_sirve_para_dos_campos(mesa: Mesa) -> None:
    with pytest.raises(ArchivoNoValido, match=r"B · Cliente está elegida dos veces"):
        lista(mesa, en_csv(FILAS), cliente_largo=1)


def test_un_rotulo_repetido_no_se_propone_y_se_dice(mesa: Mesa) -> None:
    hoja = importacion.abrir(en_csv([["Persona", "Cliente", "CLIENTE "], ["Ana", "Faro", "Muelle"]]), "a.csv")[0]
    cabecera = importacion.cabecera(hoja)
    propuesta = importacion.emparejar(cabecera, importacion.columnas_de_lista(ver(mesa)))

    assert cabecera.repetidos == ("Cliente", "CLIENTE ".strip())
    assert (propuesta[".persona"], propuesta["cliente.alias"]) == (0, None)
    assert [cabecera.nombre(p) for p in (1, 2)] == ["B · Cliente", "C · CLIENTE"]


@pytest.mark.parametrize(
    ("fila", "columna", "motivo"),
    [
        (["Ana", "Faro", "amigo"], "C · Tipo de cliente", "Valen: Cliente; No cliente; Cliente perdido"),
        (["Ana", "Faro", "", "ayer"], "D · Desde", "03/2024"),
        (["Ana", "Faro", "", "", "mucho"], "E · Peso del corto", "número"),
        (["Ana", "Faro", "", "", "", "", "de más"], "", "más celdas que rótulos"),
    ],
)
def test_lo_que_no_se_entiende_dice_fila_y_columna(mesa: Mesa, fila: list[str], columna: str, motivo: str) -> None:
    ((numero, donde, que),) = reparos(lista(mesa, en_csv([*FILAS[:1], [], fila])))

    assert (numero, donde) == (3, columna)
    assert motivo in que


@pytest.mark.parametrize(
    ("fila", "columna", "motivo"),
    [
        (["Ana", "Faro", "", "02/2031"], "D · Desde", "no ha llegado"),
        (["Ana", "Faro", "", "31/02/2020"], "D · Desde", "esa fecha no existe"),
        (["Ana", "Faro", "", "", "7,5"], "E · Peso del corto", "número entero"),
        (["Ana", "Faro", "", "", "70"], "E · Peso del corto", "entre 0 y 10"),
        (["Ana", "", "Cliente"], "B · Cliente", "está vacío"),
        (["", "Faro"], "A · Participante", "hace falta escribir algo"),
    ],
)
def test_lo_que_el_modelo_rechaza_dice_tambien_fila_y_columna(
    mesa: Mesa, fila: list[str], columna: str, motivo: str
) -> None:
    leido = lista(mesa, en_csv([*FILAS[:1], fila]))
    previsto = mesa.hacer(importar.prever, quien=mesa.facilita, apuntes=leido.apuntes)

    assert leido.reparos == ()
    ((numero, donde, que),) = [(r.fila, leido.donde(r), r.motivo) for r in previsto.reparos]
    assert (numero, donde) == (2, columna)
    assert motivo in que


def test_una_persona_dos_veces_y_un_cliente_dos_veces_son_reparos(mesa: Mesa) -> None:
    leido = lista(mesa, en_csv([["Persona", "Cliente"], ["Ana", "Faro"], ["ana ", "FARO"], ["Eva", ""], ["EVA", ""]]))
    previsto = mesa.hacer(importar.prever, quien=mesa.facilita, apuntes=leido.apuntes)

    assert [(r.fila, r.motivo) for r in previsto.reparos] == [
        (3, "repite la fila 2; deja solo una"),
        (5, "repite la fila 4; deja solo una"),
    ]


@pytest.mark.parametrize("datos", [b"Persona;Cliente\n", b"\n\n\n;;\n", en_excel([]), en_excel([["Persona"]])])
def test_una_lista_sin_filas_dice_que_no_trae_nada(mesa: Mesa, datos: bytes) -> None:
    with pytest.raises(ArchivoNoValido, match="no tiene datos"):
        lista(mesa, datos)


def test_un_texto_que_parece_formula_entra_como_texto(mesa: Mesa) -> None:
    leido = lista(mesa, en_csv([["Persona", "Cliente", "Qué hago"], ["Ana", "Faro", "=2+2 y -1"]]))

    assert [a.valores["que_hago"] for a in por_tipo(leido, "cliente")] == ["=2+2 y -1"]
    formula = lista(mesa, en_excel([["Persona", "Cliente", "Qué hago"], ["Ana", "Faro", "=2+2"]]))
    assert reparos(formula) == [(2, "C · Qué hago", "lleva una fórmula; pega su resultado como valor")]
