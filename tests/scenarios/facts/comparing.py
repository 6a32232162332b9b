"""Ways to compare what is stored with what a scenario says."""

from collections.abc import Callable, Sequence
from typing import Any

from filrouge.stages.gatherings.audience import parse_rule
from filrouge.stages.gatherings.enums import (
    Otherwise,
    TextName,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.store import (
    WEEKDAYS,
    english,
    folded,
    letter,
    one,
    part,
    several,
)

OTHERWISE = {"organiser_decides": Otherwise.ORGANISER_DECIDES, "refuse_with_reason": Otherwise.REFUSE}

Fact = dict[str, Any]
Row = Callable[[GatheringFacts, Fact], None]


def same(read: Callable[[GatheringFacts], Any]) -> Row:
    """What is read equals the scenario's value."""

    def row(facts: GatheringFacts, fact: Fact) -> None:
        assert read(facts) == fact["value"]

    return row


def prose(read: Callable[[GatheringFacts], str]) -> Row:
    """What is read says the scenario's words."""

    def row(facts: GatheringFacts, fact: Fact) -> None:
        assert folded(read(facts)) == folded(fact["value"])

    return row


def listed(read: Callable[[GatheringFacts], Sequence[str]]) -> Row:
    """What is read says the scenario's items, in order, as many as it counts."""

    def row(facts: GatheringFacts, fact: Fact) -> None:
        items = read(facts)
        assert [folded(item) for item in items] == [folded(item) for item in fact["value"]]
        assert len(items) == fact.get("check", {}).get("count", len(items))

    return row


def absent(*reads: Callable[[GatheringFacts], Any]) -> Row:
    """The scenario says that nothing is said; nothing is stored."""

    def row(facts: GatheringFacts, fact: Fact) -> None:
        assert fact["value"] is None and fact["certainty"] == "absent"
        for read in reads:
            assert not read(facts)
            assert read(facts) != 0, "nothing said is not zero"

    return row


def text(name: TextName) -> Row:
    """One prose fact of the gathering."""
    return prose(lambda facts: one(facts.texts, name))


def texts(name: TextName) -> Row:
    """A prose fact of the gathering that is a list."""
    return listed(lambda facts: several(facts.texts, name))


def audience(*keys: str) -> Row:
    """The audience of parts is the scenario's rule, with its answer to others."""

    def row(facts: GatheringFacts, fact: Fact) -> None:
        for found in [part(facts, key) for key in keys] or facts.parts:
            assert found.audience_is_stated
            assert found.audience.rule == parse_rule(fact["check"]["rule"])
            if "otherwise" in fact["check"]:
                assert found.audience.otherwise is OTHERWISE[fact["check"]["otherwise"]]

    return row


def said_audience(name: str) -> Row:
    """The audience of a part as rule and as the list of its categories."""
    rule = audience(name)
    items = listed(lambda facts: several(part(facts, name).texts, TextName.AUDIENCE))

    def row(facts: GatheringFacts, fact: Fact) -> None:
        rule(facts, fact)
        items(facts, fact)
        categories = part(facts, name).texts[TextName.AUDIENCE]
        assert len(categories) == fact["check"].get("categories", len(categories))

    return row


def open_audience(facts: GatheringFacts, fact: Fact) -> None:
    audience()(facts, fact)
    texts(TextName.AUDIENCE)(facts, fact)


def forwarding(facts: GatheringFacts, fact: Fact) -> None:
    """To whom the invitation may go, as a scope and in words."""
    assert facts.forwarding.value == fact["check"]["forwarding"]
    assert folded(one(facts.texts, TextName.FORWARDING)) == folded(fact["value"])
    if "group_by" in fact["check"]:
        assert facts.forwarding.value == f"within_{fact['check']['group_by']}"


def days(facts: GatheringFacts, fact: Fact) -> None:
    """The days of the parts, with their weekdays."""
    found = [item.day for item in facts.parts]
    assert [str(day) for day in found] == fact["value"]
    assert len(found) == fact["check"]["days"]
    assert [WEEKDAYS[day.weekday()] for day in found if day] == fact["check"]["weekdays"]


def themes(facts: GatheringFacts, fact: Fact) -> None:
    assert [english(theme.label) for theme in facts.themes] == fact["value"]
    assert len(facts.themes) == fact["check"]["count"]


def salutation(facts: GatheringFacts, fact: Fact) -> None:
    collective, _sep, comma = fact["value"].replace(";", ",").partition(", ")
    said = letter(facts)["salutation"]["fr"]
    assert letter(facts)["addressed_to"] == collective
    if comma == "no comma after it":
        assert "," not in said
    else:
        assert comma == "with a comma after each term"
        assert said.endswith(",") and said.count(",") == len(said.split())
