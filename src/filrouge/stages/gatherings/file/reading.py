"""Reading a file: text → document, or every problem at once, each with its line, its path and a sentence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from pydantic import ValidationError

from filrouge.core.text import LANGUAGES
from filrouge.stages.gatherings.file.checks import check
from filrouge.stages.gatherings.file.checks.known import Known
from filrouge.stages.gatherings.file.problems import FileRefused, Problem, did_you_mean, sentences
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.gathering import HEADER
from filrouge.stages.gatherings.file.shape import shaped
from filrouge.stages.gatherings.file.tree import Node, path_of
from filrouge.stages.gatherings.file.yaml_text import decode, read_tree


@dataclass(frozen=True)
class Reading:
    """A document, and where each of its fields was written."""

    document: GatheringDocument
    tree: Node = field(default_factory=Node)

    def problem(self, location: tuple[int | str, ...], message: str) -> Problem:
        """A problem at a place of the document."""
        return Problem(self.tree.at(location).line, path_of(location), message)


def read_gathering(text: str | bytes, known: Callable[[str], Known] | None = None) -> Reading:
    """The document of a file. Raises FileRefused with every problem found.

    `known` gives, for an organiser's key, what its directory holds already, so that a file may refer to it.
    """
    root = read_tree(decode(text) if isinstance(text, bytes) else text)
    _require_header(root)
    tree, problems = shaped(root)
    organiser = tree.child("organiser").child("key").text
    problems += check(tree, known(organiser) if known else Known())
    try:
        document = GatheringDocument.model_validate(tree.plain(), context=_context(tree))
    except ValidationError as error:
        raise FileRefused([*problems, *_problems_of(error, tree)]) from None
    if problems:
        raise FileRefused(problems)
    return Reading(document, tree)


def _require_header(root: Node) -> None:
    said = root.child("filrouge")
    if said.text == HEADER:
        return
    if said.text.startswith("gathering/"):
        message = _("This is a later form of the file (%(form)s) than this version reads (%(known)s).")
        raise FileRefused([said.problem(message % {"form": said.text, "known": HEADER})])
    raise FileRefused([Problem(1, "filrouge", _("The file must begin with “filrouge: gathering/1”."))])


def _context(tree: Node) -> dict[str, Any]:
    """The source language for plain texts; without a valid one, missing source texts are not told on top."""
    said = next(iter(tree.child("languages").texts), Node()).text
    return {"language": said if said in LANGUAGES else LANGUAGES[0], "needs_source": said in LANGUAGES}


def _problems_of(error: ValidationError, tree: Node) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        if found["type"] == "extra_forbidden":
            continue  # the shape has already told it, with the nearest known key
        location = tuple(step for step in found["loc"] if step != "[key]")
        node = tree.at(location)
        yield Problem(node.line, path_of(location), _sentence(found))


def _sentence(found: Any) -> str:
    kind, context, value = found["type"], found.get("ctx", {}), found.get("input")
    if kind == "value_error":
        return str(context["error"])
    if kind in ("enum", "literal_error"):
        choice = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        if not isinstance(value, str):
            return sentences(_("One word is expected here."), did_you_mean("", choice))
        near = did_you_mean(value, choice)
        return sentences(_("“%(value)s” is not a value we know.") % {"value": value}, near)
    plain = _PLAIN.get(kind)
    if plain:
        return _(plain) % {"value": value, **context}
    return str(found["msg"])


_NUMBER = noop("“%(value)s” is not a whole number.")
_PLAIN = {
    "missing": noop("This field is missing."),
    "bool_parsing": noop("Write true or false."),
    "bool_type": noop("Write true or false."),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "decimal_parsing": noop("“%(value)s” is not an amount. Write it as 120.50."),
    "decimal_type": noop("“%(value)s” is not an amount. Write it as 120.50."),
    "decimal_max_places": noop("An amount has at most two decimals."),
    "decimal_max_digits": noop("This amount is too large."),
    "decimal_whole_digits": noop("This amount is too large."),
    "finite_number": noop("“%(value)s” is not an amount. Write it as 120.50."),
    "greater_than_equal": noop("The number must be at least %(ge)s."),
    "less_than_equal": noop("The number must be at most %(le)s."),
    "string_type": noop("Write a text here."),
    "string_too_long": noop("The text is too long: at most %(max_length)s letters."),
    "string_pattern_mismatch": noop("“%(value)s” does not have the form that is expected here."),
    "tuple_type": noop("Write a list here, each item on its own line after a dash."),
    "too_short": noop("At least one item is needed here."),
    "model_type": noop("Write fields here, each as “name: value”."),
    "model_attributes_type": noop("Write fields here, each as “name: value”."),
    "dict_type": noop("Write fields here, each as “name: value”."),
    "mapping_type": noop("Write fields here, each as “name: value”."),
    "uuid_parsing": noop("“%(value)s” is not a uid. Leave the line out: one is made."),
    "uuid_type": noop("“%(value)s” is not a uid. Leave the line out: one is made."),
}
