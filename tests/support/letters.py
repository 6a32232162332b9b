"""Letters for tests: a brief as a gathering file holds it, invented people, short texts in three languages."""

from copy import deepcopy
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.documents import actions
from filrouge.stages.documents.actions.logo import take_logo
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.enums import AnnexKind
from filrouge.stages.documents.logos import shown_logo
from filrouge.stages.documents.queries import letter_by_id
from filrouge.stages.documents.rules import lacking_annexes
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support.desk_factories import send
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU
from tests.support.logo import LOGO

BRIEF: dict[str, Any] = {
    "place": {"fr": "Winterthour", "de": "Winterthur", "it": "Winterthur"},
    "date": "early 2023-03",
    "subject": [{"fr": "Invitation : {gathering}", "de": "Einladung: {gathering}", "it": "Invito: {gathering}"}],
    "salutation": {"fr": "Mesdames et Messieurs", "de": "Sehr geehrte Damen und Herren", "it": "Gentili Signore"},
    "body": [
        {
            "fr": "La ville d’Aarau se réjouit de vous accueillir le {date} à {town}.",
            "de": "Die Stadt Aarau freut sich, Sie am {date} in {town} zu empfangen.",
            "it": "La città di Aarau è lieta di accogliervi {date} ad {town}.",
        },
        {
            "fr": "Prière de s’inscrire d’ici le {deadline}.",
            "de": "Bitte melden Sie sich bis {deadline} an.",
            "it": "Vi preghiamo di iscrivervi entro il {deadline}.",
        },
    ],
    "closing": {"fr": "Avec nos cordiales salutations", "de": "Freundliche Grüsse", "it": "Cordiali saluti"},
    "signatories": [
        {
            "body": "aarau",
            "name": "Salome Brunner",
            "capacities": [{"title": {"fr": "Conseillère municipale", "de": "Stadträtin", "it": "Municipale"}}],
        },
        {
            "body": "villes-sociales",
            "name": "Reto Casanova",
            "capacities": [{"title": {"fr": "Président", "de": "Präsident", "it": "Presidente"}}],
        },
    ],
    "layout": "side_by_side",
    "annexes": [
        {"title": {"fr": "Programme", "de": "Programm", "it": "Programma"}, "document": "programme"},
        {"title": {"fr": "Invitation à la soirée", "de": "Einladung zum Vorabend", "it": "Invito"}, "part": "eve"},
        {
            "title": {"fr": "Formulaire d’inscription", "de": "Anmeldeformular", "it": "Modulo d’iscrizione"},
            "document": "registration_form",
            "shows_deadline": True,
        },
    ],
}


def with_letter(document: dict[str, Any] = AARAU, *, languages: tuple[str, ...] = ("fr", "de"), **changes: Any) -> Any:
    """A gathering file with the brief of a letter; `changes` replace fields of the brief, None leaves one out."""
    brief = {name: value for name, value in {**deepcopy(BRIEF), **changes}.items() if value is not None}
    return {**deepcopy(document), "languages": list(languages), "documents": {"invitation_letter": brief}}


def a_pdf() -> bytes:
    """The smallest file that is one."""
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made)
    return made.getvalue()


def a_logo(facts: GatheringFacts) -> str:
    """The name of the logo above the letters of the gathering's organiser."""
    take_logo(
        organiser_id=facts.organiser_id,
        data=LOGO,
        alternative={"fr": "Villes sociales", "de": "Soziale Städte"},
        actor=SYSTEM,
        now=clock.now(),
    )
    found = shown_logo(facts.organiser_id)
    assert found is not None
    return found.key


class Desk:
    """Somebody at the pages of one gathering's letters."""

    def __init__(self, client: Client, key: str = "aarau-2023") -> None:
        self.client, self.root = client, f"/desk/g/{key}/letters/"
        self.letter = ""

    def start(self) -> Page:
        """Start the letter, as the button of the list does."""
        page = send(self.client, self.root, f"{self.root}start/")
        self.letter = page.address.partition("#")[0]
        return page

    def open(self) -> Page:
        """The page of the letter."""
        return open_page(self.client, self.letter)

    def column(self, language: str) -> str:
        """The letter as it is read in a language."""
        return self.open().said(f"//div[@data-language='{language}']")

    def write(self, language: str, **texts: str) -> Page:
        """Change the texts of a language."""
        return open_page(self.client, f"{self.letter}text/{language}/").fill(**texts).send()

    def approve_all(self) -> None:
        """Record the approval of everybody who signs."""
        for address in self.open().tree.xpath("//form[.//textarea[@name='how']]/@action"):
            wording = self.open().tree.xpath("//input[@name='wording']/@value")[0]
            send(self.client, self.letter, address, how="signé sur papier, dossier 12", wording=wording)

    def put_file(self, annex: str, *, is_draft: bool = False, data: bytes | None = None, language: str = "") -> Page:
        """Upload a PDF for the annex of this title."""
        page = self.open()
        found = page.tree.xpath(f"//div[contains(@class, 'letter-card')][.//strong[contains(., '{annex}')]]/@id")
        assert found, f"no annex {annex}"
        address = f"{self.letter}annexes/{found[0].removeprefix('annex-')}/"
        token = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        file = SimpleUploadedFile("annexe.pdf", a_pdf() if data is None else data, content_type="application/pdf")
        draft = {"is_draft": "on"} if is_draft else {}
        answers = {"csrfmiddlewaretoken": token, "file": file, "language": language, **draft}
        response = self.client.post(address, answers)
        if response.status_code == 303:
            return open_page(self.client, response["Location"])
        return Page(self.client, response, address)

    def issue(self, *, looked_at: bool = False) -> Page:
        """Press the button."""
        ticked = {"looked_at": "1"} if looked_at else {}
        return send(self.client, self.letter, f"{self.letter}issue/", **ticked)

    def ready(self) -> None:
        """Everything that a letter needs: approvals and the missing annex."""
        self.put_file("Programme")
        self.approve_all()

    def file(self, language: str, form: str) -> bytes:
        """A letter as a file."""
        response = self.client.get(f"{self.letter}{language}.{form}")
        assert response.status_code == 200, response.status_code
        return bytes(response.content)


def a_small_letter(facts: GatheringFacts, *, is_issued: bool) -> dict[str, object]:
    """A letter with a reply form and nothing else, made by the actions: its id and public name, its annex, and the
    annex's file once it is issued.
    """
    now = clock.now()
    pk = actions.start_letter(facts=facts, actor=SYSTEM, now=now)
    what: dict[str, Any] = {"facts": facts, "letter_id": pk, "actor": SYSTEM, "now": now}
    form: dict[str, Any] = {"title": {"fr": "Bulletin"}, "kind": AnnexKind.REPLY_FORM, "part": ""}
    actions.add_annex(**what, **form, shows_deadline=True)
    for wanted in lacking_annexes(the_letter(facts, pk), facts):
        actions.say_not_needed(**what, wanted=wanted, why="une petite lettre")
    actions.add_signatory(**what, name="Reto Casanova", body="", capacities=[{"fr": "Président"}], user_id=None)
    letter = the_letter(facts, pk)
    actions.record_approval(**what, signatory_id=letter.signatories[0].id, wording=letter.wording, how="sur papier")
    if is_issued:
        actions.issue(**what, looked_at=True)
        letter = the_letter(facts, pk)
    annex = letter.annexes[0]
    file = {"file_id": annex.files[0].id} if annex.files else {}
    return {"pk": pk, "uid": letter.uid, "annex_id": annex.id, **file}


def the_letter(facts: GatheringFacts, pk: int) -> LetterDraft:
    """A letter that must be there."""
    found = letter_by_id(facts.id, pk)
    assert found is not None, f"no letter {pk}"
    return found
