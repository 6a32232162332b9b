"""A mail as somebody real would receive it now, for the desk: before words are used, and without sending anything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from filrouge.core.decisions import Reason
from filrouge.core.names import PersonName
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.own_words import OwnWords
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import FreeMessageFacts, HeldPart, RegistrationFacts
from filrouge.stages.registration.mails import compose_about
from filrouge.stages.registration.messages import FREE, words_of

# The state of the parts of which a mail speaks; other mails speak of every part as it stands.
_SPEAKS_OF: Mapping[str, PartState] = {
    "waiting": PartState.WAITING,
    "promoted": PartState.CONFIRMED,
    "withdrawn": PartState.WITHDRAWN,
    "lapsed": PartState.WITHDRAWN,
    "no_longer_admitted": PartState.REQUESTED,
    "reminder": PartState.CONFIRMED,
}
# Nobody's personal link: whoever reads a preview shall not act in the name of the person shown.
_NOBODY = UUID(int=0)


def shown_with(kind: str) -> PartState:
    """The state in which somebody should have a part, so that the mail can be shown with their data."""
    return _SPEAKS_OF.get(kind, PartState.CONFIRMED)


def preview(words: OwnWords, registration: RegistrationFacts, facts: GatheringFacts, *, now: datetime) -> ComposedMail:
    """The mail with these words as this person would receive it now. Its link leads nowhere."""
    kind = "registration_received" if words.kind == "waiting" else words.kind
    shown = replace(registration, public_id=_NOBODY, link=0)
    return compose_about(kind, _parts(words.kind, registration.parts, now), shown, facts, words.language, words=words)


def preview_free(
    message: FreeMessageFacts, registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> ComposedMail:
    """A free message as this person would receive it now. Its link leads nowhere."""
    words = words_of(message, language, facts)
    held = [one for one in registration.parts if one.state is message.state and message.part in ("", one.part.key)]
    parts = [_without_order(one) for one in held] or [HeldPart(part, message.state) for part in facts.parts[:1]]
    shown = replace(registration, public_id=_NOBODY, link=0)
    return compose_about(FREE, parts, shown, facts, words.language, words=words)


def stand_in(name: str, facts: GatheringFacts, *, now: datetime) -> RegistrationFacts:
    """Whoever looks at the mail, registered for every part: while nobody else is."""
    return RegistrationFacts(
        id=0,
        public_id=_NOBODY,
        link=0,
        name=PersonName("", name),
        email="",
        language=facts.language,
        registrant=None,
        organisation_id=None,
        organisation_name="",
        organisation_kind="",
        function="",
        function_name="",
        communities=(),
        channel=Channel.WEB,
        received_at=now,
        created_at=now,
        late_by="",
        late_motive="",
        parts=tuple(HeldPart(part, PartState.CONFIRMED) for part in facts.parts),
    )


def _parts(kind: str, held: tuple[HeldPart, ...], now: datetime) -> list[HeldPart]:
    state = _SPEAKS_OF.get(kind)
    if state is None:
        return [_without_order(part) for part in held if kind != "moved" or part.is_active]
    # One moves up in a part with a limit, whatever somebody has in it now.
    limited = [part for part in held if part.part.capacity is not None] or list(held)
    chosen = [part for part in held if part.state is state and kind != "promoted"]
    return [_as_told(kind, part, now) for part in chosen or [HeldPart(part.part, state) for part in limited[:1]]]


def _as_told(kind: str, held: HeldPart, now: datetime) -> HeldPart:
    """What the act that causes the mail would say of the part."""
    if kind == "waiting":
        return replace(held, position=held.position or 1)
    if kind == "lapsed":
        return replace(held, reasons=(Reason("not_answered"),))
    if kind == "promoted":
        until = rules.answer_by(held.part, now=now) if held.part.answer_hours else None
        return replace(held, held_until=until, held_for=HeldFor.ANSWER if until else None)
    return _without_order(held)


def _without_order(held: HeldPart) -> HeldPart:
    return held if held.held_for is HeldFor.ANSWER else replace(held, held_until=None, held_for=None)
