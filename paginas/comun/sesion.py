"""Lo que recuerda una pestaña: valores simples, con nombre y tipo, y lo que hay en los campos de la página."""

from __future__ import annotations

import json
import re
import secrets
from datetime import date, datetime, tzinfo
from typing import Any

import streamlit as st

from datos.idiomas import _
from modelo.codigos import huella
from modelo.valores import EnlacesNuevos, Identidad, Papel, TallerCreado
from paginas.comun import caja


def identidad(codigo: str, papel: Papel) -> Identidad | None:
    """La identidad recordada en esta pestaña para esa sala y papel."""
    guardada = caja.leer(f"identidad_{codigo}_{papel.value}")
    if not guardada:
        return None
    sala_id, participante_id = json.loads(guardada)
    return Identidad(papel, sala_id, participante_id, str(caja.leer(f"huella_{codigo}_{papel.value}", "")))


def recordar_identidad(codigo: str, quien: Identidad) -> None:
    """Recuerda quién es esta pestaña en esa sala."""
    caja.poner(f"identidad_{codigo}_{quien.papel.value}", json.dumps([quien.sala_id, quien.participante_id]))
    caja.poner(f"huella_{codigo}_{quien.papel.value}", quien.huella)


def salas_con(papel: Papel) -> list[str]:
    """Los códigos de las salas en que esta pestaña recuerda ese papel."""
    delante, detras = "identidad_", f"_{papel.value}"
    claves = [k for k in caja.abierta() if k.startswith(delante) and k.endswith(detras)]
    return [k.removeprefix(delante).removesuffix(detras) for k in claves]


def olvidar_identidad(codigo: str, papel: Papel) -> None:
    """Deja de recordarla (expulsión, sala borrada)."""
    caja.sacar(f"identidad_{codigo}_{papel.value}")


def puesto() -> str:
    """Identificador al azar de esta pestaña."""
    return caja.una_vez("puesto")


def montaje(firma: str) -> int:
    """Número que cambia cada vez que se entra en una pantalla distinta: da a cada campo una identidad nueva."""
    suyo = caja.abierta()
    if suyo.get("firma") != firma:
        # Empieza al azar: tras un reinicio, el navegador manda aún lo de los campos de la sesión de antes, y puede ser
        # de otra persona.
        suyo |= {"firma": firma, "montaje": suyo.get("montaje", secrets.randbelow(10**9)) + 1}
        _olvidar_campos(int(suyo["montaje"]) - 1)
    return int(suyo.get("montaje", 1))


def _olvidar_campos(ultimo: int) -> None:
    """Lo apuntado sobre los campos de pantallas anteriores a ``ultimo``, que ya no pueden volver."""
    suyo, del_campo = caja.abierta(), ("visto_", "rechazo_")
    viejas = [c for c in suyo if c.startswith(del_campo) and (m := re.search(r"_m(\d+)$", c)) and int(m[1]) < ultimo]
    for clave in viejas:
        del suyo[clave]


def anotar_visto(clave: str, valor: Any) -> None:
    """Lo que ese campo enseña ya está guardado."""
    caja.poner(f"visto_{clave}", valor)


def anotar_visto_lo_que_hay(clave: str) -> None:
    """Lo que hay ahora en ese campo ya está guardado."""
    hay = caja.de_la_sesion(clave)
    if hay is not None:
        anotar_visto(clave, hay)


def ya_visto(clave: str, valor: Any) -> bool:
    """Si ese campo ya enseñaba eso: el navegador repite a veces lo de campos que acaban de desaparecer."""
    suyo = caja.abierta()
    return f"visto_{clave}" in suyo and bool(suyo[f"visto_{clave}"] == valor)


def pase() -> str:
    """El pase que el navegador tiene pendiente de cambiar por su cookie, o vacío."""
    return str(caja.leer("pase", ""))


def dejar_pase(valor: str) -> None:
    """Deja un pase para que la próxima página lo canjee."""
    caja.poner("pase", valor)


def quitar_pase() -> None:
    """El pase ya se ha usado."""
    caja.poner("pase", "")


def anotar_rechazo(clave: str, motivo: str) -> None:
    """Lo escrito en ese campo no se ha guardado, y por qué. El campo lo conserva."""
    caja.poner(f"rechazo_{clave}", motivo)


def quitar_rechazo(clave: str) -> None:
    """Lo de ese campo ya vale."""
    caja.sacar(f"rechazo_{clave}")


def rechazo(clave: str) -> str:
    """Por qué no se ha guardado lo que hay en ese campo, o vacío."""
    return str(caja.leer(f"rechazo_{clave}", ""))


def dejar_pendiente(clave: str, cambio: list[Any]) -> None:
    """El cambio de ese control que no ha entrado en la base, hecho de valores simples."""
    caja.poner("pendientes", json.dumps(pendientes() | {clave: cambio}))


def pendientes() -> dict[str, list[Any]]:
    """Por control, los cambios que no han entrado en la base."""
    return dict(json.loads(caja.leer("pendientes", "{}")))


def quitar_pendiente(clave: str) -> None:
    """Ese cambio ya no espera."""
    if clave in pendientes():
        caja.poner("pendientes", json.dumps({c: v for c, v in pendientes().items() if c != clave}))


def dejar_codigo_personal(codigo: str, personal: str) -> None:
    """El código personal de quien acaba de entrar, para enseñárselo; vacío cuando ya lo ha apuntado."""
    caja.poner(f"personal_{codigo}", personal)


def codigo_personal(codigo: str) -> str:
    """El código personal que aún no ha dicho que ha apuntado, o vacío."""
    return str(caja.leer(f"personal_{codigo}", ""))


def vista(codigo: str) -> tuple[str, bool]:
    """Qué fase enseña esta pestaña y si sigue al grupo."""
    return str(caja.leer(f"vista_{codigo}", "")), bool(caja.leer(f"siguiendo_{codigo}", True))


def fijar_vista(codigo: str, clave: str, *, siguiendo: bool) -> None:
    """Cambia la fase que enseña esta pestaña."""
    caja.poner(f"vista_{codigo}", clave)
    caja.poner(f"siguiendo_{codigo}", siguiendo)


def anotar_guardado(en: datetime) -> None:
    """Cuándo se guardó lo último."""
    caja.poner("guardado", en.timestamp())


def texto_guardado(zona: tzinfo) -> str:
    """«Guardado 10:42», en esa zona horaria; vacío si aún no se ha guardado nada."""
    en = caja.leer("guardado")
    return _("Guardado {hora}").format(hora=f"{datetime.fromtimestamp(en, zona):%H:%M}") if en else ""


def elegir(clave: str, valor: str) -> None:
    """Guarda una elección de pantalla (pestaña, palanca, tarjeta abierta)."""
    caja.poner(f"elegido_{clave}", valor)


def elegido(clave: str) -> str:
    """La elección guardada, o vacío."""
    return str(caja.leer(f"elegido_{clave}", ""))


def id_reservado(clave: str) -> str:
    """El id que tendrá el próximo objeto creado con ese botón: dos toques seguidos llevan el mismo."""
    return caja.una_vez(f"reserva_{clave}")


def gastar_id(clave: str) -> None:
    """El id reservado ya se ha usado."""
    caja.poner(f"reserva_{clave}", "")


def en_el_campo(clave: str) -> Any:
    """Lo que hay en un campo de la página, por su clave."""
    return caja.de_la_sesion(clave)


def valor(clave: str) -> str:
    """El texto de un campo de la página, por su clave."""
    return str(caja.de_la_sesion(clave) or "")


def numero(clave: str) -> int | None:
    """El número de un campo de la página, por su clave; ``None`` si está vacío."""
    valor = caja.de_la_sesion(clave)
    return int(valor) if isinstance(valor, int | float) else None


def marcada(clave: str) -> bool:
    """Si está marcada una casilla de la página, por su clave."""
    return bool(caja.de_la_sesion(clave))


def lista(clave: str) -> list[str]:
    """Lo elegido en un campo múltiple de la página, por su clave."""
    return list(caja.de_la_sesion(clave) or [])


def instante(clave: str) -> datetime | None:
    """El día y la hora de un campo de la página, sin zona; ``None`` si está vacío."""
    elegido = caja.de_la_sesion(clave)
    return elegido if isinstance(elegido, datetime) else None


def poner_en_campo(clave: str, valor: str | int) -> None:
    """Cambia lo elegido en un campo de la página, o cierra un desplegable, por su clave. Solo antes de dibujarlo."""
    st.session_state[clave] = valor


def dejar_para_el_campo(clave: str, valor: Any) -> None:
    """Desde un *callback*, lo que ha de enseñar un campo en el siguiente dibujo.

    Ponerlo ahí mismo en el campo daría pie a que otra pulsación cortara el *callback*.
    """
    caja.poner(f"dejado_{clave}", valor)


def olvidar_lo_dejado(clave: str) -> None:
    """En el campo ya hay algo más nuevo que lo que se dejó para él."""
    caja.sacar(f"dejado_{clave}")


def poner_lo_dejado(clave: str) -> None:
    """Antes de dibujar el campo, pone en él lo que se dejó para él, si se dejó algo."""
    dejado = caja.leer(f"dejado_{clave}")
    if dejado is not None:
        st.session_state[clave] = dejado
        caja.sacar(f"dejado_{clave}")


def dia(clave: str) -> date | None:
    """El día de un campo de la página, por su clave; ``None`` si está vacío."""
    elegido = caja.de_la_sesion(clave)
    return elegido if isinstance(elegido, date) else None


def recordar_creado(creado: TallerCreado) -> None:
    """Quien crea un taller lo facilita, y ve una vez sus enlaces."""
    recordar_enlaces(creado.codigo, creado.sala_id, creado)


def recordar_enlaces(codigo: str, sala_id: str, enlaces: TallerCreado | EnlacesNuevos) -> None:
    """Esta pestaña facilita con los enlaces recién hechos, y los enseña hasta que se guarden."""
    recordar_identidad(codigo, Identidad(Papel.FACILITA, sala_id, None, huella(enlaces.ficha_facilitar)))
    olvidar_identidad(codigo, Papel.PROYECTA)
    recordar_ficha(codigo, "facilitar", enlaces.ficha_facilitar)
    recordar_ficha(codigo, "proyectar", enlaces.ficha_proyectar)
    dejar_pase(enlaces.pase)


def recordar_ficha(codigo: str, nombre: str, ficha: str) -> None:
    """Un enlace secreto que aún se puede copiar en esta pestaña."""
    caja.poner(f"fichas_{codigo}", json.dumps(fichas(codigo) | {nombre: ficha}))


def fichas(codigo: str) -> dict[str, str]:
    """Los enlaces secretos que aún se pueden copiar en esta pestaña."""
    return dict(json.loads(caja.leer(f"fichas_{codigo}", "{}")))


def olvidar_ficha(codigo: str, nombre: str) -> None:
    """Ese enlace ya se ha guardado en otro sitio."""
    caja.poner(f"fichas_{codigo}", json.dumps({n: f for n, f in fichas(codigo).items() if n != nombre}))


def olvidar_fichas(codigo: str) -> None:
    """Los enlaces ya se han guardado en otro sitio."""
    caja.poner(f"fichas_{codigo}", "{}")
