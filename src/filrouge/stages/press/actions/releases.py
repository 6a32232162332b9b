"""Writing a press release: started from the brief and the facts, then heading, texts and annexes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from filrouge.core.days import at_local
from filrouge.core.text import Translated
from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents import placeholders
from filrouge.stages.documents.actions.files import check_pdf
from filrouge.stages.documents.actions.letters import UnknownPlaceholder
from filrouge.stages.gatherings.enums import DocumentKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press.drafts import ReleaseText
from filrouge.stages.press.enums import ReleaseState
from filrouge.stages.press.models import PressAnnex, PressRelease, PressText

# A lead says who, what, when and where; nobody types a fact.
_LEADS = {
    "fr": "{gathering} a lieu {date}, {place}. Organisation : {organiser}.",
    "de": "{gathering} findet statt: {date}, {place}. Veranstalterin: {organiser}.",
    "it": "{gathering} si tiene {date}, {place}. Organizza: {organiser}.",
    "en": "{gathering} takes place on {date}, {place}. Organiser: {organiser}.",
}
_HEADLINE = "{gathering}, {date}, {town}"


class Issued(Exception):
    """The release was issued: nothing of it is changed any more."""


class Changed(Exception):
    """Somebody changed the release since it was shown."""


@transaction.atomic
def start_release(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Start a release with all that the gathering file knows of it, the rest as placeholders; the id of the draft."""
    lock_name(f"press {facts.id}")
    brief: Mapping[str, Any] = facts.briefs.get(DocumentKind.PRESS_RELEASE.value, {})
    languages = list(facts.languages or (facts.language,))
    row = PressRelease.objects.create(
        gathering_id=facts.id,
        languages=languages,
        place=dict(facts.town),
        dated=_day(brief),
        embargo_until=_embargo(brief, facts.zone),
        created_at=now,
        created_by=actor.label[:200],
    )
    PressText.objects.bulk_create([_text(row, language, brief, facts) for language in languages])
    if brief.get("annex"):
        title = dict(Translated.of(brief["annex"], facts.language))
        PressAnnex.objects.create(release=row, position=0, title=title)
    note("press:started", row, facts, actor=actor, now=now, data={"from_brief": bool(brief)})
    return row.pk


def _day(brief: Mapping[str, Any]) -> date | None:
    """The day of the brief; a release has one, so a vague date is none yet."""
    said = VagueDate.parse(str(brief.get("date") or "unknown"))
    return said.floor if said.precision is Precision.DAY else None


def _embargo(brief: Mapping[str, Any], zone: str) -> datetime | None:
    """The instant of the brief; without an offset it is by the clock of the gathering."""
    if not brief.get("embargo_until"):
        return None
    said = datetime.fromisoformat(str(brief["embargo_until"]))
    return said if said.tzinfo else at_local(said.date(), said.time(), zone)


def _text(row: PressRelease, language: str, brief: Mapping[str, Any], facts: GatheringFacts) -> PressText:
    def said(name: str) -> str:
        return Translated.of(brief[name], facts.language).get(language, "") if brief.get(name) else ""

    body = [Translated.of(one, facts.language).get(language, "") for one in brief.get("body", ())]
    presentation = facts.text(TextName.PRESENTATION)
    return PressText(
        release=row,
        language=language,
        headline=said("headline") or _HEADLINE,
        lead=said("lead") or _LEADS[language],
        body="\n\n".join(filter(None, body)) or presentation.get(language, ""),
    )


@transaction.atomic
def write_heading(
    *,
    facts: GatheringFacts,
    release_id: int,
    languages: Sequence[str],
    place: Mapping[str, str],
    dated: date | None,
    embargo_until: datetime | None,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
) -> None:
    """In which languages, where, on which day, held back until when.

    Raises Issued, Changed, ValueError for no language.
    """
    if not languages:
        raise ValueError("a press release has at least one language")
    row = locked_draft(facts, release_id, seen=seen)
    row.languages, row.place = list(languages), {language: said for language, said in place.items() if said}
    row.dated, row.embargo_until = dated, embargo_until
    touch(row, "languages", "place", "dated", "embargo_until")
    note("press:heading_changed", row, facts, actor=actor, now=now)


@transaction.atomic
def write_text(
    *,
    facts: GatheringFacts,
    release_id: int,
    text: ReleaseText,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Write the texts of one language. Raises Issued, Changed, UnknownPlaceholder."""
    names = [name for name in placeholders.names_for(facts) if name != placeholders.PARTS]
    found = {where: placeholders.unknown_in(typed, names) for where, typed in text.pieces.items()}
    if wrong := {where: unknown for where, unknown in found.items() if unknown}:
        raise UnknownPlaceholder(wrong)
    row = locked_draft(facts, release_id, seen=seen)
    quotes = [{"said": one.said, "name": one.name, "capacity": one.capacity} for one in text.quotes]
    said = {"headline": text.headline, "lead": text.lead, "body": text.body, "quotes": quotes}
    PressText.objects.update_or_create(release=row, language=text.language, defaults=said)
    touch(row)
    note("press:text_changed", row, facts, actor=actor, now=now, data={"language": text.language})


@transaction.atomic
def add_annex(*, facts: GatheringFacts, release_id: int, title: Mapping[str, str], actor: Actor, now: datetime) -> int:
    """Let something travel with the release; its file may follow. Raises Issued."""
    row = locked_draft(facts, release_id)
    last = row.annexes.aggregate(last=Max("position"))["last"]
    annex = PressAnnex.objects.create(
        release=row,
        position=0 if last is None else last + 1,
        title={language: said for language, said in title.items() if said},
    )
    touch(row)
    note("press:annex_added", row, facts, actor=actor, now=now, data={"title": dict(title)})
    return annex.pk


@transaction.atomic
def take_file(
    *, facts: GatheringFacts, release_id: int, annex_id: int, name: str, data: bytes, actor: Actor, now: datetime
) -> None:
    """Take the PDF of an annex, in place of an earlier one. Raises Issued, FileRefused, PressAnnex.DoesNotExist."""
    check_pdf(data)
    row = locked_draft(facts, release_id)
    annex = PressAnnex.objects.get(release=row, pk=annex_id)
    annex.filename, annex.content, annex.size = name[-200:], data, len(data)
    annex.save(update_fields=["filename", "content", "size"])
    touch(row)
    note("press:file_taken", row, facts, actor=actor, now=now, data={"title": annex.title})


@transaction.atomic
def drop_annex(*, facts: GatheringFacts, release_id: int, annex_id: int, actor: Actor, now: datetime) -> None:
    """Something does not travel with the release after all. Raises Issued."""
    row = locked_draft(facts, release_id)
    found = PressAnnex.objects.filter(release=row, pk=annex_id).first()
    if found is None:
        return
    found.delete()
    touch(row)
    note("press:annex_dropped", row, facts, actor=actor, now=now, data={"title": found.title})


def locked_release(facts: GatheringFacts, release_id: int) -> PressRelease:
    """The row of a release of this gathering, locked. Raises PressRelease.DoesNotExist."""
    row = lock_rows(PressRelease.objects.filter(gathering_id=facts.id), [release_id]).get(release_id)
    if row is None:
        raise PressRelease.DoesNotExist
    return row


def locked_draft(facts: GatheringFacts, release_id: int, *, seen: int | None = None) -> PressRelease:
    """The same for a draft; `seen` is the version that was shown to whoever acts. Raises Issued, Changed too."""
    row = locked_release(facts, release_id)
    if row.state == ReleaseState.ISSUED.value:
        raise Issued
    if seen is not None and row.version != seen:
        raise Changed
    return row


def touch(row: PressRelease, *fields: str) -> None:
    """Write these fields of a release and raise its version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def note(
    verb: str,
    row: PressRelease,
    facts: GatheringFacts,
    *,
    actor: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One line of the trail about a release."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("press_release", str(row.pk)),
        data=dict(data or {}),
    )
