"""Lo guardado llega al navegador en todos los dibujos, no solo en el primero: uno se puede perder por el camino."""

from __future__ import annotations

from typing import Any

from tests.fabricas import Mesa
from tests.paginas.test_consultas_por_pagina import abrir

DE_BOTONES = {"tipo": ["No cliente"], "corto_peso": ["7"], "amplia": ["No"], "causa": ["Tiene otro proveedor"]}


def test_cada_dibujo_lleva_lo_guardado_en_todas_las_clases_de_campo(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.salta("mapa")
    valores: dict[str, Any] = {"alias": "Faro", "tipo": "no_cliente", "corto_peso": 7, "amplia": False}
    cliente = mesa.crea(ana, "cliente", **valores)
    mesa.guarda(ana, cliente, "causa", "otro_proveedor")
    pagina = abrir(mesa, ana)
    for _ in range(2):
        assert pagina.run().exception == []
        campos = {c.key: c.proto for c in [*pagina.text_input, *pagina.number_input, *pagina.selectbox]}
        campos |= {c.proto.id.split("-", 2)[-1]: c.proto for c in pagina.get("button_group")}
        sin_montaje = {(clave or "").rpartition("_m")[0]: proto for clave, proto in campos.items()}
        de = {campo: sin_montaje[f"cliente_{cliente.id}_{campo}"] for campo in (*valores, "causa")}

        assert de["alias"].default == "Faro"
        elegidas = {campo: [de[campo].options[i].content for i in de[campo].default] for campo in DE_BOTONES}
        assert elegidas == DE_BOTONES
