"""The desk's page of quotas: what is taken and left, changing a number or a moment, and nobody loses a place."""

import pytest
from django.urls import reverse

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.registration.models import PartRegistration
from tests.support import gatherings, people
from tests.support.clock import SPRING, at, instant
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, facts_of
from tests.support.quotas import member, other, reserve, shared, with_quotas
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db

LIST, COACH, MEMBERS = (f"/desk/g/aarau-2023/quotas/{key}" for key in ("", "coach/", "members/"))


@pytest.fixture
def facts(db: None) -> GatheringFacts:
    """Three seats for both parts; two of the four seats of the day kept for member cities."""
    return gatherings.load(with_quotas(shared(6), reserve(2), day=4))


def row(page: Page, label: str) -> dict[str, str]:
    """A row of the table of quotas, by column."""
    found = next(row for row in page.tree.xpath("//tbody/tr") if label in row.text_content())
    return {cell.get("data-label"): " ".join(cell.text_content().split()) for cell in found.xpath("./td")}


def states(part: str) -> list[str]:
    """What became of everybody who asked for a part, in order."""
    wishes = PartRegistration.objects.filter(part__key=part).order_by("registration_id")
    return list(wishes.values_list("state", flat=True))


def test_the_list_says_what_is_taken_and_left(facts: GatheringFacts) -> None:
    people.registered(member(0), facts, "eve", "day")
    for number in (1, 2, 3):
        people.registered(other(number), facts, "day")
    page = open_page(desk_of(Role.MANAGER, facts), LIST)
    assert row(page, "Places dans le car") == {
        "Places": "6",
        "Taken": "4",
        "Left": "2",
        "Kept for": "nobody in particular: the parts share them",
    }
    assert row(page, "Places des villes membres") == {
        "Places": "2",
        "Taken": "1",
        "Left": "1",
        "Kept for": "villes membres until Saturday 1 April 2023 at 9:00",
    }
    assert "Soirée de la veille and Journée" in page.said("//tbody/tr[1]/th")
    # The third of the others waits beside the seat that is kept.
    assert states("day") == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_a_reserve_that_is_open_to_all_says_since_when(facts: GatheringFacts) -> None:
    with at("2023-04-02T09:00:00+02:00"):
        page = open_page(desk_of(Role.MANAGER, facts), LIST)
        assert "open to all since Saturday 1 April 2023 at 9:00" in row(page, "membres")["Kept for"]
        assert row(page, "membres")["Left"] == "–"


def test_without_quotas_the_page_offers_to_make_one_and_leads_nobody_else_there() -> None:
    facts = gatherings.load(AARAU)
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, LIST)
    assert "This gathering has no quotas" in page.text and "/desk/g/aarau-2023/new-quota/" in page.links
    assert LIST in open_page(desk, "/desk/g/aarau-2023/").links
    helper = desk_of(Role.DESK_HELPER, facts)
    assert LIST not in open_page(helper, "/desk/g/aarau-2023/").links
    assert "/desk/g/aarau-2023/new-quota/" not in open_page(helper, LIST).links


def test_more_seats_wake_the_waiting_list(facts: GatheringFacts) -> None:
    for number in (1, 2, 3):
        people.registered(other(number), facts, "day")
    assert states("day")[-1] == "waiting"
    page = open_page(desk_of(Role.MANAGER, facts), MEMBERS)
    assert page.value("seats") == "2" and page.value("opens_to_all_at") == "2023-04-01T09:00"
    done = page.fill(seats="1", motive="Une ville a renoncé").send()
    assert "Places des villes membres: 1 place now." in done.text
    assert states("day") == ["confirmed"] * 3
    line = AuditEntry.objects.get(verb="quota:changed")
    assert (line.motive, line.data) == ("Une ville a renoncé", {"seats": {"from": 2, "to": 1}})
    trail = open_page(page.client, "/desk/g/aarau-2023/trail/").text
    assert "Places des villes membres – places: 2 before, now 1" in trail
    assert faults(facts.id) == []


def test_the_moment_is_by_the_clock_of_the_gathering(facts: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, facts), MEMBERS)
    page.fill(opens_to_all_at="2023-03-20T08:30", motive="Plus tôt").send()
    opens = facts_of("aarau-2023").quotas[1].opens_to_all_at
    assert opens is not None and opens.isoformat() == "2023-03-20T07:30:00+00:00"
    open_page(page.client, MEMBERS).fill(opens_to_all_at="", motive="Jusqu’au bout").send()
    assert facts_of("aarau-2023").quotas[1].opens_to_all_at is None
    assert "until the end" in row(open_page(page.client, LIST), "membres")["Kept for"]
    trail = open_page(page.client, "/desk/g/aarau-2023/trail/").text
    assert "open to all from: Monday 20 March 2023 at 8:30 before, now never" in trail


def test_fewer_than_are_taken_are_asked_for_once_more_and_nobody_is_removed(facts: GatheringFacts) -> None:
    for number in (0, 1):
        people.registered(member(number), facts, "eve", "day")
    page = open_page(desk_of(Role.MANAGER, facts), COACH).fill(seats="3", motive="Un car plus petit").send()
    assert page.status == 422
    assert "4 places are taken already: more than 3." in page.text
    assert page.value("motive").strip() == "Un car plus petit"
    assert facts_of("aarau-2023").quotas[0].seats == 6
    page.form.inputs["below"].checked = True
    done = page.send()
    assert row(done, "Places dans le car")["Left"] == "1 too many"
    assert states("eve") == states("day") == ["confirmed", "confirmed"]
    late = people.registered(other(5), facts_of("aarau-2023"), "day")
    assert [answer.state.value for answer in late.answers] == ["waiting"]
    overview = open_page(page.client, "/desk/g/aarau-2023/")
    shared_line = overview.said("//section[@id='parts']//ul/li")
    assert shared_line == "Places dans le car (Soirée de la veille and Journée) 4 of 3 places taken 1 too many"
    assert faults(facts.id) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"seats": "5", "motive": "Trop"}, "The part has 4 places: at most 4 of them can be kept here."),
        ({"seats": "-1", "motive": "Trop"}, "Ensure this value is greater than or equal to 0."),
        ({"seats": "", "motive": "Rien"}, "This field is required."),
        ({"seats": "1", "motive": ""}, "Say why: the reason stays in the trail."),
        ({"opens_to_all_at": "bald", "motive": "Un jour"}, "Enter a valid date/time."),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(facts: GatheringFacts, typed: dict[str, str], said: str) -> None:
    page = open_page(desk_of(Role.MANAGER, facts), MEMBERS).fill(typed).send()
    assert page.status == 422
    assert said in page.errors()
    assert {name: page.value(name).strip() for name in typed} == typed
    assert facts_of("aarau-2023").quotas[1].seats == 2


def test_the_same_again_changes_nothing(facts: GatheringFacts) -> None:
    done = open_page(desk_of(Role.MANAGER, facts), COACH).fill(motive="Juste pour voir").send()
    assert "Nothing was changed." in done.text
    assert not AuditEntry.objects.filter(verb="quota:changed").exists()


def test_what_the_desk_changed_leaves_as_a_file_that_loads(facts: GatheringFacts) -> None:
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, MEMBERS).fill(seats="3", opens_to_all_at="2023-03-30T18:15", motive="Plus de villes")
    page.send()
    text = export_gathering("aarau-2023")
    assert "opens_to_all_at: '2023-03-30 18:15'" in text or "opens_to_all_at: 2023-03-30 18:15" in text
    report = load_gathering(text, actor=SYSTEM, now=instant(SPRING))
    assert not report.wrote


def test_a_part_never_has_fewer_places_than_are_kept_in_it(facts: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, facts), "/desk/g/aarau-2023/parts/day/")
    refused = page.fill(capacity="1").send()
    assert refused.status == 422
    assert "2 places of this part are kept for some people. Lower that number first" in refused.errors()
    assert refused.value("capacity") == "1"
    assert page.fill(capacity="2").send().status == 200


def test_whoever_helps_at_the_desk_sees_and_does_not_change(facts: GatheringFacts) -> None:
    helper = desk_of(Role.DESK_HELPER, facts)
    page = open_page(helper, LIST)
    assert "Places dans le car" in page.text and COACH not in page.links
    assert helper.get(COACH).status_code == 403
    assert desk_of(Role.MANAGER, facts).get(COACH).status_code == 200
    assert desk_of(Role.PARTNER, facts).get(LIST).status_code == 403
    assert helper.get(reverse("desk:quota", args=["aarau-2023", "nothing"])).status_code == 403
    assert desk_of(Role.EDITOR, facts).get("/desk/g/aarau-2023/quotas/nothing/").status_code == 404


def test_reading_changes_nothing_however_often(facts: GatheringFacts) -> None:
    before = facts_of("aarau-2023").version
    desk = desk_of(Role.MANAGER, facts)
    assert [desk.get(address).status_code for address in (LIST, COACH, MEMBERS)] == [200, 200, 200]
    assert facts_of("aarau-2023").version == before


def test_as_many_queries_for_one_registration_as_for_five(facts: GatheringFacts, django_assert_num_queries) -> None:
    desk = desk_of(Role.MANAGER, facts)
    people.registered(member(0), facts, "eve", "day")
    assert desk.get(LIST).status_code == 200
    # Session, user, roles, version; seats of parts, of quotas, and what quotas count.
    with django_assert_num_queries(7):
        desk.get(LIST)
    for number in range(1, 5):
        people.registered(member(number), facts, "eve", "day")
    with django_assert_num_queries(7):
        desk.get(LIST)
