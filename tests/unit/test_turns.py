"""Turns come in the order in which they were asked for."""

from threading import Thread
from time import sleep

from filrouge.ground.sqlite.turns import Turns


def asking(turns: Turns, name: str, said: list[str], patience: float = 10) -> Thread:
    """Somebody who waits for a turn, says so and hands over; already queueing when this returns."""

    def wait() -> None:
        if turns.take(patience):
            said.append(name)
            turns.leave()

    thread = Thread(target=wait, daemon=True)
    thread.start()
    sleep(0.02)
    return thread


def test_who_came_first_goes_first() -> None:
    turns, said = Turns(), list[str]()
    assert turns.take(0)
    threads = [asking(turns, name, said) for name in "abcdef"]
    turns.leave()
    for thread in threads:
        thread.join(10)
    assert said == list("abcdef")


def test_who_comes_back_stands_behind_those_who_wait() -> None:
    turns, said = Turns(), list[str]()
    assert turns.take(0)
    waiting = asking(turns, "somebody else", said)
    turns.leave()
    assert turns.take(10)
    assert said == ["somebody else"]
    turns.leave()
    waiting.join(10)


def test_who_gives_up_leaves_the_queue_and_holds_nobody_up() -> None:
    turns, said = Turns(), list[str]()
    assert turns.take(0)
    impatient = asking(turns, "impatient", said, patience=0.05)
    patient = asking(turns, "patient", said)
    impatient.join(10)
    turns.leave()
    patient.join(10)
    assert said == ["patient"]
    assert turns.take(0), "free again"
