"""Adding somebody by hand: what the rules say is seen before anything is written, and rules fall one by one."""

import pytest

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.people import EXECUTIVE, OFFICER, STRANGER, Person

ADD = "/desk/g/aarau-2023/add/"


def form(facts: GatheringFacts, person: Person, *parts: str, role: Role = Role.MANAGER, **more: str) -> Page:
    return open_page(desk_of(role, facts), ADD).fill(person.answers, tick=parts, **more)


def rules_shown(page: Page) -> list[str]:
    return [str(value) for value in page.tree.xpath("//input[@name='set_aside']/@value")]


def set_aside(page: Page, *rules: str) -> Page:
    for box in page.form.xpath(".//input[@name='set_aside']"):
        box.checked = box.get("value") in rules
    return page


def test_no_rule_in_the_way_registers_at_once(facts: GatheringFacts) -> None:
    page = form(facts, EXECUTIVE, "eve", "day", channel="phone").send()
    assert page.status == 200
    assert "Béatrice de La Tour is registered: Soirée de la veille – Confirmed, Journée – Confirmed." in page.text
    row = Registration.objects.get()
    assert (row.channel, row.late_by) == ("phone", "")


def test_looking_writes_nothing(facts: GatheringFacts) -> None:
    page = form(facts, OFFICER, "eve", "day").check()
    assert page.status == 200
    assert "The function you gave is not one of them" in page.said("//*[@id='rules']")
    assert not Registration.objects.exists()


def test_rules_are_seen_before_anything_is_written(facts: GatheringFacts) -> None:
    first = form(facts, OFFICER, "eve", "day").send()
    assert first.status == 422
    assert "Nothing was written yet: look at these rules" in first.text
    assert rules_shown(first) == ["eve:audience"]
    assert not Registration.objects.exists()
    # Sent again without a tick, the refusal stands and the rest is kept.
    second = first.send()
    assert "Soirée de la veille – Refused, Journée – Confirmed" in second.text
    assert Registration.objects.get().late_by == ""


def test_a_rule_that_shows_only_behind_another_is_seen_too(facts: GatheringFacts) -> None:
    people.crowd(facts, 2, "eve")
    first = form(facts, OFFICER, "eve").send()
    behind = set_aside(first, "eve:audience").fill(motive="Remplace son chef").send()
    assert behind.status == 422
    assert rules_shown(behind) == ["eve:audience", "eve:capacity"]
    done = behind.send()
    assert "Soirée de la veille – Waiting." in done.text


def test_a_tick_needs_a_reason(facts: GatheringFacts) -> None:
    page = set_aside(form(facts, OFFICER, "eve").send(), "eve:audience").send()
    assert page.status == 422
    assert "a rule is set aside only with a reason" in page.errors()
    assert page.has("//input[@value='eve:audience'][@checked]")
    assert not Registration.objects.exists()


def test_a_tick_of_a_rule_that_is_not_in_the_way_does_nothing(facts: GatheringFacts) -> None:
    page = form(facts, EXECUTIVE, "day").send(forged={"set_aside": ["day:deadline", "day:odd", "x"]})
    assert page.status == 200
    row = Registration.objects.get()
    assert row.late_by == ""
    assert row.parts.get().set_aside == []


def test_only_refusals_write_nothing(facts: GatheringFacts) -> None:
    page = form(facts, OFFICER, "eve").send().send()
    assert page.status == 422
    assert "Nothing was written: with these rules no part can be given." in page.text
    assert page.value("family_name") == OFFICER.family
    assert not Registration.objects.exists()


def test_a_person_who_is_registered_already(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    first = form(facts, EXECUTIVE, "eve").send()
    assert "This person is registered already" in first.text
    assert first.send().status == 422
    assert Registration.objects.count() == 1
    done = set_aside(first, "person:duplicate").fill(motive="Deux personnes du même nom").send()
    assert done.status == 200
    assert Registration.objects.count() == 2
    assert "Set aside: the person is registered already" in done.text


def test_a_helper_adds_but_sets_nothing_aside(facts: GatheringFacts) -> None:
    page = form(facts, OFFICER, "eve", "day", role=Role.DESK_HELPER).send()
    assert "Only the organiser may set a rule aside." in page.text
    assert rules_shown(page) == []
    assert page.send(forged={"set_aside": "eve:audience"}).status == 403
    assert not Registration.objects.exists()
    assert page.send().status == 200


def test_the_same_form_sent_twice_registers_once(facts: GatheringFacts) -> None:
    page = form(facts, EXECUTIVE, "day")
    page.send()
    assert "This form was sent before" in page.send().text
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("day", ["2023-03-16", "tomorrow", ""])
def test_a_day_of_receipt_that_cannot_be(facts: GatheringFacts, day: str) -> None:
    page = form(facts, EXECUTIVE, "day", received=day).send()
    assert page.status == 422
    assert "Received on" in page.errors()


def test_somebody_without_address(facts: GatheringFacts) -> None:
    page = form(facts, EXECUTIVE.but(email=""), "day").send()
    assert page.status == 200
    assert Registration.objects.get().email == ""


def test_a_body_among_similar_ones(facts: GatheringFacts) -> None:
    page = form(facts, STRANGER.but(organisation="Valmont"), "day").send()
    assert page.status == 422
    assert "Which one do you mean?" in page.text
    assert not Registration.objects.exists()
    for choice in page.form.xpath(".//input[@name='organisation_choice']"):
        label = page.tree.xpath(f"//label[@for='{choice.get('id')}']")[0].text_content()
        choice.checked = label == "Ville de Valmont"
    assert "Journée – Confirmed" in page.send().text
