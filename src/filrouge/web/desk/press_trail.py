"""The sentences of the trail about the press."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, gettext_noop

from filrouge.core.text import Translated
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.facts import GatheringFacts

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _about(message: str) -> _Said:
    """A sentence about the press; what it names comes from the line."""

    def said(line: TrailLine, _facts: GatheringFacts, _name: str, language: str) -> str:
        title = line.data.get("title")
        return gettext(message) % {
            "language": language_word(line.data.get("language", "")),
            "title": Translated.of(title, "fr").best(language).text if title else "",
            "medium": line.data.get("medium", ""),
            "name": line.data.get("name", ""),
            "n": line.data.get("mails", line.data.get("count", "")),
        }

    return said


PRESS_SENTENCES: Mapping[str, _Said] = {
    "press:started": _about(gettext_noop("Press release started")),
    "press:heading_changed": _about(gettext_noop("Press release: languages, place, day or embargo changed")),
    "press:text_changed": _about(gettext_noop("Press release: text changed (%(language)s)")),
    "press:annex_added": _about(gettext_noop("Press release: annex “%(title)s” added")),
    "press:file_taken": _about(gettext_noop("Press release: file for the annex “%(title)s” put in")),
    "press:annex_dropped": _about(gettext_noop("Press release: annex “%(title)s” taken away")),
    "press:issued": _about(gettext_noop("Press release issued")),
    "press:sent": _about(gettext_noop("Press release sent; journalists: %(n)s")),
    "press:correction_drafted": _about(gettext_noop("Press release: corrected version drafted")),
    "press:cancellation_drafted": _about(gettext_noop("Press release: word of the cancellation drafted")),
    "press:contact_changed": _about(gettext_noop("Press contact: %(name)s")),
    "press:journalist_listed": _about(gettext_noop("Put on the press list: somebody of “%(medium)s”")),
    "press:journalist_dropped": _about(gettext_noop("Taken off the press list: somebody of “%(medium)s”")),
    "press:accepted": _about(gettext_noop("Journalist accredited: “%(medium)s”")),
    "press:declined": _about(gettext_noop("Journalist declined: “%(medium)s”")),
    "press:requests_erased": _about(gettext_noop("Requests of journalists erased: %(n)s")),
}
