"""What the group form says of people who cannot be registered with the others."""

from django.utils.translation import gettext

from filrouge.stages.delegations.enums import LineProblem


def line_refused_in_words(problem: LineProblem, name: str) -> str:
    """Why somebody cannot be registered, and what to do with their line."""
    said = {
        LineProblem.ALREADY_REGISTERED: gettext(
            "%(name)s is registered already. Take this line away and send the others; "
            "%(name)s changes the registration by the personal link."
        ),
        LineProblem.NOTHING_TAKEN: gettext(
            "%(name)s cannot take any of the ticked parts. Correct the line, or take it away and send the others."
        ),
    }[problem]
    return said % {"name": name}
