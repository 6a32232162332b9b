"""Acronyms are spelled out where they are first used, in the language of the text around them, and only in texts."""

from filrouge.core.text import Translated
from filrouge.web.shell.acronyms import spelled_out
from tests.support.plain_facts import a_gathering

FRENCH = a_gathering(country="FR", abbreviations={"PDS": Translated.of("projet de santé", "fr")})
ARS = '<abbr title="agence régionale de santé">ARS</abbr>'


def main(text: str, language: str = "fr") -> str:
    """What becomes of a text in the main content of a page."""
    return spelled_out(f"<main>{text}</main>", FRENCH, language).removeprefix("<main>").removesuffix("</main>")


def test_the_first_one_is_spelled_out_and_the_others_are_marked() -> None:
    assert main("<p>L’ARS et l’ARS.</p>") == f"<p>L’{ARS} (agence régionale de santé) et l’{ARS}.</p>"


def test_what_the_author_spelled_out_is_not_said_twice() -> None:
    assert main("<p>L’agence régionale de santé (ARS).</p>") == f"<p>L’agence régionale de santé ({ARS}).</p>"
    assert main("<p>L’ARS (l’agence).</p>") == f"<p>L’{ARS} (l’agence).</p>"


def test_the_language_is_that_of_the_text() -> None:
    german = '<abbr title="regionale Gesundheitsbehörde">ARS</abbr> (regionale Gesundheitsbehörde)'
    assert main("<p>Die ARS</p>", "de") == f"<p>Die {german}</p>"
    assert main('<p lang="fr">L’ARS</p>', "de") == f'<p lang="fr">L’{ARS} (agence régionale de santé)</p>'
    assert main("<p>Das PDS</p>", "de") == (
        '<p>Das <abbr title="projet de santé">PDS</abbr> (<span lang="fr">projet de santé</span>)</p>'
    )


def test_what_is_no_sentence_is_left_alone() -> None:
    for text in (
        "<h1>ARS</h1>",
        '<a href="/ARS/">x</a>',
        "<script>ARS</script>",
        "<textarea>ARS</textarea>",
        "CARS",
        "ARS-2",
    ):
        assert main(text) == text
    assert spelled_out("<p>ARS</p>", FRENCH, "fr") == "<p>ARS</p>", "outside the main content"


def test_a_country_has_its_own_acronyms() -> None:
    assert spelled_out("<main>ARS</main>", a_gathering(country="CH"), "fr") == "<main>ARS</main>"
    assert "Konferenz für Sozialhilfe" in spelled_out("<main>SKOS</main>", a_gathering(country="CH"), "de")
