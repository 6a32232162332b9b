"""Invitations and relays below the pages: links for sendings, what is eliminated, what an erased person leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.actions.answering import MotiveMissing, answer
from filrouge.stages.invitations.actions.inviting import invite, links_for_sending
from filrouge.stages.invitations.actions.relays import IsRelay, make_relay
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import Answer
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.stages.invitations.queries import counts_of, invitation_by_id, invitations_to
from filrouge.stages.privacy.actions import erase_contacts
from filrouge.stages.privacy.actions.destroying import destroy_batch
from filrouge.stages.privacy.actions.erasing import anonymise
from filrouge.stages.privacy.enums import Kept
from filrouge.stages.privacy.queries.retention import still_kept
from filrouge.stages.registration.lists.arrivals import came_by_relay
from filrouge.stages.registration.models import Arrival, Registration
from filrouge.stages.sendings.actions.leaving import send_due
from tests.support import people
from tests.support.clock import at
from tests.support.gatherings import AARAU, changed, load
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact, started

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 3, 15, 8, 0, tzinfo=UTC)


@pytest.fixture
def facts() -> GatheringFacts:
    return load(AARAU)


def one_invited(facts: GatheringFacts) -> Invitation:
    invite(facts=facts, contact_ids=[contact(facts, "Anna Rey")], by_mail=False, actor=SYSTEM, now=NOW)
    return Invitation.objects.get()


def test_links_for_a_sending_are_made_once(facts: GatheringFacts) -> None:
    pk = contact(facts, "Anna Rey")
    first = links_for_sending(facts.id, [pk], NOW)
    assert first == links_for_sending(facts.id, [pk], NOW)
    assert "/i/" in first[pk]
    assert Invitation.objects.get().mailed_at == NOW


def test_a_sending_before_the_invitation_invites_nobody() -> None:
    facts = load(changed(AARAU, state="save_the_date"))
    assert links_for_sending(facts.id, [contact(facts, "Anna Rey")], NOW) == {}
    assert not Invitation.objects.exists()


def test_the_mail_of_a_sending_bears_the_personal_link(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    started(facts, now=NOW)
    send_due(NOW)
    assert "/i/" in OutgoingMail.objects.get(kind="sending").context["link"]


def test_reminded_again_after_the_days_and_not_before(facts: GatheringFacts) -> None:
    row = one_invited(facts)
    Invitation.objects.update(mailed_at=NOW)
    said = invitation_by_id(gathering_id=facts.id, invitation_id=row.pk)
    assert said is not None
    assert not rules.is_due(said, now=NOW + rules.REMINDED_AGAIN_AFTER - timedelta(seconds=1))
    assert rules.is_due(said, now=NOW + rules.REMINDED_AGAIN_AFTER)


def test_staff_say_how_they_know(facts: GatheringFacts) -> None:
    row = one_invited(facts)
    told = {"facts": facts, "invitation_id": row.pk, "answered_by": AnsweredBy.LETTER, "actor": SYSTEM, "now": NOW}
    with pytest.raises(MotiveMissing):
        answer(answer=Answer(InvitationState.DECLINED, motive=" "), **told)
    with pytest.raises(ValueError, match="whole"):
        answer(answer=Answer(InvitationState.REPRESENTED, motive="Lettre du 3"), **told)
    assert counts_of(facts.id).of(InvitationState.PENDING) == 1


def test_one_relay_of_a_body(facts: GatheringFacts) -> None:
    relay = {"facts": facts, "organisation_id": None, "actor": SYSTEM, "now": NOW}
    make_relay(name="Ligue des quartiers", **relay)
    with pytest.raises(IsRelay):
        make_relay(name="ligue des quartiers ", **relay)


def test_eliminated_with_the_trails_the_numbers_stay(facts: GatheringFacts) -> None:
    row = one_invited(facts)
    said = Answer(InvitationState.REPRESENTED, represented_by="Yvonne Chevalley", motive="Appel du 3 avril")
    told = {"answered_by": AnsweredBy.TELEPHONE, "actor": SYSTEM, "now": NOW}
    answer(facts=facts, invitation_id=row.pk, answer=said, **told)
    kept = [rows.filter(**{path: facts.id}).count() for rows, path in still_kept(Kept.TRAILS)]
    assert sum(kept) == 1
    assert destroy_batch(Kept.TRAILS, facts.id, now=NOW) == 1
    row.refresh_from_db()
    assert (row.contact, row.represented_by, row.motive, row.recorded_by) == (None, "", "", "")
    assert counts_of(facts.id).of(InvitationState.REPRESENTED) == 1
    assert invitation_by_id(gathering_id=facts.id, invitation_id=row.pk) is None
    assert destroy_batch(Kept.TRAILS, facts.id, now=NOW) == 0


def test_a_contact_is_erased_and_the_invitation_counts(facts: GatheringFacts) -> None:
    row = one_invited(facts)
    assert row.contact_id is not None
    assert [one["state"] for one in invitations_to(row.contact_id)] == ["pending"]
    erase_contacts(organiser_id=facts.organiser_id, ids=[row.contact_id], actor=SYSTEM, now=NOW)
    erased = Invitation.objects.get()
    assert (erased.contact, erased.label) == (None, {})
    assert erased.public_id != row.public_id
    assert counts_of(facts.id).total == 1


def test_whoever_is_erased_is_not_counted_for_a_relay(facts: GatheringFacts) -> None:
    with at():
        make_relay(facts=facts, name="Ligue", organisation_id=None, actor=SYSTEM, now=NOW)
        relay = Relay.objects.get().pk
        people.registered(EXECUTIVE, facts, "day", relay=relay)
        assert came_by_relay(facts.id) == {relay: 1}
        anonymise(Registration.objects.all(), now=NOW)
        assert came_by_relay(facts.id) == {}
        assert not Arrival.objects.exists()
