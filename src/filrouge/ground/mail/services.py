"""What delivery services tell by HTTP: our own form, and those of Brevo and Mailjet as they document them.

Brevo: developers.brevo.com/docs/transactional-webhooks. Mailjet: dev.mailjet.com/email/guides/webhooks.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filrouge.ground.mail.bounces import Bounce, answer_of, identifier_of, in_one_line, mail_of
from filrouge.ground.mail.enums import Answer, Way

logger = logging.getLogger("filrouge.bounces")


class NotRead(ValueError):
    """Something that is not in the documented form."""


@dataclass(frozen=True)
class Told:
    """What a service told in one request; `ignored` events are of no interest, or name no address."""

    bounces: tuple[Bounce, ...] = ()
    ignored: int = 0


def read_events(way: Way, data: Any) -> Told:
    """What the decoded JSON of a service says. Raises NotRead when it is no event and no list of events."""
    events = data.get("events") if way is Way.OWN and isinstance(data, Mapping) else data
    # Both services send one event alone or a list of them, as they are set up.
    events = [events] if isinstance(events, Mapping) else events
    if not isinstance(events, list):
        raise NotRead("events")
    return _told([_READERS[way](one) if isinstance(one, Mapping) else None for one in events])


def _told(found: Sequence[Bounce | None]) -> Told:
    bounces = tuple(one for one in found if one is not None)
    return Told(bounces, len(found) - len(bounces))


def identifying_headers(service: str, mail_id: int) -> Mapping[str, str]:
    """What a service gives back with each event: they replace the Message-ID by one of their own."""
    name = {"brevo": "X-Mailin-custom", "mailjet": "X-MJ-CustomID"}.get(service)
    return {name: identifier_of(mail_id)} if name else {}


def _own(said: Mapping[str, Any]) -> Bounce | None:
    """{"type": "bounce", "message_id", "address", "permanent", "reason"}; or the type complaint or unsubscribed."""
    bounced = Answer.HARD if said.get("permanent") is True else Answer.SOFT
    known = {"bounce": bounced, "complaint": Answer.COMPLAINT, "unsubscribed": Answer.UNSUBSCRIBED}
    answer = known.get(str(said.get("type")))
    return _bounce(answer, said.get("address"), [said.get("message_id")], said.get("reason"))


_BREVO = {
    "hardbounce": Answer.HARD,
    "invalidemail": Answer.HARD,
    "softbounce": Answer.SOFT,
    # The service itself holds the mail back: the address is on its own list, for reasons it told of before.
    "blocked": Answer.SOFT,
    "spam": Answer.COMPLAINT,
    "complaint": Answer.COMPLAINT,
    "unsubscribe": Answer.UNSUBSCRIBED,
    "unsubscribed": Answer.UNSUBSCRIBED,
}


def _brevo(said: Mapping[str, Any]) -> Bounce | None:
    answer = _BREVO.get(str(said.get("event")).replace("_", "").lower())
    reason = said.get("reason")
    if said.get("event") == "hard_bounce":
        # It calls every lasting refusal hard; what the server said tells policy from a dead address.
        answer = answer_of("5.0.0", str(reason or ""))
    return _bounce(answer, said.get("email"), [said.get("X-Mailin-custom"), said.get("message-id")], reason)


_MAILJET_DEAD = {"user unknown", "mailbox inactive", "invalid domain", "no mail host", "typofix"}


def _mailjet(said: Mapping[str, Any]) -> Bounce | None:
    error = in_one_line(said.get("error")).lower()
    match said.get("event"):
        case "bounce":
            # A full mailbox or a filter is no dead address, whatever the service concludes for its own list.
            dead = said.get("hard_bounce") is True and (not error or error in _MAILJET_DEAD)
            answer = Answer.HARD if dead else Answer.SOFT
        case "blocked":
            answer = Answer.HARD if error in _MAILJET_DEAD else Answer.SOFT
        case "spam":
            answer = Answer.COMPLAINT
        case "unsub":
            answer = Answer.UNSUBSCRIBED
        case _:
            return None
    reason = ": ".join(filter(None, (in_one_line(said.get("error")), in_one_line(said.get("comment")))))
    return _bounce(answer, said.get("email"), [said.get("CustomID"), said.get("Payload")], reason)


def _bounce(answer: Answer | None, address: Any, identifiers: Sequence[Any], reason: Any) -> Bounce | None:
    if answer is None or not isinstance(address, str) or "@" not in address:
        return None
    mail_id = next(filter(None, (mail_of(said) for said in identifiers if isinstance(said, str))), None)
    return Bounce(mail_id, (address.strip(),), answer, in_one_line(reason))


_READERS: Mapping[Way, Callable[[Mapping[str, Any]], Bounce | None]] = {
    Way.OWN: _own,
    Way.BREVO: _brevo,
    Way.MAILJET: _mailjet,
}
