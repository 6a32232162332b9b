"""Every verb that the code records has words, and no words stand there for a verb that nobody records."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.trail_words import SENTENCES, sentence
from tests.support.clock import SPRING, instant
from tests.support.tree import PACKAGE, python_files

RECORDERS = {"record", "entry", "note"}
VERB = re.compile(r"^[a-z_]+:[a-z_]+$")


def recorded_verbs() -> set[str]:
    """The verbs in calls of `record`, `entry` and `note`, with every word that an f-string may be filled with."""
    found: set[str] = set()
    for path in python_files():
        if path.is_relative_to(PACKAGE):
            for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(scope, ast.FunctionDef):
                    found.update(verbs_in(scope))
    return found


def verbs_in(scope: ast.FunctionDef) -> Iterator[str]:
    for call in ast.walk(scope):
        if not isinstance(call, ast.Call) or name_of(call.func) not in RECORDERS:
            continue
        said = [keyword.value for keyword in call.keywords if keyword.arg == "verb"] + call.args[:1]
        for value in said:
            if isinstance(value, ast.Constant) and VERB.match(str(value.value)):
                yield str(value.value)
            elif isinstance(value, ast.JoinedStr):
                yield from filled(value, scope)


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def filled(text: ast.JoinedStr, scope: ast.FunctionDef) -> Iterator[str]:
    """`f"registration:{verb}"` with each text that the function assigns to `verb`."""
    start, hole = text.values
    assert isinstance(start, ast.Constant)
    assert isinstance(hole, ast.FormattedValue)
    name = name_of(hole.value)
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and name in [name_of(target) for target in node.targets]:
            branches = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            for branch in branches:
                assert isinstance(branch, ast.Constant), f"cannot read the verb in {scope.name}"
                yield f"{start.value}{branch.value}"


def test_every_recorded_verb_has_words() -> None:
    verbs = recorded_verbs()
    assert {"registration:created", "registration:promoted", "registration:refused", "part:changed"} <= verbs
    assert verbs == set(SENTENCES)


SAID = {
    "gathering:state_changed": {"from": "draft", "to": "save_the_date"},
    "part:changed": {"capacity": {"from": None, "to": 30}, "deadline": {"from": "2023-04-14", "to": None}},
    "quota:changed": {
        "seats": {"from": 10, "to": 5},
        "opens_to_all_at": {"from": None, "to": "2023-04-01T07:00:00+00:00"},
    },
    "opening:told": {"addresses": 2, "mails": 2},
    "message:changed": {"kind": "reminder", "language": "de"},
    "message:sent": {"subject": "Trottoirs gelés", "people": 2, "programme": False},
    "message:in_use": {"kind": "waiting", "language": "fr"},
    "message:reminded": {"people": 1},
    "message:move_told": {"people": 12},
    "registration:created": {"channel": "paper", "set_aside": {"eve": ["deadline"]}},
    "registration:rule_set_aside": {"rule": "capacity"},
    "invitation:made": {"people": 2, "mailed": 1},
    "invitation:reminded": {"people": 1},
    "invitation:taken_back": {"people": 1},
    "invitation:sent_after_all": {"people": 2},
    "telling:asked": {"people": 3, "news": ["moved", "on_again"]},
    "telling:ended": {"people": 3},
    "sending:set_aside": {"name": "Invitation", "why": "gathering_postponed"},
    "invitation:passed_on": {"people": 2},
    "invitation:answered": {"state": "excused", "by": "telephone"},
    "link:closed": {"of": "relay"},
    "link:renewed": {"of": "invitation"},
}


@pytest.mark.parametrize("verb", sorted(SENTENCES))
@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
def test_the_sentence_of_each_verb(facts: GatheringFacts, verb: str, language: str) -> None:
    data = {"parts": {"eve": {"state": "waiting", "position": 3}, "gone": {"state": "confirmed"}}, **SAID.get(verb, {})}
    kind = verb.partition(":")[0]
    line = TrailLine(
        at=instant(SPRING),
        who="R.",
        actor_kind="user",
        verb=verb,
        subject_kind=kind,
        subject_id="7" if kind == "registration" else "eve",
        motive="",
        data=data,
    )
    with override(language):
        said = sentence(line, facts, {7: "Ueli Brändli"}, language)
        erased = sentence(line, facts, {}, language)
    assert said
    assert "%(" not in said
    if kind == "registration":
        assert "Ueli Brändli" in said
        assert "7" in erased
