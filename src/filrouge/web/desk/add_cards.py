"""The parts in the form of the secretariat, and what the rules say of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.forms import ApplicationForm
from filrouge.stages.registration.rules import PartAnswer
from filrouge.stages.registration.words import reasons_in_words, when_in_words
from filrouge.web.desk.words import PART_TONES, obstacle_word, short_part_state


def part_cards(facts: GatheringFacts, form: ApplicationForm, language: str) -> list[dict[str, Any]]:
    """A box for each part, ticked as it was."""
    said = form["parts"].value() or []
    return [
        {
            "id": f"part-{part.key}",
            "value": part.key,
            "title": part.title.best(language, facts.languages),
            "when": when_in_words(part, facts, language),
            "audience": audience_in_words(part.audience, facts.vocabulary, language),
            "checked": part.key in said,
        }
        for part in facts.parts
    ]


def answer_cards(
    facts: GatheringFacts, answers: Sequence[PartAnswer], ticked: Mapping[str, frozenset[Obstacle]], language: str
) -> list[dict[str, Any]]:
    """For each wished part: what it would get, why, and a box for each rule in the way."""
    return [
        {
            "title": answer.part.title.best(language, facts.languages),
            "tone": PART_TONES[answer.state],
            "state": short_part_state(answer.state),
            "place": gettext("Number %(position)s on the waiting list") % {"position": answer.position}
            if answer.position
            else "",
            "reasons": reasons_in_words(answer.reasons, answer.part, facts, language),
            "rules": [
                {
                    "id": f"aside-{answer.part.key}-{obstacle.value}",
                    "value": f"{answer.part.key}:{obstacle.value}",
                    "label": obstacle_word(obstacle),
                    "checked": obstacle in ticked.get(answer.part.key, frozenset()),
                }
                for obstacle in answer.obstacles
            ],
        }
        for answer in answers
    ]
