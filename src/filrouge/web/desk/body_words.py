"""Bodies of the directory in the reader's language: kinds, levels, memberships, territories."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.bodies import BodyRecord, HeldMembership
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.territories import Atlas
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.gatherings.file.catalogue import shipped
from filrouge.stages.gatherings.queries import words_brought
from filrouge.web.desk.categories import territories_word
from filrouge.web.desk.contact_words import days_line

Choices = list[tuple[str, Any]]


def kind_labels(organiser: OrganiserCard, language: str) -> Mapping[str, str]:
    """The kinds of bodies that there are, by key: the shipped ones and those that gatherings brought."""
    known = {key: Translated.of(word["label"], "fr") for key, word in shipped().body_kinds.items()}
    known |= words_brought(organiser.id, "body_kinds")
    said = {key: label.best(language).text for key, label in known.items()}
    return dict(sorted(said.items(), key=lambda one: search_form(one[1])))


def kind_word(kind: str, labels: Mapping[str, str]) -> str:
    """A kind in words; one that has none as it was typed."""
    return labels.get(kind, kind.replace("_", " "))


def membership_labels(language: str) -> Mapping[str, str]:
    """How a body may belong to the network, by key."""
    words = shipped().memberships
    return {kind.value: Translated.of(words[kind.value]["label"], "fr").best(language).text for kind in MembershipKind}


def membership_line(held: HeldMembership, labels: Mapping[str, str], language: str) -> str:
    """A membership with its days, where they are known."""
    return " ".join(filter(None, (labels[held.kind], days_line(held.since, held.until, language))))


def memberships_today(body: BodyRecord, on: date, labels: Mapping[str, str]) -> list[str]:
    """What a body is on a day."""
    return [labels[held.kind] for held in body.memberships if held.holds_on(on)]


def territory_name(territory_id: int | None, atlas: Atlas, language: str) -> str:
    """The name of a territory; empty when none is meant."""
    return next((card.name.best(language).text for card in atlas.territories if card.id == territory_id), "")


def territory_choices(atlas: Atlas, language: str, *, without: frozenset[int] = frozenset()) -> Choices:
    """Every territory to choose from, under its kind."""
    return [
        (territories_word(kind), cards)
        for kind in atlas.kinds
        if (
            cards := [
                (card.id, card.name.best(language).text) for card in atlas.of_kind(kind) if card.id not in without
            ]
        )
    ]


def held_by_words(relations: Sequence[str]) -> list[str]:
    """What points at a body, in words, each once."""
    words = {
        "contact_functions": gettext("people of the directory"),
        "registrations": gettext("registrations"),
        "delegations": gettext("delegations"),
        "organising_roles": gettext("gatherings that it organises or supports"),
        "processes": gettext("a process that it owns"),
        "invitations": gettext("invitations"),
        "relays": gettext("links for spreading the word"),
        "signed_letters": gettext("letters"),
        "sections": gettext("bodies that are part of it"),
    }
    return list(dict.fromkeys(words.get(one, gettext("other records")) for one in relations))
