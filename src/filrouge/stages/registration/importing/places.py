"""The bodies and territories that a list names, as the directory knows them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.matching import NamedBodies, bodies_named
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.lines import ReadLine
from filrouge.stages.registration.importing.values import Trouble


@dataclass(frozen=True)
class AskedBody:
    """A name of a body that may mean several of the directory, on so many lines. `chosen` is the id, 0 for the name as
    typed, None while nobody chose."""

    folded: str
    typed: str
    offered: tuple[tuple[int, Translated], ...]
    lines: int
    chosen: int | None


class Places:
    """What the names mean; at most two queries. `chosen` are the bodies that the desk chose, by folded name."""

    def __init__(self, lines: Iterable[ReadLine], facts: GatheringFacts, chosen: Mapping[str, int]) -> None:
        lines = list(lines)
        self._typed = Counter(line.body for line in lines if line.body)
        self._folded = {typed: search_form(typed) for typed in self._typed}
        self._chosen = chosen
        self._named = bodies_named(organiser_id=facts.organiser_id, names=self._typed)
        self._meant = {typed: self._mean(folded) for typed, folded in self._folded.items()}
        self.territories: dict[int, Translated] = {}
        self._territories: dict[str, int] = {}
        if any(line.territory for line in lines):
            for card in atlas_of(facts.organiser_id).territories:
                self.territories[card.id] = card.name
                for word in (card.code, card.key, *card.name.values()):
                    self._territories.setdefault(search_form(word), card.id)

    def _mean(self, folded: str) -> int | None:
        named = self._named.get(folded, NamedBodies())
        chosen = self._chosen.get(folded)
        return chosen if chosen in {pk for pk, _name in named.offered} else named.only

    def body_id(self, typed: str) -> int | None:
        """The body of the directory that a name means: the only one that bears it, or the one that the desk chose."""
        return self._meant.get(typed)

    def mark_of(self, typed: str) -> str:
        """The body under which people are compared."""
        pk = self._meant.get(typed)
        return f"#{pk}" if pk else self._folded.get(typed, "")

    def territory_id(self, typed: str) -> int | None:
        """The territory with this code, key or name."""
        return self._territories.get(search_form(typed)) if typed else None

    def remarked(self, line: ReadLine) -> ReadLine:
        """The line with what the directory does not know."""
        remarks = list(line.remarks)
        if line.body and self.body_id(line.body) is None:
            remarks.append(Trouble(Field.BODY, "body_as_text", line.body))
        if line.territory and self.territory_id(line.territory) is None:
            remarks.append(Trouble(Field.TERRITORY, "unknown_territory", line.territory))
        return replace(line, remarks=tuple(remarks)) if len(remarks) > len(line.remarks) else line

    def asked(self) -> tuple[AskedBody, ...]:
        """The names that may mean several bodies, the most frequent first."""
        counts: Counter[str] = Counter()
        spoken: dict[str, str] = {}
        for typed, number in self._typed.most_common():
            folded = self._folded[typed]
            counts[folded] += number
            spoken.setdefault(folded, typed)
        return tuple(
            AskedBody(folded, spoken[folded], self._named[folded].offered, number, self._chosen.get(folded))
            for folded, number in counts.most_common()
            if folded in self._named and self._named[folded].only is None and self._named[folded].offered
        )
