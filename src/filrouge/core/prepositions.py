"""The little word "of" before a name that is only known at run time, with elision and contraction."""

from __future__ import annotations

import re

from filrouge.core.text import require_language

_MUTE_H_WORDS = """
habile habilitation habit habitant habitante habitantes habitants habitat habitation habitude habituel
habituelle habitué harmonie harmonisation hectare hectares henri henriette herbe herblay heure heures
heureux hier hippolyte hirondelle histoire histoires historique hiver hommage homme hommes homologue
honneur honoraire honoraires honoré horaire horaires horizon horizons horloge hospice hospitalier
hospitalité hubert hugo huguette huile huissier humain humaine humanité humeur hygiène hypothèque
hypothèse hyères hébergement hébergements hébergé hélicoptère hélène hérault héritage héritier
hésitation hôpital hôpitaux hôte hôtel hôtelier hôteliers hôtellerie hôtels hôtesse
"""
_MUTE_H = frozenset(_MUTE_H_WORDS.split())
# Vowels in writing that speech treats as consonants.
_NO_ELISION = frozenset({"onze", "onzième", "oui", "ouistiti", "yacht", "yaourt", "yoga"})
_ITALIAN_ARTICLES = {
    "il ": "del ",
    "lo ": "dello ",
    "la ": "della ",
    "i ": "dei ",
    "gli ": "degli ",
    "le ": "delle ",
    "l'": "dell'",
    "l’": "dell’",
}


def of(text: str, *, language: str) -> str:
    """The text after "of": "d'Angers", "du Mans", "von Bern", "di Lugano", "della città", "of Lyon".

    French elides before a vowel and before the usual words in mute h; any other h is taken as aspirated.
    A leading "le"/"les" (capital too: towns and bodies) contracts; in Italian an article in lower case does.
    German declines nothing: the caller gives the dative.
    """
    if require_language(language) == "fr":
        return _of_french(text)
    if language == "it":
        for article, contracted in _ITALIAN_ARTICLES.items():
            if text.startswith(article):
                return contracted + text.removeprefix(article)
    return {"de": "von ", "it": "di ", "en": "of "}[language] + text


def _of_french(text: str) -> str:
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if text.lower().startswith(article):
            return contracted + text[len(article) :]
    return f"d'{text}" if _elides(text) else f"de {text}"


def _elides(text: str) -> bool:
    word = re.split(r"[\s'’\-,.]", text.lower(), maxsplit=1)[0]
    if word.startswith("h"):
        return word in _MUTE_H
    # y is a vowel before a consonant only: d'Yverdon, de Yaoundé.
    vowel = re.match(r"[aàâäáeéèêëiîïíoôöóuùûüúœæ]|y[^aeéèiouy]", word)
    return bool(vowel) and word not in _NO_ELISION


def narrowed(people: str, bodies: str, *, language: str) -> str:
    """People of certain bodies, both as plurals without article: "membres des exécutifs de villes membres".

    German sets the bodies in brackets, "Exekutivmitglieder (Mitgliedstädte)": a preposition would ask for another case.
    """
    return f"{people} ({bodies})" if language == "de" else f"{people} {of(bodies, language=language)}"
