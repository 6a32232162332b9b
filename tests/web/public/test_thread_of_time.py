"""The red thread of the public page goes on by itself when the deadline and the day pass."""

import pytest

from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("when", "current"),
    [
        ("2023-04-14T23:59:00+02:00", "Registration open"),
        ("2023-04-15T00:00:00+02:00", "Registration closed"),
        ("2023-05-12T08:00:00+02:00", "Registration closed"),
        ("2023-05-13T00:00:00+02:00", "The gathering"),
    ],
)
def test_nobody_has_to_press_a_button(when: str, current: str) -> None:
    with at():
        gatherings.load(changed(AARAU, state="registration_open"))
        open_page(visitor("en"), "/g/aarau-2023/")  # kept as drawn
    with at(when):
        page = open_page(visitor("en"), "/g/aarau-2023/")
        assert page.tree.xpath("//*[@aria-current='step']//text()[normalize-space()]")[0].strip() == current


def test_a_date_that_nobody_knows_yet_passes_for_nobody() -> None:
    with at():
        day = {name: said for name, said in AARAU["parts"][1].items() if name not in ("weekday", "deadline")}
        gatherings.load(changed(AARAU, state="save_the_date", parts=[{**day, "when": "2023-05"}]))
    with at("2023-05-20T08:00:00+02:00"):
        page = open_page(visitor("en"), "/g/aarau-2023/")
        assert "Save-the-date" in page.said("//*[@aria-current='step']")
