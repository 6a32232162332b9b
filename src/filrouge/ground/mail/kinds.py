"""The kinds of mail: each stage registers its own, by name, with the function that composes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a mail; `content` is text, `params` go into its Content-Type."""

    filename: str
    content: str
    content_type: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ComposedMail:
    """A mail ready to leave. `reply_to` is the organiser's mailbox, empty when none is known."""

    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    sender_name: str = ""
    attachments: tuple[Attachment, ...] = ()


Composer = Callable[[Mapping[str, Any], str], ComposedMail]

_composers: dict[str, Composer] = {}


def register(kind: str, composer: Composer) -> None:
    """Give a kind its composer: a function of the row's context and language."""
    _composers[kind] = composer


def compose(kind: str, context: Mapping[str, Any], language: str) -> ComposedMail:
    """Compose one mail. Raises KeyError for an unknown kind."""
    return _composers[kind](context, language)


def kinds() -> frozenset[str]:
    """All registered kinds."""
    return frozenset(_composers)
