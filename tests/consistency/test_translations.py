"""Every word of the code and of the templates is translated into French, German and Italian."""

import re

import pytest
from babel.messages.pofile import read_po

from tools import compile_messages, messages


def test_the_catalogues_are_up_to_date_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    status = messages.main(["--check"])
    assert status == 0, "run `make messages` and translate:\n" + capsys.readouterr().out


def test_the_catalogues_compile() -> None:
    compile_messages.compile_all()
    for language in messages.PLURALS:
        assert (compile_messages.LOCALE / language / "LC_MESSAGES" / "django.mo").stat().st_size > 0


def test_french_puts_no_space_that_breaks_before_or_inside_its_signs() -> None:
    with (compile_messages.LOCALE / "fr" / "LC_MESSAGES" / "django.po").open("rb") as file:
        said = [message.string for message in read_po(file) if message.id]
    every = [text for one in said for text in ((one,) if isinstance(one, str) else one)]
    assert [text for text in every if re.search(" [:;?!»]|« ", text)] == [], "write U+00A0 there"


def test_words_are_found_in_code() -> None:
    source = b"""
_("Places")
ngettext("%(n)s place", "%(n)s places", n)
pgettext_lazy("month", "May")
gettext(reason)
"""
    assert set(messages.keys(source)) == {
        ("", "Places"),
        ("", ("%(n)s place", "%(n)s places")),
        ("month", "May"),
    }


def test_a_lost_placeholder_is_a_fault() -> None:
    catalogue = messages.updated(messages.Catalog(locale="fr"), {("", "From {start}")}, "fr")
    assert list(messages.faults(catalogue)) == ["not translated: 'From {start}'"]
    catalogue["From {start}"].string = "Depuis"
    assert list(messages.faults(catalogue)) == ["placeholders differ: 'From {start}' ({start})"]
    catalogue["From {start}"].string = "Depuis {start}"
    assert list(messages.faults(catalogue)) == []
