"""The organiser's own words: kept, looked at, used in the language of the reader and in no other."""

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.writing import UnknownPlaceholder, use_words, write_words
from filrouge.stages.registration.messages import OwnWords, own_words
from filrouge.stages.registration.models import MessageText
from tests.support import gatherings, people
from tests.support.clock import at, instant
from tests.support.mailbox import Letter, PostOffice
from tests.support.people import ASSISTANT, DESK, EXECUTIVE, HEAD, NOW

pytestmark = pytest.mark.django_db

LATER = instant("2023-03-15T09:05:00+01:00")
FRENCH = OwnWords(
    "registration_received",
    "fr",
    subject="{gathering} : {name} est des nôtres",
    opening="Quel plaisir, {name} !",
    closing="Entrée par la cour.\n\nUne question ? {contact}",
)
OURS = "Nous avons reçu votre inscription."


@pytest.fixture
def facts() -> GatheringFacts:
    """The assembly."""
    return gatherings.load()


def written(facts: GatheringFacts, words: OwnWords = FRENCH) -> OwnWords:
    """The words as they are kept."""
    write_words(facts=facts, words=words, actor=DESK, now=NOW)
    return own_words(facts)[words.kind, words.language]


def in_use(facts: GatheringFacts, words: OwnWords = FRENCH) -> OwnWords:
    """The words, looked at."""
    kept = written(facts, words)
    assert use_words(facts=facts, words=kept, actor=DESK, now=LATER)
    return own_words(facts)[words.kind, words.language]


def letter(facts: GatheringFacts, post_office: PostOffice, **more: object) -> Letter:
    """The confirmation that somebody receives."""
    people.registered(EXECUTIVE, facts, "day", **more)
    return post_office.deliver_to(EXECUTIVE.email)


def test_words_wait_until_they_were_looked_at(facts: GatheringFacts, post_office: PostOffice) -> None:
    assert not written(facts).is_in_use
    received = letter(facts, post_office)
    assert OURS in received.text and OURS in received.html
    assert "plaisir" not in received.text + received.html
    assert received.subject == "Votre inscription – Assemblée de printemps"


def test_words_in_use_are_read_in_text_and_html_with_what_became_of_each_part(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    assert in_use(facts).is_in_use
    received = letter(facts, post_office)
    assert received.subject.strip() == "Assemblée de printemps : Béatrice de La Tour est des nôtres"
    for twin in (received.text, received.html):
        assert "Quel plaisir, Béatrice de La Tour !" in twin
        assert "Entrée par la cour." in twin
        assert "inscription@villes-sociales.example" in twin
        assert OURS not in twin
        assert "Journée" in twin and "Confirmée" in twin and received.personal_link in twin
    assert "<img" not in received.html and "url(" not in received.html, "nothing is fetched"


def test_words_that_were_changed_again_wait_again(facts: GatheringFacts, post_office: PostOffice) -> None:
    seen = in_use(facts)
    write_words(facts=facts, words=OwnWords("registration_received", "fr", opening="Autrement."), actor=DESK, now=LATER)
    assert not own_words(facts)["registration_received", "fr"].is_in_use
    assert not use_words(facts=facts, words=seen, actor=DESK, now=LATER), "others than those that were looked at"
    assert OURS in letter(facts, post_office).text


def test_the_same_words_again_stay_in_use(facts: GatheringFacts) -> None:
    in_use(facts)
    assert written(facts).is_in_use
    assert list(AuditEntry.objects.filter(verb__startswith="message:").values_list("verb", flat=True)) == [
        "message:changed",
        "message:in_use",
    ]


def test_empty_words_bring_ours_back(facts: GatheringFacts, post_office: PostOffice) -> None:
    in_use(facts)
    write_words(facts=facts, words=OwnWords("registration_received", "fr", opening="  "), actor=DESK, now=LATER)
    assert own_words(facts) == {}
    assert not MessageText.objects.exists()
    assert OURS in letter(facts, post_office).text


def test_who_reads_another_language_receives_our_words_in_it(facts: GatheringFacts, post_office: PostOffice) -> None:
    in_use(facts)
    received = letter(facts, post_office, language="de")
    assert "plaisir" not in received.text + received.html
    assert "Guten Tag Béatrice de La Tour" in received.text
    assert received.subject.endswith("Frühjahrstagung")


def test_each_kind_has_words_of_its_own(facts: GatheringFacts, post_office: PostOffice) -> None:
    in_use(facts)
    in_use(facts, OwnWords("waiting", "fr", opening="Patience, {name} : {parts}."))
    facts = gatherings.load(gatherings.with_part(gatherings.AARAU, "eve", capacity=1))
    people.crowd(facts, 1, "eve")
    people.registered(HEAD, facts, "eve")
    waiting = post_office.deliver_to(HEAD.email)
    assert "Patience, Ueli Brändli : Soirée de la veille." in waiting.text
    assert "plaisir" not in waiting.text
    people.registered(EXECUTIVE, facts, "eve", "day")
    mixed = post_office.deliver_to(EXECUTIVE.email)
    assert "Quel plaisir" in mixed.text, "whoever has a place somewhere reads a confirmation"


def test_whoever_registers_somebody_else_reads_them_too(facts: GatheringFacts, post_office: PostOffice) -> None:
    in_use(facts)
    people.registered(EXECUTIVE, facts, "day", registrant=ASSISTANT)
    received = {one.to: one for one in post_office.deliver()}
    assert set(received) == {EXECUTIVE.email, ASSISTANT.email}
    assert "Bonjour Odile Sautier" in received[ASSISTANT.email].text
    assert "Quel plaisir, Béatrice de La Tour !" in received[ASSISTANT.email].text


def test_what_cannot_be_replaced_is_refused_by_field_and_nothing_is_kept(facts: GatheringFacts) -> None:
    wrong = OwnWords("reminder", "fr", subject="{link}", opening="{{ x }} {nom}", closing="{name}")
    with pytest.raises(UnknownPlaceholder) as refused:
        write_words(facts=facts, words=wrong, actor=DESK, now=NOW)
    assert refused.value.found == {"subject": ("{link}",), "opening": ("{{ x }}", "{nom}")}
    assert own_words(facts) == {}


def test_a_mail_without_own_words_is_refused(facts: GatheringFacts) -> None:
    with pytest.raises(KeyError):
        write_words(facts=facts, words=OwnWords("your_link", "fr", opening="x"), actor=DESK, now=NOW)


def test_words_of_one_gathering_are_not_those_of_another(facts: GatheringFacts, post_office: PostOffice) -> None:
    in_use(facts)
    with at():
        other = gatherings.load(gatherings.changed(gatherings.AARAU, key="aarau-2024"))
    assert OURS in letter(other, post_office).text


def test_nothing_to_put_into_use(facts: GatheringFacts) -> None:
    assert not use_words(facts=facts, words=FRENCH, actor=DESK, now=NOW)
