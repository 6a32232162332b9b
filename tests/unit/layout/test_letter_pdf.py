"""The PDF of a letter: what a machine finds wrong with it, what is read aloud, what its codes say."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from pikepdf import Dictionary, Name
from PIL import Image

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import AddresseeFacts, SignatoryFacts
from filrouge.stages.documents.layout.pdf import letter_pages, letter_pdf, unprintable
from tests.support.founding_letters import GOLDEN, aarau_letter, lemans_letter
from tests.support.pdf_reading import faults, outline, pages_text, places, reading, whole_text

TWO_PAGES = aarau_letter().paragraphs * 3


@pytest.mark.parametrize("profile", LetterProfile)
@pytest.mark.parametrize("language", ["fr", "de", "it"])
def test_every_profile_in_every_language_is_accessible(profile, language):
    pdf = letter_pdf(aarau_letter(language, profile=profile, paragraphs=TWO_PAGES, stamp="Projet", reference="A 1"))
    assert faults(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == f"{language}-{profile.country}"
        assert str(document.docinfo["/Title"]).startswith(aarau_letter(language).subject[0])
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) == 2
        assert [round(float(edge)) for edge in document.pages[0].MediaBox] == [0, 0, 595, 842]


def test_the_checker_does_find_faults():
    with pikepdf.open(BytesIO(letter_pdf(aarau_letter()))) as document:
        for element in document.objects:
            if isinstance(element, Dictionary) and element.get("/S") == Name.Figure:
                del element["/Alt"]
        broken = BytesIO()
        document.save(broken)
    assert faults(broken.getvalue())


@pytest.mark.parametrize("name", GOLDEN)
def test_the_founding_letters_are_set_as_they_were(name):
    """After a wanted change: `python -m tests.support.founding_letters`, then look at the difference and the pages."""
    kept = Path(__file__).parent / "golden" / f"{name}.txt"
    assert outline(letter_pdf(GOLDEN[name]())) == kept.read_text(encoding="utf-8")


def test_the_same_facts_give_the_same_bytes():
    pdf = letter_pdf(lemans_letter())
    assert letter_pdf(lemans_letter()) == pdf
    assert b"CreationDate" not in pdf


def test_the_code_on_the_page_leads_to_the_form():
    (page,) = letter_pages(aarau_letter(), ppi=150)
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(page)).convert("L"))
    assert code.text == "https://rencontres.example/aarau-2023/inscription"


def test_raised_endings_are_raised_in_the_structure_and_read_as_one_word():
    said = dict(reversed(reading(letter_pdf(lemans_letter()))))
    assert "2</Strong><Strong><Sup>e</Sup></Strong><Strong> Congrès national" in said["H1"]
    assert "invitation au 2e Congrès national des Solidarités" in whole_text(letter_pdf(lemans_letter()))


def test_a_second_page_says_whose_letter_it_is():
    first, second = pages_text(letter_pdf(aarau_letter("de", paragraphs=TWO_PAGES)))
    assert "Seite" not in first
    assert "Städteinitiative Sozialpolitik" in second
    assert "Einladung zur Frühlingskonferenz" in second
    assert "Seite 2 von 2" in second


def test_the_header_of_a_second_page_is_not_read_aloud_again():
    pdf = letter_pdf(aarau_letter("de", paragraphs=TWO_PAGES))
    assert "Seite 2 von 2" not in whole_text(pdf)


def test_a_draft_says_so_on_every_page():
    pages = pages_text(letter_pdf(aarau_letter(paragraphs=TWO_PAGES, stamp="Projet")))
    assert ["Projet" in page for page in pages] == [True, True]


@pytest.mark.parametrize(("language", "column"), [("fr", 118), ("de", 25), ("it", 118)])
def test_the_addressee_stands_in_the_window(language, column):
    pdf = letter_pdf(aarau_letter(language, addressee=AddresseeFacts(("Ville d’Exemple", "1000 Exemple"))))
    left, top = place_of(pdf, "Ville d’Exemple")
    assert (round(left), 50 <= top <= 56) == (column, True)


def test_two_signatories_stand_side_by_side_the_host_left():
    long_title = SignatoryFacts("Ville d’Aarau", "Salome Brunner", ("Une fonction dont le nom est fort long " * 4,))
    for facts in (aarau_letter(), aarau_letter(signatories=(long_title, aarau_letter().signatories[1]))):
        pdf = letter_pdf(facts)
        body, name, other = (place_of(pdf, words) for words in ("Ville d’Aarau", "Salome Brunner", "Reto Casanova"))
        assert (round(name[0]), round(other[0])) == (25, 118)
        assert name[1] == pytest.approx(other[1])
        assert body[1] < place_of(pdf, "Président")[1] < name[1]


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    """Where a run of text begins, in millimetres from the left and from the top of its page."""
    left, bottom = places(pdf)[words]
    return left / 72 * 25.4, 297 - bottom / 72 * 25.4


def test_nothing_typed_is_executed():
    typed = '#import "x.typ" $x$ \\u{41} @a <b> [c] #panic("no") {{ 1 }} {% x %} /* y */ // z'
    facts = lemans_letter(paragraphs=(typed,), salutation=typed, place=typed, subject=(typed,), closing=typed)
    pdf = letter_pdf(facts)
    assert faults(pdf) == []
    # A backslash before a letter is a sign like any other; "\u{41}" holds no mark of ours.
    assert whole_text(pdf).count('#import "x.typ" $x$ \\u{41} @a <b> [c] #panic("no")') == 5


@pytest.mark.parametrize("typed", ["\u202e", "\x00\x07", "🙂 漢字 ل", "a\u0301", "x" * 400, "\n\n", " "])
def test_odd_signs_still_make_a_letter(typed):
    pdf = letter_pdf(lemans_letter(paragraphs=(f"Un {typed} mot",), salutation=typed, date=VagueDate.unknown()))
    assert faults(pdf) == []


def test_a_letter_with_hardly_anything_in_it():
    pdf = letter_pdf(
        lemans_letter(
            subject=(), paragraphs=(), signatories=(), closing="", salutation="", foot=(), place="",
            date=VagueDate.unknown(), addressee=AddresseeFacts(),
        )
    )  # fmt: skip
    assert faults(pdf) == []
    assert "title: Ville du Mans" in outline(pdf)


def test_signs_that_no_font_has_are_boxes_and_can_be_asked_for():
    facts = lemans_letter(addressee=AddresseeFacts(("Madame 漢字 🙂", "rubrique → Thèmes")))
    pdf = letter_pdf(facts)
    assert faults(pdf) == []
    assert "Madame □□ □" in whole_text(pdf)
    assert "rubrique → Thèmes" in whole_text(pdf)
    assert set(unprintable(facts)) == set("漢字🙂")
    assert unprintable(lemans_letter()) == ""


def test_a_letter_is_set_closer_when_that_saves_a_page():
    paragraphs = aarau_letter().paragraphs
    letters = [aarau_letter(paragraphs=(*paragraphs, *["Encore une ligne."] * more)) for more in range(0, 16, 3)]
    pages = [len(letter_pages(letter, ppi=20)) for letter in letters]
    sizes = [font_sizes(letter_pdf(letter)) for letter in letters]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 2)
    # The usual size first, a smaller one while that saves a page, the usual one again over two pages.
    assert [10.5 in sizes[0], 10.0 in sizes[pages.count(1) - 1], 10.5 in sizes[-1]] == [True, True, True]


def font_sizes(pdf: bytes) -> set[float]:
    """The sizes in points that a file uses."""
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn = [one for page in document.pages for one in pikepdf.parse_content_stream(page)]
        return {float(operands[1]) for operands, operator in drawn if str(operator) == "Tf"}
