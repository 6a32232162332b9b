"""Postal addresses in files of contacts and of bodies: which column says what of them, and what is taken of a line."""

from collections.abc import Mapping
from dataclasses import asdict

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.postal_reading import from_cells
from filrouge.ground.directory.file_lines import Difference

HEADINGS: Mapping[str, str] = {
    "whole": "adresse, adresse postale, address, postal address, anschrift, postadresse, postanschrift, indirizzo, "
    "indirizzo postale",
    "street": "rue, voie, adresse 1, street, address 1, strasse, strasse nr, strasse und nr, strasse und hausnummer, "
    "via, rue et numero, via e numero, street and number",
    "number": "numero, numero de rue, no de rue, number, house number, nummer, hausnummer, hausnr, numero civico",
    "extra": "complement, complement d adresse, complement adresse, adresse 2, address 2, additional line, zusatz, "
    "adresszusatz, complemento",
    "postcode": "npa, code postal, cp, postcode, postal code, zip, zip code, plz, postleitzahl, cap, codice postale",
    "town": "localite, ort, ortschaft, wohnort, place, town, localita",
    "country": "pays, land, country, paese, nazione, staat",
}
"""The folded headings of each column."""


def read_address(said: Mapping[str, str]) -> Mapping[str, str]:
    """The address of a line, by name of column, as it is kept with a draft; nothing where the line says none.

    A column of numbers means houses only beside a street: members have numbers too.
    """
    cells = {name: said.get(name, "")[:200] for name in HEADINGS}
    if not (cells["street"] + cells["whole"]).strip():
        cells["number"] = ""
    address = from_cells(cells)
    return asdict(address) if address else {}


def to_take(draft: Mapping[str, str]) -> PostalAddress:
    """The address of a draft, if a letter would arrive; else none, and the line is taken without it."""
    address = PostalAddress(**draft)
    return NOWHERE if address.wrong else address


def address_difference(before: PostalAddress, after: PostalAddress) -> list[Difference]:
    """What a line says otherwise, as one difference."""
    return [Difference("postal", before.in_one_line, after.in_one_line)] if before != after else []
