"""A label and what it labels, with the colon as each language sets it."""

from django.utils.translation import gettext


def labelled(label: object, said: object) -> str:
    """“Day: confirmed”; in French with a space before the colon."""
    return gettext("%(part)s: %(said)s") % {"part": label, "said": said}
