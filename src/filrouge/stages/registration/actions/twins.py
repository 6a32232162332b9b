"""One person, one registration that counts: asked of one that begins to count again or becomes somebody else's."""

from collections.abc import Iterable

from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.register import AlreadyRegistered, lock_person
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import applicant_of, same_person

Person = tuple[str, str]


def lock_person_of(registration_id: int) -> Person:
    """Wait for whoever registers the person of a registration at this moment, before anything else is locked; who it
    is: address and folded name. Raises Gone.
    """
    known = Registration.objects.filter(pk=registration_id).values_list("gathering_id", "email", "sort_name").first()
    if known is None:
        raise Gone(str(registration_id))
    lock_person(*known)
    return known[1:]


def counts(wishes: Iterable[PartRegistration]) -> bool:
    """Whether anything of a registration counts."""
    return any(PartState(wish.state) in ACTIVE for wish in wishes)


def refuse_twin(row: Registration, locked: Person) -> None:
    """Raise AlreadyRegistered when another registration of the same person counts, Gone when the registration has
    become another person's since the one was locked.
    """
    if (row.email, row.sort_name) != locked:
        raise Gone(f"{row.pk}: somebody else's meanwhile")
    if twin := same_person(row.gathering_id, applicant_of(row), besides=row.submission):
        raise AlreadyRegistered(twin)
