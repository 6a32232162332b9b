"""Contacts from a file: which column says what, what each line would become, and what is wrong with it.

Nothing here writes. A file is a spreadsheet whose first row names its columns, or vCards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory.contact_actions import ContactSaid, FunctionSaid, fold, function_key
from filrouge.ground.directory.contacts import ContactCard, contacts_by_id, ids_by_address, namesakes
from filrouge.ground.directory.enums import Civility
from filrouge.ground.directory.file_lines import Difference, Fate, Preview, asked_bodies, day_said, headings_of
from filrouge.ground.directory.matching import bodies_named
from filrouge.ground.directory.postal_files import HEADINGS as POSTAL_HEADINGS
from filrouge.ground.directory.postal_files import address_difference, read_address, to_take
from filrouge.ground.mail.objectors import objectors

_HEADINGS = {
    "family": "nom, nom de famille, last name, family name, surname, nachname, familienname, name, cognome",
    "given": "prenom, prenoms, first name, given name, vorname, nome",
    "email": "e mail, email, mail, courriel, adresse e mail, e mail address, e mail adresse, mailadresse, "
    "adresse electronique, posta elettronica",
    "phone": "telephone, tel, phone, telefon, telefono, telephone professionnel",
    "language": "langue, language, sprache, lingua, langue de correspondance, korrespondenzsprache",
    "civility": "civilite, anrede, titre de civilite, title, appellativo, salutation",
    "body": "organisme, organisation, body, structure, collectivite, institution, employeur, "
    "korperschaft, institution dienststelle, ente, organizzazione",
    "city": "ville, commune, gemeinde, stadt, comune, citta",
    "function": "fonction, function, funktion, amt, funzione, carica, poste, job title",
    "since": "depuis, since, seit, dal, depuis le",
    "communities": "communaute, communautes, community, communities, gemeinschaft, gemeinschaften, fachgemeinschaft, "
    "fachgemeinschaften, comunita, reseau, reseaux, netzwerk, netzwerke, rete, reti, network, networks",
}
HEADINGS = headings_of(POSTAL_HEADINGS, _HEADINGS)
_MADAM = frozenset({"madame", "mme", "frau", "signora", "sig ra", "ms", "mrs", "f"})
_SIR = frozenset({"monsieur", "m", "herr", "signor", "sig", "mr", "h"})
_LANGUAGE_WORDS = {
    "fr": "fr francais french franzosisch francese f",
    "de": "de allemand german deutsch tedesco d",
    "it": "it italien italian italienisch italiano i",
    "en": "en anglais english englisch inglese e",
}
_MOST = {"given": 120, "family": 120, "email": 254, "phone": 40, "body": 200, "function": 200, "communities": 400}


PROBLEMS = ("nobody", "not_an_address", "too_long", "not_a_day", "same_address")


@dataclass(frozen=True)
class Draft:
    """One line as it was read; `problems` are codes of `PROBLEMS`."""

    line: int
    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    civility: str = ""
    body: str = ""
    function: str = ""
    since: str = ""
    communities: str = ""
    postal: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What the record keeps."""
        return {**asdict(self), "problems": list(self.problems)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Draft":
        """Read back what `to_json` wrote."""
        return cls(**{**data, "problems": tuple(data["problems"])})

    @property
    def name(self) -> str:
        """Given and family name, or the address."""
        return f"{self.given} {self.family}".strip() or self.email


@dataclass(frozen=True)
class Weighed:
    """A line with what would become of it: `same` is whose address it bears, `like` are namesakes to choose from.

    `changes` says by contact, of each who may be meant, what would be written over. `communities` are keys, `strange`
    words of which none is known.
    """

    draft: Draft
    fate: Fate
    same: int | None = None
    like: tuple[int, ...] = ()
    organisation_id: int | None = None
    function: str = ""
    communities: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    changes: Mapping[int, tuple[Difference, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownWords:
    """Keys by folded label: functions of the controlled list, and communities; `language` is the organiser's."""

    functions: Mapping[str, str]
    communities: Mapping[str, str]
    language: str


def drafts_of(rows: Sequence[tuple[int, Mapping[str, str]]]) -> list[Draft]:
    """Lines as they were read, by name of column, checked one by one and against each other."""
    drafts = [_draft(number, said) for number, said in rows]
    seen: set[str] = set()
    checked = []
    for draft in drafts:
        is_twice = bool(draft.email) and draft.email in seen
        seen.add(draft.email)
        checked.append(replace(draft, problems=(*draft.problems, "same_address")) if is_twice else draft)
    return checked


def _draft(number: int, said: Mapping[str, str]) -> Draft:
    problems = []
    given = {name: " ".join(said.get(name, "").split()) for name in (*_HEADINGS,)}
    body, town = _body_and_town(said, given["body"], given["city"])
    email = fold(given["email"])
    if email and not _is_address(email):
        problems.append("not_an_address")
    if not (given["family"] or given["given"] or email):
        problems.append("nobody")
    if any(len(given[name]) > most for name, most in _MOST.items()):
        problems.append("too_long")
    since = day_said(given["since"])
    if given["since"] and since is None:
        problems.append("not_a_day")
    return Draft(
        line=number,
        given=given["given"][:120],
        family=given["family"][:120],
        email=email[:254],
        phone=given["phone"][:40],
        language=_language(given["language"]),
        civility=_civility(given["civility"]),
        body=body[:200],
        function=given["function"][:200],
        since=since.isoformat() if since else "",
        communities=given["communities"][:400],
        postal=read_address({**said, "town": town}),
        problems=tuple(problems),
    )


def _body_and_town(said: Mapping[str, str], body: str, city: str) -> tuple[str, str]:
    """Body and town of a line. A city is the body that somebody works for; beside a postcode it is where they get their
    letters, and the body too unless another column names that.
    """
    if "postcode" not in said:
        return body or city, said.get("town", "")
    return body or ("" if "body" in said else city), said.get("town", "") or city


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _language(text: str) -> str:
    folded = search_form(text.partition("-")[0])
    return next((code for code in LANGUAGES if folded and folded in _LANGUAGE_WORDS[code].split()), "")


def _civility(text: str) -> str:
    folded = search_form(text)
    if folded in _MADAM:
        return Civility.MADAM.value
    return Civility.SIR.value if folded in _SIR else ""


def weigh(drafts: Sequence[Draft], *, organiser_id: int, words: KnownWords) -> Preview[Weighed]:
    """What would become of each line, in six queries.

    Whoever objected to mails, and is not known or was erased, does not come back unless somebody decides it.
    """
    same = ids_by_address(organiser_id=organiser_id, addresses=[draft.email for draft in drafts])
    names = {search_form(f"{draft.given} {draft.family}") for draft in drafts} - {""}
    like = namesakes(organiser_id=organiser_id, names=names)
    against = objectors(organiser_id, [draft.email for draft in drafts if draft.email])
    bodies = bodies_named(organiser_id=organiser_id, names=[draft.body for draft in drafts if draft.body])
    meant = {*same.values(), *(pk for ids in like.values() for pk in ids)}
    cards = {card.id: card for card in contacts_by_id(organiser_id=organiser_id, ids=meant)}

    def weighed(draft: Draft) -> Weighed:
        known = same.get(draft.email) if draft.email else None
        others = like.get(search_form(f"{draft.given} {draft.family}"), ())
        body = bodies.get(search_form(draft.body))
        fate = Fate.KNOWN if known else Fate.LIKE if others else Fate.NEW
        if draft.email in against and not known:
            fate = Fate.OBJECTS
        said = [one for one in draft.communities.replace(",", ";").split(";") if search_form(one)]
        one = Weighed(
            draft=draft,
            fate=Fate.PROBLEM if draft.problems else fate,
            same=known,
            like=others,
            organisation_id=body.only if body else None,
            function=words.functions.get(search_form(draft.function), ""),
            communities=tuple(filter(None, (words.communities.get(search_form(one)) for one in said))),
            strange=tuple(one.strip() for one in said if search_form(one) not in words.communities),
        )
        return replace(
            one, changes={pk: changes_of(one, cards[pk], words.language) for pk in (known or 0, *others) if pk in cards}
        )

    asked = asked_bodies([draft.body for draft in drafts if draft.body and not draft.problems], bodies)
    return Preview(tuple(map(weighed, drafts)), asked)


def contact_said(one: Weighed, *, source: str, source_on: date, language: str) -> ContactSaid:
    """A new contact from a line; who gives no language gets the organiser's."""
    draft = one.draft
    return ContactSaid(
        language=draft.language or language,
        source=source,
        source_on=source_on,
        civility=draft.civility,
        given_name=draft.given,
        family_name=draft.family,
        email=draft.email,
        phone=draft.phone,
        communities=one.communities,
        functions=(function_said(one, language),),
        postal=to_take(draft.postal),
    )


_SAID = {"given_name": "given", "family_name": "family", "email": "email", "phone": "phone", "language": "language"}


def completed(one: Weighed, card: ContactCard, language: str) -> ContactSaid:
    """A known contact with what a line says of it; where the line says nothing the contact stays as it is."""
    draft, held = one.draft, said_of(card)
    told = {column: getattr(draft, name) for column, name in _SAID.items() if getattr(draft, name)}
    return replace(
        held,
        **told,
        civility=draft.civility or held.civility,
        communities=tuple(sorted({*held.communities, *one.communities})),
        functions=(function_said(one, language),),
        postal=to_take(draft.postal).kept_where_unsaid(held.postal),
    )


def said_of(card: ContactCard) -> ContactSaid:
    """A contact as it would be said again, without its functions."""
    return ContactSaid(
        language=card.language,
        source=card.source,
        source_on=card.source_on,
        civility=card.civility,
        given_name=card.name.given,
        family_name=card.name.family,
        email=card.email,
        phone=card.phone,
        informed_on=card.informed_on,
        communities=tuple(sorted(card.communities)),
        postal=card.postal,
    )


def changes_of(one: Weighed, card: ContactCard, language: str) -> tuple[Difference, ...]:
    """What `completed` would write over or add."""
    before, after = said_of(card), completed(one, card, language)
    plain = [
        Difference(column, getattr(before, column), getattr(after, column))
        for column in ("civility", *_SAID)
        if getattr(before, column) != getattr(after, column)
    ]
    plain += address_difference(before.postal, after.postal)
    if after.communities != before.communities:
        plain.append(Difference("communities", ";".join(before.communities), ";".join(after.communities)))
    new = after.functions[0]
    held = {
        function_key(each.organisation_id, each.function, dict(each.label)) for each in card.functions if not each.until
    }
    if new.says_something and function_key(new.organisation_id, new.function, new.label) not in held:
        plain.append(Difference("function", "", ""))
    return tuple(plain)


def function_said(one: Weighed, language: str) -> FunctionSaid:
    """The function of a line. What neither the list nor the directory of bodies knows stays as it is printed."""
    draft = one.draft
    printed = [
        draft.function if not one.function else "",
        draft.body if one.organisation_id is None else "",
    ]
    label = ", ".join(filter(None, printed))
    return FunctionSaid(
        organisation_id=one.organisation_id,
        function=one.function,
        label={draft.language or language: label} if label else {},
        since=date.fromisoformat(draft.since) if draft.since else None,
    )
