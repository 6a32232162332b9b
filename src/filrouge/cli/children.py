"""Child processes that live and die together: when one ends, or we are told to stop, all are stopped."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

_GRACE = 8.0
_POLL = 0.1
_SET_PARENT_DEATH_SIGNAL = 1


class Stopped(Exception):
    """We were told to stop."""


class Children:
    """Started in order, stopped in reverse order."""

    def __init__(self) -> None:
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one more."""
        hook = _die_with_parent if sys.platform == "linux" else None
        self.running.append((name, subprocess.Popen(command, preexec_fn=hook)))

    def wait(self, until: Callable[[], bool] = lambda: False) -> str | None:
        """Wait until the condition holds (then None) or a child has ended (then its name)."""
        while not until():
            for name, child in self.running:
                if child.poll() is not None:
                    return name
            time.sleep(_POLL)
        return None

    def stop(self) -> None:
        """Ask all to end, then insist."""
        for _, child in reversed(self.running):
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + _GRACE
        for _, child in self.running:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def stop_on_signals() -> None:
    """Turn the signals that end a program into Stopped; further ones are ignored while we clean up."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _die_with_parent() -> None:
    """Between fork and exec: nobody is left behind, even when we are killed and can clean up nothing."""
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
