"""Behaviours about who may take which part, by the health gathering's public form; and about two days, two lists."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import HEALTH, MULHOUSE, changed, facts_of
from tests.support.mailbox import PostOffice
from tests.support.people import Person
from tests.support.soundness import faults
from tests.support.traces import states

pytestmark = pytest.mark.django_db

AUTUMN = "2016-11-02T09:00:00+01:00"
KEY = "sante-2016"
AGENT = Person("Hugo", "Wattiez", "h.wattiez@cpam.example", "CPAM du Hainaut", function_text="Chargé de prévention")
MANAGER = Person("Inès", "Carlier", "i.carlier@valprieux.example", "Ville de Valprieux", "urban_policy_manager")
OFFICER = Person("Jules", "Duhamel", "j.duhamel@valprieux.example", "Ville de Valprieux", "urban_policy_officer")
ASSISTANT = Person("Karima", "Leroux", "k.leroux@valprieux.example", "Ville de Valprieux", "asv_project_assistant")
HOSPITAL = "Hôpital de Valprieux"
DOCTOR = Person("Luc", "Moreau", "l.moreau@hopital.example", HOSPITAL, function_text="Médecin hospitalier")
COLLEAGUE = Person("Mina", "Noël", "m.noel@hopital.example", HOSPITAL, function_text="médecin hospitalier")


def asks(person: Person, *parts: str, kind: str = "") -> Page:
    """Somebody fills in the public form and sends it."""
    form = open_form(KEY).fill({name: said for name, said in person.answers.items() if name != "function"}, tick=parts)
    form.fill(function=person.function or "other")
    return (form.fill(organisation_kind=kind) if kind else form).send()


def decided(person: Person) -> dict[str, str]:
    """What is recorded of each part that somebody asked for."""
    return states(Registration.objects.get(email=person.email).pk)


@pytest.mark.behaviour("S2-B06")
def test_a_health_insurance_agent_morning_yes_afternoon_no() -> None:
    with at(AUTUMN):
        facts = gatherings.load(HEALTH)
        page = asks(AGENT, "morning", "afternoon", kind="cpam")
        # morning confirmed
        assert page.decision("morning") == "confirmed"
        # afternoon refused with the reason (reserved for ASV and urban-policy project managers)
        assert page.decision("afternoon") == "refused"
        own = open_page(visitor("en"), page.address)
        reason = own.card("afternoon")
        assert "Chargé de prévention" in reason
        shown = open_page(visitor("fr"), page.address).card("afternoon")
        assert "Réservé: ateliers santé ville (ASV) et cheffes et chefs de projet politique de la ville" in shown
        assert decided(AGENT) == {"morning": "confirmed", "afternoon": "refused"}
        assert faults(facts.id) == []


@pytest.mark.behaviour("S2-B07")
def test_the_boundary_case_project_manager_versus_officer() -> None:
    with at(AUTUMN):
        facts = gatherings.load(HEALTH)
        pages = {person: asks(person, "morning", "afternoon") for person in (MANAGER, OFFICER)}
        # project manager gets both
        assert decided(MANAGER) == {"morning": "confirmed", "afternoon": "confirmed"}
        # officer gets the morning and a reasoned refusal for the afternoon
        assert decided(OFFICER) == {"morning": "confirmed", "afternoon": "refused"}
        wish = PartRegistration.objects.get(registration__email=OFFICER.email, part__key="afternoon")
        assert [reason["code"] for reason in wish.reasons] == [
            "reserved",
            "instrument_not_admitted",
            "function_not_admitted",
        ]
        assert "politique de la ville" in pages[OFFICER].card("afternoon")
        assert pages[MANAGER].decision("afternoon") == "confirmed"
        assert faults(facts.id) == []


@pytest.mark.behaviour("S2-B08")
def test_any_asv_may_stay_in_the_afternoon() -> None:
    with at(AUTUMN):
        facts = gatherings.load(HEALTH)
        page = asks(ASSISTANT, "afternoon")
        # accepted
        assert page.decision("afternoon") == "confirmed"
        assert decided(ASSISTANT) == {"afternoon": "confirmed"}
        assert faults(facts.id) == []


def loads_again_as_it_is(category: str) -> None:
    """The file of the gathering holds the category, and read once more changes nothing."""
    before, file = facts_of(KEY), export_gathering(KEY)
    assert category in file
    load_gathering(file, actor=SYSTEM, now=datetime.now(UTC))
    assert facts_of(KEY).vocabulary == before.vocabulary
    assert [part.audience for part in facts_of(KEY).parts] == [part.audience for part in before.parts]


def accept_and_add(desk: Client, person: Person, **said: str) -> Page:
    """From the list of requests, accept somebody and add their category."""
    queue = open_page(desk, f"/desk/g/{KEY}/to-decide/")
    pk = Registration.objects.get(email=person.email).pk
    address = f"/desk/g/{KEY}/registrations/{pk}/category/morning/"
    assert queue.has(f"//form[@action='{address}']")
    return press(desk, queue, address, **{"from": "to_decide"}, **said)


@pytest.mark.behaviour("S2-B09")
def test_somebody_in_nobodys_list(post_office: PostOffice) -> None:
    with at(AUTUMN):
        facts = gatherings.load(HEALTH)
        desk = desk_of(Role.MANAGER, facts)
        page = asks(DOCTOR, "morning")
        asks(COLLEAGUE, "morning")
        # accepted as awaiting decision with free-text function
        assert page.decision("morning") == "ask"
        row = Registration.objects.get(email=DOCTOR.email)
        assert (row.function, row.function_text) == ("", "Médecin hospitalier")
        assert decided(DOCTOR) == {"morning": "requested"}
        queue = open_page(desk, f"/desk/g/{KEY}/to-decide/")
        assert "Médecin hospitalier" in queue.text
        post_office.deliver()
        # organiser may accept and add the category
        done = accept_and_add(desk, DOCTOR, label="Médecin hospitalier", plural="médecins hospitaliers")
        assert "“Médecin hospitalier” stands in the list from now on." in done.source
        assert decided(DOCTOR) == {"morning": "confirmed"}
        assert post_office.deliver_to(DOCTOR.email).events
        now = facts_of(KEY)
        assert now.version > facts.version
        key = Registration.objects.get(email=DOCTOR.email).function
        assert now.vocabulary.function(key) is not None
        # those who typed the same come into it, and stay to be decided
        assert Registration.objects.get(email=COLLEAGUE.email).function == key
        assert decided(COLLEAGUE) == {"morning": "requested"}
        # whoever chooses it from now on is admitted, in the morning only
        third = Person("Omar", "Petit", "o.petit@hopital.example", HOSPITAL, key)
        assert "médecins hospitaliers" in open_page(visitor(), f"/g/{KEY}/").text
        answered = asks(third, "morning", "afternoon")
        assert (answered.decision("morning"), answered.decision("afternoon")) == ("confirmed", "refused")
        # it stands in the trail and in the file of the gathering, which loads again without a change
        trail = open_page(desk, f"/desk/g/{KEY}/trail/").text
        assert "Function “Médecin hospitalier” added to the list" in trail
        assert "Régine Oberli" in trail
        loads_again_as_it_is("Médecin hospitalier")
        assert faults(facts.id) == []


@pytest.mark.behaviour("S2-B09")
def test_a_category_needs_a_name_and_the_right_to_edit() -> None:
    with at(AUTUMN):
        facts = gatherings.load(HEALTH)
        asks(DOCTOR, "morning")
        pk = Registration.objects.get().pk
        desk = desk_of(Role.EDITOR, facts)
        wrong = accept_and_add(desk, DOCTOR, label=" – ", plural="")
        assert wrong.status == 422
        assert "Say how the function is called." in wrong.text
        assert decided(DOCTOR) == {"morning": "requested"}
        helper = desk_of(Role.DESK_HELPER, facts)
        shown = open_page(helper, f"/desk/g/{KEY}/registrations/{pk}/")
        assert not shown.has("//form[contains(@action, '/category/')]")


OPEN = {"audience": {"open": True}}
TWO_DAYS = changed(
    MULHOUSE,
    state="registration_open",
    contacts={"registration": {"email": "colloque@mulhouse.example"}},
    parts=[part | OPEN for part in MULHOUSE["parts"]],
    functions=["director"],
)
SECOND_DAY = Person("Salomé", "Zeller", "s.zeller@quartier.example", "Le Quartier", "director")
NO_SHOW = Person("Théo", "Yvon", "t.yvon@quartier.example", "Le Quartier", "director")
BOTH_DAYS = Person("Ursule", "Xavier", "u.xavier@quartier.example", "Le Quartier", "director")


def names_on(desk: Client, list_address: str) -> set[str]:
    """Who stands on a list of the day, as a page and as a file."""
    page = open_page(desk, f"/desk/g/mulhouse-2022/{list_address}/")
    people = (SECOND_DAY, NO_SHOW, BOTH_DAYS)
    shown = {person.family for person in people if person.family in page.text}
    if list_address.startswith("expected/"):
        file = desk.get(f"/desk/g/mulhouse-2022/{list_address}.csv").content.decode("utf-8-sig")
        assert {person.family for person in people if person.family in file} == shown
    return shown


@pytest.mark.behaviour("S3-B17")
def test_two_days_two_lists() -> None:
    with at("2022-04-10T09:00:00+02:00"):
        facts = gatherings.load(TWO_DAYS)
        for person, days in ((SECOND_DAY, ["day-2"]), (NO_SHOW, ["day-2"]), (BOTH_DAYS, ["day-1", "day-2"])):
            page = open_form("mulhouse-2022").fill(person.answers, tick=days).send()
            # registered
            assert {day: page.decision(day) for day in days} == dict.fromkeys(days, "confirmed")
        # nobody signs before the day
        desk = desk_of(Role.DESK_HELPER, facts)
        early = open_page(desk, "/desk/g/mulhouse-2022/signed/day-2/")
        assert "This part has not begun" in early.text
        assert not early.has("//main//form[@method='post']")
    with at("2022-05-05T18:00:00+02:00"):
        # a session of April has lapsed by then: they sign in on the day
        desk, manager = (desk_of(role, facts) for role in (Role.DESK_HELPER, Role.MANAGER))
        # signed for that day only: the list to sign, and the page on which signatures are recorded
        assert names_on(manager, "expected/day-1/attendance") == {"Xavier"}
        assert names_on(manager, "expected/day-2/attendance") == {"Zeller", "Yvon", "Xavier"}
        assert names_on(desk, "signed/day-1") == {"Xavier"}
        pks = {row.email: str(row.pk) for row in Registration.objects.all()}
        sheet = open_page(desk, "/desk/g/mulhouse-2022/signed/day-2/")
        both = [pks[SECOND_DAY.email], pks[BOTH_DAYS.email]]
        listed = list(pks.values())
        done = press(desk, sheet, "/desk/g/mulhouse-2022/signed/day-2/", listed=listed, signed=both)
        assert "2 signatures recorded" in done.source
        # forged or mistaken: nobody signs for a day that they do not hold
        press(desk, sheet, "/desk/g/mulhouse-2022/signed/day-1/", listed=listed, signed=both)
        # certified for that day only, and never a no-show
        assert names_on(manager, "expected/day-2/certificates") == {"Zeller", "Xavier"}
        assert names_on(manager, "expected/day-1/certificates") == {"Xavier"}
        trail = open_page(manager, "/desk/g/mulhouse-2022/trail/").text
        assert "Second jour: 2 signatures recorded, 0 taken back" in trail
        assert "Premier jour: 1 signatures recorded" in trail
