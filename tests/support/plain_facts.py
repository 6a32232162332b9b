"""Facts of gatherings and parts made in memory, for tests of rules: no database, no file."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.audience import Audience
from filrouge.stages.gatherings.enums import (
    ForwardingScope,
    GatheringKind,
    GatheringState,
    PartKind,
    PhaseKind,
    ThemeLabel,
)
from filrouge.stages.gatherings.facts import UNSAID, GatheringFacts, PartFacts, PhaseFacts, Vocabulary

EVE = PartFacts(
    id=1,
    key="eve",
    uid=UUID(int=1),
    kind=PartKind.EVE,
    title=Translated.of("Veille", "fr"),
    when=VagueDate.on(date(2023, 5, 11)),
    starts_at=None,
    starts_from=False,
    ends_at=None,
    zone="Europe/Zurich",
    capacity=30,
    deadline=date(2023, 4, 14),
    audience=Audience(),
    audience_is_stated=True,
    has_meal=False,
    promotion_stop_days=1,
    sequence=0,
    venue=None,
    texts={},
)

ASSEMBLY = GatheringFacts(
    id=1,
    organiser_id=1,
    organiser_key="network",
    version=1,
    key="assembly",
    uid=UUID(int=9),
    kind=GatheringKind.ASSEMBLY,
    kind_note=UNSAID,
    state=GatheringState.REGISTRATION_OPEN,
    language="fr",
    languages=("fr", "de", "it", "en"),
    country="CH",
    zone="Europe/Zurich",
    title=Translated.of("Assemblée", "fr"),
    title_is_verbatim=False,
    town=UNSAID,
    venue=None,
    duration_days=None,
    published_on=VagueDate.unknown(),
    opens_at=None,
    deadline=date(2023, 4, 14),
    channels=(),
    preferred_channel=None,
    shortcut=False,
    web_path=UNSAID,
    price=None,
    forwarding=ForwardingScope.NONE,
    theme_label=ThemeLabel.THEME,
    parts=(EVE,),
    bodies=(),
    contacts=(),
    themes=(),
    vocabulary=Vocabulary(),
    texts={},
    claims=(),
    briefs={},
    series=None,
    process=None,
)


def a_part(when: str = "2023-05-11", **other: Any) -> PartFacts:
    """The eve with something else; `when` as a file writes it."""
    return replace(EVE, when=VagueDate.parse(when), **other)


def a_gathering(*parts: PartFacts, **other: Any) -> GatheringFacts:
    """The assembly with other parts or something else."""
    return replace(ASSEMBLY, parts=parts or (EVE,), **other)


def a_phase(key: str, first: str, last: str) -> PhaseFacts:
    """A phase between two vague dates."""
    return PhaseFacts(
        key=key,
        kind=PhaseKind.CONSULTATION,
        title=Translated.of(key, "fr"),
        first=VagueDate.parse(first),
        last=VagueDate.parse(last),
        texts={},
    )
