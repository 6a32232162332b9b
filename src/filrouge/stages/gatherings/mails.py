"""What every mail about a gathering has in common: who sends it, its typography, acronyms spelled out on first use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from filrouge.core.typography import typeset
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import audience_in_words, spelled_out, spelled_out_html


def composed(
    template: str,
    subject: str,
    said: Mapping[str, Any],
    facts: GatheringFacts,
    language: str,
    *,
    typed: Iterable[str] = (),
    alone: Iterable[str] = (),
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> ComposedMail:
    """The mail of two templates (`.txt` and `.html`), to be called in the language of its reader.

    `said` names at least `organiser_name` and `contact`. What people `typed` is left alone by typography, phrases
    `alone` keep their acronyms, besides the title and who organises.
    """
    typed = [*dict(facts.title).values(), *filter(None, typed)]
    text = typeset_for(render_to_string(f"{template}.txt", said), language, facts, typed)
    phrases = left_alone(facts, *alone, *_lists(facts, language))
    return ComposedMail(
        subject=" ".join(typeset_for(subject, language, facts, typed).split()),
        text=spelled_out(text, facts, language, alone=phrases),
        html=spelled_out_html(render_to_string(f"{template}.html", said), facts, language, alone=phrases),
        reply_to=said["contact"].email if said["contact"] else "",
        sender_name=said["organiser_name"],
        headers=headers or {},
        attachments=tuple(attachments),
    )


def organiser_name(facts: GatheringFacts, language: str) -> str:
    """Who organises, as a mail signs and its sender is called; empty while nobody is named."""
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return organiser.name.best(language, facts.languages).text if organiser else ""


def typeset_for(text: str, language: str, facts: GatheringFacts, typed: Iterable[str]) -> str:
    """The text of a mail with the typography of its language; what people `typed` is left alone."""
    return typeset(text.strip() + "\n", language=language, country=facts.country, as_typed=typed)


def left_alone(facts: GatheringFacts, *typed: str) -> list[str]:
    """The phrases of a mail in which no acronym is spelled out: the title, who organises, names and addresses."""
    bodies = (name for body in facts.bodies_as(BodyRole.ORGANISER) for name in dict(body.name).values())
    return [said for said in (*dict(facts.title).values(), *bodies, *typed) if said]


def _lists(facts: GatheringFacts, language: str) -> list[str]:
    """For whom each part is: the same words in a mail as on the page, as they are printed and as they are typeset."""
    said = [audience_in_words(part.audience, facts.vocabulary, language) for part in facts.parts]
    return [*said, *(typeset_for(one, language, facts, ()).strip() for one in said)]
