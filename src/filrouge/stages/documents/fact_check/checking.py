"""Comparing what the versions of a document say with what is true, and with each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from filrouge.stages.documents.fact_check.mentions import Finding, Kind, Known, Mention, Piece, Problem
from filrouge.stages.documents.fact_check.reading import mentions_in

# What every version has to say when one does, even where it was put in by itself.
_ALWAYS = (Kind.DAY, Kind.HOUR, Kind.SEATS)
_UNKNOWN = {
    Kind.DAY: Problem.UNKNOWN_DAY,
    Kind.HOUR: Problem.UNKNOWN_HOUR,
    Kind.SEATS: Problem.UNKNOWN_SEATS,
    Kind.PLACE: Problem.UNKNOWN_PLACE,
    Kind.ADDRESS: Problem.UNKNOWN_ADDRESS,
}


@dataclass(frozen=True)
class _Said:
    """A mention, where it stands, and whether a person typed it."""

    mention: Mention
    where: str
    is_typed: bool


def check(versions: Mapping[str, Sequence[Piece]], known: Known) -> tuple[Finding, ...]:
    """Everything that disagrees, language by language in the order given, then what is true but typed by hand.

    `versions` leads from a language to the texts of that version.
    """
    said = {language: [*_read(pieces, language, known)] for language, pieces in versions.items()}
    wrong = {language: [*_against_facts(found, language, known)] for language, found in said.items()}
    findings = [finding for language in versions for finding in wrong[language]]
    findings += [finding for language in versions for finding in _against_others(language, said, wrong, known)]
    findings += [finding for language in versions for finding in _typed(said[language], language, known)]
    return tuple(dict.fromkeys(findings))


def _read(pieces: Sequence[Piece], language: str, known: Known) -> Iterator[_Said]:
    for piece in pieces:
        for mention in mentions_in(piece.text, language, known.gazetteer, people=known.people, named=known.named):
            is_typed = not any(start <= mention.start and mention.end <= end for start, end in piece.inserted)
            yield _Said(_with_year(mention, known), piece.where, is_typed)


def _with_year(mention: Mention, known: Known) -> Mention:
    """A day without its year is the known one of that name, else the one in the year of the gathering."""
    if mention.kind is not Kind.DAY or not mention.value.startswith("--"):
        return mention
    months = mention.value[1:]
    days = sorted(known.days | known.deadlines)
    named = [day for day in days if day.isoformat().endswith(months)]
    year = (named or days)[0].year if days else None
    return replace(mention, value=f"{year}{months}") if year else mention


def _true(known: Known) -> dict[Kind, frozenset[str]]:
    return {
        Kind.DAY: frozenset(day.isoformat() for day in known.days | known.deadlines),
        Kind.HOUR: frozenset(hour.strftime("%H:%M") for hour in known.hours),
        Kind.SEATS: frozenset(map(str, known.seats)),
        Kind.PLACE: known.places,
        Kind.ADDRESS: known.addresses,
    }


def _against_facts(found: Sequence[_Said], language: str, known: Known) -> Iterator[Finding]:
    true = _true(known)
    for said in found:
        mention = said.mention
        if not said.is_typed:
            continue
        if mention.kind is Kind.DAY and (wrong := _wrong_weekday(mention)):
            yield _finding(wrong, said, language, (mention.value,), known)
        if mention.is_deadline and known.deadlines and mention.value not in _isoformats(known.deadlines):
            yield _finding(Problem.OTHER_DEADLINE, said, language, _isoformats(known.deadlines), known)
        elif mention.kind in true and mention.value not in true[mention.kind]:
            # A page of somebody else may be named, and a town that shows how it works: not a mailbox, not a place.
            if (mention.kind is Kind.ADDRESS and "@" not in mention.value) or _only_named(mention):
                continue
            yield _finding(_UNKNOWN[mention.kind], said, language, tuple(sorted(true[mention.kind])), known)


def _only_named(mention: Mention) -> bool:
    return mention.kind is Kind.PLACE and not mention.is_where


def _wrong_weekday(mention: Mention) -> Problem | None:
    if mention.weekday is None or mention.value.startswith("--"):
        return None
    return Problem.WRONG_WEEKDAY if date.fromisoformat(mention.value).weekday() != mention.weekday else None


def _isoformats(days: frozenset[date]) -> tuple[str, ...]:
    return tuple(sorted(day.isoformat() for day in days))


def _finding(problem: Problem, said: _Said, language: str, expected: tuple[str, ...], known: Known) -> Finding:
    mention = said.mention
    value = expected[0] if len(expected) == 1 else mention.value
    return Finding(
        problem=problem,
        kind=mention.kind,
        language=language,
        said=mention.said,
        value=mention.value,
        where=said.where,
        expected=expected,
        placeholder=known.names.get((mention.kind, value), ""),
    )


def _against_others(
    language: str, said: Mapping[str, Sequence[_Said]], wrong: Mapping[str, Sequence[Finding]], known: Known
) -> Iterator[Finding]:
    """What other versions say and this one does not. Where this one has something wrong of that kind, that was told.

    A body whose name nobody translated is not looked for in that language.
    """
    told = {finding.kind for finding in wrong[language]}
    here = {(one.mention.kind, one.mention.value) for one in said[language]}
    theirs: dict[tuple[Kind, str], list[str]] = {}
    words: dict[tuple[Kind, str], str] = {}
    for other, found in said.items():
        accused = {(finding.kind, finding.value) for finding in wrong[other]}
        for one in found:
            key = (one.mention.kind, one.mention.value)
            counts = (one.is_typed or one.mention.kind in _ALWAYS) and not _only_named(one.mention)
            if one.mention.kind is Kind.NAME and not _has_name(one.mention.value, language, known):
                continue
            if other == language or key in here or key in accused or not counts or one.mention.kind in told:
                continue
            theirs.setdefault(key, [])
            words.setdefault(key, one.mention.said)
            if other not in theirs[key]:
                theirs[key].append(other)
    for (kind, value), others in theirs.items():
        yield Finding(Problem.NOT_SAID, kind, language, words[kind, value], value, others=tuple(others))


def _has_name(value: str, language: str, known: Known) -> bool:
    return language in known.named.get(value, {language: value})


def _typed(found: Sequence[_Said], language: str, known: Known) -> Iterator[Finding]:
    true = _true(known)
    for said in found:
        mention = said.mention
        name = known.names.get((mention.kind, mention.value), "")
        if said.is_typed and name and mention.value in true.get(mention.kind, ()):
            yield _finding(Problem.TYPED, said, language, (mention.value,), known)
