"""Personas que teclean contra el servidor de verdad, por HTTP y con su cookie."""

from __future__ import annotations

import http.client
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from modelo.valores import Entrada

PLAZO_S = 10.0
Clave = tuple[str, str]


@dataclass
class Cuenta:
    """Lo último que el servidor dio por guardado en un campo, y lo enviado después sin respuesta."""

    confirmado: str | None = None
    en_el_aire: set[str] = field(default_factory=set)

    def admite(self, valor: str | None) -> bool:
        """Si la base puede tener ese valor sin que se haya perdido nada."""
        return valor == self.confirmado or valor in self.en_el_aire


class RobotDeRed:
    """Una persona con su navegador. Teclea en sus campos hasta que el servidor deja de estar."""

    def __init__(self, url: str, entrada: Entrada, clientes: list[str], semilla: int) -> None:
        self.host = urlsplit(url).netloc
        self.entrada, self.azar = entrada, random.Random(semilla)
        self.campos: list[Clave] = [("respuesta:bienvenida", "palabra")]
        self.campos += [(f"cliente:{id}", campo) for id in clientes for campo in ("alias", "corto", "largo")]
        # La de quién es y, detrás de un reparto, la que dice a qué réplica va.
        self.cookie = self.reparto = ""
        self.cuentas: dict[Clave, Cuenta] = defaultdict(Cuenta)
        self.confirmados = self.numero = self.ocupado = 0
        self.rechazos: list[tuple[int, str]] = []

    def entrar(self) -> None:
        """Cambia su pase por su cookie, como hace su navegador."""
        estado, cabeceras, cuerpo = self._pedir("POST", "/api/identidad", {"pase": self.entrada.pase})
        assert estado == 204, (estado, cuerpo)
        self.cookie = next(c for c in cabeceras["set-cookie"].split("\n") if c.startswith("palancas_p_")).split(";")[0]

    def teclear_hasta_el_corte(self) -> None:
        """Un campo suyo tras otro, al azar."""
        while self.teclear(self.azar.choice(self.campos)):
            time.sleep(self.azar.uniform(0, 0.01))

    def repetir_lo_que_quedo_en_el_aire(self) -> bool:
        """Al volver el servidor, el navegador reenvía lo que no supo si llegó. Dice si ha entrado todo."""
        for clave, cuenta in self.cuentas.items():
            if cuenta.en_el_aire:
                self.teclear(clave, max(cuenta.en_el_aire))
        return not any(cuenta.en_el_aire for cuenta in self.cuentas.values())

    def teclear(self, clave: Clave, valor: str = "") -> bool:
        """Envía un valor. Devuelve si el servidor sigue ahí."""
        self.numero += 1
        valor = valor or f"{self.entrada.alias}x{self.numero:07d}"
        (tipo, _, id), campo, cuenta = clave[0].partition(":"), clave[1], self.cuentas[clave]
        envio = {"sala": self.entrada.codigo, "objeto": tipo, "id": id, "campo": campo, "valor": valor}
        cuenta.en_el_aire.add(valor)
        try:
            estado, _, cuerpo = self._pedir(
                "POST", "/api/borrador", envio | {"puesto": self.entrada.alias, "orden": self.numero}
            )
        except (OSError, http.client.HTTPException):
            return False
        if estado == 200:
            cuenta.confirmado, cuenta.en_el_aire = valor, set()
            self.confirmados += 1
        elif estado == 503:
            # «Inténtalo otra vez»: el navegador lo reenvía.
            self.ocupado += 1
        else:
            cuenta.en_el_aire.discard(valor)
            self.rechazos.append((estado, cuerpo))
        return True

    def _pedir(self, metodo: str, ruta: str, datos: Any) -> tuple[int, dict[str, str], str]:
        conexion = http.client.HTTPConnection(self.host, timeout=PLAZO_S)
        try:
            cabeceras = {
                "content-type": "application/json",
                "sec-fetch-site": "same-origin",
                "cookie": self.cookie + self.reparto,
            }
            conexion.request(metodo, ruta, json.dumps(datos), cabeceras)
            respuesta = conexion.getresponse()
            cuerpo = respuesta.read().decode()
            puestas = "\n".join(respuesta.headers.get_all("set-cookie", []))
            if "palancas_replica=" in puestas:
                self.reparto = f"; palancas_replica={puestas.split('palancas_replica=')[1].split(';')[0]}"
            return respuesta.status, {k.lower(): v for k, v in respuesta.getheaders()} | {"set-cookie": puestas}, cuerpo
        finally:
            conexion.close()
