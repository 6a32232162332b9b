"""The behaviours of seed 000 that a person meets at the public door: the form, the mails, the personal page."""

from datetime import date

import pytest

from filrouge.ground.audit.queries import trail_of_gathering
from filrouge.stages.registration.lists.requests import WaitingRequests
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.at_once import at_once, failures
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, plain, visitor
from tests.support.gatherings import CONTACT, PHONE
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD, OFFICER, PARTNER, STRANGER, Person, another, crowd, staff
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db
AARAU = "/g/aarau-2023/"


def send(person: Person, *parts: str) -> Page:
    """Somebody opens the form with a browser of their own, fills it and sends it."""
    return open_form().fill(person.answers, tick=parts).send()


@pytest.mark.behaviour("S0-B01")
def test_a_member_citys_agent_registers_for_the_day(post_office: PostOffice) -> None:
    with at("2023-04-10T10:30:00+02:00"):
        gatherings.load()
        page = send(OFFICER, "day")
        # registration confirmed
        assert page.status == 200
        assert page.decision("day") == "confirmed"
        assert not page.has("//*[@id='part-eve']")
        # confirmation message with a calendar object for the day only
        letter = post_office.deliver_to(OFFICER.email)
        assert [event.decoded("dtstart") for event in letter.events] == [date(2023, 5, 12)]
        assert "Journée" in letter.text
        assert "Soirée de la veille" not in letter.text
        # no account or password needed
        assert "sessionid" not in page.client.cookies
        assert not open_form().has("//input[@type='password']")
        assert open_page(visitor(), letter.personal_link).decision("day") == "confirmed"


@pytest.mark.behaviour("S0-B02")
def test_a_partner_organisations_professional_registers_for_the_day() -> None:
    with at():
        facts = gatherings.load()
        page = send(PARTNER, "day")
        # registration confirmed
        assert page.decision("day") == "confirmed"
        assert seats_of(facts)["day"].confirmed == 1


@pytest.mark.behaviour("S0-B03")
def test_an_executive_member_of_a_member_city_takes_both_parts(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 12, "eve")
        post_office.deliver()
        page = send(EXECUTIVE, "eve", "day")
        # both confirmed
        assert page.decision("eve") == "confirmed"
        assert page.decision("day") == "confirmed"
        # eve count becomes 13
        assert seats_of(facts)["eve"].confirmed == 13
        assert "17" in open_form().card("eve").replace("17h15", "")
        # one confirmation listing both parts
        letters = post_office.deliver()
        assert [letter.to for letter in letters] == [EXECUTIVE.email]
        assert "Soirée de la veille" in letters[0].text
        assert "Journée" in letters[0].text


@pytest.mark.behaviour("S0-B04")
def test_a_head_of_social_services_of_a_member_city_takes_the_eve() -> None:
    with at():
        gatherings.load()
        # confirmed
        assert send(HEAD, "eve").decision("eve") == "confirmed"


RULE = ("membres des exécutifs", "responsables des services sociaux", "villes membres")


@pytest.mark.behaviour("S0-B05")
def test_right_city_wrong_function_eve_refused_with_the_reason_and_day_kept(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        page = send(OFFICER, "eve", "day")
        # day confirmed
        assert page.decision("day") == "confirmed"
        # eve refused
        assert page.decision("eve") == "refused"
        # the reason shown names the rule (reserved for executive members and heads of social services of member cities)
        for words in (page.card("eve"), plain(post_office.deliver_to(OFFICER.email).text)):
            assert all(named in words for named in RULE)
            assert "personne chargée de mission" in words
        # nothing typed is lost
        assert Registration.objects.count() == 1
        page = open_page(page.client, page.links_to("change"))
        assert {name: page.value(name) for name in OFFICER.answers} == OFFICER.answers


@pytest.mark.behaviour("S0-B05")
def test_what_can_be_taken_is_told_before_it_is_sent_and_nothing_typed_is_lost() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=("eve", "day")).check()
        assert page.status == 200
        assert page.decision("eve") == "refused"
        assert page.decision("day") == "allowed"
        assert all(named in page.card("eve") for named in RULE)
        assert {name: page.value(name) for name in OFFICER.answers} == OFFICER.answers
        assert page.values["parts"] == ["eve", "day"]
        assert not Registration.objects.exists()
        corrected = page.fill(function="executive_member").check()
        assert (corrected.decision("eve"), corrected.values["parts"]) == ("allowed", ["eve", "day"])
        page = corrected.fill(function="project_officer").send()
        assert (page.decision("eve"), page.decision("day")) == ("refused", "confirmed")


@pytest.mark.behaviour("S0-B06")
def test_right_function_non_member_city_eve_refused_and_day_requestable(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        page = send(STRANGER, "eve", "day")
        # eve refused with the reason (membership)
        assert page.decision("eve") == "refused"
        assert "villes membres" in page.card("eve")
        assert "Ville de Montclair" in page.card("eve")
        assert "personne" not in page.card("eve")
        # day request accepted as awaiting the organiser's decision
        assert page.decision("day") == "ask"
        assert post_office.deliver_to(STRANGER.email).events == []
        # organiser sees it in a to-decide list
        (line,) = WaitingRequests(facts, "fr")[0:10]
        assert (line.name.full, line.held.part.key) == (STRANGER.full, "day")


@pytest.mark.behaviour("S0-B07")
def test_the_31st_eligible_person_goes_to_the_waiting_list(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 30, "eve")
        post_office.deliver()
        page = send(HEAD, "eve", "day")
        # day confirmed
        assert page.decision("day") == "confirmed"
        # eve placed on waiting list at position 1
        assert page.decision("eve") == "wait"
        assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (30, 1)
        # the message states the position and what happens next
        letter = post_office.deliver_to(HEAD.email)
        for words in (page.card("eve"), plain(letter.text.partition("Journée")[0])):
            assert " 1 " in words.partition("17h15")[2]
            assert "mercredi 10 mai 2023" in words  # until when places are passed on: the day before is kept free
        assert [event.decoded("dtstart") for event in letter.events] == [date(2023, 5, 12)]


@pytest.mark.behaviour("S0-B08")
def test_a_cancellation_moves_the_waiting_list_up(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        leaver = send(EXECUTIVE, "eve", "day")
        crowd(facts, 29, "eve")
        first, second = send(HEAD, "eve"), send(another(40), "eve")
        assert (first.decision("eve"), second.decision("eve")) == ("wait", "wait")
        letters = {letter.to: letter for letter in post_office.deliver()}
        page = open_page(visitor(), letters[EXECUTIVE.email].personal_link)
        page = open_page(page.client, page.links_to("withdraw")).fill(tick=["eve"]).send()
        assert page.decision("day") == "confirmed"
        # A is promoted and told
        told = post_office.deliver()
        (letter,) = [letter for letter in told if letter.to == HEAD.email]
        assert [event.decoded("dtstart").date() for event in letter.events] == [date(2023, 5, 11)]
        assert open_page(visitor(), letter.personal_link).decision("eve") == "confirmed"
        # B becomes position 1
        assert " 1 " in open_page(visitor(), second.address).card("eve").partition("17h15")[2]
        assert sorted(letter.to for letter in told) == sorted([EXECUTIVE.email, HEAD.email])
        # confirmed count stays 30
        assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (30, 1)
        # an audit line records who left and who entered
        ids = {row.email: str(row.pk) for row in Registration.objects.order_by("pk")}
        entered, left = trail_of_gathering(gathering_id=facts.id)[:2]
        assert (left.verb, left.subject_id) == ("registration:withdrawn", ids[EXECUTIVE.email])
        assert left.data == {"parts": {"eve": {"state": "withdrawn"}}}
        assert (entered.verb, entered.subject_id) == ("registration:promoted", ids[HEAD.email])
        assert entered.data == {"parts": {"eve": {"state": "confirmed"}}}
        assert leaver.status == 200


@pytest.mark.behaviour("S0-B09")
@pytest.mark.django_db(transaction=True)
def test_two_people_ask_for_the_last_seat_at_the_same_moment() -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 29, "eve")
        forms = [open_form().fill(person.answers, tick=["eve"]) for person in (EXECUTIVE, HEAD)]
        pages = at_once([form.send for form in forms])
        assert failures(pages) == []
        # exactly one confirmed
        # the other on the waiting list
        assert sorted(page.decision("eve") for page in pages) == ["confirmed", "wait"]
        # never 31 confirmed
        assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (30, 1)
        assert faults(facts.id) == []


@pytest.mark.behaviour("S0-B10")
def test_eve_capacity_does_not_limit_the_day() -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 30, "eve")
        # day confirmed, for anyone entitled
        for person in (OFFICER, PARTNER, HEAD):
            assert send(person, "day").decision("day") == "confirmed"
        assert seats_of(facts)["day"].confirmed == 3


@pytest.mark.behaviour("S0-B11")
def test_the_deadline_day_counts_in_full_in_swiss_time() -> None:
    with at("2023-04-14T23:59:00+02:00"):
        gatherings.load()
        # accepted
        assert send(OFFICER, "day").decision("day") == "confirmed"


@pytest.mark.behaviour("S0-B12")
@pytest.mark.parametrize("way", ["open", "post"])
def test_after_the_deadline_the_form_is_closed_and_helpful(way: str) -> None:
    with at("2023-04-14T23:58:00+02:00"):
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
    with at("2023-04-15T00:00:01+02:00"):
        page = open_form() if way == "open" else form.send()
        assert page.status == (200 if way == "open" else 409)
        # nothing is registered
        assert not page.has_form
        assert not Registration.objects.exists()
        # page says since when it is closed
        assert "vendredi 14 avril 2023" in page.text
        # contact shown
        assert CONTACT in page.text
        assert PHONE in page.text
        assert f"mailto:{CONTACT}" in page.links
        # programme still readable
        assert AARAU in page.links
        programme = open_page(visitor(), AARAU)
        assert programme.status == 200
        assert "Un tour de la ville avec dégustation" in programme.text
        assert "Ce que trois villes ont appris" in programme.text
        # what was typed stands there, to be copied into a mail
        assert way == "open" or all(OFFICER.answers[name] in page.text for name in ("given_name", "organisation"))


@pytest.mark.behaviour("S0-B17")
def test_an_assistant_registers_an_elected_person(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        page = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"])
        page = page.register_for(ASSISTANT.given, ASSISTANT.family, ASSISTANT.email).send()
        assert page.decision("eve") == "confirmed"
        # attendee and registrant are two people
        row = Registration.objects.get()
        assert (row.given_name, row.family_name, row.email) == (EXECUTIVE.given, EXECUTIVE.family, EXECUTIVE.email)
        assert (row.registrant_given_name, row.registrant_family_name) == (ASSISTANT.given, ASSISTANT.family)
        assert row.registrant_email == ASSISTANT.email
        assert page.said("//h1") == EXECUTIVE.full
        # both receive what concerns them
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert set(letters) == {EXECUTIVE.email, ASSISTANT.email}
        assert len(letters[EXECUTIVE.email].events) == 2
        assert letters[ASSISTANT.email].events == []
        assert ASSISTANT.full in letters[ASSISTANT.email].text.splitlines()[0]
        assert EXECUTIVE.full in letters[ASSISTANT.email].text
        assert EXECUTIVE.full in letters[EXECUTIVE.email].text.splitlines()[0]
        assert ASSISTANT.family not in letters[EXECUTIVE.email].text
        # badge and lists show only the attendee
        desk = staff(facts)
        for address in ("registrations/", "expected/eve/badges/", "expected/eve/attendance/"):
            words = open_page(desk, f"/desk/g/aarau-2023/{address}").text
            assert EXECUTIVE.family in words
            assert ASSISTANT.family not in words
            assert ASSISTANT.email not in words
        for address in ("registrations.csv", "expected/eve/badges.csv"):
            table = desk.get(f"/desk/g/aarau-2023/{address}").content.decode()
            assert EXECUTIVE.family in table
            assert ASSISTANT.family not in table
