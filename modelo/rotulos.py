"""Los rótulos que comparten pantallas, gráficas e informes: clave guardada → lo que se lee.

Las claves de los campos cerrados son las de ``modelo.campos``. Canales, frecuencias, distancia, cultura y
proveedores se guardan como texto: aquí está la lista que se ofrece.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Cuadrante(NamedTuple):
    """Un cuadrante del perfil: cómo se llama, qué dice de ti y qué conviene probar."""

    nombre: str
    lectura: str
    consejo: str


class Rasgo(NamedTuple):
    """Un rasgo de la conducta del cliente entre dos polos, de −2 (izquierda) a +2 (derecha), con sus cinco grados."""

    nombre: str
    izquierda: str
    derecha: str
    grados: tuple[str, str, str, str, str]


class PreguntaDePerfil(NamedTuple):
    """Una pregunta del perfil con sus anclas 1 · 3 · 5."""

    nombre: str
    texto: str
    anclas: tuple[str, str, str]


class Referencia(NamedTuple):
    """Un trabajo publicado y la idea que de él se toma."""

    cita: str
    idea: str


# ---- Valoración ----

ESCALA: Final[dict[int, str]] = {
    1: "Nada cierto",
    2: "Poco cierto",
    3: "A medias",
    4: "Bastante cierto",
    5: "Totalmente cierto",
}
NO_LO_SE: Final = "ns"
ROTULO_NO_LO_SE: Final = "No lo sé / no aplica"
ESCALA_CON_NO_LO_SE: Final[dict[int | str, str]] = dict([*ESCALA.items(), (NO_LO_SE, ROTULO_NO_LO_SE)])
ENCABEZADOS: Final[dict[str, str]] = {
    "estable": "Pensando en **{alias}**, en los últimos 12 meses…",
    "perdido": "Pensando en **{alias}**, en el último año de relación…",
}
PAPELES: Final[dict[str, str]] = {"estable": "Cliente estable", "perdido": "Cliente perdido"}
AVISO_PALANCAS: Final = (
    "Estas ocho palancas son una propuesta: quien facilita puede cambiarlas antes de la primera respuesta. "
    "Las 24 afirmaciones son redacción propia y no están validadas."
)
OPINIONES_REPARTIDAS: Final = "opiniones repartidas"
SIN_DATO: Final = "sin dato"
AMBITOS_DEL_RADAR: Final[dict[str, str]] = {
    "entorno": "Las que miran al entorno",
    "interaccion": "Las que miran a la interacción",
}
MEDIA_DEL_GRUPO: Final = "Media del grupo"
SIN_CAMBIO_DISTINGUIBLE: Final = "No se distingue un cambio con {n} personas"

# ---- Clientes ----

TIPOS_DE_CLIENTE: Final[dict[str, str]] = {
    "cliente": "Cliente",
    "no_cliente": "No cliente",
    "cliente_perdido": "Cliente perdido",
}
MODALIDADES: Final[dict[str, str]] = {"presencial": "Presencial", "remota": "Remota", "mixta": "Mixta"}
ANTIGUEDADES: Final[dict[str, str]] = {
    "reciente": "Menos de 2 años",
    "asentada": "De 2 a 5 años",
    "larga": "5 años o más",
}
CAUSAS: Final[dict[str, str]] = {
    "desconoce_valor": "Desconoce el valor",
    "no_importante": "No lo ve importante",
    "otro_proveedor": "Tiene otro proveedor",
    "miedo_error": "Miedo a que un error se pague",
    "no_lo_se": "No lo sé",
    "otra": "Otra",
}
RECORDATORIO_ALIAS: Final = "Usa un alias: ni el nombre real ni nada que permita reconocerlo."

# ---- Histórico ----

VALENCIAS: Final[dict[int, str]] = {-2: "Rompió algo", -1: "Restó", 1: "Sumó", 2: "Marcó la relación"}
MEDIDAS_DE_PREDISPOSICION: Final[dict[str, str]] = {"intuicion": "intuición", "indice": "índice"}

DISTANCIAS_DE_INTUICION: Final[dict[str, str]] = {
    "encima": "La intuición va por encima",
    "a_la_par": "A la par (±10 puntos)",
    "debajo": "La intuición va por debajo",
}
SIN_DECIR_EL_LADO: Final[dict[str, str]] = {"a_la_par": "A la par (±10 puntos)", "lejos": "Se separan más de 10 puntos"}

AMBITOS: Final[dict[str, str]] = {"entorno": "Entorno", "interaccion": "Interacción", "ambos": "Ambos"}
AMBITOS_EXPLICADOS: Final[dict[str, str]] = {
    "entorno": "Lo que rodea la relación: personas, reglas, mercado, la casa del cliente y la tuya.",
    "interaccion": "Lo que pasa entre vosotros: cómo habláis, cumplís, avisáis y os tratáis.",
    "ambos": "Las dos cosas a la vez.",
}
SOLIDEZ: Final[dict[str, str]] = {
    "escasa": "Solidez escasa: hay pocos hitos o son lejanos",
    "media": "Solidez media",
    "alta": "Solidez alta",
}
LIMITES_DEL_INDICE: Final[tuple[str, ...]] = (
    "Es la memoria de una de las partes.",
    "La vida media y el peso de lo negativo son convenciones.",
    "Los hitos se eligen: otros hitos darían otro índice.",
    "La duración no es confianza.",
    "El silencio no puntúa, pero se muestra.",
    "No se compara entre personas.",
)

# ---- Entorno ----

INFLUENCIAS: Final[dict[int, str]] = {1: "Muy poca", 2: "Poca", 3: "Alguna", 4: "Bastante", 5: "Decide"}
ACTITUDES: Final[dict[int, str]] = {
    -2: "En contra",
    -1: "Con reservas",
    0: "Neutral",
    1: "A favor",
    2: "Nos defiende",
}
HILO_UNICO: Final = "Hilo único"
DISTANCIAS: Final[dict[str, str]] = {
    "misma_ciudad": "Misma ciudad",
    "mismo_pais": "Mismo país, otra ciudad",
    "otro_pais_misma_hora": "Otro país, casi la misma hora",
    "husos_cercanos": "De 2 a 4 horas de diferencia",
    "husos_lejanos": "5 horas o más de diferencia",
}
CULTURAS_DE_DECISION: Final[dict[str, str]] = {
    "una_persona": "Decide una persona",
    "comite": "Decide un comité",
    "consenso": "Se busca el consenso",
    "procedimiento": "Manda el procedimiento o compras",
    "matriz": "Se decide en otra sede o en la matriz",
    "no_se_sabe": "No está claro quién decide",
}
OTROS_PROVEEDORES: Final[dict[str, str]] = {
    "solo_nosotros": "Solo nosotros",
    "alguno_puntual": "Alguno puntual, sin rivalidad",
    "reparto": "Trabajo repartido entre varios",
    "competencia": "Competencia directa y activa",
    "equipo_propio": "Lo hace también su equipo",
    "no_lo_se": "No lo sé",
}
RASGOS: Final[dict[str, Rasgo]] = {
    "delega_controla": Rasgo(
        "Control",
        "Lo delega todo",
        "Lo controla todo",
        ("Lo delega todo", "Tiende a delegar", "A medias", "Tiende a controlar", "Lo controla todo"),
    ),
    "reservado_abierto": Rasgo(
        "Apertura", "Reservado", "Abierto", ("Reservado", "Algo reservado", "A medias", "Algo abierto", "Abierto")
    ),
    "rigido_flexible": Rasgo(
        "Flexibilidad", "Rígido", "Flexible", ("Rígido", "Algo rígido", "A medias", "Algo flexible", "Flexible")
    ),
}

# ---- Interacción ----

CANALES: Final[dict[str, str]] = {
    "presencial": "En persona",
    "videollamada": "Videollamada",
    "telefono": "Teléfono",
    "correo": "Correo",
    "mensajeria": "Mensajería",
    "plataforma": "Plataforma de trabajo",
    "informe": "Informe o documento",
    "acto": "Comida, visita o acto",
    "otro": "Otro",
}
FRECUENCIAS: Final[dict[str, str]] = {
    "diaria": "A diario",
    "semanal": "Cada semana",
    "quincenal": "Cada quince días",
    "mensual": "Cada mes",
    "trimestral": "Cada trimestre",
    "anual": "Una o dos veces al año",
    "cuando_hace_falta": "Cuando hace falta",
}
INICIATIVAS: Final[dict[str, str]] = {"yo": "Yo", "cliente": "El cliente", "ambos": "A medias"}
PARA_QUE: Final[dict[str, str]] = {"objetivo": "El objetivo", "relacion": "La relación", "ambas": "Ambas"}
PACTADA: Final[dict[bool, str]] = {True: "Pactada", False: "Improvisada"}
CALIDADES: Final[dict[int, str]] = {1: "Muy mala", 2: "Mala", 3: "Regular", 4: "Buena", 5: "Muy buena"}

# ---- Perfil ----

PREGUNTAS_DE_PERFIL: Final[dict[str, PreguntaDePerfil]] = {
    "eficacia": PreguntaDePerfil(
        "Eficacia",
        "Con esta palanca consigo el efecto que busco en mis clientes.",
        ("no veo efecto", "a veces, sin poder demostrarlo", "sí, y puedo citar un hecho"),
    ),
    "eficiencia": PreguntaDePerfil(
        "Eficiencia",
        "Lo consigo de forma consciente, repetible y con un esfuerzo razonable.",
        ("a base de heroicidades o de suerte", "me sale, sin método", "tengo método y otra persona podría repetirlo"),
    ),
}
PREGUNTA_DEL_HECHO: Final = "¿Qué hecho lo muestra?"
CUADRANTES: Final[dict[str, Cuadrante]] = {
    "propietario": Cuadrante(
        "Propietario/a", "Sé lo que hago, por qué funciona y puedo repetirlo.", "Enseñar y ampliar."
    ),
    "artesano": Cuadrante("Artesano/a", "Funciona a base de dedicación.", "Sistematizar una palanca."),
    "operador": Cuadrante("Operador/a", "Proceso ágil, poco efecto.", "Preguntar al cliente qué le sirve."),
    "explorador": Cuadrante("Explorador/a", "Por activar.", "Elegir una palanca y un cliente."),
}
EN_LA_FRONTERA: Final = "en la frontera"
OTROS_CUADRANTES: Final = "otros"
ZONAS_DEL_MAPA: Final[dict[str, str]] = {
    "dominada": "Dominada",
    "heroica": "Heroica",
    "en piloto automático": "En piloto automático",
    "pendiente": "Pendiente",
}
AVISO_DEL_PERFIL: Final = (
    "Es un espejo, no un examen: sale de lo que dices de ti. Si repitieras mañana podrías cambiar de cuadrante. "
    "No sirve para comparar personas ni para decidir sobre ellas."
)

# ---- Estrategias, plan y cierre ----

TIPOS_DE_APORTACION: Final[dict[str, str]] = {
    "estrategia": "Estrategia",
    "tecnica": "Técnica",
    "proceso": "Proceso",
}
TIPOS_DE_APORTACION_EXPLICADOS: Final[dict[str, str]] = {
    "estrategia": "Hacia dónde y por qué: una decisión que orienta muchas otras.",
    "tecnica": "Cómo, en un momento dado: algo que se dice o se hace.",
    "proceso": "Siempre así: pasos que se repiten y que otra persona podría seguir.",
}
HORIZONTES: Final[dict[str, str]] = {"corto": "Corto", "medio": "Medio", "largo": "Largo"}
ESTADOS_DE_COMPROMISO: Final[dict[str, str]] = {
    "pendiente": "Pendiente",
    "en_marcha": "En marcha",
    "hecho": "Hecho",
    "descartado": "Descartado",
}
FRASE_DE_COMPROMISO: Final = "Si {situacion}, entonces haré {accion} antes {antes_de}; lo notaré en {senal}."
ROTI: Final[dict[int, str]] = {1: "No valió", 2: "Poco", 3: "Lo justo", 4: "Valió", 5: "Valió mucho"}

# ---- Privacidad ----

ANONIMATO: Final[dict[bool, str]] = {True: "Anónima para el grupo", False: "Con alias"}
ANONIMATO_EXPLICADO: Final[dict[bool, str]] = {
    True: (
        "No salen tu alias, tu orden de llegada ni la hora, tampoco en los ficheros. La base de datos sí sabe qué es "
        "tuyo: hace falta para que puedas volver y seguir."
    ),
    False: (
        "Al revelar, los textos que ofreces al grupo salen con tu alias; en los documentos que se descargan, sin él."
    ),
}
MIENTRAS_ESCRIBES: Final = "Hasta que se revele, quien facilita ve si has terminado, no lo que escribes."

# ---- De dónde sale ----

FUNDAMENTO: Final[tuple[Referencia, ...]] = (
    Referencia(
        "Mayer, Davis y Schoorman, 1995",
        "La confianza es la disposición a ser vulnerable, con capacidad, benevolencia e integridad.",
    ),
    Referencia("Morgan y Hunt, 1994", "Compromiso y confianza, valores compartidos y comunicación."),
    Referencia(
        "Doney y Cannon, 1997", "Credibilidad y benevolencia, con efecto en la próxima compra y no en la actual."
    ),
    Referencia("Anderson y Narus, 1990", "Comunicación y cooperación entre socios."),
    Referencia("Crosby, Evans y Cowles, 1990", "La calidad de la relación."),
    Referencia(
        "Vanneste, Puranam y Kretschmer, 2014", "La duración de una relación, por sí sola, apenas predice confianza."
    ),
)
FUNDAMENTO_DEL_INDICE: Final = Referencia(
    "Jøsang e Ismail, 2002", "Estimador de reputación beta con olvido, con más peso a lo negativo."
)
