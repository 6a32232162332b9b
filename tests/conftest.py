"""The strict harness: whole classes of mistakes fail in every test, without a test written for them.

Unordered querysets come back shuffled, unknown template variables fail, a GET may not write, pages hold no inline
script or style and fetch nothing from elsewhere, and the product's own refusal to queue a mail outside a transaction is
not fooled by the transaction around a test. tests/consistency/test_harness.py proves that each catches its mistake.
"""

import gc
import random
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection

from tests.support import migrated
from tests.support.clean_pages import clean_pages
from tests.support.real_transactions import real_transactions
from tests.support.safe_requests import read_only_gets
from tests.support.shuffling import shuffled_querysets
from tests.support.strict_templates import strict_templates

SHUFFLING = random.Random()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one choice that a run has."""
    parser.addoption("--shuffle-seed", type=int, default=20260101, help="seed of the order of unordered querysets")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what shows the other database: each of the two passes of `make test` has its own."""
    wanted = {item: item.get_closest_marker("only_on") for item in items}
    other = [item for item, mark in wanted.items() if mark and mark.args != (connection.vendor,)]
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = [item for item in items if item not in other]


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it for garbage again and again is a twelfth of
    the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_report_header(config: pytest.Config) -> str:
    """Say the seed, so that a run can be repeated."""
    return f"unordered querysets: shuffled, --shuffle-seed={config.getoption('--shuffle-seed')}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker has a copy of the one migrated database of the run; pytest-django finds it made (`keepdb`)."""
    migrated.copy_to(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Nothing is made anew; the folder or the server goes as a whole."""
    return True


@pytest.fixture(scope="session", autouse=True)
def strict_harness() -> Iterator[None]:
    """The harness holds for the whole run."""
    with ExitStack() as stack:
        stack.enter_context(shuffled_querysets(SHUFFLING))
        stack.enter_context(strict_templates())
        stack.enter_context(read_only_gets())
        stack.enter_context(clean_pages())
        stack.enter_context(real_transactions())
        yield


@pytest.fixture(autouse=True)
def shuffle_seed(request: pytest.FixtureRequest) -> None:
    """Each test has its own sequence, the same whatever ran before it and on whichever worker."""
    SHUFFLING.seed(f"{request.config.getoption('--shuffle-seed')} {request.node.nodeid}")
