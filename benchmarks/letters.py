"""Letters: how long a two-page tagged letter takes, and whether a thousand of them need more memory than a hundred.

Alone: `python -m benchmarks.letters`. In a process of its own, so that only letters are weighed.
"""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
MANY, FEW, WARM = 1000, 100, 5
TIMEOUT = 300


def measured(*, quick: bool = False) -> dict[str, Any]:
    """Milliseconds a letter, memory after a few and at the end (MiB), and what was made."""
    command = [sys.executable, "-m", "benchmarks.letters", "--alone", str(FEW * 2 if quick else MANY)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=TIMEOUT)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _alone(count: int) -> dict[str, Any]:
    from filrouge.stages.documents.facts import AddresseeFacts
    from filrouge.stages.documents.layout.pdf import letter_pdf
    from tests.support.founding_letters import aarau_letter
    from tests.support.pdf_reading import faults, pages_text

    base, process = aarau_letter(), psutil.Process()
    base = replace(base, paragraphs=(*base.paragraphs, *base.paragraphs))

    def letter(number: int) -> bytes:
        # Nobody gets the letter of somebody else: each has its own address and its own greeting.
        addressee = AddresseeFacts((f"Ville d’Exemple {number}", "Service social", f"{1000 + number % 9000} Exemple"))
        return letter_pdf(replace(base, addressee=addressee, salutation=f"Chère ville numéro {number},"))

    sample = letter(0)
    assert len(pages_text(sample)) == 2
    assert not faults(sample)
    for number in range(WARM):
        letter(number)
    few = most = bytes_made = 0.0
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        for number in range(count):
            pdf = letter(number)
            Path(folder, f"{number}.pdf").write_bytes(pdf)
            bytes_made += len(pdf)
            if number % 20 == 0 or number == count - 1:
                most = max(most, process.memory_info().rss / 2**20)
            if number == FEW:
                few = most
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "letters": count,
        "wall ms": wall / count * 1000,
        "cpu ms": cpu / count * 1000,
        "after a few MiB": few,
        "most MiB": most,
        "kB": bytes_made / count / 1000,
    }


def main() -> None:
    """Print what was measured."""
    if "--alone" in sys.argv:
        sys.stdout.write(json.dumps(_alone(int(sys.argv[-1]))))
        return
    for name, value in measured(quick="--quick" in sys.argv).items():
        sys.stdout.write(f"{name}: {value:.1f}\n")


if __name__ == "__main__":
    main()
