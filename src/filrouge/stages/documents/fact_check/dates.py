"""Days and months as people write them, in four languages."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from filrouge.core.date_vocabulary import WORDS
from filrouge.stages.documents.fact_check.mentions import Kind, Mention

SPACE = r"[ \u00a0\u202f\n]"
_ENDING = r"(?:er|\^\{er\}|º|°|\.|st|nd|rd|th|\^\{(?:st|nd|rd|th)\})?"
_JOINED = {"fr": "et|au|à|–|-", "de": "und|bis|–|-", "it": "e|al|all['’]|–|-", "en": "and|to|–|-"}
_PORTION = r"(?:début|mi|fin|anfang|mitte|ende|inizio|metà|fine|early|mid|late)"
_BEFORE = 48
_DEADLINE = {
    "fr": r"d['’]ici|jusqu['’]au|au plus tard|avant le|délai|date limite|clôture|dernier jour",
    "de": r"bis(?: zum| am)?\b|spätestens|vor dem|anmeldeschluss|anmeldefrist|frist|letzter tag",
    "it": r"entro|fino al|al più tardi|termine|prima del|ultimo giorno",
    "en": r"\bby\b|until|no later than|at the latest|deadline|before|last day",
}


@cache
def _months(language: str) -> tuple[str, ...]:
    return tuple(WORDS[language].months.lower().split())


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    return tuple(WORDS[language].weekdays.lower().split())


@cache
def _spoken(language: str) -> re.Pattern[str]:
    """One day, or two that share a month ("les 2 et 3 février 2024"), perhaps with weekdays and a year."""
    weekday = rf"(?:(?P<weekday{{n}}>{'|'.join(_weekdays(language))}),?{SPACE}+)?"
    day = rf"{weekday}(?<![0-9.,:])(?P<day{{n}}>[0-3]?[0-9]){_ENDING}"
    first = rf"(?:{day.replace('{n}', '1')}{SPACE}*(?:{_JOINED[language]}){SPACE}*(?:(?:le|il|den|the){SPACE}+)?)?"
    month = rf"{SPACE}+(?P<month>{'|'.join(_months(language))})\b"
    return re.compile(
        rf"{first}{day.replace('{n}', '2')}{month}(?:,?{SPACE}+(?P<year>(?:19|20)[0-9]{{2}}))?", re.IGNORECASE
    )


_AMERICAN = re.compile(
    rf"\b(?P<month>{'|'.join(WORDS['en'].months.split())}){SPACE}+(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?\b"
    rf"(?:,?{SPACE}+(?P<year>(?:19|20)[0-9]{{2}}))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![0-9.])(?P<day>[0-3]?[0-9])[./](?P<month>[01]?[0-9])[./](?P<year>(?:19|20)?[0-9]{2})(?![0-9])"
)
_SHORT_GERMAN = re.compile(r"(?<![0-9.])(?P<day>[0-3]?[0-9])\.(?P<month>[01]?[0-9])\.(?![0-9])")


def days_in(text: str, language: str) -> Iterator[Mention]:
    """Every day that the text names, in order of their pattern; a range gives its two ends."""
    patterns = (_spoken(language), _AMERICAN) if language == "en" else (_spoken(language),)
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield from _spoken_days(found, text, language)
    figures = (_FIGURES, _SHORT_GERMAN) if language == "de" else (_FIGURES,)
    for pattern in figures:
        for found in pattern.finditer(text):
            value = _value(found.groupdict().get("year"), int(found["month"]), int(found["day"]))
            if value:
                yield _mention(found, value, text, language)


def months_in(text: str, language: str) -> Iterator[Mention]:
    """Months of a year without a day: "début mars 2023", "März 2023"."""
    months = _months(language)
    pattern = rf"\b(?:{_PORTION}[{SPACE[1:-1]}-]+)?(?P<month>{'|'.join(months)}){SPACE}+(?P<year>(?:19|20)[0-9]{{2}})\b"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        value = f"{found['year']}-{months.index(found['month'].lower()) + 1:02}"
        yield Mention(Kind.MONTH, value, found[0], found.start(), found.end())


def _spoken_days(found: re.Match[str], text: str, language: str) -> Iterator[Mention]:
    said = found.groupdict()
    names = _months("en") if found.re is _AMERICAN else _months(language)
    month = names.index(found["month"].lower()) + 1
    values = [(_value(said["year"], month, int(said[f"day{n}"])), n) for n in (1, 2) if said.get(f"day{n}")]
    if not all(value for value, _ in values):
        return
    is_range = len(values) > 1
    for value, n in values:
        named = (said.get(f"weekday{n}") or "").lower()
        weekday = _weekdays(language).index(named) if named else None
        yield _mention(found, value, text, language, weekday=weekday, is_range=is_range)


def _mention(
    found: re.Match[str], value: str, text: str, language: str, *, weekday: int | None = None, is_range: bool = False
) -> Mention:
    before = re.split(r"[.!?;]\s", text[max(0, found.start() - _BEFORE) : found.start()])[-1]
    asks = not is_range and re.search(_DEADLINE[language], before, re.IGNORECASE) is not None
    return Mention(Kind.DAY, value, found[0].strip(), found.start(), found.end(), weekday, asks)


def _value(year: str | None, month: int, day: int) -> str:
    """The canonical day; empty when the calendar does not hold it."""
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(full or 2024, month, day)
    except ValueError:
        return ""
    return found.isoformat() if full else f"--{found.month:02}-{found.day:02}"
