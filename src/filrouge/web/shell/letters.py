"""A letter as a page shows it: what it is set from, and its article."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from filrouge.stages.documents.composing import letter_facts, restored
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.html_twin import letter_article
from filrouge.stages.documents.queries import set_from
from filrouge.stages.gatherings.facts import GatheringFacts


def shown_facts(letter: LetterDraft, language: str, facts: GatheringFacts) -> LetterFacts:
    """What the layout sets: of an issued letter what it was set from, of a draft the facts of today, with a stamp."""
    stored = set_from(letter.id, language) if letter.is_issued else None
    if stored is not None:
        return restored(stored)
    with override(language):
        stamp = gettext("Draft")
    return letter_facts(letter, language, facts, stamp=stamp)


def articles(letter: LetterDraft, facts: GatheringFacts) -> list[dict[str, Any]]:
    """The letter as it is read, in each language, side by side."""
    return [
        {"language": code, "html": article(shown_facts(letter, code, facts))}
        for code in letter.languages
        if code in letter.texts
    ]


def article(facts: LetterFacts) -> SafeString:
    """The letter inside a page that has a heading already: its own headings stand one level lower."""
    html = letter_article(facts).replace(' id="barcode"', "")
    for old, new in (("h2", "h4"), ("h1", "h3")):
        html = html.replace(f"<{old}", f"<{new}").replace(f"</{old}>", f"</{new}>")
    return mark_safe(html)  # noqa: S308 – the layout escapes whatever people typed
