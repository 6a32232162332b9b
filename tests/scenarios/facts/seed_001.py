"""The facts of the congress in Le Mans: for each, how the stored value is compared with the scenario's."""

from filrouge.stages.gatherings.enums import (
    BodyRole,
    Channel,
    ContactKind,
    TextName,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.comparing import (
    Fact,
    Row,
    absent,
    days,
    forwarding,
    open_audience,
    prose,
    salutation,
    same,
    text,
    texts,
    themes,
)
from tests.scenarios.facts.store import (
    body,
    english,
    letter,
)


def edition(facts: GatheringFacts, fact: Fact) -> None:
    assert facts.series is not None
    assert facts.series.number == fact["value"]
    assert [other.number for other in facts.series.others] == [fact["check"]["previous"]]


def one_mailbox(facts: GatheringFacts, fact: Fact) -> None:
    assert fact["value"] == "one generic mailbox for registration and questions"
    assert facts.channels == (Channel.EMAIL,)
    (mailbox,) = facts.contacts
    assert mailbox.email
    assert facts.contact(ContactKind.REGISTRATION) is facts.contact(ContactKind.GENERAL) is mailbox


def voice(facts: GatheringFacts, fact: Fact) -> None:
    person, _sep, opening = fact["value"].partition(", ")
    assert {"first person of the signatory": "first_person"}[person] == letter(facts)["voice"]
    assert opening == "formula of honour at the start"
    assert "honour" in letter(facts)["opening"]["en"]


def one_signatory(facts: GatheringFacts, fact: Fact) -> None:
    signing = letter(facts)["signatories"]
    said = [", who is also ".join(item["title"]["en"] for item in person["capacities"]) for person in signing]
    assert said == fact["value"]
    assert len(signing) == fact["check"]["persons"]
    assert len(signing[0]["capacities"]) == fact["check"]["capacities"]


def motto(facts: GatheringFacts, fact: Fact) -> None:
    assert fact["value"] == "wordplay signature line in place of a closing formula"
    assert letter(facts)["motto"]["fr"]
    assert "closing" not in letter(facts)


ROWS: dict[str, Row] = {
    "S1-F01": same(lambda facts: facts.series.name["fr"] if facts.series else ""),
    "S1-F02": edition,
    "S1-F03": text(TextName.SCOPE),
    "S1-F04": days,
    "S1-F05": same(lambda facts: f"{facts.venue.name['fr']}, {facts.venue.town}" if facts.venue else ""),
    "S1-F06": same(lambda facts: english(body(facts, BodyRole.ORGANISER).name)),
    "S1-F07": same(lambda facts: facts.series.others[0].year if facts.series else 0),
    "S1-F08": prose(lambda facts: english(facts.series.others[0].purpose) if facts.series else ""),
    "S1-F10": themes,
    "S1-F11": text(TextName.GUIDING_QUESTION),
    "S1-F12": text(TextName.EXPECTED_OUTPUT),
    "S1-F13": texts(TextName.ADDRESSEES),
    "S1-F14": open_audience,
    "S1-F15": texts(TextName.LEVELS),
    "S1-F20": one_mailbox,
    "S1-F21": absent(lambda facts: facts.deadline, *(lambda facts, at=at: facts.parts[at].deadline for at in (0, 1))),
    "S1-F22": absent(lambda facts: facts.price),
    "S1-F23": absent(*(lambda facts, at=at: facts.parts[at].capacity for at in (0, 1))),
    "S1-F24": absent(
        *(lambda facts, at=at: facts.parts[at].starts_at for at in (0, 1)),
        *(lambda facts, at=at: facts.parts[at].ends_at for at in (0, 1)),
        lambda facts: facts.briefs.get("programme"),
    ),
    "S1-F25": forwarding,
    "S1-F30": salutation,
    "S1-F31": voice,
    "S1-F32": one_signatory,
    "S1-F33": motto,
    "S1-F34": absent(
        lambda facts: letter(facts).get("place"),
        lambda facts: letter(facts).get("date"),
        lambda facts: letter(facts).get("subject"),
        lambda facts: letter(facts).get("annexes"),
    ),
}
