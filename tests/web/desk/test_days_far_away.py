"""A slip of the pen in a year: every page still answers, so that it can be mended."""

import pytest
from django.test import Client

from tests.support.forms import open_page, visitor

DESK = "/desk/g/aarau-2023/"


def test_a_deadline_at_the_end_of_the_calendar_can_be_mended(desk: Client) -> None:
    page = f"{DESK}parts/day/"
    open_page(desk, page).fill(deadline="9999-12-31").send()
    assert open_page(desk, page).value("deadline") == "9999-12-31"
    assert open_page(desk, DESK).status == 200
    for address in ("/g/aarau-2023/", "/g/aarau-2023/register/", "/g/aarau-2023.ics"):
        assert visitor().get(address).status_code == 200, address
    assert open_page(desk, page).fill(deadline="2023-04-14").send().status == 200


@pytest.mark.parametrize("said", ["since=0001-01-01", "until=9999-12-31"])
def test_a_list_is_narrowed_to_days_that_nobody_lived(desk: Client, said: str) -> None:
    assert open_page(desk, f"{DESK}registrations/?{said}").status == 200


@pytest.mark.parametrize("when", ["9999-12-31", "9999", "0001-01-01"])
def test_a_part_is_not_moved_to_another_age(desk: Client, when: str) -> None:
    page = open_page(desk, f"{DESK}parts/day/date/").fill(when=when).send()
    assert page.status == 422
    assert "not a date that we can read" in page.errors()
    assert page.value("when") == when
