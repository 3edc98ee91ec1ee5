"""Códigos que se dictan y fichas que se guardan.

Los códigos de sala y personales son cortos y legibles porque alguien los copia a mano; las fichas son secretos
largos que solo viajan en cookies y enlaces, y de las que la base guarda la huella.

``azar`` se sustituye en las pruebas; de serie es el generador seguro del sistema.
"""

import hashlib
import re
import secrets
import unicodedata
import uuid
from random import Random

from modelo.palabras import PALABRAS

LARGO_DE_SALA = 6
# Sin 0, O, 1, I ni L, que se confunden al leer; sin las demás vocales, para que no salgan palabras.
ALFABETO_DE_SALA = "23456789BCDFGHJKMNPQRSTVWXYZ"

_AZAR_SEGURO = secrets.SystemRandom()


def codigo_de_sala(azar: Random = _AZAR_SEGURO) -> str:
    """Devuelve un código de sala nuevo, como «K7M2QX». No comprueba que esté libre."""
    return "".join(azar.choice(ALFABETO_DE_SALA) for _ in range(LARGO_DE_SALA))


def normalizar_codigo_de_sala(texto: str) -> str:
    """Devuelve el código tal como se guarda, se haya escrito con minúsculas, espacios, guiones o puntos."""
    return re.sub(r"[^A-Z0-9]", "", _sin_tildes(texto).upper())


def codigo_personal(azar: Random = _AZAR_SEGURO) -> str:
    """Devuelve un código personal nuevo, como «olivo-faro-27». No comprueba que esté libre."""
    primera, segunda = azar.sample(PALABRAS, 2)
    return f"{primera}-{segunda}-{azar.randint(10, 99)}"


def normalizar_codigo_personal(texto: str) -> str:
    """Devuelve el código tal como se guarda: palabras y cifras en minúsculas, sin tildes y unidas por guiones.

    Da igual cómo se separen, y las cifras pueden ir pegadas a la palabra.
    """
    return "-".join(re.findall(r"[a-z]+|[0-9]+", _sin_tildes(texto).lower()))


def ficha() -> str:
    """Devuelve un secreto nuevo de 43 caracteres (256 bits) aptos para una dirección o una cookie."""
    return secrets.token_urlsafe(32)


def huella(ficha: str) -> str:
    """Devuelve lo único que se guarda de una ficha: su SHA-256 en hexadecimal.

    Se busca por la huella, con el índice de la base, sin comparar secretos letra a letra. Lo que tarde la búsqueda
    solo podría decir algo de la huella, y quien prueba no elige sus primeras cifras sin invertir SHA-256: a efectos
    prácticos es tiempo constante. Sin sal ni estirado, que protegen secretos adivinables; este tiene 256 bits.
    """
    return hashlib.sha256(ficha.encode("utf-8", "surrogatepass")).hexdigest()


def nuevo_id() -> str:
    """Devuelve un identificador único nuevo de 32 cifras hexadecimales, que no dice cuándo se creó."""
    return uuid.uuid4().hex


def es_id(texto: str) -> bool:
    """Si tiene la forma de los que da ``nuevo_id``."""
    return re.fullmatch(r"[0-9a-f]{32}", texto) is not None


def _sin_tildes(texto: str) -> str:
    return "".join(letra for letra in unicodedata.normalize("NFKD", texto) if not unicodedata.combining(letra))
