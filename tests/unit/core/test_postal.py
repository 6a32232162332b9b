"""Postal addresses: on an envelope, as people write them, and what is wrong with one."""

from dataclasses import replace

import pytest

from filrouge.core.postal import NOWHERE, PostalAddress, WrongAddress, envelope
from filrouge.core.postal_reading import country_code, from_cells, from_line, tidied

NYON = PostalAddress("Case postale 12", "Rue du Marché", "12a", "1260", "Nyon", "CH")
LE_MANS = PostalAddress("CS 40512", "avenue du Général-de-Gaulle", "14 bis", "72018", "Le Mans, Cedex 2", "FR")


@pytest.mark.parametrize(
    ("address", "sent_from", "language", "lines"),
    [
        (NYON, "CH", "fr", ("Rue du Marché 12a", "Case postale 12", "1260 Nyon")),
        (NYON, "FR", "de", ("Rue du Marché 12a", "Case postale 12", "1260 Nyon", "SUISSE")),
        (LE_MANS, "FR", "fr", ("14 bis avenue du Général de Gaulle", "CS 40512", "72018 LE MANS CEDEX 2")),
        (
            LE_MANS,
            "CH",
            "de",
            ("14 bis avenue du Général de Gaulle", "CS 40512", "72018 LE MANS CEDEX 2", "FRANKREICH"),
        ),
        (
            PostalAddress("Bâtiment B, 2e étage", "Via Nassa", "5", "6900", "Lugano", "CH"),
            "CH",
            "it",
            ("Bâtiment B, 2e étage", "Via Nassa 5", "6900 Lugano"),
        ),
        (PostalAddress(town="Dublin", country="IE"), "CH", "fr", ("Dublin", "IE")),
        (NOWHERE, "CH", "fr", ()),
    ],
)
def test_an_envelope_is_written_as_the_posts_of_its_country_ask(
    address: PostalAddress, sent_from: str, language: str, lines: tuple[str, ...]
) -> None:
    assert envelope(address, sent_from=sent_from, language=language) == lines


def test_the_town_of_a_french_address_keeps_its_accents_and_nothing_but_letters() -> None:
    saint = PostalAddress(street="place de l’Hôtel-de-Ville", postcode="42000", town="Saint-Étienne", country="FR")
    assert envelope(saint, sent_from="FR", language="fr") == ("place de l Hôtel de Ville", "42000 SAINT ÉTIENNE")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"street": "", "number": "", "extra": ""}, None),
        ({"town": ""}, WrongAddress.NO_TOWN),
        ({"street": ""}, WrongAddress.NO_STREET),
        ({"postcode": ""}, WrongAddress.NO_POSTCODE),
        ({"postcode": "12600"}, WrongAddress.POSTCODE),
        ({"postcode": "12600", "country": "FR"}, None),
        ({"postcode": "", "country": "MC"}, None),
        ({"country": ""}, WrongAddress.NO_COUNTRY),
        ({"street": "x" * 71}, WrongAddress.TOO_LONG),
    ],
)
def test_half_an_address_is_none(change: dict[str, str], wrong: WrongAddress | None) -> None:
    assert replace(NYON, **change).wrong == wrong
    assert NOWHERE.wrong is None and PostalAddress(country="CH").wrong is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Rue du Marché 12", PostalAddress(street="Rue du Marché", number="12")),
        ("12, rue du Marché", PostalAddress(street="rue du Marché", number="12")),
        ("10/12 rue de la Bourse", PostalAddress(street="rue de la Bourse", number="10/12")),
        ("Rue du 8 Mai 1945", PostalAddress(street="Rue du 8 Mai 1945")),
        ("Strasse des 17. Juni 135", PostalAddress(street="Strasse des 17. Juni", number="135")),
        ("Case postale 34", PostalAddress(extra="Case postale 34")),
        ("Marktgasse 12a, 3011 Bern", PostalAddress("", "Marktgasse", "12a", "3011", "Bern", "CH")),
        (
            "14 bis, avenue du Lac, CS 40512, F-72018 Le Mans, France",
            PostalAddress("CS 40512", "avenue du Lac", "14 bis", "72018", "Le Mans", "FR"),
        ),
    ],
)
def test_one_line_is_read_as_far_as_it_says_something(line: str, found: PostalAddress) -> None:
    assert from_line(line) == found


def test_cells_are_put_together_and_what_a_spreadsheet_drops_comes_back() -> None:
    said = {"street": "Rue Haute 3", "postcode": "1000", "town": "Bourg-en-Bresse", "country": "Frankreich"}
    assert from_cells(said) == PostalAddress("", "Rue Haute", "3", "01000", "Bourg-en-Bresse", "FR")
    apart = {"whole": "Rue Haute", "number": "3", "postcode": "CH-1260", "town": "Nyon"}
    assert from_cells(apart) == PostalAddress("", "Rue Haute", "3", "1260", "Nyon", "CH")
    assert from_cells({"whole": "anna.rey@lindenau.example", "country": "Suisse"}) == NOWHERE
    assert tidied(PostalAddress(town="Wien", postcode="1010", country="AT")).country == "AT"
    assert [country_code(said) for said in ("Svizzera", "F", "de", "Atlantis")] == ["CH", "FR", "DE", ""]


def test_in_the_same_place_what_nobody_says_anew_stays() -> None:
    assert PostalAddress("", "", "", "1260", "Nyon", "CH").kept_where_unsaid(NYON) == NYON
    moved = PostalAddress("", "Rue Neuve", "", "1260", "Nyon", "CH").kept_where_unsaid(NYON)
    assert moved == replace(NYON, street="Rue Neuve", number="")
    assert LE_MANS.kept_where_unsaid(NYON) == LE_MANS and NOWHERE.kept_where_unsaid(NYON) == NYON
