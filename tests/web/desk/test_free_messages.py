"""A message to registered people: written, seen with real data, sent once, to those alone whom it means."""

from datetime import UTC, datetime

from django.test import Client

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.models import FreeMessage
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, changed, facts_of, with_part
from tests.support.mailbox import PostOffice, post_office
from tests.support.people import EXECUTIVE, HEAD, NOW, OFFICER

__all__ = ["post_office"]

DESK = "/desk/g/aarau-2023"
NEW = f"{DESK}/free-messages/new/"
SAID = {
    "whom": "eve:confirmed",
    "subject_fr": "{gathering} : l’entrée",
    "body_fr": "Entrez par la porte nord, {name}.",
    "subject_de": "{gathering}: der Eingang",
    "body_de": "Treten Sie durch die Nordtür ein, {name}.",
}


def organiser(facts: GatheringFacts) -> Client:
    """Who organises, with two people confirmed for the eve and one for the day alone."""
    for somebody, parts in ((EXECUTIVE, ("eve", "day")), (HEAD, ("eve", "day")), (OFFICER, ("day",))):
        people.registered(somebody, facts, *parts)
    OutgoingMail.objects.all().delete()
    return desk_of(Role.MANAGER, facts)


def written(desk: Client, **other: str) -> Page:
    """The page after a message was written."""
    return press(desk, open_page(desk, NEW), NEW, **{**SAID, **other})


def sent(desk: Client, page: Page) -> Page:
    """The page after the button was pressed."""
    return send(desk, page.address, f"{page.address}send/", changed_at=seen(page))


def seen(page: Page) -> str:
    return str(page.tree.xpath("string(//input[@name='changed_at']/@value)"))


def to_whom() -> list[str]:
    """The addresses of all messages in the outbox."""
    return sorted(OutgoingMail.objects.filter(kind="message").values_list("to", flat=True))


def test_it_is_counted_seen_sent_once_and_found_on_the_registration(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    desk = organiser(facts)
    form = open_page(desk, NEW)
    options = form.said("//select[@name='whom']")
    assert "Everybody with a confirmed place – 3 people" in options
    assert "Soirée de la veille: with a confirmed place – 2 people" in options
    page = written(desk)
    assert "2 people" in page.text and "With the data of Ueli Brändli" in page.text
    assert "Entrez par la porte nord, Ueli Brändli." in page.said("//pre[@lang='fr']")
    assert "Treten Sie durch die Nordtür ein, Ueli Brändli." in page.said("//pre[@lang='de']")
    assert "Nordtür" in desk.get(f"{page.address}de/html/").content.decode()
    assert not OutgoingMail.objects.filter(kind="message").exists()
    done = sent(desk, page)
    assert "The message goes to 2 people." in done.source and "sent it on 15 March 2023" in done.text
    assert not done.has("//section[@id='send']")
    assert "look at it again" in press(desk, done, f"{page.address}send/", changed_at=seen(page)).source
    assert to_whom() == [EXECUTIVE.email, HEAD.email]
    mail = post_office.deliver_to(EXECUTIVE.email)
    assert "Entrez par la porte nord, Béatrice de La Tour." in mail.text and "l’entrée" in mail.subject
    assert "Soirée de la veille" in mail.text and "Journée" not in mail.text.partition("Soirée")[2]
    assert mail.personal_link and not mail.calendars
    pk = OutgoingMail.objects.get(kind="message", to=EXECUTIVE.email).context["registration"]
    assert "Message of the organiser" in open_page(desk, f"{DESK}/registrations/{pk}/").text
    assert "sent to 2 people" in open_page(desk, f"{DESK}/trail/").text
    assert "sent on 15 March 2023" in open_page(desk, f"{DESK}/messages/").said("//section[@id='free']")


def test_whoever_withdrew_meanwhile_receives_none(facts: GatheringFacts, post_office: PostOffice) -> None:
    desk = organiser(facts)
    sent(desk, written(desk))
    pk = OutgoingMail.objects.get(kind="message", to=HEAD.email).context["registration"]
    withdraw(registration_id=pk, parts=["eve"], actor=REGISTRANT, now=NOW)
    while deliver_due(now=datetime.now(UTC)):
        pass
    states = dict(OutgoingMail.objects.filter(kind="message").values_list("to", "state"))
    assert states == {EXECUTIVE.email: "sent", HEAD.email: "withheld"}


def test_what_cannot_be_replaced_or_is_missing_keeps_what_was_typed(facts: GatheringFacts) -> None:
    desk = desk_of(Role.MANAGER, facts)
    page = written(desk, body_fr="Prenez {sac}", subject_de="")
    assert page.status == 422 and "Prenez {sac}" in page.source
    page = written(desk, body_fr="Prenez {sac}", subject_fr="{link}")
    assert "{sac} cannot be replaced here" in page.errors() and "{link} cannot be replaced here" in page.errors()
    assert not FreeMessage.objects.exists()


def test_what_somebody_changed_is_looked_at_again_and_a_draft_can_be_dropped(facts: GatheringFacts) -> None:
    desk = organiser(facts)
    page = written(desk)
    with at("2023-03-15T09:20:00+01:00"):
        edit = f"{page.address}edit/"
        press(desk, open_page(desk, edit), edit, **{**SAID, "body_fr": "Autrement."})
        assert "look at it again" in sent_with(desk, page).source
        assert to_whom() == []
        dropped = send(desk, page.address, f"{page.address}drop/")
    assert "The draft is dropped." in dropped.source and not FreeMessage.objects.exists()


def sent_with(desk: Client, old: Page) -> Page:
    """The answer to a button that was drawn before the message changed."""
    return send(desk, old.address, f"{old.address}send/", changed_at=seen(old))


def test_of_a_gathering_called_off_nothing_is_sent(facts: GatheringFacts) -> None:
    desk = organiser(facts)
    page = written(desk)
    gatherings.load(changed(with_part(AARAU, "eve", capacity=2, has_meal=True), state="cancelled"), now=NOW)
    again = open_page(desk, page.address)
    assert "The gathering is called off" in again.text and not again.has("//input[@name='changed_at']")
    assert "Nothing was sent" in press(desk, again, f"{page.address}send/", changed_at=seen(page)).source
    assert to_whom() == [] and FreeMessage.objects.get().sent_at is None


def test_whoever_waits_is_written_to_apart_and_in_the_language_of_the_gathering(facts: GatheringFacts) -> None:
    gatherings.load(with_part(AARAU, "eve", capacity=1, has_meal=True), now=NOW)
    desk = organiser(facts_of("aarau-2023"))
    sent(desk, written(desk, whom=":waiting"))
    assert to_whom() == [HEAD.email]


def test_the_calendar_leads_to_it(facts: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, facts), f"{DESK}/calendar/")
    assert page.has(f"//div[@id='step-practical']//a[@href='{NEW}']")
