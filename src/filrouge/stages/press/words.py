"""The words of the press in the reader's language: why a release cannot leave, what became of a request."""

from django.utils.translation import gettext, ngettext, pgettext

from filrouge.core.decisions import Reason
from filrouge.core.text import Translated
from filrouge.stages.documents.words import fact_word, language_word
from filrouge.stages.gatherings.rules import Fact
from filrouge.stages.press.enums import AccreditationState

PRESS_CODES = frozenset(
    {
        "press_issued",
        "press_mismatches",
        "press_date_missing",
        "press_place_missing",
        "press_fact_unknown",
        "press_headline_missing",
        "press_lead_missing",
        "press_body_missing",
        "press_quote_of_nobody",
        "press_placeholder_unknown",
        "press_placeholder_empty",
        "press_annex_missing",
        "press_annex_without_file",
        "press_contact_missing",
        "press_contact_incomplete",
    }
)


def reason_in_words(reason: Reason, language: str) -> str:
    """One reason why a release may not leave, as a sentence. Raises KeyError for a code of another stage."""
    said = reason.facts
    count = said.get("count")
    number = count if isinstance(count, int) else 1
    named = {
        "name": said.get("name") or "",
        "title": _title(said.get("titles"), language),
        "language": language_word(str(said.get("language") or "")),
        "fact": fact_word(Fact(str(said["fact"]))) if "fact" in said else "",
        "n": number,
    }
    return _sentences(number)[reason.code] % named


def _sentences(number: int) -> dict[str, str]:
    return {
        "press_issued": gettext("This press release was issued already: nothing of it is changed any more."),
        "press_mismatches": ngettext(
            "%(n)s statement of the release does not agree with the facts or with the other languages.",
            "%(n)s statements of the release do not agree with the facts or with the other languages.",
            number,
        ),
        "press_date_missing": gettext("The press release has no date: journalists need its day."),
        "press_place_missing": gettext("The press release does not say where it is written."),
        "press_fact_unknown": gettext("A press release cannot leave without this fact: %(fact)s."),
        "press_headline_missing": gettext("The headline is missing: %(language)s."),
        "press_lead_missing": gettext("The lead is missing, who, what, when, where and why: %(language)s."),
        "press_body_missing": gettext("The release has no paragraph: %(language)s."),
        "press_quote_of_nobody": gettext("A quote does not say who spoke: %(language)s."),
        "press_placeholder_unknown": gettext("In the release, %(name)s cannot be replaced by a fact (%(language)s)."),
        "press_placeholder_empty": gettext(
            "For the release, nobody knows yet what stands for {%(name)s} (%(language)s)."
        ),
        "press_annex_missing": gettext("Nothing is annexed: the programme and how to register belong to the release."),
        "press_annex_without_file": gettext("The file of this annex is missing: %(title)s."),
        "press_contact_missing": gettext("The press contact is missing: journalists need a name to ask for."),
        "press_contact_incomplete": gettext("The press contact needs a direct number and an e-mail address."),
    }


def _title(stored: object, language: str) -> str:
    """A title in the reader's language, from "fr:…" pairs, in quotation marks."""
    pairs = dict(str(pair).split(":", 1) for pair in stored) if isinstance(stored, tuple) else {}
    title = Translated.of(pairs, language).best(language).text
    return gettext("“%(title)s”") % {"title": title} if title else ""


def piece_word(where: str) -> str:
    """The name of a text of a release; quotes by their number."""
    if where.startswith("quote_"):
        return pgettext("press release", "Quote %(n)s") % {"n": where.removeprefix("quote_")}
    return {
        "headline": pgettext("press release", "Headline"),
        "lead": pgettext("press release", "Lead"),
        "body": pgettext("press release", "Paragraphs"),
        "": "",
    }[where]


def accreditation_word(state: AccreditationState) -> str:
    """What became of a request."""
    return {
        AccreditationState.ASKED: pgettext("accreditation", "To answer"),
        AccreditationState.ACCEPTED: pgettext("accreditation", "Accepted"),
        AccreditationState.DECLINED: pgettext("accreditation", "Declined"),
    }[state]


def kind_in_words(kind: str) -> str:
    """What a mail of the press is, in lists of mails. Raises KeyError for another kind."""
    return {
        "press_release": gettext("Press release"),
        "press_asked": gettext("To a journalist: request received"),
        "press_answered": gettext("To a journalist: answer"),
    }[kind]


PRESS_KINDS = ("press_release", "press_asked", "press_answered")
