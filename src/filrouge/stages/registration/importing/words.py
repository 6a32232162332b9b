"""What is said of a file and of its lines, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext

from filrouge.core.typography import join_and
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.fields import Refusal
from filrouge.stages.registration.importing.sheets import MOST_BYTES, MOST_LINES
from filrouge.stages.registration.importing.twins import Likeness
from filrouge.stages.registration.importing.values import Trouble


def unreadable_in_words(code: str) -> str:
    """Why a file cannot be read, and what to do. Raises KeyError for a code without words."""
    return {
        "empty": gettext("The file is empty: nothing stands in its first sheet."),
        "too_many_bytes": gettext(
            "The file is larger than %(n)s megabytes. Take away pictures and sheets, or cut it in two."
        )
        % {"n": MOST_BYTES // 1024 // 1024},
        "too_many_lines": gettext("The list is longer than %(n)s lines. Cut it into several files.")
        % {"n": MOST_LINES},
        "too_large": gettext(
            "Unpacked, the file is far larger than a list of people can be, so it was not opened. "
            "Copy the list into a new spreadsheet and send that one."
        ),
        "locked": gettext("The file is protected by a password. Save it without one and send it again."),
        "damaged": gettext("The file is damaged: no program can open it in full. Save it anew and send it again."),
        "unknown_kind": gettext(
            "This is not a spreadsheet. Fil rouge reads Excel (.xlsx, .xls), OpenDocument (.ods) and CSV files."
        ),
        "no_headings": gettext(
            "No heading was recognised. The first line must say what stands in each column: "
            "family name, first name, e-mail address… The template shows how."
        ),
        "no_lines": gettext("There are headings, but nobody stands below them."),
    }[code]


def refusal_in_words(reason: Refusal) -> str:
    """Why nothing of a column is kept."""
    return {
        Refusal.POLITICAL: gettext("Fil rouge keeps no party and no political group. Nothing of this column was kept."),
        Refusal.NEEDS: gettext(
            "What somebody eats or needs is asked of them, never read from a list. Nothing of this column was kept."
        ),
        Refusal.PRIVATE: gettext("Nobody needs this to register. Nothing of this column was kept."),
    }[reason]


def trouble_in_words(trouble: Trouble, columns: Columns, facts: GatheringFacts, language: str) -> str:
    """What is wrong with a cell, or was left out of it. Raises KeyError for a code without words."""
    parts = [part.title.best(language, facts.languages).text for part in facts.parts]
    said: Mapping[str, str] = {
        "said": trouble.said,
        "column": columns.heading(trouble.column),
        "parts": join_and(parts, language=language),
    }
    return {
        "no_name": gettext("There is no name."),
        "not_an_address": gettext("“%(said)s” is not an e-mail address."),
        "not_yes_or_no": gettext("“%(said)s” under “%(column)s” is neither yes nor no. Write x, or leave it empty."),
        "not_a_day": gettext("“%(said)s” under “%(column)s” is not a date. Write it as 31.12.2026 or 2026-12-31."),
        "still_to_come": gettext("“%(said)s” under “%(column)s” is still to come: give the day of receipt."),
        "too_long": gettext("“%(said)s…” under “%(column)s” is longer than can be kept."),
        "unknown_part": gettext("“%(said)s” is no part of this gathering. Its parts: %(parts)s."),
        "no_parts": gettext("No part is named. Say below which parts lines without one take, or add a column."),
        "registrant_without_address": gettext(
            "Whoever registers somebody else needs an e-mail address: %(said)s has none."
        ),
        "function_as_text": gettext(
            "The function “%(said)s” is not in the list of this gathering; it is kept as written."
        ),
        "body_as_text": gettext("“%(said)s” is not in the directory; the name is kept as written."),
        "unknown_term": gettext("“%(said)s” under “%(column)s” is not known and is left out."),
        "unknown_territory": gettext("The territory “%(said)s” is not in the directory and is left out."),
        "unknown_language": gettext(
            "The language “%(said)s” is not known; mails go out in the language of the gathering."
        ),
        "unknown_level": gettext("The level “%(said)s” is not known and is left out."),
    }[trouble.code] % said


def likeness_in_words(likeness: Likeness) -> str:
    """By what somebody resembles somebody else."""
    return {
        Likeness.REFERENCE: gettext("the same reference"),
        Likeness.PERSON: gettext("the same name and address"),
        Likeness.NAME: gettext("the same name"),
        Likeness.EMAIL: gettext("the same e-mail address"),
        Likeness.SIMILAR: gettext("a similar name in the same body"),
    }[likeness]
