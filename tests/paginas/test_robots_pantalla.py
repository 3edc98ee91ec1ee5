"""Un taller exprés jugado entero por las pantallas: quien facilita y tres personas sobre la misma base."""

from __future__ import annotations

from dataclasses import dataclass

from tests.paginas.pantalla import Pantalla

GENTE = ("Ana", "Eva", "Leo")
AGENDA = ("bienvenida", "mapa", "historico", "valoracion", "radar", "plan", "cierre")


def lo_de(alias: str, fase: str) -> str:
    """Un texto que solo puede venir de esa persona en esa fase."""
    return f"{fase} según {alias}"


def bienvenida(yo: Pantalla, mio: str) -> None:
    yo.escribe("¿Con qué palabra llegas?", mio)
    yo.elige("¿Con cuánta energía llegas?", "4")


def mapa(yo: Pantalla, mio: str) -> None:
    for boton in ("Añadir cliente", "Añadir cliente perdido"):
        yo.pulsa(boton)
        yo.escribe("Alias del cliente", mio)
        yo.escribe("El corto del objetivo", mio)


def historico(yo: Pantalla, mio: str) -> None:
    yo.elige("En este taller, este cliente es…", "Mi estable")
    yo.escribe("Antes de escribir hitos", 60)
    for mes in ("03/2022", "05/2024"):
        yo.pulsa("Añadir hito")
        yo.escribe("Cuándo", mes)
        yo.elige("Qué supuso", "Sumó")
        yo.escribe("Qué pasó", mio)


def valoracion(yo: Pantalla, mio: str) -> None:
    for afirmacion in [g.label for g in yo.at.button_group if "4 Bastante cierto" in g.options]:
        yo.elige(afirmacion, "4 Bastante cierto")
    yo.escribe("¿Qué hecho lo justifica?", mio)


def plan(yo: Pantalla, mio: str) -> None:
    yo.pulsa("Añadir compromiso")
    yo.escribe("…entonces haré", mio)


def cierre(yo: Pantalla, mio: str) -> None:
    yo.elige("¿Valió el tiempo?", "5")
    yo.escribe("¿Qué harás distinto el lunes?", mio)


RELLENAN = {f.__name__: f for f in (bienvenida, mapa, historico, valoracion, plan, cierre)}


def crear() -> tuple[Pantalla, str]:
    """Quien facilita crea un exprés desde la portada, con el umbral más bajo. Devuelve su consola y el código."""
    facilita = Pantalla().pulsa("Crear taller").elige("Plantilla", "Exprés").escribe("Umbral", 3).pulsa("Crear taller")
    return facilita, facilita.sala()


def avanzar(facilita: Pantalla) -> None:
    facilita.pulsa("Avanzar")
    if "Sí, avanzar" in facilita.botones():
        facilita.pulsa("Sí, avanzar")


@dataclass
class Reunion:
    """Quien facilita, lo que se proyecta y la gente, cada cual ante su pantalla."""

    codigo: str
    facilita: Pantalla
    proyecta: Pantalla
    gente: dict[str, Pantalla]

    def todas(self) -> list[Pantalla]:
        """Todas las pantallas."""
        return [self.facilita, self.proyecta, *self.gente.values()]

    def rellenar(self, fase: str) -> None:
        """Cada cual rellena la fase y dice que ha terminado."""
        for alias, yo in self.gente.items():
            yo.mira()
            if fase in RELLENAN:
                RELLENAN[fase](yo, lo_de(alias, fase))
            yo.pulsa("Listo")

    def llega(self, fase: str) -> list[tuple[str, str]]:
        """Quién recibe algo que otra persona ha escrito en esa fase, y de quién es."""
        pantallas = {"facilita": self.facilita, "proyecta": self.proyecta} | self.gente
        recibido = {nombre: pantalla.mira().lee().casefold() for nombre, pantalla in pantallas.items()}
        return [
            (nombre, alias)
            for nombre, texto in recibido.items()
            for alias in GENTE
            if alias != nombre and lo_de(alias, fase).casefold() in texto
        ]


def reunir() -> Reunion:
    """Un exprés recién creado con todo el mundo dentro."""
    facilita, codigo = crear()
    proyecta = Pantalla().como(codigo, facilita.identidad()).va("proyectar", codigo)
    return Reunion(codigo, facilita, proyecta, {alias: Pantalla().entra(codigo, alias) for alias in GENTE})


def test_un_taller_expres_por_las_pantallas_de_crear_a_lo_mio() -> None:
    reunion = reunir()
    antes, despues = {}, {}
    for fase in AGENDA:
        reunion.rellenar(fase)
        antes[fase] = reunion.llega(fase)
        reunion.facilita.pulsa("Revelar")
        despues[fase] = reunion.llega(fase)
        if fase == "radar":
            assert all("n = 3" in pantalla.lee() for pantalla in reunion.todas())
        if fase != AGENDA[-1]:
            avanzar(reunion.facilita)
    reunion.facilita.pulsa("Terminar el taller")

    assert [fase for fase in AGENDA if antes[fase]] == []
    assert ("Ana", "Eva") in despues["bienvenida"]
    # Lo que solo sale en cifras no llega a nadie, tampoco una vez revelado.
    assert despues["mapa"] == despues["valoracion"] == despues["cierre"] == []
    for pantalla in reunion.todas():
        assert "Todavía no se ha revelado" not in pantalla.va("resultados", reunion.codigo).lee()
    for alias, yo in reunion.gente.items():
        mio = yo.va("mio", reunion.codigo).lee()
        assert [fase for fase in RELLENAN if lo_de(alias, fase) not in mio] == []
        assert [otro for otro in GENTE if otro != alias and f"según {otro}" in mio] == []


def test_volver_con_el_codigo_personal_ensena_lo_que_se_escribio_en_otro_aparato() -> None:
    _, codigo = crear()
    movil = Pantalla().entra(codigo, "Ana")
    movil.escribe("¿Con qué palabra llegas?", "curiosa")
    personal = movil.va("mio", codigo).at.code[0].value

    portatil = Pantalla().va("entrar").pon("Código de sala", codigo.lower()).pon("Código personal", personal)
    portatil.pulsa("Entrar")

    assert portatil.campo("¿Con qué palabra llegas?").value == "curiosa"


def test_revelar_y_volver_se_deshacen_y_lo_escrito_sigue() -> None:
    facilita, codigo = crear()
    ana = Pantalla().entra(codigo, "Ana").escribe("¿Con qué palabra llegas?", "curiosa")
    leo = Pantalla().entra(codigo, "Leo")
    facilita.mira().pulsa("Revelar")
    assert "curiosa" in leo.mira().lee()
    facilita.pulsa("Ocultar")
    assert "curiosa" not in leo.mira().lee()
    avanzar(facilita)
    facilita.pulsa("Volver")

    assert ana.mira().campo("¿Con qué palabra llegas?").value == "curiosa"


def test_el_ensayo_se_crea_y_se_borra_con_botones_y_va_rotulado() -> None:
    facilita = Pantalla().pulsa("Empezar un ensayo")
    codigo = facilita.sala()
    assert "ENSAYO" in facilita.lee()
    proyecta = Pantalla().como(codigo, facilita.identidad()).va("proyectar", codigo)
    assert "ENSAYO" in proyecta.lee()
    seguro = next(casilla for casilla in facilita.at.checkbox if "borrar el taller" in casilla.label)
    seguro.check()
    facilita.mira().pulsa("Borrar el taller")

    assert codigo not in facilita.lee()
    assert any("ya no existe" in aviso for aviso in Pantalla().entra(codigo, "Ana").avisos())
