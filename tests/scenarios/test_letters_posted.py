"""A printed letter that can be posted: the address of its reader stands in the window, and who has none is named."""

from collections.abc import Iterator
from re import fullmatch
from typing import Any

import pytest
from django.test import Client

from filrouge.core.postal import PostalAddress
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.models import SendingRecipient
from tests.scenarios.test_letters_addressed import PERSONAL, parcel, print_for, print_page
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page
from tests.support.gatherings import fresh_facts, load
from tests.support.letters_sent import issued
from tests.support.pdf_reading import faults, reading, whole_text
from tests.support.sendings import ROAD, contact, posted_to, recipient_list

__all__ = ["fresh_facts"]

HOME = PostalAddress("c/o Müller", "chemin du Lac", "3", "25990", "Rosières", "FR")


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load(PERSONAL)


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


def on_paper(facts: GatheringFacts, name: str, **more: Any) -> int:
    return contact(facts, name, email="", **more)


def test_a_letter_goes_to_the_body_or_where_its_reader_wants_it(facts: GatheringFacts, desk: Client) -> None:
    posted_to(facts)
    on_paper(facts, "Anna Rey", civility="madam")
    on_paper(facts, "Beat Frei", postal=HOME)
    lost = on_paper(facts, "Zoé Lob", body="aarau")
    asked, letter = recipient_list(facts), issued(desk)
    page = print_page(desk, letter)
    assert "1 without postal address" in page.said("//*[@id='lists']//tbody")
    lacking = page.said(f"//*[@id='lacking-{asked}']")
    assert "Lob, Zoé" in lacking and "Rey" not in lacking and "Frei" not in lacking
    assert page.has(f"//*[@id='lacking-{asked}']//a[contains(@href, '/{lost}/')]")
    run = print_for(desk, letter, asked)
    assert ROAD.in_one_line in run.said("//tbody") and "none" in run.said("//tbody/tr[3] | //tbody/tr[2]")
    found = parcel(desk, run)
    names = [name for name in found if "/1-" in name]
    assert names[0] == "fr/1-lettre-d-invitation-0001-0002.pdf"
    assert fullmatch("fr/1-lettre-d-invitation-[a-z-]+-0003-0003.pdf", names[1]), names
    posted, other = (found[name] for name in names)
    said = [text for _, text in reading(posted)]
    for line in ("Madame Anna Rey", "Rue du Marché 12", "1299 Lindenau"):
        assert line in said, line
    for line in ("Beat Frei", "c/o Müller", "3 chemin du Lac", "25990 ROSIÈRES", "FRANCE"):
        assert line in said, line
    assert "SUISSE" not in said and "Zoé Lob" in whole_text(other)
    covered = " ".join(whole_text(found["list.pdf"]).split())
    assert "French, without postal address" in covered and "1299 Lindenau" in covered
    assert not [fault for pdf in (posted, other, found["list.pdf"]) for fault in faults(pdf)]


def test_an_address_that_is_added_later_stands_on_the_letter_when_it_is_fetched_again(
    facts: GatheringFacts, desk: Client
) -> None:
    on_paper(facts, "Anna Rey")
    run = print_for(desk, issued(desk), recipient_list(facts))
    assert ROAD.in_one_line not in run.said("//tbody")
    posted_to(facts)
    assert ROAD.in_one_line in open_page(desk, run.address).said("//tbody")
    letters = b"".join(pdf for name, pdf in parcel(desk, run).items() if "/1-" in name)
    assert "Rue du Marché 12" in whole_text(letters)
    # A run of an earlier day, which did not write down the body, knows the address of the person alone.
    row = SendingRecipient.objects.get()
    del row.why["organisation"]
    row.save()
    assert ROAD.in_one_line not in open_page(desk, run.address).said("//tbody")
