"""Lo que hace quien facilita con las fases. Todo es reversible, nada borra y queda traza."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from sqlmodel import select

from modelo import fases, rotulos
from modelo.casos.permisos import anotar, exigir_facilitador, taller_de, taller_en_curso
from modelo.entidades import Fase, Taller
from modelo.errores import FaseNoEncontrada, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import CopiaPedida, EstadoDeFase, Identidad

Orden = Callable[[fases.Agenda], fases.Agenda]
MINUTOS_DE_UNA_VEZ = 60
LAMINA_NEUTRA = "neutra"
NOMBRE_DE_LAMINA = re.compile(r"[a-z0-9_]{0,40}")
_CAMPOS = ("revelada", "anonima", "inicia_en", "termina_en", "restante_en_pausa", "abierta_hasta")


def agenda_pura(taller: Taller, filas: list[Fase]) -> fases.Agenda:
    """La agenda del taller, como la entiende ``modelo.fases``."""
    pasos = tuple(
        fases.Paso(
            f.clave, f.minutos, EstadoDeFase(f.estado), f.sesion, minutos_previstos=f.minutos_previstos,
            pausa=f.tipo == "pausa", **{c: getattr(f, c) for c in _CAMPOS},
        )
        for f in filas
    )  # fmt: skip
    return fases.Agenda(pasos, taller.fase_actual, taller.terminado_en)


def _aplicar(
    unidad: Unidad, quien: Identidad, ahora: datetime, accion: str, orden: Orden,
    *, clave: str = "", detalle: str = "", taller_id: str = "",
) -> CopiaPedida | None:  # fmt: skip
    exigir_facilitador(quien)
    taller = taller_de(unidad, quien, taller_id)
    consulta = select(Fase).where(Fase.taller_id == taller.id).order_by(Fase.orden)  # type: ignore[arg-type]
    filas = list(unidad.sesion.exec(consulta))
    antes = agenda_pura(taller, filas)
    nueva = orden(antes)
    if nueva == antes:
        return None
    for fila, paso in zip(filas, nueva.pasos, strict=True):
        fila.estado = paso.estado
        for campo in _CAMPOS:
            setattr(fila, campo, getattr(paso, campo))
    se_mueve = nueva.actual != antes.actual or nueva.terminada != antes.terminada
    if se_mueve:
        taller.grupos_en = ""
    if se_mueve or accion == "ocultar":
        taller.lamina = ""
    taller.fase_actual = nueva.actual
    taller.terminado_en = nueva.terminada_en
    anotar(unidad, taller, accion, ahora, fase=clave or nueva.actual, detalle=detalle)
    unidad.subir_version(taller.id)
    return _al_cerrar({f.clave: f.sesion for f in filas}, antes, nueva)


def _al_cerrar(sesiones: dict[str, int], antes: fases.Agenda, nueva: fases.Agenda) -> CopiaPedida | None:
    """Lo que acaba con una sesión, o con el taller, pide que quede copia."""
    if nueva.terminada and not antes.terminada:
        return CopiaPedida("taller terminado")
    if sesiones[nueva.actual] > sesiones[antes.actual]:
        return CopiaPedida(f"fin de la sesión {sesiones[antes.actual]}")
    return None


def empezar(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Pone en marcha el reloj de la fase actual. Repetirlo no lo reinicia."""
    _aplicar(unidad, quien, ahora, "empezar", lambda a: fases.empezar(a, ahora))


def quitar_reloj(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """La fase actual vuelve a estar sin empezar: deshace ``empezar``."""
    _aplicar(unidad, quien, ahora, "quitar_reloj", fases.quitar_reloj)


def avanzar(unidad: Unidad, *, quien: Identidad, ahora: datetime, desde: str = "") -> CopiaPedida | None:
    """El grupo pasa a la fase siguiente. Con ``desde``, un segundo clic sobre una consola atrasada no avanza dos.

    Al dejar atrás una sesión pide que quede copia.
    """

    def orden(agenda: fases.Agenda) -> fases.Agenda:
        return agenda if desde and agenda.actual != desde else fases.avanzar(agenda, ahora)

    return _aplicar(unidad, quien, ahora, "avanzar", orden)


def volver(unidad: Unidad, *, quien: Identidad, ahora: datetime, desde: str = "") -> None:
    """El grupo vuelve a la fase anterior."""

    def orden(agenda: fases.Agenda) -> fases.Agenda:
        return agenda if desde and agenda.actual != desde else fases.volver(agenda, ahora)

    _aplicar(unidad, quien, ahora, "volver", orden)


def saltar(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime) -> CopiaPedida | None:
    """El grupo pasa a una fase cualquiera de la agenda. Al dejar atrás una sesión pide que quede copia."""
    return _aplicar(unidad, quien, ahora, "saltar", lambda a: fases.ir(a, clave, ahora), clave=clave)


def revelar(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime, taller_id: str = "") -> None:
    """Lo de esa fase puede verse, a través de la puerta de privacidad. Con ``taller_id``, la de un taller anterior."""
    _aplicar(unidad, quien, ahora, "revelar", lambda a: fases.revelar(a, clave), clave=clave, taller_id=taller_id)
    _avisar_al_de_ahora(unidad, quien, taller_id)


def ocultar(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime, taller_id: str = "") -> None:
    """Lo de esa fase deja de verse. Con ``taller_id``, la de un taller anterior de la sala."""
    _aplicar(unidad, quien, ahora, "ocultar", lambda a: fases.ocultar(a, clave), clave=clave, taller_id=taller_id)
    _avisar_al_de_ahora(unidad, quien, taller_id)


def _avisar_al_de_ahora(unidad: Unidad, quien: Identidad, taller_id: str) -> None:
    """Las pantallas de la sala miran la versión del taller en curso, y en él se ve lo de los anteriores."""
    en_curso = taller_en_curso(unidad, quien)
    if taller_id not in ("", en_curso.id):
        unidad.subir_version(en_curso.id)


def abrir_fase(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime) -> None:
    """Esa fase admite cambios, sin mover al grupo."""
    _aplicar(unidad, quien, ahora, "abrir", lambda a: fases.abrir(a, clave, None, ahora), clave=clave)


def abrir_hasta(unidad: Unidad, *, quien: Identidad, clave: str, hasta: datetime, ahora: datetime) -> None:
    """Esa fase queda abierta entre sesiones, hasta la fecha dada."""
    _aplicar(
        unidad,
        quien,
        ahora,
        "abrir_hasta",
        lambda a: fases.abrir(a, clave, hasta, ahora),
        clave=clave,
        detalle=hasta.astimezone(UTC).isoformat(timespec="minutes"),
    )


def cerrar_fase(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime) -> None:
    """Esa fase deja de admitir cambios. Lo escrito queda."""
    _aplicar(unidad, quien, ahora, "cerrar", lambda a: fases.cerrar(a, clave), clave=clave)


def sumar_minutos(unidad: Unidad, *, quien: Identidad, minutos: int, ahora: datetime) -> None:
    """Alarga el tiempo de la fase actual; en negativo, lo acorta."""
    if not 0 < abs(minutos) <= MINUTOS_DE_UNA_VEZ:
        raise ValorNoValido("minutos", f"se suman o se quitan entre 1 y {MINUTOS_DE_UNA_VEZ} minutos cada vez")
    _aplicar(
        unidad, quien, ahora, "sumar_minutos", lambda a: fases.sumar_minutos(a, minutos, ahora), detalle=f"{minutos:+d}"
    )


def pausar_reloj(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Detiene el cronómetro de la fase actual."""
    _aplicar(unidad, quien, ahora, "pausar", lambda a: fases.pausar(a, ahora))


def reanudar_reloj(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """El cronómetro de la fase actual sigue desde donde se paró."""
    _aplicar(unidad, quien, ahora, "reanudar", lambda a: fases.reanudar(a, ahora))


def terminar(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> CopiaPedida | None:
    """Cierra el taller y pide que quede copia. Los resultados siguen a un clic."""
    return _aplicar(unidad, quien, ahora, "terminar", lambda a: fases.terminar(a, ahora))


def reabrir(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Deshace ``terminar``."""
    _aplicar(unidad, quien, ahora, "reabrir", lambda a: fases.reabrir(a, ahora))


def endurecer_anonimato(unidad: Unidad, *, quien: Identidad, clave: str, anonima: bool, ahora: datetime) -> None:
    """Fija el anonimato de una fase: libre antes de abrirla; después solo puede endurecerse."""
    taller = taller_en_curso(unidad, quien)
    fila = unidad.uno(Fase, taller_id=taller.id, clave=clave)
    cambia = fila is not None and fila.anonima != anonima
    _aplicar(
        unidad,
        quien,
        ahora,
        "anonimato",
        lambda a: fases.endurecer(a, clave, anonima),
        clave=clave,
        detalle=rotulos.ANONIMATO[anonima],
    )
    if fila is not None and cambia:
        # Lo que se promete a quien escribe tiene que ser lo que se hace.
        fila.quien_ve = f"{rotulos.MIENTRAS_ESCRIBES} {rotulos.ANONIMATO_EXPLICADO[anonima]}"


def fijar_debate(
    unidad: Unidad,
    *,
    quien: Identidad,
    palancas: tuple[str, ...],
    ahora: datetime,
    antes: tuple[str, ...] | None = None,
) -> None:
    """Elige las palancas que se llevan a debate y se valoran otra vez.

    Con ``antes``, lo que veía quien elige, se pone y se quita solo lo que cambia: otra consola puede haber elegido.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    del_taller = [p["clave"] for p in taller.palancas]
    if ajenas := [p for p in palancas if p not in del_taller]:
        raise ValorNoValido("debate", f"este taller no tiene la palanca {ajenas[0]}")
    elegidas = list(dict.fromkeys(palancas))
    if antes is not None and list(antes) != taller.debate:
        siguen = [p for p in taller.debate if p in elegidas or p not in antes]
        elegidas = siguen + [p for p in elegidas if p not in siguen and p not in antes]
    if elegidas == taller.debate:
        return
    taller.debate = elegidas
    anotar(unidad, taller, "fijar_debate", ahora, detalle=" ".join(elegidas))
    unidad.subir_version(taller.id)


def elegir_lamina(unidad: Unidad, *, quien: Identidad, fase: str, lamina: str, ahora: datetime) -> None:
    """Deja a la vista, al proyectar, una sola parte de lo revelado de esa fase; sin ``lamina``, todas seguidas.

    ``LAMINA_NEUTRA`` tapa la pantalla, se haya revelado algo o no. Se olvida al cambiar de fase, al ocultarla y al
    terminar o reabrir el taller. No queda en la traza: es pasar de página.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    if fase not in {f.clave for f in unidad.todos(Fase, taller_id=taller.id)}:
        raise FaseNoEncontrada(fase)
    if not NOMBRE_DE_LAMINA.fullmatch(lamina):
        raise ValorNoValido("lamina", "no hay ninguna lámina con ese nombre")
    elegida = f"{fase}/{lamina}" if lamina else ""
    if elegida != taller.lamina:
        # Lo que sube la actividad puede tardar un par de segundos en verse; tapar la pantalla, no puede.
        urge = LAMINA_NEUTRA in (lamina, taller.lamina.partition("/")[2])
        taller.lamina = elegida
        (unidad.subir_version if urge else unidad.subir_actividad)(taller.id)
