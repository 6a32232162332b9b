"""Who works for an organiser: managers give and take roles, the last manager stays."""

from datetime import UTC, datetime

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actions import RoleKept, give_role, take_role
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, RoleAssignment, User
from filrouge.ground.people.rules import may_take_role
from filrouge.ground.people.words import role_in_words, role_may
from tests.support.forms import Page, open_page, visitor
from tests.support.mailbox import PostOffice
from tests.web.accounts.conftest import HELPER

PAGE, TAKE = "/desk/staff/villes/", "/desk/staff/villes/take/"


def desk(user: User | None) -> Page:
    """The staff page in somebody's browser."""
    client = visitor("en")
    if user:
        client.force_login(user)
    return open_page(client, PAGE)


def give(page: Page, **answers: str) -> Page:
    """Fill the form that gives a role."""
    form = next(form for form in page.tree.forms if "email" in form.fields)
    for name, value in answers.items():
        form.fields[name] = value
    response = page.client.post(PAGE, dict(form.form_values()))
    return open_page(page.client, PAGE) if response.status_code == 302 else Page(page.client, response, PAGE)


def take(page: Page, user: User, role: Role) -> Page:
    """Press “Take back” beside somebody's role."""
    form = next(
        form
        for form in page.tree.forms
        if form.fields.get("user") == str(user.pk) and form.fields.get("role") == role.value
    )
    response = page.client.post(TAKE, dict(form.form_values()))
    assert response.status_code == 302
    return open_page(page.client, response["Location"])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("holders", [1, 2])
def test_only_the_last_manager_keeps_the_role(role: Role, holders: int) -> None:
    decision = may_take_role(role, holders=holders)
    if role is Role.MANAGER and holders == 1:
        assert decision.is_refused
        assert [reason.code for reason in decision.reasons] == ["last_manager"]
    else:
        assert decision.is_allowed


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_each_role_has_words(role: Role) -> None:
    assert role_in_words(role)
    assert role_may(role).endswith(".")


def test_a_role_is_given_to_an_address_and_the_person_is_told(manager: User, post_office: PostOffice) -> None:
    page = give(desk(manager), email="Carla@Villes.example", name="Carla Rusconi", role="editor")
    assert "Carla Rusconi" in page.text
    assert RoleAssignment.objects.filter(user__email="carla@villes.example", role="editor").exists()
    letter = post_office.deliver_to("carla@villes.example")
    assert "Villes sociales" in letter.subject
    assert "/accounts/login/" in letter.links
    entry = AuditEntry.objects.filter(verb="role:given").order_by("pk").last()
    assert entry is not None
    assert entry.actor_user_id == manager.pk

    give(page, email="carla@villes.example", role="editor")
    assert post_office.deliver() == [], "what was held already is no news"


def test_a_form_that_cannot_be_right_comes_back(manager: User) -> None:
    page = give(desk(manager), email="carla", role="editor")
    assert page.status == 422
    assert page.errors()
    assert page.tree.forms and not RoleAssignment.objects.exclude(user=manager).exists()


def test_a_role_is_taken_back(manager: User, helper: User) -> None:
    page = take(desk(manager), helper, Role.DESK_HELPER)
    assert HELPER not in page.text
    entry = AuditEntry.objects.filter(verb="role:taken").get()
    assert (entry.actor_user_id, entry.subject_id) == (manager.pk, str(helper.pk))


def test_the_last_manager_cannot_leave(manager: User, organiser: Organiser) -> None:
    page = take(desk(manager), manager, Role.MANAGER)
    assert RoleAssignment.objects.filter(user=manager, role="manager").exists()
    now = datetime.now(UTC)
    second = give_role(email="b@villes.example", name="", organiser=organiser, role=Role.MANAGER, actor=SYSTEM, now=now)
    assert take(desk(manager), manager, Role.MANAGER).address == "/desk/"
    with pytest.raises(RoleKept):
        take_role(user_id=second.pk, organiser_id=organiser.pk, role=Role.MANAGER, actor=SYSTEM, now=now)
    assert page


@pytest.mark.parametrize("address", [PAGE, TAKE])
def test_nobody_else_comes_in(manager: User, helper: User, address: str) -> None:
    answers = {"email": "x@villes.example", "role": "manager", "user": str(manager.pk)}
    for user, status in ((helper, 403), (User.objects.create_user("stranger@town.example"), 404)):
        client = visitor("en")
        client.force_login(user)
        token = client.get("/accounts/logout/").cookies["csrftoken"].value
        assert client.post(address, answers | {"csrfmiddlewaretoken": token}).status_code == status
        assert client.get(PAGE).status_code == status
    assert visitor("en").get(PAGE).status_code == 302
    assert RoleAssignment.objects.count() == 2


def test_a_forged_request_is_refused(manager: User, helper: User) -> None:
    client = visitor("en")
    client.force_login(manager)
    assert client.post(TAKE, {"user": str(helper.pk), "role": "desk_helper"}).status_code == 403
    token = client.get("/accounts/logout/").cookies["csrftoken"].value
    assert client.post(TAKE, {"user": "x", "role": "nothing", "csrfmiddlewaretoken": token}).status_code == 400
    assert RoleAssignment.objects.count() == 2
