"""What somebody who waits, or moves up, reads: the place, what happens next, and the rule where groups wait."""

from dataclasses import replace
from uuid import uuid4

import pytest

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import register_many, withdraw
from filrouge.stages.registration.facts import Party
from filrouge.stages.registration.models import PartRegistration
from tests.support import gatherings, people
from tests.support.forms import open_page, plain, visitor
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import DESK, HEAD, NOW

pytestmark = pytest.mark.django_db

BY_CONSENT = (
    "Groups wait on this list too: those that agreed to be seated apart take places as they become free; "
    "for any other group places are kept until there are enough, and nobody passes it."
)
STRICT = "Groups wait on this list too: places are kept for a group until there are enough, and nobody passes it."
BOUNDED = (
    "Groups wait on this list too: while there are too few places for a group, smaller ones may pass it, "
    "2 times at most; then places are kept for it."
)
ONCE = BOUNDED.replace("2 times", "1 time")


def with_policy(policy: str = "split", most: int = 2, **part: object) -> GatheringFacts:
    """The assembly with one place in the eve, which is taken."""
    waiting = {"policy": policy, "most_overtakings": most} if policy == "bounded" else {"policy": policy}
    registration = {**AARAU["registration"], "waiting": waiting}
    facts = gatherings.load(changed(with_part(AARAU, "eve", capacity=1, **part), registration=registration))
    people.crowd(facts, 1, "eve")
    return facts


def a_group_waits(facts: GatheringFacts) -> None:
    """Two of one city, registered together for the eve."""
    party = Party(uuid4())
    wishes = [people.application(people.another(number), facts, "eve") for number in (7, 8)]
    register_many(facts=facts, applications=[replace(w, party=party) for w in wishes], actor=DESK, now=NOW)


@pytest.mark.parametrize(
    ("policy", "most", "rule"),
    [("split", 2, BY_CONSENT), ("strict", 2, STRICT), ("bounded", 2, BOUNDED), ("bounded", 1, ONCE)],
)
def test_where_groups_wait_page_and_mail_say_the_rule(
    policy: str, most: int, rule: str, post_office: PostOffice
) -> None:
    facts = with_policy(policy, most)
    a_group_waits(facts)
    receipt = people.registered(HEAD, facts, "eve", "day", language="en")
    page = open_page(visitor("en"), f"/r/{receipt.token}/")
    assert "You are number 3 on the waiting list." in page.text
    assert "it goes to the first on the list, who is told by mail." in page.text
    assert rule in page.text
    letter = post_office.deliver_to(HEAD.email)
    assert rule in plain(letter.text) and rule in plain(letter.html)


def test_where_singles_wait_the_sentence_stays_simple(post_office: PostOffice) -> None:
    facts = with_policy("bounded")
    receipt = people.registered(HEAD, facts, "eve", language="en")
    page = open_page(visitor("en"), f"/r/{receipt.token}/")
    assert "You are number 1 on the waiting list." in page.text
    letter = post_office.deliver_to(HEAD.email)
    assert letter.subject.strip() == "You are on the waiting list – Assemblée de printemps"
    assert "Groups wait" not in page.text + letter.text + letter.html


def test_moving_up_without_a_question(post_office: PostOffice) -> None:
    facts = with_policy()
    people.registered(HEAD, facts, "eve", language="en")
    post_office.deliver()
    give_back(facts)
    letter = post_office.deliver_to(HEAD.email)
    assert letter.subject.strip() == "A place has become free for you – Assemblée de printemps"
    assert "is now confirmed for you" in letter.text
    assert len(letter.events) == 1


def test_moving_up_with_a_question_says_until_when_and_how_to_keep_the_place(post_office: PostOffice) -> None:
    facts = with_policy(answer_hours=48)
    people.registered(HEAD, facts, "eve", language="en")
    post_office.deliver()
    give_back(facts)
    letter = post_office.deliver_to(HEAD.email)
    assert letter.subject.strip() == "Please answer: a place is held for you – Assemblée de printemps"
    for twin in (plain(letter.text), plain(letter.html)):
        assert "Please answer in time: without an answer the place goes to the next person." in twin
        assert "It is held until Friday 17 March 2023 at 9:00: open your page and say that you take it." in twin
        assert "Held for you" in twin and "now confirmed" not in twin
        assert "Take the place or give it back" in twin
    page = open_page(visitor("en"), letter.personal_link)
    assert page.has(f"//form[@action='{letter.personal_link}keep/eve/']"), "the page has the button"


def give_back(facts: GatheringFacts) -> None:
    """Whoever sits in the eve gives the place back."""
    seated = PartRegistration.objects.filter(part__gathering_id=facts.id, part__key="eve", state="confirmed")
    for registration_id in seated.order_by("pk").values_list("registration_id", flat=True):
        withdraw(registration_id=registration_id, parts=["eve"], actor=DESK, now=NOW)
