"""Tagged PDF (PDF/UA-1) by Typst. One compiler is kept and asked again; the data of a letter is its only input."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.arranged import Letter, arrange
from filrouge.stages.documents.layout.codes import code_svg
from filrouge.stages.documents.layout.inline import Span
from filrouge.stages.documents.layout.logos import DOTS_PER_INCH, Drawing, LogoRefused

if TYPE_CHECKING:
    import typst

_TEMPLATES = Path(__file__).parent / "typ"
_LETTER = "letter.typ"
_CLOSENESSES = (0, 1, 2)
# Lines of an address that fit into the window without pushing the text down.
_LINES_IN_WINDOW = 7
_ONE_LINE = 70
_REMEMBERED = 10
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
_BOX = "□"
_UNPRINTABLE: dict[int, str] = {}
# A compiler holds the document that it made last.
_LOCK = Lock()


def letter_pdf(facts: LetterFacts) -> bytes:
    """The letter as a tagged PDF with title and language; the same facts give the same bytes."""
    return letters_pdf([facts])


def letters_pdf(letters: Sequence[LetterFacts]) -> bytes:
    """Letters of one language one after the other, each on pages of its own, as one tagged PDF to print.

    It is held in memory whole: ask for a thousand in several files.
    """
    made = compiled(_LETTER, _letters_data(letters))
    if len(letters) > 1:
        _forget()
    return made


def _forget() -> None:
    """Typst keeps what its last ten documents were made of: after that many empty ones, nothing of many letters."""
    for number in range(_REMEMBERED + 1):
        _pictures("empty.typ", _json({"number": number}), 1)


def letter_pages(facts: LetterFacts, *, ppi: float = 96) -> list[bytes]:
    """The pages as PNG pictures, for a preview; `ppi` are pixels per inch."""
    return _pictures(_LETTER, _json(_letters_data([facts])), ppi)


def _letters_data(letters: Sequence[LetterFacts]) -> dict[str, Any]:
    arranged = [arrange(facts) for facts in letters]
    language, region = arranged[0].language, arranged[0].region
    found = [_set_well(_one(letter), language, region) for letter in arranged]
    return {"language": language, "region": region, "letters": found}


def _one(letter: Letter) -> dict[str, Any]:
    """What the template reads of a letter, but for how closely it is set."""
    return {"letter": asdict(letter), "svg": code_svg(letter.code.url) if letter.code else ""}


def compiled(template: str, data: dict[str, Any]) -> bytes:
    """A template of this folder, filled with data, as a tagged PDF.

    PDF/UA refuses a sign that no font of ours has (another script, a smiley): it is printed as a box, and known from
    then on (`unprintable`).
    """
    from typst import TypstError

    while True:
        given = _json(data).translate(_UNPRINTABLE)
        try:
            with _LOCK:
                made = _compiler(template).compile(sys_inputs={"data": given}, pdf_standards=["ua-1"], format="pdf")
            return cast(bytes, made)
        except TypstError as error:
            found = _UNDISPLAYED.search(str(error))
            signs = [sign for sign in found[1] if ord(sign) > 127 and sign not in _BOX] if found else []
            if not signs:
                raise
            _UNPRINTABLE.update((ord(sign), _BOX) for sign in signs)


def unprintable(facts: LetterFacts) -> str:
    """The signs of a letter that no font of ours has, each once; they are printed as boxes."""
    letter_pdf(facts)
    return "".join(dict.fromkeys(sign for sign in _json(_one(arrange(facts))) if ord(sign) in _UNPRINTABLE))


def _set_well(data: dict[str, Any], language: str, region: str) -> dict[str, Any]:
    """With the closeness that keeps the letter on one page where that can be.

    An addressee and a salutation of the usual length do not change it: a thousand letters ask once.
    """
    letter = data["letter"]
    lines = max(len(letter["addressee"]), _LINES_IN_WINDOW) if letter["addressee"] else 0
    greeted = sum(len(span["text"]) for span in letter["salutation"])
    anybody = {**letter, "addressee": [[]] * lines}
    if 0 < greeted <= _ONE_LINE:
        anybody["salutation"] = [asdict(Span("x"))]
    if letter["logo"]:
        # Its measures are known; the drawing itself need not be kept in mind.
        anybody["logo"] = {**letter["logo"], "svg": ""}
    alike = {"language": language, "region": region, "letters": [{**data, "letter": anybody}]}
    return {**data, "closeness": _closeness(_json(alike))}


@lru_cache(maxsize=128)
def _closeness(content: str) -> int:
    data = json.loads(content)
    for close in _CLOSENESSES:
        data["letters"][0]["closeness"] = close
        pages = len(_pictures(_LETTER, _json(data), 1))
        if pages != 2:
            return close if pages == 1 else _CLOSENESSES[0]
    return _CLOSENESSES[0]


def logo_picture(drawing: Drawing) -> bytes:
    """A logo as a PNG for formats and pages that know no other; raises LogoRefused for what cannot be drawn."""
    from typst import TypstError

    try:
        (picture,) = _pictures("logo.typ", _json(asdict(drawing)), DOTS_PER_INCH)
    except TypstError:
        raise LogoRefused("broken") from None
    return picture


def _pictures(template: str, data: str, ppi: float) -> list[bytes]:
    with _LOCK:
        found = _compiler(template).compile(sys_inputs={"data": data}, format="png", ppi=ppi)
    return found if isinstance(found, list) else [cast(bytes, found)]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


@cache
def _compiler(template: str) -> typst.Compiler:
    # Here, so that the product starts without it.
    import typst

    fonts = str(files("fontpkg_atkinson_hyperlegible") / "files")
    return typst.Compiler(
        str(_TEMPLATES / template), root=str(_TEMPLATES), font_paths=[fonts], ignore_system_fonts=True
    )
