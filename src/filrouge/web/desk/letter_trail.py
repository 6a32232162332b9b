"""The sentences of the trail about letters and the mailbox that they name."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, gettext_noop

from filrouge.core.text import Translated
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.documents.enums import LetterKind
from filrouge.stages.documents.words import language_word, letter_word
from filrouge.stages.gatherings.facts import GatheringFacts

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _about(message: str) -> _Said:
    """A sentence about a letter; what it names comes from the line."""

    def said(line: TrailLine, _facts: GatheringFacts, _name: str, language: str) -> str:
        title = line.data.get("title")
        return gettext(message) % {
            "letter": letter_word(LetterKind(line.data.get("kind", LetterKind.INVITATION_LETTER))),
            "name": line.data.get("name", ""),
            "language": language_word(line.data.get("language", "")),
            "title": Translated.of(title, "fr").best(language).text if title else "",
            "before": line.data.get("from", ""),
            "after": line.data.get("to", ""),
            "address": line.data.get("address", ""),
        }

    return said


LETTER_SENTENCES: Mapping[str, _Said] = {
    "letter:started": _about(gettext_noop("%(letter)s started")),
    "letter:heading_changed": _about(gettext_noop("%(letter)s: languages, place or date changed")),
    "letter:text_changed": _about(gettext_noop("%(letter)s: text changed (%(language)s)")),
    "letter:signatory_added": _about(gettext_noop("%(letter)s: %(name)s signs")),
    "letter:signatory_dropped": _about(gettext_noop("%(letter)s: %(name)s no longer signs")),
    "letter:annex_added": _about(gettext_noop("%(letter)s: annex “%(title)s” added")),
    "letter:annex_made": _about(gettext_noop("%(letter)s: annex “%(title)s” is made from the facts")),
    "letter:annex_not_needed": _about(gettext_noop("%(letter)s: annex “%(title)s” is not needed")),
    "letter:annex_needed": _about(gettext_noop("%(letter)s: annex “%(title)s” is needed after all")),
    "letter:annex_dropped": _about(gettext_noop("%(letter)s: annex “%(title)s” taken away")),
    "letter:file_taken": _about(gettext_noop("%(letter)s: file for the annex “%(title)s” put in")),
    "letter:file_dropped": _about(gettext_noop("%(letter)s: file of the annex “%(title)s” taken away")),
    "letter:approved": _about(gettext_noop("%(letter)s: approved by %(name)s in their own account")),
    "letter:approval_recorded": _about(gettext_noop("%(letter)s: approval of %(name)s recorded")),
    "letter:approval_taken_back": _about(gettext_noop("%(letter)s: approval of %(name)s taken back")),
    "letter:dropped": _about(gettext_noop("%(letter)s: draft thrown away")),
    "letter:issued": _about(gettext_noop("%(letter)s issued")),
    "letter:erratum_written": _about(gettext_noop("Erratum drafted, because facts of a letter changed")),
    "letterhead:logo_taken": _about(gettext_noop("Letterhead: another logo")),
    "letterhead:logo_described": _about(gettext_noop("Letterhead: what the logo says changed")),
    "letterhead:logo_dropped": _about(gettext_noop("Letterhead: logo taken away")),
    "contact:changed": _about(gettext_noop("Contact changed: %(before)s before, now %(after)s")),
    "contact:no_longer_watched": _about(gettext_noop("Mailbox %(address)s is no longer watched")),
}
