import pytest

from filrouge.core.names import PersonName


@pytest.mark.parametrize(
    ("given", "family", "full", "initials"),
    [
        ("Anne", "Müller", "Anne Müller", "A. M."),
        ("Marie-Claire", "de La Fontaine", "Marie-Claire de La Fontaine", "M.-C. L. F."),
        ("Beat", "von Arx", "Beat von Arx", "B. A."),
        ("Jeanne", "d'Arcy", "Jeanne d'Arcy", "J. A."),
        ("Éric", "Dupont-Martin", "Éric Dupont-Martin", "É. D.-M."),
        ("Angelica", "X Y", "Angelica X Y", "A. X. Y."),
        ("léa", "petit", "léa petit", "L. P."),
        (" Léa ", "  ROY", "Léa ROY", "L. R."),
        ("", "Roy", "Roy", "R."),
        ("Léa", "", "Léa", "L."),
        ("", "", "", ""),
        ("-", "’", "- ’", ""),
    ],
)
def test_full_name_and_initials(given, family, full, initials):
    name = PersonName(given, family)
    assert (name.full, name.initials) == (full, initials)


def test_sorted_by_family_name_without_accents_particles_included():
    names = [
        PersonName("Zoé", "Émery"),
        PersonName("Ana", "Zweig"),
        PersonName("Luc", "de La Tour"),
        PersonName("Éva", "Emery"),
        PersonName("Ida", "von Arx"),
        PersonName("Jo", "DESCHAMPS"),
    ]
    ordered = [name.family for name in sorted(names, key=lambda name: name.sort_key)]
    assert ordered == ["de La Tour", "DESCHAMPS", "Emery", "Émery", "von Arx", "Zweig"]
