"""The calendar of who organises as a file for a diary (RFC 5545): one whole day for each step, nobody invited."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from filrouge.core import ical
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.enums import StepProgress
from filrouge.stages.planning.facts import PlannedStep
from filrouge.stages.planning.words import step_title


def calendar_file(facts: GatheringFacts, steps: Iterable[PlannedStep], *, language: str, now: datetime) -> str:
    """The dated steps. An identifier stays the same for life, so that a file taken in again moves what moved."""
    lines = [
        ical.line("BEGIN", "VCALENDAR"),
        ical.line("VERSION", "2.0"),
        ical.line("PRODID", "-//Fil rouge//Calendar of who organises//EN"),
        ical.line("METHOD", "PUBLISH"),
        *(line for step in steps if step.due is not None for line in _event(step, step.due, facts, language, now)),
        ical.line("END", "VCALENDAR"),
    ]
    return "".join(lines)


def _event(step: PlannedStep, due: date, facts: GatheringFacts, language: str, now: datetime) -> list[str]:
    said = {"step": step_title(step), "gathering": facts.title.best(language, facts.languages).text}
    is_done = step.progress is StepProgress.DONE
    summary = gettext("Done: %(step)s (%(gathering)s)") if is_done else gettext("%(step)s (%(gathering)s)")
    return [
        ical.line("BEGIN", "VEVENT"),
        ical.line("UID", f"plan-{step.key}-{facts.uid}"),
        ical.line("DTSTAMP", ical.instant(now)),
        # Two files that were taken one after the other: the later one counts, without a counter to keep.
        ical.line("SEQUENCE", str(int(now.timestamp()) // 60 - _SINCE)),
        ical.line("DTSTART", ical.day(due), value="DATE"),
        ical.line("DTEND", ical.day(due + timedelta(days=1)), value="DATE"),
        ical.line("SUMMARY", ical.text(summary % said)),
        ical.line("TRANSP", "TRANSPARENT"),
        ical.line("END", "VEVENT"),
    ]


# Minutes from 1970 to 2020: diaries like small numbers.
_SINCE = 26_297_280
