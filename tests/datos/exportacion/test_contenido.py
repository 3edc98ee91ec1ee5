from dataclasses import replace

import pytest
import sqlalchemy as sa

from datos import agregados, exportacion, lecturas
from datos.exportacion import de_clientes, dibujos
from datos.exportacion.contenido import REDACTORES, informe
from datos.exportacion.tipos import OCULTO, Informe, Seccion
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Aparcado, Cliente
from tests.datos.exportacion.apoyo import con_fases, pedir
from tests.ensayo import cambiar, motor, quedan, sembrado, ver

__all__ = ["motor", "sembrado"]

DE_TEXTO = {"me_llevo", "he_visto", "palabras", "aportaciones", "lineas", "aparcamiento"}


def seccion(i: Informe, clave: str) -> Seccion:
    return next(s for _, s in i.secciones() if s.clave == clave)


def celdas(s: Seccion) -> set[str]:
    tablas = [t for t in (s.tabla, s.resumida) if t is not None]
    return {texto for t in tablas for fila in t.textos() for texto in fila}


def test_cada_fase_del_metodo_tiene_su_capitulo_y_cada_capitulo_algo_que_leer(motor: sa.Engine) -> None:
    hecho = informe(pedir(motor))

    assert {c.tipo for c in hecho.capitulos} == {f.tipo for f in ver(motor).fases} & set(REDACTORES)
    assert all(c.secciones for c in hecho.capitulos)
    assert all(s.frase or s.espera for _, s in hecho.secciones())
    assert hecho.resumen


def test_las_tablas_dicen_lo_mismo_que_las_de_pantalla(motor: sa.Engine) -> None:
    """Las mismas cifras, con las mismas letras, que las lecturas que se ven al lado de cada gráfica."""
    pedido = pedir(motor)
    hecho = informe(pedido)
    del_tipo = {f.tipo: pedido.en(f) for f in pedido.taller.fases}
    radar, mapa = agregados.radar(del_tipo["radar"]), agregados.mapa(del_tipo["mapa"])
    # El documento parte el intervalo en dos columnas y dice la lectura al pie.
    en_otra_forma = ["Intervalo del 95 %", "Lectura"]
    pantalla = {
        "tipos": lecturas.tabla_recuento(mapa.tipos.filas[["rotulo", "n"]]),
        "causas": lecturas.tabla_recuento(mapa.causas.filas[["rotulo", "n"]]),
        "corto_largo": lecturas.tabla_corto_largo(mapa.pesos.filas),
        "puntos": lecturas.tabla_puntos_por_palanca(radar.puntos, list(radar.nombres)),
        "contraste": lecturas.tabla_estable_perdido(radar.contraste.filas).drop(columns=en_otra_forma, errors="ignore"),
        "rondas": lecturas.tabla_rondas(radar.rondas.filas).drop(columns=en_otra_forma, errors="ignore"),
        "aportaciones": lecturas.tabla_votos(
            agregados.estrategias(del_tipo["estrategias"]).filas.drop(columns="alias", errors="ignore")
        ),
        "rasgos": lecturas.tabla_rasgos(agregados.entorno(del_tipo["entorno"]).rasgos.filas),
        "para_que": lecturas.tabla_reparto(agregados.interaccion(del_tipo["interaccion"]).para_que.filas),
    }

    for clave, tabla in pantalla.items():
        vistas = {str(v) for fila in tabla.itertuples(index=False) for v in fila}
        assert vistas <= celdas(seccion(hecho, clave)), clave


def test_una_fase_sin_revelar_no_lleva_nada_y_dice_por_que(motor: sa.Engine) -> None:
    hecho = informe(pedir(motor, taller=con_fases(ver(motor), revelada=False)))

    assert hecho.resumen == ()
    assert all(c.secciones == () and "Sin revelar" in c.espera for c in hecho.capitulos)


def test_una_mirada_sin_revelar_no_abre_nada_aunque_la_fase_lo_este(motor: sa.Engine) -> None:
    pedido = pedir(motor)
    cerrado = replace(pedido, taller=con_fases(pedido.taller, revelada=False))

    assert all(c.espera for c in informe(cerrado).capitulos)


@pytest.mark.parametrize(("personas", "hay_cifras"), [(4, False), (5, True), (6, True)])
def test_las_cifras_de_grupo_aparecen_al_llegar_al_umbral(motor: sa.Engine, personas: int, hay_cifras: bool) -> None:
    quedan(motor, personas)

    hecho = informe(pedir(motor))

    con_tabla = {s.clave for _, s in hecho.secciones() if s.tabla is not None}
    assert ("radar" in con_tabla) is hay_cifras
    assert hay_cifras or con_tabla <= DE_TEXTO
    if not hay_cifras:
        assert "van 4" in seccion(hecho, "radar").espera


def test_lo_oculto_se_dice_y_nunca_es_una_sola_parte(motor: sa.Engine) -> None:
    hecho = informe(pedir(motor))

    for clave, columna in (("causas", "personas"), ("canal", "personas"), ("plan", "compromisos")):
        tabla = seccion(hecho, clave).tabla
        assert tabla is not None
        assert tabla.columna(columna).count(OCULTO) >= 2


def test_lo_aparcado_sale_con_el_cierre_y_sin_orden_de_llegada(motor: sa.Engine) -> None:
    taller = ver(motor)
    with UnidadDeTrabajo(motor) as unidad:
        for texto in ("Zorro", "Árbol", "Barco"):
            unidad.agregar(Aparcado(taller_id=taller.id, texto=texto))
        unidad.confirmar()
    sin_cierre = replace(
        taller, fases=tuple(replace(f, revelada=f.revelada and f.tipo != "cierre") for f in taller.fases)
    )

    aparcado = seccion(informe(pedir(motor)), "aparcamiento").tabla
    assert aparcado is not None
    asuntos = aparcado.columna("texto")
    assert asuntos == sorted(map(str, asuntos))
    assert "Zorro" in asuntos
    assert not any(s.clave == "aparcamiento" for _, s in informe(pedir(motor, taller=sin_cierre)).secciones())


def test_a_quien_facilita_y_a_quien_participa_les_sale_el_mismo_contenido(motor: sa.Engine) -> None:
    assert informe(pedir(motor, "facilita")) == informe(pedir(motor, "participa"))


def test_todas_las_columnas_estan_explicadas(motor: sa.Engine) -> None:
    for _, s in informe(pedir(motor)).secciones():
        for t in (s.tabla, s.resumida):
            assert all(c.nombre and c.que_es for c in (t.columnas if t is not None else ()))


def test_cada_papel_ve_los_formatos_que_puede_descargar() -> None:
    de_quien_facilita = [f.clave for f in exportacion.formatos("facilita")]

    assert de_quien_facilita == ["xlsx", "pptx", "pdf", "csv", "json"]
    assert [f.clave for f in exportacion.formatos("participa")] == de_quien_facilita[:-1]
    assert exportacion.formatos("proyecta") == ()


def test_dos_lineas_con_el_mismo_alias_no_se_juntan_y_se_dice_cuantas_se_dibujan(motor: sa.Engine) -> None:
    cambiar(motor, Cliente, ofrece_linea=True, alias="Faro")
    hechas = seccion(informe(pedir(motor, taller=con_fases(ver(motor), anonima=False))), "lineas")

    assert hechas.tabla is not None
    titulos = list(dict.fromkeys(hechas.tabla.columna("linea")))
    assert titulos[:2] == ["Faro", "Faro (2)"]
    assert len(titulos) == len(hechas.notas)
    _, dibujadas = dibujos.dibujar(hechas, informe(pedir(motor)))
    assert len(dibujadas) == min(len(titulos), dibujos.LINEAS_DIBUJADAS)


def test_mas_lineas_de_las_que_se_dibujan_se_dicen_en_la_frase(
    motor: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cambiar(motor, Cliente, ofrece_linea=True)
    monkeypatch.setattr(de_clientes, "LINEAS_DIBUJADAS", 3)

    assert "En el PDF se dibujan 3" in seccion(informe(pedir(motor)), "lineas").frase
