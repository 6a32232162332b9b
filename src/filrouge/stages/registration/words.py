"""The words of a registration in the reader's language: states, reasons, what happens next."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from filrouge.core.date_words import date_in_words, hour_in_words
from filrouge.core.decisions import Reason
from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import (
    audience_in_words,
    reason_in_words,
    rule_in_words,
    until_in_words,
    where_in_words,
)
from filrouge.stages.gatherings.words import when_in_words as when_in_words
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import HeldPart, NeverSeated

AUDIENCE_CODES = frozenset(
    {"reserved"}
    | {
        f"{name}_not_admitted"
        for name in ("membership", "function", "organisation", "territory", "community", "instrument")
    }
)
OWN_CODES = frozenset(
    {
        "not_yet_open",
        "opens_later",
        "closed_by_organiser",
        "already_held",
        "cancelled",
        "postponed",
        "deadline_passed",
        "part_is_over",
        "full",
        "promotion_stopped",
        "organiser_refused",
        "priority_until",
        "clash",
        "not_answered",
        "order_missing",
    }
)


@dataclass(frozen=True)
class PartSaid:
    """One part in words: what it is, when and where, what became of it, why, what happens next, and by which rule."""

    key: str
    title: str
    title_language: str
    when: str
    audience: str
    state: str
    state_words: str
    reasons: tuple[str, ...] = ()
    next: str = ""
    position: int | None = None
    where: str = ""
    rule: str = ""


def said_of(held: HeldPart, facts: GatheringFacts, language: str, *, beside_groups: bool = False) -> PartSaid:
    """A held part in words; `beside_groups` when groups wait in the same list, so that its rule must be told."""
    title = held.part.title.best(language, facts.languages)
    return PartSaid(
        key=held.part.key,
        title=title.text,
        title_language=title.language,
        when=when_in_words(held.part, facts, language),
        audience=audience_in_words(held.part.audience, facts.vocabulary, language),
        state=held.state.value,
        state_words=gettext("Held for you") if held.held_for is HeldFor.ANSWER else state_in_words(held.state),
        reasons=reasons_in_words(held.reasons, held.part, facts, language),
        next=next_in_words(held, facts, language),
        position=held.position,
        where=where_in_words(held.part, facts, language),
        rule=waiting_rule_in_words(facts) if beside_groups and held.state is PartState.WAITING else "",
    )


def waiting_rule_in_words(facts: GatheringFacts) -> str:
    """The policy of the waiting list as one sentence, for whoever waits where groups wait too."""
    if facts.waiting_policy is Policy.STRICT:
        return gettext(
            "Groups wait on this list too: places are kept for a group until there are enough, and nobody passes it."
        )
    if facts.waiting_policy is Policy.BOUNDED and facts.most_overtakings:
        return ngettext(
            "Groups wait on this list too: while there are too few places for a group, smaller ones may pass it, "
            "%(n)s time at most; then places are kept for it.",
            "Groups wait on this list too: while there are too few places for a group, smaller ones may pass it, "
            "%(n)s times at most; then places are kept for it.",
            facts.most_overtakings,
        ) % {"n": facts.most_overtakings}
    return gettext(
        "Groups wait on this list too: those that agreed to be seated apart take places as they become free; "
        "for any other group places are kept until there are enough, and nobody passes it."
    )


def never_seated_in_words(group: NeverSeated, facts: GatheringFacts, language: str) -> tuple[str, str]:
    """Why a group will never move up as it stands, and what the organiser can do."""
    why = ngettext(
        "%(people)s people wait together for “%(part)s”; %(places)s place at most can be given there together.",
        "%(people)s people wait together for “%(part)s”; %(places)s places at most can be given there together.",
        group.places,
    ) % {
        "people": len(group.people),
        "part": group.part.title.best(language, facts.languages).text,
        "places": group.places,
    }
    what = gettext(
        "They will never move up by themselves. Give the part more places, or agree with them that fewer come; "
        "you can also seat some of them by hand, setting the number of places aside."
    )
    return why, what


def earlier_in_words(part: PartFacts, facts: GatheringFacts, language: str) -> tuple[str, ...]:
    """What was announced for a part before it moved, oldest first."""
    return tuple(
        when_in_words(replace(part, when=said.when, starts_at=said.starts_at, ends_at=said.ends_at), facts, language)
        for said in part.earlier
    )


def state_in_words(state: PartState) -> str:
    """The name of a state, as a badge shows it."""
    return {
        PartState.CONFIRMED: gettext("Confirmed"),
        PartState.WAITING: gettext("Waiting list"),
        PartState.REQUESTED: gettext("Awaiting the organiser's decision"),
        PartState.REFUSED: gettext("Not possible"),
        PartState.WITHDRAWN: gettext("Withdrawn"),
    }[state]


def next_in_words(held: HeldPart, facts: GatheringFacts, language: str) -> str:
    """What happens next, or what one can do; empty when nothing is open."""
    if held.state is PartState.WAITING:
        stop = rules.promotes_until(held.part)
        place = gettext("You are number %(position)s on the waiting list.") % {"position": held.position}
        return place + " " + _promise(stop, facts, language)
    if held.state is PartState.CONFIRMED and held.held_until is not None:
        return _held_in_words(held.held_until, held.held_for, facts, language)
    if held.state is PartState.REQUESTED:
        return gettext("The organiser decides and you are told by mail. You need not do anything.")
    return ""


def _held_in_words(at: datetime, what: HeldFor | None, facts: GatheringFacts, language: str) -> str:
    """For what a place is held and until when."""
    if what is HeldFor.ORDER:
        said = gettext("The place is held until %(until)s; then the purchase order must be here.")
    else:
        said = gettext(
            "A place became free for you. It is held until %(until)s: open your page and say that you take it."
        )
    return said % {"until": until_in_words(at, facts, language)}


def _promise(stop: datetime | None, facts: GatheringFacts, language: str) -> str:
    if stop is None:
        return gettext("If a place becomes free, it goes to the first on the list, who is told by mail.")
    day = date_in_words(stop.astimezone(ZoneInfo(facts.zone)).date(), language=language)
    said = gettext("If a place becomes free before %(day)s, it goes to the first on the list, who is told by mail.")
    return said % {"day": day}


def reasons_in_words(
    reasons: tuple[Reason, ...], part: PartFacts, facts: GatheringFacts, language: str
) -> tuple[str, ...]:
    """Each reason as a sentence, in order."""
    return tuple(
        reason_in_words(reason, part.audience, facts.vocabulary, language)
        if reason.code in AUDIENCE_CODES
        else own_reason_in_words(reason, facts, language)
        for reason in reasons
    )


def own_reason_in_words(reason: Reason, facts: GatheringFacts, language: str) -> str:
    """A reason of this stage as a sentence. Raises KeyError for a code that has no words."""
    said = reason.facts
    match reason.code:
        case "deadline_passed":
            day = date_in_words(date.fromisoformat(str(said["deadline"])), language=language)
            return gettext("Registration has been closed since the end of %(day)s.") % {"day": day}
        case "opens_later":
            at = datetime.fromisoformat(str(said["at"])).astimezone(ZoneInfo(facts.zone))
            return gettext("Registration opens on %(day)s at %(hour)s.") % {
                "day": date_in_words(at.date(), language=language),
                "hour": hour_in_words(at.time(), language=language, country=facts.country),
            }
        case "priority_until":
            at = datetime.fromisoformat(str(said["until"])).astimezone(ZoneInfo(facts.zone))
            return gettext("Registration is open to %(first)s first; to everybody from %(day)s at %(hour)s.") % {
                "first": rule_in_words(facts.priority.rule, facts.vocabulary, language) if facts.priority else "",
                "day": date_in_words(at.date(), language=language),
                "hour": hour_in_words(at.time(), language=language, country=facts.country),
            }
        case "clash":
            other = facts.part(str(said["part"]))
            title = other.title.best(language, facts.languages).text if other else str(said["part"])
            return gettext("It is held at the same time as “%(part)s”.") % {"part": title}
        case "organiser_refused":
            return gettext("The organiser could not accept the request: %(motive)s") % {"motive": said["motive"]}
    return {
        "not_yet_open": gettext("Registration is not open yet."),
        "closed_by_organiser": gettext("The organiser has closed registration."),
        "already_held": gettext("The gathering has taken place."),
        "cancelled": gettext("The gathering is cancelled."),
        "postponed": gettext("The gathering is postponed; the new date will be announced."),
        "part_is_over": gettext("This part is over."),
        "full": gettext("All places are taken."),
        "not_answered": gettext("Nobody said in time that the place is wanted."),
        "order_missing": gettext("The purchase order did not arrive in time."),
        "promotion_stopped": gettext("Places are no longer passed on so close to the day."),
    }[reason.code]
