"""The forms of a sending: what it is, its words, its annexes."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.sendings.actions.preparing import Setting
from filrouge.stages.sendings.facts import ListFacts, SendingFacts


class SettingForm(forms.Form):
    """To which list, in which language for all others, in which batches."""

    name = forms.CharField(
        label=gettext_lazy("Name of the sending"), max_length=120, help_text=gettext_lazy("For your desk only.")
    )
    recipients = forms.TypedChoiceField(label=gettext_lazy("To the list"), coerce=int)
    fallback = forms.ChoiceField(
        label=gettext_lazy("Language for everybody else"),
        help_text=gettext_lazy("Who reads a language in which you write nothing receives this one."),
    )
    batch_size = forms.IntegerField(label=gettext_lazy("Mails in one batch"), min_value=1, max_value=5000, initial=100)
    pause_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two batches"), min_value=0, max_value=1440, initial=5
    )

    def __init__(
        self,
        lists: Sequence[ListFacts],
        languages: Sequence[str],
        data: Any = None,
        *,
        sending: SendingFacts | None = None,
    ) -> None:
        names = ("name", "fallback", "batch_size", "pause_minutes")
        initial = {name: getattr(sending, name) for name in names} if sending else {"fallback": languages[0]}
        super().__init__(data, initial=initial | ({"recipients": sending.list_id} if sending else {}))
        cast(forms.ChoiceField, self.fields["recipients"]).choices = [(one.id, one.name) for one in lists]
        named = [(code, dict(settings.LANGUAGES)[code]) for code in languages]
        cast(forms.ChoiceField, self.fields["fallback"]).choices = named

    def setting(self) -> Setting:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        return Setting(list_id=given.pop("recipients"), **given)


class TextForm(forms.Form):
    """Subject and words in one language."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy("Both empty: nothing is written in this language."),
    )


class AnnexForm(forms.Form):
    """A file that must travel along."""

    title = forms.CharField(label=gettext_lazy("What is enclosed"), max_length=120)


class LetterForm(forms.Form):
    """Which issued letter travels along."""

    letter = forms.ChoiceField(
        label=gettext_lazy("Letter"),
        required=False,
        help_text=gettext_lazy("Each recipient gets it as PDF in their language, with its annexes."),
    )

    def __init__(self, issued: Sequence[tuple[int, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choices = [("", gettext("No letter")), *((str(pk), name) for pk, name in issued)]
        cast(forms.ChoiceField, self.fields["letter"]).choices = choices


class PdfForm(forms.Form):
    """The file of an annex."""

    file = forms.FileField(
        label=gettext_lazy("PDF file"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )
