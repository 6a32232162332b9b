"""Erasing somebody: places go on, nothing tells who it was, figures stay."""

import json
from typing import Any

import pytest
from django.core import serializers

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import erase_registration, purge
from filrouge.stages.registration.actions import change, send_link
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import NeedKind, PartState
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import (
    Forwarding,
    Need,
    PartRegistration,
    Registration,
    Replacement,
    SecondForm,
)
from filrouge.stages.registration.queries import registration_by_link, registration_with_gathering
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.delegations import WORKSHOPS, delegation, member
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, DESK, EXECUTIVE, HEAD, NOW, OFFICER
from tests.support.privacy import AFTER, moment
from tests.support.registrations import states_of
from tests.support.whole_database import places_of_person

pytestmark = pytest.mark.django_db


def full_of_traces(facts: GatheringFacts) -> Registration:
    """Somebody of whom every table knows something."""
    needs = (SaidNeed("eve", NeedKind.MEAL, ("vegan",), "sans noix"),)
    receipt = people.registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT, needs=needs)
    row = Registration.objects.get(pk=receipt.registration_id)
    other = people.registered(OFFICER, facts, "day").registration_id
    Replacement.objects.create(
        registration=row, previous_name="Aline de La Tour", replaced_at=NOW, replaced_by="Odile", took_over=True
    )
    Forwarding.objects.create(passed_on_by=row, name="Gérard de La Tour", passed_on_at=NOW)
    came = Forwarding.objects.create(
        passed_on_by_id=other, name="Béatrice de La Tour", passed_on_at=NOW, registration=row
    )
    OutgoingMail.objects.create(
        kind="passed_on",
        to=EXECUTIVE.email,
        language="fr",
        state="sent",
        created_at=NOW,
        gathering_id=facts.id,
        context={"registration": other, "forwarding": str(came.public_id), "name": "Béatrice de La Tour"},
    )
    SecondForm.objects.create(registration=row, application={"family_name": "de La Tour"}, sent_at=NOW)
    send_link(registration_id=row.pk, actor=DESK, now=NOW)
    Registration.objects.filter(pk=row.pk).update(
        function_text="présidente", reference="b.delatour-7", late_by="Régine", late_motive="Mme de La Tour"
    )
    return row


def everything_stored() -> str:
    """All rows of the tables that speak of people, as text."""
    models = (Registration, PartRegistration, Need, Replacement, Forwarding, SecondForm, OutgoingMail, AuditEntry)
    return "".join(serializers.serialize("json", model.objects.order_by("pk"), ensure_ascii=False) for model in models)


def test_nothing_that_is_stored_names_the_person(facts: GatheringFacts) -> None:
    row = full_of_traces(facts)
    before = everything_stored()
    words = ("de La Tour", "Béatrice", "delatour", "Sautier", "présidente", "secretariat@")
    assert all(word in before for word in words)
    erase_registration(registration_id=row.pk, actor=REGISTRANT, now=NOW)
    OutgoingMail.objects.filter(kind="registration_erased").update(state="sent")
    purge(NOW)
    after = everything_stored()
    assert not [word for word in words if word in after]
    assert places_of_person(*words, EXECUTIVE.email) == set(), "in no table at all"
    erased = Registration.objects.get(pk=row.pk)
    assert erased.public_id != row.public_id
    assert erased.submission != row.submission


def test_the_figures_stay(facts: GatheringFacts) -> None:
    row = full_of_traces(facts)
    erase_registration(registration_id=row.pk, actor=REGISTRANT, now=NOW)
    erased = Registration.objects.select_related("organisation").get(pk=row.pk)
    assert erased.erased_at == NOW
    assert erased.organisation is not None
    assert erased.organisation.key == "lindenau"
    assert (erased.channel, erased.language, erased.received_at) == (row.channel, row.language, row.received_at)
    assert erased.late_by == "Régine"
    states = PartRegistration.objects.filter(registration=row).order_by("part_id").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "withdrawn"]
    assert Need.objects.filter(registration=row).exclude(erased_at=None).count() == 1
    assert Replacement.objects.filter(registration=row).count() == 1


def test_whoever_waits_moves_up(facts: GatheringFacts) -> None:
    first = people.registered(EXECUTIVE, facts, "eve", "day")
    people.registered(HEAD, facts, "eve", "day")
    people.registered(people.another(1), facts, "eve")
    waiting = people.another(1).family
    assert states_of(facts, waiting)["eve"] is PartState.WAITING
    erase_registration(registration_id=first.registration_id, actor=REGISTRANT, now=NOW)
    assert states_of(facts, waiting)["eve"] is PartState.CONFIRMED
    assert OutgoingMail.objects.filter(kind="promoted", to=people.another(1).email).count() == 1


def test_the_link_opens_nothing_and_the_worker_finds_nothing_to_say(facts: GatheringFacts) -> None:
    row = full_of_traces(facts)
    erase_registration(registration_id=row.pk, actor=REGISTRANT, now=NOW)
    after = Registration.objects.get(pk=row.pk)
    assert registration_by_link(row.public_id, row.link) is None
    assert registration_by_link(after.public_id, after.link) is None
    assert registration_with_gathering(row.pk) is None


def test_a_last_mail_to_every_address_in_the_persons_language(facts: GatheringFacts, post_office: PostOffice) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day", registrant=ASSISTANT, language="de")
    post_office.deliver()
    erase_registration(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    letters = post_office.deliver()
    assert {letter.to for letter in letters} == {EXECUTIVE.email, ASSISTANT.email}
    assert all("Frühjahrstagung" in letter.text for letter in letters)
    assert not [letter for letter in letters if EXECUTIVE.family in letter.text or "/r/" in letter.text]


def test_erased_by_the_organiser_with_a_reason(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    erase_registration(registration_id=receipt.registration_id, actor=DESK, now=NOW, motive="demande par téléphone")
    (line,) = AuditEntry.objects.filter(verb="registration:erased")
    assert (line.actor_label, line.motive, line.subject_id) == (
        DESK.label,
        "demande par téléphone",
        str(receipt.registration_id),
    )
    assert line.data == {}


def test_a_part_that_is_over_is_kept_as_a_figure(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    with at(AFTER):
        erase_registration(registration_id=receipt.registration_id, actor=REGISTRANT, now=moment(AFTER))
    wish = PartRegistration.objects.get(registration_id=receipt.registration_id)
    assert wish.state == PartState.CONFIRMED.value
    assert Registration.objects.get(pk=receipt.registration_id).family_name == ""


def test_twice_is_once(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    for _ in range(2):
        erase_registration(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert AuditEntry.objects.filter(verb="registration:erased").count() == 1
    assert OutgoingMail.objects.count() == 1


def test_nobody_else_is_touched(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    other = people.registered(HEAD, facts, "day").registration_id
    before = row_of(other)
    erase_registration(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert row_of(other) == before
    assert OutgoingMail.objects.filter(to=HEAD.email).exists()


def row_of(pk: int) -> Any:
    """A row as the database holds it."""
    return json.loads(serializers.serialize("json", Registration.objects.filter(pk=pk)))


def test_somebody_unknown(db: None) -> None:
    with pytest.raises(Gone):
        erase_registration(registration_id=4711, actor=REGISTRANT, now=NOW)


# What may stay of somebody who is erased: it counts, and does not tell who it was.
FIGURES = {
    "id",
    "gathering_id",
    "link",
    "language",
    "organisation_id",
    "organisation_kind",
    "territory_id",
    "level",
    "as_resident",
    "party",
    "party_may_split",
    "channel",
    "received_at",
    "created_at",
    "late_by",
}
WRITTEN_ANEW = {"public_id", "submission", "late_motive", "erased_at"}


def test_every_column_of_a_registration_was_thought_of(facts: GatheringFacts) -> None:
    """A new column fails here until somebody has decided whether it is erased."""
    row = full_of_traces(facts)
    Registration.objects.filter(pk=row.pk).update(communities=["fr"], pictures="agreed", invited_through=row.pk)
    erase_registration(registration_id=row.pk, actor=REGISTRANT, now=NOW)
    erased = Registration.objects.get(pk=row.pk)
    emptied = {
        field.attname for field in Registration._meta.concrete_fields if not getattr(erased, field.attname)
    } - FIGURES
    columns = {field.attname for field in Registration._meta.concrete_fields}
    assert columns == emptied | FIGURES | WRITTEN_ANEW


def test_nobody_writes_on_who_is_erased(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    erase_registration(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    with pytest.raises(Gone):
        send_link(registration_id=receipt.registration_id, actor=DESK, now=NOW)
    wish = people.application(EXECUTIVE, facts, "day")
    with pytest.raises(Gone):
        change(registration_id=receipt.registration_id, facts=facts, application=wish, actor=DESK, now=NOW)
    assert Registration.objects.get(pk=receipt.registration_id).family_name == ""


def test_what_the_referent_of_a_delegation_was_told_goes_too(post_office: PostOffice) -> None:
    facts = gatherings.load(WORKSHOPS)
    sent = delegation(facts, member("Zwahlen-Roy", "day"), member("Egli", "day"), body="val-clair", now=NOW)
    assert "Zwahlen-Roy" in " ".join(letter.text for letter in post_office.deliver())
    erase_registration(registration_id=sent.outcomes[0].registration_id, actor=REGISTRANT, now=NOW)
    post_office.deliver()
    purge(NOW)
    assert places_of_person("Zwahlen-Roy") == set()
    assert places_of_person("Egli")


def test_mails_to_the_address_besides_go_too(facts: GatheringFacts) -> None:
    row = full_of_traces(facts)
    besides = {"gathering": facts.id, "name": EXECUTIVE.full}
    for kind, to in (("replaced", EXECUTIVE.email), ("merged_away", "b.ancienne@lindenau.example")):
        OutgoingMail.objects.create(
            kind=kind, to=to, language="fr", state="sent", created_at=NOW, gathering_id=facts.id, context=besides
        )
    erase_registration(registration_id=row.pk, actor=REGISTRANT, now=NOW)
    OutgoingMail.objects.filter(kind="registration_erased").update(state="sent")
    purge(NOW)
    assert places_of_person("de La Tour", "b.ancienne@") == set()
