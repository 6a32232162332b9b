"""Put the third-party scripts and fonts beside our own static files, from the Python packages that carry them.

No third-party code is committed: `web/static/vendor.json` says what is taken from where, with its licence and the
checksum of the source; what is made from it lies in the git-ignored `web/static/vendor/` and goes into the wheel.
`python -m tools.prepare_assets --update` accepts new sources (after an upgrade) by writing their checksums.
"""

import hashlib
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parent.parent / "src" / "filrouge" / "web" / "static"
MANIFEST = STATIC / "vendor.json"
VENDOR = STATIC / "vendor"

# Basic Latin, Latin-1 supplement, Latin Extended-A, general punctuation (with the narrow no-break space U+202F of
# French typography), euro and trade mark, arrows, minus sign.
CHARACTERS = "U+0020-007E,U+00A0-017F,U+0192,U+02C6,U+02DC,U+2010-2027,U+202F-203A,U+20AC,U+2122,U+2190-2193,U+2212"
# Tabular figures (tnum) are kept where the face has them: subsetting drops unknown features silently.
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum", "lnum", "frac", "ordn", "sups"]


def source_of(asset: dict[str, Any]) -> Path:
    """The file inside an installed package, found without importing the package."""
    spec = importlib.util.find_spec(asset["package"])
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{asset['package']} is not installed: run the set-up first (make run)")
    return Path(spec.submodule_search_locations[0]) / asset["source"]


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def subset_font(source: Path, target: Path) -> None:
    """A woff2 with the characters that French, German, Italian and English need."""
    from fontTools import subset  # slow to import, and not needed when nothing is to be made

    options = subset.Options(flavor="woff2", layout_features=FEATURES, recalc_timestamp=False, notdef_outline=True)
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    worker.subset(font)
    subset.save_font(font, str(target), options)


def prepare(asset: dict[str, Any]) -> None:
    """Make one file of the vendor folder."""
    source = source_of(asset)
    if checksum(source) != asset["sha256"]:
        raise SystemExit(f"{source.name} is not the file that vendor.json names; see tools/prepare_assets.py --update")
    target = VENDOR / asset["target"]
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".woff2":
        subset_font(source, target)
    else:
        shutil.copyfile(source, target)


def update(manifest: dict[str, Any]) -> None:
    """Write the checksums of the installed sources into the manifest."""
    for asset in manifest["files"]:
        asset["sha256"] = checksum(source_of(asset))
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: Iterable[str] = ()) -> None:
    """Prepare everything that is missing or was made by another version of this file or of the manifest."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    if "--update" in arguments:
        update(manifest)
    stamp = VENDOR / "made-from.sha256"
    wanted = hashlib.sha256(MANIFEST.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    complete = all((VENDOR / asset["target"]).exists() for asset in manifest["files"])
    if complete and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    for asset in manifest["files"]:
        prepare(asset)
    stamp.write_text(wanted, encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
