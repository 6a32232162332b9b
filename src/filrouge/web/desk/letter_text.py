"""The texts of a letter in one language, another one beside it to compare; its heading: languages, place, date."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.typography import join_and
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions import Changed, Issued, UnknownPlaceholder, write_heading, write_text
from filrouge.stages.documents.actions.starting import profile_for
from filrouge.stages.documents.composing import page_address
from filrouge.stages.documents.drafts import LetterDraft, TextDraft
from filrouge.stages.documents.forms import HeadingForm, TextForm
from filrouge.stages.documents.forms.shared import languages_initial
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.placeholders import names_for, values_for
from filrouge.stages.documents.words import language_word, piece_word, stated_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.letters import letter_title
from filrouge.web.shell import access, clock


def draft_to_write(request: HttpRequest, key: str, pk: int) -> tuple[GatheringFacts, Actor, LetterDraft]:
    """A draft that the actor may change; 404 for a letter that was issued."""
    facts, actor = access.desk_gathering(request, key, Documents.WRITE)
    letter = access.desk_letter(facts, actor, pk)
    if letter.is_issued:
        raise Http404("issued")
    return facts, actor, letter


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, pk: int, language: str) -> HttpResponse:
    """Write one language; whatever cannot be replaced is answered with the list of what can."""
    facts, actor, letter = draft_to_write(request, key, pk)
    if language not in letter.languages:
        raise Http404("no such language")
    text = letter.texts.get(language) or TextDraft(language, profile_for(facts, language))
    if request.method != "POST":
        initial = {**text.pieces, "profile": text.profile.value, "seen": letter.version}
        return _page(request, facts, actor, letter, TextForm(initial=initial, language=language))
    form = TextForm(request.POST, language=language)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            write_text(facts=facts, letter_id=pk, text=form.text, actor=actor, now=clock.now(), seen=seen)
        except UnknownPlaceholder as unknown:
            _say_unknown(form, unknown, facts, language_of(request))
        except (Changed, Issued):
            _say_changed(form, letter)
        else:
            messages.success(request, gettext("Saved. See below how it reads with the facts of today."))
            return SeeOther(reverse("desk:letter", args=[key, pk]) + "#texts")
    return _page(request, facts, actor, letter, form, status=UNPROCESSABLE)


def _say_changed(form: TextForm | HeadingForm, letter: LetterDraft) -> None:
    said = gettext(
        "Somebody changed this letter while you were writing. Your words stand below, nothing of them is lost: "
        "compare them with the letter in another window, then save again to replace it."
    )
    form.add_error(None, said)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = str(letter.version)  # type: ignore[index]


def _say_unknown(form: TextForm, unknown: UnknownPlaceholder, facts: GatheringFacts, language: str) -> None:
    known = join_and([f"{{{name}}}" for name in names_for(facts)], language=language)
    for name, found in unknown.found.items():
        shown = {"found": join_and(list(found), language=language), "known": known}
        if name in ("salutation", "closing"):
            form.add_error(name, gettext("%(found)s: no fact is put in here, write the words themselves.") % shown)
        else:
            form.add_error(name, gettext("%(found)s cannot be replaced by a fact. You can write %(known)s.") % shown)


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    letter: LetterDraft,
    form: TextForm,
    *,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    others = [code for code in letter.languages if code != form.language and code in letter.texts]
    beside = request.GET.get("beside", "")
    shown = beside if beside in others else next(iter(others), "")
    here = reverse("desk:letter_text", args=[facts.key, letter.id, form.language])
    context = {
        "form": form,
        "letter_name": letter_title(letter, language),
        "letter_url": reverse("desk:letter", args=[facts.key, letter.id]),
        "text_language": language_word(form.language),
        "beside": _beside(letter.texts[shown]) if shown else None,
        "others": [
            {"label": language_word(code), "url": f"{here}?beside={code}", "current": code == shown} for code in others
        ],
        "placeholders": _placeholders(facts, form.language, language),
    }
    return desk_page(request, "desk/letter_text.html", facts, actor, context, current="letters", status=status)


def _beside(text: TextDraft) -> dict[str, Any]:
    return {
        "code": text.language,
        "language": language_word(text.language),
        "pieces": [{"label": piece_word(where), "text": said} for where, said in text.pieces.items() if said],
    }


def _placeholders(facts: GatheringFacts, code: str, language: str) -> list[dict[str, str]]:
    """Each placeholder, what it stands for, and what it says today."""
    values = values_for(facts, code, page_url=page_address(facts))
    return [
        {
            "name": f"{{{name}}}",
            "word": stated_word(name, facts, language),
            "value": values.get(name, ""),
            "lang": code,
        }
        for name in names_for(facts)
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def heading(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """In which languages, where, and when as precisely as it is known."""
    facts, actor, letter = draft_to_write(request, key, pk)
    offered = facts.languages or (facts.language,)
    if request.method != "POST":
        form = HeadingForm(initial=_heading(letter, language_of(request)), offered=offered)
        return _heading_page(request, facts, actor, letter, form)
    form = HeadingForm(request.POST, offered=offered)
    if form.is_valid():
        said = form.cleaned_data
        try:
            write_heading(
                facts=facts,
                letter_id=pk,
                languages=form.languages_in_order,
                place=form.places,
                dated=said["dated"],
                is_personal=said["is_personal"],
                side_by_side=said["side_by_side"],
                actor=actor,
                now=clock.now(),
                seen=said["seen"],
            )
        except (Changed, Issued):
            _say_changed(form, letter)
        else:
            messages.success(request, gettext("Saved."))
            return SeeOther(reverse("desk:letter", args=[key, pk]))
    return _heading_page(request, facts, actor, letter, form, status=UNPROCESSABLE)


def _heading(letter: LetterDraft, language: str) -> dict[str, Any]:
    dated = vague_date_in_words(letter.dated, language=language, weekday=False) if letter.dated.is_known else ""
    places = {f"place_{code}": said for code, said in letter.place.items()}
    how = {"is_personal": letter.is_personal, "side_by_side": letter.side_by_side}
    said = {**languages_initial(letter.languages), "dated": dated, "seen": letter.version}
    return {**said, **how, **places}


def _heading_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    letter: LetterDraft,
    form: HeadingForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "letter_name": letter_title(letter, language_of(request)),
        "letter_url": reverse("desk:letter", args=[facts.key, letter.id]),
    }
    return desk_page(request, "desk/letter_heading.html", facts, actor, context, current="letters", status=status)
