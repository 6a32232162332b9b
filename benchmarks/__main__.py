"""`python -m benchmarks [--quick] [--database sqlite|postgres|both] [--json FILE]`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.report import failures, table

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 900


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How quick the product is.")
    parser.add_argument("--quick", action="store_true", help="about a minute: shorter, without the eight processes")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json", help="default: build/bench.json")
    return parser.parse_args()


def measure(database: str, *, quick: bool) -> dict[str, Any]:
    """Measure on one database, in a process of its own."""
    paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    with tempfile.NamedTemporaryFile(suffix=".json") as target:
        command = [sys.executable, "-m", "benchmarks.one_database", database, target.name, *["--quick"] * quick]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=TIMEOUT)
        result: dict[str, Any] = json.loads(Path(target.name).read_text(encoding="utf-8"))
        return result


def main() -> int:
    """Measure, print, keep; 1 when something was wrong and not just slow."""
    asked, begun = options(), time.monotonic()
    names = ["sqlite", "postgres"] if asked.database == "both" else [asked.database]
    load = os.getloadavg()[0]
    results = [measure(name, quick=asked.quick) for name in names]
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(table(results))
    print(f"\n{os.cpu_count()} processors, load {load:.1f} before; {time.monotonic() - begun:.0f} s; {asked.json}")
    for words in failures(results):
        print(f"FAILED: {words}")
    return 1 if failures(results) else 0


if __name__ == "__main__":
    sys.exit(main())
