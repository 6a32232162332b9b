"""`filrouge bounces` reads an ordinary mailbox on a real server, once, and says in words what it found."""

from collections.abc import Callable
from pathlib import Path

from filrouge.ground.mail.models import OutgoingMail
from tests.cli.conftest import Run
from tests.support.imap_server import PASSWORD, USER, post_server
from tests.support.returned_mails import HOLIDAY, PERSON, report

MAIL = """
from datetime import UTC, datetime
from filrouge.ground.mail.models import OutgoingMail
mail = OutgoingMail.objects.create(kind="sending", to="anna.rey@lindenau.example", language="fr", state="sent",
                                   created_at=datetime.now(UTC))
print(mail.pk)
"""
BOUNCE = "from filrouge.ground.mail.models import OutgoingMail\nprint(OutgoingMail.objects.get().bounce)"


def test_without_a_mailbox_it_says_what_to_set(run: Run) -> None:
    done = run("bounces")
    assert done.returncode == 1
    assert "No mailbox is named. Set FILROUGE_IMAP_HOST" in done.stderr


def test_it_reads_moves_and_says_what_it_found(
    run: Run, inside: Callable[[str], str], surroundings: dict[str, str], tmp_path: Path
) -> None:
    secret = tmp_path / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    with post_server(tmp_path) as post:
        surroundings |= {
            "FILROUGE_IMAP_HOST": "localhost",
            "FILROUGE_IMAP_PORT": str(post.starttls_port),
            "FILROUGE_IMAP_STARTTLS": "1",
            "FILROUGE_IMAP_USER": USER,
            "FILROUGE_IMAP_PASSWORD_FILE": str(secret),
        }
        refused = run("bounces")
        assert refused.returncode == 1 and "The server shows a certificate that nobody vouches for" in refused.stdout
        surroundings["FILROUGE_IMAP_AUTHORITIES"] = post.authorities
        post.put(report(OutgoingMail(pk=int(inside(MAIL)), to="anna.rey@lindenau.example")), PERSON, HOLIDAY)
        done = run("bounces")
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == "3 new mails read. 1 report on a mail of ours. 1 waits for a human."
        assert post.holds() == [("A question", "")]
        assert len(post.holds("Fil rouge")) == 2
    assert inside(BOUNCE) == "550 5.1.1 no such user"
