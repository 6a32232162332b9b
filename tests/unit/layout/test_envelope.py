"""A letter on its sheet: the addressee in the window, signatures never alone, nothing on top of anything else."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from filrouge.core.names import PersonName
from filrouge.core.postal import PostalAddress
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import AddresseeFacts, LetterFacts, ReaderFacts, SenderFacts, SignatoryFacts
from filrouge.stages.documents.layout.addressing import addressed
from filrouge.stages.documents.layout.pdf import letter_pdf
from tests.support.founding_letters import PROFILES, aarau_letter
from tests.support.pdf_reading import faults, pages_text, places

SPOKEN = {profile: code for code, profile in PROFILES.items()}
SHORT = ("Ville d’Exemple", "Madame Anne Exemple", "Rue de l’Exemple 14", "1000 Exemple")
LONG = (
    "Centre communal d’action sociale de Rosières-sur-Loire",
    "Madame Anne-Charlotte de La Rochebrune-Delattre",
    "Directrice générale adjointe, solidarités et santé",
    "14 bis, avenue du Général-de-Gaulle",
    "CS 40512",
    "72018 LE MANS CEDEX 2",
)
BODY = "Association intercommunale des services sociaux et de la santé publique de l’agglomération de Valmont-le-Haut"
TITLE = "Conseillère municipale, responsable du dicastère Action sociale, santé et vieillesse"


def letter(profile: LetterProfile, **more: Any) -> LetterFacts:
    """A letter with two signatories of long names, a reference and everything else that a letter can have."""
    base = aarau_letter(SPOKEN.get(profile, "fr"), profile=profile)
    sender = replace(base.sender, name=BODY, service="Service Action sociale", case_handler="Camille Besson")
    signatories = (
        SignatoryFacts(BODY, "Salome Brunner", (TITLE,)),
        SignatoryFacts(base.signatories[1].body, "Reto Casanova", ("Président", "Vice-président du CCAS")),
    )
    foot = ("Siège : 1, place de l’Exemple, 72000 Le Mans",) if profile.country == "FR" else ()
    given = {"reference": "SOC/2023-114", "addressee": AddresseeFacts(LONG), "foot": foot, "sender": sender}
    return replace(base, **{"signatories": signatories, **given, **more})


def in_millimetres(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Where each run of the first page begins: millimetres from the left and from the top."""
    return {said: (left / 72 * 25.4, 297 - up / 72 * 25.4) for said, (left, up) in places(pdf).items()}


@pytest.mark.parametrize("lines", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("profile", LetterProfile)
def test_the_addressee_alone_is_seen_through_the_window(profile: LetterProfile, lines: tuple[str, ...]) -> None:
    # Windows of C5, C5/6 and DL, less what a folded sheet slides: 50 to 80 mm from the top, 72 mm wide.
    left = 25 if profile is LetterProfile.CH_DE else 118
    found = in_millimetres(letter_pdf(letter(profile, addressee=AddresseeFacts(lines))))
    seen = {said: at for said, at in found.items() if left - 10 < at[0] < left + 72 and 46 < at[1] < 83}
    assert " ".join(seen).replace("- ", "-").split()[0] == lines[0].split()[0]
    for said, (across, down) in seen.items():
        assert any(said.strip() in line for line in lines), f"{said} stands in the window"
        assert round(across) == left and 50 < down <= 80, (said, across, down)
    assert lines[-1] in seen, "the town is not seen"


@pytest.mark.parametrize("capitals", [False, True], ids=["as usual", "in capitals"])
@pytest.mark.parametrize("profile", LetterProfile)
def test_the_longest_names_leave_room_for_street_town_and_country(profile: LetterProfile, capitals: bool) -> None:
    body = f"Syndicat de l’{BODY}".upper() if capitals else f"Syndicat de l’{BODY}"
    address = PostalAddress("Postfach 4711", "Obere Bahnhofstrasse", "112a", "80331", "Garmisch-Partenkirchen", "DE")
    reader = ReaderFacts(PersonName("Anne-Charlotte", "de La Rochebrune-Delattre"), "madam", TITLE, body, address)
    facts = addressed(letter(profile), reader, greets=True)
    assert len(facts.addressee.lines) <= 7 and TITLE not in facts.addressee.lines, "the function gives way"
    left = 25 if profile is LetterProfile.CH_DE else 118
    found = in_millimetres(letter_pdf(facts))
    seen = {said: at for said, at in found.items() if left - 1 < at[0] < left + 72 and 46 < at[1] < 83}
    country = "ALLEMAGNE" if "fr" in profile else "DEUTSCHLAND" if "de" in profile else "GERMANIA"
    below = ("Obere Bahnhofstrasse 112a", "Postfach 4711", "80331 Garmisch-Partenkirchen", country)
    assert facts.addressee.lines[-4:] == below and set(below) <= set(seen), seen
    assert all(50 < down <= 80 for _, down in seen.values()), seen
    assert sum(len(said) for said in seen) >= sum(map(len, facts.addressee.lines)) - 8, "something is cut away"


def test_the_function_is_there_where_it_fits() -> None:
    address = PostalAddress("Case postale 12", "Rue du Marché", "12", "1260", "Nyon", "CH")
    reader = ReaderFacts(PersonName("Anna", "Rey"), "madam", "Municipale", "Ville de Nyon", address)
    lines = {
        profile: addressed(letter(profile), reader, greets=True).addressee.lines
        for profile in (LetterProfile.CH_FR, LetterProfile.FR_CITY)
    }
    where = ("Rue du Marché 12", "Case postale 12", "1260 Nyon")
    assert lines[LetterProfile.CH_FR] == ("Ville de Nyon", "Madame Anna Rey", "Municipale", *where)
    assert lines[LetterProfile.FR_CITY] == ("Madame Anna Rey", "Municipale", "Ville de Nyon", *where, "SUISSE")


@pytest.mark.parametrize("profile", LetterProfile)
def test_place_date_reference_subject_and_salutation_follow_each_other(profile: LetterProfile) -> None:
    facts = letter(profile)
    found = in_millimetres(letter_pdf(facts))
    is_french = profile.country == "FR"

    def of(start: str) -> tuple[float, float]:
        said = next(said for said in found if said.strip().startswith(start))
        return found[said]

    date, reference = of(f"{facts.place},"), next(found[said] for said in found if said[:3] in ("Réf", "Ref", "Rif"))
    subject, salutation = of(facts.subject[0][:12]), of(facts.salutation[:10])
    assert round(date[0]) == (25 if profile is LetterProfile.CH_DE else 118)
    assert round(reference[0]) == round(salutation[0]) == 25
    # France puts the label before the subject, Switzerland the subject alone.
    assert (subject[0] > 30) is is_french
    downs = [date[1], reference[1], subject[1], salutation[1]]
    assert all(later - earlier > 4 for earlier, later in pairwise(downs)), downs


@pytest.mark.parametrize("paragraphs", [3, 5, 6, 7, 8, 9, 12, 18, 22, 23, 24, 25])
@pytest.mark.parametrize("profile", LetterProfile)
def test_signatures_never_stand_alone_and_pages_are_numbered(profile: LetterProfile, paragraphs: int) -> None:
    many = tuple(f"Paragraphe {number}. {'Des mots pour remplir. ' * 9}" for number in range(1, paragraphs + 1))
    pages = pages_text(letter_pdf(letter(profile, paragraphs=many)))
    signed = next(page for page in pages if "Salome Brunner" in page)
    assert "Reto Casanova" in signed and "Des mots" in signed
    # What follows on another page is never "about us" alone.
    assert "Formulaire" in pages[-1] or "Anmeldeformular" in pages[-1] or "Modulo" in pages[-1]
    for number, page in enumerate(pages, start=1):
        told = [
            f"page {number} sur {len(pages)}",
            f"Seite {number} von {len(pages)}",
            f"pagina {number} di {len(pages)}",
        ]
        assert any(one in page.replace("\u00a0", " ") for one in told) is (number > 1)


@pytest.mark.parametrize("profile", LetterProfile)
def test_two_long_signatories_share_the_line_of_their_names(profile: LetterProfile) -> None:
    pdf = letter_pdf(letter(profile, paragraphs=aarau_letter().paragraphs[:2]))
    assert faults(pdf) == []
    found = in_millimetres(pdf)
    first, second = found["Salome Brunner"], found["Reto Casanova"]
    assert (round(first[0]), round(second[0])) == (25, 118) and first[1] == pytest.approx(second[1])
    capacity = next(at for said, at in found.items() if said.startswith("Vice-président"))
    # In France several capacities stand under the one name, in Switzerland all stand above it.
    assert (capacity[1] > second[1]) is (profile.country == "FR")


@pytest.mark.parametrize("profile", LetterProfile)
def test_no_line_stands_on_another(profile: LetterProfile) -> None:
    for pages in (1, 6):
        pdf = letter_pdf(letter(profile, paragraphs=aarau_letter().paragraphs * pages))
        for column in range(2):
            downs = sorted(
                {round(down, 1) for across, down in in_millimetres(pdf).values() if (across > 100) is bool(column)}
            )
            gaps = [later - earlier for earlier, later in pairwise(downs)]
            # Raised endings and the labels of lists stand on lines of their own size.
            assert min(gaps) > 2.4, (profile, column, downs)


def test_a_letter_without_reference_and_sender_lines_keeps_the_window() -> None:
    bare = letter(LetterProfile.CH_FR, reference="", sender=SenderFacts("Villes"), addressee=AddresseeFacts(SHORT))
    found = in_millimetres(letter_pdf(bare))
    assert round(found["Ville d’Exemple"][0]) == 118 and 50 < found["Ville d’Exemple"][1] < 56


def test_the_sheet_is_a4_and_nothing_leaves_it() -> None:
    pdf = letter_pdf(letter(LetterProfile.FR_CITY, paragraphs=("x" * 400, "Mot " * 300)))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert {tuple(round(float(side)) for side in page.MediaBox) for page in document.pages} == {(0, 0, 595, 842)}
    assert all(10 < across < 195 and 5 < down < 290 for across, down in in_millimetres(pdf).values())
