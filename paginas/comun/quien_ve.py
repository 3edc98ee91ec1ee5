"""Quién ve qué de lo que escribe quien participa, fila a fila. Lo comprueban las pruebas de docs/seguridad.md."""

from __future__ import annotations

from datos.idiomas import por_traducir

TU = por_traducir("Sí")
QUIEN_VE = [
    (por_traducir("Lo que escribes, antes de revelarse la fase"), TU, por_traducir("No"), por_traducir("No")),
    (
        por_traducir("Cuántas personas han respondido y quién ha dicho «Listo»"),
        por_traducir("El total"),
        por_traducir("Sí, con alias"),
        por_traducir("El total"),
    ),
    (por_traducir("Lo revelado en conjunto: cifras y gráficas"), TU, TU, TU),
    (
        por_traducir("Tus textos revelados en una fase con alias: qué te llevas, qué aportas"),
        TU,
        por_traducir("Con tu alias"),
        por_traducir("Con tu alias"),
    ),
    (
        por_traducir("Los mismos textos en una fase anónima, y tu palabra de llegada"),
        TU,
        por_traducir("Sin nombre"),
        por_traducir("Sin nombre"),
    ),
    (por_traducir("Tus compromisos"), TU, por_traducir("Si los compartes"), por_traducir("No: solo recuentos")),
    (por_traducir("Las líneas de tiempo que ofreces, con el alias del cliente"), TU, TU, TU),
    (
        por_traducir("Tus demás textos: qué haces con cada cliente, dificultades, hitos sin ofrecer"),
        TU,
        por_traducir("No"),
        por_traducir("No"),
    ),
    (
        por_traducir("Tu perfil (eficacia y eficiencia)"),
        TU,
        por_traducir("No: solo recuentos"),
        por_traducir("No: solo recuentos"),
    ),
    (
        por_traducir("Lo que aparcas, sin tu nombre"),
        TU,
        por_traducir("Desde que lo aparcas"),
        por_traducir("Al revelar el cierre (o la última fase)"),
    ),
    (
        por_traducir("En qué grupo o pareja te toca trabajar"),
        por_traducir("Cuando se enseña"),
        por_traducir("Sí"),
        por_traducir("Cuando se enseña"),
    ),
    (por_traducir("Tu código personal"), TU, por_traducir("Sí, para dictártelo"), por_traducir("No")),
]
COLUMNAS = (
    por_traducir("Qué"),
    por_traducir("Tú"),
    por_traducir("Quien facilita"),
    por_traducir("El grupo y la proyección"),
)
