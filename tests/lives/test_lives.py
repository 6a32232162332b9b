"""Random lives of a gathering's registrations: after every step the tables say what the model says."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import (
    NothingTaken,
    change,
    decide,
    register,
    set_aside,
    set_capacity,
    set_deadline,
    withdraw,
)
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.models import PartRegistration, PartSeats
from filrouge.stages.registration.queries import registration_by_id
from tests.lives.model import Model
from tests.support.small_gathering import DEADLINE, FUNCTIONS, facts_now, small_gathering, somebody, wish
from tests.support.soundness import wrong_trail

NUMBERS = count(1)
PARTS = st.sampled_from([["eve"], ["day"], ["eve", "day"]])
PART = st.sampled_from(["eve", "day"])
FUNCTION = st.sampled_from(FUNCTIONS)
SEATS = st.one_of(st.integers(0, 3), st.none())
ASIDE = st.sampled_from(["audience", "deadline", "capacity"])
ANYBODY = st.integers(0, 99)
PASSING = st.sampled_from([timedelta(minutes=1), timedelta(days=1), timedelta(days=40)])


class Lives(RuleBasedStateMachine):
    """People and organiser do what they like; model and product are told the same."""

    facts: GatheringFacts
    model: Model

    @initialize(eve=SEATS, day=SEATS)
    def begin(self, eve: int | None, day: int | None) -> None:
        """A gathering of its own for every life."""
        self.facts = small_gathering(eve=eve, day=day, key=f"life-{next(NUMBERS)}")
        self.model = Model(eve, day)

    def pick(self, number: int, fits: Callable[[str], bool], part: str) -> int | None:
        """Somebody whose state for a part fits, if there is anybody."""
        people = [pk for pk, person in self.model.people.items() if fits(person.states.get(part, ""))]
        return people[number % len(people)] if people else None

    @rule(parts=PARTS, function=FUNCTION)
    def come(self, parts: list[str], function: str) -> None:
        """Somebody registers."""
        application = wish(*parts, who=somebody(function=function), at=self.model.now)
        facts = facts_now(self.facts.id)
        pk = None
        try:
            receipt = register(facts=facts, application=application, actor=REGISTRANT, now=self.model.now)
            pk, answers = receipt.registration_id, receipt.answers
        except NothingTaken as refusal:
            answers = refusal.answers
        expected = self.model.register(pk, parts, function)
        assert {answer.part.key: answer.state.value for answer in answers} == expected
        assert (pk is None) == all(state == "refused" for state in expected.values())
        for answer in answers:
            if answer.state.value == "waiting":
                assert answer.position == len(self.model.waiting[answer.part.key])

    @precondition(lambda self: self.model.people)
    @rule(number=ANYBODY, parts=PARTS)
    def go(self, number: int, parts: list[str]) -> None:
        """Somebody gives parts back."""
        pk = list(self.model.people)[number % len(self.model.people)]
        withdraw(registration_id=pk, parts=parts, actor=REGISTRANT, now=self.model.now)
        self.model.withdraw(pk, parts)

    @precondition(lambda self: self.model.people)
    @rule(number=ANYBODY, parts=PARTS, function=FUNCTION)
    def turn(self, number: int, parts: list[str], function: str) -> None:
        """Somebody changes parts and function."""
        pk = list(self.model.people)[number % len(self.model.people)]
        known = registration_by_id(gathering_id=self.facts.id, registration_id=pk)
        assert known is not None
        application = wish(*parts, who=somebody(known.name.family, function=function), at=self.model.now)
        facts = facts_now(self.facts.id)
        change(registration_id=pk, facts=facts, application=application, actor=REGISTRANT, now=self.model.now)
        self.model.change(pk, parts, function)

    @rule(number=ANYBODY, part=PART, accept=st.booleans())
    def judge(self, number: int, part: str, accept: bool) -> None:
        """The organiser answers a request, if there is one."""
        pk = self.pick(number, lambda state: state == "requested", part)
        if pk is not None:
            decide(registration_id=pk, part=part, accept=accept, actor=SYSTEM, now=self.model.now, motive="so")
            self.model.decide(pk, part, accept)

    @rule(number=ANYBODY, part=PART, aside=ASIDE)
    def except_(self, number: int, part: str, aside: str) -> None:
        """The organiser makes an exception for somebody who has not what they wished."""
        pk = self.pick(number, lambda state: state in {"requested", "refused", "waiting"}, part)
        if pk is not None:
            set_aside(
                registration_id=pk, part=part, obstacle=Obstacle(aside), motive="so", actor=SYSTEM, now=self.model.now
            )
            self.model.set_aside(pk, part, aside)

    @rule(part=PART, capacity=SEATS)
    def resize(self, part: str, capacity: int | None) -> None:
        """The organiser changes a capacity."""
        facts = facts_now(self.facts.id)
        set_capacity(facts=facts, part=part, capacity=capacity, actor=SYSTEM, now=self.model.now)
        self.model.set_capacity(part, capacity)

    @rule(part=PART, days=st.integers(-80, 25))
    def delay(self, part: str, days: int) -> None:
        """The organiser moves a deadline."""
        deadline = DEADLINE + timedelta(days=days)
        facts = facts_now(self.facts.id)
        set_deadline(facts=facts, part=part, deadline=deadline, actor=SYSTEM, now=self.model.now)
        self.model.deadline[part] = deadline

    @rule(by=PASSING)
    def wait(self, by: timedelta) -> None:
        """Time passes: past deadlines, past the last promotion, past the gathering."""
        self.model.now += by

    @invariant()
    def tables_say_the_same(self) -> None:
        """States, order of the lists, counts."""
        rows = PartRegistration.objects.filter(part__gathering_id=self.facts.id).order_by("queue_number", "pk")
        states = {(row.registration_id, row.part_id): row.state for row in rows}
        parts = {part.id: part.key for part in self.facts.parts}
        assert {(pk, parts[part]): state for (pk, part), state in states.items()} == {
            (pk, part): state for pk, person in self.model.people.items() for part, state in person.states.items()
        }
        for pk, key in parts.items():
            waiting = [row.registration_id for row in rows if (row.part_id, row.state) == (pk, "waiting")]
            assert waiting == self.model.waiting[key]
            self.counts_are(pk, key)

    def counts_are(self, pk: int, key: str) -> None:
        """The row of the seats, once there is one."""
        seats = PartSeats.objects.filter(pk=pk).first()
        counted = (seats.confirmed, seats.waiting, seats.capacity) if seats else (0, 0, self.model.capacity[key])
        model = self.model
        assert counted == (len(model.seated[key]), len(model.waiting[key]), model.capacity[key])

    @invariant()
    def trail_says_the_same(self) -> None:
        """Every act has its line, in order, and played from the beginning they end where the rows are."""
        entries = AuditEntry.objects.filter(gathering_id=self.facts.id, subject_kind="registration").order_by("id")
        told = [(verb.removeprefix("registration:"), int(pk)) for verb, pk in entries.values_list("verb", "subject_id")]
        assert told == self.model.trail
        assert list(wrong_trail(self.facts.id)) == []


def live(*, examples: int, steps: int, repeatable: bool = False) -> None:
    """So many lives of so many steps; `repeatable` ones are the same in every run."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    lives = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=checks,
        database=None,
        derandomize=repeatable,
    )
    run_state_machine_as_test(Lives, settings=lives)


@pytest.mark.django_db
def test_lives() -> None:
    """Fifty lives of twenty-five steps."""
    live(examples=50, steps=25, repeatable=True)


@pytest.mark.long
@pytest.mark.django_db
def test_many_long_lives() -> None:
    """A thousand lives of sixty steps."""
    live(examples=1000, steps=60)


@pytest.mark.django_db
def test_a_place_beyond_the_capacity_survives_a_change_of_function() -> None:
    """Found by a life: the exception for a seat too many was lost when its holder changed function and back."""
    life = Lives()
    life.begin(eve=0, day=0)
    life.come(parts=["eve"], function="executive")
    life.except_(number=0, part="eve", aside="capacity")
    life.turn(number=0, parts=["eve"], function="guest")
    life.turn(number=0, parts=["eve"], function="executive")
    life.tables_say_the_same()


@pytest.mark.django_db
def test_an_accepted_request_is_not_asked_again_when_it_moves_up() -> None:
    """Found while writing the model: whom the organiser accepted came back to be decided once more."""
    life = Lives()
    life.begin(eve=0, day=0)
    life.come(parts=["day"], function="expert")
    life.judge(number=0, part="day", accept=True)
    life.resize(part="day", capacity=1)
    life.tables_say_the_same()
    assert life.model.seated["day"] == list(life.model.people)
