"""What the staff of the meeting has done: signatures, a partner's list, own words, needs looked at, an objection."""

from filrouge.config.demonstration.meeting import Meeting
from filrouge.config.demonstration.staff import PARTNER
from filrouge.ground.mail.own_words import OwnWords
from filrouge.stages.attendance.actions import record_signatures
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.privacy.actions import give_access, object_to_mails, prepare_slip
from filrouge.stages.privacy.enums import Source
from filrouge.stages.registration.actions.needs import see_needs
from filrouge.stages.registration.actions.writing import use_words, write_words
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.messages import own_words
from filrouge.stages.registration.models import PartRegistration

_WORDS = {
    "fr": (
        "Bienvenue à {town} – {gathering}",
        "Delémont se réjouit de vous accueillir. La halle est à dix minutes de la gare.",
        "Une question ? Écrivez-nous : {contact}.",
    ),
    "de": (
        "Willkommen in {town} – {gathering}",
        "Delsberg freut sich auf Sie. Die Halle liegt zehn Minuten vom Bahnhof.",
        "Fragen beantworten wir gern: {contact}.",
    ),
}


def record_the_visit(meeting: Meeting) -> None:
    """The attendance list of the visit was typed in the day after: everybody signed but two."""
    visit = meeting.part("visit")
    held = PartRegistration.objects.filter(part_id=visit.id, state=PartState.CONFIRMED.value)
    listed = list(held.order_by("registration_id").values_list("registration_id", flat=True))
    record_signatures(
        facts=meeting.facts, part=visit, listed=listed, signed=listed[2:], actor=meeting.helper, now=meeting.ago(5.9)
    )


def open_to_the_partner(meeting: Meeting) -> None:
    """The partner's account sees who comes to one workshop."""
    give_access(
        facts=meeting.facts,
        part=meeting.part("ageing"),
        email=PARTNER.email,
        name=PARTNER.name,
        actor=meeting.manager,
        now=meeting.ago(11),
    )


def say_it_in_own_words(meeting: Meeting) -> None:
    """The confirmation speaks in the organiser's words: in use in French, still to be looked at in German."""
    for language, (subject, opening, closing) in _WORDS.items():
        words = OwnWords("registration_received", language, subject, opening, closing)
        write_words(facts=meeting.facts, words=words, actor=meeting.manager, now=meeting.ago(13))
    seen = own_words(meeting.facts)["registration_received", "fr"]
    use_words(facts=meeting.facts, words=seen, actor=meeting.manager, now=meeting.ago(13))


def look_at_needs(meeting: Meeting) -> None:
    """The access referent has opened the list once."""
    see_needs(facts=meeting.facts, actor=meeting.referent, now=meeting.ago(1))


def note_an_objection(meeting: Meeting) -> None:
    """Somebody wants no more mails of the organiser."""
    address = meeting.crowd.draw("fr").address("adresse")
    object_to_mails(
        organiser_id=meeting.facts.organiser_id,
        address=address,
        source=Source.DESK,
        actor=meeting.manager,
        now=meeting.ago(2),
    )


def close_the_old_one(meeting: Meeting) -> None:
    """The gathering that is long over was held; a slip proposes to destroy what is left of it."""
    for to, days in ((GatheringState.REGISTRATION_CLOSED, 425), (GatheringState.HELD, 410)):
        change_state(gathering_id=meeting.facts.id, to=to, actor=meeting.manager, now=meeting.ago(days))
    prepare_slip(organiser_id=meeting.facts.organiser_id, actor=meeting.manager, now=meeting.ago(1))
