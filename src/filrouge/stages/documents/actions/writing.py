"""Writing a draft: its heading, its texts, who signs it, what travels with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from filrouge.core.vague_dates import VagueDate
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import RoleAssignment
from filrouge.stages.documents import placeholders
from filrouge.stages.documents.actions.letters import UnknownPlaceholder, locked_draft, note, touch
from filrouge.stages.documents.drafts import TextDraft
from filrouge.stages.documents.enums import AnnexKind
from filrouge.stages.documents.models import LetterAnnex, LetterSignatory, LetterText
from filrouge.stages.gatherings.facts import GatheringFacts


@transaction.atomic
def write_heading(
    *,
    facts: GatheringFacts,
    letter_id: int,
    languages: Sequence[str],
    place: Mapping[str, str],
    dated: VagueDate,
    actor: Actor,
    now: datetime,
    is_personal: bool | None = None,
    side_by_side: bool | None = None,
    seen: int | None = None,
) -> None:
    """In which languages, where and when, to whom: `languages` is also the order in which a recipient falls back.

    Texts of a language that is left out stay, in case it comes back. `is_personal` (each reader in their own name) and
    `side_by_side` (the signatures) stay as they are with None.
    Raises Issued, Changed, ValueError for no language.
    """
    if not languages:
        raise ValueError("a letter has at least one language")
    row = locked_draft(facts, letter_id, seen=seen)
    row.languages, row.place = list(languages), {language: said for language, said in place.items() if said}
    row.dated, row.dated_floor = str(dated), dated.floor
    row.is_personal = row.is_personal if is_personal is None else is_personal
    row.side_by_side = row.side_by_side if side_by_side is None else side_by_side
    touch(row, "languages", "place", "dated", "dated_floor", "is_personal", "side_by_side")
    note("letter:heading_changed", row, facts, actor=actor, now=now, data={"dated": row.dated})


@transaction.atomic
def write_text(
    *,
    facts: GatheringFacts,
    letter_id: int,
    text: TextDraft,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Write the texts of one language. Raises Issued, Changed, UnknownPlaceholder."""
    names = placeholders.names_for(facts)
    wrong = placeholders.unknown_by_piece(text.pieces, names)
    if wrong:
        raise UnknownPlaceholder(wrong)
    row = locked_draft(facts, letter_id, seen=seen)
    LetterText.objects.update_or_create(
        letter=row, language=text.language, defaults={"profile": text.profile.value, **text.pieces}
    )
    touch(row)
    note("letter:text_changed", row, facts, actor=actor, now=now, data={"language": text.language})


@transaction.atomic
def add_signatory(
    *,
    facts: GatheringFacts,
    letter_id: int,
    name: str,
    body: str,
    capacities: Sequence[Mapping[str, str]],
    user_id: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let somebody sign for a body (its key, or empty), in one or several capacities (titles by language).

    `user_id`: their own account, if they work with this organiser. Raises Issued.
    """
    row = locked_draft(facts, letter_id)
    last = row.signatories.aggregate(last=Max("position"))["last"]
    staff = RoleAssignment.objects.filter(organiser_id=facts.organiser_id)
    theirs = user_id is not None and staff.filter(user_id=user_id).exists()
    LetterSignatory.objects.create(
        letter=row,
        position=0 if last is None else last + 1,
        name=name,
        body=Organisation.objects.filter(organiser_id=facts.organiser_id, key=body).first() if body else None,
        capacities=[dict(title) for title in capacities],
        user_id=user_id if theirs else None,
    )
    touch(row)
    note("letter:signatory_added", row, facts, actor=actor, now=now, data={"name": name})


@transaction.atomic
def drop_signatory(*, facts: GatheringFacts, letter_id: int, signatory_id: int, actor: Actor, now: datetime) -> None:
    """Somebody does not sign after all. Raises Issued."""
    row = locked_draft(facts, letter_id)
    found = LetterSignatory.objects.filter(letter=row, pk=signatory_id).first()
    if found is None:
        return
    found.delete()
    touch(row)
    note("letter:signatory_dropped", row, facts, actor=actor, now=now, data={"name": found.name})


@transaction.atomic
def add_annex(
    *,
    facts: GatheringFacts,
    letter_id: int,
    title: Mapping[str, str],
    kind: AnnexKind,
    part: str,
    shows_deadline: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Let something travel with the letter. Raises Issued."""
    row = locked_draft(facts, letter_id)
    last = row.annexes.aggregate(last=Max("position"))["last"]
    LetterAnnex.objects.create(
        letter=row,
        position=0 if last is None else last + 1,
        title={language: said for language, said in title.items() if said},
        kind=kind.value,
        part=part,
        shows_deadline=shows_deadline,
    )
    touch(row)
    note("letter:annex_added", row, facts, actor=actor, now=now, data={"title": dict(title)})


@transaction.atomic
def drop_annex(*, facts: GatheringFacts, letter_id: int, annex_id: int, actor: Actor, now: datetime) -> None:
    """Something does not travel with the letter after all; its files go. Raises Issued."""
    row = locked_draft(facts, letter_id)
    found = LetterAnnex.objects.filter(letter=row, pk=annex_id).first()
    if found is None:
        return
    found.delete()
    touch(row)
    note("letter:annex_dropped", row, facts, actor=actor, now=now, data={"title": found.title})
