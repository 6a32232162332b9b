"""An issued letter is sent to many: each in their language, once, while it is true; errata find the same people."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.ground import chores
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import STRANGER
from filrouge.ground.people.enums import Role
from filrouge.stages.documents.models import LetterAnnexFile
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import erase_contacts, object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import Sending
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send
from tests.support.forms import open_page
from tests.support.gatherings import fresh_facts, load
from tests.support.letters import Desk, with_letter
from tests.support.letters_sent import Sender, addresses_in, files_of, issued, language_of, number_of
from tests.support.mailbox import PostOffice, post_office
from tests.support.pdf_reading import whole_text
from tests.support.sendings import SENDER, contact

__all__ = ["fresh_facts", "post_office"]

FR = [
    "aarau-2023-lettre-d-invitation-fr.pdf",
    "programme.pdf",
    "invitation-a-la-soiree.pdf",
    "formulaire-d-inscription.pdf",
]
DE = ["aarau-2023-einladungsschreiben-de.pdf", "programm.pdf", "einladung-zum-vorabend.pdf", "anmeldeformular.pdf"]


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load(with_letter(languages=("fr", "de")))


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


@pytest.fixture
def letter(desk: Client) -> Desk:
    return issued(desk)


def three(facts: GatheringFacts) -> dict[str, int]:
    """Who reads French, German, Italian; the ids of the contacts."""
    return {
        "anna": contact(facts, "Anna Rey"),
        "urs": contact(facts, "Urs Weber", language="de", body="aarau"),
        "carla": contact(facts, "Carla Neri", language="it"),
    }


def new_deadline(client: Client, day: str) -> None:
    for part in ("eve", "day"):
        open_page(client, f"/desk/g/aarau-2023/parts/{part}/").fill(deadline=day).send()


def issued_erratum(letter: Desk) -> Desk:
    erratum = Desk(letter.client)
    erratum.letter = send(letter.client, letter.root, f"{letter.letter}erratum/").address.partition("#")[0]
    erratum.approve_all()
    assert "The letter is issued" in erratum.issue(looked_at=True).text
    return erratum


def delivered(office: PostOffice) -> dict[str, list[str]]:
    """The names of the files that arrived, by the given name of who received them."""
    return {mail.to.partition(".")[0]: list(files_of(mail)) for mail in office.deliver()}


def test_each_recipient_gets_the_letter_in_their_language_with_their_own_code(
    facts: GatheringFacts, desk: Client, letter: Desk, post_office: PostOffice
) -> None:
    people, sender = three(facts), Sender(desk, facts)
    page = sender.choose(number_of(letter))
    rows = [page.said(f"//*[@id='letter']//tbody/tr[{row}]") for row in (1, 2)]
    assert all(name in rows[0] for name in (*FR, "French", "Italian")), rows[0]
    assert all(name in rows[1] for name in (*DE, "German")), rows[1]
    # What each will receive is said before anything leaves: the language and why, the files, how large they are.
    shown = {
        name: open_page(desk, sender.address("sending_preview", pk)).said("//*[@id='letter']")
        for name, pk in people.items()
    }
    assert "In French, the language noted for this person." in shown["anna"]
    assert "In German, the language noted for this person." in shown["urs"] and DE[0] in shown["urs"]
    assert "In French: the letter does not exist in Italian, and this is the language for everybody" in shown["carla"]
    assert "together; at most 7.0 MB can travel." in shown["carla"]
    assert "Approved in your name for 3 people" in sender.approve().text
    sender.act("start")
    send_due(datetime.now(UTC))
    mails = {mail.to.partition(".")[0]: mail for mail in post_office.deliver()}
    files = {name: files_of(mail) for name, mail in mails.items()}
    assert {name: list(found) for name, found in files.items()} == {"anna": FR, "urs": DE, "carla": FR}
    languages = {name: language_of(next(iter(found.values()))) for name, found in files.items()}
    assert languages == {"anna": "fr-CH", "urs": "de-CH", "carla": "fr-CH"}
    assert files["urs"][DE[3]] != files["anna"][FR[3]], "the reply form too"
    assert DE[1] in mails["urs"].text
    own = {name: set(addresses_in(next(iter(found.values())))) for name, found in files.items()}
    for name, mail in mails.items():
        mine = {link for link in own[name] if link.endswith(tuple(mail.links))}
        assert any("/register/" not in link for link in mine), f"{name}: {own[name]}"
    assert len({frozenset(links) for links in own.values()}) == 3, "each has a code of their own"
    printed = whole_text(files["urs"][DE[0]]).splitlines()[-1]
    assert printed == "localhost:8000/g/aarau-2023/register", "what one types stays short"


def test_only_an_issued_letter_can_be_chosen_and_a_draft_says_what_it_lacks(
    facts: GatheringFacts, desk: Client
) -> None:
    draft, sender = Desk(desk), Sender(desk, facts)
    draft.start()
    three(facts)
    section = sender.open().said("//*[@id='letter']")
    assert "It is a draft: issue it first. Annexes that are not there: Programme." in section
    assert "No letter of this gathering was issued yet." in section
    refused = sender.choose(number_of(draft))
    assert "Choose one of the letters that were issued" in refused.source
    assert Sending.objects.get().letter_id is None


def test_files_that_no_mailbox_takes_are_refused_before_the_approval(
    facts: GatheringFacts, desk: Client, letter: Desk
) -> None:
    three(facts)
    sender = Sender(desk, facts)
    sender.choose(number_of(letter))
    LetterAnnexFile.objects.filter(language="de").update(size=4_000_000)
    lacking = sender.open().said("//*[@id='approve']")
    assert "The files in German are 7.7 MB together, and at most 7 MB can travel" in lacking
    assert "French" not in lacking
    assert sender.open().has("//*[@id='approve']//form") is False


def test_who_received_the_letter_is_told_by_body_and_by_name_to_those_who_may(
    facts: GatheringFacts, desk: Client, letter: Desk, post_office: PostOffice
) -> None:
    people, sender = three(facts), Sender(desk, facts)
    assert "0 people received it" in letter.open().said("//*[@id='readers']")
    sender.carry_out(letter)
    names = reverse("desk:letter_readers", args=[facts.key, number_of(letter)])
    assert "Under way" in open_page(desk, names).said("//tbody/tr[1]")
    post_office.deliver()
    chores.do_all(datetime.now(UTC))
    shown = letter.open().said("//*[@id='readers']")
    assert "3 people received it" in shown and "Ville de Lindenau 2 French 2" in shown and "German 1" in shown
    rows = open_page(desk, names).said("//tbody")
    assert "Neri, Carla" in rows and "15 March 2023" in rows and "Invitation" in rows and "Under way" not in rows
    helper = desk_of(Role.DESK_HELPER, facts)
    seen = open_page(helper, letter.letter)
    assert "3 people received it" in seen.text and not seen.has(f"//a[@href='{names}']")
    assert helper.get(names).status_code == 403
    # Mails are erased long before contacts: when somebody received the letter is known all the same.
    OutgoingMail.objects.all().delete()
    assert "15 March 2023" in open_page(desk, names).said("//tbody/tr[1]")
    erase_contacts(
        organiser_id=facts.organiser_id, ids=[people["carla"]], actor=SENDER, now=datetime.now(UTC), motive="asked"
    )
    assert "Neri" not in open_page(desk, names).text, "erased with the contact"
    kept = desk.get(reverse("contact_data", args=[facts.organiser_key, people["urs"]])).json()
    assert [(one["letter"], one["language"]) for one in kept["letters"]] == [("invitation_letter", "de")]


def test_an_erratum_goes_to_exactly_those_who_received_the_letter(
    facts: GatheringFacts, desk: Client, letter: Desk, post_office: PostOffice
) -> None:
    three(facts)
    sender = Sender(desk, facts)
    sender.carry_out(letter)
    post_office.deliver()
    contact(facts, "Dora Blanc")
    said = {"organiser_id": facts.organiser_id, "now": datetime.now(UTC), "actor": STRANGER, "source": Source.MAIL}
    object_to_mails(address="anna.rey@lindenau.example", **said)
    new_deadline(desk, "2023-04-21")
    erratum = issued_erratum(letter)
    assert "3 people received the letter that this corrects, and not yet the erratum." in erratum.open().text
    page = send(desk, erratum.letter, f"{erratum.letter}send/")
    assert "Prepared for those who received the letter, and for nobody else." in page.source
    second = Sender(desk, facts, Sending.objects.latest("pk").pk)
    assert "2 people would receive it" in page.text and "Dora" not in page.text
    asked = open_page(desk, reverse("desk:list", args=[facts.key, Sending.objects.latest("pk").recipients_id]))
    assert "only who received the letter “Invitation letter" in asked.text
    assert "Wants no mails from you." in asked.text and "Rey" in asked.said("//*[@id='left-out']")
    second.approve()
    second.act("start")
    send_due(datetime.now(UTC))
    mails = {mail.to.partition(".")[0]: mail for mail in post_office.deliver()}
    assert set(mails) == {"urs", "carla"}
    assert [language_of(next(iter(files_of(mails[name]).values()))) for name in ("urs", "carla")] == ["de-CH", "fr-CH"]
    assert "Frühjahrstagung" in mails["urs"].subject and "Assemblée de printemps" in mails["carla"].subject
    shown = erratum.open().said("//*[@id='readers']")
    assert "2 people received it" in shown and "1 person received the letter that this corrects" in shown


def test_a_letter_corrected_after_the_approval_stops_the_sending_until_somebody_approves_it_anew(
    facts: GatheringFacts, desk: Client, letter: Desk, post_office: PostOffice
) -> None:
    three(facts)
    sender = Sender(desk, facts)
    sender.choose(number_of(letter))
    sender.approve()
    new_deadline(desk, "2023-04-21")
    # A fact has changed, and nobody has told it yet.
    assert "The letter states what is no longer true. Issue an erratum first" in sender.act("start").source
    assert "This sending does not go on" in sender.open().text and not sender.open().has("//*[@id='halted']//form")
    issued_erratum(letter)
    assert "The letter was corrected after this sending was approved." in sender.act("start").source
    send_due(datetime.now(UTC))
    assert not OutgoingMail.objects.exists(), "nothing outdated leaves"
    assert "Approved anew in your name." in sender.approve_anew().source
    assert not sender.open().has("//*[@id='halted']")
    sender.act("start")
    send_due(datetime.now(UTC))
    arrived = delivered(post_office)
    assert set(arrived) == {"anna", "urs", "carla"}
    # The form that the erratum brings anew stands in for the one with the old day.
    assert arrived["anna"] == [*FR[:3], "aarau-2023-rectificatif-fr.pdf", FR[3]]
    assert arrived["urs"] == [*DE[:3], "aarau-2023-berichtigung-de.pdf", DE[3]]


def test_what_waits_in_the_outbox_is_held_back_and_goes_once_with_the_erratum(
    facts: GatheringFacts, desk: Client, letter: Desk, post_office: PostOffice
) -> None:
    three(facts)
    sender = Sender(desk, facts)
    sender.carry_out(letter)
    # One was tried before: it may have arrived, and must keep its Message-ID.
    tried = OutgoingMail.objects.order_by("pk")[0]
    OutgoingMail.objects.filter(pk=tried.pk).update(attempts=1)
    new_deadline(desk, "2023-04-21")
    issued_erratum(letter)
    with pytest.raises(AssertionError, match="could not be sent"):
        post_office.deliver()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"withheld"}
    assert "0 people received it" in letter.open().said("//*[@id='readers']")
    sender.approve_anew()
    sender.act("resume")
    send_due(datetime.now(UTC))
    mails = post_office.deliver()
    assert sorted(mail.to.partition(".")[0] for mail in mails) == ["anna", "carla", "urs"], "each once"
    assert all(len(files_of(mail)) == 5 for mail in mails)
    assert OutgoingMail.objects.filter(pk=tried.pk, state="sent").exists()
    assert "3 people received it" in letter.open().said("//*[@id='readers']")
