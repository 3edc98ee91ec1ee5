"""El taller como máquina de estados: cualquier orden de gestos, de cualquiera, con reinicios por en medio.

La máquina lleva su propia cuenta de lo que se confirmó y la compara con lo que se lee.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    consumes,
    initialize,
    multiple,
    rule,
)

from datos.motor import cerrar
from modelo.casos import agenda, entrada, grupo, respuestas
from modelo.casos.grupo import maximo_de_votos
from modelo.codigos import nuevo_id
from modelo.errores import (
    ObjetoNoEncontrado,
    ParticipanteExpulsado,
    TransicionNoPosible,
    VotosAgotados,
)
from modelo.valores import Identidad, Objeto, Papel
from tests.durabilidad.maquina import CLAVES, Cuenta

CAMPOS = ("alias", "corto", "corto_peso")
MOVIMIENTOS = {"avanzar": agenda.avanzar, "volver": agenda.volver, "terminar": agenda.terminar}
TEXTO = st.text("abcñ🙂\n ", max_size=30)
# Sin texto no es una aportación todavía y no reparte votos.
IDEA = {"texto": "el acta, el mismo día"}


class Taller(Cuenta):
    """Varias personas, quien facilita y una base que se cierra y se vuelve a abrir."""

    personas = Bundle("personas")
    clientes = Bundle("clientes")
    ideas = Bundle("ideas")

    @initialize(target=personas)
    def crear(self) -> Any:
        self.empezar()
        # Con gente dentro y sitio donde escribir: lo que se busca está en lo que viene después.
        for clave in ("mapa", "estrategias"):
            self.abre_o_cierra(clave, abierta=True)
        self.mesa.hacer(agenda.revelar, quien=self.mesa.facilita, clave="estrategias")
        return multiple(self._alguien("Ana"), self._alguien("Beto"))

    # Lo que hace cada cual.

    @rule(target=personas, alias=st.sampled_from(["Ana", "Ana", "Beto", "Eva"]))
    def entra(self, alias: str) -> Any:
        return self._alguien(alias)

    def _alguien(self, alias: str) -> Identidad:
        hecha = self.mesa.entra(alias)
        self.codigos[hecha.identidad.participante_id or ""] = hecha.codigo_personal
        identidad: Identidad = hecha.identidad
        return identidad

    @rule(target=personas, quien=personas)
    def entra_con_otro_aparato(self, quien: Identidad) -> Any:
        persona = quien.participante_id or ""
        try:
            otra = self.mesa.hacer(
                entrada.reanudar, codigo=self.mesa.creado.codigo, codigo_personal=self.codigos[persona]
            )
        except ParticipanteExpulsado:
            assert persona in self.fuera
            return multiple()
        assert otra.identidad == quien
        return otra.identidad

    @rule(target=clientes, quien=personas)
    def anade_un_cliente(self, quien: Identidad) -> Any:
        id = nuevo_id()
        alta = {"tipo": "cliente", "id": id, "valores": {"tipo": "cliente"}}
        if not self._puede(quien, "mapa", "historico", "valoracion", caso=respuestas.crear_objeto, **alta):
            return multiple()
        # El mismo toque dos veces no crea dos.
        self.mesa.hacer(respuestas.crear_objeto, quien=quien, **alta)
        self.duenos[id] = quien
        return Objeto("cliente", id)

    @rule(cliente=clientes, campo=st.sampled_from(sorted(CAMPOS)), datos=st.data())
    def escribe_en_lo_suyo(self, cliente: Objeto, campo: str, datos: st.DataObject) -> None:
        valor = datos.draw(st.integers(0, 10) if campo == "corto_peso" else TEXTO)
        quien = self.duenos[cliente.id]
        abiertas = ("mapa", "historico") if campo == "alias" else ("mapa",)
        if self._puede(quien, *abiertas, caso=respuestas.guardar, objeto=cliente, campo=campo, valor=valor):
            self.confirmado["cliente", cliente.id, campo] = valor.strip() if isinstance(valor, str) else valor

    @rule(quien=personas, palabras=st.lists(TEXTO, min_size=1, max_size=3))
    def escribe_su_palabra(self, quien: Identidad, palabras: list[str]) -> None:
        for palabra in palabras:
            destino = {"objeto": Objeto("respuesta", "bienvenida"), "campo": "palabra", "valor": palabra}
            if self._puede(quien, "bienvenida", caso=respuestas.guardar, **destino):
                self.confirmado["respuesta", quien.participante_id or "", "palabra"] = palabra.strip()

    @rule(quien=personas, cliente=clientes, valor=TEXTO)
    def intenta_tocar_lo_de_otra_persona(self, quien: Identidad, cliente: Objeto, valor: str) -> None:
        if quien == self.duenos[cliente.id]:
            return
        for caso, datos in (
            (respuestas.guardar, {"campo": "alias", "valor": valor}),
            (respuestas.quitar_objeto, {}),
        ):
            self._no_debe(caso, quien=quien, objeto=cliente, **datos)
        self._no_debe(respuestas.crear_objeto, quien=quien, tipo="hito", id=nuevo_id(), padre=cliente.id)

    @rule(cliente=consumes(clientes))
    def quita_lo_suyo(self, cliente: Objeto) -> None:
        quien = self.duenos[cliente.id]
        if self._puede(quien, "mapa", "historico", "valoracion", caso=respuestas.quitar_objeto, objeto=cliente):
            del self.duenos[cliente.id]
            self.confirmado = {clave: v for clave, v in self.confirmado.items() if clave[1] != cliente.id}

    @rule(target=ideas, quien=personas, cuantas=st.integers(1, 4))
    def aporta(self, quien: Identidad, cuantas: int) -> Any:
        hechas = []
        for id in [nuevo_id() for _ in range(cuantas)]:
            if self._puede(quien, "estrategias", caso=respuestas.crear_objeto, tipo="aportacion", id=id, valores=IDEA):
                self.autores[id] = quien
                hechas.append(id)
        return multiple(*hechas)

    @rule(quien=personas, idea=ideas)
    def vota_una(self, quien: Identidad, idea: str) -> None:
        self.vota(quien, idea)

    def vota(self, quien: Identidad, idea: str) -> None:
        suyos = self.votos.setdefault(quien.participante_id or "", set())
        try:
            if self._puede(quien, "estrategias", caso=grupo.votar, aportacion_id=idea):
                suyos.add(idea)
        except VotosAgotados:
            assert idea not in suyos
            assert len(self.a_la_vista(suyos)) >= maximo_de_votos(len(self.a_la_vista(self.autores)))
        except ObjetoNoEncontrado:
            assert not self.a_la_vista([idea])

    @rule(quien=personas)
    def vota_todo_lo_que_hay(self, quien: Identidad) -> None:
        for idea in self.autores:
            self.vota(quien, idea)

    @rule(quien=personas, idea=ideas)
    def retira_un_voto(self, quien: Identidad, idea: str) -> None:
        if self._puede(quien, "estrategias", caso=grupo.quitar_voto, aportacion_id=idea):
            self.votos.get(quien.participante_id or "", set()).discard(idea)

    @rule(quien=personas, clave=st.sampled_from(CLAVES), lo_esta=st.booleans())
    def dice_listo_o_se_desdice(self, quien: Identidad, clave: str, lo_esta: bool) -> None:
        caso = grupo.marcar_listo if lo_esta else grupo.quitar_listo
        if self._puede(quien, caso=caso, fase=clave):
            (self.listos.add if lo_esta else self.listos.discard)((quien.participante_id or "", clave))

    # Lo que hace quien facilita.

    @rule(cual=st.sampled_from(sorted(MOVIMIENTOS)))
    def mueve_al_grupo(self, cual: str) -> None:
        try:
            self.mesa.hacer(MOVIMIENTOS[cual], quien=self.mesa.facilita)
        except TransicionNoPosible:
            assert cual in ("avanzar", "volver")

    @rule(clave=st.sampled_from(CLAVES))
    def salta(self, clave: str) -> None:
        self.mesa.salta(clave)

    @rule(clave=st.sampled_from(CLAVES), abierta=st.booleans())
    def mueve_una_fase(self, clave: str, abierta: bool) -> None:
        self.abre_o_cierra(clave, abierta=abierta)

    def abre_o_cierra(self, clave: str, *, abierta: bool) -> None:
        caso = agenda.abrir_fase if abierta else agenda.cerrar_fase
        self.mesa.hacer(caso, quien=self.mesa.facilita, clave=clave)

    @rule(quien=personas, dentro=st.booleans())
    def expulsa_o_readmite(self, quien: Identidad, dentro: bool) -> None:
        persona = quien.participante_id or ""
        caso = entrada.readmitir if dentro else entrada.expulsar
        self.mesa.hacer(caso, quien=self.mesa.facilita, participante_id=persona)
        self.alguien_ha_vuelto |= dentro and persona in self.fuera
        (self.fuera.discard if dentro else self.fuera.add)(persona)

    @rule(quien=personas)
    def quien_participa_no_manda(self, quien: Identidad) -> None:
        for caso in MOVIMIENTOS.values():
            self._no_debe(caso, quien=quien)
        falsa = Identidad(Papel.PROYECTA, quien.sala_id, quien.participante_id)
        suya = {"objeto": Objeto("respuesta", "bienvenida"), "campo": "palabra", "valor": "x"}
        self._no_debe(respuestas.guardar, quien=falsa, **suya)

    # Lo que pasa.

    @rule(minutos=st.integers(1, 90))
    def pasa_el_tiempo(self, minutos: int) -> None:
        self.mesa.reloj.ahora += timedelta(minutes=minutos)

    @rule(en_orden=st.booleans())
    def se_reinicia(self, en_orden: bool) -> None:
        (cerrar if en_orden else type(self.mesa.motor).dispose)(self.mesa.motor)
        self.mesa.motor = self._abrir()


PASOS = {"max_examples": 10, "stateful_step_count": 40, "deadline": None}
Taller.TestCase.settings = settings(**PASOS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TestTaller = Taller.TestCase
