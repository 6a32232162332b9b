"""All published gatherings for machines: the news feed, the map of the site, and what robots may read."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.date_words import date_range_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import newest_published, published_since
from filrouge.stages.gatherings.words import spelled_out
from filrouge.stages.planning.queries.archive import archive, public_pages_beside
from filrouge.web.public.structured_data import description

_MOST_NEWS = 50
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Nothing to read for robots there. Secret pages say so themselves: a list of them would give them away.
_NOT_FOR_ROBOTS = ("/desk/", "/accounts/", "/mailbox/")


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The newest gatherings as RSS."""
    language = request.LANGUAGE_CODE
    feed = Rss201rev2Feed(
        title=gettext("Gatherings"),
        link=settings.BASE_URL + reverse("public:home"),
        description=gettext("Assemblies, congresses, colloquia and study days of public social action."),
        language=language,
        feed_url=f"{settings.BASE_URL}{reverse('public:news')}?lang={language}",
        ttl=360,
    )
    for facts in newest_published(_MOST_NEWS):
        feed.add_item(
            title=facts.title.best(language, facts.languages).text,
            link=settings.BASE_URL + reverse("public:gathering", args=[facts.key]),
            description=_in_short(facts, language),
            unique_id=facts.uid.urn,
            unique_id_is_permalink=False,
            pubdate=_announced(facts),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _in_short(facts: GatheringFacts, language: str) -> str:
    days = [part.day for part in facts.parts if part.day]
    when = date_range_in_words(min(days), max(days), language=language) if days else gettext("Date to be announced")
    town = facts.town.best(language, facts.languages).text
    said = spelled_out(description(facts, language), facts, language)
    return f"{', '.join(filter(None, (when, town)))}. {said}".strip()


def _announced(facts: GatheringFacts) -> datetime | None:
    """The day on which it was published, where it is known to the day."""
    said = facts.published_on
    return datetime.combine(said.floor, time(), UTC) if said.floor and said.floor == said.last else None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that search engines may show."""
    site = ET.Element("urlset", xmlns=_SITEMAP)
    pages: dict[str, datetime | None] = {reverse("public:home"): None}
    changed = published_since()
    pages |= {reverse("public:gathering", args=[key]): at for key, at in changed.items()}
    if past := archive().lines:
        pages[reverse("public:archive")] = _latest(changed, (line.key for line in past))
    pages |= {
        reverse(f"public:{kind}", args=[organiser, name]): _latest(changed, keys)
        for (kind, organiser, name), keys in public_pages_beside(changed).items()
    }
    for path, at in pages.items():
        page = ET.SubElement(site, "url")
        ET.SubElement(page, "loc").text = settings.BASE_URL + path
        if at is not None:
            ET.SubElement(page, "lastmod").text = at.date().isoformat()
    return HttpResponse(ET.tostring(site, "utf-8", xml_declaration=True), content_type="application/xml")


def _latest(changed: Mapping[str, datetime | None], keys: Iterable[str]) -> datetime | None:
    return max((at for key in keys if (at := changed.get(key)) is not None), default=None)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything public."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), ""]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('public:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
