"""Dates and hours as phrases in French, German, Italian and English.

Never says a day that the date does not hold.
Every function raises ValueError for a language other than fr, de, it, en.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from filrouge.core.date_vocabulary import WORDS, Words
from filrouge.core.text import require_language
from filrouge.core.vague_dates import Precision, VagueDate


def date_in_words(d: date, *, language: str, weekday: bool = True, year: bool = True) -> str:
    """Say the day: "vendredi 12 mai 2023", "Freitag, 12. Mai 2023", "Friday 12 May 2023".

    The first of the month is "1er mai", "1. Mai", "1º maggio", "1 May".
    """
    ending = f" {d.year}" if year else ""
    return f"{_day(d, language, weekday)} {_words(language).month(d)}{ending}"


def date_range_in_words(first: date, last: date, *, language: str, weekday: bool = True) -> str:
    """Say the days: "vendredi 2 et samedi 3 février 2024", "du 2 au 5 février 2024" from three days on.

    Month and year are said once when shared; weekdays are never said for more than two days.
    Raises ValueError when the last day is before the first.
    """
    if last < first:
        raise ValueError(f"the range ends on {last}, before it starts on {first}")
    if first == last:
        return date_in_words(first, language=language, weekday=weekday)
    words, pair = _words(language), last - first == timedelta(days=1)
    start = _start_of_range(first, last, language, weekday and pair)
    end = date_in_words(last, language=language, weekday=weekday and pair)
    if pair:
        return f"{start} {words.conjunction} {end}"
    return f"{_after(words.start[0], start)} {_after(words.end[0], end)}"


def short_date(d: date, *, language: str, country: str) -> str:
    """Figures: "12/05/2023" (fr, it), "12.05.2023" (de, Switzerland), "12 May 2023" (en everywhere)."""
    if require_language(language) == "en":
        return date_in_words(d, language=language, weekday=False)
    mark = "." if country == "CH" or language == "de" else "/"
    return f"{d.day:02}{mark}{d.month:02}{mark}{d.year:04}"


def hour_in_words(t: time, *, language: str, country: str) -> str:
    """Say the hour: "17h15", "17.15 Uhr", "17.15", "17:15"; full hours "9h", "9 Uhr", "9.00", "9:00".

    ``country`` is part of the signature for symmetry: the house style is the same in France and Switzerland.
    """
    mark = {"fr": "h", "de": ".", "it": ".", "en": ":"}[require_language(language)]
    if language == "fr" and t.minute == 0:
        return f"{t.hour}h"
    if language == "de":
        return f"{t.hour} Uhr" if t.minute == 0 else f"{t.hour}.{t.minute:02} Uhr"
    return f"{t.hour}{mark}{t.minute:02}"


def vague_date_in_words(v: VagueDate, *, language: str, weekday: bool = True) -> str:
    """Say what is known: "début mars 2023", "mardi 22 novembre 2016, matin", "Datum folgt"."""
    return _vague(v, language, weekday=weekday, year=True)


def period_in_words(first: VagueDate, last: VagueDate, *, language: str) -> str:
    """Say the period: "octobre à décembre 2021", "Juni bis Dezember 2022".

    With only one end known: "dès octobre 2021", "jusqu'en décembre 2021". Between exact days, as
    ``date_range_in_words``; with a half-day at either end, both ends with a dash.
    Raises ValueError when the period ends before it starts.
    """
    if first.floor and last.last and last.last < first.floor:
        raise ValueError(f"the period ends in {last}, before it starts in {first}")
    if first == last:
        return vague_date_in_words(first, language=language)
    if not (first.is_known and last.is_known):
        return _open_period(first, last, language)
    if _is_day(first) and _is_day(last):
        return _days_period(first, last, language)
    shared_year = _has_month(first) and _has_month(last) and _year(first) == _year(last)
    words = _words(language)
    start = _vague(first, language, weekday=False, year=not shared_year)
    end = _vague(last, language, weekday=False, year=True)
    before_start, before_end = _pick(words.start, first, language), _pick(words.end, last, language)
    return f"{_after(before_start, start)} {_after(before_end, end)}"


def _words(language: str) -> Words:
    return WORDS[require_language(language)]


def _day(d: date, language: str, weekday: bool) -> str:
    words = _words(language)
    number = words.first_of_month if d.day == 1 else f"{d.day}{words.day_mark}"
    return f"{words.weekday(d)}{words.weekday_mark} {number}" if weekday else number


def _start_of_range(first: date, last: date, language: str, weekday: bool) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return _day(first, language, weekday)
    return date_in_words(first, language=language, weekday=weekday, year=first.year != last.year)


def _vague(v: VagueDate, language: str, *, weekday: bool, year: bool) -> str:
    words = _words(language)
    if v.floor is None:
        return words.unknown
    if _is_day(v):
        day = date_in_words(v.floor, language=language, weekday=weekday, year=year)
        return f"{day}, {words.halves[v.half]}" if v.half else day
    month = f"{words.month(v.floor)}{f' {v.floor.year}' if year else ''}"
    base = month if _has_month(v) else str(v.floor.year)
    return f"{words.portions[v.portion] if v.portion else ''}{base}"


def _open_period(first: VagueDate, last: VagueDate, language: str) -> str:
    words = _words(language)
    known, pair = (first, words.since) if first.is_known else (last, words.until)
    preposition = _pick(pair, known, language)
    if (language, known) == ("fr", last) and known.precision in (Precision.MONTH, Precision.YEAR):
        preposition = "jusqu'en"
    return _after(preposition, _vague(known, language, weekday=False, year=True))


def _days_period(first: VagueDate, last: VagueDate, language: str) -> str:
    whole_days = not (first.half or last.half)
    if first.floor and last.floor and (whole_days or first.floor == last.floor):
        return date_range_in_words(first.floor, last.floor, language=language)
    return " – ".join(vague_date_in_words(end, language=language) for end in (first, last))


def _pick(pair: tuple[str, str], v: VagueDate, language: str) -> str:
    # Italian years take the article, as days do: "dal 2019 al 2021".
    with_article = _is_day(v) or (language == "it" and v.precision is Precision.YEAR)
    return pair[0] if with_article else pair[1]


def _after(preposition: str, text: str) -> str:
    # Italian articles elide before the numbers that start with a vowel: otto, undici.
    if preposition.endswith("al") and re.match(r"(8|11)\b", text):
        return f"{preposition}l'{text}"
    return f"{preposition} {text}".lstrip()


def _is_day(v: VagueDate) -> bool:
    return v.precision in (Precision.DAY, Precision.HALF_DAY)


def _has_month(v: VagueDate) -> bool:
    return _is_day(v) or v.precision in (Precision.MONTH, Precision.PART_OF_MONTH)


def _year(v: VagueDate) -> int | None:
    return v.floor.year if v.floor else None
