"""The gathering that is measured: the shipped example of Aarau, moved so that its registration is open today."""

from datetime import UTC, datetime

KEY = "aarau-2023"
PAGE, FORM = f"/g/{KEY}/", f"/g/{KEY}/register/"


def prepare() -> None:
    """Tables, static files and the gathering. Django must be set up."""
    from filrouge.cli.preparing import collect_if_needed, migrate_if_needed
    from filrouge.config.demonstration.gatherings import at_its_moment, example
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.file.loading import load_document

    migrate_if_needed()
    collect_if_needed()
    now = datetime.now(UTC)
    load_document(at_its_moment(example(KEY), today=now.date()), actor=SYSTEM, now=now)


def fields(*parts: str) -> list[tuple[str, str]]:
    """What somebody types whom the rules admit to both parts."""
    from filrouge.ground.directory.models import Organisation
    from filrouge.stages.gatherings.models import Gathering

    organiser = Gathering.objects.get(key=KEY).organiser_id
    city = Organisation.objects.get(organiser=organiser, key="aarau")
    return [
        ("organisation", next(iter(city.name.values()))),
        ("function", "executive_member"),
        *[("parts", part) for part in parts],
    ]


def nobody_registered(*, eve: int) -> None:
    """Empty lists, and so many seats on the eve."""
    from filrouge.ground.mail.models import OutgoingMail
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.queries import facts_by_key
    from filrouge.stages.registration.actions import set_capacity
    from filrouge.stages.registration.models import PartSeats, Registration

    OutgoingMail.objects.all().delete()
    Registration.objects.all().delete()
    PartSeats.objects.all().delete()
    facts = facts_by_key(KEY)
    assert facts is not None
    set_capacity(facts=facts, part="eve", capacity=eve, actor=SYSTEM, now=datetime.now(UTC))


def counted() -> dict[str, int]:
    """What the tables say of the eve."""
    from filrouge.stages.registration.models import PartRegistration, PartSeats

    rows = PartRegistration.objects.filter(part__gathering__key=KEY, part__key="eve")
    seats = PartSeats.objects.get(part__gathering__key=KEY, part__key="eve")
    return {
        "confirmed": rows.filter(state="confirmed").count(),
        "waiting": rows.filter(state="waiting").count(),
        "confirmed counted": seats.confirmed,
        "waiting counted": seats.waiting,
    }
