"""Who has answered a gathering by registering, for those who write to contacts."""

from filrouge.stages.registration.models import Registration


def registered_addresses(gathering_id: int) -> frozenset[str]:
    """The folded addresses of everybody who registered, whatever became of it; one query."""
    rows = Registration.objects.filter(gathering_id=gathering_id).exclude(email="").order_by("pk")
    return frozenset(address.casefold() for address in rows.values_list("email", flat=True))
