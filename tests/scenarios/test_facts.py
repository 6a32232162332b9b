"""Every fact of the founding scenarios is held: the example files are loaded, read back from the database and compared
with what the scenario says. A fact that a document does not state must be absent from the store too."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from django.db import transaction

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.text import Translated, search_form
from filrouge.core.vague_dates import Precision, VagueDate, next_occurrence
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.audience import parse_rule
from filrouge.stages.gatherings.enums import (
    BodyRole,
    Channel,
    ContactKind,
    GatheringState,
    Otherwise,
    TextName,
    ThemeLabel,
)
from filrouge.stages.gatherings.facts import BodyFacts, GatheringFacts, PartFacts, PhaseFacts, ProcessFacts, Texts
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT.parent / "shared" / "mission" / "scenarios"
EXAMPLES = ROOT / "src" / "filrouge" / "stages" / "gatherings" / "examples"
KEYS = {
    "seed-000": "aarau-2023", "seed-001": "lemans-2024", "seed-002": "lille-2016", "seed-003": "mulhouse-2022",
    "seed-004": "ateliers",
}
NOW = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OTHERWISE = {"organiser_decides": Otherwise.ORGANISER_DECIDES, "refuse_with_reason": Otherwise.REFUSE}

# The mark makes the test database; the facts themselves are read once, by the fixture `held`.
pytestmark = pytest.mark.django_db

Fact = dict[str, Any]
Row = Callable[[GatheringFacts, Fact], None]


def scenario(name: str) -> dict[str, Any]:
    """A scenario as it is written."""
    path = SCENARIOS / f"{name}.yaml"
    assert path.exists(), f"{path} is missing: the founding scenarios belong beside the checkout, under shared/mission"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


ALL: dict[str, tuple[str, Fact]] = (
    {fact["id"]: (key, fact) for name, key in KEYS.items() for fact in scenario(name)["facts"]}
    if SCENARIOS.exists()
    else {}
)


# ------------------------------------------------------------------------------------------------ reading the store


def english(text: Translated) -> str:
    """The English of a stored text, which must be there."""
    return text["en"]


def folded(text: str) -> str:
    """A text without case and punctuation: the store writes sentences, a scenario writes notes."""
    return search_form(text)


def one(texts: Texts, name: TextName) -> str:
    """The one stored text of this name, in English."""
    (said,) = texts[name]
    return english(said)


def several(texts: Texts, name: TextName) -> list[str]:
    """The stored texts of this name, in English and in order."""
    return [english(said) for said in texts[name]]


def part(facts: GatheringFacts, key: str) -> PartFacts:
    """A stored part."""
    found = facts.part(key)
    assert found is not None, f"the part {key} is not stored"
    return found


def body(facts: GatheringFacts, role: BodyRole, key: str = "") -> BodyFacts:
    """The one stored body of a role."""
    (found,) = facts.bodies_as(role, key)
    return found


def process(facts: GatheringFacts) -> ProcessFacts:
    """The stored process."""
    assert facts.process is not None
    return facts.process


def phase(facts: GatheringFacts, number: int) -> PhaseFacts:
    """The stored phase with this number, counted from one."""
    return process(facts).phases[number - 1]


def letter(facts: GatheringFacts) -> dict[str, Any]:
    """What is stored for the letter."""
    return dict(facts.briefs["invitation_letter"])


def programme(facts: GatheringFacts) -> dict[str, Any]:
    """What is stored for the programme."""
    return dict(facts.briefs["programme"])


def speaker(facts: GatheringFacts, number: int) -> dict[str, Any]:
    """A stored speaker, counted from one."""
    return dict(programme(facts)["speakers"][number - 1])


def plenaries(facts: GatheringFacts) -> list[dict[str, Any]]:
    """The stored plenaries, in order."""
    return [session for session in programme(facts)["sessions"] if session["kind"] == "plenary"]


# --------------------------------------------------------------------------------------------------- ways to compare


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


def weekday(day: date | None) -> str:
    assert day is not None
    return WEEKDAYS[day.weekday()]


# ----------------------------------------------------------------------------------------------- facts with a check


def day_of_the_day(facts: GatheringFacts, fact: Fact) -> None:
    found = part(facts, "day").day
    assert str(found) == fact["value"]
    assert weekday(found) == fact["check"]["weekday"]


def day_of_the_eve(facts: GatheringFacts, fact: Fact) -> None:
    eve, day = part(facts, "eve").day, part(facts, "day").day
    assert eve and day
    assert str(eve) == fact["value"]
    assert weekday(eve) == fact["check"]["weekday"]
    assert eve - day == timedelta(days=fact["check"]["offset_days"])


def hour_of_the_eve(facts: GatheringFacts, fact: Fact) -> None:
    eve = part(facts, "eve")
    assert eve.starts_at == time.fromisoformat(fact["value"])
    assert eve.starts_from is (fact["check"]["bound"] == "from")
    assert (eve.ends_at is None) is (fact["check"]["end"] == "unknown")


def seats_of_the_eve(facts: GatheringFacts, fact: Fact) -> None:
    # What a full part does (a waiting list) is no fact of a gathering: no file can say otherwise.
    assert part(facts, "eve").capacity == fact["value"] == fact["check"]["max_confirmed"]
    assert all(item.capacity is None for item in facts.parts if item.key != "eve")


def members(facts: GatheringFacts, fact: Fact) -> None:
    organiser = body(facts, BodyRole.ORGANISER)
    about = "about " if organiser.member_count_is_approximate else ""
    assert f"{about}{organiser.member_count} cities" == fact["value"]


def deadline(facts: GatheringFacts, fact: Fact) -> None:
    for found in facts.parts:
        assert found.first_refused == datetime.fromisoformat(fact["check"]["first_refused"])
        assert found.first_refused > datetime.fromisoformat(fact["check"]["last_accepted"])
    assert facts.deadline == datetime.fromisoformat(fact["value"]).date()


def channels(facts: GatheringFacts, fact: Fact) -> None:
    words = {
        "online form (preferred)": (Channel.WEB, True),
        "form annexed to the letter": (Channel.PAPER, False),
    }
    stored = [(channel, channel is facts.preferred_channel) for channel in facts.channels]
    assert stored == [words[item] for item in fact["value"]]
    assert "registration_form" in [annex.get("document") for annex in letter(facts)["annexes"]]


def shortcut(facts: GatheringFacts, fact: Fact) -> None:
    assert fact["value"].startswith("direct registration link or code")
    assert facts.shortcut is True


def place_of_the_letter(facts: GatheringFacts, fact: Fact) -> None:
    assert letter(facts)["place"]["fr"] == fact["value"]
    assert letter(facts)["place"]["fr"] not in facts.town.values()


def date_of_the_letter(facts: GatheringFacts, fact: Fact) -> None:
    when = VagueDate.parse(letter(facts)["date"])
    precision = {"early_month": Precision.PART_OF_MONTH}[fact["check"]["precision"]]
    assert (when.precision, str(when.portion)) == (precision, "early")
    assert str(when.floor) == fact["check"]["floor"]
    assert f"{vague_date_in_words(when, language='en')} (no day)" == fact["value"]


def subject_of_the_letter(facts: GatheringFacts, fact: Fact) -> None:
    counted = {"two lines": 2}[fact["value"].partition(" - ")[0]]
    first, second = (line["en"] for line in letter(facts)["subject"])
    assert len(letter(facts)["subject"]) == counted
    assert all(word in first for word in ("spring assembly", "12 May 2023", "Aarau"))  # what, when, where
    assert "prevention" in second and "how cities" in second  # theme, question


def salutation(facts: GatheringFacts, fact: Fact) -> None:
    collective, _sep, comma = fact["value"].replace(";", ",").partition(", ")
    said = letter(facts)["salutation"]["fr"]
    assert letter(facts)["addressed_to"] == collective
    if comma == "no comma after it":
        assert "," not in said
    else:
        assert comma == "with a comma after each term"
        assert said.endswith(",") and said.count(",") == len(said.split())


def closing(facts: GatheringFacts, fact: Fact) -> None:
    assert fact["value"] == "short greeting formula"
    assert all(0 < len(said) <= 40 for said in letter(facts)["closing"].values())


def two_signatories(facts: GatheringFacts, fact: Fact) -> None:
    who = {body(facts, BodyRole.HOST).key: "host city", body(facts, BodyRole.ORGANISER).key: "organiser"}
    signing = letter(facts)["signatories"]
    said = [f"{who[item['body']]}: {item['capacities'][0]['title']['en']}" for item in signing]
    assert said == fact["value"]
    assert len(signing) == fact["check"]["count"]
    assert letter(facts)["layout"] == fact["check"]["layout"]


def boilerplate(facts: GatheringFacts, fact: Fact) -> None:
    shown = {
        "who the organiser is": "A section of the Swiss Union of Cities",
        "about 60 cities": "about 60 cities",
        "what it stands for": "It stands for",
        "what its assemblies are for": "Its assemblies are there so that",
    }
    for item in fact["value"].split(", "):
        assert shown[item] in letter(facts)["boilerplate"]["en"]


def edition(facts: GatheringFacts, fact: Fact) -> None:
    assert facts.series is not None
    assert facts.series.number == fact["value"]
    assert [other.number for other in facts.series.others] == [fact["check"]["previous"]]


def themes(facts: GatheringFacts, fact: Fact) -> None:
    assert [english(theme.label) for theme in facts.themes] == fact["value"]
    assert len(facts.themes) == fact["check"]["count"]


def keys(facts: GatheringFacts, fact: Fact) -> None:
    themes(facts, fact)
    assert facts.theme_label is ThemeLabel.KEY


def open_audience(facts: GatheringFacts, fact: Fact) -> None:
    audience()(facts, fact)
    texts(TextName.AUDIENCE)(facts, fact)


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
    def row(facts: GatheringFacts, fact: Fact) -> None:
        found = speaker(facts, number)
        assert found.get("status", "announced") == fact["check"]["status"]
        assert found["function"]["en"] in fact["value"]
        assert found.get("sessions", []) == sessions(facts)

    return row


def seats_without_names(facts: GatheringFacts, fact: Fact) -> None:
    seats = plenaries(facts)[1]["seats"]
    said = [seat["body"].upper() + (f" ({seat['note']['en']})" if "note" in seat else "") for seat in seats]
    assert said == fact["value"]
    assert len(seats) == fact["check"]["seats"]
    assert sum(1 for seat in seats if seat.get("name")) == fact["check"]["named"]


ROWS: dict[str, Row] = {
    "S0-F01": prose(lambda facts: f"{facts.kind.value} ({english(facts.kind_note)})"),
    "S0-F02": text(TextName.MAIN_THEME),
    "S0-F03": text(TextName.GUIDING_QUESTION),
    "S0-F04": same(
        lambda facts: (
            f"{body(facts, BodyRole.ORGANISER).name['fr']} "
            f"(section of {body(facts, BodyRole.ORGANISER).part_of['fr']})"
        )
    ),
    "S0-F05": same(
        lambda facts: f"municipality of {english(body(facts, BodyRole.HOST).name).removeprefix('City of ')}"
    ),
    "S0-F06": same(lambda facts: facts.town["fr"]),
    "S0-F07": absent(lambda facts: facts.venue, lambda facts: part(facts, "day").venue),
    "S0-F10": day_of_the_day,
    "S0-F11": absent(lambda facts: part(facts, "day").starts_at, lambda facts: part(facts, "day").ends_at),
    "S0-F12": absent(lambda facts: part(facts, "day").capacity),
    "S0-F13": day_of_the_eve,
    "S0-F14": hour_of_the_eve,
    "S0-F15": seats_of_the_eve,
    "S0-F16": listed(lambda facts: several(part(facts, "eve").texts, TextName.ITEMS)),
    "S0-F20": audience("day"),
    "S0-F21": audience("eve"),
    "S0-F22": forwarding,
    "S0-F23": members,
    "S0-F30": deadline,
    "S0-F31": channels,
    "S0-F32": shortcut,
    "S0-F33": prose(lambda facts: english(facts.web_path)),
    "S0-F34": absent(lambda facts: facts.price),
    "S0-F40": place_of_the_letter,
    "S0-F41": date_of_the_letter,
    "S0-F42": subject_of_the_letter,
    "S0-F43": salutation,
    "S0-F44": closing,
    "S0-F45": two_signatories,
    "S0-F46": listed(lambda facts: [annex["title"]["en"] for annex in letter(facts)["annexes"]]),
    "S0-F47": boilerplate,
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


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, GatheringFacts]]:
    """The five gatherings as the database gives them back, by key; loaded once, nothing left behind."""
    forget_facts()
    with django_db_blocker.unblock(), transaction.atomic():
        for key in KEYS.values():
            load_gathering((EXAMPLES / f"{key}.yaml").read_bytes(), actor=SYSTEM, now=NOW)
        found = {key: facts for key in KEYS.values() if (facts := facts_by_key(key)) is not None}
        transaction.set_rollback(True)
    forget_facts()
    yield found


def test_the_scenarios_are_beside_the_checkout() -> None:
    for name in KEYS:
        assert scenario(name)["facts"]


def test_every_fact_has_its_row_and_no_row_is_left_over() -> None:
    assert set(ROWS) == set(ALL)


@pytest.mark.parametrize("name", list(ROWS))
def test_the_store_holds(name: str, held: dict[str, GatheringFacts]) -> None:
    key, fact = ALL[name]
    ROWS[name](held[key], fact)


def test_the_assembly_is_told_in_every_expected_language(held: dict[str, GatheringFacts]) -> None:
    for name, key in KEYS.items():
        facts = held[key]
        wanted = set(scenario(name)["expected_languages"])
        titles = [facts.title, *(item.title for item in facts.parts), *(theme.label for theme in facts.themes)]
        assert all(wanted <= set(said) for said in titles)
        assert wanted <= set(facts.languages)
