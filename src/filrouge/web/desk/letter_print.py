"""A letter on paper: printed for those of a list whom no mail reaches, and taken away as one file with their list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.layout.formats import FORMATS
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions import printing
from filrouge.stages.sendings.composing import reader_of
from filrouge.stages.sendings.facts import ListFacts, Person, SendingFacts
from filrouge.stages.sendings.parcels import parcel
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import ask, lists_of
from filrouge.stages.sendings.queries.printed import Printed, PrintedLine, run_by_id, runs_of, without_address
from filrouge.stages.sendings.queries.receipts import readers_of
from filrouge.stages.sendings.words import own_reason_in_words
from filrouge.web.desk.frame import SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.letters import letter_title
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import number_said

# Of whom the postal address is not known, this many are named.
_SHOWN = 100


def _issued(request: HttpRequest, key: str, pk: int, permission: str) -> tuple[GatheringFacts, Actor, LetterDraft]:
    facts, actor = access.desk_gathering(request, key, permission)
    letter = access.desk_letter(facts, actor, pk)
    if not letter.is_issued:
        raise Http404("not issued")
    return facts, actor, letter


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Each list, for how many of it the letter could be printed, and what was printed before."""
    posted = request.method == "POST"
    facts, actor, letter = _issued(request, key, pk, Sendings.APPROVE if posted else Sendings.SEE)
    if posted:
        return _print(request, facts, actor, letter)
    have_it = readers_of(letter.id)
    lists = [_list(one, facts, have_it) for one in lists_of(facts.id)]
    context = {
        "letter": letter,
        "letter_name": letter_title(letter, language_of(request)),
        "lists": lists,
        "has_lacking": any(one["lacking"] for one in lists),
        "may_print": may(actor, Sendings.APPROVE, organiser_id=facts.organiser_id),
        "runs": [{"run": one, "url": reverse("desk:letter_run", args=[key, pk, one.id])} for one in runs_of(letter.id)],
    }
    return desk_page(request, "desk/letter_print.html", facts, actor, context, current="letters")


def _list(asked: ListFacts, facts: GatheringFacts, have_it: frozenset[int]) -> dict[str, Any]:
    found = ask(asked, facts, on=days.local_day(clock.now(), facts.zone))
    going = {
        name: rules.for_paper(found.meant, found.left_out, have_it=have_it, all_of_them=name == "all")
        for name in ("unreached", "all")
    }
    lacking = {name: without_address(some) for name, some in going.items()}
    first = list(dict.fromkeys([*lacking["unreached"], *lacking["all"]]))
    return {
        "list": asked,
        "url": reverse("desk:list", args=[facts.key, asked.id]),
        **{name: len(some) for name, some in going.items()},
        **{f"{name}_lacking": len(some) for name, some in lacking.items()},
        "lacking": [_lacking(one, facts) for one in first[:_SHOWN]],
        "more_lacking": max(len(first) - _SHOWN, 0),
    }


def _lacking(person: Person, facts: GatheringFacts) -> dict[str, str]:
    bodies = [role.body.best(facts.language, facts.languages).text for role in person.roles]
    return {
        "name": _listed(person.name) or person.email,
        "body": next(filter(None, bodies), ""),
        "url": reverse("contact", args=[facts.organiser_key, person.id]),
    }


def _listed(name: PersonName) -> str:
    return ", ".join(filter(None, (name.family, name.given)))


def _print(request: HttpRequest, facts: GatheringFacts, actor: Actor, letter: LetterDraft) -> HttpResponse:
    back = SeeOther(reverse("desk:letter_print", args=[facts.key, letter.id]))
    what: dict[str, Any] = {"letter_id": letter.id, "list_id": number_said(request.POST.get("list", ""))}
    all_of_them = request.POST.get("whom") == "all"
    try:
        run = printing.print_letters(facts=facts, **what, all_of_them=all_of_them, actor=actor, now=clock.now())
    except LookupError:
        messages.warning(request, gettext("Choose one of the lists of this gathering."))
        return back
    except printing.NotPrinted as refused:
        said = " ".join(own_reason_in_words(reason) for reason in refused.decision.reasons)
        messages.warning(request, gettext("Nothing was printed.") + " " + said)
        return back
    messages.success(request, gettext("The letters are ready to print, and written down as received."))
    return SeeOther(reverse("desk:letter_run", args=[facts.key, letter.id, run]))


def _run(request: HttpRequest, key: str, pk: int, run: int) -> tuple[GatheringFacts, Actor, LetterDraft, SendingFacts]:
    facts, actor, letter = _issued(request, key, pk, Sendings.SEE)
    found = run_by_id(gathering_id=facts.id, letter_id=letter.id, run_id=run)
    if found is None:
        raise Http404("no such run")
    return facts, actor, letter, found


@login_required
@require_safe
def run(request: HttpRequest, key: str, pk: int, run: int) -> HttpResponse:
    """What was printed for whom, in the order of the pile, and the file to print."""
    facts, actor, letter, found = _run(request, key, pk, run)
    language, printed = language_of(request), Printed(found)
    listed = sheet_of(request, printed)
    number = printed.count()
    context = {
        "letter": letter,
        "letter_name": letter_title(letter, language),
        "run": found,
        "count": ngettext("%(n)s letter", "%(n)s letters", number) % {"n": number},
        "rows": [_row(line, facts, language) for line in listed["sheet"].object_list],
        "files": {form: reverse("desk:letter_run_file", args=[key, pk, run, form]) for form in FORMATS},
        **listed,
    }
    return desk_page(request, "desk/letter_run.html", facts, actor, context, current="letters")


def _row(line: PrintedLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    reader = reader_of(line.meant, language, facts)
    return {
        "name": _listed(line.meant.name) or "–",
        "postal": line.meant.postal.in_one_line,
        "url": reverse("contact", args=[facts.organiser_key, line.contact_id]),
        "what": ", ".join(filter(None, (reader.function, reader.body))),
        "language": language_word(line.language),
        "sha256": line.sha256,
    }


@login_required
@require_safe
def file(request: HttpRequest, key: str, pk: int, run: int, form: str) -> StreamingHttpResponse:
    """The letters to print or to retouch, what is enclosed and the list, as a ZIP that is made while it is fetched."""
    facts, _actor, _letter, found = _run(request, key, pk, run)
    if form not in FORMATS:
        raise Http404("no such format")
    pieces = parcel(found, facts, language_of(request), form)
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{facts.key}-letters-{run}-{form}.zip"'
    response["Cache-Control"] = "no-store"
    return response
