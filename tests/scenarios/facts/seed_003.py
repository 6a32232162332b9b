"""The facts of the colloquium in Mulhouse: for each, how the stored value is compared with the scenario's."""

from filrouge.stages.gatherings.enums import (
    ContactKind,
    TextName,
    ThemeLabel,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.comparing import (
    Fact,
    Row,
    absent,
    days,
    listed,
    open_audience,
    prose,
    same,
    text,
    texts,
)
from tests.scenarios.facts.store import (
    english,
    one,
    phase,
    process,
    several,
)


def period(number: int) -> Row:
    def row(facts: GatheringFacts, fact: Fact) -> None:
        found = phase(facts, number)
        assert f"{found.first} to {found.last}" == fact["value"]
        assert (str(found.first), str(found.last)) == (fact["check"]["from"], fact["check"]["to"])
        assert {found.first.precision.value, found.last.precision.value} == {fact["check"]["precision"]}

    return row


def days_of_the_phase(facts: GatheringFacts, fact: Fact) -> None:
    days(facts, fact)
    found = phase(facts, 2)
    assert [str(found.first), str(found.last)] == fact["value"]
    assert process(facts).this_phase == found.key


def venue_with_a_pair(facts: GatheringFacts, fact: Fact) -> None:
    assert facts.venue is not None
    assert facts.venue.number in fact["value"]
    assert f"{facts.venue.name['fr']}, {facts.venue.number} {facts.venue.street}" == fact["value"]
    assert f"{facts.venue.name['fr']}, {facts.venue.address}".startswith(fact["value"])


def axes(facts: GatheringFacts, fact: Fact) -> None:
    stored = {english(theme.label): [english(topic) for topic in theme.subtopics] for theme in facts.themes}
    assert stored == fact["value"] and list(stored) == list(fact["value"])
    assert facts.theme_label is ThemeLabel.AXIS
    assert len(stored) == fact["check"]["axes"]
    assert sum(map(len, stored.values())) >= fact["check"]["subtopics_min"]
    assert all(theme.open_ended is fact["check"]["open_ended"] for theme in facts.themes)


def press_contact(facts: GatheringFacts, fact: Fact) -> None:
    words = {"name": "name", "landline": "phone", "mobile": "mobile", "e-mail": "email"}
    contact = facts.contact(ContactKind.PRESS)
    shown = facts.briefs["press_release"]["press_contact"]
    assert shown["shows"] == [words[item] for item in fact["value"]]
    assert all(getattr(contact, field) for field in shown["shows"])
    assert len(shown["shows"]) == fact["check"]["count"]
    # The one place is the default of the form and therefore not written out.
    assert shown.get("visible_in", ["press_release"]) == fact["check"]["visible_in"]


ROWS: dict[str, Row] = {
    "S3-F01": same(lambda facts: process(facts).name["fr"]),
    "S3-F02": same(lambda facts: english(process(facts).owner)),
    "S3-F03": same(lambda facts: str(process(facts).started)),
    "S3-F04": listed(lambda facts: several(process(facts).texts, TextName.AIMS)),
    "S3-F05": prose(lambda facts: ", ".join(several(process(facts).texts, TextName.NATURE))),
    "S3-F10": same(lambda facts: f"citizens' {phase(facts, 1).kind.value}"),
    "S3-F11": period(1),
    "S3-F12": prose(lambda facts: one(phase(facts, 1).texts, TextName.QUESTION)),
    "S3-F13": same(lambda facts: phase(facts, 2).kind.value),
    "S3-F14": days_of_the_phase,
    "S3-F15": same(lambda facts: facts.title["fr"]),
    "S3-F16": venue_with_a_pair,
    "S3-F17": same(lambda facts: f"thematic {phase(facts, 3).kind.value.replace('_', ' ')}"),
    "S3-F18": period(3),
    "S3-F19": listed(lambda facts: several(phase(facts, 3).texts, TextName.OUTPUTS)),
    "S3-F20": axes,
    "S3-F21": texts(TextName.CONTRIBUTORS),
    "S3-F22": open_audience,
    "S3-F23": text(TextName.HORIZON),
    "S3-F30": prose(lambda facts: facts.briefs["press_release"]["annex"]["en"]),
    "S3-F31": press_contact,
    "S3-F32": listed(lambda facts: [block["en"] for block in facts.briefs["press_release"]["structure"]]),
    "S3-F33": absent(
        lambda facts: facts.briefs["press_release"].get("date"),
        lambda facts: facts.briefs["press_release"].get("embargo_until"),
    ),
    "S3-F34": absent(
        lambda facts: facts.channels,
        lambda facts: facts.preferred_channel,
        lambda facts: facts.deadline,
        lambda facts: facts.price,
        *(lambda facts, at=at: facts.parts[at].capacity for at in (0, 1)),
    ),
    "S3-F35": absent(lambda facts: facts.contact(ContactKind.REGISTRATION)),
}
