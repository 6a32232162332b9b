"""Press releases: nothing missing, an embargo that holds to the second, a number that stands nowhere else."""

import json
import re
from email.message import EmailMessage

import pytest

from filrouge.ground.chores import do_all
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.press.models import Accreditation, PressAnnex
from filrouge.stages.privacy.actions.objecting import object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.clock import at, instant
from tests.support.desk_factories import desk_of, send
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import changed, facts_of
from tests.support.mailbox import Letter, PostOffice, post_office
from tests.support.pdf_reading import faults, pages_text, whole_text
from tests.support.press import ASKED, COLLOQUIUM, JOURNALIST, MOBILE, PressDesk

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db

KEY = "mulhouse-2022"
SPRING, HOUR, BEFORE = "2022-04-11T09:00:00+02:00", "2022-04-14T06:00:00+02:00", "2022-04-14T05:59:59+02:00"


def desk(language: str = "en", **changes: object) -> PressDesk:
    """The press desk of the colloquium."""
    facts = gatherings.load(changed(COLLOQUIUM, **changes))
    return PressDesk(desk_of(Role.MANAGER, facts, language=language))


def obstacles(page: Page) -> dict[str, str]:
    """What is still missing, and where each is mended."""
    rows = page.tree.xpath("//section[@id='readiness']//ul[contains(@class, 'letter-obstacles')]/li")
    return {" ".join(row.text.split()): str(row.xpath("./a/@href")[0]) for row in rows}


@pytest.mark.behaviour("S3-B03")
def test_the_release_cannot_leave_without_its_parts() -> None:
    with at(SPRING):
        found = desk(contacts={})
        draft = found.start()
        # The background block comes from the process record: nobody typed it.
        about = draft.said("//*[contains(@class, 'release__section--about')]")
        assert about.startswith("À propos: Mulhouse Solidaire, les états généraux de l'action sociale et de la santé")
        assert "Collective, participative et partenariale. Responsable: Ville de Mulhouse. Début: fin 2021." in about
        assert "rebâtir les politiques municipales avec les habitants et relancer le partenariat" in about
        assert "Consultation citoyenne: octobre à décembre 2021" in about
        assert "Groupes de travail thématiques: juin à décembre 2022" in about
        # Issuing is refused with the list: annex, press contact, date; each leads to where it is mended.
        refused = found.issue()
        assert refused.status == 422
        missing = {
            "The press release has no date: journalists need its day.": f"{found.release}heading/",
            "The file of this annex is missing: “programme and how to register”.": "#annexes",
            "The press contact is missing: journalists need a name to ask for.": f"{found.root}contact/",
        }
        assert obstacles(refused) == missing
        for said, url in missing.items():
            assert refused.has(f"//*[@id='error-summary']//a[@href='{url}'][contains(., '{said[:20]}')]"), said
        # Mended one by one: the list grows shorter, and the release leaves at its end.
        found.heading(dated="2022-04-11")
        found.put_file()
        assert list(obstacles(found.issue())) == ["The press contact is missing: journalists need a name to ask for."]
        assert "Give at least one direct number." in mend_contact(found, phone="", mobile="").errors()
        mend_contact(found, phone="03 53 01 42 10", mobile=MOBILE)
        assert not obstacles(found.open())
        assert "The press release is issued." in found.issue().text


def mend_contact(found: PressDesk, **numbers: str) -> Page:
    """Name the press contact."""
    who = {"name": "Ludivine Haag", "email": "presse@mulhouse.example", **numbers}
    return open_page(found.client, f"{found.root}contact/").fill(who).send()


@pytest.mark.behaviour("S3-B03")
def test_an_annex_that_was_taken_away_is_missed_and_a_quote_is_somebodys() -> None:
    with at(SPRING):
        found = desk()
        found.start()
        found.heading(dated="2022-04-11")
        number = found.open().tree.xpath("//section[@id='annexes']//button[@name='drop']/@value")[0]
        send(found.client, found.release, f"{found.release}annexes/", drop=number)
        said = "Nothing is annexed: the programme and how to register belong to the release."
        assert obstacles(found.issue()) == {said: "#annexes"}
        wrong = found.add_annex("Programme", data=b"PK no pdf")
        assert wrong.status == 422 and "Save the document as PDF" in wrong.errors()
        found.put_file()
        nobody = found.write(quote_1="Nous écoutons avant de décider.")
        assert nobody.status == 422 and "Say who said it" in nobody.errors()
        assert nobody.value("quote_1").strip() == "Nous écoutons avant de décider."
        found.write(quote_1="Nous écoutons avant de décider.", name_1="Alix Meyer", capacity_1="adjointe au maire")
        quote = found.open().said("//figure[contains(@class, 'release__quote')]")
        assert "Nous écoutons avant de décider." in quote and "Alix Meyer, adjointe au maire" in quote
        assert "The press release is issued." in found.issue().text


def test_what_is_typed_is_compared_with_the_facts_and_the_box_is_never_typed() -> None:
    with at(SPRING):
        found = desk()
        found.start()
        found.heading(dated="2022-04-11")
        found.put_file()
        unknown = found.write(lead="{places} personnes")
        assert unknown.status == 422 and "{places} cannot be replaced by a fact." in unknown.errors()
        found.write(lead="Le colloque a lieu le 6 mai 2022 à 9 h, avec 300 personnes.")
        page = found.open()
        told = page.said("//ul[contains(@class, 'letter-findings')]")
        assert "“6 mai 2022” is no day of this gathering." in told
        assert "“9 h” is not among the facts of this gathering." in told
        assert "“300 personnes” is not among the facts of this gathering." in told
        refused = found.issue()
        assert refused.status == 422 and "3 statements of the release do not agree" in refused.errors()
        box = page.said("//*[contains(@class, 'release__section--practical')]")
        assert "Premier jour: mercredi 4 mai 2022" in box and "Second jour: jeudi 5 mai 2022" in box
        assert "Société Industrielle de Mulhouse (SIM), 10/12 rue de la Bourse" in box
        assert "The press release is issued." in found.issue(looked_at="1").text


def doors() -> dict[str, str]:
    """What machines and readers find of the colloquium without any link to a release."""
    client = visitor("fr")
    shown = {path: client.get(path) for path in (f"/g/{KEY}/", "/gatherings.rss", "/sitemap.xml", "/", f"/g/{KEY}.ics")}
    return {path: response.content.decode() for path, response in shown.items()}


@pytest.mark.behaviour("S3-B05")
def test_the_embargo(post_office: PostOffice) -> None:
    with at(SPRING):
        found = desk()
        found.list_journalist()
        found.issued(embargo=True)
        public, annex = found.public, PressAnnex.objects.get().pk
        sent = found.send_it()
        assert "The release leaves to 1 journalist." in sent.text
        letter = post_office.deliver_to(JOURNALIST["email"])
        # journalists' copy bears the embargo line on top, with the zone: in text, in HTML, in the PDF, in the subject.
        line = "Embargo jusqu’au jeudi 14 avril 2022, 6h (heure de Paris, UTC+2)"
        assert letter.text.splitlines()[0] == line
        assert letter.subject.strip().startswith("[Embargo 14/04/2022, 6h] Mulhouse Solidaire")
        assert letter.html.index("release__embargo") < letter.html.index("Communiqué de presse")
        pdf = attached(letter)["press-release-fr.pdf"]
        assert pages_text(pdf)[0].startswith(line) and not faults(pdf)
    for moment in (SPRING, BEFORE):
        with at(moment):
            assert visitor("fr").get(public).status_code == 404
            assert visitor("fr").get(f"{public}fr.pdf").status_code == 404
            assert visitor("fr").get(f"{public}annexes/{annex}.pdf").status_code == 404
            listed = visitor("fr").get(f"/g/{KEY}/press/")
            assert public not in listed.content.decode() and "no-store" in listed["Cache-Control"]
            for path, said in doors().items():
                assert public not in said and "communiqué" not in said.lower(), path
    with at(HOUR):
        # public page appears at the hour, not before; nothing that was kept hides it
        listed_page = open_page(visitor("fr"), f"/g/{KEY}/press/")
        assert public in listed_page.links
        assert f"/g/{KEY}/press/" in open_page(visitor("fr"), f"/g/{KEY}/").links
        page = open_page(visitor("fr"), public)
        assert page.status == 200 and "no-store" in page.response["Cache-Control"]
        assert page.said("//h1") == "Mulhouse Solidaire: le colloque des 4 et 5 mai 2022 à la SIM"
        assert "Embargo" not in page.source
        assert visitor("fr").get(page.links_to(f"annexes/{annex}.pdf")).status_code == 200
        everybody = visitor("fr").get(f"{public}fr.pdf")
        assert everybody.status_code == 200
        text = whole_text(everybody.content)
        assert "Embargo" not in text and "Mulhouse, le 11 avril 2022" in text.replace("\u00a0", " ")
        assert not faults(everybody.content)


@pytest.mark.parametrize("said", ["2022-04-14 06:00", "2022-04-14T06:00+02:00"])
def test_a_draft_begins_with_the_embargo_of_the_file(said: str) -> None:
    brief = {**COLLOQUIUM["documents"]["press_release"], "embargo_until": said, "date": "2022-04-11"}
    with at(SPRING):
        draft = desk(documents={"press_release": brief}).start()
        assert draft.said("//*[contains(@class, 'release__embargo')]").startswith(
            "Embargo jusqu’au jeudi 14 avril 2022, 6h"
        )
        assert not any("date" in one for one in obstacles(draft))


def attached(letter: Letter) -> dict[str, bytes]:
    """The files that travel with a mail, by name."""
    found: dict[str, bytes] = {}
    for part in letter.message.iter_attachments():
        assert isinstance(part, EmailMessage)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found[str(part.get_filename())] = content
    return found


@pytest.mark.behaviour("S3-B04")
def test_the_mobile_number_stands_in_the_release(post_office: PostOffice) -> None:
    """The side of the release: journalists' mail, its files, its public page; the other doors are in another test."""

    def digits(said: str) -> str:
        return re.sub(r"\D", "", said)

    number = digits(MOBILE)
    with at(SPRING):
        found = desk()
        found.list_journalist()
        found.issued()
        found.send_it()
        letter = post_office.deliver_to(JOURNALIST["email"])
        assert number in digits(letter.text) and number in digits(letter.html)
        assert number in digits(whole_text(attached(letter)["press-release-fr.pdf"]))
        page = open_page(visitor("fr"), found.public)
        assert MOBILE in page.said("//*[contains(@class, 'release__section--contact')]").replace("\u00a0", " ")
        # Around it, and on the way to it, nowhere: page, list for the press, form and mails to journalists who come.
        outside = page.source.replace(page.source[page.source.index("<article") : page.source.index("</article>")], "")
        assert number not in digits(outside)
        open_page(visitor("fr"), f"/g/{KEY}/press/accreditation/").fill(ASKED).send()
        received = post_office.deliver_to(ASKED["email"])
        shown = [
            visitor("fr").get(path).content.decode() for path in (f"/g/{KEY}/press/", f"/g/{KEY}/press/accreditation/")
        ]
        for said in (*doors().values(), *shown, received.text, received.html):
            assert number not in digits(said)
        for said in ("press/", "press/list/", "press/accreditations/", "", "letters/"):
            assert number not in digits(found.client.get(f"/desk/g/{KEY}/{said}").content.decode()), said


def test_a_release_leaves_once_to_each_and_never_to_whoever_objects(post_office: PostOffice) -> None:
    with at(SPRING):
        found = desk()
        found.list_journalist()
        found.list_journalist(name="Noé Wagner", email="n.wagner@gazette.example", medium="La Gazette")
        known = found.list_journalist(name="Encore une", email=JOURNALIST["email"].upper())
        assert known.status == 422 and "has this address already" in known.errors()
        assert known.has("//input[@name='name'][@value='Encore une']")
        object_to_mails(
            organiser_id=facts_of(KEY).organiser_id,
            address="n.wagner@gazette.example",
            source=Source.DESK,
            actor=SYSTEM,
            now=instant(SPRING),
        )
        found.issued()
        assert "Send it to 1 journalist" in found.open().text
        assert "The release leaves to 1 journalist." in found.send_it().text
        # Pressed again with a page that was open: nobody gets it twice.
        token = found.client.get(found.root).context["csrf_token"]
        again = found.client.post(f"{found.release}send/", {"csrfmiddlewaretoken": str(token)})
        assert again.status_code == 303
        letters = post_office.deliver()
        assert [letter.to for letter in letters] == [JOURNALIST["email"]]
        (letter,) = letters
        assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = str(letter.message["List-Unsubscribe"]).strip(" <>")
        assert link in letter.text and "Ours du site" in letter.text
        assert letter.message["Reply-To"] == "presse@mulhouse.example"
        assert set(attached(letter)) == {"press-release-fr.pdf", "programme.pdf"}
        assert "<img" not in letter.html
        # One press in the mail program, and the list says so.
        pressed = visitor("fr").post(re.sub(r"^https?://[^/]+", "", link), {"List-Unsubscribe": "One-Click"})
        assert pressed.status_code < 400
        assert open_page(found.client, f"{found.root}list/").text.count("Wants no mails") == 2


def test_journalists_come_apart_from_participants_and_are_forgotten(post_office: PostOffice) -> None:
    with at(SPRING):
        found = desk()
        form = open_page(visitor("fr"), f"/g/{KEY}/press/accreditation/")
        empty = form.fill(name="Matteo Ferrari").send()
        assert empty.status == 422 and empty.value("name") == "Matteo Ferrari"
        # No condition: neither body nor function nor part is asked for.
        assert set(form.values) <= {"csrfmiddlewaretoken", "name", "medium", "email", "press_card"}
        for _twice in range(2):
            open_page(visitor("fr"), f"/g/{KEY}/press/accreditation/").fill(ASKED).send()
        assert [letter.to for letter in post_office.deliver()] == [ASKED["email"]]
        facts = facts_of(KEY)
        assert all(seats.confirmed == seats.waiting == 0 for seats in seats_of(facts).values())
        for path in ("registrations/", "registrations.csv", "expected/", "expected/day-1/badges/", "figures/"):
            assert "Ferrari" not in found.client.get(f"/desk/g/{KEY}/{path}").content.decode(), path
        page = open_page(found.client, f"{found.root}accreditations/")
        assert "Matteo Ferrari" in page.text and "erased on 4 June 2022" in page.text
        address = f"{found.root}accreditations/{Accreditation.objects.get().pk}/answer/"
        unsaid = send(found.client, page.address, address, answer="declined")
        assert unsaid.status == 422 and "Say why: the journalist reads it." in unsaid.errors()
        send(found.client, page.address, address, answer="accepted")
        accepted = post_office.deliver_to(ASKED["email"])
        assert "Le Courrier du Rhin" in accepted.text
        trail = open_page(found.client, f"/desk/g/{KEY}/trail/").text
        assert "Journalist accredited: “Le Courrier du Rhin”" in trail and "Ferrari" not in trail
    with at("2022-06-03T23:59:00+02:00"):
        assert not do_all(instant("2022-06-03T23:59:00+02:00"))
        assert Accreditation.objects.count() == 1
    with at("2022-06-04T00:00:00+02:00"):
        assert not do_all(instant("2022-06-04T00:00:00+02:00"))
        assert not Accreditation.objects.exists()
        assert "Ferrari" not in json.dumps(list(OutgoingMail.objects.order_by("pk").values_list("text", "context")))


def test_a_forgotten_journalist_leaves_nothing(post_office: PostOffice) -> None:
    with at(SPRING):
        found = desk()
        found.list_journalist()
        found.issued()
        found.send_it()
        assert len(post_office.deliver()) == 1
        page = open_page(found.client, f"{found.root}list/")
        (address,) = [one for one in page.tree.xpath("//form/@action") if one.endswith("/drop/")]
        send(found.client, page.address, address)
        assert not OutgoingMail.objects.filter(to=JOURNALIST["email"]).exists()
        assert JOURNALIST["email"] not in open_page(found.client, f"{found.root}list/").source
