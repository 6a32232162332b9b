"""Bodies from a spreadsheet: which column says what, and what each line would become. Nothing here writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory.bodies import BodyRecord, body_records
from filrouge.ground.directory.body_actions import BodySaid, MembershipSaid
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.file_lines import Difference, Fate, Preview, day_said, headings_of, said_or_nothing
from filrouge.ground.directory.matching import NamedBodies, bodies_named
from filrouge.ground.directory.postal_files import HEADINGS as POSTAL_HEADINGS
from filrouge.ground.directory.postal_files import address_difference, read_address, to_take
from filrouge.ground.directory.territories import Atlas

_HEADINGS = {
    "name": "nom, name, nome, organisme, organisation, body, structure, collectivite, institution, korperschaft, ente, "
    "bezeichnung, designation, denomination, denominazione, raison sociale",
    "name_fr": "nom francais, nom en francais, name franzosisch, name french, nome francese, name fr, nom fr",
    "name_de": "nom allemand, nom en allemand, name deutsch, name german, nome tedesco, name de, nom de",
    "name_it": "nom italien, nom en italien, name italienisch, name italian, nome italiano, name it, nom it",
    "name_en": "nom anglais, nom en anglais, name englisch, name english, nome inglese, name en, nom en",
    "short_name": "sigle, abrege, nom court, short name, acronym, acronyme, kurzname, kurzel, abkurzung, sigla",
    "kind": "type, type d organisme, genre, categorie, kind, kind of body, art, kategorie, typ, tipo, categoria",
    "level": "niveau, level, ebene, livello, echelon",
    "territory": "territoire, territory, gebiet, territorio, canton, kanton, cantone, departement, department, region",
    "membership": "adhesion, membership, mitgliedschaft, membre, mitglied, member, membro, statut, lien, adesione",
    "since": "depuis, since, seit, dal, membre depuis, mitglied seit",
    "until": "jusqu au, jusque, until, bis, al, fino al, fin, ende, fine",
    "website": "site, site web, web, website, page web, webseite, internet, sito, url",
}
HEADINGS = headings_of({**POSTAL_HEADINGS, "town": POSTAL_HEADINGS["town"] + ", ville, stadt, citta, city"}, _HEADINGS)
_PARTNER, _MEMBER = ("partner", "partenaire"), ("membre", "mitglied", "member", "membro", "adherent")
_YES = frozenset(["x", "oui", "ja", "si", "yes"])
_NO = frozenset(["non", "nein", "no", "nicht", "kein", "keine", "not", "aucune", "nessuna"])


@dataclass(frozen=True)
class BodyDraft:
    """One line as it was read. Days are ISO, or as typed where they cannot be read."""

    line: int
    names: Mapping[str, str] = field(default_factory=dict)
    short_name: str = ""
    kind: str = ""
    or_kind: str = ""
    level: str = ""
    territory: str = ""
    membership: str = ""
    since: str = ""
    until: str = ""
    website: str = ""
    postal: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """What the record keeps."""
        return {**asdict(self), "names": dict(self.names)}

    @property
    def name(self) -> str:
        """The first of its names."""
        return next(iter(self.names.values()), "")


@dataclass(frozen=True)
class BodyWords:
    """Keys by folded word: kinds and levels; the territories; `language` is that of a name whose column says none."""

    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    atlas: Atlas
    language: str


@dataclass(frozen=True)
class WeighedBody:
    """A line with what would become of it. `same` bears one of its names, `like` may be meant; `may_be_new` unless
    several bear one of them. `changes` says by body, of each of these, what would be written over.
    """

    draft: BodyDraft
    fate: Fate
    said: BodySaid
    membership: MembershipSaid | None = None
    problems: tuple[str, ...] = ()
    same: int | None = None
    like: tuple[int, ...] = ()
    may_be_new: bool = True
    changes: Mapping[int, tuple[Difference, ...]] = field(default_factory=dict)


def drafts_of(rows: Iterable[tuple[int, Mapping[str, str]]], *, language: str, or_kind: str) -> list[BodyDraft]:
    """Lines as they were read, by name of column; `or_kind` is that of new bodies whose line gives none."""
    return [_draft(number, said, language, or_kind) for number, said in rows]


def _draft(number: int, said: Mapping[str, str], language: str, or_kind: str) -> BodyDraft:
    given = {name: " ".join(said.get(name, "").split()) for name in _HEADINGS}
    names = {language: given["name"]} if given["name"] else {}
    names |= {code: given[f"name_{code}"] for code in LANGUAGES if given[f"name_{code}"]}
    plain = {name: given[name] for name in ("short_name", "kind", "level", "territory", "membership", "website")}
    days = {name: said_or_nothing(day_said(given[name]) or given[name]) for name in ("since", "until")}
    return BodyDraft(line=number, names=names, or_kind=or_kind, postal=read_address(said), **plain, **days)


def weigh(drafts: Sequence[BodyDraft], *, organiser_id: int, words: BodyWords) -> Preview[WeighedBody]:
    """What would become of each line, in three queries."""
    found = bodies_named(organiser_id=organiser_id, names=[name for draft in drafts for name in draft.names.values()])
    ids = {pk for named in found.values() for pk in (*named.exact, *named.similar)}
    cards = body_records(organiser_id=organiser_id, ids=sorted(ids))
    seen: set[str] = set()
    lines = []
    for draft in drafts:
        folded = {search_form(name) for name in draft.names.values()}
        lines.append(_weighed(draft, found, cards, words, is_twice=bool(seen & folded)))
        seen |= folded
    return Preview(tuple(lines))


def _weighed(
    draft: BodyDraft,
    found: Mapping[str, NamedBodies],
    cards: Mapping[int, BodyRecord],
    words: BodyWords,
    *,
    is_twice: bool,
) -> WeighedBody:
    named = [found[folded] for name in draft.names.values() if (folded := search_form(name)) in found]
    exact = tuple(dict.fromkeys(pk for one in named for pk in one.exact))
    similar = tuple(dict.fromkeys(pk for one in named for pk in one.similar))
    same = exact[0] if len(exact) == 1 else None
    like = () if same else exact or similar
    said, membership = _body(draft, words), _membership(draft)
    problems = (*_problems(draft, words), *(["same_name"] if is_twice else []))
    fate = Fate.PROBLEM if problems else Fate.KNOWN if same else Fate.LIKE if like else Fate.NEW
    one = WeighedBody(draft, fate, said, membership, problems, same, like, not exact)
    meant = [pk for pk in (same, *like) if pk in cards]
    return replace(one, changes={pk: changes_of(one, cards[pk]) for pk in meant if pk})


def _body(draft: BodyDraft, words: BodyWords) -> BodySaid:
    return BodySaid(
        name=draft.names,
        kind=words.kinds.get(search_form(draft.kind), ""),
        short_name=draft.short_name,
        level=words.levels.get(search_form(draft.level), ""),
        website=draft.website,
        territory_id=_territory(draft.territory, words.atlas),
        postal=to_take(draft.postal),
    )


def _territory(said: str, atlas: Atlas) -> int | None:
    """The one territory of this name, code or key; None for none, and for several."""
    folded = search_form(said)
    found = [
        card.id
        for card in atlas.territories
        if folded and folded in {search_form(one) for one in (card.code, card.key, *card.name.values())}
    ]
    return found[0] if len(found) == 1 else None


def _membership(draft: BodyDraft) -> MembershipSaid | None:
    words = search_form(draft.membership).split()
    if _NO.intersection(words):
        return None
    kind = None
    if any(word.startswith(_PARTNER) for word in words):
        kind = MembershipKind.PARTNER
    elif _YES.intersection(words) or any(word.startswith(_MEMBER) for word in words):
        kind = MembershipKind.MEMBER
    return MembershipSaid(kind, day_said(draft.since), day_said(draft.until)) if kind else None


def _is_strange(draft: BodyDraft) -> bool:
    """Whether something stands under membership that says neither which one nor that there is none."""
    said = search_form(draft.membership).split()
    return bool(said) and not _NO.intersection(said) and _membership(draft) is None


def _problems(draft: BodyDraft, words: BodyWords) -> tuple[str, ...]:
    said = _body(draft, words)
    since, until = day_said(draft.since), day_said(draft.until)
    longest = max((len(text) for text in (*draft.names.values(), draft.website)), default=0)
    wrong = {
        "no_name": not any(map(search_form, draft.names.values())),
        "too_long": longest > 200 or len(draft.short_name) > 80,
        "unknown_kind": bool(draft.kind) and not said.kind,
        "unknown_level": bool(draft.level) and not said.level,
        "unknown_territory": bool(draft.territory) and said.territory_id is None,
        "unknown_membership": _is_strange(draft),
        "not_a_day": bool((draft.since and not since) or (draft.until and not until)),
        "ends_before": bool(since and until and until < since),
    }
    return tuple(code for code, holds in wrong.items() if holds)


def said_of(card: BodyRecord) -> BodySaid:
    """A body as it would be said again."""
    return BodySaid(
        name=dict(card.name),
        kind=card.kind,
        short_name=card.short_name,
        other_names=card.other_names,
        level=card.level,
        website=card.website,
        territory_id=card.territory_id,
        postal=card.postal,
    )


def completed(one: WeighedBody, card: BodyRecord) -> BodySaid:
    """A known body with what a line says of it.

    A line that bears one of its names may correct the others. One that only resembles it, and was decided to mean it,
    renames nothing: its names find the body from now on.
    """
    held, said = said_of(card), one.said
    known = {search_form(name) for name in held.names}
    new = {code: name for code, name in said.name.items() if search_form(name) not in known}
    names = new if len(new) < len(said.name) else {}
    others = [held.name[code] for code in names if code in held.name] if names else list(new.values())
    return replace(
        held,
        name={**held.name, **names},
        kind=said.kind or held.kind,
        short_name=said.short_name or held.short_name,
        other_names=tuple(dict.fromkeys([*held.other_names, *others])),
        level=said.level or held.level,
        website=said.website or held.website,
        territory_id=said.territory_id or held.territory_id,
        postal=said.postal.kept_where_unsaid(held.postal),
    )


_SHOWN = ("kind", "short_name", "level", "website", "territory_id")


def changes_of(one: WeighedBody, card: BodyRecord) -> tuple[Difference, ...]:
    """What a line would write over or add; a membership is "kind since until", a name stands under its language."""
    before, after = said_of(card), completed(one, card)
    found = [
        Difference(f"name_{code}", before.name.get(code, ""), name)
        for code, name in after.name.items()
        if before.name.get(code) != name
    ]
    found += [
        Difference(column, said_or_nothing(getattr(before, column)), said_or_nothing(getattr(after, column)))
        for column in _SHOWN
        if getattr(before, column) != getattr(after, column)
    ]
    found += address_difference(before.postal, after.postal)
    if more := [name for name in after.other_names if name not in before.other_names]:
        found.append(Difference("other_names", ", ".join(before.other_names), ", ".join([*before.other_names, *more])))
    if one.membership and (said := membership_to_write(one.membership, card)):
        held = next((each for each in card.memberships if each.kind == said.kind.value), None)
        found.append(Difference("membership", _spelt(held) if held else "", _spelt(said)))
    return tuple(found)


def membership_to_write(said: MembershipSaid, card: BodyRecord) -> MembershipSaid | None:
    """The membership of a line where it says more than is known; days that it does not give stay. None for nothing."""
    held = next((one for one in card.memberships if one.kind == said.kind.value), None)
    if held is None:
        return said
    told = replace(said, since=said.since or held.since, until=said.until or held.until)
    return told if (told.since, told.until) != (held.since, held.until) else None


def _spelt(held: Any) -> str:
    days: tuple[date | None, ...] = (held.since, held.until)
    return " ".join((str(held.kind), *(said_or_nothing(day) or "-" for day in days)))
