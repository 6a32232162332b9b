"""An issued letter as its readers find it again, with what has changed since."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from filrouge.core.date_words import date_in_words
from filrouge.core.days import local_day
from filrouge.stages.documents.composing import values_of
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.layout.html_twin import letter_article
from filrouge.stages.documents.queries import issued_pdf
from filrouge.stages.documents.rules import changed_facts, choose_language
from filrouge.stages.documents.words import language_word, stated_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.public.masthead import gathering_context
from filrouge.web.shell import access
from filrouge.web.shell.letters import shown_facts


@require_safe
def page(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """The letter in the reader's language, else in the first of its own; above it what is no longer true."""
    facts, letter = access.public_letter(key, uid)
    reader = request.LANGUAGE_CODE
    language = choose_language(reader, letter.languages)
    article = letter_article(shown_facts(letter, language, facts))
    context = {
        **gathering_context(facts, reader),
        "article": mark_safe(article),  # noqa: S308 – the layout escapes whatever people typed
        "letter_language": language,
        "changes": _changes(letter, facts, language, reader),
        "issued": date_in_words(local_day(letter.issued_at, facts.zone), language=reader) if letter.issued_at else "",
        "files": [
            {"label": language_word(code), "url": reverse("public:letter_file", args=[key, uid, code]), "lang": code}
            for code in letter.languages
        ],
    }
    return render(request, "public/letter.html", context)


def _changes(letter: LetterDraft, facts: GatheringFacts, language: str, reader: str) -> list[dict[str, str]]:
    """What the letter says and what is true now, in the letter's language. The public page says the same facts."""
    stated = {code: version.stated for code, version in (letter.versions or {}).items() if code == language}
    return [
        {"name": stated_word(fact.name, facts, reader), "old": fact.old[language], "new": fact.new[language]}
        for fact in changed_facts(stated, values_of(facts, [language]))
    ]


@require_safe
def file(request: HttpRequest, key: str, uid: UUID, language: str) -> HttpResponse:
    """The PDF that was issued, byte for byte."""
    _facts, letter = access.public_letter(key, uid)
    content = issued_pdf(letter.id, language)
    if content is None:
        raise Http404("no such language")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{key}-{letter.kind.value}-{language}.pdf"'
    return response
