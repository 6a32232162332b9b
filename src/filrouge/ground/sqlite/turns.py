"""A queue for one thing that one thread at a time may have: who came first gets it first."""

from collections import deque
from threading import Lock


class Turns:
    """Turns taken in the order in which they were asked for.

    A plain lock wakes somebody but lets whoever runs take it again first, so that one thread may wait for ever beside
    others that come back at once.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def take(self, patience: float) -> bool:
        """Wait for one's turn, at most `patience` seconds; whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        return called.acquire(timeout=patience) or not self._gave_up(called)

    def leave(self) -> None:
        """Hand over to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _gave_up(self, called: Lock) -> bool:
        """Whether this one has left the queue; False when they were called at the last moment."""
        with self._guard:
            if called in self._waiting:
                self._waiting.remove(called)
                return True
            return False
