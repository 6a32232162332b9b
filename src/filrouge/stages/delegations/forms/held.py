"""Places without a name on the group form, part by part."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from filrouge.stages.delegations.forms.asking import AskedLittle
from filrouge.stages.delegations.rules import MOST_HELD
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts


class HeldForm(AskedLittle):
    """How many places to keep without a name, in each of some parts."""

    def __init__(self, facts: GatheringFacts, parts: Iterable[PartFacts], language: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.keys = tuple(part.key for part in parts)
        for part in parts:
            self.fields[f"held_{part.key}"] = forms.IntegerField(
                label=part.title.best(language, facts.languages).text,
                required=False,
                min_value=0,
                max_value=MOST_HELD,
            )

    def wanted(self) -> Mapping[str, int]:
        """How many, by part key, from clean data; parts without any left out."""
        said = getattr(self, "cleaned_data", {})
        return {key: said[f"held_{key}"] for key in self.keys if said.get(f"held_{key}")}
