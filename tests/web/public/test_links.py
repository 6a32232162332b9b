"""The secret link: what it opens, what it does not, and robots that open every link in every mail."""

import base64
from typing import Any

import pytest
from django.apps import apps
from django.test import Client, override_settings

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.registration import links
from filrouge.stages.registration.actions import send_link
from filrouge.stages.registration.models import Registration
from tests.support import gatherings
from tests.support.clock import at, instant
from tests.support.forms import open_form, open_page, visitor
from tests.support.gatherings import AARAU, CONTACT, PHONE, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD, OFFICER, registered

pytestmark = pytest.mark.django_db
PAGES = ("", "change/", "withdraw/", "eve.ics")


def token_of(address: str) -> str:
    """The token in the address of a personal page."""
    return address.split("/")[2]


def answers(token: str, method: str = "get") -> list[int]:
    """The status of every page behind a link."""
    client = visitor()
    return [getattr(client, method)(f"/r/{token}/{page}").status_code for page in PAGES]


def flipped(token: str, position: int) -> str:
    """The same token with one bit changed."""
    raw = bytearray(base64.urlsafe_b64decode(token))
    raw[position] ^= 1
    return base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")


def test_the_link_opens_what_is_registered() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        assert answers(token) == [200, 200, 200, 200]
        assert answers(token, "head") == [200, 200, 200, 200]
        answer = visitor().get(f"/r/{token}/")
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] in (
            "same-origin",
            "no-referrer",
        )  # the secret address is told to no other site
        assert answer["X-Robots-Tag"] == "noindex"


def test_a_forged_or_truncated_link_leads_nowhere() -> None:
    with at():
        facts = gatherings.load()
        token = registered(EXECUTIVE, facts, "eve").token
        row = Registration.objects.get()
        with override_settings(SECRET_KEY="another secret"):
            other_signature = links.make(row.public_id, row.link)
        wrong = [
            *(flipped(token, position) for position in range(36)),
            *(token[:length] for length in (1, 10, 46, 47)),
            other_signature,
            token + "A",
            token + token,
            token.lower(),
            "x",
            "é",
            "%00",
            "0" * 48,
            "a" * 4000,
            "....",
            "%2e%2e",
        ]
        assert len(set(wrong) - {token}) == len(wrong)
        for forged in wrong:
            assert answers(forged) == [404] * 4, forged
        assert answers(token) == [200] * 4


def test_a_forged_link_cannot_be_used_to_write() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        page = open_page(visitor(), f"/r/{token}/withdraw/").fill(tick=["eve"])
        page.address = f"/r/{flipped(token, 3)}/withdraw/"
        assert page.send().status == 404
        assert open_page(visitor(), f"/r/{token}/").decision("eve") == "confirmed"


def test_a_replaced_link_leads_nowhere_and_the_new_one_is_mailed(post_office: PostOffice) -> None:
    with at():
        receipt = registered(EXECUTIVE, gatherings.load(), "eve")
        post_office.deliver()
        send_link(
            registration_id=receipt.registration_id,
            actor=SYSTEM,
            now=instant("2023-03-16T09:00:00+01:00"),
            replace=True,
        )
    with at("2023-03-16T09:00:00+01:00"):
        letter = post_office.deliver_to(EXECUTIVE.email)
        assert token_of(letter.personal_link) != receipt.token
        assert answers(receipt.token) == [404] * 4
        assert answers(token_of(letter.personal_link)) == [200] * 4


def test_an_expired_link_says_whom_to_ask() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
    with at("2024-05-11T23:59:59+02:00"):
        assert answers(token) == [200] * 4
    with at("2024-05-12T00:00:00+02:00"):
        assert answers(token) == [410] * 4
        page = open_page(visitor(), f"/r/{token}/")
        assert CONTACT in page.text
        assert PHONE in page.text
        assert "/g/aarau-2023/" in page.links
        assert EXECUTIVE.family not in page.source
        client = visitor()
        assert client.post(f"/r/{token}/withdraw/", {"parts": "eve"}).status_code in (403, 410)
        assert Registration.objects.get().parts.get().state == "confirmed"


def test_a_diary_file_only_of_a_confirmed_part() -> None:
    with at():
        token = registered(OFFICER, gatherings.load(), "eve", "day").token
        client = visitor()
        status = {part: client.get(f"/r/{token}/{part}.ics").status_code for part in ("day", "eve", "workshop")}
        assert status == {"day": 200, "eve": 404, "workshop": 404}
        status = {part: client.get(f"/g/aarau-2023/{part}.ics").status_code for part in ("day", "eve", "workshop")}
        assert status == {"day": 200, "eve": 200, "workshop": 404}


def test_no_diary_file_while_the_day_is_not_known() -> None:
    with at():
        vague = with_part(with_part(AARAU, "day", when="2023-05", weekday=None), "eve", when="2023-05", weekday=None)
        facts = gatherings.load({**vague, "state": "registration_open"})
        token = registered(OFFICER, facts, "day").token
        assert visitor().get(f"/r/{token}/day.ics").status_code == 404
        assert visitor().get("/g/aarau-2023/day.ics").status_code == 404
        assert open_page(visitor(), f"/r/{token}/").decision("day") == "confirmed"


# ------------------------------------------------------------------------------------------------------------- robots


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, sessions left out."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("filrouge.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in ours}


def robot() -> Client:
    """A mail gateway: no cookies of anybody, no language, in a hurry."""
    return Client(headers={"user-agent": "LinkScanner/2.1", "purpose": "prefetch", "sec-purpose": "prefetch"})


def test_a_robot_that_opens_every_link_of_every_mail_changes_nothing(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(with_part(AARAU, "eve", capacity=2))
        registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT)
        registered(OFFICER, facts, "eve", "day")
        registered(HEAD, facts, "eve", "day")
        receipt = registered(HEAD.but(given="Urs", email="urs@rosieres.example"), facts, "eve")
        send_link(registration_id=receipt.registration_id, actor=SYSTEM, now=instant("2023-03-15T09:00:00+01:00"))
        letters = post_office.deliver()
        assert len(letters) == 6
        before = everything()
        opened: set[str] = set()
        to_open = [link for letter in letters for link in letter.links]
        while to_open:
            link = to_open.pop()
            if link in opened or not link.startswith("/"):
                continue
            opened.add(link)
            for method in ("head", "get"):
                answer = getattr(robot(), method)(link)
                assert answer.status_code == 200, link
            if answer["Content-Type"].startswith("text/html") and link.startswith(("/r/", "/g/")):
                to_open += [one for one in open_page(robot(), link).links if one.startswith(("/r/", "/g/"))]
        # it went everywhere: personal pages, forms to change, pages to withdraw, diaries
        for ending in ("/change/", "/withdraw/", "eve.ics", "/register/"):
            assert [link for link in opened if link.endswith(ending)], ending
        assert everything() == before


def test_a_robot_that_tries_other_methods_changes_nothing() -> None:
    with at():
        token = registered(EXECUTIVE, gatherings.load(), "eve").token
        before = everything()
        client = visitor()
        for address in (f"/r/{token}/", f"/r/{token}/withdraw/", f"/r/{token}/change/", "/g/aarau-2023/register/"):
            for method in ("put", "delete", "patch", "options"):
                assert getattr(client, method)(address).status_code in (200, 403, 405), (method, address)
            # a POST without the token of a form that it has opened
            assert client.post(address, {"parts": "eve"}).status_code in (403, 405)
        assert everything() == before


def test_mails_hold_nothing_that_is_fetched(post_office: PostOffice) -> None:
    """No pixel, no picture, no rewritten link."""
    with at():
        facts = gatherings.load()
        open_form().fill(EXECUTIVE.answers, tick=["eve", "day"]).send()
        letter = post_office.deliver_to(EXECUTIVE.email)
        for mark in ("<img", "<link", "<script", "background=", "url(", "@import", "<iframe"):
            assert mark not in letter.html
        assert {link.partition("/r/")[0] for link in letter.links} == {""}
        assert letter.sender.startswith("Villes sociales <")
        assert letter.message["Reply-To"] == CONTACT
        assert facts.key == "aarau-2023"
