"""Reading letters: drafts with all that belongs to them, issued files, annexes, mailboxes still to be watched."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Length
from django.utils.text import slugify

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.documents.drafts import (
    Annex,
    AnnexFile,
    Approval,
    IssuedVersion,
    LetterDraft,
    Signatory,
    TextDraft,
)
from filrouge.stages.documents.enums import AnnexKind, ApprovedBy, LetterKind, LetterProfile, LetterState
from filrouge.stages.documents.models import (
    IssuedLetter,
    Letter,
    LetterAnnex,
    LetterAnnexFile,
    LetterSignatory,
    LetterText,
    WatchedAddress,
)
from filrouge.stages.documents.rules import choose_language, file_for
from filrouge.stages.gatherings.facts import GatheringFacts

# "Ville de Berne" is a body; the town is told by its bare name.
_BODY = re.compile(r"^(?:Ville (?:de |d['’])|Commune (?:de |d['’])|Stadt |Gemeinde |Città di |City of )")


def letters_of(gathering_id: int, *, language: str = "fr") -> Sequence[LetterDraft]:
    """All letters of a gathering, by the earliest day that each date can mean, undated last; six queries."""
    found = [_draft(row, language) for row in _rows().filter(gathering_id=gathering_id).order_by("pk")]
    return sorted(found, key=lambda letter: (letter.floor is None, letter.floor or date.max, letter.id))


def letter_by_id(gathering_id: int, letter_id: int, *, language: str = "fr") -> LetterDraft | None:
    """One letter of a gathering, None if there is none; `language` is that of texts stored without one."""
    row = _rows().filter(gathering_id=gathering_id, pk=letter_id).first()
    return _draft(row, language) if row else None


def letter_by_uid(uid: UUID) -> LetterDraft | None:
    """The letter with this public name, None if there is none."""
    row = _rows().filter(uid=uid).first()
    return _draft(row, "fr") if row else None


def _rows() -> QuerySet[Letter]:
    return Letter.objects.prefetch_related(
        Prefetch("texts", LetterText.objects.order_by("language")),
        Prefetch("signatories", LetterSignatory.objects.select_related("body").order_by("position")),
        Prefetch("annexes", LetterAnnex.objects.order_by("position")),
        Prefetch("annexes__files", LetterAnnexFile.objects.defer("content").order_by("language")),
        Prefetch("issued", IssuedLetter.objects.defer("pdf", "set_from").order_by("language")),
    )


def _draft(row: Letter, language: str) -> LetterDraft:
    texts = {text.language: _text(text) for text in row.texts.all()}
    signatories = tuple(_signatory(one, language) for one in row.signatories.all())
    annexes = tuple(_annex(annex, language) for annex in row.annexes.all())
    versions = {one.language: _version(one) for one in row.issued.all()}
    return LetterDraft(
        id=row.pk,
        uid=row.uid,
        gathering_id=row.gathering_id,
        kind=LetterKind(row.kind),
        state=LetterState(row.state),
        languages=tuple(row.languages),
        place=Translated.of(row.place, language),
        dated=VagueDate.parse(row.dated),
        side_by_side=row.side_by_side,
        version=row.version,
        wording=wording_of(texts, signatories, annexes),
        texts=texts,
        signatories=signatories,
        annexes=annexes,
        corrects_id=row.corrects_id,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        versions=versions or None,
        is_personal=row.is_personal,
        not_needed=row.not_needed,
    )


def wording_of(texts: Mapping[str, TextDraft], signatories: Iterable[Signatory], annexes: Iterable[Annex]) -> str:
    """The checksum of what signatories approve: the texts as typed, who signs in which capacities, what is annexed."""
    said = [
        {language: dict(text.pieces) for language, text in sorted(texts.items())},
        [[one.name, [dict(title) for title in one.capacities]] for one in signatories],
        [dict(annex.title) for annex in annexes],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _text(row: LetterText) -> TextDraft:
    return TextDraft(
        language=row.language,
        profile=LetterProfile(row.profile),
        subject=row.subject,
        salutation=row.salutation,
        body=row.body,
        closing=row.closing,
        about=row.about,
    )


def _signatory(row: LetterSignatory, language: str) -> Signatory:
    body = row.body_name or (row.body.name if row.body else {})
    return Signatory(
        id=row.pk,
        name=row.name,
        body=Translated.of(body, language),
        capacities=tuple(Translated.of(title, language) for title in row.capacities),
        user_id=row.user_id,
        approval=_approval(row),
    )


def _approval(row: LetterSignatory) -> Approval | None:
    if row.approved_at is None:
        return None
    way = ApprovedBy(row.approved_way)
    return Approval(row.approved_by, row.approved_at, way, row.approved_note, row.approved_wording)


def _annex(row: LetterAnnex, language: str) -> Annex:
    return Annex(
        id=row.pk,
        title=Translated.of(row.title, language),
        kind=AnnexKind(row.kind),
        part=row.part,
        shows_deadline=row.shows_deadline,
        from_facts=row.from_facts,
        files=tuple(_file(file) for file in row.files.all()),
    )


def _file(row: LetterAnnexFile) -> AnnexFile:
    return AnnexFile(
        id=row.pk,
        language=row.language,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        is_draft=row.is_draft,
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
    )


def _version(row: IssuedLetter) -> IssuedVersion:
    return IssuedVersion(language=row.language, sha256=row.sha256, stated=row.stated)


def stated_by_now(letter: LetterDraft, letters: Sequence[LetterDraft]) -> dict[str, dict[str, str]]:
    """What the readers of an issued letter know: each fact as it was said, by language, issued errata put in."""
    versions = letter.versions or {}
    stated = {language: dict(versions[language].stated) for language in letter.languages if language in versions}
    for erratum in letters:
        if erratum.corrects_id == letter.id and erratum.is_issued:
            for language, version in (erratum.versions or {}).items():
                stated.setdefault(language, {}).update(version.stated)
    return stated


def told_before(letter: LetterDraft, letters: Sequence[LetterDraft]) -> dict[str, dict[str, str]]:
    """What the letter that an erratum corrects had stated, by language; empty for any other letter."""
    original = next((one for one in letters if one.id == letter.corrects_id), None)
    return stated_by_now(original, letters) if original else {}


def issued_pdf(letter_id: int, language: str) -> bytes | None:
    """The PDF of an issued letter in a language, byte for byte as it was stored; None if there is none."""
    row = IssuedLetter.objects.filter(letter_id=letter_id, language=language).only("pdf").first()
    return bytes(row.pdf) if row else None


def set_from(letter_id: int, language: str) -> Mapping[str, object] | None:
    """What an issued letter was set from, for its page and its other formats; None if it was not issued so."""
    row = IssuedLetter.objects.filter(letter_id=letter_id, language=language).only("set_from").first()
    return dict(row.set_from) if row else None


def annex_content(letter_id: int, file_id: int) -> tuple[str, bytes] | None:
    """Name and bytes of a file that was uploaded for an annex of this letter; None if there is none."""
    row = LetterAnnexFile.objects.filter(annex__letter_id=letter_id, pk=file_id).first()
    return (row.name, bytes(row.content)) if row else None


def postal_lines(organiser_id: int) -> tuple[str, ...]:
    """The organiser's postal address as its legal profile holds it, line by line; empty without one."""
    address = LegalProfile.objects.filter(organiser_id=organiser_id).values_list("address", flat=True).first() or ""
    return tuple(line.strip() for line in address.replace("\n", ",").split(",") if line.strip())


def is_public_body(organiser_id: int) -> bool:
    """Whether the organiser works under the law of public bodies."""
    regime = LegalProfile.objects.filter(organiser_id=organiser_id).values_list("regime", flat=True).first()
    return regime == "fr_public"


def names_of_places(organiser_id: int) -> Mapping[str, frozenset[str]]:
    """The towns that a text could confuse: the cities of the directory, by key, in all languages; one query."""
    rows = Organisation.objects.filter(organiser_id=organiser_id, kind="city").order_by("key")
    found: dict[str, set[str]] = {}
    for key, name, others, town in rows.values_list("key", "name", "other_names", "town"):
        found[key] = {_BODY.sub("", one) for one in (*name.values(), *others, *(town or {}).values())}
    return {key: frozenset(one for one in names if one and len(one) > 2) for key, names in found.items()}


@dataclass(frozen=True)
class Watched:
    """A mailbox that was given out and is no longer the contact; `letters` that name it, since when it is past."""

    address: str
    since: datetime | None
    letters: tuple[LetterDraft, ...]


def watched_addresses(facts: GatheringFacts, letters: Sequence[LetterDraft]) -> tuple[Watched, ...]:
    """The mailboxes to watch still: named by an issued letter or noted when the contact changed; by address."""
    rows = {row.address: row for row in WatchedAddress.objects.filter(gathering_id=facts.id).order_by("address")}
    current = {contact.email.lower() for contact in facts.contacts if contact.email}
    naming: dict[str, list[LetterDraft]] = {address: [] for address in rows}
    for letter in letters:
        for address in sorted(_addresses(letter)):
            naming.setdefault(address, []).append(letter)
    return tuple(
        Watched(address, rows[address].since if address in rows else None, tuple(naming[address]))
        for address in sorted(naming)
        if address not in current and not (address in rows and rows[address].closed_at)
    )


def _addresses(letter: LetterDraft) -> set[str]:
    versions = (letter.versions or {}).values()
    return {version.stated["contact.email"].lower() for version in versions if version.stated.get("contact.email")}


def bodies_to_sign(facts: GatheringFacts) -> dict[str, str]:
    """The bodies that could sign, key to name: those with a role in the gathering first, then the directory."""
    first = {body.key: body.name.best(facts.language).text for body in facts.bodies}
    rows = Organisation.objects.filter(organiser_id=facts.organiser_id).order_by("key").values_list("key", "name")
    return first | {key: Translated.of(name, facts.language).best(facts.language).text for key, name in rows}


@dataclass(frozen=True)
class Carried:
    """A letter that goes to readers: itself, or an erratum that travels along."""

    id: int
    uid: UUID
    kind: LetterKind
    languages: tuple[str, ...]
    is_personal: bool = False


def carried_with(letter_id: int) -> tuple[Carried, ...]:
    """What a reader of an issued letter needs by now: the letter, then the errata issued after it; one query.

    Beside an erratum, those to the same letter that came later. Empty for a draft.
    """
    related = Q(pk=letter_id) | Q(corrects_id=letter_id) | Q(corrects__errata=letter_id)
    issued = Letter.objects.filter(related, state=LetterState.ISSUED.value).order_by("issued_at", "pk").distinct()
    rows = list(issued.only("uid", "kind", "languages", "is_personal", "issued_at"))
    first = next((place for place, row in enumerate(rows) if row.pk == letter_id), len(rows))
    return tuple(
        Carried(row.pk, row.uid, LetterKind(row.kind), tuple(row.languages), row.is_personal) for row in rows[first:]
    )


def issued_ids(letter_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The ids of the versions of issued letters, by letter and language; one query."""
    rows = IssuedLetter.objects.filter(letter_id__in=list(letter_ids)).order_by("pk")
    return {(letter, language): pk for pk, letter, language in rows.values_list("pk", "letter_id", "language")}


def sizes_of(letter_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The bytes of the PDF of issued letters, by letter and language, without reading them; one query."""
    rows = IssuedLetter.objects.filter(letter_id__in=list(letter_ids)).annotate(size=Length("pdf")).order_by("pk")
    return {(letter, language): size for letter, language, size in rows.values_list("letter_id", "language", "size")}


@dataclass(frozen=True)
class Travelling:
    """A file that travels: its name for the reader, its bytes, and of which annex (`one_and_the_same`)."""

    name: str
    content: bytes
    annex: str = ""


@dataclass(frozen=True)
class Package:
    """An issued letter for readers of one language: the language that they get, its PDF, and its annexes in order."""

    language: str
    pdf: bytes
    annexes: tuple[Travelling, ...]


def package_for(letter: LetterDraft, wanted: str, fallback: Sequence[str] = ()) -> Package | None:
    """What somebody who reads `wanted` receives of an issued letter, falling back in the declared order, then in that
    of the letter's languages; None for a draft. One query, and one for each annex.
    """
    if not letter.is_issued:
        return None
    language = choose_language(wanted, letter.languages, fallback)
    pdf = issued_pdf(letter.id, language)
    if pdf is None:
        return None
    there = [(annex, file) for annex, file in files_of(letter, language) if file is not None]
    found = [(annex, annex_content(letter.id, file.id)) for annex, file in there]
    named = zip(annex_names(letter, language), found, strict=True)
    annexes = [Travelling(name, file[1], one_and_the_same(annex)) for name, (annex, file) in named if file]
    return Package(language, pdf, tuple(annexes))


def one_and_the_same(annex: Annex) -> str:
    """By what a later edition of an annex is known, as an erratum brings one along; empty where there is none."""
    return f"{annex.kind}:{annex.part}" if annex.kind is AnnexKind.REPLY_FORM else ""


def files_of(letter: LetterDraft, language: str) -> Sequence[tuple[Annex, AnnexFile | None]]:
    """Each annex with its file for readers of a language; None for one that is not there."""
    return [(annex, file_for(annex, language, letter.languages)) for annex in letter.annexes]


def bare_name(title: str) -> str:
    """A title as the name of a file that every mailbox takes: “Lettre d’invitation” becomes lettre-d-invitation."""
    return slugify(title.replace("’", " ").replace("'", " "))[:80]


def annex_names(letter: LetterDraft, language: str) -> Sequence[str]:
    """What the files of the annexes are called for readers of a language: by their titles, each name once."""
    names: list[str] = []
    for annex, file in files_of(letter, language):
        if file is None:
            continue
        bare = bare_name(annex.title.best(language, letter.languages).text) or "annexe"
        same = (f"{bare}-{number}.pdf" for number in count(2))
        names.append(next(name for name in chain([f"{bare}.pdf"], same) if name not in names))
    return names
