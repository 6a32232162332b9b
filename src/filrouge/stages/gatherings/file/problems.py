"""What is wrong with a file: a line, a path and a sentence; and the refusal that holds all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `line` counts from 1 and is None when no line can be named; `path` is `parts[1].when`."""

    line: int | None
    path: str
    message: str

    def __str__(self) -> str:
        place = _("line %(line)s") % {"line": self.line} if self.line else ""
        where = ", ".join(part for part in (place, self.path) if part)
        return f"{where}: {self.message}" if where else self.message


class FileRefused(ValueError):
    """The file was not loaded: nothing at all was written. `problems` holds everything found, in the file's order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.path))
        self.problems: tuple[Problem, ...] = tuple(ordered)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this one was probably meant to be, empty if none is near."""
    found = get_close_matches(word.lower().replace(" ", "_"), sorted(set(known)), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that proposes the nearest word, else lists a short choice; empty for a long choice."""
    choice = sorted(set(known))
    near = nearest(word, choice)
    if near:
        return _("Did you mean “%(word)s”?") % {"word": near}
    if 0 < len(choice) <= 30:
        return _("Known here: %(words)s.") % {"words": ", ".join(choice)}
    return ""


def sentences(*parts: str) -> str:
    """Sentences joined by a space, without the empty ones."""
    return " ".join(part for part in parts if part)
