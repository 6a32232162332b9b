"""The gathering at a glance, its parts, its mails and its trail."""

from datetime import timedelta

import pytest
from django.urls import reverse

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import send_link
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings, people
from tests.support.clock import SPRING, instant
from tests.support.desk_factories import actor_with, desk_of, press, send
from tests.support.forms import open_page
from tests.support.gatherings import AARAU, changed, facts_of
from tests.support.people import EXECUTIVE, STRANGER

KEY = "aarau-2023"
OVERVIEW = f"/desk/g/{KEY}/"
STEP = f"/desk/g/{KEY}/step/"
EVE = f"/desk/g/{KEY}/parts/eve/"


def test_every_number_opens_its_rows(facts: GatheringFacts) -> None:
    people.crowd(facts, 3, "eve", "day")
    people.registered(STRANGER, facts, "eve", "day")
    client = desk_of(Role.MANAGER, facts)
    page = open_page(client, OVERVIEW)
    numbers = page.tree.xpath("//section[@id='parts']//a[@class='number']")
    assert numbers
    for link in numbers:
        rows = open_page(client, link.get("href"))
        assert len(rows.tree.xpath("//tbody/tr")) == int(link.text_content())


@pytest.mark.parametrize(
    ("to", "state"), [("registration_closed", "Registration closed"), ("held", "Held"), ("postponed", "Postponed")]
)
def test_a_step_of_the_life(facts: GatheringFacts, to: str, state: str) -> None:
    client = desk_of(Role.MANAGER, facts)
    page = send(client, OVERVIEW, STEP, to=to, motive="La salle est fermée")
    assert f"the gathering is now in the state “{state}”" in page.text
    assert facts_of(KEY).state.value == to
    assert page.said("//*[@aria-current='step']/span[1]").startswith(state)


def test_calling_off_needs_a_reason(facts: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, facts)
    silent = send(client, OVERVIEW, STEP, to="cancelled")
    assert silent.status == 422
    assert "Say why" in silent.text
    assert facts_of(KEY).state.value == "registration_open"
    send(client, OVERVIEW, STEP, to="cancelled", motive="Grève des trains")
    assert facts_of(KEY).state.value == "cancelled"
    trail = open_page(client, f"/desk/g/{KEY}/trail/").text
    assert "from “Registration open” to “Cancelled” – Régine Oberli" in trail
    assert "Reason: Grève des trains" in trail


def test_a_step_that_does_not_follow_changes_nothing(facts: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, facts)
    page = press(client, open_page(client, OVERVIEW), STEP, to="save_the_date")
    assert "that step does not follow" in page.text
    assert press(client, page, STEP, to="elsewhere").status == 422
    assert facts_of(KEY).state.value == "registration_open"


def test_what_is_missing_in_the_list(facts: GatheringFacts) -> None:
    gatherings.load(changed(AARAU, key="early", state="draft", town=None))
    page = open_page(desk_of(Role.MANAGER, facts), "/desk/")
    early = next(row for row in page.tree.xpath("//tbody/tr") if "/desk/g/early/" in row.xpath(".//a/@href"))
    assert "Blocking: town or venue" in " ".join(early.text_content().split())
    assert "Tolerable now: venue, hours" in " ".join(early.text_content().split())


def test_steps_that_were_jumped_over_are_not_drawn(facts: GatheringFacts) -> None:
    gatherings.load(changed(AARAU, key="quick", state="draft"))
    client = desk_of(Role.MANAGER, facts)
    page = send(client, "/desk/g/quick/", "/desk/g/quick/step/", to="registration_open")
    labels = [label.text_content().split(",")[0] for label in page.tree.xpath("//span[@class='thread__label']")]
    assert labels == ["Draft", "Registration open", "Registration closed", "The gathering"]
    assert "15 March 2023" in page.said("//*[@aria-current='step']")


def test_places_and_deadline(facts: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, facts)
    assert open_page(client, EVE).value("capacity") == "2"
    page = open_page(client, EVE).fill(capacity="40", deadline="2023-04-21", motive="Salle plus grande").send()
    assert "This part has 40 places now." in page.text
    assert "The last day to register is now Friday 21 April 2023." in page.text
    eve = facts_of(KEY).part("eve")
    assert eve and (eve.capacity, str(eve.deadline)) == (40, "2023-04-21")
    trail = open_page(client, f"/desk/g/{KEY}/trail/").text
    assert "places: 2 before, now 40" in trail
    assert "Reason: Salle plus grande" in trail
    assert "This part has no limit now." in open_page(client, EVE).fill(capacity="").send().text
    assert "Nothing was changed." in open_page(client, EVE).send().text
    assert open_page(client, EVE).fill(capacity="-1").send().status == 422


def test_fewer_places_than_confirmed_people(facts: GatheringFacts) -> None:
    people.crowd(facts, 2, "eve")
    client = desk_of(Role.MANAGER, facts)
    asked = open_page(client, EVE).fill(capacity="1").send()
    assert asked.status == 422
    assert "2 people are confirmed already: more than 1 places." in asked.text
    assert "Nobody is removed: 1 person stays beyond the limit" in asked.text
    assert facts_of(KEY).part("eve").capacity == 2  # type: ignore[union-attr]
    asked.form.inputs["below"].checked = True
    done = asked.send()
    assert "1 person more than there are places is confirmed. Nobody was removed" in done.text
    assert "1 too many" in done.text
    assert (seats_of(facts_of(KEY))["eve"].confirmed, seats_of(facts_of(KEY))["eve"].excess) == (2, 1)


def test_more_places_wake_the_waiting_list(facts: GatheringFacts) -> None:
    people.crowd(facts, 3, "eve")
    open_page(desk_of(Role.MANAGER, facts), EVE).fill(capacity="3").send()
    assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (3, 0)


def test_a_failed_mail_is_tried_again(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    mail = OutgoingMail.objects.get()
    mail.state, mail.attempts, mail.last_error, mail.next_attempt_at = "failed", 7, "550 mailbox unknown", None
    mail.save()
    client = desk_of(Role.MANAGER, facts)
    mails, retry = f"/desk/g/{KEY}/mails/", reverse("desk:retry_mail", args=[KEY, mail.pk])
    assert "550 mailbox unknown" in open_page(client, f"{mails}?state=failed").text
    assert "No mail here" in open_page(client, f"{mails}?state=sent").text
    page = send(client, mails, retry)
    assert "The mail is back in the queue" in page.text
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)
    assert "no longer a failed one" in press(client, page, retry).text


def test_a_mail_of_another_gathering_is_not_found(facts: GatheringFacts) -> None:
    other = gatherings.load(changed(AARAU, key="other"))
    people.registered(EXECUTIVE, other, "day")
    client = desk_of(Role.MANAGER, facts)
    retry = reverse("desk:retry_mail", args=[KEY, OutgoingMail.objects.get().pk])
    assert press(client, open_page(client, f"/desk/g/{KEY}/mails/"), retry).status == 404


def test_the_trail_in_pages(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    actor = actor_with(Role.EDITOR, facts)
    for minute in range(51):
        send_link(registration_id=pk, actor=actor, now=instant(SPRING) + timedelta(minutes=minute))
    client = desk_of(Role.MANAGER, facts)
    first = open_page(client, f"/desk/g/{KEY}/trail/")
    assert len(first.tree.xpath("//ol[@class='timeline']/li")) == 50
    second = open_page(client, f"/desk/g/{KEY}/trail/?page=2").text
    assert "Béatrice de La Tour registered (Web form). Journée: Confirmed" in second
    assert "Gathering file read" in second
