"""The lines of a file of bodies in words: what they are, what would change, what is to be decided."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from filrouge.core.postal import PostalAddress
from filrouge.core.text import LANGUAGES
from filrouge.ground.directory.bodies import BodyRecord
from filrouge.ground.directory.body_files import WeighedBody
from filrouge.ground.directory.file_lines import Fate
from filrouge.ground.directory.postal_words import left_out_word
from filrouge.ground.directory.territories import Atlas
from filrouge.web.desk.body_words import kind_word, membership_labels, territory_name
from filrouge.web.desk.categories import levels
from filrouge.web.desk.directory_files import choices, day_words, differences


class BodyLines:
    """The lines of one file for one reader; `known` are the bodies of which it speaks."""

    def __init__(self, known: Mapping[int, BodyRecord], atlas: Atlas, kinds: Mapping[str, str], language: str) -> None:
        self._known, self._atlas, self._kinds, self._language = known, atlas, kinds, language

    @property
    def titles(self) -> Mapping[Fate, str]:
        """What would become of lines, in the order in which a page shows them."""
        return {
            Fate.PROBLEM: gettext("Cannot be taken"),
            Fate.LIKE: gettext("A body resembles it: decide"),
            Fate.NEW: gettext("New bodies"),
            Fate.KNOWN: gettext("Known by their name"),
        }

    def line(self, one: WeighedBody) -> dict[str, Any]:
        """A line as the page shows it."""
        draft = one.draft
        is_known = one.fate is Fate.KNOWN
        has_news = bool(one.changes.get(one.same or 0))
        return {
            "number": draft.line,
            "title": draft.name,
            "said": [] if is_known else self._said(one),
            "notes": [note for note in self._notes(one, says_nothing=is_known and not has_news) if note],
            "problems": [_problem_word(code, one) for code in one.problems],
            "changes": self._changes(one, one.same) if is_known else [],
            "choices": self._choices(one) if one.fate is Fate.LIKE else [],
            "can_skip": one.fate in (Fate.NEW, Fate.KNOWN),
        }

    def _notes(self, one: WeighedBody, *, says_nothing: bool) -> list[str]:
        nothing = gettext("The file says nothing new.") if says_nothing else ""
        return [nothing, left_out_word(PostalAddress(**one.draft.postal))]

    def _said(self, one: WeighedBody) -> list[str]:
        said, held = one.said, one.membership
        kind = said.kind or one.draft.or_kind
        facts = (
            kind_word(kind, self._kinds),
            levels().get(said.level, ""),
            territory_name(said.territory_id, self._atlas, self._language),
            self._value("membership", f"{held.kind.value} {held.since or '-'} {held.until or '-'}") if held else "",
            said.postal.in_one_line,
        )
        return [fact for fact in facts if fact]

    def _choices(self, one: WeighedBody) -> list[dict[str, Any]]:
        same = gettext("This is %(name)s")
        like = {pk: same % {"name": self._known[pk].name.best(self._language).text} for pk in one.like}
        new = gettext("Another body: add it") if one.may_be_new else ""
        return choices(like, {pk: self._changes(one, pk) for pk in like}, new=new)

    def _changes(self, one: WeighedBody, pk: int | None) -> list[Mapping[str, str]]:
        return differences(one.changes.get(pk or 0, ()), _labels(), self._value)

    def _value(self, column: str, said: str) -> str:
        match column:
            case "kind":
                return kind_word(said, self._kinds)
            case "level":
                return levels().get(said, said)
            case "territory_id":
                return territory_name(int(said), self._atlas, self._language) if said else ""
            case "membership":
                return self._membership(said)
        return said

    def _membership(self, said: str) -> str:
        """A membership as the file tells it: "member 2020-01-01 -"."""
        if not said:
            return ""
        kind, *days = said.split()
        since, until = (day_words(day, self._language) if day != "-" else "" for day in days)
        words = [membership_labels(self._language)[kind]]
        words += [gettext("since %(since)s") % {"since": since}] if since else []
        words += [gettext("until %(until)s") % {"until": until}] if until else []
        return " ".join(words)


def _labels() -> Mapping[str, str]:
    words = dict(settings.LANGUAGES)
    names = {f"name_{code}": gettext("Name (%(language)s)") % {"language": words[code]} for code in LANGUAGES}
    return {
        **names,
        "kind": gettext("Kind of body"),
        "short_name": gettext("Short name"),
        "other_names": gettext("Other names"),
        "level": gettext("Level"),
        "website": gettext("Web page"),
        "territory_id": gettext("Territory"),
        "postal": gettext("Postal address"),
        "membership": gettext("Membership"),
    }


def _problem_word(code: str, one: WeighedBody) -> str:
    draft = one.draft
    return {
        "no_name": gettext("There is no name."),
        "too_long": gettext("Something is too long."),
        "same_name": gettext("The same name stands on an earlier line."),
        "unknown_kind": gettext("“%(said)s” is no kind of body that is known.") % {"said": draft.kind},
        "unknown_level": gettext("“%(said)s” is no level that is known.") % {"said": draft.level},
        "unknown_territory": gettext("The directory has no one territory “%(said)s”: add it, then look here again.")
        % {"said": draft.territory},
        "unknown_membership": gettext("“%(said)s” is no membership: write member or partner.")
        % {"said": draft.membership},
        "not_a_day": gettext("The day cannot be read: write 31.12.2025."),
        "ends_before": gettext("The last day is before the first one."),
    }[code]
