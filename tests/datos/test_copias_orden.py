"""``python -m datos.copias``: lo que dice y lo que hace."""

from __future__ import annotations

from pathlib import Path

import pytest

from datos import copias
from datos.archivo import en_uso
from tests.datos.base_suelta import anadir, codigos


def test_las_ordenes_hacen_enumeran_y_restauran(archivo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copias.main(["--lista"]) == 0
    assert "No hay copias" in capsys.readouterr().out

    assert copias.main(["--ahora", "Antes del radar"]) == 0
    [copia] = copias.lista(archivo)
    anadir(archivo, "NUEVA")
    assert copias.main(["--lista"]) == 0
    assert f"antes del radar{' ' * 27}{copia.ruta.name}" in capsys.readouterr().out

    assert copias.main(["--restaurar", copia.ruta.name]) == 0
    assert codigos(archivo) == {"K7M2QX"}
    assert "La de antes queda en" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("bd", "argumentos", "dicho"),
    [
        ("", ["--restaurar", "no_existe.db"], "no es de Palancas"),
        ("postgresql://x/y", ["--lista"], "Con PostgreSQL, usa pg_dump"),
        ("sqlite:///{}/vacia.db", ["--ahora", "x"], "todavía no hay ninguna base"),
    ],
)
def test_lo_que_no_se_puede_se_dice_en_una_frase(
    archivo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    bd: str,
    argumentos: list[str],
    dicho: str,
) -> None:
    if bd:
        monkeypatch.setenv("PALANCAS_BD", bd.format(archivo.parent))

    assert copias.main(argumentos) == 1

    salida = capsys.readouterr()
    assert dicho in salida.err
    assert salida.err.count("\n") == 1
    assert salida.out == ""


def test_con_palancas_en_marcha_la_orden_dice_que_la_pares(archivo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copia = copias.hacer(archivo, "x")

    with en_uso(archivo):
        assert copias.main(["--restaurar", str(copia.ruta)]) == 1

    assert "párala (Ctrl+C)" in capsys.readouterr().err
