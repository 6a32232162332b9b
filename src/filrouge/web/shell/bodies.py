"""Finding the body that somebody typed: exactly, by the choice they made among similar ones, or not at all."""

from dataclasses import dataclass

from django.utils.translation import get_language

from filrouge.core import days
from filrouge.core.text import Translated
from filrouge.ground.directory.queries import BodyCard, body_by_id, body_by_name, search_bodies
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.forms import OTHER, ApplicationForm
from filrouge.web.shell import clock
from filrouge.web.shell.numbers import number_said


@dataclass(frozen=True)
class SettledBody:
    """The body found, if one was. `is_open` when similar ones are offered and the person has not chosen yet."""

    card: BodyCard | None = None
    is_open: bool = False

    @property
    def id(self) -> int | None:
        """The id in the directory, None for a typed body."""
        return self.card.id if self.card else None


def settle_body(form: ApplicationForm, facts: GatheringFacts) -> SettledBody:
    """Which body the form means; offers similar ones in the form when that is not clear."""
    if form.as_resident:
        return SettledBody()
    on = days.local_day(clock.now(), facts.zone)
    typed = form.data.get("organisation", "").strip()[:200]
    choice = form.chosen_body()
    if number := number_said(choice):
        card = body_by_id(organiser_id=facts.organiser_id, organisation_id=number, on=on)
        if card is not None:
            form.offer_bodies([(card.id, _name(card.name))])
            return SettledBody(card)
    if not typed:
        return SettledBody()
    card = body_by_name(organiser_id=facts.organiser_id, name=typed, on=on)
    if card is not None or choice == OTHER:
        return SettledBody(card)
    similar = search_bodies(organiser_id=facts.organiser_id, text=typed)
    form.offer_bodies([(pk, _name(name)) for pk, name in similar])
    return SettledBody(is_open=bool(similar))


def _name(name: Translated) -> str:
    return name.best((get_language() or "fr").partition("-")[0]).text
