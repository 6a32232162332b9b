"""ODT and DOCX: real styles, language, the same words; what an office opens to retouch."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from lxml import etree
from odfdo import Document
from PIL import Image

from filrouge.stages.documents.facts import AddresseeFacts
from filrouge.stages.documents.layout.docx_letter import letter_docx
from filrouge.stages.documents.layout.odt import letter_odt
from filrouge.stages.documents.layout.pdf import letter_pdf
from tests.support.founding_letters import GOLDEN, aarau_letter, lemans_letter
from tests.support.pdf_reading import whole_text

TYPED = "<b>&amp;</b> \x07 ]]> {x} 🙂  deux espaces"


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[\w’]+", text))


def spoken(name: str) -> list[str]:
    """The words of the PDF, without what is said of the picture."""
    return words(re.sub(r"(Code QR|QR-Code|Codice QR).*", "", whole_text(letter_pdf(GOLDEN[name]()))))


def odt_text(odt: bytes) -> str:
    with zipfile.ZipFile(BytesIO(odt)) as file:
        content = etree.fromstring(file.read("content.xml"))
    for title in content.xpath("//*[local-name()='frame']"):
        title.clear()
    for blank in content.xpath("//*[local-name()='line-break' or local-name()='s']"):
        blank.tail = " " + (blank.tail or "")
    return "\n".join("".join(one.itertext()) for one in content.xpath("//*[local-name()='p' or local-name()='h']"))


def docx_text(file: bytes) -> str:
    marks = {qn("w:br"): " "}
    body = docx.Document(BytesIO(file)).element.body
    wanted = (qn("w:t"), qn("w:br"))
    return "\n".join(
        "".join(marks.get(one.tag) or one.text for one in paragraph.iter(*wanted)) for paragraph in body.iter(qn("w:p"))
    )


@pytest.mark.parametrize("name", GOLDEN)
def test_both_say_what_the_pdf_says(name):
    facts = GOLDEN[name]()
    # The foot stands in the footer of the first page.
    foot = words(" ".join(facts.foot))
    said = spoken(name)
    for word in foot:
        said.remove(word)
    assert words(odt_text(letter_odt(facts))) == said
    assert words(docx_text(letter_docx(facts))) == said


def test_odt_has_named_styles_that_are_used_and_a_header_from_page_two():
    document = Document(BytesIO(letter_odt(lemans_letter())))
    used = {str(style) for style in document.body.xpath("//@text:style-name")}
    for style in used:
        assert any(document.get_style(family, style) for family in ("paragraph", "text", "list")), style
    assert {"Letter_20_subject", "Letter_20_sender", "Letter_20_name", "Letter_20_raised"} <= used
    first, following = document.styles.master_pages
    assert (first.get_attribute("style:next-style-name"), following.name) == ("Following", "Following")
    assert "page 2 sur 2" in re.sub("<[^>]*>", "", following.serialize())
    assert "du lundi au vendredi" in first.serialize()
    assert document.get_language() == "fr-FR"
    assert document.meta.title.startswith("invitation au 2e Congrès")


def test_odt_subject_is_a_heading_and_endings_are_raised():
    document = Document(BytesIO(letter_odt(lemans_letter())))
    (heading,) = document.body.headers
    assert heading.get_attribute("text:outline-level") == "1"
    raised = document.body.xpath("//text:span[@text:style-name='Letter_20_raised']")
    assert [span.text for span in raised] == ["e", "e", "er"]
    style = document.get_style("text", "Letter_20_raised")
    assert style.get_properties()["style:text-position"] == "super 62%"


def test_odt_is_a_sound_package():
    with zipfile.ZipFile(BytesIO(letter_odt(aarau_letter()))) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        manifest = etree.fromstring(file.read("META-INF/manifest.xml"))
        listed = {value for value in manifest.xpath("//@*[local-name()='full-path']") if not value.endswith("/")}
        assert listed == set(file.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        picture = Image.open(BytesIO(file.read("Pictures/code.png")))
        assert zxingcpp.read_barcode(picture).text == "https://rencontres.example/aarau-2023/inscription"
        assert b"<svg:title>Code QR" in file.read("content.xml")


def test_docx_has_named_styles_language_and_a_header_from_page_two():
    document = docx.Document(BytesIO(letter_docx(lemans_letter())))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Letter subject", "Letter text", "Letter closing", "Letter list"} <= used
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "fr-FR"
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "Ville du Mans · invitation au 2e Congrès" in section.header.paragraphs[0].text
    assert [field.get(qn("w:instr")) for field in section.header._element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert "du lundi au vendredi" in section.first_page_footer.paragraphs[0].text
    assert (document.core_properties.title or "").startswith("invitation au 2e Congrès")
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_docx_subject_has_its_level_endings_are_raised_and_the_picture_speaks():
    document = docx.Document(BytesIO(letter_docx(lemans_letter())))
    level = document.styles["Letter subject"].element.find(f".//{qn('w:outlineLvl')}")
    assert level.get(qn("w:val")) == "0"
    raised = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.font.superscript]
    assert raised == ["e", "e", "er"]
    pictured = docx.Document(BytesIO(letter_docx(aarau_letter()))).element.body.iter(qn("wp:docPr"))
    assert next(picture.get("descr") for picture in pictured).startswith("Code QR")


def test_two_signatories_stand_side_by_side():
    tables = docx.Document(BytesIO(letter_docx(aarau_letter()))).tables
    host, organiser = tables[1].rows[0].cells
    assert [paragraph.text for paragraph in host.paragraphs][::2] == ["Ville d’Aarau", "Salome Brunner"]
    assert [paragraph.text for paragraph in organiser.paragraphs][1:] == ["Président", "Reto Casanova"]
    rows = Document(BytesIO(letter_odt(aarau_letter()))).body.tables[1].rows
    assert [cell.inner_text.split("Reto")[0][:5] for cell in rows[0].cells] == ["Ville", "Initi"]


def test_the_same_facts_give_the_same_files():
    for write in (letter_docx, letter_odt):
        assert members(write(aarau_letter())) == members(write(aarau_letter()))


def members(file: bytes) -> dict[str, bytes]:
    """The content of each file of a package; the package itself knows when it was made."""
    with zipfile.ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_whatever_is_typed_is_text(form):
    facts = lemans_letter(
        paragraphs=(TYPED,), salutation=TYPED, subject=(TYPED,), stamp=TYPED, addressee=AddresseeFacts((TYPED,))
    )
    read = odt_text(letter_odt(facts)) if form == "odt" else docx_text(letter_docx(facts))
    assert read.count("<b>&amp;</b>  ]]> {x} 🙂  deux espaces") == 5
