"""What followers read, in their language: the subject and the first sentence of each piece of news."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from filrouge.core.text import Translated
from filrouge.stages.following.enums import News
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, SessionChange
from filrouge.stages.gatherings.words import session_hours
from filrouge.stages.registration.words import earlier_in_words, when_in_words


def subject_of(news: News, title: str) -> str:
    """The subject of the mail that tells something."""
    return {
        News.CANCELLED: gettext("Called off – %(title)s"),
        News.POSTPONED: gettext("Postponed – %(title)s"),
        News.MOVED: gettext("Another date – %(title)s"),
        News.INVITATION: gettext("The invitation is published – %(title)s"),
        News.PROGRAMME: gettext("The programme is published – %(title)s"),
        News.PROGRAMME_CHANGED: gettext("The programme has changed – %(title)s"),
    }[news] % {"title": title}


def lead_of(news: News) -> str:
    """The sentence with which the mail begins."""
    return {
        News.CANCELLED: gettext("The gathering that you follow is called off."),
        News.POSTPONED: gettext(
            "The gathering that you follow is postponed. The new date is told as soon as it is known."
        ),
        News.MOVED: gettext("The gathering that you follow takes place at another time than was announced."),
        News.INVITATION: gettext("The invitation to the gathering that you follow is published."),
        News.PROGRAMME: gettext("The programme of the gathering that you follow is published."),
        News.PROGRAMME_CHANGED: gettext("The programme of the gathering that you follow has changed."),
    }[news]


def kind_of_news_in_words(news: News) -> str:
    """What a mail to followers is about, in lists of mails."""
    return {
        News.CANCELLED: gettext("To followers: called off"),
        News.POSTPONED: gettext("To followers: postponed"),
        News.MOVED: gettext("To followers: another date"),
        News.INVITATION: gettext("To followers: the invitation"),
        News.PROGRAMME: gettext("To followers: the programme"),
        News.PROGRAMME_CHANGED: gettext("To followers: a change of the programme"),
    }[news]


def part_said(part: PartFacts, facts: GatheringFacts, language: str) -> dict[str, object]:
    """A part as a mail tells it: its title, when it is, and when it was announced to be."""
    return {
        "title": part.title.best(language, facts.languages).text,
        "when": when_in_words(part, facts, language),
        "earlier": earlier_in_words(part, facts, language)[-1:],
    }


def session_change_in_words(change: SessionChange, facts: GatheringFacts, language: str) -> str:
    """What is not as it was of a session, in one line; to be called in this language."""
    if change.now is None:
        return gettext("Dropped: %(session)s") % {"session": _session(change.was or {}, facts, language)}
    if change.was is None:
        return gettext("New: %(session)s") % {"session": _session(change.now, facts, language)}
    said = {
        "session": _session(change.now, facts, language),
        "before": _before(change.was, change.now, facts, language),
    }
    return gettext("%(session)s (until now: %(before)s)") % said if said["before"] else said["session"]


def _session(session: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    """Hours, title and room."""
    title = Translated.of(session["title"], facts.language).best(language, facts.languages).text
    hours, room = session_hours(session, facts, language), session.get("room", "")
    return ", ".join(filter(None, (f"{hours} {title}".strip(), room)))


def _before(was: Mapping[str, Any], now: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    """What is not true of a session any more; nothing of what was simply not known."""
    hours = session_hours(was, facts, language)
    said = [hours if hours != session_hours(now, facts, language) else ""]
    if was["title"] != now["title"]:
        said.append(Translated.of(was["title"], facts.language).best(language, facts.languages).text)
    if was.get("room") != now.get("room"):
        said.append(was.get("room", ""))
    if was.get("part") != now.get("part"):
        part = facts.part(was.get("part", ""))
        said.append(part.title.best(language, facts.languages).text if part else "")
    return ", ".join(filter(None, said))
