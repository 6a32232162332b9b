"""A maildir in which a mail server puts what comes back: the same questions as to an ordinary mailbox."""

from collections.abc import Sequence
from pathlib import Path

from filrouge.ground.mail.reports import ENOUGH


class Maildir:
    """A folder of that form. What was looked at moves from `new` to `cur`: as read (S) when it is put away, else
    unread, for people to see. Methods raise OSError.
    """

    def __init__(self, folder: str) -> None:
        self._new, self._cur = Path(folder) / "new", Path(folder) / "cur"

    def lying(self) -> Sequence[str]:
        """The names of the mails that nobody has read yet, without what `cur` adds to them."""
        unread = [path.name for path in self._cur.iterdir() if "S" not in path.name.rpartition(":2,")[2]]
        return sorted({name.partition(":2,")[0] for name in (*unread, *(path.name for path in self._new.iterdir()))})

    def beginning(self, mark: str) -> bytes | None:
        """The first part of a mail; None when it is gone."""
        path = self._path(mark)
        if path is None:
            return None
        with path.open("rb") as file:
            return file.read(ENOUGH)

    def put_away(self, mark: str) -> None:
        """Mark a mail as read."""
        self._to_cur(mark, "S")

    def leave(self, mark: str) -> None:
        """Leave a mail to people, unread."""
        self._to_cur(mark, "")

    def _to_cur(self, mark: str, flags: str) -> None:
        path = self._path(mark)
        if path is not None:
            path.rename(self._cur / f"{mark}:2,{flags}")

    def _path(self, mark: str) -> Path | None:
        if (self._new / mark).exists():
            return self._new / mark
        return next((path for path in sorted(self._cur.iterdir()) if path.name.partition(":2,")[0] == mark), None)
