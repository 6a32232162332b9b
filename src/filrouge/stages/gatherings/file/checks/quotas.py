"""Quotas that contradict themselves, or promise more places than there are."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.problems import Problem
from filrouge.stages.gatherings.file.tree import Node


def quotas(tree: Node) -> Iterator[Problem]:
    """A problem for every quota that cannot be meant."""
    for quota in tree.select("quotas[]"):
        parts, rule = quota.child("parts"), quota.child("reserved_for")
        if is_open(rule):
            yield rule.problem(_("What is kept for everybody is kept for nobody: name some people, or leave it out."))
        elif rule.value is not None:
            yield from _of_one_part(parts)
        else:
            yield from _shared(quota, parts)
    yield from _too_many_kept(tree)


def is_open(rule: Node) -> bool:
    """Whether a rule means everybody."""
    return rule.text == "open" or rule.child("open").text in ("true", "yes")


def _of_one_part(parts: Node) -> Iterator[Problem]:
    if len(parts.texts) > 1:
        yield parts.problem(_("Places are kept in one part: write a quota for each of these parts."))


def _shared(quota: Node, parts: Node) -> Iterator[Problem]:
    if len(parts.texts) == 1:
        message = _(
            "This quota covers one part and is for nobody in particular. Name the parts that share the places, "
            "say under “reserved_for” for whom they are kept, or write the “capacity” of the part instead."
        )
        yield parts.problem(message)
    opens = quota.child("opens_to_all_at")
    if opens.text:
        yield opens.problem(_("These places are open to all anyway: “opens_to_all_at” goes with “reserved_for”."))


def _too_many_kept(tree: Node) -> Iterator[Problem]:
    """Reserves of one part that together keep more places than it has; a part without a number has enough."""
    places = {part.child("key").text: number_of(part.child("capacity")) for part in tree.select("parts[]")}
    kept: Counter[str] = Counter()
    for quota in tree.select("quotas[]"):
        seats, covered = quota.child("seats"), quota.child("parts").texts
        if quota.child("reserved_for").value is None or len(covered) != 1:
            continue
        part = covered[0].text
        kept[part] += number_of(seats) or 0
        limit = places.get(part)
        if limit is not None and kept[part] > limit:
            message = _("%(kept)s places are kept in the part “%(part)s”, which has %(limit)s.")
            yield seats.problem(message % {"kept": kept[part], "part": part, "limit": limit})


def number_of(node: Node) -> int | None:
    """The whole number that is written here, None when there is none."""
    return int(node.text) if node.text.isdecimal() else None
