"""Everything measured on one database, in a process of its own: `python -m benchmarks.one_database sqlite out.json`."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import gathering, importing, letters, processes, sending, shared, waiting
from benchmarks.databases import Database, database
from benchmarks.desk_list import desk_list
from benchmarks.diaries import feed
from benchmarks.floor import transactions_per_second
from benchmarks.installation import MailServer, Server, load
from benchmarks.rush import rushes
from benchmarks.statements import statements
from benchmarks.weight import first_visit


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Measuring:
    """One run on one database."""

    def __init__(self, base: Database, folder: Path, *, quick: bool) -> None:
        self.base, self.folder, self.quick = base, folder, quick
        self.mail = MailServer()
        self.results: dict[str, Any] = {"database": base.name}

    def start(self, workers: int) -> Server:
        """A server, warm."""
        server = Server(self.folder, workers=workers, mail_port=self.mail.port)
        cold = server.first_answer(gathering.PAGE)
        self.results.setdefault("cold start", cold)
        for path in (gathering.PAGE, gathering.FORM):
            self.visits(server, path, clients=8, seconds=1.0)
        return server

    def visits(self, server: Server, path: str, *, clients: int, seconds: float) -> dict[str, Any]:
        """Clients on one page."""
        job = {"kind": "visits", "port": server.port, "path": path, "clients": clients, "seconds": seconds}
        return load(job)

    def step(self, name: str, measured: Callable[[], Any]) -> None:
        """Measure, keep, and say on the error output how long it took: a run that hangs must tell where."""
        begun = time.monotonic()
        self.results[name] = measured()
        print(f"{self.base.name}: {name}, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)

    def everything(self) -> None:
        """In this order, from what needs no server to what needs many processes."""
        gathering.prepare()
        self.step("yardstick", processes.yardstick)
        self.step("statements", statements)
        seconds = 0.5 if self.quick else 2.0
        self.step("floor", lambda: transactions_per_second(self.base, self.folder, seconds))
        self.step("django.setup", lambda: setup_seconds(1 if self.quick else 5))
        gathering.nobody_registered(eve=10_000)
        self.step("import", importing.measured)
        gathering.nobody_registered(eve=10_000)
        alone = Server(self.folder, workers=1, mail_port=self.mail.port, alone=True)
        try:
            self.step("cold web", lambda: alone.first_answer(gathering.PAGE))
        finally:
            alone.stop()
        server = self.start(2)
        try:
            self.with_a_server(server)
            self.step("rush", lambda: rushes(server, workers=2))
            self.step("shared rush", lambda: shared.rush(server))
        finally:
            server.stop()
        self.step("promotions", waiting.promotions)
        self.step("desk list", desk_list)
        self.step("feed", feed)
        self.step("sending", lambda: sending.measured(sending.QUICK if self.quick else sending.PEOPLE))
        # Letters need no database: all of them once is enough.
        self.step("letters", lambda: letters.measured(quick=self.quick or self.base.name != "sqlite"))
        if not self.quick:
            server = self.start(8)
            try:
                self.results["rush"] += rushes(server, workers=8)
            finally:
                server.stop()

    def with_a_server(self, server: Server) -> None:
        """What two server processes do."""
        self.results["first visit"] = first_visit(server.port, gathering.PAGE)
        time.sleep(1)
        self.idle = processes.idle(server.process.pid, self.base.process, 2 if self.quick else 4)
        self.results["page"] = self.page(server, gathering.PAGE)
        self.results["form"] = self.page(server, gathering.FORM)
        self.results["registration"] = self.registrations(server, 60 if self.quick else 200)
        self.results["memory"] = processes.memory(server.process.pid)

    def page(self, server: Server, path: str) -> dict[str, Any]:
        """Sixteen clients on one page; the median of three runs."""
        runs = [self.page_once(server, path) for _ in range(1 if self.quick else 3)]
        return sorted(runs, key=lambda run: run["cpu"]["all"])[len(runs) // 2]

    def page_once(self, server: Server, path: str) -> dict[str, Any]:
        """Times and processor time of one run."""
        before = processes.used(server.process.pid, self.base.process)
        seen = self.visits(server, path, clients=16, seconds=2.0 if self.quick else 4.0)
        spent = processes.used(server.process.pid, self.base.process).since(before)
        times = seen["times"]
        return {
            "p50": statistics.median(times),
            "p95": percentile(times, 0.95),
            "per second": len(times) / seen["seconds"],
            "cpu": spent.each(len(times), self.idle, seen["seconds"]),
            "generator cpu": seen["cpu"] * 1000 / len(times),
        }

    def registrations(self, server: Server, number: int) -> dict[str, Any]:
        """Whole registrations for both parts, four at a time, until the last mail is out."""
        job = {
            "kind": "people",
            "port": server.port,
            "path": gathering.FORM,
            "people": 24,
            "at_once": 4,
            "first": 0,
            "open_first": False,
            "since_start": False,
            "fields": gathering.fields("eve", "day"),
        }
        # Templates and libraries are read at their first use; the first two dozen people pay for that.
        load(job)
        self.mail.wait_for(self.mail.received + 24, 10)
        job |= {"people": number, "first": 1}
        mails, begun = self.mail.received, time.monotonic()
        before = processes.used(server.process.pid, self.base.process)
        seen = load(job)
        arrived = self.mail.wait_for(mails + number, 60)
        spent = processes.used(server.process.pid, self.base.process).since(before)
        people = seen["people"]
        times = [person["milliseconds"] for person in people]
        return {
            "errors": [person["error"] for person in people if person["state"] != "confirmed"],
            "mails": "all sent" if arrived else f"{self.mail.received - mails} of {number}",
            "requests": statistics.mean(person["requests"] for person in people),
            "p50": statistics.median(times),
            "p95": percentile(times, 0.95),
            "cpu": spent.each(number, self.idle, time.monotonic() - begun),
        }


def setup_seconds(times: int) -> float:
    """Seconds that a new interpreter takes to set Django up; the median."""
    command = [sys.executable, "-c", "import django; django.setup()"]
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(command, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Measure and write the results."""
    name, target, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="fr-bench-") as place, database(name, Path(place)) as base:
        os.environ |= {
            "DATABASE_URL": base.url,
            "FILROUGE_DATA_DIR": place,
            "FILROUGE_SECRET_KEY": "only-for-benchmarks",
            "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
        }
        import django

        django.setup()
        measuring = Measuring(base, Path(place), quick="--quick" in options)
        measuring.everything()
        django.db.connections.close_all()
    Path(target).write_text(json.dumps(measuring.results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
