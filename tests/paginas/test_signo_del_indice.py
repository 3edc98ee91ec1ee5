"""La tendencia del índice se escribe con el signo menos de toda la casa, y la flecha va a su lado."""

import pytest

from paginas.comun.mio_clientes import _de_la_tendencia


@pytest.mark.parametrize(
    ("escrita", "esperado"), [("−3,2", ("red", "down")), ("+0,4", ("green", "up")), ("0,0", ("gray", "off"))]
)
def test_el_color_y_la_flecha_salen_del_signo_escrito(escrita: str, esperado: tuple[str, str]) -> None:
    assert _de_la_tendencia(escrita) == esperado
