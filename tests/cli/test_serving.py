"""`filrouge serve`: it answers, it stops, nobody is left behind, and what is wrong is said in words."""

import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import psutil
import pytest

from tests.cli.conftest import FILROUGE, Run


@pytest.fixture
def server(surroundings: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that answers."""
    process = subprocess.Popen(
        [*FILROUGE, "serve"], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: answers(surroundings["PORT"]) or process.poll() is not None, 60)
    assert process.poll() is None, process.communicate()
    yield process
    for one in [*children_of(process), process]:
        if one.is_running() if isinstance(one, psutil.Process) else one.poll() is None:
            one.kill()
    process.communicate()


def answers(port: str) -> bool:
    """Whether the home page comes."""
    try:
        return fetch(port, "/")[0] == 200
    except (URLError, ConnectionError):
        return False


def fetch(port: str, path: str) -> tuple[int, str]:
    """Status and body."""
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=30) as response:
        return response.status, response.read().decode()


def children_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Every process that it started, and those that they started."""
    return psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []


def wait_until(condition, seconds: float) -> bool:
    """Whether it became true in time."""
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(found)


def all_gone(processes: list[psutil.Process]) -> bool:
    """Whether none of them runs any more."""
    _, alive = psutil.wait_procs(processes, timeout=10)
    return not alive


def whole_family(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """Granian with two workers, and the mail worker, which starts once the first page was answered."""
    deadline = time.monotonic() + 20
    while not any(map(is_mail_worker, family := children_of(server))) or len(family) < 4:
        assert time.monotonic() < deadline, f"only {family}"
        time.sleep(0.1)
    return family


def is_mail_worker(child: psutil.Process) -> bool:
    """Whether it is the mail worker; one that ended meanwhile is not."""
    try:
        return child.cmdline()[-1:] == ["worker"]
    except psutil.Error:
        return False


def test_it_answers_with_its_sheet_and_stops_within_seconds(
    server: subprocess.Popen[str], surroundings: dict[str, str]
) -> None:
    port = surroundings["PORT"]
    sheet = re.search(r'href="(/static/css/filrouge\.[0-9a-f]+\.css)"', fetch(port, "/")[1])
    assert sheet, "the page names its sheet with a digest"
    assert fetch(port, sheet[1])[0] == 200
    family = whole_family(server)

    before = time.monotonic()
    server.send_signal(signal.SIGINT)
    assert server.wait(15) == 0
    assert time.monotonic() - before < 8
    assert all_gone(family)
    output = server.stdout.read() if server.stdout else ""
    assert f"http://localhost:{port}" in output
    assert not answers(port)


@pytest.mark.usefixtures("in_use")
def test_when_a_child_dies_the_other_is_stopped_and_the_end_is_no_success(server: subprocess.Popen[str]) -> None:
    family = whole_family(server)
    worker = next(child for child in family if child.cmdline()[-1] == "worker")
    worker.kill()
    assert server.wait(20) == 1
    assert "worker" in (server.stderr.read() if server.stderr else "")
    assert all_gone(family)


@pytest.mark.usefixtures("in_use")
def test_even_when_it_is_killed_nobody_is_left_behind(server: subprocess.Popen[str]) -> None:
    family = children_of(server)
    server.kill()
    assert all_gone(family)


def test_a_taken_port_is_said_with_the_way_out(run: Run, surroundings: dict[str, str]) -> None:
    port = int(surroundings["PORT"])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = run("serve")
    assert done.returncode == 1
    assert f"PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = run("serve", FILROUGE_DATA_DIR=str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert "FILROUGE_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_said(run: Run) -> None:
    done = run("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "70000", "eight thousand"])
def test_what_is_no_port_is_refused(run: Run, port: str) -> None:
    done = run("serve", PORT=port)
    assert done.returncode == 2
    assert f"PORT={port}" in done.stderr
