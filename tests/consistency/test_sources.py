"""What no committed file may hold: the address of a package index, a path of one machine, a skipped test."""

import re
from pathlib import Path

import pytest

from tests.support.tree import ROOT, name, project_files, texts

# A letter in brackets keeps each pattern from finding this file.
INDEX_ADDRESSES = re.compile(
    r"""https?://[^\s"']*(py[p]i\.|python[h]osted|npm[j]s|registry\.yarn[p]kg)"""
    r"""|extra-[i]ndex-url|index-[u]rl *=|find-[l]inks|"[r]esolved": *"http"""
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(root|work|home/\w+|Users/\w+)/")
SKIPPED_TESTS = re.compile(r"mark\.([s]kip|[x]fail)|pytest\.([s]kip|[x]fail|[i]mportorskip)\(")
LOCKS_WITH_ADDRESSES = {"uv.lock", "pylock.toml"}


def found(pattern: re.Pattern[str], *, under: str = "") -> list[str]:
    """Every place where a pattern occurs in a committed text."""
    return [
        f"{name(path)}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        if name(path).startswith(under)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_address_of_a_package_index() -> None:
    assert not found(INDEX_ADDRESSES)
    assert not [name(path) for path in project_files() if path.name in LOCKS_WITH_ADDRESSES]


def test_no_path_of_a_machine() -> None:
    assert not found(MACHINE_PATHS)
    here = [place for place in (str(ROOT), str(Path.home())) if len(place) > len("/home")]
    assert not found(re.compile("|".join(re.escape(place) + "/" for place in here) or "(?!)"))


def test_no_test_is_skipped() -> None:
    assert not found(SKIPPED_TESTS, under="tests/")


INDEX = "py" + "pi"
RESOLVED = "resol" + "ved"
HOME = "ho" + "me"
SKIP = "sk" + "ip"


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (INDEX_ADDRESSES, f"see https://{INDEX}.org/simple"),
        (INDEX_ADDRESSES, f'"{RESOLVED}": "https://example.org/x.tgz"'),
        (MACHINE_PATHS, f"open('/{HOME}/anna/data')"),
        (SKIPPED_TESTS, f"@pytest.mark.{SKIP}"),
        (SKIPPED_TESTS, f"pytest.{SKIP}('later')"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
