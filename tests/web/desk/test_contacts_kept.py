"""How long somebody of the directory is kept: what counts as a sign, the slip, what goes and what still counts."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.ground.chores import do_all
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import counts_of, invitation_by_id
from filrouge.stages.press.models import Journalist
from filrouge.stages.privacy.actions import object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import SendingRecipient
from filrouge.stages.sendings.queries import progress_of
from filrouge.web.shell import clock
from tests.support import gatherings, people
from tests.support.clock import at, instant
from tests.support.desk_factories import desk_of, press, token_of
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.people import EXECUTIVE
from tests.support.privacy import COMMUNE, profile
from tests.support.sendings import SENDER, contact, sending, started
from tests.support.sendings import act as do
from tests.support.sendings import approve as approve_sending
from tests.support.whole_database import places_of_person, places_of_text

pytestmark = pytest.mark.django_db

FORWARDED = changed(AARAU, registration=AARAU["registration"] | {"forwarding": "within_organisation"})
HOUSE = "/desk/o/villes-sociales/"
ANNA, ADDRESS, PHONE = "Ottiger-Vass", "anna.ottiger-vass@lindenau.example", "+41 79 555 01 77"
SOON, LATER = "2023-03-20T09:00:00+01:00", "2026-03-23T09:00:00+01:00"
"""Five days after everything happened, and three years after that."""


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    """The assembly in spring; its organiser is under cantonal law and keeps contacts for three years."""
    with at():
        found = gatherings.load(FORWARDED)
        profile(found, COMMUNE)
        yield gatherings.facts_of("aarau-2023")


def anna(facts: GatheringFacts, **more: object) -> int:
    return contact(facts, f"Anna {ANNA}", phone=PHONE, source="Annuaire des villes 2023", **more)


def work() -> None:
    """What the worker does in a minute: chores, then mails, then chores again."""
    for _ in range(2):
        assert do_all(clock.now()) == ()
        while deliver_due(now=clock.now()):
            pass
    assert do_all(clock.now()) == ()


def heard(facts: GatheringFacts, pk: int) -> tuple[str, str]:
    """When somebody was last in contact, and when they last answered or came, as their page says it."""
    page = open_page(desk_of(Role.MANAGER, facts), f"{HOUSE}contacts/{pk}/")
    last, sign = (page.said(f"//dt[text()='{label}']/../dd") for label in ("Last contact", "Last answered or came"))
    return last, sign


# ------------------------------------------------------------------------------------------------- last contact


def test_a_mail_counts_once_it_has_left(facts: GatheringFacts) -> None:
    pk = anna(facts)
    number = sending(facts)
    approve_sending(facts, number)
    assert heard(facts, pk) == ("none yet", "not yet")
    do(facts, number, "start")
    send_due(clock.now())
    assert OutgoingMail.objects.filter(to=ADDRESS, state="waiting").exists()
    assert heard(facts, pk) == ("none yet", "not yet"), "it waits in the outbox"
    with at(SOON):
        work()
        assert heard(facts, pk) == ("Monday 20 March 2023", "not yet")


def test_an_answer_and_a_registration_are_signs(facts: GatheringFacts) -> None:
    pk, other = anna(facts), contact(facts, f"{EXECUTIVE.given} {EXECUTIVE.family}", email=EXECUTIVE.email)
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    with at(SOON):
        work()
        answer_by_link(facts)
        work()
        assert heard(facts, pk) == ("Monday 20 March 2023", "Monday 20 March 2023")
        assert heard(facts, other) == ("none yet", "not yet")
        people.registered(EXECUTIVE, facts, "day")
        work()
        assert heard(facts, other) == ("Monday 20 March 2023", "Monday 20 March 2023")


def answer_by_link(facts: GatheringFacts) -> Page:
    """Anna excuses herself behind the link in her mail."""
    text = OutgoingMail.objects.get(to=ADDRESS, kind="invitation").text
    link = next(word for word in text.split() if "/i/" in word)
    page = open_page(visitor("fr"), "/i/" + link.rpartition("/i/")[2])
    return press(page.client, page, page.address, excuse="1")


def test_whoever_follows_is_not_matched_with_the_directory(facts: GatheringFacts) -> None:
    pk = anna(facts)
    page = open_page(visitor("fr"), f"/g/{facts.key}/follow/")
    page.fill(email=ADDRESS, category="city").send()
    with at(SOON):
        work()
        assert OutgoingMail.objects.get(to=ADDRESS).state == "sent"
        assert heard(facts, pk) == ("none yet", "not yet")


# ------------------------------------------------------------------------------------------------- the slip


@pytest.fixture
def full(facts: GatheringFacts) -> GatheringFacts:
    """Anna was invited, excused herself, passed it on, was in two sendings; Beat registered lately."""
    pk = anna(facts)
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    with at(SOON):
        work()
        answer_by_link(facts)
        row = Invitation.objects.get()
        page = open_page(visitor("fr"), f"{_link_of(row)}pass-on/")
        told = {"name_1": "Ladina Capaul", "email_1": "l.capaul@lindenau.example"}
        press(page.client, page, page.address, **told)
        started(facts, now=clock.now())
        work()
    return facts


def _link_of(row: Invitation) -> str:
    from filrouge.stages.invitations.links import invitation_address

    found = invitation_by_id(gathering_id=row.gathering_id, invitation_id=row.pk)
    assert found is not None
    address = invitation_address(found.public_id, found.link)
    return "/i/" + address.rpartition("/i/")[2]


def slip_for(facts: GatheringFacts) -> tuple[Client, Page]:
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, f"{HOUSE}retention/")
    return desk, page.send()


def line_of(page: Page, what: str) -> str:
    rows = page.tree.xpath(f"//section[@id='lines']//tbody/tr[starts-with(normalize-space(th), '{what}')]")
    return " ".join(rows[0].text_content().split()) if rows else ""


def test_nobody_is_due_within_three_years_of_a_sign(full: GatheringFacts) -> None:
    with at("2026-03-19T23:00:00+01:00"):
        due = open_page(desk_of(Role.MANAGER, full), f"{HOUSE}retention/").said("//section[@id='due']")
        assert "Contacts of the directory" not in due
    with at("2026-03-20T09:00:00+01:00"):
        due = open_page(desk_of(Role.MANAGER, full), f"{HOUSE}retention/").said("//section[@id='due']")
        assert "Contacts of the directory" in due
        LegalProfile.objects.update(contacts_months=48)
        due = open_page(desk_of(Role.MANAGER, full), f"{HOUSE}retention/").said("//section[@id='due']")
        assert "Contacts of the directory" not in due


def test_a_mail_of_ours_prolongs_nothing_and_tells_that_they_are_kept(facts: GatheringFacts) -> None:
    """The three years count from the last sign of the person; the mail that says source and objection is told of."""
    pk = contact(facts, "Beat Frei", source_on=date(2020, 1, 10))
    untold = contact(facts, "Carla Neri", email="", source_on=date(2020, 1, 10))
    listed = f"{HOUSE}contacts/?state=not_informed"
    assert "2 contacts" in open_page(desk_of(Role.MANAGER, facts), listed).text
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    with at(SOON):
        work()
        assert heard(facts, pk) == ("Monday 20 March 2023", "not yet")
        desk = desk_of(Role.MANAGER, facts)
        assert "Monday 20 March 2023" in open_page(desk, f"{HOUSE}contacts/{pk}/").said("//dt[text()='Told on']/../dd")
        page = open_page(desk, listed)
        assert "1 contact" in page.text and "Neri" in page.text, "no mail reaches her: she is not told yet"
        due = open_page(desk, f"{HOUSE}contacts/?state=due")
        assert "2 contacts" in due.text and "Frei" in due.text, "written to today, silent for three years"
        Contact.objects.filter(pk=untold).update(last_sign_on=date(2023, 1, 1))
        assert "1 contact" in open_page(desk, f"{HOUSE}contacts/?state=due").text


def test_passing_an_invitation_on_is_a_sign(facts: GatheringFacts) -> None:
    pk = anna(facts)
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    with at(SOON):
        work()
        page = open_page(visitor("fr"), f"{_link_of(Invitation.objects.get())}pass-on/")
        press(page.client, page, page.address, name_1="Ladina Capaul", email_1="l.capaul@lindenau.example")
        work()
        assert heard(facts, pk) == ("Monday 20 March 2023", "Monday 20 March 2023")
        assert Invitation.objects.get().state == InvitationState.PENDING.value


def test_whoever_approves_looks_in_the_directory_at_who_is_meant(full: GatheringFacts) -> None:
    contact(full, "Beat Frei", source_on=date(2023, 3, 14))
    Contact.objects.filter(family_name="Frei").update(last_sign_on=date(2026, 1, 10))
    with at(LATER):
        desk, slip = slip_for(full)
        listed = open_page(desk, next(link for link in slip.links if link.endswith("?state=due")))
        assert "1 contact" in listed.text
        assert ANNA in listed.text
        assert "Frei" not in listed.said("//tbody")


def test_the_slip_erases_the_contact_and_all_that_hangs_on_it(full: GatheringFacts) -> None:
    words = (ANNA, ADDRESS, PHONE, "Capaul", "l.capaul@")
    before = places_of_person(*words)
    assert {"Contact.email", "OutgoingMail.to", "OutgoingMail.context", "Forwarding.name"} <= before
    with at(LATER):
        desk, slip = slip_for(full)
        assert "1" in line_of(slip, "Contacts of the directory")
        assert "last sign: 20 March 2023" in slip.text
        assert ANNA not in slip.text
        denied = press(desk, slip, f"{slip.address}approve/", visa="")
        assert denied.status == 422, "the archivist is asked, as for registrations"
        work()
        assert places_of_person(ANNA), "nothing goes before it is approved"
        done = press(desk, slip, f"{slip.address}approve/", visa="Staatsarchiv, 2026-4")
        assert "Approved, being carried out" in done.text
        work()
        assert places_of_person(*words) == set()
        assert "Carried out" in open_page(desk, slip.address).text
        assert open_page(desk, f"{HOUSE}contacts/").text.count(ANNA) == 0
        sent = open_page(desk, f"/desk/g/{full.key}/sendings/{SendingRecipient.objects.get().sending_id}/")
        assert (sent.status, ANNA in sent.text) == (200, False)
    assert counts_of(full.id).of(InvitationState.EXCUSED) == 1
    assert progress_of(SendingRecipient.objects.get().sending_id).sent == 1


def test_who_was_heard_of_since_the_slip_was_prepared_stays(full: GatheringFacts) -> None:
    with at(LATER):
        desk, slip = slip_for(full)
        Invitation.objects.update(answered_at=instant(LATER))
        press(desk, slip, f"{slip.address}approve/", visa="Staatsarchiv, 2026-4")
        work()
        assert Contact.objects.get(email=ADDRESS).family_name == ANNA
        assert line_of(open_page(desk, slip.address), "Contacts of the directory").endswith("1 0")


def test_who_became_due_after_the_slip_waits_for_the_next_one(full: GatheringFacts) -> None:
    with at("2026-03-20T09:00:00+01:00"):
        desk, slip = slip_for(full)
    with at("2023-03-25T09:00:00+01:00"):
        late = contact(full, "Beat Frei", source_on=date(2023, 3, 25))
    with at("2026-04-30T09:00:00+01:00"):
        desk = desk_of(Role.MANAGER, full)
        page = open_page(desk, slip.address)
        press(desk, page, f"{slip.address}approve/", visa="Staatsarchiv, 2026-4")
        work()
        assert Contact.objects.get(pk=late).erased_at is None
        assert not Contact.objects.filter(email=ADDRESS).exists()


def test_a_registration_that_no_worker_noted_keeps_somebody(facts: GatheringFacts) -> None:
    contact(facts, f"{EXECUTIVE.given} {EXECUTIVE.family}", email=EXECUTIVE.email, source_on=date(2019, 1, 1))
    people.registered(EXECUTIVE, facts, "day")
    Contact.objects.update(last_contact_on=None, last_sign_on=None)
    due = open_page(desk_of(Role.MANAGER, facts), f"{HOUSE}retention/").said("//section[@id='due']")
    assert "Contacts of the directory" not in due


def test_journalists_of_the_press_list_come_on_the_slip(facts: GatheringFacts) -> None:
    said = {"organiser_id": facts.organiser_id, "language": "fr", "source": "Ours", "created_at": clock.now()}
    old = {"name": "Solène Amsler", "medium": "Radio", "email": "s.amsler@radio.example"}
    new = {"name": "Noé Wagner", "medium": "Gazette", "email": "n.wagner@gazette.example"}
    Journalist.objects.create(**said, **old, source_on=date(2019, 1, 1))
    Journalist.objects.create(**said, **new, source_on=date(2023, 3, 1))
    with at(SOON):
        desk, slip = slip_for(facts)
        assert line_of(slip, "Journalists of the press list").endswith("1")
        press(desk, slip, f"{slip.address}approve/", visa="Staatsarchiv, 2023-1")
        work()
    assert places_of_person("Amsler", "s.amsler@radio.example") == set()
    assert Journalist.objects.get().name == "Noé Wagner"


# ------------------------------------------------------------------------------------------------- from the desk


def erase_on_the_desk(facts: GatheringFacts, pk: int, **said: str) -> Page:
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, f"{HOUSE}contacts/{pk}/")
    return press(desk, page, f"{HOUSE}contacts/{pk}/erase/", **said)


def test_what_waits_in_the_outbox_does_not_leave(facts: GatheringFacts) -> None:
    pk = anna(facts)
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    number = started(facts, now=clock.now())
    send_due(clock.now())
    assert OutgoingMail.objects.filter(to=ADDRESS, state="waiting").count() == 2
    assert "The contact is erased" in erase_on_the_desk(facts, pk, motive="demande par téléphone").text
    work()
    assert not OutgoingMail.objects.filter(kind__in=("sending", "invitation")).exists()
    assert places_of_person(ANNA, ADDRESS, PHONE) == set()
    assert (progress_of(number).sent, progress_of(number).left_out) == (0, 1)
    assert counts_of(facts.id).total == 1
    assert visitor().get(f"{HOUSE}contacts/{pk}/").status_code == 302
    assert open_page(desk_of(Role.MANAGER, facts), f"{HOUSE}contacts/{pk}/").status == 404


def test_the_link_of_an_erased_invitation_opens_nothing(full: GatheringFacts) -> None:
    address = _link_of(Invitation.objects.get())
    before = Invitation.objects.get().public_id
    assert open_page(visitor("fr"), address).status == 200
    erase_on_the_desk(full, Contact.objects.get(email=ADDRESS).pk)
    assert visitor().get(address).status_code in (404, 410)
    assert isinstance(before, UUID) and Invitation.objects.get().public_id != before


def test_the_same_address_may_come_again(facts: GatheringFacts) -> None:
    erase_on_the_desk(facts, anna(facts))
    again = anna(facts)
    assert Contact.objects.get(pk=again).erased_at is None


# ------------------------------------------------------------------------------------------------- coming back


def test_who_objected_does_not_come_back_with_a_file(facts: GatheringFacts) -> None:
    pk = anna(facts)
    asked = {"organiser_id": facts.organiser_id, "source": Source.DESK, "actor": SENDER, "now": clock.now()}
    object_to_mails(address=ADDRESS, **asked)
    erase_on_the_desk(facts, pk)
    file = f"Nom;Prénom;E-mail\n{ANNA};Anna;{ADDRESS}\nFrei;Beat;beat.frei@lindenau.example\n"
    desk = desk_of(Role.MANAGER, facts)
    shown = upload_contacts(desk, file)
    assert "The address wants no mails from you" in shown.said("//section[@id='objects']")
    taken = press(desk, shown, f"{shown.address}take/", seen=seen_of(shown))
    assert "1 contact added, 1 line left out" in taken.text
    assert list(places_of_text(ADDRESS)) == []
    again = upload_contacts(desk, file)
    line = "line_" + again.tree.xpath("//section[@id='objects']//input/@name")[0].removeprefix("line_")
    press(desk, again, f"{again.address}take/", seen=seen_of(again), **{line: "new"})
    assert Contact.objects.get(email=ADDRESS).family_name == ANNA


def seen_of(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='seen']/@value")[0])


def upload_contacts(desk: Client, text: str) -> Page:
    """Send a file of contacts and see what would become of it."""
    page = open_page(desk, f"{HOUSE}contacts/import/")
    file = SimpleUploadedFile("liste.csv", text.encode(), content_type="text/csv")
    said = {"file": file, "source": "Liste reçue", "source_on": "2023-03-01", "csrfmiddlewaretoken": token_of(page)}
    return open_page(desk, desk.post(page.address, said)["Location"])


def test_a_file_that_waits_loses_the_line_of_whoever_is_erased(facts: GatheringFacts) -> None:
    pk = anna(facts)
    file = f"Nom;Prénom;E-mail\n{ANNA};Anna;{ADDRESS}\nFrei;Beat;beat.frei@lindenau.example\n"
    shown = upload_contacts(desk_of(Role.MANAGER, facts), file)
    assert ANNA in shown.text
    erase_on_the_desk(facts, pk)
    assert list(places_of_text(ADDRESS)) == []
    assert "Frei" in open_page(desk_of(Role.MANAGER, facts), shown.address).text


def test_taken_in_by_hand_it_is_told(facts: GatheringFacts) -> None:
    asked = {"organiser_id": facts.organiser_id, "source": Source.DESK, "actor": SENDER, "now": clock.now()}
    object_to_mails(address=ADDRESS, **asked)
    page = open_page(desk_of(Role.MANAGER, facts), f"{HOUSE}contacts/add/")
    page.fill(family_name=ANNA, email=ADDRESS, source="Téléphone", source_on="2023-03-01")
    assert "no sending reaches it" in page.send().text
