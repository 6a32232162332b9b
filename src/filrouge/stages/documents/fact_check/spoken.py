"""A date as somebody types it for a letter, vague or not: "début mars 2023", "3. März 2023", "marzo 2023"."""

import re
from datetime import date

from filrouge.core.date_vocabulary import WORDS
from filrouge.core.text import LANGUAGES
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.fact_check.dates import days_in

_PORTIONS = {
    "early": r"début|anfang|inizio|early",
    "mid": r"mi|mitte|metà|mid",
    "late": r"fin|ende|fine|late",
}


def spoken_date(text: str) -> VagueDate | None:
    """The date that a text means, in any of the four languages or in the form of the file; None when none is read."""
    said = " ".join(text.split()).strip(" .,")
    if not said:
        return VagueDate.unknown()
    try:
        return VagueDate.parse(said)
    except ValueError:
        return _day(said) or _vague(said)


def _day(said: str) -> VagueDate | None:
    for language in LANGUAGES:
        for mention in days_in(said, language):
            # The whole of it, but for an article: "le 3 mars 2023".
            if not mention.value.startswith("--") and len(said) - len(mention.said) <= 4:
                return VagueDate.on(date.fromisoformat(mention.value))
    return None


def _vague(said: str) -> VagueDate | None:
    portions = "|".join(f"(?P<{name}>{words})" for name, words in _PORTIONS.items())
    for language in LANGUAGES:
        months = WORDS[language].months.lower().split()
        month = f"(?P<month>{'|'.join(months)}) "
        found = re.fullmatch(rf"(?:(?:{portions})[ -])?(?:{month})?(?P<year>(?:19|20)[0-9]{{2}})", said.lower())
        if found is None:
            continue
        portion = next((f"{name} " for name in _PORTIONS if found[name]), "")
        number = f"-{months.index(found['month']) + 1:02}" if found["month"] else ""
        return VagueDate.parse(f"{portion}{found['year']}{number}")
    return None
