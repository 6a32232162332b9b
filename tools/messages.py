"""Bring the catalogues up to date with the words of the code and of the templates.

Without an argument the three files are rewritten: new words added, words gone dropped, translations kept, nothing
guessed; sorted, without places and dates, so that a difference shows words only. `--check` writes nothing and ends with
1 when a file would change, a translation is missing, or a placeholder was lost in one.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "filrouge"
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "it": "nplurals=2; plural=(n != 1);",
}
SINGULAR, PLURAL, CONTEXT, CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": SINGULAR,
    "gettext": SINGULAR,
    "gettext_lazy": SINGULAR,
    "gettext_noop": SINGULAR,
    "noop": SINGULAR,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""

Key = tuple[str, str | tuple[str, str]]


def sources(package: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file that may hold words, as Python source: templates are turned into the calls that they stand for."""
    from django.utils.translation.template import templatize

    for path in sorted(package.rglob("*.py")):
        yield path, path.read_bytes()
    for path in sorted([*package.rglob("*.html"), *package.rglob("*.txt")]):
        if "static" in path.relative_to(package).parts:
            continue
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # Indentation means something to Python's tokenizer and nothing in a template.
        yield path, "\n".join(line.strip() for line in calls.splitlines()).encode()


def keys(source: bytes) -> Iterator[Key]:
    """(context, msgid) of every call in a source; a msgid with a plural is a pair."""
    for _line, function, arguments, _comments in extract_python(io.BytesIO(source), KEYWORDS, [], {}):
        words = arguments if isinstance(arguments, tuple) else (arguments,)
        spec = KEYWORDS[function]
        context = ""
        if spec in (CONTEXT, CONTEXT_PLURAL):
            context, words = words[0], words[1:]
        wanted = 2 if spec in (PLURAL, CONTEXT_PLURAL) else 1
        if len(words) < wanted or not all(words[:wanted]):
            continue  # the text is a variable: it was marked where it is written
        yield context, (words[0], words[1]) if wanted == 2 else words[0]


def wanted_keys(package: Path) -> set[Key]:
    """All words of the package; a text used with and without a plural is one entry, as gettext has it."""
    found = {key for _path, source in sources(package) for key in keys(source)}
    with_plural = {(context, msgid[0]) for context, msgid in found if isinstance(msgid, tuple)}
    return found - with_plural


def read(path: Path, language: str) -> Catalog:
    """The catalogue on disk, empty when there is none."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, words: set[Key], language: str) -> Catalog:
    """The catalogue with exactly these words, translations kept."""
    new = Catalog(locale=language, fuzzy=False)
    for context, msgid in sorted(words, key=str):
        singular = msgid[0] if isinstance(msgid, tuple) else msgid
        known = old.get(singular, context or None)
        kept = known.string if known and known.id == msgid else ""
        empty = ("", "") if isinstance(msgid, tuple) else ""
        new.add(msgid, kept or empty, context=context or None)
    return new


def text_of(catalogue: Catalog, language: str) -> str:
    """The file's text, with a header that never changes by itself."""
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=110,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return HEADER.format(language=language, plural=PLURALS[language]) + buffer.getvalue().decode().lstrip("\n")


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the translations of a catalogue."""
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(strings):
            yield f"not translated: {message.id!r}"
        elif lost := lost_placeholders(message, strings):
            yield f"placeholders differ: {message.id!r} ({', '.join(sorted(lost))})"


def lost_placeholders(message: Message, strings: tuple[str, ...] | list[str]) -> set[str]:
    """Placeholders on one side only; the form for one thing may leave out its number."""
    originals = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = [set(PLACEHOLDER.findall(text)) for text in originals]
    given = [set(PLACEHOLDER.findall(text)) for text in strings]
    return (wanted[-1] ^ given[-1]) | (given[0] - set().union(*wanted))


def main(arguments: list[str]) -> int:
    """Update the catalogues, or check them."""
    check = "--check" in arguments
    words = wanted_keys(PACKAGE)
    status = 0
    for language in PLURALS:
        path = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = updated(read(path, language), words, language)
        text = text_of(catalogue, language)
        problems = list(faults(catalogue))
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        if check:
            problems += ["not up to date: run `make messages`"] if changed else []
            status |= bool(problems)
        elif changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for problem in problems:
            print(f"{language}: {problem}")
        if not check:
            print(f"{language}: {len(words)} messages, {len(problems)} to look at{'' if changed else ', unchanged'}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
