"""A real browser for the few tests that need one.

`open_page` opens pages of the live server at a width, with or without JavaScript. Whatever a page does wrong while it
is open (an error in the console, a violation of the content security policy, a failing resource, a request to another
host) fails the test at its end, without the test asking for it.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.page_faults import PageFaults
from tools.browser import FLAGS, executable

# Playwright's synchronous interface keeps an event loop in this thread, and Django then refuses to use the database
# here although nothing is concurrent.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WIDTHS = {"phone": 360, "tablet": 768, "desk": 1280}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder carries the mark `browser`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    path, environment = executable()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, env=dict(environment), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function (address, width=1280, javascript=True, language="fr") that opens a page in a fresh profile."""
    contexts: list[BrowserContext] = []
    faults: list[PageFaults] = []

    def open_one(address: str, *, width: int = 1280, javascript: bool = True, language: str = "fr") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale=language
        )
        contexts.append(context)
        page = context.new_page()
        faults.append(PageFaults(page))
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    found = [fault for one in faults for fault in one.found]
    assert not found, "\n".join(found)


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A function that fails with axe's report when a page breaks a rule of accessibility."""

    def check(page: Page) -> None:
        options = {"runOnly": STANDARD, "resultTypes": ["violations"]}
        results = Axe().run(page, options=options)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def assert_fits() -> Callable[[Page], None]:
    """A function that fails when a page must be scrolled sideways."""

    def check(page: Page) -> None:
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{page.url} is {wider} pixels wider than the window"

    return check
