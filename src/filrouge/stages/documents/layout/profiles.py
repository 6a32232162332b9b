"""The habits of each profile: what a secretariat of the place would do without being asked."""

from __future__ import annotations

from dataclasses import dataclass

from filrouge.core.text import require_language
from filrouge.stages.documents.enums import LetterProfile, Window


@dataclass(frozen=True)
class Habits:
    """How a profile lays a letter out.

    `window`: where the addressee stands. `labels_subject`: "Objet :" before the subject, else bold lines without it.
    `annexes_as_enclosed`: "P.J. :" and numbers, else a list under "Annexes". `body_above_signature`: body, function,
    name from top to bottom; else the function above and the name below (or all capacities under the name).
    `lone_signature_right`: a single signatory stands in the right half. `the_before_day`: "le 20 novembre 2023".
    `says_case_handler`: service and case handler in the letterhead. `foot_centred`: the legal address in the middle.
    """

    window: Window
    labels_subject: bool
    annexes_as_enclosed: bool
    body_above_signature: bool
    lone_signature_right: bool
    date_right: bool
    says_case_handler: bool
    foot_centred: bool


_FR = Habits(
    window=Window.RIGHT,
    labels_subject=True,
    annexes_as_enclosed=True,
    body_above_signature=False,
    lone_signature_right=True,
    date_right=True,
    says_case_handler=True,
    foot_centred=True,
)
_CH = Habits(
    window=Window.RIGHT,
    labels_subject=False,
    annexes_as_enclosed=False,
    body_above_signature=True,
    lone_signature_right=False,
    date_right=True,
    says_case_handler=False,
    foot_centred=False,
)
HABITS = {
    LetterProfile.FR_CITY: _FR,
    LetterProfile.FR_ASSOCIATION: Habits(
        window=Window.RIGHT,
        labels_subject=True,
        annexes_as_enclosed=True,
        body_above_signature=False,
        lone_signature_right=True,
        date_right=True,
        says_case_handler=False,
        foot_centred=True,
    ),
    LetterProfile.CH_FR: _CH,
    LetterProfile.CH_DE: Habits(
        window=Window.LEFT,
        labels_subject=False,
        annexes_as_enclosed=False,
        body_above_signature=True,
        lone_signature_right=False,
        date_right=False,
        says_case_handler=False,
        foot_centred=False,
    ),
    LetterProfile.CH_IT: _CH,
}

_SALUTATIONS = {
    "FR": {
        "fr": "Mesdames, Messieurs,",
        "de": "Sehr geehrte Damen und Herren,",
        "it": "Gentili Signore, egregi Signori,",
        "en": "Dear colleagues,",
    },
    "CH": {
        "fr": "Mesdames, Messieurs,",
        "de": "Sehr geehrte Damen und Herren",
        "it": "Gentili Signore, egregi Signori,",
        "en": "Dear colleagues,",
    },
}
_CLOSINGS = {
    "FR": {
        "fr": "Je vous prie d’agréer, Mesdames, Messieurs, l’expression de mes salutations distinguées.",
        "de": "Mit freundlichen Grüssen",
        "it": "Distinti saluti",
        "en": "Yours faithfully",
    },
    "CH": {
        "fr": "Avec nos meilleures salutations",
        "de": "Freundliche Grüsse",
        "it": "Cordiali saluti",
        "en": "Kind regards",
    },
}


def habits_of(profile: LetterProfile) -> Habits:
    """The habits of a profile."""
    return HABITS[profile]


def usual_salutation(profile: LetterProfile, language: str) -> str:
    """How one begins there when nothing else was said: with a comma, in Swiss German without."""
    return _SALUTATIONS[profile.country][require_language(language)]


def usual_closing(profile: LetterProfile, language: str) -> str:
    """How one ends there when nothing else was said: a full sentence in France, a short greeting in Switzerland."""
    return _CLOSINGS[profile.country][require_language(language)]
