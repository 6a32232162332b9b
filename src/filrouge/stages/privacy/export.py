"""Slips, register sheets and partners' lists as tables to take away."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from filrouge.stages.privacy.facts import Participant, SlipFacts
from filrouge.stages.privacy.words.notice import kept_in_words
from filrouge.stages.registration.export import Sheet


def slip_sheet(slip: SlipFacts, language: str) -> Sheet:
    """The lines of an elimination slip; days as machines read them."""
    columns = [
        gettext("What"),
        gettext("Gathering or directory"),
        gettext("First day"),
        gettext("Last day"),
        gettext("Due since"),
        gettext("Records"),
        gettext("Destroyed"),
    ]
    rows = [
        [
            kept_in_words(line.kind),
            line.title.best(language).text,
            line.first.isoformat() if line.first else "",
            line.last.isoformat(),
            line.due.isoformat(),
            line.volume,
            "" if line.erased is None else line.erased,
        ]
        for line in slip.lines
    ]
    return Sheet(gettext("Elimination slip %(number)s") % {"number": slip.id}, columns, rows)


def register_sheet(title: str, lines: Iterable[tuple[str, Sequence[str]]]) -> Sheet:
    """A sheet of the register of processing: one row for each thing said, its heading repeated."""
    rows = [[label, said] for label, words in lines for said in words]
    return Sheet(title, [gettext("What"), gettext("Said")], rows)


def partner_sheet(title: str, people: Iterable[Participant]) -> Sheet:
    """Who takes part in a part, as a partner sees it."""
    columns = [gettext("Name"), gettext("Function"), gettext("Body"), gettext("Territory")]
    return Sheet(title, columns, [[one.name, one.function, one.body, one.territory] for one in people])
