"""The way through the pages of a gathering: in groups where there are many, the page one is on marked."""

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page

HERE = "/desk/g/aarau-2023/"
SMALL = "//details[contains(@class, 'subnav--small')]"
WIDE = "//div[contains(@class, 'subnav--wide')]"


def headings(page: Page, where: str) -> list[str]:
    """The headings of the groups."""
    return [str(found.text) for found in page.tree.xpath(f"{where}//p[@class='subnav__group']")]


def entries(page: Page, where: str) -> list[str]:
    """Every address in order."""
    return [str(href) for href in page.tree.xpath(f"{where}//nav//a/@href")]


@pytest.fixture
def manager(facts: GatheringFacts) -> Client:
    """Somebody who may open nearly everything."""
    return desk_of(Role.MANAGER, facts)


def test_many_pages_stand_in_groups_each_under_its_heading(manager: Client) -> None:
    page = open_page(manager, f"{HERE}messages/")
    assert headings(page, WIDE) == ["Announce", "People", "On the day", "Seats and figures", "Writing", "Oversight"]
    assert headings(page, SMALL) == headings(page, WIDE)
    assert entries(page, SMALL) == entries(page, WIDE)
    assert len(set(entries(page, WIDE))) == len(entries(page, WIDE))
    assert entries(page, WIDE)[0] == HERE, "the overview comes first, in no group"
    writing = page.tree.xpath(f"{WIDE}//p[text()='Writing']/following-sibling::ul/li/a/text()")
    mails = ["Mails", "Words of the mails", "Lists of recipients", "Sendings", "Tell who was invited"]
    assert writing == ["Letters", "Press", *mails]


def test_the_page_one_is_on_is_marked_and_said_on_the_closed_menu(manager: Client) -> None:
    page = open_page(manager, f"{HERE}messages/")
    for where in (WIDE, SMALL):
        assert page.tree.xpath(f"{where}//a[@aria-current='page']/@href") == [f"{HERE}messages/"]
    assert page.said(f"{SMALL}/summary") == "Menu: Words of the mails"


def test_every_page_in_it_opens(manager: Client) -> None:
    for address in entries(open_page(manager, HERE), WIDE):
        page = open_page(manager, address)
        assert (page.status, page.tree.xpath(f"{WIDE}//a[@aria-current='page']/@href")) == (200, [address])


@pytest.mark.parametrize("role", [Role.DESK_HELPER, Role.ACCESS_REFERENT])
def test_a_few_pages_need_no_groups_and_no_group_is_empty(facts: GatheringFacts, role: Role) -> None:
    page = open_page(desk_of(role, facts), HERE)
    few = len(entries(page, WIDE)) <= 6
    assert bool(headings(page, WIDE)) is not few
    assert not page.has(f"{WIDE}//li[p and not(ul/li)]")
