"""The addresses of contacts, lists and sendings, with what a GET answers to each of the four people."""

from filrouge.ground.directory.contact_file_actions import keep_file
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
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
    "desk:sending_approve": ACT_BEHIND_LOGIN,
    "desk:sending_act": ACT_BEHIND_LOGIN,
}


def of_the_directory(name: str, facts: GatheringFacts) -> dict[str, object]:
    """A contact, a list to which a sending goes, and a file that waits; nothing for an address of somebody else's."""
    if name not in SENDING_ADDRESSES or name == "public:bounces":
        return {}
    if name.startswith("public:bounces"):
        return {"service": "brevo", "secret": "invented"}
    person, asked = contact(facts, "Anna Rey"), recipient_list(facts)
    sent = sending(facts, asked)
    file = keep_file(
        organiser_id=facts.organiser_id,
        name="contacts.csv",
        source="Annuaire",
        source_on=clock.now().date(),
        drafts=(),
        dropped=(),
        actor=SYSTEM,
        now=clock.now(),
    )
    here = {"contact": person, "contacts": file, "list": asked, "sending": sent, "deliverability": 0}
    kind = name.removeprefix("desk:").partition("_")[0]
    return {"pk": here.get(kind, sent), "contact": person, "function": 1, "annex": 1, "verb": "start"}
