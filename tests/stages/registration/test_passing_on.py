"""Passing a gathering on: one mail each, no address kept, limits, and the trail once somebody registers."""

from datetime import timedelta
from uuid import uuid4

import pytest

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.objecting import object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.registration.actions.forwarding import (
    MOST_AT_ONCE,
    MOST_IN_ALL,
    MOST_LETTERS,
    Invited,
    NotPassedOn,
    TooMany,
    make_relay,
    pass_on,
)
from filrouge.stages.registration.actions.withdraw import withdraw
from filrouge.stages.registration.lists.forwarding import passed_on_by, passed_on_tree
from filrouge.stages.registration.models import Forwarding
from tests.support.gatherings import AARAU, changed, load
from tests.support.people import EXECUTIVE, HEAD, NOW, OFFICER, PARTNER, registered
from tests.support.traces import forget, mails, trail

pytestmark = pytest.mark.django_db


def passable(scope: str = "within_organisation", **more: object) -> GatheringFacts:
    """The assembly, which may be passed on."""
    return load(changed(AARAU, registration=AARAU["registration"] | {"forwarding": scope}, **more))


def invited(*numbers: int) -> list[Invited]:
    """Somebody for each number."""
    return [Invited(f"Dominique {number}", f"d.{number}@lindenau.example") for number in numbers]


def passed(pk: int, *numbers: int, words: str = "") -> int:
    """Passed on in spring; how many mails leave."""
    return pass_on(registration_id=pk, people=invited(*numbers), words=words, actor=REGISTRANT, now=NOW)


def test_each_gets_one_mail_and_no_address_is_kept_beside() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    forget()
    assert passed(pk, 1, 2) == 2
    assert mails() == [("passed_on", "d.1@lindenau.example"), ("passed_on", "d.2@lindenau.example")]
    assert list(Forwarding.objects.order_by("pk").values_list("name", flat=True)) == ["Dominique 1", "Dominique 2"]
    assert trail(facts)[-1].data == {"people": 2}
    # the same address once more, even in other letters: nothing
    again = [Invited("D.", "D.1@Lindenau.example")]
    assert pass_on(registration_id=pk, people=again, words="", actor=REGISTRANT, now=NOW) == 0
    assert len(mails()) == 2


def test_whoever_objects_is_not_written_to_and_nobody_is_told() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    object_to_mails(
        organiser_id=facts.organiser_id, address="d.1@lindenau.example", actor=REGISTRANT, now=NOW, source=Source.MAIL
    )
    forget()
    assert passed(pk, 1, 2) == 1
    assert [to for _, to in mails()] == ["d.2@lindenau.example"]
    # both stand in what the person sees of it
    assert [name for name, _ in passed_on_by(pk).named] == ["Dominique 1", "Dominique 2"]


def test_no_more_than_so_many() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    with pytest.raises(TooMany) as many:
        passed(pk, *range(MOST_AT_ONCE + 1))
    assert many.value.left == MOST_AT_ONCE
    for start in range(0, MOST_IN_ALL, MOST_AT_ONCE):
        passed(pk, *range(start, start + MOST_AT_ONCE))
    with pytest.raises(TooMany) as done:
        passed(pk, 99)
    assert done.value.left == 0


@pytest.mark.parametrize("words", ["x" * (MOST_LETTERS + 1), "voir https://ailleurs.example", "WWW.ailleurs.example"])
def test_words_are_short_and_lead_nowhere_else(words: str) -> None:
    pk = registered(EXECUTIVE, passable(), "day").registration_id
    with pytest.raises(ValueError, match="not passed on"):
        passed(pk, 1, words=words)
    assert not Forwarding.objects.exists()


def test_a_name_leads_nowhere_else_either() -> None:
    pk = registered(EXECUTIVE, passable(), "day").registration_id
    people = [Invited("Gagnez sur https://ailleurs.example", "d.1@lindenau.example")]
    with pytest.raises(ValueError, match="not passed on"):
        pass_on(registration_id=pk, people=people, words="", actor=REGISTRANT, now=NOW)
    assert not Forwarding.objects.exists()


def test_who_may_not_pass_on() -> None:
    facts = passable("none")
    pk = registered(EXECUTIVE, facts, "day").registration_id
    for act in (lambda: passed(pk, 1), lambda: make_relay(registration_id=pk, actor=REGISTRANT, now=NOW)):
        with pytest.raises(NotPassedOn):
            act()
    passable()
    withdraw(registration_id=pk, parts=["day"], actor=REGISTRANT, now=NOW)
    with pytest.raises(NotPassedOn):
        passed(pk, 1)
    other = registered(HEAD, passable(), "day").registration_id
    load(changed(AARAU, state="registration_closed", registration=AARAU["registration"] | {"forwarding": "open"}))
    with pytest.raises(NotPassedOn):
        passed(other, 1)


def test_a_relay_link_is_the_same_each_time() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    first = make_relay(registration_id=pk, actor=REGISTRANT, now=NOW)
    assert make_relay(registration_id=pk, actor=REGISTRANT, now=NOW + timedelta(days=1)) == first
    assert passed_on_by(pk).relay == first
    assert [line.verb for line in trail(facts)].count("registration:relay_made") == 1


def test_the_first_who_comes_is_joined_and_all_are_counted() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    relay = make_relay(registration_id=pk, actor=REGISTRANT, now=NOW)
    came = [
        registered(person, facts, "day", invited_through=pk, forwarding=relay).registration_id
        for person in (HEAD, OFFICER)
    ]
    assert Forwarding.objects.get().registration_id == came[0]
    assert passed_on_by(pk).registered == 2
    # a link of nothing, or of another gathering, joins nobody
    registered(PARTNER, facts, "day", forwarding=uuid4())
    assert Forwarding.objects.filter(registration__email=PARTNER.email).count() == 0
    elsewhere = passable(key="aarau-2024")
    alone = registered(HEAD, elsewhere, "day").registration_id
    other = make_relay(registration_id=alone, actor=REGISTRANT, now=NOW)
    registered(EXECUTIVE.but(email="x@lindenau.example"), facts, "day", forwarding=other)
    assert Forwarding.objects.get(public_id=other).registration is None


def test_the_tree_stands_by_body_and_goes_as_deep_as_people_passed_on() -> None:
    facts = passable()
    first = registered(EXECUTIVE, facts, "eve", "day").registration_id
    second = registered(PARTNER, facts, "day", invited_through=first).registration_id
    third = registered(HEAD, facts, "day", invited_through=second).registration_id
    passed(first, 1, 2)
    ((body, lines),) = passed_on_tree(facts, "fr")
    assert body == "Ville de Lindenau"
    (top,) = lines
    assert (top.registration_id, top.named, top.came_in_all) == (first, 2, 2)
    (below,) = top.came
    assert (below.registration_id, below.is_other_body, below.body) == (second, True, "Entraide romande")
    assert [line.registration_id for line in below.came] == [third]


def test_the_tree_takes_as_many_queries_for_many_as_for_few(django_assert_num_queries: object) -> None:
    facts = passable()
    first = registered(EXECUTIVE, facts, "day").registration_id
    for number, person in enumerate((HEAD, OFFICER, PARTNER)):
        registered(person, facts, "day", invited_through=first)
        if number in (0, 2):
            with django_assert_num_queries(6):  # type: ignore[operator]
                passed_on_tree(facts, "fr")


def test_the_mail_leaves_with_words_a_link_and_a_way_to_refuse_more() -> None:
    facts = passable()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    passed(pk, 1, words="Le sujet te concerne.")
    deliver_due(now=NOW)
    mail = OutgoingMail.objects.get(kind="passed_on")
    assert mail.state == "sent"
    for said in (EXECUTIVE.full, "Le sujet te concerne.", "/register/?via=", "/n/"):
        assert said in mail.text
        assert said in mail.html
