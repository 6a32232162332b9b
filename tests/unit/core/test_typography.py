from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from filrouge.core.text import LANGUAGES
from filrouge.core.typography import join_and, join_or, money, number, ordinal, typeset

LOCALES = [("fr", "FR"), ("fr", "CH"), ("de", "CH"), ("it", "CH"), ("en", "CH"), ("en", "FR")]


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("fr", "FR", "Oui\u202f! Qui\u202f? Ici\u202f; là"),
        ("fr", "CH", "Oui\u202f! Qui\u202f? Ici\u202f; là"),
        ("de", "CH", "Oui! Qui? Ici; là"),
        ("it", "CH", "Oui! Qui? Ici; là"),
        ("en", "FR", "Oui! Qui? Ici; là"),
    ],
)
@pytest.mark.parametrize("typed", ["Oui! Qui? Ici; là", "Oui ! Qui ? Ici ; là", "Oui\u00a0! Qui\u202f? Ici\u00a0; là"])
def test_space_before_high_marks(language, country, expected, typed):
    assert typeset(typed, language=language, country=country) == expected


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("fr", "FR", "Lieu\u00a0: Aarau"),
        ("fr", "CH", "Lieu\u202f: Aarau"),
        ("de", "CH", "Lieu: Aarau"),
        ("it", "CH", "Lieu: Aarau"),
        ("en", "CH", "Lieu: Aarau"),
    ],
)
@pytest.mark.parametrize("typed", ["Lieu: Aarau", "Lieu : Aarau"])
def test_space_before_colon(language, country, expected, typed):
    assert typeset(typed, language=language, country=country) == expected


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("fr", "FR", "un «\u00a0fil rouge\u00a0», un «\u00a0lien\u00a0»"),
        ("fr", "CH", "un «\u202ffil rouge\u202f», un «\u202flien\u202f»"),
        ("de", "CH", "un «fil rouge», un «lien»"),
        ("it", "CH", "un «fil rouge», un «lien»"),
        ("en", "CH", "un “fil rouge”, un “lien”"),
    ],
)
def test_quotes(language, country, expected):
    assert typeset('un "fil rouge", un "lien"', language=language, country=country) == expected


def test_a_lonely_quote_stays():
    assert typeset('un écran de 27" ici', language="fr", country="FR") == 'un écran de 27" ici'


def test_quotes_next_to_marks():
    typed = 'Thème : "Qui décide ?"; "Où ?!"'
    expected = "Thème\u00a0: «\u00a0Qui décide\u202f?\u00a0»\u202f; «\u00a0Où\u202f?!\u00a0»"
    assert typeset(typed, language="fr", country="FR") == expected


@pytest.mark.parametrize(
    ("language", "country", "typed", "expected"),
    [
        ("fr", "FR", "20 % et 20%", "20\u00a0% et 20\u00a0%"),
        ("fr", "CH", "15 €", "15\u00a0€"),
        ("fr", "FR", "120,50 €", "120,50\u00a0€"),
        ("de", "CH", "20 % und 20%", "20\u00a0% und 20%"),
        ("fr", "FR", "le n° 12, le n°12", "le n°\u00a012, le n°\u00a012"),
        (
            "fr",
            "FR",
            "M. Roy, MM. Roy, Mme Roy, Mmes Roy",
            "M.\u00a0Roy, MM.\u00a0Roy, Mme\u00a0Roy, Mmes\u00a0Roy",
        ),
        ("fr", "FR", "M. le préfet", "M.\u00a0le préfet"),
        ("fr", "FR", "10 000 et 1 234 567 pas", "10\u202f000 et 1\u202f234\u202f567 pas"),
        ("de", "CH", "10'000 Personen", "10’000 Personen"),
        ("it", "CH", "10'000 persone", "10’000 persone"),
        ("fr", "CH", "10'000 francs, l'été", "10’000 francs, l'été"),
        ("de", "CH", "Grüsse, Strasse", "Grüsse, Strasse"),
    ],
)
def test_no_break_rows(language, country, typed, expected):
    assert typeset(typed, language=language, country=country) == expected


@pytest.mark.parametrize("phone", ["052 267 56 34", "+41 52 267 345", "04 123 456", "en 2023 100 personnes"])
def test_figures_that_are_no_thousands_keep_their_spaces(phone):
    assert typeset(phone, language="fr", country="FR") == phone


@pytest.mark.parametrize(
    "kept",
    [
        "https://exemple.fr/a?b=1;c=2!d:e",
        "http://localhost:8000/x%20y",
        "www.exemple.ch/a:b?c",
        "mailto:accueil@exemple.fr?subject=a;b",
        "accueil@exemple.fr",
        "17:15",
        "08:30:00",
    ],
)
@pytest.mark.parametrize(("language", "country"), LOCALES)
def test_links_addresses_and_times_stay_intact(kept, language, country):
    for frame in ("{}", "Voir {} ici", "({})", '"{}"', "Voir {}.", "Voir {} !", "Voir {}?"):
        assert kept in typeset(frame.format(kept), language=language, country=country)


def test_a_mark_after_a_link_is_set():
    assert typeset("Vu https://a.fr/b ?", language="fr", country="FR") == "Vu https://a.fr/b\u202f?"
    assert typeset("À 17:15 : accueil", language="fr", country="FR") == "À 17:15\u00a0: accueil"


def test_a_mark_without_a_word_before_it_stays():
    assert typeset("Ort: ?", language="de", country="CH") == "Ort: ?"
    assert typeset("?", language="fr", country="FR") == "?"
    assert typeset("a\n! b", language="fr", country="FR") == "a\n! b"


TRICKY = st.text(alphabet="aM.é1023\"«»“” \u00a0\u202f\n;:!?%€°n'’,()@/-…", max_size=40)
PIECES = st.lists(
    st.sampled_from(
        [
            "https://a.fr/b",
            "www.b.ch",
            "x@y.ch",
            "17:15",
            " ",
            ":",
            " ?",
            "!",
            '"',
            "«",
            "»",
            "10 000",
            "n°",
            "M. ",
            "5",
            "%",
        ]
    ),
    max_size=12,
).map("".join)


@given(st.one_of(TRICKY, PIECES), st.sampled_from(LOCALES))
@example('" "a"', ("fr", "FR"))
@example('""https://a.fr/b""', ("fr", "FR"))
def test_typeset_twice_is_typeset_once(text, locale):
    language, country = locale
    once = typeset(text, language=language, country=country)
    assert typeset(once, language=language, country=country) == once


@given(TRICKY, st.sampled_from(LOCALES))
def test_typeset_loses_no_letter(text, locale):
    language, country = locale
    done = typeset(text, language=language, country=country)
    assert [sign for sign in done if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


@pytest.mark.parametrize(
    ("language", "country", "thousands", "decimal"),
    [
        ("fr", "FR", "10\u202f000", "1\u202f234,5"),
        ("fr", "CH", "10\u202f000", "1\u202f234,5"),
        ("de", "CH", "10’000", "1’234.5"),
        ("it", "CH", "10’000", "1’234.5"),
        ("en", "CH", "10,000", "1,234.5"),
        ("en", "FR", "10,000", "1,234.5"),
    ],
)
def test_number(language, country, thousands, decimal):
    assert number(10000, language=language, country=country) == thousands
    assert number(Decimal("1234.5"), language=language, country=country) == decimal
    assert number(999, language=language, country=country) == "999"


@pytest.mark.parametrize(
    ("language", "country", "currency", "expected"),
    [
        ("fr", "FR", "EUR", "1\u202f120,50\u00a0€"),
        ("fr", "CH", "CHF", "CHF\u00a01’120.50"),
        ("de", "CH", "CHF", "CHF\u00a01’120.50"),
        ("it", "CH", "CHF", "CHF\u00a01’120.50"),
        ("en", "CH", "CHF", "CHF\u00a01’120.50"),
        ("en", "FR", "EUR", "€1,120.50"),
        ("fr", "FR", "CHF", "1\u202f120,50\u00a0CHF"),
    ],
)
def test_money(language, country, currency, expected):
    assert money(Decimal("1120.5"), currency=currency, language=language, country=country) == expected


def test_money_has_no_fractions_of_a_cent():
    with pytest.raises(ValueError, match=r"1\.005"):
        money(Decimal("1.005"), currency="EUR", language="fr", country="FR")


@pytest.mark.parametrize(
    ("language", "gender", "n", "expected"),
    [
        ("fr", "m", 1, ("1", "er")),
        ("fr", "f", 1, ("1", "re")),
        ("fr", "m", 2, ("2", "e")),
        ("fr", "f", 2, ("2", "e")),
        ("fr", "m", 21, ("21", "e")),
        ("de", "m", 2, ("2", ".")),
        ("it", "m", 2, ("2", "º")),
        ("it", "f", 2, ("2", "ª")),
        ("en", "m", 1, ("1", "st")),
        ("en", "m", 2, ("2", "nd")),
        ("en", "m", 3, ("3", "rd")),
        ("en", "m", 11, ("11", "th")),
        ("en", "m", 113, ("113", "th")),
        ("en", "m", 22, ("22", "nd")),
    ],
)
def test_ordinal(language, gender, n, expected):
    assert ordinal(n, language=language, gender=gender) == expected


def test_there_is_no_ordinal_below_one():
    with pytest.raises(ValueError, match="0"):
        ordinal(0, language="fr")


@pytest.mark.parametrize(
    ("language", "both", "either"),
    [
        ("fr", "a, b et c", "a, b ou c"),
        ("de", "a, b und c", "a, b oder c"),
        ("it", "a, b e c", "a, b o c"),
        ("en", "a, b and c", "a, b or c"),
    ],
)
def test_join(language, both, either):
    assert join_and(["a", "b", "c"], language=language) == both
    assert join_or(["a", "b", "c"], language=language) == either


def test_join_of_few():
    assert join_and([], language="fr") == ""
    assert join_and(["a"], language="fr") == "a"
    assert join_or(("a", "b"), language="fr") == "a ou b"


@given(st.lists(st.text(alphabet="xyz", min_size=1)), st.sampled_from(LANGUAGES))
def test_join_never_loses_an_item(items, language):
    for join in (join_and, join_or):
        words = join(items, language=language).replace(",", "").split()
        if len(items) > 1:
            del words[-2]
        assert words == items


@pytest.mark.parametrize("call", [lambda x: typeset("", language=x, country="FR"), lambda x: join_and([], language=x)])
def test_an_unknown_language_is_refused(call):
    with pytest.raises(ValueError, match="fr-CH"):
        call("fr-CH")


@pytest.mark.parametrize(
    "typed", ['Anna "Nina" Muster', "Objet: 100% gratuit !", "10 000 pas ?", "l'an 2000 : et après"]
)
def test_what_people_typed_stays_as_it_is(typed: str) -> None:
    set_text = typeset(f'Bonjour {typed}, est-ce "vous" ?', language="fr", country="FR", as_typed=[typed, "", "  "])
    assert set_text == f"Bonjour {typed}, est-ce «\u00a0vous\u00a0»\u202f?"


def test_of_two_texts_one_inside_the_other_both_stay() -> None:
    set_text = typeset("« A: b! » et A: b", language="fr", country="CH", as_typed=["A: b", "A: b!"])
    assert set_text == "«\u202fA: b!\u202f» et A: b"
