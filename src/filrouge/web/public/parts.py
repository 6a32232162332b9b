"""The parts of a gathering as the form and the pages show them: the same answer that the action will give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words, quotas_in_words
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.rules import PartAnswer, Seats, in_time
from filrouge.stages.registration.words import reasons_in_words, when_in_words
from filrouge.web.public.first import only_later
from filrouge.web.shell.kept import hole

_DECISIONS = {
    PartState.CONFIRMED: "allowed",
    PartState.WAITING: "wait",
    PartState.REQUESTED: "ask",
    PartState.REFUSED: "refused",
}


@dataclass(frozen=True)
class PartCard:
    """What components/part_choice.html shows."""

    id: str
    title: str
    lang: str
    when: str
    audience: str
    places: str
    quotas: Sequence[str] = ()
    where: str = ""
    name: str = ""
    value: str = ""
    checked: bool = False
    decision: str = ""
    reasons: Sequence[str] = ()
    instead: str = ""
    instead_url: str = ""
    error: str = ""


def choice_cards(
    facts: GatheringFacts,
    places: Mapping[str, str],
    language: str,
    *,
    ticked: Sequence[str],
    answers: Mapping[str, PartAnswer],
    at: datetime,
) -> list[PartCard]:
    """A card with a box for every part; with its answer once it is known in which capacity somebody comes."""
    return [
        replace(
            _card(part, facts, places[part.key], language, ticked=part.key in ticked, answer=answers.get(part.key)),
            quotas=quotas_in_words(part, facts, language, at=at),
        )
        for part in facts.parts
    ]


def _card(
    part: PartFacts, facts: GatheringFacts, places: str, language: str, *, ticked: bool, answer: PartAnswer | None
) -> PartCard:
    title = part.title.best(language, facts.languages)
    reasons: tuple[str, ...] = ()
    if answer is not None:
        reasons = reasons_in_words(answer.reasons, part, facts, language)
        if answer.state is PartState.WAITING:
            reasons = (*reasons, place_in_words(answer.position or 1))
    audience = audience_in_words(part.audience, facts.vocabulary, language)
    instead, instead_url = _instead(answer, facts)
    return PartCard(
        id=f"part-{part.key}",
        title=title.text,
        lang="" if title.language == language else title.language,
        when=when_in_words(part, facts, language),
        # A refusal says the rule itself: once is enough.
        audience="" if any(reason.startswith(audience) for reason in reasons) else audience,
        places=places,
        name="parts",
        value=part.key,
        checked=ticked,
        decision=_DECISIONS[answer.state] if answer else "",
        reasons=reasons,
        instead=instead,
        instead_url=instead_url,
    )


def _instead(answer: PartAnswer | None, facts: GatheringFacts) -> tuple[str, str]:
    """What somebody who is refused a part can do, and where; empty when they are not."""
    if answer is None or answer.state is not PartState.REFUSED:
        return "", ""
    if only_later(answer):
        return gettext("leave an address to be told when it opens to everybody"), reverse(
            "public:opening", args=[facts.key]
        )
    contact = facts.contact(ContactKind.REGISTRATION)
    said = gettext("correct your answers above, or ask the organiser")
    return said, f"mailto:{contact.email}" if contact and contact.email else ""


def place_in_words(position: int) -> str:
    """The place that somebody would get, before they send."""
    return gettext("If you register now, you are number %(position)s on the waiting list.") % {"position": position}


def places_of(seats: Mapping[str, Seats]) -> dict[str, str]:
    """All that pages say of the seats, by part."""
    return {part: places_in_words(known) for part, known in seats.items()}


def places_at(facts: GatheringFacts, seats: Mapping[str, Seats], language: str, *, at: datetime) -> dict[str, str]:
    """The same at an instant: of a part that nobody can take any more, why."""
    late = {
        part.key: reasons_in_words(decision.reasons, part, facts, language)
        for part in facts.parts
        if not (decision := in_time(part, received=at)).is_allowed
    }
    return places_of(seats) | {key: " ".join(said) for key, said in late.items()}


def places_left_open(places: Mapping[str, str]) -> dict[str, str]:
    """The same with a hole instead of the words, for a page that is kept while places are taken."""
    return {part: hole(f"places-{part}") if words else "" for part, words in places.items()}


def places_to_fill_in(places: Mapping[str, str]) -> dict[str, str]:
    """What goes into those holes, by name."""
    return {f"places-{part}": words for part, words in places.items()}


def places_in_words(seats: Seats) -> str:
    """How many places are left; empty without a limit."""
    if seats.free is None:
        return ""
    free = 0 if seats.waiting or seats.waiting_beside else seats.free
    if free and seats.capacity is None:
        return ngettext("%(free)s place free", "%(free)s places free", free) % {"free": free}
    if free:
        return ngettext("%(free)s of %(all)s place free", "%(free)s of %(all)s places free", free) % {
            "free": free,
            "all": seats.capacity,
        }
    if seats.capacity is None or seats.confirmed + seats.held < seats.capacity:
        return gettext("Full, waiting list open")
    return gettext("Full: %(all)s places taken, waiting list open") % {"all": seats.capacity}
