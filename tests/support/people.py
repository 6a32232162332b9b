"""People for tests, all invented: the same few on every page, and as many more as a waiting list needs."""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.test import Client

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.ground.directory.queries import body_by_name
from filrouge.ground.people.actions import give_role
from filrouge.ground.people.actors import REGISTRANT, SYSTEM, Actor
from filrouge.ground.people.enums import ActorKind, Role
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import Receipt, register
from filrouge.stages.registration.facts import Applicant, Application, Registrant
from tests.support.clock import SPRING, instant
from tests.support.gatherings import AARAU, load, with_part


@dataclass(frozen=True)
class Person:
    """Who fills the form, as they would type it."""

    given: str
    family: str
    email: str
    organisation: str
    function: str = ""
    function_text: str = ""

    @property
    def full(self) -> str:
        """The name as it is shown."""
        return f"{self.given} {self.family}"

    @property
    def answers(self) -> dict[str, str]:
        """The answers of the form, by the name of the field."""
        return {
            "given_name": self.given,
            "family_name": self.family,
            "email": self.email,
            "organisation": self.organisation,
            "function": self.function,
            "function_text": self.function_text,
        }

    def but(self, **other: str) -> "Person":
        """The same person with something else."""
        return replace(self, **other)


EXECUTIVE = Person("Béatrice", "de La Tour", "b.delatour@lindenau.example", "Ville de Lindenau", "executive_member")
"""An executive member of a member city: admitted to everything."""
HEAD = Person("Ueli", "Brändli", "ueli.braendli@rosieres.example", "Ville de Rosières", "head_of_social_services")
"""A head of social services of a member city: admitted to everything."""
OFFICER = Person("Jeanne", "d’Orfeuil", "j.dorfeuil@lindenau.example", "Ville de Lindenau", "project_officer")
"""Right city, wrong function: the day only."""
PARTNER = Person("Marc-Antoine", "Pittet", "m.pittet@entraide.example", "Entraide romande", "director")
"""A partner's professional: the day only."""
STRANGER = Person("Nadège", "Collombin", "nadege@montclair.example", "Ville de Montclair", "head_of_social_services")
"""Right function, city neither member nor partner: the organiser decides on the day."""
ASSISTANT = Person("Odile", "Sautier", "secretariat@lindenau.example", "")
"""A secretary, who registers somebody else."""

_NAMES = (
    "Aebi",
    "Bonvin",
    "Chappuis",
    "Darbellay",
    "Egli",
    "Favre",
    "Gerber",
    "Huguenin",
    "Imhof",
    "Jaquet",
    "Keller",
    "Lachat",
    "Monnier",
    "Nydegger",
    "Oberson",
    "Progin",
    "Quartier",
    "Rochat",
    "Savary",
    "Tanner",
    "Udry",
    "Vonlanthen",
    "Wicky",
    "Yerly",
    "Zurbriggen",
)


def another(number: int) -> Person:
    """One more executive member of a member city; a different one for each number."""
    family = _NAMES[number % len(_NAMES)] + ("" if number < len(_NAMES) else f" {number // len(_NAMES) + 1}")
    return Person("Dominique", family, f"d.{number}@lindenau.example", "Ville de Lindenau", "executive_member")


def applicant(person: Person, facts: GatheringFacts, *, now: datetime | None = None) -> Applicant:
    """Who comes, with the body found in the directory as the form finds it."""
    on = days.local_day(now or datetime.now(UTC), facts.zone)
    body = body_by_name(organiser_id=facts.organiser_id, name=person.organisation, on=on)
    return Applicant(
        name=PersonName(person.given, person.family),
        email=person.email,
        organisation_id=body.id if body else None,
        organisation_text=person.organisation,
        function=person.function,
        function_text=person.function_text,
    )


def application(
    person: Person, facts: GatheringFacts, *parts: str, registrant: Person | None = None, **more: object
) -> Application:
    """A wish to take parts, as the form makes it."""
    now = datetime.now(UTC)
    by = Registrant(PersonName(registrant.given, registrant.family), registrant.email) if registrant else None
    values: dict[str, object] = {"language": "fr", "submission": uuid.uuid4(), "received_at": now, **more}
    return Application(applicant=applicant(person, facts), parts=parts, registrant=by, **values)  # type: ignore[arg-type]


def registered(
    person: Person,
    facts: GatheringFacts,
    *parts: str,
    registrant: Person | None = None,
    actor: Actor = REGISTRANT,
    **more: object,
) -> Receipt:
    """Register somebody now, by the action that the form calls."""
    wish = application(person, facts, *parts, registrant=registrant, **more)
    return register(facts=facts, application=wish, actor=actor, now=datetime.now(UTC))


def crowd(facts: GatheringFacts, count: int, *parts: str, first: int = 0) -> list[Receipt]:
    """So many executive members of a member city, registered one after the other."""
    return [registered(another(number), facts, *parts) for number in range(first, first + count)]


def staff(facts: GatheringFacts, role: Role = Role.MANAGER) -> Client:
    """Somebody of the organiser, signed in at the desk."""
    user = give_role(
        email=f"{role}@desk.example",
        name="Camille Rey",
        organiser=Organiser.objects.get(pk=facts.organiser_id),
        role=role,
        actor=SYSTEM,
        now=datetime.now(UTC),
    )
    client = Client(headers={"accept-language": "fr"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


NOW = instant(SPRING)
"""When acts happen, unless a test says otherwise."""
DESK = Actor(kind=ActorKind.USER, label="Camille Rey", user_id=7)
"""Somebody of the organiser, as actions know them."""


def small_eve(capacity: int | None = 1) -> GatheringFacts:
    """The assembly with so many seats for the eve."""
    return load(with_part(AARAU, "eve", capacity=capacity))
