"""Qué se le dice a una persona ante cada error: qué pasa y qué puede hacer."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from sqlalchemy.exc import DatabaseError

from datos.idiomas import _, de_serie, plural, por_traducir
from modelo import errores as e

FRASES: dict[type[e.ErrorDelTaller], str] = {
    e.SalaNoEncontrada: por_traducir(
        "No hay ninguna sala con ese código. Revísalo con quien facilita: son 6 letras y números."
    ),
    e.SalaBorrada: por_traducir("Esta sala ya no existe: su taller se borró. Pide un enlace nuevo a quien facilita."),
    e.SalaLlena: por_traducir("La sala está completa. Avisa a quien facilita."),
    e.CodigoPersonalNoValido: por_traducir("Ese código personal no es de esta sala. Revísalo o pide que te lo dicten."),
    e.ParticipanteExpulsado: por_traducir(
        "Quien facilita te ha retirado de la sala. Lo tuyo se conserva: díselo si es un error."
    ),
    e.ClaveNoValida: por_traducir("Esa no es la clave para crear talleres. Pídesela a quien instaló Palancas."),
    e.SinPermiso: por_traducir(
        "Con tu papel en esta sala no puedes hacer eso. Entra con el enlace que te corresponda."
    ),
    e.EnlaceCortado: por_traducir("Este enlace de revisión se ha cortado. Pide otro a quien facilita."),
    e.EnlaceCaducado: por_traducir("Este enlace de revisión ha caducado. Pide otro a quien facilita."),
    e.PaseNoValido: por_traducir("Ese permiso ha caducado. Vuelve a entrar con tu código personal."),
    e.FaseNoEncontrada: por_traducir("Esta agenda no tiene esa fase. Recarga la página."),
    e.AnonimatoNoReducible: por_traducir("Esta fase ya se abrió como anónima: no puede volver a mostrar los alias."),
    e.PlantillaCerrada: por_traducir("Ya hay respuestas: desde ahora solo se cambian los títulos y los minutos."),
    e.ObjetoNoEncontrado: por_traducir("Eso ya no está: puede que lo quitaras en otro aparato. Recarga la página."),
    e.BaseOcupada: por_traducir(
        "Hay mucha gente guardando a la vez y esto no ha entrado. Sigue en tu pantalla: inténtalo otra vez."
    ),
    e.SinEspacio: por_traducir(
        "El servidor no puede guardar: no le queda sitio. Lo tuyo sigue en pantalla; avisa a quien facilita."
    ),
    e.BaseDeSoloLectura: por_traducir(
        "El servidor no puede guardar: el archivo de los talleres es de solo lectura. Lo tuyo sigue en pantalla; "
        "avisa a quien lleva la instalación."
    ),
    e.BaseDanada: por_traducir(
        "El archivo de los talleres está dañado. No se ha tocado, y al lado hay una copia de cómo está. Quien lleva la "
        "instalación puede ver las copias con «.venv/bin/python -m datos.copias --lista» y volver a una con "
        "«--restaurar»."
    ),
    e.BasePosterior: por_traducir(
        "Estos talleres se guardaron con una versión posterior de Palancas. No se han tocado: para abrirlos, quien "
        "lleva la instalación tiene que actualizar el programa."
    ),
    e.BaseAjena: por_traducir(
        "La base que señala PALANCAS_BD es de otro programa y no se ha tocado. Quien lleva la instalación tiene que "
        "elegir otra."
    ),
    e.SinCopias: por_traducir(
        "Palancas solo copia bases SQLite de archivo. Con PostgreSQL, quien lleva la instalación las hace con pg_dump."
    ),
    e.BaseNoDisponible: por_traducir(
        "El servidor no llega a sus datos. Lo tuyo sigue en pantalla; avisa a quien facilita."
    ),
    e.ErrorDelTaller: "No se ha podido hacer. Recarga la página e inténtalo otra vez.",
}


AL_LEER = por_traducir(
    "El servidor no llega a sus datos ahora mismo. Lo guardado sigue a salvo: recarga la página dentro de un momento "
    "y, si sigue igual, avisa a quien facilita."
)
IMPREVISTO = por_traducir("No hemos podido mostrar esta parte. Lo guardado sigue a salvo: recarga la página.")


def mensaje(error: e.ErrorDelTaller) -> str:
    """La frase para esa persona. Nunca lleva texto de otra."""
    if isinstance(error, e.ValorNoValido):
        return _("No se ha guardado: {motivo}.").format(motivo=motivo_de(error))
    if isinstance(error, e.HitoNoValido):
        return _("No se ha guardado: {motivo}.").format(motivo=_(str(error)))
    if isinstance(error, e.InformeNoValido | e.ArchivoNoValido | e.ArchivoConReparos):
        return f"No se ha importado nada. {_del_archivo(error)}."
    if isinstance(error, e.FaseCerrada):
        cerrada = _("La fase «{fase}» está cerrada. Lo que escribías no se pierde: pide que la reabran.")
        return cerrada.format(fase=de_serie(error.fase))
    if isinstance(error, e.TransicionNoPosible):
        return f"Ese paso no se puede dar ahora: {error}."
    if isinstance(error, e.VotosAgotados):
        return _("Ya has dado tus {n} votos. Quita alguno para votar esta.").format(n=error.maximo)
    if isinstance(error, e.DemasiadosIntentos):
        muchos = _("Demasiados intentos seguidos. Espera {cuanto} y prueba otra vez; nada se ha perdido.")
        return muchos.format(cuanto=_espera(error.espera))
    return _(next(FRASES[c] for c in type(error).__mro__ if c in FRASES))


def motivo_de(error: e.ValorNoValido) -> str:
    """Por qué no vale lo escrito, en la lengua de quien lo escribió."""
    plantilla = _(error.plantilla)
    return plantilla.format(**error.datos) if error.datos else plantilla


def _del_archivo(error: e.ErrorDelTaller) -> str:
    if not isinstance(error, e.InformeNoValido):
        return str(error)
    if isinstance(error, e.NoEsUnInforme):
        return f"{error}. Descárgalo en el taller del que venga: «Resultados», «Llevarse los resultados», en JSON"
    que = f"En «{error.donde}», {error.motivo}" if error.donde else error.motivo
    return f"{que}. Descarga el informe otra vez y súbelo tal cual, sin abrirlo ni cambiarlo"


def al_dibujar(error: BaseException) -> str:
    """La frase cuando lo que falla es dibujar una página: aquí no hay ningún gesto que repetir, solo volver a mirar."""
    if isinstance(error, DatabaseError | e.BaseOcupada | e.SinEspacio | e.BaseNoDisponible):
        return _(AL_LEER)
    return mensaje(error) if isinstance(error, e.ErrorDelTaller) else _(IMPREVISTO)


def _espera(cuanto: timedelta) -> str:
    segundos = max(1, ceil(cuanto.total_seconds()))
    if segundos < 60:
        return plural("{n} segundo", "{n} segundos", segundos).format(n=segundos)
    minutos = ceil(segundos / 60)
    return plural("{n} minuto", "{n} minutos", minutos).format(n=minutos)
