import pytest

from filrouge.core.typography import of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyon", "de Lyon"),
        ("Angers", "d'Angers"),
        ("Évry", "d'Évry"),
        ("hôpital", "d'hôpital"),
        ("habitants", "d'habitants"),
        ("hébergement d'urgence", "d'hébergement d'urgence"),
        ("Hommes et territoires", "d'Hommes et territoires"),
        ("histoire", "d'histoire"),
        ("heure", "d'heure"),
        ("hôtel-Dieu", "d'hôtel-Dieu"),
        ("handicap", "de handicap"),
        ("Hambourg", "de Hambourg"),
        ("l'ONU", "de l'ONU"),
        ("la ville", "de la ville"),
        ("le CCAS", "du CCAS"),
        ("les habitants", "des habitants"),
        ("Le Mans", "du Mans"),
        ("Lens", "de Lens"),
        ("Yverdon", "d'Yverdon"),
        ("Yaoundé", "de Yaoundé"),
        ("onze villes", "de onze villes"),
        ("8 villes", "de 8 villes"),
        ("Œuvres", "d'Œuvres"),
        ("", "de "),
    ],
)
def test_french(text, expected):
    assert of(text, language="fr") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Lugano", "di Lugano"),
        ("it", "la città", "della città"),
        ("it", "l'ospedale", "dell'ospedale"),
        ("it", "La Spezia", "di La Spezia"),
        ("de", "Bern", "von Bern"),
        ("en", "Aarau", "of Aarau"),
    ],
)
def test_other_languages(language, text, expected):
    assert of(text, language=language) == expected
