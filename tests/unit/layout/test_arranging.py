from dataclasses import replace
from datetime import date

import pytest

from filrouge.core.vague_dates import Half, VagueDate
from filrouge.stages.documents.enums import LetterProfile, Window
from filrouge.stages.documents.facts import AnnexFacts, DirectLink, LetterPart, SignatoryFacts
from filrouge.stages.documents.layout.arranged import arrange
from filrouge.stages.documents.layout.inline import Span
from filrouge.stages.documents.layout.profiles import HABITS, usual_closing, usual_salutation
from filrouge.stages.documents.layout.text import letter_text
from tests.support.founding_letters import aarau_letter, lemans_letter

P = LetterProfile


def text(line: tuple[Span, ...]) -> str:
    return "".join(span.text for span in line)


@pytest.mark.parametrize(
    ("profile", "language", "when", "expected"),
    [
        (P.FR_CITY, "fr", "2023-11-20", "Le Mans, le 20\u00a0novembre 2023"),
        (P.FR_CITY, "fr", "2023-05-01", "Le Mans, le 1er\u00a0mai 2023"),
        (P.CH_FR, "fr", "2023-03-03", "Le Mans, le 3\u00a0mars 2023"),
        (P.CH_FR, "fr", "early 2023-03", "Le Mans, début mars 2023"),
        (P.CH_DE, "de", "2023-03-03", "Le Mans, 3.\u00a0März 2023"),
        (P.CH_DE, "de", "early 2023-03", "Le Mans, Anfang März 2023"),
        (P.CH_IT, "it", "early 2023-03", "Le Mans, inizio marzo 2023"),
        (P.CH_FR, "en", "late 2023-03", "Le Mans, late March 2023"),
        (P.FR_CITY, "fr", "2023-11", "Le Mans, novembre 2023"),
        (P.FR_CITY, "fr", "unknown", "Le Mans"),
    ],
)
def test_place_and_date(profile, language, when, expected):
    facts = lemans_letter(profile=profile, language=language, date=VagueDate.parse(when))
    assert text(arrange(facts).dated) == expected


def test_a_date_without_a_place_and_half_a_day():
    assert text(arrange(lemans_letter(place="", date=VagueDate.parse("early 2023-03"))).dated) == "Début mars 2023"
    morning = VagueDate.on(date(2023, 11, 20), Half.MORNING)
    assert text(arrange(lemans_letter(date=morning)).dated) == "Le Mans, le 20\u00a0novembre 2023"
    assert arrange(lemans_letter(place="", date=VagueDate.unknown())).dated == ()


def test_french_profiles_label_the_subject_and_swiss_ones_do_not():
    assert text(arrange(lemans_letter()).subject_label) == "Objet\u00a0:"
    assert arrange(aarau_letter()).subject_label == ()
    assert arrange(aarau_letter("de")).subject_label == ()


def test_a_reference_is_said_when_there_is_one():
    assert text(arrange(lemans_letter(reference="AS/2023-114")).reference) == "Réf.\u00a0: AS/2023-114"
    assert arrange(lemans_letter()).reference == ()


def test_annexes_of_each_place():
    french = arrange(replace(aarau_letter(), profile=P.FR_CITY))
    assert (text(french.annexes_label), french.annexes_numbered) == ("P.J.\u00a0:", True)
    swiss = arrange(aarau_letter())
    assert (text(swiss.annexes_label), swiss.annexes_numbered) == ("Annexes", False)
    assert text(swiss.annexes[2]) == "Formulaire d’inscription\u202f; délai\u202f: 14\u00a0avril 2023"
    german = arrange(aarau_letter("de"))
    assert text(german.annexes_label) == "Beilagen"
    assert text(german.annexes[2]) == "Anmeldeformular; Anmeldefrist: 14.\u00a0April 2023"
    italian = arrange(aarau_letter("it"))
    assert text(italian.annexes_label) == "Allegati"
    assert text(italian.annexes[2]) == "Modulo d’iscrizione; termine: 14\u00a0aprile 2023"


def test_one_annex_is_no_plural_and_a_note_follows():
    one = arrange(aarau_letter("de", annexes=(AnnexFacts("Programm", note="auch auf www.a.example"),)))
    assert text(one.annexes_label) == "Beilage"
    assert text(one.annexes[0]) == "Programm; auch auf www.a.example"
    assert arrange(aarau_letter(annexes=())).annexes_label == ()


def test_two_signatories_body_function_name_host_first():
    first, second = arrange(aarau_letter()).signatures
    assert [text(line) for line in (*first.above, first.name)] == [
        "Ville d’Aarau",
        "Membre de l’exécutif, affaires sociales, santé et vieillesse",
        "Salome Brunner",
    ]
    assert [text(line) for line in (*second.above, second.name)] == [
        "Initiative des villes pour la politique sociale",
        "Président",
        "Reto Casanova",
    ]


def test_several_capacities_under_one_name():
    (signature,) = arrange(lemans_letter()).signatures
    assert signature.above == ()
    assert [text(line) for line in (signature.name, *signature.below)] == [
        "Bastien Rocheteau",
        "Adjoint au maire chargé de l’action sociale et des solidarités",
        "Président délégué du CCAS",
    ]


def test_by_delegation_the_formula_and_the_function_stand_above():
    who = SignatoryFacts("Ville du Mans", "Bastien Rocheteau", ("L’adjoint",), "Pour le Maire et par délégation,")
    (signature,) = arrange(lemans_letter(signatories=(who,))).signatures
    assert [text(line) for line in signature.above] == ["Pour le Maire et par délégation,", "L’adjoint"]
    assert (text(signature.name), signature.below) == ("Bastien Rocheteau", ())


def test_the_case_handler_is_said_by_french_cities_only():
    assert "Affaire suivie par\u00a0: le bureau du congrès" in [text(line) for line in arrange(lemans_letter()).sender]
    for profile in (P.FR_ASSOCIATION, P.CH_FR):
        said = [text(line) for line in arrange(lemans_letter(profile=profile)).sender]
        assert not [line for line in said if "bureau du congrès" in line]


def test_the_window_is_a_habit_of_the_place_and_can_be_chosen():
    assert [arrange(aarau_letter(language)).window for language in ("fr", "de", "it")] == ["right", "left", "right"]
    chosen = arrange(aarau_letter(window=Window.LEFT))
    assert (chosen.window, chosen.date_right) == ("left", False)


def test_each_part_says_its_own_supporters_and_deadline():
    parts = (
        LetterPart(
            "Matin", "mardi, matin", "Lille", "Pour tous", date(2016, 11, 15), ("Avec le soutien de : l’agence",)
        ),
        LetterPart("Après-midi", supporters=("En partenariat avec : la plateforme",)),
    )
    letter = arrange(lemans_letter(parts=parts))
    assert [[text(line) for line in part.lines] for part in letter.parts] == [
        [
            "mardi, matin",
            "Lieu\u00a0: Lille",
            "Pour tous",
            "Délai\u00a0: 15\u00a0novembre 2016",
            "Avec le soutien de : l’agence",
        ],
        ["En partenariat avec : la plateforme"],
    ]
    assert letter.body[-1].kind == "parts"
    placed = arrange(lemans_letter(parts=parts, paragraphs=("Un", "[[parts]]", "Deux")))
    assert [block.kind for block in placed.body] == ["paragraph", "parts", "paragraph"]
    assert [block.kind for block in arrange(lemans_letter(paragraphs=("Un", "[[parts]]"))).body] == ["paragraph"]


def test_a_code_says_where_it_leads():
    code = arrange(aarau_letter("de")).code
    assert code is not None
    assert code.alternative == "QR-Code: direkt anmelden, https://rencontres.example/aarau-2023/inscription"
    assert code.address == "rencontres.example/aarau-2023/inscription"
    own = arrange(aarau_letter(direct=DirectLink("https://a.example/b/", "s’inscrire ici"))).code
    assert own is not None
    assert own.alternative == "Code QR\u202f: s’inscrire ici, https://a.example/b/"


def test_typed_text_keeps_its_letters():
    typed = 'Voilà: "oui" ! 2ème congrès {date} {{ 1 }}'
    letter = arrange(lemans_letter(paragraphs=(typed,), salutation=typed, closing=typed))
    assert text(letter.body[0].lines[0]) == text(letter.salutation) == text(letter.closing[0]) == typed


@pytest.mark.parametrize("profile", P)
def test_every_profile_begins_and_ends_in_every_language(profile):
    assert HABITS[profile].window
    for language in ("fr", "de", "it", "en"):
        assert usual_salutation(profile, language)
        assert usual_closing(profile, language)
    comma = usual_salutation(profile, "de").endswith(",")
    assert comma is (profile.country == "FR")


def test_the_plain_text_holds_everything_in_order():
    said = letter_text(aarau_letter())
    places = [
        said.index(words) for words in ("Winterthour, début", "Mesdames", "cordiales", "Salome", "Reto", "Annexes")
    ]
    assert places == sorted(places)
    assert "inscription directe: https://rencontres.example/aarau-2023/inscription" in said
    assert "2e Congrès" in letter_text(lemans_letter())
