"""`filrouge load` and `filrouge export`: gatherings as files."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filrouge.cli.preparing import prepare_database
from filrouge.cli.surroundings import Refusal, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options


def load(options: "Options") -> int:
    """Load every file that can be loaded; 1 when one was refused."""
    start_django()
    prepare_database()
    loaded = [_load(name) for name in options.files]
    return int(not all(loaded))


def _load(name: str) -> bool:
    from filrouge.stages.gatherings.file.problems import FileRefused

    try:
        print(f"{name}: {load_text(_read(name))}")
    except FileRefused as refused:
        for problem in refused.problems:
            place = f"{name}:{problem.line}" if problem.line else name
            print(f"{place}: {problem.path}: {problem.message}" if problem.path else f"{place}: {problem.message}")
        return False
    return True


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Refusal(f"{name}: {error.strerror}") from None


def load_text(text: bytes) -> str:
    """Load one file as the system, bring the seats in step and tell those whom it concerns; what was done, in a few
    words.
    """
    from django.db import transaction
    from django.utils.translation import gettext

    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.file.loading import load_gathering
    from filrouge.stages.gatherings.queries import facts_by_key
    from filrouge.stages.registration.actions import reconcile
    from filrouge.stages.registration.actions.writing import tell_of_load

    now = datetime.now(UTC)
    with transaction.atomic():
        report = load_gathering(text, actor=SYSTEM, now=now)
        if facts := facts_by_key(report.gathering_key):
            reconcile(gathering_id=facts.id, now=now, freed=report.freed)
            tell_of_load(report=report, actor=SYSTEM, now=now)
    if not report.wrote:
        return gettext("%(key)s: nothing new, nothing written.") % {"key": report.gathering_key}
    counts = {"made": len(report.created), "changed": len(report.changed), "removed": len(report.removed)}
    said = gettext("%(key)s: %(made)s made, %(changed)s changed, %(removed)s removed.")
    return said % {"key": report.gathering_key, **counts}


def export(options: "Options") -> int:
    """Write one gathering to the standard output."""
    start_django()
    prepare_database()
    from django.core.exceptions import ObjectDoesNotExist
    from django.utils.translation import gettext

    from filrouge.stages.gatherings.file.exporting import export_gathering

    try:
        text = export_gathering(options.gathering)
    except ObjectDoesNotExist:
        said = gettext("There is no gathering “%(key)s”.")
        raise Refusal(said % {"key": options.gathering}) from None
    sys.stdout.buffer.write(text.encode())
    return 0
