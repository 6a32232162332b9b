#!/usr/bin/env bash
# The whole suite on SQLite, then on PostgreSQL, with the coverage of both together. Arguments go to pytest.
# Both passes run whatever the first one says; the last line is pytest's own.
set -uo pipefail
cd "$(dirname "$0")/.."

pytest=(.venv/bin/python -m pytest -n "${WORKERS:-2}" --cov --cov-append)
rm -rf .coverage
unset DATABASE_URL
status=0

printf '== SQLite\n'
"${pytest[@]}" --cov-report= "$@" || status=1
printf '== PostgreSQL\n'
"${pytest[@]}" -p tests.support.postgres --cov-report=term "$@" || status=1

if [ $status -ne 0 ]; then printf 'make test: a pass failed, see above\n' >&2; fi
exit $status
