"""`filrouge rotate-keys`: a real file of keys, a real database, and a process that is killed half-way."""

import re
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.cli.conftest import EXAMPLES, FILROUGE, Run

Inside = Callable[[str], str]

SAY = """
import uuid
from datetime import UTC, datetime
from filrouge.stages.gatherings.models import Part
from filrouge.stages.registration.models import Need, Registration
from filrouge.stages.registration.needs.sealing import sealed
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.enums import NeedKind
now = datetime.now(UTC)
part = Part.objects.order_by("pk").first()
people = Registration.objects.bulk_create([
    Registration(gathering_id=part.gathering_id, submission=uuid.uuid4(), given_name="A", family_name=str(number),
                 language="fr", channel="web", received_at=now, created_at=now, sort_name=str(number))
    for number in range({count})
])
Need.objects.bulk_create([
    Need(registration=person, part=part, kind="meal", said_at=now,
         sealed=sealed(SaidNeed(part.key, NeedKind.MEAL, ("vegan",), person.family_name)))
    for person in people
])
"""
OPEN_ALL = """
import json
from filrouge.ground import vault
from filrouge.stages.registration.models import Need
rows = Need.objects.filter(erased_at=None).order_by("pk").select_related("registration")
print(all(json.loads(vault.open_sealed(row.sealed))["text"] == row.registration.family_name for row in rows), len(rows))
"""
CURRENT = """
from filrouge.ground import vault
from filrouge.stages.registration.models import Need
print(sum(vault.is_current(row.sealed) for row in Need.objects.order_by("pk")))
"""


@pytest.fixture
def file(surroundings: dict[str, str]) -> Path:
    """Where this installation keeps its keys."""
    return Path(surroundings["FILROUGE_DATA_DIR"]) / "needs.keys"


@pytest.fixture
def say(in_use: None, run: Run, inside: Inside) -> Callable[[int], None]:
    """A function that lets so many people say what they need."""

    def people(count: int) -> None:
        done = run("load", str(EXAMPLES / "aarau-2023.yaml"))
        assert done.returncode == 0, done.stderr
        inside(SAY.format(count=count))

    return people


def keys_in(file: Path) -> list[str]:
    """The keys, one a line."""
    return file.read_text(encoding="ascii").split()


def test_the_old_key_goes_and_everything_still_opens(
    run: Run, inside: Inside, say: Callable[[int], None], file: Path
) -> None:
    say(250)
    (old,) = keys_in(file)
    done = run("rotate-keys")
    assert (done.returncode, done.stderr) == (0, "")
    assert "250 needs sealed anew" in done.stdout
    assert str(file) in done.stdout
    (new,) = keys_in(file)
    assert new != old
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert inside(OPEN_ALL) == "True 250"
    assert inside(CURRENT) == "250"


def test_killed_half_way_nothing_is_lost_and_the_next_run_ends_it(
    run: Run, inside: Inside, say: Callable[[int], None], file: Path, surroundings: dict[str, str]
) -> None:
    say(6000)
    (old,) = keys_in(file)
    rotating = subprocess.Popen([*FILROUGE, "rotate-keys"], env=surroundings, stdout=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while len(keys_in(file)) == 1 and keys_in(file) == [old]:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        time.sleep(0.15)
        rotating.send_signal(signal.SIGKILL)
    finally:
        rotating.wait(30)
    assert rotating.returncode == -signal.SIGKILL, "it was killed before it ended"
    first, *others = keys_in(file)
    assert others == [old], "the old key stays as long as something is sealed with it"
    assert int(inside(CURRENT)) < 6000
    assert inside(OPEN_ALL) == "True 6000"

    done = run("rotate-keys")
    assert done.returncode == 0, done.stderr
    assert keys_in(file) == [first], "it went on with the key that it had made"
    assert inside(CURRENT) == "6000"
    assert inside(OPEN_ALL) == "True 6000"


def test_what_no_key_opens_is_said_and_left(run: Run, inside: Inside, say: Callable[[int], None], file: Path) -> None:
    say(3)
    old = file.read_text(encoding="ascii")
    file.unlink()
    done = run("rotate-keys")
    assert done.returncode == 1
    assert "3 needs are left as they are" in done.stdout
    file.write_text(file.read_text(encoding="ascii") + old, encoding="ascii")
    assert run("rotate-keys").returncode == 0
    assert inside(OPEN_ALL) == "True 3"
    assert inside(CURRENT) == "3"


def test_keys_of_the_environment_are_changed_by_hand(
    run: Run, inside: Inside, say: Callable[[int], None], file: Path, surroundings: dict[str, str]
) -> None:
    old = Fernet.generate_key().decode()
    surroundings["FILROUGE_NEEDS_KEYS"] = old
    say(4)
    told = run("rotate-keys")
    assert told.returncode == 1
    (new,) = re.findall(r"[\w-]{43}=", told.stderr)
    surroundings["FILROUGE_NEEDS_KEYS"] = f"{new}, {old}"
    done = run("rotate-keys")
    assert done.returncode == 0, done.stderr
    assert "4 needs sealed anew" in done.stdout
    assert "take the key after it away" in done.stdout
    surroundings["FILROUGE_NEEDS_KEYS"] = new
    assert inside(OPEN_ALL) == "True 4"
    assert not file.exists()


def test_a_broken_key_is_named(run: Run) -> None:
    done = run("rotate-keys", FILROUGE_NEEDS_KEYS="broken")
    assert done.returncode == 1
    assert "FILROUGE_NEEDS_KEYS holds something that is not a key" in done.stderr
    assert "Traceback" not in done.stderr
