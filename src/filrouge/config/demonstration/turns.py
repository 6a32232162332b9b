"""What happens to single people of the meeting: passed on, replaced, met twice, gone, taken from a list."""

from dataclasses import replace
from importlib.resources import files
from uuid import UUID

from filrouge.config.demonstration.meeting import Meeting
from filrouge.config.demonstration.names import Person
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.privacy.actions import erase_registration
from filrouge.stages.registration.actions import Outcome, register, withdraw
from filrouge.stages.registration.actions.forwarding import Invited, pass_on
from filrouge.stages.registration.actions.importing import read_file
from filrouge.stages.registration.actions.replace import replace_person
from filrouge.stages.registration.actions.second_form import keep_second_form
from filrouge.stages.registration.actions.taking import take_file
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.importing.drafting import drafts_of
from filrouge.stages.registration.importing.files import file_to_approve
from filrouge.stages.registration.models import Forwarding


def number_of(outcome: Outcome) -> int:
    """The registration that came of an application; everybody of the demonstration gets one."""
    if outcome.registration_id is None:
        raise LookupError(outcome.problem)
    return outcome.registration_id


def pass_it_on(meeting: Meeting, passer: int) -> None:
    """Somebody names three colleagues; one of them registers by the link."""
    body = meeting.bodies["neuchatel"]
    people = [meeting.crowd.draw("fr") for _ in range(3)]
    named = [Invited(person.name.full, person.address(body.key)) for person in people]
    words = "Je pense à vous pour l’atelier sur les dossiers."
    pass_on(registration_id=passer, people=named, words=words, actor=REGISTRANT, now=meeting.ago(18))
    link = Forwarding.objects.filter(passed_on_by_id=passer).order_by("pk").values_list("public_id", flat=True)[0]
    meeting.later(15, lambda: _come_by(meeting, passer, people[0], link))


def _come_by(meeting: Meeting, passer: int, person: Person, link: UUID) -> None:
    body = meeting.bodies["neuchatel"]
    said = meeting.application(body, ("day", "files"), at=meeting.ago(15), function="social_worker")
    applicant = replace(said.applicant, name=person.name, email=person.address(body.key))
    register(
        facts=meeting.facts,
        application=replace(said, applicant=applicant, forwarding=link, invited_through=passer),
        actor=REGISTRANT,
        now=meeting.ago(15),
    )


def come_instead(meeting: Meeting, leaver: int) -> None:
    """A colleague comes instead of somebody who cannot."""
    _, colleague = meeting.applicant(meeting.bodies["lausanne"], "head_of_service")
    replace_person(
        registration_id=leaver,
        facts=meeting.facts,
        applicant=colleague,
        take_over=True,
        parts=(),
        actor=REGISTRANT,
        now=meeting.ago(4),
    )


def meet_twice(meeting: Meeting) -> None:
    """Somebody registers by the web, then sends another form; somebody else is met again on paper, without address."""
    first = meeting.application(meeting.bodies["yverdon-les-bains"], ("day",), at=meeting.ago(7), function="director")
    other = meeting.application(meeting.bodies["vevey"], ("day",), at=meeting.ago(7), function="social_worker")
    once, _ = meeting.register([first, other], meeting.ago(7))
    again = replace(first, parts=("day", "ageing"), submission=meeting.form(), received_at=meeting.ago(3))
    on_paper = replace(
        other, applicant=replace(other.applicant, email=""), submission=meeting.form(), channel=Channel.PAPER
    )
    meeting.later(3, lambda: _send_again(meeting, number_of(once), again))
    meeting.later(2, lambda: meeting.register([on_paper], meeting.ago(2), actor=meeting.helper))


def _send_again(meeting: Meeting, registration: int, application: Application) -> None:
    keep_second_form(registration_id=registration, application=application, actor=REGISTRANT, now=meeting.ago(3))


def give_back(meeting: Meeting, registration: int) -> None:
    """Somebody withdraws."""
    withdraw(registration_id=registration, parts=("day",), actor=REGISTRANT, now=meeting.ago(5))


def leave_no_trace(meeting: Meeting) -> None:
    """Somebody registers, then asks for everything about them to be erased."""
    (gone,) = meeting.register(
        [meeting.application(meeting.bodies["nyon"], ("day",), at=meeting.ago(9))], meeting.ago(9)
    )
    registration = number_of(gone)
    meeting.later(2, lambda: erase_registration(registration_id=registration, actor=REGISTRANT, now=meeting.ago(2)))


def take_a_list(meeting: Meeting) -> None:
    """A list of the host was read and taken over."""
    pk = _read(meeting, "liste-de-la-region.csv", days=6)
    found = file_to_approve(gathering_id=meeting.facts.id, file_id=pk)
    if found is None or found[1] is None:
        raise LookupError(pk)
    at = meeting.ago(6)
    seen = drafts_of(found[1], meeting.facts, now=at).fingerprint
    take_file(facts=meeting.facts, file_id=pk, seen=seen, actor=meeting.manager, now=at, send_mails=True)


def leave_a_list(meeting: Meeting) -> None:
    """A second one waits for somebody to look through it."""
    _read(meeting, "liste-a-verifier.csv", days=0.1)


def _read(meeting: Meeting, name: str, *, days: float) -> int:
    data = files("filrouge.config.demonstration").joinpath("files", name).read_bytes()
    return read_file(facts=meeting.facts, name=name, data=data, actor=meeting.manager, now=meeting.ago(days))
