"""Calendar, series, archive and what the desk settles in a browser: by the rules, on a phone, on a wide screen."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.actions.editions import SeriesSaid, put_in_series, record_edition
from filrouge.stages.planning.actions.proposals import ProposalSaid, record_proposal, show_proposals
from filrouge.stages.planning.actions.results import add_result
from filrouge.stages.planning.actions.steps import add_step, remove_step
from tests.support.desk_factories import user_with
from tests.support.gatherings import MULHOUSE, changed, facts_of, load
from tests.support.series import CONGRESS, FIRST

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
_PAGES = ("calendar", "series", "series/next", "proposals", "abbreviations", "places", "languages", "terms", "sessions")
_OF_QUOTAS = ("quotas", "new-quota", "quotas/first/edit", "quotas/first/remove", "priority")
DESK = tuple(f"/desk/g/{CONGRESS}/{page}/" for page in (*_PAGES, *_OF_QUOTAS))
QUOTA = {"key": "first", "label": "Places gardées", "parts": ["day-1"], "seats": 5}
PROPOSAL = ProposalSaid({"fr": "Un guichet unique"}, "L’atelier", "Le département", ProposalState.NO_ANSWER, None, {})
HALL = {
    "key": "halle",
    "name": "Halle aux grains",
    "street": "place du Marché",
    "number": "1",
    "town": "Valprieux",
    "latitude": "47.748664",
    "longitude": "7.339731",
    "map": "https://plan.valprieux.example/halle-aux-grains",
}
SAID = {"presentation": "Le PTS, la MSA et le CCAS en débat, avec la CNSA (Caisse nationale de solidarité)."}


@pytest.fixture
def facts(live_server: object) -> GatheringFacts:
    """A congress before the elections, with an earlier edition held elsewhere, and a process in three phases."""
    now = datetime.now(UTC)
    parts = [
        {"key": "day-1", "title": "Premier jour", "when": "2026-02-06", "has_meal": True, "asks_access": True},
        {"key": "day-2", "title": "Second jour", "when": "2026-02-07"},
    ]
    own = {"PTS": {"fr": "pacte territorial des solidarités"}}
    quotas = [{**QUOTA, "reserved_for": {"function": "social_worker"}}]
    session = {"key": "talk", "kind": "talk", "title": "Ce qui marche", "part": "day-1", "starts_at": "09:30"}
    more = {"quotas": quotas, "documents": {"programme": {"sessions": [session]}}, "languages": ["fr", "de"]}
    here = {"venue": "halle", "venues": [HALL], "texts": SAID, "abbreviations": own}
    load(changed(FIRST, parts=parts, registration={}, **here, **more))
    load(MULHOUSE)
    by = {"actor": SYSTEM, "now": now}
    put_in_series(key=CONGRESS, said=SeriesSaid("Congrès national des Solidarités", 2, 2026), **by)
    record_edition(key=CONGRESS, number=1, year=2019, purpose="Mettre en commun ce qui marche", **by)
    link = {"title": "Le rapport de 2019", "url": "https://archives.example/2019", "language": "fr"}
    add_result(facts=facts_of(CONGRESS), number=1, **link, **by)
    record_proposal(facts=facts_of(CONGRESS), number=1, said=PROPOSAL, **by)
    show_proposals(facts=facts_of(CONGRESS), number=1, shown=True, **by)
    found = facts_of(CONGRESS)
    add_step(facts=found, title="Louer les tentes", due=datetime(2026, 1, 12, tzinfo=UTC).date(), **by)
    remove_step(facts=found, key="interpreters", **by)
    remove_step(facts=found, key="balance", **by)
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages(
    facts: GatheringFacts,
    live_server: object,
    open_page: OpenPage,
    assert_accessible: Check,
    assert_fits: Check,
    width: int,
) -> None:
    page = open_page(f"{live_server}/g/{CONGRESS}/", width=width)
    series = "/s/ville-de-valprieux/congres-national-des-solidarites/"
    process = f"/p/{facts_of('mulhouse-2022').organiser_key}/participation/"
    public = (f"/g/{CONGRESS}/", "/g/mulhouse-2022/", series, process, "/archive/")
    for address in public:
        answer = page.goto(f"{live_server}{address}")
        assert answer is not None and answer.status == 200
        assert_fits(page)
        assert_accessible(page)
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts), backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": str(live_server)}])
    for address in DESK:
        page.goto(f"{live_server}{address}")
        assert_fits(page)
        assert_accessible(page)
    # Without a mouse: a step is ticked and put on another day.
    page.goto(f"{live_server}/desk/g/{CONGRESS}/calendar/")
    step = page.locator("#step-partners")
    step.get_by_role("button").first.press("Enter")
    page.wait_for_load_state()
    assert page.locator("#step-partners").get_by_role("button").count() == 2
    page.locator("#step-own-1 summary").press("Enter")
    page.locator("#id_own-1_due").fill("2026-01-15")
    page.locator("#id_own-1_due").press("Enter")
    page.wait_for_load_state()
    assert "15" in page.locator("#step-own-1 .date").inner_text()
