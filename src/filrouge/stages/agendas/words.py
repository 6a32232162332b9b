"""Why a gathering is not in the agenda, in the reader's language."""

from django.utils.translation import gettext

from filrouge.stages.agendas.enums import Trouble


def trouble_in_words(trouble: Trouble) -> str:
    """What is in the way, and what happens next."""
    return {
        Trouble.NOT_PUBLIC: gettext("The gathering is still a draft: it goes there once it is published."),
        Trouble.NO_DAY: gettext("No day is known yet: it goes there once one is."),
        Trouble.NO_PLACE: gettext("No place is known yet: it goes there once one is."),
        Trouble.REFUSED: gettext("The agenda refused it. It is sent again once something changes, or when you ask."),
        Trouble.UNREACHABLE: gettext("The agenda does not answer. It is tried again by itself."),
    }[trouble]
