"""What stands on the page of a gathering: kept once, taken for what it is, dropped once no page names it."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from filrouge.core.states import ForbiddenTransition
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.actions import publish_programme, publish_thing, take_thing_back
from filrouge.stages.gatherings.enums import PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Publication
from filrouge.stages.gatherings.store import MOST_BYTES, NotKept, drop_unnamed, keep, kept_publication, path_of
from tests.support import gatherings
from tests.support.clock import SPRING, instant
from tests.support.gatherings import AARAU, changed, fresh_facts

__all__ = ["fresh_facts"]

pytestmark = pytest.mark.django_db
NOW = instant(SPRING)
PDF = b"%PDF-1.7 rapport"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    """A store of its own for each test."""
    settings.PUBLICATIONS_DIR = tmp_path / "publications"
    return tmp_path / "publications"


def published(facts: GatheringFacts, **more: Any) -> str:
    about = {"gathering_id": facts.id, "kind": PublicationKind.REPORT, "title": "Synthèse", "language": "fr"}
    return publish_thing(**about, actor=SYSTEM, now=NOW, **more)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<script>", "unknown_kind"),
        ("report.pdf", b"<script>alert(1)</script>", "another_kind"),
        ("report.pdf", b"", "empty"),
        ("report.pdf", b"%PDF-" + b" " * MOST_BYTES, "too_large"),
        ("report", PDF, "unknown_kind"),
    ],
)
def test_what_is_not_kept(store: Path, name: str, content: bytes, why: str) -> None:
    with pytest.raises(NotKept) as refusal:
        keep(name, [content])
    assert refusal.value.why == why
    assert not store.is_dir() or not list(store.iterdir()), "nothing half written is left behind"


def test_a_name_cannot_lead_out_of_the_store() -> None:
    kept = keep("../../etc/pass\\wd\r\nX: é.PDF", [PDF])
    assert kept.filename == "wd--X- é.pdf"
    assert path_of(kept.digest).read_bytes() == PDF


def test_the_same_content_is_kept_once_and_dropped_when_no_page_names_it(store: Path) -> None:
    facts = gatherings.load()
    first, second = (published(facts, kept=keep(f"{name}.pdf", [PDF])) for name in ("a", "b"))
    assert (first, second) == ("synthese", "synthese-2")
    assert len(list(store.iterdir())) == 1
    old = (NOW - timedelta(days=3)).timestamp()
    for path in store.iterdir():
        os.utime(path, (old, old))
    take_thing_back(gathering_id=facts.id, key=first, actor=SYSTEM, now=NOW, motive="Deux fois.")
    assert drop_unnamed(NOW) == 0
    assert kept_publication(facts.id, second) is not None
    take_thing_back(gathering_id=facts.id, key=second, actor=SYSTEM, now=NOW, motive="Erreur.")
    assert drop_unnamed(NOW) == 1
    assert kept_publication(facts.id, second) is None


def test_it_is_a_link_or_a_file() -> None:
    facts = gatherings.load()
    with pytest.raises(ValueError, match="link or a file"):
        published(facts)
    with pytest.raises(ValueError, match="link or a file"):
        published(facts, url="https://a.example/", kept=keep("a.pdf", [PDF]))


def test_a_file_that_says_nothing_of_publications_leaves_them() -> None:
    facts = gatherings.load()
    published(facts, url="https://a.example/")
    published(facts, kept=keep("a.pdf", [PDF]))
    gatherings.load(changed(AARAU, title={"fr": "Autre", "de": "Andere"}))
    assert Publication.objects.count() == 2
    gatherings.load(changed(AARAU, publications=[{"key": "b", "title": "B", "url": "https://b.example/"}]))
    assert sorted(Publication.objects.values_list("key", flat=True).order_by("key")) == ["b", "synthese-2"]


def test_a_draft_shows_no_programme_and_a_published_one_stays() -> None:
    hours = gatherings.with_part(AARAU, "day", starts_at="09:00")
    draft = gatherings.load(changed(hours, key="draft", state="draft"))
    with pytest.raises(ForbiddenTransition):
        publish_programme(gathering_id=draft.id, actor=SYSTEM, now=NOW)
    facts = gatherings.load(hours)
    publish_programme(gathering_id=facts.id, actor=SYSTEM, now=NOW)
    publish_programme(gathering_id=facts.id, actor=SYSTEM, now=NOW + timedelta(days=1))
    assert gatherings.facts_of(facts.key).programme_published_at == NOW
    gatherings.load(changed(hours, town="Bâle"))
    assert gatherings.facts_of(facts.key).programme_published_at == NOW, "a file that does not know of it hides nothing"
