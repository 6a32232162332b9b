"""The meeting of the demonstration on which a visitor finds something of everything, told from its first day on."""

from datetime import datetime

from filrouge.config.demonstration import EVERYTHING, LONG_OVER, MEMBERS_FIRST, arrivals, desk_work, groups, turns
from filrouge.config.demonstration.announcing.telling import announce
from filrouge.config.demonstration.meeting import Meeting
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.registration.actions.opening import leave_address


def fill(*, now: datetime) -> None:
    """Let everybody come who comes to the gatherings that only the demonstration has."""
    _meeting(Meeting(_facts(EVERYTHING), now))
    _members_first(Meeting(_facts(MEMBERS_FIRST), now))
    arrivals.long_ago(Meeting(_facts(LONG_OVER), now))
    announce(now=now)
    desk_work.close_the_old_one(Meeting(_facts(LONG_OVER), now))


def _facts(key: str) -> GatheringFacts:
    facts = facts_by_key(key)
    if facts is None:
        raise LookupError(key)
    return facts


def _meeting(meeting: Meeting) -> None:
    meeting.later(20, lambda: _first_days(meeting))
    meeting.later(14, lambda: arrivals.residents(meeting))
    meeting.later(13, lambda: desk_work.say_it_in_own_words(meeting))
    meeting.later(11, lambda: desk_work.open_to_the_partner(meeting))
    meeting.later(9, lambda: turns.leave_no_trace(meeting))
    meeting.later(7, lambda: turns.meet_twice(meeting))
    meeting.later(5.9, lambda: desk_work.record_the_visit(meeting))
    meeting.later(6, lambda: turns.take_a_list(meeting))
    meeting.later(2, lambda: desk_work.note_an_objection(meeting))
    meeting.later(1, lambda: desk_work.look_at_needs(meeting))
    meeting.later(0.1, lambda: turns.leave_a_list(meeting))
    groups.delegations(meeting)
    meeting.run()


def _first_days(meeting: Meeting) -> None:
    coming = arrivals.by_the_web(meeting)
    meeting.later(18, lambda: turns.pass_it_on(meeting, turns.number_of(coming[1])))
    meeting.later(16, lambda: _typed_in(meeting))


def _typed_in(meeting: Meeting) -> None:
    came = arrivals.by_other_doors(meeting)
    meeting.later(5, lambda: turns.give_back(meeting, turns.number_of(came[3])))
    meeting.later(4, lambda: turns.come_instead(meeting, turns.number_of(came[2])))


def _members_first(meeting: Meeting) -> None:
    arrivals.members_first(meeting)
    for number, language in enumerate(("fr", "it", "de")):
        address = meeting.crowd.draw(language).address("adresse")
        leave_address(
            facts=meeting.facts, email=address, language=language, actor=REGISTRANT, now=meeting.ago(1 - number / 4)
        )
