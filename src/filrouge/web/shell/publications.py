"""The words for what stands on a gathering's page to be taken away."""

from decimal import Decimal

from django.utils.translation import gettext, pgettext

from filrouge.core.typography import NBSP
from filrouge.stages.gatherings.enums import PublicationKind

_K = PublicationKind


def kind_of_thing_in_words(kind: PublicationKind) -> str:
    """What a link or a file is."""
    return {
        _K.PROGRAMME: gettext("Programme"),
        _K.INVITATION: gettext("Invitation"),
        _K.SLIDES: gettext("Slides"),
        _K.REPORT: pgettext("kind of publication", "Minutes"),
        _K.SUMMARY: gettext("Summary report"),
        _K.PROCEEDINGS: gettext("Proceedings"),
        _K.RECORDING: gettext("Recording"),
        _K.OTHER: pgettext("kind of publication", "Document"),
    }[kind]


def size_in_words(size: int, language: str) -> str:
    """The size of a file, in units that people know: “240 kB”, “1,4 MB”."""
    kilo, mega = ("ko", "Mo") if language == "fr" else ("kB", "MB")
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}{kilo}"
    said = f"{Decimal(size) / 1_000_000:.1f}"
    return f"{said if language == 'en' else said.replace('.', ',')}{NBSP}{mega}"
