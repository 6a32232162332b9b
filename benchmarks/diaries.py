"""The feed of a gathering with sixty parts: as the first diary gets it, and as the others do."""

import json
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

PARTS = 60
_KEY = "sixty-parts"


def feed(rounds: int = 20) -> dict[str, Any]:
    """Processor milliseconds of the feed: drawn anew, drawn already, known to the diary already; its size in kB."""
    from django.test import Client

    _prepare()
    client, address = Client(headers={"host": "127.0.0.1"}), f"/g/{_KEY}.ics"
    answer = client.get(address)
    assert answer.content.count(b"BEGIN:VEVENT") == PARTS
    known = {"if-none-match": answer["ETag"]}
    return {
        "drawn": statistics.median(_taken(lambda: client.get(address), anew=True) for _ in range(rounds)),
        "kept": statistics.median(_taken(lambda: client.get(address)) for _ in range(rounds)),
        "known": statistics.median(_taken(lambda: client.get(address, headers=known)) for _ in range(rounds)),
        "kB": len(answer.content) / 1000,
    }


def _taken(act: Any, *, anew: bool = False) -> float:
    from filrouge.web.shell.kept import forget

    if anew:
        forget()
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def _prepare() -> None:
    """The gathering: sixty sessions on three days."""
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.file.loading import load_gathering

    first = date.today() + timedelta(days=60)
    parts = [
        {
            "key": f"session-{number}",
            "kind": "workshop",
            "title": {"fr": f"Atelier {number}", "de": f"Werkstatt {number}"},
            "when": (first + timedelta(days=number // 20)).isoformat(),
            "starts_at": f"{8 + number % 20 // 2:02}:00",
            "ends_at": f"{8 + number % 20 // 2:02}:50",
            "audience": {"function": ["director", "project_officer"], "otherwise": "organiser_decides"},
        }
        for number in range(PARTS)
    ]
    document = {
        "filrouge": "gathering/1",
        "key": _KEY,
        "organiser": {"key": "sixty", "name": "Soixante"},
        "kind": "congress",
        "title": "Congrès aux soixante ateliers",
        "languages": ["fr", "de"],
        "country": "CH",
        "town": "Exemple",
        "state": "invitation_sent",
        "roles": [{"body": "sixty", "role": "organiser"}],
        "parts": parts,
        "functions": ["director", "project_officer"],
        "bodies": [{"key": "sixty", "kind": "association", "name": "Soixante"}],
    }
    load_gathering(json.dumps(document), actor=SYSTEM, now=datetime.now(UTC))
