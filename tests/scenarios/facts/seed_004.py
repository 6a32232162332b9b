"""The facts of the workshops of the communities: for each, how the stored value is compared with the scenario's."""

from collections.abc import Callable

from filrouge.stages.gatherings.enums import (
    BodyRole,
    TextName,
    ThemeLabel,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.comparing import (
    Fact,
    Row,
    absent,
    same,
    text,
    texts,
    themes,
)
from tests.scenarios.facts.store import (
    body,
    english,
    folded,
    plenaries,
    programme,
    speaker,
)


def keys(facts: GatheringFacts, fact: Fact) -> None:
    themes(facts, fact)
    assert facts.theme_label is ThemeLabel.KEY


def workshops_with_plenaries(facts: GatheringFacts, fact: Fact) -> None:
    kind, _sep, rest = fact["value"].partition(" ")
    assert facts.kind.value == kind
    assert folded(english(facts.kind_note)) == folded(rest)
    assert plenaries(facts)


def claim(subject: str) -> Row:
    def row(facts: GatheringFacts, fact: Fact) -> None:
        (found,) = [item for item in facts.claims if item["subject"] == subject]
        assert fact["check"]["kind"] == "claim_in_prose"
        assert found["count"] == fact["check"]["count"]
        assert str(found["count"]) in str(fact["value"]) and not found["approximate"]

    return row


def many_at_once(facts: GatheringFacts, fact: Fact) -> None:
    assert programme(facts)["parallel_sessions"] == fact["value"]
    assert [item["key"] for item in programme(facts)["sessions"] if item.get("parallel")] == ["workshops"]


def two_plenaries(facts: GatheringFacts, fact: Fact) -> None:
    found = plenaries(facts)
    assert len(found) >= fact["value"] == fact["check"]["min"]
    assert [item.get("is_last", False) for item in found] == [False, True]


def announced(number: int, sessions: Callable[[GatheringFacts], list[str]]) -> Row:
    """A speaker: how certain, in which function, in which plenaries; the scenario says it as one note."""
    certain = {"announced": "announced as present", "hoped": "hoped for (conditional mood)"}

    def row(facts: GatheringFacts, fact: Fact) -> None:
        found = speaker(facts, number)
        status = found.get("status", "announced")
        assert status == fact["check"]["status"]
        assert found.get("sessions", []) == sessions(facts)
        where = {
            0: [certain[status], found["function"]["en"]],
            1: [certain[status], found["function"]["en"], "second and last plenary"],
            2: [f"{certain[status]}, in the plenaries", found["function"]["en"]],
        }
        assert "; ".join(where[len(found.get("sessions", []))]) == fact["value"]

    return row


def seats_without_names(facts: GatheringFacts, fact: Fact) -> None:
    seats = plenaries(facts)[1]["seats"]
    said = [seat["body"].upper() + (f" ({seat['note']['en']})" if "note" in seat else "") for seat in seats]
    assert said == fact["value"]
    assert len(seats) == fact["check"]["seats"]
    assert sum(1 for seat in seats if seat.get("name")) == fact["check"]["named"]


ROWS: dict[str, Row] = {
    "S4-F01": workshops_with_plenaries,
    "S4-F02": same(lambda facts: facts.duration_days),
    "S4-F03": absent(lambda facts: [item for item in facts.parts if item.when.is_known]),
    "S4-F04": absent(lambda facts: facts.town, lambda facts: facts.venue),
    "S4-F05": same(lambda facts: body(facts, BodyRole.ORGANISER).name["fr"]),
    "S4-F06": texts(TextName.KEYWORDS),
    "S4-F07": text(TextName.MADE_FOR),
    "S4-F10": keys,
    "S4-F11": claim("speakers"),
    "S4-F12": claim("communities"),
    "S4-F13": same(lambda facts: body(facts, BodyRole.CASE_STUDY).name["fr"]),
    "S4-F14": many_at_once,
    "S4-F15": text(TextName.CHOSEN_WITH),
    "S4-F16": texts(TextName.TOPICS),
    "S4-F17": text(TextName.AMBITION),
    "S4-F20": two_plenaries,
    "S4-F21": announced(1, lambda facts: []),
    "S4-F22": announced(2, lambda facts: [item["key"] for item in plenaries(facts)]),
    "S4-F23": announced(3, lambda facts: [plenaries(facts)[-1]["key"]]),
    "S4-F24": seats_without_names,
    "S4-F30": absent(
        lambda facts: facts.opens_at,
        lambda facts: facts.deadline,
        lambda facts: facts.channels,
        lambda facts: facts.price,
        lambda facts: facts.contacts,
        lambda facts: [item for item in facts.parts if item.capacity is not None or item.audience_is_stated],
    ),
}
