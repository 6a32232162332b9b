"""A press release as a tagged PDF (PDF/UA-1)."""

from __future__ import annotations

from dataclasses import asdict

from filrouge.stages.documents.layout.pdf import compiled
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.arranged import arrange


def release_pdf(facts: ReleaseFacts) -> bytes:
    """The release with title and language; the embargo on top of every page. The same facts give the same bytes."""
    release = arrange(facts)
    return compiled("release.typ", {"language": release.language, "region": release.region, "release": asdict(release)})
