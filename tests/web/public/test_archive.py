"""The archive of many gatherings, and the map of the site: few statements and few rows, however many there are."""

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import BodyRole, GatheringKind, GatheringState, PartKind
from filrouge.stages.gatherings.models import Gathering, OrganisingRole, Part, Theme
from filrouge.web.shell.kept import forget
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed, fresh_facts
from tests.support.series import FIRST

__all__ = ["fresh_facts"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_facts")]

MANY = 300


def past_gatherings(number: int) -> None:
    """So many of thirty years, in ten themes, of two organisers; the newest first in the archive is the last one."""
    organisers = [Organiser.objects.create(key=key, name={"fr": key}) for key in ("nord", "sud")]
    bodies = [
        Organisation.objects.create(
            organiser=one, key=one.key, kind="city", name={"fr": f"Ville du {one.key}"}, search_text=f"|{one.key}|"
        )
        for one in organisers
    ]
    rows = [
        Gathering(
            organiser=organisers[n % 2],
            key=f"past-{n:03}",
            kind=GatheringKind.ASSEMBLY.value,
            state=GatheringState.HELD.value,
            language="fr",
            languages=["fr"],
            country="FR",
            zone="Europe/Paris",
            title={"fr": f"Assemblée {n:03}"},
        )
        for n in range(number)
    ]
    rows = Gathering.objects.bulk_create(rows)
    kind = PartKind.DAY.value
    days = [date(1990 + n // 10, 1 + n % 10, 12) for n in range(number)]
    Part.objects.bulk_create(
        Part(gathering=row, key="day", kind=kind, position=0, title={"fr": "Journée"}, when=str(day), first_day=day)
        for row, day in zip(rows, days, strict=True)
    )
    Theme.objects.bulk_create(
        Theme(gathering=row, key="t", position=0, label={"fr": f"Thème {n % 10}"}) for n, row in enumerate(rows)
    )
    OrganisingRole.objects.bulk_create(
        OrganisingRole(gathering=row, organisation=bodies[n % 2], role=BodyRole.ORGANISER.value, position=0)
        for n, row in enumerate(rows)
    )


def cost(act: Callable[[], object]) -> tuple[int, int]:
    """How many statements an act takes, and how many rows they bring."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        act()
    rows = 0
    with connection.cursor() as cursor:
        for query in caught.captured_queries:
            cursor.execute(query["sql"])
            rows += len(cursor.fetchall())
    return len(caught), rows


def test_three_hundred_gatherings_are_not_read_for_each_reader() -> None:
    past_gatherings(MANY)
    first = open_page(visitor(), "/archive/")
    assert f"{MANY} " in first.text and "1 à 20 sur 300" in first.text
    assert [link.text_content() for link in first.tree.xpath("//h2/a")][:2] == ["Assemblée 299", "Assemblée 298"]
    # the same page again: one row says that nothing changed
    assert cost(lambda: visitor().get("/archive/")) == (1, 1)
    # another sheet, for somebody who never came: its twenty alone
    statements, rows = cost(lambda: visitor().get("/archive/?page=7"))
    assert statements <= 20 and rows <= 1 + 20 * 6
    # and again: the rows of their versions
    assert cost(lambda: visitor().get("/archive/?page=7")) == (2, 21)


def test_choosing_reads_no_more_than_what_is_shown() -> None:
    past_gatherings(MANY)
    visitor().get("/archive/")
    for query, number in (
        ("theme=theme-3", 30),
        ("year=2001", 10),
        ("organiser=sud", 150),
        ("theme=theme-3&organiser=sud", 30),
    ):
        page = open_page(visitor(), f"/archive/?{query}")
        assert f"{number} rencontres" in page.text, query
        statements, rows = cost(lambda query=query: visitor().get(f"/archive/?{query}"))  # type: ignore[misc]
        assert statements == 2 and rows <= 21, query


def test_a_first_reader_costs_a_constant_number_of_statements() -> None:
    past_gatherings(30)
    few, _rows = cost(lambda: visitor().get("/archive/"))
    Gathering.objects.all().delete()
    Organisation.objects.all().delete()
    Organiser.objects.all().delete()
    forget()
    past_gatherings(MANY)
    many, rows = cost(lambda: visitor().get("/archive/"))
    assert many == few
    assert rows <= 4 * MANY + 1 + 20 * 6


def test_what_is_kept_is_never_stale() -> None:
    with at("2023-05-20T09:00:00+02:00"):
        themes = [{"key": "one", "label": "La prévention"}]
        gatherings.load(changed(AARAU, state="held", themes=themes))
        assert "La prévention" in open_page(visitor(), "/archive/").text
        gatherings.load(changed(AARAU, state="held", themes=[{"key": "one", "label": "Le logement"}]))
        page = open_page(visitor(), "/archive/")
        assert "Le logement" in page.text and "La prévention" not in page.text
        gatherings.load(FIRST)
        assert "Congrès des solidarités" in open_page(visitor(), "/archive/").text
        assert "Congress of solidarities" in open_page(visitor("en"), "/archive/").text, (
            "another language, another page"
        )


def test_the_map_of_the_site_leads_to_archive_series_and_processes() -> None:
    series = {"key": "congres", "name": "Congrès", "edition": 1}
    process = {
        "key": "assises",
        "name": "Assises",
        "phases": [{"key": "debat", "kind": "colloquium", "title": "Débat"}],
        "this_phase": "debat",
    }
    with at("2023-05-20T09:00:00+02:00"):
        gatherings.load(changed(AARAU, state="draft", series={**series, "key": "secret"}))
        assert addresses() == ["/"]
        gatherings.load(changed(FIRST, series=series, process=process))
        found = addresses()
        assert found == [
            "/",
            "/g/congres-2019/",
            "/archive/",
            "/p/ville-de-valprieux/assises/",
            "/s/ville-de-valprieux/congres/",
        ] or set(found) == {
            "/",
            "/g/congres-2019/",
            "/archive/",
            "/p/ville-de-valprieux/assises/",
            "/s/ville-de-valprieux/congres/",
        }
        assert all(visitor().get(address).status_code == 200 for address in found)
        days = site_map().findall(".//{*}lastmod")
        assert [day.text for day in days] == ["2023-05-20"] * 4
    past_gatherings(MANY)
    statements, _rows = cost(lambda: visitor().get("/sitemap.xml"))
    assert statements <= 8
    statements, rows = cost(lambda: visitor().get("/sitemap.xml"))
    assert statements == 4 and rows <= 3 * (MANY + 3)


def site_map() -> ET.Element:
    return ET.fromstring(visitor().get("/sitemap.xml").content)  # noqa: S314


def addresses() -> list[str]:
    found = [str(loc.text) for loc in site_map().findall(".//{*}loc")]
    return ["/" + one.split("/", 3)[3] for one in found]
