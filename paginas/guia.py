"""Guía de quien facilita: qué hacer antes, durante y después, y qué hacer si algo falla."""

from __future__ import annotations

import streamlit as st

from paginas.comun import marco
from paginas.comun.consola_atajos import en_lista
from paginas.comun.navegacion import boton_a

PARTES = {
    "Antes": """
1. **Haz un ensayo.** «Empezar un ensayo» crea un taller de mentira con 12 participantes: recorre la consola, revela,
   proyecta y bórralo. Diez minutos bastan.
2. **Crea el taller.** La plantilla completa son dos sesiones de dos horas; la exprés, hora y media; la de seguimiento,
   para tres meses después. En «Preparar el taller» cambias títulos y minutos cuando quieras; fases y palancas, hasta
   que alguien escriba.
   Si ya diste uno como este, en su consola está «Duplicar el taller»: misma agenda, textos y palancas, sin nada de
   nadie; tus notas, solo si lo marcas.
3. **Guarda el enlace de facilitar.** Es la llave del mando y se enseña una sola vez; en «Enlaces y QR» se crea otro.
   Dáselo a quien cofacilite: podéis llevar la consola a la vez.
4. **Manda el enlace de entrar** en la convocatoria, con una frase: «trae en la cabeza un cliente que sigue y uno que
   perdiste, los dos con alias».
5. **Prueba la pantalla.** «Abrir la proyección», en la consola, la abre en otra pestaña: comparte *esa*, que no lleva
   mandos ni nada privado, y sigue en la tuya. Para otro ordenador, el enlace para proyectar está en «Enlaces y QR».
""",
    "Durante": """
- **La consola** te dice qué decir, cuánto queda, quién falta y qué viene después. «Empezar» pone el reloj; +1 y +5 dan
  aire, y «Avanzar» pasa a la fase siguiente. A quien está escribiendo no se le corta: se le avisa y va cuando quiere.
- **Si vas dos minutos o más por detrás o por delante del plan**, «Repartir el tiempo» propone cuánto dar a cada fase
  que falta hoy para acabar a la hora prevista: en proporción, con 2 minutos como mínimo y la pausa, la mitad. Un toque
  lo aplica y otro, «Deshacer el reparto», vuelve al plan. Si ni así se llega, te dice a qué hora se acabaría.
- **Lo que no quieres olvidar**, en «Notas», bajo el guion: hay unas por fase, se guardan solas y las lee quien facilite
  esta sala, en cualquier aparato. No se proyectan ni salen en los documentos; plegadas no se ven aunque compartas la
  consola. También se escriben en «Preparar el taller», y se copian al duplicarlo.
- **Primero se escribe a solas; después se revela.** Hasta que pulses «Revelar», nadie ve lo de otra persona;
  a ti te llega, sin nombre, lo que se aparca. Si te precipitas, «Ocultar» lo deshace.
- **Lo revelado ocupa varias láminas.** Elige desde la consola cuál se ve, o pásalas de una en una. «Pantalla neutra»
  tapa lo proyectado mientras hablas.
- **Para hablar de dos en dos, o de cinco en cinco**, abre «Parejas y grupos»: reparte al azar, retoca a mano y, cuando
  los enseñes, cada cual verá con quién le toca. Quien llega tarde tiene sitio en el grupo más pequeño.
- **Las cifras piden un mínimo de respuestas** (5, salvo que lo cambies; de 3 a 10). Con menos gente la pantalla dice
  que espera, y en «Radar y debate» cada cual ve solo el suyo. Si vais a ser tres o cuatro, baja el umbral al crear.
- **Si sale un tema que no toca**, al aparcamiento. Sale al revelar el cierre o la última fase.
- **Quien se queda atrás** puede acabar después: en la agenda, «Acciones» deja una fase abierta hasta una fecha.
""",
    "Con el teclado": f"""
Se activan en «Atajos y sonido», en cada navegador en que los quieras. No hacen nada mientras escribes.

{en_lista()}

Ahí mismo se enciende un **sonido** suave para cuando se acaba el tiempo: solo suena donde lo enciendas. La consola lo
dice siempre, y también cuando queda un minuto.
""",
    "Después": """
1. **Termina el taller** para que cada cual vaya a lo suyo: su informe, su plan y su calendario.
2. **Llévate el informe** desde «Resultados»: PDF, PowerPoint, Excel, CSV o JSON. Solo lo revelado.
3. **Deja un enlace de revisión** a quien deba leerlo sin mandar. Caduca y se puede cortar. Los textos salen sin alias y
   solo los que tú eliges. Puede dejar comentarios: en «Resultados», el botón «Revisión» dice cuántos hay.
4. **A los tres meses**, crea el taller de seguimiento en la página «Seguimiento»: es la misma sala, cada cual se
   encuentra sus compromisos y se compara el radar con el de la vez anterior.
5. **La fecha de borrado** se cumple sola. Si alguien quiere conservar lo suyo, que lo descargue antes.
""",
    "Si algo falla": """
- **Alguien no puede entrar.** Que escriba el código de sala a mano. Si ya había entrado, que use su código personal: tú
  lo tienes junto a su alias, en «Más» (con mucha gente, en «Atender a una persona»).
- **Alguien pierde la conexión.** La pantalla lo dice, conserva lo tecleado y lo manda al volver. No hay que recargar.
- **Has avanzado sin querer.** «Volver». Lo escrito en cada fase sigue ahí.
- **Se ha colado alguien.** «Retirar de la sala», junto a su alias. Se puede deshacer.
- **Has perdido el mando.** Vuelve a abrir el enlace de facilitar. Si crees que otra persona lo tiene, anula los
  enlaces desde la consola: se cierran las pestañas abiertas con ellos, también la que se proyecta y la de quien
  cofacilita.
- **Se cae todo.** Descarga de antemano, en «Importar», el cuaderno para imprimir (uno por persona) y la plantilla de
  respuestas: una hoja de cálculo con las mismas preguntas, menos el perfil. Se pasa a ella lo escrito en papel y se
  importa después.
- **Antes de algo delicado**, guarda un punto de control desde la consola: quien lleva la instalación puede volver
  a él. Vuelven atrás todos los talleres de la instalación, no solo el tuyo.
""",
}

marco.cabecera("Guía para facilitar", "Lo justo para llevar el taller sin pensar en la herramienta.")
marco.avisos()
for titulo, texto in PARTES.items():
    with st.container(key=f"guia_{titulo.lower().replace(' ', '_')}"):
        st.header(titulo, anchor=False)
        st.markdown(texto)
with st.container(horizontal=True, key="guia_ir"):
    boton_a("Crear taller", "crear", key="guia_crear", type="primary", icon=":material/add_circle:")
    boton_a("Quién ve qué", "ayuda", key="guia_ayuda", icon=":material/visibility:")
    boton_a("Volver al inicio", "inicio", key="guia_inicio")
