"""The only writers of contacts and their functions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.text import search_form
from filrouge.ground.audit.actions import entry, record, record_all
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.directory.body_actions import BodySaid, write_body
from filrouge.ground.directory.models import Contact, ContactFile, ContactFunction, Organisation, postal_columns
from filrouge.ground.people.actors import Actor


class AddressTaken(ValueError):
    """Another contact of the organiser has this address; `contact_id` says which."""

    def __init__(self, contact_id: int) -> None:
        super().__init__(contact_id)
        self.contact_id = contact_id


class NoSuchContact(LookupError):
    """The organiser has no such contact, body or function."""


@dataclass(frozen=True)
class FunctionSaid:
    """A function as somebody says it. At least one of body, function and label.

    `new_body` is a body that the directory does not know yet, and is added to it.
    """

    organisation_id: int | None = None
    function: str = ""
    label: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    new_body: BodySaid | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return self.organisation_id is not None or self.new_body is not None or bool(self.function or self.label)


@dataclass(frozen=True)
class ContactSaid:
    """A contact as somebody says it; `source` and `source_on`: where the address comes from, and since when."""

    language: str
    source: str
    source_on: date
    civility: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    informed_on: date | None = None
    communities: tuple[str, ...] = ()
    functions: tuple[FunctionSaid, ...] = ()
    postal: PostalAddress = NOWHERE

    @property
    def plain(self) -> dict[str, Any]:
        """The columns of the contact itself."""
        email = fold(self.email)
        return {
            "civility": self.civility,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "language": self.language,
            "email": email,
            "phone": self.phone,
            "communities": list(self.communities),
            "source": self.source,
            "source_on": self.source_on,
            "informed_on": self.informed_on,
            "search_text": f"{search_form(f'{self.given_name} {self.family_name}')} {search_form(email)}".strip(),
            **postal_columns(self.postal),
        }


def fold(address: str) -> str:
    """An address as it is kept and compared."""
    return address.strip().casefold()


@transaction.atomic
def write_contact(
    *, organiser_id: int, said: ContactSaid, actor: Actor, now: datetime, contact_id: int | None = None
) -> int:
    """Write a contact, a new one without `contact_id`; its id. Functions that are said are added, none is taken away.

    A new address is reachable until its server says otherwise. Raises AddressTaken, NoSuchContact, NameBorne for a
    new body.
    """
    functions = _with_bodies(organiser_id, said.functions, actor, now)
    lock_name(f"contacts {organiser_id}")
    columns = said.plain
    taken = Contact.objects.filter(organiser_id=organiser_id, email=columns["email"]).exclude(pk=contact_id or 0)
    if columns["email"] and (other := taken.order_by("pk").values_list("pk", flat=True).first()):
        raise AddressTaken(other)
    if contact_id is None:
        row = Contact.objects.create(organiser_id=organiser_id, created_at=now, **columns)
        note("contact:added", row.pk, organiser_id, actor, now)
    else:
        row = _locked(organiser_id, contact_id)
        changed = sorted(name for name, value in columns.items() if getattr(row, name) != value)
        if "email" in changed:
            columns |= {"unreachable_at": None, "unreachable_why": "", "soft_bounces": 0}
        if changed:
            Contact.objects.filter(pk=row.pk).update(**columns)
            note("contact:changed", row.pk, organiser_id, actor, now, {"fields": changed})
    add_functions(organiser_id=organiser_id, contact_id=row.pk, said=functions, actor=actor, now=now)
    return row.pk


@transaction.atomic
def add_functions(
    *, organiser_id: int, contact_id: int, said: tuple[FunctionSaid, ...], actor: Actor, now: datetime
) -> None:
    """Add functions to a contact; one that they hold already, open-ended, is not added again.

    Raises NoSuchContact, NameBorne for a new body.
    """
    wanted = [one for one in _with_bodies(organiser_id, said, actor, now) if one.says_something]
    if not wanted:
        return
    _locked(organiser_id, contact_id)
    bodies = {one.organisation_id for one in wanted if one.organisation_id is not None}
    if Organisation.objects.filter(organiser_id=organiser_id, pk__in=bodies).count() != len(bodies):
        raise NoSuchContact("body")
    open_ones = ContactFunction.objects.filter(contact_id=contact_id, until=None).order_by("pk")
    held = {function_key(*row) for row in open_ones.values_list("organisation_id", "function", "label")}
    new = [one for one in wanted if one.until or function_key(one.organisation_id, one.function, one.label) not in held]
    ContactFunction.objects.bulk_create(
        ContactFunction(
            contact_id=contact_id,
            organisation_id=one.organisation_id,
            function=one.function,
            label=dict(one.label),
            since=one.since,
            until=one.until,
        )
        for one in new
    )
    for one in new:
        said_of = {"function": one.function, "organisation": one.organisation_id}
        note("contact:function_added", contact_id, organiser_id, actor, now, said_of)


def _with_bodies(
    organiser_id: int, said: tuple[FunctionSaid, ...], actor: Actor, now: datetime
) -> tuple[FunctionSaid, ...]:
    """The functions, with the bodies that are new written into the directory."""
    return tuple(
        replace(
            one,
            organisation_id=write_body(organiser_id=organiser_id, said=one.new_body, actor=actor, now=now),
            new_body=None,
        )
        if one.new_body
        else one
        for one in said
    )


def function_key(organisation_id: int | None, function: str, label: Mapping[str, str]) -> tuple[Any, ...]:
    """Under what a function is the same as another one of the same person."""
    # The printed label tells two functions apart only where the controlled list does not.
    return organisation_id, function, "" if function else str(sorted(label.items()))


@transaction.atomic
def end_function(
    *, organiser_id: int, contact_id: int, function_id: int, on: date, actor: Actor, now: datetime
) -> None:
    """End a function on a day; the row stays as history. Raises NoSuchContact, ValueError for too early a day."""
    _locked(organiser_id, contact_id)
    row = ContactFunction.objects.filter(contact_id=contact_id, pk=function_id).first()
    if row is None:
        raise NoSuchContact("function")
    if row.since and on < row.since:
        raise ValueError("before it began")
    row.until = on
    row.save(update_fields=["until"])
    note("contact:function_ended", contact_id, organiser_id, actor, now, {"function": row.function})


_EMPTY: Mapping[str, Any] = {
    "civility": "",
    "given_name": "",
    "family_name": "",
    "email": "",
    "phone": "",
    "communities": [],
    "source": "",
    "informed_on": None,
    "last_contact_on": None,
    "last_sign_on": None,
    "unreachable_at": None,
    "unreachable_why": "",
    "soft_bounces": 0,
    "search_text": "",
    **postal_columns(NOWHERE),
}


def lock_contacts(*, organiser_id: int, ids: Iterable[int]) -> Mapping[int, str]:
    """Those of these contacts who are not erased, locked until the transaction ends: the address of each, by id."""
    rows = lock_rows(Contact.objects.filter(organiser_id=organiser_id, erased_at=None), ids)
    return {pk: row.email for pk, row in rows.items()}


def empty_contacts(*, organiser_id: int, ids: Iterable[int], actor: Actor, now: datetime, motive: str = "") -> None:
    """Empty these locked contacts of all that tells who they were, with their functions; a line in the trail for each.

    What hangs on them in the stages is erased by whoever calls this. Lines of files that wait go with the address.
    """
    rows = Contact.objects.filter(organiser_id=organiser_id, pk__in=list(ids), erased_at=None)
    found = dict(rows.order_by("pk").values_list("pk", "email"))
    ContactFunction.objects.filter(contact__in=list(found)).delete()
    Contact.objects.filter(pk__in=list(found)).update(**_EMPTY, source_on=now.date(), erased_at=now)
    drop_from_files(organiser_id=organiser_id, addresses=set(found.values()) - {""})
    said: dict[str, Any] = {"actor": actor, "now": now, "organiser_id": organiser_id, "motive": motive}
    record_all([entry(verb="contact:erased", subject=("contact", str(pk)), **said) for pk in found])


def drop_from_files(*, organiser_id: int, addresses: Collection[str]) -> None:
    """Drop the lines of these folded addresses from files of contacts that wait for approval."""
    waiting = ContactFile.objects.filter(organiser_id=organiser_id, closed_at=None).order_by("pk")
    for row in lock_rows(ContactFile.objects.all(), list(waiting.values_list("pk", flat=True))).values():
        kept = [line for line in row.lines if line.get("email", "") not in addresses]
        if len(kept) < len(row.lines):
            row.lines = kept
            row.save(update_fields=["lines"])


@transaction.atomic
def note_bounce(*, organiser_id: int, address: str, permanent: bool, reason: str, now: datetime) -> bool:
    """Note that mail to an address came back; after a permanent failure no more is written to it. False: nobody's."""
    row = Contact.objects.filter(organiser_id=organiser_id, email=fold(address)).first()
    if row is None:
        return False
    row = _locked(organiser_id, row.pk)
    if not permanent:
        row.soft_bounces = min(row.soft_bounces + 1, 30_000)
    elif row.unreachable_at is None:
        row.unreachable_at, row.unreachable_why = now, reason[:500]
    row.save(update_fields=["soft_bounces", "unreachable_at", "unreachable_why"])
    return True


def _locked(organiser_id: int, contact_id: int) -> Contact:
    rows = Contact.objects.filter(organiser_id=organiser_id, erased_at=None)
    row = lock_rows(rows, [contact_id]).get(contact_id)
    if row is None:
        raise NoSuchContact("contact")
    return row


def note(
    verb: str, pk: int, organiser_id: int, actor: Actor, now: datetime, data: Mapping[str, Any] | None = None
) -> None:
    record(verb=verb, actor=actor, now=now, organiser_id=organiser_id, subject=("contact", str(pk)), data=data)
