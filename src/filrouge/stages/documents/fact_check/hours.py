"""Hours and numbers as people write them, in four languages."""

import re
from collections.abc import Iterator

from filrouge.stages.documents.fact_check.dates import SPACE
from filrouge.stages.documents.fact_check.mentions import Kind, Mention

_CLOCK = r"(?<![0-9.,:])(?P<hour>[01]?[0-9]|2[0-3])"
_COLON = re.compile(rf"{_CLOCK}:(?P<minute>[0-5][0-9])\b(?P<half>{SPACE}?[ap]\.?m\b\.?)?", re.IGNORECASE)
_HOURS: dict[str, tuple[re.Pattern[str], ...]] = {
    "fr": (re.compile(rf"{_CLOCK}{SPACE}?(?:h|heures?)(?:{SPACE}?(?P<minute>[0-5][0-9]))?\b", re.IGNORECASE),),
    "de": (
        re.compile(rf"{_CLOCK}(?:[.:](?P<minute>[0-5][0-9]))?{SPACE}?(?=Uhr\b)"),
        # The first of two: "9 bis 16.30 Uhr".
        re.compile(
            rf"{_CLOCK}(?:[.:](?P<minute>[0-5][0-9]))?(?={SPACE}?(?:bis|und|–|-){SPACE}?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?{SPACE}?Uhr)"
        ),
    ),
    "it": (
        re.compile(
            rf"\b(?:ore|alle|dalle|delle|verso le){SPACE}+(?P<hour>[01]?[0-9]|2[0-3])"
            r"(?:[.:](?P<minute>[0-5][0-9]))?(?![0-9.]*[0-9])",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!CHF )(?<!CHF\u00a0){_CLOCK}\.(?P<minute>[0-5][0-9])(?![0-9%]|\.[0-9]|{SPACE}?(?:CHF|€|fr))"),
    ),
    "en": (re.compile(rf"{_CLOCK}(?:[.:](?P<minute>[0-5][0-9]))?(?P<half>{SPACE}?[ap]\.?m\b\.?)", re.IGNORECASE),),
}
_NUMBER = re.compile(
    r"(?<![\w.,’'])[0-9]{1,3}(?:[ \u00a0\u202f’'][0-9]{3})+(?![0-9])|(?<![\w.,’'])[0-9]+(?:[.,][0-9]+)?"
)
# "Soixante", "une soixantaine", "rund sechzig": a hundred is left to figures, since "pour cent" is none.
_TENS = {
    "fr": "vingt(?:aine)? trent(?:e|aine) quarant(?:e|aine) cinquant(?:e|aine) soixant(?:e|aine)",
    "de": "zwanzig dreissig vierzig fünfzig sechzig",
    "it": "vent(?:i|ina) trent(?:a|ina) quarant(?:a|ina) cinquant(?:a|ina) sessant(?:a|ina)",
    "en": "twenty thirty forty fifty sixty",
}
_TEN_VALUES = (20, 30, 40, 50, 60)
_PEOPLE = {
    "fr": r"personnes?|places?|participants?|participantes?|sièges?|convives?",
    "de": r"personen|plätzen?|teilnehmende[rn]?|teilnehmer(?:innen)?|gästen?|sitzplätzen?",
    "it": r"persone|posti|partecipanti|ospiti",
    "en": r"people|persons?|places?|seats?|participants?|guests?",
}


def hours_in(text: str, language: str) -> Iterator[Mention]:
    """Every hour that the text names, as "17:15"."""
    for pattern in (_COLON, *_HOURS[language]):
        for found in pattern.finditer(text):
            half = (found.groupdict().get("half") or "").strip().lower()
            hour = int(found["hour"]) % 12 + (12 if half.startswith("p") else 0) if half else int(found["hour"])
            value = f"{hour:02}:{int(found['minute'] or 0):02}"
            yield Mention(Kind.HOUR, value, found[0].strip(), found.start(), found.end())


def years_in(text: str) -> Iterator[Mention]:
    """Years that stand alone."""
    for found in re.finditer(r"(?<![\w.,’'])(?:19|20)[0-9]{2}(?![\w]|[.,][0-9])", text):
        yield Mention(Kind.YEAR, found[0], found[0], found.start(), found.end())


def numbers_in(text: str, language: str) -> Iterator[Mention]:
    """Numbers in figures, and tens in words; those of people and places as SEATS."""
    for found in _NUMBER.finditer(text):
        value = re.sub(r"[ \u00a0\u202f’']", "", found[0])
        people = _people_after(text[found.end() :], language)
        yield Mention(_seats_or(people), value, found[0] + people, found.start(), found.end())
    for ten, meant in zip(_TENS[language].split(), _TEN_VALUES, strict=True):
        for found in re.finditer(rf"\b(?:{ten})(?![\w-])", text, re.IGNORECASE):
            people = _people_after(text[found.end() :], language)
            yield Mention(_seats_or(people), str(meant), found[0] + people, found.start(), found.end())


def _people_after(rest: str, language: str) -> str:
    """ "personnes", with at most one word before: "30 autres personnes"; empty for anything else."""
    found = re.match(rf"{SPACE}+(?:\w+{SPACE}+)?(?:{_PEOPLE[language]})\b", rest, re.IGNORECASE)
    return found[0] if found else ""


def _seats_or(people: str) -> Kind:
    return Kind.SEATS if people else Kind.NUMBER
