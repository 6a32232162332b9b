"""What is held on an address, for whoever reads its mailbox: asked for, proven by a mail, taken away, erased."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from filrouge.ground.chores import do_all
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import may_write
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.queries import counts_of
from filrouge.stages.press.models import Journalist
from filrouge.stages.privacy.models import AddressProof
from filrouge.stages.registration.actions.forwarding import Invited, pass_on
from filrouge.stages.registration.models import Forwarding, Registration
from filrouge.web.shell import clock
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.mailbox import Letter, PostOffice, post_office
from tests.support.people import EXECUTIVE, OFFICER
from tests.support.sendings import SENDER, contact
from tests.support.whole_database import places_of_person, places_of_text

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db

ASK = "/g/aarau-2023/my-data/"
ADDRESS, SOURCE = EXECUTIVE.email, "Carte de visite du 3 mars"
PHONE = "+41 79 555 01 77"


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    """The assembly in spring."""
    with at():
        yield gatherings.load()


def known_everywhere(facts: GatheringFacts, post_office: PostOffice) -> int:
    """Somebody who registered, stands in the directory, was invited, follows, and is a journalist; the registration."""
    receipt = people.registered(EXECUTIVE, facts, "day")
    pk = contact(
        facts,
        f"{EXECUTIVE.given} {EXECUTIVE.family}",
        email=ADDRESS,
        source=SOURCE,
        source_on=date(2023, 3, 3),
        phone=PHONE,
    )
    invite(facts=facts, contact_ids=[pk], by_mail=True, actor=SENDER, now=clock.now())
    open_page(visitor("fr"), "/g/aarau-2023/follow/").fill(email=ADDRESS.upper(), category="city").send()
    follow = next(one for one in post_office.deliver() if "/f/" in one.text)
    open_page(visitor("fr"), next(link for link in follow.links if link.startswith("/f/"))).send()
    open_page(visitor("fr"), "/g/aarau-2023/press/accreditation/").fill(
        name=EXECUTIVE.full, medium="La Feuille", email=ADDRESS, press_card="CH-77120"
    ).send()
    Journalist.objects.create(
        organiser_id=facts.organiser_id,
        name=EXECUTIVE.full,
        medium="La Feuille",
        email=ADDRESS,
        language="fr",
        source="Ours du journal",
        source_on=date(2023, 2, 1),
        created_at=clock.now(),
    )
    post_office.deliver()
    return receipt.registration_id


def ask_for(address: str, post_office: PostOffice) -> Letter:
    page = open_page(visitor("en"), ASK).fill(email=address).send()
    assert "Look into your mailbox" in page.text
    return post_office.deliver_to(address)


def proven(address: str, post_office: PostOffice) -> Page:
    """The page behind the link in the mail."""
    letter = ask_for(address, post_office)
    return open_page(visitor("en"), next(link for link in letter.links if link.startswith("/a/")))


def file_of(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.client.get(page.links_to("data.json")).content)
    return found


# ------------------------------------------------------------------------------------------------- asking


def test_the_notice_leads_there_and_the_mail_holds_nothing(facts: GatheringFacts, post_office: PostOffice) -> None:
    known_everywhere(facts, post_office)
    assert ASK in open_page(visitor("en"), "/g/aarau-2023/privacy/").links
    letter = ask_for(ADDRESS, post_office)
    assert "It works for one day" in letter.text
    assert EXECUTIVE.family not in letter.text
    assert SOURCE not in letter.text


def test_nobody_learns_whether_anything_is_held(facts: GatheringFacts, post_office: PostOffice) -> None:
    known_everywhere(facts, post_office)
    pages, letters = [], []
    for address in (ADDRESS, "nobody@elsewhere.example"):
        pages.append(open_page(visitor("en"), ASK).fill(email=address).send().text)
        letters.append(post_office.deliver_to(address))
    assert pages[0] == pages[1]
    assert letters[0].subject == letters[1].subject
    empty = open_page(visitor("en"), next(link for link in letters[1].links if link.startswith("/a/")))
    assert "Nothing is held on this address" in empty.text
    assert not empty.has("//section[@id='erase']")


def test_a_mailbox_is_not_filled(facts: GatheringFacts, post_office: PostOffice) -> None:
    ask_for(ADDRESS, post_office)
    open_page(visitor("en"), ASK).fill(email=ADDRESS).send()
    assert post_office.deliver() == []
    with at("2023-03-15T09:20:00+01:00"):
        again = ask_for(ADDRESS, post_office)
    assert AddressProof.objects.count() == 1
    assert again.links


def test_what_was_typed_wrongly_is_told(facts: GatheringFacts) -> None:
    page = open_page(visitor("en"), ASK).fill(email="no address").send()
    assert page.status == 422
    assert page.value("email") == "no address"
    assert not OutgoingMail.objects.exists()


def test_the_link_works_for_a_day_and_is_then_forgotten(facts: GatheringFacts, post_office: PostOffice) -> None:
    known_everywhere(facts, post_office)
    page = proven(ADDRESS, post_office)
    assert page.status == 200
    assert page.response["X-Robots-Tag"] == "noindex"
    with at("2023-03-16T09:00:01+01:00"):
        for address in (page.address, page.links_to("data.json"), f"{page.address}erase/"):
            over = open_page(visitor("en"), address)
            assert over.status == 410
            assert SOURCE not in over.source
            assert ADDRESS not in over.source
        do_all(clock.now())
    assert not AddressProof.objects.exists()
    assert not OutgoingMail.objects.filter(kind="own_address").exists()
    assert visitor().get("/a/forged/").status_code == 404


# ------------------------------------------------------------------------------------------------- seeing


def test_one_export_holds_all_of_it(facts: GatheringFacts, post_office: PostOffice) -> None:
    known_everywhere(facts, post_office)
    people.registered(OFFICER, facts, "day")
    page = proven(ADDRESS, post_office)
    held = file_of(page)
    assert held["address"] == ADDRESS
    (registration,) = held["registrations"]
    assert registration["registration"]["family_name"] == EXECUTIVE.family
    assert [part["part"] for part in registration["parts"]] == ["day"]
    assert (held["contact"]["source"], held["contact"]["source_on"]) == (SOURCE, "2023-03-03")
    assert held["contact"]["phone"] == PHONE
    assert [one["state"] for one in held["contact"]["invitations"]] == ["pending"]
    (followed,) = held["following"]
    assert (followed["gathering"], followed["confirmed_at"][:10]) == ("aarau-2023", "2023-03-15")
    assert (held["press_list"]["medium"], held["press_list"]["source"]) == ("La Feuille", "Ours du journal")
    assert [one["press_card"] for one in held["press_requests"]] == ["CH-77120"]
    assert held["objects_to_mails_since"] is None
    assert {mail["kind"] for mail in held["mails"]} == {"invitation", "follow_check", "press_asked"}
    for said in (EXECUTIVE.full, SOURCE, PHONE, "Ours du journal", "CH-77120", "Assemblée de printemps"):
        assert said in page.text, said
    assert OFFICER.family not in page.source + json.dumps(held)


def test_others_at_a_shared_registrant_are_not_theirs(facts: GatheringFacts, post_office: PostOffice) -> None:
    people.registered(OFFICER, facts, "day", registrant=EXECUTIVE)
    post_office.deliver()
    page = proven(ADDRESS, post_office)
    held = file_of(page)
    assert held["registrations"] == []
    assert [one["gathering"] for one in held["registered_others"]] == ["aarau-2023"]
    assert OFFICER.family not in json.dumps(held) + page.source


def test_whoever_was_named_by_somebody_else_sees_the_mail_and_has_it_erased(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    gatherings.load(changed(AARAU, registration=AARAU["registration"] | {"forwarding": "open"}))
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    named = [Invited(OFFICER.full, OFFICER.email)]
    pass_on(registration_id=pk, people=named, words="Viens avec moi.", actor=REGISTRANT, now=clock.now())
    post_office.deliver()
    page = proven(OFFICER.email, post_office)
    (mail,) = file_of(page)["mails"]
    assert (mail["kind"], "Viens avec moi." in mail["text"]) == ("passed_on", True)
    assert mail["subject"] in page.text
    open_page(page.client, f"{page.address}erase/").send()
    assert list(places_of_text(OFFICER.email)) == []
    assert Forwarding.objects.get().name == ""


def test_of_another_organiser_nothing(facts: GatheringFacts, post_office: PostOffice) -> None:
    known_everywhere(facts, post_office)
    other = gatherings.load(gatherings.HEALTH)
    assert other.organiser_id != facts.organiser_id
    open_page(visitor("en"), f"/g/{other.key}/my-data/").fill(email=ADDRESS).send()
    letter = post_office.deliver_to(ADDRESS)
    page = open_page(visitor("en"), next(link for link in letter.links if link.startswith("/a/")))
    assert "Nothing is held on this address" in page.text


@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
def test_in_four_languages(facts: GatheringFacts, post_office: PostOffice, language: str) -> None:
    known_everywhere(facts, post_office)
    link = proven(ADDRESS, post_office).address
    for address in (ASK, link, f"{link}erase/", f"{ASK}erased/"):
        page = open_page(visitor(language), address)
        assert page.status == 200, address
        assert page.tree.xpath("/html/@lang") == [language]
        assert "%(" not in page.text


# ------------------------------------------------------------------------------------------------- erasing, objecting


def test_erased_at_once_and_nothing_of_it_is_left(facts: GatheringFacts, post_office: PostOffice) -> None:
    pk = known_everywhere(facts, post_office)
    page = proven(ADDRESS, post_office)
    before = open_page(page.client, f"{page.address}erase/")
    assert "1 registration stays" in before.text
    assert Contact.objects.filter(email=ADDRESS).exists(), "opening the page changes nothing"
    done = before.send()
    assert "It has been erased" in done.text
    assert open_page(visitor("en"), page.address).status == 410
    kept = {place.partition(".")[0] for place in places_of_text(ADDRESS)}
    assert kept == {"Registration", "OutgoingMail"}, "the registration is erased on its own page"
    assert set(OutgoingMail.objects.filter(to=ADDRESS).values_list("kind", flat=True)) == {"registration_received"}
    erase_registration_of(pk)
    post_office.deliver()
    do_all(clock.now())
    words = (EXECUTIVE.family, ADDRESS, PHONE, SOURCE, "CH-77120", "La Feuille")
    assert places_of_person(*words) == set()
    assert counts_of(facts.id).of(InvitationState.PENDING) == 1
    assert not may_write(facts.organiser_id, ADDRESS), "the mark stays"


def erase_registration_of(pk: int) -> None:
    """By the personal page, as the page about the address leads there."""
    from filrouge.stages.registration import links

    row = Registration.objects.get(pk=pk)
    open_page(visitor("en"), f"/r/{links.make(row.public_id, row.link)}/erase/").send()


def test_erased_without_an_objection(facts: GatheringFacts, post_office: PostOffice) -> None:
    contact(facts, "Anna Rey")
    page = proven("anna.rey@lindenau.example", post_office)
    form = open_page(page.client, f"{page.address}erase/")
    form.form.inputs["object"].checked = False
    form.send()
    assert list(places_of_text("anna.rey@lindenau.example")) == []
    assert may_write(facts.organiser_id, "anna.rey@lindenau.example")


def test_objecting_and_taking_it_back(facts: GatheringFacts, post_office: PostOffice) -> None:
    contact(facts, "Anna Rey")
    page = proven("anna.rey@lindenau.example", post_office)
    said = page.send()
    assert "you only get mails about your own registration" in said.text
    assert not may_write(facts.organiser_id, "anna.rey@lindenau.example")
    assert file_of(said)["objects_to_mails_since"].startswith("2023-03-15")
    again = said.send(button="again")
    assert "may write to you again" in again.text
    assert may_write(facts.organiser_id, "anna.rey@lindenau.example")


def test_a_follower_is_forgotten_with_the_mails(facts: GatheringFacts, post_office: PostOffice) -> None:
    open_page(visitor("fr"), "/g/aarau-2023/follow/").fill(email=ADDRESS, category="city").send()
    post_office.deliver()
    page = proven(ADDRESS, post_office)
    open_page(page.client, f"{page.address}erase/").send()
    assert not Follower.objects.exists()
    assert list(places_of_text(ADDRESS)) == []
