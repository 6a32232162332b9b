"""Compile every .po catalogue of the package to the .mo file that Django reads (git-ignored, part of the wheel)."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "src" / "filrouge" / "locale"


def compile_catalogue(source: Path) -> bool:
    """Write the .mo beside a .po; False when it was newer already."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return True


def compile_all(locale: Path = LOCALE) -> int:
    """Compile what changed; how many catalogues were written."""
    return sum(compile_catalogue(path) for path in sorted(locale.glob("*/LC_MESSAGES/*.po")))


if __name__ == "__main__":
    compile_all(*map(Path, sys.argv[1:]))
