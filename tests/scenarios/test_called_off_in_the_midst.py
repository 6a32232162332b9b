"""Called off, put off or moved while a sending leaves and invitations wait: nothing goes on as if nothing was."""

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.models import Sending
from filrouge.web.shell import clock
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, fresh_facts, load, with_part
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact, recipient_list, sending
from tests.support.telling import DESK, LATER, MARCH, MUCH_LATER, addresses, arrived, chores, invite, send, step

__all__ = ["fresh_facts", "post_office"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts() -> GatheringFacts:
    with at(MARCH):
        return load(AARAU, now=clock.now())


# -------------------------------------------------------------------------------------------------- nothing goes on


@pytest.mark.parametrize(("to", "said"), [("cancelled", "called off"), ("postponed", "postponed")])
def test_a_sending_stops_by_itself_and_says_why(
    facts: GatheringFacts, post_office: PostOffice, to: str, said: str
) -> None:
    with at(MARCH):
        for name in ("Anna Rey", "Beat Frei", "Carla Neri"):
            contact(facts, name)
        desk = desk_of(Role.MANAGER, facts)
        pk = send(desk, facts, batch_size=1, pause_minutes=1)
        chores()
        assert addresses(post_office.deliver()) == ["beat.frei"], "by family name"
    with at(LATER):
        chores()
        # Nobody has tried the second mail: it comes back out of the outbox, and its reader waits.
        step(desk, to, "La salle a brûlé.")
        assert post_office.deliver() == []
        chores()
        assert post_office.deliver() == []
        page = open_page(desk, f"{DESK}/sendings/{pk}/")
        assert said in page.said("//*[@id='held']")
        assert "Paused" in page.text
        assert "2" in page.said("//*[@id='progress']//*[contains(., 'Wait for a batch')]/..")
        refused = press(desk, page, f"{DESK}/sendings/{pk}/act/resume/")
        assert said in refused.said("//*[contains(@class, 'notice')]")
        assert Sending.objects.get(pk=pk).state == "paused"
        assert "paused by itself" in open_page(desk, f"{DESK}/trail/").text
        # Nor can another one be approved or started.
        other = sending(facts, name="Rappel", list_id=Sending.objects.get(pk=pk).recipients_id)
        draft = open_page(desk, f"{DESK}/sendings/{other}/")
        assert said in draft.said("//*[@id='approve']")
        assert not draft.has("//input[@name='seen']")


def test_put_off_and_on_again_a_sending_goes_on_where_it_was(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        for name in ("Anna Rey", "Beat Frei", "Carla Neri"):
            contact(facts, name)
        desk = desk_of(Role.MANAGER, facts)
        pk = send(desk, facts, batch_size=1, pause_minutes=1)
        chores()
        first = post_office.deliver()
    with at(LATER):
        step(desk, "postponed", "Grève.")
        chores()
        step(desk, "registration_open")
        page = open_page(desk, f"{DESK}/sendings/{pk}/")
        assert "It is on again" in page.text
        press(desk, page, f"{DESK}/sendings/{pk}/act/resume/")
        chores()
    with at(MUCH_LATER):
        chores()
        letters = [*first, *post_office.deliver()]
    assert addresses(letters) == ["anna.rey", "beat.frei", "carla.neri"], "each once"


def test_a_date_that_moved_asks_for_another_look(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at(MARCH):
        for name in ("Anna Rey", "Beat Frei"):
            contact(facts, name)
        desk = desk_of(Role.MANAGER, facts)
        pk = send(desk, facts, batch_size=1, pause_minutes=1)
        chores()
        first = post_office.deliver()
    with at(LATER):
        load(with_part(AARAU, "day", when="2023-05-19"), now=clock.now())
        chores()
        assert "sending" not in {letter.subject for letter in post_office.deliver()}
        page = open_page(desk, f"{DESK}/sendings/{pk}/")
        assert "changed after this sending was approved" in page.said("//*[@id='held']")
        refused = press(desk, page, f"{DESK}/sendings/{pk}/act/resume/")
        assert "changed after this sending was approved" in refused.text
        seen = str(page.tree.xpath("//input[@name='last_move']/@value")[0])
        # An editor writes, and does not approve.
        editor = desk_of(Role.EDITOR, facts)
        assert not open_page(editor, f"{DESK}/sendings/{pk}/").has("//input[@name='last_move']")
        done = press(desk, page, f"{DESK}/sendings/{pk}/read-again/", last_move=seen)
        assert not done.has("//*[@id='held']")
        press(desk, done, f"{DESK}/sendings/{pk}/act/resume/")
        chores()
        letters = [*first, *post_office.deliver()]
    assert addresses(letters) == ["anna.rey", "beat.frei"]


def test_invitations_and_reminders_are_not_written_and_come_back_out_of_the_outbox(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    with at(MARCH):
        anna, beat = contact(facts, "Anna Rey"), contact(facts, "Beat Frei")
        desk = desk_of(Role.MANAGER, facts)
        invite(desk, anna)
        assert addresses(post_office.deliver()) == ["anna.rey"]
    with at(MUCH_LATER):
        desk = desk_of(Role.MANAGER, facts)
        invite(desk, beat)
        silent = open_page(desk, f"{DESK}/invitations/remind/")
        asked = [str(pk) for pk in silent.tree.xpath("//input[@name='invitations']/@value")]
        assert len(asked) == 1
        press(desk, silent, silent.address, invitations=asked)
        assert OutgoingMail.objects.filter(state="waiting").count() == 2
        step(desk, "postponed", "Grève.")
        assert arrived(post_office) == []
        assert set(OutgoingMail.objects.filter(kind__startswith="invitation").values_list("kind", "state")) == {
            ("invitation", "sent"),
            ("invitation", "withheld"),
            ("invitation_reminder", "withheld"),
        }
        assert "2 mails about invitations taken back" in open_page(desk, f"{DESK}/trail/").text
        page = open_page(desk, f"{DESK}/invitations/remind/")
        assert "postponed" in page.text and not page.has("//input[@name='invitations']")
        refused = press(desk, silent, silent.address, invitations=asked)
        assert "Nobody is reminded." in refused.text
        carla = contact(facts, "Carla Neri")
        page = open_page(desk, f"{DESK}/invitations/invite/?q=lindenau")
        assert "postponed" in page.text
        assert "Nobody was invited." in press(desk, page, page.address, contacts=[str(carla)], q="lindenau").text
        assert Invitation.objects.count() == 2
        # On again, the one that never left may leave, with what holds then.
        step(desk, "registration_open")
        page = open_page(desk, f"{DESK}/telling/")
        assert "1 invitation was taken back" in page.said("//*[@id='taken-back']")
        press(desk, page, f"{DESK}/telling/after-all/")
        assert addresses(arrived(post_office)) == ["beat.frei"]
        assert not open_page(desk, f"{DESK}/telling/").has("//*[@id='taken-back']")


# ------------------------------------------------------------------------------------------------- sendings that left


def test_a_sending_that_left_is_corrected_to_exactly_those_whom_it_reached(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    with at(MARCH):
        contact(facts, "Anna Rey")
        contact(facts, "Beat Frei", language="de")
        desk = desk_of(Role.MANAGER, facts)
        pk = send(
            desk, facts, texts={"fr": ("Invitation", "Rendez-vous le 12 mai à {town}."), "de": ("E", "Am 12. Mai")}
        )
        chores()
        assert addresses(arrived(post_office)) == ["anna.rey", "beat.frei"]
        contact(facts, "Carla Neri")
        assert not open_page(desk, f"{DESK}/sendings/{pk}/").has("//*[@id='misled']")
    with at(LATER):
        load(with_part(AARAU, "day", when="2023-05-19", weekday="friday"), now=clock.now())
        url = f"{DESK}/sendings/{pk}/"
        page = open_page(desk, url)
        assert "2 people read in it" in page.said("//*[@id='misled']")
        draft = press(desk, page, f"{url}correct/")
        assert "2 people would receive it" in draft.text
        again = press(desk, page, f"{url}correct/")
        assert again.address == draft.address, "asked twice, it is begun once"
        seen = str(draft.tree.xpath("//input[@name='seen']/@value")[0])
        press(desk, draft, f"{draft.address}approve/", seen=seen)
        press(desk, open_page(desk, draft.address), f"{draft.address}act/start/")
        chores()
        letters = {letter.to.partition("@")[0]: letter for letter in arrived(post_office)}
        assert set(letters) == {"anna.rey", "beat.frei"}
        assert "vendredi 19 mai 2023" in letters["anna.rey"].text
        assert "19. Mai 2023" in letters["beat.frei"].text
        # They know now: nothing more is proposed.
        assert not open_page(desk, url).has("//*[@id='misled']")
        assert "Nobody is to be told now" in open_page(desk, f"{DESK}/telling/").text
        lists = open_page(desk, f"{DESK}/lists/")
        assert "only who received the sending" in lists.text


def test_whoever_answered_since_the_approval_is_left_out_with_the_reason(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    with at(MARCH):
        contact(facts, "Anna Rey")
        contact(facts, "Beat Frei", email=EXECUTIVE.email)
        desk = desk_of(Role.MANAGER, facts)
        pk = sending(facts, recipient_list(facts, only_unanswered=True))
        url = f"{DESK}/sendings/{pk}/"
        page = open_page(desk, url)
        press(desk, page, f"{url}approve/", seen=str(page.tree.xpath("//input[@name='seen']/@value")[0]))
        open_page(visitor(), "/g/aarau-2023/register/").fill(EXECUTIVE.answers, tick=["day"]).send()
        arrived(post_office)
        press(desk, open_page(desk, url), f"{url}act/start/")
        chores()
        assert addresses(arrived(post_office)) == ["anna.rey"]
        assert "Has answered already." in open_page(desk, url).said("//*[@id='recipients']")
