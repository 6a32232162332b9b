"""Who does not want to be written to. Asked before every mail that is not about the recipient's own registration.

The list belongs to the privacy stage, which stands above the stages that send: it makes its answers known here.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from filrouge.ground.mail.enums import Answer

Asked = Callable[[int, Iterable[str]], frozenset[str]]
LinkMaker = Callable[[int, str], str]
Writer = Callable[[int, str, Answer, datetime], None]

_known: list[tuple[Asked, LinkMaker, Writer]] = []


def register(asked: Asked, link: LinkMaker, writer: Writer) -> None:
    """Name who knows the list, who makes the address by which the reader of a mail refuses more of them, and who puts
    an address on the list when its reader said so elsewhere.
    """
    _known[:] = [(asked, link, writer)]


def objectors(organiser_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses, as given, object to being written to by this organiser; one query for all of them."""
    wanted = list(addresses)
    return frozenset().union(*(asked(organiser_id, wanted) for asked, _, _ in _known))


def may_write(organiser_id: int, address: str) -> bool:
    """Whether this organiser may write to an address about something other than its own registration."""
    return not objectors(organiser_id, [address])


def no_more_mails_path(organiser_id: int, address: str) -> str:
    """The path of the page on which the reader of a mail says that they want no more; empty when there is none."""
    return next((link(organiser_id, address) for _, link, _ in _known), "")


def object_for(organiser_id: int, address: str, how: Answer, now: datetime) -> None:
    """Put the reader of a mail on the list who called it unwanted, or asked a delivery service for no more."""
    for _, _, write in _known:
        write(organiser_id, address, how, now)
