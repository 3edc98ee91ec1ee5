"""Lo que escribe cada participante: un campo cada vez, idempotente, y manda lo último por campo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modelo.campos import OBJETOS, PALANCAS, RESPUESTAS, RONDA_DE, Campo, limpio
from modelo.casos.asuntos import ASUNTO, exigir_asunto
from modelo.casos.permisos import (
    fase_escribible,
    participante_de,
    taller_en_curso,
    taller_y_persona,
)
from modelo.codigos import es_id
from modelo.entidades import (
    Aparcado,
    Aportacion,
    Borrador,
    Cliente,
    Compromiso,
    Fase,
    Hito,
    Interaccion,
    Interlocutor,
    Justificacion,
    Participante,
    PerfilPalanca,
    Respuesta,
    Tabla,
    Taller,
    Valoracion,
)
from modelo.errores import ErrorDelTaller, FaseNoEncontrada, ObjetoNoEncontrado, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import Guardado, Identidad, Objeto

PROPIOS: dict[str, type[Tabla]] = {"cliente": Cliente, "aportacion": Aportacion, "compromiso": Compromiso}
DE_CLIENTE: dict[str, type[Tabla]] = {"hito": Hito, "interlocutor": Interlocutor, "interaccion": Interaccion}
FASES_DE_ALTA = {
    "cliente": ("mapa", "historico", "valoracion"),
    "hito": ("historico",),
    "interlocutor": ("entorno",),
    "interaccion": ("interaccion",),
    "aportacion": ("estrategias",),
    "compromiso": ("plan", "compromisos"),
}
SOBRE_CLIENTE = ("valoracion", "justificacion")
MAXIMO_POR_PADRE = 40
LARGO_DE_BORRADOR = 20_000


def _cliente_propio(unidad: Unidad, persona: Participante, cliente_id: str) -> Cliente:
    cliente = unidad.buscar(Cliente, cliente_id)
    if cliente is None or cliente.participante_id != persona.id:
        raise ObjetoNoEncontrado("cliente")
    return cliente


def _propio(unidad: Unidad, persona: Participante, objeto: Objeto) -> Any:
    clase = PROPIOS.get(objeto.tipo) or DE_CLIENTE.get(objeto.tipo)
    if clase is None:
        raise ObjetoNoEncontrado(objeto.tipo)
    fila: Any = unidad.buscar(clase, objeto.id)
    if fila is None:
        raise ObjetoNoEncontrado(objeto.tipo)
    if objeto.tipo in DE_CLIENTE:
        _cliente_propio(unidad, persona, fila.cliente_id)
    elif fila.participante_id != persona.id:
        raise ObjetoNoEncontrado(objeto.tipo)
    return fila


def unica(unidad: Unidad, clase: type[Tabla], **clave: Any) -> Any:
    """La fila con esa clave única; si no está, se crea."""
    fila = unidad.uno(clase, **clave)
    if fila is None:
        fila = clase(**clave)
        unidad.agregar(fila)
    return fila


def _sobre_cliente(unidad: Unidad, persona: Participante, objeto: Objeto) -> tuple[Cliente, int]:
    return _cliente_propio(unidad, persona, objeto.id.partition(":")[0]), _ronda(objeto)


def _escribir(
    unidad: Unidad, taller: Taller, persona: Participante, objeto: Objeto, campo: str, dado: Any, ahora: datetime
) -> None:
    """Valida el campo, comprueba que hoy se pueda escribir y lo deja en su fila."""
    definicion = OBJETOS.get(objeto.tipo, {}).get(campo)
    if definicion is None:
        raise ValorNoValido(campo, "ese campo no existe")
    valor = definicion.validar(campo, dado, ahora.date())
    fase_escribible(unidad, taller, _fases_de(objeto, definicion), ahora)
    _poner(unidad, taller, persona, objeto, campo, valor)


def _fases_de(objeto: Objeto, definicion: Campo) -> tuple[str, ...]:
    """En qué fases se escribe: al valorar, cada ronda en la suya."""
    if objeto.tipo not in SOBRE_CLIENTE:
        return definicion.fases
    return tuple(fase for fase, ronda in RONDA_DE.items() if ronda == _ronda(objeto))


def _ronda(objeto: Objeto) -> int:
    ronda = objeto.id.partition(":")[2]
    if ronda not in ("1", "2"):
        raise ObjetoNoEncontrado(objeto.tipo)
    return int(ronda)


def _exigir_a_debate(taller: Taller, objeto: Objeto, campo: str) -> None:
    if _ronda(objeto) == 2 and campo[:2] not in taller.debate:
        raise ValorNoValido(campo, "esa palanca no está a debate, y solo lo debatido se valora otra vez")


def _poner(unidad: Unidad, taller: Taller, persona: Participante, objeto: Objeto, campo: str, valor: Any) -> None:
    comun = {"taller_id": taller.id, "participante_id": persona.id}
    if objeto.tipo in SOBRE_CLIENTE:
        _exigir_a_debate(taller, objeto, campo)
    if objeto.tipo == "valoracion":
        cliente, ronda = _sobre_cliente(unidad, persona, objeto)
        clave = {**comun, "cliente_id": cliente.id, "ronda": ronda, "afirmacion": campo}
        valores = {"no_sabe": valor == "ns", "valor": None if valor == "ns" else valor}
        unidad.poner(Valoracion, clave, papel=cliente.papel, **valores)
    elif objeto.tipo == "justificacion":
        cliente, ronda = _sobre_cliente(unidad, persona, objeto)
        clave = {**comun, "cliente_id": cliente.id, "ronda": ronda, "palanca": campo}
        unidad.poner(Justificacion, clave, texto=valor)
    elif objeto.tipo == "perfil":
        if objeto.id not in PALANCAS:
            raise ObjetoNoEncontrado("perfil")
        setattr(unica(unidad, PerfilPalanca, **comun, palanca=objeto.id), campo, valor)
    else:
        fila = _propio(unidad, persona, objeto)
        if campo == "cliente_id" and valor:
            _cliente_propio(unidad, persona, valor)
        setattr(fila, campo, valor)
        if objeto.tipo == "cliente" and campo == "papel":
            _repartir_papel(unidad, taller, persona, fila)


def _repartir_papel(unidad: Unidad, taller: Taller, persona: Participante, elegido: Cliente) -> None:
    """Hay un cliente estable y uno perdido por persona: elegir otro libera al anterior, y en ``taller`` lo valorado."""
    for otro in unidad.todos(Cliente, participante_id=persona.id):
        if elegido.papel and otro.id != elegido.id and otro.papel == elegido.papel:
            otro.papel = ""
    for dicha in unidad.todos(Valoracion, taller_id=taller.id, participante_id=persona.id):
        if dicha.cliente_id == elegido.id:
            dicha.papel = elegido.papel
        elif elegido.papel and dicha.papel == elegido.papel:
            dicha.papel = ""


def _guardar_respuesta(
    unidad: Unidad, taller: Taller, persona: Participante, clave: str, campo: str, valor: Any, ahora: datetime
) -> None:
    fase = unidad.uno(Fase, taller_id=taller.id, clave=clave)
    validar = RESPUESTAS.get(fase.tipo, {}).get(campo) if fase is not None else None
    if fase is None or validar is None:
        raise FaseNoEncontrada(clave)
    hecho = validar(campo, valor, ahora.date())
    fase_escribible(unidad, taller, (fase.tipo,), ahora, clave)
    fila = unica(unidad, Respuesta, taller_id=taller.id, participante_id=persona.id, fase=clave, campo=campo)
    fila.valor = hecho


def guardar(unidad: Unidad, *, quien: Identidad, objeto: Objeto, campo: str, valor: Any, ahora: datetime) -> Guardado:
    """Guarda un campo de algo propio. Repetirlo es inocuo; con la fase cerrada, ``FaseCerrada``."""
    taller, persona = taller_y_persona(unidad, quien)
    if objeto.tipo == "respuesta":
        _guardar_respuesta(unidad, taller, persona, objeto.id, campo, valor, ahora)
    else:
        _escribir(unidad, taller, persona, objeto, campo, valor, ahora)
    _quitar_borrador(unidad, taller, persona, objeto, campo)
    unidad.subir_actividad(taller.id)
    return Guardado(ahora, campo)


def guardar_borrador(
    unidad: Unidad, *, quien: Identidad, objeto: Objeto, campo: str, valor: str, ahora: datetime
) -> None:
    """Conserva lo tecleado que no se pudo guardar (fase cerrada, valor que no vale) para devolverlo a su campo.

    También el asunto que se está escribiendo y aún no se ha aparcado.
    """
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    if objeto.tipo != ASUNTO:
        _exigir_campo(unidad, taller, persona, objeto, campo)
    elif unidad.buscar(Aparcado, objeto.id) is None:
        exigir_asunto(unidad, taller, persona, objeto, campo)
    else:
        # Lo último que se tecleó llega después de aparcarlo: ya no hay nada a medias.
        return
    clave = {"taller_id": taller.id, "participante_id": persona.id}
    fila = unidad.uno(Borrador, **clave, tipo=objeto.tipo, objeto_id=objeto.id, campo=campo)
    if fila is None:
        fila = Borrador(**clave, tipo=objeto.tipo, objeto_id=objeto.id, campo=campo, en=ahora)
        unidad.agregar(fila)
    fila.valor = limpio(str(valor)[:LARGO_DE_BORRADOR])
    fila.en = ahora


def recuperar_borradores(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> int:
    """Guarda en su sitio lo que se conservó y ya se puede guardar; el resto sigue esperando. Devuelve cuántos."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    hechos = 0
    for fila in unidad.todos(Borrador, taller_id=taller.id, participante_id=persona.id):
        objeto = Objeto(fila.tipo, fila.objeto_id)
        try:
            guardar(unidad, quien=quien, objeto=objeto, campo=fila.campo, valor=fila.valor, ahora=ahora)
        except ErrorDelTaller:
            continue
        hechos += 1
    return hechos


def _exigir_campo(unidad: Unidad, taller: Taller, persona: Participante, objeto: Objeto, campo: str) -> None:
    """Que ese campo exista y sea suyo: si no, cualquiera podría llenar la base de borradores de nada."""
    if objeto.tipo == "respuesta":
        fase = unidad.uno(Fase, taller_id=taller.id, clave=objeto.id)
        if fase is None:
            raise FaseNoEncontrada(objeto.id)
        if campo not in RESPUESTAS.get(fase.tipo, {}):
            raise ValorNoValido(campo, "ese campo no existe")
        return
    if campo not in OBJETOS.get(objeto.tipo, {}):
        raise ValorNoValido(campo, "ese campo no existe")
    if objeto.tipo in SOBRE_CLIENTE:
        _sobre_cliente(unidad, persona, objeto)
    elif objeto.tipo != "perfil":
        _propio(unidad, persona, objeto)
    elif objeto.id not in PALANCAS:
        raise ObjetoNoEncontrado("perfil")


def _quitar_borrador(unidad: Unidad, taller: Taller, persona: Participante, objeto: Objeto, campo: str) -> None:
    comun = {"taller_id": taller.id, "participante_id": persona.id}
    unidad.quitar(Borrador, **comun, tipo=objeto.tipo, objeto_id=objeto.id, campo=campo)


def crear_objeto(
    unidad: Unidad,
    *,
    quien: Identidad,
    tipo: str,
    id: str,
    ahora: datetime,
    padre: str = "",
    valores: dict[str, Any] | None = None,
) -> Objeto:
    """Da de alta un cliente, hito, interlocutor… con un id elegido por quien llama: repetirlo no duplica."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    clase: Any = PROPIOS.get(tipo) or DE_CLIENTE.get(tipo)
    if clase is None or not es_id(id):
        raise ObjetoNoEncontrado(tipo)
    fase_escribible(unidad, taller, FASES_DE_ALTA[tipo], ahora)
    if unidad.buscar(clase, id) is not None:
        _propio(unidad, persona, Objeto(tipo, id))
        return Objeto(tipo, id)
    if tipo in DE_CLIENTE:
        dueno = {"cliente_id": _cliente_propio(unidad, persona, padre).id}
    elif tipo == "cliente":
        dueno = {"participante_id": persona.id}
    else:
        dueno = {"participante_id": persona.id, "taller_id": taller.id}
    hermanos = len(unidad.todos(clase, **dueno))
    if hermanos >= MAXIMO_POR_PADRE:
        raise ValorNoValido(tipo, "como mucho {n}; quita alguno antes de añadir otro", n=MAXIMO_POR_PADRE)
    orden = {"orden": hermanos} if "orden" in clase.model_fields else {}
    unidad.agregar(clase(id=id, **dueno, **orden))
    for campo, valor in (valores or {}).items():
        _escribir(unidad, taller, persona, Objeto(tipo, id), campo, valor, ahora)
    unidad.subir_actividad(taller.id)
    return Objeto(tipo, id)


def quitar_objeto(unidad: Unidad, *, quien: Identidad, objeto: Objeto, ahora: datetime) -> None:
    """Borra algo propio y lo que cuelga de ello. Si ya no estaba, no pasa nada."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    fase_escribible(unidad, taller, FASES_DE_ALTA.get(objeto.tipo, ()) or (objeto.tipo,), ahora)
    try:
        fila = _propio(unidad, persona, objeto)
    except ObjetoNoEncontrado:
        return
    unidad.borrar(fila)
    unidad.subir_actividad(taller.id)
