#!/usr/bin/env bash
# Make .venv complete and the generated files present: `tools/setup.sh run` for the product, `tools/setup.sh test` for
# its tests too. A stamp per purpose holds a digest of everything the set-up read: unchanged, a second call does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?run or test}
python=${PYTHON:-python3}
inputs=(requirements/core.lock requirements/build.lock pyproject.toml setup.py)
locks=(-r requirements/core.lock -r requirements/build.lock)
if [ "$purpose" = test ]; then
    inputs+=(requirements/dev.lock package-lock.json)
    locks=(-r requirements/dev.lock)
fi

say() { printf 'set-up: %s\n' "$*" >&2; }

make_venv() {
    # A venv whose interpreter moved or was upgraded away is useless: start again.
    if [ -d .venv ] && ! .venv/bin/python -c 'import sys' 2>/dev/null; then rm -rf .venv; fi
    [ -d .venv ] && return
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed"; exit 1; }
    say "making .venv with $("$python" --version)"
    if has_uv; then "$python" -m venv --without-pip .venv; else "$python" -m venv .venv; fi
}

has_uv() { [ -z "${FILROUGE_NO_UV:-}" ] && command -v uv >/dev/null 2>&1; }

install() {
    if has_uv; then
        uv pip install --quiet --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --default-pip >/dev/null
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@"
    fi
}

digest() { cat "${inputs[@]}" | .venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }

make_venv
stamp=.venv/set-up-for-$purpose
if [ "$(cat "$stamp" 2>/dev/null)" != "$(digest)" ]; then
    say "installing the locked packages"
    install --require-hashes "${locks[@]}"
    install --no-deps --no-build-isolation --editable .
    digest >"$stamp"
fi
.venv/bin/python -m tools.prepare_assets
.venv/bin/python -m tools.compile_messages
if [ "$purpose" = test ]; then .venv/bin/python -m tools.browser >/dev/null; fi
