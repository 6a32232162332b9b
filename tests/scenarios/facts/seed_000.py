"""The facts of the assembly in Aarau: for each, how the stored value is compared with the scenario's."""

from datetime import datetime, time, timedelta

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.stages.gatherings.audience import values_named
from filrouge.stages.gatherings.enums import (
    Attribute,
    BodyRole,
    Channel,
    TextName,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.scenarios.facts.comparing import (
    Fact,
    Row,
    absent,
    audience,
    forwarding,
    listed,
    prose,
    salutation,
    same,
    text,
)
from tests.scenarios.facts.store import (
    body,
    english,
    letter,
    part,
    several,
    weekday,
)


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


def audience_of_the_day(facts: GatheringFacts, fact: Fact) -> None:
    audience("day")(facts, fact)
    words = {term.key: english(term.plural) for term in facts.vocabulary.memberships}
    named = values_named(part(facts, "day").audience.rule, Attribute.MEMBERSHIP)
    assert [words[key] for key in named] == fact["value"]


def audience_of_the_eve(facts: GatheringFacts, fact: Fact) -> None:
    audience("eve")(facts, fact)
    rule = part(facts, "eve").audience.rule
    words = {function.key: english(function.label) for function in facts.vocabulary.functions}
    (whose,) = values_named(rule, Attribute.MEMBERSHIP)
    who = ", ".join(words[key] for key in values_named(rule, Attribute.FUNCTION))
    assert f"{whose}s only AND function in ({who})" == fact["value"]


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


ROWS: dict[str, Row] = {
    "S0-F01": prose(lambda facts: f"{facts.kind.value} ({english(facts.kind_note)})"),
    "S0-F02": text(TextName.MAIN_THEME),
    "S0-F03": text(TextName.GUIDING_QUESTION),
    "S0-F04": same(
        lambda facts: (
            f"{body(facts, BodyRole.ORGANISER).name['fr']} (section of {body(facts, BodyRole.ORGANISER).part_of['fr']})"
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
    "S0-F20": audience_of_the_day,
    "S0-F21": audience_of_the_eve,
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
}
