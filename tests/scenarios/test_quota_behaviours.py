"""A number of places set late, and members of communities first: each behaviour with its whole list of consequences."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from filrouge.ground import chores
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.models import OpeningNotice, PartRegistration, Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import open_form, open_page, visitor
from tests.support.gatherings import HEALTH, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import PARTNER
from tests.support.quotas import communities_first
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db

OFFICER = people.Person("Agathe", "Vasseur", "a.vasseur@valprieux.example", "Ville de Valprieux", "cls_officer")
BEFORE, AFTER = "2023-03-24T10:00:00+01:00", "2023-03-25T12:00:00+01:00"
OPENS = "Registration is open to night communities first; to everybody from Saturday 25 March 2023 at 12:00."
FORM, TELL_ME = "/g/aarau-2023/register/", "/g/aarau-2023/register/tell-me/"


@pytest.mark.behaviour("S2-B18")
def test_a_capacity_set_late_harms_nobody() -> None:
    with at("2016-11-01T10:00:00+01:00"):
        facts = gatherings.load(with_part(HEALTH, "morning", deadline="2016-11-20"))
        for number in range(85):
            people.registered(OFFICER.but(family=f"Vasseur {number}", email=f"v{number}@v.example"), facts, "morning")
        desk = desk_of(Role.MANAGER, facts)
        page = open_page(desk, "/desk/g/sante-2016/parts/morning/")
        # warning: asked once more, nothing is set yet
        warned = page.fill(capacity="80", motive="Salle réservée").send()
        assert warned.status == 422
        assert "85 people are confirmed already: more than 80 places." in warned.text
        assert "Nobody is removed: 5 people stay beyond the limit" in warned.text
        assert gatherings.part_of(gatherings.facts_of("sante-2016"), "morning").capacity is None
        warned.form.inputs["below"].checked = True
        done = warned.send()
        assert "5 people more than there are places are confirmed. Nobody was removed" in done.text
        # nobody is removed
        wishes = PartRegistration.objects.filter(part__key="morning")
        assert wishes.filter(state="confirmed").count() == 85
        assert not OutgoingMail.objects.filter(kind="withdrawn").exists()
        # new requests go to the waiting list
        late = open_form("sante-2016").fill(OFFICER.answers, tick=["morning"]).send()
        assert late.decision("morning") == "wait"
        assert wishes.filter(state="waiting").count() == 1
        # the excess of 5 is shown, on the overview and on the page of the part
        overview = open_page(desk, "/desk/g/sante-2016/")
        row = overview.said("//section[@id='parts']//tbody/tr[1]")
        assert "85" in row and "80" in row and "5 too many" in row
        part = open_page(desk, "/desk/g/sante-2016/parts/morning/")
        assert "5 people beyond the limit; nobody was removed" in part.text
        # Three leave: the excess melts, and nobody moves up on a place that is not there.
        for row_id in wishes.filter(state="confirmed").order_by("pk").values_list("registration_id", flat=True)[:3]:
            withdraw(registration_id=row_id, parts=["morning"], actor=SYSTEM, now=datetime.now(UTC))
        assert "2 too many" in open_page(desk, "/desk/g/sante-2016/").text
        assert wishes.filter(state="waiting").count() == 1
        assert faults(facts.id) == []


@pytest.mark.behaviour("S4-B14")
def test_community_members_first(post_office: PostOffice) -> None:
    with at(BEFORE):
        gatherings.load(communities_first())
        # told from when it opens, as soon as the form is opened …
        form = open_form(client=visitor("en"))
        assert OPENS in form.text
        # … and as the answer, when a non-member sends it all the same
        refused = form.fill(PARTNER.answers, tick=["day"]).send()
        assert refused.status == 422
        assert refused.decision("day") == "refused"
        assert OPENS in refused.card("day")
        assert refused.keeps(PARTNER.answers), "nothing typed is lost"
        assert not Registration.objects.exists()
        # may leave an address for that purpose
        assert refused.links_to("tell-me") == TELL_ME
        leaves_an_address_twice(refused.client)
        # A member of the community registers meanwhile.
        first = open_form().fill(PARTNER.but(email="nuit@entraide.example").answers, tick=["day"])
        first.form.fields["communities"] = ["night"]
        assert first.send().decision("day") == "confirmed"
        # Nothing is sent to others before the moment.
        assert chores.do_all(datetime.now(UTC)) == ()
        assert {letter.to for letter in post_office.deliver()} == {"nuit@entraide.example"}
    with at(AFTER):
        assert chores.do_all(datetime.now(UTC)) == ()
        letter = post_office.deliver_to(PARTNER.email)
        assert letter.subject.strip() == "Registration is open to everybody – Assemblée de printemps"
        assert FORM in letter.links
        assert "It is erased now" in letter.text
        # Once, and the address is kept no longer.
        assert not OpeningNotice.objects.exists()
        assert chores.do_all(datetime.now(UTC)) == ()
        assert post_office.deliver() == []
        # Now everybody comes, and nothing speaks of it any more.
        page = open_form(client=visitor("en"))
        assert "first; to everybody" not in page.text and not page.has("//input[@name='communities']")
        assert page.fill(PARTNER.answers, tick=["day"]).send().decision("day") == "confirmed"


def leaves_an_address_twice(client: Client) -> None:
    """Twice is once; neither the page nor the trail shows the address."""
    left = open_page(client, TELL_ME).fill(email=PARTNER.email.upper()).send()
    assert "You receive one mail when registration is open to everybody, and nothing else." in left.text
    assert PARTNER.email not in left.source.lower(), "the page may stay open"
    again = open_page(visitor("en"), TELL_ME).fill(email=PARTNER.email).send()
    assert again.text == left.text
    assert list(OpeningNotice.objects.values_list("email", flat=True)) == [PARTNER.email]
    assert AuditEntry.objects.filter(verb="opening:address_left").count() == 1
    assert PARTNER.email not in "".join(str(entry.data) for entry in AuditEntry.objects.order_by("pk"))
