"""Five hundred people want thirty seats: what each is told, and when the last one knows."""

from typing import Any

from benchmarks import gathering
from benchmarks.installation import Server, load

PEOPLE, SEATS = 500, 30


def rushes(server: Server, *, workers: int) -> list[dict[str, Any]]:
    """The rush by people who come now, and by people who have the form open already."""
    return [rush(server, workers=workers, open_first=open_first) for open_first in (False, True)]


def rush(server: Server, *, workers: int, open_first: bool) -> dict[str, Any]:
    """All at the same moment, each on a connection of their own."""
    gathering.nobody_registered(eve=SEATS)
    job = {
        "kind": "people",
        "port": server.port,
        "path": gathering.FORM,
        "people": PEOPLE,
        "at_once": PEOPLE,
        "first": workers * 10 + open_first,
        "open_first": open_first,
        "since_start": True,
        "fields": gathering.fields("eve"),
    }
    people = load(job)["people"]
    states = [person["state"] for person in people]
    result = {
        "workers": workers,
        "form": "open" if open_first else "cold",
        "confirmed": states.count("confirmed"),
        "waiting": states.count("waiting"),
        "errors": sorted(
            {person["error"] or person["state"] for person in people if person["state"] not in ("confirmed", "waiting")}
        ),
        "last answer": max(person["milliseconds"] for person in people) / 1000,
        "tables": gathering.counted(),
    }
    places = sorted(person["place"] for person in people if person["state"] == "waiting")
    result["failed"] = wrong(result, places)
    return result


def wrong(result: dict[str, Any], places: list[int]) -> list[str]:
    """What is not exactly as it must be."""
    waiting = PEOPLE - SEATS
    expected = {"confirmed": SEATS, "waiting": waiting, "confirmed counted": SEATS, "waiting counted": waiting}
    found = []
    if (result["confirmed"], result["waiting"]) != (SEATS, waiting):
        found.append(f"{result['confirmed']} confirmed, {result['waiting']} waiting")
    if places != list(range(1, waiting + 1)):
        found.append("the places told are not 1 to 470, each once")
    if result["tables"] != expected:
        found.append(f"the tables say {result['tables']}")
    return found
