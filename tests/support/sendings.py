"""People of a directory, lists and sendings. All invented."""

from datetime import UTC, date, datetime
from typing import Any

from filrouge.core.postal import PostalAddress
from filrouge.ground.directory.contact_actions import ContactSaid, FunctionSaid, write_contact
from filrouge.ground.directory.models import Organisation, postal_columns
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.documents.queries import carried_with
from filrouge.stages.gatherings.audience import parse_rule
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions import leaving, preparing
from filrouge.stages.sendings.actions.lists import write_list
from filrouge.stages.sendings.facts import ListFacts, TextFacts
from filrouge.stages.sendings.models import Sending
from tests.support.gatherings import AARAU, changed, with_part

SENDER = Actor(kind=ActorKind.USER, label="Régine Oberli", user_id=1)
NOW = datetime(2023, 3, 15, 8, 0, tzinfo=UTC)

# For processes that know no other clock than that of the machine: nothing leaves about a gathering that is over.
AHEAD = changed(AARAU, registration={**AARAU["registration"], "deadline": "2093-04-14"})
for _key, _day in (("eve", "2093-05-11"), ("day", "2093-05-12")):
    AHEAD = with_part(AHEAD, _key, when=_day, weekday=None)

EXECUTIVES = {"all": [{"membership": "member"}, {"function": ["executive_member", "head_of_social_services"]}]}
EVERYBODY = {"open": True}


def contact(facts: GatheringFacts, name: str, **more: Any) -> int:
    """Somebody of the directory: “Anna Rey”, executive member of Lindenau unless told otherwise; their id."""
    given, _, family = name.partition(" ")
    functions = more.pop("functions", None)
    if functions is None:
        functions = (function(facts, more.pop("body", "lindenau"), more.pop("function", "executive_member")),)
    said: dict[str, Any] = {
        "language": "fr",
        "source": "Annuaire des villes 2023",
        "source_on": date(2023, 1, 10),
        "email": f"{given}.{family}@lindenau.example".lower().replace(" ", ""),
        **more,
    }
    return write_contact(
        organiser_id=facts.organiser_id,
        said=ContactSaid(given_name=given, family_name=family, functions=functions, **said),
        actor=SENDER,
        now=NOW,
    )


ROAD = PostalAddress(street="Rue du Marché", number="12", postcode="1299", town="Lindenau", country="CH")


def posted_to(facts: GatheringFacts, body: str = "lindenau", address: PostalAddress = ROAD) -> None:
    """From now on letters to this body have an address."""
    rows = Organisation.objects.filter(organiser_id=facts.organiser_id, key=body)
    assert rows.update(**postal_columns(address)) == 1


def function(facts: GatheringFacts, body: str, key: str, **more: Any) -> FunctionSaid:
    """A function for the body with this key."""
    found = Organisation.objects.get(organiser_id=facts.organiser_id, key=body) if body else None
    return FunctionSaid(organisation_id=found.pk if found else None, function=key, **more)


def recipient_list(facts: GatheringFacts, rule: Any = EVERYBODY, **more: Any) -> int:
    """A saved list; its id."""
    said = ListFacts(0, more.pop("name", "Exécutifs"), parse_rule(rule), **more)
    return write_list(facts=facts, said=said, actor=SENDER, now=NOW)


def sending(
    facts: GatheringFacts, list_id: int | None = None, *, texts: Any = None, letter: int | None = None, **more: Any
) -> int:
    """A sending that is being prepared, with a text in French, and perhaps an issued letter; its id."""
    setting: dict[str, Any] = {"name": "Invitation", "fallback": "fr", "batch_size": 100, "pause_minutes": 5, **more}
    pk = preparing.write_sending(
        facts=facts,
        setting=preparing.Setting(list_id=list_id or recipient_list(facts), **setting),
        actor=SENDER,
        now=NOW,
    )
    for language, (subject, body) in (texts or {"fr": ("Invitation à {name}", "Bonjour {name},\n\n{link}")}).items():
        preparing.write_text(facts=facts, sending_id=pk, text=TextFacts(language, subject, body), now=NOW)
    if letter is not None:
        preparing.choose_letter(facts=facts, sending_id=pk, letter_id=letter, now=NOW)
    return pk


def approve(facts: GatheringFacts, pk: int, *, now: datetime = NOW) -> int:
    """Approve it as it stands; how many receive it."""
    row = Sending.objects.get(pk=pk)
    carries = [one.id for one in carried_with(row.letter_id)] if row.letter_id else []
    seen = row.changed_at.isoformat()
    return preparing.approve(facts=facts, sending_id=pk, seen=seen, carries=carries, actor=SENDER, now=now)


def act(facts: GatheringFacts, pk: int, verb: str, *, now: datetime = NOW) -> None:
    """Start, pause, resume or stop it."""
    leaving.act(gathering_id=facts.id, sending_id=pk, verb=verb, actor=SENDER, now=now)


def started(facts: GatheringFacts, *, now: datetime = NOW, **more: Any) -> int:
    """A sending that is approved and runs; its id."""
    pk = sending(facts, **more)
    approve(facts, pk, now=now)
    act(facts, pk, "start", now=now)
    return pk
