"""What is told, and to whom it is not, in the reader's language."""

from django.utils.translation import gettext

from filrouge.stages.telling.enums import News, NotTold


def subject_of(news: News, title: str) -> str:
    """The subject of the mail that tells something."""
    return {
        News.CALLED_OFF: gettext("Called off – %(title)s"),
        News.PUT_OFF: gettext("Postponed – %(title)s"),
        News.MOVED: gettext("Another day, hour or place – %(title)s"),
        News.ON_AGAIN: gettext("It takes place – %(title)s"),
    }[news] % {"title": title}


def lead_of(news: News) -> str:
    """The sentences with which the mail begins."""
    return {
        News.CALLED_OFF: gettext("We had written to you about this gathering. It is called off: you need not answer."),
        News.PUT_OFF: gettext(
            "We had written to you about this gathering. It is postponed: the date that you know does not hold any "
            "more. As soon as there is a new one, we write again."
        ),
        News.MOVED: gettext(
            "We had written to you about this gathering. A day, an hour or a place has changed since. This is what "
            "holds now:"
        ),
        News.ON_AGAIN: gettext(
            "We had written to you that this gathering is postponed. It takes place. This is what holds now:"
        ),
    }[news]


def news_in_words(news: News) -> str:
    """What people do not know yet, for the desk."""
    return {
        News.CALLED_OFF: gettext("The gathering is called off."),
        News.PUT_OFF: gettext("The gathering is postponed."),
        News.MOVED: gettext("A day, an hour or a place changed."),
        News.ON_AGAIN: gettext("The gathering is on again."),
    }[news]


def kind_of_news_in_words(news: News) -> str:
    """What a mail to somebody who was invited or written to is about, in lists of mails."""
    return {
        News.CALLED_OFF: gettext("To people who were invited: called off"),
        News.PUT_OFF: gettext("To people who were invited: postponed"),
        News.MOVED: gettext("To people who were invited: a change"),
        News.ON_AGAIN: gettext("To people who were invited: on again"),
    }[news]


def not_told_in_words(why: NotTold) -> str:
    """Why some people are not told by us."""
    return {
        NotTold.SAID_NO: gettext("said that they do not come"),
        NotTold.REGISTERED: gettext("are or were registered: they are told as such"),
        NotTold.FOLLOWS: gettext("follow the gathering: they are told as such"),
        NotTold.OBJECTS: gettext("want no mails from you"),
        NotTold.UNREACHABLE: gettext("have no address that takes mail"),
    }[why]
