"""The files of the project, for the tests that read the project itself."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "filrouge"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is committed or would be: what git tracks and what it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(sorted({ROOT / name for name in listed if name and (ROOT / name).is_file()}))


def python_files() -> list[Path]:
    """Our Python files, without migrations, which Django writes."""
    return [path for path in project_files() if path.suffix == ".py" and "migrations" not in path.parts]


def templates() -> list[Path]:
    """Our HTML templates, of pages and of mails."""
    return [path for path in project_files() if path.suffix == ".html" and path.is_relative_to(PACKAGE)]


def texts() -> Iterator[tuple[Path, str]]:
    """Every committed file that is text, with its content."""
    for path in project_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def name(path: Path) -> str:
    """The path as the project names it."""
    return path.relative_to(ROOT).as_posix()
