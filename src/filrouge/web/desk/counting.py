"""What the two pages of numbers share: the choice of whom they count, and numbers that open the rows behind them."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, ngettext

from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.territories import Atlas
from filrouge.stages.registration.lists.cuts import Whom
from filrouge.web.desk.categories import territories_word


class CountForm(forms.Form):
    """Whom a page counts, and by which kind of territory where there are several; a plain GET form."""

    territories = forms.ChoiceField(label=gettext_lazy("Kind of territory"), required=False)
    whom = forms.ChoiceField(label=gettext_lazy("Who is counted"), required=False)

    def __init__(self, atlas: Atlas, data: QueryDict, *, with_kinds: bool) -> None:
        super().__init__(data)
        self.atlas, self._asked = atlas, data
        self._offer("whom", [(whom.value, whom_word(whom)) for whom in Whom])
        self._offer("territories", [(kind.value, territories_word(kind)) for kind in atlas.kinds])
        if not with_kinds or len(atlas.kinds) < 2:
            del self.fields["territories"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def counted(self) -> Whom:
        """Whom to count; everybody who counts on a part when nothing, or nonsense, was chosen."""
        return Whom(self._said("whom") or Whom.ACTIVE)

    @property
    def kind(self) -> TerritoryKind | None:
        """The kind of territory that was chosen, None when none was."""
        said = self._said("territories")
        return TerritoryKind(said) if said else None

    def say_kind(self, kind: TerritoryKind) -> None:
        """Let the field show the kind that the page shows, though nobody chose it."""
        if "territories" in self.fields and not self._said("territories"):
            self.data = {**self._asked.dict(), "territories": kind.value}

    def _said(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def whom_word(whom: Whom) -> str:
    """Whom the numbers count."""
    return {
        Whom.ACTIVE: gettext("Everybody registered"),
        Whom.CONFIRMED: gettext("Confirmed only"),
        Whom.CAME: gettext("Who came"),
    }[whom]


def people_words(number: int, whom: Whom) -> str:
    """How many people are counted, and what that means."""
    if whom is Whom.CONFIRMED:
        said = ngettext("%(n)s person holds a place", "%(n)s people hold a place", number)
    elif whom is Whom.CAME:
        said = ngettext("%(n)s person signed the list", "%(n)s people signed the list", number)
    else:
        said = ngettext(
            "%(n)s person is registered: confirmed, waiting or to decide",
            "%(n)s people are registered: confirmed, waiting or to decide",
            number,
        )
    return said % {"n": number}
