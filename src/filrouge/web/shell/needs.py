"""The questions about needs as a page shows them, part by part; the public form and the desk ask the same."""

from collections.abc import Collection
from typing import Any

from django import forms

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.forms import ApplicationForm
from filrouge.stages.registration.needs.questions import Place, choices_name, text_name
from filrouge.stages.registration.words import when_in_words


def needs_context(
    form: ApplicationForm, facts: GatheringFacts, language: str, *, without: Collection[str] = ()
) -> dict[str, Any]:
    """The questions of a registration form, and for how many days the answers are kept."""
    needs = question_groups(form, form.need_places, facts, language, without=without)
    return {"needs": needs, "needs_days": facts.needs_days if needs else 0}


def question_groups(
    form: forms.Form,
    places: Collection[Place],
    facts: GatheringFacts,
    language: str,
    *,
    without: Collection[str] = (),
) -> list[dict[str, Any]]:
    """A group of questions for each part that asks any; none for the parts `without`, which cannot be taken."""
    groups = []
    for part in facts.parts:
        asked = [place for place in places if place[0] == part.key and part.key not in without]
        if not asked:
            continue
        title = part.title.best(language, facts.languages)
        groups.append(
            {
                "title": title.text,
                "lang": "" if title.language == language else title.language,
                "when": when_in_words(part, facts, language),
                "fields": [form[name(place)] for place in asked for name in (choices_name, text_name)],
            }
        )
    return groups
