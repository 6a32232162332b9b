"""`filrouge load`, `export`, `migrate` and `manager`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run


def test_what_is_exported_loads_as_the_same_gathering(run: Run, tmp_path: Path) -> None:
    first = run("load", *(str(path) for path in sorted(EXAMPLES.glob("*.yaml"))))
    assert first.returncode == 0, first.stderr + first.stdout
    assert "aarau-2023" in first.stdout

    exported = run("export", "aarau-2023")
    assert exported.returncode == 0, exported.stderr
    copy = tmp_path / "copy.yaml"
    copy.write_text(exported.stdout, encoding="utf-8")
    again = run("load", str(copy))
    assert again.returncode == 0, again.stdout
    assert "nothing new" in again.stdout
    assert run("export", "aarau-2023").stdout == exported.stdout


@pytest.mark.usefixtures("in_use")
def test_a_refused_file_names_its_lines_and_others_are_loaded(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    source = (EXAMPLES / "aarau-2023.yaml").read_text(encoding="utf-8")
    bad.write_text(source.replace("capacity: 30", "capacity: many"), encoding="utf-8")
    line = next(number for number, text in enumerate(source.splitlines(), 1) if "capacity: 30" in text)

    done = run("load", str(bad), str(EXAMPLES / "ateliers.yaml"))
    assert done.returncode == 1
    assert f"{bad}:{line}: parts[0].capacity: " in done.stdout
    assert "ateliers: " in done.stdout
    assert run("export", "aarau-2023").returncode == 1


@pytest.mark.usefixtures("in_use")
def test_a_missing_file_and_an_unknown_gathering_are_said(run: Run, tmp_path: Path) -> None:
    missing = run("load", str(tmp_path / "none.yaml"))
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    unknown = run("export", "nothing")
    assert unknown.returncode == 1
    assert "nothing" in unknown.stderr


def test_migrating_twice_does_it_once(run: Run) -> None:
    assert "brought up to date" in run("migrate").stdout
    assert "is up to date" in run("migrate").stdout


def test_the_first_manager(run: Run, inside: Callable[[str], str]) -> None:
    refused = run("manager", "anna@town.example", "network")
    assert refused.returncode == 1
    assert "network" in refused.stderr

    done = run("manager", "Anna@Town.example", "network", "--new", "Our network", "--name", "Anna Egli")
    assert done.returncode == 0, done.stderr
    assert "anna@town.example" in done.stdout
    found = inside(
        "from filrouge.ground.people.models import RoleAssignment as R\n"
        "print(*R.objects.values_list('organiser__key', 'user__email', 'user__name', 'role'))"
    )
    assert found == "('network', 'anna@town.example', 'Anna Egli', 'manager')"
    assert run("manager", "not an address", "network").returncode == 1
