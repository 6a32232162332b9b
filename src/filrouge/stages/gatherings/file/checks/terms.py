"""Terms of registration and of the organiser that contradict each other."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from filrouge.ground.directory.geography import area_of
from filrouge.stages.gatherings.file.checks.quotas import is_open
from filrouge.stages.gatherings.file.problems import Problem
from filrouge.stages.gatherings.file.tree import Node


def terms(tree: Node) -> Iterator[Problem]:
    """A problem for every contradiction between two terms."""
    registration = tree.child("registration")
    yield from _priority(registration)
    yield from _waiting(registration.child("waiting"))
    yield from _canton(tree.child("organiser").child("legal"))
    for territory in tree.select("territories[]"):
        yield from _code(territory)


def _priority(registration: Node) -> Iterator[Problem]:
    window = registration.child("priority")
    if is_open(window.child("for")):
        yield window.child("for").problem(_("Not everybody comes first: name some people, or leave “priority” out."))
    until, opens = _instant(window.child("until")), _instant(registration.child("opens_at"))
    if until and opens and until <= opens:
        yield window.child("until").problem(_("The priority ends before registration opens."))
    deadline = registration.child("deadline").text
    if until and deadline and until.date().isoformat() > deadline:
        yield window.child("until").problem(_("The priority ends after the deadline: nobody else could register."))


def _instant(node: Node) -> datetime | None:
    """A day and hour by the clock on the wall: to compare two of one file, offsets are left aside."""
    try:
        return datetime.fromisoformat(node.text).replace(tzinfo=None)
    except ValueError:
        return None


def _waiting(waiting: Node) -> Iterator[Problem]:
    if waiting.child("most_overtakings").text and waiting.child("policy").text != "bounded":
        message = _("Nobody is overtaken under this policy: “most_overtakings” goes with “policy: bounded”.")
        yield waiting.child("most_overtakings").problem(message)


def _canton(legal: Node) -> Iterator[Problem]:
    regime, canton = legal.child("regime").text, legal.child("canton")
    if regime == "ch_cantonal" and not canton.text:
        yield legal.problem(_("Write the “canton” too: each has its own data-protection law."))
    if canton.text and regime and regime != "ch_cantonal":
        yield canton.problem(_("A canton goes with “regime: ch_cantonal”."))
    area = area_of(canton.text)
    if canton.text and (area is None or area.country != "CH"):
        yield canton.problem(_("“%(code)s” is not the code of a canton.") % {"code": canton.text})


def _code(territory: Node) -> Iterator[Problem]:
    country = {"department": "FR", "canton": "CH"}.get(territory.child("kind").text)
    code = territory.child("code")
    area = area_of(code.text)
    if not country or not code.text or (area is not None and area.country == country):
        return
    if country == "FR":
        message = _("“%(code)s” is not the code of a département, such as 59, 2A or 974.")
    else:
        message = _("“%(code)s” is not the code of a canton, such as ZH or VD.")
    yield code.problem(message % {"code": code.text})
