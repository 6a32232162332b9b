"""The gatherings of the demonstration, each moved by whole weeks to its moment. Weekdays stay true."""

from datetime import date, datetime, timedelta
from importlib.resources import files

from filrouge.config.demonstration import ANNOUNCED, BEFORE_ELECTION, KEYS, OWN_KEYS, PUT_OFF
from filrouge.config.demonstration.moments import before_the_election, next_holiday
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.file.amending import with_part
from filrouge.stages.gatherings.file.loading import known_of, load_document
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.shifting import shift_document

# How many days after today a gathering's anchor lies: the deadline where there is one, else the first day.
#   Aarau       registration is open, the deadline in about three weeks
#   Le Mans     officially invited, hours and deadline not known yet
#   Lille       a save-the-date without a form
#   Mulhouse    between the consultation, which is over, and the colloquium
#   Ateliers    a draft without a date: nothing to move
#   Voisinages  the visit is over, the day comes in four weeks
#   Journée     open for member cities only, for another week
#   Rencontre   held more than a year ago
#   Chez soi    open for five weeks; two earlier editions, one and two years ago
#   Fribourg    a date to save, half a year ahead
#   Soleure     called off less than two weeks before its deadline
# Two have days that no number of days gives: see moments.
_AHEAD = {
    "aarau-2023": 21,
    "lemans-2024": 84,
    "lille-2016": 112,
    "mulhouse-2022": 42,
    "voisinages": 14,
    "journee-des-membres": 46,
    "rencontre-passee": -430,
    "chez-soi-thoune": -760,
    "chez-soi-nyon": -390,
    "chez-soi": 26,
    "fribourg": 178,
    "soleure": 12,
}
# How many days ago one was entered whose life is told; all others are entered today.
_ENTERED = {
    "rencontre-passee": 490,
    "chez-soi-thoune": 900,
    "chez-soi-nyon": 560,
    "chez-soi": 150,
    "fribourg": 40,
    "sion": 60,
    "soleure": 45,
    "lemans-quartiers": 420,
}


def load_gatherings(*, now: datetime) -> None:
    """Load them all, each at its moment as seen from `now`."""
    for key in (*KEYS, *OWN_KEYS, *ANNOUNCED):
        entered = now - timedelta(days=_ENTERED.get(key, 0))
        load_document(at_its_moment(example(key), today=now.date()), actor=SYSTEM, now=entered)


def example(key: str) -> GatheringDocument:
    """A gathering as it is shipped. Those that only the demonstration has refer to the directory of the examples."""
    place = ("filrouge.stages.gatherings", "examples") if key in KEYS else ("filrouge.config.demonstration", "files")
    text = files(place[0]).joinpath(place[1], f"{key}.yaml").read_text(encoding="utf-8")
    return read_gathering(text, known_of).document


def at_its_moment(document: GatheringDocument, *, today: date) -> GatheringDocument:
    """The document moved so that its anchor lies as far ahead as it should, to within half a week."""
    if document.key == PUT_OFF:
        return with_part(document, "day", {"when": VagueDate.on(next_holiday(today))})
    if document.key == BEFORE_ELECTION:
        return with_part(document, "day", {"when": VagueDate.on(before_the_election())})
    anchor = _anchor(document)
    if anchor is None or document.key not in _AHEAD:
        return document
    wanted = today + timedelta(days=_AHEAD[document.key])
    return shift_document(document, round((wanted - anchor).days / 7))


def _anchor(document: GatheringDocument) -> date | None:
    days = [part.when.floor for part in document.parts if part.when.floor is not None]
    return document.registration.deadline or min(days, default=None)
