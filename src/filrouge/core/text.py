"""Text in several languages, and the plain form under which names are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LANGUAGES = ("fr", "de", "it", "en")

# Letters that Unicode does not decompose into a base letter and an accent.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})


class _Folded(dict[int, "str | int | None"]):
    """What becomes of each letter in the search form, filled as letters are met: accents go, marks become spaces."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        is_accent = unicodedata.category(letter).startswith("M")
        self[code] = None if is_accent else code if letter.isalnum() else " "
        return self[code]


_FOLDED = _Folded(_LIGATURES)


def require_language(language: str) -> str:
    """The language itself; raises ValueError when the product does not speak it ("fr-CH" is a locale)."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}: expected one of {', '.join(LANGUAGES)}")
    return language


@dataclass(frozen=True)
class Phrase:
    """A text with the language it is really written in, so that a page can mark a fallback with ``lang``."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Translated(Mapping[str, str]):
    """Immutable, hashable mapping from language to text, with the language it was first written in.

    ``entries`` holds (language, text) pairs in the order of LANGUAGES, without blank texts; build it with
    ``Translated.of``. ``dict(translated)`` is what a JSON column stores. Empty is falsy.
    """

    entries: tuple[tuple[str, str], ...]
    source: str

    @classmethod
    def of(cls, value: Mapping[str, str] | str | None, source: str) -> Translated:
        """From a mapping, a text in the source language, or nothing; blank texts are dropped.

        Raises ValueError for a language that is not in LANGUAGES.
        """
        texts = {source: value} if isinstance(value, str) else dict(value or {})
        for language in (source, *texts):
            require_language(language)
        kept = ((language, texts.get(language, "")) for language in LANGUAGES)
        return cls(tuple((language, text) for language, text in kept if text and text.strip()), source)

    def best(self, language: str, order: Sequence[str] = ()) -> Phrase:
        """The text in the wanted language, else the first of ``order``, else the source, else any.

        The phrase says in which language it is. Empty text in the wanted language when there is none at all.
        """
        texts = dict(self.entries)
        for candidate in (language, *order, self.source, *texts):
            if candidate in texts:
                return Phrase(texts[candidate], candidate)
        return Phrase("", language)

    def __getitem__(self, language: str) -> str:
        return dict(self.entries)[language]

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def search_form(text: str) -> str:
    """The text for matching names: lower case, no accents, punctuation as single spaces.

    "d'Été-Œuf" gives "d ete oeuf". Idempotent. Not for display, and not a sort order for a language.
    """
    lowered = unicodedata.normalize("NFKD", text).casefold()
    # Folding can compose anew, hence the second decomposition.
    return " ".join(unicodedata.normalize("NFKD", lowered).translate(_FOLDED).split())
