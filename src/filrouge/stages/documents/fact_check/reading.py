"""Reading a text: every mention in it, each letter read once."""

import re
from collections.abc import Iterable, Iterator, Mapping

from filrouge.stages.documents.fact_check.dates import days_in, months_in
from filrouge.stages.documents.fact_check.hours import hours_in, numbers_in, years_in
from filrouge.stages.documents.fact_check.mentions import Kind, Mention
from filrouge.stages.documents.fact_check.naming import names_in

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]}'’…]")
# "à Aarau", "in Aarau", "ad Aarau": something is there; "la Ville d’Aarau" names a body.
_WHERE = re.compile(r"(?:^|\W)(?:à|au|in|a|ad|at)\s$", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|0)[0-9](?:[ \u00a0\u202f./-]?[0-9]){7,13}(?![0-9])")


def mentions_in(
    text: str,
    language: str,
    gazetteer: Mapping[str, frozenset[str]] | None = None,
    *,
    people: frozenset[str] = frozenset(),
    named: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Mention, ...]:
    """Everything that can be compared, in the order of the text. Raises KeyError for a language other than our four.

    What was read as one thing is read as nothing else: the 14 of a date is no number.
    """
    found: list[Mention] = []
    left = _without(text, _read(found, _addresses(text)))
    left = _without(left, [(match.start(), match.end()) for match in _PHONE.finditer(left)])
    left = _without(left, _read(found, days_in(left, language)))
    left = _without(left, _read(found, months_in(left, language)))
    left = _without(left, _read(found, hours_in(left, language)))
    left = _without(left, _read(found, years_in(left)))
    left = _without(left, _read(found, numbers_in(left, language)))
    _read(found, _places(left, gazetteer or {}))
    found += names_in(text, people=people, named=named)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end, mention.value)))


def _read(found: list[Mention], mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Keep what was read, but for what another pattern of the same kind read there; the places that it took."""
    taken: list[tuple[int, int]] = []
    for mention in mentions:
        span = (mention.start, mention.end)
        # The two ends of a range stand in one place.
        if any(start < mention.end and mention.start < end and (start, end) != span for start, end in taken):
            continue
        if span in taken and any(m.value == mention.value for m in found if (m.start, m.end) == span):
            continue
        found.append(mention)
        taken.append(span)
    return taken


def _without(text: str, taken: Iterable[tuple[int, int]]) -> str:
    for start, end in taken:
        text = text[:start] + "\u0000" * (end - start) + text[end:]
    return text


def _addresses(text: str) -> Iterator[Mention]:
    for found in _EMAIL.finditer(text):
        yield Mention(Kind.ADDRESS, found[0].lower(), found[0], found.start(), found.end())
    for found in _LINK.finditer(text):
        value = re.sub(r"^https?://", "", found[0].lower()).rstrip("/")
        yield Mention(Kind.ADDRESS, value, found[0], found.start(), found.end())


def _places(text: str, gazetteer: Mapping[str, frozenset[str]]) -> Iterator[Mention]:
    """Names of places with their capital: "Sion" is a town, "sion" is not."""
    keys = {name: key for key, names in gazetteer.items() for name in names if name}
    if not keys:
        return
    # Longer names first: "Biel/Bienne" before "Biel".
    names = sorted(keys, key=lambda name: (-len(name), name))
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
    for found in re.finditer(pattern, text):
        is_where = _WHERE.search(text[max(0, found.start() - 6) : found.start()]) is not None
        yield Mention(Kind.PLACE, keys[found[0]], found[0], found.start(), found.end(), is_where=is_where)
