"""A spreadsheet that fills the lines of the group form, for review: nothing is registered by reading it."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, ngettext

from filrouge.stages.delegations.forms import PeopleLines
from filrouge.stages.delegations.rules import MOST_PEOPLE
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.forms import OTHER
from filrouge.stages.registration.importing.columns import Columns, recognise_columns
from filrouge.stages.registration.importing.lines import LineReader, ReadLine
from filrouge.stages.registration.importing.sheets import MOST_BYTES, Unreadable, read_table
from filrouge.stages.registration.importing.words import refusal_in_words, trouble_in_words, unreadable_in_words
from filrouge.web.shell.labels import labelled

_MOST_TOLD = 12
# Of a line that is reviewed by the one who sent it, these need no word: the name as written stands in its field.
_NOT_TOLD = {"function_as_text", "body_as_text"}


def fill_from_file(
    lines: PeopleLines, file: UploadedFile | None, facts: GatheringFacts, language: str, *, now: datetime
) -> dict[str, Any]:
    """Put the people of a file into the lines; what to say about it, as components/notice.html shows it."""
    if file is None:
        return _notice("warn", gettext("Choose a file first: an Excel, OpenDocument or CSV list of people."))
    try:
        table = read_table(file.read(MOST_BYTES + 1))
        columns, rows = recognise_columns(table, facts)
    except Unreadable as unreadable:
        return _notice("warn", unreadable_in_words(unreadable.code))
    people = list(LineReader(columns, facts, now=now).read_all(rows))
    left_out = lines.fill([_values(person) for person in people])
    said = _said(people, columns, facts, language)
    if left_out:
        told = gettext("At most %(most)s people fit on one form: %(n)s of the file were left out.")
        said.insert(0, told % {"most": MOST_PEOPLE, "n": left_out})
    number = len(people) - left_out
    title = ngettext(
        "%(n)s person was read from the file. Nothing is registered yet: look at the line below, then send it.",
        "%(n)s people were read from the file. Nothing is registered yet: look at the lines below, then send them.",
        number,
    )
    return _notice("info", title % {"n": number}, said)


def _notice(tone: str, title: str, said: list[str] | None = None) -> dict[str, Any]:
    return {"tone": tone, "title": title, "said": said or []}


def _values(person: ReadLine) -> dict[str, Any]:
    values: dict[str, Any] = {
        "given_name": person.name.given,
        "family_name": person.name.family,
        "email": person.email,
        "function": person.function or (OTHER if person.function_text else ""),
        "function_text": person.function_text,
        "communities": list(person.communities),
    }
    return values | ({"parts": list(person.wants)} if person.wants else {})


def _said(people: list[ReadLine], columns: Columns, facts: GatheringFacts, language: str) -> list[str]:
    """What was not read, column by column and line by line."""
    said = [labelled(heading, refusal_in_words(reason)) for heading, reason in columns.dropped]
    for person in people:
        for trouble in (*person.problems, *person.remarks):
            if trouble.code not in _NOT_TOLD:
                sentence = trouble_in_words(trouble, columns, facts, language)
                said.append(gettext("Line %(n)s: %(said)s") % {"n": person.number, "said": sentence})
    if len(said) > _MOST_TOLD:
        more = len(said) - _MOST_TOLD
        said = [*said[:_MOST_TOLD], gettext("and %(n)s more remarks") % {"n": more}]
    return said
