"""People narrowed to certain bodies, in four languages."""

import pytest

from filrouge.core.prepositions import narrowed


@pytest.mark.parametrize(
    ("language", "people", "bodies", "said"),
    [
        ("fr", "membres des exécutifs", "villes membres", "membres des exécutifs de villes membres"),
        ("fr", "responsables", "organisations partenaires", "responsables d'organisations partenaires"),
        ("de", "Exekutivmitglieder", "Mitgliedstädte", "Exekutivmitglieder (Mitgliedstädte)"),
        ("it", "membri degli esecutivi", "città membro", "membri degli esecutivi di città membro"),
        ("en", "executive members", "member cities", "executive members of member cities"),
    ],
)
def test_people_of_bodies(language: str, people: str, bodies: str, said: str) -> None:
    assert narrowed(people, bodies, language=language) == said
