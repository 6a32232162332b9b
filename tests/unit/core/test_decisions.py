import json

import pytest

from filrouge.core.decisions import Decision, Outcome, Reason, combine

FULL, LATE, RESERVED = Reason("full", {"capacity": 40}), Reason("late"), Reason("reserved")


def test_an_outcome_answers_one_question_only():
    answers = [
        (decision.is_allowed, decision.needs_decision, decision.is_refused)
        for decision in (Decision.allow(), Decision.ask(RESERVED), Decision.refuse(LATE))
    ]
    assert answers == [(True, False, False), (False, True, False), (False, False, True)]


def test_stored_values():
    assert [outcome.value for outcome in Outcome] == ["allowed", "organiser_decides", "refused"]


def test_a_decision_cannot_pass_for_a_boolean():
    with pytest.raises(TypeError, match="is_allowed"):
        bool(Decision.refuse(LATE))


def test_the_worst_outcome_keeps_its_reasons_in_order():
    answers = [Decision.refuse(LATE), Decision.ask(RESERVED), Decision.allow(), Decision.refuse(FULL, LATE)]
    assert combine(answers) == Decision.refuse(LATE, FULL)
    assert combine([Decision.allow(), Decision.ask(RESERVED)]) == Decision.ask(RESERVED)


def test_nothing_to_combine_allows():
    assert combine([]) == Decision.allow()


def test_a_reason_is_the_same_whatever_the_order_of_its_facts():
    one, other = (
        Reason("full", {"part": "am", "capacity": 4}),
        Reason("full", (("capacity", 4), ("part", "am"))),
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one.facts == {"part": "am", "capacity": 4}


def test_a_reason_survives_json():
    reason = Reason("reserved", {"functions": ["référent", "asv"], "until": "2023-04-14", "seats": None, "open": True})
    data = reason.to_json()
    assert data["code"] == "reserved"
    assert data["params"]["functions"] == ["référent", "asv"]
    assert Reason.from_json(json.loads(json.dumps(data))) == reason
    assert Reason.from_json({"code": "late"}) == LATE


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(TypeError, match="object"):
        Reason("late", {"who": object()})
    with pytest.raises(ValueError, match="code"):
        Reason("")
