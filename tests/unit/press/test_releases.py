"""A press release in four languages, the hour of an embargo, and when a journalist's request is forgotten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from filrouge.core.text import LANGUAGES, Translated
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.press import rules
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import Practical, ReleaseState
from filrouge.stages.press.facts import Embargo, PracticalLine, PressContactFacts, Quote, ReleaseFacts
from filrouge.stages.press.layout.page import release_article
from filrouge.stages.press.layout.pdf import release_pdf
from filrouge.stages.press.layout.text import release_text, subject_text
from tests.support.pdf_reading import faults, whole_text
from tests.support.plain_facts import a_gathering

UNTIL = datetime(2022, 4, 14, 4, 0, tzinfo=UTC)
LINES = {
    ("fr", "FR"): "Embargo jusqu’au jeudi 14 avril 2022, 6h (heure de Paris, UTC+2)",
    ("de", "CH"): "Sperrfrist: Donnerstag, 14. April 2022, 6 Uhr (Zeit in Paris, UTC+2)",
    ("it", "CH"): "Embargo fino a giovedì 14 aprile 2022, 6.00 (ora di Parigi, UTC+2)",
    ("en", "FR"): "Embargo until Thursday 14 April 2022, 6:00 (Paris time, UTC+2)",
}


def release(language: str = "fr", country: str = "FR", **more: object) -> ReleaseFacts:
    """A short release that has everything."""
    facts = ReleaseFacts(
        language=language,
        country=country,
        issuer="Ville de Mulhouse",
        place="Mulhouse",
        dated=date(2022, 4, 11),
        headline="Grand <colloque> & 2e édition",
        lead="Qui, quoi, quand.",
        paragraphs=("Un paragraphe.", "- un\n- deux"),
        embargo=Embargo(UNTIL, "Europe/Paris"),
        quotes=(Quote("Nous écoutons.", "Alix Meyer", "adjointe"),),
        practical=(PracticalLine(Practical.WHERE, "SIM"),),
        annexes=("Programme",),
        contact=PressContactFacts("Ludivine Haag", mobile="06 39 98 42 10", email="presse@mulhouse.example"),
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def plain(said: str) -> str:
    """With ordinary spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "country"), LINES)
def test_the_embargo_stands_first_in_every_format(language: str, country: str) -> None:
    facts, line = release(language, country), LINES[language, country]
    assert plain(release_text(facts)).splitlines()[0] == line
    html = release_article(facts)
    assert plain(html).index(line) < html.index("release__label")
    pdf = release_pdf(facts)
    assert plain(whole_text(pdf)).startswith(line)
    assert not faults(pdf)
    held = replace(facts, embargo=None)
    assert line not in plain(release_text(held)) and "release__embargo" not in release_article(held)
    assert plain(subject_text(facts)).startswith("[") and plain(subject_text(held)).startswith("Grand")


def test_every_language_has_its_own_words_and_marks() -> None:
    labels = {language: release_text(release(language, "CH", embargo=None)).splitlines()[0] for language in LANGUAGES}
    assert labels == {
        "fr": "Communiqué de presse",
        "de": "Medienmitteilung",
        "it": "Comunicato stampa",
        "en": "Press release",
    }
    assert "« Nous écoutons. »" in plain(release_text(release("fr")))
    assert "«Nous écoutons.»" in release_text(release("de", "CH"))
    assert "“Nous écoutons.”" in release_text(release("en"))
    assert "ß" not in release_text(release("de", "CH"))


def test_what_was_typed_is_escaped_and_ordinals_are_raised() -> None:
    html = release_article(release(), level=3)
    assert "Grand &lt;colloque&gt; &amp; 2<sup>e</sup> édition" in html
    assert '<h3 class="release__headline">' in html and "<h4>" in html and "<h1" not in html


def test_winter_has_another_offset() -> None:
    winter = release(embargo=Embargo(datetime(2022, 12, 1, 5, 0, tzinfo=UTC), "Europe/Zurich"))
    assert "6h (heure de Zurich, UTC+1)" in plain(release_text(winter))


@pytest.mark.parametrize(("seconds", "is_public"), [(-1, False), (0, True), (1, True)])
def test_public_from_the_hour_on(seconds: int, is_public: bool) -> None:
    draft = ReleaseDraft(
        id=1,
        uid=uuid4(),
        gathering_id=1,
        state=ReleaseState.ISSUED,
        languages=("fr",),
        place=Translated.of("Mulhouse", "fr"),
        dated=date(2022, 4, 11),
        embargo_until=UNTIL,
        version=1,
        texts={},
        annexes=(),
    )
    at = UNTIL + timedelta(seconds=seconds)
    assert draft.is_public_at(at) is is_public
    assert not replace(draft, state=ReleaseState.DRAFT).is_public_at(at)
    assert replace(draft, embargo_until=None).is_public_at(at)


def test_journalists_ask_until_it_took_place_or_is_cancelled() -> None:
    facts = a_gathering()
    assert rules.welcomes_journalists(replace(facts, state=GatheringState.INVITATION_SENT))
    for state in (GatheringState.CANCELLED, GatheringState.HELD, GatheringState.ARCHIVED):
        assert not rules.welcomes_journalists(replace(facts, state=state))
    undated = replace(facts, parts=())
    assert rules.forget_at(undated, UNTIL) == UNTIL + timedelta(days=365)
