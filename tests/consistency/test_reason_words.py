"""Every reason code that a rule may give has words, in four languages; none falls back to its code or to English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from filrouge.core.decisions import Reason
from filrouge.core.text import LANGUAGES
from filrouge.ground.people.words import reason_in_words as people_in_words
from filrouge.stages.delegations.words import OWN_REASONS as DELEGATION_CODES
from filrouge.stages.delegations.words import reason_in_words as delegations_in_words
from filrouge.stages.documents.words import LETTER_CODES
from filrouge.stages.documents.words import reason_in_words as letters_in_words
from filrouge.stages.gatherings.audience import Audience, parse_rule
from filrouge.stages.gatherings.enums import Attribute, Otherwise
from filrouge.stages.press.words import PRESS_CODES
from filrouge.stages.press.words import reason_in_words as press_in_words
from filrouge.stages.registration.words import AUDIENCE_CODES, OWN_CODES, own_reason_in_words, reasons_in_words
from filrouge.stages.sendings.words import OWN_CODES as SENDING_CODES
from filrouge.stages.sendings.words import own_reason_in_words as sendings_in_words
from tests.support.plain_facts import a_gathering, a_part
from tests.support.tree import PACKAGE, name

# What a sentence may name; a code takes of it what it needs.
FACTS = {
    "at": "2023-03-01T08:00:00+00:00",
    "since": "2023-05-09T22:00:00+00:00",
    "deadline": "2023-04-14",
    "until": "2023-03-25T11:00:00+00:00",
    "part": "eve",
    "motive": "la salle est petite",
    "most": 10,
    "size": "7.7",
    "free": 2,
    "function": "chargée de mission",
    "body": "Ville de Rosières",
    "role": "manager",
    "name": "Salome Brunner",
    "language": "de",
    "fact": "title",
    "title": "Programme",
    "count": 2,
    "titles": ("fr:Programme", "de:Programm", "it:Programma", "en:programme"),
}
AUDIENCE = Audience(parse_rule({"function": ["night_watch"]}), Otherwise.REFUSE)
PART = a_part(audience=AUDIENCE)
GATHERING = a_gathering(PART)
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def sources() -> list[Path]:
    """Every file that may answer with a reason."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "Reason(" in path.read_text(encoding="utf-8")]


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a file gives: what it writes inside `Reason(…)`, and in the table that one of them reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if not (
            isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Reason" and call.args
        ):
            continue
        code = call.args[0]
        if isinstance(code, ast.JoinedStr):
            ending = str(code.values[-1].value) if isinstance(code.values[-1], ast.Constant) else ""
            yield from (f"{attribute.value}{ending}" for attribute in Attribute)
        else:
            yield from (node.value for node in ast.walk(code) if isinstance(node, ast.Constant))
        if isinstance(code, ast.Call):
            yield from _table(tree, ast.unparse(code.func).partition(".")[0])


def _table(tree: ast.Module, variable: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == variable
            and isinstance(node.value, ast.Dict)
        ):
            yield from (str(value.value) for value in node.value.values if isinstance(value, ast.Constant))


def said(code: str, language: str) -> str:
    """The sentence of a code, by the stage that owns it."""
    reason = Reason(code, FACTS)
    with override(language):
        if code in LETTER_CODES:
            sentence = letters_in_words(reason, language)
        elif code in PRESS_CODES:
            sentence = press_in_words(reason, language)
        elif code in SENDING_CODES:
            sentence = sendings_in_words(reason)
        elif code in DELEGATION_CODES:
            sentence = delegations_in_words(reason, GATHERING, language)
        elif code in AUDIENCE_CODES or code in OWN_CODES:
            (sentence,) = reasons_in_words((reason,), PART, GATHERING, language)
        else:
            sentence = people_in_words(reason)
    return sentence


def all_codes() -> list[str]:
    """Every code of the product that a sentence is made of."""
    found = {code for path in sources() if path.parent.name != "core" for code in codes_in(path)}
    return sorted(found)


def test_the_codes_were_found() -> None:
    """The reader of the sources reads: what the stages themselves list, and no more than codes."""
    assert set(all_codes()) >= AUDIENCE_CODES | OWN_CODES
    assert all(CODE.fullmatch(code) for code in all_codes())
    assert "src/filrouge/stages/registration/rules.py" in [name(path) for path in sources()]


@pytest.mark.parametrize("code", all_codes())
def test_a_code_has_words_in_four_languages(code: str) -> None:
    sentences = [said(code, language) for language in LANGUAGES]
    for sentence in sentences:
        assert sentence.strip()
        assert len(sentence.split()) > 2
        assert code not in sentence.split() or "_" not in code
        assert "%(" not in sentence
        assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "«“"
    assert len(set(sentences)) == len(LANGUAGES), f"{code} is not translated: {sentences}"


def test_a_code_without_words_fails() -> None:
    with pytest.raises(KeyError):
        own_reason_in_words(Reason("no_such_code"), GATHERING, "fr")
