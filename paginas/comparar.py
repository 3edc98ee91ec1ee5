"""Comparar talleres: los de esta sala, y los de otra si se facilitan los dos."""

from __future__ import annotations

from modelo.valores import Papel
from paginas.comun import comparacion, guardas, marco, ritmo
from paginas.comun.navegacion import boton_a

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA, Papel.REVISA)
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera("Comparar talleres", "Con las mismas palancas, y diciendo cuándo la diferencia puede ser azar.")
boton_a("Volver a los resultados", "resultados", sala=codigo, key="comparar_resultados", icon=":material/arrow_back:")
talleres, quienes = comparacion.candidatos(quien)
elegidos = comparacion.elegir(talleres, comparacion.nombres_de(talleres, quien.sala_id))
if elegidos and comparacion.autorizado(quienes, elegidos):
    comparacion.dibujar(taller, quien, elegidos)
