"""Reading what the planning stage keeps, and the gatherings that stand in one series or one process."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import ngettext

from filrouge.core.text import Translated
from filrouge.ground.directory.enums import OrganisationKind
from filrouge.ground.directory.models import Organisation, Territory
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.enums import BodyRole, GatheringState, ProposalState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Edition, EditionProposal, EditionResult, OrganisingRole, Part
from filrouge.stages.gatherings.queries import PUBLISHED, facts_where
from filrouge.stages.planning.enums import NoticeKind
from filrouge.stages.planning.facts import EditionPage, Notice, Place, Proposal, Result, SavedStep
from filrouge.stages.planning.models import PlanStep
from filrouge.stages.planning.rules import unanswered_first

_MOST_STOREYS = 4
# The last two are no kinds of the house: gathering files call them so.
_MUNICIPAL = frozenset(
    {
        OrganisationKind.CITY.value,
        OrganisationKind.CCAS.value,
        OrganisationKind.INTERMUNICIPAL_BODY.value,
        "cias",
        "epci",
    }
)


def saved_steps(gathering_id: int) -> tuple[SavedStep, ...]:
    """What the organiser changed of the calendar of a gathering; one query."""
    return tuple(
        SavedStep(row.key, row.title, row.distance, row.done_on, row.is_removed)
        for row in PlanStep.objects.filter(gathering_id=gathering_id).order_by("key")
    )


def own_steps_found(facts: GatheringFacts, _language: str) -> Sequence[str]:
    """How many steps of a calendar the next edition may take over, in words; empty when none."""
    saved = [step for step in saved_steps(facts.id) if step.title or step.is_removed or step.distance is not None]
    return [ngettext("%(n)s step", "%(n)s steps", len(saved)) % {"n": len(saved)}] if saved else []


def place_of(facts: GatheringFacts) -> Place:
    """Where the dates of a gathering are looked at: where its host is, else its organiser; some four queries."""
    roles = OrganisingRole.objects.filter(gathering_id=facts.id, part=None).select_related("organisation")
    bodies = {row.role: row.organisation for row in roles.order_by("-position", "-pk")}
    organiser = bodies.get(BodyRole.ORGANISER.value)
    return _place(facts.organiser_id, facts.country, organiser, bodies.get(BodyRole.HOST.value) or organiser, facts)


def place_of_organiser(organiser_id: int, country: str) -> Place:
    """Where dates are looked at of a gathering that is not there yet: where its organiser's latest one was."""
    roles = OrganisingRole.objects.filter(gathering__organiser_id=organiser_id, role=BodyRole.ORGANISER.value)
    latest = roles.select_related("organisation").order_by("-gathering_id", "position", "pk").first()
    body = latest.organisation if latest else None
    return _place(organiser_id, country, body, body, None)


def _place(
    organiser_id: int,
    country: str,
    organiser: Organisation | None,
    at: Organisation | None,
    facts: GatheringFacts | None,
) -> Place:
    postcode = facts.venue.postcode if facts and facts.venue else ""
    codes = _codes_around(at)
    department = _department(postcode) or codes.get("department", "")
    canton = codes.get("canton", "") or _canton_of_law(organiser_id)
    return Place(
        country=country,
        department=department if country == "FR" else "",
        canton=canton if country == "CH" else "",
        is_municipal=_is_municipal(organiser, country),
    )


def _department(postcode: str) -> str:
    if len(postcode) != 5 or not postcode.isdigit():
        return ""
    return postcode[:3] if postcode.startswith("97") else postcode[:2]


def _is_municipal(body: Organisation | None, country: str) -> bool:
    return body is not None and body.kind in _MUNICIPAL and (body.country or country) == "FR"


def _codes_around(body: Organisation | None) -> Mapping[str, str]:
    """The official codes of the territories around a body, by kind of territory; the nearest one counts."""
    found: dict[str, str] = {}
    territory_id = body.territory_id if body else None
    for _storey in range(_MOST_STOREYS):
        row = Territory.objects.filter(pk=territory_id).first() if territory_id else None
        if row is None:
            break
        if row.code:
            found.setdefault(row.kind, row.code)
        territory_id = row.parent_id
    return found


def _canton_of_law(organiser_id: int) -> str:
    return LegalProfile.objects.filter(organiser_id=organiser_id).values_list("canton", flat=True).first() or ""


def others_on(
    gathering_id: int | None, organiser_id: int, first: date, last: date, *, language: str
) -> tuple[Notice, ...]:
    """The organiser's other gatherings on these days, called-off ones apart; one query."""
    rows = (
        Part.objects.filter(gathering__organiser_id=organiser_id, first_day__range=(first, last))
        .exclude(gathering_id=gathering_id or 0)
        .exclude(gathering__state=GatheringState.CANCELLED.value)
        .select_related("gathering")
        .order_by("first_day", "gathering__key", "position")
    )
    found: dict[str, Notice] = {}
    for row in rows:
        # A vaguer date says a month or a year: not that day.
        if row.first_day is not None and row.when.startswith(row.first_day.isoformat()):
            name = Translated.of(row.gathering.title, row.gathering.language).best(language)
            said = Notice(NoticeKind.OTHER_GATHERING, row.first_day, row.first_day, name.text, name.language)
            found.setdefault(row.gathering.key, said)
    return tuple(found.values())


# ------------------------------------------------------------------------------------------------ series and process


def public_editions(organiser_key: str, series: str) -> Sequence[GatheringFacts]:
    """The published gatherings that are editions of a series, the first edition first; empty when there is none."""
    found = facts_where(organiser__key=organiser_key, edition__series__key=series, state__in=PUBLISHED)
    return sorted(found, key=lambda facts: facts.series.number if facts.series else 0)


def public_phases(organiser_key: str, process: str) -> Sequence[GatheringFacts]:
    """The published gatherings that are phases of a process; empty when there is none."""
    return facts_where(organiser__key=organiser_key, phase__process__key=process, state__in=PUBLISHED)


def editions_of(organiser_id: int, series: str, *, drafts: bool = False) -> tuple[EditionPage, ...]:
    """Every edition of a series with what it produced, the first one first; as many queries for one as for many.

    With `drafts`, gatherings that are not public are named as well: for the desk.
    """
    conditions = {} if drafts else {"state__in": PUBLISHED}
    found = facts_where(organiser_id=organiser_id, edition__series__key=series, **conditions)
    held = {facts.series.number: facts for facts in found if facts.series}
    rows = Edition.objects.filter(series__organiser_id=organiser_id, series__key=series).select_related("gathering")
    proposed = EditionProposal.objects.filter(**({} if drafts else {"is_public": True}))
    rows = rows.prefetch_related(
        Prefetch("results", EditionResult.objects.order_by("pk")), Prefetch("proposals", proposed.order_by("pk"))
    )
    rows = rows.order_by("number")
    return tuple(_edition(row, held.get(row.number)) for row in rows if drafts or row.number in held or _is_told(row))


def _is_told(row: Edition) -> bool:
    """Whether an edition may be spoken of without a public page: it is no gathering here."""
    return getattr(row, "gathering", None) is None


def _edition(row: Edition, held: GatheringFacts | None) -> EditionPage:
    language = held.language if held else "fr"
    return EditionPage(
        number=row.number,
        year=row.year or (_year(held) if held else None),
        purpose=Translated.of(row.purpose, language),
        gathering_key=held.key if held else "",
        title=held.title if held else EditionPage.title,
        publications=held.publications if held else (),
        results=tuple(Result(one.pk, one.title, one.url, one.language) for one in row.results.all()),
        proposals=unanswered_first(_proposal(one, row.number, language) for one in row.proposals.all()),
    )


def _proposal(row: EditionProposal, number: int, language: str) -> Proposal:
    return Proposal(
        id=row.pk,
        number=number,
        text=Translated.of(row.text, language),
        whose=row.whose,
        addressee=row.addressee,
        state=ProposalState(row.state),
        answered_on=row.answered_on,
        answer=Translated.of(row.answer, language),
        is_public=row.is_public,
    )


def proposals_before(facts: GatheringFacts) -> tuple[EditionPage, ...]:
    """The earlier editions of a gathering's series that proposed something, the last one first, for the desk."""
    if facts.series is None:
        return ()
    known = editions_of(facts.organiser_id, facts.series.key, drafts=True)
    number = facts.series.number
    return tuple(one for one in reversed(known) if one.number < number and one.proposals)


def has_result(facts: GatheringFacts, result_id: int) -> bool:
    """Whether an edition of the gathering's series has this result."""
    if facts.series is None:
        return False
    rows = EditionResult.objects.filter(edition__series__organiser_id=facts.organiser_id)
    return rows.filter(edition__series__key=facts.series.key, pk=result_id).exists()


def _year(facts: GatheringFacts) -> int | None:
    return min((part.when.floor.year for part in facts.parts if part.when.floor), default=None)
