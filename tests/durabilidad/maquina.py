"""La cuenta que lleva la máquina de estados y lo que comprueba tras cada gesto."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis.stateful import RuleBasedStateMachine, invariant

from datos import consultas
from datos.motor import cerrar, preparar
from modelo import fases
from modelo.casos import respuestas
from modelo.casos.grupo import maximo_de_votos, quitar_voto, votar
from modelo.errores import FaseCerrada, ObjetoNoEncontrado, ParticipanteExpulsado, SinPermiso, ValorNoValido
from modelo.valores import Identidad
from tests.bases import base_nueva, copia_de, sin_esperar_al_disco, tirar
from tests.fabricas import Mesa, una_mesa

CLAVES = ("bienvenida", "mapa", "estrategias", "plan")


@cache
def _recien_creada() -> str:
    """Una base vacía, hecha una vez: crearla cuesta más que jugar la partida."""
    url = base_nueva(Path(tempfile.mkdtemp()) / "palancas.db")
    cerrar(preparar(url))
    return url


class Cuenta(RuleBasedStateMachine):
    """Lo confirmado hasta ahora, por cada cual, y la base con la que se compara."""

    def empezar(self) -> None:
        """Un taller recién creado, sin nadie."""
        self.carpeta = Path(tempfile.mkdtemp())
        self.url = copia_de(_recien_creada(), self.carpeta / "palancas.db")
        self.mesa: Mesa = una_mesa(self._abrir())
        self.confirmado: dict[tuple[str, str, str], Any] = {}
        self.duenos: dict[str, Identidad] = {}
        self.autores: dict[str, Identidad] = {}
        self.votos: dict[str, set[str]] = {}
        self.listos: set[tuple[str, str]] = set()
        self.fuera: set[str] = set()
        self.alguien_ha_vuelto = False
        self.codigos: dict[str, str] = {}
        self.ultima = (0, 0)

    def teardown(self) -> None:
        if hasattr(self, "mesa"):
            self.mesa.motor.dispose()
            shutil.rmtree(self.carpeta)
            tirar(self.url)

    # Lo que nunca deja de ser verdad.

    @invariant()
    def lo_confirmado_se_lee_y_manda_lo_ultimo(self) -> None:
        if not hasattr(self, "mesa"):
            return
        for (tipo, id, campo), valor in self.confirmado.items():
            assert self._leido(tipo, id, campo) == valor, (tipo, id, campo)

    @invariant()
    def cada_cual_tiene_lo_suyo_y_nada_mas(self) -> None:
        if not hasattr(self, "mesa"):
            return
        for persona in self.codigos:
            suyos = {c.id for c in consultas.clientes_de(self.mesa.motor, persona)}
            assert suyos == {id for id, quien in self.duenos.items() if quien.participante_id == persona}

    @invariant()
    def nadie_tiene_mas_votos_de_los_que_se_reparten(self) -> None:
        if not hasattr(self, "mesa"):
            return
        taller = self.mesa.creado.taller_id
        for persona, votos in self.votos.items():
            assert consultas.votos_de(self.mesa.motor, taller, persona) == votos
            # Los de lo que ya no se ve no gastan. Si su autor vuelve, se conservan con los que se dieron entretanto.
            assert self.alguien_ha_vuelto or len(self.a_la_vista(votos)) <= maximo_de_votos(len(self.autores))

    @invariant()
    def los_contadores_nunca_bajan(self) -> None:
        if not hasattr(self, "mesa"):
            return
        ahora = consultas.version(self.mesa.motor, self.mesa.creado.codigo)
        assert ahora is not None
        assert all(nuevo >= viejo for nuevo, viejo in zip(ahora, self.ultima, strict=True))
        self.ultima = ahora

    @invariant()
    def los_listos_son_los_que_lo_dijeron(self) -> None:
        if not hasattr(self, "mesa"):
            return
        for clave in CLAVES:
            dichos = {persona for persona, fase in self.listos if fase == clave} - self.fuera
            assert consultas.listos(self.mesa.motor, self.mesa.creado.taller_id, clave) == dichos

    # Ayudas.

    def a_la_vista(self, ideas: Iterable[str]) -> set[str]:
        """De esas ideas, las de quien sigue en la sala: las que se pueden votar."""
        return {idea for idea in ideas if self.autores[idea].participante_id not in self.fuera}

    def _abrir(self) -> sa.Engine:
        motor = preparar(self.url)
        # Aquí no se corta la luz, y esperar al disco en cada gesto es casi todo lo que tarda.
        sin_esperar_al_disco(motor)
        return motor

    def _leido(self, tipo: str, id: str, campo: str) -> Any:
        if tipo == "respuesta":
            taller = self.mesa.creado.taller_id
            return consultas.respuestas_de(self.mesa.motor, taller, id, "bienvenida").get(campo)
        dueno = self.duenos[id].participante_id or ""
        return next(getattr(c, campo) for c in consultas.clientes_de(self.mesa.motor, dueno) if c.id == id)

    def _puede(self, quien: Identidad, *tipos: str, caso: Any, **datos: Any) -> bool:
        """Lo hace. Si no se puede, comprueba que de verdad no tocaba. Votar solo se puede con el grupo en la fase."""
        visto = consultas.taller_visto(self.mesa.motor, self.mesa.creado.codigo)
        assert visto is not None
        ahora = self.mesa.reloj.ahora
        abierta = not tipos or any(
            fases.puede_escribir(f.estado, f.abierta_hasta, ahora) for f in visto.fases if f.tipo in tipos
        )
        vota = caso in (votar, quitar_voto)
        abierta = abierta and (not vota or (visto.actual.tipo in tipos and not visto.terminado))
        try:
            self.mesa.hacer(caso, quien=quien, **datos)
        except ParticipanteExpulsado:
            assert quien.participante_id in self.fuera
            return False
        except FaseCerrada:
            assert not abierta
            return False
        except ValorNoValido:
            assert vota
            assert not abierta
            return False
        assert abierta
        assert quien.participante_id not in self.fuera
        return True

    def _no_debe(self, caso: Any, **datos: Any) -> None:
        try:
            self.mesa.hacer(caso, **datos)
        except (SinPermiso, ObjetoNoEncontrado, FaseCerrada, ParticipanteExpulsado):
            return
        # Quitar lo que no es de uno no hace nada y no es un error; que no lo hizo lo mira cada_cual_tiene_lo_suyo.
        assert caso is respuestas.quitar_objeto
