"""Who is on a list and why, when a sending may leave, and which act is possible in which state."""

from collections.abc import Iterable, Mapping

from filrouge.core.decisions import Decision, Reason
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Everybody, Is, Rule, holds
from filrouge.stages.sendings.enums import LeftOut, SendingState
from filrouge.stages.sendings.facts import ListFacts, Person, Role, SendingFacts, Surroundings, Verdict

# Which state an act leads to, and from which states it is possible.
ACTS: Mapping[str, tuple[SendingState, frozenset[SendingState]]] = {
    "start": (SendingState.RUNNING, frozenset({SendingState.APPROVED})),
    "pause": (SendingState.PAUSED, frozenset({SendingState.RUNNING})),
    "resume": (SendingState.RUNNING, frozenset({SendingState.PAUSED})),
    "stop": (SendingState.STOPPED, frozenset({SendingState.APPROVED, SendingState.RUNNING, SendingState.PAUSED})),
}

MOST_ANNEXES_BYTES = 7_000_000


def verdict(asked: ListFacts, person: Person, around: Surroundings) -> Verdict:
    """Whether somebody is on the list. Whom the rule does not mean is left out for that, whatever else holds."""
    role = meant_by(asked.rule, person)
    if role is None:
        return Verdict(person, left_out=LeftOut.NOT_MEANT)
    return Verdict(person, role, _in_the_way(asked, person, around))


def _in_the_way(asked: ListFacts, person: Person, around: Surroundings) -> LeftOut | None:
    if asked.languages and person.language not in asked.languages:
        return LeftOut.LANGUAGE
    if asked.only_unanswered and person.email in around.answered:
        return LeftOut.ANSWERED
    return cannot_receive(person, around)


def cannot_receive(person: Person, around: Surroundings) -> LeftOut | None:
    """Why nobody may write to somebody at all, None if they may; asked again at the moment of sending."""
    if not person.email:
        return LeftOut.NO_ADDRESS
    if person.email in around.objectors:
        return LeftOut.OBJECTS
    return LeftOut.UNREACHABLE if person.is_unreachable else None


def meant_by(rule: Rule, person: Person) -> Role | None:
    """The first of somebody's functions that the rule admits; whoever has none is judged as nobody in particular."""
    return next((role for role in person.roles if holds(rule, role.capacity)), None)


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


def may_approve(sending: SendingFacts, *, recipients: int) -> Decision:
    """Whether a sending may be approved: all that it needs is there. Each thing that lacks is a reason."""
    if sending.state is not SendingState.DRAFT:
        return Decision.refuse(Reason("approved_already"))
    reasons = list(_lacking(sending))
    if not recipients:
        reasons.append(Reason("nobody_on_the_list"))
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def _lacking(sending: SendingFacts) -> Iterable[Reason]:
    if sending.fallback not in sending.texts:
        yield Reason("no_text_in_fallback", {"language": sending.fallback})
    for annex in sending.annexes:
        if not annex.is_there:
            yield Reason("annex_missing", {"title": annex.title})
    if sum(annex.size for annex in sending.annexes) > MOST_ANNEXES_BYTES:
        yield Reason("annexes_too_large", {"most": MOST_ANNEXES_BYTES // 1_000_000})


def may(act: str, sending: SendingFacts) -> bool:
    """Whether an act is possible now. Raises KeyError for one that there is not."""
    return sending.state in ACTS[act][1]
