"""A press release as a page shows it: what it is set from, and its article."""

from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press.composing import release_facts, restored
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.page import release_article
from filrouge.stages.press.queries import set_from


def shown_release(release: ReleaseDraft, language: str, facts: GatheringFacts) -> ReleaseFacts:
    """What the layout sets: of an issued release what it was set from, of a draft the facts of today, with a stamp."""
    stored = set_from(release.id, language) if release.is_issued else None
    if stored is not None:
        return restored(stored)
    with override(language):
        stamp = gettext("Draft")
    return release_facts(release, language, facts, stamp=stamp)


def public_facts(release: ReleaseDraft, language: str, facts: GatheringFacts) -> ReleaseFacts:
    """The same for everybody, once the embargo is over: it is not spoken of any more."""
    return replace(shown_release(release, language, facts), embargo=None)


def article(facts: ReleaseFacts, *, level: int) -> SafeString:
    """The release as a part of a page; its headline is a heading of this level."""
    return mark_safe(release_article(facts, level=level))  # noqa: S308 – the layout escapes whatever people typed
