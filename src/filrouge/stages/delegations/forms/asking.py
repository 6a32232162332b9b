"""What the forms of delegations have in common."""

from collections.abc import Iterable

from django import forms
from django.forms.utils import ErrorDict


class AskedLittle(forms.Form):
    """A form that asks only some of what it inherits, and may come back without a word about what is missing yet."""

    def ask_only(self, names: Iterable[str]) -> None:
        """Leave every other question out, in this order."""
        kept = [name for name in names if name in self.fields]
        self.fields = {name: self.fields[name] for name in kept}

    def quiet(self) -> None:
        """Keep what was typed; say nothing of mistakes, since nobody has sent the form yet."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
