"""Reading the press: releases with all that belongs to them, the press list, journalists who asked to come."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Prefetch, QuerySet

from filrouge.core.text import Translated
from filrouge.ground.mail.objectors import objectors
from filrouge.stages.press.drafts import ReleaseAnnex, ReleaseDraft, ReleaseText
from filrouge.stages.press.enums import AccreditationState, ReleaseState
from filrouge.stages.press.facts import AccreditationFacts, JournalistFacts, Quote
from filrouge.stages.press.models import (
    Accreditation,
    IssuedRelease,
    Journalist,
    PressAnnex,
    PressRelease,
    PressText,
)


def releases_of(gathering_id: int, *, language: str = "fr") -> Sequence[ReleaseDraft]:
    """All releases of a gathering, drafts first, then the newest; three queries. `language`: of texts without one."""
    found = [_draft(row, language) for row in _rows().filter(gathering_id=gathering_id).order_by("-pk")]
    return sorted(found, key=lambda release: release.is_issued)


def release_by_id(gathering_id: int, release_id: int, *, language: str = "fr") -> ReleaseDraft | None:
    """One release of a gathering, None if there is none."""
    row = _rows().filter(gathering_id=gathering_id, pk=release_id).first()
    return _draft(row, language) if row else None


def release_by_uid(uid: str) -> ReleaseDraft | None:
    """The release with this public name, None if there is none."""
    row = _rows().filter(uid=uid).first()
    return _draft(row, "fr") if row else None


def public_releases(gathering_id: int, *, at: datetime) -> Sequence[ReleaseDraft]:
    """The releases that anybody may read at this instant, the newest first."""
    return [release for release in releases_of(gathering_id) if release.is_public_at(at)]


def _rows() -> QuerySet[PressRelease]:
    return PressRelease.objects.annotate(sent=Count("deliveries")).prefetch_related(
        Prefetch("texts", PressText.objects.order_by("language")),
        Prefetch("annexes", PressAnnex.objects.defer("content").order_by("position")),
    )


def _draft(row: PressRelease, language: str) -> ReleaseDraft:
    annexes = [
        ReleaseAnnex(one.pk, Translated.of(one.title, language), one.filename, one.size) for one in row.annexes.all()
    ]
    return ReleaseDraft(
        id=row.pk,
        uid=row.uid,
        gathering_id=row.gathering_id,
        state=ReleaseState(row.state),
        languages=tuple(row.languages),
        place=Translated.of(row.place, language),
        dated=row.dated,
        embargo_until=row.embargo_until,
        version=row.version,
        texts={text.language: _text(text) for text in row.texts.all()},
        annexes=tuple(annexes),
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        sent=getattr(row, "sent", 0),
    )


def _text(row: PressText) -> ReleaseText:
    quotes = tuple(Quote(one["said"], one["name"], one.get("capacity", "")) for one in row.quotes)
    return ReleaseText(row.language, row.headline, row.lead, row.body, quotes)


def set_from(release_id: int, language: str) -> Mapping[str, object] | None:
    """What an issued release was set from; None if it was not issued in this language."""
    row = IssuedRelease.objects.filter(release_id=release_id, language=language).only("set_from").first()
    return dict(row.set_from) if row else None


def issued_pdf(release_id: int, language: str, *, is_public: bool) -> bytes | None:
    """The PDF as it was stored: for everybody without the line of the embargo, for journalists with it."""
    row = IssuedRelease.objects.filter(release_id=release_id, language=language).first()
    if row is None:
        return None
    return bytes(row.public_pdf if is_public and row.public_pdf is not None else row.pdf)


def annex_content(release_id: int, annex_id: int) -> tuple[str, bytes] | None:
    """Name and bytes of the file of an annex; None while there is none."""
    row = PressAnnex.objects.filter(release_id=release_id, pk=annex_id).exclude(content=None).first()
    return (row.filename, bytes(row.content or b"")) if row else None


def annex_files(release_id: int) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of every file that travels with a release, in order; one query."""
    rows = PressAnnex.objects.filter(release_id=release_id).exclude(content=None).order_by("position")
    return tuple((row.filename, bytes(row.content or b"")) for row in rows)


def journalists_of(organiser_id: int) -> Sequence[JournalistFacts]:
    """The press list of an organiser, by medium."""
    rows = Journalist.objects.filter(organiser_id=organiser_id).order_by("medium", "name", "pk")
    return [
        JournalistFacts(row.pk, row.name, row.medium, row.email, row.language, row.source, row.source_on)
        for row in rows
    ]


def unwilling_of(organiser_id: int, journalists: Sequence[JournalistFacts]) -> frozenset[str]:
    """The addresses of those who want no mails; one query."""
    return objectors(organiser_id, [one.email for one in journalists])


def still_to_send(release: ReleaseDraft, organiser_id: int) -> int:
    """To how many of the press list an issued release would leave now."""
    rows = Journalist.objects.filter(organiser_id=organiser_id).exclude(deliveries__release_id=release.id)
    addresses = list(rows.order_by("pk").values_list("email", flat=True))
    return len(addresses) - len(objectors(organiser_id, addresses))


def accreditations_of(gathering_id: int) -> Sequence[AccreditationFacts]:
    """Journalists who asked to come, those to answer first."""
    rows = Accreditation.objects.filter(gathering_id=gathering_id).order_by("asked_at", "pk")
    return sorted((_accreditation(row) for row in rows), key=lambda one: one.state is not AccreditationState.ASKED)


def to_answer(gathering_id: int) -> int:
    """How many journalists wait for an answer."""
    return Accreditation.objects.filter(gathering_id=gathering_id, state=AccreditationState.ASKED.value).count()


def accreditation_by_id(accreditation_id: int) -> AccreditationFacts | None:
    """One request, None when it is erased."""
    row = Accreditation.objects.filter(pk=accreditation_id).first()
    return _accreditation(row) if row else None


def _accreditation(row: Accreditation) -> AccreditationFacts:
    return AccreditationFacts(
        id=row.pk,
        name=row.name,
        medium=row.medium,
        email=row.email,
        press_card=row.press_card,
        language=row.language,
        state=AccreditationState(row.state),
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        motive=row.motive,
    )
