"""What is read in real sentences of letters, in four languages."""

import pytest

from filrouge.stages.documents.fact_check import Kind, mentions_in, spoken_date

TOWNS = {"aarau": frozenset({"Aarau"}), "sion": frozenset({"Sion", "Sitten"}), "zug": frozenset({"Zug", "Zoug"})}


def values(text: str, language: str, kind: Kind) -> list[str]:
    """What was read of one kind, in the order of the text."""
    return [mention.value for mention in mentions_in(text, language, TOWNS) if mention.kind is kind]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "prière de s’inscrire d’ici le 14 avril 2023.", ["2023-04-14"]),
        ("fr", "l’assemblée du vendredi 12 mai 2023, le 1er mai 2023", ["2023-05-12", "2023-05-01"]),
        ("fr", "les vendredi 2 et samedi 3 février 2024", ["2024-02-02", "2024-02-03"]),
        ("fr", "du 2 au 5 février", ["--02-02", "--02-05"]),
        ("fr", "délai : 14.04.2023, soit le 14/04/23", ["2023-04-14", "2023-04-14"]),
        ("de", "Anmeldung bis 14. April 2023", ["2023-04-14"]),
        ("de", "Freitag, 12. Mai 2023, Rückfragen bis 3.5.", ["2023-05-12", "--05-03"]),
        ("de", "vom 2. bis 5. Februar 2024", ["2024-02-02", "2024-02-05"]),
        ("it", "entro il 14 aprile 2023", ["2023-04-14"]),
        ("it", "venerdì 12 maggio 2023, il 1º maggio", ["2023-05-12", "--05-01"]),
        ("en", "by 14 April 2023; on May 12, 2023; 1st May 2023", ["2023-04-14", "2023-05-12", "2023-05-01"]),
        ("fr", "le 31 février 2023 n’existe pas", []),
    ],
)
def test_days(language: str, text: str, days: list[str]) -> None:
    assert sorted(values(text, language, Kind.DAY)) == sorted(days)


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("fr", "une soirée le jeudi précédent, dès 17h15", ["17:15"]),
        ("fr", "de 9 h à 16 h 30, puis 18:00, vers 9 heures", ["09:00", "16:30", "18:00", "09:00"]),
        ("de", "ab 17.15 Uhr", ["17:15"]),
        ("de", "von 9 bis 16.30 Uhr, danach um 18 Uhr", ["09:00", "16:30", "18:00"]),
        ("it", "dalle 17.15, alle 9 e ore 18.30", ["17:15", "09:00", "18:30"]),
        ("it", "costa CHF 20.50 o 12.50 CHF", []),
        ("en", "from 5.15 pm, 9:30 am and 17:15", ["17:15", "09:30", "17:15"]),
    ],
)
def test_hours(language: str, text: str, hours: list[str]) -> None:
    assert values(text, language, Kind.HOUR) == hours


@pytest.mark.parametrize(
    ("language", "text", "seats", "numbers"),
    [
        ("fr", "le nombre de places est limité à 30 personnes", ["30"], []),
        ("fr", "trente personnes, une soixantaine de villes, 4 thèmes, 10 000 habitants", ["30"], ["60", "4", "10000"]),
        ("de", "höchstens 30 Personen, rund sechzig Städte, 10’000 Franken", ["30"], ["60", "10000"]),
        ("it", "al massimo 30 persone, trenta posti", ["30", "30"], []),
        ("en", "at most 30 people, 25 available seats, about 60 cities", ["30", "25"], ["60"]),
        ("fr", "tél. 052 555 01 02, le 2^{e} congrès de 2019", [], ["2"]),
    ],
)
def test_numbers(language: str, text: str, seats: list[str], numbers: list[str]) -> None:
    assert values(text, language, Kind.SEATS) == seats
    assert values(text, language, Kind.NUMBER) == numbers


def test_a_deadline_is_told_from_a_day() -> None:
    said = {
        "fr": "Le vendredi 12 mai 2023 nous débattons. Inscriptions d’ici le 14 avril 2023.",
        "de": "Am Freitag, 12. Mai 2023 diskutieren wir. Anmeldeschluss: 14. April 2023.",
        "it": "Venerdì 12 maggio 2023 discutiamo. Iscrizione entro il 14 aprile 2023.",
        "en": "On Friday 12 May 2023 we meet. Register by 14 April 2023.",
    }
    for language, text in said.items():
        found = {mention.value: mention.is_deadline for mention in mentions_in(text, language)}
        assert found == {"2023-05-12": False, "2023-04-14": True}, language
    # The end of a range is no deadline, although German says it with the same word.
    assert not any(mention.is_deadline for mention in mentions_in("vom 2. bis 5. Februar 2024", "de"))


def test_weekdays_are_kept_for_whoever_compares() -> None:
    (found,) = mentions_in("Donnerstag, 12. Mai 2023", "de")
    assert found.weekday == 3


def test_places_addresses_and_what_is_none() -> None:
    text = "À Aarau, près de Sion ; écrivez à Info@ville.example ou sur www.ville.example/assemblee."
    found = mentions_in(text, "fr", TOWNS)
    assert [(one.kind, one.value, one.is_where) for one in found] == [
        (Kind.PLACE, "aarau", True),
        (Kind.PLACE, "sion", False),
        (Kind.ADDRESS, "info@ville.example", False),
        (Kind.ADDRESS, "www.ville.example/assemblee", False),
    ]
    # A train is no town.
    assert not any(one.is_where for one in mentions_in("mit dem Zug", "de", TOWNS))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("début mars 2023", "early 2023-03"),
        ("Anfang März 2023", "early 2023-03"),
        ("inizio marzo 2023", "early 2023-03"),
        ("mi-mars 2023", "mid 2023-03"),
        ("le 3 mars 2023", "2023-03-03"),
        ("3. März 2023", "2023-03-03"),
        ("03.03.2023", "2023-03-03"),
        ("marzo 2023", "2023-03"),
        ("fin 2023", "late 2023"),
        ("2023", "2023"),
        ("early 2023-03", "early 2023-03"),
        ("", "unknown"),
    ],
)
def test_a_date_as_somebody_types_it(text: str, meant: str) -> None:
    assert str(spoken_date(text)) == meant


@pytest.mark.parametrize("text", ["bientôt", "le 31 février 2023", "3 mars", "2023 ou 2024"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert spoken_date(text) is None
