"""Whole gathering files at random: valid documents as plain data, for property tests."""

from typing import Any

from hypothesis import strategies as st

from filrouge.ground.directory.enums import OrganisationLevel
from filrouge.stages.gatherings.enums import (
    BodyRole,
    ContactKind,
    GatheringKind,
    Otherwise,
    PartKind,
    PhaseKind,
    PublicationKind,
    ThemeLabel,
)
from filrouge.stages.gatherings.file.catalogue import shipped
from tests.stages.gatherings.file.generated_terms import legal, quotas, registration
from tests.stages.gatherings.file.generated_values import (
    EMAILS,
    HOURS,
    KEYS,
    LINES,
    SOURCE,
    URLS,
    Data,
    distinct,
    earlier,
    entries,
    rules,
    some,
    texts,
    translated,
    vague,
)


@st.composite
def documents(draw: st.DrawFn) -> Data:
    """A whole valid file as plain data."""
    territories, bodies, venues = distinct(draw), distinct(draw, 4), distinct(draw, 2)
    communities, themes, parts = distinct(draw, 2), distinct(draw), distinct(draw)
    used = {"bodies": bodies, "venues": venues, "parts": parts, "themes": themes, "communities": communities}
    somebody = rules(territories, communities, open_too=False)
    data: Data = {
        "filrouge": "gathering/1",
        "key": draw(KEYS),
        "organiser": {"key": draw(KEYS), "name": draw(translated()), **some(draw, legal=legal())},
        "kind": draw(st.sampled_from(GatheringKind)).value,
        "title": draw(translated()),
        "languages": [SOURCE, *draw(st.lists(st.sampled_from(["de", "it", "en"]), unique=True))],
        "country": draw(st.sampled_from(["FR", "CH"])),
        **itself(draw, venues),
        "registration": registration(draw, somebody),
        "contacts": contacts(draw),
        "texts": texts(draw),
        "themes": entries(draw, themes, lambda _key: {"label": draw(translated()), **subtopics(draw)}),
        "claims": claims(draw),
        "abbreviations": {
            short: draw(translated()) for short in draw(st.sets(st.sampled_from(["CSMS", "PdV", "C2S"])))
        },
        "publications": entries(draw, distinct(draw, 2), lambda _key: publication(draw)),
        "roles": roles(draw, bodies),
        "parts": entries(draw, parts, lambda _key: part(draw, bodies, venues, territories, communities)),
        "quotas": quotas(draw, parts, somebody),
        "venues": entries(draw, venues, lambda _key: {"name": draw(translated()), **address(draw), **spot(draw)}),
        "territories": [territory(draw, key, territories[:at]) for at, key in enumerate(territories)],
        "bodies": [body(draw, key, territories, bodies[:at]) for at, key in enumerate(bodies)],
        "communities": entries(draw, communities, lambda _key: {"label": draw(translated())}),
        "functions": functions(draw),
        "documents": {"invitation_letter": letter(draw, used), "programme": programme(draw, used)},
        **places(draw, bodies),
    }
    return {name: value for name, value in data.items() if value not in ({}, [])}


def itself(draw: st.DrawFn, venues: list[str]) -> Data:
    """What a gathering may say of itself."""
    return some(
        draw,
        kind_note=translated(),
        title_is_verbatim=st.booleans(),
        town=translated(),
        published_on=vague(),
        state_reason=translated(),
        programme_published_at=st.just("2019-03-04 09:30"),
        duration_days=st.integers(1, 366),
        state=st.sampled_from(["draft", "held", "cancelled"]),
        theme_label=st.sampled_from([label.value for label in ThemeLabel]),
        **({"venue": st.sampled_from(venues)} if venues else {}),
    )


def spot(draw: st.DrawFn) -> Data:
    """Where a venue is on the globe, sometimes, and a map of it."""
    degrees = st.integers(41_000_000, 47_999_999)
    at = {"latitude": f"{draw(degrees)}", "longitude": f"{draw(degrees)}"}
    found = {name: f"{value[:2]}.{value[2:]}" for name, value in at.items()} if draw(st.booleans()) else {}
    return {**found, **some(draw, map=URLS)}


def results(draw: st.DrawFn) -> Data:
    urls = draw(st.lists(URLS, max_size=2, unique=True))
    said = [
        {"title": draw(LINES), "url": url, **some(draw, language=st.sampled_from(["fr", "de", "it", "en"]))}
        for url in urls
    ]
    return {"results": said} if said else {}


def publication(draw: st.DrawFn) -> Data:
    return {
        "title": draw(translated()),
        "url": draw(URLS),
        **some(
            draw,
            kind=st.sampled_from([kind.value for kind in PublicationKind]),
            language=st.sampled_from(["fr", "de", "it", "en"]),
        ),
    }


def earlier_date() -> st.SearchStrategy[Data]:
    hours = HOURS.map(lambda hour: f"{hour:%H:%M}")
    return st.fixed_dictionaries({"when": vague()}, optional={"starts_at": hours, "ends_at": hours})


def subtopics(draw: st.DrawFn) -> Data:
    return some(draw, subtopics=st.lists(translated(), min_size=1, max_size=3), open_ended=st.booleans())


def claims(draw: st.DrawFn) -> list[Data]:
    return [{"subject": key, "count": draw(st.integers(0, 10**6))} for key in distinct(draw, 2)]


def contacts(draw: st.DrawFn) -> Data:
    kinds = draw(st.sets(st.sampled_from(ContactKind), max_size=3))
    one = st.fixed_dictionaries(
        {"email": EMAILS}, optional={"name": LINES, "function": translated(), "phone": LINES, "website": URLS}
    )
    return {kind.value: draw(one) for kind in sorted(kinds)}


def roles(draw: st.DrawFn, bodies: list[str]) -> list[Data]:
    if not bodies:
        return []
    pairs = st.tuples(st.sampled_from(bodies), st.sampled_from(BodyRole))
    return [{"body": key, "role": role.value} for key, role in draw(st.lists(pairs, unique=True, max_size=3))]


def part(draw: st.DrawFn, bodies: list[str], venues: list[str], territories: list[str], communities: list[str]) -> Data:
    hours = sorted(draw(st.sets(HOURS, min_size=2, max_size=2)))
    audience = rules(territories, communities)
    whom = st.builds(lambda rule, other: {**rule, "otherwise": other.value}, audience, st.sampled_from(Otherwise))
    return {
        "title": draw(translated()),
        "roles": roles(draw, bodies),
        "texts": texts(draw),
        **some(
            draw,
            kind=st.sampled_from([kind.value for kind in PartKind]),
            when=vague(),
            starts_at=st.just(f"{hours[0]:%H:%M}"),
            ends_at=st.just(f"{hours[1]:%H:%M}"),
            starts_from=st.booleans(),
            capacity=st.integers(20, 500),
            deadline=st.just("1999-04-30"),
            audience=whom,
            has_meal=st.booleans(),
            asks_access=st.booleans(),
            answer_hours=st.integers(1, 720),
            promotion_stop_days=st.integers(0, 9),
            sequence=st.integers(0, 9),
            earlier=st.lists(earlier_date(), min_size=1, max_size=2),
            **({"venue": st.sampled_from(venues)} if venues else {}),
        ),
    }


def address(draw: st.DrawFn) -> Data:
    return some(
        draw,
        street=LINES,
        number=st.sampled_from(["10/12", "7"]),
        postcode=st.sampled_from(["01000", "5000"]),
        town=LINES,
        country=st.sampled_from(["FR", "CH"]),
        access=translated(),
    )


def territory(draw: st.DrawFn, key: str, others: list[str]) -> Data:
    kind, codes = draw(st.sampled_from([("canton", ["ZH", "AG"]), ("department", ["02", "2A"]), ("qpv", ["QP59001"])]))
    said = {"key": key, "kind": kind, "name": draw(translated()), **earlier(draw, "parent", others)}
    return {**said, **some(draw, code=st.sampled_from(codes))}


def body(draw: st.DrawFn, key: str, territories: list[str], others: list[str]) -> Data:
    membership = st.one_of(
        st.sampled_from(["member", "partner"]),
        st.just([{"kind": "member", "since": "2001-01-01", "until": "2031-01-01"}, "partner"]),
    )
    return {
        "key": key,
        "kind": "city",
        "name": draw(translated()),
        **earlier(draw, "part_of", others),
        **some(
            draw,
            membership=membership,
            short_name=LINES,
            other_names=st.lists(LINES, max_size=2),
            town=translated(),
            website=URLS,
            about=translated(),
            country=st.just("CH"),
            postal_address=st.just(
                {"street": "Rue Haute", "number": "3", "postcode": "1260", "town": "Nyon", "country": "CH"}
            ),
            instruments=st.lists(st.sampled_from(sorted(shipped().instruments)), unique=True),
            level=st.sampled_from([level.value for level in OrganisationLevel]),
            siret=st.sampled_from(["73282932000074", "732 829 320 00074"]),
            needs_service_code=st.booleans(),
            needs_engagement_number=st.booleans(),
            member_count=st.builds(dict, value=st.integers(0, 99), approximate=st.booleans()),
            **({"territory": st.sampled_from(territories)} if territories else {}),
        ),
    }


def functions(draw: st.DrawFn) -> list[Any]:
    bare: list[Any] = draw(st.lists(st.sampled_from(sorted(shipped().functions)), unique=True, max_size=2))
    own = [key for key in distinct(draw, 2) if key not in bare]
    return bare + [
        {
            "key": key,
            "label": draw(translated()),
            **some(draw, plural=translated(), elected=st.booleans(), public_agent=st.booleans()),
            **some(draw, instrument=st.just("asv")),
        }
        for key in own
    ]


def letter(draw: st.DrawFn, used: dict[str, list[str]]) -> Data:
    bodies = used["bodies"]
    signing = st.fixed_dictionaries(
        {"name": LINES, "capacities": st.lists(st.fixed_dictionaries({"title": translated()}), min_size=1, max_size=2)},
        optional={"body": st.sampled_from(bodies)} if bodies else {},
    )
    return some(
        draw,
        place=translated(),
        date=vague(),
        subject=st.lists(translated(), min_size=1, max_size=2),
        salutation=translated(),
        closing=translated(),
        signatories=st.lists(signing, min_size=1, max_size=2),
        layout=st.sampled_from(["side_by_side", "stacked"]),
        body=st.lists(translated(), min_size=1, max_size=2),
        annexes=st.lists(st.fixed_dictionaries({"title": translated()}, optional={"shows_deadline": st.booleans()})),
    )


def programme(draw: st.DrawFn, used: dict[str, list[str]]) -> Data:
    keys = distinct(draw, 2)
    sessions = [
        {
            "key": key,
            "kind": draw(st.sampled_from(["plenary", "workshop"])),
            "title": draw(translated()),
            **some(
                draw,
                parallel=st.booleans(),
                starts_at=HOURS.map("{:%H:%M}".format),
                position=st.integers(1, 9),
                **({"themes": st.lists(st.sampled_from(used["themes"]), unique=True)} if used["themes"] else {}),
                **({"part": st.sampled_from(used["parts"])} if used["parts"] else {}),
                **({"community": st.sampled_from(used["communities"])} if used["communities"] else {}),
                **({"seats": st.just([{"body": used["bodies"][0]}])} if used["bodies"] else {}),
            ),
        }
        for key in keys
    ]
    speakers = [{"key": key, "name": draw(LINES), "sessions": keys} for key in distinct(draw, 2)]
    data = {"sessions": sessions, "speakers": speakers, **some(draw, version=st.integers(1, 9))}
    return {name: value for name, value in data.items() if value}


def places(draw: st.DrawFn, bodies: list[str]) -> Data:
    numbers = draw(st.lists(st.integers(1, 20), min_size=1, max_size=3, unique=True))
    phases = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    edition = st.just(
        {
            "key": draw(KEYS),
            "name": draw(translated()),
            "edition": numbers[0],
            "editions": [
                {
                    "number": number,
                    **some(draw, year=st.integers(1900, 2100), purpose=translated()),
                    **results(draw),
                }
                for number in numbers
            ],
        }
    )
    whole = st.just(
        {
            "key": draw(KEYS),
            "name": draw(translated()),
            "started": draw(vague()),
            "texts": texts(draw),
            "this_phase": phases[0],
            "phases": [
                {
                    "key": key,
                    "kind": draw(st.sampled_from(PhaseKind)).value,
                    "title": draw(translated()),
                    **some(draw, first=vague()),
                    "texts": texts(draw),
                }
                for key in phases
            ],
            **earlier(draw, "owner", bodies),
        }
    )
    return some(draw, series=edition, process=whole)
