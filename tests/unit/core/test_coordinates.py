"""Coordinates: as people paste them, never outside of the globe, and which way round."""

from decimal import Decimal

import pytest

from filrouge.core.coordinates import Coordinates, are_exchanged, degrees, plain, read_coordinates


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("47.39254, 8.04422", "47.39254, 8.04422"),
        ("  47.39254 8.04422 ", "47.39254, 8.04422"),
        ("47,5; 8,25", "47.5, 8.25"),
        ("geo:-21.1,55.5", "-21.1, 55.5"),
        ("+47, -61.0000001", "47, -61"),
        ("0, 0", "0, 0"),
    ],
)
def test_they_are_read(text: str, said: str) -> None:
    assert str(read_coordinates(text)) == said


@pytest.mark.parametrize(
    "text", ["", "47.4", "north, east", "91, 8", "47, 181", "47.4, 8.0, 3.1", "1e2, 3", "nan, nan"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_coordinates(text)


def test_a_map_program_opens_them() -> None:
    assert Coordinates(Decimal("47.500000"), Decimal("8.044220")).uri == "geo:47.5,8.04422"
    assert plain(Decimal("100.000000")) == "100" and plain(degrees("-0.5")) == "-0.5"


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "wrong"),
    [
        ("8.04", "47.4", "CH", True),
        ("47.4", "8.04", "CH", False),
        ("2.35", "48.85", "FR", True),
        ("-21.1", "55.5", "FR", False),  # La Réunion is far away either way
        ("8.04", "47.4", "JP", False),
    ],
)
def test_which_way_round(latitude: str, longitude: str, country: str, wrong: bool) -> None:
    assert are_exchanged(Decimal(latitude), Decimal(longitude), country) is wrong
