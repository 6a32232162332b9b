"""Who answers for personal data, by organiser."""

from collections.abc import Mapping

from filrouge.ground.people.enums import LegalRegime
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.privacy.facts import LegalFacts, Periods


def legal_of(organiser_id: int) -> LegalFacts | None:
    """What an organiser said about itself, None while it has not; one query."""
    row = LegalProfile.objects.filter(organiser_id=organiser_id).first()
    if row is None:
        return None
    return LegalFacts(
        controller=row.controller,
        regime=LegalRegime(row.regime),
        address=row.address,
        canton=row.canton,
        authority=row.authority,
        dpo=row.dpo,
        dpo_email=row.dpo_email,
        rights_email=row.rights_email,
        periods=_periods(row),
    )


def has_legal_profile(organiser_id: int) -> bool:
    """Whether an organiser said who answers for personal data; one query."""
    return LegalProfile.objects.filter(organiser_id=organiser_id).exists()


def periods_of(organiser_id: int) -> Periods:
    """For how long an organiser keeps things, by default when it said nothing; one query."""
    return periods_by_organiser().get(organiser_id, Periods())


def periods_by_organiser() -> Mapping[int, Periods]:
    """The periods of every organiser that said something; one query."""
    return {row.pk: _periods(row) for row in LegalProfile.objects.order_by("pk")}


def _periods(row: LegalProfile) -> Periods:
    return Periods(
        needs_days=row.needs_days,
        addresses_days=row.addresses_days,
        registrations_months=row.registrations_months,
        contacts_months=row.contacts_months,
        needs_visa=row.needs_visa,
    )
