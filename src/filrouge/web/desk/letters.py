"""The letters of a gathering: what was issued, what waits, what changed since, which mailboxes are still watched."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.ground.people.permissions import may
from filrouge.stages.documents.actions import start_letter, write_erratum
from filrouge.stages.documents.actions.erratum import NothingChanged
from filrouge.stages.documents.composing import values_of
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.queries import letters_of, stated_by_now, watched_addresses
from filrouge.stages.documents.rules import changed_facts
from filrouge.stages.documents.words import language_word, stated_word
from filrouge.stages.documents.words import letter_title as titled
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.findings import changes_shown
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """All letters, the earliest first; what each sent one states that is no longer true."""
    facts, actor = access.desk_gathering(request, key, Documents.SEE)
    language = language_of(request)
    letters = letters_of(facts.id, language=facts.language)
    context = {
        "letters": [letter_row(letter, facts, language) for letter in letters],
        "outdated": [found for letter in letters if (found := outdated(letter, letters, facts, language))],
        "watched": [
            {
                "address": one.address,
                "since": one.since,
                "letters": [letter_title(letter, language) for letter in one.letters],
            }
            for one in watched_addresses(facts, letters)
        ],
        "may_write": may(actor, Documents.WRITE, organiser_id=facts.organiser_id),
    }
    return desk_page(request, "desk/letters.html", facts, actor, context, current="letters")


@login_required
@require_POST
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Start the letter of invitation with what the gathering file knows of it."""
    facts, actor = access.desk_gathering(request, key, Documents.WRITE)
    pk = start_letter(facts=facts, actor=actor, now=clock.now())
    messages.success(request, gettext("The draft is there. Look at its texts first; facts follow by themselves."))
    return SeeOther(reverse("desk:letter", args=[key, pk]))


@login_required
@require_POST
def erratum(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Draft the erratum to an issued letter."""
    facts, actor = access.desk_gathering(request, key, Documents.WRITE)
    if not access.desk_letter(facts, actor, pk).is_issued:
        raise Http404("not issued")
    try:
        written = write_erratum(facts=facts, letter_id=pk, actor=actor, now=clock.now())
    except NothingChanged:
        messages.info(request, gettext("Everything is still as the letter states it: there is nothing to correct."))
        return SeeOther(reverse("desk:letter", args=[key, pk]))
    messages.success(request, gettext("The erratum is drafted. It goes to those who received the letter."))
    return SeeOther(reverse("desk:letter", args=[key, written]))


def letter_title(letter: LetterDraft, language: str) -> str:
    """What a letter is called, with its date as vague as it is."""
    return titled(letter.kind, letter.dated, language)


def letter_row(letter: LetterDraft, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """A letter in a list."""
    return {
        "letter": letter,
        "title": letter_title(letter, language),
        "url": reverse("desk:letter", args=[facts.key, letter.id]),
        "languages": ", ".join(language_word(code) for code in letter.languages),
        "state": gettext("Issued") if letter.is_issued else gettext("Draft"),
        "tone": "ok" if letter.is_issued else "wait",
        "archived": letter.floor.isoformat() if letter.floor else "",
    }


def outdated_letters(facts: GatheringFacts, language: str) -> Mapping[str, Any] | None:
    """The issued letters that state what is no longer true, by name, for a notice elsewhere; None when there is none.

    One query while the gathering has no letter.
    """
    letters = letters_of(facts.id, language=facts.language)
    found = [one for letter in letters if (one := outdated(letter, letters, facts, language))]
    if not found:
        return None
    said = ngettext(
        "%(n)s issued letter states what is no longer true",
        "%(n)s issued letters state what is no longer true",
        len(found),
    )
    return {
        "title": said % {"n": len(found)},
        "items": [one["title"] for one in found],
        "url": reverse("desk:letters", args=[facts.key]) + "#outdated",
    }


def outdated(
    letter: LetterDraft, letters: Sequence[LetterDraft], facts: GatheringFacts, language: str
) -> Mapping[str, Any] | None:
    """What an issued letter states and is no longer true, with old and new by language; None while all is true.

    Of an erratum the letter that it corrects tells.
    """
    if not letter.is_issued or letter.corrects_id is not None:
        return None
    changed = changed_facts(stated_by_now(letter, letters), values_of(facts, letter.languages))
    if not changed:
        return None
    waiting = next((one for one in letters if one.corrects_id == letter.id and not one.is_issued), None)
    return {
        "title": letter_title(letter, language),
        "url": reverse("desk:letter_erratum", args=[facts.key, letter.id]),
        "waiting": reverse("desk:letter", args=[facts.key, waiting.id]) if waiting else "",
        "facts": changes_shown(changed, lambda name: stated_word(name, facts, language)),
    }
