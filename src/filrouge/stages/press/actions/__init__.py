"""The only writers of press releases, of the press list, and of journalists' requests."""

from filrouge.stages.press.actions.correcting import (
    NotCancelled,
    NothingChanged,
    write_cancellation,
    write_correction,
)
from filrouge.stages.press.actions.issuing import NotIssued, Refused, issue, send_release
from filrouge.stages.press.actions.people import (
    KnownAddress,
    answer,
    ask_to_come,
    change_press_contact,
    drop_journalist,
    forget_requests,
    list_journalist,
)
from filrouge.stages.press.actions.releases import (
    Changed,
    Issued,
    add_annex,
    drop_annex,
    start_release,
    take_file,
    write_heading,
    write_text,
)

__all__ = [
    "Changed",
    "Issued",
    "KnownAddress",
    "NotCancelled",
    "NotIssued",
    "NothingChanged",
    "Refused",
    "add_annex",
    "answer",
    "ask_to_come",
    "change_press_contact",
    "drop_annex",
    "drop_journalist",
    "forget_requests",
    "issue",
    "list_journalist",
    "send_release",
    "start_release",
    "take_file",
    "write_cancellation",
    "write_correction",
    "write_heading",
    "write_text",
]
