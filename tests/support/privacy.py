"""Legal profiles and gatherings that are long over, for tests about personal data."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import set_legal_profile
from filrouge.stages.privacy.facts import LegalFacts, Periods
from tests.support.clock import SPRING, instant

NETWORK = LegalFacts(
    controller="Association Villes sociales",
    address="Rue du Pont 3, 3000 Berne",
    regime=LegalRegime.CH_FEDERAL,
    dpo="Me Léonie Zahnd",
    dpo_email="donnees@villes-sociales.example",
    rights_email="droits@villes-sociales.example",
)
"""A Swiss association."""
COMMUNE = replace(NETWORK, controller="Ville d’Aarau", regime=LegalRegime.CH_CANTONAL, canton="AG")
"""A Swiss commune."""
CITY = LegalFacts(
    controller="Ville de Valprieux",
    regime=LegalRegime.FR_PUBLIC,
    dpo="Solène Maréchal",
    dpo_email="dpd@valprieux.example",
)
"""A French city."""

AFTER = "2023-06-12T09:00:00+02:00"
"""A month after the assembly."""
YEAR_LATER = "2024-05-13T09:00:00+02:00"
"""A year and a day after it."""


def profile(facts: GatheringFacts, legal: LegalFacts = NETWORK, **periods: Any) -> None:
    """Let the organiser of a gathering say who answers for personal data."""
    said = replace(legal, periods=replace(Periods(), **periods))
    set_legal_profile(organiser_id=facts.organiser_id, legal=said, actor=SYSTEM, now=instant(SPRING))


def moment(text: str) -> datetime:
    """An instant, for actions."""
    return instant(text)
