"""What a column is read as, by its heading, in the four languages; and of which columns nothing is kept."""

import pytest

from filrouge.core.text import LANGUAGES, Translated
from filrouge.stages.registration.importing.columns import recognise_columns
from filrouge.stages.registration.importing.fields import Field, Refusal, part_column
from filrouge.stages.registration.importing.sheets import Table, Unreadable
from filrouge.stages.registration.importing.template import template
from tests.support.plain_facts import a_gathering, a_part

FACTS = a_gathering(
    a_part(id=1, key="eve", title=Translated.of({"fr": "Soirée de la veille", "de": "Vorabend"}, "fr")),
    a_part(id=2, key="day", title=Translated.of({"fr": "Journée", "de": "Tagung"}, "fr")),
)


def table(*rows: str) -> Table:
    """Rows written with bars between their cells."""
    return Table(
        tuple((number, tuple(map(str.strip, row.split("|")))) for number, row in enumerate(rows, 1) if row.strip())
    )


def read_as(headings: str, cells: str = "") -> dict[str, str]:
    """What each heading is read as."""
    columns, _rows = recognise_columns(table(headings, cells or "a" + "|" * headings.count("|")), FACTS)
    return dict(zip(columns.headings, columns.names, strict=True))


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ("Nom | Prénom | Courriel | Organisme | Fonction", "family_name given_name email body function"),
        ("Name | Vorname | E-Mail | Organisation | Funktion", "family_name given_name email body function"),
        ("Cognome | Nome | Indirizzo e-mail | Ente | Funzione", "family_name given_name email body function"),
        ("Surname | First name | E-mail | Body | Function", "family_name given_name email body function"),
        ("Nom | E-mail professionnel | Fonction exacte dans la structure", "whole_name email function"),
        ("NOM ET PRÉNOM | Adresse électronique (obligatoire) | Reçu le", "whole_name email received"),
        (
            "Nom | Prénom | Inscrit par | E-mail de l’inscripteur",
            "family_name given_name registrant_name registrant_email",
        ),
        (
            "Nachname | Vorname | Angemeldet durch | Kanton | Sprache",
            "family_name given_name registrant_name territory language",
        ),
        ("Nom | Prénom | Mandat politique | Niveau | Photos", "family_name given_name function level pictures"),
        ("Nom | Prénom | N° | Ateliers | Remarques", "family_name given_name  parts "),
    ],
)
def test_headings_of_real_lists(headings: str, names: str) -> None:
    assert list(read_as(headings).values()) == names.split(" ")


@pytest.mark.parametrize(
    ("heading", "key"), [("Soirée de la veille", "eve"), ("VORABEND", "eve"), ("day", "day"), ("Tagung", "day")]
)
def test_a_part_has_a_column_under_its_key_or_its_title(heading: str, key: str) -> None:
    assert read_as(f"Nom | Prénom | {heading}", "Rey | Anna | x")[heading] == part_column(key)


def test_a_cell_that_cannot_be_read_does_not_hide_the_whole_column() -> None:
    """It is a problem of its line; a part whose column nobody reads would go unnoticed."""
    assert read_as("Nom | Prénom | Journée", "Rey | Anna | peut-être")["Journée"] == part_column("day")


@pytest.mark.parametrize(
    "heading",
    [
        "Parti",
        "Parti politique",
        "Groupe politique",
        "Groupe",
        "Étiquette",
        "Nuance politique",
        "Partei",
        "Parteizugehörigkeit",
        "Fraktion",
        "Politische Gruppe",
        "Partito",
        "Gruppo politico",
        "Appartenenza politica",
        "Political party",
        "Party",
        "Political group",
        "Affiliation politique",
        "Couleur politique",
        "Majorité / opposition",
        "Groupe d’élus",
        "PARTI (facultatif)",
    ],
)
def test_nothing_of_a_party_or_a_political_group_is_kept(heading: str) -> None:
    columns, rows = recognise_columns(table(f"Nom | Prénom | {heading}", "Rey | Anna | Parti du Lac"), FACTS)
    assert columns.dropped == ((heading, Refusal.POLITICAL),)
    assert "Parti du Lac" not in repr(rows)
    assert columns.names == (Field.FAMILY_NAME, Field.GIVEN_NAME)


@pytest.mark.parametrize("heading", ["Groupe de travail", "Politique de la ville", "Partie", "Parties", "Groupe 2"])
def test_parts_groups_of_work_and_policies_are_no_parties(heading: str) -> None:
    columns, _rows = recognise_columns(table(f"Nom | Prénom | {heading}", "Rey | Anna | eve"), FACTS)
    assert not columns.dropped


def test_parties_below_a_heading_that_does_not_say_so_are_not_kept_either() -> None:
    rows = ("Nom | Prénom | Liste", "Rey | Anna | PS", "Favre | Luc | Les Verts", "Egli | Ida | ")
    columns, lines = recognise_columns(table(*rows), FACTS)
    assert columns.dropped == (("C", Refusal.POLITICAL),)
    assert "PS" not in repr(lines)
    assert "PS" not in repr(columns)


def test_in_italian_parti_are_the_parts_of_the_gathering() -> None:
    assert read_as("Cognome | Nome | Parti", "Rey | Anna | Vorabend")["Parti"] == Field.PARTS


@pytest.mark.parametrize(
    "heading",
    ["Régime alimentaire", "Allergies", "Besoins particuliers", "Handicap", "Verpflegung", "Esigenze", "Meal"],
)
def test_needs_are_not_read_from_a_list(heading: str) -> None:
    columns, rows = recognise_columns(table(f"Nom | Prénom | {heading}", "Rey | Anna | sans gluten"), FACTS)
    assert columns.dropped == ((heading, Refusal.NEEDS),)
    assert "gluten" not in repr(rows)


@pytest.mark.parametrize(
    "heading", ["Téléphone", "Adresse", "Geburtsdatum", "N° AVS", "Nationalité", "Religion", "Sexe"]
)
def test_private_matters_are_not_kept(heading: str) -> None:
    columns, rows = recognise_columns(table(f"Nom | Prénom | {heading}", "Rey | Anna | 12.03.1970"), FACTS)
    assert columns.dropped == ((heading, Refusal.PRIVATE),)
    assert "1970" not in repr(rows)


def test_headings_may_stand_below_a_title() -> None:
    columns, rows = recognise_columns(table("Liste des inscrits |", "|", "Nom | Prénom", "Rey | Anna"), FACTS)
    assert columns.headings == ("Nom", "Prénom")
    assert rows == ((4, ("Rey", "Anna")),)


@pytest.mark.parametrize("rows", [["Rey | Anna", "Favre | Luc"], ["Parti | Allergies", "PS | noix"]])
def test_a_list_without_headings_is_not_taken_for_one(rows: list[str]) -> None:
    with pytest.raises(Unreadable) as wrong:
        recognise_columns(table(*rows), FACTS)
    assert wrong.value.code == "no_headings"


def test_of_two_columns_with_one_meaning_the_first_is_read() -> None:
    assert read_as("Nom | Prénom | E-mail | Mail") == {
        "Nom": "family_name",
        "Prénom": "given_name",
        "E-mail": "email",
        "Mail": "",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_template_is_read_in_whole(language: str) -> None:
    from django.utils.translation import override

    with override(language):
        headings = [str(heading) for heading in template(FACTS, language).columns]
    columns, _rows = recognise_columns(Table(((1, tuple(headings)), (2, tuple("x" * len(headings))))), FACTS)
    assert not columns.not_taken
    assert not columns.dropped
    assert columns.names[-2:] == (part_column("eve"), part_column("day"))
