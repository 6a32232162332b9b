"""How an objection came, as a sentence."""

from django.utils.translation import gettext

from filrouge.stages.privacy.enums import Source


def source_in_words(source: Source) -> str:
    """Where somebody said that they want no mails."""
    return {
        Source.PERSONAL_PAGE: gettext("Said on their own page."),
        Source.MAIL: gettext("Said by the link in a mail."),
        Source.DESK: gettext("Put on the list on the desk."),
        Source.COMPLAINT: gettext("Called a mail unwanted in their mail program."),
        Source.DELIVERY_SERVICE: gettext("Said to the delivery service."),
    }[source]
