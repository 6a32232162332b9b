"""The public page and the empty form are drawn once for everybody: nothing stale, nothing of another visitor."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.registration.actions import set_capacity, set_deadline
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import open_form, visitor
from tests.support.people import EXECUTIVE

pytestmark = pytest.mark.django_db
PAGE, FORM = "/g/aarau-2023/", "/g/aarau-2023/register/"
NOW = datetime(2023, 3, 20, 9, tzinfo=UTC)


def text(address: str, client: Client | None = None) -> str:
    """A page as one more visitor gets it."""
    return (client or visitor()).get(address).content.decode()


def secrets_of(html: str) -> tuple[str, str]:
    """The token and the key of a form."""
    found = [re.search(rf'name="{name}" value="([^"]+)"', html) for name in ("csrfmiddlewaretoken", "submission")]
    assert all(found)
    return found[0][1], found[1][1]  # type: ignore[index]


def test_every_visitor_has_a_token_and_a_key_of_their_own() -> None:
    with at():
        gatherings.load()
        given = [secrets_of(text(FORM)) for _ in range(3)]
        assert len({token for token, _ in given}) == len({key for _, key in given}) == 3


def test_the_kept_form_is_accepted_and_a_foreign_token_is_not() -> None:
    with at():
        gatherings.load()
        open_form()
        assert open_form().fill(EXECUTIVE.answers, tick=["eve"]).send().decision("eve") == "confirmed"
        strict = Client(enforce_csrf_checks=True)
        token, key = secrets_of(text(FORM, strict))
        foreign, _ = secrets_of(text(FORM))
        assert strict.post(FORM, {"csrfmiddlewaretoken": token, "submission": key}).status_code == 422
        assert strict.post(FORM, {"csrfmiddlewaretoken": foreign, "submission": key}).status_code == 403


def test_pages_follow_what_is_taken_and_what_the_organiser_changes() -> None:
    with at():
        facts = gatherings.load()
        assert all("30 places libres sur 30" in text(address) for address in (PAGE, FORM))
        open_form().fill(EXECUTIVE.answers, tick=["eve"]).send()
        assert all("29 places libres sur 30" in text(address) for address in (PAGE, FORM))
        set_capacity(facts=facts, part="eve", capacity=40, actor=SYSTEM, now=NOW)
        assert all("39 places libres sur 40" in text(address) for address in (PAGE, FORM))


def test_each_language_has_its_page_and_a_closed_form_says_so() -> None:
    with at():
        facts = gatherings.load()
        french, german = text(PAGE), text(PAGE, visitor("de"))
        assert 'lang="fr"' in french[:200] and 'lang="de"' in german[:200]
        assert FORM in french
        for part in facts.parts:
            set_deadline(facts=facts, part=part.key, deadline=NOW.date().replace(month=1), actor=SYSTEM, now=NOW)
        assert f'href="{FORM}"' not in text(PAGE)
