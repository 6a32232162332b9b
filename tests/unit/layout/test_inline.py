import pytest

from filrouge.core.text import LANGUAGES
from filrouge.stages.documents.layout.furniture import FORM_WORDS, FURNITURE
from filrouge.stages.documents.layout.inline import Span, escape, plain, raised, spans, with_raised_ordinals


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tel quel", (Span("tel quel"),)),
        ("un *mot* fort", (Span("un "), Span("mot", emphasis=True), Span(" fort"))),
        ("**très** fort", (Span("très", strong=True), Span(" fort"))),
        ("**un *mot* fort**", (Span("un ", True), Span("mot", True, True), Span(" fort", True))),
        ("le 2^{e} congrès", (Span("le 2"), Span("e", raised=True), Span(" congrès"))),
        (r"5 \* 3, \^{x}", (Span("5 * 3, ^{x}"),)),
        ("5 * 3 = 15 * 1", (Span("5 * 3 = 15 * 1"),)),
        ("un * seul", (Span("un * seul"),)),
        ("", ()),
    ],
)
def test_marks(typed, expected):
    assert spans(typed) == expected


@pytest.mark.parametrize(
    ("typed", "text", "url"),
    [
        ("Voir www.villes.example/a.", "www.villes.example/a", "https://www.villes.example/a"),
        ("Voir (https://a.example/b?c=1).", "https://a.example/b?c=1", "https://a.example/b?c=1"),
        ("Écrire à bureau@a.example, vite", "bureau@a.example", "mailto:bureau@a.example"),
    ],
)
def test_addresses_become_links_without_their_full_stop(typed, text, url):
    assert [(span.text, span.url) for span in spans(typed) if span.url] == [(text, url)]
    assert plain(typed) == typed


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example"]
)
def test_no_other_address_becomes_a_link(address):
    assert not any(span.url for span in spans(f"Voir {address} ici"))


@pytest.mark.parametrize("typed", ["a*b*c", "**", "^{e}", "\\", "{x}", "2^{e} *oui* \\* www.a.example {{ 1 }} {% x %}"])
def test_escaped_text_comes_out_as_it_went_in(typed):
    assert plain(escape(typed)) == typed
    assert not any(span.strong or span.emphasis or span.raised for span in spans(escape(typed)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("le 1er mai, la 1re fois", "le 1^{er} mai, la 1^{re} fois"),
        ("2e congrès, XIXe siècle, les 1ers jours", "2^{e} congrès, XIX^{e} siècle, les 1^{ers} jours"),
        ("le 2ème congrès, la 5è", "le 2ème congrès, la 5è"),
        ("12 est, 3 écoles, 0e2, A2e, v1.2e", "12 est, 3 écoles, 0e2, A2e, v1.2e"),
        ("2^{e} congrès", "2^{e} congrès"),
    ],
)
def test_french_ordinals_are_raised_and_no_letter_changes(typed, expected):
    assert with_raised_ordinals(typed, language="fr") == expected
    assert plain(expected) == plain(typed)
    assert with_raised_ordinals(typed, language="de") == typed


def test_a_verbatim_title_is_left_alone():
    title = "Le 2e Printemps"
    said = with_raised_ordinals(f"{title} : la 3e fois", language="fr", verbatim=(title,))
    assert said == "Le 2e Printemps : la 3^{e} fois"


def test_endings_that_are_no_letters_stay_on_the_line():
    assert [raised("2", "e"), raised("2", "."), raised("2", "º")] == ["2^{e}", "2.", "2^{º}"]


def test_every_language_has_every_word():
    for words in (FURNITURE, FORM_WORDS):
        assert tuple(words) == LANGUAGES
        assert all(value.strip() for one in words.values() for value in vars(one).values())
        assert not [value for value in vars(words["de"]).values() if "ß" in value]
