"""Editions that follow one another, a process in phases, and the archive: each behaviour with its whole list."""

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.registration.models import Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import MULHOUSE, changed
from tests.support.series import CONGRESS, FIRST

pytestmark = pytest.mark.django_db

LATER = "2023-05-02T10:00:00+02:00"
HERE = f"/desk/g/{CONGRESS}"


def in_series(desk: Client) -> None:
    """The organiser says that it is the first edition of a series."""
    page = open_page(desk, f"{HERE}/series/").fill(series="Congrès national des Solidarités", number="1", year="2019")
    assert page.send().status == 200


def next_edition(desk: Client, *, leave: tuple[str, ...] = ()) -> Page:
    """The organiser makes the second edition from it, without some of what is offered; its overview."""
    form = open_page(desk, f"{HERE}/series/next/").fill(title="2e Congrès des solidarités", year="2024")
    form.tick("taken", set(form.values["taken"]) - set(leave))
    return form.send()


def announced(desk: Client, overview: Page) -> Page:
    """The organiser publishes the save-the-date; the public page."""
    key = overview.address.rstrip("/").rpartition("/")[2]
    done = press(desk, overview, f"/desk/g/{key}/step/", to="save_the_date")
    assert done.status == 200
    return open_page(visitor(), f"/g/{key}/")


@pytest.mark.behaviour("S1-B01")
def test_the_edition_is_a_link_not_a_word() -> None:
    with at(LATER):
        facts = gatherings.load(FIRST)
        desk = desk_of(Role.EDITOR, facts)
        in_series(desk)
        form = open_page(desk, f"{HERE}/series/next/")
        # themes and contacts offered for reuse
        assert "food aid, integration into work" in form.said("//label[contains(., 'Themes')]")
        assert "congres@valprieux.example" in form.said("//label[contains(., 'Contacts for the public')]")
        assert {"themes", "contacts"} <= set(form.values["taken"])
        overview = next_edition(desk)
        second = Gathering.objects.exclude(key=CONGRESS).get()
        assert [theme.key for theme in second.themes.order_by("position")] == ["food", "work"]
        assert second.contact_points.get().email == "congres@valprieux.example"
        # series with editions 1 and 2
        series = open_page(desk, f"/desk/g/{second.key}/series/")
        assert [title.text for title in series.tree.xpath("//section[@id='editions']//h3")] == [
            "No. 1 (2019)",
            "No. 2 (2024)",
        ]
        page = announced(desk, overview)
        public = open_page(visitor(), "/s/ville-de-valprieux/congres-national-des-solidarites/")
        assert {f"/g/{CONGRESS}/", f"/g/{second.key}/"} <= set(public.links)
        # page of edition 2 links to what edition 1 produced
        editions = page.tree.xpath("//section[@id='editions']")[0]
        assert [link.get("href") for link in editions.xpath(".//a")] == [
            f"/g/{CONGRESS}/",
            "https://valprieux.example/actes.pdf",
            "/s/ville-de-valprieux/congres-national-des-solidarites/",
        ]
        assert "1re édition (2019)" in page.said("//section[@id='editions']")


def test_nobody_no_date_and_no_state_is_taken_over() -> None:
    with at("2019-01-10T10:00:00+01:00"):
        facts = gatherings.load(changed(FIRST, state="registration_open"))
        people.registered(people.EXECUTIVE, facts, "day-2")
    with at(LATER):
        desk = desk_of(Role.EDITOR, facts)
        in_series(desk)
        next_edition(desk)
        second = gatherings.facts_of(Gathering.objects.exclude(key=CONGRESS).get().key)
        assert not Registration.objects.filter(gathering_id=second.id).exists()
        assert (second.state, second.deadline, second.publications) == ("draft", None, ())
        assert [(str(part.when), part.deadline) for part in second.parts] == [("2024", None), ("2024", None)]
        # what was chosen is there
        first = second.part("day-1")
        assert first is not None and first.capacity == 300 and first.starts_at is not None
        assert first.audience == facts.parts[0].audience and first.texts == facts.parts[0].texts
        assert {body.key for body in second.bodies} == {"ville-de-valprieux", "banque"}
        assert second.welcomes_residents


def test_an_audience_without_its_parts_is_told_and_nothing_typed_is_lost() -> None:
    with at(LATER):
        facts = gatherings.load(FIRST)
        desk = desk_of(Role.EDITOR, facts)
        in_series(desk)
        refused = next_edition(desk, leave=("parts",))
        assert refused.status == 422
        assert "“For whom the parts are” needs this too: Parts, without their dates." in refused.errors()
        assert refused.value("title") == "2e Congrès des solidarités" and "themes" in refused.values["taken"]
        assert not Gathering.objects.exclude(key=CONGRESS).exists()


def test_an_edition_held_elsewhere_says_what_it_produced() -> None:
    with at(LATER):
        facts = gatherings.load(changed(FIRST, state="save_the_date", publications=[]))
        desk = desk_of(Role.EDITOR, facts)
        page = open_page(desk, f"{HERE}/series/").fill(series="Congrès national", number="2")
        page = page.send()
        page = press(desk, page, f"{HERE}/series/edition/", number="1", year="2014", purpose="Se rencontrer")
        link = {"title": "Le rapport de 2014", "url": "https://archives.example/2014", "language": "fr"}
        page = press(desk, page, f"{HERE}/series/result/", edition="1", **link)
        public = open_page(visitor(), f"/g/{CONGRESS}/")
        assert "https://archives.example/2014" in public.links
        assert "1re édition (2014)" in public.said("//section[@id='editions']")
        assert "Se rencontrer" in public.said("//section[@id='editions']")
        drop = next(str(one) for one in page.tree.xpath("//form/@action") if str(one).endswith("/drop/"))
        press(desk, page, drop)
        assert "https://archives.example/2014" not in open_page(visitor(), f"/g/{CONGRESS}/").links


PROPOSED = (
    ("Ouvrir les épiceries solidaires le soir", "taken_up", "2019-06-03", "C’est fait depuis mai."),
    ("Un guichet unique dans chaque quartier", "no_answer", "", ""),
    ("La gratuité des transports", "refused", "2019-07-01", "Le budget ne le permet pas."),
    ("Former les bénévoles ensemble", "answered", "2019-05-20", "Nous en reparlerons."),
)


def proposed(desk: Client, text: str, state: str, day: str, answer: str, *, number: str = "1") -> Page:
    """The organiser writes a proposal of an edition down."""
    said = {"edition": number, "text_fr": text, "whose": "L’atelier du matin", "addressee": "Le conseil départemental"}
    said |= {"state": state, "answered_on": day, "answer_fr": answer}
    return press(desk, open_page(desk, f"{HERE}/proposals/"), f"{HERE}/proposals/", **said)


@pytest.mark.behaviour("S1-B22")
def test_the_next_edition_starts_with_the_unanswered() -> None:
    with at("2019-09-02T10:00:00+02:00"):
        facts = gatherings.load(FIRST)
        desk = desk_of(Role.MANAGER, facts)
        in_series(desk)
        for text, state, day, answer in PROPOSED:
            assert proposed(desk, text, state, day, answer).status == 200
    # edition created a year later
    with at("2020-09-01T10:00:00+02:00"):
        desk = desk_of(Role.MANAGER, facts)
        assert "1 proposal has no answer yet" in open_page(desk, f"{HERE}/series/next/").text
        opened = next_edition(desk)
        # opened: proposals of the last edition are listed with their state, the unanswered first
        listed = opened.said("//section[@id='proposals-1']")
        assert "1 proposal has no answer yet" in listed
        there = [listed.index(text) for text in (PROPOSED[place][0] for place in (1, 3, 0, 2))]
        assert there == sorted(there)
        for state, text in zip(("No answer", "Answered", "Taken up", "Refused"), (1, 3, 0, 2), strict=True):
            shown = opened.tree.xpath(f"//div[@class='held'][contains(., '{PROPOSED[text][0]}')]")[0].text_content()
            assert state in shown and "Le conseil départemental" in shown and PROPOSED[text][3] in shown
        # nobody else sees them before the organiser publishes them
        public = announced(desk, opened)
        assert PROPOSED[1][0] not in public.text
        page = open_page(desk, opened.address + "proposals/")
        assert page.text.index(PROPOSED[1][0]) < page.text.index(PROPOSED[0][0])
        press(desk, page, opened.address + "proposals/of/1/show/", show="1")
        for address in (public.address, f"/s/{FIRST['organiser']['key']}/congres-national-des-solidarites/"):
            shown = open_page(visitor("en"), address).text
            assert all(text in shown for text, *_rest in PROPOSED) and "No answer" in shown
        # an answer comes: it is no longer among the unanswered
        change = next(link for link in page.links if PROPOSED[1][0][:20] in said_by(page, link))
        form = open_page(desk, change.partition("#")[0])
        said = {"edition": "1", "text_fr": PROPOSED[1][0], "whose": "", "addressee": "", "answer_fr": "Oui."}
        press(desk, form, form.address, **said, state="taken_up", answered_on="2020-09-01")
        assert "No answer" not in open_page(desk, opened.address + "proposals/").said("//section[@id='edition-1']")
        press(desk, page, opened.address + "proposals/of/1/show/", hide="1")
        assert PROPOSED[0][0] not in open_page(visitor(), public.address).text


def said_by(page: Page, link: str) -> str:
    """What a link says."""
    return str(next(one for one in page.tree.xpath("//a") if one.get("href") == link).text_content())


def test_an_answer_without_its_state_is_asked_for() -> None:
    with at(LATER):
        desk = desk_of(Role.MANAGER, gatherings.load(FIRST))
        in_series(desk)
        page = proposed(desk, "Un guichet", "no_answer", "2019-05-20", "Oui")
        assert page.status == 422 and "say whether it is answered, taken up or refused" in page.errors()
        assert "Un guichet" in page.text and "Oui" in page.text
        page = proposed(desk, "", "no_answer", "", "")
        assert page.status == 422 and "Say what was proposed" in page.errors()


def with_results() -> dict[str, Any]:
    """The colloquium whose consultation and working groups say what comes out of them."""
    document = deepcopy(MULHOUSE)
    consultation, _colloquium, groups = document["process"]["phases"]
    consultation["texts"] = {"outputs": "412 réponses, trois demandes qui reviennent"}
    groups["texts"] = {"outputs": "La feuille de route de l’action sociale"}
    return document


@pytest.mark.behaviour("S3-B02")
def test_the_colloquium_knows_where_it_stands() -> None:
    with at("2022-03-01T10:00:00+01:00"):
        gatherings.load(with_results())
        page = open_page(visitor(), "/g/mulhouse-2022/")
        around = {link.text_content(): link.get("href") for link in page.tree.xpath("//*[@id='around']//a")}
        # what the consultation gave is one link away
        opened = open_page(visitor(), around["Consultation"].partition("#")[0])
        gave = opened.said(f"//section[@id='{around['Consultation'].partition('#')[2]}']")
        assert "412 réponses" in gave and "octobre à décembre 2021" in gave
        # so is what the groups will do
        will = opened.said(f"//section[@id='{around['Groupes de travail'].partition('#')[2]}']")
        assert "La feuille de route" in will and "juin à décembre 2022" in will
        # and the process leads back to the colloquium
        assert "/g/mulhouse-2022/" in opened.links
        assert open_page(visitor(), "/p/mulhouse/nothing/").status == 404


def test_the_archive_is_found_by_theme_and_year() -> None:
    with at(LATER):
        gatherings.load(FIRST)
        other = changed(FIRST, key="congres-2021", title="Journée du logement", publications=[])
        other["themes"] = [{"key": "housing", "label": {"fr": "Le logement", "en": "housing"}}]
        other["parts"] = [{"key": "day", "title": "Jour", "when": "2021-03-04"}]
        gatherings.load(other)
        gatherings.load(changed(FIRST, key="congres-2023", title="À venir", state="save_the_date"))
        page = open_page(visitor(), "/archive/")
        titles = "//h2[contains(@class, 'agenda__title')]"
        assert [one.text_content() for one in page.tree.xpath(titles)] == [
            "Journée du logement",
            "Congrès des solidarités",
        ]
        assert "https://valprieux.example/actes.pdf" in page.links
        theme = next(value for value in page.tree.xpath("//select[@name='theme']/option/@value") if "logement" in value)
        found = open_page(visitor("de"), f"/archive/?theme={theme}")
        assert [one.text_content() for one in found.tree.xpath(titles)] == ["Journée du logement"]
        found = open_page(visitor(), "/archive/?year=2019")
        assert [one.text_content() for one in found.tree.xpath(titles)] == ["Congrès des solidarités"]
        assert open_page(visitor(), "/archive/?year=1066&theme=rien").status == 200
