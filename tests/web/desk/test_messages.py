"""The words of the mails on the desk: written, looked at, put into use; the reminder; telling of a move."""

import pytest
from django.test import Client

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.messages import OWN_WORDS, own_words
from filrouge.stages.registration.models import MessageText
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, facts_of, with_part
from tests.support.people import EXECUTIVE, HEAD

DESK = "/desk/g/aarau-2023/messages/"
ONE = f"{DESK}registration_received/fr/"
TYPED = {"subject": "À bientôt, {name}", "opening": "Bienvenue à {town}, {name} !", "closing": "Venez avec {nom}."}
FINE = {**TYPED, "closing": "Venez avec une pièce d’identité."}


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    """Somebody who organises."""
    return desk_of(Role.MANAGER, facts)


def saved(desk: Client, address: str = ONE, **texts: str) -> Page:
    """The page after the words were sent."""
    return send_words(open_page(desk, address), desk, **{**FINE, **texts})


def send_words(page: Page, desk: Client, **texts: str) -> Page:
    """Type into the form of the words and press its button."""
    form = next(form for form in page.tree.xpath("//main//form") if "subject" in form.fields)
    answers = {**{name: form.fields[name] or "" for name in ("subject", "opening", "closing")}, **texts}
    return press(desk, page, page.address.partition("#")[0], **answers)


def typed_in(page: Page) -> dict[str, str]:
    """What the form of the words holds."""
    form = next(form for form in page.tree.xpath("//main//form") if "subject" in form.fields)
    return {name: str(form.fields[name]).removeprefix("\n") for name in ("subject", "opening", "closing")}


def test_every_kind_in_every_language_of_the_gathering(desk: Client, facts: GatheringFacts) -> None:
    page = open_page(desk, DESK)
    wanted = {f"{DESK}{kind}/{language}/" for kind in OWN_WORDS for language in ("fr", "de")}
    assert wanted <= set(page.links)
    for address in sorted(wanted):
        assert open_page(desk, address).status == 200
    assert desk.get(f"{DESK}reminder/it/").status_code == 404
    assert desk.get(f"{DESK}your_link/fr/").status_code == 404


def test_the_helper_is_refused_everything(facts: GatheringFacts) -> None:
    helper = desk_of(Role.DESK_HELPER, facts)
    page = open_page(helper, "/desk/g/aarau-2023/")
    assert DESK not in page.links
    for address in (DESK, ONE, f"{ONE}html/"):
        assert helper.get(address).status_code == 403
    for address in (ONE, f"{ONE}use/", f"{DESK}reminder/", f"{DESK}moved/"):
        assert press(helper, page, address, **FINE).status == 403
    assert not MessageText.objects.exists() and not OutgoingMail.objects.exists()


def test_what_cannot_be_replaced_keeps_what_was_typed(desk: Client) -> None:
    page = saved(desk, **TYPED)
    assert page.status == 422
    assert "{nom} cannot be replaced here. You can write {name}" in page.errors()
    assert typed_in(page) == TYPED
    assert not MessageText.objects.exists()
    code = saved(desk, opening="{{ name }} {% load static %}", subject="{link}")
    assert "{{ name }} and {% load static %} cannot be replaced here" in code.errors()
    assert "{link} cannot be replaced here" in code.errors()


def test_too_long_is_said_and_kept(desk: Client) -> None:
    page = saved(desk, subject="x" * 201)
    assert page.status == 422 and typed_in(page)["subject"] == "x" * 201


def test_words_are_seen_with_real_data_before_they_are_used(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    page = saved(desk)
    assert page.status == 200 and page.address == f"{ONE}#preview"
    assert "With the data of Béatrice de La Tour" in page.text
    assert "À bientôt, Béatrice de La Tour" in page.text
    assert "Bienvenue à Aarau, Béatrice de La Tour!" in page.said("//pre")
    assert "Soirée de la veille" in page.said("//pre") and "jeudi 11 mai 2023" in page.said("//pre")
    assert page.has("//pre[@lang='fr']")
    assert "Until then this mail leaves in our words" in page.text
    assert "your words, not in use yet" in open_page(desk, DESK).text
    used = send(desk, ONE, f"{ONE}use/", changed_at=changed_at(page))
    assert "These words are in use from now on." in used.text
    assert own_words(facts)["registration_received", "fr"].is_in_use
    assert "These words are in use." in open_page(desk, ONE).text


def test_the_preview_speaks_the_language_of_the_mail_and_not_of_the_desk(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    german = open_page(desk, f"{DESK}reminder/de/").said("//pre")
    assert "Donnerstag, 11. Mai 2023" in german and "Vorabend" in german


def test_the_frame_shows_the_html_and_can_do_nothing(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    saved(desk)
    page = open_page(desk, ONE)
    (frame,) = page.tree.xpath("//iframe")
    assert frame.get("sandbox") == "" and frame.get("title")
    answer = desk.get(frame.get("src"))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy and "script-src" not in policy and "default-src 'none'" in policy
    html = answer.content.decode()
    assert "Bienvenue à Aarau, Béatrice de La Tour !" in html and "<img" not in html


def test_a_preview_does_not_give_the_personal_link_away(desk: Client, facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    page = open_page(desk, ONE)
    html = desk.get(f"{ONE}html/").content.decode()
    assert receipt.token not in page.source + html
    shown = next(line for line in page.said("//pre").split() if "/r/" in line)
    assert desk.get("/r/" + shown.rpartition("/r/")[2]).status_code == 404


def test_a_name_is_shown_as_it_was_typed(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE.but(given="{link}", family="<b>{{ x }}</b>"), facts, "day")
    assert "Bienvenue à Aarau, {link} <b>{{ x }}</b>!" in saved(desk).said("//pre")
    assert "<b>{{" not in desk.get(f"{ONE}html/").content.decode()


def test_while_nobody_is_registered_one_sees_it_with_ones_own_name(desk: Client, facts: GatheringFacts) -> None:
    page = saved(desk)
    assert "Nobody is registered yet" in page.text
    assert "Bienvenue à Aarau, Régine Oberli!" in page.said("//pre")
    send(desk, ONE, f"{ONE}use/", changed_at=changed_at(page))
    assert own_words(facts)["registration_received", "fr"].is_in_use
    for kind in OWN_WORDS:
        assert open_page(desk, f"{DESK}{kind}/de/").status == 200


def test_words_that_somebody_changed_meanwhile_are_looked_at_again(desk: Client, facts: GatheringFacts) -> None:
    seen = changed_at(saved(desk))
    with at("2023-03-15T09:20:00+01:00"):
        saved(desk, opening="Autrement.")
        page = press(desk, open_page(desk, ONE), f"{ONE}use/", changed_at=seen)
    assert "Somebody changed these words meanwhile: look at them again." in page.source
    assert not own_words(facts)["registration_received", "fr"].is_in_use


def test_emptied_words_are_ours_again(desk: Client, facts: GatheringFacts) -> None:
    saved(desk)
    saved(desk, subject="", opening="", closing="")
    assert own_words(facts) == {}
    assert desk.post(f"{ONE}use/").status_code in (403, 404)


def test_the_promotion_says_until_when_and_how_to_keep_the_place(desk: Client, facts: GatheringFacts) -> None:
    gatherings.load(with_part(AARAU, "eve", capacity=1, has_meal=True, answer_hours=48))
    people.registered(EXECUTIVE, facts_of("aarau-2023"), "eve", "day")
    shown = open_page(desk, f"{DESK}promoted/fr/").said("//pre")
    assert "vendredi 17 mars 2023 à 9h" in shown and "Soirée de la veille" in shown


def changed_at(page: Page) -> str:
    """What the button carries of the words that are shown."""
    return str(page.tree.xpath("//input[@name='changed_at']/@value")[0])


# ------------------------------------------------------------------------------------------------------- reminder


def test_the_reminder_says_whom_it_reaches_and_when_it_went(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    people.registered(HEAD, facts, "day")
    assert "2 people with a confirmed place would receive it" in open_page(desk, DESK).text
    page = send(desk, DESK, f"{DESK}reminder/")
    assert "The reminder goes to 2 people." in page.source
    assert "The last reminder was sent on 15 March 2023, 9:00." in page.text
    assert OutgoingMail.objects.filter(kind="reminder").count() == 2


def test_twice_a_day_needs_the_tick(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    assert not open_page(desk, DESK).has("//input[@name='again']")
    send(desk, DESK, f"{DESK}reminder/")
    refused = send(desk, DESK, f"{DESK}reminder/")
    assert "A reminder went out less than a day ago." in refused.source
    assert refused.has("//input[@name='again']")
    assert OutgoingMail.objects.filter(kind="reminder").count() == 1
    again = send(desk, DESK, f"{DESK}reminder/", again="1")
    assert "The reminder goes to 1 person." in again.source
    with at("2023-03-16T09:00:00+01:00"):
        assert not open_page(desk, DESK).has("//input[@name='again']")
        send(desk, DESK, f"{DESK}reminder/")
    assert OutgoingMail.objects.filter(kind="reminder").count() == 3


def test_nobody_to_remind(desk: Client, facts: GatheringFacts) -> None:
    page = open_page(desk, DESK)
    assert "Nobody has a confirmed place in a part still to come." in page.text
    assert not page.has(f"//form[@action='{DESK}reminder/']")
    overview = open_page(desk, "/desk/g/aarau-2023/")
    assert "no reminder was sent" in press(desk, overview, f"{DESK}reminder/").source


def test_a_cancelled_gathering_says_why_nobody_is_reminded(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    gatherings.load(gatherings.changed(with_part(AARAU, "eve", capacity=2, has_meal=True), state="cancelled"))
    page = open_page(desk, DESK)
    assert "The gathering is cancelled. Nobody is reminded." in page.text
    assert not page.has(f"//form[@action='{DESK}reminder/']")


# ----------------------------------------------------------------------------------------------------------- moved


def test_a_move_is_listed_until_it_is_told(desk: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    assert not open_page(desk, DESK).has("//section[@id='moved']")
    with at("2023-03-20T09:00:00+01:00"):
        gatherings.load(with_part(AARAU, "eve", capacity=2, has_meal=True, starts_at="16:30"))
        page = open_page(desk, DESK)
        assert "Soirée de la veille: Thursday 11 May 2023, from 16:30, Aarau." in page.said("//section[@id='moved']")
        assert "1 person registered before and knows it otherwise" in page.text
        told = send(desk, DESK, f"{DESK}moved/")
        assert "1 person is told of the change." in told.source
        assert not told.has("//section[@id='moved']")
        assert "it was done already" in press(desk, told, f"{DESK}moved/").source
    assert OutgoingMail.objects.filter(kind="moved").count() == 1
    trail = open_page(desk, "/desk/g/aarau-2023/trail/").text
    assert "Change of place or hour told to 1 person" in trail
