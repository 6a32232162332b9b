"""Dates and hours that contradict each other."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.file.problems import Problem
from filrouge.stages.gatherings.file.tree import Node

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def dates(tree: Node) -> Iterator[Problem]:
    """A problem for every contradiction between two dates or hours. What cannot be read is told elsewhere."""
    for part in tree.select("parts[]"):
        yield from _weekday(part)
        yield from _ends(part, _("The part ends before it begins."))
        yield from _after(part.child("deadline"), _day(part.child("when")), _("The deadline is after the part."))
    for session in tree.select("documents.programme.sessions[]"):
        yield from _ends(session, _("The session ends before it begins."))
    registration = tree.child("registration")
    deadline, opens = registration.child("deadline"), registration.child("opens_at")
    yield from _after(deadline, _last_part(tree), _("The deadline is after the last part."))
    yield from _after(opens, _day(deadline), _("Registration opens after its deadline."))
    for phase in tree.select("process.phases[]"):
        first, last = _vague(phase.child("first")), _vague(phase.child("last"))
        if first and last and first.floor and last.last and last.last < first.floor:
            yield phase.child("last").problem(_("The phase ends before it begins."))
    for membership in tree.select("bodies[].membership"):
        for one in membership.items or [membership]:
            since, until = _day(one.child("since")), _day(one.child("until"))
            if since and until and until < since:
                yield one.child("until").problem(_("The membership ends before it begins."))


def _weekday(part: Node) -> Iterator[Problem]:
    said, when = part.child("weekday"), _vague(part.child("when"))
    if said.text not in WEEKDAYS or (when is None and part.child("when").text):
        return
    if when is None or when.floor is None or when.floor != when.last:
        yield said.problem(_("A weekday needs an exact day under “when”."))
    elif WEEKDAYS[when.floor.weekday()] != said.text:
        message = _("%(day)s is a %(real)s, not a %(said)s.")
        real = WEEKDAYS[when.floor.weekday()]
        yield said.problem(message % {"day": when.floor.isoformat(), "real": real, "said": said.text})


def _ends(node: Node, message: str) -> Iterator[Problem]:
    starts, ends = _hour(node.child("starts_at")), _hour(node.child("ends_at"))
    if starts and ends and ends <= starts:
        yield node.child("ends_at").problem(message)


def _after(node: Node, limit: date | None, message: str) -> Iterator[Problem]:
    day = _day(node)
    if day and limit and day > limit:
        yield node.problem(message)


def _last_part(tree: Node) -> date | None:
    days = [_day(node) for node in tree.select("parts[].when")]
    return max((day for day in days if day), default=None) if all(days) else None


def _vague(node: Node) -> VagueDate | None:
    try:
        return VagueDate.parse(" ".join(node.text.split()))
    except ValueError:
        return None


def _day(node: Node) -> date | None:
    """The latest day that a text can mean; of an instant its own day."""
    found = _vague(node)
    if found:
        return found.last
    try:
        return datetime.fromisoformat(node.text).date()
    except ValueError:
        return None


def _hour(node: Node) -> time | None:
    hours, mark, minutes = node.text.replace("h", ":").partition(":")
    try:
        return time(int(hours), int(minutes)) if mark else None
    except ValueError:
        return None
