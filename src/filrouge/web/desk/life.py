"""The thread of a gathering's life, with the days on which each step was really taken."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from filrouge.core.date_words import date_in_words
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.words import dates_in_words, state_word

_S = GatheringState
_WAY = (
    _S.DRAFT,
    _S.SAVE_THE_DATE,
    _S.INVITATION_SENT,
    _S.REGISTRATION_OPEN,
    _S.REGISTRATION_CLOSED,
    _S.HELD,
    _S.DOCUMENTED,
    _S.ARCHIVED,
)
# Not every gathering takes these steps: they are drawn once they were taken.
_LATER = (_S.DOCUMENTED, _S.ARCHIVED)
_ASIDE = (_S.POSTPONED, _S.CANCELLED)


def steps(facts: GatheringFacts, trail: Sequence[TrailLine], language: str) -> list[dict[str, str]]:
    """The steps as components/thread.html draws them. Steps that were jumped over are left out."""
    moves = [line for line in trail if line.verb == "gathering:state_changed"]
    entered = {GatheringState(move.data["to"]): move for move in moves}
    at = facts.state if facts.state in _WAY else _left(moves)
    here = _WAY.index(at)
    jumped = _jumped(moves)
    way = [state for state in _WAY if state not in jumped and (state not in _LATER or _WAY.index(state) <= here)]
    drawn = [_step(state, entered, facts, here, language) for state in way]
    if facts.state in _ASIDE:
        return _aside(drawn, facts, entered, language)
    return drawn


def _left(moves: Sequence[TrailLine]) -> GatheringState:
    """The last step on the way before the gathering was put aside."""
    taken = [GatheringState(move.data["from"]) for move in moves if move.data["from"] in _WAY]
    return taken[-1] if taken else _S.DRAFT


def _jumped(moves: Sequence[TrailLine]) -> set[GatheringState]:
    been = {GatheringState(move.data[end]) for move in moves for end in ("from", "to")}
    over = {
        state
        for move in moves
        if move.data["from"] in _WAY and move.data["to"] in _WAY
        for state in _WAY[_WAY.index(GatheringState(move.data["from"])) : _WAY.index(GatheringState(move.data["to"]))]
    }
    return over - been


def _step(
    state: GatheringState, entered: dict[GatheringState, TrailLine], facts: GatheringFacts, here: int, language: str
) -> dict[str, str]:
    index = _WAY.index(state)
    word = gettext("The gathering") if state is _S.HELD and index != here else state_word(state)
    step = {"label": word, "state": "done" if index < here else "current" if index == here else "ahead"}
    if state in entered and index <= here:
        step["when"] = _day(entered[state], facts, language)
    elif index > here:
        step |= _ahead(state, facts, language)
    return step


def _ahead(state: GatheringState, facts: GatheringFacts, language: str) -> dict[str, str]:
    deadlines = [part.deadline for part in facts.parts if part.deadline]
    if state is _S.REGISTRATION_CLOSED and deadlines:
        return {
            "when": gettext("deadline %(day)s")
            % {"day": date_in_words(max(deadlines), language=language, weekday=False)}
        }
    if state is _S.HELD:
        return {"when": dates_in_words(facts, language)}
    return {}


def _aside(
    drawn: list[dict[str, str]], facts: GatheringFacts, entered: dict[GatheringState, TrailLine], language: str
) -> list[dict[str, str]]:
    """Postponed or cancelled: what was done stays, then where it stands now; nothing to come once it is cancelled."""
    done = [step | {"state": "done"} for step in drawn if step["state"] != "ahead"]
    now = {"label": state_word(facts.state), "state": "current"}
    if facts.state in entered:
        now["when"] = _day(entered[facts.state], facts, language)
        if entered[facts.state].motive:
            now["text"] = entered[facts.state].motive
    return [*done, now, *([step for step in drawn if step["state"] == "ahead"] if facts.state is _S.POSTPONED else [])]


def _day(line: TrailLine, facts: GatheringFacts, language: str) -> str:
    return date_in_words(line.at.astimezone(ZoneInfo(facts.zone)).date(), language=language, weekday=False)
