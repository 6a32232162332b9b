"""One registration: who comes, in which capacity, for what, what was done with it, and what the desk may do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.date_words import date_in_words
from filrouge.ground.audit.queries import trail_of_subject
from filrouge.ground.mail.queries import mails_about
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Obstacle, PartState, Pictures
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.lists.obstacles import standing_in_the_way
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.words import said_of
from filrouge.web.desk.category import category_panel
from filrouge.web.desk.forms import MotiveForm, RefusalForm, SetAsideForm
from filrouge.web.desk.frame import Rights, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.mails import mail_row
from filrouge.web.desk.people import people_of
from filrouge.web.desk.timeline import timeline_entry
from filrouge.web.desk.words import PART_TONES, channel_word, obstacle_word, pictures_word, short_part_state
from filrouge.web.shell import access, clock

# A form that came back with something to correct, and where it belongs: (name of the act, part key).
Wrong = tuple[str, str, Any]


@login_required
@require_safe
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The page itself."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE)
    return registration_page(request, facts, actor, access.desk_registration(facts, pk))


def registration_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    registration: RegistrationFacts,
    *,
    wrong: Wrong | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with one form open when it came back."""
    language = language_of(request)
    rights = rights_of(actor, facts.organiser_id)
    obstacles = standing_in_the_way(registration, facts, now=clock.now()) if rights.override else {}
    trail = trail_of_subject(gathering_id=facts.id, subject_kind="registration", subject_id=str(registration.id))
    mails = mails_about(gathering_id=facts.id, name="registration", value=registration.id) if rights.mails else []
    names = {registration.id: registration.name.full}
    context = {
        "registration": registration,
        "function": _function(registration, facts, language),
        "channel": channel_word(registration.channel),
        "pictures": pictures_word(registration.pictures),
        "refuses_pictures": registration.pictures is Pictures.REFUSED,
        "parts": [
            _part(held, registration, facts, rights, obstacles.get(held.part.key, ()), wrong, language)
            for held in registration.parts
        ],
        "history": [timeline_entry(line, facts, names, language) for line in reversed(trail)],
        "mails": [mail_row(mail, facts) for mail in mails],
        "withdraw_form": _came_back(wrong, "withdraw", "") or MotiveForm(auto_id="id_withdraw_%s"),
        "withdraw_open": _came_back(wrong, "withdraw", "") is not None,
        "erase_form": _came_back(wrong, "erase", "") or MotiveForm(auto_id="id_erase_%s"),
        "erase_open": _came_back(wrong, "erase", "") is not None,
        "has_address": bool(registration.email or registration.registrant),
        "wrong": wrong[2] if wrong else None,
        **people_of(registration, facts, rights, language),
    }
    template = "desk/registration.html"
    return desk_page(request, template, facts, actor, context, current="registrations", status=status)


def _function(registration: RegistrationFacts, facts: GatheringFacts, language: str) -> str:
    """The function in the reader's language; the registration has it in the person's."""
    known = facts.vocabulary.function(registration.function)
    return known.label.best(language, facts.languages).text if known else registration.function_name


def _typed(registration: RegistrationFacts) -> str:
    """The function as it was typed, empty when it is one of the list."""
    return "" if registration.function else registration.function_name


def _came_back(wrong: Wrong | None, act: str, part: str) -> Any:
    return wrong[2] if wrong and wrong[:2] == (act, part) else None


def _part(
    held: HeldPart,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    rights: Rights,
    obstacles: tuple[Obstacle, ...],
    wrong: Wrong | None,
    language: str,
) -> dict[str, Any]:
    key = held.part.key
    refuse, aside = _came_back(wrong, "refuse", key), _came_back(wrong, "set_aside", key)
    return {
        "said": said_of(held, facts, language),
        "tone": PART_TONES[held.state],
        "state": short_part_state(held.state),
        "place": gettext("Number %(position)s on the waiting list") % {"position": held.position}
        if held.position
        else "",
        "is_active": held.is_active,
        "to_decide": held.state is PartState.REQUESTED and rights.decide,
        "decide_url": reverse("desk:decide", args=[facts.key, registration.id, key]),
        "refuse_form": refuse or RefusalForm(auto_id=f"id_refuse_{key}_%s"),
        "refuse_open": refuse is not None,
        "category": category_panel(
            facts.key, registration.id, key, _typed(registration), rights, _came_back(wrong, "category", key)
        ),
        "obstacles": obstacles,
        "set_aside_url": reverse("desk:set_aside", args=[facts.key, registration.id, key]),
        "set_aside_form": aside or SetAsideForm(obstacles=obstacles, auto_id=f"id_aside_{key}_%s"),
        "set_aside_open": aside is not None,
        "set_aside": [obstacle_word(obstacle) for obstacle in held.set_aside],
        "deadline": date_in_words(held.part.deadline, language=language) if held.part.deadline else "",
    }
