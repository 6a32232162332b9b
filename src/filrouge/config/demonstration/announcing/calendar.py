"""Calendars of who organises: done, moved, one's own; the rest is late, blocked or ahead by itself."""

from datetime import date, datetime, timedelta

from filrouge.config.demonstration.meeting import Meeting
from filrouge.stages.planning.actions.steps import add_step, move_step, remove_step, tick_step

_TUESDAY = 1


def plan_half_a_year(meeting: Meeting) -> None:
    """Half a year before: the venue is not found, which holds up what needs one; a step of one's own."""
    facts, manager, now, at = meeting.look_again(), meeting.manager, meeting.now, meeting.ago(11.5)
    tick_step(facts=facts, key="partners", is_done=True, actor=manager, now=at, on=at.date())
    move_step(facts=facts, key="interpreters", to=_on_a_tuesday(now, 21), actor=manager, now=at)
    title = "Visite des ateliers de la Basse-Ville avec le service de la jeunesse"
    add_step(facts=facts, title=title, due=_on_a_tuesday(now, 9), actor=manager, now=at)


def _on_a_tuesday(now: datetime, days: int) -> date:
    """The first Tuesday so many days ahead."""
    day = (now + timedelta(days=days)).date()
    return day + timedelta(days=(_TUESDAY - day.weekday()) % 7)


def plan_the_day(meeting: Meeting) -> None:
    """What was done by people is ticked; nobody needs the badges that the house proposes."""
    facts, at = meeting.facts, meeting.ago(6)
    for key in ("partners", "themes", "speakers", "interpreters", "access", "invitation_text"):
        tick_step(facts=facts, key=key, is_done=True, actor=meeting.manager, now=at, on=at.date())
    remove_step(facts=facts, key="slides", actor=meeting.manager, now=at)
