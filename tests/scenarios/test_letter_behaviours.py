"""Letters: facts that follow, annexes that must be there, people who sign, languages that agree, the mailbox."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.documents.models import IssuedLetter, Letter
from filrouge.stages.documents.queries import letters_of, package_for
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import Sending
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send
from tests.support.forms import open_page, plain, visitor
from tests.support.gatherings import AARAU, changed, facts_of
from tests.support.letters import BRIEF, Desk, with_letter
from tests.support.letters_sent import Sender, files_of, language_of, number_of
from tests.support.mailbox import PostOffice
from tests.support.pdf_reading import places
from tests.support.sendings import contact

pytestmark = pytest.mark.django_db

BEFORE, LATER = "2023-03-02T10:00:00+01:00", "2023-03-09T10:00:00+01:00"


def desk(role: Role = Role.MANAGER, language: str = "en", **changes: object) -> Desk:
    """A draft started from the brief, on the desk."""
    facts = gatherings.load(with_letter(**changes))
    found = Desk(desk_of(role, facts, language=language))
    found.start()
    return found


def new_deadline(found: Desk, day: str) -> None:
    """Change the last day to register of both parts, as the desk does."""
    for part in ("eve", "day"):
        open_page(found.client, f"/desk/g/aarau-2023/parts/{part}/").fill(deadline=day).send()


def words(document: bytes, name: str) -> str:
    """What an ODT or DOCX says."""
    with ZipFile(BytesIO(document)) as archive:
        source = archive.read(name).decode()
    return plain(re.sub(r"<[^>]+>", " ", source))


@pytest.mark.behaviour("S0-B18")
def test_the_letter_stays_in_step_with_the_facts(post_office: PostOffice) -> None:
    with at(BEFORE):
        found = desk()
        old, new = "14 avril 2023", "21 avril 2023"
        # Built from the gathering: the paragraph and the list of annexes both say the deadline.
        assert found.column("fr").count(old) == 2
        new_deadline(found, "2023-04-21")
        # both mentions of the deadline in the letter change, annex list included
        letter = found.column("fr")
        assert (letter.count(old), letter.count(new)) == (0, 2)
        assert found.column("de").count("21. April 2023") == 2
        assert "délai: 21 avril 2023" in open_page(found.client, found.letter).said(
            "//div[@data-language='fr']//*[contains(@class, 'annexes')]"
        )
        assert words(found.file("fr", "docx"), "word/document.xml").count(new) == 2
        assert words(found.file("fr", "odt"), "content.xml").count(new) == 2
        found.ready()
        assert "The letter is issued" in found.issue().text
        assert received(found, post_office, anna="fr", urs="de").keys() == {"anna", "urs"}
    stored = bytes(IssuedLetter.objects.get(language="fr").pdf)
    with at(LATER):
        contact(facts_of("aarau-2023"), "Dora Blanc")
        new_deadline(found, "2023-04-28")
        # if already sent, the system offers an erratum to the recipients …
        assert_outdated(found)
        erratum = offered_erratum(found)
        # … instead of silently changing
        assert "21 avril 2023" in found.column("fr") and "28 avril 2023" not in found.column("fr")
        assert found.file("fr", "pdf") == stored
        # The erratum does not trip over the old value that it must repeat, and is offered once only.
        assert not erratum.open().has("//*[@id='mismatches']")
        erratum.approve_all()
        assert "The letter is issued" in erratum.issue().text
        assert not open_page(found.client, found.root).has("//section[@id='outdated']")
        assert "no longer true" not in open_page(found.client, "/desk/g/aarau-2023/").text
        # to the recipients: to exactly those who have the letter, each in their language
        assert corrected(erratum, post_office) == {"anna": "fr-CH", "urs": "de-CH"}


def received(found: Desk, office: PostOffice, **readers: str) -> dict[str, dict[str, bytes]]:
    """The files that arrive when the issued letter is sent to readers of these languages; by given name."""
    facts = facts_of("aarau-2023")
    for name, language in readers.items():
        contact(facts, f"{name.capitalize()} Rey", language=language)
    begun = Sending.objects.values_list("pk", flat=True).first()
    Sender(found.client, facts, begun or 0).carry_out(found)
    return {mail.to.partition(".")[0]: files_of(mail) for mail in office.deliver()}


def languages_of(files: dict[str, dict[str, bytes]]) -> dict[str, str]:
    """In which language the letter is that each reader has; it is the first of the files."""
    return {name: language_of(next(iter(one.values()))) for name, one in files.items()}


def corrected(erratum: Desk, office: PostOffice) -> dict[str, str]:
    """Send the erratum as its page offers it: who receives it, in which language."""
    send(erratum.client, erratum.letter, f"{erratum.letter}send/")
    sending = Sender(erratum.client, facts_of("aarau-2023"), Sending.objects.latest("pk").pk)
    sending.approve()
    sending.act("start")
    send_due(datetime.now(UTC))
    return languages_of({mail.to.partition(".")[0]: files_of(mail) for mail in office.deliver()})


def cannot_be_sent(found: Desk) -> str:
    """Try to choose the letter for a sending while it is a draft; what its page says."""
    sending = Sender(found.client, facts_of("aarau-2023"))
    assert "Choose one of the letters that were issued" in sending.choose(number_of(found)).source
    assert not OutgoingMail.objects.exists()
    return sending.open().said("//*[@id='letter']")


def assert_outdated(found: Desk) -> None:
    """The list of letters says what has changed since, and the overview, where everybody begins, leads there."""
    listed = open_page(found.client, found.root)
    row = listed.said("//section[@id='outdated']//tbody/tr[th='last day to register'][1]")
    assert "21 avril 2023" in row and "28 avril 2023" in row
    overview = open_page(found.client, "/desk/g/aarau-2023/")
    assert "1 issued letter states what is no longer true" in overview.text
    assert "/desk/g/aarau-2023/letters/#outdated" in overview.links


def offered_erratum(found: Desk) -> Desk:
    """The erratum that the list offers, with old and new in each language."""
    drafted = send(found.client, found.root, f"{found.letter}erratum/")
    assert "It goes to those who received the letter." in drafted.text
    erratum = Desk(found.client)
    erratum.letter = drafted.address.partition("#")[0]
    for language, days in {
        "fr": ("21 avril 2023", "28 avril 2023"),
        "de": ("21. April 2023", "28. April 2023"),
    }.items():
        said = erratum.column(language)
        assert all(day in said for day in days), said
    return erratum


@pytest.mark.behaviour("S0-B21")
def test_the_annexes_travel_with_the_letter(post_office: PostOffice) -> None:
    with at(BEFORE):
        found = desk()
        found.approve_all()
        assert len(found.open().tree.xpath("//section[@id='annexes']//div[contains(@class, 'letter-card')]")) == 3
        # an annex file is missing: sending refused with its name …
        missing = found.issue()
        assert missing.status == 422
        assert missing.errors() == "The letter cannot leave yet: This annex is missing: “Programme”."
        assert "Annexes that are not there: Programme." in cannot_be_sent(found)
        # … or is a draft
        found.put_file("Programme", is_draft=True)
        draft = found.issue()
        assert draft.status == 422
        assert "This annex is still a draft: “Programme”." in draft.errors()
        assert not IssuedLetter.objects.exists()
        # A file that nobody could open is refused with a sentence, and the earlier one stays.
        wrong = found.put_file("Programme", data=b"PK not a pdf")
        assert wrong.status == 422 and "Save the document as PDF" in wrong.errors()
        found.put_file("Programme")
        assert "The letter is issued" in found.issue().text
        # Exactly three travel, in the language of the recipient.
        files = received(found, post_office, urs="de")["urs"]
        assert list(files)[1:] == ["programm.pdf", "einladung-zum-vorabend.pdf", "anmeldeformular.pdf"]
        assert all(content.startswith(b"%PDF-") for content in files.values())


@pytest.mark.behaviour("S0-B20")
def test_two_signatories_of_two_bodies(post_office: PostOffice) -> None:
    with at(BEFORE):
        found = desk()
        # two signature blocks side by side with body, function and name in that order
        blocks = found.open().tree.xpath("//div[@data-language='fr']//div[contains(@class, 'signatures')]/div")
        assert [plain(" ".join(block.itertext())) for block in blocks] == [
            "Ville d’Aarau Conseillère municipale Salome Brunner",
            "Villes sociales Président Reto Casanova",
        ]
        at_left, at_right = (places(found.file("fr", "pdf"))[name] for name in ("Salome Brunner", "Reto Casanova"))
        assert at_left[0] < at_right[0] and at_left[1] == pytest.approx(at_right[1])
        found.put_file("Programme")
        # sending blocked until each has approved …
        refused = found.issue()
        assert refused.status == 422
        for name in ("Salome Brunner", "Reto Casanova"):
            assert f"{name} has not approved the letter as it stands now." in refused.errors()
        assert "It is a draft: issue it first." in cannot_be_sent(found)
        # … in their own account: one of them has one here
        wording = approved_in_their_own_account(found)
        assert "in their own account" in found.open().text
        still = found.issue()
        assert "Timo Wenger" not in still.errors() and "Salome Brunner" in still.errors()
        # … or been recorded as approving, by somebody, with a note of how it is known
        silent = found.open().tree.xpath("//form[.//textarea[@name='how']]/@action")[0]
        unsaid = send(found.client, found.letter, silent, how="", wording=wording)
        assert unsaid.status == 422 and "Say how the approval is known" in unsaid.errors()
        found.approve_all()
        assert "recorded by Régine Oberli" in found.open().text and "signé sur papier, dossier 12" in found.open().text
        # Another wording is another letter: everybody is asked again.
        found.write("de", closing="Mit freundlichen Grüssen")
        assert "has not approved the letter as it stands now." in found.issue().errors()
        assert "Approved an earlier wording" in found.open().text
        found.approve_all()
        assert "The letter is issued" in found.issue().text
        assert received(found, post_office, anna="fr").keys() == {"anna"}


def approved_in_their_own_account(found: Desk) -> str:
    """Somebody with an account signs too and approves there; the wording that they approved."""
    helper = desk_of(Role.DESK_HELPER, facts_of("aarau-2023"))
    account = found.open().tree.xpath("//select[@name='user']/option[contains(., 'Timo')]/@value")[0]
    form = {"name": "Timo Wenger", "body": "aarau", "capacities_fr": "Chef de service", "capacities_de": "Leiter"}
    send(found.client, found.letter, f"{found.letter}signatories/", **form, user=account)
    own = open_page(helper, found.letter)
    (address,) = own.tree.xpath("//form[.//button[@name='own']]/@action")
    wording = str(own.tree.xpath("//form[.//button[@name='own']]//input[@name='wording']/@value")[0])
    send(helper, found.letter, address, own="1", wording=wording)
    return wording


@pytest.mark.behaviour("S0-B22")
def test_language_versions_carry_the_same_facts(post_office: PostOffice) -> None:
    with at(BEFORE):
        found = desk()
        found.ready()
        typed = "Die Stadt Aarau lädt ein. Bitte melden Sie sich bis zum 7. April 2023 an."
        found.write("de", body=typed)
        # a fact check lists the mismatch before sending
        page = found.open()
        mismatches = page.said("//h3[@id='mismatches']/following-sibling::ul")
        assert "German, Paragraphs" in mismatches
        assert "“7. April 2023”; the last day to register is Friday 14 April 2023." in mismatches
        assert "{deadline} would say it by itself." in mismatches
        # What one language says and the other does not is listed too: the day of the gathering.
        found.approve_all()
        asked = found.issue()
        assert asked.status == 422
        assert "does not agree with the facts or with the other languages" in asked.errors()
        assert not IssuedLetter.objects.exists()
        found.write("de", body="Die Stadt Aarau lädt Sie am {date} ein. Bitte melden Sie sich bis zum {deadline} an.")
        assert not found.open().has("//h3[@id='mismatches']")
        found.approve_all()
        assert "The letter is issued" in found.issue().text
        # each recipient gets their own language, falling back in a declared order
        files = received(found, post_office, anna="fr", urs="de", carla="it", kate="en")
        assert languages_of(files) == {"anna": "fr-CH", "urs": "de-CH", "carla": "fr-CH", "kate": "fr-CH"}


def test_the_order_of_falling_back_is_declared_on_the_heading() -> None:
    with at(BEFORE):
        found = desk()
        heading = open_page(found.client, f"{found.letter}heading/")
        assert (heading.values["languages"], heading.value("first_language")) == (["fr", "de"], "fr")
        heading.fill(first_language="de").send()
        assert open_page(found.client, f"{found.letter}heading/").value("first_language") == "de"
        found.ready()
        found.issue()
        (letter,) = letters_of(facts_of("aarau-2023").id)
        package = package_for(letter, "it")
        assert package is not None and package.language == "de"


TWO = [
    {
        "body": "aarau",
        "name": "Bastien Rocheteau",
        "capacities": [
            {"title": {"fr": "Adjoint au maire, action sociale", "de": "Stellvertreter"}},
            {"title": {"fr": "Président délégué du CCAS", "de": "Präsident des CCAS"}},
        ],
    }
]


@pytest.mark.behaviour("S1-B15")
def test_one_signatory_two_capacities() -> None:
    with at(BEFORE):
        found = desk(signatories=TWO)
        # both capacities under one name
        blocks = found.open().tree.xpath("//div[@data-language='fr']//div[contains(@class, 'signatures')]/div")
        assert len(blocks) == 1
        said = plain(" ".join(blocks[0].itertext()))
        assert said.count("Bastien Rocheteau") == 1
        assert "Adjoint au maire, action sociale" in said and "Président délégué du CCAS" in said
        found.ready()
        found.issue()
        stored = found.file("fr", "pdf")
    with at(LATER):
        # a change of portfolio later does not rewrite the sent letter
        moved = [{**TWO[0], "capacities": [{"title": {"fr": "Adjoint au maire, culture", "de": "Kultur"}}]}]
        named = {**AARAU["bodies"][1], "name": {"fr": "Commune d’Aarau", "de": "Gemeinde Aarau"}}
        bodies = [named if body["key"] == named["key"] else body for body in AARAU["bodies"]]
        gatherings.load(changed(with_letter(signatories=moved), bodies=bodies))
        assert "Adjoint au maire, action sociale" in found.column("fr")
        assert "culture" not in found.column("fr") and "Commune" not in found.column("fr")
        assert found.file("fr", "pdf") == stored
        # A letter that is started now says what is true now.
        other = Desk(found.client)
        other.start()
        assert "Adjoint au maire, culture" in other.column("fr") and "Commune d’Aarau" in other.column("fr")


OLD, NEW = gatherings.CONTACT, "assemblees@villes-sociales.example"


@pytest.mark.behaviour("S1-B16")
def test_the_mailbox_is_a_role_not_a_person(post_office: PostOffice) -> None:
    with at(BEFORE):
        found = desk()
        body = "La ville d’Aarau vous accueille le {date}. Inscriptions d’ici le {deadline}, ou à {contact.email}."
        found.write("fr", body=body)
        found.write("de", body="Die Stadt Aarau, {date}. Anmeldung bis {deadline} oder an {contact.email}.")
        found.ready()
        assert "The letter is issued" in found.issue().text
        # the generic mailbox appears in letter, site, confirmations
        assert OLD in found.column("fr")
        assert OLD in open_page(visitor(), "/g/aarau-2023/").source
        people.registered(people.PARTNER, facts_of("aarau-2023"), "day")
        confirmation = post_office.deliver_to(people.PARTNER.email)
        assert OLD in confirmation.html
        sent = found.file("fr", "pdf")
        other = Desk(found.client)
        other.start()
    with at(LATER):
        saved = open_page(found.client, "/desk/g/aarau-2023/contact/").fill(email=NEW).send()
        # all unsent documents follow …
        assert NEW in other.column("fr") and OLD not in other.column("fr")
        assert NEW in open_page(visitor(), "/g/aarau-2023/").source
        people.registered(people.HEAD, facts_of("aarau-2023"), "day")
        later = post_office.deliver_to(people.HEAD.email)
        assert NEW in later.html and OLD not in later.html
        # … sent ones keep the old value …
        assert OLD in found.column("fr") and NEW not in found.column("fr")
        assert found.file("fr", "pdf") == sent
        # … and the old address is listed as still to be watched
        watched = saved.said("//section[@id='watched']")
        assert OLD in watched and "Invitation letter, early March 2023" in watched
        done = send(found.client, found.root, "/desk/g/aarau-2023/contact/watched/", mailbox=OLD)
        assert OLD not in done.said("//section[@id='watched']")


@pytest.mark.behaviour("S0-B19")
def test_an_imprecise_date_and_a_place_other_than_the_venue() -> None:
    with at(BEFORE):
        found = desk(languages=("fr", "de", "it"))
        # each language phrases it properly
        phrases = {
            "fr": "Winterthour, début mars 2023",
            "de": "Winterthur, Anfang März 2023",
            "it": "Winterthur, inizio marzo 2023",
        }
        for language, phrase in phrases.items():
            assert phrase in found.column(language)
            for form, name in (("docx", "word/document.xml"), ("odt", "content.xml")):
                said = words(found.file(language, form), name)
                assert phrase in said
                # no invented day is printed
                assert not re.search(r"\b1(er|\.|º)? (mars|März|marzo) 2023|0?1\.0?3\.2023|2023-03-01", said)
        found.ready()
        assert "The letter is issued" in found.issue().text
        # sorting and archiving use 2023-03-01 as floor
        for day in ("2023-02-28", "2023-03-02"):
            other = Desk(found.client)
            other.start()
            open_page(found.client, f"{other.letter}heading/").fill(dated=day).send()
        listed = open_page(found.client, found.root)
        archived = listed.tree.xpath("//section[@id='letters']//td[@data-label='Archived under']/span/text()")
        assert archived == ["2023-02-28", "2023-03-01", "2023-03-02"]
        response = found.client.get(f"{found.letter}de.pdf")
        assert 'filename="2023-03-01-' in response["Content-Disposition"]
        assert Letter.objects.get(pk=int(found.letter.rstrip("/").rpartition("/")[2])).dated == "early 2023-03"
        assert BRIEF["date"] == "early 2023-03"
