"""The facts of the two meetings in Lille: for each, how the stored value is compared with the scenario's."""

from datetime import date

from filrouge.core.vague_dates import next_occurrence
from filrouge.stages.gatherings.enums import (
    BodyRole,
    GatheringState,
    TextName,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.comparing import (
    Fact,
    Row,
    absent,
    forwarding,
    listed,
    prose,
    said_audience,
    same,
    text,
    texts,
)
from tests.scenarios.facts.store import (
    body,
    english,
    one,
    part,
    several,
    weekday,
)


def save_the_date(facts: GatheringFacts, fact: Fact) -> None:
    assert facts.state is GatheringState(fact["value"].replace("-", "_"))


def resource_centre(facts: GatheringFacts, fact: Fact) -> None:
    organiser = body(facts, BodyRole.ORGANISER)
    assert f"{organiser.name['fr']} ({english(organiser.about)})" == fact["value"]


def next_date(facts: GatheringFacts, fact: Fact) -> None:
    rule = fact["check"]["resolve"]
    resolved = next_occurrence(day=rule["day"], month=rule["month"], anchor=date.fromisoformat(rule["anchor"]))
    assert str(facts.published_on) == rule["anchor"]
    for found in facts.parts:
        assert found.day == resolved == date.fromisoformat(fact["value"])
        assert weekday(found.day) == fact["check"]["weekday"]


def half_day(key: str) -> Row:
    def row(facts: GatheringFacts, fact: Fact) -> None:
        found = part(facts, key)
        assert str(found.when.half) == fact["value"] == {"am": "morning", "pm": "afternoon"}[fact["check"]["half"]]
        assert found.when.precision.value == fact["check"]["precision"]
        assert (found.starts_at, found.ends_at) == (None, None)

    return row


def not_open(facts: GatheringFacts, fact: Fact) -> None:
    assert (facts.state is GatheringState.REGISTRATION_OPEN) is fact["value"]
    assert facts.state.value == fact["check"]["state"]
    assert facts.opens_at is None


ROWS: dict[str, Row] = {
    "S2-F01": save_the_date,
    "S2-F02": same(lambda facts: str(facts.published_on)),
    "S2-F03": resource_centre,
    "S2-F04": next_date,
    "S2-F05": same(lambda facts: facts.town["fr"]),
    "S2-F06": absent(lambda facts: facts.venue),
    "S2-F07": text(TextName.REASON),
    "S2-F10": half_day("morning"),
    "S2-F11": prose(lambda facts: one(part(facts, "morning").texts, TextName.TOPIC)),
    "S2-F12": listed(lambda facts: several(part(facts, "morning").texts, TextName.AIMS)),
    "S2-F13": same(lambda facts: body(facts, BodyRole.SUPPORTER, "morning").name["fr"]),
    "S2-F14": said_audience("morning"),
    "S2-F20": half_day("afternoon"),
    "S2-F21": prose(lambda facts: one(part(facts, "afternoon").texts, TextName.TOPIC)),
    "S2-F22": listed(lambda facts: several(part(facts, "afternoon").texts, TextName.THREADS)),
    "S2-F23": prose(lambda facts: english(body(facts, BodyRole.PARTNER, "afternoon").name)),
    "S2-F24": said_audience("afternoon"),
    "S2-F30": forwarding,
    "S2-F31": texts(TextName.NEXT_DOCUMENTS),
    "S2-F32": not_open,
    "S2-F33": absent(
        *(lambda facts, at=at: facts.parts[at].capacity for at in (0, 1)),
        *(lambda facts, at=at: facts.parts[at].deadline for at in (0, 1)),
        lambda facts: facts.deadline,
        lambda facts: facts.price,
    ),
    "S2-F34": text(TextName.ASKED_ACTION),
}
