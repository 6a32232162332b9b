"""Behaviours of what leaves the house by itself: whose number never does, and how an address is said to whom."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import URLPattern, get_resolver
from icalendar import Calendar

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.registration.links import DIARY, make, read
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.congress import desk_pages
from tests.support.forms import open_page, visitor
from tests.support.gatherings import MULHOUSE, changed, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import Person

pytestmark = pytest.mark.django_db

MOBILE, DIRECT = "06 39 98 42 10", "03 53 01 42 10"
PRESS = {"name": "Agathe Muller", "email": "presse@mulhouse.example", "phone": DIRECT, "mobile": MOBILE}
CONTACTS = {"press": PRESS, "registration": {"email": "inscriptions@mulhouse.example", "phone": "03 53 01 42 00"}}
VENUE = {"key": "sim", "name": "Société Industrielle", "street": "rue de la Bourse", "number": "10/12"}
OPEN = {"audience": {"open": True}, "starts_at": "09:00"}
COLLOQUIUM = changed(
    with_part(with_part(MULHOUSE, "day-1", **OPEN), "day-2", **OPEN),
    contacts=CONTACTS,
    state="registration_open",
    venues=[{**VENUE, "postcode": "68100", "town": "Mulhouse", "country": "FR"}],
    venue="sim",
)
VISITOR = Person("Solange", "Wehrlin", "s.wehrlin@passerelle.example", "Association Passerelle")
PAGE = "/g/mulhouse-2022/"


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    with at("2022-03-01T09:00:00+01:00"):
        yield


def has_number(text: str, number: str) -> bool:
    """Whether a number is said, however it is spaced, and with or without the prefix of the country."""
    digits = re.sub(r"\D", "", number)[1:]
    return digits in re.sub(r"(?<=\d)[\s.\u00a0\u202f-]+(?=\d)", "", text)


def public_addresses(known: dict[str, Any]) -> Iterator[str]:
    """Every address that is open to people without an account, with what is known filled in."""
    for part in get_resolver().url_patterns:
        if getattr(part, "namespace", None) == "public":
            for pattern in part.url_patterns:
                assert isinstance(pattern, URLPattern)
                template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
                token = known["tokens"].get(pattern.name, known["token"])
                yield "/" + template.format_map(_Known({**known, "token": token}))


class _Known(dict[str, Any]):
    def __missing__(self, _name: str) -> str:
        return "1"


def everything_public(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What each of these addresses answers, in two languages; only what was found."""
    for language in ("fr", "de"):
        for address in public_addresses(known):
            answer = visitor(language).get(address)
            if answer.status_code == 200:
                yield address, b"".join(answer).decode("utf-8", "replace")


@pytest.mark.behaviour("S3-B04")
def test_press_contact_for_the_press_registration_contact_for_people(post_office: PostOffice) -> None:
    facts = gatherings.load(COLLOQUIUM)
    receipt = people.registered(VISITOR, facts, "day-1", "day-2")
    link = read(receipt.token)
    assert link is not None
    feed = make(*link, use=DIARY)
    known = {"key": facts.key, "part": "day-1", "token": receipt.token, "tokens": {"own_feed": feed}}
    said = dict(everything_public(known))
    letter = post_office.deliver_to(VISITOR.email)
    said |= {"mail as text": letter.text, "mail as HTML": letter.html}
    said |= {f"diary in the mail {n}": part.get_content() for n, part in enumerate(letter.calendar_parts)}
    for role in (Role.MANAGER, Role.DESK_HELPER):
        exports = {address: text for address, text in desk_pages(people.staff(facts, role), facts) if ".csv" in address}
        said |= exports
    # the public page, the form, confirmations, diaries, machine-readable data, one's own data, feeds and exports: all
    # of them are among what was read
    expected = [PAGE, f"{PAGE}register/", f"{PAGE}day-1.ics", "/g/mulhouse-2022.ics", f"/c/{feed}.ics"]
    expected += ["/gatherings.rss", "/sitemap.xml", f"/r/{receipt.token}/", f"/r/{receipt.token}/data.json"]
    expected += [f"/r/{receipt.token}/convocation/", "mail as text", "mail as HTML", "diary in the mail 1"]
    assert set(expected) <= set(said)
    assert "application/ld+json" in said[PAGE]
    assert [address for address in said if "registrations.csv" in address]
    # press contact's mobile number appears in the press release only, nowhere else
    for number in (MOBILE, DIRECT):
        assert [address for address, text in said.items() if has_number(text, number)] == []
    assert [address for address, text in said.items() if PRESS["email"] in text] == []
    assert has_number(said[PAGE], CONTACTS["registration"]["phone"]), "the test can see a number"
    press = facts.contact(ContactKind.PRESS)
    assert press is not None and press.mobile == MOBILE, "it waits there for the release"


@pytest.mark.behaviour("S3-B18")
def test_the_street_number_is_a_pair(post_office: PostOffice) -> None:
    facts = gatherings.load(COLLOQUIUM)
    receipt = people.registered(VISITOR, facts, "day-1")
    page = open_page(visitor(), PAGE)
    # kept as written on paper
    written = "10/12 rue de la Bourse, 68100 Mulhouse"
    assert written in page.text
    assert written in open_page(visitor(), f"/r/{receipt.token}/convocation/").text
    assert written in post_office.deliver_to(VISITOR.email).text
    (event,) = Calendar.from_ical(visitor().get(f"{PAGE}day-1.ics").content).walk("VEVENT")
    assert written in event["location"]
    exported = export_gathering(facts.key)
    assert re.search(r"number: ['\"]?10/12['\"]?\n", exported)
    # geocoded on one of the two
    (found,) = [urlsplit(link) for link in page.links if "openstreetmap" in link]
    assert parse_qs(found.query)["query"] == ["10 rue de la Bourse, 68100 Mulhouse"]
    # valid in structured data
    (block,) = page.tree.xpath("//script[@type='application/ld+json']")
    place = json.loads(block.text)["location"]
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "10/12 rue de la Bourse",
        "postalCode": "68100",
        "addressLocality": "Mulhouse",
        "addressCountry": "FR",
    }
    assert place["hasMap"] == found.geturl()


@pytest.mark.parametrize(
    ("number", "found"),
    [("10/12", "10"), ("10-12", "10"), ("10 bis", "10 bis"), ("10bis/12", "10bis"), ("4a", "4a"), ("Ⅳ", "Ⅳ"), ("", "")],
)
def test_a_map_is_asked_for_one_number(number: str, found: str) -> None:
    gatherings.load(changed(COLLOQUIUM, venues=[{**VENUE, "number": number, "country": "CH", "town": "Bienne"}]))
    facts = facts_by_key("mulhouse-2022")
    assert facts is not None and facts.venue is not None
    assert facts.venue.address_to_find == f"{' '.join(filter(None, ('rue de la Bourse', found)))}, Bienne"


def test_a_map_is_asked_by_whoever_follows_the_link_only() -> None:
    gatherings.load(COLLOQUIUM)
    page = open_page(visitor(), PAGE)
    assert "openstreetmap" not in page.response["Content-Security-Policy"]
    assert [element.tag for element in page.tree.xpath("//*[@*[contains(., 'openstreetmap')]]")] == ["a"]
