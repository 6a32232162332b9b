"""What every step of announcing needs: a gathering by its key, a manager, a file that is shipped."""

from datetime import datetime, timedelta
from importlib.resources import files

from filrouge.config.demonstration.staff import ACCOUNTS, actor_for
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_key


def facts_of(key: str) -> GatheringFacts:
    """A gathering that must be there, as it is by now."""
    facts = facts_by_key(key)
    if facts is None:
        raise LookupError(key)
    return facts


def manager_of(facts: GatheringFacts) -> Actor:
    """Who runs this gathering's organiser."""
    return actor_for(next(account for account in ACCOUNTS if account.organiser == facts.organiser_key))


def paper(name: str) -> bytes:
    """One of the papers that lie beside the files of the demonstration."""
    return files("filrouge.config.demonstration").joinpath("files", f"{name}.pdf").read_bytes()


def step(facts: GatheringFacts, to: GatheringState, at: datetime, motive: str = "") -> None:
    """Take a step of a gathering's life."""
    change_state(gathering_id=facts.id, to=to, actor=manager_of(facts), now=at, motive=motive)


def ago(now: datetime, days: float) -> datetime:
    """So many days before now."""
    return now - timedelta(days=days)
