"""The browser starts, and the tools of this folder see what they are for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support.page_faults import PageFaults

POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'"}
GOOD = '<!doctype html><html lang="fr"><title>Bon</title><main><h1>Bonjour</h1></main>'
ADDRESS = "http://localhost:9/page"


def page_with(browser: Browser, html: str, status: int = 200) -> tuple[Page, PageFaults]:
    """A page whose address answers with this HTML, nothing else being there."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    faults = PageFaults(page)

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(status=status, content_type="text/html; charset=utf-8", headers=POLICY, body=html)
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page, faults


def test_a_good_page_has_no_fault(browser: Browser, assert_accessible: Callable, assert_fits: Callable) -> None:
    page, faults = page_with(browser, GOOD)
    assert_accessible(page)
    assert_fits(page)
    assert faults.found == []


def test_a_page_can_be_photographed(browser: Browser, tmp_path: Path) -> None:
    page, _faults = page_with(browser, GOOD)
    page.screenshot(path=tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 1000


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (GOOD + "<script>window.ran = true</script>", "console: "),
        (GOOD + "<p style='color: red'>", "console: "),
        (GOOD + "<script src='http://cdn.example.com/x.js'></script>", "console: "),
        (GOOD + "<script src='/missing.js'></script>", "404: "),
    ],
)
def test_what_the_policy_or_the_server_refuses_is_a_fault(browser: Browser, html: str, fault: str) -> None:
    page, faults = page_with(browser, html)
    page.wait_for_timeout(100)
    assert [found for found in faults.found if found.startswith(fault)]


def test_a_broken_page_is_a_fault_and_a_refusal_is_not(browser: Browser) -> None:
    assert page_with(browser, GOOD, status=422)[1].found == []
    assert page_with(browser, GOOD, status=500)[1].found


def test_a_barrier_is_reported(browser: Browser, assert_accessible: Callable) -> None:
    page, _faults = page_with(
        browser, GOOD.replace("</main>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>")
    )
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_a_page_that_is_too_wide_is_reported(browser: Browser, assert_fits: Callable) -> None:
    page, _faults = page_with(browser, GOOD + f"<p>{'x' * 500}</p>")
    with pytest.raises(AssertionError, match="wider than the window"):
        assert_fits(page)


def test_without_javascript_no_script_runs(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content("<noscript>Sans script</noscript>")
    assert page.inner_text("body") == "Sans script"
    context.close()
