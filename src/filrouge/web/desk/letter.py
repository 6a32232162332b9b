"""One letter: what stands in its way, what its texts say, who signs, what travels with it, and how it will look."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.decisions import Decision
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import staff_of
from filrouge.stages.documents import rules
from filrouge.stages.documents.composing import checked
from filrouge.stages.documents.drafts import Annex, LetterDraft, Signatory
from filrouge.stages.documents.enums import AnnexKind, AnnexState, ApprovedBy
from filrouge.stages.documents.forms import AnnexForm, FileForm, HowForm, SignatoryForm, WhyNotForm
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.queries import bodies_to_sign, letters_of, told_before
from filrouge.stages.documents.words import (
    annex_state_word,
    annex_word,
    language_word,
    piece_word,
    reason_in_words,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.findings import findings_shown
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.letter_files import FORMATS
from filrouge.web.desk.letter_readers import readers_shown
from filrouge.web.desk.letters import letter_title, outdated
from filrouge.web.shell import access
from filrouge.web.shell.letters import articles

_TONES = {AnnexState.MISSING: "stop", AnnexState.DRAFT: "ask", AnnexState.READY: "ok"}


@login_required
@require_safe
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The page itself; whoever signs sees it too, whatever their role."""
    facts, actor = access.desk_gathering(request, key, Documents.APPROVE)
    return letter_page(request, facts, actor, access.desk_letter(facts, actor, pk))


def letter_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    letter: LetterDraft,
    *,
    wrong: Mapping[str, forms.Form] | None = None,
    refused: Decision | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `wrong` holds forms that came back, by the name of their place ("annex", "file-3", "how-2")."""
    language = language_of(request)
    letters = letters_of(facts.id, language=facts.language)
    found = checked(letter, facts, told_before(letter, letters))
    decision = rules.may_issue(letter, facts, found.readings, mismatches=len(found.mismatches), looked_at=True)
    draft = not letter.is_issued
    may_write = draft and may(actor, Documents.WRITE, organiser_id=facts.organiser_id)
    context = {
        "letter": letter,
        "letter_name": letter_title(letter, language),
        "letter_state": gettext("Draft") if draft else gettext("Issued"),
        "tone": "wait" if draft else "ok",
        "may_write": may_write,
        "public_url": "" if draft else reverse("public:letter", args=[facts.key, letter.uid]),
        "may_issue": draft and may(actor, Documents.ISSUE, organiser_id=facts.organiser_id),
        "obstacles": [reason_in_words(reason, language) for reason in decision.reasons] if draft else [],
        "refused": [{"text": reason_in_words(one, language)} for one in refused.reasons] if refused is not None else [],
        "outdated": outdated(letter, letters, facts, language),
        "texts": [_text_row(letter, code, facts) for code in letter.languages],
        "signatories": [_signatory_row(one, letter, actor, wrong or {}) for one in letter.signatories],
        "annexes": [_annex_row(annex, letter, facts, language, wrong or {}) for annex in letter.annexes],
        "lacking": _lacking(letter, facts, language, wrong or {}),
        "articles": articles(letter, facts),
        **readers_shown(letter, facts, actor, language),
        "wrong": list((wrong or {}).values()),
        **findings_shown(found.mismatches, found.typed, facts, language, where=piece_word),
        **(_new_forms(letter, facts, language, wrong or {}) if may_write else {}),
    }
    return desk_page(request, "desk/letter.html", facts, actor, context, current="letters", status=status)


def _text_row(letter: LetterDraft, code: str, facts: GatheringFacts) -> dict[str, Any]:
    version = (letter.versions or {}).get(code)
    return {
        "language": language_word(code),
        "code": code,
        "url": reverse("desk:letter_text", args=[facts.key, letter.id, code]),
        "files": [
            {"label": form.upper(), "url": reverse("desk:letter_file", args=[facts.key, letter.id, code, form])}
            for form in FORMATS
        ],
        "sha256": version.sha256 if version else "",
    }


def _signatory_row(
    one: Signatory, letter: LetterDraft, actor: Actor, wrong: Mapping[str, forms.Form]
) -> dict[str, Any]:
    approved = rules.is_approved(one, letter) or (letter.is_issued and one.approval is not None)
    return {
        "one": one,
        "approval": one.approval,
        "is_approved": approved,
        "is_own": one.approval is not None and one.approval.way is ApprovedBy.ACCOUNT,
        "may_approve": not letter.is_issued
        and not approved
        and one.user_id is not None
        and one.user_id == actor.user_id,
        "how": wrong.get(f"how-{one.id}", HowForm(auto_id=f"id_how_{one.id}_%s")),
        "is_open": f"how-{one.id}" in wrong,
    }


def _annex_row(
    annex: Annex, letter: LetterDraft, facts: GatheringFacts, language: str, wrong: Mapping[str, forms.Form]
) -> dict[str, Any]:
    part = facts.part(annex.part) if annex.part else None
    return {
        "annex": annex,
        "kind": annex_word(annex.kind),
        "part": part.title.best(language, facts.languages).text if part else "",
        "can_be_made": annex.kind is AnnexKind.PROGRAMME and annex.state is AnnexState.MISSING,
        "state": annex_state_word(annex.state),
        "tone": _TONES[annex.state],
        "made": [
            {
                "label": language_word(code),
                "url": reverse("desk:letter_made", args=[facts.key, letter.id, annex.id, code]),
            }
            for code in letter.languages
        ]
        if annex.is_made
        else [],
        "files": [
            {
                "file": file,
                "language": language_word(file.language) or gettext("all languages"),
                "url": reverse("desk:letter_annex_file", args=[facts.key, letter.id, file.id]),
            }
            for file in annex.files
        ],
        "form": wrong.get(f"file-{annex.id}", FileForm(languages=letter.languages, auto_id=f"id_file_{annex.id}_%s")),
        "is_open": f"file-{annex.id}" in wrong,
    }


def _lacking(
    letter: LetterDraft, facts: GatheringFacts, language: str, wrong: Mapping[str, forms.Form]
) -> list[dict[str, Any]]:
    return [_lacking_row(one, letter, facts, language, wrong) for one in rules.lacking_annexes(letter, facts)]


def _lacking_row(
    one: rules.Required, letter: LetterDraft, facts: GatheringFacts, language: str, wrong: Mapping[str, forms.Form]
) -> dict[str, Any]:
    part = facts.part(one.part) if one.part else None
    return {
        "key": one.key,
        "name": annex_word(one.kind),
        "part": part.title.best(language, facts.languages).text if part else "",
        "why": letter.not_needed.get(one.key, ""),
        "form": wrong.get(f"why-{one.key}", WhyNotForm(auto_id=f"id_{one.key}_%s")),
        "is_open": f"why-{one.key}" in wrong,
    }


def _new_forms(
    letter: LetterDraft, facts: GatheringFacts, language: str, wrong: Mapping[str, forms.Form]
) -> dict[str, Any]:
    return {
        "signatory_form": wrong.get("signatory", signatory_form(letter, facts)),
        "signatory_open": "signatory" in wrong,
        "annex_form": wrong.get("annex", annex_form(letter, facts, language)),
        "annex_open": "annex" in wrong,
    }


def signatory_form(letter: LetterDraft, facts: GatheringFacts, *args: Any) -> SignatoryForm:
    """The form for somebody more who signs."""
    staff = staff_of(facts.organiser_id)
    bodies = bodies_to_sign(facts)
    return SignatoryForm(*args, languages=letter.languages, bodies=bodies, staff=staff, auto_id="id_signatory_%s")


def annex_form(letter: LetterDraft, facts: GatheringFacts, language: str, *args: Any) -> AnnexForm:
    """The form for something more that travels."""
    return AnnexForm(*args, languages=letter.languages, facts=facts, reader=language, auto_id="id_annex_%s")
