"""The sentences of the trail about telling who was invited or written to."""

from collections.abc import Callable, Mapping

from django.utils.translation import ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.telling.enums import News
from filrouge.stages.telling.words import news_in_words

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _asked(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    n = line.data["people"]
    said = ngettext(
        "Who was invited or written to is told (%(n)s person): %(news)s",
        "Who was invited or written to is told (%(n)s people): %(news)s",
        n,
    )
    return said % {"n": n, "news": " ".join(news_in_words(News(one)) for one in line.data["news"])}


def _ended(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    n = line.data["people"]
    return ngettext("%(n)s mail written to tell who was invited", "%(n)s mails written to tell who was invited", n) % {
        "n": n
    }


TELLING_SENTENCES: Mapping[str, _Said] = {"telling:asked": _asked, "telling:ended": _ended}
