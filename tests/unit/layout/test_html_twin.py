"""The HTML twin says what the PDF says, in elements that mean it."""

import re

import pytest
from lxml import html

from filrouge.stages.documents.layout.html_twin import letter_article, letter_page
from filrouge.stages.documents.layout.pdf import letter_pdf
from tests.support.founding_letters import GOLDEN, aarau_letter, lemans_letter
from tests.support.pdf_reading import whole_text


def tree(facts, **given):
    return html.document_fromstring(letter_page(facts, **given))


def words(text: str) -> list[str]:
    return re.findall(r"[\w’]+", text)


@pytest.mark.parametrize("name", GOLDEN)
def test_it_says_what_the_pdf_says(name):
    facts = GOLDEN[name]()
    page = tree(facts)
    page.xpath("//title")[0].drop_tree()
    for block in page.iter("p", "br", "li", "div", "h1", "h2", "address", "figure", "figcaption"):
        block.tail = f" {block.tail or ''}"
    # The code is a drawing: it says its alternative, as the figure of the PDF does.
    drawn = page.xpath("//svg/@aria-label")
    assert sorted([*words(page.text_content()), *words(" ".join(drawn))]) == sorted(
        words(whole_text(letter_pdf(facts)))
    )


def test_title_language_heading_and_parts_of_the_page():
    page = tree(aarau_letter("de"), styles=["/static/css/sheet.css"])
    assert page.get("lang") == "de-CH"
    assert page.xpath("string(//title)").startswith("Einladung zur Frühlingskonferenz")
    assert [heading.tag for heading in page.xpath("//h1 | //h2 | //h3")] == ["h1", "h2"]
    assert page.xpath("//link/@href") == ["/static/css/sheet.css"]
    assert page.xpath("//main/article/@class") == ["sheet sheet--window-left"]
    assert page.xpath("//figure/svg/@role") == ["img"]
    assert page.xpath("//figure/svg/@aria-label")[0].startswith("QR-Code: direkt anmelden")
    assert not page.xpath("//@style | //style | //script")


def test_raised_endings_and_emphasis():
    page = tree(lemans_letter())
    assert [sup.text for sup in page.xpath("//sup")] == ["e", "e", "er"]
    assert (
        page.xpath("string(//h1)")
        == "Objet\u00a0: invitation au 2e Congrès national des Solidarités à dimension européenne"
    )
    assert page.xpath("string(//article/p/em)").startswith("Solidarité et transversalité")
    assert page.xpath("//a[@href='mailto:congres@lemans.example']")


def test_whatever_is_typed_is_text():
    typed = '<script>alert(1)</script> & "x" onload=\'y\' www.a.example/?a=1&b="2"'
    facts = lemans_letter(
        salutation=typed, paragraphs=(typed, f"- {typed}"), subject=(typed,), title=typed, closing=typed, stamp=typed
    )
    page = tree(facts)
    assert not page.xpath("//script | //@onload")
    assert page.xpath("string(//p[@class='sheet__salutation'])") == typed
    assert page.xpath("//p[@class='sheet__salutation']/a/@href") == ["https://www.a.example/?a=1&b="]
    assert "<script" not in letter_article(facts)
