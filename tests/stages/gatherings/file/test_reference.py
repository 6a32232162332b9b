"""docs/gathering-file.md tells the truth: its files load, its refusals are the real ones, no field is left out."""

import re
from collections.abc import Iterator

import pytest

from filrouge.stages.gatherings.enums import TextName
from filrouge.stages.gatherings.file.catalogue import shipped
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.file.schema import GatheringDocument, LetterBrief, PressReleaseBrief, ProgrammeBrief
from filrouge.stages.gatherings.file.schema.audience import AudienceEntry
from filrouge.stages.gatherings.file.schema.base import Base
from filrouge.stages.gatherings.file.schema.directory import (
    BodyEntry,
    LegalEntry,
    MembershipEntry,
    OrganiserEntry,
    PostalAddressEntry,
    TerritoryEntry,
    VenueEntry,
)
from filrouge.stages.gatherings.file.schema.parts import ClaimEntry, PartEntry, RoleEntry, ThemeEntry
from filrouge.stages.gatherings.file.schema.programme import SessionEntry, SpeakerEntry
from filrouge.stages.gatherings.file.schema.publications import PublicationEntry
from filrouge.stages.gatherings.file.schema.quotas import PriorityEntry, QuotaEntry, WaitingEntry
from filrouge.stages.gatherings.file.schema.registration import ContactEntry, PriceEntry, RegistrationEntry
from filrouge.stages.gatherings.file.schema.series import (
    EditionEntry,
    PhaseEntry,
    ProcessEntry,
    ProposalEntry,
    ResultEntry,
    SeriesEntry,
)
from filrouge.stages.gatherings.file.schema.words import FunctionEntry
from tests.stages.gatherings.file.support import ROOT, SMALL, load, problems

TEXT = (ROOT / "docs" / "gathering-file.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml( refused)?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
FILES = [block for refused, block in BLOCKS if not refused and block.startswith("filrouge:")]
FRAGMENTS = [block for refused, block in BLOCKS if not refused and not block.startswith("filrouge:")]
BODIES = "bodies:\n  - {key: ville-exemple, kind: city, name: Ville}\n"

TABLES: list[tuple[str, list[type[Base]]]] = [
    ("The gathering", [GatheringDocument]),
    ("Organiser", [OrganiserEntry]),
    ("Data protection", [LegalEntry]),
    ("Parts", [PartEntry]),
    ("Audience", [AudienceEntry]),
    ("Quotas", [QuotaEntry]),
    ("Registration", [RegistrationEntry]),
    ("Price", [PriceEntry]),
    ("Priority", [PriorityEntry]),
    ("The waiting list", [WaitingEntry]),
    ("Contacts", [ContactEntry]),
    ("Publications", [PublicationEntry]),
    ("Roles", [RoleEntry]),
    ("Themes", [ThemeEntry]),
    ("Claims", [ClaimEntry]),
    ("Venues", [VenueEntry]),
    ("Series", [SeriesEntry, EditionEntry, ResultEntry, ProposalEntry]),
    ("Process", [ProcessEntry, PhaseEntry]),
    ("Words", [FunctionEntry]),
    ("Territories", [TerritoryEntry]),
    ("Bodies", [BodyEntry, MembershipEntry, PostalAddressEntry]),
    ("Invitation letter", [LetterBrief]),
    ("Press release", [PressReleaseBrief]),
    ("Programme", [ProgrammeBrief, SessionEntry, SpeakerEntry]),
]


def section(heading: str) -> str:
    """The text under a heading, to the next one."""
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##+ |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading}"
    return found[1]


def tables(text: str) -> Iterator[list[str]]:
    """The first column of every table of fields, as names."""
    for table in re.findall(r"^\| Field.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE):
        yield re.findall(r"^\| `([a-z_]+)`", table, re.MULTILINE)


@pytest.mark.django_db
@pytest.mark.parametrize("block", FILES)
def test_a_whole_file_loads(block: str) -> None:
    assert load(block).wrote
    assert not load(block).wrote


@pytest.mark.parametrize("block", FRAGMENTS)
def test_a_fragment_is_valid_inside_a_file(block: str) -> None:
    replaced = set(re.findall(r"^([a-z_]+):", block, re.MULTILINE))
    kept = re.split(r"^(?=[a-z_]+:)", SMALL + BODIES, flags=re.MULTILINE)
    read_gathering("".join(part for part in kept if part.partition(":")[0] not in replaced) + block)


def test_there_are_files_and_fragments() -> None:
    assert len(FILES) >= 2 and len(FRAGMENTS) >= 6


@pytest.mark.django_db
def test_a_refused_file_is_answered_as_it_says() -> None:
    found = re.findall(r"^```yaml refused\n(.*?)^```\n.*?^```text\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    for block, answer in found:
        assert problems(block) == answer.splitlines()


@pytest.mark.parametrize(("heading", "models"), TABLES, ids=[heading for heading, _models in TABLES])
def test_every_field_is_in_its_table(heading: str, models: list[type[Base]]) -> None:
    assert [*tables(section(heading))] == [[*model.model_fields] for model in models]


@pytest.mark.parametrize(("heading", "models"), TABLES, ids=[heading for heading, _models in TABLES])
def test_every_alias_is_told(heading: str, models: list[type[Base]]) -> None:
    said = re.search(r"^Understood besides: (.*?)\n\n", section(heading) + "\n\n", re.MULTILINE | re.DOTALL)
    words = re.findall(r"`([a-z_]+)`", said[1]) if said else []
    for model in models:
        assert {*model.also, *model.also.values()} <= set(words)


def test_every_name_of_a_text_is_told() -> None:
    assert re.findall(r"`([a-z_]+)`", section("Texts").partition("The names:")[2].partition("```")[0]) == [*TextName]


@pytest.mark.parametrize("names", ["functions", "body_kinds", "instruments memberships"])
def test_every_shipped_word_is_told(names: str) -> None:
    table = re.search(rf"<!-- {names} -->\n(.*?)<!-- end -->", TEXT, re.DOTALL)
    assert table
    words = [word for name in names.split() for word in shipped().words(name).values()]
    rows = [f"| `{word['key']}` | {word['label']['fr']} | {word['label']['en']} |" for word in words]
    assert table[1].splitlines() == ["| Key | French | English |", "|---|---|---|", *rows]


def test_the_first_file_is_small() -> None:
    assert len(FILES[0].splitlines()) <= 15


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(FileRefused):
        read_gathering(FILES[0] + "surprise: 1\n")
