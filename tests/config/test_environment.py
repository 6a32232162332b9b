"""What the surroundings say, read from variables."""

import pytest

from filrouge.config import environment


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", {}),
        ("ville=4711", {"ville": "4711"}),
        (" ville = 4711 , reseau=a=b,,", {"ville": "4711", "reseau": "a=b"}),
        ("nothing", {}),
    ],
)
def test_pairs_are_read_and_what_is_none_is_left_out(
    said: str, found: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILROUGE_AGENDAS", said)
    assert environment.pairs("FILROUGE_AGENDAS") == found
