"""A release whose facts changed after it was sent: named, corrected, and sent to those who got the first version."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from filrouge.ground.mail.bounces import Bounce
from filrouge.ground.mail.enums import Answer
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.press.models import PressDelivery, PressRelease
from filrouge.stages.sendings.actions.bounces import record_bounces
from tests.support import gatherings
from tests.support.clock import at, instant
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import open_page, visitor
from tests.support.gatherings import changed
from tests.support.mailbox import Letter, PostOffice, post_office
from tests.support.pdf_reading import faults, whole_text
from tests.support.press import COLLOQUIUM, JOURNALIST, PressDesk, moved

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db

KEY = "mulhouse-2022"
SPRING, LATER, LATEST = "2022-04-11T09:00:00+02:00", "2022-04-12T09:00:00+02:00", "2022-04-13T09:00:00+02:00"
OTHER = {"name": "Noé Wagner", "email": "n.wagner@gazette.example", "medium": "La Gazette"}
LATE = {"name": "Ilse Roth", "email": "i.roth@rundschau.example", "medium": "Rundschau", "language": "de"}


def sent(document: dict[str, Any] = COLLOQUIUM, *people: dict[str, str], embargo: bool = False) -> PressDesk:
    """A release that left to the first journalist and to these."""
    found = PressDesk(desk_of(Role.MANAGER, gatherings.load(document), language="en"))
    for person in ({}, *people):
        found.list_journalist(**person)
    found.issued(embargo=embargo)
    found.send_it()
    return found


def correct(found: PressDesk) -> str:
    """Draft the corrected version from the page of the press and put its annex in; its address."""
    draft = send(found.client, found.root, f"{found.release}correct/")
    found.release = draft.address.partition("#")[0]
    found.put_file()
    return found.release


def plain(said: str) -> str:
    """With ordinary spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ").strip()


@pytest.mark.behaviour("S3-B03")
def test_a_sent_release_is_corrected_for_those_who_received_it(post_office: PostOffice) -> None:
    with at(SPRING):
        found = sent(COLLOQUIUM, OTHER)
        first, first_public = found.release, found.public
        assert {letter.to for letter in post_office.deliver()} == {JOURNALIST["email"], OTHER["email"]}
        assert not open_page(found.client, found.root).has("//section[@id='outdated']")
    with at(LATER):
        gatherings.load(moved(COLLOQUIUM, day_1="2022-05-11", day_2="2022-05-12"))
        found.list_journalist(**LATE)
        # the press page names it, with old and new
        named = open_page(found.client, found.root)
        told = plain(named.said("//section[@id='outdated']"))
        assert "Press release of 11 April 2022: facts have changed since" in told
        assert "mercredi 4 et jeudi 5 mai 2022" in told and "mercredi 11 et jeudi 12 mai 2022" in told
        # known to be wrong, it leaves to nobody more
        stopped = open_page(found.client, first)
        assert "it leaves to nobody before they are corrected" in stopped.text
        assert not stopped.has(f"//form[@action='{first}send/']")
        forged = press(found.client, named, f"{first}send/")
        assert "it leaves to nobody before" in forged.text and PressDelivery.objects.count() == 2
        second = correct(found)
        assert second != first
        draft = found.open()
        assert "Corrected, version 2" in draft.text
        found.write(headline="Mulhouse Solidaire\u00a0: le colloque à la SIM")
        assert "The press release is issued." in found.issue().text
        assert "2 addresses received what came before" in found.open().text
        assert "The release leaves to 2 journalists." in found.send_it().text
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert set(letters) == {JOURNALIST["email"], OTHER["email"]}
        assert_marked(letters[JOURNALIST["email"]])
        # the first stays where it was, and says which version holds
        old = open_page(visitor("fr"), first_public)
        assert "4 et 5 mai 2022" in plain(old.text) and found.public in old.links
        listed = open_page(visitor("en"), f"/g/{KEY}/press/")
        assert "Replaced by a corrected version" in listed.text and "Communiqué de presse – corrigé" in listed.text
        assert not open_page(found.client, found.root).has("//section[@id='outdated']")
        assert "A corrected version was issued" in open_page(found.client, first).text


def assert_marked(letter: Letter) -> None:
    """A corrected release as it arrives: marked, and what changed stands before the news."""
    said = plain(letter.text)
    assert plain(letter.subject).startswith("[Corrigé] Mulhouse Solidaire")
    assert said.splitlines()[0] == "Communiqué de presse – corrigé"
    replaces = "Corrigé : ce communiqué remplace celui du 11 avril 2022"
    days = "– Jour ou jours : mercredi 11 et jeudi 12 mai 2022 (avant : mercredi 4 et jeudi 5 mai 2022)"
    assert said.index(replaces) < said.index(days) < said.index("Mulhouse Solidaire : le colloque à la SIM")
    assert replaces in plain(letter.html) and "release__correction" in letter.html
    pdf = next(one for one in letter.message.iter_attachments() if one.get_filename() == "press-release-fr.pdf")
    content = pdf.get_payload(decode=True)
    assert isinstance(content, bytes) and faults(content) == []
    assert replaces in plain(whole_text(content)) and days.removeprefix("– ") in plain(whole_text(content))


def test_a_third_version_names_what_changed_since_the_second(post_office: PostOffice) -> None:
    with at(SPRING):
        found = sent()
        first = found.release
    with at(LATER):
        gatherings.load(moved(COLLOQUIUM, day_1="2022-05-11", day_2="2022-05-12"))
        second = correct(found)
        # drafted twice, it is one draft
        assert open_page(found.client, found.root).said("//section[@id='outdated']//a") == "See the draft"
        found.issue(looked_at="1")
        found.send_it()
    with at(LATEST):
        found.release = first
        nothing = press(found.client, open_page(found.client, found.root), f"{first}correct/")
        assert "there is nothing to correct" in nothing.text and PressRelease.objects.count() == 2
        gatherings.load(moved(COLLOQUIUM, day_1="2022-05-11", day_2="2022-05-18"))
        third = correct(found)
        changes = plain(found.open().said("//*[contains(@class, 'release__correction')]"))
        assert "Second jour: mercredi 18 mai 2022 (avant: jeudi 12 mai 2022)" in changes
        assert "4 mai" not in changes
        assert "Corrected, version 3" in found.open().text
        found.issue(looked_at="1")
        found.send_it()
        assert [letter.to for letter in post_office.deliver()] == [JOURNALIST["email"]] * 3
        states = {open_page(found.client, page).said("//p[@class='actions']/*[1]") for page in (first, second)}
        assert states == {"Replaced"} and "Issued, public" in open_page(found.client, third).text


def test_a_correction_that_corrects_nothing_any_more_cannot_leave() -> None:
    with at(SPRING):
        found = sent()
    with at(LATER):
        gatherings.load(moved(COLLOQUIUM, day_1="2022-05-11"))
        correct(found)
        gatherings.load(changed(COLLOQUIUM))
        refused = found.issue(looked_at="1")
        assert refused.status == 422
        assert "Everything is again as the first version says: there is nothing to correct." in refused.errors()


def test_another_press_contact_is_a_change_and_its_numbers_stand_in_the_release_only() -> None:
    with at(SPRING):
        found = sent()
    with at(LATER):
        who = {"name": "Ludivine Haag", "phone": "", "mobile": "06 39 98 00 77", "email": "presse@mulhouse.example"}
        open_page(found.client, f"{found.root}contact/").fill(who).send()
        told = open_page(found.client, found.root).said("//section[@id='outdated']")
        assert "mobile number" in told and "•••" in told and "98 00 77" not in told
        correct(found)
        assert "06 39 98 00 77" in plain(found.open().said("//*[contains(@class, 'release__correction')]"))


def test_a_cancelled_gathering_proposes_a_release(post_office: PostOffice) -> None:
    with at(SPRING):
        found = sent()
        post_office.deliver()
        found.list_journalist(**LATE)
        assert not open_page(found.client, found.root).has("//section[@id='cancelled']")
    with at(LATER):
        gatherings.load(changed(COLLOQUIUM, state="cancelled"))
        assert "the gathering is cancelled" in open_page(found.client, found.release).text.lower()
        draft = send(found.client, found.root, f"{found.root}cancelled/")
        found.release = draft.address.partition("#")[0]
        # why, nobody but a person knows; no practical box promises anything
        assert "The release has no paragraph: French." in found.issue().errors()
        assert not draft.has("//*[contains(@class, 'release__section--practical')]")
        found.write(body="La salle n’est pas disponible.")
        assert "The press release is issued." in found.issue(looked_at="1").text
        assert "The release leaves to 1 journalist." in found.send_it().text
        (letter,) = post_office.deliver()
        assert letter.to == JOURNALIST["email"] and plain(letter.subject).startswith("[Annulé] Annulé")
        assert plain(letter.text).startswith("Communiqué de presse – annulation")
        assert "n’aura pas lieu" in letter.text
        assert not open_page(found.client, found.root).has("//section[@id='cancelled']")


def test_nobody_gets_a_version_twice_though_forgotten_and_listed_again(post_office: PostOffice) -> None:
    with at(SPRING):
        found = sent()
        assert len(post_office.deliver()) == 1
        page = open_page(found.client, f"{found.root}list/")
        drop = page.tree.xpath("//form[contains(@action, '/drop/')]/@action")[0]
        send(found.client, f"{found.root}list/", str(drop))
        kept = PressDelivery.objects.get()
        assert kept.journalist_id is None and len(kept.digest) == 64 and "radio" not in str(vars(kept))
        found.list_journalist(email=JOURNALIST["email"].upper())
        assert not found.open().has(f"//form[@action='{found.release}send/']")
        assert post_office.deliver() == []
    with at(LATER):
        # yet what corrects the release does arrive: the address received the first version
        gatherings.load(moved(COLLOQUIUM, day_1="2022-05-11"))
        correct(found)
        found.issue(looked_at="1")
        assert "The release leaves to 1 journalist." in found.send_it().text
        assert [letter.to for letter in post_office.deliver()] == [JOURNALIST["email"]]


def test_the_lists_of_two_organisers_stay_apart(post_office: PostOffice) -> None:
    other = changed(COLLOQUIUM, key="mulhouse-bis", organiser={"key": "autre", "name": "Une autre ville"})
    del other["process"]
    with at(SPRING):
        found = sent()
        second = PressDesk(desk_of(Role.EDITOR, gatherings.load(other)), "mulhouse-bis")
        assert JOURNALIST["email"] not in open_page(second.client, f"{second.root}list/").text
        second.list_journalist()
        second.issued()
        assert "The release leaves to 1 journalist." in second.send_it().text
        assert [letter.to for letter in post_office.deliver()] == [JOURNALIST["email"]] * 2
        digests = set(PressDelivery.objects.values_list("digest", flat=True))
        assert len(digests) == 2
        assert second.client.get(found.release).status_code == 404
        with pytest.raises(IntegrityError), transaction.atomic():
            one = PressDelivery.objects.latest("pk")
            PressDelivery.objects.create(release=one.release, digest=one.digest, sent_at=instant(SPRING))


@pytest.mark.parametrize(
    ("day", "hour", "said", "before", "from_then"),
    [
        # Winter and summer time, the hour that the clocks of March leave out, the hour that October has twice.
        ("2022-03-25", "18:00", "18h (heure de Paris, UTC+1)", "2022-03-25T16:59:59Z", "2022-03-25T17:00:00Z"),
        ("2022-03-28", "18:00", "18h (heure de Paris, UTC+2)", "2022-03-28T15:59:59Z", "2022-03-28T16:00:00Z"),
        ("2022-03-27", "02:30", "3h30 (heure de Paris, UTC+2)", "2022-03-27T01:29:59Z", "2022-03-27T01:30:00Z"),
        ("2022-10-30", "02:30", "2h30 (heure de Paris, UTC+2)", "2022-10-30T00:29:59Z", "2022-10-30T00:30:00Z"),
    ],
)
@pytest.mark.behaviour("S3-B05")
def test_the_embargo_ends_at_its_instant_in_summer_time_too(
    day: str, hour: str, said: str, before: str, from_then: str, post_office: PostOffice
) -> None:
    with at("2022-03-20T09:00:00+01:00"):
        found = PressDesk(desk_of(Role.MANAGER, gatherings.load(COLLOQUIUM), language="en"))
        found.list_journalist(**LATE)
        found.start()
        found.heading(dated="2022-03-20", embargo_on=day, embargo_at=hour)
        found.put_file()
        assert "The press release is issued." in found.issue().text
        found.send_it()
        (letter,) = post_office.deliver()
        # A reader of German is told in German, in the subject and at the top; the release itself is in French.
        spoken = date.fromisoformat(day)
        assert plain(letter.subject).startswith(f"[Sperrfrist {spoken:%d.%m.%Y},")
        first, *rest = plain(letter.text).splitlines()
        assert first.startswith("Sperrfrist: ") and "Zeit in Paris" in first
        assert any(line.startswith("Embargo jusqu’au") and said in line for line in rest)
        assert letter.html.index("Sperrfrist: ") < letter.html.index("Embargo jusqu’au")
    with at(before):
        assert visitor("fr").get(found.public).status_code == 404
        assert found.public not in visitor("fr").get(f"/g/{KEY}/press/").content.decode()
    with at(from_then):
        assert visitor("fr").get(found.public).status_code == 200
        assert found.public in visitor("fr").get(f"/g/{KEY}/press/").content.decode()


def test_an_address_that_sends_mails_back_is_left_out_until_it_is_listed_anew(post_office: PostOffice) -> None:
    with at(SPRING):
        found = sent(COLLOQUIUM, OTHER)
        post_office.deliver()
    with at(LATER) as now:
        mail = OutgoingMail.objects.get(to=OTHER["email"])
        report = Bounce(mail.pk, (mail.to,), Answer.HARD, "550 5.1.1 no such user")
        assert record_bounces([report], now=now).new[Answer.HARD] == 1
        listed = open_page(found.client, f"{found.root}list/")
        row = listed.said(f"//tr[contains(., '{OTHER['email']}')]")
        assert "Mails come back" in row and "550 5.1.1 no such user" in row
        assert "Mails come back" not in listed.said(f"//tr[contains(., '{JOURNALIST['email']}')]")
        found.issued(embargo=False)
        assert "The release leaves to 1 journalist." in found.send_it().text
        assert [letter.to for letter in post_office.deliver()] == [JOURNALIST["email"]]
    with at(LATEST):
        (forget,) = listed.tree.xpath(f"//tr[contains(., '{OTHER['email']}')]//form/@action")
        press(found.client, listed, forget)
        found.list_journalist(**OTHER)
        assert "Mails come back" not in open_page(found.client, f"{found.root}list/").text
        assert "The release leaves to 1 journalist." in found.send_it().text
        assert [letter.to for letter in post_office.deliver()] == [OTHER["email"]]
