"""Mistakes in a file are all told at once, each with its line and what to do."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.file.yaml_text import MAX_BYTES
from tests.stages.gatherings.file.support import NAMES, SMALL, example

PHASE = "{key: a, kind: drafting, title: A"


def told(text: str | bytes) -> str:
    """Everything that is told about a file that is refused."""
    with pytest.raises(FileRefused) as refused:
        read_gathering(text)
    return str(refused.value)


def with_part(*lines: str) -> str:
    """The small file with more lines in its part."""
    return SMALL + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_read(name: str) -> None:
    assert read_gathering(example(name)).document.key == name


def test_the_small_file_is_read() -> None:
    document = read_gathering(SMALL).document
    assert (document.language, document.zone) == ("fr", "Europe/Paris")
    assert document.parts[0].when.floor == date(2027, 3, 12)


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = SMALL.replace("kind: meeting", "kind: meting").replace("2027-03-12", "2027-02-30")
    text += "roles:\n  - {body: nobody, role: host}\ncontacts:\n  general: {email: nobody-at-home}\n"
    lines = told(text).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "line 4, kind",
        "line 12, parts[0].when",
        "line 14, roles[0].body",
        "line 16, contacts.general.email",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("when: 2027-03-13", "line 13, parts[0].when: “when” is written twice; the first is on line 12."),
        ("titel: x", "There is no field “titel” here. Did you mean “title”?"),
        ("weekday: monday", "2027-03-12 is a friday, not a monday."),
        ("weekday: lundi", "“lundi” is not a value we know. Known here: friday, monday"),
        ("deadline: 2027-03-13", "The deadline is after the part."),
        ("deadline: soon", "“soon” is not an exact day. Write it as 2027-03-12."),
        ("deadline: 2027-13-01", "“2027-13-01” is not in the calendar."),
        ("starts_at: 25:00", "“25:00” is not an hour. Write it as 17:15."),
        ("capacity: many", "“many” is not a whole number."),
        ("capacity: -1", "The number must be at least 0."),
        ("capacity: 99999999999999999999999999999", "The number must be at most 1000000."),
        ("has_meal: perhaps", "Write true or false."),
        ("kind: [day]", "One word is expected here. Known here: day, eve, evening, half_day, workshop."),
        ("venue: hall", "There is no venue “hall” under venues."),
        ("uid: 12", "“12” is not a uid."),
        ("audience: {function: executiv_member}", "Did you mean “executive_member”?"),
        ("audience: {organisation: hospitals}", "“hospitals” is not a kind of body."),
        ("audience: {membership: friend}", "“friend” is not a membership. Known here: member, partner."),
        ("audience: {territory: mars}", "There is no territory “mars”"),
        ("audience: {community: poets}", "There is no community “poets” under communities."),
        ("audience: {instrument: flute}", "“flute” is not an instrument."),
        ("audience: {all: []}", "At least one item is needed here."),
        ("audience: {membership: member, function: researcher}", "Write exactly one condition here"),
        ("audience: {any: [{membership: member}], otherwise: maybe}", "Known here: open, organiser_decides, refuse."),
        ("texts: {guiding_question: {de: Warum?}}", "The text in the first language of the file (fr) is missing."),
        ("texts: {guiding_question: {fr: a, es: b}}", "“es” is not a language we know."),
        ("texts: {guidance: a}", "“guidance” is not a value we know."),
        ("answer_hours: 0", "The number must be at least 1."),
        ("asks_access: perhaps", "Write true or false."),
        ("roles: host", "Write a list here"),
        ("roles: [{body: a, role: host}, {body: a, role: host}]", "“a host” is named twice"),
    ],
)
def test_a_mistake_in_a_part_is_told(line: str, said: str) -> None:
    assert said in told(with_part(line))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("deadline: 2027-01-01", "There is no field “deadline” here. “deadline” belongs under “registration”."),
        ("capacity: 30", "“capacity” belongs under “parts”."),
        ("registration: {deadline: 2027-03-13}", "The deadline is after the last part."),
        ("registration: {deadline: 2027-03-01, opens_at: 2027-03-02 09:00}", "Registration opens after its deadline."),
        ("registration: {opens_at: 2027-03-02}", "is not a day and hour. Write it as 2027-01-15 09:00."),
        ("registration: {channels: [web], preferred: paper}", "The preferred channel must be one of the channels."),
        ("registration: {price: {amount: free, currency: EUR}}", "“free” is not an amount."),
        ("contacts: {presse: {email: a@b.ch}}", "“presse” is not a value we know. Did you mean “press”?"),
        (
            "bodies:\n- {key: a, kind: city, name: A}\n- {key: a, kind: city, name: B}",
            "“a” is named twice; the first is on line 14.",
        ),
        ("bodies:\n- {key: a, kind: town, name: A}", "“town” is not a kind of body."),
        ("bodies:\n- {key: A b, kind: city, name: A}", "“A b” is not a key"),
        ("bodies:\n- {key: a, kind: city, name: A, part_of: a}", "“a” ends up inside itself."),
        ("bodies:\n- {key: a, kind: city, name: A, website: www.a.ch}", "“www.a.ch” is not a web address"),
        (
            "territories:\n- {key: a, kind: region, name: A, parent: b}\n- {key: b, kind: region, name: B, parent: a}",
            "“a” ends up inside itself.",
        ),
        ("functions: [executive_members]", "“executive_members” is not a shipped word"),
        ("functions: [resident, {key: resident, label: x}]", "“resident” is named twice"),
        ("timezone: Paris", "“Paris” is not a time zone."),
        ("venue: hall", "There is no venue “hall” under venues."),
        (
            "process:\n  {key: p, name: P, this_phase: a, phases: [" + PHASE + ", first: 2027-05, last: 2027-04}]}",
            "The phase ends before it begins.",
        ),
        ("process:\n  {key: p, name: P, this_phase: b, phases: [" + PHASE + "}]}", "There is no phase “b”"),
        (
            "series:\n  {key: s, name: S, edition: 2, editions: [{number: 1}, {number: 1}]}",
            "“1” is named twice",
        ),
        ("city: Ailleurs", "“city” and “town” are the same field: keep one of them."),
    ],
)
def test_a_mistake_anywhere_is_told(lines: str, said: str) -> None:
    assert said in told(SMALL + lines + "\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file must begin with “filrouge: gathering/1”."),
        ("just a sentence", "The file must begin with “filrouge: gathering/1”."),
        ("- a list", "The file must begin with “filrouge: gathering/1”."),
        ("key: a", "The file must begin with “filrouge: gathering/1”."),
        ("filrouge: gathering/2", "This is a later form of the file (gathering/2)"),
        ("filrouge: [gathering/1", "This is not valid YAML"),
        ("a: b: c", "line 1: This is not valid YAML"),
        (SMALL + "---\na: b\n", "A file holds one gathering"),
        (SMALL + "title: &a x\nkind_note: *a\n", "Anchors and aliases"),
        (SMALL + "kind_note: !!python/object/apply:os.system [ls]\n", "YAML tags"),
        (SMALL + "kind_note: !!str 1\n", "YAML tags"),
        (SMALL + 'kind_note: "a\\0b"\n', "line 13, kind_note: The text holds the unprintable character U+0000."),
        (SMALL + 'kind_note: "\\u2028"\n', "unprintable character U+2028"),
        (SMALL + "? [a, b]\n: c\n", "A key must be a word."),
        (SMALL + "texts: " + "[" * 200 + "]" * 200 + "\n", "Too many levels inside each other."),
        ("filrouge: gathering/1", "line 1, languages: This field is missing."),
    ],
)
def test_what_is_no_gathering_file_is_told(text: str, said: str) -> None:
    assert said in told(text)


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed() -> None:
    assert told("#" * (MAX_BYTES + 1)) == "The file is larger than 2 MB."
    assert told(b"#" * (MAX_BYTES + 1)) == "The file is larger than 2 MB."


def test_a_file_that_is_not_utf8_is_told_with_its_line() -> None:
    assert told("a: b\nc: é".encode("latin-1")) == "line 2: The file is not encoded in UTF-8. Save it again as UTF-8."


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert read_gathering(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()).document.key == "rencontre-2027"


def test_scalars_stay_as_written() -> None:
    text = SMALL + "venue: v\nvenues: [{key: v, name: 2019, postcode: 01000, number: 10/12}]\n"
    document = read_gathering(text + "texts: {reason: no, scope: 17:15}\n").document
    (venue,) = document.venues
    assert (venue.name["fr"], venue.postcode, venue.number) == ("2019", "01000", "10/12")
    assert [said["fr"] for (said,) in document.texts.values()] == ["no", "17:15"]


def test_an_empty_field_is_one_that_was_not_filled_in() -> None:
    empty = with_part("deadline:", "capacity: ~", "venue: null")
    assert read_gathering(empty).document == read_gathering(SMALL).document


def test_aliases_mean_the_documented_field() -> None:
    text = SMALL.replace("when:", "date:").replace("town:", "city:") + "    places: 30\n    start: 9h30\n"
    part = read_gathering(text).document.parts[0]
    assert (part.capacity, f"{part.starts_at:%H:%M}", str(part.when)) == (30, "09:30", "2027-03-12")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.one_of(st.text(), st.text().map(lambda text: SMALL + text), st.binary()))
def test_nothing_that_is_typed_breaks_the_reader(text: str | bytes) -> None:
    try:
        read_gathering(text)
    except FileRefused as refused:
        assert refused.problems and all(problem.message for problem in refused.problems)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(NAMES), at=st.floats(0, 1), cut=st.integers(0, 40), put=st.text(max_size=5))
def test_a_damaged_example_is_read_or_refused(name: str, at: float, cut: int, put: str) -> None:
    text = example(name)
    place = int(at * len(text))
    try:
        read_gathering(text[:place] + put + text[place + cut :])
    except FileRefused as refused:
        assert refused.problems
