"""Annexes that are made from the facts: the invitation to a part, the reply form. As PDF, in one language."""

from dataclasses import replace

from django.utils.translation import gettext, override

from filrouge.stages.documents import placeholders
from filrouge.stages.documents.composing import letter_facts
from filrouge.stages.documents.drafts import Annex, LetterDraft, TextDraft
from filrouge.stages.documents.enums import AnnexKind
from filrouge.stages.documents.facts import LetterFacts, ReplyFormFacts
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.layout.pdf import letter_pdf
from filrouge.stages.documents.layout.reply import reply_form_pdf
from filrouge.stages.documents.queries import postal_lines
from filrouge.stages.documents.reply_forms import reply_form_of
from filrouge.stages.gatherings.enums import TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts


def made_annex(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> bytes:
    """The annex as it would travel today. Raises ValueError for one that is not made from the facts."""
    if annex.kind is AnnexKind.REPLY_FORM:
        return reply_form_pdf(reply_form(annex, letter, language, facts))
    if annex.kind is AnnexKind.PART_INVITATION:
        return letter_pdf(part_invitation(annex, letter, language, facts))
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


def _said(part: PartFacts, facts: GatheringFacts, language: str) -> dict[str, str]:
    values = placeholders.values_for(facts, language, page_url="")
    return {field: values[f"part:{part.key}.{field}"] for field in placeholders.OF_A_PART}


def part_invitation(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts) -> LetterFacts:
    """A sheet that invites to one part: what it is, when, where, for whom, until when one registers."""
    part = facts.part(annex.part)
    with override(language):
        register = gettext("Please register by {part:%(key)s.deadline}: %(where)s.")
    where = "{web_path}" if language in facts.web_path else "{page}"
    items = [text.best(language, facts.languages).text for text in (part.texts.get(TextName.ITEMS, ()) if part else ())]
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
