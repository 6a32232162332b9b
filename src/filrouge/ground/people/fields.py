"""What people type of themselves and of others."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from filrouge.core.names import holds_web_address


class NameField(forms.CharField):
    """A name. It stands in mails that leave in the organiser's name, to whatever address is typed beside it: an address
    of a web page in it would make them carry somebody else's advertising.
    """

    def validate(self, value: Any) -> None:
        """Refuse the address of a web page with a sentence."""
        super().validate(value)
        if holds_web_address(value):
            raise ValidationError(gettext_lazy("Leave the address of the web page out of the name."))
