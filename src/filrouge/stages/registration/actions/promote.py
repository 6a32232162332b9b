"""Moving the waiting list up, inside the transaction that freed the seat. Who is next is answered by the engine."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from filrouge.core.decisions import Reason
from filrouge.engines.waiting import Party, Run
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.line import Entry, Group, waiting_groups
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import PART_STATES, HeldFor, Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import position_of, sharing


def promote(
    *, part: PartFacts, ledger: Ledger, trace: Trace, now: datetime, quiet: Collection[int] = frozenset()
) -> int:
    """Give free seats of a part, and of those that share a quota with it, to those who wait; how many were seated.

    Each is asked again whether the audience rule still admits them and whether they are not elsewhere at that hour:
    one who is no longer admitted leaves the list and the next is asked. Nobody is promoted once the set moment before a
    part is reached. Those whose registration is in `quiet` are told by the caller.
    """
    facts = trace.facts
    parts = [other for other in sharing(facts, part) if _moves(other, quiet, now=now)]
    if not any(ledger.seats(other.id).waiting for other in parts):
        return 0
    free, totals = ledger.units(parts)
    run = Run(free, totals=totals, policy=facts.waiting_policy, most_overtakings=facts.most_overtakings)
    groups: dict[str, Group] = {}
    seated_now: dict[int, set[str]] = {}
    seated = 0
    for group in waiting_groups(facts, parts, now=now):
        if all(_is_over(run, other, facts) for other in parts):
            break
        _ask_for_clashes(group, facts, seated_now)
        group.entries = _still_admitted(group, ledger=ledger, trace=trace, now=now, quiet=quiet)
        if not group.entries:
            continue
        groups[group.key] = group
        verdict = run.consider(_party(group))
        for index in verdict.seated:
            entry = group.entries[index]
            _seat(entry, group.part, ledger=ledger, trace=trace, now=now, quiet=quiet)
            seated_now.setdefault(entry.wish.registration_id, set()).add(group.part.key)
        seated += len(verdict.seated)
    _remember_overtakings(run.overtaken, groups)
    return seated


def _moves(part: PartFacts, quiet: Collection[int], *, now: datetime) -> bool:
    """Whether the list of a part moves: it runs, or nobody waits in it but those who join it in this very act."""
    if rules.list_runs(part, now=now).is_allowed:
        return True
    waiting = PartRegistration.objects.filter(part_id=part.id, state=PartState.WAITING.value)
    return bool(quiet) and not waiting.exclude(registration_id__in=quiet).exists()


def _is_over(run: Run, part: PartFacts, facts: GatheringFacts) -> bool:
    """Whether nobody can be seated in a part any more: one of the limits that everybody there needs gives nothing."""
    shared = [quota for quota in facts.quotas if quota.reserved_for is None and part.key in quota.parts]
    lines = [Ledger.part_line(part.id), *(Ledger.quota_line(quota.id) for quota in shared)]
    return any(run.is_over_for([line]) for line in lines)


def _party(group: Group) -> Party:
    first = group.entries[0].wish
    return Party(
        key=group.key,
        members=tuple(
            frozenset({Ledger.part_line(group.part.id), *map(Ledger.quota_line, entry.quotas)})
            for entry in group.entries
        ),
        may_split=first.registration.party_may_split,
        overtaken=max(entry.wish.overtaken for entry in group.entries),
    )


def _ask_for_clashes(group: Group, facts: GatheringFacts, seated_now: Mapping[int, set[str]]) -> None:
    """Refuse those who sat down a moment ago in a workshop at the same hour, after the group had been read."""
    for entry in group.entries:
        if entry.decision.is_allowed and Obstacle.CLASH.value not in entry.wish.set_aside:
            taken = seated_now.get(entry.wish.registration_id, set())
            entry.decision = rules.without_clash(facts, group.part, taken)


def _still_admitted(
    group: Group, *, ledger: Ledger, trace: Trace, now: datetime, quiet: Collection[int]
) -> list[Entry]:
    kept = []
    for entry in group.entries:
        if entry.decision.is_allowed:
            kept.append(entry)
            continue
        is_clash = entry.decision.reasons[0].code == "clash"
        state = PartState.REFUSED if is_clash else PartState.REQUESTED
        answer = rules.PartAnswer(group.part, state, entry.decision.reasons)
        _tell(entry.wish, answer, ledger=ledger, trace=trace, now=now, quiet=quiet)
    return kept


def _seat(
    entry: Entry, part: PartFacts, *, ledger: Ledger, trace: Trace, now: datetime, quiet: Collection[int]
) -> None:
    is_asked = part.answer_hours is not None and entry.wish.registration_id not in quiet
    until = rules.answer_by(part, now=now) if is_asked else None
    answer = rules.PartAnswer(part, PartState.CONFIRMED, quotas=entry.quotas, held_until=until)
    entry.wish.held_until, entry.wish.held_for = until, HeldFor.ANSWER.value if until else ""
    _tell(entry.wish, answer, ledger=ledger, trace=trace, now=now, quiet=quiet)


def _tell(
    wish: PartRegistration,
    answer: rules.PartAnswer,
    *,
    ledger: Ledger,
    trace: Trace,
    now: datetime,
    quiet: Collection[int],
) -> None:
    verb = "promoted" if answer.state is PartState.CONFIRMED else "no_longer_admitted"
    move(wish, answer, ledger=ledger, now=now)
    trace.note(f"registration:{verb}", wish.registration, data=states([answer]))
    if wish.registration_id not in quiet:
        trace.mail(verb, wish.registration, parts=[answer])


def _remember_overtakings(overtaken: Mapping[str, int], groups: Mapping[str, Group]) -> None:
    for key, times in overtaken.items():
        pks = [entry.wish.pk for entry in groups[key].entries]
        PartRegistration.objects.filter(pk__in=pks).update(overtaken=times)


def settle(
    registrations: Iterable[Registration],
    answers: Iterable[rules.PartAnswer],
    *,
    ledger: Ledger,
    trace: Trace,
    now: datetime,
) -> dict[tuple[int, str], rules.PartAnswer]:
    """Ask the list at once for those who have just joined it although something is free: the policy may let them pass,
    or they need none of what others wait for. What they have then, by registration and part key, where they joined.
    """
    rows = {row.pk: row for row in registrations}
    joined = {answer.part.id: answer.part for answer in answers if answer.state is PartState.WAITING}
    parts = {pk: part for pk, part in joined.items() if ledger.seats(pk).free_without_drawing != 0}
    if not parts:
        return {}
    for part in parts.values():
        promote(part=part, ledger=ledger, trace=trace, now=now, quiet=rows.keys())
    found = PartRegistration.objects.filter(registration_id__in=rows, part_id__in=parts).order_by("pk")
    return {(wish.registration_id, parts[wish.part_id].key): answer_now(wish, parts[wish.part_id]) for wish in found}


def answer_now(wish: PartRegistration, part: PartFacts) -> rules.PartAnswer:
    """What is recorded for a wish, as it stands in this transaction."""
    state = PartState(wish.state)
    position = position_of(wish) if state is PartState.WAITING else None
    reasons = tuple(Reason.from_json(reason) for reason in wish.reasons)
    until = wish.held_until if wish.held_for == HeldFor.ANSWER.value else None
    return rules.PartAnswer(part, state, reasons, position, quotas=tuple(wish.quotas), held_until=until)


def move(
    wish: PartRegistration, answer: rules.PartAnswer, *, ledger: Ledger, now: datetime, beyond_capacity: bool = False
) -> None:
    """Move one wish to the state of an answer, counting it out of the old state and into the new one.

    Whoever gives a place back gives back the exceptions made for it: a later wish is judged by every rule.
    Raises ForbiddenTransition when the state table has no such move.
    """
    before = PartState(wish.state)
    PART_STATES.check(before, answer.state)
    ledger.leave(wish.part_id, before, quotas=wish.quotas)
    number = ledger.enter(wish.part_id, answer.state, quotas=answer.quotas, beyond_capacity=beyond_capacity)
    wish.state = answer.state.value
    wish.reasons = [reason.to_json() for reason in answer.reasons]
    wish.quotas = list(answer.quotas) if answer.state is PartState.CONFIRMED else []
    wish.changed_at = now
    if answer.state is PartState.WITHDRAWN:
        wish.set_aside = []
    if answer.state is not PartState.CONFIRMED:
        wish.held_until, wish.held_for = None, ""
    if number is not None:
        wish.queue_number, wish.waiting_since, wish.overtaken = number, now, 0
    wish.save(update_fields=list(_MOVED))


_MOVED = (
    "state",
    "reasons",
    "quotas",
    "changed_at",
    "queue_number",
    "waiting_since",
    "overtaken",
    "held_until",
    "held_for",
    "set_aside",
)
