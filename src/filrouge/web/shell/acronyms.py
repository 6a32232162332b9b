"""Acronyms on a page: each spelled out where it is first used, in the language of the text around it."""

from filrouge.core.acronyms import in_html
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import abbreviations_of


def spelled_out(page: str, facts: GatheringFacts, language: str) -> str:
    """A page, as drawn from our own templates, with the acronyms of its main content spelled out on first use."""
    start, end = page.find("<main"), page.rfind("</main>")
    if start < 0 or end < start:
        return page
    return page[:start] + in_html(page[start:end], abbreviations_of(facts), language) + page[end:]
