"""Numbers of records as a form carries them, where no field of a form looks at them."""

from collections.abc import Iterable

# As long as the largest key that a database gives.
_LONGEST = 18


def number_said(said: str) -> int:
    """The key of a record; 0, which none has, for anything else, forged numbers without end among it."""
    return int(said) if said.isdecimal() and len(said) <= _LONGEST else 0


def numbers_said(said: Iterable[str]) -> list[int]:
    """The keys among what was said, in its order."""
    return [number for number in map(number_said, said) if number]
