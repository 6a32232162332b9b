"""The phrases that a letter says by itself: place and date, deadlines, what a part is. Set as the place sets them."""

from __future__ import annotations

from datetime import date

from filrouge.core.date_words import date_in_words, vague_date_in_words
from filrouge.core.typography import NBSP, typeset
from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.stages.documents.layout.furniture import furniture
from filrouge.stages.documents.layout.inline import Line, escape, spans, with_raised_ordinals

_DAYS = (Precision.DAY, Precision.HALF_DAY)


class Voice:
    """One language in one country, and the texts of people that no typography may touch."""

    def __init__(self, language: str, country: str, verbatim: tuple[str, ...] = ()) -> None:
        self.language, self.country, self.verbatim = language, country, verbatim
        self.words = furniture(language)

    def say(self, template: str, **named: str) -> Line:
        """A phrase of ours with what people wrote put in: only our own words are set."""
        return self.say_marked(template, **{name: escape(value) for name, value in named.items()})

    def say_marked(self, template: str, **named: str) -> Line:
        """As `say`, for texts whose marks (emphasis, raised endings) count."""
        typed = tuple(named.values())
        text = typeset(template.format(**named), language=self.language, country=self.country, as_typed=typed)
        return self.generated(text)

    def generated(self, marked: str) -> Line:
        """Marked text of ours, with French ordinals raised."""
        return spans(with_raised_ordinals(marked, language=self.language, verbatim=self.verbatim))

    def day(self, day: date) -> str:
        """A day without its weekday, its number kept with its month: "14 avril 2023"."""
        return date_in_words(day, language=self.language, weekday=False).replace(" ", NBSP, 1)

    def place_and_date(self, place: str, when: VagueDate) -> Line:
        """The line above a letter, no more precise than the date: "Winterthur, Anfang März 2023"."""
        said = self._dated(when)
        if not (place and said):
            line = place or said[:1].upper() + said[1:]
        else:
            line = f"{place}, {said}"
        return self.generated(escape(line))

    def _dated(self, when: VagueDate) -> str:
        if not when.is_known:
            return ""
        if when.precision in _DAYS and when.floor:
            article = "le " if self.language == "fr" else ""
            return f"{article}{self.day(when.floor)}"
        return vague_date_in_words(when, language=self.language)

    def deadline(self, day: date) -> str:
        """ "délai: 14 avril 2023", its marks not yet set."""
        return self.words.deadline.format(date=self.day(day))
