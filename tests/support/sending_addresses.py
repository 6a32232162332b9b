"""The addresses of bodies, contacts, lists and sendings, with what a GET answers to each of the four people."""

from typing import Any

from filrouge.ground.directory.contact_file_actions import keep_file
from filrouge.ground.directory.enums import FileKind, TerritoryKind
from filrouge.ground.directory.models import Organisation
from filrouge.ground.directory.territory_actions import TerritorySaid, write_territory
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.printing import print_letters
from filrouge.web.shell import clock
from tests.support.letters import a_small_letter
from tests.support.sendings import contact, recipient_list, sending

STAFF = (200, 403, 404, 302)
ACT = (405, 405, 405, 405)
ACT_BEHIND_LOGIN = (405, 405, 405, 302)

SENDING_ADDRESSES: dict[str, tuple[int, int, int, int]] = {
    "public:bounces": ACT,
    "public:bounces_of": ACT,
    "public:bounces_by_address": ACT,
    "contacts": STAFF,
    "contact_add": STAFF,
    "contact": STAFF,
    "contact_change": STAFF,
    "contact_data": STAFF,
    "contact_function_add": ACT_BEHIND_LOGIN,
    "contact_function_end": ACT_BEHIND_LOGIN,
    "contact_erase": ACT_BEHIND_LOGIN,
    "contacts_import": STAFF,
    "contacts_file": STAFF,
    "contacts_take": ACT_BEHIND_LOGIN,
    "contacts_leave": ACT_BEHIND_LOGIN,
    "bodies": STAFF,
    "body_add": STAFF,
    "body": STAFF,
    "body_change": STAFF,
    "body_membership": ACT_BEHIND_LOGIN,
    "body_membership_drop": ACT_BEHIND_LOGIN,
    "body_join": STAFF,
    "body_drop": ACT_BEHIND_LOGIN,
    "bodies_import": STAFF,
    "bodies_file": STAFF,
    "bodies_take": ACT_BEHIND_LOGIN,
    "bodies_leave": ACT_BEHIND_LOGIN,
    "territories_kept": STAFF,
    "territory_add": STAFF,
    "territory_change": STAFF,
    "deliverability": STAFF,
    "desk:lists": STAFF,
    "desk:list_add": STAFF,
    "desk:list": STAFF,
    "desk:list_change": STAFF,
    "desk:list_drop": ACT_BEHIND_LOGIN,
    "desk:sendings": STAFF,
    "desk:sending_add": STAFF,
    "desk:sending": STAFF,
    "desk:sending_change": STAFF,
    "desk:sending_text": STAFF,
    "desk:sending_letter": ACT_BEHIND_LOGIN,
    "desk:sending_approve_anew": ACT_BEHIND_LOGIN,
    "desk:sending_read_again": ACT_BEHIND_LOGIN,
    "desk:sending_correct": ACT_BEHIND_LOGIN,
    "desk:sending_annex_add": ACT_BEHIND_LOGIN,
    "desk:sending_annex_put": ACT_BEHIND_LOGIN,
    "desk:sending_annex_drop": ACT_BEHIND_LOGIN,
    "desk:sending_preview": STAFF,
    "desk:sending_preview_html": STAFF,
    "desk:sending_preview_letter": STAFF,
    "desk:sending_approve": ACT_BEHIND_LOGIN,
    "desk:sending_act": ACT_BEHIND_LOGIN,
    "desk:letter_required": ACT_BEHIND_LOGIN,
    "desk:letter_print": STAFF,
    "desk:letter_run": STAFF,
    "desk:letter_run_file": STAFF,
}
ON_PAPER = frozenset({"desk:letter_print", "desk:letter_run", "desk:letter_run_file"})


def a_print_run(facts: GatheringFacts, letter: Any) -> int:
    """The id of a print run of an issued letter, for somebody without an e-mail address."""
    contact(facts, "Otto Keller", email="")
    asked = recipient_list(facts, name="Sur papier")
    what: dict[str, Any] = {"letter_id": letter, "list_id": asked, "all_of_them": False}
    return print_letters(facts=facts, **what, actor=SYSTEM, now=clock.now())


def a_file(facts: GatheringFacts, kind: FileKind = FileKind.CONTACTS) -> int:
    """The id of a file without lines that waits."""
    return keep_file(
        organiser_id=facts.organiser_id,
        kind=kind,
        name="contacts.csv",
        source="Annuaire",
        source_on=clock.now().date(),
        drafts=(),
        dropped=(),
        actor=SYSTEM,
        now=clock.now(),
    )


def of_bodies(name: str, facts: GatheringFacts) -> int:
    """The id of a body, of a territory, or of a file of bodies that waits."""
    if name.startswith("bodies"):
        return a_file(facts, FileKind.BODIES)
    if name.startswith("territor"):
        said = TerritorySaid({"fr": "Vallée"}, TerritoryKind.REGION)
        return write_territory(organiser_id=facts.organiser_id, said=said, actor=SYSTEM, now=clock.now())
    return Organisation.objects.get(organiser_id=facts.organiser_id, key="lindenau").pk


def of_the_directory(name: str, facts: GatheringFacts) -> dict[str, object]:
    """A contact, a list to which a sending goes, and a file that waits; nothing for an address of somebody else's."""
    if name not in SENDING_ADDRESSES or name == "public:bounces":
        return {}
    if name.startswith("public:bounces"):
        return {"service": "brevo", "secret": "invented"}
    if name.startswith(("body", "bodies", "territor")):
        return {"pk": of_bodies(name, facts), "kind": "member"}
    person, asked = contact(facts, "Anna Rey"), recipient_list(facts)
    letter = a_small_letter(facts, is_issued=True)["pk"] if name == "desk:sending_preview_letter" else None
    sent = sending(facts, asked, letter=letter)
    file = a_file(facts)
    here = {"contact": person, "contacts": file, "list": asked, "sending": sent, "deliverability": 0}
    kind = name.removeprefix("desk:").partition("_")[0]
    more = {"letter": letter, "function": 1, "annex": 1, "verb": "start"}
    return {"pk": here.get(kind, sent), "contact": person, **more}
