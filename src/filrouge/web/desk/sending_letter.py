"""The letter of a sending: chosen among the issued ones, shown for each language, approved anew when corrected."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.core.typography import join_and
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.enums import AnnexState
from filrouge.stages.documents.queries import letters_of
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions import carrying, preparing
from filrouge.stages.sendings.composing import carried
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import CarriedFacts, PackageFacts, SendingFacts
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import held_back
from filrouge.stages.sendings.words import halt_in_words, own_reason_in_words
from filrouge.web.desk.frame import SeeOther
from filrouge.web.desk.letters import letter_title
from filrouge.web.desk.sending_forms import LetterForm
from filrouge.web.desk.sending_words import fixed
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import number_said, numbers_said


def letter_shown(
    facts: GatheringFacts, sending: SendingFacts, language: str
) -> tuple[CarriedFacts | None, dict[str, Any]]:
    """The letter of a sending as it stands, and what the page of the sending says of it."""
    letters = letters_of(facts.id, language=facts.language)
    letter = carried(sending.letter_id, letters, facts, fallback=sending.fallback) if sending.letter_id else None
    said: dict[str, Any] = {
        "letter": _letter(letter, letters, facts, language) if letter else None,
        "halted": "",
        "letter_form": None,
        "not_issued": [],
    }
    if sending.state is SendingState.DRAFT:
        issued = [(one.id, _choice(one, language)) for one in letters if one.is_issued]
        said["letter_form"] = LetterForm(issued, initial={"letter": sending.letter_id or ""}) if issued else None
        said["not_issued"] = [_why_not(one, facts, language) for one in letters if not one.is_issued]
        return letter, said
    return letter, said | _approval(facts, sending, letter)


def _choice(letter: LetterDraft, language: str) -> str:
    named = join_and([language_word(code) for code in letter.languages], language=language)
    return f"{letter_title(letter, language)} ({named})"


def _why_not(letter: LetterDraft, facts: GatheringFacts, language: str) -> dict[str, Any]:
    lacking = [annex for annex in letter.annexes if annex.state is not AnnexState.READY]
    titles = [annex.title.best(language, letter.languages).text for annex in lacking]
    why = gettext("It is a draft: issue it first.")
    if titles:
        why += " " + gettext("Annexes that are not there: %(titles)s.") % {"titles": ", ".join(titles)}
    url = reverse("desk:letter", args=[facts.key, letter.id])
    return {"title": letter_title(letter, language), "url": url, "why": why}


def _letter(
    letter: CarriedFacts, letters: Sequence[LetterDraft], facts: GatheringFacts, language: str
) -> dict[str, Any]:
    titles = {one.id: letter_title(one, language) for one in letters}
    return {
        "title": titles[letter.ids[0]],
        "url": reverse("desk:letter", args=[facts.key, letter.ids[0]]),
        "errata": [titles[pk] for pk in letter.ids[1:]],
        "carries": ",".join(str(pk) for pk in letter.ids),
        "packages": _packages(letter, facts, language),
    }


def _packages(letter: CarriedFacts, facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """One for each language in which the letter is read, with the languages of those who read it so."""
    found: dict[str, list[str]] = {}
    for wanted, package in letter.packages.items():
        found.setdefault(package.language, []).append(wanted)
    return [
        {
            "language": language_word(code),
            "readers": join_and([language_word(one) for one in readers], language=language),
            **files_shown(letter.packages[readers[0]], facts),
        }
        for code, readers in found.items()
    ]


def files_shown(package: PackageFacts, facts: GatheringFacts) -> dict[str, Any]:
    """The files that somebody receives, to open each of them, and their size together."""
    return {"files": [{"file": file, "url": _url(file, facts)} for file in package.files], "size": package.size}


def _url(file: Any, facts: GatheringFacts) -> str:
    if file.annex_file_id is None:
        return reverse("desk:letter_file", args=[facts.key, file.letter_id, file.language, "pdf"])
    return reverse("desk:letter_annex_file", args=[facts.key, file.letter_id, file.annex_file_id])


def _approval(facts: GatheringFacts, sending: SendingFacts, letter: CarriedFacts | None) -> dict[str, Any]:
    """Why a sending that was approved does not go on with its letter, and whether it may be approved anew."""
    held = held_back(sending.id) if letter and sending.state is SendingState.DONE else 0
    why = rules.waits_for_approval(sending, letter, held=held)
    if why is None:
        return {}
    decision = rules.may_approve_anew(sending, letter, held=held)
    return {
        "halted": halt_in_words(why),
        "anew": decision.is_allowed,
        "anew_lacks": [own_reason_in_words(reason) for reason in decision.reasons if reason.code != why.value],
        "letter_url": reverse("desk:letter", args=[facts.key, sending.letter_id]),
    }


@login_required
@require_POST
def choose(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Say which letter travels along."""
    facts, _actor = access.desk_gathering(request, key, Sendings.WRITE)
    access.desk_sending(facts, pk)
    chosen = number_said(request.POST.get("letter", "")) or None
    try:
        preparing.choose_letter(facts=facts, sending_id=pk, letter_id=chosen, now=clock.now())
    except preparing.NotIssued:
        messages.warning(request, gettext("Choose one of the letters that were issued: a draft still changes."))
    except preparing.Fixed:
        return fixed(request, facts, pk)
    return SeeOther(reverse("desk:sending", args=[key, pk]) + "#letter")


@login_required
@require_POST
def approve_anew(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let a sending go on with the erratum enclosed, in one's own name."""
    facts, actor = access.desk_gathering(request, key, Sendings.APPROVE)
    access.desk_sending(facts, pk)
    seen = carries_of(request)
    try:
        carrying.approve_anew(facts=facts, sending_id=pk, carries=seen, actor=actor, now=clock.now())
    except carrying.NotApprovedAnew as refused:
        said = " ".join(own_reason_in_words(reason) for reason in refused.decision.reasons)
        messages.warning(request, gettext("It was not approved.") + " " + said)
    except carrying.Different:
        messages.warning(request, gettext("Another erratum was issued meanwhile: look at what is enclosed now."))
    else:
        messages.success(
            request, gettext("Approved anew in your name. Who waits receives the letter with the erratum.")
        )
    return SeeOther(reverse("desk:sending", args=[key, pk]))


def carries_of(request: HttpRequest) -> tuple[int, ...]:
    """The letters that somebody saw on the page which they approve, by id."""
    return tuple(numbers_said(request.POST.get("carries", "").split(",")))
