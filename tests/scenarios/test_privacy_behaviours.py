"""The behaviours that protect people's data, each with its whole list of consequences."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import User
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, token_of
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import HEALTH, changed, with_part
from tests.support.people import Person

pytestmark = pytest.mark.django_db

DAY = changed(
    with_part(
        with_part(HEALTH, "morning", roles=[{"body": "ars", "role": "supporter"}]),
        "afternoon",
        roles=[{"body": "asv", "role": "partner"}],
    ),
    roles=[{"body": "valprieux", "role": "organiser"}],
    territories=[{"key": "nord", "kind": "department", "name": "Nord", "code": "59"}],
    bodies=[
        {"key": "valprieux", "kind": "city", "name": "Ville de Valprieux", "territory": "nord"},
        {"key": "ars", "kind": "ars", "name": "Agence de santé"},
        {"key": "asv", "kind": "association", "name": "Plateforme Santé Ville"},
    ],
)
COORDINATOR = Person("Aïcha", "Benkirane", "a.benkirane@valprieux.example", "Ville de Valprieux", "asv_coordinator")
OFFICER = Person("Loïc", "Vandamme", "l.vandamme@valprieux.example", "Ville de Valprieux", "cls_officer")
PARTNER = "e.lefebvre@plateforme.example"
LIST = "/desk/g/sante-2016/partner/afternoon/"


def give_the_afternoon(facts: GatheringFacts) -> Page:
    """A manager lets a partner see who takes the afternoon."""
    manager = desk_of(Role.MANAGER, facts)
    page = open_page(manager, "/desk/g/sante-2016/partners/")
    return page.fill(email=PARTNER, name="Élodie Lefebvre", part="afternoon").send()


def partner() -> Client:
    """The partner's browser, signed in."""
    client = visitor("en")
    client.force_login(User.objects.get(email=PARTNER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.behaviour("S2-B13")
def test_partners_see_only_their_part() -> None:
    with at("2016-10-10T09:00:00+02:00"):
        facts = gatherings.load(DAY)
        assert "Plateforme Santé Ville" not in form_says()
        given = give_the_afternoon(facts)
        # the form told people so
        said = "Who takes “Après-midi” is shown to Plateforme Santé Ville: name, function, body and territory"
        assert said in given.text
        assert said in form_says()
        assert said in open_page(visitor("en"), "/g/sante-2016/privacy/").text
        assert "“Matinée”" not in form_says()
        facts = gatherings.facts_of("sante-2016")
        people.registered(COORDINATOR, facts, "morning", "afternoon", received_at=datetime.now(UTC))
        people.registered(OFFICER, facts, "morning", received_at=datetime.now(UTC))

        client = partner()
        front = open_page(client, "/desk/g/sante-2016/")
        assert LIST in front.links
        closed = open_page(client, LIST)
        assert COORDINATOR.family not in closed.text
        shown = closed.send()
        # afternoon participants only
        assert [" ".join(name.split()) for name in shown.tree.xpath("//tbody//th/text()")] == [COORDINATOR.full]
        assert OFFICER.family not in shown.text
        assert client.get("/desk/g/sante-2016/partner/morning/").status_code == 404
        # professional fields only
        columns = [str(title) for title in shown.tree.xpath("//thead//th/text()")]
        assert columns == ["Name", "Function", "Body", "Territory"]
        cells = [" ".join(cell.text_content().split()) for cell in shown.tree.xpath("//tbody//td")]
        assert cells == ["ASV coordinator", "Ville de Valprieux", "Nord"]
        assert "@" not in shown.said("//table")
        assert other_pages_are_refused(client)
        # access recorded
        file = client.post(LIST, {"csrfmiddlewaretoken": token_of(shown), "form": "csv"})
        assert COORDINATOR.family in file.content.decode("utf-8-sig")
        assert COORDINATOR.email not in file.content.decode("utf-8-sig")
        trail = open_page(desk_of(Role.MANAGER, facts), "/desk/g/sante-2016/trail/").text
        assert "List of “Après-midi” opened by a partner: 1 person Élodie Lefebvre" in trail.replace(" – ", " ")
        assert "(CSV)" in trail


def form_says() -> str:
    """What the registration form tells before it is sent."""
    return open_page(visitor("en"), "/g/sante-2016/register/").text


def other_pages_are_refused(client: Client) -> bool:
    """Whether a partner opens nothing else of the desk."""
    names = ("registrations", "expected", "trail", "mails", "add", "to-decide", "partners", "register-sheet")
    answers = {name: client.get(f"/desk/g/sante-2016/{name}/").status_code for name in names}
    answers |= {"export": client.get("/desk/g/sante-2016/registrations.csv").status_code}
    return set(answers.values()) == {403}


def test_a_list_that_is_taken_back_opens_no_more() -> None:
    with at("2016-10-10T09:00:00+02:00"):
        facts = gatherings.load(DAY)
        given = give_the_afternoon(facts)
        client = partner()
        assert open_page(client, LIST).status == 200
        user = str(User.objects.get(email=PARTNER).pk)
        taken = press(given.client, given, "/desk/g/sante-2016/partners/take/", user=user, part="afternoon")
        assert "Taken back" in taken.text
        assert client.get(LIST).status_code == 404
        assert "Plateforme Santé Ville" not in form_says()
