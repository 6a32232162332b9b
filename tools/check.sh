#!/usr/bin/env bash
# What can be said of a change in under a minute. Everything runs, so that one call shows all there is to mend.
set -uo pipefail
cd "$(dirname "$0")/.."

PATH=$PWD/.venv/bin:$PATH
FILROUGE_DATA_DIR=$(mktemp -d)
export FILROUGE_DATA_DIR
trap 'rm -rf "$FILROUGE_DATA_DIR"' EXIT
failed=()

step() {
    local output
    printf '%-22s' "$1"
    if output=$("${@:2}" 2>&1); then printf 'ok\n'; else
        printf 'FAILED\n%s\n' "$output"
        failed+=("$1")
    fi
}

step "ruff check" ruff check .
step "ruff format" ruff format --check .
# Lint only: its formatter would put white space where the page shows it.
step "djlint" djlint --quiet --lint src/filrouge
step "lint-imports" lint-imports --no-cache
step "mypy" mypy
step "quick tests" python -m pytest -q -n "${WORKERS:-2}" tests/unit tests/consistency

if [ ${#failed[@]} -gt 0 ]; then printf 'to mend: %s\n' "${failed[*]}"; exit 1; fi
