"""The reply form: the same questions on a screen and on paper; each field says aloud what it asks."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import DirectLink, ReplyFormFacts, ReplyPart, ReplyQuestion
from filrouge.stages.documents.layout.reply import reply_form_pdf
from tests.support.clock import at
from tests.support.pdf_reading import faults, outline, pages_text, whole_text

MEAL = ReplyQuestion("meal", "Repas", choices=("végétarien", "autre"))
ACCESS = ReplyQuestion("access", "Ce qu’il vous faut", note="facultatif", lines=2)
EVE = ReplyPart(
    "eve",
    "Soirée de la veille",
    when="jeudi 11 mai 2023, dès 17h15",
    audience="Réservé aux membres des exécutifs",
    deadline=date(2023, 4, 7),
    questions=(MEAL, ACCESS),
)
DAY = ReplyPart("day", "Journée", "vendredi 12 mai 2023", deadline=date(2023, 4, 14), supporters=("Avec : le canton",))


def form(**changed: Any) -> ReplyFormFacts:
    given: dict[str, Any] = {
        "profile": LetterProfile.CH_FR,
        "language": "fr",
        "title": "",
        "subtitle": "Assemblée à Aarau",
        "when": "vendredi 12 mai 2023",
        "where": "Aarau",
        "parts": (EVE, DAY),
        "deadline": date(2023, 4, 14),
        "back_to": ("Initiative d’exemple", "Beispielgasse 1", "8400 Winterthour"),
        "email": "assemblees@exemple.example",
        "direct": DirectLink("https://rencontres.example/aarau-2023/inscription"),
        "notice": "Vos données ne servent qu’à cette assemblée.",
        "code": "aarau-2023",
    }
    return ReplyFormFacts(**given | changed)


def widgets(pdf: bytes) -> list[tuple[str, str, str]]:
    """Name, what is said, and kind of each field, in the order of the keyboard (that of the structure)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found: list[tuple[str, str, str]] = []
        waiting = [document.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            kids = element.get("/K", pikepdf.Array())
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            if element.get("/S") == Name.Form:
                (widget,) = (kid.Obj for kid in kids)
                assert str(element.Alt) == str(widget.TU)
                found.append((str(widget.T), str(widget.TU), str(widget.FT)))
            waiting += [kid for kid in reversed(kids) if isinstance(kid, Dictionary) and "/S" in kid]
        assert [str(field.T) for field in document.Root.AcroForm.Fields] == [name for name, _, _ in found]
        assert {str(page.obj.Tabs) for page in document.pages} == {"/S"}
        return found


@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
@pytest.mark.parametrize("fillable", [True, False])
def test_both_forms_are_accessible_in_every_language(language, fillable):
    assert faults(reply_form_pdf(form(language=language), fillable=fillable)) == []


def test_every_field_says_what_it_asks_in_the_order_of_the_page():
    assert widgets(reply_form_pdf(form())) == [
        ("part_eve", "Je viens\u202f: Soirée de la veille, jeudi 11 mai 2023, dès 17h15", "/Btn"),
        ("part_eve_meal_1", "Soirée de la veille, Repas, végétarien", "/Btn"),
        ("part_eve_meal_2", "Soirée de la veille, Repas, autre", "/Btn"),
        ("part_eve_access", "Soirée de la veille, Ce qu’il vous faut (facultatif)", "/Tx"),
        ("part_day", "Je viens\u202f: Journée, vendredi 12 mai 2023", "/Btn"),
        ("name", "Nom", "/Tx"),
        ("first_name", "Prénom", "/Tx"),
        ("body", "Ville, service ou organisation", "/Tx"),
        ("function", "Fonction", "/Tx"),
        ("email", "Adresse électronique", "/Tx"),
        ("phone", "Téléphone", "/Tx"),
    ]


def test_the_paper_form_has_no_field_but_a_place_to_sign():
    paper, screen = reply_form_pdf(form(), fillable=False), reply_form_pdf(form())
    with pikepdf.open(BytesIO(paper)) as document:
        assert "/AcroForm" not in document.Root
    assert "Date et signature" in whole_text(paper)
    assert "Date et signature" not in whole_text(screen)


def test_it_says_what_is_known_of_each_part_and_only_what_differs():
    said = whole_text(reply_form_pdf(form()))
    for words in (
        "Assemblée à Aarau",
        "jeudi 11 mai 2023, dès 17h15",
        "Réservé aux membres des exécutifs",
        "Délai : 7\u00a0avril 2023",
        "Avec : le canton",
        "À renvoyer d’ici le 14\u00a0avril 2023",
        "Beispielgasse 1",
        "par la poste ou à assemblees@exemple.example",
        "Vos données ne servent qu’à cette assemblée.",
    ):
        assert words in said
    # The day has the deadline of the whole.
    assert said.count("Délai") == 1
    assert "aarau-2023" in pages_text(reply_form_pdf(form()))[0]


def test_needs_are_asked_only_where_a_part_asks():
    said = whole_text(reply_form_pdf(form(parts=(DAY,))))
    assert "Repas" not in said
    assert "Ce qu’il vous faut" not in said


def test_it_can_be_filled_in_and_read_back():
    with pikepdf.open(BytesIO(reply_form_pdf(form()))) as document:
        for field in document.Root.AcroForm.Fields:
            if Name.Tx == field.FT:
                field.V = String("Łucja Exemple")
            else:
                assert {"/Yes", "/Off"} == set(field.AP.N.keys())
                field.V = field.AS = Name.Yes
        filled = BytesIO()
        document.save(filled)
    assert faults(filled.getvalue()) == []
    with pikepdf.open(filled) as document:
        read = {str(field.T): str(field.V) for field in document.Root.AcroForm.Fields}
    assert (read["name"], read["part_day"]) == ("Łucja Exemple", "/Yes")


def test_the_font_of_the_fields_is_in_the_file():
    with pikepdf.open(BytesIO(reply_form_pdf(form()))) as document:
        face = document.Root.AcroForm.DR.Font.Face
        assert len(face.FontDescriptor.FontFile2.read_bytes()) == face.FontDescriptor.FontFile2.Length1
        assert len(face.Widths) == face.LastChar - face.FirstChar + 1


@pytest.mark.parametrize("wrong", ["/TU", "/Tabs"])
def test_the_checker_does_find_faults_of_fields(wrong):
    with pikepdf.open(BytesIO(reply_form_pdf(form()))) as document:
        if wrong == "/Tabs":
            del document.pages[0].obj["/Tabs"]
        else:
            del document.Root.AcroForm.Fields[0]["/TU"]
            for element in document.objects:
                if isinstance(element, Dictionary) and element.get("/S") == Name.Form:
                    del element["/Alt"]
        broken = BytesIO()
        document.save(broken)
    assert faults(broken.getvalue())


def test_several_pages_are_numbered_and_a_form_may_be_nearly_empty():
    many = tuple(ReplyPart(f"p{index}", f"Atelier {index}", "vendredi", questions=(ACCESS,)) for index in range(14))
    pdf = reply_form_pdf(form(parts=many))
    assert faults(pdf) == []
    assert "page 2 sur" in pages_text(pdf)[1]
    bare = form(parts=(), back_to=(), email="", direct=None, notice="", deadline=None, when="", where="", subtitle="")
    assert faults(reply_form_pdf(bare)) == []
    assert outline(reply_form_pdf(bare)).startswith("title: Bulletin d’inscription\nlanguage: fr-CH\n")


def test_two_questions_of_one_name_are_a_mistake():
    twice = form(questions=(ReplyQuestion("x", "A"), ReplyQuestion("x", "B")))
    with pytest.raises(ValueError, match="same key"):
        reply_form_pdf(twice)


def test_whatever_is_typed_is_text():
    typed = '#panic("no") {braces} %s " \\ <b>'
    pdf = reply_form_pdf(form(subtitle=typed, questions=(ReplyQuestion("q", typed, note=typed),), notice=typed))
    assert faults(pdf) == []
    assert whole_text(pdf).count('#panic("no") {braces} %s "') >= 3


def test_the_same_facts_give_the_same_bytes():
    with at("2023-03-01T10:00:00+01:00"):
        once = reply_form_pdf(form())
    assert reply_form_pdf(form()) == once
    assert b"CreationDate" not in once
