"""Que la plataforma no pierda una pulsación si otra petición de la misma pestaña llega justo detrás."""

from __future__ import annotations

from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState


def no_perder_ninguna() -> None:
    """Cada petición se apunta en la sesión antes de mirar si hay otra esperando.

    De serie (1.67) lo primero que se hace con una petición ya recogida es ceder el turno: si detrás ha llegado otra (un
    aviso de la sala, otro botón), la primera se abandona, y una pulsación no se vuelve a contar. Con la máquina cargada
    «Avanzar» o «Revelar» no hacían nada, sin decirlo. Se cede después, cuando ya está apuntada y atendida.
    """
    SafeSessionState.on_script_will_rerun = _sin_ceder_antes  # type: ignore[method-assign]


def _sin_ceder_antes(self: SafeSessionState, *posicion: Any, **nombre: Any) -> None:
    with self._lock:
        self._state.on_script_will_rerun(*posicion, **nombre)
