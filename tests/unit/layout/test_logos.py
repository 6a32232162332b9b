"""Logos: what is drawn, what is refused and why, and that a letter with one is a letter for everybody."""

import base64
import struct
import zlib
from dataclasses import replace

import pytest

from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import LetterFacts, LogoFacts
from filrouge.stages.documents.layout.html_twin import letter_article
from filrouge.stages.documents.layout.logos import HIGHEST, WIDEST, LogoRefused, read_logo
from filrouge.stages.documents.layout.pdf import letter_pages, letter_pdf, logo_picture
from tests.support.founding_letters import aarau_letter
from tests.support.logo import LOGO
from tests.support.pdf_reading import faults, places, reading

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_png(wide: int, high: int) -> bytes:
    """A grey picture, with what a camera writes beside it."""
    rows = b"".join(b"\x00" + b"\x80" * wide for _ in range(high))
    said = chunk(b"tEXt", b"Author\x00Somebody of Valmont")
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + said + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def svg(inside: str, attributes: str = 'viewBox="0 0 120 40"') -> bytes:
    """A drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def with_logo(data: bytes, facts: LetterFacts) -> LetterFacts:
    """A letter with this logo."""
    drawing = read_logo(data)
    logo = LogoFacts(
        "k", "Ville & canton", "/logo/k.png", drawing.width, drawing.height, drawing.svg, logo_picture(drawing)
    )
    return replace(facts, sender=replace(facts.sender, logo=logo))


@pytest.mark.parametrize(("data", "size"), [(LOGO, (54, 18)), (a_png(400, 400), (18, 18)), (a_png(600, 100), (60, 10))])
def test_a_logo_fits_above_a_sender(data: bytes, size: tuple[float, float]) -> None:
    drawing = read_logo(data)
    assert (drawing.width, drawing.height) == size
    assert drawing.width <= WIDEST and drawing.height <= HIGHEST
    picture = logo_picture(drawing)
    wide, high = struct.unpack(">II", picture[16:24])
    # Three hundred dots to an inch.
    assert (wide, high) == pytest.approx((size[0] / 25.4 * 300, size[1] / 25.4 * 300), abs=2)
    assert logo_picture(drawing) == picture


def test_what_programs_leave_behind_is_left_out() -> None:
    assert "inkscape" not in read_logo(LOGO).svg and "somebody" not in read_logo(LOGO).svg
    inside = read_logo(a_png(100, 100)).svg.partition("base64,")[2].partition('"')[0]
    assert b"Somebody" not in base64.b64decode(inside)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * 300_001, "too_large"),
        (b"GIF89a", "unknown_kind"),
        (b"\xff\xfe<\x00s\x00v\x00g\x00", "unknown_kind"),
        (b"<html/>", "unknown_kind"),
        (svg("<path"), "unknown_kind"),
        (svg("<script>alert(1)</script>"), "has_script"),
        (svg('<g onload="alert(1)"/>'), "has_script"),
        (svg('<a href="#x"><rect width="9" height="9"/></a>'), "has_script"),
        (svg("<foreignObject><p>x</p></foreignObject>"), "has_script"),
        (svg('<rect width="9" height="9"><animate attributeName="x"/></rect>'), "has_script"),
        (svg('<use href="java\nscript:alert(1)"/>'), "has_script"),
        (svg('<use href="https://elsewhere.example/x.svg#a"/>'), "has_foreign"),
        (svg('<image href="file:///etc/passwd"/>'), "has_foreign"),
        (svg('<rect fill="url(https://elsewhere.example)" width="9" height="9"/>'), "has_foreign"),
        (svg('<style>@import "x.css";</style>'), "has_foreign"),
        (svg("<style>.a{fill:u\\72l(x)}</style>"), "has_foreign"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "has_foreign"),
        (svg('<text x="1" y="9">Valmont</text>'), "has_text"),
        (svg("", "width='100%' height='100%'"), "broken"),
        (svg("", "viewBox='0 0 0 10'"), "broken"),
        (svg("", "viewBox='0 0 1000 10'"), "too_long"),
        (svg("<g/>" * 6_000), "too_large"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#c"/></g><use href="#a"/>'), "too_large"),
        (a_png(20, 20), "too_small"),
        (a_png(4000, 100)[:60], "broken"),
        (
            PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)) + chunk(b"IEND", b""),
            "too_large",
        ),
        (a_png(99, 99).replace(b"IDAT", b"IDAX"), "broken"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(LogoRefused) as refused:
        logo_picture(read_logo(data))
    assert refused.value.code == code


def test_a_picture_that_cannot_be_drawn_is_refused() -> None:
    head = struct.pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0)
    empty = PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    with pytest.raises(LogoRefused):
        logo_picture(read_logo(empty))


@pytest.mark.parametrize("profile", LetterProfile)
@pytest.mark.parametrize("data", [LOGO, a_png(300, 90)], ids=["svg", "png"])
def test_a_letter_with_a_logo_is_read_aloud_and_drawn_once(profile: LetterProfile, data: bytes) -> None:
    plain = aarau_letter(profile=profile)
    letter = with_logo(data, plain)
    pdf = letter_pdf(letter)
    assert faults(pdf) == []
    assert reading(pdf)[0] == ("Figure", "Ville & canton")
    assert letter_pdf(letter) == pdf
    assert len(letter_pages(letter)) == len(letter_pages(plain)) == 1
    # The rest of the letterhead stays in its column, and the addressee in the window.
    names = ("Beispielgasse 1", "Ville d’Aarau")
    assert [round(places(pdf)[name][0]) for name in names] == [
        round(places(letter_pdf(plain))[name][0]) for name in names
    ]
    assert '<img class="sheet__logo" src="/logo/k.png" alt="Ville &amp; canton"' in letter_article(letter)


def test_without_a_logo_the_letterhead_is_as_it_was() -> None:
    assert "sheet__logo" not in letter_article(aarau_letter())
    assert ("Figure", "Ville & canton") not in reading(letter_pdf(aarau_letter()))
