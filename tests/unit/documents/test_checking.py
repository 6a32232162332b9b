"""Comparing the versions of a letter with the facts and with each other."""

from datetime import date, time

from filrouge.stages.documents.fact_check import Finding, Kind, Known, Piece, Problem, check

KNOWN = Known(
    days=frozenset({date(2023, 5, 11), date(2023, 5, 12)}),
    deadlines=frozenset({date(2023, 4, 14)}),
    hours=frozenset({time(17, 15)}),
    seats=frozenset({30}),
    addresses=frozenset({"info@ville.example"}),
    places=frozenset({"aarau"}),
    gazetteer={"aarau": frozenset({"Aarau"}), "olten": frozenset({"Olten"})},
    names={(Kind.DAY, "2023-04-14"): "deadline", (Kind.HOUR, "17:15"): "part:eve.hours"},
)
FR = "Le vendredi 12 mai 2023 à Aarau, la veille dès 17h15 pour 30 personnes. Inscription d’ici le 14 avril 2023."
DE = "Am Freitag, 12. Mai 2023 in Aarau, am Vorabend ab 17.15 Uhr für 30 Personen. Anmeldung bis 14. April 2023."


def mismatches(**texts: str) -> list[Finding]:
    """What disagrees in texts that people typed, by language."""
    found = check({language: [Piece("body", text)] for language, text in texts.items()}, KNOWN)
    return [finding for finding in found if finding.is_mismatch]


def test_two_versions_that_say_the_same_agree() -> None:
    assert mismatches(fr=FR, de=DE) == []


def test_another_deadline_is_told_once_with_the_true_one() -> None:
    (found,) = mismatches(fr=FR, de=DE.replace("14. April", "7. April"))
    assert (found.problem, found.language, found.said) == (Problem.OTHER_DEADLINE, "de", "7. April 2023")
    assert (found.expected, found.placeholder, found.where) == (("2023-04-14",), "deadline", "body")


def test_every_kind_that_is_not_a_fact_is_told() -> None:
    wrong = {
        "12. Mai": ("13. Mai", {Problem.UNKNOWN_DAY, Problem.WRONG_WEEKDAY}),
        "Freitag": ("Donnerstag", {Problem.WRONG_WEEKDAY}),
        "17.15 Uhr": ("18.15 Uhr", {Problem.UNKNOWN_HOUR}),
        "30 Personen": ("40 Personen", {Problem.UNKNOWN_SEATS}),
        "in Aarau": ("in Olten", {Problem.UNKNOWN_PLACE}),
    }
    for old, (new, problems) in wrong.items():
        found = mismatches(fr=FR, de=DE.replace(old, new))
        assert {finding.problem for finding in found} == problems, (new, found)
        assert {finding.language for finding in found} == {"de"}


def test_what_one_version_leaves_out_is_told_of_the_other() -> None:
    found = mismatches(fr=FR, de=DE.replace(" ab 17.15 Uhr", ""))
    assert [(one.problem, one.language, one.said, one.others) for one in found] == [
        (Problem.NOT_SAID, "de", "17h15", ("fr",))
    ]


def test_numbers_that_no_fact_knows_must_agree_between_versions() -> None:
    assert mismatches(fr="Une soixantaine de villes.", de="Rund sechzig Städte.") == []
    found = mismatches(fr="4 thèmes", de="5 Themen")
    assert {(one.problem, one.language, one.value) for one in found} == {
        (Problem.NOT_SAID, "fr", "5"),
        (Problem.NOT_SAID, "de", "4"),
    }


def test_a_mailbox_must_be_one_of_the_gathering_a_page_may_be_anybodys() -> None:
    (found,) = mismatches(fr="Écrivez à vieux@ville.example, voir www.ailleurs.example.")
    assert (found.problem, found.said) == (Problem.UNKNOWN_ADDRESS, "vieux@ville.example")


def test_what_was_put_in_by_itself_is_true_and_counts_as_said() -> None:
    text = "d’ici le 21 avril 2023"
    put_in = Piece("body", text, ((len("d’ici le "), len(text)),))
    found = check({"fr": [put_in], "de": [Piece("body", "bis 21. April 2023")]}, KNOWN)
    assert [one.language for one in found if one.is_mismatch] == ["de"]
    silent = check({"fr": [put_in], "de": [Piece("body", "Danke")]}, KNOWN)
    assert [(one.problem, one.language) for one in silent] == [(Problem.NOT_SAID, "de")]


def test_what_is_true_but_typed_by_hand_is_told_apart() -> None:
    found = check({"fr": [Piece("body", FR)]}, KNOWN)
    assert [(one.problem, one.placeholder) for one in found] == [
        (Problem.TYPED, "part:eve.hours"),
        (Problem.TYPED, "deadline"),
    ]


def test_a_day_without_its_year_is_that_of_the_gathering() -> None:
    assert mismatches(fr="le 12 mai") == []
    (found,) = mismatches(fr="le 13 mai")
    assert found.value == "2023-05-13"
