"""El taller sobre el que se intenta cada caso de la tabla de permisos."""

from __future__ import annotations

from typing import Any

from datos.plantillas import plantilla
from modelo.casos import agenda, enlaces, entrada, grupo, informes, reparto, revision, sala, seguimiento
from modelo.codigos import huella, nuevo_id
from modelo.valores import Identidad, Papel
from tests.casos.fila import FACILITA, PARTICIPA, REVISA
from tests.fabricas import Mesa


class Escena:
    """Un taller con una persona que ha escrito, otra retirada, enlaces anulados y otra sala al lado."""

    def __init__(self, mesa: Mesa, otra: Mesa) -> None:
        self.mesa, self.otra = mesa, otra
        dentro = mesa.entra("Ana")
        self.ana, self.personal = dentro.identidad, dentro.codigo_personal
        self.eva = mesa.entra("Eva").identidad
        self.ajena = otra.entra("Leo").identidad
        self.pase = mesa.entra("Pía").pase
        self.ficha = mesa.hacer(entrada.canjear_pase, pase=mesa.entra("Sol").pase)[2]
        self.revocado = mesa.hacer(enlaces.abrir_enlace, ficha=mesa.creado.ficha_facilitar, papel=Papel.FACILITA)[0]
        mesa.hacer(enlaces.revocar_enlaces, quien=mesa.facilita)
        self.enlace = mesa.hacer(sala.crear_enlace, quien=mesa.facilita, papel=Papel.FACILITA)
        self.retirada = mesa.entra("Bea").identidad
        for clave in [f.clave for f in plantilla("completo").fases if f.tipo != "pausa"]:
            mesa.salta(clave)
        mesa.salta("estrategias")
        mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
        self.cliente = mesa.crea(self.ana, "cliente", alias="Faro", tipo="cliente")
        self.idea = mesa.crea(self.ana, "aportacion", texto="acta el mismo día")
        self.compromiso = mesa.crea(self.ana, "compromiso", accion="llamar cada lunes").id
        self.nota = nuevo_id()
        mesa.hacer(seguimiento.anotar, quien=self.ana, compromiso_id=self.compromiso, id=self.nota, texto="hecho")
        self.de_revision = huella(mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="Equipo", dias=30))
        self.comentario = nuevo_id()
        mesa.hacer(revision.comentar, quien=mesa.facilita, **comentario(self.comentario))
        self.informe = mesa.hacer(informes.guardar_importado, quien=mesa.facilita, **informe("{}"))
        self.aparcado = nuevo_id()
        mesa.hacer(grupo.aparcar, quien=self.ana, texto="precios", id=self.aparcado)
        mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=self.retirada.participante_id)
        mesa.hacer(reparto.repartir_grupos, quien=mesa.facilita, de=2, personas=self.pareja())

    def pareja(self) -> tuple[str, ...]:
        """Las personas repartidas en grupos: uno."""
        return tuple(q.participante_id or "" for q in (self.ana, self.eva))

    def pasar_a(self, estado: str) -> None:
        """Lleva el taller a ese estado."""
        if estado == "fase cerrada":
            for fase in plantilla("completo").fases:
                self.mesa.hacer(agenda.cerrar_fase, quien=self.mesa.facilita, clave=fase.clave)
        elif estado == "taller terminado":
            self.mesa.hacer(agenda.terminar, quien=self.mesa.facilita)
        elif estado == "sala borrada":
            self.mesa.hacer(sala.borrar_taller, quien=self.mesa.facilita)

    def identidades(self) -> dict[str, Identidad]:
        """Quien lo intenta, por el nombre de su papel."""
        esta = self.mesa.creado.sala_id
        return {
            PARTICIPA: self.ana,
            FACILITA: self.mesa.facilita,
            "proyecta": Identidad(Papel.PROYECTA, esta),
            REVISA: Identidad(Papel.REVISA, esta, None, self.de_revision),
            "retirada de la sala": self.retirada,
            "participa en otra sala y dice ser de esta": Identidad(Papel.PARTICIPA, esta, self.ajena.participante_id),
            "facilita con un enlace anulado": self.revocado,
        }


def comentario(id: str) -> dict[str, Any]:
    """Lo que hace falta para comentar."""
    return {"id": id, "palanca": "P1", "alias": "Equipo", "texto": "de acuerdo"}


def informe(contenido: str) -> dict[str, Any]:
    """Lo que hace falta para traer un informe."""
    return {"titulo": "Otro", "fecha": "2026-01-01", "palancas_version": "v1", "contenido": contenido}
