"""Names in the versions of a letter: people and bodies that one version names and another does not."""

from filrouge.stages.documents.fact_check import Finding, Kind, Known, Piece, Problem, check, mentions_in

KNOWN = Known(
    people=frozenset({"Salome Brunner"}),
    named={
        "body:aarau": {"fr": "Ville d’Aarau", "de": "Stadt Aarau"},
        "body:union": {"fr": "Union des villes"},
    },
)


def differences(**texts: str) -> list[tuple[str, str, str]]:
    """In which language what is missing, and where it was said."""
    found: tuple[Finding, ...] = check({code: [Piece("body", text)] for code, text in texts.items()}, KNOWN)
    assert {finding.problem for finding in found} <= {Problem.NOT_SAID}
    return [(one.language, one.said, one.others[0]) for one in found if one.kind is Kind.NAME]


def names(text: str) -> list[str]:
    """The names of a text, by their common value."""
    return [mention.value for mention in mentions_in(text, "fr") if mention.kind is Kind.NAME]


def test_the_same_people_and_bodies_agree() -> None:
    fr = "La ville d'Aarau et Mme Salome Brunner, avec M. Reto Casanova, vous invitent."
    de = "Die Stadt Aarau und Frau Stadträtin Brunner laden mit Herrn Präsident Reto Casanova ein."
    assert differences(fr=fr, de=de) == []


def test_two_versions_name_two_people() -> None:
    fr = "Monsieur Reto Casanova ouvrira la journée."
    de = "Frau Petra Casal eröffnet den Tag."
    assert differences(fr=fr, de=de) == [("fr", "Petra Casal", "de"), ("de", "Reto Casanova", "fr")]


def test_a_misspelt_name_is_another_name() -> None:
    fr, de = "Madame Salome Brunner vous accueille.", "Frau Salome Bruner empfängt Sie."
    assert differences(fr=fr, de=de) == [("fr", "Salome Bruner", "de"), ("de", "Salome Brunner", "fr")]


def test_a_known_person_is_found_without_a_civility_and_a_body_in_its_other_name() -> None:
    assert differences(fr="Salome Brunner parlera.", de="Es spricht die Vorsteherin.") == [
        ("de", "Salome Brunner", "fr")
    ]
    assert differences(fr="La Ville d’Aarau reçoit.", de="Der Gastgeber empfängt.") == [("de", "Ville d’Aarau", "fr")]


def test_a_body_that_nobody_translated_is_not_missed() -> None:
    assert differences(fr="L’Union des villes participe.", de="Der Städteverband nimmt teil.") == []


def test_what_is_no_name_is_not_read_as_one() -> None:
    for text in ("Mesdames et Messieurs,", "Madame, Monsieur,", "Monsieur le Préfet", "Sehr geehrte Frau Stadträtin"):
        assert names(text) == [], text
    assert names("M. Jean de La Tour") == ["tour"]
    assert names("Mme Anne-Lise Müller-Hofer et M. Luc Roy") == ["muller hofer", "roy"]
