"""El reloj de la fase en la que está el grupo, igual en todas las pantallas."""

from __future__ import annotations

from typing import Any

from datos.idiomas import _
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto


def cuenta_atras(taller: TallerVisto, fase: FaseVista, clave: str) -> None:
    """Lo que queda de la fase; al llegar a cero lo dice y sigue contando."""
    from paginas.comun.componentes import reloj

    reloj(lo_que_queda(taller, fase), clave=clave)


def lo_que_queda(taller: TallerVisto, fase: FaseVista) -> dict[str, Any]:
    """Lo que el reloj necesita para contar.

    De vuelta en una fase ya dejada no se cuenta lo que pasó desde que acabó: sin tiempo nuevo, no hay reloj.
    """
    ahora = contexto.ahora()
    fin = fase.termina_en
    if taller.ha_vuelto and fin is not None and fin < ahora:
        fin = None
    return {
        "fin": fin.timestamp() if fin else None,
        "ahora": ahora.timestamp(),
        "restante": fase.restante_en_pausa,
        "textos": {"que_es": _("Tiempo que queda"), "en_pausa": _("En pausa"), "cumplido": _("Tiempo cumplido")},
    }
