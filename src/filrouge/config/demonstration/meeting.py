"""What every step of the demonstration's second crowd needs: the gathering, the moment, who acts, and people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from filrouge.config.demonstration.names import Crowd, Person
from filrouge.config.demonstration.planned import Body
from filrouge.config.demonstration.staff import HELPER, MANAGER, REFERENT, actor_for
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import REGISTRANT, Actor
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.registration.actions import Outcome, register_many
from filrouge.stages.registration.facts import Applicant, Application, SaidNeed

SEED = 2026


@dataclass
class Meeting:
    """One gathering, seen from `now`."""

    facts: GatheringFacts
    now: datetime
    seed: int = SEED
    sent: int = field(default=0, init=False)
    steps: list[tuple[float, Callable[[], object]]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.lot = Random(self.seed)  # noqa: S311 not a secret: always the same crowd
        self.crowd = Crowd(self.lot)
        self.manager, self.helper, self.referent = map(actor_for, (MANAGER, HELPER, REFERENT))
        rows = Organisation.objects.filter(organiser_id=self.facts.organiser_id).order_by("key")
        self.bodies = {key: Body(pk, key, canton or "") for pk, key, canton in rows.values_list(*_COLUMNS)}
        members = rows.filter(memberships__kind="member").values_list("key", flat=True)
        self.members = [self.bodies[key] for key in members]

    def look_again(self) -> GatheringFacts:
        """The gathering as it is by now."""
        facts = facts_by_key(self.facts.key)
        if facts is None:
            raise LookupError(self.facts.key)
        self.facts = facts
        return facts

    def ago(self, days: float) -> datetime:
        """So many days before now."""
        return self.now - timedelta(days=days)

    def later(self, days: float, act: Callable[[], object]) -> None:
        """Plan what happens so many days before now; steps may plan further ones."""
        self.steps.append((days, act))

    def run(self) -> None:
        """Take every step in its time, so that the trail tells them in order."""
        while self.steps:
            first = max(self.steps, key=lambda step: step[0])
            self.steps.remove(first)
            first[1]()

    def part(self, key: str) -> PartFacts:
        """A part that must be there."""
        return next(part for part in self.facts.parts if part.key == key)

    def form(self) -> UUID:
        """The key of another form."""
        self.sent += 1
        return uuid5(NAMESPACE_URL, f"demonstration/{self.facts.key}/{self.sent}")

    def applicant(self, body: Body | None, function: str = "", **more: Any) -> tuple[Person, Applicant]:
        """Somebody new of a body, or of none."""
        person = self.crowd.draw(body.language if body else "fr")
        said: dict[str, Any] = {"email": person.address(body.key if body else "adresse"), **more}
        return person, Applicant(name=person.name, organisation_id=body.id if body else None, function=function, **said)

    def application(
        self,
        body: Body | None,
        parts: Sequence[str],
        *,
        at: datetime,
        function: str = "",
        channel: Channel = Channel.WEB,
        needs: tuple[SaidNeed, ...] = (),
        **more: Any,
    ) -> Application:
        """The wish of somebody new, as it came at a moment; `more` are fields of the applicant."""
        person, applicant = self.applicant(body, function, **more)
        return Application(
            applicant=applicant,
            parts=tuple(parts),
            language=person.language if person.language in self.facts.languages else "fr",
            submission=self.form(),
            received_at=at,
            channel=channel,
            needs=needs,
        )

    def register(
        self, applications: Sequence[Application], at: datetime, actor: Actor = REGISTRANT
    ) -> tuple[Outcome, ...]:
        """Register several people at once."""
        return register_many(facts=self.facts, applications=applications, actor=actor, now=at)


_COLUMNS = ("pk", "key", "territory__key")
