"""The notice, the rights behind the personal link, and the page for those who want no more mails."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.ground.mail.objectors import may_write, no_more_mails_path
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.privacy import links
from filrouge.stages.privacy.facts import LegalFacts
from filrouge.stages.registration.actions import Receipt, set_capacity
from filrouge.stages.registration.enums import NeedKind, PartState
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, DESK, EXECUTIVE, HEAD, NOW
from tests.support.press import a_release
from tests.support.privacy import CITY, COMMUNE, NETWORK, YEAR_LATER, profile
from tests.support.registrations import states_of
from tests.support.sendings import contact, started

pytestmark = pytest.mark.django_db

NOTICE = "/g/aarau-2023/privacy/"


@pytest.fixture
def facts() -> Iterator[GatheringFacts]:
    """The assembly in spring, with a meal on the eve."""
    with at():
        yield gatherings.load(with_part(AARAU, "eve", has_meal=True, capacity=1))


def registered(facts: GatheringFacts) -> Receipt:
    needs = (SaidNeed("eve", NeedKind.MEAL, ("vegan",), "sans noix"),)
    return people.registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT, needs=needs)


def behind(receipt: Receipt, page: str = "data") -> str:
    return f"/r/{receipt.token}/{page}/"


# ------------------------------------------------------------------------------------------------- the notice


def test_without_a_profile_it_says_whom_to_ask(facts: GatheringFacts) -> None:
    page = open_page(visitor("en"), NOTICE)
    assert page.status == 200
    assert "The organiser has not yet said who answers for personal data" in page.text
    assert gatherings.CONTACT in page.said("//section[@id='controller']")
    assert "12 months after the gathering" in page.text
    assert not page.has("//section[@id='law']")


@pytest.mark.parametrize(
    ("legal", "law", "authority", "ground"),
    [
        (NETWORK, "of 25 September 2020", "Federal Data Protection and Information Commissioner", "articles 6 and 19"),
        (COMMUNE, "in the version in force on 15 March 2023", "authority of the canton", "law of the canton"),
        (CITY, "(EU) 2016/679 of 27 April 2016", "CNIL", "article 6(1)(e)"),
    ],
)
def test_it_is_made_of_the_profile(facts: GatheringFacts, legal: object, law: str, authority: str, ground: str) -> None:
    profile(facts, legal, registrations_months=24)  # type: ignore[arg-type]
    page = open_page(visitor("en"), NOTICE)
    controller = page.said("//section[@id='controller']")
    assert legal.controller in controller  # type: ignore[attr-defined]
    assert legal.dpo_email in controller  # type: ignore[attr-defined]
    assert law in page.said("//section[@id='law']")
    assert authority in page.said("//section[@id='rights']")
    assert ground in page.text
    assert "24 months after the gathering" in page.text


def test_it_tells_what_this_gathering_asks(facts: GatheringFacts) -> None:
    page = open_page(visitor("en"), NOTICE)
    assert "What you need on the day" in page.text
    assert not page.has("//h2[text()='Pictures']")
    plain = gatherings.load(changed(with_part(AARAU, "eve", has_meal=False), key="sober-2023"))
    assert "What you need on the day" not in open_page(visitor("en"), f"/g/{plain.key}/privacy/").text


def uses_of(page: Page) -> str:
    return page.said("//section[.//h2[text()='For what, and what allows it']]")


def kept_of(page: Page) -> str:
    return page.said("//section[.//h2[text()='How long it is kept']]")


def test_what_is_not_done_is_not_told(facts: GatheringFacts) -> None:
    gatherings.load(changed(AARAU, state="held"))
    page = open_page(visitor("en"), NOTICE)
    for use in ("Inviting people", "to a list of recipients", "Press releases", "journalists who ask", "if you asked"):
        assert use not in uses_of(page), use
    assert "Contacts of the directory" not in kept_of(page)
    assert "Journalists" not in page.text
    assert not page.has("//section[@id='sources']")


@pytest.mark.parametrize(
    ("legal", "ground"),
    [
        (
            CITY,
            "Task in the public interest, or legitimate interest, with the right to object (GDPR, article 6(1)(e) and",
        ),
        (COMMUNE, "Task of the public body under the law of the canton"),
        (
            NETWORK,
            "Purpose that you can recognise, with where your address comes from, and the right to object (federal",
        ),
    ],
)
def test_people_of_the_directory_are_told_where_their_address_comes_from(
    facts: GatheringFacts, legal: LegalFacts, ground: str
) -> None:
    profile(facts, legal, contacts_months=24)
    ids = [contact(facts, f"Anna Rey{number}", source="Annuaire des villes 2023") for number in range(3)]
    ids.append(contact(facts, "Beat Frei", source="Carte reçue de Mme Dupont"))
    invite(facts=facts, contact_ids=ids, by_mail=False, actor=DESK, now=NOW)
    page = open_page(visitor("en"), NOTICE)
    assert f"Inviting people by name because of their function, and knowing who answered what {ground}" in uses_of(page)
    sources = page.said("//section[@id='sources']")
    assert "Annuaire des villes 2023 (known since 10 January 2023)" in sources
    assert "Dupont" not in page.source, "what was said of one person is not printed for everybody"
    assert "Other places, for single addresses" in sources
    assert "Each mail says it to its reader" in sources
    assert "Answers to invitations" in page.said("//section[@id='recipients']")
    assert (
        "Contacts of the directory (name, address, functions) 24 months after the last answer or registration"
        in kept_of(page)
    )
    assert "to a list of recipients" not in uses_of(page), "nothing was sent"
    started(facts)
    assert "to a list of recipients" in uses_of(open_page(visitor("en"), NOTICE))


def test_followers_passing_on_and_the_press_are_told_where_they_are(facts: GatheringFacts) -> None:
    profile(facts, NETWORK, addresses_days=60)
    page = open_page(visitor("en"), NOTICE)
    assert "if you asked for that Your consent" in uses_of(page), "one may follow"
    assert "Passing the invitation on" not in uses_of(page)
    assert "Press releases" not in uses_of(page)
    gatherings.load(changed(AARAU, registration=AARAU["registration"] | {"forwarding": "within_organisation"}))
    a_release(gatherings.facts_of("aarau-2023"), is_issued=True)
    page = open_page(visitor("en"), NOTICE)
    assert "Passing the invitation on to a colleague" in uses_of(page)
    assert "Press releases to journalists" in uses_of(page)
    assert "Receiving journalists who ask to come" in uses_of(page)
    assert "reads your name in that one mail" in page.said("//section[@id='recipients']")
    kept = kept_of(page)
    assert "Journalists of the press list 36 months after the last contact" in kept
    assert "Requests of journalists who want to come 30 days after the gathering" in kept, "never longer"
    assert "Addresses of those who follow the gathering 60 days after the gathering" in kept


@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
def test_in_four_languages(facts: GatheringFacts, language: str) -> None:
    profile(facts, COMMUNE)
    page = open_page(visitor(language), NOTICE)
    assert page.status == 200
    assert "%(" not in page.text
    assert page.tree.xpath("/html/@lang") == [language]


def test_linked_from_every_page_of_the_gathering(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    for address in ("/g/aarau-2023/", "/g/aarau-2023/register/", f"/r/{receipt.token}/", behind(receipt)):
        page = open_page(visitor("en"), address)
        assert NOTICE in page.tree.xpath("//footer//a/@href"), address
    assert NOTICE in open_page(visitor("en"), "/g/aarau-2023/register/").tree.xpath("//main//form//a/@href")


def test_no_notice_of_a_draft(facts: GatheringFacts) -> None:
    gatherings.load(changed(AARAU, key="draft-2023", state="draft"))
    assert visitor().get("/g/draft-2023/privacy/").status_code == 404


# ------------------------------------------------------------------------------------------------- own data


def test_all_that_is_stored_is_shown(facts: GatheringFacts, post_office: PostOffice) -> None:
    receipt = registered(facts)
    post_office.deliver()
    page = open_page(visitor("en"), behind(receipt))
    for said in (
        EXECUTIVE.full,
        EXECUTIVE.email,
        ASSISTANT.email,
        "Ville de Lindenau",
        "Vegan meal",
        "sans noix",
        "Registered",
    ):
        assert said in page.text, said
    assert page.response["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.response["Cache-Control"]


def test_taken_away_as_a_file(facts: GatheringFacts, post_office: PostOffice) -> None:
    receipt = registered(facts)
    people.registered(HEAD, facts, "day", registrant=ASSISTANT)
    post_office.deliver()
    response = visitor().get(f"/r/{receipt.token}/data.json")
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)
    assert data["format"] == "filrouge/own-data/1"
    assert data["registration"]["family_name"] == EXECUTIVE.family
    assert data["registration"]["registrant_email"] == ASSISTANT.email
    assert {part["part"]: part["state"] for part in data["parts"]} == {"eve": "confirmed", "day": "confirmed"}
    assert data["needs"] == [
        {
            "part": "eve",
            "kind": "meal",
            "choices": ["vegan"],
            "text": "sans noix",
            "said_at": "2023-03-15T08:00:00+00:00",
        }
    ]
    assert {mail["to"] for mail in data["mails"]} == {EXECUTIVE.email, ASSISTANT.email}
    assert [line["verb"] for line in data["trail"]] == ["registration:created"]
    assert HEAD.family not in response.content.decode()


def test_the_way_to_correct(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    page = open_page(visitor("en"), behind(receipt))
    assert f"/r/{receipt.token}/change/" in page.links
    assert f"/r/{receipt.token}/data/" in open_page(visitor("en"), f"/r/{receipt.token}/").links


# ------------------------------------------------------------------------------------------------- erasing


def test_the_consequence_is_told_before(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    page = open_page(visitor("en"), behind(receipt, "erase"))
    assert "It cannot be undone" in page.text
    assert "Soirée de la veille" in page.text
    assert "Odile Sautier, who registered you, is told by mail." in page.text
    assert Registration.objects.get().family_name == EXECUTIVE.family


def test_erased_at_once_and_the_place_goes_on(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    people.registered(HEAD, facts, "eve")
    done = open_page(visitor("en"), behind(receipt, "erase")).send()
    assert done.address == "/g/aarau-2023/erased/"
    assert "Your registration has been erased" in done.text
    assert states_of(facts, HEAD.family)["eve"] is PartState.CONFIRMED
    assert not Registration.objects.filter(family_name=EXECUTIVE.family).exists()
    for address in ("", "data/", "data.json", "change/", "withdraw/", "erase/", "mails/"):
        assert visitor().get(f"/r/{receipt.token}/{address}").status_code == 404
    assert visitor().post(behind(receipt, "erase")).status_code in (403, 404)


def test_whoever_presses_twice_reads_that_the_link_is_void(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    page = open_page(visitor("en"), behind(receipt, "erase"))
    page.send()
    assert page.send().status == 404


def test_a_part_that_is_over_is_told_apart(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    with at("2023-05-12T00:30:00+02:00"):
        page = open_page(visitor("en"), behind(receipt, "erase"))
    assert "These are over" in page.text
    assert "These places are given back" in page.text


def test_after_its_time_the_link_leads_nowhere(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    with at(YEAR_LATER):
        assert visitor().get(behind(receipt)).status_code == 410


# ------------------------------------------------------------------------------------------------- mails


def test_no_mails_but_about_this_registration(facts: GatheringFacts) -> None:
    receipt = registered(facts)
    page = open_page(visitor("en"), behind(receipt, "mails"))
    assert may_write(facts.organiser_id, EXECUTIVE.email)
    done = page.send()
    assert not may_write(facts.organiser_id, EXECUTIVE.email)
    assert "writes to b.delatour@lindenau.example about this registration only" in done.text
    again = done.send(button="again")
    assert "may write to" in again.text
    assert may_write(facts.organiser_id, EXECUTIVE.email)


def test_mails_about_the_own_registration_still_come(facts: GatheringFacts, post_office: PostOffice) -> None:
    open_page(visitor("en"), behind(registered(facts), "mails")).send()
    waiting = people.registered(HEAD, facts, "eve")
    open_page(visitor("en"), behind(waiting, "mails")).send()
    post_office.deliver()
    set_capacity(facts=facts, part="eve", capacity=2, actor=DESK, now=NOW)
    assert [letter.to for letter in post_office.deliver()] == [HEAD.email]


def test_from_a_mail_by_a_button(facts: GatheringFacts) -> None:
    page = open_page(visitor("en"), no_more_mails_path(facts.organiser_id, "Nadege@montclair.example"))
    assert "No more of these mails?" in page.text
    assert may_write(facts.organiser_id, "nadege@montclair.example")
    done = page.send()
    assert "You get no more of these mails" in done.text
    assert not may_write(facts.organiser_id, "nadege@montclair.example")
    assert not done.has_form


def test_a_mail_program_presses_it_by_itself(facts: GatheringFacts) -> None:
    path = no_more_mails_path(facts.organiser_id, "nadege@montclair.example")
    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 204
    assert not may_write(facts.organiser_id, "nadege@montclair.example")


def test_a_forged_or_homeless_link(facts: GatheringFacts) -> None:
    assert visitor().get(reverse("public:no_mails", args=["AAAA"])).status_code == 404
    assert visitor().get(f"/n/{links.make(4711, 'a@b.example')}/").status_code == 404
