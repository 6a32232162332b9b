#!/usr/bin/env bash
# Write the lock files: every package pinned with its hashes, for every system, without the address it came from.
# The first file binds the others, so that tests and builds use what the product uses.
set -euo pipefail
cd "$(dirname "$0")/../requirements"

compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }

compile core.in -o core.lock
compile build.in -c core.lock -o build.lock
compile dev.in -c core.lock -c build.lock -o dev.lock
