"""A form that is sent with the number of something of another organiser: it is refused, never used, never shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml.html import HtmlElement

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import forget_facts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.models import Invitation
from filrouge.web.shell import clock
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page, post
from tests.support.gatherings import AARAU, HEALTH, with_part
from tests.support.letters import a_small_letter
from tests.support.organisers import points_elsewhere, rows_of
from tests.support.sending_addresses import of_bodies
from tests.support.sendings import contact, recipient_list, sending

pytestmark = pytest.mark.django_db

LATER = with_part(with_part(HEALTH, "morning", when="2023-06-01 morning"), "afternoon", when="2023-06-01 afternoon")
PAGES = (
    *("invite", "remind_invited", "list_add", "list", "sending_add", "sending_change", "sending", "letter"),
    *("letter_readers", "letter_print", "contact", "contact_change", "contact_add", "body_change", "body_join"),
)


def things_of(facts: GatheringFacts, name: str, body: str) -> dict[str, int]:
    """Somebody of the directory, invited; a list, a sending and a letter; a body and a territory."""
    person = contact(facts, name, body=body, function="")
    invite(facts=facts, contact_ids=[person], by_mail=False, actor=SYSTEM, now=clock.now())
    asked = recipient_list(facts, name=f"Liste {name}")
    return {
        "contact": person,
        "invitation": Invitation.objects.get(contact=person).pk,
        "list": asked,
        "sending": sending(facts, asked, name=f"Envoi {name}"),
        "letter": int(str(a_small_letter(facts, is_issued=bool(body))["pk"])),
        "body": of_bodies("body", facts) if body == "lindenau" else 0,
        "territory": of_bodies("territory_change", facts),
    }


def pages(facts: GatheringFacts, mine: dict[str, int]) -> Iterator[str]:
    for name in PAGES:
        kind = name.partition("_")[0]
        pk = [mine[kind]] if kind in mine and not name.endswith("_add") else []
        own = kind in ("contact", "body")
        address = reverse(name if own else f"desk:{name}", args=[facts.organiser_key if own else facts.key, *pk])
        yield f"{address}?q=rey" if name == "invite" else address


def numbered(form: HtmlElement) -> set[str]:
    """The fields of a form that hold the number of something: what is chosen, ticked or carried along."""
    found = form.xpath(".//select[option[number(@value)=number(@value)]] | .//input[number(@value)=number(@value)]")
    chosen = ("checkbox", "radio", "hidden", "select")
    return {str(one.get("name")) for one in found if one.get("name") and one.get("type", one.tag) in chosen}


def sent(page: Page, form: HtmlElement, field: str, number: int) -> Page:
    """The form with one field forged; the page after it."""
    pairs = [(name, value) for name, value in form.form_values() if name != field]
    return post(page.client, form.action or page.address, [*pairs, (field, str(number))])


def forged(page: Page, theirs: dict[str, Any]) -> Iterator[tuple[str, Page]]:
    """Each form of a page with each number of others in each of its fields: what was done, and the page after it."""
    for form in page.tree.xpath("//main//form[@method='post']"):
        for field in sorted(numbered(form)):
            for kind, number in theirs.items():
                forget_facts()
                with transaction.atomic():
                    yield f"{page.address}: {kind} as {field}", sent(page, form, field, number)
                    transaction.set_rollback(True)


def test_what_belongs_to_others_is_refused_in_every_form() -> None:
    with at():
        facts, other = gatherings.load(AARAU), gatherings.load(LATER)
        mine = things_of(facts, "Anna Rey", "lindenau")
        theirs = {kind: pk for kind, pk in things_of(other, "Zora Fremd", "").items() if pk}
        before, tried = rows_of(other.organiser_id), 0
        desk: Client = desk_of(Role.MANAGER, facts)
        for address in pages(facts, mine):
            for done, after in forged(open_page(desk, address), theirs):
                assert "Fremd" not in after.source, done
                if after.status not in (404, 422):
                    assert rows_of(other.organiser_id) == before, done
                    assert points_elsewhere() == [], done
                tried += 1
        assert tried > 30
