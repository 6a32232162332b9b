"""The words of audience rules, of every attribute and in four languages."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from filrouge.core.decisions import Reason
from filrouge.core.text import LANGUAGES, Translated
from filrouge.stages.gatherings.audience import (
    AllOf,
    AnyOf,
    Audience,
    Capacity,
    Everybody,
    Is,
    Rule,
    judge,
    parse_rule,
)
from filrouge.stages.gatherings.enums import Attribute, Otherwise
from filrouge.stages.gatherings.facts import FunctionFacts, TermFacts, Vocabulary
from filrouge.stages.gatherings.words import audience_in_words, audience_list, reason_in_words, rule_in_words


def text(fr: str, de: str = "", it: str = "", en: str = "") -> Translated:
    """A text, French first."""
    return Translated.of({"fr": fr, "de": de, "it": it, "en": en}, "fr")


def term(key: str, plural: Translated) -> TermFacts:
    """A word whose label nobody looks at here."""
    return TermFacts(key, text(f"une {key}"), plural)


WORDS = Vocabulary(
    functions=(
        FunctionFacts(
            "executive",
            text("x"),
            text("membres des exécutifs", "Exekutivmitglieder", "membri degli esecutivi", "executive members"),
        ),
        FunctionFacts(
            "head",
            text("x"),
            text(
                "responsables des services sociaux",
                "Leitungen der Sozialdienste",
                "responsabili dei servizi sociali",
                "heads of social services",
            ),
        ),
    ),
    body_kinds=(
        term("ccas", text("CCAS", "CCAS", "CCAS", "CCAS")),
        term("hospital", text("hôpitaux", "Spitäler", "ospedali", "hospitals")),
    ),
    communities=(term("watch", text("veilleuses et veilleurs", "Wachende", "chi veglia", "watchers")),),
    instruments=(term("asv", text("ateliers santé ville", "Werkstätten", "atelier salute", "health workshops")),),
    memberships=(
        term("member", text("villes membres", "Mitgliedstädte", "città membro", "member cities")),
        term(
            "partner",
            text(
                "organisations partenaires", "Partnerorganisationen", "organizzazioni partner", "partner organisations"
            ),
        ),
    ),
    territories=(
        term("north", text("les quartiers nord", "Nordquartiere", "i quartieri nord", "the northern districts")),
    ),
)

EVE = AllOf((Is(Attribute.MEMBERSHIP, ("member",)), Is(Attribute.FUNCTION, ("executive", "head"))))
DAY = AnyOf((Is(Attribute.MEMBERSHIP, ("member",)), Is(Attribute.MEMBERSHIP, ("partner",))))


@pytest.mark.parametrize(
    ("rule", "fr", "de", "it", "en"),
    [
        (
            EVE,
            "membres des exécutifs et responsables des services sociaux de villes membres",
            "Exekutivmitglieder und Leitungen der Sozialdienste (Mitgliedstädte)",
            "membri degli esecutivi e responsabili dei servizi sociali di città membro",
            "executive members and heads of social services of member cities",
        ),
        (
            DAY,
            "villes membres et organisations partenaires",
            "Mitgliedstädte und Partnerorganisationen",
            "città membro e organizzazioni partner",
            "member cities and partner organisations",
        ),
        (
            AnyOf(
                (
                    Is(Attribute.INSTRUMENT, ("asv",)),
                    Is(Attribute.FUNCTION, ("head",)),
                    Is(Attribute.ORGANISATION, ("ccas",)),
                )
            ),
            "ateliers santé ville, responsables des services sociaux et CCAS",
            "Werkstätten, Leitungen der Sozialdienste und CCAS",
            "atelier salute, responsabili dei servizi sociali e CCAS",
            "health workshops, heads of social services and CCAS",
        ),
        # elision, contraction
        (
            AllOf((Is(Attribute.FUNCTION, ("head",)), Is(Attribute.ORGANISATION, ("hospital",)))),
            "responsables des services sociaux d'hôpitaux",
            "Leitungen der Sozialdienste (Spitäler)",
            "responsabili dei servizi sociali di ospedali",
            "heads of social services of hospitals",
        ),
        (
            AllOf((Is(Attribute.TERRITORY, ("north",)), Is(Attribute.COMMUNITY, ("watch",)))),
            "veilleuses et veilleurs des quartiers nord",
            "Wachende (Nordquartiere)",
            "chi veglia dei quartieri nord",
            "watchers of the northern districts",
        ),
        # nested lists of the same sort read as one; a category named twice is said once
        (
            AnyOf((AnyOf((Is(Attribute.MEMBERSHIP, ("member",)),)), DAY)),
            "villes membres et organisations partenaires",
            "Mitgliedstädte und Partnerorganisationen",
            "città membro e organizzazioni partner",
            "member cities and partner organisations",
        ),
        # one rule in a list is that rule
        (
            AllOf((Is(Attribute.FUNCTION, ("head",)),)),
            "responsables des services sociaux",
            "Leitungen der Sozialdienste",
            "responsabili dei servizi sociali",
            "heads of social services",
        ),
        # a word that the vocabulary lacks shows its key, never nothing
        (Is(Attribute.FUNCTION, ("night_watch",)), "night watch", "night watch", "night watch", "night watch"),
    ],
)
def test_whom_a_rule_admits(rule: Rule, fr: str, de: str, it: str, en: str) -> None:
    for language, expected in {"fr": fr, "de": de, "it": it, "en": en}.items():
        with override(language):
            assert rule_in_words(rule, WORDS, language) == expected


@pytest.mark.parametrize("attribute", Attribute)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_attribute_has_words(attribute: Attribute, language: str) -> None:
    keys = {
        Attribute.FUNCTION: "head",
        Attribute.ORGANISATION: "hospital",
        Attribute.MEMBERSHIP: "partner",
        Attribute.TERRITORY: "north",
        Attribute.COMMUNITY: "watch",
        Attribute.INSTRUMENT: "asv",
    }
    with override(language):
        said = rule_in_words(Is(attribute, (keys[attribute],)), WORDS, language)
    assert said not in ("", keys[attribute])


@pytest.mark.parametrize("rule", [EVE, DAY, Is(Attribute.FUNCTION, ("head",))])
def test_the_sentence_the_refusal_and_the_list_use_the_same_words(rule: Rule) -> None:
    for otherwise in (Otherwise.REFUSE, Otherwise.ORGANISER_DECIDES):
        audience = Audience(rule, otherwise)
        for language in LANGUAGES:
            with override(language):
                whom = rule_in_words(rule, WORDS, language)
                sentence = audience_in_words(audience, WORDS, language)
                assert whom in sentence
                assert reason_in_words(Reason("reserved"), audience, WORDS, language) == f"{sentence}."
                assert all(category in whom for category in audience_list(audience, WORDS, language))


def test_what_happens_to_others_is_said() -> None:
    """One rule, three ends: refused, the organiser decides, open. Each language says the three differently."""
    for language in LANGUAGES:
        with override(language):
            said = {audience_in_words(Audience(EVE, otherwise), WORDS, language) for otherwise in Otherwise}
        assert len(said) == 3


def test_an_open_part_says_so_and_has_no_list() -> None:
    for audience in (Audience(Everybody()), Audience(EVE, Otherwise.OPEN)):
        said = {language: _said(audience, language) for language in LANGUAGES}
        assert len(set(said.values())) == len(LANGUAGES)
        assert not any("membres" in words for words in said.values())
    assert audience_list(Audience(Everybody()), WORDS, "fr") == []


def _said(audience: Audience, language: str) -> str:
    with override(language):
        return audience_in_words(audience, WORDS, language)


def test_the_list_has_one_item_for_each_category() -> None:
    assert audience_list(Audience(DAY), WORDS, "fr") == ["villes membres", "organisations partenaires"]
    assert audience_list(Audience(EVE), WORDS, "fr") == [
        "membres des exécutifs et responsables des services sociaux de villes membres"
    ]
    assert audience_list(Audience(Is(Attribute.FUNCTION, ("head", "executive"))), WORDS, "de") == [
        "Leitungen der Sozialdienste",
        "Exekutivmitglieder",
    ]


def test_a_refusal_names_what_was_given() -> None:
    said = Capacity(function="x", function_text="chargée de mission", body_text="Ville de Rosières")
    for language in LANGUAGES:
        with override(language):
            sentences = [
                reason_in_words(reason, Audience(EVE), WORDS, language) for reason in judge(Audience(EVE), said).reasons
            ]
        assert "Ville de Rosières" in sentences[1]
        assert "chargée de mission" in sentences[2]


def test_a_function_of_the_list_is_named_in_the_readers_language() -> None:
    label = text("chargée de mission", "Projektleiterin", "incaricata di progetto", "project officer")
    words = replace(WORDS, functions=(*WORDS.functions, FunctionFacts("officer", label, text("x"))))
    said = Capacity(function="officer", function_text="chargée de mission", body_text="Ville de Rosières")
    function_reason = judge(Audience(EVE), said).reasons[2]
    with override("de"):
        assert "Projektleiterin" in reason_in_words(function_reason, Audience(EVE), words, "de")


def test_what_was_not_given_is_said_as_such() -> None:
    for language in LANGUAGES:
        with override(language):
            for reason in judge(Audience(EVE), Capacity()).reasons[1:]:
                sentence = reason_in_words(reason, Audience(EVE), WORDS, language)
                assert not sentence.rstrip(".").rstrip().endswith(":")


def test_a_code_of_another_stage_is_not_ours() -> None:
    with pytest.raises(KeyError):
        reason_in_words(Reason("deadline_passed"), Audience(), WORDS, "fr")


def test_the_rules_of_files_are_read_the_same() -> None:
    assert parse_rule({"all": [{"membership": "member"}, {"function": ["executive", "head"]}]}) == EVE
