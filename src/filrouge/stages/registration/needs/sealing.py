"""How a need is written before it is sealed."""

import json

from filrouge.ground.vault import open_sealed, seal
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.needs.choices import MOST_LETTERS, choices_of

# Whoever seals shares this name; whoever drops a key takes it alone: nothing is sealed with a key that goes.
VAULT = "needs keys"


def sealed(need: SaidNeed) -> bytes:
    """A need as it is stored: its choices in the order of the list, its text cut at the limit."""
    chosen = [choice for choice in choices_of(need.kind) if choice in need.choices]
    return seal(json.dumps({"choices": chosen, "text": need.text[:MOST_LETTERS]}, ensure_ascii=False))


def opened(stored: bytes | memoryview, *, part: str, kind: NeedKind) -> SaidNeed:
    """The need that was stored. Raises NoKeyFits, KeysUnreadable."""
    said = json.loads(open_sealed(stored))
    return SaidNeed(part, kind, tuple(said["choices"]), said["text"])


def says_something(need: SaidNeed) -> bool:
    """Whether anything was chosen or typed."""
    return bool(need.choices or need.text.strip())
