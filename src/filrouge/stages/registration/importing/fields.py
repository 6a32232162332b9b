"""What a column may say of a person. There is none for a party or a political group, and none for needs."""

from enum import StrEnum


class Field(StrEnum):
    """What is read of a line. A part has a column of its own, too: see `part_column`."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    WHOLE_NAME = "whole_name"
    EMAIL = "email"
    BODY = "body"
    BODY_KIND = "body_kind"
    FUNCTION = "function"
    COMMUNITIES = "communities"
    TERRITORY = "territory"
    LEVEL = "level"
    LANGUAGE = "language"
    PARTS = "parts"
    RECEIVED = "received"
    PICTURES = "pictures"
    REFERENCE = "reference"
    REGISTRANT_FAMILY_NAME = "registrant_family_name"
    REGISTRANT_GIVEN_NAME = "registrant_given_name"
    REGISTRANT_NAME = "registrant_name"
    REGISTRANT_EMAIL = "registrant_email"


class Refusal(StrEnum):
    """Why nothing of a column is read or kept."""

    POLITICAL = "political"
    NEEDS = "needs"
    PRIVATE = "private"


# The most letters that a field holds; what is longer is a problem of its line, never cut.
MOST_LETTERS = {
    Field.FAMILY_NAME: 120,
    Field.GIVEN_NAME: 120,
    Field.WHOLE_NAME: 120,
    Field.EMAIL: 254,
    Field.BODY: 200,
    Field.FUNCTION: 200,
    Field.REFERENCE: 80,
    Field.REGISTRANT_FAMILY_NAME: 120,
    Field.REGISTRANT_GIVEN_NAME: 120,
    Field.REGISTRANT_NAME: 120,
    Field.REGISTRANT_EMAIL: 254,
}

_PART = "part:"


def part_column(key: str) -> str:
    """The name of the column that says yes or no to the part with this key."""
    return _PART + key


def part_of_column(name: str) -> str:
    """The key of the part that a column of this name speaks of, empty for any other column."""
    return name.removeprefix(_PART) if name.startswith(_PART) else ""
