"""The life of a gathering and what its documents need."""

import pytest

from filrouge.core.states import ForbiddenTransition
from filrouge.core.text import Translated
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, DocumentKind, GatheringState
from filrouge.stages.gatherings.facts import UNSAID, BodyFacts, ContactFacts
from filrouge.stages.gatherings.rules import DOCUMENT_OF_STATE, STATES, Fact, next_document, readiness
from tests.support.plain_facts import a_gathering, a_part

S = GatheringState
ORGANISER = BodyFacts(role=BodyRole.ORGANISER, key="network", name=Translated.of("Le Réseau", "fr"))
TOWN = Translated.of("Aarau", "fr")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.DRAFT, {S.SAVE_THE_DATE, S.INVITATION_SENT, S.REGISTRATION_OPEN, S.CANCELLED}),
        (S.SAVE_THE_DATE, {S.INVITATION_SENT, S.REGISTRATION_OPEN, S.POSTPONED, S.CANCELLED}),
        (S.INVITATION_SENT, {S.REGISTRATION_OPEN, S.REGISTRATION_CLOSED, S.HELD, S.POSTPONED, S.CANCELLED}),
        (S.REGISTRATION_OPEN, {S.REGISTRATION_CLOSED, S.HELD, S.POSTPONED, S.CANCELLED}),
        (S.REGISTRATION_CLOSED, {S.REGISTRATION_OPEN, S.HELD, S.POSTPONED, S.CANCELLED}),
        (S.POSTPONED, {S.SAVE_THE_DATE, S.INVITATION_SENT, S.REGISTRATION_OPEN, S.CANCELLED}),
        (S.HELD, {S.DOCUMENTED, S.ARCHIVED}),
        (S.DOCUMENTED, {S.ARCHIVED}),
        (S.ARCHIVED, set()),
        (S.CANCELLED, set()),
    ],
)
def test_the_steps_of_a_life(before: S, after: set[S]) -> None:
    assert {state for state in S if STATES.may(before, state)} == after
    for state in set(S) - after - {before}:
        with pytest.raises(ForbiddenTransition):
            STATES.check(before, state)


def test_nothing_published_becomes_a_draft_again() -> None:
    assert not [state for state in S if STATES.may(state, S.DRAFT)]


COMPLETE = a_gathering(bodies=(ORGANISER,), town=TOWN)


@pytest.mark.parametrize(
    ("document", "facts", "blocking"),
    [
        (DocumentKind.SAVE_THE_DATE, COMPLETE, []),
        (DocumentKind.SAVE_THE_DATE, a_gathering(bodies=(ORGANISER,)), [Fact.PLACE]),
        (DocumentKind.SAVE_THE_DATE, a_gathering(town=TOWN), [Fact.ORGANISER]),
        (DocumentKind.SAVE_THE_DATE, a_gathering(a_part("unknown"), bodies=(ORGANISER,), town=TOWN), [Fact.DATES]),
        # a vague date is a date
        (DocumentKind.SAVE_THE_DATE, a_gathering(a_part("early 2023-05"), bodies=(ORGANISER,), town=TOWN), []),
        (DocumentKind.SAVE_THE_DATE, a_gathering(title=UNSAID, bodies=(ORGANISER,), town=TOWN), [Fact.TITLE]),
        # a form needs to know who may come, and can do without organiser, hours, deadline, capacity, price
        (
            DocumentKind.REGISTRATION_FORM,
            a_gathering(a_part(audience_is_stated=False), town=TOWN),
            [Fact.REGISTRATION_RULES],
        ),
        (DocumentKind.REGISTRATION_FORM, a_gathering(a_part(deadline=None, capacity=None), town=TOWN), []),
        (DocumentKind.PROGRAMME, COMPLETE, [Fact.TIMES]),
    ],
)
def test_what_keeps_a_document_back(document: DocumentKind, facts: object, blocking: list[Fact]) -> None:
    found = readiness(facts, document)  # type: ignore[arg-type]
    assert [lack.fact for lack in found if lack.is_blocking] == blocking
    assert [lack.is_blocking for lack in found] == sorted((lack.is_blocking for lack in found), reverse=True)


def test_what_can_be_done_without_is_told_too() -> None:
    tolerable = [lack.fact for lack in readiness(COMPLETE, DocumentKind.REGISTRATION_FORM)]
    assert tolerable == [Fact.VENUE, Fact.TIMES, Fact.CONTACT, Fact.PRICE]
    contact = ContactFacts(ContactKind.GENERAL, email="bureau@reseau.example")
    asked = readiness(a_gathering(town=TOWN, contacts=(contact,)), DocumentKind.REGISTRATION_FORM)
    assert Fact.CONTACT not in [lack.fact for lack in asked]


def test_every_state_that_publishes_has_its_document() -> None:
    assert {S.SAVE_THE_DATE, S.INVITATION_SENT, S.REGISTRATION_OPEN} == set(DOCUMENT_OF_STATE)
    assert next_document(S.DRAFT) is DocumentKind.SAVE_THE_DATE
    assert next_document(S.HELD) is None
    with pytest.raises(KeyError):
        readiness(COMPLETE, DocumentKind.PRESS_RELEASE)
