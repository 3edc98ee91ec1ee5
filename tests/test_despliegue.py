"""El reparto entre réplicas: qué escribe nginx, a quién manda cada cookie y qué se dice si falta algo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herramientas import nginx, postgres
from herramientas.replicas import Despliegue, NoSeLevanta, en_marcha, parar_el_de

PUERTOS = (8601, 8602, 8603)


def escrita(carpeta: Path, **cambios: object) -> str:
    datos: dict[str, object] = {"escucha": "127.0.0.1:8501", "registro": carpeta / "nginx.log", "cifrada": False}
    return nginx.configuracion(PUERTOS, carpeta=carpeta, **(datos | cambios))  # type: ignore[arg-type]


def grupo(config: str, nombre: str) -> list[str]:
    hallado = re.search(rf"upstream {nombre} {{(.*?)}}", config, flags=re.DOTALL)
    assert hallado
    return re.findall(r"server 127\.0\.0\.1:(\d+)([^;]*);", hallado[1])


def test_no_queda_ningun_hueco_de_la_plantilla_por_rellenar(tmp_path: Path) -> None:
    assert re.findall(r"@[A-Z]+@", escrita(tmp_path)) == []


def test_cada_replica_tiene_su_grupo_y_las_demas_la_relevan_por_un_orden_fijo(tmp_path: Path) -> None:
    config = escrita(tmp_path)

    assert [puerto for puerto, _ in grupo(config, "todas")] == ["8601", "8602", "8603"]
    segunda = grupo(config, "r2")
    assert [puerto for puerto, _ in segunda] == ["8602", "8603", "8601"]
    assert [("backup" in resto, "weight=1000" in resto) for _, resto in segunda] == [
        (False, False),
        (True, True),
        (True, False),
    ]


def test_una_replica_sola_no_tiene_relevo(tmp_path: Path) -> None:
    assert "backup" not in nginx.grupos([8601])


def test_los_avisos_salen_sin_retenerse_y_nada_de_quien_visita_queda_en_un_registro(tmp_path: Path) -> None:
    config = escrita(tmp_path)

    assert re.search(r"location = /api/avisos \{\s+proxy_buffering off;", config)
    assert "access_log off;" in config
    assert re.search(r"error_log \S+ crit;", config)


@pytest.mark.parametrize(("cifrada", "protocolo"), [(True, "https"), (False, "$scheme")])
def test_la_aplicacion_sabe_si_quien_visita_llega_cifrado(tmp_path: Path, cifrada: bool, protocolo: str) -> None:
    assert f"X-Forwarded-Proto {protocolo};" in escrita(tmp_path, cifrada=cifrada)


def test_varias_replicas_sobre_sqlite_no_se_levantan_y_se_dice_por_que(tmp_path: Path) -> None:
    despliegue = Despliegue(2, tmp_path, 8501, entorno={"PALANCAS_BD": "sqlite:///x.db"})

    with pytest.raises(NoSeLevanta, match="necesitan PostgreSQL"):
        despliegue.levantar()
    despliegue.parar()


def test_sin_nginx_o_sin_postgres_se_dice_como_conseguirlos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    monkeypatch.setattr(Path, "glob", lambda *_: [])

    with pytest.raises(nginx.SinNginx, match=r"apt install nginx.*brew install"):
        nginx.programa()
    with pytest.raises(postgres.SinPostgres, match=r"apt install postgresql.*brew install"):
        postgres.programas()


def test_una_carpeta_demasiado_honda_para_el_enchufe_se_dice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "programas", lambda: tmp_path)

    with pytest.raises(postgres.SinPostgres, match="demasiado larga"):
        postgres.Cluster(tmp_path / ("x" * 100))


def test_parar_donde_no_hay_nada_o_quedo_una_nota_vieja_no_toca_ningun_proceso(tmp_path: Path) -> None:
    assert not parar_el_de(tmp_path)
    (tmp_path / "estado.json").write_text('{"pid": 4194304}')

    assert en_marcha(tmp_path) == 0
    assert not parar_el_de(tmp_path)
