"""Reading gatherings: the frozen facts of one, cached by version; lists for the desk and the public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Min

from filrouge.core.text import Translated
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.audit.queries import acts_of, last_act, last_acts
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import organisers_where
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.assembly import assemble_many
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, MoveFacts, PartFacts, SessionChange
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.rules import as_one_change

# Facts by gathering id, in this process. A row's version is read on every request, so a stale entry is never used.
_assembled: dict[int, GatheringFacts] = {}
_KEPT = 200


def facts_by_key(key: str) -> GatheringFacts | None:
    """The facts of the gathering with this key, None if there is none. One query while nothing changed."""
    return _facts(Gathering.objects.filter(key=key))


def facts_by_id(gathering_id: int) -> GatheringFacts | None:
    """The facts of the gathering with this id, None if there is none. One query while nothing changed."""
    return _facts(Gathering.objects.filter(pk=gathering_id))


def facts_in_version(gathering_id: int, version: int) -> GatheringFacts | None:
    """The facts of a gathering whose version was just read with something else. No query while nothing changed."""
    return next(iter(_known({gathering_id: version})), None)


def facts_for(actor: Actor) -> Sequence[GatheringFacts]:
    """The facts of all gatherings that the actor may see on the desk, by key; as many queries for one as for many."""
    rows = Gathering.objects.filter(organiser_id__in=organisers_where(actor, Gatherings.SEE)).order_by("key")
    return _known(dict(rows.values_list("pk", "version")))


def facts_where(**conditions: Any) -> Sequence[GatheringFacts]:
    """The facts of the gatherings whose rows meet conditions of a later stage, by key; as many queries for one as for
    many.
    """
    rows = Gathering.objects.filter(**conditions).order_by("key")
    return _known(dict(rows.values_list("pk", "version")))


def words_brought(organiser_id: int, name: str) -> Mapping[str, Translated]:
    """The words of a list ("body_kinds", "communities") that the gatherings of an organiser use, by key; one query."""
    rows = Gathering.objects.filter(organiser_id=organiser_id).order_by("pk")
    return {
        term["key"]: Translated.of(term["label"], language)
        for vocabulary, language in rows.values_list("vocabulary", "language")
        for term in vocabulary.get(name, ())
    }


def usual_place(organiser_id: int) -> tuple[str, str]:
    """In which country and language an organiser held its latest gathering; else in Switzerland, in French."""
    rows = Gathering.objects.filter(organiser_id=organiser_id).order_by("-pk")
    return rows.values_list("country", "language").first() or ("CH", "fr")


def _facts(rows: Any) -> GatheringFacts | None:
    found = rows.values_list("pk", "version").first()
    return next(iter(_known(dict([found]))), None) if found else None


def _known(versions: Mapping[int, int]) -> Sequence[GatheringFacts]:
    """The facts of gatherings in these versions, in this order; those that are stale are assembled together."""
    stale = [pk for pk, version in versions.items() if pk not in _assembled or _assembled[pk].version != version]
    fresh = assemble_many(stale) if stale else {}
    found = {**_assembled, **fresh}
    if len(_assembled) + len(fresh) > _KEPT:
        _assembled.clear()
    _assembled.update(fresh)
    return [found[pk] for pk in versions if pk in found]


def forget_facts() -> None:
    """Drop every cached gathering; needed only where ids are reused, as between tests."""
    _assembled.clear()


# What the trail calls a gathering and what belongs to it.
_SUBJECTS = ("gathering", "part", "quota")
# When a gathering last changed that has no trail any more.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def changed_at(facts: GatheringFacts) -> datetime:
    """When a gathering or what belongs to it last changed, as its trail says, to the second; one query."""
    at = last_act(gathering_id=facts.id, subject_kinds=_SUBJECTS)
    return (at or _LONG_AGO).replace(microsecond=0)


def moves_of(facts: GatheringFacts) -> Sequence[MoveFacts]:
    """Each time at which something that had been said of a part became untrue by what holds now, oldest first; one
    query. What moved and came back is true again, and more precision makes nothing untrue.
    """
    history: dict[str, list[tuple[datetime, str, str]]] = {}
    for act in acts_of(gathering_id=facts.id, verb="gathering:loaded"):
        for key, change in act.data.get("moved", {}).items():
            history.setdefault(key, []).append((act.at, change["from"], change["to"]))
    found = []
    for key, changes in history.items():
        part = facts.part(key)
        if part is not None:
            is_now, towns = changes[-1][2], _towns(part, facts)
            since = [None, *(at for at, _, _ in changes)]
            found += [
                MoveFacts(at, begun, key, was)
                for begun, (at, was, _) in zip(since, changes, strict=False)
                if rules.makes_untrue(was, is_now, towns=towns)
            ]
    return sorted(found, key=lambda move: move.at)


def _towns(part: PartFacts, facts: GatheringFacts) -> frozenset[str]:
    venue = part.venue or facts.venue
    return frozenset({*facts.town.values(), *([venue.town] if venue else [])}) - {""}


@dataclass(frozen=True)
class GatheringLine:
    """One gathering in a list."""

    key: str
    title: Translated
    state: GatheringState
    first_day: date | None
    organiser_name: Translated


def programme_changes(facts: GatheringFacts, *, told: str) -> Sequence[SessionChange]:
    """What changed in the programme since the last act `told` about it, or since it is published; one query."""
    acts = AuditEntry.objects.filter(gathering_id=facts.id, verb__in=["gathering:loaded", told]).order_by("id")
    changes: list[SessionChange] = []
    for act in acts:
        said = act.data.get("programme")
        if act.verb == told:
            changes = [] if said else changes
        elif said:
            changes += [SessionChange(**one) for one in said]
    return as_one_change(changes)


PUBLISHED = tuple(state.value for state in GatheringState if state is not GatheringState.DRAFT)


def published_gatherings() -> Sequence[GatheringLine]:
    """All that the public may see, soonest first, undated last; one query."""
    return _lines({"state__in": PUBLISHED})


def newest_published(most: int) -> Sequence[GatheringFacts]:
    """The facts of the gatherings that the public may see, the newest first, at most so many."""
    rows = Gathering.objects.filter(state__in=PUBLISHED).order_by("-pk")
    return _known(dict(rows.values_list("pk", "version")[:most]))


def published_since() -> Mapping[str, datetime | None]:
    """By the key of every gathering that the public may see, when it last changed; two queries."""
    keys = dict(Gathering.objects.filter(state__in=PUBLISHED).order_by("key").values_list("pk", "key"))
    changes = last_acts(keys, subject_kinds=_SUBJECTS)
    return {key: changes.get(pk) for pk, key in keys.items()}


def gatherings_of(actor: Actor) -> Sequence[GatheringLine]:
    """All that the actor may see on the desk; one query."""
    return _lines({"organiser_id__in": organisers_where(actor, Gatherings.SEE)})


def _lines(conditions: Mapping[str, Any]) -> Sequence[GatheringLine]:
    rows = (
        Gathering.objects.filter(**conditions)
        .annotate(first_day=Min("parts__first_day"))
        .order_by("first_day", "key")
        .values_list("key", "title", "language", "state", "first_day", "organiser__name", "organiser__language")
    )
    lines = [
        GatheringLine(
            key=key,
            title=Translated.of(title, language),
            state=GatheringState(state),
            first_day=first_day,
            organiser_name=Translated.of(name, name_language),
        )
        for key, title, language, state, first_day, name, name_language in rows
    ]
    return sorted(lines, key=lambda line: (line.first_day is None, line.first_day or date.max, line.key))
