"""What a correction would come to, part by part, shown before it counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.rules import PartAnswer
from filrouge.stages.registration.words import reasons_in_words
from filrouge.web.desk.words import PART_TONES, short_part_state


@dataclass(frozen=True)
class Outcome:
    """One part that is held or wished: its state now, None when it was never held, and what it would become."""

    answer: PartAnswer
    before: PartState | None

    @property
    def is_other(self) -> bool:
        """Whether something else would hold."""
        return self.answer.state is not self.before


def outcomes(
    registration: RegistrationFacts, answers: Mapping[str, PartAnswer], wished: Collection[str]
) -> Sequence[Outcome]:
    """The parts that are counted on or wished, in the order of the gathering."""
    found = []
    for key, answer in answers.items():
        held = registration.held(key)
        before = held.state if held and held.is_active else None
        if key in wished:
            found.append(Outcome(answer, before))
        elif before is not None:
            found.append(Outcome(PartAnswer(answer.part, PartState.WITHDRAWN), before))
    return found


def seen(shown: Sequence[Outcome]) -> str:
    """What stands in the form of outcomes that the page has shown: sent with others, nothing is written yet."""
    return " ".join(f"{one.answer.part.key}:{one.answer.state.value}" for one in shown if one.is_other)


def outcome_cards(shown: Sequence[Outcome], facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """What templates/desk/outcome.html draws."""
    return [
        {
            "title": one.answer.part.title.best(language, facts.languages),
            "tone": PART_TONES[one.answer.state],
            "state": short_part_state(one.answer.state),
            "before": short_part_state(one.before) if one.before and one.is_other else "",
            "is_kept": not one.is_other,
            "place": gettext("Number %(position)s on the waiting list") % {"position": one.answer.position}
            if one.answer.position
            else "",
            "reasons": reasons_in_words(one.answer.reasons, one.answer.part, facts, language),
        }
        for one in shown
    ]
