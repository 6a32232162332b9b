"""The table at the end, with what we want beside what we found."""

from collections.abc import Iterator
from typing import Any

from benchmarks import importing, sending

Row = tuple[str, str, list[str]]


def table(results: list[dict[str, Any]]) -> str:
    """Everything, one column per database."""
    heads = ["", "wanted", *[result["database"] for result in results]]
    rows = [[name, wanted, *found] for name, wanted, found in _rows(results)]
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    head = "  ".join(cell.ljust(width) for cell, width in zip(heads, widths, strict=True))
    return "\n".join([head, "-" * len(head), *lines])


def _rows(results: list[dict[str, Any]]) -> Iterator[Row]:
    for name in ("page", "form"):
        yield from _page(name, [result[name] for result in results], [result["statements"][name] for result in results])
    yield from _registration(results)
    yield from _rush(results)
    yield from _waiting(results)
    yield from _import([result["import"] for result in results])
    yield from _sending([result["sending"] for result in results])
    feeds = [result["feed"] for result in results]
    yield (
        "feed of 60 parts: CPU ms drawn anew / kept / known",
        "≤ 20",
        [f"{each['drawn']:.1f} / {each['kept']:.1f} / {each['known']:.1f}" for each in feeds],
    )
    made = [result["letters"] for result in results]
    yield "two-page tagged letter: CPU ms", "≤ 30", [f"{each['cpu ms']:.1f}" for each in made]
    memory = [f"{each['after a few MiB']:.0f} / {each['most MiB']:.0f} ({each['letters']})" for each in made]
    yield "letters as files: MiB after a hundred / at most (how many)", "≤ 150", memory
    visits = [result["first visit"] for result in results]
    yield "first visit: requests", "≤ 10", [str(visit["requests"]) for visit in visits]
    yield (
        "first visit: kB on the wire (page alone)",
        "≤ 100",
        [f"{visit['bytes'] / 1000:.1f} ({visit['page'] / 1000:.1f})" for visit in visits],
    )
    yield "memory of the largest process, PSS / RSS MiB", "≤ 100", [_largest(result["memory"]) for result in results]
    totals = [sum(row["pss"] for row in result["memory"]) for result in results]
    yield "memory of all processes, PSS MiB", "", [f"{total:.0f}" for total in totals]
    yield "one web process, start to first page, s", "≤ 2", [f"{result['cold web']:.2f}" for result in results]
    yield "`filrouge serve`, start to first page, s", "", [f"{result['cold start']:.2f}" for result in results]
    yield "django.setup() in a new interpreter, s", "", [f"{result['django.setup']:.2f}" for result in results]
    yield "least transaction by hand, per second", "", [f"{result['floor']:.0f}" for result in results]
    yield "yardstick: a fixed loop in Python, CPU ms", "", [f"{result['yardstick']:.1f}" for result in results]


def _page(name: str, pages: list[dict[str, Any]], statements: list[int]) -> Iterator[Row]:
    yield f"{name}: SQL statements", "≤ 5", [str(number) for number in statements]
    yield f"{name}: CPU ms (web + worker + database)", "≤ 4" if name == "page" else "", [_cpu(page) for page in pages]
    yield f"{name}: p50 / p95 ms, 16 clients", "", [f"{page['p50']:.0f} / {page['p95']:.0f}" for page in pages]
    yield f"{name}: requests per second", "", [f"{page['per second']:.0f}" for page in pages]
    yield f"{name}: CPU ms of the load generator, apart", "", [f"{page['generator cpu']:.2f}" for page in pages]


def _registration(results: list[dict[str, Any]]) -> Iterator[Row]:
    done, counts = [result["registration"] for result in results], [result["statements"] for result in results]
    yield "registration: requests", "2–3", [f"{each['requests']:.0f}" for each in done]
    yield (
        "registration: SQL statements (form, sent, personal)",
        "≤ 15",
        [
            f"{count['complete registration']} ({count['form']}, {count['form sent']}, {count['personal page']})"
            for count in counts
        ],
    )
    yield "registration: commits", "1", [str(count["commits"]) for count in counts]
    yield "registration: CPU ms (web + worker + database)", "≤ 18", [_cpu(each) for each in done]
    yield "registration: p50 / p95 ms, 4 at a time", "", [f"{each['p50']:.0f} / {each['p95']:.0f}" for each in done]
    yield "registration: not confirmed or in error", "0", [str(len(each["errors"])) for each in done]
    yield "registration: mails", "", [each["mails"] for each in done]


def _rush(results: list[dict[str, Any]]) -> Iterator[Row]:
    for runs in zip(*[result["rush"] for result in results], strict=True):
        name = f"rush, {runs[0]['workers']} processes, form {runs[0]['form']}"
        yield (
            f"{name}: confirmed / told their place / errors",
            "30 / 470 / 0",
            [f"{run['confirmed']} / {run['waiting']} / {500 - run['confirmed'] - run['waiting']}" for run in runs],
        )
        yield f"{name}: last answer, s", "≤ 5", [f"{run['last answer']:.1f}" for run in runs]


def _waiting(results: list[dict[str, Any]]) -> Iterator[Row]:
    shared = [result["shared rush"] for result in results]
    yield (
        "rush, three parts that share two quotas: wrong / errors",
        "0 / 0",
        [f"{len(run['failed'])} / {len(run['errors'])}" for run in shared],
    )
    yield "rush, three parts that share two quotas: last answer, s", "", [f"{run['last answer']:.1f}" for run in shared]
    moved = [result["promotions"] for result in results]
    yield (
        "200 of 2,200 withdraw: in order, seats filled",
        "yes, 200",
        [f"{'yes' if run['in order'] else 'NO'}, {run['confirmed']}" for run in moved],
    )
    yield (
        "a withdrawal with a promotion: SQL statements (of the promotion)",
        "(≤ 5)",
        [f"{run['statements']} ({run['of the promotion']})" for run in moved],
    )
    yield (
        "a withdrawal with a promotion: p50 / largest ms",
        "",
        [f"{run['p50']:.1f} / {run['largest']:.1f}" for run in moved],
    )
    lists = [result["desk list"] for result in results]
    yield "desk list of 20,000: p50 / p95 ms", "p95 ≤ 150", [f"{run['p50']:.0f} / {run['p95']:.0f}" for run in lists]
    yield (
        "desk list of 20,000: SQL statements",
        "constant",
        ["–".join(str(number) for number in run["statements"]) for run in lists],
    )


def _import(imports: list[dict[str, Any]]) -> Iterator[Row]:
    steps = [result["first"] for result in imports]
    yield (
        "import of 5,000 lines: all, s (read + preview + take)",
        "≤ 10",
        [f"{step['all']:.1f} ({step['read']:.1f} + {step['preview']:.1f} + {step['take']:.1f})" for step in steps],
    )
    yield "import: CPU s of the process that takes it", "", [f"{step['cpu']:.1f}" for step in steps]
    yield "import: the same list again, s", "", [f"{result['again']['all']:.1f}" for result in imports]
    yield "import: most memory of one process, RSS MiB", "≤ 300", [f"{result['memory']:.0f}" for result in imports]


def _sending(runs: list[dict[str, Any]]) -> Iterator[Row]:
    people = f"{runs[0]['people']:,}"
    yield f"sending to {people}: approve / prepare, s", "", [_seconds(run, "approve", "prepare") for run in runs]
    each = [f"{run['send']['cpu'] * 1000 / run['people']:.1f}" for run in runs]
    yield f"sending to {people}: CPU ms a mail, with the server that takes it", "≤ 10", each
    yield f"sending to {people}: until the last is out, s", "", [_seconds(run, "send") for run in runs]
    yield (
        "sending: SQL statements a batch of 500 (with a letter)",
        "constant",
        [f"{_span(run)} ({_span(run['letter'])})" for run in runs],
    )
    yield "sending: memory grown, MiB (with a letter)", "≤ 100", [_grown(run) for run in runs]
    letters = [run["letter"] for run in runs]
    each = [f"{run['send']['cpu'] * 1000 / run['people']:.0f} ({run['people']})" for run in letters]
    yield "sending a letter with a code for each: CPU ms a mail (how many)", "≤ 60", each
    yield "sending: everybody once", "yes", ["NO" if sending.wrong(run) else "yes" for run in runs]


def _seconds(run: dict[str, Any], *steps: str) -> str:
    return " / ".join(f"{run[step]['clock']:.1f}" for step in steps)


def _span(run: dict[str, Any]) -> str:
    counts = run["statements"]
    return f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else str(counts[0])


def _grown(run: dict[str, Any]) -> str:
    return f"{run['grown MiB']:.0f} ({run['letter']['grown MiB']:.0f})"


def _cpu(measured: dict[str, Any]) -> str:
    cpu = measured["cpu"]
    return f"{cpu['all']:.1f} ({cpu['web']:.1f} + {cpu['worker']:.1f} + {cpu['database']:.1f})"


def _largest(rows: list[dict[str, Any]]) -> str:
    return f"{max(row['pss'] for row in rows):.0f} / {max(row['rss'] for row in rows):.0f}"


def failures(results: list[dict[str, Any]]) -> list[str]:
    """What is not a matter of speed: a wrong number of seats, an error, a mail that did not leave."""
    found = []
    for result in results:
        for run in result["rush"]:
            wrong = [*run["failed"], *run["errors"]]
            found += [f"{result['database']}, rush with {run['workers']} processes: {words}" for words in wrong]
        run = result["shared rush"]
        found += [f"{result['database']}, shared rush: {words}" for words in (*run["failed"], *run["errors"])]
        if not result["promotions"]["in order"]:
            found.append(f"{result['database']}: somebody moved up out of turn")
        found += [f"{result['database']}, registration: {words}" for words in result["registration"]["errors"]]
        found += [f"{result['database']}, import: {words}" for words in importing.wrong(result["import"])]
        found += [f"{result['database']}, {words}" for words in sending.wrong(result["sending"])]
        if result["registration"]["mails"] != "all sent":
            found.append(f"{result['database']}, mails: {result['registration']['mails']}")
    return found
