"""The answer of a rule: an outcome and the reasons for it, as codes that pages turn into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Scalar = str | int | float | bool | None
Value = Scalar | tuple[Scalar, ...]


class Outcome(StrEnum):
    """From the best to the worst, in this order."""

    ALLOWED = "allowed"
    ORGANISER_DECIDES = "organiser_decides"
    REFUSED = "refused"


_SEVERITY = tuple(Outcome)


@dataclass(frozen=True, init=False)
class Reason:
    """Why: a stable code ("deadline_passed") and the facts that its sentence names. Hashable.

    ``params`` may be given as a mapping or pairs and is kept as pairs sorted by name. Values are JSON scalars
    or flat lists of them (kept as tuples); a date goes in as ISO text. Raises TypeError for any other value,
    ValueError for an empty code.
    """

    code: str
    params: tuple[tuple[str, Value], ...]

    def __init__(self, code: str, params: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        if not code:
            raise ValueError("a reason needs a code")
        pairs = dict(params)
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", tuple((name, _hashable(pairs[name])) for name in sorted(pairs)))

    @property
    def facts(self) -> dict[str, Value]:
        """The parameters by name, fresh at each call."""
        return dict(self.params)

    def to_json(self) -> dict[str, Any]:
        """``{"code": …, "params": {…}}``, made of JSON types only."""
        params = {name: list(value) if isinstance(value, tuple) else value for name, value in self.params}
        return {"code": self.code, "params": params}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reason:
        """Read back what ``to_json`` wrote; raises KeyError when there is no code."""
        return cls(data["code"], data.get("params", {}))


@dataclass(frozen=True)
class Decision:
    """Outcome and reasons, shown by the page and obeyed by the action.

    Has no truth value on purpose: ``if decision:`` raises TypeError, since a refusal would pass for a yes.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()

    @classmethod
    def allow(cls, *reasons: Reason) -> Decision:
        """Yes; reasons are optional remarks."""
        return cls(Outcome.ALLOWED, reasons)

    @classmethod
    def ask(cls, *reasons: Reason) -> Decision:
        """The organiser decides, for these reasons."""
        return cls(Outcome.ORGANISER_DECIDES, reasons)

    @classmethod
    def refuse(cls, *reasons: Reason) -> Decision:
        """No, for these reasons."""
        return cls(Outcome.REFUSED, reasons)

    @property
    def is_allowed(self) -> bool:
        """Whether the answer is a plain yes."""
        return self.outcome is Outcome.ALLOWED

    @property
    def is_refused(self) -> bool:
        """Whether the answer is no."""
        return self.outcome is Outcome.REFUSED

    @property
    def needs_decision(self) -> bool:
        """Whether the organiser has to decide."""
        return self.outcome is Outcome.ORGANISER_DECIDES

    def __bool__(self) -> bool:
        raise TypeError("a decision is neither true nor false: ask is_allowed, is_refused or needs_decision")


def combine(decisions: Iterable[Decision]) -> Decision:
    """The worst outcome, with the reasons of every decision that has it, in order, each once.

    Reasons of milder outcomes are left out: they did not make the answer. No decision at all allows.
    """
    answers = list(decisions)
    worst = max((answer.outcome for answer in answers), key=_SEVERITY.index, default=Outcome.ALLOWED)
    reasons = (reason for answer in answers if answer.outcome is worst for reason in answer.reasons)
    return Decision(worst, tuple(dict.fromkeys(reasons)))


def _hashable(value: object) -> Value:
    if isinstance(value, list | tuple):
        return tuple(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: object) -> Scalar:
    # str() of a StrEnum keeps equality after a trip through JSON and sheds the class.
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"a reason holds JSON scalars, not {type(value).__name__}: {value!r}")
