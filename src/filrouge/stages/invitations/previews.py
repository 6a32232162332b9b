"""The invitation and its reminder as somebody real would receive them now, without sending anything."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.core.names import PersonName
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.own_words import OwnWords
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.mails import compose_for
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.facts import Addressee

# Nobody's personal link: whoever reads a preview shall not answer in the name of the person shown.
_NOBODY = UUID(int=0)


def someone_to_show(facts: GatheringFacts, language: str) -> Addressee | None:
    """Who reads this language and takes mail: the last one invited who has not answered, else somebody invited, else
    somebody of the directory; None when there is nobody.
    """
    contacts = Contact.objects.filter(
        organiser_id=facts.organiser_id, language=language, erased_at=None, unreachable_at=None
    ).exclude(email="")
    invited = Invitation.objects.filter(gathering_id=facts.id, contact__in=contacts).order_by("-pk")
    silent = invited.filter(state=InvitationState.PENDING.value)
    asked = silent.values_list("contact", flat=True).first() or invited.values_list("contact", flat=True).first()
    found = contacts.filter(pk=asked).first() if asked else contacts.order_by("pk").first()
    return (
        _shown(PersonName(found.given_name, found.family_name).full, found.source, found.source_on) if found else None
    )


def stand_in(name: str, language: str, *, today: date) -> Addressee:
    """Whoever looks at the mail: while the directory knows nobody who reads the language."""
    with override(language):
        return _shown(name, gettext("here stands how you know the address"), today)


def _shown(name: str, source: str, source_on: date) -> Addressee:
    link = settings.BASE_URL + reverse("public:invitation", args=[links.for_invitation(_NOBODY)])
    return Addressee(name=name, address="", link=link, source=source, source_on=source_on)


def preview(words: OwnWords, to: Addressee, facts: GatheringFacts) -> ComposedMail:
    """The mail with these words as this person would receive it now. Its links are nobody's."""
    return compose_for(words.kind, to, facts, words.language, words=words, is_preview=True)
