"""Starting reads what every request needs, and not the libraries of letters, files and calendars."""

import os
import subprocess
import sys

SLOW = ("pydantic", "yaml", "pikepdf", "typst", "docx", "odfdo", "lxml", "zxingcpp", "holidays", "openpyxl")
START = (
    "import sys, django; django.setup(); import filrouge.config.urls; print(*(sys.modules.keys() & set(sys.argv[1:])))"
)


def test_no_slow_library_is_read_at_the_start() -> None:
    """All of the pages are known, and none of these libraries is; they once made up a third of the memory."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", START]
    clean = subprocess.run([*command, *SLOW], env=environment, check=True, capture_output=True, text=True)
    assert clean.stdout.split() == []
    control = subprocess.run([*command, "django"], env=environment, check=True, capture_output=True, text=True)
    assert control.stdout.split() == ["django"]
