"""A letter and its annexes as files to look at, to retouch or to keep."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from filrouge.stages.documents.annexes import made_annex
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.layout.formats import FORMATS, letter_file
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.queries import annex_content, issued_pdf
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import access
from filrouge.web.shell.letters import shown_facts

_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_name(letter: LetterDraft, language: str, form: str, facts: GatheringFacts) -> str:
    """For archives: the earliest day that the date on the letter can mean comes first, so that names sort."""
    floor = letter.floor.isoformat() if letter.floor else "0000-00-00"
    return f"{floor}-{facts.key}-{letter.kind.value}-{letter.id}-{language}.{form}"


@login_required
@require_safe
def file(request: HttpRequest, key: str, pk: int, language: str, form: str) -> HttpResponse:
    """One language in one format; the PDF of an issued letter is the one that was stored, byte for byte."""
    facts, actor = access.desk_gathering(request, key, Documents.APPROVE)
    letter = access.desk_letter(facts, actor, pk)
    if language not in letter.languages or language not in letter.texts or form not in FORMATS:
        raise Http404("no such file")
    return download(_content(letter, language, form, facts), form, file_name(letter, language, form, facts))


def _content(letter: LetterDraft, language: str, form: str, facts: GatheringFacts) -> bytes:
    if form == "pdf" and letter.is_issued and (stored := issued_pdf(letter.id, language)) is not None:
        return stored
    return letter_file(shown_facts(letter, language, facts), form)


def download(content: bytes, form: str, name: str) -> HttpResponse:
    """A file that no cache keeps."""
    response = HttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def annex_file(request: HttpRequest, key: str, pk: int, file_id: int) -> HttpResponse:
    """A file that was uploaded for an annex."""
    facts, actor = access.desk_gathering(request, key, Documents.APPROVE)
    letter = access.desk_letter(facts, actor, pk)
    found = annex_content(letter.id, file_id)
    if found is None:
        raise Http404("no such file")
    return download(found[1], "pdf", f"{facts.key}-annex-{file_id}.pdf")


@login_required
@require_safe
def made(request: HttpRequest, key: str, pk: int, annex_id: int, language: str) -> HttpResponse:
    """An annex that is made from the facts, as it would travel today."""
    facts, actor = access.desk_gathering(request, key, Documents.APPROVE)
    letter = access.desk_letter(facts, actor, pk)
    annex = next((one for one in letter.annexes if one.id == annex_id and one.is_made), None)
    if annex is None or language not in letter.languages:
        raise Http404("no such annex")
    return download(made_annex(annex, letter, language, facts), "pdf", f"{facts.key}-annex-{annex_id}-{language}.pdf")
