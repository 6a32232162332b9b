"""What the preview of an imported list shows: counts, columns, and each line with what would become of it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from filrouge.core.text import Translated
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.labels import heading_of
from filrouge.stages.registration.importing.sorting import NEW, SKIP
from filrouge.stages.registration.importing.twins import Twin
from filrouge.stages.registration.importing.weighed import Difference, Fate, Preview, Weighed
from filrouge.stages.registration.importing.words import likeness_in_words, refusal_in_words, trouble_in_words
from filrouge.stages.registration.rules import PartAnswer
from filrouge.stages.registration.words import reasons_in_words
from filrouge.web.desk.words import PART_TONES, short_part_state
from filrouge.web.shell.labels import labelled

TONES = {
    Fate.NEW: "ok",
    Fate.UPDATED: "ok",
    Fate.UNCHANGED: "neutral",
    Fate.UNDECIDED: "ask",
    Fate.PROBLEM: "stop",
    Fate.REFUSED: "stop",
    Fate.JOINED: "neutral",
    Fate.LEFT_OUT: "neutral",
}


def fate_word(fate: Fate) -> str:
    """What would become of a line, as a badge says it."""
    return {
        Fate.NEW: pgettext("line", "New"),
        Fate.UPDATED: pgettext("line", "Updated"),
        Fate.UNCHANGED: pgettext("line", "Unchanged"),
        Fate.UNDECIDED: pgettext("line", "For you to decide"),
        Fate.PROBLEM: pgettext("line", "With a problem"),
        Fate.REFUSED: pgettext("line", "Refused by the rules"),
        Fate.JOINED: pgettext("line", "Joined to another line"),
        Fate.LEFT_OUT: pgettext("line", "Left out"),
    }[fate]


def fates(preview: Preview, shown: Fate | None) -> list[dict[str, Any]]:
    """The counts, each a way to the lines that it counts."""
    counted = [(fate, preview.counts[fate]) for fate in Fate if preview.counts[fate]]
    every = {"label": pgettext("lines", "All"), "number": len(preview.lines), "url": "?show=all", "current": not shown}
    return [
        every,
        *(
            {"label": fate_word(fate), "number": n, "url": f"?show={fate.value}", "current": fate is shown}
            for fate, n in counted
        ),
    ]


def parts_ahead(preview: Preview, facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """Part by part, what the lines that are taken would get."""
    return [
        {
            "title": part.title.best(language, facts.languages),
            "states": [
                {"tone": PART_TONES[state], "label": labelled(short_part_state(state), states[state])}
                for state in PartState
                if state in states
            ],
        }
        for part in facts.parts
        if (states := preview.states.get(part.key))
    ]


def dropped(columns: Columns) -> list[str]:
    """A sentence for each column of which nothing was kept."""
    return [
        gettext("Column “%(heading)s”: %(why)s") % {"heading": heading, "why": refusal_in_words(reason)}
        for heading, reason in columns.dropped
    ]


class LineWords:
    """Lines in words, for one preview and one reader."""

    def __init__(self, preview: Preview, facts: GatheringFacts, language: str) -> None:
        self._preview, self._facts, self._language = preview, facts, language

    def card(self, one: Weighed) -> dict[str, Any]:
        """A line as the page shows it."""
        line = one.line
        has_twins = bool(one.twins) and one.fate not in (Fate.PROBLEM, Fate.UNCHANGED) and len(one.choices) > 1
        is_update = has_twins and one.fate is Fate.UPDATED and not one.decision
        return {
            "number": line.number,
            "name": line.name.full or gettext("Without a name"),
            "about": ", ".join(filter(None, (self._function(one), line.body))),
            "email": line.email,
            "reference": line.reference,
            "registrant": line.registrant,
            "fate": fate_word(one.fate),
            "tone": TONES[one.fate],
            "problems": [self._trouble(trouble) for trouble in line.problems],
            "remarks": [self._trouble(trouble) for trouble in line.remarks],
            "answers": [self._answer(answer) for answer in one.answers],
            "differences": [self._difference(difference) for difference in one.differences],
            "known_url": reverse("desk:registration", args=[self._facts.key, one.known.id]) if one.known else "",
            "twins": [self._twin(twin) for twin in one.twins] if has_twins and not is_update else [],
            "choices": self._choices(one) if has_twins and not is_update else [],
            "can_skip": SKIP in one.choices and one.fate is not Fate.UNCHANGED,
            "is_skipped": one.fate is Fate.LEFT_OUT,
        }

    def _function(self, one: Weighed) -> str:
        known = self._facts.vocabulary.function(one.line.function)
        return known.label.best(self._language, self._facts.languages).text if known else one.line.function_text

    def _trouble(self, trouble: Any) -> str:
        return trouble_in_words(trouble, self._preview.columns, self._facts, self._language)

    def _answer(self, answer: PartAnswer) -> dict[str, Any]:
        place = f" {answer.position}" if answer.position else ""
        return {
            "title": answer.part.title.best(self._language, self._facts.languages),
            "tone": PART_TONES[answer.state],
            "state": short_part_state(answer.state) + place,
            "reasons": reasons_in_words(answer.reasons, answer.part, self._facts, self._language),
        }

    def _difference(self, difference: Difference) -> dict[str, str]:
        return {
            "label": heading_of(Field(difference.column)),
            "before": self._value(difference.column, difference.before),
            "after": self._value(difference.column, difference.after),
        }

    def _value(self, column: str, value: str) -> str:
        """A value of the record as people say it."""
        if column == Field.TERRITORY and value:
            return self._named(self._preview.territories, int(value))
        if not value.startswith("#"):
            return value
        if column == Field.BODY:
            return self._named(self._preview.body_names, int(value[1:]))
        known = self._facts.vocabulary.function(value[1:])
        return known.label.best(self._language, self._facts.languages).text if known else value[1:]

    def _named(self, names: Mapping[int, Translated], pk: int) -> str:
        return names[pk].best(self._language, self._facts.languages).text if pk in names else ""

    def _twin(self, twin: Twin) -> dict[str, str]:
        """Who a line resembles, and by what."""
        name, url = self._of(twin.key)
        return {"name": name, "url": url, "why": likeness_in_words(twin.likeness)}

    def _of(self, key: str) -> tuple[str, str]:
        number = int(key[1:])
        if key.startswith("l"):
            other = self._preview.by_number[number].line
            said = gettext("%(name)s, on line %(number)s of this file")
            return said % {"name": " – ".join(filter(None, (other.name.full, other.email))), "number": number}, ""
        person = self._preview.people[number]
        body = person.applicant.organisation_text
        if person.applicant.organisation_id:
            body = self._named(self._preview.body_names, person.applicant.organisation_id)
        name = " – ".join(filter(None, (person.applicant.name.full, body, person.applicant.email)))
        said = gettext("%(name)s, registered") if person.active else gettext("%(name)s, who gave all places back")
        return said % {"name": name}, reverse("desk:registration", args=[self._facts.key, number])

    def _choices(self, one: Weighed) -> list[dict[str, Any]]:
        return [
            {
                "value": choice,
                "id": f"id_line_{one.line.number}_{choice}",
                "label": self._choice(choice),
                "checked": choice == one.decision,
            }
            for choice in one.choices
        ]

    def _choice(self, choice: str) -> str:
        if choice == NEW:
            return gettext("Somebody else: register them as well")
        if choice == SKIP:
            return gettext("Leave this line out")
        number = int(choice[1:])
        if choice.startswith("l"):
            name = self._preview.by_number[number].line.name.full
            return gettext("The same person as on line %(number)s (%(name)s): one registration") % {
                "number": number,
                "name": name,
            }
        name = self._preview.people[number].applicant.name.full
        return gettext("The same person as %(name)s: update that registration") % {"name": name}


def bodies(preview: Preview, facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """The names that may mean several bodies, with the bodies to choose from."""
    return [
        {
            "name": f"name-{place}",
            "field": f"body-{place}",
            "folded": asked.folded,
            "typed": asked.typed,
            "lines": ngettext("on %(n)s line", "on %(n)s lines", asked.lines) % {"n": asked.lines},
            "options": [
                {"value": pk, "label": name.best(language, facts.languages).text, "selected": asked.chosen == pk}
                for pk, name in asked.offered
            ],
            "is_as_typed": not asked.chosen,
        }
        for place, asked in enumerate(preview.bodies)
    ]


def result_words(result: Mapping[str, Any]) -> list[str]:
    """What became of a file that was taken, each count as a sentence; counts of nothing are left out."""
    said = (
        ("new", ngettext("%(n)s person registered", "%(n)s people registered", result.get("new", 0))),
        ("updated", ngettext("%(n)s updated", "%(n)s updated", result.get("updated", 0))),
        ("unchanged", ngettext("%(n)s unchanged", "%(n)s unchanged", result.get("unchanged", 0))),
        ("joined", ngettext("%(n)s joined to another line", "%(n)s joined to other lines", result.get("joined", 0))),
        ("left_out", ngettext("%(n)s left out", "%(n)s left out", result.get("left_out", 0))),
        ("refused", ngettext("%(n)s refused by the rules", "%(n)s refused by the rules", result.get("refused", 0))),
        ("problems", ngettext("%(n)s with a problem", "%(n)s with a problem", result.get("problems", 0))),
        ("undecided", ngettext("%(n)s not decided", "%(n)s not decided", result.get("undecided", 0))),
    )
    return [words % {"n": result[name]} for name, words in said if result.get(name)]
