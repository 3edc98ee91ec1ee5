"""Guía de quien facilita: qué hacer antes, durante y después, y qué hacer si algo falla."""

from __future__ import annotations

import streamlit as st

from paginas.comun import marco
from paginas.comun.navegacion import boton_a

PARTES = {
    "Antes": """
1. **Haz un ensayo.** «Empezar un ensayo» crea un taller de mentira con 12 participantes: recorre la consola, revela,
   proyecta y bórralo. Diez minutos bastan.
2. **Crea el taller.** La plantilla completa son dos sesiones de dos horas; la exprés, hora y media; la de seguimiento,
   para tres meses después. En «Preparar el taller» cambias fases, minutos y palancas mientras nadie haya escrito.
3. **Guarda el enlace de facilitar.** Es la única llave del mando: está en la consola, en «Enlaces y QR». Dáselo a quien
   cofacilite: podéis llevarla a la vez.
4. **Manda el enlace de entrar** en la convocatoria, con una frase: «trae en la cabeza un cliente que sigue y uno que
   perdiste, los dos con alias».
5. **Prueba la pantalla.** Abre «Proyectar» en otra ventana y comparte *esa*: no lleva mandos ni nada privado.
""",
    "Durante": """
- **La consola** te dice qué decir, cuánto queda, quién falta y qué viene después. «Empezar» pone el reloj; +1 y +5 dan
  aire, y «Avanzar» lleva a todo el mundo a la fase siguiente en un par de segundos. A nadie se le corta lo que escribe.
- **Primero se escribe a solas; después se revela.** Hasta que pulses «Revelar», nadie ve nada de nadie. Si te
  precipitas, «Ocultar» lo deshace.
- **Lo revelado ocupa varias láminas.** Elige desde la consola cuál se ve, o pásalas de una en una. «Pantalla neutra»
  tapa lo proyectado mientras hablas.
- **Las cifras piden un mínimo de respuestas** (5, salvo que lo cambies): con menos gente, la consola te avisa y la
  pantalla dice que espera.
- **Si sale un tema que no toca**, al aparcamiento. Se retoma en el cierre.
- **Quien se queda atrás** puede acabar después: en la agenda, «Acciones» deja una fase abierta hasta una fecha.
""",
    "Después": """
1. **Termina el taller** para que cada cual vaya a lo suyo: su informe, su plan y su calendario.
2. **Llévate el informe** desde «Resultados»: PDF, PowerPoint, Excel, CSV o JSON. Solo lo revelado.
3. **Deja un enlace de revisión** a quien deba leerlo sin mandar. Caduca y se puede anular. Los textos salen sin alias y
   solo los que tú eliges.
4. **A los tres meses**, crea el taller de seguimiento en la misma sala: cada cual se encuentra sus compromisos y se
   compara el radar con el de la vez anterior.
5. **La fecha de borrado** se cumple sola. Si alguien quiere conservar lo suyo, que lo descargue antes.
""",
    "Si algo falla": """
- **Alguien no puede entrar.** Que escriba el código de sala a mano. Si ya había entrado, que use su código personal: tú
  lo tienes en «Presentes», en «Más».
- **Alguien pierde la conexión.** La pantalla lo dice, guarda lo escrito y lo manda al volver. No hay que recargar.
- **Has avanzado sin querer.** «Volver». Lo escrito en cada fase sigue ahí.
- **Se ha colado alguien.** «Más» y «Retirar de la sala». Se puede deshacer.
- **Has perdido el mando.** Vuelve a abrir el enlace de facilitar. Si crees que otra persona lo tiene, anula los enlaces
  desde la consola: se cierran todas las pestañas abiertas con ellos.
- **Se cae todo.** Descarga de antemano la plantilla de contingencia en «Importar»: es una hoja de cálculo con las
  preguntas del taller. Se rellena a mano, se importa después y los resultados salen igual.
- **Antes de algo delicado**, guarda un punto de control desde la consola: se puede volver a él.
""",
}

marco.cabecera("Guía para facilitar", "Lo justo para llevar el taller sin pensar en la herramienta.")
marco.avisos()
for titulo, texto in PARTES.items():
    st.header(titulo, anchor=False)
    st.markdown(texto)
with st.container(horizontal=True, key="guia_ir"):
    boton_a("Crear taller", "crear", key="guia_crear", type="primary", icon=":material/add_circle:")
    boton_a("Quién ve qué", "ayuda", key="guia_ayuda", icon=":material/visibility:")
    boton_a("Volver al inicio", "inicio", key="guia_inicio")
