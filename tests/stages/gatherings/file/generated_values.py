"""What generated files are made of: texts, dates, keys, rules."""

import string
from datetime import date, time
from typing import Any

import yaml
from hypothesis import strategies as st

from filrouge.core.text import LANGUAGES
from filrouge.core.vague_dates import Half, Portion
from filrouge.stages.gatherings.enums import TextName
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


def rules(territories: list[str], communities: list[str], *, open_too: bool = True) -> st.SearchStrategy[Data]:
    """Rules that name known words only; not `open` by itself unless `open_too`."""
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
        st.one_of(*([st.just({"open": True})] if open_too else []), *leaves),
        lambda inner: st.builds(
            lambda name, items: {name: items}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=4,
    )


def earlier(draw: st.DrawFn, name: str, keys: list[str]) -> Data:
    return {name: draw(st.sampled_from(keys))} if keys and draw(st.booleans()) else {}
