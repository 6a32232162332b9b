"""The registrations of the demonstration, made through the real actions: what is refused is really refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from filrouge.config.demonstration.names import Crowd
from filrouge.config.demonstration.plan import Planner
from filrouge.config.demonstration.planned import Body, Planned, cities_and_partners
from filrouge.config.demonstration.staff import HELPER, MANAGER, actor_for
from filrouge.ground.directory.models import Membership, Organisation
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import decide, register, withdraw
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.facts import Applicant, Application, Registrant

_OPEN_FOR = timedelta(days=20)
_REFUSAL = "La journée s’adresse aux villes membres et aux partenaires. La documentation vous sera envoyée."
Step = tuple[datetime, Callable[[datetime], object]]


@dataclass
class Registering:
    """Registers everybody of a plan, in order, over the past three weeks."""

    facts: GatheringFacts
    now: datetime

    def __post_init__(self) -> None:
        self.manager, self.helper = actor_for(MANAGER), actor_for(HELPER)
        self.planner = _planner(self.facts.organiser_id)
        self.assistants = {body.key: Crowd(self.planner.lot).draw(body.language) for body in self.planner.members}
        self.steps: list[Step] = []

    def run(self) -> None:
        """Take every step, what follows from a registration in its time."""
        plan = self.planner.plan()
        pause = _OPEN_FOR / (len(plan) + 1)
        for number, planned in enumerate(plan, start=1):
            moment = self.now - _OPEN_FOR + pause * number
            self._take_steps_until(moment)
            self._register(planned, number, moment)
        self._take_steps_until(self.now)

    def _take_steps_until(self, moment: datetime) -> None:
        due = sorted((step for step in self.steps if step[0] <= moment), key=lambda step: step[0])
        self.steps = [step for step in self.steps if step[0] > moment]
        for at, act in due:
            act(at)

    def _register(self, planned: Planned, number: int, moment: datetime) -> None:
        by_staff = planned.channel is not Channel.WEB
        actor = self.manager if planned.motive else self.helper if by_staff else REGISTRANT
        application = self._application(planned, number, moment)
        receipt = register(facts=self.facts, application=application, actor=actor, now=moment)
        if planned.after:
            follow = {
                "leaves_eve": (2, self._withdrawing(receipt.registration_id, ("eve",))),
                "withdraws": (4, self._withdrawing(receipt.registration_id, ("day",))),
                "accepted": (1, self._deciding(receipt.registration_id, accept=True)),
                "refused": (1, self._deciding(receipt.registration_id, accept=False)),
            }
            days, act = follow[planned.after]
            self.steps.append((min(moment + timedelta(days=days), self.now), act))

    def _application(self, planned: Planned, number: int, moment: datetime) -> Application:
        keyed_in_later = timedelta(days=1) if planned.channel is Channel.PAPER else timedelta()
        aside = frozenset({Obstacle.AUDIENCE}) if planned.motive else frozenset()
        return Application(
            applicant=self._applicant(planned, number),
            parts=planned.parts,
            language=planned.person.language,
            submission=uuid5(NAMESPACE_URL, f"demonstration/{number}"),
            received_at=moment - keyed_in_later,
            channel=planned.channel,
            registrant=self._registrant(planned),
            set_aside=dict.fromkeys(planned.parts, aside) if aside else {},
            motive=planned.motive,
        )

    def _applicant(self, planned: Planned, number: int) -> Applicant:
        # Every third paper form leaves the address empty, as paper forms do.
        has_address = planned.channel is not Channel.PAPER or number % 3
        return Applicant(
            name=planned.person.name,
            email=planned.person.address(planned.domain) if has_address else "",
            organisation_id=planned.body.id if planned.body else None,
            organisation_text=planned.body_text,
            organisation_kind=planned.body_kind,
            function=planned.function,
            function_text=planned.function_text,
        )

    def _registrant(self, planned: Planned) -> Registrant | None:
        if not planned.by_assistant or planned.body is None:
            return None
        assistant = self.assistants[planned.body.key]
        return Registrant(assistant.name, f"secretariat@{planned.body.key}.example")

    def _withdrawing(self, registration_id: int, parts: tuple[str, ...]) -> Callable[[datetime], object]:
        return lambda at: withdraw(registration_id=registration_id, parts=parts, actor=REGISTRANT, now=at)

    def _deciding(self, registration_id: int, *, accept: bool) -> Callable[[datetime], object]:
        motive = "" if accept else _REFUSAL
        return lambda at: decide(
            registration_id=registration_id, part="day", accept=accept, actor=self.manager, now=at, motive=motive
        )


def _planner(organiser_id: int) -> Planner:
    bodies = Organisation.objects.filter(organiser_id=organiser_id).order_by("key")
    held: dict[int, set[str]] = {}
    for pk, kind in (
        Membership.objects.filter(organisation__in=bodies).order_by("pk").values_list("organisation", "kind")
    ):
        held.setdefault(pk, set()).add(kind)
    rows = bodies.values_list("key", "pk", "territory__key", "kind")
    cards = {key: (pk, canton or "", frozenset(held.get(pk, ()))) for key, pk, canton, _ in rows}
    members, partners = cities_and_partners(cards)
    neither = next(key for key, _, _, kind in rows if kind == "city" and not cards[key][2])
    return Planner(members, partners, Body(cards[neither][0], neither))
