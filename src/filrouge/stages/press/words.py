"""The words of the press in the reader's language: why a release cannot leave, what became of a request."""

from django.utils.translation import gettext, ngettext, pgettext

from filrouge.core.decisions import Reason
from filrouge.stages.documents.words import fact_word, language_word, quoted_title, stated_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import Fact
from filrouge.stages.press.enums import AccreditationState, ReleaseKind

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
        "press_nothing_changed",
        "press_replaced",
        "press_cancelled",
        "press_outdated",
    }
)


def reason_in_words(reason: Reason, language: str) -> str:
    """One reason why a release may not leave, as a sentence. Raises KeyError for a code of another stage."""
    said = reason.facts
    count = said.get("count")
    number = count if isinstance(count, int) else 1
    named = {
        "name": said.get("name") or "",
        "title": quoted_title(said.get("titles"), language),
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
        "press_nothing_changed": gettext("Everything is again as the first version says: there is nothing to correct."),
        "press_replaced": gettext("A corrected version was issued: this one is sent to nobody any more."),
        "press_cancelled": gettext("The gathering is cancelled: this release is sent to nobody any more."),
        "press_outdated": ngettext(
            "%(n)s fact has changed since: it leaves to nobody before it is corrected.",
            "%(n)s facts have changed since: it leaves to nobody before they are corrected.",
            number,
        ),
    }


def stated_fact_word(name: str, facts: GatheringFacts, language: str) -> str:
    """What a fact that a release states is called; those of the press contact have names of their own."""
    own = {
        "press.name": gettext("press contact"),
        "press.phone": gettext("direct number"),
        "press.mobile": gettext("mobile number"),
        "press.email": gettext("address of the press contact"),
    }
    if name in own:
        return own[name]
    part = facts.part(name.removeprefix("part:").removesuffix(".date")) if name.endswith(".date") else None
    # What happens on a day is called by its title alone: "Second day: Thursday 5 May".
    return part.title.best(language, facts.languages).text if part else stated_word(name, facts, language)


def kind_of_release_word(kind: ReleaseKind, number: int) -> str:
    """What a release is, where it is listed; empty for the usual one."""
    return {
        ReleaseKind.RELEASE: "",
        ReleaseKind.CORRECTION: gettext("Corrected, version %(n)s") % {"n": number},
        ReleaseKind.CANCELLATION: pgettext("press release", "Cancellation"),
    }[kind]


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
