"""Lists of recipients, reasons and states in the reader's language."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext, pgettext

from filrouge.core.decisions import Reason
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.audience import Rule
from filrouge.stages.gatherings.facts import Vocabulary
from filrouge.stages.gatherings.words import rule_in_words
from filrouge.stages.sendings.enums import LeftOut, RecipientState, SendingState
from filrouge.stages.sendings.facts import ListFacts, Role
from filrouge.stages.sendings.rules import met


def list_in_words(asked: ListFacts, vocabulary: Vocabulary, language: str) -> str:
    """A list as one sentence: whom it means, in which languages, and who stays out."""
    said = rule_in_words(asked.rule, vocabulary, language)
    said = said[:1].upper() + said[1:]
    if asked.languages:
        names = [str(dict(settings.LANGUAGES)[code]) for code in asked.languages]
        said = gettext("%(whom)s who read %(languages)s") % {
            "whom": said,
            "languages": join_and(names, language=language),
        }
    if asked.only_unanswered:
        said = gettext("%(whom)s, not yet answered") % {"whom": said}
    return said + "."


def why_in_words(rule: Rule, role: Role, vocabulary: Vocabulary, language: str) -> str:
    """Which conditions of the rule somebody's function meets, as a list."""
    leaves: Sequence[Rule] = met(rule, role)
    return join_and([rule_in_words(leaf, vocabulary, language) for leaf in leaves], language=language)


def left_out_in_words(reason: LeftOut) -> str:
    """Why somebody is not written to."""
    return {
        LeftOut.NOT_MEANT: gettext("Not meant by the list."),
        LeftOut.LANGUAGE: gettext("Reads another language."),
        LeftOut.NO_ADDRESS: gettext("Has no e-mail address in the directory."),
        LeftOut.UNREACHABLE: gettext("The address no longer takes mail."),
        LeftOut.OBJECTS: gettext("Wants no mails from you."),
        LeftOut.ANSWERED: gettext("Has answered already."),
        LeftOut.STOPPED: gettext("The sending was stopped before."),
    }[reason]


def state_in_words(state: SendingState) -> str:
    """Where a sending stands."""
    return {
        SendingState.DRAFT: pgettext("sending", "Being prepared"),
        SendingState.APPROVED: pgettext("sending", "Approved, not started"),
        SendingState.RUNNING: pgettext("sending", "Leaving in batches"),
        SendingState.PAUSED: pgettext("sending", "Paused"),
        SendingState.STOPPED: pgettext("sending", "Stopped"),
        SendingState.DONE: pgettext("sending", "Done"),
    }[state]


def recipient_state_in_words(state: RecipientState) -> str:
    """Where one recipient stands, before the outbox knows more."""
    return {
        RecipientState.WAITING: pgettext("recipient", "Waits for a batch"),
        RecipientState.QUEUED: pgettext("recipient", "In the outbox"),
        RecipientState.LEFT_OUT: pgettext("recipient", "Left out"),
    }[state]


OWN_CODES = frozenset(
    {"approved_already", "nobody_on_the_list", "no_text_in_fallback", "annex_missing", "annexes_too_large"}
)


def own_reason_in_words(reason: Reason) -> str:
    """One reason of this stage as a full sentence. Raises KeyError for a code of another stage."""
    said = dict(reason.facts)
    if "language" in said:
        said["language"] = str(dict(settings.LANGUAGES)[str(said["language"])])
    return {
        "approved_already": gettext("It is approved already."),
        "nobody_on_the_list": gettext("Nobody on the list can be written to."),
        "no_text_in_fallback": gettext("The text in %(language)s, which everybody else receives, is not written."),
        "annex_missing": gettext("The annex “%(title)s” is announced, but the file is not there."),
        "annexes_too_large": gettext("The annexes together are larger than %(most)s MB; many mailboxes refuse that."),
    }[reason.code] % said
