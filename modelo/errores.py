"""Errores del taller, uno por causa.

Cada clase es un hecho («la fase está cerrada») y lleva los datos con los que la pantalla redacta
qué pasa y qué hacer: la frase vive en ``paginas/comun/mensajes.py``.
"""

from datetime import timedelta

from modelo.volcado import Reparo


class ErrorDelTaller(Exception):
    """Raíz de los errores previstos: los que una persona puede remediar."""


class HitoNoValido(ErrorDelTaller):
    """Un hito con fecha futura o con una valencia fuera de −2, −1, +1, +2."""


class ValorNoValido(ErrorDelTaller):
    """Lo escrito en un campo no cabe en él.

    ``campo`` es su clave y ``motivo`` una frase corta en español que completa «No se ha guardado: …». ``plantilla`` y
    ``datos`` son de lo que está hecha, para decirla en otra lengua.
    """

    def __init__(self, campo: str, plantilla: str, **datos: object) -> None:
        motivo = plantilla.format(**datos) if datos else plantilla
        super().__init__(f"{campo}: {motivo}")
        self.campo = campo
        self.motivo = motivo
        self.plantilla = plantilla
        self.datos = datos


class SalaNoEncontrada(ErrorDelTaller):
    """No hay ninguna sala con ese código."""


class SalaBorrada(ErrorDelTaller):
    """La sala existió y su taller se ha borrado."""


class SalaLlena(ErrorDelTaller):
    """La sala ya tiene el máximo de participantes."""


class CodigoPersonalNoValido(ErrorDelTaller):
    """El código personal no es de nadie en esta sala."""


class ParticipanteExpulsado(ErrorDelTaller):
    """Quien facilita ha retirado a esta persona de la sala."""


class DemasiadosIntentos(ErrorDelTaller):
    """Se ha fallado demasiadas veces seguidas. ``espera`` es lo que falta para poder probar otra vez."""

    def __init__(self, espera: timedelta) -> None:
        super().__init__(str(espera))
        self.espera = espera


class ClaveNoValida(ErrorDelTaller):
    """La clave para crear talleres no es la de esta instalación."""


class SinPermiso(ErrorDelTaller):
    """El papel de quien lo pide no permite hacerlo."""


class EnlaceCortado(SinPermiso):
    """Quien facilita ha cortado el enlace de revisión con el que se entró."""


class EnlaceCaducado(SinPermiso):
    """Al enlace de revisión con el que se entró se le ha pasado el plazo."""


class PaseNoValido(ErrorDelTaller):
    """El pase de un uso no existe, ya se usó o ha caducado."""


class FaseCerrada(ErrorDelTaller):
    """La fase no admite cambios ahora. ``fase`` es su título."""

    def __init__(self, fase: str) -> None:
        super().__init__(fase)
        self.fase = fase


class FaseNoEncontrada(ErrorDelTaller):
    """El taller no tiene esa fase."""


class TransicionNoPosible(ErrorDelTaller):
    """La agenda no permite ese paso ahora (por ejemplo, avanzar desde la última fase)."""


class AnonimatoNoReducible(ErrorDelTaller):
    """Una fase ya abierta solo puede pasar de «con alias» a «anónima para el grupo»."""


class PlantillaCerrada(ErrorDelTaller):
    """Con la primera respuesta dentro, solo se cambian títulos y minutos."""


class ObjetoNoEncontrado(ErrorDelTaller):
    """El cliente, hito, compromiso… no existe o no es de quien lo pide."""


class VotosAgotados(ErrorDelTaller):
    """No quedan votos por repartir. ``maximo`` dice cuántos había."""

    def __init__(self, maximo: int) -> None:
        super().__init__(str(maximo))
        self.maximo = maximo


class InformeNoValido(ErrorDelTaller):
    """Un archivo que no es un informe de Palancas, o lo es de otra versión o está dañado.

    ``donde`` es el sitio del archivo («línea 3, columna 8», «capitulos[2].titulo») y ``motivo``, una frase corta.
    """

    def __init__(self, donde: str, motivo: str) -> None:
        super().__init__(f"{donde}: {motivo}" if donde else motivo)
        self.donde = donde
        self.motivo = motivo


class NoEsUnInforme(InformeNoValido):
    """Un JSON de otra cosa."""

    def __init__(self) -> None:
        super().__init__("", "Este archivo no es un informe de Palancas")


class ArchivoNoValido(ErrorDelTaller):
    """Un archivo que no se puede leer como tabla, o que no es la plantilla de este taller.

    Su texto dice qué pasa y qué hacer, sin punto final.
    """


class ArchivoConReparos(ErrorDelTaller):
    """Algunas celdas de un archivo no valen. ``reparos`` dice cuáles y por qué; no se ha importado nada."""

    def __init__(self, reparos: tuple[Reparo, ...]) -> None:
        super().__init__(f"Celdas por corregir en el archivo: {len(reparos)}. Corrígelas y súbelo otra vez")
        self.reparos = reparos


class BaseOcupada(ErrorDelTaller):
    """Otro proceso tiene bloqueada la base de datos."""


class SinEspacio(ErrorDelTaller):
    """No queda sitio en el disco."""


class BaseDeSoloLectura(SinEspacio):
    """El archivo de la base, o su carpeta, no admite cambios."""


class BaseNoDisponible(ErrorDelTaller):
    """La base de datos no responde."""


class BaseDanada(BaseNoDisponible):
    """El archivo de la base está roto. No se ha tocado."""


class BasePosterior(BaseNoDisponible):
    """La base es de una versión posterior del programa. No se ha tocado."""


class BaseAjena(BaseNoDisponible):
    """La base tiene tablas que no son de Palancas. No se ha tocado."""


class SinCopias(ErrorDelTaller):
    """La base no es un archivo SQLite: de sus copias se encarga su propio gestor."""
