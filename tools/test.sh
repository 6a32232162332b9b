#!/usr/bin/env bash
# The whole suite on SQLite, with its coverage, then on PostgreSQL. Arguments go to pytest.
# Both passes run whatever the first one says; the last line is pytest's own.
set -uo pipefail
cd "$(dirname "$0")/.."

# The slow tests stand together at the end: a worker that has nothing left takes some from the other.
pytest=(.venv/bin/python -m pytest -n "${WORKERS:-2}" --dist worksteal)
rm -rf .coverage
unset DATABASE_URL
# A hundred processes are started: each is there three times as fast when it finds its modules compiled.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$PWD/.venv/compiled
status=0

printf '== SQLite\n'
"${pytest[@]}" --cov --cov-report=term "$@" || status=1
printf '== PostgreSQL\n'
"${pytest[@]}" -p tests.support.postgres "$@" || status=1

if [ $status -ne 0 ]; then printf 'make test: a pass failed, see above\n' >&2; fi
exit $status
