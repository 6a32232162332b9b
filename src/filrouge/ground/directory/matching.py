"""Finding many bodies by their names at once: exactly, or those that resemble, in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.models import Organisation

_OFFERED = 8
# A word that so many bodies bear ("Ville de") says nothing of which one is meant.
_COMMON = 0.2


def search_text(*names: str) -> str:
    """All names of a body, folded, between bars, each once; bars alone for a name of mere signs."""
    folded = dict.fromkeys(filter(None, map(search_form, names)))
    return f"|{'|'.join(folded)}|"


@dataclass(frozen=True)
class NamedBodies:
    """What a typed name may mean, best first: `exact` bear it, accents and case aside; `similar` only if none does."""

    exact: tuple[int, ...] = ()
    similar: tuple[int, ...] = ()
    names: Mapping[int, Translated] | None = None

    @property
    def only(self) -> int | None:
        """The one body that bears the name, None when none or several do."""
        return self.exact[0] if len(self.exact) == 1 else None

    @property
    def offered(self) -> tuple[tuple[int, Translated], ...]:
        """Bodies to choose from, with their names: several that bear the name, or those that resemble it."""
        ids = self.exact if len(self.exact) > 1 else self.similar
        return tuple((pk, (self.names or {})[pk]) for pk in ids[:_OFFERED])


def bodies_named(*, organiser_id: int, names: Collection[str]) -> Mapping[str, NamedBodies]:
    """For each of these names, folded, what it may mean in this organiser's directory; one query."""
    wanted = {folded for name in names if (folded := search_form(name))}
    if not wanted:
        return {}
    rows = Organisation.objects.filter(organiser_id=organiser_id).order_by("key")
    found = rows.values_list("pk", "name", "organiser__language", "search_text")
    spoken: dict[int, Translated] = {}
    bearers: dict[str, list[int]] = defaultdict(list)
    for pk, name, language, search_text in found:
        spoken[pk] = Translated.of(name, language)
        for borne in filter(None, search_text.split("|")):
            bearers[borne].append(pk)
    words = _Words(bearers, len(spoken))
    return {
        name: NamedBodies(exact=tuple(bearers[name]), names=spoken)
        if name in bearers
        else NamedBodies(similar=words.like(name), names=spoken)
        for name in wanted
    }


class _Words:
    """Which names hold which words, without the words that many hold."""

    def __init__(self, bearers: Mapping[str, Collection[int]], bodies: int) -> None:
        self._bearers = bearers
        holding: dict[str, set[str]] = defaultdict(set)
        for name in bearers:
            for word in name.split():
                holding[word].add(name)
        most = max(2, bodies * _COMMON)
        self._holding = {word: names for word, names in holding.items() if len(names) <= most and len(word) > 2}

    def like(self, name: str) -> tuple[int, ...]:
        """The bodies whose telling words are all in this name, or hold all of its telling words; at most eight."""
        said = set(self._telling(name.split()))
        near = {other for word in said for other in self._holding[word]}
        close = [other for other in near if (telling := set(self._telling(other.split()))) <= said or said <= telling]
        ids = [pk for other in sorted(close, key=lambda other: (len(other), other)) for pk in self._bearers[other]]
        return tuple(dict.fromkeys(ids))[:_OFFERED]

    def _telling(self, words: Iterable[str]) -> list[str]:
        return [word for word in words if word in self._holding]
