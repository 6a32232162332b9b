"""The product's settings, with a folder of its own for each run and cheap password hashing."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "FILROUGE_TEST_DATA" not in os.environ:
    # Set once by the first process: the workers of pytest-xdist inherit it, so only that one removes the folder.
    os.environ["FILROUGE_TEST_DATA"] = tempfile.mkdtemp(prefix="filrouge-tests-")
    atexit.register(shutil.rmtree, os.environ["FILROUGE_TEST_DATA"], ignore_errors=True)
os.environ["FILROUGE_DATA_DIR"] = os.environ["FILROUGE_TEST_DATA"]
os.environ.setdefault("FILROUGE_SECRET_KEY", "only-for-tests")
os.environ["FILROUGE_NEEDS_KEYS"] = "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMzI="
# What a developer's shell says about mail, demonstration or addresses must not reach the tests.
for name in (
    "FILROUGE_DEMO",
    "FILROUGE_SMTP_HOST",
    "FILROUGE_BASE_URL",
    "FILROUGE_DEBUG",
    "PORT",
    "FILROUGE_AGENDAS",
    "FILROUGE_AGENDA_KEY",
    "FILROUGE_IMAP_HOST",
    "FILROUGE_BOUNCES",
    "FILROUGE_BOUNCES_SECRET",
    "FILROUGE_SMTP_SERVICE",
):
    os.environ.pop(name, None)

from filrouge.config.settings import *  # noqa: E402, F403
from filrouge.config.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Path(DATA_DIR, "static").mkdir(exist_ok=True)  # WhiteNoise warns of a missing folder
if DATABASES["default"]["ENGINE"] == "filrouge.ground.sqlite":
    # A file, as in real life: write-ahead log, immediate transactions and a server thread mean nothing in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR, "test.sqlite3"))}
