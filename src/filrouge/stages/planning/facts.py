"""Frozen facts of the planning stage."""

from dataclasses import dataclass
from datetime import date

from filrouge.core.text import Translated
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import UNSAID, PublicationFacts
from filrouge.stages.gatherings.rules import Missing
from filrouge.stages.planning.enums import Ballot, NoticeKind, StepProgress


@dataclass(frozen=True)
class SavedStep:
    """What the organiser changed or added; `distance` is the number of days from the first day, negative before it."""

    key: str
    title: str = ""
    distance: int | None = None
    done_on: date | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class PlannedStep:
    """A step on a day. `waits_for` and `blocks` are keys of other steps; `lacks` the facts that its document misses.

    `title` is the organiser's own and empty for a step of the house; `due` is None while the gathering has no date.
    """

    key: str
    due: date | None
    progress: StepProgress
    title: str = ""
    done_on: date | None = None
    is_done_by_itself: bool = False
    is_moved: bool = False
    waits_for: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    lacks: tuple[Missing, ...] = ()
    is_mailing: bool = False


@dataclass(frozen=True)
class Place:
    """Where a date is looked at: country, and as far as known the French département or the Swiss canton.

    `is_municipal`: whether the organiser is a French municipality, a body of several of them, or their social action
    centre (CCAS, CIAS), who are concerned by municipal elections.
    """

    country: str
    department: str = ""
    canton: str = ""
    is_municipal: bool = False


@dataclass(frozen=True)
class Notice:
    """Something worth knowing of some days. `name` is that of the holiday or the gathering; `zone` a school zone, or
    the country or academy whose school holidays are not known here; `ballot` what is voted on.
    """

    kind: NoticeKind
    first: date
    last: date
    name: str = ""
    language: str = ""
    zone: str = ""
    step: str = ""
    ballot: Ballot | None = None


@dataclass(frozen=True)
class Result:
    """What an edition produced, to be read elsewhere; `id` names it on the desk."""

    id: int
    title: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class Proposal:
    """What an edition proposed to somebody, and what became of it; `id` names it on the desk."""

    id: int
    number: int
    text: Translated
    whose: str = ""
    addressee: str = ""
    state: ProposalState = ProposalState.NO_ANSWER
    answered_on: date | None = None
    answer: Translated = UNSAID
    is_public: bool = False


@dataclass(frozen=True)
class EditionPage:
    """An edition with what it produced. `gathering_key` is empty for one that was not held here or is not public."""

    number: int
    year: int | None
    purpose: Translated = UNSAID
    gathering_key: str = ""
    title: Translated = UNSAID
    publications: tuple[PublicationFacts, ...] = ()
    results: tuple[Result, ...] = ()
    proposals: tuple[Proposal, ...] = ()
