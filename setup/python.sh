# Python: .venv/ from the hashed locks, and .cordon/peers/ for benchmarks. Sourced by prepare.sh.

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        python="$(command -v "$candidate" 2>/dev/null || :)"
        if [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return 0; fi
    done
    fail "Python 3.11 or newer was not found. Install it (Debian, Ubuntu: apt-get install python3), or set PYTHON to its path."
}

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }

prepare_python() { # run|test|bench
    make_venv
    here="$(pwd) $(.venv/bin/python -V)"
    dev="$here $(digest <requirements-dev.lock)"
    run="$here $(digest <requirements.lock)"
    if ! stamped .venv/cordon-test "$dev"; then # the test lock holds everything that the other has
        if [ "$1" != run ]; then
            install_lock requirements-dev.lock
            echo "$dev" >.venv/cordon-test
        elif ! stamped .venv/cordon-run "$run"; then
            install_lock requirements.lock
        fi
        echo "$run" >.venv/cordon-run
    fi
    project="$here $(cat pyproject.toml hatch_build.py | digest)"
    if ! stamped .venv/cordon-project "$project"; then
        pip install -qq --no-deps --no-build-isolation -e . >&2 || fail "Cordon itself could not be installed into .venv; pip's words stand above."
        echo "$project" >.venv/cordon-project
    fi
    compile_engine
}

compile_engine() { # so that no request waits for it, nor two tests compile it at once
    engine="$here $(cat geo/matching/*.py | digest)"
    if ! stamped .venv/cordon-engine "$engine"; then
        say "compiling the matching engine"
        .venv/bin/python -m geo.matching.warm >.cordon/setup.log 2>&1 || fail "the matching engine could not be compiled; $(tail -n 1 .cordon/setup.log)"
        echo "$engine" >.venv/cordon-engine
    fi
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        # programs in .venv/bin name their folder: a checkout that has moved starts afresh
        case "$(cat .venv/cordon-run 2>/dev/null || pwd)" in "$(pwd)"*) return 0 ;; esac
    fi
    say "making .venv with $("$python" -V)"
    rm -rf .venv
    "$python" -m venv .venv || fail "the Python environment could not be made; Python's words stand above."
}

prepare_peers() { # in an environment of their own: OR-Tools wants another protobuf than the service
    peers="$(pwd) $(.venv/bin/python -V) $(digest <requirements-peers.lock)"
    ! stamped .cordon/peers/cordon-peers "$peers" || return 0
    say "installing $(grep -c '==' requirements-peers.lock) Python packages from requirements-peers.lock into .cordon/peers"
    rm -rf .cordon/peers
    "$python" -m venv .cordon/peers || fail "the peers' environment could not be made; Python's words stand above."
    if .cordon/peers/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps --require-hashes \
        -r requirements-peers.lock >&2; then
        echo "$peers" >.cordon/peers/cordon-peers
    else # the benchmarks run without them and say so
        rm -rf .cordon/peers
        say "the peers could not be installed; pip's words stand above. The benchmarks go on without them."
    fi
}

install_lock() {
    say "installing $(grep -c '==' "$1") Python packages from $1"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
    pip install -qq --no-deps --require-hashes -r "$1" >&2 || fail "Python packages from $1 could not be installed; pip's words stand above. Check the network (PIP_INDEX_URL names a mirror, if you have one), then run make again."
}
