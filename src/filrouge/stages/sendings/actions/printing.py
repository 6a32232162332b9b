"""A print run: a letter for those of a list whom no mail reaches, written down as received."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from filrouge.core.days import local_day
from filrouge.core.decisions import Decision
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.queries import letters_of
from filrouge.stages.documents.words import letter_title
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions.carrying import hand_over
from filrouge.stages.sendings.actions.holding import lock_gathering
from filrouge.stages.sendings.actions.locking import note
from filrouge.stages.sendings.actions.preparing import recipient_row
from filrouge.stages.sendings.composing import carried
from filrouge.stages.sendings.enums import RecipientState, SendingState
from filrouge.stages.sendings.facts import CarriedFacts, Verdict
from filrouge.stages.sendings.links import personal_links
from filrouge.stages.sendings.models import Sending, SendingRecipient
from filrouge.stages.sendings.queries import ask, list_by_id
from filrouge.stages.sendings.queries.receipts import readers_of

_AT_ONCE = 1000


class NotPrinted(Exception):
    """Nothing was printed; `decision` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


@transaction.atomic
def print_letters(
    *, facts: GatheringFacts, letter_id: int, list_id: int, all_of_them: bool, actor: Actor, now: datetime
) -> int:
    """Let an issued letter be printed for those of a list whom no mail reaches, or for `all_of_them`; the run's id.

    Who has it already is left out: pressed twice, it is one run. From now on they count as readers, and are invited
    where a mail would invite them. Raises NotPrinted with every reason, LookupError for a letter that was not issued or
    a list of elsewhere.
    """
    lock_gathering(facts.id)
    facts = facts_by_id(facts.id) or facts
    letters = letters_of(facts.id, language=facts.language)
    letter = next((one for one in letters if one.id == letter_id and one.is_issued), None)
    if letter is None:
        raise LookupError(letter_id)
    true = carried(letter_id, letters, facts, fallback=letter.languages[0])
    going = _going(facts, letter_id, list_id, all_of_them=all_of_them, now=now)
    quiet = rules.quiet(facts, approved_at=now, now=now)
    decision = rules.may_print(true, people=len(going), silence=quiet)
    if not decision.is_allowed:
        raise NotPrinted(decision)
    row = _row(facts, letter, true, list_id, actor, now)
    SendingRecipient.objects.bulk_create([_printed(row, one) for one in going], batch_size=_AT_ONCE)
    received = list(SendingRecipient.objects.filter(sending=row).select_related("contact").order_by("pk"))
    hand_over(row, received, facts, sent_at=now)
    personal_links(facts.id, [one.contact_id for one in received], now)
    note("sending:printed", row, actor, now, {"letter": letter_id, "people": len(received)})
    return row.pk


def _going(facts: GatheringFacts, letter_id: int, list_id: int, *, all_of_them: bool, now: datetime) -> list[Verdict]:
    asked = list_by_id(gathering_id=facts.id, list_id=list_id)
    if asked is None:
        raise LookupError(list_id)
    found = ask(asked, facts, on=local_day(now, facts.zone))
    return rules.for_paper(found.meant, found.left_out, have_it=readers_of(letter_id), all_of_them=all_of_them)


def _row(
    facts: GatheringFacts, letter: LetterDraft, true: CarriedFacts, list_id: int, actor: Actor, now: datetime
) -> Sending:
    """A sending that has left already: nobody starts, pauses or stops it."""
    title = letter_title(letter.kind, letter.dated, facts.language)
    return Sending.objects.create(
        gathering_id=facts.id,
        recipients_id=list_id,
        name=(gettext("Printed: %(letter)s") % {"letter": title})[:120],
        fallback=letter.languages[0],
        letter_id=letter.id,
        carries=list(true.ids),
        by_post=True,
        state=SendingState.DONE.value,
        created_at=now,
        created_by=actor.label[:200],
        changed_at=now,
        approved_at=now,
        approved_by=actor.label[:200],
        ended_at=now,
    )


def _printed(row: Sending, meant: Verdict) -> SendingRecipient:
    found = recipient_row(row, meant)
    found.state = RecipientState.QUEUED.value
    return found
