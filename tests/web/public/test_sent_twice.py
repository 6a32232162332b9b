"""Forms sent twice, at the same moment, by a forger or from a foreign page."""

import uuid

import pytest

from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.at_once import at_once, failures
from tests.support.clock import at
from tests.support.forms import open_form, post, visitor
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, OFFICER, crowd
from tests.support.soundness import faults
from tests.support.traces import nothing_written

pytestmark = pytest.mark.django_db
FORM = "/g/aarau-2023/register/"


# ------------------------------------------------------------------------------------------------------ sent twice


def test_the_same_form_sent_twice_registers_once(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        form = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"])
        first, second = form.send(), form.send()
        assert first.address == second.address
        assert second.decision("eve") == "confirmed"
        assert Registration.objects.count() == 1
        assert seats_of(facts)["eve"].confirmed == 1
        assert [letter.to for letter in post_office.deliver()] == [EXECUTIVE.email]
        assert faults(facts.id) == []


def test_the_same_person_in_another_form_is_sent_their_link_and_told_nothing(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        first = open_form().fill(EXECUTIVE.answers, tick=["eve"]).send()
        post_office.deliver()
        again = EXECUTIVE.but(organisation="Ville de Rosières", given="BEATRICE", email=EXECUTIVE.email.upper())
        page = open_form().fill(again.answers, tick=["day"]).send()
        # nothing new
        assert Registration.objects.count() == 1
        assert PartRegistration.objects.count() == 1
        # the page does not reveal what is recorded
        assert page.status == 200
        for told in ("Soirée de la veille", "Lindenau ", "/r/", "Béatrice"):
            assert told not in page.tree.xpath("string(//main)")
        # the link is mailed
        letter = post_office.deliver_to(EXECUTIVE.email)
        assert letter.personal_link == first.address.partition("?")[0]
        assert letter.events == []
        assert faults(facts.id) == []


def test_a_namesake_or_a_shared_mailbox_is_somebody_else() -> None:
    with at():
        gatherings.load()
        for person in (EXECUTIVE, EXECUTIVE.but(email="other@lindenau.example")):
            assert open_form().fill(person.answers, tick=["eve"]).send().decision("eve") == "confirmed"
        # whoever shares a mailbox is asked, and then somebody of their own
        asked = open_form().fill(EXECUTIVE.but(given="Bernard").answers, tick=["eve"]).send()
        assert Registration.objects.count() == 2
        assert asked.fill(mailbox="other").send().decision("eve") == "confirmed"
        assert Registration.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_the_same_moment() -> None:
    with at():
        facts = gatherings.load()
        form = open_form().fill(EXECUTIVE.answers, tick=["eve"])
        pages = at_once([form.send, form.send])
        assert failures(pages) == []
        assert {page.address for page in pages} == {pages[0].address}
        assert seats_of(facts)["eve"].confirmed == 1
        assert faults(facts.id) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("parts", [("eve", "eve"), ("eve", "day")])
def test_the_same_person_in_two_forms_at_the_same_moment(parts: tuple[str, str]) -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 1, "eve", "day")
        forms = [open_form().fill(EXECUTIVE.answers, tick=[part]) for part in parts]
        assert forms[0].value("submission") != forms[1].value("submission")
        pages = at_once([form.send for form in forms])
        assert failures(pages) == []
        assert [page.status for page in pages] == [200, 200]
        assert Registration.objects.filter(email=EXECUTIVE.email).count() == 1
        assert faults(facts.id) == []


# ------------------------------------------------------------------------------------------------------------ forged


def test_a_forged_form_comes_back_with_all_that_was_typed() -> None:
    with at():
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["eve", "day"])
        page = form.send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert page.status == 403
        assert nothing_written()
        assert page.keeps(OFFICER.answers)
        assert page.values["parts"] == ["eve", "day"]
        assert page.value("csrfmiddlewaretoken") != "x" * 64
        assert page.send().decision("day") == "confirmed"


def test_a_form_without_cookie_comes_back_too() -> None:
    """A browser that keeps no cookies, or a page left open until the cookie was gone."""
    with at():
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
        form.client.cookies.clear()
        page = form.send()
        assert page.status == 403
        assert page.keeps(OFFICER.answers)
        assert nothing_written()
        assert page.send().decision("day") == "confirmed"


def test_a_forged_form_after_the_deadline_registers_nothing_either() -> None:
    with at("2023-04-14T23:58:00+02:00"):
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
    with at("2023-04-15T08:00:00+02:00"):
        page = form.send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert nothing_written()
        assert page.status in (403, 409)
        assert "vendredi 14 avril 2023" in page.text


@pytest.mark.parametrize("button", ["", "check"])
def test_what_a_foreign_page_posts_registers_nothing(button: str) -> None:
    with at():
        gatherings.load()
        pairs = [*OFFICER.answers.items(), ("parts", "day"), ("submission", str(uuid.uuid4()))]
        page = post(visitor(), FORM, [*pairs, *([(button, "1")] if button else [])])
        assert page.status == 403
        assert nothing_written()
