"""The archive: what is needed to choose from it, kept in memory until a gathering changes; one sheet of it in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Max, Sum
from django.db.models.functions import Cast

from filrouge.core.text import Translated, search_form
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, OrganisingRole, Part, Theme
from filrouge.stages.gatherings.queries import PUBLISHED, facts_where
from filrouge.stages.gatherings.rules import TOOK_PLACE

_TOOK_PLACE = tuple(state.value for state in TOOK_PLACE)


@dataclass(frozen=True)
class ArchiveLine:
    """A gathering that took place, as far as one chooses by it. `themes` maps keys to labels; `year` is its first."""

    id: int
    key: str
    organiser_key: str
    organiser: Translated
    languages: tuple[str, ...]
    year: int | None = None
    last_day: date = date.min
    themes: Mapping[str, Translated] = field(default_factory=dict)

    def fits(self, chosen: Mapping[str, str]) -> bool:
        """Whether it is what was chosen by organiser, theme and year; an empty choice fits all."""
        return (
            chosen.get("organiser", self.organiser_key) == self.organiser_key
            and ("theme" not in chosen or chosen["theme"] in self.themes)
            and ("year" not in chosen or chosen["year"] == str(self.year))
        )


@dataclass(frozen=True)
class Archive:
    """All that took place, the latest first. The same object as long as nothing changed, for whoever keeps what was
    drawn from it.
    """

    stamp: tuple[object, ...]
    lines: tuple[ArchiveLine, ...]


_kept: list[Archive] = []


def archive() -> Archive:
    """What took place. One row is read while nothing changed, else a line of each gathering in four queries."""
    stamp = _stamp()
    known = next(iter(_kept), None)
    if known is None or known.stamp != stamp:
        known = Archive(stamp, _lines())
        _kept[:] = [known]
    return known


def in_full(lines: Sequence[ArchiveLine]) -> Sequence[GatheringFacts]:
    """The facts of some lines, in their order; as many queries for one as for many."""
    found = {facts.id: facts for facts in facts_where(pk__in=[line.id for line in lines])}
    return [found[line.id] for line in lines if line.id in found]


def _stamp() -> tuple[object, ...]:
    """Another one whenever a gathering that took place changes, comes or goes: versions only ever rise, and an
    identifier is nobody else's.
    """
    rows = Gathering.objects.filter(state__in=_TOOK_PLACE)
    uids = Max(Cast("uid", CharField()))
    said = rows.aggregate(number=Count("pk"), versions=Sum("version"), last=Max("pk"), uids=uids)
    return said["number"], said["versions"], said["last"], said["uids"]


def _lines() -> tuple[ArchiveLine, ...]:
    rows = Gathering.objects.filter(state__in=_TOOK_PLACE).order_by("pk")
    heads = rows.values_list("pk", "key", "organiser__key", "language", "languages")
    spoken = {pk: language for pk, _key, _organiser, language, _languages in heads}
    organisers, themes, days = _organisers(spoken), _themes(spoken), _days()
    lines = [
        ArchiveLine(
            id=pk,
            key=key,
            organiser_key=organiser,
            organiser=organisers.get(pk, Translated.of(organiser, language)),
            languages=tuple(languages),
            year=min((day.year for day, _last in days.get(pk, ())), default=None),
            last_day=max((last for _day, last in days.get(pk, ())), default=date.min),
            themes=themes.get(pk, {}),
        )
        for pk, key, organiser, language, languages in heads
    ]
    return tuple(sorted(lines, key=lambda line: (line.last_day, line.key), reverse=True))


def _organisers(spoken: Mapping[int, str]) -> dict[int, Translated]:
    """By gathering, the name of the first body that organises the whole."""
    rows = OrganisingRole.objects.filter(gathering__state__in=_TOOK_PLACE, role=BodyRole.ORGANISER.value, part=None)
    named = rows.order_by("gathering_id", "position", "pk").values_list("gathering_id", "organisation__name")
    found: dict[int, Translated] = {}
    for pk, name in named:
        if pk in spoken:
            found.setdefault(pk, Translated.of(name, spoken[pk]))
    return found


def _themes(spoken: Mapping[int, str]) -> dict[int, dict[str, Translated]]:
    """By gathering, its themes under a key of their words: themes of the same words are one theme, whatever an
    organiser calls them in its file.
    """
    rows = Theme.objects.filter(gathering__state__in=_TOOK_PLACE).order_by("gathering_id", "position", "pk")
    found: dict[int, dict[str, Translated]] = {}
    for pk, said in rows.values_list("gathering_id", "label"):
        if pk in spoken:
            label = Translated.of(said, spoken[pk])
            found.setdefault(pk, {})["-".join(search_form(label.best(label.source).text).split())] = label
    return found


def _days() -> dict[int, list[tuple[date, date]]]:
    """By gathering, the first and last day that the date of each part can mean."""
    rows = Part.objects.filter(gathering__state__in=_TOOK_PLACE).order_by("gathering_id", "pk")
    found: dict[int, list[tuple[date, date]]] = {}
    for pk, said in rows.values_list("gathering_id", "when"):
        when = VagueDate.parse(said)
        if when.floor is not None and when.last is not None:
            found.setdefault(pk, []).append((when.floor, when.last))
    return found


def public_pages_beside(changed: Mapping[str, Any]) -> dict[tuple[str, str, str], list[str]]:
    """The series and processes with a public page, as (“series” or “process”, organiser, key), each with the keys of
    the published gatherings in it, as far as they are among those that `changed` names; one query.
    """
    rows = Gathering.objects.filter(state__in=PUBLISHED).order_by("key")
    said = rows.values_list("key", "organiser__key", "edition__series__key", "phase__process__key")
    found: dict[tuple[str, str, str], list[str]] = {}
    for key, organiser, series, process in said:
        for kind, name in (("series", series), ("process", process)):
            if name and key in changed:
                found.setdefault((kind, organiser, name), []).append(key)
    return found
