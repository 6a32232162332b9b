"""From a draft and the facts of its gathering to what the layout sets, and to what the check compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import override

from filrouge.core import kept_facts
from filrouge.core.date_words import date_in_words, period_in_words, vague_date_in_words
from filrouge.stages.documents import placeholders
from filrouge.stages.documents.composing import Checked, known_about, page_address, values_of
from filrouge.stages.documents.fact_check import Finding, Piece, Problem, check
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.logos import logo_for, with_content, without_content
from filrouge.stages.documents.queries import postal_lines
from filrouge.stages.documents.rules import ChangedFact, Reading, changed_facts
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, ProcessFacts, ThemeFacts
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.press.drafts import ReleaseDraft, ReleaseText
from filrouge.stages.press.enums import Practical, ReleaseKind
from filrouge.stages.press.facts import (
    BackgroundFacts,
    Change,
    Embargo,
    PracticalLine,
    PressContactFacts,
    Quote,
    ReleaseFacts,
)
from filrouge.stages.press.queries import first_version
from filrouge.stages.press.words import stated_fact_word


def release_facts(release: ReleaseDraft, language: str, facts: GatheringFacts, *, stamp: str = "") -> ReleaseFacts:
    """What the layout sets for a language of a draft, with the facts as they are now; `stamp` marks every page."""
    text = release.texts.get(language, ReleaseText(language))
    values = values_of(facts, (language,))[language]

    def filled(typed: str) -> str:
        return placeholders.fill(typed, values, escape=escape).text

    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    first = first_version(release)
    return ReleaseFacts(
        language=language,
        country=facts.country,
        issuer=organiser.name.best(language, facts.languages).text if organiser else "",
        issuer_lines=postal_lines(facts.organiser_id),
        place=release.place.best(language, release.languages).text,
        dated=release.dated,
        embargo=Embargo(release.embargo_until, facts.zone) if release.embargo_until else None,
        headline=filled(text.headline),
        lead=filled(text.lead),
        paragraphs=tuple(filled(paragraph) for paragraph in text.paragraphs),
        quotes=tuple(Quote(filled(one.said), one.name, one.capacity) for one in text.quotes),
        themes_label=facts.theme_label,
        themes=tuple(_theme(theme, facts, language) for theme in facts.themes),
        practical=practical_lines(facts, language) if release.kind is not ReleaseKind.CANCELLATION else (),
        background=background(facts, language),
        annexes=tuple(annex.title.best(language, release.languages).text for annex in release.annexes),
        contact=_contact(facts, language),
        verbatim=(facts.title.best(language, facts.languages).text,) if facts.title_is_verbatim else (),
        stamp=stamp,
        logo=logo_for(facts.organiser_id, language),
        kind=release.kind,
        replaces=first.dated if first else None,
        changes=_changes(first, language, facts) if first else (),
    )


def _changes(first: ReleaseDraft, language: str, facts: GatheringFacts) -> tuple[Change, ...]:
    with override(language):
        return tuple(
            Change(_capital(stated_fact_word(one.name, facts, language)), one.new[language], one.old[language])
            for one in changes_of(first, first.stated, facts)
            if language in one.old
        )


def named_changes(release: ReleaseDraft, facts: GatheringFacts) -> int:
    """How many facts a correction names as changed; none for any other release."""
    first = first_version(release)
    return len(changes_of(first, first.stated, facts)) if first else 0


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def changes_of(
    release: ReleaseDraft, told: Mapping[str, Mapping[str, str]], facts: GatheringFacts
) -> tuple[ChangedFact, ...]:
    """The facts that are no longer as the readers of an issued release were `told`, by language."""
    return changed_facts(told, known_values(facts, release.languages))


def known_values(facts: GatheringFacts, languages: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What each fact that a release can state says today, by language: the placeholders, and the press contact."""
    contact = facts.contact(ContactKind.PRESS)
    own = {f"press.{name}": getattr(contact, name) if contact else "" for name in ("name", "phone", "mobile", "email")}
    return {language: {**values, **own} for language, values in values_of(facts, languages).items()}


def stated(release: ReleaseDraft, language: str, facts: GatheringFacts, findings: Sequence[Finding]) -> dict[str, str]:
    """Each fact that a version of a release states, by name, as it is said: put in, boxed, or typed by hand."""
    values = known_values(facts, (language,))[language]
    text = release.texts.get(language, ReleaseText(language))
    names = [*placeholders.named_in("\n\n".join(text.pieces.values()))]
    names += [one.placeholder for one in findings if one.problem is Problem.TYPED and one.language == language]
    if release.kind is not ReleaseKind.CANCELLATION:
        names += ["gathering", "date", "place", "deadline", "contact.email"]
        if _lists_parts(facts):
            names += [f"part:{part.key}.{field}" for part in facts.parts for field in ("title", "date", "hours")]
    names += [name for name in values if name.startswith("press.")]
    return {name: values[name] for name in dict.fromkeys(names) if values.get(name)}


def _theme(theme: ThemeFacts, facts: GatheringFacts, language: str) -> str:
    topics = [topic.best(language, facts.languages).text for topic in theme.subtopics]
    label = theme.label.best(language, facts.languages).text
    if not topics:
        return label
    return f"{label} ({', '.join([*topics, *['…'] * theme.open_ended])})"


def practical_lines(facts: GatheringFacts, language: str) -> tuple[PracticalLine, ...]:
    """The practical box: facts only, nothing that anybody typed for the release."""
    with override(language):
        values = values_of(facts, (language,))[language]
        named = [(Practical.WHAT, "gathering"), (Practical.WHEN, "date"), (Practical.WHERE, "place")]
        lines = [PracticalLine(kind, values[name]) for kind, name in named]
        if _lists_parts(facts):
            lines[2:2] = [_part_line(part, values) for part in facts.parts]
        lines.append(PracticalLine(Practical.AUDIENCE, _audience(facts, language)))
        if deadline := placeholders.common_deadline(facts):
            lines.append(PracticalLine(Practical.DEADLINE, date_in_words(deadline, language=language, weekday=False)))
        lines.append(PracticalLine(Practical.REGISTER, page_address(facts)))
        # Whoever wants to come asks somebody else than the press contact.
        lines.append(PracticalLine(Practical.CONTACT, values["contact.email"]))
    return tuple(line for line in lines if line.value)


def _lists_parts(facts: GatheringFacts) -> bool:
    return len(facts.parts) > 1 or any(part.starts_at for part in facts.parts)


def _part_line(part: PartFacts, values: Mapping[str, str]) -> PracticalLine:
    said = [values[f"part:{part.key}.{field}"] for field in ("date", "hours")]
    return PracticalLine(Practical.PART, ", ".join(one for one in said if one), label=values[f"part:{part.key}.title"])


def _audience(facts: GatheringFacts, language: str) -> str:
    """For whom, when it is the same for every part; who comes to which is on the page."""
    said = {
        audience_in_words(part.audience, facts.vocabulary, language) for part in facts.parts if part.audience_is_stated
    }
    return said.pop() if len(said) == 1 and all(part.audience_is_stated for part in facts.parts) else ""


def background(facts: GatheringFacts, language: str) -> BackgroundFacts | None:
    """The block "about": the record of the process; without one, what the organiser says of itself; else nothing."""
    if facts.process is not None:
        return _of_the_process(facts.process, facts, language)
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    if organiser is None or not organiser.about:
        return None
    name, about = (text.best(language, facts.languages).text for text in (organiser.name, organiser.about))
    return BackgroundFacts(name, text=about)


def _of_the_process(process: ProcessFacts, facts: GatheringFacts, language: str) -> BackgroundFacts:
    def said(name: TextName) -> tuple[str, ...]:
        return tuple(text.best(language, facts.languages).text for text in process.texts.get(name, ()))

    phases = tuple(
        (phase.title.best(language, facts.languages).text, period_in_words(phase.first, phase.last, language=language))
        for phase in process.phases
    )
    return BackgroundFacts(
        name=process.name.best(language, facts.languages).text,
        nature=said(TextName.NATURE),
        owner=process.owner.best(language, facts.languages).text,
        started=vague_date_in_words(process.started, language=language) if process.started.is_known else "",
        aims=said(TextName.AIMS),
        phases=phases,
    )


def _contact(facts: GatheringFacts, language: str) -> PressContactFacts | None:
    found = facts.contact(ContactKind.PRESS)
    if found is None:
        return None
    function = found.function.best(language, facts.languages).text
    return PressContactFacts(found.name, function, found.phone, found.mobile, found.email)


def checked(release: ReleaseDraft, facts: GatheringFacts) -> Checked:
    """Read all texts of a release against the facts and against each other, with the engine of the letters."""
    values = values_of(facts, release.languages)
    names = placeholders.names_for(facts)
    texts = [release.texts[language] for language in release.languages if language in release.texts]
    pieces = {text.language: _pieces(text, values[text.language]) for text in texts}
    known = known_about(facts, place=release.place, written=release.dated)
    return Checked(tuple(_reading(text, values[text.language], names) for text in texts), check(pieces, known))


def _pieces(text: ReleaseText, values: Mapping[str, str]) -> list[Piece]:
    found = []
    for where, typed in text.pieces.items():
        filled = placeholders.fill(typed, values)
        found.append(Piece(where, filled.text, filled.inserted))
    return found


def _reading(text: ReleaseText, values: Mapping[str, str], names: tuple[str, ...]) -> Reading:
    # The practical box lists the parts by itself.
    offered = [name for name in names if name != placeholders.PARTS]
    whole = "\n\n".join(text.pieces.values())
    missing = [name for name in placeholders.fill(whole, values).missing if name in offered]
    return Reading(text.language, placeholders.unknown_in(whole, offered), tuple(missing))


def dumped(facts: ReleaseFacts) -> Any:
    """What a release was set from, as JSON."""
    return kept_facts.to_json(ReleaseFacts, replace(facts, logo=without_content(facts.logo)))


def restored(stored: object) -> ReleaseFacts:
    """Read back what `dumped` wrote; raises ValidationError for anything else."""
    facts = kept_facts.from_json(ReleaseFacts, stored)
    return replace(facts, logo=with_content(facts.logo)) if facts.logo else facts
