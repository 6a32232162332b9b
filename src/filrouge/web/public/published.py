"""What stands on the page of a gathering to be read or taken away: the programme, slides, report, recordings."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.stages.gatherings.facts import GatheringFacts, PublicationFacts
from filrouge.stages.gatherings.store import kept_publication
from filrouge.stages.gatherings.words import programme_in_words
from filrouge.stages.registration.words import when_in_words
from filrouge.web.shell.access import public_gathering
from filrouge.web.shell.publications import kind_of_thing_in_words, size_in_words


def programme(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """Each part with its sessions; empty until the programme is published."""
    if facts.programme_published_at is None:
        return []
    return [
        {
            "title": part.title.best(language, facts.languages),
            "when": when_in_words(part, facts, language),
            "slots": [
                {
                    "time": session.time,
                    "sessions": [
                        {
                            "title": session.title.text,
                            "lang": "" if session.title.language == language else session.title.language,
                            "room": session.room,
                            "kind": "break" if session.is_break else "",
                        }
                    ],
                }
                for session in programme_in_words(part, facts, language)
            ],
        }
        for part in facts.parts
    ]


def things(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """Every link and file, with what it is."""
    return [_thing(thing, facts, language) for thing in facts.publications]


def _thing(thing: PublicationFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    names = {"fr": gettext("French"), "de": gettext("German"), "it": gettext("Italian"), "en": gettext("English")}
    about = [names[thing.language]] if thing.language else []
    if thing.filename:
        about.append(f"{thing.filename.rpartition('.')[2].upper()}, {size_in_words(thing.size, language)}")
    return {
        "title": thing.title.best(language, facts.languages),
        "kind": kind_of_thing_in_words(thing.kind),
        "detail": " · ".join(about),
        "url": thing.url or reverse("public:publication", args=[facts.key, thing.key]),
    }


@require_safe
def file(request: HttpRequest, key: str, name: str) -> FileResponse:
    """A file to take away. Never shown inside this site, whatever it holds: it is somebody else's content."""
    found = kept_publication(public_gathering(key).id, name)
    if found is None:
        raise Http404("no such file")
    path, filename, content_type = found
    response = FileResponse(path.open("rb"), as_attachment=True, filename=filename, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
