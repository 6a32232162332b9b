"""A file that takes a limit away moves the waiting list up, as the desk does; one that sets a limit takes nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.support.gatherings import with_part
from tests.support.quotas import reserve
from tests.support.sendings import AHEAD
from tests.support.tree import ROOT

pytestmark = pytest.mark.usefixtures("in_use")

REGISTER = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from filrouge.stages.gatherings.queries import facts_by_key
from tests.support import people
from tests.support.quotas import other
for number in (1, 2, 3):
    people.registered(other(number), facts_by_key("aarau-2023"), "day")
"""
STATES = """
from filrouge.stages.registration.models import PartRegistration
print(*PartRegistration.objects.order_by("registration_id").values_list("state", flat=True))
"""
TOLD = """
from filrouge.ground.mail.models import OutgoingMail
print(*OutgoingMail.objects.filter(kind="promoted").order_by("pk").values_list("to", flat=True))
"""


def test_a_limit_that_a_file_takes_away_gives_its_places_on(
    run: Run, inside: Callable[[str], str], tmp_path: Path
) -> None:
    def load(*quotas: dict[str, Any], places: int | None) -> tuple[list[str], list[str]]:
        """Load the gathering with these limits; the states of those who registered, and who was told."""
        file = tmp_path / "gathering.yaml"
        document = with_part(AHEAD, "day", audience={"open": True}, capacity=places)
        file.write_text(json.dumps(document | {"quotas": list(quotas)}), encoding="utf-8")
        done = run("load", str(file))
        assert done.returncode == 0, done.stdout + done.stderr
        return inside(STATES).split(), inside(TOLD).split()

    first, second, third = (f"a{number}@entraide.example" for number in (1, 2, 3))
    kept = reserve(1, opens="")
    load(kept, places=1)
    inside(REGISTER)
    assert inside(STATES).split() == ["waiting"] * 3, "the only place is kept for members"
    assert load(places=1) == (["confirmed", "waiting", "waiting"], [first])
    # The quota is back, and one place more: it is kept, and nobody loses theirs.
    assert load(kept, places=2) == (["confirmed", "waiting", "waiting"], [first])
    assert load(kept, places=3) == (["confirmed", "confirmed", "waiting"], [first, second])
    assert load(kept, places=None) == (["confirmed"] * 3, [first, second, third])
    assert load(kept, places=1) == (["confirmed"] * 3, [first, second, third])
