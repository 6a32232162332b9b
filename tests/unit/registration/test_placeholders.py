"""What an organiser may write in braces, and that nothing written is ever executed."""

import pytest
from django.utils.translation import override

from filrouge.core.text import LANGUAGES
from filrouge.ground.mail.own_words import filled, filled_html
from filrouge.stages.registration.messages import (
    IN_SUBJECT,
    OWN_WORDS,
    PLACEHOLDERS,
    kind_in_words,
    placeholder_in_words,
    unknown_placeholders,
)

VALUES = {**dict.fromkeys(PLACEHOLDERS, ""), "name": "Béatrice de La Tour", "link": "https://fil.example/r/abc/"}


@pytest.mark.parametrize("text", ["", "Bonjour {name}, à {town}.", "{ name }", "Prix : 50 %, sans accolades"])
def test_what_can_be_replaced(text: str) -> None:
    assert unknown_placeholders(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour {nom}", ("{nom}",)),
        ("{nom} et {nom}, {prenom}", ("{nom}", "{prenom}")),
        ("{}", ("{}",)),
        ("une { ouverte", ("{ ouverte",)),
        ("une fermée } ici", ("} ici",)),
        ("{name", ("{name",)),
        ("{{ name }}", ("{{ name }}",)),
        ("{{ settings.SECRET_KEY }}", ("{{ settings.SECRET_KEY }}",)),
        ("{% load static %}{% include 'a' %}", ("{% load static %}", "{% include 'a' %}")),
        ("{# rien #}", ("{# rien #}",)),
        ("{name.__class__}", ("{name.__class__}",)),
        ("{name!r}", ("{name!r}",)),
        ("{0}", ("{0}",)),
        ("{town\n}{%", ("{%",)),
    ],
)
def test_what_is_refused_is_shown_as_it_was_written(text: str, found: tuple[str, ...]) -> None:
    assert unknown_placeholders(text) == found


def test_a_personal_link_does_not_belong_into_a_subject() -> None:
    assert unknown_placeholders("Votre lien : {link}", IN_SUBJECT) == ("{link}",)
    assert unknown_placeholders("{name}, à bientôt", IN_SUBJECT) == ()


def test_each_placeholder_is_replaced_once_and_what_a_value_holds_is_never_read_again() -> None:
    values = {**VALUES, "name": "{link} {{ link }} {% load x %}", "town": "{name}"}
    assert filled("{name} à { town }", values) == "{link} {{ link }} {% load x %} à {name}"


def test_template_code_that_was_stored_all_the_same_stays_text() -> None:
    code = "{{ settings.SECRET_KEY }}{% load static %}{name.__class__}"
    assert filled(code, VALUES) == code
    assert "{% load static %}" in filled_html(code, VALUES)


def test_html_escapes_what_people_and_organisers_wrote() -> None:
    values = {**VALUES, "name": "<b onclick=x>Anna</b> www.ailleurs.example"}
    html = filled_html("<script>alert(1)</script> {name}\n\nDeuxième", values)
    assert "<script" not in html and "<b onclick" not in html
    assert "&lt;script&gt;" in html and "&lt;b onclick=x&gt;Anna" in html
    assert html.count("<p>") == 2
    assert "<a" not in html, "a name does not become a link"


def test_html_links_the_organisers_addresses_and_the_personal_link() -> None:
    html = filled_html("Plan : https://aarau.example/plan. {link}", VALUES)
    assert 'href="https://aarau.example/plan"' in html
    assert 'href="https://fil.example/r/abc/"' in html


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_kind_and_every_placeholder_has_a_name(language: str) -> None:
    with override(language):
        assert len({kind_in_words(kind) for kind in OWN_WORDS}) == len(OWN_WORDS)
        assert all(placeholder_in_words(name) for name in PLACEHOLDERS)
