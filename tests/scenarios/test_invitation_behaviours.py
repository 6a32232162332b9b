"""Behaviours about invitations by name, and about bodies that spread the word; each with its whole list."""

import re
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.apps import apps
from django.test import Client
from django.utils.translation import override
from lxml import etree
from PIL import Image

from filrouge.core.text import LANGUAGES
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.words import came_for_relay_in_words
from filrouge.stages.registration.models import Arrival, Registration
from tests.support import gatherings, pdf_reading, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, OFFICER, Person
from tests.support.sendings import contact
from tests.support.whole_database import places_of_text

pytestmark = pytest.mark.django_db

FORWARDED = changed(AARAU, registration=AARAU["registration"] | {"forwarding": "within_organisation"})
DESK = "/desk/g/aarau-2023"
BODIES = ("Entraide romande", "Ville de Rosières", "Ligue des quartiers")


def whole_database() -> dict[str, list[Any]]:
    """Every row of every table, but the sessions of those who are logged in."""
    models = [model for model in apps.get_models() if model._meta.label != "sessions.Session"]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def local(address: str) -> str:
    """The path of a whole address."""
    return re.sub(r"^https?://[^/]+", "", address)


# -------------------------------------------------------------------------------------------------------------- relays


def relays(desk: Client) -> dict[str, tuple[str, str]]:
    """Give three bodies their links; the page of each and the link that it spreads, by name."""
    for name in BODIES:
        page = open_page(desk, f"{DESK}/relays/")
        page = press(desk, page, f"{DESK}/relays/", name=name)
    return relay_links(page)


def relay_links(page: Page) -> dict[str, tuple[str, str]]:
    found = {}
    for box in page.tree.xpath("//div[@class='held']"):
        values = box.xpath(".//input/@value")
        found[box.xpath(".//h2")[0].text_content().strip()] = (local(values[0]), local(values[1]))
    return found


def counted(desk: Client) -> dict[str, str]:
    page = open_page(desk, f"{DESK}/relays/")
    boxes = page.tree.xpath("//div[@class='held']")
    return {box.xpath(".//h2")[0].text_content().strip(): box.xpath(".//strong")[0].text_content() for box in boxes}


def register_by(link: str, number: int) -> Person:
    person = people.another(number)
    page = open_page(visitor(), link).fill(person.answers, tick=["day"]).send()
    assert page.decision("day") == "confirmed"
    return person


@pytest.mark.behaviour("S1-B06")
def test_a_relay_is_counted_without_spying(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(AARAU)
        desk = desk_of(Role.MANAGER, facts)
        links = relays(desk)
        assert set(links) == set(BODIES)
        assert len({link for pair in links.values() for link in pair}) == 6
        first, second, third = BODIES
        came = [register_by(links[first][1], number) for number in range(6)]
        came += [register_by(links[second][1], number) for number in (6, 7)]
        register_by("/g/aarau-2023/register/", 8)
        # registrations are counted per relay body
        assert counted(desk) == {first: "6 registrations", second: "2 registrations", third: "0 registrations"}
        told = {body: open_page(visitor("en"), links[body][0]) for body in BODIES}
        assert "At least 5 people" in told[first].text
        assert "Fewer than 5 people" in told[second].text
        assert "Fewer than 5 people" in told[third].text
        # nobody's opening or clicking is recorded
        post_office.deliver()
        before = whole_database()
        for page, link in links.values():
            for language in LANGUAGES:
                for address in (page, link, f"{page}code.svg", f"{page}code.png", f"{page}poster-fr.pdf"):
                    answer = visitor(language).get(address)
                    assert answer.status_code == 200
                    assert not answer.cookies.keys() - {"csrftoken"}
                    assert "Location" not in answer
        assert whole_database() == before
        for page in told.values():
            assert not page.tree.xpath("//img[not(starts-with(@src, '/relay/') or starts-with(@src, '/static/'))]")
        for mail in OutgoingMail.objects.order_by("pk"):
            assert "<img" not in mail.html
            assert not any(local(token) in mail.html + mail.text for pair in links.values() for token in pair)
        # the relay body never sees who registered
        for page in told.values():
            for person in came:
                assert not any(said in page.source for said in (person.family, person.email))
            assert "Ville de Lindenau" not in page.source


@pytest.mark.parametrize(
    ("number", "said"), [(0, "Fewer than 5"), (4, "Fewer than 5"), (9, "At least 5"), (10, "At least 10")]
)
def test_a_relay_reads_steps_of_five(number: int, said: str) -> None:
    with override("en"):
        assert came_for_relay_in_words(number).startswith(said)


def test_a_relay_page_holds_all_that_is_needed() -> None:
    with at():
        facts = gatherings.load(AARAU)
        page_url, link = relays(desk_of(Role.MANAGER, facts))["Ligue des quartiers"]
        page = open_page(visitor(), page_url)
        texts = page.tree.xpath("//textarea")
        assert [text.get("lang") for text in texts] == ["fr", "de"]
        assert [text.text.splitlines()[-1].endswith(link) for text in texts] == [True, True]
        assert "Assemblée de printemps" in texts[0].text
        assert "Frühjahrstagung" in texts[1].text
        assert "ß" not in texts[1].text
        assert page.tree.xpath("//img/@alt") != [""]
        drawn = visitor().get(f"{page_url}code.svg")
        assert etree.fromstring(drawn.content).find("{http://www.w3.org/2000/svg}title") is not None
        code = zxingcpp.read_barcode(Image.open(BytesIO(visitor().get(f"{page_url}code.png").content)).convert("L"))
        assert code is not None
        assert local(code.text) == link
        for language, title in (("fr", "Assemblée de printemps"), ("de", "Frühjahrstagung")):
            poster = visitor().get(f"{page_url}poster-{language}.pdf").content
            assert pdf_reading.faults(poster) == []
            assert len(pdf_reading.pages_text(poster)) == 1
            assert title in pdf_reading.whole_text(poster)
        assert visitor().get(f"{page_url}poster-it.pdf").status_code == 404


def test_a_poster_stays_one_sheet() -> None:
    day = AARAU["parts"][1]
    many = [{**day, "key": f"day-{number}", "title": f"Module {number}"} for number in range(12)]
    title = "Les coopérations entre villes, départements et associations au service des personnes âgées " * 2
    with at():
        facts = gatherings.load(changed(AARAU, parts=many, title={"fr": title, "de": title}))
        page_url, _ = relays(desk_of(Role.MANAGER, facts))["Ligue des quartiers"]
        poster = visitor().get(f"{page_url}poster-fr.pdf").content
        assert len(pdf_reading.pages_text(poster)) == 1
        assert "12 mai 2023" in pdf_reading.whole_text(poster)
        assert "Module" not in pdf_reading.whole_text(poster)


# --------------------------------------------------------------------------------------------------------- invitations


X = "Anna Rey"
Y = OFFICER.but(given="Yvonne", family="Chevalley", email="y.chevalley@lindenau.example")


def invited(desk: Client, *, by_mail: bool = True, look_for: str = "Rey") -> Page:
    """Look for contacts and invite those who are found."""
    address = f"{DESK}/invitations/invite/"
    page = open_page(desk, f"{address}?q={look_for}")
    boxes = page.tree.xpath("//input[@name='contacts']/@value")
    assert boxes
    more = {"by_mail": "on"} if by_mail else {}
    return press(desk, page, address, q=look_for, contacts=boxes, **more)


def invitation_link(post_office: PostOffice, address: str) -> str:
    (link,) = {link for link in post_office.deliver_to(address).links if link.startswith("/i/")}
    return link


def everything_of(invitation: Invitation) -> Any:
    return Invitation.objects.filter(pk=invitation.pk).values().get()


@pytest.mark.behaviour("S0-B14")
def test_an_invitation_passed_on_inside_the_organisation(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        contact(facts, X)
        invited(desk)
        link = invitation_link(post_office, "anna.rey@lindenau.example")
        x, browser = Invitation.objects.get(), visitor("en")
        before = everything_of(x)
        passing = open_page(browser, open_page(browser, link).links_to("pass-on"))
        answers = {"name_1": Y.full, "email_1": Y.email, "words": "Le sujet te concerne."}
        assert "Nobody has registered" in press(browser, passing, passing.address, **answers).text
        # Y's address is used for nothing else before Y registers
        assert OutgoingMail.objects.get(to=Y.email).kind == "passed_on"
        assert set(places_of_text(Y.email)) == {"OutgoingMail.to", "OutgoingMail.context"}
        letter = post_office.deliver_to(Y.email)
        assert X in letter.text
        assert "Le sujet te concerne." in letter.text
        (form_link,) = {one for one in letter.links if "/register/" in one}
        y_page = open_page(visitor(), form_link).fill(Y.answers, tick=["eve", "day"]).send()
        # Y's registration shows invited through X
        y = Registration.objects.get()
        shown = open_page(desk, f"{DESK}/registrations/{y.pk}/")
        assert shown.said("//div[dt='Invited through']/dd") == X
        tree = open_page(desk, f"{DESK}/passed-on/")
        assert tree.said("//section[contains(@class, 'row')]/h2") == "Ville de Lindenau"
        assert Y.family in tree.said("//ul[@class='tree']/li//li")
        # X's own invitation is unchanged
        assert everything_of(x) == before
        assert "You have not answered yet" in open_page(browser, link).text
        # Y does not inherit X's right to the eve
        assert y_page.decision("eve") == "refused"
        assert y_page.decision("day") == "confirmed"


@pytest.mark.behaviour("S0-B15")
def test_an_invitation_handed_outside_is_noticed_not_trusted(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        contact(facts, X)
        invited(desk)
        link = invitation_link(post_office, "anna.rey@lindenau.example")
        token = link.removeprefix("/i/").rstrip("/")
        x = everything_of(Invitation.objects.get())
        # treated by D's own status (member, partner or other)
        answered = []
        for person in (people.HEAD, people.PARTNER, people.STRANGER):
            form = open_page(visitor(), f"/g/aarau-2023/register/?via={token}")
            page = form.fill(person.answers, tick=["eve", "day"]).send()
            answered.append((page.decision("eve"), page.decision("day")))
        assert answered == [("confirmed", "confirmed"), ("refused", "confirmed"), ("refused", "ask")]
        # trail still recorded
        assert Arrival.objects.filter(invitation=x["id"], is_own=False).count() == 3
        tree = open_page(desk, f"{DESK}/passed-on/")
        for person in (people.HEAD, people.PARTNER, people.STRANGER):
            assert person.organisation in tree.said(f"//ul[@class='tree']/li//li[contains(., '{person.family}')]")
        assert everything_of(Invitation.objects.get()) == x


@pytest.fixture
def one_invited(post_office: PostOffice) -> Any:
    """Anna Rey, invited by mail: the desk, her link, the gathering."""
    with at():
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        contact(facts, X)
        invited(desk)
        yield desk, invitation_link(post_office, "anna.rey@lindenau.example"), facts


def test_registering_by_it_accepts_the_invitation(one_invited: tuple[Client, str, GatheringFacts]) -> None:
    desk, link, _ = one_invited
    browser = visitor()
    form = open_page(browser, next(one for one in open_page(browser, link).links if "/register/" in one))
    known = {"given_name": "Anna", "family_name": "Rey", "organisation": "Ville de Lindenau"}
    assert form.keeps({**known, "function": "executive_member", "email": ""})
    page = form.fill({"email": "anna.rey@lindenau.example"}, tick=["day"]).send()
    assert page.decision("day") == "confirmed"
    row = Invitation.objects.get()
    assert (row.state, row.answered_by) == ("accepted", "registration")
    assert Arrival.objects.get().is_own
    assert "Registered: 1" in open_page(desk, f"{DESK}/invitations/").said("//ul[@id='counts']")
    # Whoever gives everything back has declined.
    leaving = open_page(browser, page.links_to("withdraw"))
    press(browser, leaving, leaving.address, parts=["day"])
    assert Invitation.objects.get().state == "declined"


@pytest.mark.parametrize(
    ("button", "state", "said"),
    [
        ({"decline": "1"}, "declined", "do not come"),
        ({"excuse": "1"}, "excused", "to be excused"),
        ({"represent": "1", "represented_by": "Yvonne Chevalley"}, "represented", "Yvonne Chevalley comes for you"),
    ],
)
def test_answers_are_buttons(
    one_invited: tuple[Client, str, GatheringFacts], button: dict[str, str], state: str, said: str
) -> None:
    desk, link, _ = one_invited
    browser = visitor("en")
    before = whole_database()
    page = open_page(browser, link)
    assert whole_database() == before
    assert said in press(browser, page, link, **button).text
    row = Invitation.objects.get()
    assert (row.state, row.answered_by) == (state, "link")
    listed = open_page(desk, f"{DESK}/invitations/?state={state}")
    assert "Rey, Anna" in listed.said("//div[@id='list']//tbody")
    body = listed.said("//table[@id='bodies']//tbody/tr[th='Ville de Lindenau']")
    assert body.count("1") == 2, "in its own column and in all"
    assert "You have not answered yet" in press(browser, page, link, again="1").text
    assert Invitation.objects.get().answered_at is None


def test_who_comes_instead_is_named(one_invited: tuple[Client, str, GatheringFacts]) -> None:
    _, link, _ = one_invited
    browser = visitor("en")
    page = press(browser, open_page(browser, link), link, represent="1", represented_by=" ")
    assert page.status == 422
    assert "Name the person" in page.errors()
    assert Invitation.objects.get().state == "pending"


def test_an_answer_by_telephone_needs_a_reason(one_invited: tuple[Client, str, GatheringFacts]) -> None:
    desk, _, _ = one_invited
    address = f"{DESK}/invitations/{Invitation.objects.get().pk}/"
    said = {"state": "excused", "answered_by": "telephone", "represented_by": ""}
    page = press(desk, open_page(desk, address), address, **said, motive="")
    assert page.status == 422
    assert page.value("state") == "excused"
    assert Invitation.objects.get().state == "pending"
    page = press(desk, open_page(desk, address), address, **said, motive="A appelé le 3 avril.")
    assert "by telephone" in page.text
    assert "A appelé le 3 avril." in page.text
    assert Invitation.objects.get().recorded_by == "Régine Oberli"
    assert "A appelé le 3 avril." in open_page(desk, f"{DESK}/trail/").text


def test_reminders_go_to_the_silent_alone(post_office: PostOffice) -> None:
    with at("2023-03-01T08:00:00+00:00"):
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        for name in ("Anna Rey", "Bea Rey", "Carl Rey", "Dina Rey"):
            contact(facts, name)
        invited(desk)
        browser = visitor("en")
        sent = {letter.to: letter for letter in post_office.deliver()}
        links = {to: next(one for one in letter.links if one.startswith("/i/")) for to, letter in sent.items()}
        press(
            browser,
            open_page(browser, links["bea.rey@lindenau.example"]),
            links["bea.rey@lindenau.example"],
            decline="1",
        )
        no_more = next(one for one in sent["carl.rey@lindenau.example"].links if one.startswith("/n/"))
        press(browser, open_page(browser, no_more), no_more)
        page = open_page(desk, f"{DESK}/invitations/remind/")
        assert not page.has("//input[@name='invitations']")
        assert page.said("//ul[@id='not-due']").count("less than 7 days ago") == 2
    with at("2023-03-09T08:00:00+00:00"):
        page = open_page(desk, f"{DESK}/invitations/remind/")
        assert len(page.tree.xpath("//input[@name='invitations']")) == 2
        assert "Carl Rey – wants no mails" in page.said("//ul[@id='not-due']")
        everybody = [str(pk) for pk in Invitation.objects.values_list("pk", flat=True)]
        done = press(desk, page, page.address, invitations=everybody)
        assert "2 people are reminded" in done.text
        letters = post_office.deliver()
        assert {letter.to for letter in letters} == {"anna.rey@lindenau.example", "dina.rey@lindenau.example"}
        assert all("List-Unsubscribe" in letter.message for letter in letters)
        again = press(desk, page, page.address, invitations=everybody)
        assert "0 people are reminded" in again.text
        assert post_office.deliver() == []


def test_nobody_is_invited_twice(one_invited: tuple[Client, str, GatheringFacts], post_office: PostOffice) -> None:
    desk, _, _ = one_invited
    page = open_page(desk, f"{DESK}/invitations/invite/?q=Rey")
    assert not page.has("//input[@name='contacts']")
    assert "No contact matches" in page.text
    assert Invitation.objects.count() == 1
    assert post_office.deliver() == []


def test_a_forged_link_opens_nothing(one_invited: tuple[Client, str, GatheringFacts]) -> None:
    _, link, _ = one_invited
    token = link.removeprefix("/i/").rstrip("/")
    for address in (f"/relay/{token}/", f"/r/{token}/", f"/i/{token[:-1]}A/"):
        assert visitor().get(address).status_code == 404


def test_the_name_is_enough_to_know_who_accepts(one_invited: tuple[Client, str, GatheringFacts]) -> None:
    _, link, _ = one_invited
    token = link.removeprefix("/i/").rstrip("/")
    other = EXECUTIVE.but(given="Anna", family="Rey", email="prive@rey.example")
    open_page(visitor(), f"/g/aarau-2023/register/?via={token}").fill(other.answers, tick=["day"]).send()
    assert Invitation.objects.get().state == "accepted"
