"""Every address of the product, opened by the same four people; an address without a line here fails."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.following import links as follower_links
from filrouge.stages.following.actions import ask_to_follow
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.actions import publish_thing
from filrouge.stages.gatherings.enums import PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.store import keep
from filrouge.stages.privacy import links
from filrouge.stages.privacy.models import EliminationSlip
from filrouge.stages.registration import links as registration_links
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.delegations import BUYER, delegation, member
from tests.support.desk_factories import the_four
from tests.support.free_messages import a_free_message
from tests.support.gatherings import AARAU, changed, fresh_facts, load, with_part
from tests.support.invitation_addresses import INVITATION_ADDRESSES, of_invitations
from tests.support.letters import a_logo, a_small_letter
from tests.support.lists import upload
from tests.support.people import EXECUTIVE
from tests.support.press import RELEASES, release_at, says_the_press_number, with_press
from tests.support.privacy_addresses import OWN_ADDRESSES, a_proof
from tests.support.sending_addresses import ON_PAPER, SENDING_ADDRESSES, a_print_run, of_the_directory
from tests.support.settling_addresses import OF_SETTLING, SETTLING_ADDRESSES

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
    "public:news": OPEN,
    "public:sitemap": OPEN,
    "public:robots": OPEN,
    "public:gathering": OPEN,
    "public:archive": OPEN,
    "public:series": (404, 404, 404, 404),  # Aarau stands in no series and no process
    "public:process": (404, 404, 404, 404),
    "public:register": OPEN,
    "public:opening": (303, 303, 303, 303),  # nobody comes first in Aarau: it leads to the form
    "public:register_resident": (302, 302, 302, 302),  # no residents are expected: it leads to the form for bodies
    "public:follow": OPEN,
    "public:confirm_following": OPEN,
    "public:unfollow": OPEN,
    "public:publication": OPEN,
    "public:letter": OPEN,
    "public:press": OPEN,
    "public:logo": OPEN,
    "public:accreditation": OPEN,
    "public:release": OPEN,
    "public:release_file": OPEN,
    "public:release_annex": OPEN,
    "public:letter_file": OPEN,
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
    "public:feed": OPEN,
    "public:own_feed": OPEN,
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
    **OWN_ADDRESSES,
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
    **SENDING_ADDRESSES,
    **INVITATION_ADDRESSES,
    **SETTLING_ADDRESSES,
    "desk:telling": STAFF,
    "desk:telling_ask": ACT_BEHIND_LOGIN,
    "desk:telling_after_all": ACT_BEHIND_LOGIN,
    "desk:telling_preview": (404, 403, 404, 302),  # nobody is to be told anything
    "desk:telling_preview_html": (404, 403, 404, 302),
    "staff": STAFF,
    "staff_take": ACT_BEHIND_LOGIN,
    "legal": STAFF,
    "letterhead": STAFF,
    "letterhead_drop": ACT_BEHIND_LOGIN,
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
    "desk:start": (200, 403, 403, 302),
    "desk:publications": STAFF,
    "desk:take_back": ACT_BEHIND_LOGIN,
    "desk:followers": DESK,
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
    "desk:badges": STAFF,
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
    "desk:agenda": STAFF,
    "desk:agenda_switch": ACT_BEHIND_LOGIN,
    "desk:press": STAFF,
    "desk:press_contact": STAFF,
    "desk:release_correct": ACT_BEHIND_LOGIN,
    "desk:release_cancelled": ACT_BEHIND_LOGIN,
    "desk:press_list": STAFF,
    "desk:journalist_drop": ACT_BEHIND_LOGIN,
    "desk:accreditations": STAFF,
    "desk:accreditation_answer": ACT_BEHIND_LOGIN,
    "desk:release_start": ACT_BEHIND_LOGIN,
    "desk:release": STAFF,
    "desk:release_heading": STAFF,
    "desk:release_text": STAFF,
    "desk:release_annex": ACT_BEHIND_LOGIN,
    "desk:release_annex_take": ACT_BEHIND_LOGIN,
    "desk:release_annex_file": STAFF,
    "desk:release_issue": ACT_BEHIND_LOGIN,
    "desk:release_send": ACT_BEHIND_LOGIN,
    "desk:release_file": STAFF,
    "desk:letters": DESK,
    "desk:letter_start": ACT_BEHIND_LOGIN,
    "desk:letter": DESK,
    "desk:letter_heading": STAFF,
    "desk:letter_text": STAFF,
    "desk:letter_file": DESK,
    "desk:letter_signatory": ACT_BEHIND_LOGIN,
    "desk:letter_approve": ACT_BEHIND_LOGIN,
    "desk:letter_annex": ACT_BEHIND_LOGIN,
    "desk:letter_annex_take": ACT_BEHIND_LOGIN,
    "desk:letter_annex_file": DESK,
    "desk:letter_made": DESK,
    "desk:letter_issue": ACT_BEHIND_LOGIN,
    "desk:letter_erratum": ACT_BEHIND_LOGIN,
    "desk:letter_drop": ACT_BEHIND_LOGIN,
    "desk:letter_readers": STAFF,
    "desk:letter_send": ACT_BEHIND_LOGIN,
    "desk:contact": STAFF,
    "desk:contact_unwatch": ACT_BEHIND_LOGIN,
    "desk:mails": STAFF,
    "desk:messages": STAFF,
    "desk:message": STAFF,
    "desk:message_html": STAFF,
    "desk:use_message": ACT_BEHIND_LOGIN,
    "desk:new_free_message": STAFF,
    "desk:free_message": STAFF,
    "desk:edit_free_message": STAFF,
    "desk:free_message_html": STAFF,
    "desk:send_free_message": ACT_BEHIND_LOGIN,
    "desk:drop_free_message": ACT_BEHIND_LOGIN,
    "desk:tell_programme": ACT_BEHIND_LOGIN,
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
        yield load(changed(with_part(AARAU, "eve", has_meal=True), quotas=[coach], contacts=with_press(AARAU)))


@pytest.fixture
def clients(facts: GatheringFacts) -> dict[str, Client]:
    return the_four(facts)


def a_slip(facts: GatheringFacts) -> int:
    """The id of a slip of the organiser, with nothing on it."""
    slip = EliminationSlip.objects.create(organiser_id=facts.organiser_id, prepared_at=clock.now(), prepared_by="R.")
    return slip.pk


def a_follower(facts: GatheringFacts, name: str) -> str:
    """The token of a link of somebody who follows."""
    ask_to_follow(facts=facts, email="lectrice@ville.example", category="city", language="fr", now=clock.now())
    make = {"public:confirm_following": follower_links.to_confirm, "public:unfollow": follower_links.to_leave}[name]
    return make(Follower.objects.get().public_id, facts.id)


def a_letter(name: str, facts: GatheringFacts) -> dict[str, object]:
    """A letter with an annex that is made from the facts; issued for the public, with a file of that annex then."""
    on_paper = name in ON_PAPER
    read = name in ("public:letter", "public:letter_file", "desk:letter_annex_file")
    found = a_small_letter(facts, is_issued=read or on_paper)
    run = {"run": a_print_run(facts, found["pk"])} if on_paper else {}
    return {**found, **run, "form": "pdf", "signatory_id": 1}


def a_file(facts: GatheringFacts) -> str:
    """The key of a file that stands on the page."""
    kept = keep("rapport.pdf", [b"%PDF-1.7 rapport"])
    return publish_thing(
        gathering_id=facts.id,
        kind=PublicationKind.REPORT,
        title="Rapport",
        language="fr",
        kept=kept,
        actor=SYSTEM,
        now=clock.now(),
    )


def test_every_address_has_its_line() -> None:
    assert set(OURS) == set(EXPECTED)


def found_there(name: str, facts: GatheringFacts, token: str) -> dict[str, Any]:
    """What an address needs that no registration has; `token` is that of somebody's personal link."""
    if ":letter" in name:
        return a_letter(name, facts)
    if ":release" in name:
        return release_at(name, facts)
    if name in SETTLING_ADDRESSES:
        return OF_SETTLING
    if name in INVITATION_ADDRESSES:
        return of_invitations(name, facts)
    if name.startswith("slip"):
        return {"pk": a_slip(facts)}
    if name == "public:own_feed":
        read = registration_links.read(token)
        assert read is not None
        return {"token": registration_links.make(*read, use=registration_links.DIARY)}
    if name.endswith("free_message") or name == "desk:free_message_html":
        return {"pk": a_free_message(facts)}
    if name in ("public:confirm_following", "public:unfollow"):
        return {"token": a_follower(facts, name)}
    if name in ("public:publication", "desk:take_back"):
        return {"name": a_file(facts)}
    if name == "public:logo":
        return {"digest": a_logo(facts)}
    if name == "public:no_mails":
        return {"token": links.make(facts.organiser_id, EXECUTIVE.email)}
    if name.startswith("public:own_address"):
        return {"token": a_proof(facts)}
    return of_the_directory(name, facts)


@pytest.mark.behaviour("S3-B04")
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
        "series": "none",
        "name": "none",
        "step": "venue",
        "language": "fr",
        "news": "moved",
        "mail_id": OutgoingMail.objects.order_by("id").values_list("pk", flat=True)[0],
    }
    known |= found_there(name, facts, receipt.token)
    if name == "desk:retry_mail":
        known["pk"] = known["mail_id"]
    if name == "desk:import_file":
        page = upload(clients["organiser"], facts.key, b"Nom;day\nRey;x\n")
        known["pk"] = page.address.rstrip("/").rpartition("/")[2]
    if ":delegation" in name:
        sent = delegation(facts, member("Egli", "day"), body="lindenau", buyer=BUYER, now=clock.now())
        here = {"public": sent.outcomes[0].registration_id, "desk": sent.delegation_id}
        known |= {"token": sent.token, "pk": here[name.partition(":")[0]]}
    if name in ("desk:merge", "desk:apart"):
        other = people.registered(people.HEAD, facts, "day").registration_id
        known |= {"keep": receipt.registration_id, "drop": other}
    wanted = OURS[name].pattern.converters
    address = reverse(name, kwargs={argument: known[argument] for argument in wanted})
    answers = {person: clients[person].get(address) for person in PEOPLE}
    assert tuple(answer.status_code for answer in answers.values()) == EXPECTED[name], address
    if name.startswith("public:"):
        assert says_the_press_number(answers["stranger"]) is (name in RELEASES), address


def test_an_address_of_nothing_is_not_found_by_anybody(clients: dict[str, Client]) -> None:
    nowhere = reverse("public:personal", args=[str(UUID(int=0))])
    assert {client.get(nowhere).status_code for client in clients.values()} == {404}
