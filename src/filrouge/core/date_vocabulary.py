"""Words of the calendar in each language, hard-wired: a server's locale is nobody's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from filrouge.core.vague_dates import Half, Portion


@dataclass(frozen=True)
class Words:
    """Vocabulary of one language.

    ``months`` and ``weekdays`` are in calendar order, separated by spaces; pairs of prepositions are (before
    a day, before anything vaguer); a portion is glued to what it qualifies.
    """

    months: str
    weekdays: str
    conjunction: str
    first_of_month: str
    start: tuple[str, str]
    end: tuple[str, str]
    since: tuple[str, str]
    until: tuple[str, str]
    portions: dict[Portion, str]
    halves: dict[Half, str]
    unknown: str
    day_mark: str = ""
    weekday_mark: str = ""

    def month(self, d: date) -> str:
        """The name of the month of that day."""
        return self.months.split()[d.month - 1]

    def weekday(self, d: date) -> str:
        """The name of that day in the week."""
        return self.weekdays.split()[d.weekday()]


WORDS = {
    "fr": Words(
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
        conjunction="et",
        first_of_month="1er",
        start=("du", ""),
        end=("au", "à"),
        since=("dès le", "dès"),
        until=("jusqu'au", "jusqu'à"),
        portions={Portion.EARLY: "début ", Portion.MID: "mi-", Portion.LATE: "fin "},
        halves={Half.MORNING: "matin", Half.AFTERNOON: "après-midi"},
        unknown="date à préciser",
    ),
    "de": Words(
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        weekdays="Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        conjunction="und",
        first_of_month="1.",
        start=("vom", ""),
        end=("bis", "bis"),
        since=("ab", "ab"),
        until=("bis", "bis"),
        portions={Portion.EARLY: "Anfang ", Portion.MID: "Mitte ", Portion.LATE: "Ende "},
        halves={Half.MORNING: "Vormittag", Half.AFTERNOON: "Nachmittag"},
        unknown="Datum folgt",
        day_mark=".",
        weekday_mark=",",
    ),
    "it": Words(
        months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        weekdays="lunedì martedì mercoledì giovedì venerdì sabato domenica",
        conjunction="e",
        first_of_month="1º",
        start=("dal", "da"),
        end=("al", "a"),
        since=("dal", "da"),
        until=("fino al", "fino a"),
        portions={Portion.EARLY: "inizio ", Portion.MID: "metà ", Portion.LATE: "fine "},
        halves={Half.MORNING: "mattina", Half.AFTERNOON: "pomeriggio"},
        unknown="data da definire",
    ),
    "en": Words(
        months="January February March April May June July August September October November December",
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        conjunction="and",
        first_of_month="1",
        start=("", ""),
        end=("to", "to"),
        since=("from", "from"),
        until=("until", "until"),
        portions={Portion.EARLY: "early ", Portion.MID: "mid-", Portion.LATE: "late "},
        halves={Half.MORNING: "morning", Half.AFTERNOON: "afternoon"},
        unknown="date to be announced",
    ),
}
