"""The load generator, a process of its own: reads a job as JSON, plays it, writes what it saw. No Django here."""

import asyncio
import json
import re
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.http import Answer, Browser

PATIENCE = 90
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')
PLACE = re.compile(r"number (\d+) on the waiting list")


@dataclass
class Seen:
    """What one person saw: state of the first part, place when waiting, milliseconds, an error if there was one."""

    state: str
    place: int
    milliseconds: float
    requests: int
    error: str = ""


class Person:
    """Somebody who registers as a browser does."""

    def __init__(self, job: dict[str, Any], number: int) -> None:
        self.job, self.number = job, number
        self.browser = Browser(job["port"])
        self.form = ""

    async def open_form(self) -> None:
        """Look at the form."""
        answer = await self.browser.get(self.job["path"])
        if answer.status != 200:
            raise RuntimeError(f"form: {answer.status}")
        self.form = answer.text

    async def register(self) -> Seen:
        """Send the form and follow to the personal page."""
        answer = await self.browser.post(self.job["path"], self.fields())
        if answer.status != 303:
            raise RuntimeError(f"form sent: {answer.status}")
        page = await self.browser.get(answer.headers["location"])
        if page.status != 200:
            raise RuntimeError(f"personal page: {page.status}")
        return self.seen(page)

    def fields(self) -> list[tuple[str, str]]:
        """What is typed."""
        token, submission = TOKEN.search(self.form), SUBMISSION.search(self.form)
        assert token and submission, "this is not the form"
        return [
            ("csrfmiddlewaretoken", token[1]),
            ("submission", submission[1]),
            ("given_name", "Anna"),
            ("family_name", f"Muster{self.job['first']}-{self.number}"),
            ("email", f"anna.{self.job['first']}.{self.number}@bench.example"),
            *[(name, value) for name, value in self.job["fields"]],
            *[("parts", part) for part in self.own_parts()],
        ]

    def own_parts(self) -> list[str]:
        """What this person ticks besides the fields of everybody, when people differ."""
        turns: list[list[str]] = self.job.get("parts_by_turn", [])
        return turns[self.number % len(turns)] if turns else []

    def seen(self, page: Answer) -> Seen:
        """What the personal page says."""
        place = PLACE.search(page.text)
        state = "waiting" if place else "confirmed" if "part--confirmed" in page.text else "something else"
        return Seen(state, int(place[1]) if place else 0, 0.0, self.browser.requests)


async def people(job: dict[str, Any]) -> list[Seen]:
    """Everybody registers; `at_once` many at a time, with the form open before the clock starts when `open_first`."""
    crowd = [Person(job, number) for number in range(job["people"])]
    if job["open_first"]:
        for person in crowd:
            await person.open_form()
    gate, start = asyncio.Semaphore(job["at_once"]), time.perf_counter()

    async def go(person: Person) -> Seen:
        async with gate:
            began = start if job["since_start"] else time.perf_counter()
            try:
                async with asyncio.timeout(PATIENCE):
                    if not person.form:
                        await person.open_form()
                    seen = await person.register()
            except Exception as error:
                seen = Seen("error", 0, 0.0, person.browser.requests, f"{type(error).__name__}: {error}")
            seen.milliseconds = (time.perf_counter() - began) * 1000
            person.browser.close()
            return seen

    return list(await asyncio.gather(*(go(person) for person in crowd)))


async def visits(job: dict[str, Any]) -> list[float]:
    """Clients that fetch one address again and again for some seconds; milliseconds of every answer."""
    end, times = time.perf_counter() + job["seconds"], []

    async def client() -> None:
        browser = Browser(job["port"])
        while (began := time.perf_counter()) < end:
            answer = await browser.get(job["path"])
            if answer.status != 200:
                raise RuntimeError(f"{job['path']}: {answer.status}")
            times.append((time.perf_counter() - began) * 1000)
        browser.close()

    await asyncio.gather(*(client() for _ in range(job["clients"])))
    return times


def main() -> None:
    """Play the job of the standard input."""
    job = json.load(sys.stdin)
    began, used = time.perf_counter(), time.process_time()
    if job["kind"] == "visits":
        result: dict[str, Any] = {"times": asyncio.run(visits(job))}
    else:
        result = {"people": [asdict(seen) for seen in asyncio.run(people(job))]}
    result |= {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
