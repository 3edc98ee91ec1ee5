"""Todas las pantallas, sobre un ensayo con todo revelado, y cómo se llega a cada una.

Las recorren las pruebas de accesibilidad y ``python -m herramientas.accesibilidad``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.plantillas import plantilla
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, revision, sala
from modelo.codigos import nuevo_id
from modelo.entidades import Fase, Taller
from modelo.valores import Identidad, Papel, TallerCreado, TallerVisto
from paginas.comun.navegacion import PAGINAS
from paginas.comun.resultados.secciones import del_taller
from tests.navegador.esperas import espera_quieta

PARTICIPAR, MIO, REVISAR = (f"/{p}?sala={{sala}}" for p in ("participar", "mio", "revisar"))

# De la primera persona del ensayo, una pieza en cada fase que las tiene.
TARJETAS = {
    "mapa": "La papelera del norte", "historico": "El primer día", "entorno": "El del gorro azul",
    "interaccion": "En persona", "plan": "Compromiso 1",
}  # fmt: skip


@dataclass(frozen=True)
class Pantalla:
    """Una pantalla: su nombre, su dirección y, si hace falta, en qué fase ha de estar el grupo y qué se pulsa.

    ``pulsa`` es el rótulo de una opción, una pestaña o algo plegado; ``abre``, parte del título de una tarjeta.
    """

    nombre: str
    ruta: str
    fase: str = ""
    pulsa: str = ""
    abre: str = ""


@dataclass(frozen=True)
class Ensayo:
    """Un ensayo y cómo entrar en él con cada papel."""

    motor: sa.Engine
    creado: TallerCreado
    personal: str
    ficha_de_revisar: str

    @cached_property
    def taller(self) -> TallerVisto:
        """El taller, tal como quedó al crearlo."""
        visto = consultas.taller_visto(self.motor, self.creado.codigo)
        assert visto is not None
        return visto

    def saltar(self, clave: str) -> None:
        """El grupo va a esa fase."""
        self._facilita(agenda.saltar, clave=clave)

    def terminar(self) -> None:
        """El taller se acaba."""
        self._facilita(agenda.terminar)

    def empezar_el_seguimiento(self) -> Ensayo:
        """En la misma sala empieza el taller de seguimiento, todo revelado. Devuelve cómo recorrerlo."""
        hoy = datetime.now(UTC).date()
        self._facilita(
            sala.crear_taller, plantilla=plantilla("seguimiento"), titulo="Seguimiento", organizacion="", umbral=5,
            sala_id=self.creado.sala_id, borrar_el=hoy + timedelta(days=30), azar=random.SystemRandom(),
        )  # fmt: skip
        _revelar_todo(self.motor, self.creado.sala_id)
        return replace(self)

    def _facilita(self, caso: Callable[..., Any], **argumentos: Any) -> None:
        with UnidadDeTrabajo(self.motor) as unidad:
            caso(unidad, quien=Identidad(Papel.FACILITA, self.creado.sala_id), ahora=datetime.now(UTC), **argumentos)
            unidad.confirmar()

    def entrar(self, page: Page, papel: str) -> None:
        """Deja a ese navegador dentro, con su cookie. Sin papel, fuera."""
        if papel == "facilita":
            page.goto(f"/f/{self.creado.ficha_facilitar}")
        elif papel == "revisa":
            page.goto(f"/r/{self.ficha_de_revisar}")
        elif papel == "participa":
            page.goto(f"/entrar?codigo={self.creado.codigo}")
            page.get_by_label("Código personal", exact=True).fill(self.personal)
            page.get_by_role("button", name="Recuperar lo mío").click()
            expect(page.get_by_role("button", name="Listo", exact=True)).to_be_visible()
        if papel:
            espera_quieta(page)

    def recorrer(self, page: Page, pantallas: list[Pantalla]) -> Iterator[Pantalla]:
        """Lleva la página a cada pantalla y la da cuando está dibujada. No recarga si solo cambia la fase del grupo."""
        actual = ""
        for pantalla in pantallas:
            if pantalla.fase:
                self.saltar(pantalla.fase)
            if pantalla.ruta != actual:
                page.goto(pantalla.ruta.format(sala=self.creado.codigo))
                actual = pantalla.ruta
            if pantalla.fase:
                titulo = next(f.titulo for f in self.taller.fases if f.clave == pantalla.fase)
                expect(page.get_by_role("heading", name=titulo, exact=True, level=1)).to_be_visible()
            espera_quieta(page)
            if pantalla.pulsa:
                page.get_by_test_id("stMain").get_by_text(pantalla.pulsa, exact=True).first.click()
                espera_quieta(page)
            if pantalla.abre:
                page.get_by_role("button", name=re.compile(pantalla.abre)).first.click()
                espera_quieta(page)
            yield pantalla

    def pantallas(self, papel: str) -> list[Pantalla]:
        """Las de ese papel o momento; sin ninguno, las públicas y lo que se dice en las demás a quien no ha entrado."""
        return {"": self._de_nadie, "participa": self._de_participa, "tarjetas": self._tarjetas,
                "facilita": self._de_facilita,
                "resultados": self._resultados, "proyecta": self._proyectadas, "revisa": self._de_revisa,
                "terminado": self._del_final, "seguimiento": self._del_seguimiento}[papel]()  # fmt: skip

    def _de_nadie(self) -> list[Pantalla]:
        publicas = {"inicio": "/", "entrar": "/entrar", "entrar con código": "/entrar?codigo={sala}",
                    "crear": "/crear", "ayuda": "/ayuda", "guía": "/guia",
                    "la que no existe": "/no-existe"}  # fmt: skip
        sin_permiso = [p for p in PAGINAS if p not in ("inicio", "entrar", "crear", "ayuda", "guia")]
        return [Pantalla(n, ruta) for n, ruta in publicas.items()] + [
            Pantalla(f"{p} sin permiso", f"/{p}?sala={{sala}}") for p in sin_permiso
        ]

    def _de_participa(self) -> list[Pantalla]:
        return [Pantalla(f"participar en {f.clave}", PARTICIPAR, fase=f.clave) for f in self.taller.fases] + [
            Pantalla("participar con el aparcamiento abierto", PARTICIPAR, pulsa="Aparcamiento"),
            *(Pantalla(f"{p} de quien participa", f"/{p}?sala={{sala}}") for p in ("mio", "seguimiento", "resultados")),
        ]

    def _tarjetas(self) -> list[Pantalla]:
        return [Pantalla(f"una tarjeta abierta en {c}", PARTICIPAR, fase=c, abre=t) for c, t in TARJETAS.items()]

    def _de_facilita(self) -> list[Pantalla]:
        partes = {
            "/preparar?sala={sala}": ("Agenda", "Palancas", "Datos del taller"),
            "/importar?sala={sala}": (
                "Personas y clientes",
                "Respuestas recogidas fuera",
                "Informes de otros talleres",
            ),
            "/revisar?sala={sala}": ("Enlaces", "Textos", "Comentarios (1)"),
        }
        plegados = ("Notas", "Parejas y grupos", "Atajos y sonido")
        consola = [Pantalla(f"conducir: {plegado}", "/conducir?sala={sala}", pulsa=plegado) for plegado in plegados]
        otras = [Pantalla(p, f"/{p}?sala={{sala}}") for p in ("conducir", "comparar", "seguimiento")]
        return [*otras[:1], *consola, *otras[1:]] + [
            Pantalla(f"{ruta[1:].split('?')[0]}: {parte}", ruta, pulsa=parte)
            for ruta, suyas in partes.items()
            for parte in suyas
        ]

    def _resultados(self) -> list[Pantalla]:
        secciones = [s.titulo for s in del_taller(self.taller).values()]
        return [Pantalla(f"resultados: {s}", "/resultados?sala={sala}", pulsa=s) for s in ("Resumen", *secciones)]

    def _proyectadas(self) -> list[Pantalla]:
        return [Pantalla(f"proyectar {f.clave}", "/proyectar?sala={sala}", fase=f.clave) for f in self.taller.fases]

    def _del_final(self) -> list[Pantalla]:
        return [Pantalla("participar con el taller terminado", PARTICIPAR)]

    def _del_seguimiento(self) -> list[Pantalla]:
        propias = [f.clave for f in self.taller.fases if f.tipo in ("compromisos", "comparacion")]
        return [
            *(Pantalla(f"participar en {clave}", PARTICIPAR, fase=clave) for clave in propias),
            *(Pantalla(f"{p} en el seguimiento", f"/{p}?sala={{sala}}") for p in ("mio", "comparar")),
        ]

    def _de_revisa(self) -> list[Pantalla]:
        return [Pantalla("revisar", REVISAR), Pantalla("revisar: los comentarios", REVISAR, pulsa="Comentarios (1)")]


def _revelar_todo(motor: sa.Engine, sala_id: str) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for taller in unidad.todos(Taller, sala_id=sala_id):
            for fase in unidad.todos(Fase, taller_id=taller.id):
                fase.revelada = fase.tipo != "pausa"
            unidad.subir_version(taller.id)
        unidad.confirmar()


def un_ensayo(motor: sa.Engine) -> Ensayo:
    """Siembra un ensayo, lo revela entero y crea un enlace de revisión con un comentario."""
    ahora = datetime.now(UTC)
    creado = sembrar_ensayo(motor, ahora=ahora)
    quien = Identidad(Papel.FACILITA, creado.sala_id)
    with UnidadDeTrabajo(motor) as unidad:
        ficha = revision.crear_enlace(unidad, quien=quien, rotulo="Dirección", dias=7, ahora=ahora)
        revision.comentar(
            unidad, quien=quien, id=nuevo_id(), palanca="P1", alias="Lía", texto="¿Y si lo medimos?", ahora=ahora
        )
        unidad.confirmar()
    _revelar_todo(motor, creado.sala_id)
    return Ensayo(motor, creado, consultas.participantes(motor, creado.sala_id)[0].codigo_personal, ficha)
