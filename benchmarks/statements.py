"""How many SQL statements a request takes, counted in this process by Django's test client."""

from collections.abc import Callable
from typing import Any

from benchmarks.gathering import FORM, PAGE, fields
from benchmarks.load import SUBMISSION, TOKEN

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements() -> dict[str, Any]:
    """Statements of the pages and of one whole registration, BEGIN and COMMIT left out; commits apart."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1", "accept-language": "en"})
    # The first visitor and the first taker find nothing prepared: facts, drawn pages, the row of the seats.
    client.get(PAGE)
    client.post(FORM, _typed(client.get(FORM).content.decode(), "First"))
    page, _, _ = _counted(lambda: client.get(PAGE))
    form, _, html = _counted(lambda: client.get(FORM))
    typed = _typed(html.content.decode(), "Second")
    post, commits, sent = _counted(lambda: client.post(FORM, typed))
    personal, _, _ = _counted(lambda: client.get(sent["Location"]))
    return {
        "page": page,
        "form": form,
        "form sent": post,
        "personal page": personal,
        "complete registration": form + post + personal,
        "commits": commits,
    }


def _counted(act: Callable[[], Any]) -> tuple[int, int, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        result = act()
    said = [query["sql"].lstrip().upper() for query in queries.captured_queries]
    return (
        sum(not statement.startswith(CONTROL) for statement in said),
        sum(statement.startswith("COMMIT") for statement in said),
        result,
    )


def _typed(html: str, name: str) -> dict[str, Any]:
    token, submission = TOKEN.search(html), SUBMISSION.search(html)
    assert token and submission
    typed: dict[str, Any] = {
        "csrfmiddlewaretoken": token[1],
        "submission": submission[1],
        "given_name": "Anna",
        "family_name": name,
        "email": f"anna.{name.lower()}@bench.example",
        "parts": ["eve", "day"],
    }
    return typed | {name: value for name, value in fields() if name != "parts"}
