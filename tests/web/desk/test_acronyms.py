"""Acronyms: explained on the desk, spelled out wherever the gathering is spoken of; titles and names stay as typed."""

import pytest
from icalendar import Calendar

from filrouge.ground.chores import do_all
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.web.shell import clock
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_form, open_page, plain, visitor
from tests.support.gatherings import AARAU, changed, fresh_facts, with_part
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact

__all__ = ["fresh_facts", "post_office"]

pytestmark = pytest.mark.django_db

PAGE = "/desk/g/aarau-2023/abbreviations/"
SPELLED = "MPS (mise en pratique sociale)"
# The title holds it, a body that somebody types holds it, and the title of a part says it in a text.
DOCUMENT = changed(
    with_part(AARAU, "day", title={"fr": "Journée MPS", "de": "MPS-Tagung"}),
    title={"fr": "Assemblée MPS", "de": "Frühjahrstagung"},
    texts={"presentation": "Le MPS et la CSIAS en débat, avec l’OFAS (Office fédéral des assurances sociales)."},
)
OWN = {"MPS": "mise en pratique sociale"}


def explained(**document: object) -> None:
    gatherings.load(changed(DOCUMENT, abbreviations=OWN, **document))


def test_an_organiser_explains_changes_and_removes() -> None:
    with at():
        desk = desk_of(Role.EDITOR, gatherings.load(DOCUMENT))
        page = open_page(desk, PAGE)
        # what stands in the texts and has no words yet is proposed, what the catalogue knows is not
        proposed = page.tree.xpath("//section[@id='proposed']//li")
        assert [plain(one.text_content()) for one in proposed] == [
            "Explain “MPS”",
            "Explain “OFAS” (Office fédéral des assurances sociales)",
        ]
        assert "CSIAS" in page.said("//section[@id='known']")
        form = open_page(desk, page.links_to("short=OFAS#form"))
        assert form.value("meaning_fr") == "Office fédéral des assurances sociales", "as its author said it"
        page = open_page(desk, page.links_to("short=MPS#form")).fill(meaning_fr=OWN["MPS"]).send()
        assert "MPS" in page.said("//section[@id='own']") and OWN["MPS"] in page.text
        assert "Not said in: German" in page.text
        assert SPELLED in open_page(visitor(), "/g/aarau-2023/").text
        # said otherwise, under another name
        changing = open_page(desk, page.links_to("short=MPS#form"))
        held = {one.get("name"): one.get("value", "") for one in changing.tree.xpath("//section[@id='form']//input")}
        assert (held["was"], held["short"], held["meaning_fr"]) == ("MPS", "MPS", OWN["MPS"])
        page = press(desk, changing, PAGE, **{**held, "short": "PMS", "meaning_de": "soziale Praxis"})
        assert list(gatherings.facts_of("aarau-2023").abbreviations) == ["PMS"]
        assert dict(gatherings.facts_of("aarau-2023").abbreviations["PMS"]) == {
            **{"fr": OWN["MPS"]},
            "de": "soziale Praxis",
        }
        page = press(desk, page, f"{PAGE}remove/", short="PMS")
        assert "None yet." in page.text and not gatherings.facts_of("aarau-2023").abbreviations
        assert "Nothing was changed" in press(desk, page, f"{PAGE}remove/", short="PMS").text


def test_what_cannot_be_is_said_and_nothing_typed_is_lost() -> None:
    with at():
        desk = desk_of(Role.EDITOR, gatherings.load(DOCUMENT))
        page = open_page(desk, PAGE).fill(short="deux mots", meaning_fr="quelque chose").send()
        assert page.status == 422 and "without spaces" in page.errors()
        assert page.value("meaning_fr") == "quelque chose"
        page = open_page(desk, PAGE).fill(short="MPS").send()
        assert "in one language at least" in page.errors() and page.value("short") == "MPS"


def test_mails_spell_them_out_once_and_leave_names_alone(post_office: PostOffice) -> None:
    with at():
        explained()
        person = EXECUTIVE.but(organisation="Ville de Lindenau", function_text="Service MPS")
        open_form().fill(person.answers, tick=["day"]).send()
        letter = post_office.deliver_to(person.email)
        assert "Assemblée MPS" in letter.subject and "(" not in letter.subject
        assert letter.text.count(SPELLED) == 1
        assert "Assemblée MPS (" not in letter.text and "Journée " + SPELLED in letter.text
        assert '<abbr title="mise en pratique sociale">MPS</abbr> (mise en pratique sociale)' in letter.html
        assert letter.html.count("(mise en pratique sociale)") == 1
        # and in the diary that travels with it: once, in the description only
        assert [event["SUMMARY"] for event in letter.events] == ["Assemblée MPS – Journée MPS"]


def test_followers_read_them_spelled_out(post_office: PostOffice) -> None:
    with at():
        explained(state="save_the_date", published_on="2023-03-01")
        form = open_page(visitor(), open_page(visitor(), "/g/aarau-2023/").links_to("follow"))
        form.fill(email="lectrice@valprieux.example", category="nobody").send()
        check = post_office.deliver_to("lectrice@valprieux.example")
        open_page(visitor(), next(link for link in check.links if link.startswith("/f/"))).send()
        facts = gatherings.facts_of("aarau-2023")
        change_state(gathering_id=facts.id, to=GatheringState.INVITATION_SENT, actor=SYSTEM, now=clock.now())
        assert do_all(clock.now()) == ()
        letter = post_office.deliver_to("lectrice@valprieux.example")
        assert letter.text.count(SPELLED) == 1 and letter.html.count("(mise en pratique sociale)") == 1


def test_the_invited_read_them_spelled_out(post_office: PostOffice) -> None:
    with at():
        explained()
        facts = gatherings.facts_of("aarau-2023")
        anna = contact(facts, "Anna Rey", source="Liste MPS")
        invite(facts=facts, contact_ids=[anna], by_mail=True, actor=SYSTEM, now=clock.now())
        letter = post_office.deliver_to("anna.rey@lindenau.example")
        assert "Assemblée MPS" in letter.subject and "(" not in letter.subject
        assert letter.text.count(SPELLED) == 1 and letter.html.count("(mise en pratique sociale)") == 1
        assert "Liste MPS," in letter.text


def test_feeds_diaries_and_texts_to_pass_on() -> None:
    with at():
        explained()
        desk = desk_of(Role.MANAGER, gatherings.facts_of("aarau-2023"))
        news = visitor().get("/gatherings.rss?lang=fr").content.decode()
        assert "Le " + SPELLED in news and "<title>Assemblée MPS</title>" in news
        page = press(desk, open_page(desk, "/desk/g/aarau-2023/relays/"), "/desk/g/aarau-2023/relays/", name="Ligue")
        link = page.tree.xpath("//div[@class='held']//input/@value")[0].partition("/relay/")[2]
        texts = open_page(visitor(), f"/relay/{link}").tree.xpath("//textarea")
        assert texts[0].text.count(SPELLED) == 1 and "Assemblée MPS –" in texts[0].text
    audience = {"membership": "member", "otherwise": "refuse"}
    labels = {"label": {"fr": "membre MPS"}, "plural": {"fr": "membres du MPS"}}
    with at():
        explained(
            memberships=[{"key": "member", **labels}, "partner"], parts=[{**AARAU["parts"][1], "audience": audience}]
        )
        diary = Calendar.from_ical(visitor().get("/g/aarau-2023/day.ics?lang=fr").content)
        (event,) = diary.walk("VEVENT")
        assert "membres du " + SPELLED in str(event["DESCRIPTION"]) and "(" not in str(event["SUMMARY"])
