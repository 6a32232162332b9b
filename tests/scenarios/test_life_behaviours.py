"""The life of a gathering at one address, each behaviour with its whole list of consequences."""

import json
import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar
from PIL import Image

from filrouge.ground.chores import do_all
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.actions import change_state, publish_programme
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.rules import STATES
from filrouge.stages.registration.models import Registration
from filrouge.web.shell import clock
from tests.support import gatherings, people
from tests.support.clock import at, instant
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page, post, visitor
from tests.support.gatherings import AARAU, HEALTH, changed, fresh_facts, with_part
from tests.support.letters import Desk, with_letter
from tests.support.mailbox import Letter, PostOffice, post_office

__all__ = ["fresh_facts", "post_office"]

pytestmark = pytest.mark.django_db

KEY = "sante-2016"
JULY, AUTUMN = "2016-07-21T10:00:00+02:00", "2016-10-03T10:00:00+02:00"
READER = "lectrice@ccas-valprieux.example"

SAVE_THE_DATE: dict[str, Any] = {
    **changed(HEALTH, state="save_the_date", published_on="2016-07-21"),
    "roles": [{"body": "valprieux", "role": "organiser"}],
}


def followed(post_office: PostOffice, email: str = READER) -> Letter:
    """Somebody leaves an address on the page; the mail that asks whether it is theirs."""
    page = open_page(visitor(), f"/g/{KEY}/")
    form = open_page(visitor(), page.links_to("follow")).fill(email=email, category="ccas")
    assert form.send().has("//*[@role='status']"), "they are told to look into their mailbox"
    return post_office.deliver_to(email)


def confirmed(post_office: PostOffice, email: str = READER) -> None:
    """The reader opens the link and presses the button."""
    link = next(link for link in followed(post_office, email).links if link.startswith("/f/"))
    open_page(visitor(), link).send()


def step(to: GatheringState, key: str = KEY) -> None:
    """The organiser takes a step, and the worker does its chores."""
    change_state(gathering_id=gatherings.facts_of(key).id, to=to, actor=SYSTEM, now=clock.now())
    assert do_all(clock.now()) == ()


@pytest.mark.behaviour("S2-B05")
def test_readers_can_ask_to_be_told(post_office: PostOffice) -> None:
    with at(JULY):
        gatherings.load(SAVE_THE_DATE)
        letter = followed(post_office)
        # double-checked address: opening the link, as machines do, changes nothing; the button does
        link = next(link for link in letter.links if link.startswith("/f/"))
        page = open_page(visitor(), link)
        assert Follower.objects.get().confirmed_at is None
        page.send()
        row = Follower.objects.get()
        assert row.confirmed_at == instant(JULY)
        # used for this gathering only
        assert (row.gathering.key, row.category) == (KEY, "ccas")
        gatherings.load(changed(SAVE_THE_DATE, key="autre-2016", title="Une autre journée"))
        step(GatheringState.INVITATION_SENT, key="autre-2016")
        assert post_office.deliver() == []
    with at(AUTUMN):
        invitation, programme = both_published(post_office)
        # one-click withdrawal, by the page and by the button of the mail program
        for mail in (invitation, programme):
            assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            assert any(link.endswith("/leave/") for link in mail.links)
        leave = next(link for link in programme.links if link.endswith("/leave/"))
        assert str(programme.message["List-Unsubscribe"]).strip("<>").endswith(leave)
        assert Client(enforce_csrf_checks=True).post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 204
        assert not Follower.objects.exists()
        assert not OutgoingMail.objects.filter(to=READER, kind__startswith="follow_").exists()
        assert open_page(visitor(), leave).status == 200


def both_published(post_office: PostOffice) -> tuple[Letter, Letter]:
    """She receives programme and invitation when published, each once."""
    step(GatheringState.INVITATION_SENT)
    invitation = post_office.deliver_to(READER)
    assert "invitation" in invitation.subject.lower()
    assert "Santé et quartiers" in invitation.text and "mardi 22 novembre 2016" in invitation.text
    assert f"/g/{KEY}/" in invitation.links
    gatherings.load(with_hours(changed(SAVE_THE_DATE, state="invitation_sent")))
    publish_programme(gathering_id=gatherings.facts_of(KEY).id, actor=SYSTEM, now=clock.now())
    assert do_all(clock.now()) == ()
    programme = post_office.deliver_to(READER)
    assert "programme" in programme.subject.lower()
    assert "9h30" in programme.text
    assert "Accueil" in open_page(visitor(), f"/g/{KEY}/").said("//section[@id='programme']")
    step(GatheringState.REGISTRATION_OPEN)
    assert post_office.deliver() == [], "each thing is told once"
    return invitation, programme


@pytest.mark.behaviour("S2-B02")
def test_next_22_november_becomes_a_full_date() -> None:
    with at(JULY):
        facts = gatherings.load(SAVE_THE_DATE)
        desk = desk_of(Role.EDITOR, facts)
        form = open_page(desk, "/desk/new/").fill(title="Santé et logement", day="22", month="11", town="Valprieux")
        asked = form.send()
        # year 2016 proposed
        assert asked.value("year") == "2016"
        # weekday Tuesday shown for checking, and nothing kept before
        assert "Tuesday 22 November 2016" in asked.said("//*[@id='asked']")
        assert not Gathering.objects.filter(key__startswith="sante-et-logement").exists()
        done = asked.send()
        assert "Publish the save-the-date" in done.source
        post(desk, f"/desk/g/{key_of(done)}/step/", [("to", "save_the_date"), ("csrfmiddlewaretoken", token(done))])
        page = open_page(visitor(), f"/g/{key_of(done)}/")
        # page prints the full date
        assert "mardi 22 novembre 2016" in page.text
        # publication date visible
        assert "jeudi 21 juillet 2016" in page.said("//*[contains(., '21 juillet')]")


@pytest.mark.behaviour("S2-B17")
def test_from_save_the_date_to_invitation_without_retyping() -> None:
    with at(AUTUMN):
        facts = gatherings.load(SAVE_THE_DATE)
        desk = desk_of(Role.EDITOR, facts)
        page = open_page(desk, f"/desk/g/{KEY}/prepare/")
        # all known facts carried over
        known = page.said("//section[@id='known']")
        for said in ("Santé et quartiers", "Tuesday 22 November 2016, morning", "Valprieux", "Reserved for"):
            assert said in known
        assert "sante@ressources-nord.example" in known
        # only the missing ones asked
        missing = page.tree.xpath("//section[@id='missing']//form")[0]
        asked = {name for name in missing.fields if name != "csrfmiddlewaretoken"}
        parts = {f"{name}_{part}" for name in ("starts_at", "ends_at", "capacity") for part in ("morning", "afternoon")}
        assert asked == {"venue", "street", "number", "postcode", "deadline", "price", *parts}
        answers = {
            "venue": "Maison des associations",
            "street": "rue de la Gare",
            "number": "4",
            "deadline": "2016-11-15",
            "starts_at_morning": "09:30",
            "ends_at_morning": "12:30",
            "capacity_morning": "60",
        }
        saved = post(desk, page.address, [("csrfmiddlewaretoken", token(page)), *answers.items()])
        assert saved.status == 200
        left = set(saved.tree.xpath("//section[@id='missing']//form")[0].fields)
        assert left & set(answers) == set(), "what was said is not asked again"
        publish = [("to", "invitation_sent"), ("csrfmiddlewaretoken", token(saved))]
        assert post(desk, f"/desk/g/{KEY}/step/", publish).status == 200
        # the save-the-date page becomes the event page at the same address
        now = gatherings.facts_of(KEY)
        assert (now.state, now.id) == (GatheringState.INVITATION_SENT, facts.id)
        assert [part.uid for part in now.parts] == [part.uid for part in facts.parts]
        shown = open_page(visitor(), f"/g/{KEY}/").text
        for said in ("Santé et quartiers", "Maison des associations", "4 rue de la Gare", "9h30", "15 novembre 2016"):
            assert said in shown


@pytest.mark.behaviour("S2-B15")
def test_the_date_moves(post_office: PostOffice) -> None:
    with at(JULY):
        facts = gatherings.load(SAVE_THE_DATE)
        confirmed(post_office)
        before = {part.key: (part.uid, part.sequence) for part in facts.parts}
    with at(AUTUMN):
        desk = desk_of(Role.EDITOR, facts)
        for key, half in (("morning", "morning"), ("afternoon", "afternoon")):
            page = open_page(desk, f"/desk/g/{KEY}/parts/{key}/date/").fill(when=f"2016-11-29 {half}")
            asked = page.send()
            assert "Tuesday 29 November 2016" in asked.said("//*[@id='asked']")
            assert asked.send().status == 200
        now = gatherings.facts_of(KEY)
        # same identifiers with higher sequence
        for part in now.parts:
            uid, sequence = before[part.key]
            assert part.uid == uid and part.sequence > sequence
            assert part.day == date(2016, 11, 29)
            event = Calendar.from_ical(visitor().get(f"/g/{KEY}/{part.key}.ics").content).walk("VEVENT")[0]
            assert str(uid) in event["uid"] and event["sequence"] == part.sequence
        # previous date shown struck on the page
        page = open_page(visitor(), f"/g/{KEY}/")
        struck = [said.text_content() for said in page.tree.xpath("//article//s")]
        assert struck == ["mardi 22 novembre 2016, matin", "mardi 22 novembre 2016, après-midi"]
        assert "Announced before" in page.text or "Annoncé auparavant" in page.text
        # machine-readable status 'rescheduled' with the previous date
        (data,) = [json.loads(said) for said in page.tree.xpath("//script[@type='application/ld+json']/text()")]
        for event in (data, *data["subEvent"]):
            assert event["eventStatus"] == "https://schema.org/EventRescheduled"
            assert event["startDate"] == "2016-11-29" and event["previousStartDate"] == "2016-11-22"
        assert len(data["subEvent"]) == 2
        # one message to followers, although two parts moved
        assert do_all(clock.now()) == ()
        letter = post_office.deliver_to(READER)
        assert "mardi 29 novembre 2016" in letter.text and "mardi 22 novembre 2016" in letter.text
        assert do_all(clock.now()) == ()
        assert post_office.deliver() == []


def called_off_in_every_diary() -> None:
    """Whoever took the date from the page, or reads the feed, sees it called off."""
    for address, expected in ((f"/g/{KEY}/morning.ics", 1), (f"/g/{KEY}.ics", 2)):
        events = Calendar.from_ical(visitor().get(address).content).walk("VEVENT")
        assert [event["status"] for event in events] == ["CANCELLED"] * expected


def followers_are_forgotten_on_schedule() -> None:
    """Followers' addresses are erased thirty days after the day that was announced."""
    with at("2016-12-21T12:00:00+01:00"):
        do_all(clock.now())
        assert Follower.objects.count() == 1
    with at("2016-12-22T12:00:00+01:00"):
        do_all(clock.now())
        assert not Follower.objects.exists()


@pytest.mark.behaviour("S2-B16")
def test_it_is_called_off(post_office: PostOffice) -> None:
    with at(JULY):
        facts = gatherings.load(changed(SAVE_THE_DATE, state="registration_open"))
        confirmed(post_office)
        coordinator = people.Person("Rose", "Amiel", "r.amiel@valprieux.example", "Ville", "asv_coordinator")
        people.registered(coordinator, facts, "morning")
        post_office.deliver()
        form = open_page(visitor(), f"/g/{KEY}/register/")
    with at(AUTUMN):
        desk = desk_of(Role.EDITOR, facts)
        page = open_page(desk, f"/desk/g/{KEY}/")
        why = "La salle a brûlé."
        done = post(
            desk, f"/desk/g/{KEY}/step/", [("to", "cancelled"), ("motive", why), ("csrfmiddlewaretoken", token(page))]
        )
        assert done.status == 200
        assert do_all(clock.now()) == ()
        # page stays with the reason
        shown = open_page(visitor(), f"/g/{KEY}/")
        assert shown.status == 200
        assert why in shown.text and "Santé et quartiers" in shown.text
        # cancellation objects sent
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert set(letters) == {READER, coordinator.email}
        calendar = letters[coordinator.email].calendars[0]
        event = calendar.walk("VEVENT")[0]
        assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
        assert str(facts.parts[0].uid) in event["uid"] and event["sequence"] > facts.parts[0].sequence
        assert all(why in letter.text for letter in letters.values())
        called_off_in_every_diary()
        # form never opens, nor is what somebody had typed before accepted
        assert not open_page(visitor(), f"/g/{KEY}/register/").has_form
        late = form.fill(
            people.Person("Jean", "Tardy", "j.tardy@ccas.example", "CCAS").answers, tick=["morning"]
        ).send()
        assert late.status == 409 and Registration.objects.count() == 1
        assert GatheringState.REGISTRATION_OPEN not in STATES.following(GatheringState.CANCELLED)
    followers_are_forgotten_on_schedule()


ACRONYMS = {
    "ASV": "atelier santé ville",
    "ARS": "agence régionale de santé",
    "CLS": "contrat local de santé",
    "CLSM": "conseil local de santé mentale",
    "EPCI": "établissement public de coopération intercommunale",
    "CCAS": "centre communal d’action sociale",
    "CPAM": "caisse primaire d’assurance maladie",
}


@pytest.mark.behaviour("S2-B19")
def test_acronyms_are_spelled_out() -> None:
    said = "Avec les ASV, l’ARS, un CLS et un CLSM, les EPCI, le CCAS et la CPAM. L’ARS y tient. Le PDS aussi."
    with at(JULY):
        gatherings.load(
            changed(SAVE_THE_DATE, texts={"presentation": said}, abbreviations={"PDS": "projet de diagnostic de santé"})
        )
        page = open_page(visitor(), f"/g/{KEY}/")
    for short, words in {**ACRONYMS, "PDS": "projet de diagnostic de santé"}.items():
        # each has an expansion on first use from the glossary, and once
        assert page.text.count(f"{short} ({words})") == 1
        assert page.text.index(f"{short} ({words})") == re.search(rf"\b{short}\b", page.text).start()  # type: ignore[union-attr]
        # read correctly by a screen reader: marked, titled, and the words are text that is read without the mark
        marks = page.tree.xpath(f"//main//abbr[text()='{short}']")
        assert marks and {mark.get("title") for mark in marks} == {words}
    assert "CLSM (conseil local de santé mentale)" in page.text, "CLS is not read inside CLSM"


@pytest.mark.behaviour("S0-B25")
def test_the_documentation_stays_where_the_invitation_pointed() -> None:
    series = {
        "key": "printemps",
        "name": "Assemblées de printemps",
        "edition": 12,
        "editions": [{"number": 11, "year": 2022, "purpose": "Se loger"}],
    }
    with at():
        facts = gatherings.load(with_letter(changed(AARAU, series=series)))
        code = code_of_an_issued_letter(facts)
        assert open_page(visitor(), code).has_form, "before the day the code leads to the form"
    with at("2023-05-20T09:00:00+02:00"):
        desk = desk_of(Role.EDITOR, facts)
        report = SimpleUploadedFile("synthèse 2023.pdf", b"%PDF-1.7 rapport", content_type="application/pdf")
        publish(desk, title="Synthèse de la journée", kind="report", language="fr", file=report)
        publish(desk, title="Exposés de la journée", kind="slides", url="https://villes-sociales.example/2023/")
        overview = open_page(desk, "/desk/g/aarau-2023/")
        for to in ("held", "documented"):
            post(desk, "/desk/g/aarau-2023/step/", [("to", to), ("csrfmiddlewaretoken", token(overview))])
        # someone follows the same public address or code
        by_code = visitor().get(code)
        assert (by_code.status_code, by_code["Location"]) == (302, "/g/aarau-2023/")
        page = open_page(visitor(), "/g/aarau-2023/")
        # the page shows the theme, slides and report
        assert "La coordination au service de la prévention" in page.text
        documents = page.said("//section[@id='documents']")
        assert "Synthèse de la journée" in documents and "Compte rendu" in documents
        assert "Exposés de la journée" in documents and "Présentations" in documents
        assert "https://villes-sociales.example/2023/" in page.links
        link = next(link for link in page.links if "/documents/" in link)
        answer = visitor().get(link)
        assert b"".join(answer) == b"%PDF-1.7 rapport"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        # and the archive of earlier assemblies
        editions = page.said("//section[@id='editions']")
        assert "11" in editions and "2022" in editions and "Se loger" in editions
        # nothing that was is hidden
        assert "vendredi 12 mai 2023" in page.text


def code_of_an_issued_letter(facts: GatheringFacts) -> str:
    """The address in the square code of a letter, as a telephone reads it from the page."""
    letter = Desk(desk_of(Role.MANAGER, facts))
    letter.start()
    letter.ready()
    assert "The letter is issued" in letter.issue(looked_at=True).text
    with zipfile.ZipFile(BytesIO(letter.file("fr", "docx"))) as file:
        pictures = [Image.open(BytesIO(file.read(name))) for name in file.namelist() if name.endswith(".png")]
        read = [found.text for found in map(zxingcpp.read_barcode, pictures) if found]
    assert len(read) == 1
    return urlsplit(read[0]).path


def publish(desk: Client, **said: Any) -> None:
    """Put something on the page by the form of the desk."""
    address = "/desk/g/aarau-2023/publications/"
    forgery = {"csrfmiddlewaretoken": token(open_page(desk, address))}
    answer = desk.post(address, {"language": "", "url": "", **forgery, **said})
    assert answer.status_code == 303, answer.content.decode()


def token(page: Page) -> str:
    """What the page's forms bear against forgery."""
    return str(page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0])


def key_of(page: Page) -> str:
    """The key in the address of a desk page."""
    return page.address.split("/g/")[1].strip("/").split("/")[0]


def with_hours(document: dict[str, Any]) -> dict[str, Any]:
    """Hours for both halves, and a first session."""
    document = with_part(document, "morning", starts_at="09:30", ends_at="12:30")
    document = with_part(document, "afternoon", starts_at="14:00", ends_at="16:30")
    sessions = [
        {"key": "accueil", "kind": "break", "title": "Accueil", "part": "morning", "starts_at": "09:30"},
        {"key": "ouverture", "kind": "plenary", "title": "Ouverture", "part": "morning", "starts_at": "10:00"},
    ]
    return changed(document, documents={"programme": {"sessions": sessions}})
