"""`filrouge demo` by its door; what it holds is tested in tests/config."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import EXAMPLES, Run

DELETE_ONE = """
from filrouge.stages.registration.models import PartRegistration
PartRegistration.objects.order_by("pk").first().delete()
"""
COUNT = """
from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.registration.models import Registration
print(Registration.objects.count(), AuditEntry.objects.count())
"""


def test_it_is_set_up_once_and_reset_on_demand(run: Run, inside: Callable[[str], str]) -> None:
    assert run("demo", "--no-serve").returncode == 0
    before = inside(COUNT)
    assert run("demo", "--no-serve").returncode == 0
    assert inside(COUNT) == before
    inside(DELETE_ONE)
    assert run("demo", "--reset", "--no-serve").returncode == 0
    assert inside(COUNT) == before


@pytest.mark.usefixtures("in_use")
def test_it_leaves_other_peoples_data_alone(run: Run, inside: Callable[[str], str]) -> None:
    assert run("load", str(EXAMPLES / "aarau-2023.yaml")).returncode == 0
    before = inside(COUNT)
    for arguments in (["demo", "--no-serve"], ["demo", "--reset", "--no-serve"]):
        refused = run(*arguments)
        assert refused.returncode == 1
        assert "initiative-des-villes" in refused.stderr
    assert inside(COUNT) == before
