"""The mails that tell whoever was invited or written to what does not hold any more."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.unasked import no_more_address, refusal_headers, why_received
from filrouge.stages.following.words import part_said
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.words import where_in_words
from filrouge.stages.invitations import links
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.queries import invitation_by_id
from filrouge.stages.registration.mails import NothingToSay
from filrouge.stages.telling import rules
from filrouge.stages.telling.enums import News
from filrouge.stages.telling.facts import Reader
from filrouge.stages.telling.words import lead_of, subject_of

_ASIDE = frozenset({News.CALLED_OFF, News.PUT_OFF})
_SAID_NO = frozenset({InvitationState.DECLINED, InvitationState.EXCUSED, InvitationState.REPRESENTED})


def kind_of(news: News) -> str:
    """The kind of mail that tells something."""
    return f"told_{news.value}"


def register_all() -> None:
    """Name each kind with its composer; any of them may be refused by its reader."""
    for news in News:
        kinds.register(kind_of(news), _composer(news), stream=Stream.INVITATION, is_moot=_is_moot(news))


def _is_moot(news: News) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a mail that waited is not true any more, or its reader said meanwhile that they do not come."""

    def is_moot(context: Mapping[str, Any]) -> bool:
        facts = facts_by_id(context["gathering"])
        if facts is None or not rules.holds_still(news, facts):
            return True
        pk = context.get("invitation")
        invitation = invitation_by_id(gathering_id=facts.id, invitation_id=pk) if pk else None
        return invitation is not None and invitation.state in _SAID_NO

    return is_moot


def _composer(news: News) -> Callable[[Mapping[str, Any], str], ComposedMail]:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        facts = facts_by_id(context["gathering"])
        if facts is None:
            raise NothingToSay(str(context["gathering"]))
        return compose_for(news, context, facts, language)

    return compose


def compose_for(
    news: News, context: Mapping[str, Any], facts: GatheringFacts, language: str, *, is_preview: bool = False
) -> ComposedMail:
    """The mail of one person. In a preview its links are nobody's: whoever looks does not act in the reader's name."""
    no_more = "" if is_preview else no_more_address(facts.organiser_id, context["address"])
    with override(language):
        said = _said(news, context, facts, language, is_preview=is_preview) | {"no_more_url": no_more}
        places = [str(part["where"]) for part in said["parts"]]
        typed = [*dict(facts.state_reason).values(), context["name"], context["source"], *places]
        return composed(
            "mail/telling/told",
            subject_of(news, said["title"]),
            said,
            facts,
            language,
            typed=[*typed, *(str(part["title"]) for part in said["parts"])],
            alone=(context["name"], *places),
            headers=refusal_headers(no_more),
        )


def context_of(one: Reader) -> dict[str, Any]:
    """What the mail of somebody must hold, frozen when it is written into the outbox."""
    return {
        "contact": one.contact_id,
        "name": one.name,
        "address": one.email,
        "source": one.source,
        "source_on": one.source_on.isoformat(),
        "parts": list(one.parts),
        **({"invitation": one.invitation} if one.invitation else {}),
    }


def preview(one: Reader, facts: GatheringFacts) -> ComposedMail:
    """The mail of somebody as it will be, but for its links."""
    return compose_for(one.news, context_of(one), facts, one.language, is_preview=True)


def _said(
    news: News, context: Mapping[str, Any], facts: GatheringFacts, language: str, *, is_preview: bool
) -> dict[str, Any]:
    organiser = organiser_name(facts, language)
    url, label = _action(news, context, facts, is_preview=is_preview)
    return {
        "title": facts.title.best(language, facts.languages).text,
        "name": context["name"],
        "lead": lead_of(news),
        "reason": facts.state_reason.best(language, facts.languages).text if news in _ASIDE else "",
        "parts": [_part(part, news, context, facts, language) for part in facts.parts],
        "organiser_name": organiser,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "action_url": url,
        "action_label": label,
        "why_received": why_received(organiser, context["source"], date.fromisoformat(context["source_on"]), language),
    }


def _part(
    part: PartFacts, news: News, context: Mapping[str, Any], facts: GatheringFacts, language: str
) -> dict[str, object]:
    """A part as the mail says it, with what was announced before where its reader knows that."""
    said = part_said(part, facts, language)
    earlier = said["earlier"] if news not in _ASIDE and part.key in context["parts"] else []
    return {**said, "where": where_in_words(part, facts, language), "earlier": earlier}


def _action(news: News, context: Mapping[str, Any], facts: GatheringFacts, *, is_preview: bool) -> tuple[str, str]:
    pk = context.get("invitation")
    invitation = invitation_by_id(gathering_id=facts.id, invitation_id=pk) if pk and news not in _ASIDE else None
    page = settings.BASE_URL + reverse("public:gathering", args=[facts.key])
    if invitation is None or invitation.state is not InvitationState.PENDING or invitation.closed_at is not None:
        return page, gettext("To the page of the gathering")
    own = page if is_preview else links.invitation_address(invitation.public_id, invitation.link)
    return own, gettext("Answer the invitation")
