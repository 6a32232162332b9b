"""Pages that are drawn once for everybody hold nothing of anybody, and nothing stale."""

from filrouge.web.shell.kept import kept


class Drawn:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"drawn {self.times}"


def test_the_same_is_drawn_once() -> None:
    """Same object, same key."""
    source, draw = object(), Drawn()
    assert [kept(source, ("page", "fr"), draw) for _ in range(3)] == ["drawn 1"] * 3


def test_another_key_or_another_object_is_drawn_anew() -> None:
    """Equal is not enough: facts that were read again are another object."""
    draw = Drawn()
    first, second = [1], [1]
    assert kept(first, ("page", "fr"), draw) == "drawn 1"
    assert kept(first, ("page", "de"), draw) == "drawn 2"
    assert kept(second, ("page", "fr"), draw) == "drawn 3"
    assert kept(first, ("page", "fr"), draw) == "drawn 1"
