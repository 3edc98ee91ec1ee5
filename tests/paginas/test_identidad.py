"""Cómo llega una identidad al navegador: pase de un uso, enlaces secretos y cookies que ningún guion lee."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from modelo.casos import enlaces, entrada, revision
from modelo.codigos import huella
from modelo.entidades import Ficha
from modelo.errores import BaseOcupada
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import leer_con
from paginas.http import identidad
from paginas.http.identidad import DURA, LLAVE, MAXIMO, nombre_de_cookie
from tests.fabricas import Mesa


def _quien(mesa: Mesa, ficha: str) -> Identidad | None:
    with leer_con(mesa.motor) as unidad:
        return entrada.identificar(unidad, ficha=ficha)


def _atributos(galleta: str) -> set[str]:
    return {parte.strip().lower() for parte in galleta.split(";")[1:]}


def test_un_pase_se_cambia_por_la_cookie_de_esa_persona(cliente: TestClient, mesa: Mesa) -> None:
    ana = mesa.entra()

    assert cliente.post("/api/identidad", json={"pase": ana.pase}).status_code == 204
    ficha = cliente.cookies[nombre_de_cookie(Papel.PARTICIPA, mesa.creado.codigo)]
    with leer_con(mesa.motor) as unidad:
        assert entrada.identificar(unidad, ficha=ficha) == ana.identidad


def test_ningun_guion_lee_la_cookie_ni_sale_hacia_otro_sitio(cliente: TestClient, mesa: Mesa) -> None:
    respuesta = cliente.post("/api/identidad", json={"pase": mesa.entra().pase})

    assert {"httponly", "samesite=lax", "path=/", "secure", f"max-age={DURA}"} <= _atributos(
        respuesta.headers["set-cookie"]
    )


def test_sin_https_la_cookie_no_exige_https(cliente: TestClient, mesa: Mesa) -> None:
    cliente.base_url = "http://taller.local"

    respuesta = cliente.post("/api/identidad", json={"pase": mesa.entra().pase})

    assert "secure" not in _atributos(respuesta.headers["set-cookie"])


def test_detras_de_un_proxy_la_cookie_exige_https_si_la_direccion_publica_lo_es(
    cliente: TestClient, mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PALANCAS_URL", "https://taller.ejemplo.es")
    cliente.base_url = "http://interno:8501"
    cifrada = {"x-forwarded-proto": "https", "origin": "https://taller.ejemplo.es"}

    respuesta = cliente.post("/api/identidad", json={"pase": mesa.entra().pase}, headers=cifrada)

    assert respuesta.status_code == 204
    assert "secure" in _atributos(respuesta.headers["set-cookie"])


@pytest.mark.parametrize(
    ("publica", "dicho"), [("", "https"), ("http://taller.local", "https"), ("https://taller.ejemplo.es", "http")]
)
def test_a_quien_dice_ser_un_proxy_no_se_le_cree_sin_direccion_publica_cifrada(
    cliente: TestClient, mesa: Mesa, monkeypatch: pytest.MonkeyPatch, publica: str, dicho: str
) -> None:
    monkeypatch.setenv("PALANCAS_URL", publica)
    cliente.base_url = "http://taller.local"

    respuesta = cliente.post("/api/identidad", json={"pase": mesa.entra().pase}, headers={"x-forwarded-proto": dicho})

    assert "secure" not in _atributos(respuesta.headers["set-cookie"])


def test_volver_a_entrar_en_el_mismo_navegador_sigue_con_la_misma_llave_y_otra_persona_no(
    cliente: TestClient, mesa: Mesa
) -> None:
    ana, eva = mesa.entra(), mesa.entra("Eva")
    otra_vez = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal)

    llaves = [cliente.post("/api/identidad", json={"pase": e.pase}).headers[LLAVE] for e in (ana, otra_vez, eva)]

    assert llaves[0] == llaves[1] != llaves[2]
    assert huella(cliente.cookies[nombre_de_cookie(Papel.PARTICIPA, mesa.creado.codigo)]) == llaves[2]


def test_un_pase_vale_una_sola_vez(cliente: TestClient, mesa: Mesa) -> None:
    pase = mesa.entra().pase
    cliente.post("/api/identidad", json={"pase": pase})

    segunda = cliente.post("/api/identidad", json={"pase": pase})

    assert segunda.status_code == 403
    assert "set-cookie" not in segunda.headers


def test_un_pase_caduca(cliente: TestClient, mesa: Mesa) -> None:
    mesa.reloj.pasan(minutes=-2)
    pase = mesa.entra().pase

    assert cliente.post("/api/identidad", json={"pase": pase}).status_code == 403


@pytest.mark.parametrize(
    "cabeceras",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://otro.local"},
    ],
)
def test_otro_sitio_no_puede_canjear_y_el_pase_sigue_valiendo(
    cliente: TestClient, mesa: Mesa, cabeceras: dict[str, str]
) -> None:
    pase = mesa.entra().pase

    assert cliente.post("/api/identidad", json={"pase": pase}, headers=cabeceras).status_code == 403
    propias = {"sec-fetch-site": "same-origin"}
    assert cliente.post("/api/identidad", json={"pase": pase}, headers=propias).status_code == 204


@pytest.mark.parametrize("cuerpo", [b"", b"[]", b"no es json", b'{"pase": null}', b'{"pase": "inventado"}'])
def test_un_cuerpo_sin_pase_no_da_cookie(cliente: TestClient, cuerpo: bytes) -> None:
    respuesta = cliente.post("/api/identidad", content=cuerpo)

    assert 400 <= respuesta.status_code < 500
    assert "set-cookie" not in respuesta.headers


def test_un_cuerpo_desmedido_se_rechaza_antes_de_mirar_el_pase(cliente: TestClient, mesa: Mesa) -> None:
    pase = mesa.entra().pase

    grande = cliente.post("/api/identidad", json={"pase": pase, "relleno": "x" * MAXIMO})

    assert 400 <= grande.status_code < 500
    assert cliente.post("/api/identidad", json={"pase": pase}).status_code == 204


@pytest.mark.parametrize(("ruta", "papel", "pagina"), [("f", "FACILITA", "conducir"), ("v", "PROYECTA", "proyectar")])
def test_un_enlace_secreto_deja_su_cookie_y_sale_de_la_barra_de_direcciones(
    cliente: TestClient, mesa: Mesa, ruta: str, papel: str, pagina: str
) -> None:
    ficha = {"f": mesa.creado.ficha_facilitar, "v": mesa.creado.ficha_proyectar}[ruta]

    respuesta = cliente.get(f"/{ruta}/{ficha}")

    assert respuesta.status_code == 303
    assert respuesta.headers["location"] == f"/{pagina}?sala={mesa.creado.codigo}"
    suya = cliente.cookies[nombre_de_cookie(Papel[papel], mesa.creado.codigo)]
    assert _quien(mesa, suya) == Identidad(Papel[papel], mesa.creado.sala_id)
    assert suya != ficha
    assert ficha not in str(respuesta.headers)
    assert respuesta.headers["cache-control"] == "no-store"
    assert {"httponly", "samesite=lax", "path=/", "secure"} <= _atributos(respuesta.headers["set-cookie"])


def test_abrir_otra_vez_el_enlace_no_llena_la_base_de_fichas(cliente: TestClient, mesa: Mesa) -> None:
    for _ in range(5):
        cliente.get(f"/f/{mesa.creado.ficha_facilitar}")

    with leer_con(mesa.motor) as unidad:
        assert len(unidad.todos(Ficha, papel=Papel.FACILITA)) == 2


def test_salir_en_un_navegador_no_anula_el_enlace_ni_a_los_demas(cliente: TestClient, mesa: Mesa) -> None:
    enlace = mesa.creado.ficha_facilitar
    cliente.get(f"/f/{enlace}")
    suya = cliente.cookies[nombre_de_cookie(Papel.FACILITA, mesa.creado.codigo)]
    cliente.post("/api/salir", json={"sala": mesa.creado.codigo})

    assert _quien(mesa, suya) is None
    assert cliente.get(f"/f/{enlace}").status_code == 303


def test_lo_anulado_no_abre_aunque_se_guardara_la_cookie(cliente: TestClient, mesa: Mesa) -> None:
    enlace = mesa.creado.ficha_facilitar
    cliente.get(f"/f/{enlace}")
    suya = cliente.cookies[nombre_de_cookie(Papel.FACILITA, mesa.creado.codigo)]
    nuevos = mesa.hacer(enlaces.revocar_enlaces, quien=mesa.facilita)

    assert _quien(mesa, suya) is None
    assert cliente.get(f"/f/{enlace}").status_code == 404
    assert cliente.get(f"/v/{mesa.creado.ficha_proyectar}").status_code == 404
    assert cliente.get(f"/f/{nuevos.ficha_facilitar}").status_code == 303


def _enlace_de_revision(mesa: Mesa, dias: int = 7) -> str:
    ficha: str = mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="Dirección", dias=dias)
    return ficha


def test_el_enlace_de_revision_deja_su_cookie_y_sale_de_la_barra(cliente: TestClient, mesa: Mesa) -> None:
    ficha = _enlace_de_revision(mesa)

    respuesta = cliente.get(f"/r/{ficha}")

    assert respuesta.status_code == 303
    assert respuesta.headers["location"] == f"/revisar?sala={mesa.creado.codigo}"
    assert cliente.cookies[nombre_de_cookie(Papel.REVISA, mesa.creado.codigo)] == ficha
    assert {"httponly", "samesite=lax", "path=/", "secure"} <= _atributos(respuesta.headers["set-cookie"])


def test_un_enlace_de_revision_caducado_o_cortado_no_abre(cliente: TestClient, mesa: Mesa) -> None:
    cortado = _enlace_de_revision(mesa)
    mesa.hacer(revision.revocar_enlace, quien=mesa.facilita, huella=huella(cortado))
    mesa.reloj.pasan(days=-8)
    caducado = _enlace_de_revision(mesa)

    for ficha, dicho in ((cortado, "se ha cortado. Pide otro"), (caducado, "ha caducado. Pide otro")):
        respuesta = cliente.get(f"/r/{ficha}")
        assert respuesta.status_code == 404
        assert dicho in respuesta.text
        assert "/app/static/marca.svg" in respuesta.text
        assert "set-cookie" not in respuesta.headers


@pytest.mark.parametrize("puerta", ["f", "v"])
def test_con_un_enlace_de_revision_no_se_facilita_ni_se_proyecta(cliente: TestClient, mesa: Mesa, puerta: str) -> None:
    assert cliente.get(f"/{puerta}/{_enlace_de_revision(mesa)}").status_code == 404


def test_una_ficha_no_vale_por_la_puerta_de_otro_papel(cliente: TestClient, mesa: Mesa) -> None:
    respuesta = cliente.get(f"/f/{mesa.creado.ficha_proyectar}")

    assert respuesta.status_code == 404
    assert "set-cookie" not in respuesta.headers


def test_una_ficha_mala_se_explica_en_espanol_sin_nombrar_el_taller(cliente: TestClient) -> None:
    respuesta = cliente.get("/f/inventada")

    assert respuesta.status_code == 404
    assert '<html lang="es">' in respuesta.text
    assert "Pide otro a quien facilita" in respuesta.text
    assert "Taller de prueba" not in respuesta.text
    assert "inventada" not in respuesta.text


def test_salir_de_una_sala_hace_que_este_navegador_la_olvide(cliente: TestClient, mesa: Mesa) -> None:
    cliente.post("/api/identidad", json={"pase": mesa.entra().pase})
    cliente.get(f"/f/{mesa.creado.ficha_facilitar}")
    cliente.cookies.set("palancas_p_OTRA22", "de otra sala", domain="taller.local")

    assert cliente.post("/api/salir", json={"sala": mesa.creado.codigo.lower()}).status_code == 204
    assert list(cliente.cookies) == ["palancas_p_OTRA22"]


def test_salir_revoca_la_ficha_y_no_solo_borra_la_cookie(cliente: TestClient, mesa: Mesa) -> None:
    cliente.post("/api/identidad", json={"pase": mesa.entra().pase})
    ficha = cliente.cookies[nombre_de_cookie(Papel.PARTICIPA, mesa.creado.codigo)]
    cliente.post("/api/salir", json={"sala": mesa.creado.codigo})

    assert _quien(mesa, ficha) is None


def test_salir_con_un_papel_no_cierra_los_demas(cliente: TestClient, mesa: Mesa) -> None:
    cliente.post("/api/identidad", json={"pase": mesa.entra().pase})
    cliente.get(f"/f/{mesa.creado.ficha_facilitar}")
    facilita = cliente.cookies[nombre_de_cookie(Papel.FACILITA, mesa.creado.codigo)]
    cliente.post("/api/salir", json={"sala": mesa.creado.codigo, "papel": "participa"})

    assert list(cliente.cookies) == [nombre_de_cookie(Papel.FACILITA, mesa.creado.codigo)]
    assert _quien(mesa, facilita) is not None


def test_si_la_base_no_responde_salir_no_borra_la_cookie_con_la_ficha_viva(
    cliente: TestClient, mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    cliente.post("/api/identidad", json={"pase": mesa.entra().pase})

    def falla(*_: object, **__: object) -> None:
        raise BaseOcupada

    monkeypatch.setattr(identidad, "ejecutar", falla)

    assert cliente.post("/api/salir", json={"sala": mesa.creado.codigo}).status_code == 503
    assert nombre_de_cookie(Papel.PARTICIPA, mesa.creado.codigo) in cliente.cookies


@pytest.mark.parametrize(
    "cuerpo", [b"", b"[]", b"{}", b'{"sala": ""}', b'{"sala": 3}', b'{"sala": "%s"}' % (b"A" * 3000)]
)
def test_salir_sin_decir_de_donde_no_olvida_nada(cliente: TestClient, cuerpo: bytes) -> None:
    respuesta = cliente.post("/api/salir", content=cuerpo)

    assert respuesta.status_code == 400
    assert "set-cookie" not in respuesta.headers


def test_otro_sitio_no_puede_sacar_a_nadie(cliente: TestClient, mesa: Mesa) -> None:
    cliente.post("/api/identidad", json={"pase": mesa.entra().pase})

    fuera = {"sec-fetch-site": "cross-site"}
    assert cliente.post("/api/salir", json={"sala": mesa.creado.codigo}, headers=fuera).status_code == 403
    assert nombre_de_cookie(Papel.PARTICIPA, mesa.creado.codigo) in cliente.cookies
