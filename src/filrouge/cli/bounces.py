"""`filrouge bounces`: read the mailboxes of returned mails once, for cron or to try the settings."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filrouge.cli.preparing import prepare_database
from filrouge.cli.surroundings import Refusal, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options
    from filrouge.ground.mail.mailbox import Reading


def read(_options: "Options") -> int:
    """Read now, whether it is due or not, and say what was found; 1 when a mailbox could not be read."""
    start_django()
    from django.utils.translation import gettext

    from filrouge.ground.mail.mailbox import read_due, ways
    from filrouge.stages.sendings.actions.bounces import record_bounces

    if not ways():
        raise Refusal(gettext("No mailbox is named. Set FILROUGE_IMAP_HOST and what belongs to it (docs/sendings.md)."))
    prepare_database()
    readings = read_due(record_bounces, now=datetime.now(UTC), at_once=True)
    if not readings:
        print(gettext("Somebody else reads the mailbox just now; nothing was done."))
    for reading in readings:
        print(_in_words(reading))
    return int(any(reading.trouble for reading in readings))


def _in_words(reading: "Reading") -> str:
    from django.utils.translation import gettext, ngettext

    from filrouge.ground.mail.enums import Found
    from filrouge.ground.mail.words import trouble_in_words

    if reading.trouble:
        return f"{trouble_in_words(reading.trouble)} {reading.said}".strip()
    found = reading.found
    total, waits = sum(found.values()), found[Found.PERSON] + found[Found.UNREADABLE]
    said = ngettext("%(n)s new mail read.", "%(n)s new mails read.", total) % {"n": total}
    if found[Found.TAKEN]:
        reports = ngettext("%(n)s report on a mail of ours.", "%(n)s reports on mails of ours.", found[Found.TAKEN])
        said += " " + reports % {"n": found[Found.TAKEN]}
    if waits:
        said += " " + ngettext("%(n)s waits for a human.", "%(n)s wait for a human.", waits) % {"n": waits}
    if not total:
        said = gettext("Nothing new in the mailbox.")
    return said
