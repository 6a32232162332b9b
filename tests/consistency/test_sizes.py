"""Small pieces: a module has at most 400 lines, a function 40, a template 150.

What is longer for a good reason stands in `ALLOWED` with the date until which the reason holds.
"""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.support.tree import name, python_files, templates

MODULE, FUNCTION, TEMPLATE = 400, 40, 150
# "path" or "path:function" -> until when, and why.
ALLOWED: dict[str, tuple[date, str]] = {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def sizes() -> Iterator[tuple[str, int, int]]:
    """(what, lines, allowed lines) of everything that is measured."""
    for path in python_files():
        yield name(path), len(path.read_text(encoding="utf-8").splitlines()), MODULE
        for function, lines in functions(path):
            yield f"{name(path)}:{function}", lines, FUNCTION
    for path in templates():
        yield name(path), len(path.read_text(encoding="utf-8").splitlines()), TEMPLATE


def test_nothing_is_too_long() -> None:
    too_long = [
        f"{what}: {lines} lines, at most {most}"
        for what, lines, most in sizes()
        if lines > most and what not in ALLOWED
    ]
    assert not too_long, "\n".join(too_long)


def test_the_allowances_are_needed_and_still_hold() -> None:
    needed = {what for what, lines, most in sizes() if lines > most}
    assert set(ALLOWED) <= needed, "no longer too long: take it off the list"
    assert not [what for what, (until, _why) in ALLOWED.items() if until < date.today()], "time to split"
