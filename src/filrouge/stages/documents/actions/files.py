"""Files for annexes: checked, and kept in the database, where no web server finds them."""

import hashlib
from datetime import datetime
from io import BytesIO

from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions.letters import locked_draft, note, touch
from filrouge.stages.documents.models import LetterAnnex, LetterAnnexFile
from filrouge.stages.gatherings.facts import GatheringFacts

MOST_BYTES = 5_000_000


class FileRefused(Exception):
    """A file that cannot travel; `code`: empty, too_large, not_pdf, encrypted, has_script."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def take_file(
    *,
    facts: GatheringFacts,
    letter_id: int,
    annex_id: int,
    language: str,
    name: str,
    data: bytes,
    is_draft: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Take a PDF for an annex, in place of an earlier one in that language (empty: for all languages).

    Raises Issued, FileRefused, LetterAnnex.DoesNotExist.
    """
    check_pdf(data)
    row = locked_draft(facts, letter_id)
    annex = LetterAnnex.objects.get(letter=row, pk=annex_id)
    LetterAnnexFile.objects.update_or_create(
        annex=annex,
        language=language,
        defaults={
            "name": name[-200:],
            "content": data,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "is_draft": is_draft,
            "uploaded_at": now,
            "uploaded_by": actor.label[:200],
        },
    )
    touch(row)
    data_of = {"title": annex.title, "file": name[-200:], "is_draft": is_draft}
    note("letter:file_taken", row, facts, actor=actor, now=now, data=data_of)


@transaction.atomic
def drop_file(*, facts: GatheringFacts, letter_id: int, file_id: int, actor: Actor, now: datetime) -> None:
    """Take a file away again. Raises Issued."""
    row = locked_draft(facts, letter_id)
    found = LetterAnnexFile.objects.filter(annex__letter=row, pk=file_id).select_related("annex").first()
    if found is None:
        return
    found.delete()
    touch(row)
    data = {"title": found.annex.title, "file": found.name}
    note("letter:file_dropped", row, facts, actor=actor, now=now, data=data)


def check_pdf(data: bytes) -> None:
    """Raise FileRefused for what is no PDF that everybody can open: too large, locked, or with a script in it."""
    if not data:
        raise FileRefused("empty")
    if len(data) > MOST_BYTES:
        raise FileRefused("too_large")
    if not data.lstrip()[:5] == b"%PDF-":
        raise FileRefused("not_pdf")
    # Seldom needed, and slow to import: whoever starts the product should not wait for it.
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as found:
            names = found.Root.get("/Names")
            has_script = "/OpenAction" in found.Root and _is_script(found.Root["/OpenAction"])
            if has_script or (names is not None and "/JavaScript" in names):
                raise FileRefused("has_script")
            if not len(found.pages):
                raise FileRefused("not_pdf")
    except pikepdf.PasswordError:
        raise FileRefused("encrypted") from None
    except pikepdf.PdfError:
        raise FileRefused("not_pdf") from None


def _is_script(action: object) -> bool:
    import pikepdf

    return isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name("/JavaScript")
