"""Who does not want to be written to. Asked before every mail that is not about the recipient's own registration.

The list belongs to the privacy stage, which stands above the stages that send: it makes its answers known here.
"""

from collections.abc import Callable, Iterable

Answer = Callable[[int, Iterable[str]], frozenset[str]]
LinkMaker = Callable[[int, str], str]

_known: list[tuple[Answer, LinkMaker]] = []


def register(answer: Answer, link: LinkMaker) -> None:
    """Name who knows the list, and who makes the address by which the reader of a mail refuses more of them."""
    _known[:] = [(answer, link)]


def objectors(organiser_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses, as given, object to being written to by this organiser; one query for all of them."""
    wanted = list(addresses)
    return frozenset().union(*(answer(organiser_id, wanted) for answer, _ in _known))


def may_write(organiser_id: int, address: str) -> bool:
    """Whether this organiser may write to an address about something other than its own registration."""
    return not objectors(organiser_id, [address])


def no_more_mails_path(organiser_id: int, address: str) -> str:
    """The path of the page on which the reader of a mail says that they want no more; empty when there is none."""
    return next((link(organiser_id, address) for _, link in _known), "")
