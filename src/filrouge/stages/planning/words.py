"""Steps and notices in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.planning.elections import caution_on
from filrouge.stages.planning.enums import Ballot, NoticeKind, StepProgress
from filrouge.stages.planning.facts import EditionPage, Notice, PlannedStep


def calendar_word() -> str:
    """What the share of the calendar is called."""
    return gettext("The calendar as you changed it")


def step_title(step: PlannedStep) -> str:
    """What a step is called: in the organiser's own words, else in ours."""
    return step.title or standard_title(step.key)


def standard_title(key: str) -> str:
    """What a step of the house is called. Raises KeyError for a step that is none."""
    return {**_before(), **_around()}[key]


def _before() -> dict[str, str]:
    return {
        "date": gettext("Fix the date"),
        "partners": gettext("Agree who organises with whom, and who pays what"),
        "venue": gettext("Book the venue, and look whether everybody can get in"),
        "save_the_date": gettext("Publish the save-the-date and send it"),
        "themes": gettext("Choose the themes"),
        "speakers": gettext("Ask the speakers"),
        "interpreters": gettext("Book interpreters and translations"),
        "access": gettext("Book sign language, subtitles and other help"),
        "invitation_text": gettext("Write the invitation and have it signed"),
        "invitation": gettext("Send the invitation"),
        "registration": gettext("Open registration"),
        "programme": gettext("Publish the programme"),
        "reminder": gettext("Remind those who have not answered"),
        "press": gettext("Tell the press"),
    }


def _around() -> dict[str, str]:
    return {
        "closing": gettext("Close registration"),
        "meals": gettext("Give the caterer the numbers"),
        "practical": gettext("Send the practical details to those who come"),
        "sheets": gettext("Print lists, badges and signature sheets"),
        "gathering": gettext("The gathering takes place"),
        "thanks": gettext("Thank, and send the certificates"),
        "slides": gettext("Publish slides and recordings"),
        "report": gettext("Publish the report"),
        "balance": gettext("Account for it to those who paid"),
        "next_edition": gettext("Decide on the next edition"),
    }


def progress_word(progress: StepProgress) -> str:
    """Where a step stands."""
    return {
        StepProgress.DONE: gettext("Done"),
        StepProgress.LATE: gettext("Late"),
        StepProgress.NEXT: gettext("Next step"),
        StepProgress.AHEAD: gettext("To come"),
        StepProgress.PAST: gettext("Over"),
    }[progress]


def notice_in_words(notice: Notice, language: str) -> str:
    """A notice as a sentence. A holiday keeps the name that it has in its country."""
    when = date_range_in_words(notice.first, notice.last, language=language)
    said = {"when": when, "name": notice.name, "zone": notice.zone}
    return {
        NoticeKind.PUBLIC_HOLIDAY: gettext("%(when)s: public holiday (%(name)s)."),
        NoticeKind.SCHOOL_HOLIDAY: gettext("%(when)s: school holidays in zone %(zone)s (%(name)s)."),
        NoticeKind.WEEKEND: gettext("%(when)s: a weekend."),
        NoticeKind.OTHER_GATHERING: gettext("%(when)s: you hold “%(name)s” on the same day."),
        NoticeKind.SCHOOL_UNKNOWN: _not_known(notice.zone),
        NoticeKind.ELECTION: _ballot_on(notice.ballot),
        NoticeKind.ELECTION_PERIOD: _ballot_within(notice.ballot),
        NoticeKind.PRE_ELECTION: "%(when)s",
    }[notice.kind] % said


def _not_known(country: str) -> str:
    if country == "CH":
        return gettext(
            "School holidays differ by canton and municipality. They are not known here: please look them up."
        )
    return gettext("School holidays there are those of its own académie. They are not known here: please look them up.")


def _ballot_on(ballot: Ballot | None) -> str:
    return {
        Ballot.MUNICIPAL: gettext("%(when)s: municipal elections are held in France."),
        Ballot.FEDERAL_VOTE: gettext("%(when)s: a Sunday reserved for federal votes in Switzerland."),
        Ballot.NATIONAL_COUNCIL: gettext("%(when)s: the National Council is elected in Switzerland."),
    }.get(ballot or Ballot.MUNICIPAL, "%(when)s")


def _ballot_within(ballot: Ballot | None) -> str:
    return {
        Ballot.MUNICIPAL: gettext("%(when)s: municipal elections in France; the days are not known here yet."),
        Ballot.PRESIDENTIAL: gettext("%(when)s: presidential election in France; the days are not known here yet."),
        Ballot.DEPARTMENTAL_REGIONAL: gettext(
            "%(when)s: departmental and regional elections in France; the days are not known here yet."
        ),
        Ballot.EUROPEAN: gettext("%(when)s: European elections; the days are not known here yet."),
        Ballot.SENATORIAL: gettext(
            "%(when)s: half of the French Senate is elected, by delegates of municipalities; the day is not known here "
            "yet."
        ),
    }.get(ballot or Ballot.MUNICIPAL, "%(when)s")


def caution_in_words(notices: Sequence[Notice], language: str) -> dict[str, object]:
    """The pre-election notice: what it asks for, what it concerns, its law; empty when there is nothing to say."""
    told = [notice for notice in notices if notice.kind is NoticeKind.PRE_ELECTION]
    election = caution_on(told[0].first) if told else None
    if election is None:
        return {}
    first, last = (date_in_words(day, language=language) for day in (election.caution_from, election.caution_until))
    return {
        "title": gettext("Elections are near: look at the tone"),
        "text": gettext(
            "From %(first)s to %(last)s, before the municipal elections, municipalities and bodies of several of them "
            "may not run a campaign that promotes what they have achieved or how they govern; their social action "
            "centres (CCAS, CIAS) do well to take the same care. A gathering that is held anyway, or was held before, "
            "may go on. Please check three things: the tone is factual; there is a precedent, an earlier edition of "
            "the same kind; elected persons are not more prominent than usual. This is a notice: nothing is blocked."
        )
        % {"first": first, "last": last},
        "concerned": [_concerned(notice, language) for notice in told],
        "source": gettext(
            "Source: French electoral code, article L. 52-1, second paragraph (law no. 90-55 of 15 January 1990)."
        ),
    }


def _concerned(notice: Notice, language: str) -> str:
    day = date_in_words(notice.first, language=language)
    return f"{standard_title(notice.step or 'gathering')}: {day}"


def proposal_word(state: ProposalState) -> str:
    """What became of a proposal."""
    return {
        ProposalState.NO_ANSWER: gettext("No answer"),
        ProposalState.ANSWERED: gettext("Answered"),
        ProposalState.TAKEN_UP: gettext("Taken up"),
        ProposalState.REFUSED: pgettext("proposal", "Refused"),
    }[state]


def edition_in_words(edition: EditionPage) -> str:
    """An edition by its number, and its year where it is known."""
    said = {"number": edition.number, "year": edition.year}
    return gettext("No. %(number)s (%(year)s)") % said if edition.year else gettext("No. %(number)s") % said
