from dataclasses import fields
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from datos import consultas, vistas
from modelo import entidades as e
from modelo.valores import EstadoDeFase
from tests.datos.muestra import AHORA, expulsar, guardar, un_taller

DE_TALLER = {"taller_id": "t", "participante_id": "ana"}
CODIGO = "K7M2QX"


@pytest.fixture
def sala(motor: sa.Engine) -> sa.Engine:
    un_taller(motor)
    return motor


def valoracion(
    quien: str, afirmacion: str, valor: int | None, *, ronda: int = 1, no_sabe: bool = False, papel: str = ""
) -> e.Valoracion:
    return e.Valoracion(
        taller_id="t",
        participante_id=quien,
        cliente_id=f"c_{quien}",
        ronda=ronda,
        afirmacion=afirmacion,
        papel=papel,
        valor=valor,
        no_sabe=no_sabe,
    )


def test_el_taller_se_lee_con_su_agenda_en_orden(sala: sa.Engine) -> None:
    taller = consultas.taller_visto(sala, CODIGO)

    assert taller is not None
    assert [f.clave for f in taller.fases] == ["mapa", "historico"]
    assert taller.actual.estado is EstadoDeFase.ABIERTA
    assert taller.actual.inicia_en == AHORA
    assert not taller.terminado


def test_el_taller_cuesta_dos_consultas_y_la_version_una(sala: sa.Engine) -> None:
    ordenes: list[str] = []

    def apuntar(_c: Any, _cursor: Any, orden: str, *_resto: Any) -> None:
        ordenes.append(orden)

    event.listen(sala, "before_cursor_execute", apuntar)
    consultas.taller_visto(sala, CODIGO)
    assert len([o for o in ordenes if o.startswith("SELECT")]) == 2

    ordenes.clear()
    assert consultas.version(sala, CODIGO) == (1, 1)
    assert len([o for o in ordenes if o.startswith("SELECT")]) == 1


def test_un_codigo_desconocido_o_borrado_no_da_taller(sala: sa.Engine) -> None:
    guardar(sala, e.Sala(codigo="BORRADA", borrada_en=AHORA))

    for codigo in ("NADIE", "BORRADA"):
        assert consultas.taller_visto(sala, codigo) is None
        assert consultas.version(sala, codigo) is None


@pytest.mark.parametrize(
    ("vista", "tabla"),
    [
        (vistas.ClienteVisto, e.Cliente),
        (vistas.HitoVisto, e.Hito),
        (vistas.InterlocutorVisto, e.Interlocutor),
        (vistas.InteraccionVista, e.Interaccion),
        (vistas.CompromisoVisto, e.Compromiso),
    ],
)
def test_lo_que_se_puede_escribir_se_puede_leer(vista: type, tabla: type[e.Tabla]) -> None:
    assert {f.name for f in fields(vista)} == set(tabla.model_fields)


def test_lo_de_una_persona_vuelve_como_lo_escribio(sala: sa.Engine) -> None:
    sobre = {**DE_TALLER, "cliente_id": "c_ana", "ronda": 1}
    guardar(
        sala,
        e.Respuesta(**DE_TALLER, fase="bienvenida", campo="energia", valor=4),
        e.Respuesta(**DE_TALLER, fase="bienvenida", campo="palabra", valor="niño"),
        valoracion("ana", "P1a", 5),
        valoracion("ana", "P1b", None, no_sabe=True),
        valoracion("ana", "P1a", 2, ronda=2),
        e.Justificacion(**sobre, palanca="P1", texto="Lo dijo"),
        e.PerfilPalanca(**DE_TALLER, palanca="P1", eficacia=4),
        e.Hito(id="h2", cliente_id="c_ana", que_paso="primero", palancas=["P1"]),
        e.Hito(id="h1", cliente_id="c_ana", que_paso="segundo"),
        e.Compromiso(**DE_TALLER, accion="llamar"),
    )

    assert consultas.respuestas_de(sala, "t", "ana", "bienvenida") == {"energia": 4, "palabra": "niño"}
    assert consultas.valoraciones_de(sala, "t", "ana", "c_ana", 1) == {"P1a": 5, "P1b": "ns"}
    assert consultas.justificaciones_de(sala, "t", "ana", "c_ana", 1) == {"P1": "Lo dijo"}
    assert consultas.perfil_de(sala, "t", "ana") == {"P1": {"eficacia": 4, "eficiencia": None, "hecho": ""}}
    assert [h.que_paso for h in consultas.hijos_de(sala, "hito", "c_ana")] == ["primero", "segundo"]
    assert [c.alias for c in consultas.clientes_de(sala, "ana")] == ["Faro"]
    assert [c.accion for c in consultas.compromisos_de(sala, "", "ana")] == ["llamar"]
    assert consultas.compromisos_de(sala, "otro", "ana") == []


def test_nadie_lee_lo_de_otra_persona(sala: sa.Engine) -> None:
    guardar(
        sala,
        e.Respuesta(**DE_TALLER, fase="salida", campo="me_llevo", valor="mío"),
        valoracion("ana", "P1a", 5),
        e.PerfilPalanca(**DE_TALLER, palanca="P1", eficacia=4),
        e.Compromiso(**DE_TALLER, accion="llamar"),
    )

    assert consultas.respuestas_de(sala, "t", "beto", "salida") == {}
    assert consultas.valoraciones_de(sala, "t", "beto", "c_ana", 1) == {}
    assert consultas.perfil_de(sala, "t", "beto") == {}
    assert consultas.compromisos_de(sala, "t", "beto") == []


def test_los_votos_se_cuentan_al_leer(sala: sa.Engine) -> None:
    guardar(
        sala,
        e.Aportacion(id="a", **DE_TALLER, texto="Llamar antes"),
        e.Aportacion(id="b", **DE_TALLER, orden=1, texto="Escribirlo"),
        e.Voto(taller_id="t", participante_id="ana", aportacion_id="a"),
        e.Voto(taller_id="t", participante_id="beto", aportacion_id="a"),
    )

    assert [(a.id, a.votos) for a in consultas.aportaciones(sala, "t")] == [("a", 2), ("b", 0)]
    assert consultas.df_aportaciones(sala, "t").votos.tolist() == [2, 0]
    assert consultas.votos_de(sala, "t", "ana") == {"a"}

    expulsar(sala, "beto")
    assert [a.votos for a in consultas.aportaciones(sala, "t")] == [1, 0]


def test_lo_de_quien_ha_sido_expulsado_no_sale_en_lo_del_grupo(sala: sa.Engine) -> None:
    de_beto = {"taller_id": "t", "participante_id": "beto"}
    guardar(
        sala,
        e.Respuesta(**de_beto, fase="cierre", campo="roti", valor=3),
        e.Hito(cliente_id="c_beto", fecha="2024-01-01", valencia=1),
        e.Interlocutor(cliente_id="c_beto", alias="Compras"),
        e.Interaccion(cliente_id="c_beto", canal="correo"),
        valoracion("beto", "P1a", 3),
        e.PerfilPalanca(**de_beto, palanca="P1", eficacia=3),
        e.Aportacion(**de_beto, texto="Idea"),
        e.Compromiso(**de_beto, accion="Hacer"),
        e.Aparcado(**de_beto, texto="Luego"),
        e.Aparcado(taller_id="t", texto="De quien facilita"),
        e.Listo(**de_beto, fase="mapa"),
    )
    lecturas = [
        lambda: consultas.df_respuestas(sala, "t", "cierre"),
        lambda: consultas.df_clientes(sala, "s"),
        lambda: consultas.df_hitos(sala, "s"),
        lambda: consultas.df_interlocutores(sala, "s"),
        lambda: consultas.df_interacciones(sala, "s"),
        lambda: consultas.df_valoraciones(sala, "t"),
        lambda: consultas.df_perfil(sala, "t"),
        lambda: consultas.df_aportaciones(sala, "t"),
        lambda: consultas.df_compromisos(sala, "t"),
    ]
    fases = ("cierre", "mapa", "historico", "entorno", "interaccion", "valoracion", "perfil", "estrategias", "plan")
    con_fases(sala, *(f for f in fases if f not in ("mapa", "historico")))
    antes = [leer() for leer in lecturas]
    assert all("beto" in set(df.participante_id) for df in antes)
    assert all("beto" in consultas.quienes_respondieron(sala, "t", f) for f in fases)
    assert consultas.listos(sala, "t", "mapa") == {"beto"}

    expulsar(sala, "beto")

    despues = [leer() for leer in lecturas]
    assert all("beto" not in set(df.participante_id) for df in despues)
    assert [list(df.columns) for df in despues] == [list(df.columns) for df in antes]
    assert all("beto" not in consultas.quienes_respondieron(sala, "t", f) for f in fases)
    assert consultas.listos(sala, "t", "mapa") == set()
    assert [a.texto for a in consultas.aparcados(sala, "t")] == ["De quien facilita"]
    assert [p.expulsado for p in consultas.participantes(sala, "s")] == [False, True]


def test_no_lo_se_nunca_es_un_cero(sala: sa.Engine) -> None:
    guardar(sala, valoracion("ana", "P1a", None, no_sabe=True, papel="estable"))
    guardar(sala, valoracion("beto", "P1a", 4, papel="perdido"))

    df = consultas.df_valoraciones(sala, "t").set_index("participante_id")

    assert df.valor.isna().to_dict() == {"ana": True, "beto": False}
    assert df.no_sabe.to_dict() == {"ana": True, "beto": False}
    assert df.papel.to_dict() == {"ana": "estable", "beto": "perdido"}


def test_una_tabla_sin_filas_conserva_columnas_y_tipos(sala: sa.Engine) -> None:
    df = consultas.df_valoraciones(sala, "t")

    assert df.empty
    assert str(df.dtypes["valor"]) == "float64"
    assert str(df.dtypes["ronda"]) == "int64"


def con_fases(sala: sa.Engine, *tipos: str) -> None:
    guardar(sala, *(e.Fase(taller_id="t", clave=t, tipo=t, orden=9 + n, titulo=t) for n, t in enumerate(tipos)))


def test_responder_es_haber_dejado_algo_y_no_solo_haber_pulsado_anadir(sala: sa.Engine) -> None:
    fases = ("salida", "entorno", "interaccion", "descubrir", "valoracion", "radar", "compromisos", "estrategias")
    con_fases(sala, *fases)
    guardar(
        sala,
        e.Respuesta(**DE_TALLER, fase="salida", campo="me_llevo", valor=""),
        e.Cliente(id="c_nuevo", participante_id="ana", tipo="no_cliente"),
        e.Hito(id="h", cliente_id="c_ana"),
        e.Interlocutor(cliente_id="c_ana"),
        e.Interaccion(cliente_id="c_ana"),
        e.Aportacion(**DE_TALLER),
        valoracion("ana", "P1a", None),
    )

    respondieron = {f: consultas.respondieron(sala, "t", f) for f in ("mapa", "historico", *fases)}

    assert respondieron == {"mapa": 2, "historico": 0} | dict.fromkeys(fases, 0)


@pytest.mark.parametrize("rasgo", [{"delega_controla": 0}, {"exito": "Que nadie llame"}, {"cultura": "comite"}])
def test_describir_el_contexto_de_un_cliente_cuenta_como_entorno(sala: sa.Engine, rasgo: dict[str, object]) -> None:
    con_fases(sala, "entorno")
    guardar(sala, e.Cliente(id="c_otro", participante_id="ana", **rasgo))

    assert consultas.quienes_respondieron(sala, "t", "entorno") == {"ana"}


def test_lo_que_se_rellena_lo_dice_el_tipo_de_la_fase_y_no_su_clave(sala: sa.Engine) -> None:
    guardar(
        sala,
        e.Fase(taller_id="t", clave="otra_vuelta", tipo="interaccion", orden=7, titulo="Otra vuelta"),
        e.Interaccion(cliente_id="c_ana", canal="correo"),
    )

    assert consultas.quienes_respondieron(sala, "t", "otra_vuelta") == {"ana"}
    assert consultas.quienes_respondieron(sala, "t", "interaccion") == set()


def test_la_traza_y_los_talleres_salen_del_primero_al_ultimo(sala: sa.Engine) -> None:
    guardar(
        sala,
        e.Traza(taller_id="t", orden=1, en=AHORA, accion="volver"),
        e.Traza(taller_id="t", orden=0, en=AHORA, accion="avanzar"),
        e.Taller(id="t2", sala_id="s", titulo="Seguimiento", plantilla="seguimiento", creado_en=AHORA),
    )

    assert [t.accion for t in consultas.traza(sala, "t")] == ["avanzar", "volver"]
    assert [t.id for t in consultas.talleres_de(sala, "s")] == ["t", "t2"]


def test_las_palancas_son_las_que_guardo_el_taller(sala: sa.Engine) -> None:
    assert consultas.palancas(sala, "t") == ()
    assert consultas.palancas(sala, "nadie") == ()
