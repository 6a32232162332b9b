"""The demonstration: gatherings at their moments, and the crowd that the printed text promises."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from filrouge.config.demonstration import KEYS
from filrouge.config.demonstration.gatherings import load_gatherings
from filrouge.config.demonstration.mailbox import KEPT, WHOLE
from filrouge.config.demonstration.setting_up import NotADemonstration, is_set_up, reset, set_up
from filrouge.config.demonstration.staff import ACCOUNTS, PASSWORD
from filrouge.config.demonstration.words import welcome
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import seats_of

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def no_facts_of_other_tests() -> None:
    """Each test's rows have the numbers of another test's."""
    forget_facts()


def gathering(key: str) -> GatheringFacts:
    """One that must be there."""
    facts = facts_by_key(key)
    assert facts is not None, key
    return facts


def states_of(part: str) -> Counter[str]:
    """How many registrations of Aarau's part are in each state."""
    return Counter(
        PartRegistration.objects.filter(part__gathering__key="aarau-2023", part__key=part)
        .order_by("pk")
        .values_list("state", flat=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 7, 31), date(2028, 2, 29), NOW.date()])
def test_each_gathering_stands_at_its_moment(today: date) -> None:
    load_gatherings(now=datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    aarau, le_mans, lille, mulhouse, ateliers = (gathering(key) for key in KEYS)

    assert aarau.state is GatheringState.REGISTRATION_OPEN
    assert aarau.deadline is not None
    assert timedelta(days=17) <= aarau.deadline - today <= timedelta(days=25)
    assert [part.day.isoweekday() for part in aarau.parts if part.day] == [4, 5], "still a Thursday and a Friday"

    assert le_mans.state is GatheringState.INVITATION_SENT
    assert le_mans.deadline is None
    assert all(part.starts_at is None and part.day and part.day > today for part in le_mans.parts)

    assert lille.state is GatheringState.SAVE_THE_DATE
    assert all(part.day and part.day > today for part in lille.parts)

    assert mulhouse.process is not None
    consultation, colloquium, *_ = mulhouse.process.phases
    assert consultation.last.last is not None and consultation.last.last < today
    assert colloquium.first.floor is not None and colloquium.first.floor > today

    assert ateliers.state is GatheringState.DRAFT


@pytest.mark.django_db
def test_the_crowd_is_the_promised_one_and_comes_once(client: Client) -> None:
    assert set_up(now=NOW)
    aarau = gathering("aarau-2023")

    eve = seats_of(aarau)["eve"]
    assert (eve.capacity, eve.confirmed, eve.waiting) == (30, 29, 0)
    assert states_of("eve") == {"confirmed": 29, "refused": 16, "withdrawn": 2}
    day = states_of("day")
    assert day["confirmed"] > 200
    assert {state: day[state] for state in ("requested", "refused", "withdrawn")} == {
        "requested": 7,
        "refused": 1,
        "withdrawn": 9,
    }
    assert Registration.objects.exclude(registrant_email="").count() > 15, "registered by assistants"
    assert Registration.objects.filter(channel="paper", email="").exists(), "paper forms without an address"
    motives = AuditEntry.objects.filter(verb="registration:created").exclude(motive="").order_by("pk")
    assert len(motives) == 2, "added by staff with a motive"
    assert not Registration.objects.filter(received_at__gte=NOW).exists()

    mails = OutgoingMail.objects.order_by("pk")
    kinds = Counter(mails.values_list("gathering_id", "kind"))
    assert kinds[aarau.id, "registration_received"] == KEPT
    assert max(number for (_, kind), number in kinds.items() if kind not in WHOLE) == KEPT, "a few of each kind"
    assert all(mail.state == "sent" and mail.subject and mail.html and mail.to.endswith(".example") for mail in mails)

    assert not any("Facts(" in mail.html + mail.text for mail in mails), "an object shown as itself"

    assert client.login(email=ACCOUNTS[0].email, password=PASSWORD)
    assert client.get("/desk/").status_code == 200
    said = welcome("http://localhost:8000", now=NOW)
    assert all(account.email in said for account in ACCOUNTS)
    assert PASSWORD in said

    before = AuditEntry.objects.count(), Registration.objects.count(), OutgoingMail.objects.count()
    assert not set_up(now=NOW + timedelta(days=1))
    assert before == (AuditEntry.objects.count(), Registration.objects.count(), OutgoingMail.objects.count())


@pytest.mark.django_db
def test_where_somebody_else_works_nothing_is_touched() -> None:
    Organiser.objects.create(key="somebody", name={"fr": "Quelqu’un"})
    for act in (set_up, reset):
        with pytest.raises(NotADemonstration, match="somebody"):
            act(now=NOW)
    assert not is_set_up()
    assert facts_by_key("aarau-2023") is None


@pytest.mark.django_db(transaction=True)
def test_a_reset_brings_the_same_crowd_at_the_moments_of_today() -> None:
    set_up(now=NOW - timedelta(weeks=5))
    before = gathering("aarau-2023")
    names = set(Registration.objects.order_by("pk").values_list("given_name", "family_name"))
    reset(now=NOW)
    after = gathering("aarau-2023")
    assert names == set(Registration.objects.order_by("pk").values_list("given_name", "family_name"))
    assert before.deadline and after.deadline
    assert after.deadline - before.deadline == timedelta(weeks=5)
    assert after.version != before.version, "a server that runs must not show what it remembers"
