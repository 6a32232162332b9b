"""What followers read, in their language: the subject and the first sentence of each piece of news."""

from django.utils.translation import gettext

from filrouge.stages.following.enums import News
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.words import earlier_in_words, when_in_words


def subject_of(news: News, title: str) -> str:
    """The subject of the mail that tells something."""
    return {
        News.CANCELLED: gettext("Called off – %(title)s"),
        News.POSTPONED: gettext("Postponed – %(title)s"),
        News.MOVED: gettext("Another date – %(title)s"),
        News.INVITATION: gettext("The invitation is published – %(title)s"),
        News.PROGRAMME: gettext("The programme is published – %(title)s"),
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
    }[news]


def kind_of_news_in_words(news: News) -> str:
    """What a mail to followers is about, in lists of mails."""
    return {
        News.CANCELLED: gettext("To followers: called off"),
        News.POSTPONED: gettext("To followers: postponed"),
        News.MOVED: gettext("To followers: another date"),
        News.INVITATION: gettext("To followers: the invitation"),
        News.PROGRAMME: gettext("To followers: the programme"),
    }[news]


def part_said(part: PartFacts, facts: GatheringFacts, language: str) -> dict[str, object]:
    """A part as a mail tells it: its title, when it is, and when it was announced to be."""
    return {
        "title": part.title.best(language, facts.languages).text,
        "when": when_in_words(part, facts, language),
        "earlier": earlier_in_words(part, facts, language)[-1:],
    }
