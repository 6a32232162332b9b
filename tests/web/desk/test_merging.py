"""Pairs that resemble each other, on the desk: compared, put together, told apart; and what old links say."""

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.replace import replace_person
from filrouge.stages.registration.models import Registration, ToldApart
from tests.support import people
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, post, visitor
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE, HEAD, OFFICER
from tests.support.soundness import faults
from tests.support.traces import states

__all__ = ["post_office"]

LIST = "/desk/g/aarau-2023/duplicates/"
TWIN = EXECUTIVE.but(email="beatrice@tour.example")


def sent(page: Page, **chosen: str) -> Page:
    """The form of the page with other choices than it holds."""
    form = next(form for form in page.tree.xpath("//main//form") if form.xpath(".//input[@name='seen']"))
    for name, value in chosen.items():
        form.fields[name] = value
    return post(page.client, page.address, form.form_values())


def test_a_pair_is_compared_and_put_together(facts: GatheringFacts, post_office: PostOffice) -> None:
    keep = people.registered(EXECUTIVE, facts, "day")
    drop = people.registered(TWIN, facts, "eve")
    post_office.deliver()
    desk = desk_of(Role.MANAGER, facts)
    listed = open_page(desk, LIST)
    assert "1 pair resembles each other." in listed.text
    assert "The same name" in listed.text
    page = open_page(desk, listed.links_to(f"merge/{keep.registration_id}/{drop.registration_id}"))
    assert page.said("//legend[contains(., 'E-mail')]/..").count("example") == 2
    done = sent(page, field_email="drop")
    assert "The two registrations are one now." in done.source
    assert states(keep.registration_id) == {"eve": "confirmed", "day": "confirmed"}
    assert Registration.objects.get().email == TWIN.email
    assert "Two registrations of Béatrice de La Tour were put together." in done.text
    assert "No" in open_page(desk, LIST).text
    letters = {letter.to: letter for letter in post_office.deliver()}
    assert len(letters[TWIN.email].events) == 2
    assert not [link for link in letters[EXECUTIVE.email].links if link.startswith("/r/")]
    assert faults(facts.id) == []


def test_other_choices_are_shown_before_they_count(facts: GatheringFacts) -> None:
    keep = people.registered(EXECUTIVE, facts, "eve").registration_id
    drop = people.registered(TWIN.but(function=OFFICER.function), facts, "day").registration_id
    desk = desk_of(Role.EDITOR, facts)
    page = open_page(desk, f"/desk/g/aarau-2023/merge/{keep}/{drop}/")
    first = sent(page, field_function="drop")
    assert first.status == 422
    assert "Nothing was written yet" in first.text
    assert Registration.objects.count() == 2
    second = sent(first)
    assert second.status == 200
    assert states(keep) == {"eve": "refused", "day": "confirmed"}


def test_two_people_are_not_shown_again(facts: GatheringFacts) -> None:
    one = people.registered(EXECUTIVE, facts, "day").registration_id
    other = people.registered(TWIN, facts, "day").registration_id
    desk = desk_of(Role.MANAGER, facts)
    listed = open_page(desk, LIST)
    after = press(desk, listed, f"{LIST}{one}/{other}/apart/")
    assert "Nobody seems to be registered twice" in after.text
    assert ToldApart.objects.get().said_by == "Régine Oberli"


def test_a_helper_does_not_merge(facts: GatheringFacts) -> None:
    one = people.registered(EXECUTIVE, facts, "day").registration_id
    other = people.registered(TWIN, facts, "day").registration_id
    helper = desk_of(Role.DESK_HELPER, facts)
    for address in (LIST, f"/desk/g/aarau-2023/merge/{one}/{other}/"):
        assert helper.get(address).status_code == 403


@pytest.mark.parametrize("rest", ["", "change/", "withdraw/", "pass-on/"])
def test_the_link_of_the_one_that_went_says_so_and_shows_nothing(
    facts: GatheringFacts, post_office: PostOffice, rest: str
) -> None:
    keep = people.registered(EXECUTIVE, facts, "day")
    drop = people.registered(TWIN, facts, "eve")
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, f"/desk/g/aarau-2023/merge/{keep.registration_id}/{drop.registration_id}/")
    sent(page)
    post_office.deliver()
    reader = visitor("en")
    old = open_page(reader, f"/r/{drop.token}/{rest}")
    assert old.status == 410
    assert "put together with another one" in old.text
    assert EXECUTIVE.email not in old.source
    assert keep.token not in old.source
    assert "The link is on its way" in old.send().source
    assert post_office.deliver_to(EXECUTIVE.email).personal_link == f"/r/{keep.token}/"


def test_a_colleague_who_came_since_the_look_is_not_put_together(facts: GatheringFacts) -> None:
    keep = people.registered(EXECUTIVE, facts, "day").registration_id
    drop = people.registered(TWIN, facts, "eve").registration_id
    page = open_page(desk_of(Role.MANAGER, facts), f"/desk/g/aarau-2023/merge/{keep}/{drop}/")
    replace_person(
        registration_id=drop,
        facts=facts,
        applicant=people.applicant(HEAD, facts),
        take_over=True,
        parts=(),
        actor=REGISTRANT,
        now=people.NOW,
    )
    shown = sent(page)
    assert shown.status == 422
    assert "Nothing was written yet" in shown.text
    assert HEAD.family in shown.text
    assert states(drop) == {"eve": "confirmed"}
