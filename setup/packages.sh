# Packages of the distribution: which are missing, and their installation. Sourced by prepare.sh.

packages=""

has_postgis() { # folder with PostgreSQL's shared files
    [ -f "$1/extension/postgis.control" ] && [ -f "$1/extension/btree_gist.control" ]
}

need_postgis() {
    [ -z "${CORDON_DATABASE_URL:-}" ] || return 0
    [ -z "${CORDON_PG_BIN:-}" ] || return 0
    for server in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /opt/homebrew/opt/postgresql@*/bin/initdb \
        /usr/local/opt/postgresql@*/bin/initdb "$(command -v initdb || :)"; do
        [ -x "$server" ] || continue
        folder="$(dirname "$server")"
        major="$(basename "$(dirname "$folder")")"
        for share in "$("$folder/pg_config" --sharedir 2>/dev/null || :)" "/usr/share/postgresql/$major"; do
            if has_postgis "$share"; then return 0; fi
        done
    done
    packages="$packages postgis"
}

need_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || packages="$packages venv"
}

find_chromium() { # prints the path of a browser that runs
    for browser in "${CORDON_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        /snap/bin/chromium "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        found="$(command -v "$browser" 2>/dev/null || :)"
        if [ -n "$found" ] && "$found" --version >/dev/null 2>&1; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

need_fonts() { # printed passes and reports hold Vietnamese letters
    if [ "$(uname -s)" = Darwin ]; then return 0; fi
    for folder in /usr/share/fonts/truetype/dejavu /usr/share/fonts/dejavu-sans-fonts /usr/share/fonts/TTF; do
        if [ -f "$folder/DejaVuSans.ttf" ] && [ -f "$folder/DejaVuSans-Bold.ttf" ]; then return 0; fi
    done
    packages="$packages fonts-dejavu-core"
}

need_poppler() { # the tests look at printed sheets as a printer would
    command -v pdftoppm >/dev/null || packages="$packages poppler-utils"
}

need_chromium() {
    if [ "$(uname -s)" = Darwin ]; then return 0; fi
    if ! find_chromium >/dev/null && ! is_ubuntu; then packages="$packages chromium"; fi
    # Vietnamese labels on the map are drawn from a local font
    if command -v dpkg-query >/dev/null && ! dpkg-query -W -f '${Status}' fonts-noto-core 2>/dev/null | grep -q ' installed'; then
        packages="$packages fonts-noto-core"
    fi
}

check_chromium() {
    find_chromium >/dev/null && return 0
    if is_ubuntu; then
        fail "the browser journeys need Chromium, which Ubuntu offers as a snap only. Run \`snap install chromium\`, or install Google Chrome, or set CORDON_CHROMIUM to a browser's path."
    fi
    fail "the browser journeys need Chromium or Google Chrome. Install one, or set CORDON_CHROMIUM to its path."
}

is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

install_packages() {
    [ -n "$packages" ] || return 0
    if [ "$(uname -s)" = Darwin ]; then
        fail "missing:$packages. With Homebrew: brew install postgresql@17 postgis python@3.13 node"
    fi
    command -v apt-get >/dev/null || fail "missing:$packages, and this is no Debian or Ubuntu. Install PostgreSQL with PostGIS 3.3 or newer and Python's venv by your system's means, then run make again."
    if ! resolve_packages; then
        need_root
        say "refreshing the package lists"
        as_root apt-get update -qq || fail "the package lists cannot be refreshed. Check the network and /etc/apt/sources.list, then run make again."
        resolve_packages || fail "this distribution offers no package for:$packages. Debian 12 or newer and Ubuntu 24.04 or newer do; check that /etc/apt/sources.list names their main (Ubuntu: also universe) section."
    fi
    need_root
    say "installing$resolved"
    case "$resolved" in
        *postgis*) without_default_cluster apt_install $resolved ;;
        *) apt_install $resolved ;;
    esac
}

resolve_packages() { # distribution's names of what is missing, into $resolved
    resolved=""
    for item in $packages; do
        case "$item" in
            postgis) item="$(postgis_package)" ;;
            venv) item="$(venv_package)" ;;
        esac
        [ -n "$item" ] && apt-cache show "$item" >/dev/null 2>&1 || return 1
        resolved="$resolved $item"
    done
}

postgis_package() { # for the server that is installed, else the newest on offer
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
        [ -x "$folder/initdb" ] || continue
        name="postgresql-$(basename "$(dirname "$folder")")-postgis-3"
        if apt-cache show "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | cut -d' ' -f1 | sort -V | tail -n 1
}

venv_package() {
    own="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if apt-cache show "$own" >/dev/null 2>&1; then echo "$own"; else echo python3-venv; fi
}

apt_install() {
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" ||
        fail "the packages could not be installed; apt-get's own words stand above. Set that right, then run make again."
}

# Debian makes and starts a default cluster along with its first server; ours is private, so ask it not to, this once.
without_default_cluster() {
    drop_in=/etc/postgresql-common/createcluster.d/cordon-setup.conf
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then # nobody has decided yet what this machine wants
        apt_install postgresql-common
        as_root mkdir -p "$(dirname "$drop_in")"
        as_root sh -c "echo 'create_main_cluster = false' > $drop_in"
    fi
    "$@"
    [ ! -e "$drop_in" ] || as_root rm -f "$drop_in"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

need_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } && return 0
    fail "packages are missing, and $(id -un) may not install them. Ask an administrator to run: apt-get install${resolved:-$packages}"
}
