from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.core.date_words import (
    date_in_words,
    date_range_in_words,
    hour_in_words,
    period_in_words,
    short_date,
    vague_date_in_words,
)
from filrouge.core.text import LANGUAGES
from filrouge.core.vague_dates import VagueDate


@pytest.mark.parametrize(
    ("language", "expected", "first"),
    [
        ("fr", "vendredi 12 mai 2023", "1er mai 2023"),
        ("de", "Freitag, 12. Mai 2023", "1. Mai 2023"),
        ("it", "venerdì 12 maggio 2023", "1º maggio 2023"),
        ("en", "Friday 12 May 2023", "1 May 2023"),
    ],
)
def test_long_date(language, expected, first):
    assert date_in_words(date(2023, 5, 12), language=language) == expected
    assert date_in_words(date(2023, 5, 1), language=language, weekday=False) == first


def test_day_without_the_year():
    assert date_in_words(date(2023, 5, 1), language="fr", weekday=False, year=False) == "1er mai"
    assert date_in_words(date(2023, 5, 1), language="it", weekday=False, year=False) == "1º maggio"


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValueError, match="'rm'"):
        date_in_words(date(2023, 5, 12), language="rm")


RANGES = [
    ("fr", (2024, 2, 2), (2024, 2, 2), "vendredi 2 février 2024"),
    ("fr", (2024, 2, 2), (2024, 2, 3), "vendredi 2 et samedi 3 février 2024"),
    ("fr", (2024, 1, 31), (2024, 2, 1), "mercredi 31 janvier et jeudi 1er février 2024"),
    ("fr", (2023, 12, 31), (2024, 1, 1), "dimanche 31 décembre 2023 et lundi 1er janvier 2024"),
    ("fr", (2024, 2, 2), (2024, 2, 5), "du 2 au 5 février 2024"),
    ("fr", (2024, 1, 30), (2024, 2, 1), "du 30 janvier au 1er février 2024"),
    ("fr", (2023, 12, 30), (2024, 1, 2), "du 30 décembre 2023 au 2 janvier 2024"),
    ("fr", (2023, 5, 12), (2024, 5, 12), "du 12 mai 2023 au 12 mai 2024"),
    ("de", (2024, 2, 2), (2024, 2, 3), "Freitag, 2. und Samstag, 3. Februar 2024"),
    ("de", (2024, 2, 2), (2024, 2, 5), "vom 2. bis 5. Februar 2024"),
    ("de", (2024, 1, 30), (2024, 2, 2), "vom 30. Januar bis 2. Februar 2024"),
    ("de", (2023, 12, 30), (2024, 1, 2), "vom 30. Dezember 2023 bis 2. Januar 2024"),
    ("it", (2024, 2, 2), (2024, 2, 3), "venerdì 2 e sabato 3 febbraio 2024"),
    ("it", (2024, 2, 2), (2024, 2, 5), "dal 2 al 5 febbraio 2024"),
    ("it", (2024, 2, 8), (2024, 2, 11), "dall'8 all'11 febbraio 2024"),
    ("it", (2024, 2, 1), (2024, 2, 18), "dal 1º al 18 febbraio 2024"),
    ("it", (2023, 12, 30), (2024, 1, 2), "dal 30 dicembre 2023 al 2 gennaio 2024"),
    ("en", (2024, 2, 2), (2024, 2, 3), "Friday 2 and Saturday 3 February 2024"),
    ("en", (2024, 2, 2), (2024, 2, 5), "2 to 5 February 2024"),
    ("en", (2024, 1, 30), (2024, 2, 2), "30 January to 2 February 2024"),
    ("en", (2023, 12, 30), (2024, 1, 2), "30 December 2023 to 2 January 2024"),
]


@pytest.mark.parametrize(("language", "first", "last", "expected"), RANGES)
def test_range(language, first, last, expected):
    assert date_range_in_words(date(*first), date(*last), language=language) == expected


def test_range_of_two_days_without_weekdays():
    words = date_range_in_words(date(2024, 2, 2), date(2024, 2, 3), language="fr", weekday=False)
    assert words == "2 et 3 février 2024"


def test_a_reversed_range_is_refused():
    with pytest.raises(ValueError, match="2024-02-02"):
        date_range_in_words(date(2024, 2, 3), date(2024, 2, 2), language="fr")


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("fr", "FR", "02/05/2023"),
        ("fr", "CH", "02.05.2023"),
        ("de", "CH", "02.05.2023"),
        ("it", "CH", "02.05.2023"),
        ("en", "CH", "2 May 2023"),
        ("en", "FR", "2 May 2023"),
    ],
)
def test_short_date(language, country, expected):
    assert short_date(date(2023, 5, 2), language=language, country=country) == expected


@pytest.mark.parametrize(
    ("language", "country", "quarter_past", "full"),
    [
        ("fr", "FR", "17h15", "9h"),
        ("fr", "CH", "17h15", "9h"),
        ("de", "CH", "17.15 Uhr", "9 Uhr"),
        ("it", "CH", "17.15", "9.00"),
        ("en", "CH", "17:15", "9:00"),
    ],
)
def test_hour(language, country, quarter_past, full):
    assert hour_in_words(time(17, 15), language=language, country=country) == quarter_past
    assert hour_in_words(time(9), language=language, country=country) == full


def test_minutes_keep_two_digits():
    assert hour_in_words(time(9, 5), language="fr", country="FR") == "9h05"
    assert hour_in_words(time(0, 5), language="de", country="CH") == "0.05 Uhr"


VAGUE = {
    "2023-05-12": (
        "vendredi 12 mai 2023",
        "Freitag, 12. Mai 2023",
        "venerdì 12 maggio 2023",
        "Friday 12 May 2023",
    ),
    "2016-11-22 morning": (
        "mardi 22 novembre 2016, matin",
        "Dienstag, 22. November 2016, Vormittag",
        "martedì 22 novembre 2016, mattina",
        "Tuesday 22 November 2016, morning",
    ),
    "2016-11-22 afternoon": (
        "mardi 22 novembre 2016, après-midi",
        "Dienstag, 22. November 2016, Nachmittag",
        "martedì 22 novembre 2016, pomeriggio",
        "Tuesday 22 November 2016, afternoon",
    ),
    "2021-10": ("octobre 2021", "Oktober 2021", "ottobre 2021", "October 2021"),
    "early 2023-03": ("début mars 2023", "Anfang März 2023", "inizio marzo 2023", "early March 2023"),
    "mid 2023-03": ("mi-mars 2023", "Mitte März 2023", "metà marzo 2023", "mid-March 2023"),
    "late 2023-03": ("fin mars 2023", "Ende März 2023", "fine marzo 2023", "late March 2023"),
    "early 2021": ("début 2021", "Anfang 2021", "inizio 2021", "early 2021"),
    "mid 2021": ("mi-2021", "Mitte 2021", "metà 2021", "mid-2021"),
    "late 2021": ("fin 2021", "Ende 2021", "fine 2021", "late 2021"),
    "2019": ("2019", "2019", "2019", "2019"),
    "unknown": ("date à préciser", "Datum folgt", "data da definire", "date to be announced"),
}


@pytest.mark.parametrize(("text", "expected"), VAGUE.items())
def test_vague_date_in_four_languages(text, expected):
    vague = VagueDate.parse(text)
    assert tuple(vague_date_in_words(vague, language=language) for language in LANGUAGES) == expected


PERIODS = [
    ("fr", "2021-10", "2021-12", "octobre à décembre 2021"),
    ("fr", "2021-10", "2022-03", "octobre 2021 à mars 2022"),
    ("fr", "2019", "2021", "2019 à 2021"),
    ("fr", "early 2023-03", "late 2023-04", "début mars à fin avril 2023"),
    ("fr", "early 2021", "late 2021", "début 2021 à fin 2021"),
    ("fr", "2023-05-12", "late 2023-06", "du 12 mai à fin juin 2023"),
    ("fr", "2024-02-02", "2024-02-05", "du 2 au 5 février 2024"),
    ("fr", "2021-10", "2021-10", "octobre 2021"),
    ("fr", "2021-10", "unknown", "dès octobre 2021"),
    ("fr", "2023-05-12", "unknown", "dès le 12 mai 2023"),
    ("fr", "unknown", "2021-12", "jusqu'en décembre 2021"),
    ("fr", "unknown", "late 2021-12", "jusqu'à fin décembre 2021"),
    ("fr", "unknown", "2023-05-12", "jusqu'au 12 mai 2023"),
    ("fr", "unknown", "unknown", "date à préciser"),
    ("fr", "2016-11-22 morning", "2016-11-22 afternoon", "mardi 22 novembre 2016"),
    (
        "fr",
        "2016-11-22 afternoon",
        "2016-11-24 morning",
        "mardi 22 novembre 2016, après-midi – jeudi 24 novembre 2016, matin",
    ),
    ("de", "2022-06", "2022-12", "Juni bis Dezember 2022"),
    ("de", "2023-05-12", "late 2023-06", "vom 12. Mai bis Ende Juni 2023"),
    ("de", "2021-10", "unknown", "ab Oktober 2021"),
    ("de", "unknown", "unknown", "Datum folgt"),
    ("it", "2021-10", "2021-12", "da ottobre a dicembre 2021"),
    ("it", "2019", "2021", "dal 2019 al 2021"),
    ("it", "unknown", "2023-05-08", "fino all'8 maggio 2023"),
    ("en", "2021-10", "2021-12", "October to December 2021"),
    ("en", "unknown", "2021-12", "until December 2021"),
]


@pytest.mark.parametrize(("language", "first", "last", "expected"), PERIODS)
def test_period(language, first, last, expected):
    assert period_in_words(VagueDate.parse(first), VagueDate.parse(last), language=language) == expected


def test_a_reversed_period_is_refused():
    with pytest.raises(ValueError, match="2021-12"):
        period_in_words(VagueDate.parse("2021-12"), VagueDate.parse("2021-10"), language="fr")


@given(st.dates(), st.dates(), st.sampled_from(LANGUAGES))
def test_german_never_uses_eszett_and_both_days_are_always_said(one, other, language):
    first, last = sorted((one, other))
    words = date_range_in_words(first, last, language=language)
    assert "ß" not in words
    assert str(first.day) in words
    assert str(last.day) in words
    assert str(last.year) in words
