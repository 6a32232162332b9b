"""Writing where a gathering stands: its edition in a series, its phase in a process."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.schema.series import EditionEntry, ProcessEntry, SeriesEntry
from filrouge.stages.gatherings.file.writing.directory import stored
from filrouge.stages.gatherings.file.writing.ledger import Ledger, drop, put
from filrouge.stages.gatherings.file.writing.texts import stored_texts
from filrouge.stages.gatherings.models import Edition, EditionProposal, EditionResult, Phase, Process, Series

Refuse = Callable[[tuple[int | str, ...], str], None]


def put_edition(ledger: Ledger, document: GatheringDocument, organiser_id: int, refuse: Refuse) -> int | None:
    """Write the series; the id of this gathering's edition."""
    entry = document.series
    if entry is None:
        return None
    found = Series.objects.filter(organiser_id=organiser_id, key=entry.key).first()
    values = {"organiser_id": organiser_id, "key": entry.key, "name": stored(entry.name)}
    series = put(ledger, Series, found, f"series {entry.key}", values)
    editions = Edition.objects.filter(series=series).select_related("gathering")
    known = {str(row.number): row for row in editions}
    holder = _holder(known.get(str(entry.edition)))
    if holder not in ("", document.key):
        message = _("Edition %(number)s is the gathering “%(key)s” already.")
        refuse(("series", "edition"), message % {"number": entry.edition, "key": holder})
    rows = _put_editions(ledger, entry, series.pk, known)
    return rows[str(entry.edition)].pk


def _put_editions(ledger: Ledger, entry: SeriesEntry, series_id: int, known: dict[str, Edition]) -> dict[str, Edition]:
    rows = dict(known)
    for edition in entry.editions:
        name = str(edition.number)
        values = {
            "series_id": series_id,
            "number": edition.number,
            "year": edition.year,
            "purpose": stored(edition.purpose),
        }
        rows[name] = put(ledger, Edition, known.get(name), f"edition {entry.key} {name}", values)
        _put_results(ledger, edition, rows[name], f"edition {entry.key} {name} result")
        _put_proposals(ledger, edition, rows[name], f"edition {entry.key} {name} proposal")
    own = str(entry.edition)
    if own not in {str(edition.number) for edition in entry.editions}:
        values = {"series_id": series_id, "number": entry.edition}
        rows[own] = put(ledger, Edition, known.get(own), f"edition {entry.key} {own}", values)
    if entry.editions:
        kept = [own, *(str(edition.number) for edition in entry.editions)]
        drop(ledger, {name: row for name, row in known.items() if not _holder(row)}, kept, f"edition {entry.key}")
    return rows


def _put_results(ledger: Ledger, entry: EditionEntry, edition: Edition, kind: str) -> None:
    """Write what an edition produced; other results are removed, unless the file speaks of none: they may be the
    desk's.
    """
    if not entry.results:
        return
    found = {row.url: row for row in EditionResult.objects.filter(edition=edition)}
    for said in entry.results:
        values = {"edition_id": edition.pk, "url": said.url, "title": said.title, "language": said.language or ""}
        put(ledger, EditionResult, found.get(said.url), f"{kind} {said.url}", values)
    drop(ledger, found, [said.url for said in entry.results], kind)


def _put_proposals(ledger: Ledger, entry: EditionEntry, edition: Edition, kind: str) -> None:
    """Write what an edition proposed; as with results, a file that speaks of none leaves those of the desk alone."""
    if not entry.proposals:
        return
    found = {row.key: row for row in EditionProposal.objects.filter(edition=edition)}
    for said in entry.proposals:
        values = {
            "edition_id": edition.pk,
            "key": said.key,
            "text": stored(said.text),
            "whose": said.whose,
            "addressee": said.addressee,
            "state": said.state.value,
            "answered_on": said.answered_on,
            "answer": stored(said.answer),
            "is_public": said.public,
        }
        put(ledger, EditionProposal, found.get(said.key), f"{kind} {said.key}", values)
    drop(ledger, found, [said.key for said in entry.proposals], kind)


def put_phase(
    ledger: Ledger, document: GatheringDocument, organiser_id: int, bodies: dict[str, int], refuse: Refuse
) -> int | None:
    """Write the process; the id of this gathering's phase."""
    entry = document.process
    if entry is None:
        return None
    found = Process.objects.filter(organiser_id=organiser_id, key=entry.key).first()
    values = {
        "organiser_id": organiser_id,
        "key": entry.key,
        "name": stored(entry.name),
        "started": str(entry.started),
        "owner_id": bodies[entry.owner] if entry.owner else None,
        "texts": stored_texts(entry.texts),
    }
    process = put(ledger, Process, found, f"process {entry.key}", values)
    known = {row.key: row for row in Phase.objects.filter(process=process).select_related("gathering")}
    rows = _put_phases(ledger, entry, process.pk, known)
    holder = _holder(known.get(entry.this_phase))
    if holder not in ("", document.key):
        message = _("The phase “%(phase)s” is the gathering “%(key)s” already.")
        refuse(("process", "this_phase"), message % {"phase": entry.this_phase, "key": holder})
    if entry.this_phase not in rows:
        refuse(("process", "this_phase"), _("There is no such phase in this process."))
        return None
    return rows[entry.this_phase].pk


def _put_phases(ledger: Ledger, entry: ProcessEntry, process_id: int, known: dict[str, Phase]) -> dict[str, Phase]:
    rows = dict(known)
    for position, phase in enumerate(entry.phases):
        values = {
            "process_id": process_id,
            "key": phase.key,
            "position": position,
            "kind": phase.kind.value,
            "title": stored(phase.title),
            "first": str(phase.first),
            "last": str(phase.last),
            "texts": stored_texts(phase.texts),
        }
        rows[phase.key] = put(ledger, Phase, known.get(phase.key), f"phase {entry.key} {phase.key}", values)
    if entry.phases:
        kept = [phase.key for phase in entry.phases]
        drop(ledger, {key: row for key, row in known.items() if not _holder(row)}, kept, f"phase {entry.key}")
    return rows


def _holder(row: Edition | Phase | None) -> str:
    """The key of the gathering that is this edition or phase, empty when none is."""
    gathering = getattr(row, "gathering", None)
    return gathering.key if gathering else ""
