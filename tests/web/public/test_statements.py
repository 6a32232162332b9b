"""How many statements a registration takes, from the form to the personal page: what a rush is made of."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.stages.privacy.actions import set_legal_profile
from filrouge.stages.registration.actions import ledger
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import open_form, visitor
from tests.support.people import DESK, EXECUTIVE, NOW
from tests.support.privacy import COMMUNE

pytestmark = pytest.mark.django_db
_CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "SELECT PG_ADVISORY")


@pytest.fixture
def rows_are_known() -> Iterator[None]:
    """What a process remembers of rows that were made, forgotten afterwards: the test takes them back."""
    yield
    for made in ledger._made.values():
        made.clear()


def statements(act: Callable[[], Any]) -> int:
    """How many statements an act takes, without those that open, lock and close its transaction."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return sum(not query["sql"].lstrip().upper().startswith(_CONTROL) for query in queries.captured_queries)


@pytest.mark.usefixtures("rows_are_known")
def test_form_sent_and_personal_page(django_capture_on_commit_callbacks: Any) -> None:
    with at():
        gatherings.load()
        with django_capture_on_commit_callbacks(execute=True):
            another = EXECUTIVE.but(family="Collombin", email="another@montclair.example")
            open_form().fill(another.answers, tick=["eve", "day"]).send()
        client = visitor()
        assert statements(lambda: client.get("/g/aarau-2023/register/")) == 2
        form = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"])
        # Sent, and led to the personal page: nine and two.
        assert statements(form.send) == 11


def test_the_form_says_at_once_for_how_long_needs_are_kept() -> None:
    with at():
        facts = gatherings.load()
        assert gatherings.facts_by_key(facts.key).needs_days == 30  # type: ignore[union-attr]
        legal = replace(COMMUNE, periods=replace(COMMUNE.periods, needs_days=14))
        set_legal_profile(organiser_id=facts.organiser_id, legal=legal, actor=DESK, now=NOW)
        now_known = gatherings.facts_by_key(facts.key)
        assert now_known is not None
        assert now_known.version > facts.version
        assert now_known.needs_days == 14
