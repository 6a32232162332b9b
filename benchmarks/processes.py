"""What processes use: processor time and memory of trees of them."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Used:
    """Milliseconds of processor time since the processes began, by what they are."""

    web: float
    worker: float
    database: float

    def since(self, before: "Used") -> "Used":
        """What was used between two readings."""
        return Used(self.web - before.web, self.worker - before.worker, self.database - before.database)

    def each(self, number: int, idle: "Used", seconds: float) -> dict[str, float]:
        """Per act, without what the processes use anyway (`idle` is per second)."""
        shares = {
            name: max(0.0, getattr(self, name) - getattr(idle, name) * seconds) / number
            for name in ("web", "worker", "database")
        }
        return shares | {"all": sum(shares.values())}


def tree(pid: int) -> list[psutil.Process]:
    """A process and all that descend from it; nothing for 0."""
    if not pid:
        return []
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def cpu(processes: Iterable[psutil.Process]) -> float:
    """Milliseconds used, children that have ended included."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total * 1000


def is_worker(process: psutil.Process) -> bool:
    """Whether this is the one that sends mail."""
    try:
        return process.cmdline()[-1:] == ["worker"]
    except psutil.NoSuchProcess:
        return False


def used(server: int, database: int) -> Used:
    """What the server, its mail worker and the database have used so far."""
    family = tree(server)
    workers = [process for process in family if is_worker(process)]
    web = [process for process in family if process not in workers]
    return Used(web=cpu(web), worker=cpu(workers), database=cpu(tree(database)))


def idle(server: int, database: int, seconds: float) -> Used:
    """What they use per second when nobody asks for anything."""
    before = used(server, database)
    time.sleep(seconds)
    spent = used(server, database).since(before)
    return Used(spent.web / seconds, spent.worker / seconds, spent.database / seconds)


def memory(server: int) -> list[dict[str, float | str]]:
    """Mebibytes of every process of the server: alone (USS), shared fairly (PSS), resident (RSS)."""
    rows: list[dict[str, float | str]] = []
    for process in tree(server):
        full = process.memory_full_info()
        size = {"uss": full.uss / 2**20, "pss": full.pss / 2**20, "rss": full.rss / 2**20}
        rows.append({"process": " ".join(process.cmdline()[1:5])[:50], **size})
    return rows


def yardstick() -> float:
    """Milliseconds of processor time for a fixed piece of plain Python: is the product slow, or the machine busy?"""
    runs = []
    for _ in range(9):
        begun, number = time.process_time(), 0
        for step in range(200_000):
            number += step * step % 7
        runs.append((time.process_time() - begun) * 1000)
    return sorted(runs)[len(runs) // 2]
