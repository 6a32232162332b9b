"""The behaviours that an organiser meets at the desk, each with its whole list of consequences."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, HEALTH, changed, facts_of, with_part
from tests.support.people import EXECUTIVE, OFFICER, STRANGER

pytestmark = pytest.mark.django_db

CONGRESS = {
    "filrouge": "gathering/1",
    "key": "congres-2024",
    "organiser": {"key": "ville", "name": "Ville de Valprieux"},
    "kind": "congress",
    "title": "2e congrès des solidarités",
    "languages": ["fr"],
    "country": "FR",
    "town": "Valprieux",
    "venue": "halle",
    "venues": [{"key": "halle", "name": "La Halle", "town": "Valprieux"}],
    "state": "draft",
    "contacts": {"general": {"email": "congres@valprieux.example"}},
    "roles": [{"body": "valprieux", "role": "organiser"}],
    "parts": [
        {"key": "friday", "title": "Vendredi", "when": "2024-02-02", "audience": {"open": True}, "has_meal": True},
        {"key": "saturday", "title": "Samedi", "when": "2024-02-03", "audience": {"open": True}, "has_meal": True},
    ],
    "functions": ["volunteer", "social_worker"],
    "bodies": [{"key": "valprieux", "kind": "city", "name": "Ville de Valprieux"}],
}
VOLUNTEER = people.Person("Maëlle", "Thibaudeau", "maelle@partage.example", "Le Partage", "volunteer")

WORKSHOPS = {
    "filrouge": "gathering/1",
    "key": "ateliers",
    "organiser": {"key": "reseau", "name": "Le Réseau"},
    "kind": "workshops",
    "title": "Ateliers de la solidarité",
    "languages": ["fr"],
    "country": "FR",
    "duration_days": 2,
    "state": "draft",
    "roles": [{"body": "reseau", "role": "organiser"}],
    "themes": [{"key": "housing", "label": "Logement"}, {"key": "exclusion", "label": "Exclusion"}],
    "parts": [{"key": "day-1", "title": "Premier jour"}, {"key": "day-2", "title": "Second jour"}],
    "documents": {
        "programme": {"sessions": [{"key": "plenary", "kind": "plenary", "title": "Séance d’ouverture"}]},
    },
    "bodies": [{"key": "reseau", "kind": "association", "name": "Le Réseau"}],
}


def add(client: Client, key: str, person: people.Person, *parts: str, **more: str) -> Page:
    """Somebody at the desk keys a form in."""
    return open_page(client, f"/desk/g/{key}/add/").fill(person.answers, tick=parts, **more)


def ticked(page: Page, *rules: str) -> Page:
    """Rules ticked to be set aside; each must be offered."""
    boxes = {box.get("value"): box for box in page.form.xpath(".//input[@name='set_aside']")}
    assert set(rules) <= set(boxes), f"offered: {sorted(boxes)}"
    for value, box in boxes.items():
        box.checked = value in rules
    return page


def readiness(page: Page, document: str) -> tuple[str, str]:
    """What a document lacks, as the overview says it: (blocking, tolerable)."""
    row = next(row for row in page.tree.xpath("//section[@id='readiness']//tbody/tr") if document in row.text_content())
    blocking, tolerable = (" ".join(cell.text_content().split()) for cell in row.xpath("./td"))
    return blocking, tolerable


@pytest.mark.behaviour("S0-B06")
def test_right_function_in_a_city_that_is_no_member() -> None:
    with at():
        facts = gatherings.load()
        page = open_form().fill(STRANGER.answers, tick=["eve", "day"]).send()
        # eve refused with the reason (membership)
        assert page.decision("eve") == "refused"
        assert "Votre organisme" in page.card("eve") or "Your body is not recorded as one of them" in page.card("eve")
        assert "Ville de Montclair" in page.card("eve")
        # day request accepted as awaiting the organiser's decision
        assert page.decision("day") == "ask"
        wishes = PartRegistration.objects.filter(registration__email=STRANGER.email)
        assert dict(wishes.values_list("part__key", "state")) == {"eve": "refused", "day": "requested"}
        # organiser sees it in a to-decide list
        desk = desk_of(Role.MANAGER, facts)
        assert "/desk/g/aarau-2023/to-decide/" in open_page(desk, "/desk/").links
        queue = open_page(desk, "/desk/g/aarau-2023/to-decide/")
        assert "1 request waits for you." in queue.text
        request = queue.said("//article[contains(@class, 'request')]")
        assert STRANGER.full in request
        assert "Journée" in request
        assert "Your body is not recorded as one of them: Ville de Montclair." in request


@pytest.mark.behaviour("S0-B13")
def test_staff_add_a_latecomer_by_hand() -> None:
    with at("2023-04-20T14:30:00+02:00"):
        desk = closed_with_a_full_eve()
        first = add(desk, "aarau-2023", OFFICER, "eve", "day", channel="phone").send()
        done = set_every_rule_aside(first)
        # registered
        assert done.status == 200
        row = Registration.objects.get(email=OFFICER.email)
        assert dict(row.parts.values_list("part__key", "state")) == {"eve": "waiting", "day": "confirmed"}
        # marked late with author, time and reason
        assert "Late addition by Régine Oberli on 20 April 2023, 14:30" in done.text
        assert "Reason: Invitation perdue par la poste" in done.text
        listed = open_page(desk, "/desk/g/aarau-2023/registrations/?late=on")
        assert [str(name) for name in listed.tree.xpath("//tbody//th/a/text()")] == ["d’Orfeuil, Jeanne"]
        # the recorded motive
        aside = {wish.part.key: wish.set_aside for wish in row.parts.all()}
        assert aside == {"eve": ["audience", "deadline", "not_open"], "day": ["deadline", "not_open"]}
        trail = open_page(desk, "/desk/g/aarau-2023/trail/").text
        assert "Set aside: the part is for others, the deadline has passed, registration is not open" in trail
        assert "Reason: Invitation perdue par la poste" in trail


def closed_with_a_full_eve() -> Client:
    """The form is closed and the only place of the eve is taken; the organiser's desk."""
    facts = gatherings.load(with_part(changed(AARAU, state="registration_closed"), "eve", capacity=1))
    people.registered(
        people.another(0),
        facts,
        "eve",
        received_at=datetime(2023, 4, 1, tzinfo=UTC),
        actor=SYSTEM,
        set_aside={"eve": frozenset({Obstacle.NOT_OPEN})},
        motive="arrivé avant la clôture",
    )
    return desk_of(Role.MANAGER, facts)


def set_every_rule_aside(first: Page) -> Page:
    """From the form that came back with the rules to the registration; nothing is written on the way."""
    # capacity and eligibility rules still checked …
    assert first.status == 422
    offered = first.tree.xpath("//input[@name='set_aside']/@value")
    assert offered == ["eve:not_open", "eve:deadline", "eve:audience", "day:not_open", "day:deadline"]
    assert "The organiser has closed registration." in first.text
    assert "The function you gave is not one of them" in first.text
    # … and only overridable one by one …
    partly = ticked(first, "day:not_open").fill(motive="Invitation perdue").send()
    assert partly.status == 422
    assert "Registration has been closed since the end of Friday 14 April 2023." in partly.text
    # … with a recorded motive
    silent = ticked(partly, "day:not_open", "day:deadline").fill(motive="").send()
    assert "a rule is set aside only with a reason" in silent.errors()
    # The places are asked about once the other rules are out of the way.
    full = ticked(silent, *offered).fill(motive="Invitation perdue par la poste").send()
    assert full.status == 422
    assert "eve:capacity" in full.tree.xpath("//input[@name='set_aside']/@value")
    assert "All places are taken." in full.text
    assert not Registration.objects.filter(email=OFFICER.email).exists()
    return full.send()


@pytest.mark.behaviour("S1-B05")
def test_the_invitation_goes_out_although_facts_are_missing() -> None:
    with at("2023-11-06T10:00:00+01:00"):
        facts = gatherings.load(CONGRESS)
        page = open_page(desk_of(Role.MANAGER, facts), "/desk/g/congres-2024/")
        # report lists the four missing facts as tolerable for an invitation …
        assert readiness(page, "Invitation letter") == ("nothing", "hours, deadline, capacity, price")
        # … and times as blocking for publishing a programme
        blocking, _ = readiness(page, "Programme")
        assert blocking == "hours"
        # Knowingly: it goes out.
        sent = send(page.client, page.address, f"{page.address}step/", to="invitation_sent")
        assert sent.status == 200
        assert facts_of("congres-2024").state.value == "invitation_sent"


@pytest.mark.behaviour("S1-B07")
def test_the_form_is_open_until_the_organiser_says_otherwise() -> None:
    with at("2024-02-01T21:00:00+01:00"):
        facts = gatherings.load(changed(CONGRESS, state="registration_open"))
        # accepted
        page = open_form("congres-2024").fill(VOLUNTEER.answers, tick=["saturday"]).send()
        assert page.decision("saturday") == "confirmed"
        # if the organiser sets a deadline later, those already registered are not affected
        desk = desk_of(Role.MANAGER, facts)
        saved = open_page(desk, "/desk/g/congres-2024/parts/saturday/").fill(deadline="2024-01-31").send()
        assert "Those already registered are not affected." in saved.text
        listed = open_page(desk, "/desk/g/congres-2024/registrations/?part=saturday&state=confirmed")
        assert VOLUNTEER.family in listed.text
        assert open_page(page.client, page.address).decision("saturday") == "confirmed"
        late = (
            open_form("congres-2024")
            .fill(VOLUNTEER.but(email="other@partage.example", family="Autre").answers, tick=["saturday"])
            .send()
        )
        assert late.status == 422


@pytest.mark.behaviour("S1-B08")
def test_day_by_day() -> None:
    with at("2024-01-10T09:00:00+01:00"):
        facts = gatherings.load(changed(CONGRESS, state="registration_open"))
        open_form("congres-2024").fill(VOLUNTEER.answers, tick=["saturday"]).send()
        page = open_page(desk_of(Role.MANAGER, facts), "/desk/g/congres-2024/expected/")
        counted = {
            row.xpath("./th/span")[0].text_content(): {
                cell.get("data-label"): cell.text_content().split("–")[0].strip() for cell in row.xpath("./td")
            }
            for row in page.tree.xpath("//tbody/tr")
        }
        # counted on Saturday only for catering, badge, attendance and certificate
        uses = ("Catering", "Badges", "Attendance list", "Certificates")
        assert counted == {"Vendredi": dict.fromkeys(uses, "0"), "Samedi": dict.fromkeys(uses, "1")}
        for use in ("badges", "attendance", "certificates"):
            friday, saturday = (f"/desk/g/congres-2024/expected/{day}/{use}/" for day in ("friday", "saturday"))
            assert VOLUNTEER.family not in open_page(page.client, friday).text
            assert VOLUNTEER.family in open_page(page.client, saturday).text
        for day, meals in (("friday", "0"), ("saturday", "1")):
            file = page.client.get(f"/desk/g/congres-2024/expected/{day}/catering.csv").content.decode("utf-8-sig")
            assert file.splitlines()[1].split(";")[-1] == meals


@pytest.mark.behaviour("S2-B01")
def test_a_save_the_date_is_publishable_with_very_little() -> None:
    with at("2016-07-21T11:00:00+02:00"):
        facts = gatherings.load(changed(HEALTH, state="draft", roles=[{"body": "valprieux", "role": "organiser"}]))
        assert visitor().get("/g/sante-2016/").status_code == 404
        desk = desk_of(Role.MANAGER, facts)
        done = send(desk, "/desk/g/sante-2016/", "/desk/g/sante-2016/step/", to="save_the_date")
        assert "the gathering is now in the state “Save the date”" in done.text
        # public page in state save-the-date
        public = open_page(visitor("en"), "/g/sante-2016/")
        assert public.status == 200
        assert public.said("//*[@aria-current='step']").startswith("Save-the-date")
        # no registration form
        assert not public.has("//main//form")
        assert not [link for link in public.links if link.rstrip("/").endswith("register")]
        assert not open_page(visitor(), "/g/sante-2016/register/").has("//main//form")
        # missing facts listed only to staff
        assert readiness(done, "Save-the-date")[1] == "venue, hours, deadline"
        assert readiness(done, "Programme")[0] == "hours"
        for word in ("missing", "Missing", "Tolerable", "Blocking"):
            assert word not in public.text
        for role in (Role.DESK_HELPER, Role.PARTNER):
            assert "What is missing" not in open_page(desk_of(role, facts), "/desk/g/sante-2016/").text


@pytest.mark.behaviour("S4-B01")
def test_a_rich_draft_without_date_or_town_can_be_kept_but_not_opened() -> None:
    with at():
        facts = gatherings.load(WORKSHOPS)
        desk = desk_of(Role.MANAGER, facts)
        page = send(desk, "/desk/g/ateliers/", "/desk/g/ateliers/step/", to="registration_open")
        # refused with the list (dates, venue, registration rules)
        assert page.status == 422
        listed = page.tree.xpath("//*[@id='error-summary']//li/text()")
        assert listed == ["dates", "town or venue", "registration rules: who may take which part"]
        assert facts_of("ateliers").state.value == "draft"
        assert not open_page(visitor(), "/g/ateliers/register/").has("//main//form")
        # while programme work goes on
        assert "Programme" in page.said("//section[@id='readiness']")
        session = {"key": "workshop-1", "kind": "workshop", "title": "Se loger", "themes": ["housing", "exclusion"]}
        programme = {"sessions": [*WORKSHOPS["documents"]["programme"]["sessions"], session]}  # type: ignore[index]
        document = changed(WORKSHOPS, documents={"programme": programme})
        load_gathering(json.dumps(document), actor=SYSTEM, now=datetime.now(UTC))
        kept = facts_of("ateliers")
        assert [one["key"] for one in kept.briefs["programme"]["sessions"]] == ["plenary", "workshop-1"]
        assert [theme.key for theme in kept.themes] == ["housing", "exclusion"]
        assert kept.state.value == "draft"
        assert open_page(desk, "/desk/g/ateliers/").status == 200


@pytest.mark.behaviour("S0-B16")
def test_a_paper_form_goes_through_the_same_door() -> None:
    with at("2023-04-17T09:12:00+02:00"):
        facts = gatherings.load(with_part(AARAU, "eve", capacity=1))
        desk = desk_of(Role.DESK_HELPER, facts)
        done = add(desk, "aarau-2023", EXECUTIVE, "eve", "day", channel="paper", received="2023-04-13").send()
        # accepted as in time
        assert "Soirée de la veille – Confirmed, Journée – Confirmed" in done.text
        row = Registration.objects.get()
        assert row.late_by == ""
        assert "Late addition" not in done.text
        # channel recorded
        assert row.channel == "paper"
        assert "Paper, received on 13 April 2023" in done.text
        assert "keyed on 17 April 2023, 9:12" in done.text
        # same eligibility and capacity checks
        officer = add(desk, "aarau-2023", OFFICER, "eve", channel="paper", received="2023-04-13").send()
        assert "The function you gave is not one of them" in officer.text
        second = add(desk, "aarau-2023", people.HEAD, "eve", channel="paper", received="2023-04-13").send()
        assert "Number 1 on the waiting list" in second.text
        # A form that came after the deadline is late, whenever it is keyed.
        late = add(desk, "aarau-2023", people.PARTNER, "day", channel="paper", received="2023-04-15").send()
        assert "Registration has been closed since the end of Friday 14 April 2023." in late.text
        assert Registration.objects.count() == 1
