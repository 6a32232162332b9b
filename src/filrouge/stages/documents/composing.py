"""From a draft and the facts of its gathering to what the layout sets, the check compares, and the letter states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from filrouge.core import kept_facts
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents import placeholders
from filrouge.stages.documents.drafts import LetterDraft, TextDraft
from filrouge.stages.documents.fact_check import Finding, Kind, Known, Piece, Problem, check, mentions_in
from filrouge.stages.documents.facts import (
    PARTS_PARAGRAPH,
    AddresseeFacts,
    AnnexFacts,
    DirectLink,
    LetterFacts,
    LetterPart,
    SenderFacts,
    SignatoryFacts,
)
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.logos import logo_for, with_content, without_content
from filrouge.stages.documents.queries import names_of_places, postal_lines
from filrouge.stages.documents.rules import Reading
from filrouge.stages.gatherings.enums import BodyRole, Channel
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words, support_in_words

# Of each part that a letter lists, what it says.
_LISTED = ("title", "date", "hours", "place", "deadline", "audience")


def page_address(facts: GatheringFacts) -> str:
    """The public address of the gathering, as it is printed."""
    return f"{settings.BASE_URL}{reverse('public:gathering', args=[facts.key])}"


def values_of(facts: GatheringFacts, languages: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What each placeholder says today, by language."""
    address = page_address(facts)
    return {language: placeholders.values_for(facts, language, page_url=address) for language in languages}


def letter_facts(letter: LetterDraft, language: str, facts: GatheringFacts, *, stamp: str = "") -> LetterFacts:
    """What the layout sets for a language of a draft, with the facts as they are now; `stamp` marks every page."""
    text = letter.texts[language]
    values = placeholders.values_for(facts, language, page_url=page_address(facts))

    def filled(typed: str) -> str:
        return placeholders.fill(typed, values, escape=escape).text

    paragraphs = tuple(_paragraph(paragraph, filled) for paragraph in text.paragraphs)
    return LetterFacts(
        profile=text.profile,
        language=language,
        sender=_sender(facts, language),
        addressee=AddresseeFacts(is_collective=True),
        place=letter.place.best(language, letter.languages).text,
        date=letter.dated,
        subject=tuple(filled(line.strip()) for line in text.subject.splitlines() if line.strip()),
        salutation=text.salutation,
        paragraphs=paragraphs,
        closing=text.closing,
        signatories=tuple(
            SignatoryFacts(
                body=one.body.best(language, letter.languages).text,
                name=one.name,
                capacities=tuple(title.best(language, letter.languages).text for title in one.capacities),
            )
            for one in letter.signatories
        ),
        annexes=_annexes(letter, language, facts),
        about=filled(text.about),
        direct=_direct(facts),
        parts=_parts(facts, language) if PARTS_PARAGRAPH in paragraphs else (),
        verbatim=(facts.title.best(language, letter.languages).text,) if facts.title_is_verbatim else (),
        side_by_side=letter.side_by_side,
        stamp=stamp,
    )


def dumped(facts: LetterFacts) -> Any:
    """What a letter was set from, as JSON."""
    sender = replace(facts.sender, logo=without_content(facts.sender.logo))
    return kept_facts.to_json(LetterFacts, replace(facts, sender=sender))


def restored(stored: object) -> LetterFacts:
    """Read back what `dumped` wrote; raises ValidationError for anything else."""
    facts = kept_facts.from_json(LetterFacts, stored)
    if facts.sender.logo is None:
        return facts
    return replace(facts, sender=replace(facts.sender, logo=with_content(facts.sender.logo)))


def _paragraph(typed: str, filled: Any) -> str:
    return PARTS_PARAGRAPH if typed.strip() == f"{{{placeholders.PARTS}}}" else str(filled(typed))


def _sender(facts: GatheringFacts, language: str) -> SenderFacts:
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    contact = placeholders.shown_contact(facts)
    return SenderFacts(
        name=organiser.name.best(language, facts.languages).text if organiser else "",
        lines=postal_lines(facts.organiser_id),
        phone=contact.phone if contact else "",
        email=contact.email if contact else "",
        website=contact.website if contact else "",
        logo=logo_for(facts.organiser_id, language),
    )


def _annexes(letter: LetterDraft, language: str, facts: GatheringFacts) -> tuple[AnnexFacts, ...]:
    found = []
    for annex in letter.annexes:
        part = facts.part(annex.part) if annex.part else None
        deadline = part.deadline if part else placeholders.common_deadline(facts)
        title = annex.title.best(language, letter.languages).text
        if not annex.shows_deadline:
            found.append(AnnexFacts(title))
        elif deadline is not None:
            found.append(AnnexFacts(title, deadline=deadline))
        else:
            found.append(AnnexFacts(title, note=placeholders.deadlines_in_words(facts, language)))
    return tuple(found)


def _direct(facts: GatheringFacts) -> DirectLink | None:
    if Channel.WEB not in facts.channels:
        return None
    return DirectLink(f"{settings.BASE_URL}{reverse('public:register', args=[facts.key])}")


def _parts(facts: GatheringFacts, language: str) -> tuple[LetterPart, ...]:
    with override(language):
        return tuple(_part(part, facts, language) for part in facts.parts)


def _part(part: PartFacts, facts: GatheringFacts, language: str) -> LetterPart:
    values = placeholders.values_for(facts, language, page_url="")
    said = {field: values[f"part:{part.key}.{field}"] for field in placeholders.OF_A_PART}
    return LetterPart(
        title=said["title"],
        when=", ".join(one for one in (said["date"], said["hours"]) if one),
        where=said["place"],
        audience=audience_in_words(part.audience, facts.vocabulary, language) if part.audience_is_stated else "",
        deadline=part.deadline,
        supporters=support_in_words(facts, part.key, language),
    )


# --------------------------------------------------------------------------------------------- what the texts say


@dataclass(frozen=True)
class Checked:
    """What was found in all texts of a letter."""

    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]

    @property
    def mismatches(self) -> tuple[Finding, ...]:
        """What somebody has to look at."""
        return tuple(finding for finding in self.findings if finding.is_mismatch)

    @property
    def typed(self) -> tuple[Finding, ...]:
        """What is true and would not follow a change."""
        return tuple(finding for finding in self.findings if not finding.is_mismatch)


def checked(letter: LetterDraft, facts: GatheringFacts, told: Mapping[str, Mapping[str, str]] | None = None) -> Checked:
    """Read all texts of a letter against the facts and against each other.

    `told`: what the letter that an erratum corrects had stated, by language; an erratum may repeat it.
    """
    values = values_of(facts, letter.languages)
    names = placeholders.names_for(facts)
    texts = [letter.texts[language] for language in letter.languages if language in letter.texts]
    several = placeholders.common_deadline(facts) is None
    readings = tuple(_reading(text, values[text.language], names, several=several) for text in texts)
    pieces = {text.language: _pieces(text, values[text.language]) for text in texts}
    return Checked(readings, check(pieces, _with_told(known_facts(letter, facts), told or {})))


def _reading(text: TextDraft, values: Mapping[str, str], names: Sequence[str], *, several: bool) -> Reading:
    whole = "\n\n".join(text.pieces.values())
    by_piece = placeholders.unknown_by_piece(text.pieces, names)
    unknown = tuple(dict.fromkeys(one for found in by_piece.values() for one in found))
    listed = f"{{{placeholders.PARTS}}}"
    if any(listed in paragraph and paragraph.strip() != listed for paragraph in whole.split("\n\n")):
        unknown = (*unknown, listed)
    found = placeholders.fill(whole, values)
    missing = [name for name in found.missing if name in names]
    differ = several and "deadline" in found.named and "deadline" not in missing
    return Reading(text.language, unknown, tuple(missing), needs_one_deadline=differ)


def _pieces(text: TextDraft, values: Mapping[str, str]) -> list[Piece]:
    found = []
    for where, typed in text.pieces.items():
        filled = placeholders.fill(typed, values)
        found.append(Piece(where, filled.text, filled.inserted))
    return found


def known_facts(letter: LetterDraft, facts: GatheringFacts) -> Known:
    """All that a letter may say without being asked about."""
    known = known_about(facts, place=letter.place, written=_exact(letter.dated))
    return replace(known, people=known.people | {one.name for one in letter.signatories})


def known_about(facts: GatheringFacts, *, place: Translated, written: date | None) -> Known:
    """All that a document of this gathering may say without being asked about; `place` and `written`: where and when
    it was written.
    """
    gazetteer = {**names_of_places(facts.organiser_id), **_own_places(place, facts)}
    own = {name for names in _own_places(place, facts).values() for name in names}
    known_seats = [part.capacity for part in facts.parts] + [quota.seats for quota in facts.quotas]
    members = [body.member_count for body in facts.bodies]
    return Known(
        days=frozenset([*_days(facts), *([written] if written else [])]),
        deadlines=frozenset(part.deadline for part in facts.parts if part.deadline)
        or frozenset([facts.deadline] if facts.deadline else []),
        hours=frozenset(hour for part in facts.parts for hour in (part.starts_at, part.ends_at) if hour),
        seats=frozenset(seats for seats in (*known_seats, *members) if seats is not None),
        addresses=frozenset(contact.email.lower() for contact in facts.contacts if contact.email),
        places=frozenset(key for key, names in gazetteer.items() if names & own),
        gazetteer=gazetteer,
        people=frozenset(contact.name for contact in facts.contacts if contact.name),
        named=_named(facts),
        names=placeholders.canonical_names(facts),
    )


def _named(facts: GatheringFacts) -> dict[str, Mapping[str, str]]:
    venues = [venue for venue in (facts.venue, *(part.venue for part in facts.parts)) if venue]
    found: dict[str, Mapping[str, str]] = {f"body:{body.key}": dict(body.name) for body in facts.bodies}
    return found | {f"venue:{venue.name.best(facts.language).text}": dict(venue.name) for venue in venues}


def _with_told(known: Known, told: Mapping[str, Mapping[str, str]]) -> Known:
    mentions = [
        (name, mention)
        for language, said in told.items()
        for name, value in said.items()
        for mention in mentions_in(value, language)
    ]
    days = [(name, m.value) for name, m in mentions if m.kind is Kind.DAY and not m.value.startswith("--")]
    return replace(
        known,
        days=known.days | {date.fromisoformat(value) for _, value in days},
        deadlines=known.deadlines | {date.fromisoformat(value) for name, value in days if name.endswith("deadline")},
        hours=known.hours | {time.fromisoformat(m.value) for _, m in mentions if m.kind is Kind.HOUR},
        seats=known.seats | {int(m.value) for name, m in mentions if name.endswith("capacity") and m.value.isdigit()},
        addresses=known.addresses | {m.value for _, m in mentions if m.kind is Kind.ADDRESS},
    )


def _days(facts: GatheringFacts) -> list[date]:
    phases = facts.process.phases if facts.process else ()
    vague = [part.when for part in facts.parts] + [end for phase in phases for end in (phase.first, phase.last)]
    return [day for when in vague if (day := _exact(when))]


def _exact(when: VagueDate) -> date | None:
    return when.floor if when.floor == when.last else None


def _own_places(place: Translated, facts: GatheringFacts) -> dict[str, frozenset[str]]:
    venues = [facts.venue, *(part.venue for part in facts.parts)]
    towns = {town for venue in venues if venue for town in (venue.town, *dict(venue.name).values()) if town}
    return {
        "@town": frozenset(dict(facts.town).values()),
        "@letter": frozenset(dict(place).values()),
        "@venue": frozenset(towns),
    }


def stated(letter: LetterDraft, language: str, facts: GatheringFacts, findings: Sequence[Finding]) -> dict[str, str]:
    """Each fact that a version of a letter states, by placeholder, as it is said: put in, listed, or typed by hand."""
    values = placeholders.values_for(facts, language, page_url=page_address(facts))
    text = letter.texts[language]
    names = [*placeholders.named_in("\n\n".join(text.pieces.values()))]
    names += [one.placeholder for one in findings if one.problem is Problem.TYPED and one.language == language]
    if f"{{{placeholders.PARTS}}}" in text.paragraphs:
        names += [f"part:{part.key}.{field}" for part in facts.parts for field in _LISTED]
    for annex in letter.annexes:
        if annex.shows_deadline:
            names.append(f"part:{annex.part}.deadline" if annex.part else "deadline")
    # The letterhead names the mailbox.
    names.append("contact.email")
    return {name: values[name] for name in dict.fromkeys(names) if values.get(name)}
