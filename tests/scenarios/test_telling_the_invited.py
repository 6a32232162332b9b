"""Who was invited or written to learns once what does not hold any more, when the organiser says so."""

from datetime import timedelta

import pytest
from django.test import Client

from filrouge.ground.people.actors import STRANGER
from filrouge.ground.people.enums import Role
from filrouge.stages.following.actions import ask_to_follow
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.privacy.actions import object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.telling.models import Telling
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_page
from tests.support.gatherings import AARAU, changed, fresh_facts, load, with_part
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact
from tests.support.telling import DESK, LATER, MARCH, addresses, arrived, chores, invite, send, step, tell

__all__ = ["fresh_facts", "post_office"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts() -> GatheringFacts:
    with at(MARCH):
        return load(AARAU, now=clock.now())


# -------------------------------------------------------------------------------------------------------- they are told


def everybody(facts: GatheringFacts, post_office: PostOffice) -> Client:
    """The desk, once people stand in every relation to the gathering that there is, and their mails have left."""
    desk = desk_of(Role.MANAGER, facts)
    invited = {
        name: contact(facts, name, language=language)
        for name, language in (
            ("Anna Rey", "fr"),
            ("Beat Frei", "de"),
            ("Carla Neri", "fr"),
            ("Dora Blanc", "fr"),
            ("Emil Weber", "fr"),
            ("Fritz Lang", "fr"),
        )
    }
    invite(desk, *invited.values())
    arrived(post_office)
    Invitation.objects.filter(contact=invited["Carla Neri"]).update(
        state=InvitationState.DECLINED.value, answered_at=clock.now()
    )
    Invitation.objects.filter(contact=invited["Dora Blanc"]).update(
        state=InvitationState.EXCUSED.value, answered_at=clock.now()
    )
    # Emil follows, Fritz wants no mails, Gina is written to by a sending alone, Hans is registered.
    ask_to_follow(facts=facts, email="emil.weber@lindenau.example", category="city", language="fr", now=clock.now())
    Follower.objects.update(confirmed_at=clock.now(), knows_invitation=True)
    object_to_mails(
        organiser_id=facts.organiser_id,
        address="fritz.lang@lindenau.example",
        source=Source.MAIL,
        actor=STRANGER,
        now=clock.now(),
    )
    people.registered(EXECUTIVE, facts, "day")
    contact(facts, "Hans Graf", email=EXECUTIVE.email)
    contact(facts, "Gina Moser", language="de")
    send(desk, facts)
    chores()
    arrived(post_office)
    return desk


def test_called_off_whoever_was_invited_or_written_to_is_told_once(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    with at(MARCH):
        desk = everybody(facts, post_office)
    with at(LATER):
        after = step(desk, "cancelled", "La salle a brûlé.")
        arrived(post_office)
        # Offered at once, on the page on which it was called off.
        assert "3 people were invited or written to" in after.text
        assert f"{DESK}/telling/" in after.links
        page = open_page(desk, f"{DESK}/telling/")
        assert "3 people do not know it yet" in page.text
        assert "French: 1 person" in page.text and "German: 2 people" in page.text
        not_told = page.said("//*[@id='not-told']")
        assert "2: said that they do not come" in not_told
        assert "1: follow the gathering" in not_told
        assert "1: want no mails from you" in not_told
        assert "1: are or were registered" in not_told
        shown = open_page(desk, f"{DESK}/telling/called_off/de/")
        assert "Beat Frei" in shown.text and "La salle a brûlé." in shown.text
        done = tell(desk)
        assert "3 people are being told." in done.text
        assert not open_page(desk, f"{DESK}/telling/").has(f"//form[@action='{DESK}/telling/ask/']"), "pressed once"
        chores()
        letters = arrived(post_office)
        told = [one for one in letters if not one.to.startswith(("emil", EXECUTIVE.email))]
        assert addresses(told) == ["anna.rey", "beat.frei", "gina.moser"]
        anna = next(one for one in told if one.to.startswith("anna"))
        assert anna.subject.startswith("Called off") or "nnul" in anna.subject
        assert "La salle a brûlé." in anna.text and "Anna Rey" in anna.text
        assert anna.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert not any(link.startswith("/i/") for link in anna.links), "there is nothing to answer"
        chores()
        assert arrived(post_office) == [], "each once"
        page = open_page(desk, f"{DESK}/telling/")
        assert "Nobody is to be told now" in page.text
        assert "3 mails" in page.said("//*[@id='told']")
        notice = f"//main//div[contains(@class, 'notice')]//a[@href='{DESK}/telling/']"
        assert not open_page(desk, f"{DESK}/").has(notice)


def test_a_mailbox_without_a_name_is_greeted_without_one(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        desk = desk_of(Role.MANAGER, facts)
        invite(desk, contact(facts, "", email="secretariat@lindenau.example"))
        letters = arrived(post_office)
    with at(LATER):
        step(desk, "cancelled", "La salle a brûlé.")
        tell(desk)
        chores()
        letters += arrived(post_office)
    assert [letter.text.splitlines()[0] for letter in letters] == ["Bonjour,", "Bonjour,"]
    assert all("<p>Bonjour,</p>" in letter.html for letter in letters)


@pytest.mark.parametrize("told_of", ["a place", "a day"])
def test_moved_they_are_told_with_what_was_announced_and_their_own_link(
    facts: GatheringFacts, post_office: PostOffice, told_of: str
) -> None:
    with at(MARCH):
        desk = everybody(facts, post_office)
    with at(LATER):
        moved = with_part(AARAU, "day", when="2023-05-19", weekday="friday")
        if told_of == "a place":
            moved = changed(AARAU, town="Olten")
        load(moved, now=clock.now())
        page = open_page(desk, f"{DESK}/telling/")
        # Followers are told of another day, and not of another place.
        number = 3 if told_of == "a day" else 4
        assert f"{number} people do not know it yet" in page.text
        assert "A day, an hour or a place changed." in page.text
        tell(desk)
        chores()
        letters = {letter.to.partition("@")[0]: letter for letter in arrived(post_office)}
        anna = letters["anna.rey"]
        assert any(link.startswith("/i/") for link in anna.links), "she may still answer"
        if told_of == "a day":
            assert "vendredi 19 mai 2023" in anna.text and "vendredi 12 mai 2023" in anna.text
            assert "19. Mai 2023" in letters["beat.frei"].text
        else:
            assert "Olten" in anna.text
            assert "emil.weber" in letters
        assert (
            not any(link.startswith("/i/") for link in letters["gina.moser"].links)
            or Invitation.objects.filter(contact__given_name="Gina").exists()
        )
        assert "fritz.lang" not in letters and "carla.neri" not in letters
        chores()
        assert arrived(post_office) == []
        # Back where it was: who was told of the change believes it, and is told again.
        load(AARAU, now=clock.now() + timedelta(minutes=1))
    with at("2023-03-20T10:00:00+01:00"):
        assert f"{number} people do not know it yet" in open_page(desk, f"{DESK}/telling/").text


def test_hours_that_become_known_are_no_news(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        desk = everybody(facts, post_office)
    with at(LATER):
        load(with_part(AARAU, "day", starts_at="09:15", ends_at="16:30"), now=clock.now())
        assert "Nobody is to be told now" in open_page(desk, f"{DESK}/telling/").text


def test_put_off_then_on_again_each_is_told_twice(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        desk = desk_of(Role.MANAGER, facts)
        invite(desk, contact(facts, "Anna Rey"), contact(facts, "Beat Frei"))
        arrived(post_office)
    with at(LATER):
        step(desk, "postponed", "Grève.")
        page = open_page(desk, f"{DESK}/telling/")
        tell(desk)
        chores()
        assert addresses(arrived(post_office)) == ["anna.rey", "beat.frei"]
        # Beat says meanwhile that he will not come: what follows is no business of his.
        Invitation.objects.filter(contact__given_name="Beat").update(state="declined", answered_at=clock.now())
        step(desk, "registration_open")
        page = open_page(desk, f"{DESK}/telling/")
        assert "The gathering is on again." in page.text
        tell(desk)
        chores()
        (letter,) = arrived(post_office)
        assert letter.to.startswith("anna")
        assert any(link.startswith("/i/") for link in letter.links)


def test_what_was_looked_at_is_what_is_told(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        desk = desk_of(Role.MANAGER, facts)
        invite(desk, contact(facts, "Anna Rey"))
        arrived(post_office)
    with at(LATER):
        step(desk, "postponed", "Grève.")
        seen = open_page(desk, f"{DESK}/telling/")
        step(desk, "cancelled", "Grève encore.")
        value = str(seen.tree.xpath("//input[@name='seen']/@value")[0])
        refused = press(desk, seen, f"{DESK}/telling/ask/", seen=value)
        assert "something changed meanwhile" in refused.text
        # Pressed for the one, and called off before the worker came: nobody reads what is not true any more.
        tell(desk)
        Telling.objects.update(state="postponed 0")
        chores()
        assert arrived(post_office) == []
        assert "1 person does not know it yet" in open_page(desk, f"{DESK}/telling/").text
