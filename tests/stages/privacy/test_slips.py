"""Elimination slips: what is due is listed without names, and destroyed only once somebody agreed."""

from uuid import uuid4

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.privacy.actions import approve_slip, drop_slip, execute_approved, prepare_slip, slips
from filrouge.stages.privacy.actions.slips import NothingDue, NotPossible, SlipIsOpen, VisaMissing
from filrouge.stages.privacy.enums import Kept, SlipState
from filrouge.stages.privacy.facts import SlipFacts
from filrouge.stages.privacy.models import EliminationSlip
from filrouge.stages.privacy.queries.retention import due_on_slip, slip_by_id
from filrouge.stages.registration.models import Forwarding, OpeningNotice, PartRegistration, Registration, Replacement
from tests.support import people
from tests.support.gatherings import AARAU, changed, load
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW
from tests.support.privacy import AFTER, COMMUNE, YEAR_LATER, moment, profile

pytestmark = pytest.mark.django_db

LATER = moment(YEAR_LATER)
VISA = "Archives de la Ville, visa 2024-17 du 13 mai 2024"


@pytest.fixture
def over(facts: GatheringFacts) -> GatheringFacts:
    """Two people, a replacement, a forwarding, a delegation with an order."""
    profile(facts, COMMUNE)
    first = people.registered(EXECUTIVE, facts, "eve", "day").registration_id
    people.registered(HEAD, facts, "day")
    Replacement.objects.create(
        registration_id=first, previous_name="A. Ancien", replaced_at=NOW, replaced_by="O.", took_over=True
    )
    Forwarding.objects.create(passed_on_by_id=first, name="G. Collègue", passed_on_at=NOW)
    delegation = Delegation.objects.create(
        gathering_id=facts.id,
        submission=uuid4(),
        referent_given_name="Rose",
        referent_family_name="Référente",
        referent_email="rose@lindenau.example",
        language="fr",
        channel="web",
        received_at=NOW,
        created_at=NOW,
    )
    Order.objects.create(
        delegation=delegation, buyer="Ville de Lindenau", contact_name="Karl", amount="120.00", currency="CHF"
    )
    return facts


def prepared(facts: GatheringFacts) -> SlipFacts:
    return prepare_slip(organiser_id=facts.organiser_id, actor=DESK, now=LATER)


def approved(facts: GatheringFacts) -> SlipFacts:
    slip = prepared(facts)
    return approve_slip(organiser_id=facts.organiser_id, slip_id=slip.id, visa=VISA, actor=DESK, now=LATER)


def now_of(slip: SlipFacts, facts: GatheringFacts) -> SlipFacts:
    found = slip_by_id(organiser_id=facts.organiser_id, slip_id=slip.id)
    assert found is not None
    return found


def test_what_is_due_is_counted_by_kind_and_gathering(over: GatheringFacts) -> None:
    slip = prepared(over)
    assert {line.kind: line.volume for line in slip.lines} == {
        Kept.REGISTRATIONS: 2,
        Kept.TRAILS: 2,
        Kept.DELEGATIONS: 1,
    }
    line = slip.lines[0]
    assert (line.key, str(line.first), str(line.last), str(line.due)) == (
        "aarau-2023",
        "2023-05-11",
        "2023-05-12",
        "2024-05-12",
    )
    stored = str(EliminationSlip.objects.get(pk=slip.id).lines)
    assert not [name for name in (EXECUTIVE.family, HEAD.family, "Ancien", "Collègue", "Référente") if name in stored]


def test_nothing_is_due_before_its_day(over: GatheringFacts) -> None:
    assert due_on_slip(over.organiser_id, now=moment("2024-05-11T23:00:00+02:00")) == ()
    assert len(due_on_slip(over.organiser_id, now=moment("2024-05-12T00:30:00+02:00"))) == 3
    with pytest.raises(NothingDue):
        prepare_slip(organiser_id=over.organiser_id, actor=DESK, now=moment(AFTER))
    assert not EliminationSlip.objects.exists()


def test_the_organisers_own_period_counts(over: GatheringFacts) -> None:
    LegalProfile.objects.filter(organiser_id=over.organiser_id).update(registrations_months=1)
    assert len(due_on_slip(over.organiser_id, now=moment("2023-06-12T00:30:00+02:00"))) == 3


def test_one_slip_at_a_time(over: GatheringFacts) -> None:
    slip = prepared(over)
    with pytest.raises(SlipIsOpen) as known:
        prepared(over)
    assert known.value.slip_id == slip.id
    drop_slip(organiser_id=over.organiser_id, slip_id=slip.id, actor=DESK, now=LATER, motive="trop tôt")
    assert prepared(over).id != slip.id


def test_nothing_is_destroyed_before_approval(over: GatheringFacts) -> None:
    slip = prepared(over)
    execute_approved(LATER)
    assert now_of(slip, over).state is SlipState.PREPARED
    assert Registration.objects.filter(erased_at=None).count() == 2


def test_no_approval_without_the_archivist(over: GatheringFacts) -> None:
    slip = prepared(over)
    with pytest.raises(VisaMissing):
        approve_slip(organiser_id=over.organiser_id, slip_id=slip.id, visa="  ", actor=DESK, now=LATER)
    assert now_of(slip, over).state is SlipState.PREPARED
    LegalProfile.objects.update(needs_visa=False)
    done = approve_slip(organiser_id=over.organiser_id, slip_id=slip.id, visa="", actor=DESK, now=LATER)
    assert done.state is SlipState.APPROVED


def test_carried_out(over: GatheringFacts) -> None:
    OpeningNotice.objects.create(gathering_id=over.id, email="a@b.example", language="fr", left_at=NOW)
    slip = approved(over)
    execute_approved(LATER)
    done = now_of(slip, over)
    assert done.state is SlipState.EXECUTED
    assert (done.visa, done.approved_by) == (VISA, DESK.label)
    assert {line.kind: line.erased for line in done.lines} == {
        Kept.REGISTRATIONS: 2,
        Kept.TRAILS: 2,
        Kept.DELEGATIONS: 1,
    }
    rows = Registration.objects.order_by("pk").values_list("given_name", "family_name", "email", "search_text")
    assert set(rows) == {("", "", "", "")}
    assert set(Replacement.objects.values_list("previous_name", "replaced_by")) == {("", "")}
    assert set(Forwarding.objects.values_list("name", flat=True)) == {""}
    delegation = Delegation.objects.select_related("order").get()
    assert (delegation.referent_family_name, delegation.referent_email) == ("", "")
    assert (delegation.order.buyer, delegation.order.contact_name) == ("Ville de Lindenau", "")
    assert not OutgoingMail.objects.exists()
    assert not OpeningNotice.objects.exists()
    assert sorted(PartRegistration.objects.values_list("state", flat=True)) == ["confirmed"] * 3


def test_the_trail_says_how_much_and_with_which_visa(over: GatheringFacts) -> None:
    slip = approved(over)
    execute_approved(LATER)
    lines = AuditEntry.objects.filter(gathering_id=over.id, verb="slip:carried_out").order_by("pk")
    assert {line.data["kind"]: line.data["count"] for line in lines} == {
        "registrations": 2,
        "trails": 2,
        "delegations": 1,
    }
    assert {(line.motive, line.subject_id) for line in lines} == {(VISA, str(slip.id))}
    verbs = list(AuditEntry.objects.filter(subject_kind="slip", gathering_id=None).order_by("pk"))
    assert [line.verb for line in verbs] == ["slip:prepared", "slip:approved", "slip:executed"]


def test_interrupted_it_goes_on(over: GatheringFacts) -> None:
    crowd(over, 250)
    slip = approved(over)
    for _ in range(3):
        slips._execute_batch(slip.id, now=LATER)
    assert now_of(slip, over).state is SlipState.APPROVED
    assert Registration.objects.filter(erased_at=None).count() == 52
    execute_approved(LATER)
    execute_approved(LATER)
    done = now_of(slip, over)
    assert done.state is SlipState.EXECUTED
    assert {line.kind: line.erased for line in done.lines}[Kept.REGISTRATIONS] == 252
    assert not Registration.objects.filter(erased_at=None).exists()
    assert AuditEntry.objects.filter(verb="slip:executed").count() == 1


def crowd(facts: GatheringFacts, count: int) -> None:
    """So many people more, as rows."""
    Registration.objects.bulk_create(
        [
            Registration(
                gathering_id=facts.id,
                submission=uuid4(),
                given_name="Dominique",
                family_name=f"Progin {number}",
                language="fr",
                channel="web",
                received_at=NOW,
                created_at=NOW,
                sort_name=f"progin {number}",
            )
            for number in range(count)
        ]
    )


def test_what_was_put_off_meanwhile_is_left_alone(over: GatheringFacts) -> None:
    slip = approved(over)
    Gathering.objects.update(state="postponed")
    execute_approved(LATER)
    done = now_of(slip, over)
    assert done.state is SlipState.EXECUTED
    assert {line.erased for line in done.lines} == {0}
    assert Registration.objects.filter(erased_at=None).count() == 2


def test_a_gathering_that_is_not_over_keeps_its_people(over: GatheringFacts) -> None:
    day = {"key": "day", "title": "Journée", "when": "2030-05-12", "audience": {"open": True}}
    other = load(changed(AARAU, key="aarau-2030", parts=[day], registration={}))
    people.registered(people.another(3), other, "day")
    approved(over)
    execute_approved(LATER)
    assert list(Registration.objects.filter(erased_at=None).values_list("gathering__key", flat=True)) == ["aarau-2030"]


@pytest.mark.parametrize("again", ["approve", "drop"])
def test_a_slip_is_decided_once(over: GatheringFacts, again: str) -> None:
    slip = approved(over)
    said = {"organiser_id": over.organiser_id, "slip_id": slip.id, "actor": DESK, "now": LATER}
    with pytest.raises(NotPossible):
        approve_slip(**said, visa=VISA) if again == "approve" else drop_slip(**said, motive="non")  # type: ignore[arg-type]
    assert now_of(slip, over).state is SlipState.APPROVED


def test_a_slip_of_somebody_else_is_not_found(over: GatheringFacts) -> None:
    slip = prepared(over)
    assert slip_by_id(organiser_id=over.organiser_id + 1, slip_id=slip.id) is None
    with pytest.raises(EliminationSlip.DoesNotExist):
        approve_slip(organiser_id=over.organiser_id + 1, slip_id=slip.id, visa=VISA, actor=DESK, now=LATER)
