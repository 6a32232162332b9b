"""Starting a letter: from the brief of the gathering file, so that nobody types again, or from the facts alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.database import lock_name
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions.letters import locked_draft, note
from filrouge.stages.documents.enums import AnnexKind, LetterKind, LetterProfile
from filrouge.stages.documents.layout.profiles import usual_closing, usual_salutation
from filrouge.stages.documents.models import Letter, LetterAnnex, LetterSignatory, LetterText
from filrouge.stages.documents.placeholders import common_deadline
from filrouge.stages.documents.queries import is_public_body
from filrouge.stages.gatherings.enums import DocumentKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts

_SWISS = {"fr": LetterProfile.CH_FR, "de": LetterProfile.CH_DE, "it": LetterProfile.CH_IT, "en": LetterProfile.CH_DE}


@transaction.atomic
def start_letter(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Start the letter of invitation with all that the gathering file knows of it; the id of the draft.

    Where the file holds no paragraphs, first ones are made of placeholders. Who signs has approved nothing yet.
    """
    lock_name(f"letters {facts.id}")
    brief: Mapping[str, Any] = facts.briefs.get(DocumentKind.INVITATION_LETTER.value, {})
    dated = VagueDate.parse(str(brief.get("date") or "unknown"))
    languages = list(facts.languages or (facts.language,))
    row = Letter.objects.create(
        gathering_id=facts.id,
        kind=LetterKind.INVITATION_LETTER.value,
        languages=languages,
        place=_in_all(brief.get("place") or dict(facts.town), facts, languages),
        dated=str(dated),
        dated_floor=dated.floor,
        side_by_side=brief.get("layout") != "stacked",
        is_personal=brief.get("addressed_to") == "personal",
        created_at=now,
        created_by=actor.label[:200],
    )
    LetterText.objects.bulk_create([_text(row, language, brief, facts) for language in languages])
    LetterSignatory.objects.bulk_create(_signatories(row, brief, facts))
    LetterAnnex.objects.bulk_create(_annexes(row, brief, facts))
    note("letter:started", row, facts, actor=actor, now=now, data={"from_brief": bool(brief)})
    return row.pk


@transaction.atomic
def drop_letter(*, facts: GatheringFacts, letter_id: int, actor: Actor, now: datetime) -> None:
    """Throw a draft away with all that belongs to it. Raises Issued, Letter.DoesNotExist."""
    row = locked_draft(facts, letter_id)
    note("letter:dropped", row, facts, actor=actor, now=now)
    row.delete()


def profile_for(facts: GatheringFacts, language: str) -> LetterProfile:
    """The habits that a letter of this gathering follows in a language, unless somebody chooses others."""
    if facts.country == "CH":
        return _SWISS[language]
    return LetterProfile.FR_CITY if is_public_body(facts.organiser_id) else LetterProfile.FR_ASSOCIATION


def _said(value: Any, language: str, facts: GatheringFacts) -> str:
    """A text of the brief in one language; nothing in another language than the one asked for."""
    return Translated.of(value, facts.language).get(language, "") if value else ""


def _in_all(value: Any, facts: GatheringFacts, languages: Iterable[str]) -> dict[str, str]:
    found = Translated.of(value, facts.language)
    return {language: found.best(language).text for language in languages if found}


def _text(row: Letter, language: str, brief: Mapping[str, Any], facts: GatheringFacts) -> LetterText:
    lines = [_said(line, language, facts) for line in brief.get("subject", ())]
    body = [said for paragraph in brief.get("body", ()) if (said := _said(paragraph, language, facts))]
    closing = [said for name in ("closing", "motto") if (said := _said(brief.get(name), language, facts))]
    profile = profile_for(facts, language)
    with override(language):
        subject = "\n".join(line for line in lines if line) or gettext("Invitation: {gathering}")
        paragraphs = body or _first_paragraphs(brief, language, facts)
    return LetterText(
        letter=row,
        language=language,
        profile=profile.value,
        subject=subject,
        salutation=_said(brief.get("salutation"), language, facts) or usual_salutation(profile, language),
        body="\n\n".join(paragraphs),
        closing="\n".join(closing) or usual_closing(profile, language),
        about=_said(brief.get("boilerplate"), language, facts),
    )


def _first_paragraphs(brief: Mapping[str, Any], language: str, facts: GatheringFacts) -> list[str]:
    """A beginning made of facts, in the language that is active; only facts that are known are named."""
    opening = _said(brief.get("opening"), language, facts)
    invited = gettext("%(opening)s: {gathering}, {date}, {place}.") % {"opening": opening} if opening else ""
    paragraphs = [invited or gettext("We are pleased to invite you: {gathering}, {date}, {place}.")]
    presentation = facts.text(TextName.PRESENTATION)
    if language in presentation:
        paragraphs.append(presentation[language])
    paragraphs += [_about_part(part) for part in facts.parts if part.audience_is_stated]
    forwarding = facts.text(TextName.FORWARDING)
    if language in forwarding:
        paragraphs.append(forwarding[language])
    where = "{web_path}" if language in facts.web_path else "{page}"
    if common_deadline(facts):
        paragraphs.append(gettext("Please register by {deadline}: %(where)s.") % {"where": where})
    else:
        paragraphs.append(gettext("To register: %(where)s.") % {"where": where})
    return paragraphs


def _about_part(part: PartFacts) -> str:
    fields = ["title", *(["date"] if part.when.is_known else []), *(["hours"] if part.starts_at else [])]
    named = ", ".join(f"{{part:{part.key}.{field}}}" for field in fields)
    said = f"{named}. {{part:{part.key}.audience}}."
    if part.capacity is None:
        return said
    return said + " " + gettext("Number of places: %(places)s.") % {"places": f"{{part:{part.key}.capacity}}"}


def _signatories(row: Letter, brief: Mapping[str, Any], facts: GatheringFacts) -> list[LetterSignatory]:
    bodies = {body.key: body for body in Organisation.objects.filter(organiser_id=facts.organiser_id).order_by("key")}
    return [
        LetterSignatory(
            letter=row,
            position=position,
            name=entry["name"],
            body=bodies.get(entry.get("body") or ""),
            capacities=[dict(Translated.of(one["title"], facts.language)) for one in entry.get("capacities", ())],
        )
        for position, entry in enumerate(brief.get("signatories", ()))
    ]


def _annexes(row: Letter, brief: Mapping[str, Any], facts: GatheringFacts) -> list[LetterAnnex]:
    kinds = {
        DocumentKind.PROGRAMME.value: AnnexKind.PROGRAMME,
        DocumentKind.REGISTRATION_FORM.value: AnnexKind.REPLY_FORM,
    }
    return [
        LetterAnnex(
            letter=row,
            position=position,
            title=dict(Translated.of(entry["title"], facts.language)),
            kind=(
                AnnexKind.PART_INVITATION if entry.get("part") else kinds.get(entry.get("document"), AnnexKind.OTHER)
            ).value,
            part=entry.get("part") or "",
            shows_deadline=bool(entry.get("shows_deadline")),
        )
        for position, entry in enumerate(brief.get("annexes", ()))
    ]
