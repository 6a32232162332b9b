"""What every public page of one gathering needs: its names, and where it leads."""

from typing import Any

from django.urls import reverse

from filrouge.stages.gatherings.enums import BodyRole, TextName
from filrouge.stages.gatherings.facts import GatheringFacts


def gathering_context(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """Title, theme and question, the organiser's name, the address of the gathering."""
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    title = facts.title.best(language, facts.languages)
    return {
        "title": title.text,
        "title_language": title.language,
        "theme": facts.text(TextName.MAIN_THEME),
        "question": facts.text(TextName.GUIDING_QUESTION),
        "organiser_name": organiser.name.best(language, facts.languages).text if organiser else "",
        "organiser_url": reverse("public:home"),
        "gathering_url": reverse("public:gathering", args=[facts.key]),
        "privacy_url": reverse("public:privacy", args=[facts.key]),
        "group_url": reverse("public:group", args=[facts.key]),
        "zone": facts.zone,
    }
