"""What is no longer kept, counted without looking at anybody; and the slips."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from filrouge.core import days
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.enums import ON_A_SLIP, Kept, SlipState
from filrouge.stages.privacy.facts import Dated, Periods, SlipFacts, SlipLine
from filrouge.stages.privacy.models import EliminationSlip
from filrouge.stages.privacy.queries.legal import periods_of
from filrouge.stages.privacy.queries.untouched import due_in_directory
from filrouge.stages.registration.models import Forwarding, Registration, Replacement
from filrouge.stages.telling.models import ToldContact


def dated_gatherings(*, organiser_id: int | None = None) -> Mapping[int, Sequence[Dated]]:
    """The gatherings of one organiser, or of all, with their days, by organiser; two queries."""
    whens: dict[int, list[VagueDate]] = defaultdict(list)
    rows = Gathering.objects.all() if organiser_id is None else Gathering.objects.filter(organiser_id=organiser_id)
    for gathering_id, when in (
        Part.objects.filter(gathering__in=rows).order_by("pk").values_list("gathering_id", "when")
    ):
        whens[gathering_id].append(VagueDate.parse(when))
    found: dict[int, list[Dated]] = defaultdict(list)
    for row in rows.order_by("key"):
        found[row.organiser_id].append(_dated(row, whens[row.pk]))
    return found


def _dated(row: Gathering, whens: Sequence[VagueDate]) -> Dated:
    return Dated(
        id=row.pk,
        key=row.key,
        title=Translated.of(row.title, row.language),
        zone=row.zone,
        first=rules.first_day(whens),
        last=rules.last_day(GatheringState(row.state), whens),
    )


def due_gatherings(kind: Kept, gatherings: Collection[Dated], periods: Periods, *, now: datetime) -> list[Dated]:
    """Those whose things of a kind are no longer kept, each by its own day."""
    return [
        one
        for one in gatherings
        if rules.is_due(kind, last=one.last, on=days.local_day(now, one.zone), periods=periods)
    ]


def due_on_slip(organiser_id: int, *, now: datetime) -> tuple[SlipLine, ...]:
    """What an organiser has to eliminate now and may only with a slip, by gathering and kind, then of its directory."""
    periods = periods_of(organiser_id)
    gatherings = dated_gatherings(organiser_id=organiser_id).get(organiser_id, ())
    due = due_gatherings(Kept.REGISTRATIONS, gatherings, periods, now=now)
    volumes = {kind: _volume(kind, [one.id for one in due]) for kind in ON_A_SLIP}
    return (*_lines(due, volumes, periods), *due_in_directory(organiser_id, periods, now=now))


def _lines(due: Collection[Dated], volumes: Mapping[Kept, Mapping[int, int]], periods: Periods) -> Iterator[SlipLine]:
    for one in due:
        for kind, counted in volumes.items():
            if one.last is not None and counted.get(one.id):
                day = rules.due_day(kind, last=one.last, periods=periods)
                yield SlipLine(kind, one.id, one.key, one.title, one.first, one.last, day, counted[one.id])


def _volume(kind: Kept, ids: Collection[int]) -> Mapping[int, int]:
    volume: Counter[int] = Counter()
    for rows, path in still_kept(kind):
        counted = rows.filter(**{f"{path}__in": ids}).order_by(path).values(path).annotate(number=Count("pk"))
        volume.update({row[path]: row["number"] for row in counted})
    return volume


def still_kept(kind: Kept) -> Sequence[tuple[QuerySet[Any], str]]:
    """The rows of a kind that still tell who somebody was, each with the path to their gathering."""
    rows: dict[Kept, Sequence[tuple[QuerySet[Any], str]]] = {
        Kept.REGISTRATIONS: [(Registration.objects.filter(erased_at=None), "gathering_id")],
        Kept.TRAILS: [
            (Replacement.objects.exclude(previous_name="", replaced_by=""), "registration__gathering_id"),
            (Forwarding.objects.exclude(name="").exclude(passed_on_by=None), "passed_on_by__gathering_id"),
            (Forwarding.objects.exclude(name="").exclude(invitation=None), "invitation__gathering_id"),
            (Invitation.objects.exclude(contact=None), "gathering_id"),
            (ToldContact.objects.all(), "telling__gathering_id"),
        ],
        Kept.DELEGATIONS: [(Delegation.objects.filter(erased_at=None), "gathering_id")],
    }
    return rows[kind]


def slips_of(organiser_id: int) -> Sequence[SlipFacts]:
    """All slips of an organiser, newest first; one query."""
    return [slip_facts(row) for row in EliminationSlip.objects.filter(organiser_id=organiser_id).order_by("-pk")]


def slip_by_id(*, organiser_id: int, slip_id: int) -> SlipFacts | None:
    """One slip of an organiser, None if there is none."""
    row = EliminationSlip.objects.filter(organiser_id=organiser_id, pk=slip_id).first()
    return slip_facts(row) if row else None


def open_slip(organiser_id: int) -> SlipFacts | None:
    """The slip that is neither executed nor dropped; there is one at most."""
    row = EliminationSlip.objects.filter(organiser_id=organiser_id, executed_at=None, dropped_at=None).first()
    return slip_facts(row) if row else None


def slip_facts(row: EliminationSlip) -> SlipFacts:
    """A stored slip as pages show it."""
    return SlipFacts(
        id=row.pk,
        state=_state(row),
        prepared_at=row.prepared_at,
        prepared_by=row.prepared_by,
        lines=tuple(SlipLine.from_json(line) for line in row.lines),
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        visa=row.visa,
        executed_at=row.executed_at,
        dropped_at=row.dropped_at,
    )


def _state(row: EliminationSlip) -> SlipState:
    if row.dropped_at:
        return SlipState.DROPPED
    if row.executed_at:
        return SlipState.EXECUTED
    return SlipState.APPROVED if row.approved_at else SlipState.PREPARED


def last_day_of(facts: GatheringFacts) -> date | None:
    """The last day of a gathering, None while it may still take place at an unknown time."""
    return rules.last_day(facts.state, [part.when for part in facts.parts])


def restricted_since(facts: GatheringFacts, *, now: datetime) -> date | None:
    """Since when the registrations of a gathering are out of active use, None while they are in use.

    No query during the month after the gathering, the shortest period there is; one afterwards.
    """
    last, today = last_day_of(facts), days.local_day(now, facts.zone)
    if not rules.is_restricted(last=last, on=today, periods=_SHORTEST) or last is None:
        return None
    periods = periods_of(facts.organiser_id)
    due = rules.due_day(Kept.REGISTRATIONS, last=last, periods=periods)
    return due if today >= due else None


_SHORTEST = Periods(registrations_months=1)


def first_and_last(facts: GatheringFacts) -> tuple[date | None, date | None]:
    """The first and the last day of a gathering, as far as they are known."""
    whens = [part.when for part in facts.parts]
    return rules.first_day(whens), max((when.last for when in whens if when.last is not None), default=None)
