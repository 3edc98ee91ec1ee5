"""Quién ve qué, cuánto dura y cómo volver a entrar. Lo que dice aquí lo comprueban las pruebas de docs/seguridad.md."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from paginas.comun import marco
from paginas.comun.navegacion import boton_a
from paginas.comun.quien_ve import COLUMNAS, QUIEN_VE

marco.cabecera(_("Quién ve qué"))
marco.avisos()
st.table(
    [dict(zip(map(_, COLUMNAS), map(_, fila), strict=True)) for fila in QUIEN_VE],
    hide_index=True, border="horizontal", alt=_("Qué ve cada cual de lo que escribes"),
)  # fmt: skip
st.markdown(
    _("""
- En cada fase, bajo los campos, pone exactamente quién verá lo que escribes en ella.
- **Revelar** lo decide quien facilita y se puede deshacer. Lo tuyo lo ves siempre, también con la fase cerrada.
- **Los datos del grupo** solo salen con un mínimo de respuestas (5, salvo que en tu sala sean entre 3 y 10), también
  después de cada filtro, y se oculta lo que podría deducirse restando.
- En los **documentos que se descargan** los textos van sin alias. En la **revisión desde fuera**, sin alias y solo los
  que quien facilita elige uno a uno.
- Los **votos** a las aportaciones no se ven mientras se vota, tampoco quien facilita; después, solo el total de cada
  una.
- En una fase **anónima para el grupo** no sale quién lo dijo, ni en qué orden ni a qué hora. La base de datos sí lo
  enlaza: hace falta para que puedas volver y encontrar lo tuyo.
- Los **clientes van con alias**. No escribas nombres reales.
- **Quien facilita** no tiene ninguna pantalla con tus respuestas. Como conoce tu código personal, podría entrar en tu
  lugar.
- **Quien administra el servidor** puede leer la base de datos: no está cifrada.
""")
)
st.header(_("Qué guardamos y cuánto dura"), anchor=False)
st.markdown(
    _("""
- Guardamos tu alias, tu código personal, a qué hora entraste y lo que escribes. Ni correo, ni contraseña, ni tu
  dirección de red: para frenar a quien prueba códigos se usa en memoria una huella que se olvida al reiniciar.
- También, las notas que se deje en cada fase quien facilita: solo las lee quien facilita y se borran con el taller,
  salvo que las lleve a otro al duplicarlo.
- Este navegador guarda durante 60 días una cookie por sala, que ningún otro sitio puede leer, otra con la lengua si
  la eliges, y otra técnica contra envíos falsos. No se pide nada a terceros.
- Cada taller tiene **fecha de borrado**. Ese día se borra solo, con todo lo escrito, también de las copias.
- En «Lo mío» puedes **descargar** todo lo tuyo y **borrarlo** cuando quieras. Si te han retirado de la sala, pide que
  te readmitan para hacerlo.
- Quien facilita puede borrar el taller entero o los textos de una fase. Queda constancia de que lo hizo.
- Lo que ya se haya descargado o fotografiado en pantalla no se puede borrar desde aquí.
""")
)
st.header(_("Si cambias de aparato"), anchor=False)
st.write(
    _(
        "Entra en la misma sala con tu código personal (tres piezas, como olivo-faro-27). Lo ves en «Lo mío». Si lo "
        "has perdido, pídeselo a quien facilita. Tras varios fallos seguidos hay que esperar unos segundos."
    )
)
boton_a(_("Volver al inicio"), "inicio", key="ayuda_inicio")
