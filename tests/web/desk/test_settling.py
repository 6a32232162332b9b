"""What an organiser settles on the desk without a file: how people register, languages, programme, quotas, priority."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.engines.waiting import Policy
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.audience import AllOf, AnyOf
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.registration.models import PartRegistration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed, facts_of, fresh_facts
from tests.support.people import EXECUTIVE, HEAD

__all__ = ["fresh_facts"]

pytestmark = pytest.mark.django_db

HERE = "/desk/g/aarau-2023"


def tick(page: Page, name: str, *wanted: str) -> Page:
    page.tick(name, set(wanted))
    return page


def desk() -> Client:
    return desk_of(Role.EDITOR, gatherings.load(AARAU))


def test_how_people_register_is_said_on_one_page() -> None:
    with at():
        client = desk()
        page = open_page(client, f"{HERE}/").links_to("/terms")
        form = open_page(client, page)
        assert form.value("forwarding") == "none" and form.value("promotion_stop_days_eve") == "1"
        form.fill(forwarding="within_organisation", policy="bounded", most_overtakings="3", answer_hours_eve="24")
        for name in ("pictures", "residents", "has_meal_eve", "asks_access_day"):
            form.form.inputs[name].checked = True
        page_after = form.send()
        assert page_after.status == 200 and page_after.value("answer_hours_eve") == "24"
        facts = facts_of("aarau-2023")
        eve, day = facts.part("eve"), facts.part("day")
        assert eve is not None and day is not None
        assert (facts.forwarding, facts.waiting_policy) == (ForwardingScope.WITHIN_ORGANISATION, Policy.BOUNDED)
        assert (facts.most_overtakings, facts.takes_pictures, facts.welcomes_residents) == (3, True, True)
        assert (eve.has_meal, eve.asks_access, eve.answer_hours) == (True, False, 24)
        assert (day.has_meal, day.asks_access, day.answer_hours) == (False, True, None)
        # the doors that it opens are open: somebody without a body finds a form of their own
        assert open_page(visitor(), "/g/aarau-2023/register/resident/").status == 200
        # and off again
        page_after.form.inputs["pictures"].checked = False
        page_after.fill(answer_hours_eve="").send()
        facts = facts_of("aarau-2023")
        assert not facts.takes_pictures and facts.part("eve").answer_hours is None  # type: ignore[union-attr]


def test_an_answer_that_does_not_fit_is_said_at_its_field_and_kept() -> None:
    with at():
        page = open_page(desk(), f"{HERE}/terms/").fill(answer_hours_eve="900", forwarding="open").send()
        assert page.status == 422 and "720" in page.errors()
        assert page.value("answer_hours_eve") == "900" and page.value("forwarding") == "open"
        assert facts_of("aarau-2023").forwarding is ForwardingScope.NONE


def test_another_language_is_chosen_and_then_asked_for() -> None:
    with at():
        client = desk()
        page = tick(open_page(client, f"{HERE}/languages/"), "others", "de", "it").send()
        assert "Now say what things are called in: Italian" in page.text
        page = page.fill(title_it="Assemblea di primavera", part_eve_it="La vigilia").send()
        facts = facts_of("aarau-2023")
        assert facts.languages == ("fr", "de", "it")
        assert (facts.title["it"], facts.title["de"]) == ("Assemblea di primavera", "Frühjahrstagung")
        assert "Assemblea di primavera" in open_page(visitor("it"), "/g/aarau-2023/").text
        # taken out again: what was written is kept, and nothing else is lost
        tick(page, "others", "de").send()
        facts = facts_of("aarau-2023")
        assert facts.languages == ("fr", "de") and facts.title["it"] == "Assemblea di primavera"


def test_the_title_in_the_first_language_is_needed() -> None:
    with at():
        page = open_page(desk(), f"{HERE}/languages/").fill(title_fr="", title_de="Tagung").send()
        assert page.status == 422 and page.errors() and page.value("title_de") == "Tagung"
        assert facts_of("aarau-2023").title["fr"] == "Assemblée de printemps"


def test_a_programme_is_written_down_and_published() -> None:
    with at():
        document = gatherings.with_part(AARAU, "day", starts_at="09:00", ends_at="16:00")
        client = desk_of(Role.EDITOR, gatherings.load(document))
        for title, begins, ends in (("Der Brauch", "10:30", "11:00"), ("L’accueil", "09:00", "09:30")):
            page = open_page(client, f"{HERE}/sessions/")
            form = page.tree.xpath("//section[@id='form']//form")[0]
            assert form.fields["part"] == "eve"
            page = send_form(page, title_fr=title, part="day", kind="talk", starts_at=begins, ends_at=ends, room="Saal")
            assert page.status == 200, page.errors()
        assert "L’accueil" not in open_page(visitor(), "/g/aarau-2023/").text
        assert "on the public page" in send(client, f"{HERE}/", f"{HERE}/programme/").text
        public = open_page(visitor(), "/g/aarau-2023/").text
        assert public.index("L’accueil") < public.index("Der Brauch")
        # changed and taken out
        page = open_page(client, open_page(client, f"{HERE}/sessions/").links_to("session-2/#form".rstrip("/")))
        assert page.has("//input[@name='title_fr'][@value='L’accueil']")
        send_form(page, title_fr="Accueil et café", kind="break")
        assert "Accueil et café" in open_page(visitor(), "/g/aarau-2023/").text
        send(client, f"{HERE}/sessions/", f"{HERE}/sessions/session-1/remove/")
        public = open_page(visitor(), "/g/aarau-2023/").text
        assert "Der Brauch" not in public and "Accueil et café" in public


def send_form(page: Page, **answers: str) -> Page:
    """Fill in the form of the page that adds or changes, and send it."""
    form = page.tree.xpath("//section[@id='form']//form")[0]
    for name, value in answers.items():
        form.fields[name] = value
    response = page.client.post(page.address.partition("#")[0], dict(form.form_values()))
    if response.status_code == 303:
        return open_page(page.client, response["Location"])
    return Page(page.client, response, page.address)


def test_a_session_that_ends_before_it_begins_is_not_written() -> None:
    with at():
        page = open_page(desk(), f"{HERE}/sessions/")
        page = send_form(page, title_fr="Atelier", part="day", kind="workshop", starts_at="11:00", ends_at="10:00")
        assert page.status == 422 and "The end comes after the beginning." in page.errors()
        assert page.has("//input[@name='title_fr'][@value='Atelier']")
        assert "sessions" not in export_gathering("aarau-2023")


def test_places_are_kept_for_some_and_given_on_when_the_quota_goes() -> None:
    with at():
        facts = gatherings.load(gatherings.with_part(AARAU, "day", capacity=1, audience={"open": True}))
        client = desk_of(Role.EDITOR, facts)
        page = open_page(client, open_page(client, f"{HERE}/quotas/").links_to("/new-quota"))
        tick(tick(page, "parts", "day"), "whom_function", "executive_member")
        page = page.fill(kind="kept", label_fr="Exécutifs", label_de="Exekutive", seats="1").send()
        assert page.status == 200 and "Exécutifs" in page.text
        people.registered(HEAD, facts_of("aarau-2023"), "day")
        assert [row.state for row in PartRegistration.objects.all()] == ["waiting"]
        # taken away after what follows was said: the place goes to who waits
        quota = open_page(client, f"{HERE}/quotas/quota-1/")
        gone = open_page(client, quota.links_to("/remove"))
        assert "the waiting list moves up at once" in gone.text
        assert gone.send().status == 200
        assert facts_of("aarau-2023").quotas == ()
        assert [row.state for row in PartRegistration.objects.all()] == ["confirmed"]


def test_a_quota_is_said_anew() -> None:
    with at():
        client = desk_of(Role.EDITOR, gatherings.load(AARAU))
        page = tick(tick(open_page(client, f"{HERE}/new-quota/"), "parts", "eve"), "whom_membership", "member")
        page.fill(kind="kept", label_fr="Membres", seats="5", opens_to_all_at="2023-04-01T09:00").send()
        page = open_page(client, open_page(client, f"{HERE}/quotas/quota-1/").links_to("/edit"))
        assert page.value("opens_to_all_at") == "2023-04-01T09:00" and page.value("whom_membership") == "member"
        page = tick(page, "whom_function", "executive_member", "director").fill(label_fr="Direction", seats="4")
        assert "Direction" in page.send().text
        (quota,) = facts_of("aarau-2023").quotas
        assert (quota.label["fr"], quota.seats, quota.opens_to_all_at) == (
            "Direction",
            4,
            datetime(2023, 4, 1, 7, 0, tzinfo=UTC),
        )
        assert isinstance(quota.reserved_for, AllOf)


def test_a_rule_of_the_file_that_is_longer_than_the_questions_stays() -> None:
    with at():
        rule = {"any": [{"membership": "member"}, {"function": "director"}]}
        quota = {"key": "host", "label": "Hôtes", "parts": ["eve"], "seats": 5, "reserved_for": rule}
        client = desk_of(Role.EDITOR, gatherings.load(changed(AARAU, quotas=[quota])))
        page = open_page(client, f"{HERE}/quotas/host/edit/")
        assert "longer than the questions here" in page.text
        page.fill(seats="6").send()
        (found,) = facts_of("aarau-2023").quotas
        assert found.seats == 6 and isinstance(found.reserved_for, AnyOf)


def test_whoever_has_a_place_keeps_it_when_parts_come_to_share() -> None:
    with at():
        facts = gatherings.load(gatherings.with_part(AARAU, "day", audience={"open": True}))
        people.registered(EXECUTIVE, facts, "eve", "day")
        client = desk_of(Role.EDITOR, facts)
        page = tick(open_page(client, f"{HERE}/new-quota/"), "parts", "eve", "day")
        page = page.fill(kind="shared", label_fr="Le car", seats="1").send()
        assert page.status == 200 and "Le car" in page.text
        assert {row.state for row in PartRegistration.objects.all()} == {"confirmed"}


@pytest.mark.parametrize(
    ("kind", "parts", "said"),
    [
        ("shared", ("day",), "Choose two parts or more"),
        ("kept", ("day",), "Say for whom the places are kept"),
        ("kept", ("eve", "day"), "Places are kept in one part"),
    ],
)
def test_a_quota_that_cannot_be_meant_is_said(kind: str, parts: tuple[str, ...], said: str) -> None:
    with at():
        page = tick(open_page(desk(), f"{HERE}/new-quota/"), "parts", *parts)
        page = page.fill(kind=kind, label_fr="Le car", seats="9").send()
        assert page.status == 422 and said in page.errors()
        assert page.value("label_fr") == "Le car" and page.values["parts"] == [
            key for key in ("eve", "day") if key in parts
        ]


def test_more_places_than_the_part_has_cannot_be_kept() -> None:
    with at():
        page = tick(tick(open_page(desk(), f"{HERE}/new-quota/"), "parts", "eve"), "whom_membership", "member")
        page = page.fill(kind="kept", label_fr="Membres", seats="31").send()
        assert page.status == 422 and "31" in page.errors()
        assert page.has("//input[@name='seats'][@aria-invalid='true']")


def test_some_register_first_until_a_moment() -> None:
    with at("2023-03-01T10:00:00+01:00"):
        client = desk()
        page = open_page(client, open_page(client, f"{HERE}/quotas/").links_to("/priority"))
        page = tick(page, "whom_membership", "member").fill(until="2023-03-20T09:00").send()
        assert "First come" in page.text and "member" in page.text
        window = facts_of("aarau-2023").priority
        assert window is not None and window.until == datetime(2023, 3, 20, 8, 0, tzinfo=UTC)
        # one without the other is asked for
        page = open_page(client, f"{HERE}/priority/")
        assert page.value("until") == "2023-03-20T09:00"
        page = page.fill(until="").send()
        assert page.status == 422 and "Say until when" in page.errors()
        # after the deadline it would come too late: said at its field
        page = open_page(client, f"{HERE}/priority/").fill(until="2023-04-20T09:00").send()
        assert page.status == 422 and page.has("//input[@name='until'][@aria-invalid='true']")
        # nobody any more
        tick(open_page(client, f"{HERE}/priority/"), "whom_membership").fill(until="").send()
        assert facts_of("aarau-2023").priority is None


def test_nobody_else_settles_anything() -> None:
    with at():
        facts = gatherings.load(changed(AARAU))
        helper = desk_of(Role.DESK_HELPER, facts)
        for page in ("terms", "languages", "sessions", "new-quota", "priority"):
            assert open_page(helper, f"{HERE}/{page}/").status == 403
