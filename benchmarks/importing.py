"""Five thousand people from a spreadsheet: read, shown, taken, and the same list once more.

`python -m benchmarks.importing FILE` measures in a process of its own, so that its memory is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LINES = 5_000
_HEADINGS = ["Référence", "Nom", "Prénom", "E-mail", "Organisme", "Fonction", "Langue", "eve", "day"]
_GIVEN_NAMES = "Anna Béatrice Carlo Dominique Elsa Fabrice Greta Hugo Inès Jean-Luc Katrin Léo Marta Noé Paul Rosa"
_BEGINNINGS = "Aeb Bon Chapp Darb Eg Fav Gerb Hugu Im Jaq Kell Lach Monn Nydegg Obers Prog Quart Roch Sav Tann"
_ENDINGS = "ischer oud ardin ellaz igny uret emand ovic unod asset erat inguely olens ugnon aillens"
_GIVEN, _BEGIN, _END = _GIVEN_NAMES.split(), _BEGINNINGS.split(), _ENDINGS.split()
_BODIES = ("Ville d’Aarau", "Ville de Lausanne", "Stadt Zürich", "Association du Lac", "Service social de la Plaine")


def people() -> Iterator[list[str]]:
    """Lines as a network's secretariat would keep them; nobody twice."""
    families = [begin + end for begin in _BEGIN for end in _END]
    for number in range(LINES):
        family = families[number % len(families)]
        given = _GIVEN[number // len(families) % len(_GIVEN)]
        body = f"{_BODIES[number % len(_BODIES)]}{'' if number % 3 else f' {number // len(families)}'}"
        address = f"p{number}@commune-{number % 97}.example"
        eve = "x" if number % 4 == 0 else ""
        yield [f"R{number}", family, given, address, body, "Membre de l’exécutif", "fr", eve, "x"]


def measured() -> dict[str, Any]:
    """Seconds of each step, memory and counts, on the database of this environment."""
    from filrouge.stages.registration.export import Sheet, to_xlsx

    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(to_xlsx(Sheet("Liste", _HEADINGS, people())))
        file.flush()
        command = [sys.executable, "-m", "benchmarks.importing", file.name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(path: Path) -> dict[str, Any]:
    """Once as a new list, once more as a known one."""
    from filrouge.stages.registration.models import Registration

    data = path.read_bytes()
    first, again = _import(data), _import(data)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "first": first,
        "again": again,
        "registered": Registration.objects.count(),
        "memory": max(own, reader) / 1024,
    }


def _import(data: bytes) -> dict[str, Any]:
    """Read, preview as the page asks for it, take what the preview shows; seconds of each."""
    from datetime import UTC, datetime

    from benchmarks.gathering import KEY
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.queries import facts_by_key
    from filrouge.stages.registration.actions.importing import leave_file, read_file
    from filrouge.stages.registration.actions.taking import take_file
    from filrouge.stages.registration.importing.files import file_to_approve
    from filrouge.stages.registration.importing.weighing import weigh

    facts = facts_by_key(KEY)
    assert facts is not None
    now, begun, worked = datetime.now(UTC), time.perf_counter(), time.process_time()
    pk = read_file(facts=facts, name="liste.xlsx", data=data, actor=SYSTEM, now=now)
    read = time.perf_counter()
    found = file_to_approve(gathering_id=facts.id, file_id=pk)
    assert found is not None
    assert found[1] is not None
    preview = weigh(found[1], facts, now=now)
    shown = time.perf_counter()
    if preview.counts["new"]:
        take_file(facts=facts, file_id=pk, seen=preview.fingerprint, actor=SYSTEM, now=now)
    else:
        leave_file(facts=facts, file_id=pk, actor=SYSTEM, now=now)
    taken = time.perf_counter()
    return {
        "read": read - begun,
        "preview": shown - read,
        "take": taken - shown,
        "all": taken - begun,
        "cpu": time.process_time() - worked,
        "counts": {fate.value: number for fate, number in preview.counts.items() if number},
    }


def wrong(result: dict[str, Any]) -> list[str]:
    """What is not exactly as it must be: everybody new or asked about, and nobody changed by the same list again."""
    first, again = result["first"]["counts"], result["again"]["counts"]
    new, asked = first.get("new", 0), first.get("undecided", 0)
    is_right = new + asked == LINES and new > LINES * 0.9 and result["registered"] == new
    is_right = is_right and again == {"unchanged": new, "undecided": asked}
    return [] if is_right else [f"{result['registered']} registered, previews: {first} and {again}"]


def main() -> None:
    """Measure the file that is named, and print."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filrouge.config.settings")
    import django

    django.setup()
    print(json.dumps(measure(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
