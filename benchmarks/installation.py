"""The product as it is installed: `filrouge serve` in processes of its own, a mail server that takes everything."""

import argparse
import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import UnthreadedController

from filrouge.cli.serving import web_command

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailServer:
    """Counts the mails that come in and keeps none."""

    def __init__(self) -> None:
        self.port, self.received = free_port(), 0
        self.loop = asyncio.new_event_loop()
        self.controller = UnthreadedController(self, hostname="127.0.0.1", port=self.port, loop=self.loop)
        self.controller.begin()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        self.received += 1
        return "250 OK"

    def wait_for(self, number: int, seconds: float) -> bool:
        """Wait until so many mails are in; whether they came."""
        end = time.monotonic() + seconds
        while self.received < number and time.monotonic() < end:
            time.sleep(0.05)
        return self.received >= number


class Server:
    """`filrouge serve` on a free port; `alone` starts one web process without anything around it."""

    def __init__(self, folder: Path, *, workers: int, mail_port: int, alone: bool = False) -> None:
        self.port, self.log = free_port(), folder / "server.log"
        environment = os.environ | {
            "PORT": str(self.port),
            "FILROUGE_SMTP_HOST": "127.0.0.1",
            "FILROUGE_SMTP_PORT": str(mail_port),
            "FILROUGE_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        options = argparse.Namespace(host="127.0.0.1", workers=workers, threads=4)
        whole = [sys.executable, "-m", "filrouge.cli", "serve", "--workers", str(workers), "--threads", "4"]
        command = web_command(options, self.port) if alone else whole
        self.began = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def first_answer(self, path: str) -> float:
        """Seconds from the start to the first page."""
        while time.perf_counter() - self.began < 60:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", path)
                if connection.getresponse().status == 200:
                    return time.perf_counter() - self.began
            except OSError:
                pass
            time.sleep(0.01)
        raise RuntimeError(f"no page within a minute:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """Stop the server and its children."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Play a job in the load generator's own process."""
    played = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        cwd=ROOT,
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=180,
    )
    if played.returncode:
        raise RuntimeError(played.stderr[-2000:])
    result: dict[str, Any] = json.loads(played.stdout)
    return result
