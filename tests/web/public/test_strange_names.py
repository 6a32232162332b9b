"""Names and bodies that look like markup, headers or calendar lines are only names and bodies."""

import pytest

from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import open_form, open_page, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.mailbox import PostOffice
from tests.support.people import STRANGER, Person
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db
FORM = "/g/aarau-2023/register/"


# ---------------------------------------------------------------------------------------------------- strange names

NO_PAGE = "Leave the address of the web page out of the name."

STRANGE = {
    "a script": ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"),
    "a header": ("Anna\r\nBcc: spy@example.org", "Muster\nSubject: gratis"),
    "a template": ("{{ settings.SECRET_KEY }}", "{% debug %}"),
    "a calendar property": ('Anna "Nina"', "Muster;ROLE=CHAIR:mailto:x@y.example"),
    "a calendar line": ("Anna\r\nEND:VEVENT", "BEGIN:VALARM\\n"),
    "emoji": ("👩🏽‍⚕️ Zoé", "Łuczak 🎈"),
    "right to left": ("יעל", "בן־דוד"),
    "a reversed reading": ("\u202egnp.exe", "\u2066Ali\u2069"),
    "one letter": ("O", "Ng"),
    "a percent": ("%(title)s", "100 % d’accord"),
    "quotes": ('D’Arcy "L’Aîné"', "O'Neil"),
}


@pytest.mark.parametrize("name", ["given_name", "family_name"])
@pytest.mark.parametrize("said", ["Win https://prize.example", "WWW.prize.example"])
def test_a_name_leads_nobody_to_a_page(name: str, said: str, post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        page = open_form(client=visitor("en")).fill(STRANGER.answers | {name: said}, tick=["day"]).send()
        assert page.status == 422
        assert NO_PAGE in page.text
        assert page.keeps({name: said, "email": STRANGER.email})
    assert post_office.deliver() == []


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_name_is_only_a_name(kind: str, post_office: PostOffice) -> None:
    given, family = STRANGE[kind]
    with at():
        facts = gatherings.load()
        person = Person(given, family, "strange@lindenau.example", "Ville de Lindenau", "executive_member")
        form = open_form().fill(person.but(given="", family="").answers, tick=["eve"])
        page = form.send(forged={"given_name": given, "family_name": family})
        assert page.decision("eve") == "confirmed"
        name = " ".join(f"{given} {family}".split())
        assert page.said("//h1") == name
        # the page holds no element that was typed
        assert not page.has("//main//script | //main//img | //*[@onerror]")
        # one mail, to one address, with one subject
        letter = post_office.deliver_to(person.email)
        assert letter.message.get_all("To") == [person.email]
        assert letter.message.get_all("Bcc") is None
        assert len(letter.message.get_all("Subject")) == 1
        assert "gratis" not in letter.subject
        assert f" {name}," in " ".join(letter.text.splitlines()[0].split(" "))
        assert "<script>alert" not in letter.html
        assert "<img" not in letter.html
        # one event with one attendee, whose name is the name
        (event,) = letter.events
        assert str(event["attendee"]).lower() == f"mailto:{person.email}"
        assert not event.walk("VALARM")
        # the person can change what they typed
        change = open_page(page.client, page.links_to("change"))
        assert (change.value("given_name").split(), change.value("family_name").split()) == (
            given.split(),
            family.split(),
        )
        assert faults(facts.id) == []


def test_a_strange_body_is_only_a_body(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        person = STRANGER.but(
            organisation="<b>Ville</b>\r\nBcc: spy@example.org", function="other", function_text="<i>x</i>"
        )
        form = open_form().fill(STRANGER.answers, tick=["day"])
        page = form.send(
            forged={"organisation": person.organisation, "function": "other", "function_text": person.function_text}
        )
        assert page.decision("day") == "ask"
        assert not page.has("//main//b | //main//i[text()='x']")
        letter = post_office.deliver_to(STRANGER.email)
        assert letter.message.get_all("Bcc") is None
        assert "<b>Ville" not in letter.html


def test_an_organiser_whose_name_has_two_lines_still_writes(post_office: PostOffice) -> None:
    bodies = changed(AARAU)["bodies"]
    organiser = next(body for body in bodies if body["key"] == "villes-sociales")
    organiser["name"] = "Villes sociales\nBcc: spy@example.org"
    with at():
        people.registered(STRANGER, gatherings.load(changed(AARAU, bodies=bodies)), "day")
        letter = post_office.deliver_to(STRANGER.email)
    assert letter.message.get_all("Bcc") is None
    assert str(letter.message["From"]).startswith('"Villes sociales Bcc: spy@example.org" <')
