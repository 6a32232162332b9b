"""An organiser with a manager and a helper, and browsers for both."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from filrouge.ground.people.actions import give_role
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, User
from tests.support.mailbox import post_office

__all__ = ["post_office"]

MANAGER, HELPER = "regine@villes.example", "timo@villes.example"


@pytest.fixture(autouse=True)
def no_limits_of_other_tests() -> None:
    """How often somebody has tried is remembered in the cache."""
    cache.clear()


@pytest.fixture
def organiser(db: None) -> Organiser:
    """An organiser."""
    return Organiser.objects.create(key="villes", name={"fr": "Villes sociales", "de": "Soziale Städte"})


def member(organiser: Organiser, email: str, role: Role) -> User:
    """Somebody with a role."""
    return give_role(email=email, name="", organiser=organiser, role=role, actor=SYSTEM, now=datetime.now(UTC))


@pytest.fixture
def manager(organiser: Organiser) -> User:
    """Their manager."""
    return member(organiser, MANAGER, Role.MANAGER)


@pytest.fixture
def helper(organiser: Organiser) -> User:
    """Their desk helper."""
    return member(organiser, HELPER, Role.DESK_HELPER)
