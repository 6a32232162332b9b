"""The documentation speaks of what is there: its links lead somewhere, its variables are read, its commands exist."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from filrouge.cli import arguments
from tests.support.tree import PACKAGE, ROOT, name, project_files

DOCS = ROOT / "docs"
RUNNING = DOCS / "running.md"
DECISIONS = DOCS / "decisions"

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
TABLE_ROW = re.compile(r"^\| *`([A-Z_]{3,})` *\|", re.MULTILINE)
# Read by everything on a system, described in a sentence instead of a row.
OF_THE_SYSTEM = {"LC_ALL", "LC_MESSAGES", "LANG", "LD_LIBRARY_PATH", "DJANGO_SETTINGS_MODULE"}
READERS = {"flag", "pairs", "words", "get", "getenv", "setdefault", "pop"}


def markdown() -> list[Path]:
    """Every Markdown file of the project."""
    return [path for path in project_files() if path.suffix == ".md"]


def anchors(path: Path) -> set[str]:
    """The anchors that the headings of a file make."""
    found = HEADING.findall(FENCED.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def dead_links(path: Path) -> Iterator[str]:
    """Links of a file to files or headings that are not there."""
    for target in LINK.findall(FENCED.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        wanted = (path.parent / file).resolve() if file else path
        if not wanted.exists():
            yield f"{target} is not there"
        elif anchor and wanted.suffix == ".md" and anchor not in anchors(wanted):
            yield f"{target} has no such heading"


def variables_read(*folders: Path) -> set[str]:
    """Every environment variable that the modules of these folders read, found in their syntax trees."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return {found for path in paths for found in _variables(ast.parse(path.read_text(encoding="utf-8")))}


def _variables(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            # environment.flag("…"), environment.words("…"), os.environ.get("…") and its kin
            case ast.Call(func=ast.Attribute(value=owner, attr=reader), args=[ast.Constant(value=str(said)), *_]):
                if _is_environment(owner) and reader in READERS:
                    yield said
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(said))) if _is_environment(owner):
                yield said
            case ast.Compare(left=ast.Constant(value=str(said)), comparators=[owner]) if _is_environment(owner):
                yield said
            case ast.Call(func=ast.Attribute(value=ast.Name(id="dj_database_url"), attr="config")):
                yield "DATABASE_URL"


def _is_environment(node: ast.expr) -> bool:
    return ast.unparse(node) in {"environment", "os.environ", "os"}


def described() -> tuple[set[str], set[str]]:
    """The variables of the two tables of docs/running.md: of the product, and of those who build and test."""
    product, _, builders = RUNNING.read_text(encoding="utf-8").partition("For those who build and test:")
    return set(TABLE_ROW.findall(product)), set(TABLE_ROW.findall(builders))


def commands() -> set[str]:
    """The sub-commands of the command line."""
    actions = arguments.parser()._actions
    return {name for action in actions if isinstance(action, argparse._SubParsersAction) for name in action.choices}


def test_every_relative_link_leads_somewhere() -> None:
    assert not [f"{name(path)}: {dead}" for path in markdown() for dead in dead_links(path)]


def test_the_product_reads_exactly_the_variables_that_are_described() -> None:
    read = variables_read(PACKAGE / "config", PACKAGE / "cli") - OF_THE_SYSTEM
    assert read >= {"DATABASE_URL", "PORT", "FILROUGE_DEMO", "FILROUGE_SMTP_HOST", "FILROUGE_HOSTS"}, "the search works"
    product, _ = described()
    assert read - product == set(), "describe them in docs/running.md"
    assert product - read == set(), "nothing reads them"


def test_the_variables_for_builders_are_read_by_the_tools() -> None:
    paths = [ROOT / "Makefile", *(path for path in project_files() if path.is_relative_to(ROOT / "tools"))]
    tools = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    _, builders = described()
    assert builders
    assert {variable for variable in builders if not re.search(rf"\b{variable}\b", tools)} == set()
    told = set(re.findall(r"\$\{(FILROUGE_\w+):-|environ\.get\(\"(\w+)\"", tools))
    assert {variable for pair in told for variable in pair if variable} <= builders | described()[0] | OF_THE_SYSTEM


def test_every_command_is_described() -> None:
    rows = set(re.findall(r"^\| `filrouge ([a-z-]+)", RUNNING.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == commands()


def test_every_option_of_a_command_is_described() -> None:
    text = RUNNING.read_text(encoding="utf-8")
    subparsers = next(
        action for action in arguments.parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    options = {
        option
        for command in subparsers.choices.values()
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
    assert {option for option in options if f"`{option}" not in text} == set()


def test_every_decision_is_listed_and_numbered_once() -> None:
    files = sorted(path.name for path in DECISIONS.glob("*.md"))
    listed = re.findall(r"^- \[(\d{4})\]\(decisions/([^)]+)\)", (DOCS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [file for _, file in listed] == files
    assert [number for number, _ in listed] == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert all(file.startswith(number) for number, file in listed)


def test_every_decision_says_what_it_costs_within_a_page() -> None:
    for path in sorted(DECISIONS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), name(path)
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["What we saw", "What we chose", "What it costs"], name(path)
        assert len(text.splitlines()) <= 60, f"{name(path)} is longer than a page"


def test_every_document_is_reachable_from_the_index() -> None:
    linked = {
        (DOCS / link.partition("#")[0]).resolve() for link in LINK.findall((DOCS / "README.md").read_text("utf-8"))
    }
    there = {path for path in markdown() if path.is_relative_to(DOCS) and path.name != "README.md"}
    assert {name(path) for path in there - linked} == set()


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A name\n[a](#a-name) [b](#b) [c](gone.md) [d](https://town.example) ![e](page.md)\n", "utf-8")
    assert list(dead_links(page)) == ["#b has no such heading", "gone.md is not there"]
    module = tmp_path / "module.py"
    module.write_text(
        'os.environ.get("ONE") or environment.flag("TWO") or os.environ["THREE"] or {}.get("FOUR")', "utf-8"
    )
    assert variables_read(tmp_path) == {"ONE", "TWO", "THREE"}
