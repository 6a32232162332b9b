"""The kinds of mail: each stage registers its own, by name, with the function that composes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from filrouge.ground.mail.enums import Stream

# What a composer may add to the head of a mail; everything else there is delivery's own.
HEADERS = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post"})


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a mail. `params` go into its Content-Type.

    Text (a diary) or bytes (a PDF). With `kept` false the outbox remembers name, kind and size only: a file that goes
    to ten thousand people is kept by whoever sends it.
    """

    filename: str
    content: str | bytes
    content_type: str
    params: Mapping[str, str] = field(default_factory=dict)
    kept: bool = True


@dataclass(frozen=True)
class ComposedMail:
    """A mail ready to leave. `reply_to` is the organiser's mailbox, empty when none is known.

    Raises ValueError for a header that is not in `HEADERS`, or that would begin another line.
    """

    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    sender_name: str = ""
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.headers.items():
            if name not in HEADERS or not value.isprintable():
                raise ValueError(f"not a header that a mail may bear: {name}")


Composer = Callable[[Mapping[str, Any], str], ComposedMail]

_composers: dict[str, Composer] = {}
_streams: dict[str, Stream] = {}
_moot: dict[str, Callable[[Mapping[str, Any]], bool]] = {}


def register(
    kind: str,
    composer: Composer,
    *,
    stream: Stream = Stream.TRANSACTIONAL,
    is_moot: Callable[[Mapping[str, Any]], bool] | None = None,
) -> None:
    """Give a kind its composer, a function of the row's context and language, and its stream.

    `is_moot` is asked of the context when a mail is about to leave: one that says nothing any more is held back.
    """
    _composers[kind] = composer
    _streams[kind] = stream
    if is_moot is not None:
        _moot[kind] = is_moot


def compose(kind: str, context: Mapping[str, Any], language: str) -> ComposedMail:
    """Compose one mail. Raises KeyError for an unknown kind."""
    return _composers[kind](context, language)


def stream_of(kind: str) -> Stream:
    """The stream of a kind; transactional for one that nobody registered."""
    return _streams.get(kind, Stream.TRANSACTIONAL)


def is_moot(kind: str, context: Mapping[str, Any]) -> bool:
    """Whether a mail that waits in the outbox has nothing to say any more."""
    return kind in _moot and _moot[kind](context)


def kinds() -> frozenset[str]:
    """All registered kinds."""
    return frozenset(_composers)
