"""Whole gathering files at random: valid documents as plain data, for property tests."""

import string
from datetime import date, datetime, time
from typing import Any

import yaml
from hypothesis import strategies as st

from filrouge.core.text import LANGUAGES
from filrouge.core.vague_dates import Half, Portion
from filrouge.stages.gatherings.enums import (
    BodyRole,
    Channel,
    ContactKind,
    ForwardingScope,
    GatheringKind,
    Otherwise,
    PartKind,
    PhaseKind,
    TextName,
    ThemeLabel,
)
from filrouge.stages.gatherings.file.catalogue import shipped

Data = dict[str, Any]

SOURCE = "fr"


class _Plainly(yaml.SafeDumper):
    """Writes a list that stands twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_file(data: Data) -> str:
    """The text of a file with this data."""
    return str(yaml.dump(data, Dumper=_Plainly, allow_unicode=True, sort_keys=False))


# What trips YAML up, beside letters of every script.
_LETTERS = st.one_of(
    st.sampled_from(list(string.ascii_letters + " 0123456789:#-?!&*%@`|>'\"[]{},.\n\t/\\~=+…’«»")),
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")),
)
_WORDS = st.sampled_from(
    ["null", "~", "true", "no", "17:15", "2019", "1e3", "0x1F", "- a", "a: b", "# c", "=", "<<", ""]
)
SENTENCES = st.one_of(st.text(_LETTERS, min_size=1, max_size=30), _WORDS).map(str.strip).filter(bool)
LINES = SENTENCES.map(lambda text: " ".join(text.split())).filter(bool)
KEYS = st.from_regex(r"[a-z0-9]{1,6}([-_][a-z0-9]{1,4}){0,2}", fullmatch=True)
HOURS = st.times().map(lambda hour: time(hour.hour, hour.minute))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
EMAILS = st.builds("{}@{}.example".format, KEYS, KEYS)
URLS = KEYS.map("https://{}.example/a?b=c#d".format)


@st.composite
def translated(draw: st.DrawFn) -> Any:
    """A text as a file writes it: plain, or by language."""
    if draw(st.booleans()):
        return draw(SENTENCES)
    others = draw(st.sets(st.sampled_from([language for language in LANGUAGES if language != SOURCE])))
    return {language: draw(SENTENCES) for language in (SOURCE, *sorted(others))}


@st.composite
def vague(draw: st.DrawFn) -> str:
    """A vague date of any precision."""
    day = draw(DAYS)
    portion, half = draw(st.sampled_from(Portion)), draw(st.sampled_from(Half))
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    forms = [f"{day}", f"{day} {half}", month, f"{portion} {month}", f"{portion} {year}", year, "unknown"]
    return draw(st.sampled_from(forms))


def some(draw: st.DrawFn, **fields: st.SearchStrategy[Any]) -> Data:
    """Some of these fields."""
    return {name: draw(values) for name, values in fields.items() if draw(st.booleans())}


def texts(draw: st.DrawFn) -> Data:
    """Prose facts: one text or several under a few names."""
    names = draw(st.sets(st.sampled_from(TextName), max_size=3))
    said = st.one_of(translated(), st.lists(translated(), min_size=1, max_size=3))
    return {name.value: draw(said) for name in sorted(names)}


def entries(draw: st.DrawFn, keys: list[str], make: Any) -> list[Data]:
    """One entry for each key."""
    return [{"key": key, **make(key)} for key in keys]


def distinct(draw: st.DrawFn, most: int = 3) -> list[str]:
    """A few different keys."""
    return draw(st.lists(KEYS, unique=True, max_size=most))


def rules(territories: list[str], communities: list[str]) -> st.SearchStrategy[Data]:
    """Audience rules that name known words only."""
    words = {
        "membership": ["member", "partner"],
        "function": sorted(shipped().functions),
        "organisation": sorted(shipped().body_kinds),
        "instrument": sorted(shipped().instruments),
        "territory": territories,
        "community": communities,
    }
    leaves = [
        st.one_of(st.sampled_from(known), st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)).map(
            lambda value, name=name: {name: value}  # type: ignore[misc]
        )
        for name, known in words.items()
        if known
    ]
    return st.recursive(
        st.one_of(st.just({"open": True}), *leaves),
        lambda inner: st.builds(
            lambda name, items: {name: items}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=4,
    )


@st.composite
def documents(draw: st.DrawFn) -> Data:
    """A whole valid file as plain data."""
    territories, bodies, venues = distinct(draw), distinct(draw, 4), distinct(draw, 2)
    communities, themes, parts = distinct(draw, 2), distinct(draw), distinct(draw)
    used = {"bodies": bodies, "venues": venues, "parts": parts, "themes": themes, "communities": communities}
    data: Data = {
        "filrouge": "gathering/1",
        "key": draw(KEYS),
        "organiser": {"key": draw(KEYS), "name": draw(translated())},
        "kind": draw(st.sampled_from(GatheringKind)).value,
        "title": draw(translated()),
        "languages": [SOURCE, *draw(st.lists(st.sampled_from(["de", "it", "en"]), unique=True))],
        "country": draw(st.sampled_from(["FR", "CH"])),
        **some(
            draw,
            kind_note=translated(),
            title_is_verbatim=st.booleans(),
            town=translated(),
            published_on=vague(),
            duration_days=st.integers(1, 366),
            state=st.sampled_from(["draft", "held", "cancelled"]),
            theme_label=st.sampled_from([label.value for label in ThemeLabel]),
            **({"venue": st.sampled_from(venues)} if venues else {}),
        ),
        "registration": registration(draw),
        "contacts": contacts(draw),
        "texts": texts(draw),
        "themes": entries(draw, themes, lambda _key: {"label": draw(translated()), **subtopics(draw)}),
        "claims": claims(draw),
        "roles": roles(draw, bodies),
        "parts": entries(draw, parts, lambda _key: part(draw, bodies, venues, territories, communities)),
        "venues": entries(draw, venues, lambda _key: {"name": draw(translated()), **address(draw)}),
        "territories": [territory(draw, key, territories[:at]) for at, key in enumerate(territories)],
        "bodies": [body(draw, key, territories, bodies[:at]) for at, key in enumerate(bodies)],
        "communities": entries(draw, communities, lambda _key: {"label": draw(translated())}),
        "functions": functions(draw),
        "documents": {"invitation_letter": letter(draw, used), "programme": programme(draw, used)},
        **places(draw, bodies),
    }
    return {name: value for name, value in data.items() if value not in ({}, [])}


def earlier(draw: st.DrawFn, name: str, keys: list[str]) -> Data:
    return {name: draw(st.sampled_from(keys))} if keys and draw(st.booleans()) else {}


def subtopics(draw: st.DrawFn) -> Data:
    return some(draw, subtopics=st.lists(translated(), min_size=1, max_size=3), open_ended=st.booleans())


def registration(draw: st.DrawFn) -> Data:
    amounts = st.decimals(0, 1000, places=2).map(str)
    price = st.builds(dict, amount=amounts, currency=st.sampled_from(["EUR", "CHF"]))
    opening = st.datetimes(datetime(1990, 1, 1), datetime(1998, 1, 1))
    return some(
        draw,
        opens_at=opening.map(lambda instant: instant.isoformat(sep=" ", timespec="minutes")),
        deadline=st.just("1999-05-31"),
        channels=st.lists(st.sampled_from([channel.value for channel in Channel]), unique=True),
        shortcut=st.booleans(),
        web_path=translated(),
        price=price,
        forwarding=st.sampled_from([scope.value for scope in ForwardingScope]),
    )


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
            capacity=st.integers(0, 500),
            deadline=st.just("1999-04-30"),
            audience=whom,
            has_meal=st.booleans(),
            promotion_stop_days=st.integers(0, 9),
            sequence=st.integers(0, 9),
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
    return {"key": key, "kind": "canton", "name": draw(translated()), **earlier(draw, "parent", others)}


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
            instruments=st.lists(st.sampled_from(sorted(shipped().instruments)), unique=True),
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
                {"number": number, **some(draw, year=st.integers(1900, 2100), purpose=translated())}
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
