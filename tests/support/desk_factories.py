"""The people of the desk: the four of every page, and a partner. All invented."""

from datetime import UTC, datetime

from django.test import Client

from filrouge.ground.people.actions import give_role
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, User
from filrouge.ground.people.queries import actor_of
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.forms import Page, open_page, visitor

NAMES = {
    Role.MANAGER: "Régine Oberli",
    Role.EDITOR: "Urs Lombard",
    Role.DESK_HELPER: "Timo Wenger",
    Role.PARTNER: "Carla Pedrazzini",
    Role.ACCESS_REFERENT: "Noé Berset",
}


def user_with(role: Role | None, facts: GatheringFacts) -> User:
    """A user with this role with the gathering's organiser; without any role when None."""
    if role is None:
        return User.objects.create_user("participant@lindenau.example", name="Ines Favre")
    return give_role(
        email=f"{role.value}@villes-sociales.example",
        name=NAMES[role],
        role=role,
        actor=SYSTEM,
        organiser=Organiser.objects.get(pk=facts.organiser_id),
        now=datetime.now(UTC),
    )


def actor_with(role: Role, facts: GatheringFacts) -> Actor:
    """The same as actions receive them."""
    return actor_of(user_with(role, facts))


def desk_of(role: Role | None, facts: GatheringFacts, *, language: str = "en") -> Client:
    """The browser of somebody with this role, logged in."""
    client = visitor(language)
    client.force_login(user_with(role, facts))
    return client


def the_four(facts: GatheringFacts) -> dict[str, Client]:
    """Organiser, helper, participant (an account without a role) and stranger (no account)."""
    return {
        "organiser": desk_of(Role.MANAGER, facts),
        "helper": desk_of(Role.DESK_HELPER, facts),
        "participant": desk_of(None, facts),
        "stranger": visitor("en"),
    }


def token_of(page: Page) -> str:
    """The protection against forged forms, as the page's forms carry it."""
    found = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    assert found, f"no form on {page.address}"
    return str(found[0])


def send(client: Client, page: str, address: str, **answers: str | list[str]) -> Page:
    """Open a page and send one of its forms, named by its address."""
    opened = open_page(client, page)
    assert opened.has(f"//form[@action='{address}']"), f"{page} has no form for {address}"
    return press(client, opened, address, **answers)


def press(client: Client, page: Page, address: str, **answers: str | list[str]) -> Page:
    """Send a form to an address with the token of a page that is open, as a forger in the browser could."""
    response = client.post(address, {"csrfmiddlewaretoken": token_of(page), **answers})
    if response.status_code == 303:
        return open_page(client, response["Location"])
    return Page(client, response, address)
