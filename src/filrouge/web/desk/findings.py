"""What the fact check of a draft found, and what an issued document states and is no longer true, to be shown."""

from collections.abc import Callable, Iterable
from typing import Any

from filrouge.stages.documents.fact_check import Finding
from filrouge.stages.documents.rules import ChangedFact
from filrouge.stages.documents.words import finding_in_words, language_word
from filrouge.stages.gatherings.facts import GatheringFacts


def findings_shown(
    mismatches: Iterable[Finding],
    typed: Iterable[Finding],
    facts: GatheringFacts,
    language: str,
    *,
    where: Callable[[str], str],
) -> dict[str, Any]:
    """What disagrees, and what is true but typed by hand; `where` puts the place of a finding into words."""
    return {
        name: [_row(one, facts, language, where) for one in found]
        for name, found in {"mismatches": mismatches, "typed": typed}.items()
    }


def changes_shown(changed: Iterable[ChangedFact], word: Callable[[str], str]) -> list[dict[str, Any]]:
    """What an issued document states and is no longer true, as templates/desk/outdated.html shows it; `word` names a
    fact.
    """
    return [
        {
            "name": word(fact.name),
            "said": [
                {"language": code, "name": language_word(code), "old": fact.old[code], "new": fact.new[code]}
                for code in fact.old
            ],
        }
        for fact in changed
    ]


def _row(finding: Finding, facts: GatheringFacts, language: str, where: Callable[[str], str]) -> dict[str, str]:
    return {
        "language": language_word(finding.language),
        "where": where(finding.where),
        "text": finding_in_words(finding, facts, language),
        "placeholder": f"{{{finding.placeholder}}}" if finding.placeholder and finding.is_mismatch else "",
    }
