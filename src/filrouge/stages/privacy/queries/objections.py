"""Who does not want to be written to. The list holds no address, so it can be asked, never read."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.links import digests_of, make
from filrouge.stages.privacy.models import Objection


def objectors(organiser_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses, as given, object; one query for all of them."""
    by_digest = {digest: address for address in addresses for digest in digests_of(organiser_id, address)}
    if not by_digest:
        return frozenset()
    found = Objection.objects.filter(organiser_id=organiser_id, digest__in=by_digest).order_by("pk")
    return frozenset(by_digest[digest] for digest in found.values_list("digest", flat=True))


def objects(organiser_id: int, address: str) -> bool:
    """Whether an address objects to being written to."""
    return bool(objectors(organiser_id, [address]))


def objection_of(organiser_id: int, address: str) -> tuple[datetime, Source] | None:
    """Since when an address objects and how that came, None when it does not."""
    found = Objection.objects.filter(organiser_id=organiser_id, digest__in=digests_of(organiser_id, address))
    first = found.order_by("said_at", "pk").values_list("said_at", "source").first()
    return (first[0], Source(first[1])) if first else None


def objects_since(organiser_id: int, address: str) -> datetime | None:
    """Since when an address objects, None when it does not."""
    found = objection_of(organiser_id, address)
    return found[0] if found else None


def is_recorded(organiser_id: int, digest: str) -> bool:
    """Whether this very digest is on the list."""
    return Objection.objects.filter(organiser_id=organiser_id, digest=digest).exists()


def objection_count(organiser_id: int) -> int:
    """How many addresses object."""
    return Objection.objects.filter(organiser_id=organiser_id).count()


def no_more_mails_path(organiser_id: int, address: str) -> str:
    """Where the reader of a mail at this address says that they want no more of them."""
    return reverse("public:no_mails", args=[make(organiser_id, address)])
