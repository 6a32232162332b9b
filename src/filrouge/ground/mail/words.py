"""Why a mailbox cannot be read, and what to do, as sentences."""

from django.utils.translation import gettext

from filrouge.ground.mail.enums import Trouble


def trouble_in_words(trouble: Trouble) -> str:
    """What stands in the way, and who can put it right."""
    return {
        Trouble.UNREACHABLE: gettext(
            "The mailbox cannot be reached. Perhaps the server pauses; if it lasts, check its name and port."
        ),
        Trouble.NOT_TRUSTED: gettext(
            "The server shows a certificate that nobody vouches for, so no password was sent to it. Check its name, or "
            "name your own authority in FILROUGE_IMAP_AUTHORITIES."
        ),
        Trouble.NO_PASSWORD: gettext(
            "The password of the mailbox cannot be read. Whoever runs this installation names its file in "
            "FILROUGE_IMAP_PASSWORD_FILE."
        ),
        Trouble.REFUSED: gettext(
            "The mailbox refuses user or password. Many services ask for a password made for programs."
        ),
        Trouble.NO_FOLDER: gettext(
            "A folder of the mailbox cannot be opened or made. Check FILROUGE_IMAP_FOLDER and "
            "FILROUGE_IMAP_READ_FOLDER."
        ),
        Trouble.BROKEN: gettext("The mailbox answered in a way that cannot be understood. Nothing is lost."),
    }[trouble]
