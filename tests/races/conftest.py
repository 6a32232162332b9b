"""Every race commits for real: transactions that a test rolls back would never meet each other."""

import pytest


@pytest.fixture(autouse=True)
def commits(transactional_db: None) -> None:
    """Tables are emptied after each test instead of rolled back."""
