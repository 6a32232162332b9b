"""`filrouge demo`: the demonstration, set up when it is missing, then served."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filrouge.cli.serving import prepare, run
from filrouge.cli.surroundings import Refusal, choose_port, require_free_port

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options


def demo(options: "Options") -> int:
    """Set up, say what there is to see, serve."""
    port = choose_port(options.port)
    if not options.no_serve:
        require_free_port(options.host, port)
    os.environ["FILROUGE_DEMO"] = "1"
    if "DATABASE_URL" not in os.environ:
        # Its own folder, so that trying the product out never mixes with using it.
        os.environ.setdefault("FILROUGE_DATA_DIR", str(Path.home() / ".local" / "share" / "filrouge-demo"))

    def make_ready() -> None:
        prepare()
        _set_up(is_reset=options.reset)

    if options.no_serve:
        make_ready()
        return 0
    return run(options, _welcome, make_ready)


def _set_up(*, is_reset: bool) -> None:
    from filrouge.config.demonstration.setting_up import NotADemonstration, is_set_up, reset, set_up

    now = datetime.now(UTC)
    try:
        if is_reset or not is_set_up():
            print("La démonstration se prépare… / Setting up the demonstration…", file=sys.stderr, flush=True)
        reset(now=now) if is_reset else set_up(now=now)
    except NotADemonstration as strangers:
        raise Refusal(
            f"Cette base contient d’autres organisateurs ({strangers}) : la démonstration n’y touche pas. Donnez-lui "
            "son propre dossier : FILROUGE_DATA_DIR=…\n"
            f"This database holds other organisers ({strangers}): the demonstration leaves it alone. Give it a folder "
            "of its own: FILROUGE_DATA_DIR=…"
        ) from None


def _welcome() -> None:
    from django.conf import settings

    from filrouge.config.demonstration.words import welcome

    print(welcome(settings.BASE_URL, now=datetime.now(UTC)), flush=True)
