"""Where a gathering is held: an address that letters, maps and invoices read."""

import re
from dataclasses import dataclass

from filrouge.core.coordinates import Coordinates
from filrouge.core.postal import street_line
from filrouge.core.text import Translated

_UNSAID = Translated.of(None, "fr")
# 10/12, 10-12 and 10 + 12 begin with a number of their own; 10bis is one number.
_FIRST_NUMBER = re.compile(r"\s*\d+\s?(?:bis|ter|quater|[a-zA-Z])?(?=\W|$)")


@dataclass(frozen=True)
class VenueFacts:
    """Where. `street` and `number` apart for QR-bills and maps; `number` is kept as written (10/12). `map` is a link to
    a map that the organiser chose.
    """

    name: Translated
    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    access: Translated = _UNSAID
    key: str = ""
    at: Coordinates | None = None
    map: str = ""

    @property
    def address(self) -> str:
        """One line: street and number in the order of the country, then postcode and town; empty when unknown."""
        return self._line(self.street_address)

    @property
    def street_address(self) -> str:
        """Street and number in the order of the country, as written: 10/12 rue de la Bourse."""
        return self._street(self.number)

    @property
    def address_to_find(self) -> str:
        """One line for a map, which knows no pairs of numbers: the first of them; empty without a street."""
        first = _FIRST_NUMBER.match(self.number)
        return self._line(self._street(first[0] if first else self.number)) if self.street else ""

    def _street(self, number: str) -> str:
        return street_line(self.street, number, self.country)

    def _line(self, street: str) -> str:
        town = " ".join(part for part in (self.postcode, self.town) if part)
        return ", ".join(part for part in (street, town) if part)
