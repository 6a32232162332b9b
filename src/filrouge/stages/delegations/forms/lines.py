"""The lines of people on the group form: as many as are needed, each with its own answers, nothing lost on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from filrouge.stages.delegations import rules
from filrouge.stages.delegations.facts import Member
from filrouge.stages.delegations.forms.asking import AskedLittle
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import Applicant
from filrouge.stages.registration.forms import ApplicationForm

FIRST_LINES = 3
_ASKED = ("given_name", "family_name", "email", "function", "function_text", "communities", "parts")
# Of these at least one is typed when somebody stands in a line; a part may be ticked beforehand.
_TYPED = ("given_name", "family_name", "email", "function", "function_text")


class PersonLine(AskedLittle, ApplicationForm):
    """One of several people. Meals, access and pictures are asked of themselves, on their own page."""

    # Empty lines are left out: nothing in them is required of a browser or announced as such.
    use_required_attribute = False

    def __init__(self, facts: GatheringFacts, *args: Any, **kwargs: Any) -> None:
        super().__init__(facts, *args, with_needs=False, **kwargs)
        self.ask_only(_ASKED)
        for field in self.fields.values():
            # They are other people than the one at the browser.
            field.widget.attrs["autocomplete"] = "off"
        self.fields["email"].required = False
        self.fields["email"].help_text = gettext_lazy("Without one, you receive this person's messages.")
        self.fields["function"].label = gettext_lazy("Function")
        self.fields["function"].help_text = ""
        self.fields["function_text"].label = gettext_lazy("Function, if it is not in the list")
        self.fields["parts"].label = gettext_lazy("Parts")

    @property
    def is_empty(self) -> bool:
        """Whether nobody stands in this line."""
        if self.is_bound:
            return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in _TYPED)
        return not any(self.initial.get(name) for name in _TYPED)

    def clean(self) -> dict[str, Any]:
        """Nobody sits in two rooms at the same hour."""
        cleaned = super(ApplicationForm, self).clean() or {}
        if clash := rules.clash_among(self.facts, cleaned.get("parts", ())):
            language = (get_language() or self.facts.language).partition("-")[0]
            one, other = (part.title.best(language, self.facts.languages).text for part in clash)
            said = gettext("“%(one)s” and “%(other)s” are held at the same time: choose one of them.")
            self.add_error("parts", said % {"one": one, "other": other})
        return cleaned

    def member(self, sender: Applicant) -> Member:
        """Who comes, for the body that sends them; from clean data or what is readable of it."""
        applicant = replace(
            self.applicant(sender.organisation_id),
            organisation_text=sender.organisation_text,
            organisation_kind=sender.organisation_kind,
            territory_id=sender.territory_id,
            level=sender.level,
        )
        return Member(applicant, tuple(getattr(self, "cleaned_data", {}).get("parts", ())))

    def says_function(self) -> bool:
        """Whether the function is said where it is asked for: before that, no answer is fair."""
        return not self.fields["function"].required or bool(getattr(self, "cleaned_data", {}).get("function"))

    @property
    def member_name(self) -> str:
        """Who stands in this line, as typed."""
        typed = [str(self.data.get(self.add_prefix(name), "")) for name in ("given_name", "family_name")]
        return " ".join(" ".join(typed).split())

    def wished(self) -> tuple[str, ...]:
        """The keys of the parts that are ticked as the line stands."""
        return tuple(self.ticked_parts())


class PeopleLines:
    """The lines of one form. A line keeps its number while others come and go, so that what was typed stays in it."""

    def __init__(self, facts: GatheringFacts, data: Any = None) -> None:
        self.facts, self.data = facts, data
        numbers = range(FIRST_LINES) if data is None else _numbers(data)
        self.lines = [self._line(number) for number in numbers]

    def _line(self, number: int, initial: Mapping[str, Any] | None = None) -> PersonLine:
        data = self.data if initial is None else None
        return PersonLine(self.facts, data, prefix=f"p{number}", initial=dict(initial or self._first_values()))

    def _first_values(self) -> dict[str, Any]:
        return {"parts": [self.facts.parts[0].key] if len(self.facts.parts) == 1 else []}

    @property
    def filled(self) -> list[PersonLine]:
        """The lines in which somebody stands."""
        return [line for line in self.lines if not line.is_empty]

    @property
    def is_full(self) -> bool:
        """Whether no line can be added."""
        return len(self.lines) >= rules.MOST_PEOPLE

    def add(self) -> PersonLine | None:
        """One more empty line; None when there are as many as may be."""
        if self.is_full:
            return None
        line = self._line(self._next(), self._first_values())
        self.lines.append(line)
        return line

    def remove(self, number: str) -> None:
        """Take the line with this number away; the last one is emptied instead."""
        self.lines = [line for line in self.lines if line.prefix != f"p{number}"]
        if not self.lines:
            self.add()

    def fill(self, people: Iterable[Mapping[str, Any]]) -> int:
        """Put people of a file behind those who were typed, for review; how many found no line any more."""
        self.lines, left_out = self.filled, 0
        for values in people:
            if self.is_full:
                left_out += 1
            else:
                self.lines.append(self._line(self._next(), {**self._first_values(), **values}))
        return left_out

    def _next(self) -> int:
        return max([int(str(line.prefix)[1:]) for line in self.lines], default=-1) + 1

    def quiet(self) -> None:
        """Say nothing of mistakes yet."""
        for line in self.lines:
            if line.is_bound:
                line.quiet()

    def are_valid(self) -> bool:
        """Whether every line in which somebody stands can be read; empty ones count for nothing."""
        for line in self.lines:
            if line.is_bound and line.is_empty:
                line.quiet()
        # Every one is read, so that every mistake is told at once.
        wrong = [line for line in self.filled if not line.is_valid()]
        return not wrong


def _numbers(data: Any) -> list[int]:
    """The numbers of the lines that were sent, each once, in their order."""
    said = [text for text in data.getlist("line") if text.isdecimal() and len(text) < 4]
    return [int(text) for text in dict.fromkeys(said)][: rules.MOST_PEOPLE] or list(range(FIRST_LINES))
