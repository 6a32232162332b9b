"""Putting the frozen facts of gatherings together from their rows; a dozen queries for all, cached by the caller."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.db.models import Prefetch

from filrouge.core.coordinates import Coordinates
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.engines.waiting import Policy
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.audience import Audience, parse_rule
from filrouge.stages.gatherings.enums import (
    BodyRole,
    Channel,
    ContactKind,
    ForwardingScope,
    GatheringKind,
    GatheringState,
    Otherwise,
    PartKind,
    PhaseKind,
    PublicationKind,
    TextName,
    ThemeLabel,
)
from filrouge.stages.gatherings.facts import (
    BodyFacts,
    ContactFacts,
    EarlierDate,
    EditionFacts,
    FunctionFacts,
    GatheringFacts,
    PartFacts,
    PhaseFacts,
    PriorityFacts,
    ProcessFacts,
    PublicationFacts,
    QuotaFacts,
    SeriesFacts,
    TermFacts,
    Texts,
    ThemeFacts,
    VenueFacts,
    Vocabulary,
)
from filrouge.stages.gatherings.models import (
    Brief,
    ContactPoint,
    Edition,
    Gathering,
    OrganisingRole,
    Part,
    Phase,
    Publication,
    Quota,
    Theme,
    Venue,
)

# What hangs on a gathering, each read once for all gatherings asked for, in the order in which pages show it.
_HANGING: tuple[Prefetch, ...] = (
    Prefetch("parts", Part.objects.select_related("venue").order_by("position")),
    Prefetch(
        "organising_roles",
        OrganisingRole.objects.select_related("organisation__part_of", "part").order_by("position", "pk"),
    ),
    Prefetch("contact_points", ContactPoint.objects.order_by("kind")),
    Prefetch(
        "quotas",
        Quota.objects.order_by("position").prefetch_related(Prefetch("parts", Part.objects.order_by("position"))),
    ),
    Prefetch("publications", Publication.objects.order_by("position", "pk")),
    Prefetch("themes", Theme.objects.order_by("position")),
    Prefetch("briefs", Brief.objects.order_by("kind")),
    Prefetch("edition__series__editions", Edition.objects.select_related("gathering").order_by("number")),
    Prefetch("phase__process__phases", Phase.objects.select_related("gathering").order_by("position")),
)


def assemble(gathering_id: int) -> GatheringFacts:
    """The facts as the rows say them now. Raises KeyError for an unknown id."""
    return assemble_many([gathering_id])[gathering_id]


def assemble_many(ids: Iterable[int]) -> dict[int, GatheringFacts]:
    """The facts of several gatherings by id; as many queries as for one."""
    rows = Gathering.objects.filter(pk__in=list(ids)).order_by("pk")
    found = rows.select_related("organiser__legal_profile", "venue", "edition__series", "phase__process__owner")
    return {row.pk: _assemble(row) for row in found.prefetch_related(*_HANGING)}


def _assemble(row: Gathering) -> GatheringFacts:
    language = row.language
    return GatheringFacts(
        **_identity(row),
        **_registration_terms(row),
        parts=tuple(_part(part, row) for part in row.parts.all()),
        bodies=tuple(_bodies(row)),
        contacts=tuple(_contacts(row)),
        themes=tuple(_theme(theme, language) for theme in row.themes.all()),
        vocabulary=_vocabulary(row.vocabulary, language),
        texts=texts_of(row.texts, language),
        claims=tuple(row.claims),
        briefs={brief.kind: brief.content for brief in row.briefs.all()},
        quotas=tuple(_quota(quota, language) for quota in row.quotas.all()),
        publications=tuple(_publication(thing, language) for thing in row.publications.all()),
        abbreviations={short: Translated.of(said, language) for short, said in row.abbreviations.items()},
        series=_series(row),
        process=_process(row),
    )


def _identity(row: Gathering) -> dict[str, Any]:
    language = row.language
    return {
        "id": row.pk,
        "organiser_id": row.organiser_id,
        "organiser_key": row.organiser.key,
        "version": row.version,
        "key": row.key,
        "uid": row.uid,
        "kind": GatheringKind(row.kind),
        "kind_note": Translated.of(row.kind_note, language),
        "state": GatheringState(row.state),
        "language": language,
        "languages": tuple(row.languages),
        "country": row.country,
        "zone": row.zone,
        "title": Translated.of(row.title, language),
        "title_is_verbatim": row.title_is_verbatim,
        "town": Translated.of(row.town, language),
        "venue": _venue(row.venue, language),
        "duration_days": row.duration_days,
        "published_on": VagueDate.parse(row.published_on),
        "state_reason": Translated.of(row.state_reason, language),
        "programme_published_at": row.programme_published_at,
        "theme_label": ThemeLabel(row.theme_label),
    }


def _registration_terms(row: Gathering) -> dict[str, Any]:
    return {
        "opens_at": row.opens_at,
        "deadline": row.deadline,
        "channels": tuple(Channel(channel) for channel in row.channels),
        "preferred_channel": Channel(row.preferred_channel) if row.preferred_channel else None,
        "shortcut": row.shortcut,
        "web_path": Translated.of(row.web_path, row.language),
        "price": row.price,
        "forwarding": ForwardingScope(row.forwarding),
        "priority": PriorityFacts(parse_rule(row.priority_rule), row.priority_until) if row.priority_until else None,
        "waiting_policy": Policy(row.waiting_policy),
        "most_overtakings": row.most_overtakings,
        "welcomes_residents": row.welcomes_residents,
        "takes_pictures": row.takes_pictures,
        "asks_category": row.asks_category,
        "order_days": row.order_days,
    } | _periods(row.organiser)


def _periods(organiser: Organiser) -> dict[str, int]:
    """What the legal profile says of a gathering; nothing while the organiser has none, the default holds then."""
    legal = getattr(organiser, "legal_profile", None)
    return {"needs_days": legal.needs_days} if legal else {}


def _quota(row: Quota, language: str) -> QuotaFacts:
    return QuotaFacts(
        id=row.pk,
        key=row.key,
        label=Translated.of(row.label, language),
        parts=tuple(part.key for part in row.parts.all()),
        seats=row.seats,
        reserved_for=parse_rule(row.reserved_for) if row.reserved_for else None,
        opens_to_all_at=row.opens_to_all_at,
    )


def _publication(row: Publication, language: str) -> PublicationFacts:
    return PublicationFacts(
        key=row.key,
        kind=PublicationKind(row.kind),
        title=Translated.of(row.title, language),
        language=row.language,
        url=row.url,
        filename=row.filename,
        size=row.size,
    )


def earlier_dates(stored: Iterable[Mapping[str, Any]]) -> tuple[EarlierDate, ...]:
    """What was announced for a part before, as its column holds it."""
    return tuple(
        EarlierDate(VagueDate.parse(said["when"]), _hour(said.get("starts_at")), _hour(said.get("ends_at")))
        for said in stored
    )


def _hour(stored: str | None) -> time | None:
    return time.fromisoformat(stored) if stored else None


def _theme(row: Theme, language: str) -> ThemeFacts:
    subtopics = tuple(Translated.of(topic, language) for topic in row.subtopics)
    return ThemeFacts(row.key, Translated.of(row.label, language), subtopics, row.open_ended)


def texts_of(stored: Mapping[str, Any], language: str) -> Texts:
    """Stored texts as translated texts, by name."""
    return {TextName(name): tuple(Translated.of(text, language) for text in said) for name, said in stored.items()}


def _venue(row: Venue | None, language: str) -> VenueFacts | None:
    if row is None:
        return None
    return VenueFacts(
        name=Translated.of(row.name, language),
        street=row.street,
        number=row.number,
        postcode=row.postcode,
        town=row.town,
        country=row.country,
        access=Translated.of(row.access, language),
        key=row.key,
        at=_at(row),
        map=row.map,
    )


def _at(row: Venue) -> Coordinates | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Coordinates(row.latitude, row.longitude)


def _part(row: Part, gathering: Gathering) -> PartFacts:
    language = gathering.language
    return PartFacts(
        id=row.pk,
        key=row.key,
        uid=row.uid,
        kind=PartKind(row.kind),
        title=Translated.of(row.title, language),
        when=VagueDate.parse(row.when),
        starts_at=row.starts_at,
        starts_from=row.starts_from,
        ends_at=row.ends_at,
        zone=gathering.zone,
        capacity=row.capacity,
        deadline=row.deadline or gathering.deadline,
        audience=Audience(parse_rule(row.audience or {"open": True}), Otherwise(row.otherwise)),
        audience_is_stated=bool(row.audience),
        has_meal=row.has_meal,
        promotion_stop_days=row.promotion_stop_days,
        sequence=row.sequence,
        venue=_venue(row.venue or gathering.venue, language),
        texts=texts_of(row.texts, language),
        asks_access=row.asks_access,
        answer_hours=row.answer_hours,
        earlier=earlier_dates(row.earlier),
    )


def _bodies(gathering: Gathering) -> Iterable[BodyFacts]:
    language = gathering.language
    for role in gathering.organising_roles.all():
        body = role.organisation
        yield BodyFacts(
            role=BodyRole(role.role),
            key=body.key,
            name=Translated.of(body.name, language),
            part=role.part.key if role.part else "",
            about=Translated.of(body.about, language),
            website=body.website,
            part_of=Translated.of(body.part_of.name if body.part_of else None, language),
            member_count=body.member_count,
            member_count_is_approximate=body.member_count_is_approximate,
        )


def _contacts(gathering: Gathering) -> Iterable[ContactFacts]:
    for row in gathering.contact_points.all():
        yield ContactFacts(
            kind=ContactKind(row.kind),
            name=row.name,
            function=Translated.of(row.function, gathering.language),
            email=row.email,
            phone=row.phone,
            mobile=row.mobile,
            website=row.website,
        )


def _vocabulary(stored: Mapping[str, Any], language: str) -> Vocabulary:
    def terms(name: str) -> tuple[TermFacts, ...]:
        return tuple(
            TermFacts(term["key"], Translated.of(term["label"], language), Translated.of(term["plural"], language))
            for term in stored.get(name, [])
        )

    functions = tuple(
        FunctionFacts(
            key=function["key"],
            label=Translated.of(function["label"], language),
            plural=Translated.of(function["plural"], language),
            is_elected=function.get("elected", False),
            is_public_agent=function.get("public_agent", False),
            instrument=function.get("instrument", ""),
        )
        for function in stored.get("functions", [])
    )
    names = ("body_kinds", "communities", "instruments", "memberships", "territories")
    return Vocabulary(functions, *(terms(name) for name in names))


def _series(gathering: Gathering) -> SeriesFacts | None:
    edition = gathering.edition
    if edition is None:
        return None
    return SeriesFacts(
        key=edition.series.key,
        name=Translated.of(edition.series.name, gathering.language),
        number=edition.number,
        others=tuple(
            EditionFacts(
                number=other.number,
                year=other.year,
                purpose=Translated.of(other.purpose, gathering.language),
                gathering_key=_shown_gathering(other),
            )
            for other in edition.series.editions.all()
            if other.pk != edition.pk
        ),
    )


def _process(gathering: Gathering) -> ProcessFacts | None:
    if gathering.phase is None:
        return None
    process, language = gathering.phase.process, gathering.language
    return ProcessFacts(
        key=process.key,
        name=Translated.of(process.name, language),
        owner=Translated.of(process.owner.name if process.owner else None, language),
        started=VagueDate.parse(process.started),
        texts=texts_of(process.texts, language),
        phases=tuple(_phase(phase, language) for phase in process.phases.all()),
        this_phase=gathering.phase.key,
    )


def _phase(row: Phase, language: str) -> PhaseFacts:
    return PhaseFacts(
        key=row.key,
        kind=PhaseKind(row.kind),
        title=Translated.of(row.title, language),
        first=VagueDate.parse(row.first),
        last=VagueDate.parse(row.last),
        texts=texts_of(row.texts, language),
        gathering_key=_shown_gathering(row),
    )


def _shown_gathering(row: Edition | Phase) -> str:
    """The key of the gathering that is this edition or phase, once it is published; empty otherwise."""
    gathering = getattr(row, "gathering", None)
    return gathering.key if gathering is not None and gathering.state != GatheringState.DRAFT.value else ""
