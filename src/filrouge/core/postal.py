"""Postal addresses: what is kept of one, what keeps a letter from arriving, and how it stands on an envelope.

Street and number are apart, and as long as the guidelines of the Swiss QR-bill allow. Switzerland, as Swiss Post asks:
a post box stands on the line before the town, six lines at most. France, as La Poste asks after NF Z10-011: six lines
at most and a seventh for the country, from the number on letters, digits and spaces alone, the town in capitals.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from filrouge.core.text import require_language

COUNTRIES: Mapping[str, Mapping[str, str]] = {
    "CH": {"fr": "Suisse", "de": "Schweiz", "it": "Svizzera", "en": "Switzerland"},
    "FR": {"fr": "France", "de": "Frankreich", "it": "Francia", "en": "France"},
    "DE": {"fr": "Allemagne", "de": "Deutschland", "it": "Germania", "en": "Germany"},
    "IT": {"fr": "Italie", "de": "Italien", "it": "Italia", "en": "Italy"},
    "AT": {"fr": "Autriche", "de": "Österreich", "it": "Austria", "en": "Austria"},
    "BE": {"fr": "Belgique", "de": "Belgien", "it": "Belgio", "en": "Belgium"},
    "LI": {"fr": "Liechtenstein", "de": "Liechtenstein", "it": "Liechtenstein", "en": "Liechtenstein"},
    "LU": {"fr": "Luxembourg", "de": "Luxemburg", "it": "Lussemburgo", "en": "Luxembourg"},
    "MC": {"fr": "Monaco", "de": "Monaco", "it": "Monaco", "en": "Monaco"},
    "ES": {"fr": "Espagne", "de": "Spanien", "it": "Spagna", "en": "Spain"},
    "NL": {"fr": "Pays-Bas", "de": "Niederlande", "it": "Paesi Bassi", "en": "Netherlands"},
    "PT": {"fr": "Portugal", "de": "Portugal", "it": "Portogallo", "en": "Portugal"},
    "GB": {"fr": "Royaume-Uni", "de": "Vereinigtes Königreich", "it": "Regno Unito", "en": "United Kingdom"},
}
"""Countries to which letters go, with their names."""

DIGITS: Mapping[str, int] = {"CH": 4, "FR": 5, "IT": 5, "DE": 5}
"""How many digits a postcode has where it is checked."""

MOST: Mapping[str, int] = {"extra": 70, "street": 70, "number": 16, "postcode": 16, "town": 70, "country": 2}
"""How long each piece may be."""

_BOXES = r"bp|cs|tsa|c\.? ?p\.?|bo[iî]te postale|case postale|postfach|casella postale|p\.? ?o\.? ?box"
_BOX = re.compile(rf"({_BOXES})\b", re.IGNORECASE)


class WrongAddress(StrEnum):
    """What keeps a letter from arriving."""

    NO_TOWN = "no_town"
    NO_STREET = "no_street"
    NO_POSTCODE = "no_postcode"
    NO_COUNTRY = "no_country"
    POSTCODE = "postcode"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class PostalAddress:
    """Where letters go. `extra`: a post box, a building, whose roof it is. `country` by ISO 3166, two letters.

    True when it says anything but a country. A town of which nobody gives a street is an address too.
    """

    extra: str = ""
    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return any((self.extra, self.street, self.number, self.postcode, self.town))

    @property
    def wrong(self) -> WrongAddress | None:
        """The first thing that is wrong; None for one that holds, and for none at all."""
        digits = DIGITS.get(self.country)
        faults = {
            WrongAddress.NO_TOWN: not self.town,
            WrongAddress.NO_STREET: bool(self.number and not self.street),
            WrongAddress.NO_COUNTRY: not self.country,
            WrongAddress.NO_POSTCODE: bool(digits and not self.postcode),
            WrongAddress.POSTCODE: bool(digits and not re.fullmatch(f"[0-9]{{{digits}}}", self.postcode)),
            WrongAddress.TOO_LONG: any(len(getattr(self, name)) > most for name, most in MOST.items()),
        }
        return next((fault for fault, holds in faults.items() if holds), None) if self else None

    @property
    def in_one_line(self) -> str:
        """As a table shows it; empty for none."""
        return ", ".join(filter(None, (*_own_lines(self), self.country))) if self else ""

    def kept_where_unsaid(self, held: "PostalAddress") -> "PostalAddress":
        """This one, and in the same place what `held` knew of it and nobody says anew."""
        if not self or (self.postcode, self.country) != (held.postcode, held.country):
            return self or held
        street, number = (self.street, self.number) if self.street else (held.street, held.number)
        return replace(self, extra=self.extra or held.extra, street=street, number=number)


NOWHERE = PostalAddress()
"""No address."""


def street_line(street: str, number: str, country: str) -> str:
    """Street and number in the order of the country: 12 rue du Marché, Marktgasse 12."""
    said = (number, street) if country == "FR" else (street, number)
    return " ".join(part for part in said if part)


def is_post_box(text: str) -> bool:
    """Whether a line begins as a post box does."""
    return bool(_BOX.match(text))


def envelope(address: PostalAddress, *, sent_from: str, language: str) -> tuple[str, ...]:
    """The lines below the name, four at most. The country, in capitals, when it is not `sent_from`: from France in
    French, else in the language of the letter.
    """
    if not address:
        return ()
    own = _own_lines(address)
    if address.country == sent_from:
        return own
    return (*own, country_name(address.country, "fr" if sent_from == "FR" else language).upper())


def country_name(country: str, language: str) -> str:
    """What a country is called; one of which no name is known is called by its letters."""
    return COUNTRIES.get(country, {}).get(require_language(language), country)


def _own_lines(address: PostalAddress) -> tuple[str, ...]:
    street = street_line(address.street, address.number, address.country)
    town = " ".join(part for part in (address.postcode, address.town) if part)
    above, below = ("", address.extra) if is_post_box(address.extra) else (address.extra, "")
    if address.country == "FR":
        street, below, town = _bare(street), _bare(below), _bare(town).upper()
    return tuple(line for line in (above, street, below, town) if line)


def _bare(line: str) -> str:
    """Letters, digits and spaces alone; accents stay."""
    return " ".join(re.sub(r"[\W_]", " ", line).split())
