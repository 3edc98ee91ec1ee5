"""El taller de ensayo: doce personas ficticias con el taller a medio camino, en el radar.

Órdenes: ``python -m datos.demostracion`` lo crea y dice cómo entrar; ``python -m datos.demostracion --borrar CODIGO``
lo borra.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from datos import ajustes
from datos.borrado import rematar
from datos.idiomas import viene_de_serie
from datos.motor import preparar
from datos.plantillas import ensayo, plantilla
from datos.unidad import UnidadDeTrabajo
from modelo import codigos
from modelo.campos import OBJETOS, RESPUESTAS
from modelo.casos import sala
from modelo.entidades import (
    Aparcado,
    Aportacion,
    Cliente,
    Compromiso,
    Fase,
    Hito,
    Interaccion,
    Interlocutor,
    Justificacion,
    Listo,
    Participante,
    PerfilPalanca,
    Respuesta,
    Sala,
    Taller,
    Valoracion,
    Voto,
)
from modelo.errores import SalaNoEncontrada
from modelo.frenos import Llave
from modelo.valores import EstadoDeFase, Identidad, Papel, TallerCreado

TITULO = viene_de_serie("Ensayo: relaciones estables con clientes")
FASE_INICIAL = "radar"
DEBATE = ["P4", "P7", "P2"]
DIAS_DE_VIDA = 30


def sembrar(motor: sa.Engine) -> str:
    """Crea el taller de ensayo y devuelve el código de su sala."""
    return sembrar_ensayo(motor).codigo


def sembrar_ensayo(
    motor: sa.Engine,
    *,
    ahora: datetime | None = None,
    azar: random.Random | None = None,
    llave: Llave | None = None,
) -> TallerCreado:
    """Crea el taller de ensayo, con sus respuestas, y devuelve lo que se necesita para conducirlo."""
    ahora = ahora or datetime.now(UTC)
    azar = azar or secrets.SystemRandom()
    with UnidadDeTrabajo(motor) as unidad:
        creado = sala.crear_taller(
            unidad,
            plantilla=plantilla("completo"),
            titulo=TITULO,
            organizacion="Personas ficticias",
            umbral=5,
            borrar_el=ahora.date() + timedelta(days=DIAS_DE_VIDA),
            ahora=ahora,
            ensayo=True,
            azar=azar,
            llave=llave,
        )
        _colocar(unidad, creado.taller_id, ahora)
        aportaciones: dict[str, str] = {}
        personas = []
        for numero, datos in enumerate(ensayo.participantes()):
            siembra = _Siembra(unidad, creado, datos, ahora, aportaciones)
            siembra.entrar(codigos.codigo_personal(azar), ahora + timedelta(seconds=numero))
            siembra.escribir()
            personas.append(siembra)
        for siembra in personas:
            siembra.votar()
        unidad.subir_version(creado.taller_id)
        unidad.confirmar()
    return creado


def _colocar(unidad: UnidadDeTrabajo, taller_id: str, ahora: datetime) -> None:
    """El grupo está en el radar: lo anterior se ha revelado; lo siguiente está escrito y por revelar."""
    taller = unidad.buscar(Taller, taller_id)
    if taller is None:
        raise SalaNoEncontrada(taller_id)
    taller.fase_actual = FASE_INICIAL
    taller.debate = list(DEBATE)
    actual = next(f.orden for f in unidad.todos(Fase, taller_id=taller_id) if f.clave == FASE_INICIAL)
    for fase in unidad.todos(Fase, taller_id=taller_id):
        fase.estado = EstadoDeFase.ABIERTA
        fase.revelada = fase.orden <= actual and fase.tipo != "pausa"
        fase.inicia_en = ahora if fase.clave == FASE_INICIAL else None
        fase.termina_en = ahora + timedelta(minutes=fase.minutos) if fase.clave == FASE_INICIAL else None


class _Siembra:
    """Escribe en la base lo que dice el archivo de una persona, con las mismas reglas que si lo tecleara."""

    def __init__(
        self,
        unidad: UnidadDeTrabajo,
        creado: TallerCreado,
        datos: dict[str, Any],
        ahora: datetime,
        ideas: dict[str, str],
    ) -> None:
        self.unidad, self.creado, self.datos, self.ahora, self.ideas = unidad, creado, datos, ahora, ideas
        self.hoy = ahora.date()
        self.clientes: dict[str, str] = {}
        self.por_papel: dict[str, str] = {}
        self.id = codigos.nuevo_id()

    @property
    def suyo(self) -> dict[str, str]:
        return {"taller_id": self.creado.taller_id, "participante_id": self.id}

    def poner(self, clase: Any, **campos: Any) -> str:
        nuevo = codigos.nuevo_id()
        self.unidad.agregar(clase(**campos, id=nuevo))
        return nuevo

    def limpio(self, tipo: str, datos: Mapping[str, Any]) -> dict[str, Any]:
        """Los campos de ese tipo que trae el archivo, ya validados."""
        return {c: d.validar(c, datos[c], self.hoy) for c, d in OBJETOS[tipo].items() if c in datos}

    def entrar(self, codigo_personal: str, cuando: datetime) -> None:
        self.unidad.agregar(
            Participante(
                id=self.id,
                sala_id=self.creado.sala_id,
                alias=self.datos["alias"],
                codigo_personal=codigo_personal,
                entro_en=cuando,
            )
        )

    def escribir(self) -> None:
        for orden, cliente in enumerate(self.datos["clientes"]):
            self._cliente(orden, cliente)
        for fase, campos in self.datos["respuestas"].items():
            for campo, valor in campos.items():
                hecho = RESPUESTAS[fase][campo](campo, valor, self.hoy)
                self.poner(Respuesta, **self.suyo, fase=fase, campo=campo, valor=hecho)
            self.poner(Listo, **self.suyo, fase=fase)
        self._palancas()
        self._grupo()

    def _cliente(self, orden: int, datos: dict[str, Any]) -> None:
        campos = self.limpio("cliente", ensayo.campos_de_cliente(datos, self.hoy))
        cliente = self.poner(Cliente, participante_id=self.id, orden=orden, **campos)
        self.clientes[datos["clave"]] = cliente
        if datos.get("papel"):
            self.por_papel[datos["papel"]] = cliente
        for hito in datos["hitos"]:
            self.poner(Hito, cliente_id=cliente, **self.limpio("hito", ensayo.campos_de_hito(hito, self.hoy)))
        for tipo, clase, clave in (
            ("interlocutor", Interlocutor, "interlocutores"),
            ("interaccion", Interaccion, "interacciones"),
        ):
            for numero, hijo in enumerate(datos[clave]):
                self.poner(clase, cliente_id=cliente, orden=numero, **self.limpio(tipo, hijo))

    def _palancas(self) -> None:
        for v in ensayo.valoraciones(self.datos):
            self.poner(
                Valoracion,
                **self.suyo,
                cliente_id=self.por_papel[v.papel],
                ronda=v.ronda,
                papel=v.papel,
                afirmacion=v.afirmacion,
                valor=v.valor if isinstance(v.valor, int) else None,
                no_sabe=v.valor == "ns",
            )
        for j in ensayo.justificaciones(self.datos):
            cliente = self.por_papel[j.papel]
            self.poner(Justificacion, **self.suyo, cliente_id=cliente, ronda=1, palanca=j.palanca, texto=j.texto)
        for p in ensayo.perfil(self.datos):
            self.poner(PerfilPalanca, **self.suyo, **p._asdict())

    def _grupo(self) -> None:
        for orden, idea in enumerate(self.datos["aportaciones"]):
            self.ideas[idea["clave"]] = self.poner(
                Aportacion, **self.suyo, orden=orden, **self.limpio("aportacion", idea)
            )
        for orden, c in enumerate(self.datos["compromisos"]):
            campos = self.limpio("compromiso", ensayo.campos_de_compromiso(c, self.hoy))
            self.poner(
                Compromiso, **self.suyo, orden=orden, cliente_id=self.clientes.get(c.get("cliente", ""), ""), **campos
            )
        for texto in self.datos["aparcamiento"]:
            self.poner(Aparcado, **self.suyo, texto=texto)

    def votar(self) -> None:
        for clave in self.datos["votos"]:
            self.poner(Voto, **self.suyo, aportacion_id=self.ideas[clave])


def borrar(motor: sa.Engine, codigo: str) -> None:
    """Borra el ensayo de esa sala. Un taller que no es un ensayo no se toca: ``SalaNoEncontrada``."""
    with UnidadDeTrabajo(motor) as unidad:
        fila = unidad.uno(Sala, codigo=codigos.normalizar_codigo_de_sala(codigo))
        taller = unidad.buscar(Taller, fila.taller_id or "") if fila is not None else None
        if fila is None or taller is None or not taller.ensayo:
            raise SalaNoEncontrada(codigo)
        hecho = sala.borrar_taller(unidad, quien=Identidad(Papel.FACILITA, fila.id), ahora=datetime.now(UTC))
        unidad.confirmar()
    rematar(motor, hecho)


def main(argumentos: list[str] | None = None) -> int:
    """La orden: crea un ensayo y escribe cómo entrar, o borra el que se diga."""
    ordenes = argparse.ArgumentParser(description="Crea o borra el taller de ensayo.")
    ordenes.add_argument("--borrar", metavar="CODIGO", help="borra el ensayo de esa sala")
    pedido = ordenes.parse_args(argumentos)
    motor = preparar(ajustes.leer().bd)
    if pedido.borrar:
        try:
            borrar(motor, pedido.borrar)
        except SalaNoEncontrada:
            sys.stderr.write(f"{pedido.borrar} no es un ensayo de esta base: no se ha borrado nada.\n")
            return 1
        sys.stdout.write(f"Borrado el ensayo {pedido.borrar}.\n")
        return 0
    creado = sembrar_ensayo(motor)
    sys.stdout.write(f"Sala {creado.codigo}. Para facilitar, abre /f/{creado.ficha_facilitar}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
