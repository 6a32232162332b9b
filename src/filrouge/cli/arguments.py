"""The sub-commands and their options. The modules that do the work are imported when their command is given."""

import argparse
import os
from collections.abc import Callable
from importlib import import_module

Options = argparse.Namespace


def parser() -> argparse.ArgumentParser:
    """Everything that can be typed after `filrouge`."""
    top = argparse.ArgumentParser(
        prog="filrouge",
        description="Fil rouge: the gatherings of public social action, from save-the-date to roadmap.",
        epilog="From the environment: FILROUGE_DATA_DIR, DATABASE_URL, PORT, FILROUGE_BASE_URL and more that "
        "docs/running.md lists.",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    serve = _command(commands, "serve", "serving:serve", "start the web server and the mail worker")
    _add_address(serve, workers=2)
    demo = _command(commands, "demo", "demonstrating:demo", "start the demonstration, with invented people")
    _add_address(demo, workers=1)
    demo.add_argument("--reset", action="store_true", help="erase the demonstration first and set it up for today")
    demo.add_argument("--no-serve", action="store_true", help="only set it up")
    load = _command(commands, "load", "files:load", "load gathering files: each wholly or not at all")
    load.add_argument("files", nargs="+", metavar="FILE")
    export = _command(commands, "export", "files:export", "write a gathering as a file to the standard output")
    export.add_argument("gathering", metavar="GATHERING", help="its key, as in its address")
    _command(commands, "worker", "working:worker", "only deliver mail, until stopped")
    _command(commands, "bounces", "bounces:read", "read the mails that came back, once")
    _command(commands, "rotate-keys", "keys:rotate", "seal what people need under a new key and drop the old one")
    _command(commands, "migrate", "preparing:migrate", "bring the database to the form that this version needs")
    manager = _command(commands, "manager", "people:manager", "make somebody a manager of an organiser")
    manager.add_argument("email", metavar="EMAIL")
    manager.add_argument("organiser", metavar="ORGANISER", help="its key")
    manager.add_argument("--name", default="", help="the person's name")
    manager.add_argument("--new", metavar="NAME", default="", help="make the organiser, with this name")
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, target: str, words: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    command.set_defaults(run=_later(target))
    return command


def _later(target: str) -> Callable[[Options], int | None]:
    module, _, function = target.partition(":")

    def run(options: Options) -> int | None:
        return getattr(import_module(f"filrouge.cli.{module}"), function)(options)

    return run


def _add_address(command: argparse.ArgumentParser, *, workers: int) -> None:
    command.add_argument("--port", type=int, default=None, help="default: PORT, else 8000")
    command.add_argument("--host", default=os.environ.get("FILROUGE_HOST", "127.0.0.1"), help="default: 127.0.0.1")
    command.add_argument("--workers", type=int, default=workers, help=f"processes (default {workers})")
    command.add_argument("--threads", type=int, default=4, help="requests that one process answers at once (default 4)")
