"""The lives of gatherings: saved, announced, moved, put off, called off, held, documented, archived."""

from collections.abc import Callable
from datetime import datetime, time

from filrouge.config.demonstration import BEFORE_ELECTION, FIRST_EDITION, PUT_OFF, SECOND_EDITION
from filrouge.config.demonstration.announcing.shared import ago, facts_of, manager_of, paper, step
from filrouge.config.demonstration.meeting import Meeting
from filrouge.config.demonstration.names import Crowd
from filrouge.ground.people.actors import STRANGER
from filrouge.stages.following.actions import ask_to_follow, confirm
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.actions import publish_programme, publish_thing
from filrouge.stages.gatherings.enums import GatheringState, PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.file.amending import amend_gathering
from filrouge.stages.gatherings.file.filling import moved
from filrouge.stages.gatherings.store import keep
from filrouge.stages.registration.actions import reconcile
from filrouge.stages.registration.actions.writing import call_off as call_off_and_tell

_S = GatheringState
Act = Callable[[], object]
# Who follows a date: from which kind of body, and how many. The last of them has not opened the mail yet.
_FOLLOWING = ("city", "city", "association", "city", "city", "association", "canton", "city", "city")
_ELSEWHERE = ("ccas", "city", "association", "intermunicipal_body", "ars", "health_service")


def past_editions(*, now: datetime) -> None:
    """Two editions that were held: what came of the first lies in the archive, the second is documented."""
    for key, days in ((FIRST_EDITION, 760), (SECOND_EDITION, 390)):
        facts = facts_of(key)
        step(facts, _S.INVITATION_SENT, ago(now, days + 90))
        step(facts, _S.HELD, ago(now, days - 5))
    _document(facts_of(FIRST_EDITION), "actes", "Actes : qui relaie les proches ?", PublicationKind.PROCEEDINGS, now)
    step(facts_of(FIRST_EDITION), _S.ARCHIVED, ago(now, 300))
    _document(facts_of(SECOND_EDITION), "synthese", "Synthèse de la journée", PublicationKind.SUMMARY, now)


def _document(facts: GatheringFacts, name: str, title: str, kind: PublicationKind, now: datetime) -> None:
    at = ago(now, 320)
    kept = keep(f"{facts.key}-{name}.pdf", [paper(name)])
    publish_thing(
        gathering_id=facts.id, kind=kind, title=title, language="fr", kept=kept, actor=manager_of(facts), now=at
    )
    step(facts, _S.DOCUMENTED, at)


def date_to_save(meeting: Meeting) -> None:
    """A date that people follow who want to be told when the invitation is out."""
    meeting.later(30, lambda: step(meeting.look_again(), _S.SAVE_THE_DATE, meeting.ago(30)))
    _followed(meeting, _FOLLOWING)


def followed_in_lille(*, now: datetime) -> None:
    """The same for a date in France."""
    meeting = Meeting(facts_of("lille-2016"), now)
    _followed(meeting, _ELSEWHERE)
    meeting.run()


def _followed(meeting: Meeting, categories: tuple[str, ...]) -> None:
    """One after the other asks, every other day; all but the last have opened the mail that asks whether it is them."""
    crowd = Crowd.of(meeting.facts.key)
    for number, category in enumerate(categories):
        language = meeting.facts.languages[number % 3 % len(meeting.facts.languages)]
        email = crowd.draw(language).address("adresse")
        days = 20 - number * 2
        meeting.later(days, _asking(meeting, email, category, language, days))
        if number < len(categories) - 1:
            meeting.later(days - 0.1, _confirming(meeting, email, days - 0.1))


def _asking(meeting: Meeting, email: str, category: str, language: str, days: float) -> Act:
    return lambda: ask_to_follow(
        facts=meeting.look_again(), email=email, category=category, language=language, now=meeting.ago(days)
    )


def _confirming(meeting: Meeting, email: str, days: float) -> Act:
    row = Follower.objects.filter(gathering_id=meeting.facts.id, email=email)
    return lambda: confirm(public_id=row.get().public_id, facts=meeting.facts, actor=STRANGER, now=meeting.ago(days))


def put_off(*, now: datetime) -> None:
    """Somebody has noticed which day it is."""
    facts = facts_of(PUT_OFF)
    step(facts, _S.SAVE_THE_DATE, ago(now, 50))
    step(facts, _S.INVITATION_SENT, ago(now, 30))
    why = "Le jour choisi est férié en Valais. La nouvelle date sera annoncée ici."
    step(facts, _S.POSTPONED, ago(now, 5), motive=why)


def call_off(meeting: Meeting) -> None:
    """Five people had registered; each is told, and their diaries with them."""
    at = meeting.ago(25)
    cities = [meeting.bodies[key] for key in ("solothurn", "biel-bienne", "vevey", "olten", "yverdon-les-bains")]
    meeting.register([meeting.application(city, ("day",), at=at, function="social_worker") for city in cities], at=at)
    why = "Trop peu d’inscriptions pour travailler par ateliers. Le thème sera repris l’an prochain."
    call_off_and_tell(gathering_id=meeting.facts.id, actor=meeting.manager, now=meeting.ago(3), motive=why)


def before_an_election(*, now: datetime) -> None:
    """Held before a municipal election in France; on its calendar stands why its tone was looked at twice."""
    facts = facts_of(BEFORE_ELECTION)
    day = facts.parts[0].day
    step(facts, _S.INVITATION_SENT, ago(now, 400))
    if day is not None and day < now.date():
        step(facts, _S.HELD, ago(now, 1))


def publish_date(meeting: Meeting) -> None:
    """The date is known to everybody."""
    step(meeting.look_again(), _S.SAVE_THE_DATE, meeting.ago(100))
    meeting.look_again()


def open_registration(meeting: Meeting) -> None:
    """The invitation is out, and the form is open."""
    step(meeting.facts, _S.INVITATION_SENT, meeting.ago(55))
    step(meeting.facts, _S.REGISTRATION_OPEN, meeting.ago(54))
    meeting.look_again()


def show_programme(meeting: Meeting) -> None:
    """The programme can be read."""
    publish_programme(gathering_id=meeting.facts.id, actor=meeting.manager, now=meeting.ago(40.5))
    meeting.look_again()


def move_the_hours(meeting: Meeting) -> None:
    """A train comes later: the day begins half an hour later than every letter says."""
    part = meeting.part("day")
    hours = {"starts_at": time(9, 45), "ends_at": part.ends_at}
    at = meeting.ago(13)
    amend_gathering(
        key=meeting.facts.key,
        change=lambda known: moved(known, "day", part.when, hours),
        actor=meeting.manager,
        now=at,
    )
    reconcile(gathering_id=meeting.facts.id, now=at)
    meeting.look_again()
