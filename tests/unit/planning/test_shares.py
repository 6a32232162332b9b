"""The registry of what a next edition takes over."""

import pytest

from filrouge.stages.gatherings import cloning
from filrouge.stages.gatherings.cloning import Share


def test_what_is_required_stands_before_what_requires_it() -> None:
    keys = [share.key for share in cloning.shares()]
    assert {"themes", "contacts", "parts", "words", "audiences", "calendar"} <= set(keys)
    for share in cloning.shares():
        assert all(keys.index(one) < keys.index(share.key) for one in share.requires)


def test_what_a_choice_lacks() -> None:
    assert cloning.lacking({"themes", "audiences", "words"}) == {"audiences": ("parts",)}
    assert cloning.lacking({"audiences", "words", "parts"}) == {}
    assert cloning.lacking({"nobody registered this"}) == {}


def test_a_key_is_taken_once_and_requires_what_is_there() -> None:
    with pytest.raises(ValueError, match="already"):
        cloning.register(Share("themes", str, lambda _facts, _language: []))
    assert [share.key for share in cloning.shares()].count("themes") == 1
