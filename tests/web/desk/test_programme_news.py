"""A published programme that changes: followers are told when the organiser says so, the registered by a message."""

from datetime import timedelta

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.following.actions import ask_to_follow, confirm
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, changed, facts_of
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE, NOW

__all__ = ["post_office"]

pytestmark = pytest.mark.django_db

DESK = "/desk/g/aarau-2023"
NEWS = f"{DESK}/messages/"
PLENARY = {
    "key": "plenary",
    "kind": "plenary",
    "title": {"fr": "Séance plénière", "de": "Plenum"},
    "part": "day",
    "starts_at": "09:30",
    "ends_at": "10:30",
    "room": "Grande salle",
}
WALK = {"key": "walk", "kind": "visit", "title": {"fr": "Visite", "de": "Rundgang"}, "part": "day"}


def programme(*sessions: dict[str, object], minutes: int = 0) -> GatheringFacts:
    """The assembly with these sessions in its published programme, loaded so many minutes later."""
    document = changed(
        AARAU,
        programme_published_at="2023-03-01T09:00:00+01:00",
        documents={**AARAU.get("documents", {}), "programme": {"sessions": list(sessions)}},
    )
    gatherings.load(document, now=NOW + timedelta(minutes=minutes))
    return facts_of("aarau-2023")


def followed(facts: GatheringFacts) -> None:
    """Somebody follows, who read the programme."""
    ask_to_follow(facts=facts, email="lea@lindenau.example", category="city", language="de", now=NOW)
    confirm(public_id=Follower.objects.get().public_id, facts=facts, actor=SYSTEM, now=NOW)
    OutgoingMail.objects.all().delete()


def section(page: Page) -> str:
    return page.said("//section[@id='programme']")


def test_followers_are_told_once_of_each_change_that_the_organiser_tells(post_office: PostOffice) -> None:
    with at("2023-03-15T09:00:00+01:00"):
        facts = programme(PLENARY, WALK)
        followed(facts)
        desk = desk_of(Role.MANAGER, facts)
        assert not open_page(desk, NEWS).has("//section[@id='programme']")
        programme({**PLENARY, "starts_at": "10:00", "room": "Aula"}, minutes=1)
        page = open_page(desk, NEWS)
        assert "1 follower read it otherwise" in section(page)
        assert "10:00 – 10:30 Séance plénière, Aula (until now: 9:30 – 10:30, Grande salle)" in section(page)
        assert "Dropped: Visite" in section(page)
        assert not OutgoingMail.objects.exists()
        told = send(desk, NEWS, f"{DESK}/programme-news/")
        assert "1 follower is told of the change." in told.source
        assert "it was done already" in press(desk, told, f"{DESK}/programme-news/").source
        mail = post_office.deliver_to("lea@lindenau.example")
        assert "Plenum, Aula" in mail.text and "Grande salle" in mail.text and "Rundgang" in mail.text
        assert OutgoingMail.objects.filter(kind="follow_programme_changed").count() == 1
        programme({**PLENARY, "starts_at": "10:00", "room": "Aula"}, {**WALK, "room": "Foyer"}, minutes=2)
        assert "New: Visite, Foyer" in section(open_page(desk, NEWS))
        assert "1 mail to those who follow" in open_page(desk, f"{DESK}/trail/").text


def test_the_registered_are_written_to_with_what_changed_and_the_offer_ends(post_office: PostOffice) -> None:
    with at("2023-03-15T09:00:00+01:00"):
        facts = programme(PLENARY)
        people.registered(EXECUTIVE, facts, "day")
        OutgoingMail.objects.all().delete()
        desk = desk_of(Role.MANAGER, facts)
        programme({**PLENARY, "room": "Aula"}, minutes=1)
        address = f"{DESK}/free-messages/new/?about=programme"
        assert address in open_page(desk, NEWS).links
        page = open_page(desk, address)
        form = next(form for form in page.tree.xpath("//main//form") if "body_fr" in form.fields)
        said = {name: form.fields[name] or "" for name in form.fields}
        assert said["whom"] == "day:confirmed" and "Grande salle" in said["body_fr"]
        assert "Séance plénière, Aula" in said["body_fr"] and "Plenum, Aula" in said["body_de"]
        seen = press(desk, page, address, **said)
        value = str(seen.tree.xpath("string(//input[@name='changed_at']/@value)"))
        done = send(desk, seen.address, f"{seen.address}send/", changed_at=value)
        assert "The message goes to 1 person." in done.source
        assert "Séance plénière, Aula" in post_office.deliver_to(EXECUTIVE.email).text
        assert not open_page(desk, NEWS).has("//section[@id='programme']")


def test_a_programme_that_nobody_has_read_yet_changes_in_silence(facts: GatheringFacts) -> None:
    document = changed(AARAU, documents={"programme": {"sessions": [PLENARY]}})
    gatherings.load(document, now=NOW)
    gatherings.load(changed(document, documents={"programme": {"sessions": [WALK]}}), now=NOW)
    assert not open_page(desk_of(Role.MANAGER, facts), NEWS).has("//section[@id='programme']")
