"""Find a Chromium for the tests: `executable()` gives its path and the environment it needs.

In this order: the CHROMIUM variable, Debian's chromium, the npm package @sparticuz/chromium of package-lock.json, which
carries the browser and the few libraries that a bare system lacks. `FILROUGE_OWN_CHROMIUM=1` asks for the last one.
"""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / ".browser"
SYSTEM = Path("/usr/bin/chromium")

# No sandbox: the tests may run as root, where Chromium has none. The others keep it from looking outside, which a
# closed network refuses many times at each start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def executable() -> tuple[str, dict[str, str]]:
    """Path of a browser that is there, and the whole environment to start it with."""
    if given := os.environ.get("CHROMIUM"):
        return given, dict(os.environ)
    if SYSTEM.exists() and not os.environ.get("FILROUGE_OWN_CHROMIUM"):
        return str(SYSTEM), dict(os.environ)
    return carried()


def carried() -> tuple[str, dict[str, str]]:
    """The browser of the npm package, installed and unpacked when it is not yet."""
    if not PACKAGE.exists():
        install()
    version = checksum_of_lock()
    stamp = UNPACKED / "unpacked-from"
    if not stamp.exists() or stamp.read_text(encoding="ascii") != version:
        unpack()
        stamp.write_text(version, encoding="ascii")
    libraries = [str(UNPACKED / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    extra = {"LD_LIBRARY_PATH": ":".join(filter(None, libraries))}
    if not Path("/etc/fonts/fonts.conf").exists():
        extra["FONTCONFIG_PATH"] = str(UNPACKED / "fonts")
    return str(UNPACKED / "chromium"), {**os.environ, **extra}


def install() -> None:
    """Install the locked npm packages, running none of their scripts."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "The browser tests need a Chromium: set CHROMIUM to one, install your system's chromium, or install npm."
        )
    subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)


def checksum_of_lock() -> str:
    """What the package-lock says of the browser's package: changes with its version."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()


def unpack() -> None:
    """Unpack browser, software renderer, libraries and a fallback font into the git-ignored folder."""
    import brotli  # comes with requirements/build.in; the product itself never needs it

    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir()
    binaries = PACKAGE / "bin"
    browser = UNPACKED / "chromium"
    browser.write_bytes(brotli.decompress((binaries / "chromium.br").read_bytes()))
    browser.chmod(0o755)
    for archive, folder in {"al2023": "al2023", "fonts": "fonts", "swiftshader": "."}.items():
        content = brotli.decompress((binaries / f"{archive}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            tar.extractall(UNPACKED / folder, filter="data")


def prove(screenshot: Path) -> str:
    """Start the browser, render a page, save a picture; the version that answered."""
    from playwright.sync_api import sync_playwright

    path, environment = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, env=environment, args=FLAGS)
        page = browser.new_page(viewport={"width": 360, "height": 240})
        page.set_content("<h1>Fil rouge</h1><p>Zürich, Genève, Forlì</p>")
        page.screenshot(path=screenshot)
        version = browser.version
        browser.close()
    return f"{path}: Chromium {version}"


if __name__ == "__main__":
    # Without an argument: only make sure that there is a browser. With one: render a page into that file.
    print(prove(Path(sys.argv[1])) if len(sys.argv) > 1 else executable()[0])
