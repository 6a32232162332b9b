"""Every address of the product, opened by the same four people; an address without a line here fails."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import the_four
from tests.support.gatherings import AARAU, fresh_facts, load, with_part
from tests.support.people import EXECUTIVE

__all__ = ["fresh_facts"]

PEOPLE = ("organiser", "helper", "participant", "stranger")
OPEN = (200, 200, 200, 200)
DESK = (200, 200, 404, 302)
STAFF = (200, 403, 404, 302)
ACT = (405, 405, 405, 405)
ACT_BEHIND_LOGIN = (405, 405, 405, 302)

# What a GET answers to organiser, helper, participant (an account without a role) and stranger (no account).
EXPECTED: dict[str, tuple[int, int, int, int]] = {
    "public:home": OPEN,
    "public:gathering": OPEN,
    "public:register": OPEN,
    "public:bodies": (302, 302, 302, 302),  # by itself, without the form around it, it leads to the form
    "public:diary": OPEN,
    "public:personal": OPEN,
    "public:change": OPEN,
    "public:withdraw": OPEN,
    "public:personal_diary": OPEN,
    "shell:accessibility": OPEN,
    "shell:components": OPEN,
    "shell:mailbox": (404, 404, 404, 404),  # there in the demonstration only
    "shell:mail": (404, 404, 404, 404),
    "shell:mail_html": (404, 404, 404, 404),
    "shell:mail_attachment": (404, 404, 404, 404),
    "staff": STAFF,
    "staff_take": ACT_BEHIND_LOGIN,
    "desk:gatherings": (200, 200, 200, 302),
    "desk:overview": DESK,
    "desk:step": ACT_BEHIND_LOGIN,
    "desk:part": STAFF,
    "desk:registrations": DESK,
    "desk:export": STAFF,
    "desk:registration": DESK,
    "desk:decide": ACT_BEHIND_LOGIN,
    "desk:set_aside": ACT_BEHIND_LOGIN,
    "desk:withdraw": ACT_BEHIND_LOGIN,
    "desk:link": ACT_BEHIND_LOGIN,
    "desk:to_decide": STAFF,
    "desk:add": DESK,
    "desk:expected": DESK,
    "desk:expected_list": DESK,
    "desk:expected_export": STAFF,
    "desk:trail": STAFF,
    "desk:mails": STAFF,
    "desk:retry_mail": ACT_BEHIND_LOGIN,
}


def named(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its namespace, but for the accounts' own pages (tests/web/accounts)."""
    for pattern in patterns:
        if str(pattern.pattern) == "accounts/":
            continue
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named(pattern.url_patterns, prefix + inner)


OURS = dict(named(get_resolver().url_patterns))


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    """The assembly in spring, open."""
    with at():
        yield load(with_part(AARAU, "eve", has_meal=True))


@pytest.fixture
def clients(facts: GatheringFacts) -> dict[str, Client]:
    return the_four(facts)


def test_every_address_has_its_line() -> None:
    assert set(OURS) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_four_at(name: str, facts: GatheringFacts, clients: dict[str, Client]) -> None:
    receipt = people.registered(EXECUTIVE, facts, "eve", "day")
    deliver_due(now=clock.now())
    known = {
        "key": facts.key,
        "part": "eve",
        "token": receipt.token,
        "pk": receipt.registration_id,
        "form": "csv",
        "use": "badges",
        "organiser_key": facts.organiser_key,
        "index": 0,
        "mail_id": OutgoingMail.objects.order_by("id").values_list("pk", flat=True)[0],
    }
    if name == "desk:retry_mail":
        known["pk"] = known["mail_id"]
    wanted = OURS[name].pattern.converters
    address = reverse(name, kwargs={argument: known[argument] for argument in wanted})
    answered = tuple(clients[person].get(address).status_code for person in PEOPLE)
    assert answered == EXPECTED[name], address


def test_an_address_of_nothing_is_not_found_by_anybody(clients: dict[str, Client]) -> None:
    nowhere = reverse("public:personal", args=[str(UUID(int=0))])
    assert {client.get(nowhere).status_code for client in clients.values()} == {404}
