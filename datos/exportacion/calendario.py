"""Los compromisos propios con fecha, como calendario que se abre en cualquier agenda (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from datos.idiomas import _, rotulos
from datos.vistas import CompromisoVisto

PRODUCTO = "-//Palancas//Compromisos//ES"
AVISO = timedelta(days=-1)


def hacer(compromisos: Iterable[CompromisoVisto], palancas: Mapping[str, str], ahora: datetime) -> bytes:
    """El calendario: un día por compromiso pendiente con fecha, con aviso la víspera.

    Volver a importarlo actualiza los mismos días en vez de repetirlos. ``palancas`` da el nombre de cada clave.
    """
    calendario = Calendar()
    calendario.add("prodid", PRODUCTO)
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    calendario.add("method", "PUBLISH")
    calendario.add("x-wr-calname", _("Mis compromisos"))
    for compromiso in sorted((c for c in compromisos if c.va_al_calendario), key=lambda c: (c.antes_de, c.accion)):
        calendario.add_component(_dia(compromiso, palancas, ahora))
    escrito: bytes = calendario.to_ical()
    return escrito


def _dia(c: CompromisoVisto, palancas: Mapping[str, str], ahora: datetime) -> Event:
    dia = date.fromisoformat(c.antes_de)
    evento = Event()
    # La agenda puede acabar en un servidor ajeno: el identificador no es el de la base.
    evento.add("uid", f"{hashlib.sha256(c.id.encode()).hexdigest()[:32]}@palancas")
    evento.add("dtstamp", ahora.astimezone(UTC))
    evento.add("dtstart", dia)
    evento.add("dtend", dia + timedelta(days=1))
    evento.add("summary", _("Compromiso: {accion}").format(accion=c.accion))
    evento.add("description", "\n".join(_detalle(c, palancas)))
    evento.add("transp", "TRANSPARENT")
    evento.add("class", "PRIVATE")
    if c.palanca in palancas:
        evento.add("categories", [palancas[c.palanca]])
    aviso = Alarm()
    aviso.add("action", "DISPLAY")
    aviso.add("trigger", AVISO)
    aviso.add("description", _("Mañana vence: {accion}").format(accion=c.accion))
    evento.add_component(aviso)
    return evento


def _detalle(c: CompromisoVisto, palancas: Mapping[str, str]) -> Iterable[str]:
    yield from (_("Si {situacion}").format(situacion=c.situacion),) if c.situacion else ()
    yield from (_("Lo notaré en: {senal}").format(senal=c.senal),) if c.senal else ()
    yield from (_("Palanca: {palanca}").format(palanca=palancas[c.palanca]),) if c.palanca in palancas else ()
    if c.horizonte in rotulos.HORIZONTES:
        yield _("Horizonte: {plazo}").format(plazo=rotulos.HORIZONTES[c.horizonte].lower())
    yield from (_("Me acompaña: {quien}").format(quien=c.acompana),) if c.acompana else ()
