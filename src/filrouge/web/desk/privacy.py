"""What the overview of a gathering says about personal data."""

from typing import Any

from django.urls import reverse

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.legal import has_legal_profile
from filrouge.stages.privacy.queries.partners import parts_shown_to
from filrouge.stages.privacy.queries.retention import restricted_since
from filrouge.web.shell import clock


def privacy_words(facts: GatheringFacts, actor: Actor, language: str) -> dict[str, Any]:
    """That the legal profile is missing (for those who prepare), since when registrations are out of use, a partner's
    own lists; one query.
    """
    organiser_id = facts.organiser_id
    edits = may(actor, Gatherings.EDIT, organiser_id=organiser_id)
    decides = may(actor, Privacy.LEGAL, organiser_id=organiser_id)
    return {
        "missing": edits and not has_legal_profile(organiser_id),
        "legal_url": reverse("legal", args=[facts.organiser_key]) if decides else "",
        "restricted": restricted_since(facts, now=clock.now()) if edits else None,
        "lists": _lists(facts, actor, language) if may(actor, Privacy.PARTNER_LIST, organiser_id=organiser_id) else [],
    }


def _lists(facts: GatheringFacts, actor: Actor, language: str) -> list[dict[str, str]]:
    """The lists that a partner may open."""
    return [
        {
            "title": part.title.best(language, facts.languages).text,
            "url": reverse("desk:partner_list", args=[facts.key, part.key]),
        }
        for part in parts_shown_to(actor.user_id or 0, facts)
    ]
