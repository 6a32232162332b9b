"""Two registrations of one person become one: the better places stay, the others go on, and nobody is lost."""

from uuid import uuid4

import pytest

from filrouge.core.names import PersonName
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import actions
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import merge, tell_apart
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import Registrant, SaidNeed
from filrouge.stages.registration.models import (
    Forwarding,
    MergedRegistration,
    Need,
    PartRegistration,
    PartSeats,
    Registration,
    Replacement,
    ToldApart,
)
from tests.support.clock import instant
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import (
    ASSISTANT,
    DESK,
    EXECUTIVE,
    HEAD,
    NOW,
    OFFICER,
    application,
    crowd,
    registered,
    small_eve,
)
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

pytestmark = pytest.mark.django_db

TWIN = EXECUTIVE.but(email="beatrice@tour.example")
WORKSHOPS = changed(
    AARAU,
    parts=[
        *AARAU["parts"],
        *(
            {
                "key": key,
                "kind": "workshop",
                "title": key,
                "when": "2023-05-12",
                "starts_at": "10:00",
                "ends_at": "11:00",
                "audience": {"open": True},
            }
            for key in ("atelier-a", "atelier-b")
        ),
    ],
)


def put_together(keep: int, drop: int, facts: GatheringFacts, *from_dropped: str) -> None:
    """Staff put two registrations together, in spring."""
    merge(keep_id=keep, drop_id=drop, facts=facts, from_dropped=from_dropped, actor=DESK, now=NOW)


def test_what_one_lacks_comes_from_the_other_and_seats_stay() -> None:
    facts = small_eve(capacity=3)
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve").registration_id
    before = dict(PartSeats.objects.values_list("part__key", "confirmed"))
    moved = PartRegistration.objects.get(registration_id=drop).pk
    put_together(keep, drop, facts)
    assert states(keep) == {"eve": "confirmed", "day": "confirmed"}
    assert PartRegistration.objects.get(registration_id=keep, part__key="eve").pk == moved
    assert dict(PartSeats.objects.values_list("part__key", "confirmed")) == before
    assert not Registration.objects.filter(pk=drop).exists()
    assert MergedRegistration.objects.get().registration_id == keep
    assert faults(facts.id) == []


def test_a_seat_that_is_left_over_goes_to_the_first_who_waits() -> None:
    facts = small_eve(capacity=2)
    keep = registered(EXECUTIVE, facts, "eve").registration_id
    drop = registered(TWIN, facts, "eve").registration_id
    waits = registered(HEAD, facts, "eve").registration_id
    assert states(waits) == {"eve": "waiting"}
    put_together(keep, drop, facts)
    assert states(keep) == {"eve": "confirmed"}
    assert states(waits) == {"eve": "confirmed"}
    assert faults(facts.id) == []


@pytest.mark.parametrize("first_is_kept", [True, False])
def test_the_better_rank_stays(first_is_kept: bool) -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    first = registered(EXECUTIVE, facts, "eve").registration_id
    crowd(facts, 1, "eve", first=3)
    second = registered(TWIN, facts, "eve").registration_id
    number = PartRegistration.objects.get(registration_id=first).queue_number
    keep, drop = (first, second) if first_is_kept else (second, first)
    put_together(keep, drop, facts)
    wish = PartRegistration.objects.get(registration_id=keep)
    assert (wish.state, wish.queue_number) == ("waiting", number)
    assert faults(facts.id) == []


def test_a_place_is_better_than_a_rank() -> None:
    facts = small_eve()
    drop = registered(TWIN, facts, "eve").registration_id
    keep = registered(EXECUTIVE, facts, "eve").registration_id
    assert states(keep) == {"eve": "waiting"}
    put_together(keep, drop, facts)
    assert states(keep) == {"eve": "confirmed"}
    assert faults(facts.id) == []


def test_the_chosen_function_is_judged() -> None:
    facts = small_eve()
    keep = registered(EXECUTIVE, facts, "eve").registration_id
    drop = registered(TWIN.but(function=OFFICER.function), facts, "day").registration_id
    waits = registered(HEAD, facts, "eve").registration_id
    put_together(keep, drop, facts, "function", "email")
    assert states(keep) == {"eve": "refused", "day": "confirmed"}
    assert states(waits) == {"eve": "confirmed"}
    row = Registration.objects.get(pk=keep)
    assert (row.function, row.email) == (OFFICER.function, TWIN.email)
    assert row.search_text.count(search_word(TWIN.email))
    assert faults(facts.id) == []


def search_word(address: str) -> str:
    """The first word of an address as it is searched."""
    return address.partition("@")[0]


def test_nobody_is_in_two_workshops_at_once() -> None:
    facts = load(WORKSHOPS)
    keep = registered(EXECUTIVE, facts, "atelier-a").registration_id
    drop = registered(TWIN, facts, "atelier-b").registration_id
    put_together(keep, drop, facts)
    assert states(keep) == {"atelier-a": "confirmed", "atelier-b": "refused"}
    wish = PartRegistration.objects.get(registration_id=keep, part__key="atelier-b")
    assert [reason["code"] for reason in wish.reasons] == ["clash"]
    assert faults(facts.id) == []


def test_a_part_that_is_over_stays_as_it_was() -> None:
    facts = load(with_part(AARAU, "eve", ends_at="21:00"))
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve").registration_id
    after = instant("2023-05-12T08:00:00+02:00")
    Registration.objects.filter(pk=keep).update(function=OFFICER.function)
    merge(keep_id=keep, drop_id=drop, facts=facts, actor=DESK, now=after)
    assert states(keep) == {"eve": "confirmed", "day": "confirmed"}


def test_the_first_to_arrive_counts() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    early = instant("2023-02-01T12:00:00+01:00")
    drop = registered(TWIN, facts, "day", received_at=early, channel=Channel.EMAIL, actor=DESK).registration_id
    put_together(keep, drop, facts)
    row = Registration.objects.get(pk=keep)
    assert (row.received_at, row.channel) == (early, "email")


def test_what_hangs_on_the_one_that_goes_hangs_on_the_other() -> None:
    facts = load(with_part(AARAU, "day", has_meal=True))
    keep = registered(EXECUTIVE, facts, "day").registration_id
    wish = application(TWIN, facts, "day", needs=(SaidNeed("day", NeedKind.MEAL, ("vegan",)),))
    drop = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW).registration_id
    Forwarding.objects.create(passed_on_by_id=drop, name="Ueli", passed_on_at=NOW)
    came = registered(HEAD, facts, "day", invited_through=drop).registration_id
    Replacement.objects.create(
        registration_id=drop, previous_name="Odile", replaced_at=NOW, replaced_by="x", took_over=True
    )
    before = MergedRegistration.objects.create(public_id=uuid4(), registration_id=drop, merged_at=NOW)
    put_together(keep, drop, facts)
    assert Need.objects.get().registration_id == keep
    assert Forwarding.objects.get().passed_on_by_id == keep
    assert Registration.objects.get(pk=came).invited_through_id == keep
    assert Replacement.objects.get().registration_id == keep
    before.refresh_from_db()
    assert before.registration_id == keep


def test_nobody_came_through_themselves() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "day", invited_through=keep).registration_id
    put_together(keep, drop, facts)
    assert Registration.objects.get().invited_through is None


def test_nor_through_somebody_whom_they_had_told() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    between = registered(HEAD, facts, "day", invited_through=keep).registration_id
    drop = registered(TWIN, facts, "day", invited_through=between).registration_id
    put_together(keep, drop, facts)
    through = dict(Registration.objects.values_list("pk", "invited_through"))
    assert through == {keep: None, between: keep}


def test_the_person_is_told_and_so_is_the_address_that_is_given_up() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve", registrant=ASSISTANT).registration_id
    forget()
    put_together(keep, drop, facts)
    assert mails() == [("merged", EXECUTIVE.email), ("merged_away", TWIN.email)]
    deliver_due(now=NOW)
    assert dict(OutgoingMail.objects.values_list("kind", "state")) == {"merged": "sent", "merged_away": "sent"}


def test_mails_that_left_are_about_the_one_that_is_kept_and_others_do_not_leave() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve").registration_id
    OutgoingMail.objects.filter(to=TWIN.email).update(state="sent")
    actions.send_link(registration_id=drop, actor=DESK, now=NOW)
    put_together(keep, drop, facts)
    about = OutgoingMail.objects.filter(context__registration=keep).order_by("pk").values_list("kind", "to")
    assert list(about) == [
        ("registration_received", EXECUTIVE.email),
        ("registration_received", TWIN.email),
        ("merged", EXECUTIVE.email),
    ]
    assert not OutgoingMail.objects.filter(context__registration=drop).exists()


def test_the_registrant_can_be_chosen() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve", registrant=ASSISTANT).registration_id
    put_together(keep, drop, facts, "registrant", "language")
    row = Registration.objects.get()
    said = Registrant(PersonName(row.registrant_given_name, row.registrant_family_name), row.registrant_email)
    assert said == Registrant(PersonName(ASSISTANT.given, ASSISTANT.family), ASSISTANT.email)


def test_both_histories_tell_of_it() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(TWIN, facts, "eve").registration_id
    put_together(keep, drop, facts, "email")
    lines = {(line.verb, line.subject_id): line.data for line in trail(facts)}
    merged = lines["registration:merged", str(keep)]
    assert (merged["with"], merged["taken"]) == (drop, ["email"])
    assert lines["registration:merged_into", str(drop)] == {"into": keep}


def test_what_cannot_be_merged() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    with pytest.raises(ValueError, match="cannot merge"):
        put_together(keep, keep, facts)
    other = registered(TWIN, facts, "day").registration_id
    with pytest.raises(ValueError, match="shoe size"):
        put_together(keep, other, facts, "shoe size")
    Registration.objects.filter(pk=other).update(erased_at=NOW)
    with pytest.raises(Gone):
        put_together(keep, other, facts)
    with pytest.raises(Gone):
        put_together(keep, 999, facts)


def test_two_people_are_told_apart_once() -> None:
    facts = load()
    first = registered(EXECUTIVE, facts, "day").registration_id
    second = registered(TWIN, facts, "day").registration_id
    for pair in ((first, second), (second, first)):
        tell_apart(first_id=pair[0], second_id=pair[1], facts=facts, actor=DESK, now=NOW)
    told = ToldApart.objects.get()
    assert (told.first_id, told.second_id, told.said_by) == (first, second, DESK.label)
    assert [line.verb for line in trail(facts)][-2:] == ["registration:told_apart"] * 2
