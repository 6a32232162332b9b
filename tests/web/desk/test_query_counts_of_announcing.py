"""How many queries each list of announcing takes: the same with two rows as with six."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.documents.actions import start_letter
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.actions.relays import make_relay
from filrouge.stages.planning.actions.proposals import ProposalSaid, record_proposal
from filrouge.stages.press.actions import ask_to_come, list_journalist, start_release
from filrouge.web.shell import clock
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.free_messages import a_free_message
from tests.support.gatherings import AARAU, changed
from tests.support.press import ASKED, JOURNALIST
from tests.support.sending_addresses import a_file
from tests.support.sendings import contact, recipient_list, sending

pytestmark = pytest.mark.django_db

SERIES = {"key": "printemps", "name": "Printemps", "edition": 1, "editions": [{"number": 1, "year": 2023}]}
PAGES = (
    *("overview", "messages", "trail", "invitations", "invite", "remind_invited", "relays", "passed_on", "telling"),
    *("press", "press_list", "accreditations", "lists", "sendings", "letters", "proposals", "series", "calendar"),
)
OF_THE_ORGANISER = ("contacts", "bodies", "contacts_import", "objections", "retention")


def one_more_of_each(facts: GatheringFacts, number: int) -> None:
    about: dict[str, Any] = {"facts": facts, "actor": SYSTEM, "now": clock.now()}
    pk = contact(facts, f"Anna Rey-{number}")
    invite(contact_ids=[pk], by_mail=True, **about)
    make_relay(name=f"Relais {number}", organisation_id=None, **about)
    journalist: dict[str, Any] = {**JOURNALIST, "email": f"j{number}@radio.example", "source_on": clock.now().date()}
    list_journalist(**journalist, **about)
    ask_to_come(facts=facts, **{**ASKED, "email": f"a{number}@radio.example"}, language="fr", now=clock.now())
    start_release(**about)
    start_letter(**about)
    a_free_message(facts)
    sending(facts, recipient_list(facts, name=f"Liste {number}"), name=f"Envoi {number}")
    a_file(facts)
    said = ProposalSaid({"fr": f"Un guichet {number}"}, "", "", ProposalState.NO_ANSWER, None, {})
    record_proposal(number=1, said=said, **about)


def counted(desk: Client, facts: GatheringFacts) -> dict[str, int]:
    """How many queries each page takes, once what is read once per process is read."""
    addresses = {name: reverse(f"desk:{name}", args=[facts.key]) for name in PAGES}
    addresses |= {name: reverse(name, args=[facts.organiser_key]) for name in OF_THE_ORGANISER}
    addresses["invite"] += "?q=rey"
    found = {}
    for name, address in addresses.items():
        assert desk.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        found[name] = len(queries)
    return found


def test_as_many_queries_for_two_rows_as_for_six() -> None:
    with at():
        facts = gatherings.load(changed(AARAU, series=SERIES))
        desk = desk_of(Role.MANAGER, facts)
        for number in range(2):
            one_more_of_each(facts, number)
        few = counted(desk, facts)
        for number in range(2, 6):
            one_more_of_each(facts, number)
        assert counted(desk, facts) == few
