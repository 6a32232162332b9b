"""Every address of the product, opened by the same four people; an address without a line here fails."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy import links
from filrouge.stages.privacy.models import EliminationSlip
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.delegations import BUYER, delegation, member
from tests.support.desk_factories import the_four
from tests.support.gatherings import AARAU, changed, fresh_facts, load, with_part
from tests.support.lists import upload
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
    "public:opening": (303, 303, 303, 303),  # nobody comes first in Aarau: it leads to the form
    "public:register_resident": (302, 302, 302, 302),  # no residents are expected: it leads to the form for bodies
    "public:needs": OPEN,
    "public:bodies": (302, 302, 302, 302),  # by itself, without the form around it, it leads to the form
    "public:group": OPEN,
    "public:delegation": OPEN,
    "public:delegation_add": OPEN,
    "public:delegation_places": ACT,
    "public:delegation_order": OPEN,
    "public:delegation_person": OPEN,
    "public:delegation_withdraw": ACT,
    "public:delegation_move": ACT,
    "public:delegation_link": ACT,
    "public:delegation_replace": OPEN,
    "public:diary": OPEN,
    "public:personal": OPEN,
    "public:change": OPEN,
    "public:withdraw": OPEN,
    "public:convocation": OPEN,
    "public:replace": OPEN,
    "public:pass_on": OPEN,
    "public:keep": ACT,
    "public:second_form": ACT,
    "public:other_link": ACT,
    "public:personal_diary": OPEN,
    "public:privacy": OPEN,
    "public:erased": OPEN,
    "public:no_mails": OPEN,
    "public:own_data": OPEN,
    "public:own_data_file": OPEN,
    "public:own_mails": OPEN,
    "public:erase": OPEN,
    "shell:accessibility": OPEN,
    "shell:components": OPEN,
    "shell:mailbox": (404, 404, 404, 404),  # there in the demonstration only
    "shell:mail": (404, 404, 404, 404),
    "shell:mail_html": (404, 404, 404, 404),
    "shell:mail_attachment": (404, 404, 404, 404),
    "staff": STAFF,
    "staff_take": ACT_BEHIND_LOGIN,
    "legal": STAFF,
    "objections": STAFF,
    "retention": STAFF,
    "slip": STAFF,
    "slip_export": STAFF,
    "slip_approve": ACT_BEHIND_LOGIN,
    "slip_drop": ACT_BEHIND_LOGIN,
    "desk:erase": ACT_BEHIND_LOGIN,
    "desk:partners": STAFF,
    "desk:partners_take": ACT_BEHIND_LOGIN,
    "desk:partner_list": (404, 404, 404, 302),  # for a partner, and of the parts given to them only
    "desk:register_sheet": STAFF,
    "desk:register_sheet_export": STAFF,
    "desk:gatherings": (200, 200, 200, 302),
    "desk:overview": DESK,
    "desk:step": ACT_BEHIND_LOGIN,
    "desk:part": STAFF,
    "desk:quotas": DESK,
    "desk:quota": STAFF,
    "desk:delegations": DESK,
    "desk:delegation": DESK,
    "desk:delegation_hold": ACT_BEHIND_LOGIN,
    "desk:delegation_order": ACT_BEHIND_LOGIN,
    "desk:delegation_link": ACT_BEHIND_LOGIN,
    "desk:orders": STAFF,
    "desk:orders_deposit": STAFF,
    "desk:orders_export": STAFF,
    "desk:registrations": DESK,
    "desk:export": STAFF,
    "desk:registration": DESK,
    "desk:decide": ACT_BEHIND_LOGIN,
    "desk:set_aside": ACT_BEHIND_LOGIN,
    "desk:withdraw": ACT_BEHIND_LOGIN,
    "desk:link": ACT_BEHIND_LOGIN,
    "desk:to_decide": STAFF,
    "desk:category": ACT_BEHIND_LOGIN,
    "desk:change": STAFF,
    "desk:replace": STAFF,
    "desk:second_form": ACT_BEHIND_LOGIN,
    "desk:passed_on": DESK,
    "desk:duplicates": STAFF,
    "desk:merge": STAFF,
    "desk:apart": ACT_BEHIND_LOGIN,
    "desk:signed": DESK,
    "desk:add": DESK,
    "desk:import": STAFF,
    "desk:import_template": STAFF,
    "desk:import_file": STAFF,
    "desk:import_columns": ACT_BEHIND_LOGIN,
    "desk:import_decide": ACT_BEHIND_LOGIN,
    "desk:import_take": ACT_BEHIND_LOGIN,
    "desk:import_leave": ACT_BEHIND_LOGIN,
    "desk:convocation": DESK,
    "desk:expected": DESK,
    "desk:expected_list": DESK,
    "desk:expected_export": STAFF,
    "desk:figures": DESK,
    "desk:figures_export": STAFF,
    "desk:figures_public": DESK,
    "desk:territories": DESK,
    "desk:territories_export": (404, 403, 404, 302),  # this directory holds no territory
    "desk:add_resident": (302, 302, 404, 302),  # this assembly expects no residents: it leads to the form for bodies
    "desk:needs": (403, 403, 404, 302),  # the access referent alone: tests/web/desk/test_needs.py
    "desk:needs_export": (403, 403, 404, 302),
    "desk:needs_names": ACT_BEHIND_LOGIN,
    "desk:pictures": ACT_BEHIND_LOGIN,
    "desk:trail": STAFF,
    "desk:mails": STAFF,
    "desk:messages": STAFF,
    "desk:message": STAFF,
    "desk:message_html": STAFF,
    "desk:use_message": ACT_BEHIND_LOGIN,
    "desk:send_reminder": ACT_BEHIND_LOGIN,
    "desk:send_moved": ACT_BEHIND_LOGIN,
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
        coach = {"key": "coach", "label": "Le car", "parts": ["eve", "day"], "seats": 500}
        yield load(changed(with_part(AARAU, "eve", has_meal=True), quotas=[coach]))


@pytest.fixture
def clients(facts: GatheringFacts) -> dict[str, Client]:
    return the_four(facts)


def a_slip(facts: GatheringFacts) -> int:
    """The id of a slip of the organiser, with nothing on it."""
    slip = EliminationSlip.objects.create(organiser_id=facts.organiser_id, prepared_at=clock.now(), prepared_by="R.")
    return slip.pk


def test_every_address_has_its_line() -> None:
    assert set(OURS) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_four_at(name: str, facts: GatheringFacts, clients: dict[str, Client]) -> None:
    receipt = people.registered(EXECUTIVE, facts, "eve", "day")
    deliver_due(now=clock.now())
    known = {
        "key": facts.key,
        "part": "eve",
        "quota": "coach",
        "token": receipt.token,
        "pk": receipt.registration_id,
        "form": "csv",
        "use": "badges",
        "organiser_key": facts.organiser_key,
        "index": 0,
        "kind": "reminder",
        "language": "fr",
        "mail_id": OutgoingMail.objects.order_by("id").values_list("pk", flat=True)[0],
    }
    if name == "desk:retry_mail":
        known["pk"] = known["mail_id"]
    if name == "desk:import_file":
        page = upload(clients["organiser"], facts.key, b"Nom;day\nRey;x\n")
        known["pk"] = page.address.rstrip("/").rpartition("/")[2]
    if name.startswith("slip"):
        known["pk"] = a_slip(facts)
    if ":delegation" in name:
        sent = delegation(facts, member("Egli", "day"), body="lindenau", buyer=BUYER, now=clock.now())
        here = {"public": sent.outcomes[0].registration_id, "desk": sent.delegation_id}
        known |= {"token": sent.token, "pk": here[name.partition(":")[0]]}
    if name in ("desk:merge", "desk:apart"):
        other = people.registered(people.HEAD, facts, "day").registration_id
        known |= {"keep": receipt.registration_id, "drop": other}
    if name == "public:no_mails":
        known["token"] = links.make(facts.organiser_id, EXECUTIVE.email)
    wanted = OURS[name].pattern.converters
    address = reverse(name, kwargs={argument: known[argument] for argument in wanted})
    answered = tuple(clients[person].get(address).status_code for person in PEOPLE)
    assert answered == EXPECTED[name], address


def test_an_address_of_nothing_is_not_found_by_anybody(clients: dict[str, Client]) -> None:
    nowhere = reverse("public:personal", args=[str(UUID(int=0))])
    assert {client.get(nowhere).status_code for client in clients.values()} == {404}
