#!/bin/sh
# Removes what was built. With the word `data` also the private cluster and everything in it.
set -eu
cd "$(dirname "$0")/.."
if [ -x .venv/bin/python ] && [ -d .cordon ]; then
    if [ "${1:-}" = data ]; then .venv/bin/python -m app.cluster remove; else .venv/bin/python -m app.cluster stop; fi
fi
[ "${1:-}" = data ] && rm -rf .cordon
rm -rf .venv web/node_modules web/dist dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis mutants
rm -rf .cordon/screens .cordon/log .cordon/peers
find . -name __pycache__ -type d -prune -exec rm -rf {} +
[ ! -d .cordon ] || echo "removed what was built; the data in .cordon/ stay (make clean DATA=1 removes them too)"
