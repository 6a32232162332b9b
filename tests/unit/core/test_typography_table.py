"""The table "Typography and formats" of law and convention: one test a row, one case a cell."""

from datetime import date, time
from decimal import Decimal

import pytest

from filrouge.core.date_words import date_in_words, hour_in_words, short_date
from filrouge.core.typography import money, number, ordinal, typeset

THIN, HARD = "\u202f", "\u00a0"
PLACES = {
    "fr-FR": ("fr", "FR"),
    "fr-CH": ("fr", "CH"),
    "de-CH": ("de", "CH"),
    "it-CH": ("it", "CH"),
    "en": ("en", "CH"),
}


def row(**cells: str) -> pytest.MarkDecorator:
    """A case for each cell; names as fr_FR."""
    return pytest.mark.parametrize(
        ("language", "country", "expected"),
        [(*PLACES[name.replace("_", "-")], expected) for name, expected in cells.items()],
        ids=list(cells),
    )


@row(
    fr_FR=f"a{THIN}; b{THIN}! c{THIN}?",
    fr_CH=f"a{THIN}; b{THIN}! c{THIN}?",
    de_CH="a; b! c?",
    it_CH="a; b! c?",
    en="a; b! c?",
)
def test_before_high_marks(language, country, expected):
    assert typeset("a; b! c?", language=language, country=country) == expected


@row(fr_FR=f"a{HARD}: b", fr_CH=f"a{THIN}: b", de_CH="a: b", it_CH="a: b", en="a: b")
def test_before_a_colon(language, country, expected):
    assert typeset("a: b", language=language, country=country) == expected


@row(fr_FR=f"«{HARD}x{HARD}»", fr_CH=f"«{THIN}x{THIN}»", de_CH="«x»", it_CH="«x»", en="“x”")
def test_quotes(language, country, expected):
    assert typeset('"x"', language=language, country=country) == expected


@row(fr_FR=f"«{HARD}a “b” c{HARD}»", fr_CH=f"«{THIN}a “b” c{THIN}»", de_CH="«a ‹b› c»", it_CH="«a “b” c»")
def test_inner_quotes(language, country, expected):
    assert typeset('« a "b" c »', language=language, country=country) == expected
    assert typeset(expected, language=language, country=country) == expected


@row(fr_FR="17h15", fr_CH="17h15", de_CH="17.15 Uhr", it_CH="17.15", en="17:15")
def test_hour(language, country, expected):
    assert hour_in_words(time(17, 15), language=language, country=country) == expected


@row(
    fr_FR="vendredi 12 mai 2023",
    fr_CH="vendredi 12 mai 2023",
    de_CH="Freitag, 12. Mai 2023",
    it_CH="venerdì 12 maggio 2023",
    en="Friday 12 May 2023",
)
def test_date_long(language, country, expected):
    assert date_in_words(date(2023, 5, 12), language=language) == expected


@row(fr_FR="1er mai 2023", fr_CH="1er mai 2023", de_CH="1. Mai 2023", it_CH="1º maggio 2023", en="1 May 2023")
def test_date_long_on_the_first(language, country, expected):
    assert date_in_words(date(2023, 5, 1), language=language, weekday=False) == expected


@row(fr_FR="12/05/2023", fr_CH="12.05.2023", de_CH="12.05.2023", it_CH="12.05.2023", en="12 May 2023")
def test_date_short(language, country, expected):
    assert short_date(date(2023, 5, 12), language=language, country=country) == expected


@row(fr_FR=f"10{THIN}000", fr_CH=f"10{THIN}000", de_CH="10’000", it_CH="10’000", en="10,000")
def test_thousands(language, country, expected):
    assert number(10_000, language=language, country=country) == expected


@pytest.mark.parametrize(
    ("language", "country", "currency", "expected"),
    [
        ("fr", "FR", "EUR", f"120,50{HARD}€"),
        ("fr", "CH", "CHF", f"CHF{HARD}120.50"),
        ("de", "CH", "CHF", f"CHF{HARD}120.50"),
        ("it", "CH", "CHF", f"CHF{HARD}120.50"),
        ("en", "CH", "CHF", f"CHF{HARD}120.50"),
        ("en", "FR", "EUR", "€120.50"),
    ],
)
def test_money(language, country, currency, expected):
    assert money(Decimal("120.5"), currency=currency, language=language, country=country) == expected


def test_thousands_in_sums_of_swiss_french():
    assert money(Decimal(10_000), currency="CHF", language="fr", country="CH") == f"CHF{HARD}10’000.00"


@pytest.mark.parametrize(
    ("language", "gender", "first", "second"),
    [
        ("fr", "m", ("1", "er"), ("2", "e")),
        ("fr", "f", ("1", "re"), ("2", "e")),
        ("de", "m", ("1", "."), ("2", ".")),
        ("it", "m", ("1", "º"), ("2", "º")),
        ("it", "f", ("1", "ª"), ("2", "ª")),
        ("en", "m", ("1", "st"), ("2", "nd")),
    ],
)
def test_ordinal(language, gender, first, second):
    assert ordinal(1, language=language, gender=gender) == first
    assert ordinal(2, language=language, gender=gender) == second


@row(
    fr_FR=f"À l’État, 20{HARD}% de 5{HARD}€ au n°{HARD}12, M.{HARD}Roy et Mme{HARD}Roy",
    fr_CH=f"À l’État, 20{HARD}% de 5{HARD}€ au n°{HARD}12, M.{HARD}Roy et Mme{HARD}Roy",
)
def test_other_french(language, country, expected):
    assert typeset("À l’État, 20 % de 5 € au n° 12, M. Roy et Mme Roy", language=language, country=country) == expected


def test_other_swiss_german_never_has_sharp_s():
    assert typeset("Freundliche Grüße, Hauptstraße", language="de", country="CH") == "Freundliche Grüsse, Hauptstrasse"
    typed = typeset("Grüße an Frau Weiß", language="de", country="CH", as_typed=["Frau Weiß"])
    assert typed == "Grüsse an Frau Weiß"
    assert typeset("Straße", language="de", country="DE") == "Straße"


@pytest.mark.parametrize(("language", "country"), PLACES.values(), ids=PLACES)
def test_what_people_typed_and_machines_read_is_left(language, country):
    typed = 'le 2ème "Congrès" ; n° 5 !'
    assert typeset(f"{typed} 2023-05-12T17:15", language=language, country=country, as_typed=[typed]) == (
        f"{typed} 2023-05-12T17:15"
    )
