"""A gathering that takes no registrations: why, whom to ask, and nothing to fill in."""

import pytest

from filrouge.stages.registration.models import Registration
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, CONTACT, changed, with_part
from tests.support.people import OFFICER, registered

pytestmark = pytest.mark.django_db


def forms_before_and_after(state: str) -> tuple[Page, Page]:
    """The form opened while the gathering was open and sent after a change of state; and the form opened then."""
    gatherings.load()
    form = open_form().fill(OFFICER.answers, tick=["day"])
    gatherings.load(changed(AARAU, state=state))
    return form.send(), open_form()


def test_what_took_place_is_told_on_its_page() -> None:
    with at():
        sent, opened = forms_before_and_after("held")
        assert sent.status == 409 and OFFICER.organisation in sent.text
        assert (opened.status, opened.response["Location"]) == (302, "/g/aarau-2023/")
        assert not Registration.objects.exists()


@pytest.mark.parametrize("state", ["registration_closed", "postponed", "cancelled"])
def test_a_gathering_that_was_closed_under_the_hands(state: str) -> None:
    with at():
        sent, opened = forms_before_and_after(state)
        assert (sent.status, opened.status) == (409, 200)
        for page in (sent, opened):
            assert not page.has_form
            assert CONTACT in page.text
            assert "/g/aarau-2023/" in page.links
        assert OFFICER.organisation in sent.text
        assert not Registration.objects.exists()
        # the page of the gathering offers no registration, and stays
        page = open_page(visitor(), "/g/aarau-2023/")
        assert page.status == 200
        assert "/g/aarau-2023/register/" not in page.links


@pytest.mark.parametrize("state", ["save_the_date", "invitation_sent"])
def test_a_gathering_that_is_announced_has_no_form_yet(state: str) -> None:
    with at():
        gatherings.load(changed(AARAU, state=state))
        page = open_form()
        assert page.status == 200
        assert not page.has_form
        assert CONTACT in page.text
        assert "/g/aarau-2023/register/" not in open_page(visitor(), "/g/aarau-2023/").links


def test_a_draft_does_not_exist_for_the_public() -> None:
    with at():
        gatherings.load(changed(AARAU, state="draft"))
        client = visitor()
        for address in ("", "register/", "bodies/", "eve.ics"):
            assert client.get(f"/g/aarau-2023/{address}").status_code == 404
        assert "Assemblée de printemps" not in open_page(visitor(), "/").text


def test_a_draft_takes_no_registration_either() -> None:
    with at():
        gatherings.load(changed(AARAU, state="draft"))
        client = visitor()
        client.get("/")
        assert client.post("/g/aarau-2023/register/", {**OFFICER.answers, "parts": "day"}).status_code in (403, 404)
        assert not Registration.objects.exists()


def test_no_such_gathering() -> None:
    with at():
        for address in ("/g/nowhere/", "/g/nowhere/register/", "/g/nowhere/eve.ics", "/g/%00/", "/g/a b/"):
            page = Page(visitor(), visitor().get(address), address)
            assert page.status == 404
            assert "/" in page.links


def test_registration_opens_later() -> None:
    with at("2023-03-01T08:59:59+01:00"):
        gatherings.load(changed(AARAU, registration={"opens_at": "2023-03-01 09:00", "deadline": "2023-04-14"}))
        page = open_form()
        assert not page.has_form
        assert "mercredi 1er mars 2023" in page.text
        assert "9h" in page.text
    with at("2023-03-01T09:00:00+01:00"):
        assert open_form().fill(OFFICER.answers, tick=["day"]).send().decision("day") == "confirmed"


@pytest.mark.parametrize("hour", ["2023-03-26T00:59:59+00:00", "2023-03-26T01:00:00+00:00"])
def test_registration_opens_in_the_hour_that_does_not_exist(hour: str) -> None:
    """02:30 on the last Sunday of March is skipped; it counts as the moment when clocks show 03:30."""
    with at(hour):
        gatherings.load(changed(AARAU, registration={"opens_at": "2023-03-26 02:30", "deadline": "2023-04-14"}))
        page = open_form()
        assert not page.has_form
        assert "3h30" in page.text
    with at("2023-03-26T01:30:00+00:00"):
        assert open_form().has_form


def test_each_part_may_have_its_own_deadline() -> None:
    with at("2023-04-10T12:00:00+02:00"):
        gatherings.load(with_part(AARAU, "eve", deadline="2023-04-09"))
        page = open_form().fill(OFFICER.but(function="executive_member").answers, tick=["eve", "day"]).send()
        assert (page.decision("eve"), page.decision("day")) == ("refused", "confirmed")
        assert "dimanche 9 avril 2023" in page.card("eve")


def test_after_the_part_without_a_deadline() -> None:
    open_ended = changed(AARAU, registration={})
    with at("2023-05-12T23:59:59+02:00"):
        gatherings.load(open_ended)
        assert open_form().fill(OFFICER.answers, tick=["day"]).send().decision("day") == "confirmed"
    with at("2023-05-13T00:00:00+02:00"):
        assert not open_form().has_form


def test_what_was_ticked_cannot_be_taken() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["eve"]).send()
        assert page.status == 422
        assert page.decision("eve") == "refused"
        assert {name: page.value(name) for name in OFFICER.answers} == OFFICER.answers
        assert page.values["parts"] == ["eve"]
        assert page.has("//main//*[@role='status'][contains(@class, 'notice')]")  # it says so, not only the card
        assert not Registration.objects.exists()
        assert page.fill(tick=["day"]).send().decision("day") == "confirmed"


def test_nothing_at_all_can_be_taken() -> None:
    with at():
        closed_day = {"membership": "partner", "otherwise": "refuse"}
        gatherings.load(with_part(AARAU, "day", audience=closed_day))
        page = open_form().fill(OFFICER.answers, tick=["eve", "day"]).send()
        assert page.status == 422
        assert (page.decision("eve"), page.decision("day")) == ("refused", "refused")
        assert {name: page.value(name) for name in OFFICER.answers} == OFFICER.answers
        assert page.values["parts"] == ["eve", "day"]
        assert page.has("//main//*[@role='status'][contains(@class, 'notice')]")
        assert CONTACT in page.text
        assert not Registration.objects.exists()


def test_what_was_registered_stays_readable_whatever_happens() -> None:
    with at():
        token = registered(OFFICER, gatherings.load(), "day").token
        for state in ("postponed", "cancelled"):
            gatherings.load(changed(AARAU, state=state))
            assert open_page(visitor(), f"/r/{token}/").status == 200
