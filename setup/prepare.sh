#!/bin/sh
# Prepares this machine and this checkout. Every step looks first and does nothing when nothing is missing.
#   sh setup/prepare.sh run    what `make demo` needs: PostgreSQL with PostGIS, .venv/, the web pages
#   sh setup/prepare.sh test   also the tools of `make test`: linters, pytest, Chromium
#   sh setup/prepare.sh bench  as test, and .cordon/peers/: other engines to measure against
#   sh setup/prepare.sh web    only the web pages (the build of a wheel calls this)
#   sh setup/prepare.sh chromium  prints the browser that the journeys use
set -eu
cd "$(dirname "$0")/.."
. setup/packages.sh
. setup/python.sh
. setup/web.sh

say() { printf '  %s\n' "$*" >&2; }
fail() {
    printf 'cordon: %s\n' "$*" >&2
    exit 1
}
log=.cordon/setup.log
quietly() { # a command, whose words are shown only when it fails
    "$@" </dev/null >"$log" 2>&1 && return 0
    tail -n 20 "$log" >&2
    return 1
}
digest() { # of standard input
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}
stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

mode="${1:-}"
case "$mode" in
    run | test | bench | web) ;;
    chromium) find_chromium || check_chromium && exit ;;
    *) fail "usage: sh setup/prepare.sh run|test|bench|web|chromium" ;;
esac
mkdir -p .cordon 2>/dev/null || fail "$(pwd) is not writable for $(id -un). Clone into a folder of your own."
[ -w .cordon ] || fail ".cordon belongs to somebody else. Run make the way it was first run (with or without sudo)."
if command -v flock >/dev/null && [ "$mode" != web ]; then # two makes at once take turns
    exec 9>.cordon/prepare.lock
    flock 9
fi

if [ "$mode" = web ]; then
    prepare_web
    exit
fi
find_python
need_postgis
need_venv
need_fonts
[ "$mode" = run ] || need_chromium
[ "$mode" = run ] || need_poppler
install_packages
[ "$mode" = run ] || check_chromium
pages=
if has_node; then # then the pages need nothing of Python's, nor Python of theirs
    (log=.cordon/setup-web.log && prepare_web) &
    pages=$!
fi
prepare_python "$mode"
[ "$mode" != bench ] || prepare_peers
if [ -n "$pages" ]; then wait "$pages"; else prepare_web; fi
