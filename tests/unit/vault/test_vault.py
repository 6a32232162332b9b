"""The vault: what is sealed tells nothing, and only its keys open it."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from filrouge.ground import vault
from filrouge.ground.vault import keys


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """An installation whose keys are in its own file."""
    with override_settings(NEEDS_KEYS=[], NEEDS_KEYS_FILE=tmp_path / "needs.keys"):
        yield tmp_path / "needs.keys"


def test_what_was_sealed_comes_out_again() -> None:
    for text in ("", "végétarien", "x" * 4000, '{"choices": []}'):
        assert vault.open_sealed(vault.seal(text)) == text


def test_the_length_does_not_tell_which_choice_it_was() -> None:
    assert len({len(vault.seal(text)) for text in ("", "vegan", "no_gluten", "Je ne mange pas de noix. " * 10)}) == 1


def test_a_text_that_could_not_come_out_whole_does_not_go_in() -> None:
    with pytest.raises(ValueError, match="NUL"):
        vault.seal("a\0")


def test_the_file_is_made_once_and_for_its_owner_alone(file: Path) -> None:
    sealed = vault.seal("vegan")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = file.read_text()
    assert vault.open_sealed(sealed) == "vegan"
    assert file.read_text() == first
    assert list(file.parent.iterdir()) == [file], "no draft is left behind"


def test_a_running_process_follows_a_rotation(file: Path) -> None:
    old = vault.seal("vegan")
    keys.replace((keys.new_key(), *keys.current()))
    assert vault.open_sealed(old) == "vegan"
    assert not vault.is_current(old)
    new = vault.reseal(old)
    assert vault.is_current(new)
    keys.replace(keys.current()[:1])
    assert vault.open_sealed(new) == "vegan"
    assert vault.is_lost(old)
    with pytest.raises(vault.NoKeyFits):
        vault.open_sealed(old)
    with pytest.raises(vault.NoKeyFits):
        vault.reseal(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["not a key\n", "", "é\n"])
def test_a_file_that_holds_no_key_is_named(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(vault.KeysUnreadable, match=r"needs\.keys"):
        vault.seal("vegan")


def test_a_variable_that_holds_no_key_is_named() -> None:
    with override_settings(NEEDS_KEYS=["short"]), pytest.raises(vault.KeysUnreadable, match="FILROUGE_NEEDS_KEYS"):
        vault.seal("vegan")


def test_the_environment_comes_before_the_file(file: Path) -> None:
    with override_settings(NEEDS_KEYS=[keys.new_key()]):
        assert vault.open_sealed(vault.seal("vegan")) == "vegan"
        assert not keys.are_ours()
    assert not file.exists()
