"""Meals, access, pictures, residents, categories: what people say of themselves, and who gets to see it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

import pytest
from django.test import Client

from filrouge.ground import chores
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.models import Need, Registration
from tests.support.charts import numbers
from tests.support.clock import at
from tests.support.congress import CONGRESS, desk_pages, everything_stored
from tests.support.desk_factories import NAMES, desk_of, press, send
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, OFFICER

pytestmark = pytest.mark.django_db

CONGRESS_DAY = "2024-03-15T09:00:00+01:00"
OWN_WORDS = "Interprète en langue des signes italienne, deux personnes"


@pytest.fixture
def congress() -> Iterator[GatheringFacts]:
    """A congress that asks for access needs, welcomes residents, announces a photographer and counts categories."""
    with at(CONGRESS_DAY):
        yield load(CONGRESS)


def answers(name: str = "Aubert", **more: str) -> dict[str, str]:
    """Somebody of a body, as they type it."""
    return {"given_name": "Lou", "family_name": name, "email": f"{name.lower()}@montclair.example", **more}


def choose(page: Page, name: str, *choices: str) -> Page:
    """Tick boxes of one question."""
    page.form.fields[name] = set(choices)
    return page


def form_of(key: str) -> Page:
    """The form of a gathering, as somebody who reads English opens it with a browser of their own."""
    return open_form(key, visitor("en"))


# ------------------------------------------------------------------------------------------------------------ meals


@pytest.mark.behaviour("S0-B24")
def test_meals_are_asked_only_where_there_is_one_and_erased_after() -> None:
    with at():
        facts = load(with_part(AARAU, "eve", has_meal=True))
        # given the eve has a tasting; a day-only participant fills the form: no dietary question is shown
        page = form_of("aarau-2023")
        assert not page.has("//*[contains(@name, 'meal')]")
        checked = page.fill(OFFICER.answers, tick=["day"]).check()
        assert not checked.has("//*[contains(@name, 'meal')]")
        done = checked.send()
        assert done.decision("day") == "confirmed"
        assert not done.has("//a[contains(@href, '/needs/')]"), "nor is it asked afterwards"
        # whoever takes the eve is asked, once it is ticked, and says it on the form
        page = form_of("aarau-2023").fill(EXECUTIVE.answers, tick=["eve", "day"]).check()
        assert page.has("//*[@name='need-eve-meal']")
        assert not page.has("//*[@name='need-day-meal']")
        choose(page, "need-eve-meal", "vegan").fill({"need-eve-meal-text": "Sans noix"}).send()
        assert Need.objects.get().part.key == "eve"
    # unless the day has a meal
    with at():
        load(with_part(with_part(AARAU, "eve", has_meal=True), "day", has_meal=True))
        page = form_of("aarau-2023").fill(OFFICER.answers, tick=["day"]).check()
        assert page.has("//*[@name='need-day-meal']")
    # answers given for the eve are erased at most 30 days after it
    last = datetime(2023, 5, 11, 22, tzinfo=UTC) + timedelta(days=30)  # the eve has no hour of its end
    chores.do_all(last - timedelta(minutes=1))
    assert Need.objects.get().erased_at is None
    assert chores.do_all(last) == ()
    erased = Need.objects.get()
    assert bytes(erased.sealed) == b""
    assert erased.erased_at == last
    assert facts.key == "aarau-2023"


# ----------------------------------------------------------------------------------------------------------- access


TYPED = ("langue des signes italienne", "sign_language", "Sign language interpreting", "captions")
"""What nobody but the access referent may read anywhere."""


@pytest.mark.behaviour("S1-B18")
def test_access_needs_are_asked_seen_counted_and_erased(congress: GatheringFacts, post_office: PostOffice) -> None:
    # optional: whoever says nothing is registered all the same
    page = form_of("congres").fill(answers("Silent"), tick=["opening"]).check()
    assert page.has("//*[@name='need-opening-access']")
    assert "(optional)" in page.said("//*[@id='needs']")
    assert page.send().decision("opening") == "confirmed"
    assert not Need.objects.exists()
    # purpose stated, with who sees it and until when; what we provide is asked, never what somebody has
    page = form_of("congres").fill(answers("Zannoni"), tick=["opening", "walk"]).check()
    said = page.said("//*[@id='needs']")
    assert "only so that we can provide it" in said
    assert "Nobody but the person in charge of access sees it" in said
    assert "erased 30 days after the part" in said
    assert "What do we need to provide" in said
    choose(page, "need-opening-access", "sign_language", "captions")
    done = page.fill({"need-opening-access-text": OWN_WORDS}).send()
    assert done.decision("opening") == "confirmed"
    # seen only by the access referent
    letters = post_office.deliver()
    assert len(letters) == 2
    assert not [letter.to for letter in letters if any(words in letter.text for words in TYPED)]
    nobody_else_reads_it(congress)
    referent = desk_of(Role.ACCESS_REFERENT, congress)
    the_referent_reads_it_knowingly(referent, congress)
    # counted for the provider by half-day without names
    the_provider_gets_numbers(referent)
    # erased after the event; that there was one is still counted
    chores.do_all(datetime(2024, 7, 14, tzinfo=UTC))
    assert bytes(Need.objects.get().sealed) == b""
    after = open_page(referent, "/desk/g/congres/needs/")
    assert "1 need was erased" in after.text
    assert not after.has("//section[@id='access']")


def nobody_else_reads_it(facts: GatheringFacts) -> None:
    """No page, no file and no table holds what was typed, whoever looks."""
    for role in (Role.MANAGER, Role.EDITOR, Role.DESK_HELPER, Role.PARTNER):
        client = desk_of(role, facts)
        assert client.get("/desk/g/congres/needs/").status_code == 403
        assert client.get("/desk/g/congres/needs.csv").status_code == 403
        opened = list(desk_pages(client, facts))
        assert len(opened) > (30 if role is Role.MANAGER else 2), "the search opens pages"
        for address, text in opened:
            assert not [words for words in TYPED if words in text], (role, address)
    assert not [table for table, text in everything_stored() if any(words in text for words in TYPED)]


def the_referent_reads_it_knowingly(referent: Client, facts: GatheringFacts) -> None:
    """Names come by a button, and whoever pressed it is in the trail."""
    counts = open_page(referent, "/desk/g/congres/needs/")
    assert "Zannoni" not in counts.text
    assert OWN_WORDS not in counts.text
    shown = press(referent, counts, "/desk/g/congres/needs/names/")
    assert shown.status == 200
    assert "Zannoni, Lou" in shown.text
    assert OWN_WORDS in shown.text
    assert "Silent" not in shown.text
    trail = open_page(desk_of(Role.MANAGER, facts), "/desk/g/congres/trail/").text
    assert "Needs of people shown with names. Ouverture: 1" in trail
    assert NAMES[Role.ACCESS_REFERENT] in trail


def the_provider_gets_numbers(referent: Client) -> None:
    """The page and the file count people by half-day."""
    table = open_page(referent, "/desk/g/congres/needs/").said("//section[@id='access']//table")
    assert "Thursday 13 June 2024, morning" in table
    assert "Thursday 13 June 2024, afternoon" in table
    file = referent.get("/desk/g/congres/needs.csv").content.decode("utf-8-sig")
    assert [line.split(";")[1:] for line in file.splitlines()[1:] if "Sign" in line] == [
        ["Access", "Sign language interpreting", "1"],
        ["Access", "Sign language interpreting", "1"],
    ]
    assert "Zannoni" not in file
    assert OWN_WORDS not in file


def test_needs_are_said_changed_and_taken_back_on_ones_own_page(congress: GatheringFacts) -> None:
    done = form_of("congres").fill(answers(), tick=["opening"]).send()
    link = done.links_to("needs")
    page = open_page(visitor("en"), link)
    assert page.has("//*[@name='need-opening-access']")
    assert not page.has("//*[@name='need-walk-access']"), "only the parts that one holds"
    # something else needs a word, and nothing typed is lost
    wrong = choose(page, "need-opening-access", "other", "wheelchair").send()
    assert wrong.status == 422
    assert "Say in a few words" in wrong.errors()
    assert wrong.values["need-opening-access"] == ["wheelchair", "other"]
    saved = wrong.fill({"need-opening-access-text": "Un repose-pied"}).send()
    assert "What you need is recorded" in saved.text
    assert "repose-pied" not in saved.text
    again = open_page(visitor("en"), link)
    assert again.value("need-opening-access-text").strip() == "Un repose-pied"
    choose(again, "need-opening-access").fill({"need-opening-access-text": ""}).send()
    assert not Need.objects.exists()


# --------------------------------------------------------------------------------------------------------- residents


@pytest.mark.behaviour("S3-B07")
def test_a_resident_registers_without_an_employer(congress: GatheringFacts, post_office: PostOffice) -> None:
    # the form begins with a plain choice
    page = form_of("congres")
    assert "I come as a resident" in page.text
    page = open_page(visitor("en"), "/g/congres/register/resident/")
    # organisation and function not asked
    assert {name for name in page.form.fields if name not in ("csrfmiddlewaretoken", "submission")} == {
        "given_name",
        "family_name",
        "email",
        "parts",
        "pictures",
    }
    # consent wording fit for private persons: who uses what, how long, whom to ask
    consent = page.said("//*[@aria-labelledby='consent-title']")
    for words in ("Ville hôte", "12 months after the gathering", "erase", "congres@ville-hote.example", "01 99 00"):
        assert words in consent
    assert page.has("//a[@href='/g/congres/privacy/']")
    # short plain-language form
    assert len(consent.split()) < 120
    done = page.fill(answers("Ferreira"), tick=["opening"]).send()
    assert done.decision("opening") == "confirmed"
    assert post_office.deliver_to("ferreira@montclair.example")
    resident = Registration.objects.get(family_name="Ferreira")
    assert resident.as_resident
    assert (resident.organisation_text, resident.function, resident.organisation_id) == ("", "", None)
    # phone registration by staff possible
    registered_by_telephone(congress)


def registered_by_telephone(facts: GatheringFacts) -> None:
    """A helper at the desk fills in the short form for a resident without an address."""
    desk = desk_of(Role.DESK_HELPER, facts)
    page = open_page(desk, "/desk/g/congres/add/")
    page = open_page(desk, page.links_to("add/resident"))
    assert page.value("channel") == "phone"
    assert not page.has("//*[@name='organisation']")
    page.fill({"given_name": "Maria", "family_name": "Keita"}, tick=["opening"]).send()
    keita = Registration.objects.get(family_name="Keita")
    assert (keita.as_resident, keita.channel, keita.email) == (True, "phone", "")


def test_what_a_resident_changes_is_asked_on_the_same_short_form(congress: GatheringFacts) -> None:
    page = open_page(visitor("en"), "/g/congres/register/resident/")
    done = page.fill(answers("Ferreira"), tick=["opening"]).send()
    resident = Registration.objects.get(family_name="Ferreira")
    change = open_page(visitor("en"), done.links_to("change"))
    assert not change.has("//*[@name='organisation']")
    assert change.fill(family_name="Ferreira Lopes").send().status == 200
    resident.refresh_from_db()
    assert (resident.family_name, resident.as_resident) == ("Ferreira Lopes", True)
    assert congress.welcomes_residents


def test_where_no_residents_are_expected_their_form_leads_to_the_other_one() -> None:
    with at():
        load()
        led = visitor("en").get("/g/aarau-2023/register/resident/")
        assert (led.status_code, led["Location"]) == (302, "/g/aarau-2023/register/")
        page = form_of("aarau-2023")
        assert page.has("//*[@name='organisation']")
        assert "I come as a resident" not in page.text


# ---------------------------------------------------------------------------------------------------------- pictures


@pytest.mark.behaviour("S3-B19")
def test_a_resident_does_not_want_to_appear_in_pictures(congress: GatheringFacts) -> None:
    # choice at registration; nothing is chosen beforehand
    page = open_page(visitor("en"), "/g/congres/register/resident/")
    assert not page.has("//input[@name='pictures'][@checked]")
    done = page.fill(answers("Ferreira", pictures="refused"), tick=["opening"]).send()
    # refusal has no effect on access
    assert done.decision("opening") == "confirmed"
    form_of("congres").fill(answers("Silent"), tick=["opening"]).send()
    form_of("congres").fill(answers("Willing", pictures="agreed"), tick=["opening"]).send()
    states = set(Registration.objects.order_by("pk").values_list("parts__state", flat=True))
    assert states == {"confirmed"}
    assert "changes nothing in what you can take" in page.text
    # visible mark for the photographer: an icon and a word, on the list, on paper and in the file
    desk, badges = desk_of(Role.DESK_HELPER, congress), "/desk/g/congres/expected/opening/badges/"
    marks = pictures_on(open_page(desk, badges))
    assert marks == {"Ferreira": "No pictures", "Silent": "nothing said", "Willing": "agrees"}
    assert open_page(desk, badges).has("//td//*[contains(@class, 'badge is-stop')]//*[name()='svg']")
    file = desk_of(Role.MANAGER, congress).get(badges.rstrip("/") + ".csv").content.decode("utf-8-sig")
    assert [line.split(";")[-1] for line in file.splitlines()] == ["Pictures", "No pictures", "nothing said", "agrees"]
    # and on the day: the helper at the counter notes another choice, on the list or on the registration
    silent = Registration.objects.get(family_name="Silent")
    page = open_page(desk, badges)
    back = press(desk, page, "/desk/g/congres/pictures/", refused=str(silent.pk), part="opening", use="badges")
    assert back.address == badges
    assert pictures_on(back)["Silent"] == "No pictures"
    own = f"/desk/g/congres/registrations/{silent.pk}/"
    back = send(desk, own, "/desk/g/congres/pictures/", agreed=str(silent.pk))
    silent.refresh_from_db()
    assert silent.pictures == Pictures.AGREED.value
    assert "Silent, pictures: agrees" in back.text.replace("Lou ", "")
    # the person too, at any time
    change = open_page(visitor("en"), done.links_to("change"))
    assert change.value("pictures") == "refused"
    change.fill({"pictures": "agreed"}).send()
    assert Registration.objects.get(family_name="Ferreira").pictures == Pictures.AGREED.value


def pictures_on(page: Page) -> dict[str, str]:
    """What the list says of pictures, by family name."""
    rows = page.tree.xpath("//main//tbody/tr[th]")
    return {
        row.xpath("./th")[0].text_content().split(",")[0].strip(): (
            row.xpath("./td[@data-label='Pictures']//div/span")[0].text_content().strip()
        )
        for row in rows
    }


# -------------------------------------------------------------------------------------------------------- categories


@pytest.mark.behaviour("S1-B03")
def test_nobody_is_refused_by_category(congress: GatheringFacts) -> None:
    people = {
        "Association": {"organisation": "Les Jardins ouverts", "organisation_kind": "association", "level": "local"},
        "Ccas": {"organisation": "CCAS de Montclair"},
        "Ministry": {"organisation": "Direction de la cohésion", "organisation_kind": "state", "level": "national"},
        "None": {},
    }
    form = form_of("congres")
    assert form.said("//*[@id='id_level_helptext']").startswith("For statistics only")
    assert form.said("//*[@id='id_organisation_kind_helptext']").startswith("For statistics only")
    for name, said in people.items():
        done = form_of("congres").fill(answers(name, **said), tick=["opening"]).send()
        # accepted
        assert done.decision("opening") == "confirmed", name
    # category recorded
    rows = {row.family_name: row for row in Registration.objects.order_by("pk")}
    assert (rows["Association"].organisation_kind, rows["Association"].level) == ("association", "local")
    assert (rows["Ministry"].organisation_kind, rows["Ministry"].level) == ("state", "national")
    assert rows["Ccas"].organisation.kind == "ccas"
    assert rows["None"].organisation_kind == ""
    # for statistics: the figures count it …
    figures = open_page(desk_of(Role.MANAGER, congress), "/desk/g/congres/figures/")
    kinds, levels = numbers(figures, "by-kind"), numbers(figures, "by-level")
    assert kinds == {"not known": 1, "association": 1, "municipal social action centre (CCAS)": 1, "state service": 1}
    assert levels == {"not known": 2, "local": 1, "national": 1}
    # … and for nothing else: whatever is chosen, the answer is the same, and neither badge nor mail says it
    fields = form.form.inputs
    choices = zip_longest(fields["organisation_kind"].value_options, fields["level"].value_options, fillvalue="")
    for kind, level in choices:
        said = {"organisation": "Maison des voisins", "organisation_kind": kind, "level": level}
        asked = form_of("congres").fill(answers("Somebody", **said), tick=["opening"]).check()
        assert asked.decision("opening") == "allowed", (kind, level)
    badges = desk_of(Role.MANAGER, congress).get("/desk/g/congres/expected/opening/badges.csv").content.decode()
    assert "Jardins ouverts" in badges
    assert "association" not in badges and "national" not in badges


def test_where_nothing_is_counted_nobody_is_asked() -> None:
    with at():
        load(changed(CONGRESS, key="discret", registration={"deadline": "2024-05-31"}))
        page = form_of("discret")
        assert not page.has("//*[@name='level']")
        assert not page.has("//*[@name='organisation_kind']")
        assert not page.has("//*[@name='pictures']")
        deliver_due(now=datetime.now(UTC))
