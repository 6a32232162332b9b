"""The same facts give the same file, whoever makes it and whenever: nothing of the day or the machine is in it."""

import json
import os
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
import time_machine

from tests.support.same_bytes import MADE, checksums
from tests.support.tree import ROOT


def test_another_process_in_another_zone_makes_the_same_files() -> None:
    elsewhere = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "C"}
    made = subprocess.run(
        [sys.executable, "-m", "tests.support.same_bytes"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **elsewhere},
        check=True,
        capture_output=True,
        text=True,
    )
    with time_machine.travel("2031-01-01T00:00:00Z", tick=False):
        assert json.loads(made.stdout) == checksums()


@pytest.mark.parametrize("name", [name for name in MADE if name != "logo"])
def test_no_document_says_when_it_was_made(name: str) -> None:
    with pikepdf.open(BytesIO(MADE[name]())) as document:
        assert "/CreationDate" not in document.docinfo and "/ModDate" not in document.docinfo
        said = bytes(document.Root.Metadata.read_bytes()) if "/Metadata" in document.Root else b""
        assert b"CreateDate" not in said and b"ModifyDate" not in said
