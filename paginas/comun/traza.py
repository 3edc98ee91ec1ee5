"""Lo que hizo quien facilita, dicho como lo contaría: «10:42 · Avanzaste a Histórico»."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from datos.vistas import TrazaVista

LARGO_DE_ASUNTO = 80
FRASES = {
    "crear": "Creaste el taller",
    "revocar_enlace": "Anulaste un enlace de revisión",
    "punto_de_control": "Guardaste el punto de control «{detalle}»",
    "importar": "Importaste de un archivo: {detalle}",
    "importar_informe": "Trajiste un informe: {detalle}",
    "quitar_informe": "Quitaste un informe traído: {detalle}",
    "crear_enlace": "Creaste un enlace para {enlace}",
    "revocar_enlaces": "Anulaste los enlaces anteriores",
    "borrar_lo_suyo": "Alguien borró todo lo suyo y salió de la sala",
    "expurgar": "Borraste los textos de {fase}",
    "empezar": "Empezaste {fase}",
    "quitar_reloj": "Dejaste {fase} sin empezar",
    "avanzar": "Avanzaste a {fase}",
    "volver": "Volviste a {fase}",
    "saltar": "Saltaste a {fase}",
    "revelar": "Revelaste {fase}",
    "ocultar": "Ocultaste {fase}",
    "abrir": "Abriste {fase}",
    "abrir_hasta": "Dejaste {fase} abierta hasta el {hasta}",
    "cerrar": "Cerraste {fase}",
    "sumar_minutos": "{minutos} a {fase}",
    "repartir_el_tiempo": "{minutos}, repartidos entre lo que quedaba",
    "deshacer_reparto": "Deshiciste el reparto del tiempo",
    "pausar": "Pausaste el reloj de {fase}",
    "reanudar": "Reanudaste el reloj de {fase}",
    "terminar": "Terminaste el taller",
    "reabrir": "Reabriste el taller en {fase}",
    "anonimato": "Fijaste el anonimato de {fase}: {detalle}",
    "fijar_debate": "Llevaste a debate: {palancas}",
    "repartir_grupos": "Repartiste a la gente en {grupos}",
    "ensenar_grupos": "Enseñaste los grupos",
    "retirar_grupos": "Dejaste de enseñar los grupos",
    "deshacer_grupos": "Deshiciste los grupos",
    "expulsar": "Retiraste a {detalle}",
    "readmitir": "Recuperaste a {detalle}",
    "aparcar": "Aparcaste «{detalle}»",
    "resolver_aparcado": "Diste por tratado {asunto}",
    "devolver_aparcado": "Devolviste al aparcamiento {asunto}",
    "editar": "Cambiaste los textos o los minutos de {fase}",
    "editar_taller": "Cambiaste los datos del taller",
    "quitar_fase": "Quitaste la fase {detalle}",
    "poner_fase": "Añadiste la fase {fase}",
    "mover_fase": "Cambiaste de lugar {fase}",
    "editar_palanca": "Cambiaste la palanca {detalle}",
    "volver_a_la_agenda": "Volviste a la agenda de la casa",
    "volver_a_las_palancas": "Volviste a las palancas de la casa",
}


def frase(t: TrazaVista, *, titulos: Mapping[str, str], palancas: Mapping[str, str], zona: tzinfo) -> str:
    """La frase con su hora. ``titulos`` y ``palancas`` ponen nombre a las claves; lo que no esté sale tal cual."""
    elegidas = ", ".join(palancas.get(p, p) for p in t.detalle.split())
    texto = FRASES.get(t.accion, "{accion}").format(
        accion=t.accion.replace("_", " ").capitalize(),
        fase=titulos.get(t.fase, t.fase),
        detalle=t.detalle[0].lower() + t.detalle[1:] if t.accion == "anonimato" and t.detalle else t.detalle,
        asunto=f"«{_corto(t.detalle)}»" if t.detalle else "un asunto borrado",
        enlace={"facilita": "facilitar", "proyecta": "proyectar"}.get(t.detalle, t.detalle),
        hasta=_hasta(t.detalle, zona) if t.accion == "abrir_hasta" else "",
        minutos=_minutos(t.detalle) if t.accion in ("sumar_minutos", "repartir_el_tiempo") else "",
        palancas=elegidas or "ninguna",
        grupos="1 grupo" if t.detalle == "1" else f"{t.detalle} grupos",
    )
    local = t.en.astimezone(zona)
    return f"{local:%H:%M} · {texto}"


def _corto(asunto: str) -> str:
    return asunto if len(asunto) <= LARGO_DE_ASUNTO else f"{asunto[: LARGO_DE_ASUNTO - 1].rstrip()}…"


def _hasta(detalle: str, zona: tzinfo) -> str:
    local = datetime.fromisoformat(detalle).astimezone(zona)
    return f"{local.day}/{local.month} a las {local:%H:%M}"


def _minutos(detalle: str) -> str:
    cuantos = int(detalle)
    return f"Sumaste {cuantos} min" if cuantos > 0 else f"Quitaste {-cuantos} min"


def por_dias(
    trazas: list[TrazaVista], *, titulos: Mapping[str, str], palancas: Mapping[str, str], zona: tzinfo
) -> list[tuple[str, list[str]]]:
    """Las frases de lo último a lo primero, agrupadas por día («24/11/2026»)."""
    dias: dict[str, list[str]] = {}
    for t in reversed(trazas):
        dia = f"{t.en.astimezone(zona):%d/%m/%Y}"
        dias.setdefault(dia, []).append(frase(t, titulos=titulos, palancas=palancas, zona=zona))
    return list(dias.items())
