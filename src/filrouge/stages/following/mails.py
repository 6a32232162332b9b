"""The mails to followers: one that asks whether the address is theirs, then one for each piece of news."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.unasked import refusal_headers
from filrouge.stages.following import links
from filrouge.stages.following.enums import News
from filrouge.stages.following.words import lead_of, part_said, session_change_in_words, subject_of
from filrouge.stages.gatherings.enums import ContactKind, GatheringState, PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts, SessionChange
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.gatherings.words import where_in_words
from filrouge.stages.registration.mails import NothingToSay

CHECK = "follow_check"
# What a reader of this news may wish to open besides the page.
_TO_READ = {
    News.PROGRAMME: PublicationKind.PROGRAMME,
    News.PROGRAMME_CHANGED: PublicationKind.PROGRAMME,
    News.INVITATION: PublicationKind.INVITATION,
}


def kind_of(news: News) -> str:
    """The kind of mail that tells something."""
    return f"follow_{news.value}"


def register_all() -> None:
    """Name each kind with its composer."""
    kinds.register(CHECK, _check)
    for news in News:
        is_moot = _is_aside if news is News.PROGRAMME_CHANGED else None
        kinds.register(kind_of(news), _composer(news), stream=Stream.INVITATION, is_moot=is_moot)


def _is_aside(context: Mapping[str, Any]) -> bool:
    """Whether the gathering was called off or put off since: nobody cares for its programme now."""
    facts = facts_by_id(context["gathering"])
    return facts is None or facts.state in ASIDE


def _composer(news: News) -> Callable[[Mapping[str, Any], str], ComposedMail]:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        facts = _facts(context)
        leave = _address("public:unfollow", links.to_leave(UUID(context["link"]), facts.id))
        with override(language):
            said = _said(facts, language) | _told(news, facts, language) | {"leave_url": leave}
            said["changes"] = _changes(context, facts, language)
            said["why_received"] = gettext("You left this address to be told of this gathering, and of no other.")
            return _composed("news", subject_of(news, said["title"]), said, facts, language, refusal_headers(leave))

    return compose


def _changes(context: Mapping[str, Any], facts: GatheringFacts, language: str) -> list[str]:
    changes = (SessionChange(**one) for one in context.get("changes", ()))
    return [session_change_in_words(one, facts, language) for one in changes]


def _check(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = _facts(context)
    with override(language):
        said = _said(facts, language)
        said |= {
            "action_url": _address("public:confirm_following", links.to_confirm(UUID(context["link"]), facts.id)),
            "action_label": gettext("Confirm this address"),
            "why_received": gettext("Somebody left this address on the page of this gathering."),
        }
        subject = gettext("Please confirm your address – %(title)s") % {"title": said["title"]}
        return _composed("check", subject, said, facts, language, {})


def _composed(
    template: str,
    subject: str,
    said: Mapping[str, Any],
    facts: GatheringFacts,
    language: str,
    headers: Mapping[str, str],
) -> ComposedMail:
    typed = [*dict(facts.state_reason).values(), *(part["title"] for part in said["parts"]), *said.get("changes", ())]
    where = f"mail/following/{template}"
    return composed(where, subject, said, facts, language, typed=typed, alone=(said["where"],), headers=headers)


def _said(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """What both templates say of a gathering."""
    return {
        "title": facts.title.best(language, facts.languages).text,
        "organiser_name": organiser_name(facts, language),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "parts": [part_said(part, facts, language) for part in facts.parts],
        "where": where_in_words(facts.parts[0], facts, language) if facts.parts else "",
    }


def _told(news: News, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """What one piece of news says besides, and where its button leads."""
    is_open = news is News.INVITATION and facts.state is GatheringState.REGISTRATION_OPEN
    aside = news in (News.CANCELLED, News.POSTPONED)
    return {
        "lead": lead_of(news),
        "reason": facts.state_reason.best(language, facts.languages).text if aside else "",
        "shows_earlier": news is News.MOVED,
        "to_read": _to_read(news, facts, language),
        "action_url": _address("public:register" if is_open else "public:gathering", facts.key),
        "action_label": gettext("Register") if is_open else gettext("To the page of the gathering"),
    }


def _to_read(news: News, facts: GatheringFacts, language: str) -> list[dict[str, str]]:
    wanted = [thing for thing in facts.publications if thing.kind is _TO_READ.get(news)]
    return [
        {
            "title": thing.title.best(language, facts.languages).text,
            "url": thing.url or settings.BASE_URL + reverse("public:publication", args=[facts.key, thing.key]),
        }
        for thing in wanted
    ]


def _facts(context: Mapping[str, Any]) -> GatheringFacts:
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise NothingToSay(str(context["gathering"]))
    return facts


def _address(name: str, argument: str) -> str:
    return str(settings.BASE_URL + reverse(name, args=[argument]))
