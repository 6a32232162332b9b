"""Correcting a registration on the desk: what comes of it stands there before anything is written."""

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.withdraw import withdraw
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW, OFFICER
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

KEY = "aarau-2023"


def opened(facts: GatheringFacts, pk: int, page: str = "change", role: Role = Role.EDITOR) -> Page:
    """The page as somebody of the desk opens it."""
    return open_page(desk_of(role, facts), f"/desk/g/{KEY}/registrations/{pk}/{page}/")


def test_a_name_is_corrected_at_once(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    Registration.objects.filter(pk=pk).update(pictures="agreed")
    forget()
    done = opened(facts, pk).fill(family_name="de La Cour", language="de").send()
    assert "The registration is corrected." in done.source
    row = Registration.objects.get()
    assert (row.family_name, row.language, row.pictures) == ("de La Cour", "de", "agreed")
    assert mails() == [("changed", EXECUTIVE.email)]
    line = trail(facts)[-1]
    assert (line.verb, line.who) == ("registration:changed", "Urs Lombard")
    assert states(pk) == {"day": "confirmed"}


def test_what_is_lost_is_shown_first(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "eve", "day").registration_id
    first = opened(facts, pk).fill(function=OFFICER.function).send()
    assert first.status == 422
    assert "Nothing was written yet" in first.text
    assert "before: Confirmed" in first.said("//section[@id='rules']")
    assert states(pk) == {"eve": "confirmed", "day": "confirmed"}
    second = first.send()
    assert second.status == 200
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert faults(facts.id) == []


def test_the_check_writes_nothing(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    looked = opened(facts, pk).fill(tick=["eve", "day"]).check()
    rules = looked.said("//section[@id='rules']")
    assert "Soirée de la veille" in rules
    assert "as before" in rules
    assert states(pk) == {"day": "confirmed"}


def test_a_page_opened_before_a_colleague_came_corrects_nobody_unseen(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    page = opened(facts, pk).fill(family_name="de La Cour")
    opened(facts, pk, "replace").fill(HEAD.answers).send()
    assert Registration.objects.get().family_name == HEAD.family
    late = page.send()
    assert late.status == 422
    assert "Nothing was written yet" in late.text
    assert HEAD.full in late.said("//header//p[@class='kicker']")
    assert Registration.objects.get().family_name == HEAD.family


def test_a_mistake_loses_nothing_typed(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    wrong = opened(facts, pk).fill(family_name="", given_name="Béa", email="nonsense").send()
    assert wrong.status == 422
    assert wrong.errors()
    assert (wrong.value("given_name"), wrong.value("email")) == ("Béa", "nonsense")
    assert Registration.objects.get().given_name == EXECUTIVE.given


def test_the_address_may_be_taken_away(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    opened(facts, pk).fill(email="").send()
    assert Registration.objects.get().email == ""


def test_who_is_registered_does_not_come_instead_as_well(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    people.registered(HEAD, facts, "day")
    page = opened(facts, pk, "replace").fill(HEAD.answers).send()
    assert page.status == 422
    assert "this person is registered already" in page.text
    assert page.keeps({"given_name": HEAD.given, "family_name": HEAD.family})
    assert Registration.objects.get(pk=pk).email == EXECUTIVE.email


def test_nobody_comes_instead_on_what_no_longer_counts(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    withdraw(registration_id=pk, parts=["day"], actor=DESK, now=NOW)
    page = opened(facts, pk, "replace")
    assert "Nobody else can come on this registration" in page.source
    assert page.address == f"/desk/g/{KEY}/registrations/{pk}/"


def test_somebody_erased_is_not_corrected(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    Registration.objects.filter(pk=pk).update(erased_at=NOW)
    client = desk_of(Role.MANAGER, facts)
    assert client.get(f"/desk/g/{KEY}/registrations/{pk}/change/").status_code == 404
