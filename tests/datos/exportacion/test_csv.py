import csv
import io
import re
import zipfile

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from datos import agregados, exportacion
from datos.formulas import es_ejecutable, neutralizar
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Aportacion
from modelo.errores import ValorNoValido
from tests.datos.exportacion.apoyo import pedir
from tests.ensayo import motor, sembrado

__all__ = ["motor", "sembrado"]


def abrir(motor: sa.Engine, separador: str = ";", decimal: str = ",") -> dict[str, bytes]:
    archivo = exportacion.generar("csv", pedir(motor), exportacion.Opciones(separador, decimal))
    with zipfile.ZipFile(io.BytesIO(archivo.datos)) as zip_:
        return {nombre: zip_.read(nombre) for nombre in zip_.namelist()}


def filas(datos: bytes, separador: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(datos.decode("utf-8-sig"), newline=""), delimiter=separador))


def de(archivos: dict[str, bytes], clave: str) -> bytes:
    return next(datos for nombre, datos in archivos.items() if nombre.endswith(f"-{clave}.csv"))


def test_hay_un_csv_por_apartado_con_su_diccionario_y_sus_lecturas(motor: sa.Engine) -> None:
    archivos = abrir(motor)
    explicadas = {(f[0], f[1]) for f in filas(archivos["00-columnas.csv"])[1:]}

    assert len(archivos) > 20
    assert all(datos.startswith(b"\xef\xbb\xbf") for datos in archivos.values())
    for nombre, datos in archivos.items():
        if not nombre.startswith("00-"):
            assert {(nombre, columna) for columna in filas(datos)[0]} <= explicadas
    assert "radar" in "".join(archivos)
    assert any("más alto" in f[4] for f in filas(archivos["00-leeme.csv"]))


@pytest.mark.parametrize(("separador", "decimal"), [(";", ","), (";", "."), (",", "."), ("\t", ",")])
def test_el_separador_y_el_decimal_se_eligen(motor: sa.Engine, separador: str, decimal: str) -> None:
    leidas = filas(de(abrir(motor, separador, decimal), "contraste"), separador)

    columna = leidas[0].index("Diferencia")
    valores = [f[columna] for f in leidas[1:]]
    assert all(re.fullmatch(rf"-?\d+(\{decimal}\d+)?", v) for v in valores)
    assert len({len(f) for f in leidas}) == 1


@pytest.mark.parametrize(("separador", "decimal"), [(",", ","), ("|", "."), (";", "·")])
def test_una_combinacion_que_no_se_podria_leer_se_rechaza(motor: sa.Engine, separador: str, decimal: str) -> None:
    with pytest.raises(ValorNoValido):
        abrir(motor, separador, decimal)


def test_los_numeros_negativos_no_se_tocan(motor: sa.Engine) -> None:
    valencias = [f[3] for f in filas(de(abrir(motor), "lineas"))[1:]]

    assert {"-1", "-2"} & set(valencias)
    assert not any(v.startswith("'") for v in valencias)


def test_un_texto_que_se_ejecutaria_lleva_apostrofo_y_uno_legitimo_no(motor: sa.Engine) -> None:
    puestos = ["=1+1", "-2 días", "+34 600 123 456", "@ana", 'dos\nlíneas; y «comillas"»']
    with UnidadDeTrabajo(motor) as unidad:
        for fila, puesto in zip(unidad.todos(Aportacion), puestos, strict=False):
            fila.texto = puesto
        unidad.confirmar()
    agregados.olvidar()

    escritos = {f[0] for f in filas(de(abrir(motor), "aportaciones"))}

    assert {"'=1+1", "-2 días", "+34 600 123 456", "'@ana", 'dos\nlíneas; y «comillas"»'} <= escritos


@pytest.mark.parametrize(
    "texto",
    ["-2", "-0,4", "+1,5", "-2 días", "+34 600 123 456", "-3,5 %", "- 2 clientes", "hola = adiós", "−3", "a@b.c", ""],
)
def test_lo_que_ninguna_hoja_ejecuta_queda_igual(texto: str) -> None:
    assert neutralizar(texto) == texto


@pytest.mark.parametrize(
    "texto",
    [
        *("=1", "+A1", "-A1", "@SUM(1)", "-2+3", "-2 A1*3", "\t=1", "\r\n=1", " =1", "\u00a0=1", "\uff1d1"),
        *("-2+cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "+1+1", "-1&A1", "\tabc"),
    ],
)  # fmt: skip
def test_lo_que_alguna_hoja_ejecuta_se_neutraliza(texto: str) -> None:
    assert neutralizar(texto) == f"'{texto}"


@given(st.text())
def test_neutralizar_no_pierde_nada_y_basta_con_hacerlo_una_vez(texto: str) -> None:
    hecho = neutralizar(texto)

    assert hecho in (texto, f"'{texto}")
    assert not es_ejecutable(hecho)
    assert neutralizar(hecho) == hecho


@given(st.sampled_from("=+-@"), st.text(alphabet="=+-*/&^<>()!|\"'ABC123", min_size=1))
def test_nada_con_signo_y_operadores_pasa_sin_neutralizar(signo: str, resto: str) -> None:
    numero = re.fullmatch(r"[+-]\d[\d.,]*", signo + resto)

    assert es_ejecutable(signo + resto) or numero


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000))
def test_un_numero_escrito_a_mano_nunca_se_toca(numero: object) -> None:
    for texto in (f"{numero}", f"{numero}".replace(".", ",")):
        assert neutralizar(texto) == texto
