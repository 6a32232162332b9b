"""Postal addresses as tables, cards and people write them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from filrouge.core.postal import COUNTRIES, DIGITS, NOWHERE, PostalAddress, is_post_box
from filrouge.core.text import search_form

_NUMBER = r"\d{1,3}(?: ?(?:bis|ter|quater|[a-zA-Z])\b)?(?: ?[-/+] ?\d{1,3}[a-zA-Z]?)?"
_NUMBER_FIRST = re.compile(rf"({_NUMBER})(?:, ?| )(\D.*)")
_NUMBER_LAST = re.compile(rf"(.*\D),? ({_NUMBER})")
_TOWN = re.compile(r"((?:[A-Z]{1,2}[- ])?\d{4,5}) (\D.*)")
_PREFIXED = re.compile(r"([A-Za-z]{1,2})[- ]?(\d{4,5})")
# The letters that stood before postcodes, and on the back of cars.
_LETTERS = {"f": "FR", "d": "DE", "i": "IT", "a": "AT", "b": "BE", "fl": "LI"}
_BY_DIGITS = {4: "CH", 5: "FR"}
_COUNTRY_WORDS = {
    **{search_form(name): code for code, names in COUNTRIES.items() for name in names.values()},
    **{code.lower(): code for code in COUNTRIES},
    **_LETTERS,
}


def country_code(said: str) -> str:
    """The country that somebody wrote, by name in one of our languages or by its letters; empty for none of these."""
    return _COUNTRY_WORDS.get(search_form(said), "")


def tidied(address: PostalAddress) -> PostalAddress:
    """F-75001 is 75001 in France. Where no country is said, four digits mean Switzerland and five France."""
    postcode, country = address.postcode.strip(), address.country
    if found := _PREFIXED.fullmatch(postcode):
        postcode, country = found[2], country or country_code(found[1])
    if postcode.isdecimal():
        country = country or _BY_DIGITS.get(len(postcode), "")
    return replace(address, postcode=postcode, country=country) if address else NOWHERE


def from_cells(cells: Mapping[str, str]) -> PostalAddress:
    """From the pieces of a table, by name; `whole` is a cell in which more than one of them may stand.

    A spreadsheet drops the zero before 01000 Bourg; where five digits are usual it comes back.
    """
    whole = cells.get("whole", "")
    read = from_line("" if "@" in whole else whole)
    said = {name: " ".join(cells.get(name, "").split()) for name in ("extra", "street", "number", "postcode", "town")}
    if said["street"] and not said["number"]:
        line = from_line(said["street"])
        said |= {"street": line.street, "number": line.number, "extra": said["extra"] or line.extra}
    country = country_code(cells.get("country", "")) or read.country
    named = {name: text for name, text in said.items() if text}
    found = tidied(replace(read, **named, country=country))
    has_lost_a_zero = found.postcode.isdecimal() and len(found.postcode) == DIGITS.get(found.country, 0) - 1
    return replace(found, postcode=f"0{found.postcode}") if has_lost_a_zero else found


def from_line(text: str) -> PostalAddress:
    """An address from one line, as far as it stands there: 14 bis, rue du Marché, CS 40512, 72000 Le Mans."""
    found = NOWHERE
    line = re.sub(rf"^({_NUMBER}) ?, ?", r"\1 ", " ".join(text.split()))
    for piece in filter(None, re.split(r" ?[,;] ?", line)):
        if town := _TOWN.fullmatch(piece):
            found = replace(found, postcode=town[1], town=town[2])
        elif country := country_code(piece):
            found = replace(found, country=country)
        elif is_post_box(piece) or found.street:
            found = replace(found, extra=", ".join(filter(None, (found.extra, piece))))
        else:
            street, number = _street_and_number(piece)
            found = replace(found, street=street, number=number)
    return tidied(found)


def _street_and_number(piece: str) -> tuple[str, str]:
    """Rue du Marché 12 and 12 rue du Marché; a year at the end (rue du 8 Mai 1945) is no number."""
    if found := _NUMBER_FIRST.fullmatch(piece):
        return found[2], found[1]
    if found := _NUMBER_LAST.fullmatch(piece):
        return found[1].rstrip(", "), found[2]
    return piece, ""
