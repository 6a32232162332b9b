"""What is laid out from the facts: dates that stay vague, ordinals that are raised, supporters of one part only."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from filrouge.core.typography import ordinal
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.layout.docx_letter import letter_docx
from filrouge.stages.documents.layout.html_twin import letter_article
from filrouge.stages.documents.layout.inline import raised
from filrouge.stages.documents.layout.odt import letter_odt
from filrouge.stages.documents.layout.pdf import letter_pdf
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page, plain, visitor
from tests.support.founding_letters import aarau_letter, lemans_letter
from tests.support.gatherings import AARAU, HEALTH, changed
from tests.support.letters import Desk, with_letter
from tests.support.pdf_reading import faults, pages_text, reading, whole_text
from tests.support.people import Person, Role

pytestmark = pytest.mark.django_db


@pytest.mark.behaviour("S0-B19")
def test_a_vague_date_and_a_place_other_than_the_venue_on_paper() -> None:
    letters = {language: aarau_letter(language) for language in ("fr", "de", "it")}
    # each language phrases it properly
    phrases = {
        "fr": "Winterthour, début mars 2023",
        "de": "Winterthur, Anfang März 2023",
        "it": "Winterthur, inizio marzo 2023",
    }
    for language, phrase in phrases.items():
        pdf = letter_pdf(letters[language])
        assert faults(pdf) == []
        said = whole_text(pdf)
        assert phrase in said.splitlines()
        # no invented day is printed
        assert not re.search(r"\b1(er|\.|º)?\s(mars|März|marzo)\b|\b0?1\.0?3\.2023|2023-03", said)
    # sorting and archiving use 2023-03-01 as floor
    vague = letters["fr"].date
    assert vague.floor == date(2023, 3, 1)
    before, same, after = (VagueDate.on(date.fromisoformat(day)) for day in ("2023-02-28", "2023-03-01", "2023-03-02"))
    assert sorted([after, vague, same, before], key=VagueDate.sort_key) == [before, same, vague, after]


def office_runs(file: bytes, name: str, mark: str) -> list[str]:
    """The texts that an office file sets with a style."""
    with ZipFile(BytesIO(file)) as package:
        source = package.read(name).decode()
    return [re.sub("<[^>]+>", "", found) for found in re.findall(rf"{mark}.*?</(?:w:r|text:span)>", source)]


@pytest.mark.behaviour("S1-B02")
def test_french_ordinals_have_their_endings_raised() -> None:
    # 1er and 2e with superscript ending: in a letter, in each of its forms
    first, second = (raised(*ordinal(number, language="fr")) for number in (1, 2))
    facts = lemans_letter(subject=("invitation",), paragraphs=(f"Après le {first} congrès, voici le {second}.",))
    assert "<p>Après le 1<sup>er</sup> congrès, voici le 2<sup>e</sup>.</p>" in letter_article(facts)
    assert ("P", "Après le 1<Sup>er</Sup> congrès, voici le 2<Sup>e</Sup>.") in reading(letter_pdf(facts))
    raised_in_odt = office_runs(letter_odt(facts), "content.xml", '<text:span text:style-name="Letter_20_raised">')
    raised_in_docx = office_runs(letter_docx(facts), "word/document.xml", '<w:rStyle w:val="Letterraisedending"/>')
    assert raised_in_odt == raised_in_docx == ["er", "e"]
    # and on the page of the gathering, whose word for edition is feminine
    series = {"key": "congres", "name": "Congrès", "edition": 2, "editions": [{"number": 1, "year": 2019}]}
    title = "2ème Rencontres, 1ères du nom, 3e degré"
    with at("2023-03-10T10:00:00+01:00"):
        gatherings.load(changed(AARAU, series=series, title=title, title_is_verbatim=True))
        page = open_page(visitor("fr"), "/g/aarau-2023/")
    assert [sup.text for sup in page.tree.xpath("//sup")] == ["e", "re"]
    assert "2e édition" in page.text and "1re édition" in page.text
    # the user's own spelling of a registered title is left alone when marked verbatim
    assert page.said("//h1") == title
    assert not page.tree.xpath("//h1//sup")
    kept = lemans_letter(subject=(f"le 1er mai : {title}",), paragraphs=(f"Pour {title}.",), verbatim=(title,))
    assert f"le 1<sup>er</sup> mai : {title}</h1>" in letter_article(kept)
    assert ("P", f"Pour {title}.") in reading(letter_pdf(kept))


AGENCY, PLATFORM = "Agence régionale de santé", "Plateforme des ateliers santé ville"
WITH_SUPPORT = changed(
    HEALTH,
    roles=[{"body": "valprieux", "role": "organiser"}],
    parts=[
        {**HEALTH["parts"][0], "roles": [{"body": "agence", "role": "supporter"}]},
        {**HEALTH["parts"][1], "roles": [{"body": "plateforme", "role": "partner"}]},
    ],
    bodies=[
        *HEALTH["bodies"],
        {"key": "agence", "kind": "state", "name": AGENCY},
        {"key": "plateforme", "kind": "association", "name": PLATFORM},
    ],
)
BODY = [{"fr": "Deux rencontres en un jour."}, {"fr": "{parts}"}]


@pytest.mark.behaviour("S2-B12")
def test_each_part_shows_its_own_supporter_and_no_other() -> None:
    document = with_letter(WITH_SUPPORT, languages=("fr",), body=BODY, signatories=None, annexes=None)
    with at("2016-07-21T10:00:00+02:00"):
        facts = gatherings.load(document)
        # each part shows its own supporter and no other: the page
        page = open_page(visitor("fr"), "/g/sante-2016/")
        morning, afternoon = (page.said(f"//*[@id='part-{key}']") for key in ("morning", "afternoon"))
        found = Desk(desk_of(Role.MANAGER, facts, language="fr"), "sante-2016")
        found.start()
        letter = found.file("fr", "pdf")
    says(morning, afternoon)
    # the letter
    items = re.split(r"\n(?=Matinée|Après-midi)", plain_lines(whole_text(letter)))
    says(*(item for item in items if item.startswith(("Matinée", "Après-midi"))))
    # and the badges of each part, tagged for whoever hears them
    with at("2016-10-20T10:00:00+02:00"):
        facts = gatherings.load(changed(WITH_SUPPORT, state="registration_open"))
        for number in range(11):
            coordinator = Person("Rose", f"Amiel-{number}", f"r{number}@valprieux.example", "Ville", "asv_coordinator")
            people.registered(coordinator, facts, "morning", "afternoon")
        client = desk_of(Role.MANAGER, facts, language="de")
        sheets = [badges_of(client, key) for key in ("morning", "afternoon")]
    for sheet in sheets:
        assert faults(sheet) == []
        assert len(pages_text(sheet)) == 2, "ten to a sheet"
        assert [whole_text(sheet).count(f"Amiel-{number}\n") for number in range(11)] == [1] * 11
    says(*(plain_lines(whole_text(sheet)) for sheet in sheets))


def badges_of(client: Client, part: str) -> bytes:
    """The badges that the desk's list of a part offers."""
    page = open_page(client, f"/desk/g/sante-2016/expected/{part}/badges/")
    response = client.get(page.links_to("badges.pdf"))
    assert response["Content-Type"] == "application/pdf"
    return bytes(response.content)


def says(morning: str, afternoon: str) -> None:
    """The morning names the agency alone, the afternoon the platform alone."""
    assert f"Avec le soutien de: {AGENCY}" in plain(morning)
    assert f"En partenariat avec: {PLATFORM}" in plain(afternoon)
    assert PLATFORM not in morning
    assert AGENCY not in afternoon


def plain_lines(text: str) -> str:
    """Each line as it is heard."""
    return "\n".join(plain(line) for line in text.splitlines())
