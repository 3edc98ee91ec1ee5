# Funciones comunes de «arrancar» y «probar». No se ejecuta: se incluye desde la raíz del proyecto.
# POSIX puro: lo leen igual dash (Debian) y el sh de macOS.

PYTHON_DEL_ENTORNO=.venv/bin/python

decir() {
    printf '%s\n' "$*"
}

fallar() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Con permiso y medios para instalar paquetes de Debian sin preguntar nada.
puede_instalar() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

instalar_de_debian() {
    decir "Instalando $* con apt-get…"
    # El índice puede no existir (imágenes mínimas) o estar viejo: sin él, instalar falla.
    apt-get update -q >/dev/null || fallar "No se ha podido actualizar la lista de paquetes: revisa la red y repite."
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >/dev/null </dev/null ||
        fallar "No se ha podido instalar $*: prueba con «apt-get install $*» y repite."
}

# Escribe el primero de esos paquetes que reparte esta distribución o, si no reparte ninguno, el último.
elegir_de_debian() {
    apt-get update -q >/dev/null 2>&1
    for paquete in "$@"; do
        apt-cache show "$paquete" >/dev/null 2>&1 && break
    done
    decir "$paquete"
}

# Escribe el nombre del primer Python que cumple la condición, escrita en Python.
buscar_python() {
    for candidato in python3.13 python3.12 python3.11 python3; do
        # Se ejecuta de verdad: un nombre en el PATH puede ser un lanzador sin nada detrás.
        if "$candidato" -c "import sys; assert sys.version_info >= (3, 11); $1" >/dev/null 2>&1; then
            decir "$candidato"
            return 0
        fi
    done
    return 1
}

elegir_python() {
    buscar_python 'import ensurepip, venv' && return 0

    a_medias=$(buscar_python 'pass') || fallar "Hace falta Python 3.11 o posterior:" \
        "en Debian, «sudo apt install python3 python3-venv»; en macOS, «brew install python»."
    # Debian reparte Python sin venv; el paquete que lo trae lleva el número de la versión.
    paquete="$("$a_medias" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    puede_instalar || fallar "A $a_medias le falta venv: instala $paquete (en Debian, «sudo apt install $paquete») y repite."
    instalar_de_debian "$paquete" >&2
    "$a_medias" -c 'import ensurepip, venv' 2>/dev/null ||
        fallar "A $a_medias le sigue faltando venv después de instalar $paquete: revisa esa instalación de Python."
    decir "$a_medias"
}

# crear_entorno REQUISITOS…: deja .venv con lo que piden esos archivos. Si ya lo tiene, no hace nada.
crear_entorno() {
    # También cuando .venv se quedó a medias o su Python desapareció al actualizar el sistema.
    if ! "$PYTHON_DEL_ENTORNO" -c 'import sys, pip; assert sys.version_info >= (3, 11)' >/dev/null 2>&1; then
        elegido=$(elegir_python) || exit 1
        decir "Creando el entorno en .venv con $("$elegido" --version)…"
        "$elegido" -m venv --clear .venv || fallar "No se ha podido crear .venv: revisa el espacio y los permisos de esta carpeta."
    fi

    huella=$(cat "$@" | cksum)
    anotada=".venv/huella-$1"
    if [ "$(cat "$anotada" 2>/dev/null)" != "$huella" ]; then
        decir "Instalando lo que pide $1 (la primera vez tarda un par de minutos)…"
        "$PYTHON_DEL_ENTORNO" -m pip install --quiet --disable-pip-version-check --no-input -r "$1" ||
            fallar "No se ha podido instalar lo que pide $1: revisa la red y repite."
        # Al final: una instalación interrumpida se repite entera la próxima vez.
        printf '%s\n' "$huella" >"$anotada"
    fi
}
