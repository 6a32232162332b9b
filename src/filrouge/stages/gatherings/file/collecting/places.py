"""Series and process as data of a document."""

from typing import Any

from django.db.models import Prefetch

from filrouge.stages.gatherings.file.collecting.values import said, sourced
from filrouge.stages.gatherings.models import Edition, EditionProposal, EditionResult, Gathering, Phase


def series_data(row: Gathering) -> dict[str, Any] | None:
    """The series with every edition of which something is known."""
    own = row.edition
    if own is None:
        return None
    results = Prefetch("results", EditionResult.objects.order_by("pk"))
    proposals = Prefetch("proposals", EditionProposal.objects.order_by("pk"))
    editions = Edition.objects.filter(series=own.series_id).prefetch_related(results, proposals).order_by("number")
    return said(
        {
            "key": own.series.key,
            "name": sourced(own.series.name, row.language),
            "edition": own.number,
            "editions": [_edition(edition, row.language) for edition in editions if _says_more(edition, own)],
        }
    )


def _says_more(edition: Edition, own: Edition) -> bool:
    known = (edition.year is not None, edition.purpose, edition.results.all(), edition.proposals.all())
    return edition.pk != own.pk or any(map(bool, known))


def _edition(edition: Edition, language: str) -> dict[str, Any]:
    purpose = sourced(edition.purpose, language)
    results = [said({"title": one.title, "url": one.url, "language": one.language}) for one in edition.results.all()]
    proposals = [_proposal(one, language) for one in edition.proposals.all()]
    known = {"number": edition.number, "year": edition.year, "purpose": purpose}
    return said({**known, "results": results, "proposals": proposals})


def _proposal(one: EditionProposal, language: str) -> dict[str, Any]:
    texts = {"text": sourced(one.text, language), "answer": sourced(one.answer, language)}
    names = ("key", "whose", "addressee", "state", "answered_on")
    return said({**{name: getattr(one, name) for name in names}, **texts, "public": one.is_public})


def process_data(row: Gathering) -> dict[str, Any] | None:
    """The process with all its phases."""
    if row.phase is None:
        return None
    process, language = row.phase.process, row.language
    return said(
        {
            "key": process.key,
            "name": sourced(process.name, language),
            "owner": process.owner.key if process.owner else None,
            "started": process.started,
            "texts": _texts(process.texts, language),
            "phases": [_phase(phase, language) for phase in Phase.objects.filter(process=process).order_by("position")],
            "this_phase": row.phase.key,
        }
    )


def _phase(phase: Phase, language: str) -> dict[str, Any]:
    return said(
        {
            "key": phase.key,
            "kind": phase.kind,
            "title": sourced(phase.title, language),
            "first": phase.first,
            "last": phase.last,
            "texts": _texts(phase.texts, language),
        }
    )


def _texts(texts: dict[str, list[dict[str, str]]], language: str) -> dict[str, list[dict[str, str]]]:
    return {name: [sourced(text, language) for text in said_texts] for name, said_texts in texts.items()}
