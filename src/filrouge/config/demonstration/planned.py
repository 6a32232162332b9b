"""What is planned for one registration: who, from which body, for which parts, and what happens to it later."""

from collections.abc import Mapping
from dataclasses import dataclass

from filrouge.config.demonstration.names import Person
from filrouge.stages.gatherings.enums import Channel

_LANGUAGES = {"ti": "it", "ge": "fr", "vd": "fr", "ne": "fr", "ju": "fr", "fr": "fr", "vs": "fr"}
_LANGUAGES |= {"departement-25": "fr", "departement-90": "fr"}


@dataclass(frozen=True)
class Body:
    """A body of the directory: id, key, canton."""

    id: int
    key: str
    canton: str = ""

    @property
    def language(self) -> str:
        """In which language its people are written to."""
        return _LANGUAGES.get(self.canton, "de")


@dataclass(frozen=True)
class Planned:
    """One registration to come. `after` says what happens to it later."""

    person: Person
    parts: tuple[str, ...]
    function: str = ""
    function_text: str = ""
    body: Body | None = None
    body_text: str = ""
    body_kind: str = ""
    channel: Channel = Channel.WEB
    by_assistant: bool = False
    motive: str = ""
    after: str = ""

    @property
    def domain(self) -> str:
        """Under which invented domain its people have their mail."""
        return self.body.key if self.body else "adresse"


def cities_and_partners(cards: Mapping[str, tuple[int, str, frozenset[str]]]) -> tuple[list[Body], list[Body]]:
    """Members and partners among the bodies of a directory, by key."""
    bodies = {key: Body(pk, key, canton) for key, (pk, canton, _) in sorted(cards.items())}
    return (
        [body for key, body in bodies.items() if "member" in cards[key][2]],
        [body for key, body in bodies.items() if "partner" in cards[key][2]],
    )
