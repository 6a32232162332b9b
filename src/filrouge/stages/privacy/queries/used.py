"""What a gathering really does with personal data beside registering people, and where its addresses come from."""

from datetime import date

from django.db.models import Count, Min, Q

from filrouge.ground.directory.models import Contact
from filrouge.stages.documents.models import Letter
from filrouge.stages.following.models import Follower
from filrouge.stages.following.rules import may_follow
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.press.models import Accreditation, PressRelease
from filrouge.stages.press.rules import welcomes_journalists
from filrouge.stages.privacy.facts import InUse
from filrouge.stages.registration.models import Forwarding
from filrouge.stages.sendings.models import Sending

# A source that gave fewer addresses may be read as one person ("card of …"): it is not printed for everybody.
_NAMED_FROM = 3
_MOST_NAMED = 12


def used_by(facts: GatheringFacts, *, every_source: bool = False) -> InUse:
    """What a gathering does; ten queries. `every_source`: for the organiser's own register, rare ones too."""
    letters = Letter.objects.filter(gathering_id=facts.id).exclude(issued_at=None)
    releases = PressRelease.objects.filter(gathering_id=facts.id).exclude(issued_at=None)
    asked = Accreditation.objects.filter(gathering_id=facts.id)
    has_releases = releases.exists()
    sources, others = _sources(facts, named_from=1 if every_source else _NAMED_FROM)
    return InUse(
        follows=may_follow(facts).is_allowed or Follower.objects.filter(gathering_id=facts.id).exists(),
        passes_on=facts.forwarding is not ForwardingScope.NONE or _was_passed_on(facts),
        invites=Invitation.objects.filter(gathering_id=facts.id).exists(),
        sends=Sending.objects.filter(gathering_id=facts.id).exclude(approved_at=None).exists(),
        issues_letters=letters.exists(),
        writes_to_press=has_releases,
        accredits=(has_releases and welcomes_journalists(facts)) or asked.exists(),
        sources=sources,
        other_sources=others,
    )


def _was_passed_on(facts: GatheringFacts) -> bool:
    here = Q(passed_on_by__gathering_id=facts.id) | Q(invitation__gathering_id=facts.id)
    return Forwarding.objects.filter(here).exists()


def _sources(facts: GatheringFacts, *, named_from: int) -> tuple[tuple[tuple[str, date], ...], bool]:
    """Sources with their earliest day, those first that gave most; and whether there are more than are named."""
    invited = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None).order_by().values("contact")
    receivers = Sending.objects.filter(gathering_id=facts.id).exclude(approved_at=None).order_by()
    people = Contact.objects.filter(Q(pk__in=invited) | Q(pk__in=receivers.values("rows__contact")), erased_at=None)
    counted = people.order_by().values("source").annotate(number=Count("pk"), since=Min("source_on"))
    found = sorted(counted, key=lambda row: (-row["number"], row["source"]))
    named = [row for row in found if row["number"] >= named_from and "@" not in row["source"]][:_MOST_NAMED]
    return tuple((row["source"], row["since"]) for row in named), len(named) < len(found)
