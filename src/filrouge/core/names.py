"""Names of people as they write them: no guess about particles, order or capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filrouge.core.text import search_form

_WEB_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class PersonName:
    """Given and family name as typed; "de", "de La", "von" belong to the family name. Either may be empty."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Given then family name, single spaces, case untouched: "Angelica de La Tour"."""
        return " ".join(f"{self.given} {self.family}".split())

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """By family then given name without accents, particles included; as typed to break ties."""
        return (search_form(self.family), search_form(self.given), self.full)

    @property
    def initials(self) -> str:
        """Of "Marie-Claire de La Tour": "M.-C. L. T."; words wholly in lower case count only when alone."""
        parts = (_initials(self.given), _initials(self.family))
        return " ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.full


def holds_web_address(text: str) -> bool:
    """Whether a name or a sentence names a web page."""
    return bool(_WEB_ADDRESS.search(text))


def _initials(name: str) -> str:
    words = name.split()
    capitalised = [word for word in words if any(letter.isupper() for letter in word)]
    return " ".join(_initial(word) for word in capitalised or words)


def _initial(word: str) -> str:
    parts = [part for part in re.split(r"[-\u2010\u2011]", word) if any(map(str.isalpha, part))]
    return "-".join(f"{_first_letter(part)}." for part in parts)


def _first_letter(part: str) -> str:
    # The capital of "d'Arc" is its A; a name typed without capitals gives its first letter in upper case.
    letters = [letter for letter in part if letter.isalpha()]
    return next((letter for letter in letters if letter.isupper()), letters[0].upper())
