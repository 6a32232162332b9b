"""Pages that belong to no gathering: what went wrong, components, accessibility."""

import pytest
from django.test import Client

from tests.support.forms import open_page, visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
@pytest.mark.parametrize(("address", "status"), [("/accessibility/", 200), ("/components/", 200), ("/nowhere", 404)])
def test_each_page_is_whole_in_each_language(address: str, status: int, language: str) -> None:
    page = open_page(visitor(language), address)
    assert page.status == status
    assert page.said("//h1")
    assert page.has("//a[@href='/accessibility/']"), "the statement is linked from every page"
    assert page.tree.get("lang") == language


def test_a_missing_page_says_what_to_do() -> None:
    page = open_page(visitor("en"), "/g/nothing/")
    assert page.status == 404
    assert {"/", "/accounts/login/"} <= set(page.links)


def test_a_forged_form_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/accounts/login/", {})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


def test_far_too_much_is_refused_with_a_page() -> None:
    response = visitor("en").post("/accounts/login/", {"login": "x" * 300_000})
    assert response.status_code in (400, 403)
    assert "<h1>" in response.content.decode()


def test_the_statement_names_no_address_that_exists_nowhere(settings) -> None:
    assert not open_page(visitor("en"), "/accessibility/").has("//main//a[starts-with(@href, 'mailto:')]")
    settings.DEFAULT_FROM_EMAIL = "Town <gatherings@town.test>"
    assert open_page(visitor("en"), "/accessibility/").has("//main//a[@href='mailto:gatherings@town.test']")
