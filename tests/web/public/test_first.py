"""What everybody reads of quotas and of those who come first, and the small form that takes an address."""

import pytest

from filrouge.stages.registration.models import OpeningNotice
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import open_form, open_page, post, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.quotas import communities_first, member, other, reserve, shared, with_quotas
from tests.support.traces import nothing_written

pytestmark = pytest.mark.django_db

PAGE, FORM, TELL_ME = "/g/aarau-2023/", "/g/aarau-2023/register/", "/g/aarau-2023/register/tell-me/"
KEPT = "2 places are kept for villes membres until Saturday 1 April 2023 at 9:00."


def nothing_kept() -> bool:
    """Whether nobody left an address, and nothing else was written."""
    return nothing_written() and not OpeningNotice.objects.exists()


def test_the_page_and_the_form_say_what_is_kept_and_what_is_shared_until_it_is_over() -> None:
    with at("2023-04-01T08:59:00+02:00"):
        facts = gatherings.load(with_quotas(shared(60), reserve(2), day=40))
        for address in (PAGE, FORM):
            text = open_page(visitor("en"), address).text
            assert KEPT in text
            assert "Places dans le car: 60 places, shared with Soirée de la veille." in text
            assert "Places dans le car: 60 places, shared with Journée." in text
            assert text.count("are kept for") == 1, "the eve keeps none"
    with at("2023-04-01T09:00:00+02:00"):
        for address in (PAGE, FORM):
            # The very same facts: what was drawn and kept a minute ago is not shown.
            assert gatherings.facts_of("aarau-2023") is facts
            text = open_page(visitor("en"), address).text
            assert "are kept for" not in text and "shared with" in text


def test_a_reserve_without_a_moment_is_kept_until_the_end() -> None:
    with at():
        gatherings.load(with_quotas(reserve(1, opens=""), day=40))
        assert "1 place is kept for villes membres." in open_page(visitor("en"), PAGE).text


def test_places_are_counted_with_what_is_shared() -> None:
    with at():
        facts = gatherings.load(with_quotas(shared(3), day=40))
        assert "3 of 40 places free" in open_page(visitor("en"), PAGE).said("//*[@id='part-day']")
        assert "3 places free" in open_page(visitor("en"), PAGE).said("//*[@id='part-eve']"), "it has no number"
        for number in range(3):
            people.registered(other(number), facts, "day")
        for part in ("day", "eve"):
            assert "Full, waiting list open" in open_page(visitor("en"), PAGE).said(f"//*[@id='part-{part}']")
        waiting = open_form(client=visitor("en")).fill(member().answers, tick=["day"]).check()
        assert waiting.decision("day") == "wait"


def test_the_answer_says_who_still_finds_a_place() -> None:
    with at():
        facts = gatherings.load(with_quotas(reserve(2), day=3))
        people.registered(other(0), facts, "day")
        assert open_form().fill(other(1).answers, tick=["day"]).check().decision("day") == "wait"
        assert open_form().fill(member(1).answers, tick=["day"]).check().decision("day") == "allowed"


def test_the_page_says_who_comes_first_until_the_moment() -> None:
    said = "Registration is open to night communities first; to everybody from Saturday 25 March 2023 at 12:00."
    with at("2023-03-25T11:59:00+01:00"):
        gatherings.load(communities_first())
        assert said in open_page(visitor("en"), PAGE).text
        form = open_form(client=visitor("en"))
        assert said in form.text
        assert form.has("//input[@name='communities']"), "asked although no audience names a community"
    with at("2023-03-25T12:00:00+01:00"):
        assert said not in open_page(visitor("en"), PAGE).text
        form = open_form(client=visitor("en"))
        assert said not in form.text
        assert not form.has("//input[@name='communities']"), "nothing is asked that no rule reads"


@pytest.mark.parametrize(("language", "said"), [("fr", "25 mars 2023"), ("de", "25. März 2023"), ("it", "25 marzo")])
def test_it_is_said_in_the_language_of_the_reader(language: str, said: str) -> None:
    with at():
        gatherings.load(communities_first())
        assert said in open_page(visitor(language), TELL_ME).text
        assert said in open_form(client=visitor(language)).text


def test_a_refused_form_hands_over_its_address_in_one_press() -> None:
    with at():
        gatherings.load(communities_first())
        refused = open_form(client=visitor("en")).fill(other().answers, tick=["day"]).check()
        assert "leave an address to be told when it opens to everybody" in refused.card("day")
        assert "or ask the organiser" in refused.card("eve"), "they are not admitted to it later either"
        (button,) = refused.tree.xpath("//button[@formaction]")
        assert refused.tree.xpath("//form//button")[0] is not button, "Enter sends the registration, not this"
        left = post(refused.client, button.get("formaction"), refused.form.form_values())
        assert "Your address is noted" in left.text
        notice = OpeningNotice.objects.get()
        assert (notice.email, notice.language) == (other().email, "en")


def test_whoever_is_not_refused_for_that_reason_alone_has_no_such_button() -> None:
    with at():
        document = communities_first()
        gatherings.load(document)
        assert not open_form().has("//button[@formaction]"), "nothing is refused yet"
        gatherings.load(changed(document, key="eve-only", parts=document["parts"][:1]))
        refused = open_form("eve-only").fill(other().answers, tick=["eve"]).check()
        assert refused.decision("eve") == "refused"
        assert not refused.has("//button[@formaction]"), "it will never open to them"


@pytest.mark.parametrize("typed", ["", "nobody-at-home", "a@b", "x" * 250 + "@b.example"])
def test_an_address_that_is_none_is_told_and_kept_in_the_field(typed: str) -> None:
    with at():
        gatherings.load(communities_first())
        page = open_page(visitor("en"), TELL_ME).fill(email=typed).send()
        assert nothing_kept()
        assert page.status == 422
        assert page.errors()
        assert page.value("email") == typed


def test_looking_at_the_small_form_writes_nothing() -> None:
    with at():
        gatherings.load(communities_first())
        assert open_page(visitor(), TELL_ME).has_form
        assert not open_page(visitor(), TELL_ME + "?asked=1").has_form
        assert nothing_kept()


def test_a_stale_page_loses_nothing_that_was_typed() -> None:
    with at():
        gatherings.load(communities_first())
        page = open_page(visitor("en"), TELL_ME).fill(email="nadege@montclair.example")
        stale = page.send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert nothing_kept()
        assert stale.status == 403
        assert "The page had been open too long." in stale.text
        assert stale.value("email") == "nadege@montclair.example"
        assert "Your address is noted" in stale.send().text


def test_where_nobody_comes_first_the_small_form_leads_to_the_large_one() -> None:
    with at():
        gatherings.load()
        assert visitor().get(TELL_ME)["Location"] == FORM
        gatherings.load(changed(communities_first(), key="other", state="registration_closed"))
        assert visitor().get("/g/other/register/tell-me/")["Location"] == "/g/other/register/"
        gatherings.load(changed(AARAU, key="draft", state="draft"))
        assert visitor().get("/g/draft/register/tell-me/").status_code == 404
