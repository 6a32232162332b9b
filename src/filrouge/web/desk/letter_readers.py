"""Who received a letter: counted by body, by name for those who write to people; and the sending of an erratum."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.queries import letter_by_id
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.errata import begin_erratum
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries.receipts import OfABody, ReaderLine, Readers, readers_by_body, readers_of
from filrouge.web.desk.frame import SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.letters import letter_title
from filrouge.web.shell import access, clock


def readers_shown(letter: LetterDraft, facts: GatheringFacts, actor: Actor, language: str) -> dict[str, Any]:
    """What the page of a letter says of its readers; nothing of a draft."""
    if not letter.is_issued:
        return {}
    bodies = readers_by_body(letter.id, (language, *facts.languages))
    number = sum(body.number for body in bodies)
    names = may(actor, Sendings.SEE, organiser_id=facts.organiser_id)
    return {
        "readers": [_body(body, facts, language) for body in bodies],
        "readers_count": ngettext("%(n)s person received it", "%(n)s people received it", number) % {"n": number},
        "readers_url": reverse("desk:letter_readers", args=[facts.key, letter.id]) if names and number else "",
        "may_send": may(actor, Sendings.WRITE, organiser_id=facts.organiser_id),
        **_to_correct(letter),
    }


def _body(body: OfABody, facts: GatheringFacts, language: str) -> dict[str, Any]:
    said = ", ".join(f"{language_word(code)} {number}" for code, number in sorted(body.languages.items()))
    name = body.body.best(language, facts.languages).text or gettext("No body")
    return {"name": name, "number": body.number, "languages": said}


def _to_correct(letter: LetterDraft) -> dict[str, Any]:
    """Of an erratum: how many have the letter that it corrects, and not the erratum."""
    if letter.corrects_id is None:
        return {}
    number = len(readers_of(letter.corrects_id) - readers_of(letter.id))
    words = ngettext(
        "%(n)s person received the letter that this corrects, and not yet the erratum.",
        "%(n)s people received the letter that this corrects, and not yet the erratum.",
        number,
    )
    return {"to_correct": number, "to_correct_words": words % {"n": number}}


@login_required
@require_safe
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Everybody who received a letter, by name: when, in which language, by which sending, which version."""
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    letter, language = access.desk_letter(facts, actor, pk), language_of(request)
    listed = sheet_of(request, Readers(letter.id))
    context = {
        "letter": letter,
        "letter_name": letter_title(letter, language),
        "rows": [_row(line, facts, language) for line in listed["sheet"].object_list],
        **listed,
    }
    return desk_page(request, "desk/letter_readers.html", facts, actor, context, current="letters")


def _row(line: ReaderLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "line": line,
        "name": ", ".join(filter(None, (line.name.family, line.name.given))),
        "url": reverse("contact", args=[facts.organiser_key, line.contact_id]),
        "body": line.body.best(language, facts.languages).text,
        "language": language_word(line.language),
        "sending_url": reverse("desk:sending", args=[facts.key, line.sending_id]),
    }


@login_required
@require_POST
def send_erratum(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Prepare the sending of an issued erratum, to those who received the letter that it corrects."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    erratum = access.desk_letter(facts, actor, pk)
    original = letter_by_id(facts.id, erratum.corrects_id or 0, language=facts.language)
    if original is None or not erratum.is_issued:
        raise Http404("not an issued erratum")
    sending = begin_erratum(facts=facts, erratum=erratum, original=original, actor=actor, now=clock.now())
    said = gettext("Prepared for those who received the letter, and for nobody else. Read the words, then approve it.")
    messages.success(request, said)
    return SeeOther(reverse("desk:sending", args=[key, sending]))
