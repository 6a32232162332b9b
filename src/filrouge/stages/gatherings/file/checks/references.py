"""Words that lead nowhere: references to bodies, venues, parts… that are not there, rules that name unknown words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.file.catalogue import shipped
from filrouge.stages.gatherings.file.checks.known import Known, referable
from filrouge.stages.gatherings.file.problems import Problem, did_you_mean, sentences
from filrouge.stages.gatherings.file.tree import Node

_LETTER, _PROGRAMME = "documents.invitation_letter", "documents.programme"
_REFERENCES = {
    "bodies": (
        "bodies[].part_of",
        "roles[].body",
        "parts[].roles[].body",
        "process.owner",
        f"{_LETTER}.signatories[].body",
        f"{_LETTER}.signatories[].capacities[].body",
        f"{_PROGRAMME}.sessions[].seats[].body",
        f"{_PROGRAMME}.speakers[].body",
    ),
    "territories": ("bodies[].territory", "territories[].parent"),
    "kinds": ("bodies[].kind",),
    "instruments": ("bodies[].instruments", "functions[].instrument"),
    "venues": ("venue", "parts[].venue"),
    "parts": (f"{_LETTER}.annexes[].part", f"{_PROGRAMME}.sessions[].part", "quotas[].parts"),
    "themes": (f"{_PROGRAMME}.sessions[].themes",),
    "communities": (f"{_PROGRAMME}.sessions[].community",),
    "sessions": (f"{_PROGRAMME}.speakers[].sessions",),
    "phases": ("process.this_phase",),
}
_RULES = ("parts[].audience", "quotas[].reserved_for", "registration.priority.for")
_ASKED = {
    Attribute.MEMBERSHIP: "memberships",
    Attribute.FUNCTION: "functions",
    Attribute.ORGANISATION: "body_kinds",
    Attribute.TERRITORY: "territories",
    Attribute.COMMUNITY: "communities",
    Attribute.INSTRUMENT: "instruments",
}


def references(tree: Node, known: Known) -> Iterator[Problem]:
    """A problem for every reference that leads nowhere."""
    there = referable(tree, known)
    for name, patterns in _REFERENCES.items():
        if name == "phases" and not there["phases"]:
            continue  # the phases of a known process need not be repeated; loading looks there
        for pattern in patterns:
            for node in tree.select(pattern):
                yield from _unknown(node, name, there[name])
    for pattern in _RULES:
        for rule in tree.select(pattern):
            for attribute, node in _conditions(rule):
                yield from _unknown(node, _ASKED[attribute], there[_ASKED[attribute]])
    yield from _bare_words(tree)


def _conditions(rule: Node) -> Iterator[tuple[Attribute, Node]]:
    for name, node in rule.entries.items():
        if name in ("all", "any"):
            for inner in node.items:
                yield from _conditions(inner)
        elif name in set(Attribute):
            yield Attribute(name), node


def _unknown(node: Node, name: str, there: frozenset[str]) -> Iterator[Problem]:
    for said in node.texts:
        if said.text not in there:
            message = _not_found(name) % {"key": said.text}
            yield said.problem(sentences(message, did_you_mean(said.text, there)))


def _bare_words(tree: Node) -> Iterator[Problem]:
    words = shipped()
    lists = {
        "functions": words.functions,
        "body_kinds": words.body_kinds,
        "communities": {},
        "instruments": words.instruments,
        "memberships": words.memberships,
    }
    for name, catalogue in lists.items():
        for node in tree.select(f"{name}[]"):
            key = node.child("key").text or node.text
            if key and key not in catalogue and node.child("label").value is None:
                message = _("“%(key)s” is not a shipped word: give it a label, or take a shipped key.") % {"key": key}
                yield node.problem(sentences(message, did_you_mean(key, catalogue)))
    for node in tree.select("memberships[]"):
        said = node.child("key")
        if said.text and said.text not in words.memberships:
            yield from _unknown(said, "memberships", frozenset(words.memberships))


def _not_found(name: str) -> str:
    return {
        "bodies": _("There is no body “%(key)s” under bodies nor in the directory."),
        "territories": _("There is no territory “%(key)s” under territories nor in the directory."),
        "kinds": _("“%(key)s” is not a kind of body. Own kinds are listed under body_kinds."),
        "body_kinds": _("“%(key)s” is not a kind of body. Own kinds are listed under body_kinds."),
        "functions": _("“%(key)s” is not a function. Own functions are listed under functions."),
        "instruments": _("“%(key)s” is not an instrument. Own instruments are listed under instruments."),
        "memberships": _("“%(key)s” is not a membership."),
        "communities": _("There is no community “%(key)s” under communities."),
        "venues": _("There is no venue “%(key)s” under venues."),
        "parts": _("There is no part “%(key)s” under parts."),
        "themes": _("There is no theme “%(key)s” under themes."),
        "sessions": _("There is no session “%(key)s” under documents.programme.sessions."),
        "phases": _("There is no phase “%(key)s” under process.phases."),
    }[name]
