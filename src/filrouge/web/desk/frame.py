"""What desk pages share: the actor's rights, the sub-navigation, the frame, sheets of a list, the answer to a POST."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.agendas.service import agenda_of
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.rules import unit_price
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.following.permissions import Followers
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.invitations.permissions import Invitations
from filrouge.stages.press.permissions import Press
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.registration.needs.choices import asks_needs
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.telling.permissions import Tellings

UNPROCESSABLE = 422
PER_PAGE = 50
FEW_PAGES = 6


class SeeOther(HttpResponseRedirect):
    """After a POST, the page to read."""

    status_code = 303


@dataclass(frozen=True)
class Rights:
    """What the actor may do with one gathering; templates ask it, views ask `access`."""

    edit: bool
    publish: bool
    trail: bool
    see: bool
    count: bool
    add: bool
    lists: bool
    change: bool
    decide: bool
    override: bool
    export: bool
    capacity: bool
    mails: bool
    write: bool
    tell: bool
    needs: bool
    partners: bool
    register: bool
    erase: bool
    delegations: bool
    orders: bool
    sendings: bool
    followers: bool
    letters: bool
    press: bool
    invitations: bool
    invite: bool
    answer: bool


def rights_of(actor: Actor, organiser_id: int) -> Rights:
    """The rights that the actor's roles with this organiser give."""
    permissions = {
        "edit": Gatherings.EDIT,
        "publish": Gatherings.PUBLISH,
        "trail": Gatherings.SEE_TRAIL,
        "see": Registrations.SEE,
        "count": Registrations.SEE_COUNTS,
        "add": Registrations.ADD,
        "lists": Registrations.IMPORT,
        "change": Registrations.CHANGE,
        "decide": Registrations.DECIDE,
        "override": Registrations.OVERRIDE,
        "export": Registrations.EXPORT,
        "capacity": Registrations.CHANGE_CAPACITY,
        "mails": Registrations.SEE_MAILS,
        "write": Registrations.WRITE_MAILS,
        "tell": Tellings.TELL,
        "needs": Registrations.SEE_NEEDS,
        "partners": Privacy.PARTNERS,
        "register": Privacy.REGISTER,
        "erase": Privacy.ERASE,
        "delegations": Delegations.SEE,
        "orders": Delegations.EXPORT_ORDERS,
        "sendings": Sendings.SEE,
        "followers": Followers.COUNT,
        "letters": Documents.SEE,
        "press": Press.SEE,
        "invitations": Invitations.SEE,
        "invite": Invitations.INVITE,
        "answer": Invitations.ANSWER,
    }
    return Rights(**{name: may(actor, said, organiser_id=organiser_id) for name, said in permissions.items()})


def sheet_of(request: HttpRequest, found: Any, per_page: int = PER_PAGE) -> dict[str, Any]:
    """The asked sheet of a list that can be counted and sliced, as the template's `sheet` and `range`."""
    sheet = Paginator(found, per_page).get_page(request.GET.get("page"))
    return {"sheet": sheet, "range": sheet.paginator.get_elided_page_range(sheet.number)}


def language_of(request: HttpRequest) -> str:
    """The reader's language."""
    return str(request.LANGUAGE_CODE)  # type: ignore[attr-defined]


def organiser_name(facts: GatheringFacts, language: str) -> str:
    """Who organises, for the top bar; empty while nobody is named."""
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return organiser.name.best(language, facts.languages).text if organiser else ""


Group = tuple[str, tuple[tuple[str, str, bool], ...]]


def subnav(facts: GatheringFacts, rights: Rights, current: str) -> list[dict[str, Any]]:
    """The pages of one gathering that the actor may open, each with the heading of its group, empty where there are
    few pages; `current` is the name of the page's address.
    """
    groups: tuple[Group, ...] = (
        ("", (("overview", gettext("Overview"), True),)),
        (gettext("Announce"), _announcing_pages(facts, rights)),
        *_people_pages(facts, rights),
        *_other_pages(facts, rights),
    )
    pages = [(heading, name, label) for heading, some in groups for name, label, is_shown in some if is_shown]
    return [
        {
            "label": label,
            "url": reverse(f"desk:{name}", args=[facts.key]),
            "current": name == current,
            "group": heading if len(pages) > FEW_PAGES else "",
        }
        for heading, name, label in pages
    ]


def _announcing_pages(facts: GatheringFacts, rights: Rights) -> tuple[tuple[str, str, bool], ...]:
    """From the save-the-date to the documentation: name of the address, label, whether the actor may open it."""
    return (
        ("calendar", gettext("Calendar"), rights.edit),
        ("prepare", gettext("Prepare the invitation"), rights.edit),
        ("publications", gettext("Publications"), rights.publish),
        ("languages", gettext("Languages and titles"), rights.edit),
        ("sessions", gettext("Programme"), rights.edit),
        ("abbreviations", gettext("Acronyms"), rights.edit),
        ("followers", gettext("Followers"), rights.followers),
        ("series", pgettext("of gatherings", "Series"), rights.edit),
        ("proposals", gettext("Proposals"), rights.edit and facts.series is not None),
        ("invitations", gettext("Invitations"), rights.invitations),
        ("relays", gettext("Relays"), rights.invitations),
    )


def _people_pages(facts: GatheringFacts, rights: Rights) -> tuple[Group, ...]:
    """Who comes: name of the address, label, whether the actor may open it."""
    people = (
        ("terms", gettext("How people register"), rights.edit),
        ("registrations", gettext("Registrations"), rights.see),
        ("delegations", gettext("Delegations"), rights.delegations),
        ("to_decide", gettext("To decide"), rights.decide),
        ("add", gettext("Add somebody"), rights.add),
        ("import", gettext("Take a list in"), rights.lists),
    )
    day = (
        ("expected", gettext("Who is expected"), rights.count),
        ("needs", gettext("Needs"), rights.needs and asks_needs(facts)),
    )
    return (gettext("People"), people), (gettext("On the day"), day)


def _other_pages(facts: GatheringFacts, rights: Rights) -> tuple[Group, ...]:
    """Seats, mails, and what is overseen."""
    seats = (
        ("quotas", gettext("Quotas"), rights.see and (rights.edit or bool(facts.quotas))),
        ("figures", gettext("Figures"), rights.count),
        ("territories", gettext("Territories"), rights.count),
        ("orders", gettext("Orders"), rights.orders and unit_price(facts) is not None),
    )
    writing = (
        ("letters", gettext("Letters"), rights.letters),
        ("press", pgettext("desk", "Press"), rights.press),
        ("agenda", gettext("Shared agenda"), rights.publish and agenda_of(facts.organiser_key) is not None),
        ("mails", gettext("Mails"), rights.mails),
        ("messages", gettext("Words of the mails"), rights.write),
        ("lists", gettext("Lists of recipients"), rights.sendings),
        ("sendings", gettext("Sendings"), rights.sendings),
        ("telling", gettext("Tell who was invited"), rights.tell),
    )
    oversight = (
        ("partners", gettext("Partners"), rights.partners),
        ("register_sheet", gettext("Register sheet"), rights.register),
        ("trail", gettext("Trail"), rights.trail),
    )
    return (gettext("Seats and figures"), seats), (gettext("Writing"), writing), (gettext("Oversight"), oversight)


def page(
    request: HttpRequest,
    template: str,
    facts: GatheringFacts,
    actor: Actor,
    context: Mapping[str, Any],
    *,
    current: str = "",
    status: int = 200,
) -> HttpResponse:
    """A desk page about one gathering, in its frame."""
    language = language_of(request)
    rights = rights_of(actor, facts.organiser_id)
    frame = {
        "gathering": facts,
        "title": facts.title.best(language, facts.languages),
        "can": rights,
        "organiser_name": organiser_name(facts, language),
        "desk_url": reverse("desk:gatherings"),
        "actor_name": actor.label,
        "subnav": subnav(facts, rights, current),
        "subnav_title": facts.title.best(language, facts.languages).text,
    }
    return render(request, template, {**frame, **context}, status=status)
