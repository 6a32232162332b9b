"""Laws with their dates, authorities, and what allows a use."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, gettext_noop

from filrouge.core.date_words import date_in_words
from filrouge.ground.directory.geography import area_of
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.privacy.enums import Basis
from filrouge.stages.privacy.facts import LegalFacts

CNIL, FDPIC = "https://www.cnil.fr/", "https://www.edoeb.admin.ch/"
# A proper name with its address: the same in every language.
_CNIL = (
    "Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, "
    "75334 Paris Cedex 07"
)


def regime_in_words(regime: LegalRegime) -> str:
    """What kind of body works under which law."""
    return {
        LegalRegime.FR_PUBLIC: gettext("French public body (GDPR and the act of 6 January 1978)"),
        LegalRegime.FR_PRIVATE: gettext("French association or private body (GDPR and the act of 6 January 1978)"),
        LegalRegime.CH_FEDERAL: gettext("Swiss association, private body or federal body (federal act)"),
        LegalRegime.CH_CANTONAL: gettext("Swiss commune or canton (law of the canton)"),
    }[regime]


def laws(legal: LegalFacts, language: str, *, on: date) -> list[str]:
    """The texts of law that hold, each with its date."""
    if legal.regime in (LegalRegime.FR_PUBLIC, LegalRegime.FR_PRIVATE):
        return [
            gettext("Regulation (EU) 2016/679 of 27 April 2016 (General Data Protection Regulation, GDPR)"),
            gettext(
                "French act no. 78-17 of 6 January 1978 on information technology, data files and civil liberties, in "
                "the version in force on %(day)s"
            )
            % {"day": date_in_words(on, language=language, weekday=False)},
        ]
    if legal.regime is LegalRegime.CH_FEDERAL:
        return [
            gettext("Swiss federal act of 25 September 2020 on data protection, in force since 1 September 2023"),
        ]
    return [
        gettext("Law of the canton on data protection (%(canton)s), in the version in force on %(day)s")
        % {
            "canton": canton_in_words(legal.canton, language),
            "day": date_in_words(on, language=language, weekday=False),
        }
    ]


def canton_in_words(code: str, language: str) -> str:
    """The name of a canton; its code while the map does not know it."""
    area = area_of(code)
    return area.name.best(language).text if area else code


def authority(legal: LegalFacts, language: str) -> tuple[str, str]:
    """To whom one may complain: name with address, and the address of the site, empty when it is not known."""
    if legal.regime in (LegalRegime.FR_PUBLIC, LegalRegime.FR_PRIVATE):
        return _CNIL, CNIL
    if legal.regime is LegalRegime.CH_FEDERAL:
        name = gettext("Federal Data Protection and Information Commissioner (FDPIC), Feldeggweg 1, 3003 Bern")
        return name, FDPIC
    if legal.authority:
        return legal.authority, ""
    said = gettext("The data protection authority of the canton (%(canton)s)")
    return said % {"canton": canton_in_words(legal.canton, language)}, ""


def basis_in_words(basis: Basis | None) -> str:
    """What allows a use, with the article; a dash while the law is not known."""
    return gettext(_BASES[basis]) if basis else "–"


_BASES: Mapping[Basis, str] = {
    Basis.PUBLIC_TASK: gettext_noop("Task in the public interest (GDPR, article 6(1)(e))"),
    Basis.PUBLIC_TASK_OR_INTEREST: gettext_noop(
        "Task in the public interest, or legitimate interest, with the right to object (GDPR, article 6(1)(e) and (f))"
    ),
    Basis.CONTRACT_OR_INTEREST: gettext_noop(
        "Your request to take part, and the organiser’s legitimate interest (GDPR, article 6(1)(b) and (f))"
    ),
    Basis.INTEREST: gettext_noop("Legitimate interest, with the right to object (GDPR, article 6(1)(f))"),
    Basis.CONSENT: gettext_noop("Your consent, which you can take back (GDPR, article 6(1)(a))"),
    Basis.EXPLICIT_CONSENT: gettext_noop("Your explicit consent, which you can take back (GDPR, article 9(2)(a))"),
    Basis.CONSENT_OR_CROWD: gettext_noop(
        "Your consent where you are singled out (GDPR, article 6(1)(a)); information for views of the room"
    ),
    Basis.DUTY: gettext_noop("Legal or contractual duty, public task (GDPR, article 6(1)(c), (e) and (f))"),
    Basis.LEGAL_DUTY: gettext_noop("Legal duty to keep accounts (GDPR, article 6(1)(c))"),
    Basis.CH_RECOGNISABLE: gettext_noop(
        "Purpose that you can recognise, and information given to you (federal act, articles 6 and 19)"
    ),
    Basis.CH_TOLD_WHERE_FROM: gettext_noop(
        "Purpose that you can recognise, with where your address comes from, and the right to object (federal act, "
        "articles 6, 19 and 30)"
    ),
    Basis.CH_CANTONAL_TASK: gettext_noop("Task of the public body under the law of the canton"),
    Basis.CH_CONSENT: gettext_noop("Your consent, which you can take back"),
    Basis.CH_EXPLICIT_CONSENT: gettext_noop(
        "Your explicit consent, since these are sensitive data; you can take it back"
    ),
    Basis.CH_CONSENT_OR_INTEREST: gettext_noop(
        "Your consent where you are singled out; overriding interest for views of the room"
    ),
    Basis.CH_DUTY: gettext_noop("Legal or contractual duty, overriding interest (federal act, article 31)"),
    Basis.CH_LEGAL_DUTY: gettext_noop("Legal duty to keep accounts (Code of Obligations, article 958f)"),
}


def slip_grounds(legal: LegalFacts | None, language: str, *, on: date) -> list[str]:
    """On what an elimination rests, for the slip: the law on personal data, and that on archives."""
    if legal is None:
        return [gettext("The periods that the organiser has set")]
    day = date_in_words(on, language=language, weekday=False)
    archives = {
        LegalRegime.FR_PUBLIC: gettext(
            "French heritage code, articles L. 212-2, L. 212-3 and R. 212-14, in the version in force on %(day)s: "
            "nothing is destroyed without the visa of the archives"
        ),
        LegalRegime.CH_CANTONAL: gettext(
            "Law of the canton on archives, in the version in force on %(day)s: records are offered to the archives"
        ),
    }.get(legal.regime)
    return [*laws(legal, language, on=on), *([archives % {"day": day}] if archives else [])]
