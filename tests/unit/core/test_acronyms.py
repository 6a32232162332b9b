"""Acronyms in plain texts, what is left alone in them, and what looks like an acronym."""

import pytest

from filrouge.core.acronyms import found_in, in_html, in_text
from filrouge.core.text import Translated

MEANINGS = {
    "ARS": Translated.of({"fr": "agence régionale de santé", "de": "regionale Gesundheitsbehörde"}, "fr"),
    "CLS": Translated.of("contrat local de santé", "fr"),
    "CLSM": Translated.of("conseil local de santé mentale", "fr"),
}
ARS = "ARS (agence régionale de santé)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("L’ARS, puis l’ARS.", f"L’{ARS}, puis l’ARS."),
        ("L’agence régionale de santé (ARS), l’ARS", "L’agence régionale de santé (ARS), l’ARS"),
        ("l’ARS (l’agence)", "l’ARS (l’agence)"),
        ("Un CLSM et un CLS", "Un CLSM (conseil local de santé mentale) et un CLS (contrat local de santé)"),
        ("CARS ARS-2 ARSÈNE", "CARS ARS-2 ARSÈNE"),
        ("https://ars.example/ARS/ et ARS", f"https://ars.example/ARS/ et {ARS}"),
        ("Écrire à ARS@ars.example", "Écrire à ARS@ars.example"),
    ],
)
def test_a_plain_text(text: str, said: str) -> None:
    assert in_text(text, MEANINGS, "fr") == said


def test_the_reader_s_language_comes_first() -> None:
    assert in_text("Die ARS", MEANINGS, "de") == "Die ARS (regionale Gesundheitsbehörde)"
    assert in_text("Der CLS", MEANINGS, "de") == "Der CLS (contrat local de santé)"


def test_what_was_typed_stays_and_does_not_count_as_a_first_use() -> None:
    text = "Journée de l’ARS\nAvec l’ARS, Journée de l’ARS"
    assert in_text(text, MEANINGS, "fr", alone=["Journée de l’ARS", ""]) == (
        f"Journée de l’ARS\nAvec l’{ARS}, Journée de l’ARS"
    )
    html = in_html("<p>ARS &amp; Cie, l’ARS</p>", MEANINGS, "fr", alone=["ARS & Cie"])
    mark = '<abbr title="agence régionale de santé">ARS</abbr> (agence régionale de santé)'
    assert html == f"<p>ARS &amp; Cie, l’{mark}</p>"


def test_nothing_is_written_into_html_unescaped() -> None:
    meanings = {"XY": Translated.of("un <b>“x”</b> & y", "fr")}
    assert "<b>" not in in_html("<p>XY</p>", meanings, "fr")
    assert in_text("XY", meanings, "fr") == "XY (un <b>“x”</b> & y)"


def test_without_meanings_nothing_changes() -> None:
    assert in_text("ARS", {}, "fr") == "ARS" and in_html("<p>ARS</p>", {}, "fr") == "<p>ARS</p>"


def test_what_looks_like_an_acronym() -> None:
    texts = [
        "Le PTS et la CNSA (Caisse nationale\nde solidarité), le PdV, la CCI, le C2S, le PTS (pacte territorial).",
        "RENCONTRE DES VILLES",
        "Le XXIe siècle, chapitre XIV, Jean, VALPRIEUX, contact@MSA.example, https://MSA.example/",
    ]
    assert found_in(texts) == {
        "PTS": "pacte territorial",
        "CNSA": "Caisse nationale de solidarité",
        "PdV": "",
        "CCI": "",
        "C2S": "",
    }
