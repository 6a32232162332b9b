"""Everything that was announced, in the order of its days."""

from datetime import datetime

from filrouge.config.demonstration import ANNOUNCING, CALLED_OFF, KEYS, TO_SAVE
from filrouge.config.demonstration.announcing import calendar, inviting, letters, lives, mailing, people, press
from filrouge.config.demonstration.announcing.shared import facts_of
from filrouge.config.demonstration.meeting import Meeting

_SEEDS = {ANNOUNCING: 3, CALLED_OFF: 4, KEYS[0]: 5, TO_SAVE: 6}


def announce(*, now: datetime) -> None:
    """Let every gathering that is announced live as far as today."""
    lives.past_editions(now=now)
    lives.followed_in_lille(now=now)
    _saving(_meeting(TO_SAVE, now))
    lives.put_off(now=now)
    lives.call_off(_meeting(CALLED_OFF, now))
    lives.before_an_election(now=now)
    _announcing(_meeting(ANNOUNCING, now))
    letters.sign_aarau(_meeting(KEYS[0], now))
    letters.begin_in_le_mans(now=now)
    press.begin_in_mulhouse(now=now)


def _meeting(key: str, now: datetime) -> Meeting:
    return Meeting(facts_of(key), now, seed=_SEEDS[key])


def _saving(meeting: Meeting) -> None:
    """The assembly: a date, who follows it, a calendar."""
    lives.date_to_save(meeting)
    meeting.later(11.5, lambda: calendar.plan_half_a_year(meeting))
    meeting.run()


def _announcing(meeting: Meeting) -> None:
    """The study day: date, address book, letter, invitations, answers, what moved, and the press."""
    meeting.later(130, lambda: people.fill_the_address_book(meeting))
    meeting.later(100, lambda: lives.publish_date(meeting))
    meeting.later(99, lambda: mailing.announce_the_date(meeting))
    meeting.later(56, lambda: letters.invite(meeting))
    meeting.later(54, lambda: lives.open_registration(meeting))
    meeting.later(53, lambda: inviting.invite(meeting))
    meeting.later(52, lambda: inviting.give_links_to_relays(meeting))
    meeting.later(40.5, lambda: lives.show_programme(meeting))
    meeting.later(13, lambda: lives.move_the_hours(meeting))
    meeting.later(9, lambda: letters.correct(meeting))
    meeting.later(6, lambda: calendar.plan_the_day(meeting))
    meeting.later(4, lambda: press.write(meeting))
    meeting.later(3, lambda: letters.remind(meeting))
    meeting.later(2, lambda: mailing.prepare_a_reminder(meeting))
    meeting.later(1, lambda: people.leave_a_file(meeting))
    meeting.run()
