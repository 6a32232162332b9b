"""Ten thousand invitation mails: prepared in batches, and sent to a mail server of this machine. Then some with a
letter, in which each reader has a code of their own.

`python -m benchmarks.sending [PEOPLE] [sqlite|postgres]` measures by itself, on a database of its own.
"""

import json
import os
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PEOPLE, QUICK = 10_000, 1_000
BATCH = 500
# Of how many the letter is measured: each costs a page set anew.
WITH_LETTER = 20


def measured(people: int = PEOPLE) -> dict[str, Any]:
    """Seconds by the clock and of this processor, and statements of each batch, on the database of this environment."""
    _empty_outbox()
    return {**_sent(people, "sending"), "letter": _sent(people // WITH_LETTER, "letter", has_letter=True)}


def _empty_outbox() -> None:
    from filrouge.ground.mail.models import OutgoingMail

    OutgoingMail.objects.exclude(state="sent").delete()


def _sent(people: int, key: str, *, has_letter: bool = False) -> dict[str, Any]:
    from filrouge.stages.sendings.models import SendingRecipient

    facts = _directory(people, key)
    now, before = datetime.now(UTC), _resident()
    made: list[int] = []
    approving = _timed(lambda: made.append(_approved(facts, now, has_letter=has_letter)))
    pk = made[0]
    statements: list[int] = []
    preparing = _timed(lambda: statements.extend(_batches(facts.id, pk, now)))
    assert SendingRecipient.objects.filter(sending_id=pk, state="queued").count() == people
    arrived: Counter[str] = Counter()
    sending = _timed(lambda: _delivered(arrived))
    return {
        "people": people,
        "approve": approving,
        "prepare": preparing,
        "send": sending,
        "batches": len(statements),
        "statements": sorted(set(statements)),
        "arrived once": len(arrived) == people and set(arrived.values()) == {1},
        "grown MiB": _resident() - before,
    }


def _resident() -> float:
    """The memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def wrong(result: dict[str, Any]) -> list[str]:
    """What is not a matter of speed: somebody received nothing, or twice."""
    both = (("words", result), ("a letter", result["letter"]))
    return [f"a sending of {name}: not everybody received it once" for name, one in both if not one["arrived once"]]


def _timed(work: Any) -> dict[str, float]:
    begun, worked = time.perf_counter(), time.process_time()
    work()
    return {"clock": time.perf_counter() - begun, "cpu": time.process_time() - worked}


def _directory(people: int, key: str) -> Any:
    """A gathering of an organiser of its own, with so many people in its directory."""
    from filrouge.ground.directory.models import Contact, ContactFunction, Organisation
    from tests.support.gatherings import changed, load
    from tests.support.sendings import AHEAD

    organiser = {"key": f"organiser-of-{key}", "name": "Villes sociales"}
    facts = load(changed(AHEAD, key=key, organiser=organiser))
    day, now = datetime(2023, 1, 10, tzinfo=UTC).date(), datetime.now(UTC)
    rows = [
        Contact(
            organiser_id=facts.organiser_id,
            given_name=f"Anna {number}",
            family_name=f"Rey {number % 977}",
            language=("fr", "de", "it")[number % 3],
            email=f"{key}-{number}@commune-{number % 97}.example",
            source="Annuaire des villes 2023",
            source_on=day,
            created_at=now,
        )
        for number in range(people)
    ]
    Contact.objects.bulk_create(rows, batch_size=1000)
    body = Organisation.objects.get(organiser_id=facts.organiser_id, key="lindenau")
    ContactFunction.objects.bulk_create(
        [ContactFunction(contact=row, organisation=body, function="executive_member") for row in rows],
        batch_size=1000,
    )
    return facts


def _approved(facts: Any, now: datetime, *, has_letter: bool) -> int:
    from tests.support import sendings
    from tests.support.letters import a_small_letter

    letter = int(str(a_small_letter(facts, is_issued=True)["pk"])) if has_letter else None

    texts = {
        "fr": ("Invitation à {gathering}", "Bonjour {name},\n\nNous vous invitons à {town}.\n\n{link}"),
        "de": ("Einladung: {gathering}", "Guten Tag {name}\n\nWir laden Sie nach {town} ein.\n\n{link}"),
    }
    asked = sendings.recipient_list(facts, sendings.EXECUTIVES)
    setting = {"batch_size": BATCH, "pause_minutes": 0, "now": now}
    return sendings.started(facts, list_id=asked, texts=texts, letter=letter, **setting)


def _batches(gathering_id: int, pk: int, now: datetime) -> list[int]:
    """Put every batch into the outbox; how many statements each took."""
    from django.db import connection

    from filrouge.stages.sendings.actions.leaving import send_batch

    counts: list[int] = []

    def count(execute: Any, *rest: Any) -> Any:
        counts[-1] += 1
        return execute(*rest)

    with connection.execute_wrapper(count):
        while True:
            counts.append(0)
            if not send_batch(gathering_id=gathering_id, sending_id=pk, now=now):
                return counts[:-1]


def _delivered(arrived: Counter[str]) -> None:
    """Send all over SMTP to a server in a thread of this process: its work is in the figure."""
    from aiosmtpd.controller import Controller
    from django.test import override_settings

    from filrouge.ground.mail.delivery import deliver_due

    class Sink:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 the library's name
            arrived.update(envelope.rcpt_tos)
            return "250 OK"

    server = Controller(Sink(), hostname="127.0.0.1", port=_free_port())
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port
        ):
            while deliver_due(now=datetime.now(UTC)):
                pass
    finally:
        server.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Measure on a database of its own, and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    name = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
    from benchmarks.databases import database

    with TemporaryDirectory() as folder, database(name, Path(folder)) as base:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "filrouge.config.settings", "DATABASE_URL": base.url}
        os.environ["FILROUGE_DATA_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps({"database": name, **measured(people)}, indent=1))


if __name__ == "__main__":
    main()
