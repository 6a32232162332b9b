"""Lists of recipients, reasons and states in the reader's language."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext, pgettext

from filrouge.core.decisions import Reason
from filrouge.core.typography import join_and
from filrouge.stages.documents.enums import ChosenBy
from filrouge.stages.documents.words import language_word, letter_title
from filrouge.stages.gatherings.audience import Rule
from filrouge.stages.gatherings.facts import Vocabulary
from filrouge.stages.gatherings.words import rule_in_words
from filrouge.stages.sendings.enums import Halt, Hold, LeftOut, RecipientState, SendingState
from filrouge.stages.sendings.facts import ListFacts, PackageFacts, Role
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
    for letter, words in (
        (asked.received, gettext("%(whom)s, only who received the letter “%(letter)s”")),
        (asked.lacking, gettext("%(whom)s, without those who have “%(letter)s”")),
    ):
        if letter is not None:
            said = words % {"whom": said, "letter": letter_title(letter.kind, letter.dated, language)}
    if asked.reached:
        named = {"whom": said, "sending": asked.reached.name}
        said = gettext("%(whom)s, only who received the sending “%(sending)s”") % named
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
        LeftOut.HAS_LETTER: gettext("Has this letter already."),
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
    {
        "approved_already",
        "nobody_on_the_list",
        "no_text_in_fallback",
        "annex_missing",
        "annexes_too_large",
        "letter_lacks_annex",
        "nobody_to_print_for",
        "files_too_large",
        "nothing_to_approve_anew",
        *(why.value for why in Halt),
        *(why.value for why in Hold),
    }
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
        "nobody_to_print_for": gettext(
            "Nobody on this list needs it on paper, or all of them have the letter already."
        ),
        "letter_lacks_annex": gettext("The letter names the annex “%(title)s”, but the file is not there."),
        "files_too_large": gettext(
            "The files in %(language)s are %(size)s MB together, and at most %(most)s MB can travel: a mail makes them "
            "a third larger, and many mailboxes refuse more than 10 MB. Take an annex out, or say in the mail where it "
            "can be read."
        ),
        "nothing_to_approve_anew": gettext("There is nothing to approve anew."),
        Halt.CORRECTED.value: gettext(
            "The letter was corrected after this sending was approved. Nothing more leaves until somebody approves it "
            "anew, with the erratum enclosed."
        ),
        Halt.OUTDATED.value: gettext(
            "The letter states what is no longer true. Issue an erratum first: it then travels with the letter."
        ),
        Hold.CANCELLED.value: gettext("The gathering is called off: no sending about it leaves any more."),
        Hold.POSTPONED.value: gettext(
            "The gathering is postponed: no sending about it leaves until it is on again. Nothing is lost."
        ),
        Hold.OVER.value: gettext("The gathering is over: no sending about it leaves any more."),
        Hold.MOVED.value: gettext(
            "A day, an hour or a place changed after this sending was approved. Nothing more of it leaves until "
            "somebody has read its words again."
        ),
    }[reason.code] % said


def paused_by_itself_in_words(why: Hold) -> str:
    """Why a sending is paused that may go on by now."""
    return {
        Hold.POSTPONED: gettext("This sending paused by itself when the gathering was put off. It is on again."),
        Hold.MOVED: gettext("This sending paused by itself when a day, an hour or a place changed."),
    }.get(why, gettext("This sending paused by itself."))


def hold_in_words(why: Hold) -> str:
    """Why nothing of a sending leaves because of its gathering."""
    return own_reason_in_words(Reason(why.value))


def halt_in_words(why: Halt) -> str:
    """Why a sending does not go on with its letter."""
    return own_reason_in_words(Reason(why.value))


def chosen_in_words(wanted: str, chosen: PackageFacts) -> str:
    """In which language somebody reads a letter, and why in that one, as a sentence."""
    named = {"wanted": language_word(wanted), "language": language_word(chosen.language)}
    return {
        ChosenBy.OWN: gettext("In %(language)s, the language noted for this person."),
        ChosenBy.DECLARED: gettext(
            "In %(language)s: the letter does not exist in %(wanted)s, and this is the language for everybody else."
        ),
        ChosenBy.FIRST: gettext(
            "In %(language)s: the letter does not exist in %(wanted)s, and this is the first in which it exists."
        ),
    }[chosen.why] % named
