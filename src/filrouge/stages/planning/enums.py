"""Stored and computed values of the planning stage, in lower-case English."""

from enum import StrEnum


class StepProgress(StrEnum):
    """Where a step stands on a day. Only one step is next; nobody can do any more what is past."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"
    AHEAD = "ahead"
    PAST = "past"


class NoticeKind(StrEnum):
    """What may be worth knowing of a date. None of them ever blocks anything."""

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    WEEKEND = "weekend"
    OTHER_GATHERING = "other_gathering"
    SCHOOL_UNKNOWN = "school_unknown"
    ELECTION = "election"
    ELECTION_PERIOD = "election_period"
    PRE_ELECTION = "pre_election"


class Ballot(StrEnum):
    """What is voted on, as far as a rule or an official calendar fixes when."""

    MUNICIPAL = "municipal"
    PRESIDENTIAL = "presidential"
    DEPARTMENTAL_REGIONAL = "departmental_regional"
    EUROPEAN = "european"
    SENATORIAL = "senatorial"
    FEDERAL_VOTE = "federal_vote"
    NATIONAL_COUNCIL = "national_council"
