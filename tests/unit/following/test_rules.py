"""What a follower is still to be told: each thing once, nothing of what is over."""

from dataclasses import replace

import pytest

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.following.enums import News
from filrouge.stages.following.facts import Told
from filrouge.stages.following.rules import may_follow, news_for, told_after, told_now
from filrouge.stages.gatherings.enums import GatheringState as S
from filrouge.stages.gatherings.facts import EarlierDate
from filrouge.stages.gatherings.rules import is_another_time
from tests.support.clock import SPRING, instant
from tests.support.plain_facts import a_gathering, a_part

WAS = EarlierDate(VagueDate.parse("2023-05-04"))
OUT = {"programme_published_at": instant(SPRING)}


@pytest.mark.parametrize(
    ("state", "more", "told", "news"),
    [
        (S.SAVE_THE_DATE, {}, Told(), ()),
        (S.INVITATION_SENT, {}, Told(), (News.INVITATION,)),
        (S.REGISTRATION_OPEN, {}, Told(), (News.INVITATION,)),
        (S.REGISTRATION_OPEN, {}, Told(invitation=True), ()),
        (S.SAVE_THE_DATE, OUT, Told(), (News.PROGRAMME,)),
        (S.INVITATION_SENT, OUT, Told(), (News.INVITATION, News.PROGRAMME)),
        (S.POSTPONED, OUT, Told(), (News.POSTPONED,)),
        (S.POSTPONED, {}, Told(standing=News.POSTPONED), ()),
        (S.CANCELLED, {}, Told(standing=News.POSTPONED), (News.CANCELLED,)),
        (S.CANCELLED, OUT, Told(standing=News.CANCELLED), ()),
        (S.DRAFT, OUT, Told(), ()),
        (S.HELD, OUT, Told(), ()),
        (S.ARCHIVED, OUT, Told(), ()),
    ],
)
def test_what_is_told(state: S, more: dict[str, object], told: Told, news: tuple[News, ...]) -> None:
    facts = a_gathering(state=state, **more)
    assert news_for(told, facts) == news
    assert news_for(told_after(told, facts), facts) == (), "once"


def test_two_moves_before_the_worker_comes_are_one_message() -> None:
    facts = a_gathering(a_part(earlier=(WAS, WAS)), a_part(earlier=(WAS,)), state=S.SAVE_THE_DATE)
    assert news_for(Told(), facts) == (News.MOVED,)
    assert news_for(Told(moves=3), facts) == ()


def test_whoever_begins_to_follow_is_told_nothing_that_the_page_says_already() -> None:
    facts = a_gathering(a_part(earlier=(WAS,)), state=S.POSTPONED, **OUT)
    assert news_for(told_now(facts), facts) == ()
    assert news_for(told_now(facts), replace(facts, state=S.INVITATION_SENT)) == (News.INVITATION,)


@pytest.mark.parametrize("state", list(S))
def test_who_may_follow(state: S) -> None:
    assert may_follow(a_gathering(state=state)).is_allowed is (
        state not in (S.CANCELLED, S.HELD, S.DOCUMENTED, S.ARCHIVED)
    )


@pytest.mark.parametrize(
    ("said", "wanted", "moved"),
    [
        ("2016-11-22", "2016-11-29", True),
        ("2016-11-22", "2016-11-22", False),
        ("2016-11-22", "2016-11-22 morning", False),
        ("2016-11-22 morning", "2016-11-22 afternoon", True),
        ("2016-11", "2016-11-22", False),
        ("early 2016-11", "2016-11-22", True),
        ("2016", "2016-11", False),
        ("unknown", "2016-11-22", False),
        ("2016-11-22", "unknown", True),
        ("2016-11-22", "2016-11", True),
    ],
)
def test_more_precision_is_not_another_date(said: str, wanted: str, moved: bool) -> None:
    before, after = EarlierDate(VagueDate.parse(said)), EarlierDate(VagueDate.parse(wanted))
    assert is_another_time(before, after) is moved
