"""The demonstration, set up once for all tests of a module that only read its pages."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from filrouge.config.demonstration.setting_up import set_up
from filrouge.config.demonstration.staff import PASSWORD, Account
from filrouge.stages.gatherings.queries import forget_facts
from tests.support.forms import Page, plain, visitor

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration of this moment; taken back when the module is done."""
    forget_facts()
    with django_db_blocker.unblock(), transaction.atomic():
        set_up(now=NOW)
        yield
        transaction.set_rollback(True)
    forget_facts()


def signed_in(account: Account, language: str = "fr") -> Client:
    """Somebody of the demonstration at their desk."""
    client = visitor(language)
    assert client.login(email=account.email, password=PASSWORD)
    return client


def all_of(page: Page, *words: str) -> None:
    """Assert that a page says each of these."""
    assert page.status == 200, page.address
    missing = [word for word in words if plain(word) not in page.text]
    assert not missing, f"{page.address} does not say {missing}"


def numbered(page: Page, words: str) -> int:
    """The number that stands before these words."""
    found = re.search(rf"(\d+) {words}", page.text)
    assert found, f"{page.address} does not count {words}"
    return int(found[1])


def counted(page: Page, words: str) -> int:
    """The number that stands after these words and a colon."""
    found = re.search(rf"{words}: (\d+)", page.text)
    assert found, f"{page.address} does not count {words}"
    return int(found[1])
