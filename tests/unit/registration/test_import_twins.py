"""Who is proposed as the same person, and who is not."""

import pytest

from filrouge.core.names import PersonName
from filrouge.stages.registration.importing.twins import Likeness, Trait, Twins, marks_of

BODY = "ville de lindenau"


def trait(key: str, name: str, *, email: str = "", body: str = BODY, reference: str = "", through: str = "") -> Trait:
    """Somebody, the family name after a bar."""
    given, _, family = name.partition("|")
    return Trait(key, PersonName(given, family), email, body, reference, through)


def likeness(one: Trait, other: Trait) -> Likeness | None:
    """By what the second is proposed for the first, whichever comes first."""
    found = set()
    for first, second in ((one, other), (other, one)):
        twins = Twins()
        twins.add(marks_of(first, {BODY}))
        found.add(next((twin.likeness for twin in twins.of(marks_of(second, {BODY}))), None))
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (trait("r1", "Anna|Rey", email="a@x.example"), trait("l2", "ANNA|Réy", email="a@x.example"), Likeness.PERSON),
        (trait("r1", "Anna|Rey"), trait("l2", "Anna|Rey"), Likeness.PERSON),
        (trait("r1", "Anna|Rey", reference="7"), trait("l2", "Luc|Favre", reference="7"), Likeness.REFERENCE),
        (trait("r1", "Anna|Rey", email="a@x.example"), trait("l2", "Anna|Rey", email="b@x.example"), Likeness.NAME),
        (trait("r1", "Anna|Rey", email="a@x.example"), trait("l2", "Anna|Rey"), Likeness.NAME),
        (trait("r1", "Anna|Rey", email="a@x.example"), trait("l2", "Luc|Favre", email="a@x.example"), Likeness.EMAIL),
        (
            trait("r1", "Anna|Rey", body="", through="s@x.example"),
            trait("l2", "Anna|Rey", body="", through="s@x.example"),
            Likeness.PERSON,
        ),
        (trait("r1", "Anna|Rey", body=""), trait("l2", "Anna|Rey", body=""), Likeness.NAME),
    ],
)
def test_by_what_two_are_the_same_or_resemble(one: Trait, other: Trait, by: Likeness) -> None:
    assert likeness(one, other) is by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Béatrice|de La Tour", "de La Tour|Béatrice"),
        ("Béatrice|de La Tour", "Béatrice|Delatour"),
        ("Ueli|Brändli", "Ueli|Braendli"),
        ("Urs|Müller", "Urs|Mueller"),
        ("Jean-Pierre|Maier", "Pierre Jean|Maier"),
        ("J.|Martinet", "Jacques|Martinet"),
        ("Anne|Dubosson", "Anne-Marie|Dubosson"),
        ("Nadège|Collombin", "Nadège|Colombin"),
        ("Nadège|Collombin", "Nadege|Collonbin"),
        ("Ottavia|Pedrazzini", "Otavia|Pedrazini"),
    ],
)
def test_two_spellings_of_one_name_in_one_body(one: str, other: str) -> None:
    assert likeness(trait("r1", one), trait("l2", other)) is Likeness.SIMILAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna|Rey", "Luc|Favre"),
        ("Jean|Martinet", "Jacques|Martinet"),
        ("Anne-Marie|Dubosson", "Anne-Sophie|Dubosson"),
        ("Ida|Egli", "Ada|Egli"),
        ("Dominique|Keller 2", "Dominique|Keller 3"),
    ],
)
def test_two_people_of_one_body(one: str, other: str) -> None:
    assert likeness(trait("r1", one), trait("l2", other)) is None


def test_the_same_spelling_in_another_body_is_not_proposed() -> None:
    assert likeness(trait("r1", "Urs|Müller"), trait("l2", "Urs|Mueller", body="rosieres")) is None


def test_the_surest_likeness_is_told_and_at_most_four_people() -> None:
    twins = Twins()
    for number in range(9):
        twins.add(marks_of(trait(f"r{number}", "Anna|Rey", email=f"{number}@x.example"), {BODY}))
    found = twins.of(marks_of(trait("l1", "Anna|Rey", email="6@x.example"), {BODY}))
    assert [twin.likeness for twin in found] == [Likeness.PERSON, Likeness.NAME, Likeness.NAME, Likeness.NAME]
    assert found[0].key == "r6"
