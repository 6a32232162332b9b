"""Calendar objects for one person: the invitation that travels with a mail, the feed of what they take."""

from datetime import UTC, datetime
from typing import Protocol

from django.utils.translation import gettext, override

from filrouge.core.names import PersonName
from filrouge.stages.gatherings.calendar import calendar_of, calendar_with, event_of, feed_named, person
from filrouge.stages.gatherings.enums import DiaryStatus, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.words import state_in_words


class Attendee(Protocol):
    """Whom an object invites."""

    @property
    def name(self) -> PersonName:
        """As it is written."""
        ...

    @property
    def email(self) -> str:
        """Where the diary is."""
        ...


def invitation_to(
    invited: Attendee,
    part: PartFacts,
    facts: GatheringFacts,
    *,
    method: str,
    language: str,
    stamp: datetime | None = None,
) -> str:
    """The object that goes to one attendee by mail: METHOD REQUEST or CANCEL, that attendee alone, accepted."""
    status = DiaryStatus.CANCELLED if method == "CANCEL" else None
    event = event_of(part, facts, language=language, stamp=stamp or datetime.now(UTC), status=status)
    answered = "DECLINED" if method == "CANCEL" else "ACCEPTED"
    event.append(person("ATTENDEE", invited.email, invited.name.full, partstat=answered, rsvp="FALSE"))
    return calendar_of(calendar_with(method), [event], [part], facts.zone)


def feed_for(
    registration: RegistrationFacts, facts: GatheringFacts, *, language: str, stamp: datetime, address: str
) -> str:
    """What somebody takes, and what they wait for or asked for, each with its state, for their own diary to follow.

    Nobody is named in it: who reads it knows whose it is.
    """
    held = [held for held in registration.parts if held.is_active and held.part.day is not None]
    head = feed_named(facts.title.best(language, facts.languages).text, stamp=stamp, address=address)
    with override(language):
        events = [
            event_of(one.part, facts, language=language, stamp=stamp, status=_status(one, facts), said=[_said(one)])
            for one in held
        ]
    return calendar_of(head, events, [one.part for one in held], facts.zone)


def _status(held: HeldPart, facts: GatheringFacts) -> DiaryStatus | None:
    """What is not certain for this person is tentative, whatever the gathering is; None for that of the gathering."""
    if held.state is PartState.CONFIRMED or facts.state is GatheringState.CANCELLED:
        return None
    return DiaryStatus.TENTATIVE


def _said(held: HeldPart) -> str:
    return gettext("Your registration: %(state)s") % {"state": state_in_words(held.state)}
