"""Postal addresses in files: which column is read as what, in spreadsheets and on cards."""

from filrouge.core.postal import PostalAddress
from filrouge.ground.directory import body_files, contact_files
from filrouge.ground.directory.contact_files import drafts_of
from filrouge.ground.directory.vcards import read_vcards

CARD = """BEGIN:VCARD
VERSION:3.0
N:Rey;Anna
EMAIL:anna.rey@lindenau.example
ADR;TYPE=HOME:;;Chemin Privé 1;Ailleurs;;1000;Suisse
ADR;TYPE=WORK:Case postale 12;;Rue du Marché 12;Lindenau;VD;1299;Suisse
END:VCARD
"""
WORK = PostalAddress("Case postale 12", "Rue du Marché", "12", "1299", "Lindenau", "CH")


def test_headings_are_understood_in_four_languages() -> None:
    for headings in (body_files.HEADINGS, contact_files.HEADINGS):
        read = [headings[said] for said in ("rue", "strasse", "via", "npa", "plz", "cap", "code postal")]
        assert read == ["street"] * 3 + ["postcode"] * 4
        more = [headings[said] for said in ("localite", "ort", "localita", "hausnummer", "complement", "land", "paese")]
        assert more == ["town"] * 3 + ["number", "extra", "country", "country"]
        assert headings["adresse"] == "whole"
    assert contact_files.HEADINGS["adresse e mail"] == "email"


def test_a_card_says_where_somebody_works_and_never_where_they_live() -> None:
    (draft,) = drafts_of(read_vcards(CARD.encode()))
    assert PostalAddress(**draft.postal) == WORK
    at_home = CARD.replace("TYPE=WORK", "TYPE=HOME")
    assert drafts_of(read_vcards(at_home.encode()))[0].postal == {}


def test_a_city_is_a_body_and_beside_a_postcode_a_town() -> None:
    person = {"family": "Rey", "city": "Nyon"}
    beside = {**person, "street": "Rue Haute 3", "postcode": "1260"}
    lines = [person, {**person, "body": ""}, beside, {**beside, "body": "CSR"}, {**beside, "body": ""}]
    drafts = drafts_of(list(enumerate(lines, start=2)))
    assert [draft.body for draft in drafts] == ["Nyon", "Nyon", "Nyon", "CSR", ""]
    assert [draft.postal.get("town", "") for draft in drafts] == ["", "", "Nyon", "Nyon", "Nyon"]


def test_a_number_without_a_street_is_that_of_a_member() -> None:
    (draft,) = drafts_of([(2, {"family": "Rey", "number": "4711"})])
    assert draft.postal == {}
