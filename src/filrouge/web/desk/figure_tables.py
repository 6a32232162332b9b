"""The figures as tables: what the page draws and what the two files hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.core.small_cells import Hidden, protected, protected_total
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.export import Value
from filrouge.stages.registration.lists.counts import PartCounts
from filrouge.stages.registration.lists.cuts import NOT_SAID, Cut
from filrouge.stages.registration.lists.figures import Figures
from filrouge.web.desk.categories import category_word, territories_word
from filrouge.web.desk.filtering import outside, rows_behind
from filrouge.web.desk.words import short_part_state
from filrouge.web.shell.charts import ColumnChart, Entry, columns_by_day
from filrouge.web.shell.labels import labelled

# A chart of more territories than this says the rest in one bar.
MOST_BARS = 12


@dataclass(frozen=True)
class Table:
    """One table of numbers that add up to everybody: `id` for the page, `heading` for what a row is."""

    id: str
    title: str
    heading: str
    entries: tuple[Entry, ...]


def tables(facts: GatheringFacts, said: Figures, language: str) -> list[Table]:
    """By kind of body, level, territory and channel, each number with the address of its rows."""
    found = [
        _table(
            "kind", gettext("By kind of body"), gettext("Kind of body"), Cut.KIND, said.kinds, facts, said, language
        ),
        _table("level", gettext("By level"), gettext("Level"), Cut.LEVEL, said.levels, facts, said, language),
        _territories(facts, said, language),
        _table("channel", gettext("By channel"), gettext("Came by"), Cut.CHANNEL, said.channels, facts, said, language),
    ]
    return [table for table in found if table and table.entries]


def _table(
    name: str,
    title: str,
    heading: str,
    cut: Cut,
    numbers: Mapping[str, int],
    facts: GatheringFacts,
    said: Figures,
    language: str,
) -> Table:
    entries = []
    for value, number in numbers.items():
        word = category_word(cut, value, facts, language)
        url = rows_behind(facts, state=said.whom.value, **{cut.value: value or NOT_SAID})
        entries.append(Entry(word.text, number, url, word.language if word.language != language else ""))
    return Table(name, title, heading, tuple(entries))


def _territories(facts: GatheringFacts, said: Figures, language: str) -> Table | None:
    if said.territories is None:
        return None
    kind, state = said.territories.kind, said.whom.value
    entries = []
    for presence in said.territories.present:
        if (card := presence.territory) is None:
            continue
        name = card.name.best(language, facts.languages)
        url = rows_behind(facts, state=state, territory=card.key)
        entries.append(Entry(name.text, presence.people, url, name.language if name.language != language else ""))
    if elsewhere := said.territories.elsewhere.people:
        url = rows_behind(facts, state=state, territory=outside(kind))
        entries.append(Entry(gettext("Elsewhere or not known"), elsewhere, url))
    return Table("territory", gettext("By territory"), territories_word(kind), tuple(entries))


def shortened(table: Table, facts: GatheringFacts) -> Table:
    """The table as a chart can hold it: the rest of many territories in one bar, which leads to all of them."""
    if len(table.entries) <= MOST_BARS:
        return table
    kept, rest = table.entries[: MOST_BARS - 1], table.entries[MOST_BARS - 1 :]
    label = gettext("%(n)s more, together") % {"n": len(rest)}
    url = reverse("desk:territories", args=[facts.key])
    others = Entry(label, sum(entry.value for entry in rest), url, is_rest=True)
    return replace(table, entries=(*kept, others))


def states_of(counts: PartCounts) -> Mapping[PartState, int]:
    """The answers of one part, in the order in which they are drawn."""
    return {
        PartState.CONFIRMED: counts.seats.confirmed,
        PartState.WAITING: counts.seats.waiting,
        PartState.REQUESTED: counts.requested,
        PartState.REFUSED: counts.refused,
        PartState.WITHDRAWN: counts.withdrawn,
    }


def columns(facts: GatheringFacts, said: Figures, language: str) -> ColumnChart:
    """Registrations over time, by day of receipt."""

    def say(first: date, last: date) -> str:
        if first == last:
            return date_in_words(first, language=language, weekday=False)
        return date_range_in_words(first, last, language=language, weekday=False)

    def link(first: date, last: date) -> str:
        return rows_behind(facts, state=said.whom.value, since=first.isoformat(), until=last.isoformat())

    return columns_by_day(said.days, say=say, link=link)


def exact_rows(facts: GatheringFacts, said: Figures, language: str) -> Iterator[list[Value]]:
    """Every number as it is, for those who may take lists away."""
    yield [gettext("People"), gettext("in all"), said.people]
    for part in facts.parts:
        title = part.title.best(language, facts.languages).text
        for state, number in states_of(said.parts[part.key]).items():
            yield [labelled(gettext("By part"), title), short_part_state(state), number]
    for table in tables(facts, said, language):
        for entry in table.entries:
            yield [table.title, entry.label, entry.value]
    for column in columns(facts, said, language).rows:
        yield [gettext("By day of registration"), column.label, column.value]


def public_rows(facts: GatheringFacts, said: Figures, language: str) -> Iterator[list[Value]]:
    """The numbers that may be published: who holds a place, with small cells hidden (core/small_cells.py)."""
    yield [gettext("People who hold a place"), gettext("in all"), _shown(protected_total(said.people))]
    parts = [
        (part.title.best(language, facts.languages).text, said.parts[part.key].seats.confirmed) for part in facts.parts
    ]
    yield from _public(gettext("By part"), parts)
    for table in tables(facts, said, language):
        yield from _public(table.title, [(entry.label, entry.value) for entry in table.entries])
    received = [(column.label, column.value) for column in columns(facts, said, language).rows]
    yield from _public(gettext("By day of registration"), received)


def _public(title: str, rows: list[tuple[str, int]]) -> Iterator[list[Value]]:
    cells = protected([number for _, number in rows])
    if cells is None:
        yield [title, "", gettext("not published: too few people")]
        return
    for (label, _), cell in zip(rows, cells, strict=True):
        yield [title, label, _shown(cell)]


def _shown(cell: int | Hidden) -> Value:
    if cell is Hidden.FEW:
        return gettext("fewer than 5")
    return pgettext("number", "not shown") if isinstance(cell, Hidden) else cell
