"""Where a place is on the globe (WGS 84): read as people paste it, kept in degrees with six decimals, some ten cm."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_MICRO = Decimal("0.000001")
_PAIR = re.compile(r"(?:geo:)?\s*([+-]?\d+(?:\.\d+)?)°?\s*[,;\s]\s*([+-]?\d+(?:\.\d+)?)°?")
_COMMAS = re.compile(r"([+-]?\d+),(\d+)°?\s*[;\s]\s*([+-]?\d+),(\d+)°?")
# Roughly around the country in Europe: south, north, west, east.
_AROUND = {"CH": (45, 48, 5, 11), "FR": (41, 52, -6, 10), "BE": (49, 52, 2, 7), "LU": (49, 51, 5, 7)}


@dataclass(frozen=True)
class Coordinates:
    """Degrees, north and east positive. Raises ValueError outside of the globe."""

    latitude: Decimal
    longitude: Decimal

    def __post_init__(self) -> None:
        if abs(self.latitude) > 90 or abs(self.longitude) > 180:
            raise ValueError(str(self))

    def __str__(self) -> str:
        return f"{plain(self.latitude)}, {plain(self.longitude)}"

    @property
    def uri(self) -> str:
        """The address that a map program on a telephone or computer opens (RFC 5870)."""
        return f"geo:{plain(self.latitude)},{plain(self.longitude)}"


def degrees(text: str) -> Decimal:
    """A number of degrees with six decimals. Raises ValueError for what is none."""
    try:
        found = Decimal(text.strip().replace(",", "."))
        if not found.is_finite() or abs(found) > 180:
            raise ValueError(text)
        return found.quantize(_MICRO)
    except InvalidOperation:
        raise ValueError(text) from None


def plain(number: Decimal) -> str:
    """Degrees without zeros that say nothing."""
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def read_coordinates(text: str) -> Coordinates:
    """Latitude and longitude as a map shows them: “47.39254, 8.04422”. Raises ValueError for anything else."""
    said = " ".join(text.split())
    if commas := _COMMAS.fullmatch(said):
        said = f"{commas[1]}.{commas[2]}, {commas[3]}.{commas[4]}"
    found = _PAIR.fullmatch(said)
    if found is None:
        raise ValueError(text)
    return Coordinates(degrees(found[1]), degrees(found[2]))


def are_exchanged(latitude: Decimal, longitude: Decimal, country: str) -> bool:
    """Whether the two were probably written the wrong way round: so they lie in the country, as written far away."""
    return not _is_around(latitude, longitude, country) and _is_around(longitude, latitude, country)


def _is_around(latitude: Decimal, longitude: Decimal, country: str) -> bool:
    south, north, west, east = _AROUND.get(country, (0, 0, 0, 0))
    return south <= latitude <= north and west <= longitude <= east
