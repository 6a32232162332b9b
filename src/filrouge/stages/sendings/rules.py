"""Who is on a list and why, when a sending may leave, and which act is possible in which state."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from filrouge.core.decisions import Decision, Reason
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Everybody, Is, Rule, holds
from filrouge.stages.gatherings.enums import Silence
from filrouge.stages.gatherings.facts import GatheringFacts, MoveFacts
from filrouge.stages.gatherings.rules import is_all_past, silence
from filrouge.stages.sendings.enums import Halt, Hold, LeftOut, SendingState
from filrouge.stages.sendings.facts import CarriedFacts, ListFacts, Person, Role, SendingFacts, Surroundings, Verdict

# Which state an act leads to, and from which states it is possible.
ACTS: Mapping[str, tuple[SendingState, frozenset[SendingState]]] = {
    "start": (SendingState.RUNNING, frozenset({SendingState.APPROVED})),
    "pause": (SendingState.PAUSED, frozenset({SendingState.RUNNING})),
    "resume": (SendingState.RUNNING, frozenset({SendingState.PAUSED})),
    "stop": (SendingState.STOPPED, frozenset({SendingState.APPROVED, SendingState.RUNNING, SendingState.PAUSED})),
}

# As a mail, files become a third larger; many mailboxes take no more than ten megabytes.
MEGABYTE = 1024 * 1024
MOST_FILES_BYTES = 7 * MEGABYTE


def verdict(asked: ListFacts, person: Person, around: Surroundings) -> Verdict:
    """Whether somebody is on the list. Whom the rule does not mean is left out for that, whatever else holds."""
    role = meant_by(asked.rule, person)
    if role is None or (asked.received is not None and person.id not in around.readers):
        return Verdict(person, left_out=LeftOut.NOT_MEANT)
    return Verdict(person, role, _in_the_way(asked, person, around))


def _in_the_way(asked: ListFacts, person: Person, around: Surroundings) -> LeftOut | None:
    if asked.languages and person.language not in asked.languages:
        return LeftOut.LANGUAGE
    if asked.only_unanswered and person.email in around.answered:
        return LeftOut.ANSWERED
    if person.id in around.has_letter:
        return LeftOut.HAS_LETTER
    return cannot_receive(person, around)


def cannot_receive(person: Person, around: Surroundings) -> LeftOut | None:
    """Why nobody may write to somebody at all, None if they may; asked again at the moment of sending."""
    if not person.email:
        return LeftOut.NO_ADDRESS
    if person.email in around.objectors:
        return LeftOut.OBJECTS
    return LeftOut.UNREACHABLE if person.is_unreachable else None


def stays_out_now(person: Person, around: Surroundings) -> LeftOut | None:
    """Why somebody who was on the list at the approval is not written to at the moment of sending: they have answered
    since (`around.answered`, filled for a list of those alone who have not), or nobody may write to them any more.
    """
    if person.email and person.email in around.answered:
        return LeftOut.ANSWERED
    return cannot_receive(person, around)


def meant_by(rule: Rule, person: Person) -> Role | None:
    """The first of somebody's functions that the rule admits; whoever has none is judged as nobody in particular."""
    return next((role for role in person.roles if holds(rule, role.capacity)), None)


def why_meant(role: Role | None) -> Mapping[str, object]:
    """The function and body by which somebody is meant, as they are written down; empty for nobody in particular."""
    if role is None:
        return {}
    said = {"function": role.capacity.function, "label": dict(role.label), "body": dict(role.body)}
    return {**said, "organisation": role.organisation_id}


def met(rule: Rule, role: Role) -> tuple[Is, ...]:
    """The conditions of the rule that a function meets, each with those of its values that hold."""
    match rule:
        case Is(attribute, values):
            held = role.capacity.values_of(attribute)
            found = tuple(value for value in values if value in held)
            return (Is(attribute, found),) if found else ()
        case AllOf(rules) | AnyOf(rules):
            return tuple(leaf for inner in rules if holds(inner, role.capacity) for leaf in met(inner, role))
        case Everybody():
            return ()


_HOLDS = {
    Silence.CANCELLED: Hold.CANCELLED,
    Silence.POSTPONED: Hold.POSTPONED,
    Silence.OVER: Hold.OVER,
}
# A sending in these states leaves, or would at the press of a button.
_ON_ITS_WAY = frozenset({SendingState.APPROVED, SendingState.RUNNING, SendingState.PAUSED})


def quiet(facts: GatheringFacts, *, approved_at: datetime, now: datetime) -> Silence | None:
    """Why nothing leaves now of a sending that was approved at an instant. What is approved once all is over is meant
    for then: thanks, the report.
    """
    why = silence(facts, now=now)
    return None if why is Silence.OVER and is_all_past(facts, approved_at) else why


def hold(
    state: SendingState,
    approved_at: datetime | None,
    facts: GatheringFacts,
    *,
    moves: Sequence[MoveFacts],
    now: datetime,
) -> Hold | None:
    """Why nothing of a sending leaves: nobody is written to about its gathering, or what was announced does not hold
    any more since somebody approved its words. None when it goes on, or is not on its way.
    """
    if approved_at is None or state not in _ON_ITS_WAY:
        return None
    if why := quiet(facts, approved_at=approved_at, now=now):
        return _HOLDS[why]
    return Hold.MOVED if any(move.misleads(approved_at) for move in moves) else None


def may_approve(
    sending: SendingFacts, *, recipients: int, letter: CarriedFacts | None = None, silence: Silence | None = None
) -> Decision:
    """Whether a sending may be approved: all that it needs is there. Each thing that lacks is a reason.

    `letter`: the letter that it carries, as it stands now. `silence`: why nobody is written to about the gathering.
    """
    if sending.state is not SendingState.DRAFT:
        return Decision.refuse(Reason("approved_already"))
    reasons = [*_lacking(sending), *lacking_files(sending, letter)]
    if silence is not None:
        reasons.insert(0, Reason(_HOLDS[silence].value))
    if not recipients:
        reasons.append(Reason("nobody_on_the_list"))
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def _lacking(sending: SendingFacts) -> Iterable[Reason]:
    if sending.fallback not in sending.texts:
        yield Reason("no_text_in_fallback", {"language": sending.fallback})
    for annex in sending.annexes:
        if not annex.is_there:
            yield Reason("annex_missing", {"title": annex.title})


def lacking_files(sending: SendingFacts, letter: CarriedFacts | None) -> Iterable[Reason]:
    """What is wrong with the files: the letter is not true any more, an annex is not there, all are too large."""
    most = {"most": MOST_FILES_BYTES // MEGABYTE}
    own = sum(annex.size for annex in sending.annexes)
    if letter is None:
        if own > MOST_FILES_BYTES:
            yield Reason("annexes_too_large", most)
        return
    if letter.changed:
        yield Reason(Halt.OUTDATED.value)
    for title in letter.missing:
        yield Reason("letter_lacks_annex", {"title": title})
    for language, size in sorted({(one.language, one.size) for one in letter.packages.values()}):
        if own + size > MOST_FILES_BYTES:
            yield Reason("files_too_large", {**most, "language": language, "size": megabytes(own + size)})


# No mail reaches them, and a letter by post can.
_ONLY_BY_POST = frozenset({LeftOut.NO_ADDRESS, LeftOut.UNREACHABLE})


def for_paper(
    meant: Iterable[Verdict], left_out: Iterable[Verdict], *, have_it: frozenset[int], all_of_them: bool
) -> list[Verdict]:
    """For whom of a list a letter is printed: those whom no mail reaches, or `all_of_them`; nobody who has it already,
    and nobody who objects.
    """
    unreached = [one for one in left_out if one.left_out in _ONLY_BY_POST]
    found = [*(meant if all_of_them else ()), *unreached]
    return [one for one in found if one.person.id not in have_it]


def may_print(letter: CarriedFacts, *, people: int, silence: Silence | None = None) -> Decision:
    """Whether an issued letter may be printed for people: it is true, whole, and somebody would receive it."""
    reasons = [Reason(_HOLDS[silence].value)] if silence is not None else []
    reasons += [Reason(Halt.OUTDATED.value)] if letter.changed else []
    reasons += [Reason("letter_lacks_annex", {"title": title}) for title in letter.missing]
    reasons += [] if people else [Reason("nobody_to_print_for")]
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def megabytes(size: int) -> str:
    """A number of bytes in megabytes, with one digit."""
    return f"{size / MEGABYTE:.1f}"


def halt(carries: Sequence[int], letter: CarriedFacts) -> Halt | None:
    """Why a sending that was approved with these letters must not go on: it would tell what is not true any more."""
    if letter.changed:
        return Halt.OUTDATED
    return Halt.CORRECTED if tuple(carries) != letter.ids else None


def waits_for_approval(sending: SendingFacts, letter: CarriedFacts | None, *, held: int) -> Halt | None:
    """Why a sending that was approved does not go on with its letter; None while it does, or when all has left.

    `held`: how many of its mails were held back in the outbox.
    """
    if letter is None or sending.state in (SendingState.DRAFT, SendingState.STOPPED):
        return None
    if sending.state is SendingState.DONE and not held:
        return None
    return halt(sending.carries, letter) or sending.halted


def may_approve_anew(sending: SendingFacts, letter: CarriedFacts | None, *, held: int) -> Decision:
    """Whether a sending may be approved once more, with the errata enclosed that were issued since the approval."""
    if waits_for_approval(sending, letter, held=held) is None:
        return Decision.refuse(Reason("nothing_to_approve_anew"))
    reasons = list(lacking_files(sending, letter))
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def may(act: str, sending: SendingFacts) -> bool:
    """Whether an act is possible now. Raises KeyError for one that there is not."""
    return sending.state in ACTS[act][1]
