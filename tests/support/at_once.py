"""Doing things at the same moment: threads, each with its own database connection, let go together."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connections

Job = Callable[[], Any]


def at_once(jobs: Sequence[Job], *, patience: float = 60) -> list[Any]:
    """Run every job in a thread of its own, started together; what each returned, or the exception it raised."""
    gate = Barrier(len(jobs))
    results: list[Any] = [TimeoutError("never came back")] * len(jobs)

    def run(index: int, job: Job) -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait(patience)
            results[index] = job()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(index, job), daemon=True) for index, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return results


def failures(results: Sequence[Any]) -> list[BaseException]:
    """The exceptions among results."""
    return [result for result in results if isinstance(result, BaseException)]
