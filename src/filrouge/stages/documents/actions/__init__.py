"""The only writers of letters, their signatories, annexes and files, and of the mailbox that documents name."""

from filrouge.stages.documents.actions.annexing import make_annex, say_not_needed
from filrouge.stages.documents.actions.approving import approve, record_approval, take_back
from filrouge.stages.documents.actions.contact import change_contact, stop_watching
from filrouge.stages.documents.actions.erratum import write_erratum
from filrouge.stages.documents.actions.files import FileRefused, drop_file, take_file
from filrouge.stages.documents.actions.issuing import Refused, issue
from filrouge.stages.documents.actions.letters import Changed, Issued, UnknownPlaceholder
from filrouge.stages.documents.actions.starting import drop_letter, start_letter
from filrouge.stages.documents.actions.writing import (
    add_annex,
    add_signatory,
    drop_annex,
    drop_signatory,
    write_heading,
    write_text,
)

__all__ = [
    "Changed",
    "FileRefused",
    "Issued",
    "Refused",
    "UnknownPlaceholder",
    "add_annex",
    "add_signatory",
    "approve",
    "change_contact",
    "drop_annex",
    "drop_file",
    "drop_letter",
    "drop_signatory",
    "issue",
    "make_annex",
    "record_approval",
    "say_not_needed",
    "start_letter",
    "stop_watching",
    "take_back",
    "take_file",
    "write_erratum",
    "write_heading",
    "write_text",
]
