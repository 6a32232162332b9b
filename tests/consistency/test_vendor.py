"""The third-party files are the ones that the manifest names, with licence, and nothing else is served."""

import json
import re

from tests.support.tree import name, project_files
from tools import prepare_assets

MANIFEST = json.loads(prepare_assets.MANIFEST.read_text(encoding="utf-8"))


def test_sources_have_the_checksums_of_the_manifest() -> None:
    for asset in MANIFEST["files"]:
        assert prepare_assets.checksum(prepare_assets.source_of(asset)) == asset["sha256"], asset["name"]


def test_each_file_has_a_version_and_a_licence() -> None:
    for asset in MANIFEST["files"]:
        assert asset["version"], asset["name"]
        assert asset["licence"], asset["name"]


def test_the_named_version_of_htmx_is_the_real_one() -> None:
    asset = next(asset for asset in MANIFEST["files"] if asset["name"] == "htmx")
    source = prepare_assets.source_of(asset).read_text(encoding="utf-8")
    assert re.search(r'version:"([\d.]+)"', source)[1] == asset["version"]


def test_the_prepared_files_are_there_and_no_others() -> None:
    prepare_assets.main()
    made = {path.relative_to(prepare_assets.VENDOR).as_posix() for path in prepare_assets.VENDOR.rglob("*.*")}
    assert made == {asset["target"] for asset in MANIFEST["files"]} | {"made-from.sha256"}


def test_nothing_of_the_vendor_folder_is_committed() -> None:
    assert not [name(path) for path in project_files() if path.is_relative_to(prepare_assets.VENDOR)]
