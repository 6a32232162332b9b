#!/usr/bin/env bash
# The whole suite on SQLite, then on PostgreSQL; PASSES names others. Arguments go to pytest.
# Every pass runs whatever the one before says; the last line is pytest's own.
set -uo pipefail
cd "$(dirname "$0")/.."

# The slow tests stand together at the end: a worker that has nothing left takes some from the other.
pytest=(.venv/bin/python -m pytest -n "${WORKERS:-2}" --dist worksteal)
unset DATABASE_URL
# A hundred processes are started: each is there three times as fast when it finds its modules compiled.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$PWD/.venv/compiled
status=0

for database in ${PASSES:-sqlite postgres}; do
    printf '== %s\n' "$database"
    own=()
    if [ "$database" = postgres ]; then own=(-p tests.support.postgres); fi
    "${pytest[@]}" "${own[@]}" "$@" || status=1
done

if [ $status -ne 0 ]; then printf 'make test: a pass failed, see above\n' >&2; fi
exit $status
