"""Names in a text: people who are known or addressed with a civility, and bodies and venues of the gathering."""

import re
from collections.abc import Iterator, Mapping

from filrouge.core.text import search_form
from filrouge.stages.documents.fact_check.mentions import Kind, Mention

_CIVILITY = r"(?:Mme|M\.|Madame|Monsieur|Frau|Herrn?|Signora|Signore?|Sig\.(?:ra)?|Mrs?\.?|Ms\.?)"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-öø-ÿ][\w’'-]*"
_SPACES = r"[ \u00a0\u202f]+"
_PARTICLE = r"(?:de|du|des|d’|von|van|der|del|della|di|la|le)"
# "Frau Stadträtin Brunner", "Mme Salome Brunner", "M. Jean de La Tour": the last word is the family name.
_ADDRESSED = re.compile(
    rf"{_CIVILITY}[ \u00a0\u202f]+({_WORD}(?:[ \u00a0\u202f]+(?:{_PARTICLE}[ \u00a0]*)?{_WORD}){{1,3}})"
)


def names_in(
    text: str, *, people: frozenset[str] = frozenset(), named: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[Mention]:
    """Every name, each read once, longer ones first: the city of a body's name is no other body."""
    taken: list[tuple[int, int]] = []
    known = {name: key for key, names in (named or {}).items() for name in names.values() if name}
    known |= {name: _family(name) for name in people if name}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        for found in re.finditer(_anyhow(name), text, re.IGNORECASE):
            if not _is_taken(found.span(), taken):
                taken.append(found.span())
                yield Mention(Kind.NAME, known[name], found[0], found.start(), found.end())
    for found in _ADDRESSED.finditer(text):
        if not _is_taken(found.span(1), taken):
            yield Mention(Kind.NAME, _family(found[1]), found[1], found.start(1), found.end(1))


def _anyhow(name: str) -> str:
    """A name however it is typed: "la ville d'Aarau" is the Ville d’Aarau."""
    words = (re.sub("['’]", "['’]", re.escape(word)) for word in name.split())
    return rf"(?<!\w){_SPACES.join(words)}(?!\w)"


def _is_taken(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _family(name: str) -> str:
    return search_form(name.split()[-1])
