"""A gathering of two parts, made of plain rows: an eve with few seats, for executives, and a day open to more people.

For tests that need many registrations and no pages. An executive is admitted everywhere; an expert is refused the eve
and has to ask for the day; a guest is refused the eve and admitted to the day.
"""

import os
from datetime import UTC, date, datetime, time
from itertools import count
from uuid import uuid4

from filrouge.core.names import PersonName
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import GatheringKind, GatheringState, Otherwise, PartKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.gatherings.queries import facts_by_id, forget_facts
from filrouge.stages.registration.facts import Applicant, Application

ZONE = "Europe/Zurich"
EVE, DAY = date(2027, 6, 11), date(2027, 6, 12)
DEADLINE = date(2027, 5, 14)
OPEN = datetime(2027, 3, 1, 9, tzinfo=UTC)
FUNCTIONS = ("executive", "expert", "guest")
NUMBERS = count(1)


def small_gathering(*, eve: int | None = 5, day: int | None = None, key: str = "small") -> GatheringFacts:
    """The gathering with these capacities, open for registration."""
    forget_facts()  # ids come again from one test to the next
    organiser, _ = Organiser.objects.get_or_create(key="network", defaults={"name": {"fr": "Le Réseau"}})
    gathering = Gathering.objects.create(
        organiser=organiser,
        key=key,
        kind=GatheringKind.ASSEMBLY.value,
        state=GatheringState.REGISTRATION_OPEN.value,
        language="fr",
        languages=["fr"],
        country="CH",
        zone=ZONE,
        title={"fr": "Assemblée"},
        town={"fr": "Aarau"},
        deadline=DEADLINE,
        vocabulary={"functions": [function(name) for name in FUNCTIONS]},
    )
    add_parts(gathering, eve=eve, day=day)
    return facts_now(gathering.pk)


def add_parts(gathering: Gathering, *, eve: int | None, day: int | None) -> None:
    """An eve for executives only, and a day for which others may ask."""
    Part.objects.create(
        gathering=gathering,
        key="eve",
        position=0,
        kind=PartKind.EVE.value,
        title={"fr": "Veille"},
        when=str(EVE),
        first_day=EVE,
        starts_at=time(18),
        ends_at=time(22),
        capacity=eve,
        audience={"function": ["executive"]},
    )
    Part.objects.create(
        gathering=gathering,
        key="day",
        position=1,
        kind=PartKind.DAY.value,
        title={"fr": "Journée"},
        when=str(DAY),
        first_day=DAY,
        starts_at=time(9),
        ends_at=time(17),
        capacity=day,
        audience={"function": ["executive", "guest"]},
        otherwise=Otherwise.ORGANISER_DECIDES.value,
    )


def function(name: str) -> dict[str, object]:
    """A function of the gathering's list."""
    return {"key": name, "label": {"fr": name.capitalize()}, "plural": {"fr": f"{name}s"}}


def facts_now(gathering_id: int) -> GatheringFacts:
    """The facts as they stand."""
    facts = facts_by_id(gathering_id)
    assert facts is not None
    return facts


def somebody(name: str = "", *, function: str = "executive", email: str | None = None) -> Applicant:
    """A person with a name of their own and, unless another is given, an address of their own."""
    name = name or f"Person{next(NUMBERS)}n{os.getpid()}"
    address = f"{name.lower()}@example.ch" if email is None else email
    return Applicant(name=PersonName("Anna", name), email=address, organisation_text="Aarau", function=function)


def wish(*parts: str, who: Applicant | None = None, at: datetime = OPEN) -> Application:
    """A wish of somebody for parts, by a form of its own."""
    return Application(
        applicant=who or somebody(), parts=parts or ("eve",), language="fr", submission=uuid4(), received_at=at
    )
