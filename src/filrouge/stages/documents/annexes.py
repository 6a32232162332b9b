"""Annexes that are made from the facts: programme, invitation to a part, reply form. As PDF, in one language."""

from dataclasses import replace

from django.utils.translation import gettext, override, pgettext

from filrouge.stages.documents import placeholders
from filrouge.stages.documents.composing import letter_facts
from filrouge.stages.documents.drafts import Annex, LetterDraft, TextDraft
from filrouge.stages.documents.enums import AnnexKind
from filrouge.stages.documents.facts import LetterFacts, ReplyFormFacts
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.layout.pdf import letter_pdf
from filrouge.stages.documents.layout.reply import reply_form_pdf
from filrouge.stages.documents.layout.sheet import SheetFacts, SheetSection, sheet_pdf
from filrouge.stages.documents.queries import postal_lines
from filrouge.stages.documents.reply_forms import reply_form_of
from filrouge.stages.gatherings.enums import TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import programme_in_words


def made_annex(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> bytes:
    """The annex as it would travel today. Raises ValueError for one that is not made from the facts."""
    if annex.kind is AnnexKind.REPLY_FORM:
        return reply_form_pdf(reply_form(annex, letter, language, facts))
    if annex.kind is AnnexKind.PART_INVITATION:
        return letter_pdf(part_invitation(annex, letter, language, facts))
    if annex.kind is AnnexKind.PROGRAMME:
        return sheet_pdf(programme(annex, letter, language, facts))
    raise ValueError(f"a {annex.kind} is not made from the facts")


def reply_form(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> ReplyFormFacts:
    """The form with all parts of the gathering, or with the one that the annex names."""
    base = letter_facts(letter, language, facts)
    return reply_form_of(
        facts,
        language,
        profile=base.profile,
        back_to=(base.sender.name, *postal_lines(facts.organiser_id)),
        direct_url=base.direct.url if base.direct else "",
        parts=(annex.part,) if annex.part else (),
    )


def programme(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> SheetFacts:
    """Each part with its day, hours and place, what it offers, and its sessions with their rooms, breaks too."""
    with override(language):
        sections = tuple(_part_of_programme(part, facts, language) for part in facts.parts)
    base = letter_facts(letter, language, facts)
    return SheetFacts(
        language=language,
        country=base.country,
        organiser=base.sender.name,
        title=annex.title.best(language, letter.languages).text,
        lines=(facts.title.best(language, facts.languages).text,),
        sections=sections,
    )


def _part_of_programme(part: PartFacts, facts: GatheringFacts, language: str) -> SheetSection:
    said = _said(part, facts, language)
    lines = [", ".join(one for one in (said["date"], said["hours"]) if one), said["place"]]
    lines += [said["audience"]] if part.audience_is_stated else []
    lines += [f"– {item}" for item in _items(part, facts, language)]
    rows = tuple((one.time, one.title.text, one.room) for one in programme_in_words(part, facts, language))
    columns = (gettext("Hour"), pgettext("programme", "What"), gettext("Room"))
    return SheetSection(said["title"], tuple(one for one in lines if one), columns, (3, 8, 3), rows)


def _items(part: PartFacts, facts: GatheringFacts, language: str) -> list[str]:
    return [text.best(language, facts.languages).text for text in part.texts.get(TextName.ITEMS, ())]


def _said(part: PartFacts, facts: GatheringFacts, language: str) -> dict[str, str]:
    values = placeholders.values_for(facts, language, page_url="")
    return {field: values[f"part:{part.key}.{field}"] for field in placeholders.OF_A_PART}


def part_invitation(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> LetterFacts:
    """A sheet that invites to one part: what it is, when, where, for whom, until when one registers."""
    part = facts.part(annex.part)
    with override(language):
        register = gettext("Please register by {part:%(key)s.deadline}: %(where)s.")
    where = "{web_path}" if language in facts.web_path else "{page}"
    items = _items(part, facts, language) if part else []
    paragraphs = [f"{{{placeholders.PARTS}}}"]
    if items:
        paragraphs.append("\n".join(f"- {escape(item)}" for item in items))
    if part is not None and part.deadline:
        paragraphs.append(register % {"key": part.key, "where": where})
    text = letter.texts[language]
    sheet = TextDraft(
        language=language,
        profile=text.profile,
        subject=escape(annex.title.best(language, letter.languages).text),
        body="\n\n".join(paragraphs),
    )
    alone = replace(letter, texts={language: sheet}, signatories=(), annexes=())
    found = letter_facts(alone, language, facts)
    shown = tuple(one for one, listed in zip(found.parts, facts.parts, strict=True) if listed.key == annex.part)
    return replace(found, parts=shown)
