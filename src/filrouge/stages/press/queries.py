"""Reading the press: releases with all that belongs to them, the press list, journalists who asked to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from filrouge.core.text import Translated
from filrouge.ground.address_digests import digests_of
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.mail.queries import returned
from filrouge.stages.press.drafts import ReleaseAnnex, ReleaseDraft, ReleaseText
from filrouge.stages.press.enums import AccreditationState, ReleaseKind, ReleaseState
from filrouge.stages.press.facts import AccreditationFacts, JournalistFacts, Quote
from filrouge.stages.press.models import (
    Accreditation,
    IssuedRelease,
    Journalist,
    PressAnnex,
    PressDelivery,
    PressRelease,
    PressText,
)

DELIVERY = "press delivery"
"""The use of the digests of addresses to which releases left."""


def releases_of(gathering_id: int, *, language: str = "fr") -> Sequence[ReleaseDraft]:
    """All releases of a gathering, drafts first, then the newest; four queries. `language`: of texts without one."""
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
    # The issued version that stands in the place of this one: a later one of the same first version.
    family = Q(corrects_id=OuterRef("pk")) | Q(corrects_id=OuterRef("corrects_id"))
    later = PressRelease.objects.filter(family, number__gt=OuterRef("number"), state=ReleaseState.ISSUED.value)
    replaced_by = Subquery(later.order_by("-number").values("uid")[:1])
    return PressRelease.objects.annotate(sent=Count("deliveries"), replaced_by=replaced_by).prefetch_related(
        Prefetch("texts", PressText.objects.order_by("language")),
        Prefetch("annexes", PressAnnex.objects.defer("content").order_by("position")),
        Prefetch("issued", IssuedRelease.objects.only("release", "language", "stated").order_by("language")),
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
        kind=ReleaseKind(row.kind),
        corrects_id=row.corrects_id,
        number=row.number,
        replaced_by=getattr(row, "replaced_by", None),
        stated={one.language: one.stated for one in row.issued.all()},
    )


def _text(row: PressText) -> ReleaseText:
    quotes = tuple(Quote(one["said"], one["name"], one.get("capacity", "")) for one in row.quotes)
    return ReleaseText(row.language, row.headline, row.lead, row.body, quotes)


def first_version(release: ReleaseDraft) -> ReleaseDraft | None:
    """The release that a correction corrects, with what its readers know by now: issued corrections are put in."""
    rows = _rows().filter(Q(pk=release.corrects_id) | Q(corrects_id=release.corrects_id, issued_at__isnull=False))
    family = [_draft(row, "fr") for row in rows.order_by("number")] if release.corrects_id else []
    first = next((one for one in family if one.id == release.corrects_id), None)
    return replace(first, stated=stated_by_now(first, family)) if first else None


def stated_by_now(release: ReleaseDraft, releases: Iterable[ReleaseDraft]) -> dict[str, dict[str, str]]:
    """What the readers of a first version know: each fact as it was said, by language, issued corrections put in."""
    stated = {language: dict(said) for language, said in release.stated.items()}
    later = [one for one in releases if one.corrects_id == release.id and one.is_issued]
    for one in sorted(later, key=lambda version: version.number):
        for language, said in one.stated.items():
            stated.setdefault(language, {}).update(said)
    return stated


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
        JournalistFacts(
            row.pk, row.name, row.medium, row.email, row.language, row.source, row.source_on, listed_at=row.created_at
        )
        for row in rows
    ]


def unwilling_of(organiser_id: int, journalists: Sequence[JournalistFacts]) -> frozenset[str]:
    """The addresses of those who want no mails; one query."""
    return objectors(organiser_id, [one.email for one in journalists])


def returned_from(organiser_id: int, journalists: Sequence[JournalistFacts]) -> Mapping[str, str]:
    """The addresses from which mails came back since they were put on the list, with what the server said; one query.

    Whoever is taken off and put on again is tried again.
    """
    back = returned(organiser_id, [one.email for one in journalists])
    return {one.email: back[one.email][1] for one in journalists if one.email in back and _since(one, back[one.email])}


def _since(one: JournalistFacts, back: tuple[datetime, str]) -> bool:
    return back[0] > one.listed_at


def waiting_for(release: ReleaseDraft, organiser_id: int) -> Sequence[JournalistFacts]:
    """Those of the press list to whom an issued release would leave now: whoever has not got it, takes mails
    and can be reached.

    A correction goes to those who received the first version, a cancellation to those who received any release of the
    gathering; where nobody did, to the whole list. Five queries at most.
    """
    before, got = _receivers(release), _digests(release_id=release.id)
    people = [
        one
        for one in journalists_of(organiser_id)
        if not (known := _known(organiser_id, one.email)) & got and (not before or known & before)
    ]
    left_out = unwilling_of(organiser_id, people) | returned_from(organiser_id, people).keys()
    return [one for one in people if one.email not in left_out]


def received_before(release: ReleaseDraft) -> int:
    """How many addresses received what a correction or a cancellation is about."""
    return len(_receivers(release))


def _receivers(release: ReleaseDraft) -> frozenset[str]:
    match release.kind:
        case ReleaseKind.CORRECTION:
            return _digests(release_id=release.corrects_id)
        case ReleaseKind.CANCELLATION:
            return _digests(release__gathering_id=release.gathering_id, release__pk__lt=release.id)
    return frozenset()


def _digests(**where: object) -> frozenset[str]:
    return frozenset(PressDelivery.objects.filter(**where).order_by("pk").values_list("digest", flat=True))


def _known(organiser_id: int, address: str) -> frozenset[str]:
    return frozenset(digests_of(organiser_id, address, use=DELIVERY))


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
