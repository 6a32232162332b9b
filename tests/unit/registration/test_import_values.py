"""What a cell says: yes or no, a day, an address, a language, a level."""

from collections.abc import Callable
from datetime import date, time

import pytest

from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.importing import values
from filrouge.stages.registration.importing.values import NotRead


@pytest.mark.parametrize(
    ("said", "means"),
    [
        *[(yes, True) for yes in ("x", "X", "Oui", "ja", "sì", "1", "✓", "true")],
        *[(no, False) for no in ("non", "Nein", "NO", "0", "–", "false")],
        ("", None),
    ],
)
def test_yes_and_no(said: str, means: bool | None) -> None:
    assert values.mark(said) is means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("2026-03-12", (date(2026, 3, 12), None)),
        ("12.03.2026", (date(2026, 3, 12), None)),
        ("3/4/2026", (date(2026, 4, 3), None)),
        ("12.3.26", (date(2026, 3, 12), None)),
        ("2026-03-12 14:30", (date(2026, 3, 12), time(14, 30))),
        ("12/03/2026 à 9h05", (date(2026, 3, 12), time(9, 5))),
    ],
)
def test_days(said: str, means: tuple[date, time | None]) -> None:
    assert values.moment(said) == means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Anna.Rey@Lindenau.example", "anna.rey@lindenau.example"),
        ("Anna Rey <anna@rey.example>", "anna@rey.example"),
        ("mailto:anna@rey.example", "anna@rey.example"),
    ],
)
def test_addresses(said: str, means: str) -> None:
    assert values.address(said) == means


def test_languages_levels_and_pictures() -> None:
    said = ["Français", "de-CH", "ital", "Deutsch", "English"]
    assert [values.language(word) for word in said[:2] + said[3:]] == ["fr", "de", "de", "en"]
    assert [values.level(word) for word in ("Local", "niveau départemental", "kantonal", "europeo")] == [
        "local",
        "departmental",
        "regional",
        "european",
    ]
    assert [values.pictures(word) for word in ("oui", "Refusé", "nein")] == [
        Pictures.AGREED,
        Pictures.REFUSED,
        Pictures.REFUSED,
    ]


@pytest.mark.parametrize(
    ("read", "said", "code"),
    [
        (values.mark, "peut-être", "not_yes_or_no"),
        (values.moment, "31.02.2026", "not_a_day"),
        (values.moment, "début mars", "not_a_day"),
        (values.moment, "2026-03-12 tôt", "not_a_day"),
        (values.address, "dupont(at)x", "not_an_address"),
        (values.address, "a@b@c", "not_an_address"),
        (values.language, "romontsch", "unknown_language"),
        (values.level, "galactique", "unknown_level"),
    ],
)
def test_what_cannot_be_read_is_not_guessed(read: Callable[[str], object], said: str, code: str) -> None:
    with pytest.raises(NotRead) as wrong:
        read(said)
    assert wrong.value.code == code
