"""The personal page: see, change and give back what is registered; what would be lost is told before it is lost."""

from datetime import date

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, CONTACT, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD, NOW, OFFICER, another, crowd, registered
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    """The recorded state of each part of the oldest registration."""
    row = Registration.objects.order_by("pk")[0]
    return dict(row.parts.order_by("part__position").values_list("part__key", "state"))


def change(token: str) -> Page:
    """The form to change a registration, as a new browser opens it from the personal page."""
    page = open_page(visitor(), f"/r/{token}/")
    return open_page(page.client, page.links_to("change"))


def withdrawal(token: str) -> Page:
    """The page to give parts back, opened from the personal page."""
    page = open_page(visitor(), f"/r/{token}/")
    return open_page(page.client, page.links_to("withdraw"))


# --------------------------------------------------------------------------------------------------------------- see


def test_the_page_shows_what_is_registered_and_when_where_and_whom_to_ask() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day", registrant=ASSISTANT).token
        page = open_page(visitor(), f"/r/{token}/")
        assert page.said("//h1") == EXECUTIVE.full
        for words in ("membre de l’exécutif", "Ville de Lindenau", ASSISTANT.full, "Aarau", CONTACT):
            assert words in page.text
        assert "jeudi 11 mai 2023" in page.card("eve")
        assert "17h15" in page.card("eve")
        assert "vendredi 12 mai 2023" in page.card("day")
        assert ASSISTANT.email not in page.source


def test_it_says_once_that_the_registration_has_arrived() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.answers, tick=["day"]).send()
        assert page.has("//main//*[@role='status']")
        assert EXECUTIVE.email in page.said("//main//*[@role='status']")
        assert not open_page(visitor(), page.address.partition("?")[0]).has("//main//*[@role='status']")


def test_another_language() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        client = visitor("fr")
        page = open_page(client, f"/r/{token}/?lang=de")
        assert page.tree.get("lang") == "de"
        assert "Vorabend" in page.card("eve")
        assert "Donnerstag, 11. Mai 2023" in page.card("eve")
        # the choice is remembered, in a cookie that holds nothing else
        assert client.cookies["language"].value == "de"
        assert open_page(client, "/g/aarau-2023/").tree.get("lang") == "de"
        assert open_page(client, f"/r/{token}/?lang=xx").tree.get("lang") == "de"
        # other readers keep theirs
        assert open_page(visitor("fr-CH,fr;q=0.9"), f"/r/{token}/").tree.get("lang") == "fr"


def test_the_mail_speaks_the_language_in_which_somebody_registered(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        page = open_form(client=visitor("de-CH,de;q=0.8"))
        assert "Vorabend" in page.card("eve")
        page = page.fill(EXECUTIVE.answers, organisation="Stadt Lindenau", tick=["eve"]).send()
        letter = post_office.deliver_to(EXECUTIVE.email)
        assert "Donnerstag, 11. Mai 2023" in letter.text
        assert "Frühjahrstagung" in letter.subject
        # later mails too, whatever language the pages are read in
        open_page(visitor("fr"), page.address)
        withdrawal(page.address.split("/")[2]).fill(tick=["eve"]).send()
        assert "Vorabend" in post_office.deliver_to(EXECUTIVE.email).text


# ------------------------------------------------------------------------------------------------------------ change


def test_changing_who_comes_keeps_the_place(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=1))
        token = registered(EXECUTIVE, facts, "eve", "day").token
        registered(HEAD, facts, "eve")
        post_office.deliver()
        form = change(token)
        assert {name: form.value(name) for name in EXECUTIVE.answers} == EXECUTIVE.answers
        assert form.values["parts"] == ["eve", "day"]
        deputy = EXECUTIVE.but(given="Bastien", family="Crottaz", email="b.crottaz@lindenau.example")
        page = form.fill(deputy.answers).send()
        assert page.said("//h1") == deputy.full
        assert (page.decision("eve"), page.decision("day")) == ("confirmed", "confirmed")
        assert page.address == f"/r/{token}/"
        assert [letter.to for letter in post_office.deliver()] == [deputy.email]
        assert faults(facts.id) == []


def test_a_change_that_changes_nothing_sends_no_mail(post_office: PostOffice) -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day").token
        post_office.deliver()
        assert change(token).send().status == 200
        assert post_office.deliver() == []
        assert states() == {"eve": "confirmed", "day": "confirmed"}


def test_a_function_that_loses_the_eve_is_told_first(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=1))
        token = registered(EXECUTIVE, facts, "eve", "day").token
        registered(HEAD, facts, "eve")
        post_office.deliver()
        page = change(token).fill(function="project_officer").send()
        # told, with the reason, and not done
        assert page.status == 422
        assert page.decision("eve") == "refused"
        assert "membres des exécutifs" in page.card("eve")
        assert page.has("//main//*[@role='status']")
        assert states() == {"eve": "confirmed", "day": "confirmed"}
        assert post_office.deliver() == []
        # sent again, knowing: done, with the reason kept, and the next in the list moves up
        page = page.send()
        assert page.status == 200
        assert (page.decision("eve"), page.decision("day")) == ("refused", "confirmed")
        assert "membres des exécutifs" in page.card("eve")
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert set(letters) == {EXECUTIVE.email, HEAD.email}
        (cancelled,) = [calendar for calendar in letters[EXECUTIVE.email].calendars if calendar["method"] == "CANCEL"]
        assert [event.decoded("dtstart").date() for event in cancelled.walk("VEVENT")] == [date(2023, 5, 11)]
        assert seats_of(facts)["eve"].confirmed == 1
        assert faults(facts.id) == []


def test_whoever_corrects_the_function_after_the_warning_keeps_the_eve() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day").token
        page = change(token).fill(function="project_officer").send()
        assert page.status == 422
        page = page.fill(function="head_of_social_services").send()
        assert (page.decision("eve"), page.decision("day")) == ("confirmed", "confirmed")


def test_the_warning_holds_for_what_it_said_only() -> None:
    """Knowing that the eve is lost is not knowing that the day is, too."""
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day").token
        page = change(token).fill(function="project_officer").send()
        page = page.fill(organisation="Ville de Montclair").send()
        assert page.status == 422
        assert states() == {"eve": "confirmed", "day": "confirmed"}
        page = page.send()
        assert page.decision("day") == "ask"


def test_the_change_can_be_seen_before_it_is_made() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day").token
        page = change(token).fill(function="project_officer").check()
        assert (page.status, page.decision("eve")) == (200, "refused")
        assert states() == {"eve": "confirmed", "day": "confirmed"}


def test_a_page_still_open_registers_nobody_a_second_time(post_office: PostOffice) -> None:
    """Withdrawn, registered anew by another form: a page that was still open says so and keeps what was typed."""
    with at():
        facts = gatherings.load()
        first = registered(EXECUTIVE, facts, "eve", "day")
        form = change(first.token)
        withdraw(registration_id=first.registration_id, parts=["eve", "day"], actor=REGISTRANT, now=NOW)
        second = registered(EXECUTIVE, facts, "day")
        post_office.deliver()
        page = form.fill(tick=["eve"]).send()
        assert page.status == 422
        assert "déjà inscrite, par un autre formulaire" in page.said("//main//*[@role='status']")
        assert page.has("//input[@name='parts'][@value='eve'][@checked]")
        assert states() == {"eve": "withdrawn", "day": "withdrawn"}
        assert post_office.deliver() == []
        # whoever gives the other one up may come back by this one
        withdraw(registration_id=second.registration_id, parts=["day"], actor=REGISTRANT, now=NOW)
        page = page.send()
        assert page.decision("eve") == "confirmed"
        assert faults(facts.id) == []


def test_nobody_becomes_somebody_who_is_registered() -> None:
    with at():
        facts = gatherings.load()
        token = registered(HEAD, facts, "day").token
        registered(EXECUTIVE, facts, "day")
        page = change(token).fill(EXECUTIVE.answers).send()
        assert page.status == 422
        assert "déjà inscrite, par un autre formulaire" in page.said("//main//*[@role='status']")
        assert open_page(visitor(), f"/r/{token}/").said("//h1") == HEAD.full
        assert faults(facts.id) == []


def test_adding_a_part(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        token = registered(EXECUTIVE, facts, "day").token
        post_office.deliver()
        page = change(token).fill(tick=["eve", "day"]).send()
        assert (page.decision("eve"), page.decision("day")) == ("confirmed", "confirmed")
        letter = post_office.deliver_to(EXECUTIVE.email)
        assert [event.decoded("dtstart").date() for event in letter.events] == [date(2023, 5, 11)]
        assert seats_of(facts)["eve"].confirmed == 1


def test_adding_a_part_that_is_full_leads_to_the_list() -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=2))
        crowd(facts, 2, "eve")
        token = registered(HEAD, facts, "day").token
        page = change(token).fill(tick=["eve", "day"]).send()
        assert page.decision("eve") == "wait"
        assert faults(facts.id) == []


def test_adding_a_part_after_the_deadline_is_refused_and_what_is_held_stays() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "day").token
    with at("2023-04-20T09:00:00+02:00"):
        page = change(token).fill(tick=["eve", "day"]).send()
        assert page.decision("day") == "confirmed"
        assert "vendredi 14 avril 2023" in page.text
        assert states().get("eve") in (None, "refused")


def test_removing_a_part_moves_the_list_up(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=1))
        token = registered(EXECUTIVE, facts, "eve", "day").token
        registered(HEAD, facts, "eve")
        post_office.deliver()
        page = change(token).fill(tick=["day"]).send()
        assert page.decision("day") == "confirmed"
        assert states() == {"eve": "withdrawn", "day": "confirmed"}
        assert {letter.to for letter in post_office.deliver()} == {EXECUTIVE.email, HEAD.email}
        assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (1, 0)
        assert faults(facts.id) == []


def test_taking_a_part_again_goes_to_the_end_of_the_list() -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=1))
        token = registered(EXECUTIVE, facts, "eve", "day").token
        registered(HEAD, facts, "eve")
        registered(another(1), facts, "eve")
        change(token).fill(tick=["day"]).send()
        page = change(token).fill(tick=["eve", "day"]).send()
        assert page.decision("eve") == "wait"
        assert " 2 " in page.card("eve").partition("17h15")[2]
        assert faults(facts.id) == []


def test_a_broken_change_changes_nothing_and_keeps_what_was_typed() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        page = change(token).fill(email="nobody", family_name="Neu").send()
        assert page.status == 422
        assert page.has("//*[@id='error-summary']//a[@href='#id_email']")
        assert (page.value("email"), page.value("family_name")) == ("nobody", "Neu")
        assert open_page(visitor(), f"/r/{token}/").said("//h1") == EXECUTIVE.full


def test_a_forged_change_comes_back_or_is_refused_and_changes_nothing() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        page = change(token).fill(family_name="Neu").send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert page.status == 403
        assert Registration.objects.get().family_name == EXECUTIVE.family


def test_who_registered_somebody_is_told_of_changes_too(post_office: PostOffice) -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day", registrant=ASSISTANT).token
        post_office.deliver()
        form = change(token)
        assert "registrant_email" not in form.values
        form.fill(tick=["day"]).send()
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert set(letters) == {EXECUTIVE.email, ASSISTANT.email}
        assert letters[ASSISTANT.email].events == []


# ---------------------------------------------------------------------------------------------------------- withdraw


def test_giving_back_one_part_keeps_the_other(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        token = registered(EXECUTIVE, facts, "eve", "day").token
        post_office.deliver()
        page = withdrawal(token).fill(tick=["eve"]).send()
        assert states() == {"eve": "withdrawn", "day": "confirmed"}
        assert page.decision("day") == "confirmed"
        assert "eve.ics" not in " ".join(page.links)
        letter = post_office.deliver_to(EXECUTIVE.email)
        (calendar,) = letter.calendars
        assert calendar["method"] == "CANCEL"
        (event,) = letter.events
        assert (event["status"], event.decoded("dtstart").date()) == ("CANCELLED", date(2023, 5, 11))
        # giving it back again is no longer offered, and does nothing
        assert withdrawal(token).tree.xpath("//input[@name='parts']/@value") == ["day"]
        assert seats_of(facts)["eve"].confirmed == 0


def test_giving_back_without_ticking_is_asked_again() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve", "day").token
        page = withdrawal(token).send()
        assert page.status == 422
        assert states() == {"eve": "confirmed", "day": "confirmed"}


def test_giving_back_a_place_in_the_list_and_a_request() -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=0))
        token = registered(EXECUTIVE.but(organisation="Ville de Montclair"), facts, "day").token
        withdrawal(token).fill(tick=["day"]).send()
        assert states() == {"day": "withdrawn"}
        waiting = registered(HEAD, facts, "eve").token
        page = withdrawal(waiting).fill(tick=["eve"]).send()
        assert page.status == 200
        assert seats_of(facts)["eve"].waiting == 0
        assert faults(facts.id) == []


def test_a_part_that_is_over_cannot_be_given_back() -> None:
    with at():
        facts = gatherings.load()
        token = registered(EXECUTIVE, facts, "eve", "day").token
    with at("2023-05-11T23:59:59+02:00"):
        assert withdrawal(token).tree.xpath("//input[@name='parts']/@value") == ["eve", "day"]
        late = withdrawal(token).fill(tick=["eve"])
    with at("2023-05-12T00:00:00+02:00"):
        assert late.send().status == 422
        assert states() == {"eve": "confirmed", "day": "confirmed"}
        page = withdrawal(token)
        assert page.tree.xpath("//input[@name='parts']/@value") == ["day"]
        assert page.send(forged={"parts": ["eve", "day"]}).status == 200
        assert states() == {"eve": "confirmed", "day": "withdrawn"}
    with at("2023-05-13T00:00:00+02:00"):
        page = open_page(visitor(), f"/r/{token}/")
        assert not [link for link in page.links if link.endswith("/withdraw/")]
        assert not open_page(visitor(), f"/r/{token}/withdraw/").has("//input[@name='parts']")


def test_a_part_of_somebody_else_cannot_be_given_back() -> None:
    with at():
        facts = gatherings.load()
        token = registered(OFFICER, facts, "day").token
        registered(EXECUTIVE, facts, "eve")
        page = withdrawal(token).send(forged={"parts": ["eve", "workshop", "'"]})
        assert page.status == 422
        assert seats_of(facts)["eve"].confirmed == 1
