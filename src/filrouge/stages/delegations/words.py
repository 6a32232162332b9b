"""The words of delegations in the reader's language: why places are not kept, what an order lacks, where it stands."""

from datetime import datetime

from django.utils.translation import gettext, ngettext

from filrouge.core.decisions import Reason
from filrouge.core.typography import join_or
from filrouge.engines.waiting import Why
from filrouge.stages.delegations.enums import OrderState, Reference
from filrouge.stages.delegations.rules import Crowded, Outlook
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import until_in_words
from filrouge.stages.registration.words import AUDIENCE_CODES, OWN_CODES, reasons_in_words

OWN_REASONS = frozenset(
    {
        "move_no_place",
        "move_has_place",
        "move_registered_elsewhere",
        "move_beyond_quota",
        "held_without_limit",
        "held_too_late",
        "held_others_wait",
        "held_at_most",
        "held_not_free",
        "held_too_long",
        "held_nobody_admitted",
    }
)


def why_not_in_words(
    reasons: tuple[Reason, ...], part: PartFacts, facts: GatheringFacts, language: str
) -> tuple[str, ...]:
    """Why a place is not kept or not moved, each reason as a sentence."""
    return tuple(
        sentence
        for reason in reasons
        for sentence in (
            reasons_in_words((reason,), part, facts, language)
            if reason.code in AUDIENCE_CODES | OWN_CODES
            else (reason_in_words(reason, facts, language),)
        )
    )


def reason_in_words(reason: Reason, facts: GatheringFacts, language: str) -> str:
    """A reason of this stage as a sentence. Raises KeyError for a code that has no words."""
    said = reason.facts
    match reason.code:
        case "held_at_most":
            return gettext("At most %(most)s places without a name are kept for one body.") % {"most": said["most"]}
        case "held_not_free":
            free = int(str(said["free"]))
            if not free:
                return gettext("No place is free now that could be kept.")
            return ngettext(
                "Only %(free)s place is free now and can be kept.",
                "Only %(free)s places are free now and can be kept.",
                free,
            ) % {"free": free}
        case "held_too_long":
            if not said["until"]:
                return gettext("Give a day that is still to come.")
            until = until_in_words(datetime.fromisoformat(str(said["until"])), facts, language)
            return gettext("Places without a name can be kept until %(until)s at most.") % {"until": until}
    return {
        "held_without_limit": gettext("There is room for everybody: nothing needs to be kept."),
        "held_too_late": gettext("It is too late to keep places without a name."),
        "held_others_wait": gettext("Others are waiting for a place: none is kept without a name."),
        "held_nobody_admitted": gettext("The rule of this part admits nobody of your body."),
        "move_no_place": gettext("The place is no longer there to be given."),
        "move_has_place": gettext("Whoever should take the place has one there already."),
        "move_registered_elsewhere": gettext("Whoever should take the place is registered already, by another form."),
        "move_beyond_quota": gettext("The places for people in this capacity are all taken."),
    }[reason.code]


def reference_in_words(name: Reference) -> str:
    """What a reference is called."""
    return {
        Reference.SIRET: gettext("SIRET number"),
        Reference.SERVICE_CODE: gettext("Service code"),
        Reference.ENGAGEMENT_NUMBER: gettext("Engagement number"),
    }[name]


def missing_in_words(name: Reference, buyer: str) -> str:
    """Which reference is missing, and where it is found."""
    said = {
        Reference.SIRET: gettext(
            "The SIRET number of %(buyer)s is missing: fourteen digits, those of the establishment that pays. "
            "They stand on its orders and letters."
        ),
        Reference.SERVICE_CODE: gettext(
            "The service code is missing: %(buyer)s returns invoices without it. "
            "Its accounts department knows it; the directory of Chorus Pro lists it under the SIRET number."
        ),
        Reference.ENGAGEMENT_NUMBER: gettext(
            "The engagement number is missing: %(buyer)s returns invoices without it. "
            "It stands on the purchase order, and the accounts department knows it."
        ),
    }[name]
    return said % {"buyer": buyer or gettext("the buyer")}


def order_state_in_words(state: OrderState) -> str:
    """Where an order stands, as a badge shows it."""
    return {
        OrderState.NOT_AWAITED: gettext("No purchase order asked for"),
        OrderState.AWAITED: gettext("Purchase order awaited"),
        OrderState.ARRIVED: gettext("Purchase order recorded"),
        OrderState.LAPSED: gettext("Purchase order did not come in time"),
    }[state]


def crowded_in_words(crowded: Crowded, facts: GatheringFacts, language: str) -> str:
    """The hint that all sit in one workshop, naming the others."""
    others = [other.title.best(language, facts.languages).text for other in crowded.others]
    return gettext(
        "All %(people)s people who chose a workshop sit in “%(part)s”. If some of you went to %(others)s, "
        "you would bring back more."
    ) % {
        "people": crowded.people,
        "part": crowded.part.title.best(language, facts.languages).text,
        "others": join_or(others, language=language),
    }


def outlook_in_words(outlook: Outlook, *, may_split: bool) -> str:
    """What becomes of the group in one part, as a sentence; empty when all who asked get a place."""
    if not outlook.waiting:
        return ""
    counts = {"wished": outlook.wished, "seated": outlook.seated, "waiting": outlook.waiting}
    if outlook.seated:
        said = gettext("%(wished)s wish it: %(seated)s get a place, %(waiting)s wait.")
    elif outlook.why is Why.NEVER_FITS:
        said = gettext("%(wished)s wish it, more than there are places in all: together you cannot be seated.")
    elif outlook.why is Why.BEHIND:
        said = gettext("%(wished)s wish it: others wait already, and you wait behind them.")
    else:
        said = gettext("%(wished)s wish it, but not so many places are free: you wait together.")
    if not may_split and not outlook.seated and outlook.why is not Why.BEHIND:
        said += " " + gettext("If some of you may come without the others, say so in the form.")
    return said % counts
