"""The door to the bodies of the directory: one body, its memberships, two that are one, territories, a file of them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.directory.models import Contact, ContactFunction, Membership, Organisation, Territory
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, OrganisingRole
from filrouge.stages.invitations.models import Relay
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page
from tests.support.gatherings import fresh_facts, load
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact, function
from tests.web.desk.test_sendings import upload

__all__ = ["fresh_facts"]

ORGANISER = "villes-sociales"
NEW = {"name_fr": "Ville de Roselle", "name_de": "Stadt Rosell", "kind": "city", "other_names": "Roselle\nRosell"}


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load()


def address(name: str, *more: object) -> str:
    return reverse(name, args=[ORGANISER, *more])


def body(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def added(desk: Client, **said: str) -> Page:
    return press(desk, open_page(desk, address("body_add")), address("body_add"), **{**NEW, **said})


def test_a_body_is_added_found_changed_and_removed(facts: GatheringFacts, desk: Client) -> None:
    nameless = added(desk, name_fr="", name_de="")
    assert nameless.status == 422 and "at least one language" in nameless.errors()
    assert nameless.value("other_names").split() == ["Roselle", "Rosell"], "nothing typed is lost"
    page = added(desk, website="https://roselle.example/")
    for said in ("Ville de Roselle", "Stadt Rosell", "city", "https://roselle.example/", "No membership is known."):
        assert said in page.text
    borne = added(desk, name_fr="Ville de Lindenau", name_de="")
    assert borne.status == 422 and "bears one of these names already" in borne.text
    listed = open_page(desk, address("bodies") + "?q=rosell&kind=city&membership=none")
    assert "1 body" in listed.text and "Ville de Roselle" in listed.said("//tbody")
    assert "Ville de Roselle" not in open_page(desk, address("bodies") + "?membership=member").said("//tbody")
    pk = Organisation.objects.get(search_text__contains="|roselle|").pk
    change = address("body_change", pk)
    page = press(desk, open_page(desk, change), change, **{**NEW, "name_fr": "Commune de Roselle", "kind": "city"})
    assert "Commune de Roselle" in page.said("//h1")
    gone = press(desk, page, address("body_drop", pk))
    assert "removed from the directory" in gone.source and not Organisation.objects.filter(pk=pk).exists()
    verbs = AuditEntry.objects.filter(subject_kind="body").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["body:added", "body:changed", "body:dropped"]


def test_a_body_at_which_something_points_stays(facts: GatheringFacts, desk: Client) -> None:
    contact(facts, "Anna Rey")
    page = open_page(desk, address("body", body("lindenau").pk))
    assert "people of the directory" in page.said("//*[@id='remove']")
    assert not page.has("//*[@id='remove']//form")
    assert "Rey, Anna" in page.said("//*[@id='people']") and "executive member" in page.said("//*[@id='people']")
    refused = press(desk, page, address("body_drop", body("lindenau").pk))
    assert "something points at it" in refused.source and body("lindenau")


def test_what_a_gathering_shows_of_a_body_changes_at_once(facts: GatheringFacts, desk: Client) -> None:
    before = Gathering.objects.get().version
    pk = body("aarau").pk
    said = {"name_fr": "Ville d’Aarau-sur-Aare", "kind": "city"}
    press(desk, open_page(desk, address("body_change", pk)), address("body_change", pk), **said)
    assert Gathering.objects.get().version > before
    assert "Ville d’Aarau-sur-Aare" in open_page(desk, f"/g/{facts.key}/").text


def test_a_membership_begins_and_ends_and_one_that_never_was_goes(facts: GatheringFacts, desk: Client) -> None:
    added(desk)
    pk = Organisation.objects.get(search_text__contains="|roselle|").pk
    page, give = open_page(desk, address("body", pk)), address("body_membership", pk)
    wrong = press(desk, page, give, kind="member", since="2020-01-01", until="2019-01-01")
    assert wrong.status == 422 and "The last day is before the first one." in wrong.errors()
    page = press(desk, page, give, kind="member", since="2020-01-01")
    assert "since 1 January 2020" in page.said("//*[@id='memberships']")
    today = open_page(desk, address("bodies") + "?membership=member&q=roselle")
    assert "Ville de Roselle" in today.said("//tbody")
    page = press(desk, page, give, kind="member", since="2020-01-01", until="2022-12-31")
    assert "ended" in page.said("//*[@id='memberships']")
    assert "No body matches" in open_page(desk, address("bodies") + "?membership=member&q=roselle").text
    page = press(desk, page, address("body_membership_drop", pk, "member"))
    assert "No membership is known." in page.text
    verbs = AuditEntry.objects.filter(verb__startswith="body:membership").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["body:membership_said"] * 2 + ["body:membership_dropped"]


def test_two_bodies_that_are_one_are_put_together(facts: GatheringFacts, desk: Client) -> None:
    added(desk, name_fr="Lindenau (commune)", name_de="", other_names="Rosell", short_name="LIN")
    twin = Organisation.objects.get(short_name="LIN")
    keep = body("lindenau")
    Membership.objects.filter(organisation=keep, kind="member").update(since=date(2015, 1, 1), until=date(2020, 1, 1))
    Membership.objects.create(organisation=twin, kind="member", since=date(2018, 1, 1))
    Membership.objects.create(organisation=twin, kind="partner")
    both = tuple(function(facts, key, "executive_member") for key in ("lindenau", twin.key))
    contact(facts, "Anna Rey", functions=both)
    contact(facts, "Urs Weber", functions=(function(facts, twin.key, "project_officer"),))
    receipt = people.registered(EXECUTIVE, facts, "day")
    Registration.objects.filter(pk=receipt.registration_id).update(organisation=twin)
    for one in (keep, twin):
        OrganisingRole.objects.create(gathering_id=facts.id, organisation=one, role="supporter")
        Relay.objects.create(gathering_id=facts.id, organisation=one, made_at="2023-03-01T08:00Z", made_by="R.")
    found = open_page(desk, address("body_join", twin.pk) + "?name=lindenau")
    page = open_page(
        desk, address("body_join", twin.pk) + next(link for link in found.links if link.startswith("?other"))
    )
    assert "registrations" in page.text and "2 people of the directory" in page.text
    done = press(desk, page, address("body_join", twin.pk), other=str(keep.pk), keep=str(keep.pk))
    assert "The two are one body now" in done.source and "Weber, Urs" in done.text
    assert not Organisation.objects.filter(pk=twin.pk).exists()
    held = Membership.objects.filter(organisation=keep).order_by("kind").values_list("kind", "since", "until")
    assert list(held) == [("member", date(2015, 1, 1), None), ("partner", None, None)]
    assert Registration.objects.get(pk=receipt.registration_id).organisation == keep
    assert ContactFunction.objects.filter(organisation=keep).count() == 2, "held for both, it is held once"
    assert OrganisingRole.objects.filter(organisation=keep, role="supporter").count() == 1
    relays = Relay.objects.order_by("pk").values_list("organisation__key", "name")
    assert list(relays) == [("lindenau", ""), (None, "Lindenau (commune)")], "both links go on"
    assert "Ville de Lindenau" in open_page(desk, address("bodies") + "?q=rosell").said("//tbody")
    assert body("lindenau").other_names == ["Lindenau (commune)", "Rosell"] and body("lindenau").short_name == "LIN"
    line = AuditEntry.objects.get(verb="body:joined")
    assert line.data["other"] == "Lindenau (commune)" and line.data["moved"]["registrations"] == 1


def test_whoever_edits_does_not_put_bodies_together(facts: GatheringFacts) -> None:
    editor = desk_of(Role.EDITOR, facts)
    pk = body("lindenau").pk
    assert editor.get(address("body_join", pk)).status_code == 403
    assert "together" not in open_page(editor, address("body", pk)).said("//*[@id='what']")


def test_territories_are_added_and_lie_in_one_another(facts: GatheringFacts, desk: Client) -> None:
    add = address("territory_add")
    press(desk, open_page(desk, add), add, name_fr="Vallée haute", kind="region")
    outer = Territory.objects.get(key="vallee-haute")
    page = press(desk, open_page(desk, add), add, name_fr="Roselle", kind="commune", parent=str(outer.pk))
    assert "Roselle" in page.text and "Vallée haute" in page.text
    inner = Territory.objects.get(key="roselle")
    change = address("territory_change", outer.pk)
    wrong = press(desk, open_page(desk, change), change, name_fr="Vallée haute", kind="region", parent=str(inner.pk))
    assert wrong.status == 422
    added(desk, territory=str(inner.pk))
    listed = open_page(desk, address("bodies") + f"?territory={outer.pk}")
    assert "Ville de Roselle" in listed.said("//tbody") and "1 body" in listed.text, "what lies in it counts"


CSV = """Nom;Name Deutsch;Type;Territoire;Adhésion;Depuis;Groupe politique;Humeur
Ville de Lindenau;Stadt Lindenau;ville;;membre;01.01.2012;Verts;gaie
Association Passerelle;;association;;partenaire;;;
Lindenau ville;;;;;;;
Ville de Nullepart;;ville;Atlantide;;;;
"""


def test_a_file_of_bodies_is_looked_at_and_then_taken(facts: GatheringFacts, desk: Client) -> None:
    page = upload(desk, address("bodies_import"), "corps.csv", CSV.encode(), kind="association")
    warning = page.said("//*[contains(@class, 'notice')]")
    assert "Column “Groupe politique”: Fil rouge keeps no party and no political group." in warning
    assert "Column “Humeur”: What this heading means is not known." in warning
    assert not Organisation.objects.filter(search_text__contains="passerelle").exists()
    assert "no one territory “Atlantide”" in page.said("//*[@id='problem']")
    assert "since 1 January 2012" in page.said("//*[@id='known']")
    assert "This is Ville de Lindenau" in page.said("//*[@id='like']")
    assert "Other names: “Lindenau ville”, so far nothing" in page.said("//*[@id='like']")
    assert "partner" in page.said("//*[@id='new']")
    take = page.tree.xpath("//form[@id='take-form']/@action")[0]
    seen = page.tree.xpath("//input[@name='seen']/@value")[0]
    done = press(desk, page, take, seen=seen, line_4=str(body("lindenau").pk))
    assert "1 body added, 2 completed, 1 line left out" in done.source
    assert body("lindenau").name["fr"] == "Ville de Lindenau", "what resembles it renames nothing"
    assert body("lindenau").other_names == ["Lindenau ville"], "and finds it the next time"
    new = Organisation.objects.get(search_text__contains="passerelle")
    assert (new.kind, new.memberships.get().kind) == ("association", "partner")
    assert body("lindenau").memberships.get(kind="member").since == date(2012, 1, 1)
    assert Contact.objects.count() == 0
