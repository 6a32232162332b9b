"""Languages, approvals, annexes, changed facts: the rules of letters without a database."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents import rules
from filrouge.stages.documents.drafts import Annex, AnnexFile, Approval, LetterDraft, Signatory, TextDraft
from filrouge.stages.documents.enums import AnnexKind, AnnexState, ApprovedBy, LetterKind, LetterProfile, LetterState
from filrouge.stages.documents.rules import ChangedFact, Reading, changed_facts, choose_language, file_for
from filrouge.stages.gatherings.audience import Attribute, Audience, Is
from filrouge.stages.gatherings.enums import Channel, Otherwise
from tests.support.plain_facts import a_gathering, a_part

NOW = datetime(2023, 3, 1, 8, tzinfo=UTC)
YES = Approval("Anna Rey", NOW, ApprovedBy.RECORDED, "by telephone", "w")
PRESIDENT = Signatory(1, "Reto Casanova", Translated.of("Réseau", "fr"), (Translated.of("Président", "fr"),), None, YES)
FILE = AnnexFile(1, "", "p.pdf", 10, "0", is_draft=False, uploaded_by="A", uploaded_at=NOW)
PROGRAMME = Annex(1, Translated.of("Programme", "fr"), AnnexKind.PROGRAMME, files=(FILE,))
LETTER = LetterDraft(
    id=1,
    uid=UUID(int=1),
    gathering_id=1,
    kind=LetterKind.ERRATUM,
    state=LetterState.DRAFT,
    languages=("fr",),
    place=Translated.of("Winterthour", "fr"),
    dated=VagueDate.parse("early 2023-03"),
    side_by_side=True,
    version=1,
    wording="w",
    texts={"fr": TextDraft("fr", LetterProfile.CH_FR, subject="Invitation", body="Venez.")},
    signatories=(PRESIDENT,),
    annexes=(PROGRAMME,),
)


def codes(letter: LetterDraft, *readings: Reading, mismatches: int = 0, looked_at: bool = False) -> list[str]:
    """Why a letter may not leave."""
    decision = rules.may_issue(letter, a_gathering(a_part()), readings, mismatches=mismatches, looked_at=looked_at)
    return [reason.code for reason in decision.reasons]


@pytest.mark.parametrize(
    ("wanted", "languages", "fallback", "given"),
    [
        ("de", ("fr", "de"), (), "de"),
        ("it", ("fr", "de"), ("de", "fr"), "de"),
        ("it", ("fr", "de"), ("en", "fr"), "fr"),
        ("it", ("de", "fr"), ("en",), "de"),
        ("it", ("de", "fr"), (), "de"),
    ],
)
def test_own_language_then_the_declared_order(
    wanted: str, languages: tuple[str, ...], fallback: tuple[str, ...], given: str
) -> None:
    assert choose_language(wanted, languages, fallback) == given


def test_a_document_in_no_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        choose_language("fr", ())


def test_a_complete_letter_may_leave() -> None:
    assert codes(LETTER) == []
    assert LETTER.floor is not None and LETTER.floor.isoformat() == "2023-03-01"


def test_each_lack_is_its_own_reason() -> None:
    lacks = {
        "letter_issued": replace(LETTER, state=LetterState.ISSUED),
        "letter_without_text": replace(LETTER, languages=("fr", "de")),
        "letter_unsigned": replace(LETTER, signatories=()),
        "letter_not_approved": replace(LETTER, wording="another"),
        "letter_annex_missing": replace(LETTER, annexes=(replace(PROGRAMME, files=()),)),
        "letter_annex_draft": replace(LETTER, annexes=(replace(PROGRAMME, files=(replace(FILE, is_draft=True),)),)),
    }
    for code, letter in lacks.items():
        assert codes(letter) == [code]
    assert codes(LETTER, Reading("fr", unknown=("{datum}",))) == ["letter_placeholder_unknown"]
    assert codes(LETTER, Reading("fr", missing=("deadline",))) == ["letter_placeholder_empty"]
    invitation = replace(LETTER, kind=LetterKind.INVITATION_LETTER)
    assert set(codes(invitation)) == {"letter_fact_unknown"}


def test_mismatches_are_for_whoever_issues_to_decide() -> None:
    assert codes(LETTER, mismatches=2) == ["letter_mismatches"]
    assert codes(LETTER, mismatches=2, looked_at=True) == []
    refused = rules.may_issue(replace(LETTER, signatories=()), a_gathering(a_part()), (), mismatches=2, looked_at=False)
    assert refused.is_refused and [reason.code for reason in refused.reasons] == ["letter_unsigned"]


def test_an_annex_that_is_made_is_ready_until_a_file_stands_in_for_it() -> None:
    reply = Annex(2, Translated.of("Bulletin", "fr"), AnnexKind.REPLY_FORM)
    assert (reply.is_made, reply.state) == (True, AnnexState.READY)
    instead = replace(reply, files=(replace(FILE, is_draft=True),))
    assert (instead.is_made, instead.state) == (False, AnnexState.DRAFT)


def test_an_annex_follows_the_language_of_its_reader() -> None:
    german, everybody = replace(FILE, id=2, language="de"), FILE
    both = replace(PROGRAMME, files=(everybody, german))
    assert file_for(both, "de") is german
    assert file_for(both, "it") is everybody
    only = replace(PROGRAMME, files=(german,))
    assert file_for(only, "it", ("fr", "de")) is german
    assert file_for(replace(PROGRAMME, files=()), "fr") is None


def test_changed_facts_hold_old_and_new_in_each_language() -> None:
    stated = {"fr": {"deadline": "14 avril", "town": "Aarau"}, "de": {"deadline": "14. April"}}
    now = {"fr": {"deadline": "21 avril", "town": "Aarau"}, "de": {"deadline": "21. April"}}
    assert changed_facts(stated, now) == (
        ChangedFact("deadline", {"fr": "14 avril", "de": "14. April"}, {"fr": "21 avril", "de": "21. April"}),
    )
    assert changed_facts(stated, {"fr": {"town": "Aarau", "deadline": ""}, "de": {}})[0].new == {"fr": "", "de": ""}
    assert changed_facts(now, now) == ()


def test_the_invitation_to_several_parts_brings_what_belongs_to_it() -> None:
    closed = Audience(Is(Attribute.MEMBERSHIP, ("member",)), Otherwise.REFUSE)
    eve = replace(a_part(), audience=closed)
    day = replace(a_part(), id=2, key="day", audience=replace(closed, otherwise=Otherwise.ORGANISER_DECIDES))
    several = replace(a_gathering(eve, day), channels=(Channel.WEB, Channel.PAPER))
    invitation = LetterKind.INVITATION_LETTER
    keys = [one.key for one in rules.required_annexes(invitation, several)]
    assert keys == ["programme", f"part_invitation:{eve.key}", "reply_form"]
    online = replace(several, channels=(Channel.WEB,))
    assert [one.key for one in rules.required_annexes(invitation, online)] == keys[:2]
    assert rules.required_annexes(LetterKind.ERRATUM, several) == ()
    assert rules.required_annexes(invitation, replace(several, parts=(eve,))) == ()
    letter = replace(LETTER, kind=invitation)
    lacking = rules.lacking_annexes(letter, several)
    assert [one.key for one in lacking] == keys[1:], "the programme is there"
    said = replace(letter, not_needed={keys[1]: "they know"})
    decision = rules.may_issue(said, several, (), mismatches=0, looked_at=False)
    asked = [dict(reason.facts)["kind"] for reason in decision.reasons if reason.code == "letter_annex_required"]
    assert asked == ["reply_form"]


def test_a_programme_is_made_only_when_somebody_said_so() -> None:
    waiting = replace(PROGRAMME, files=())
    assert waiting.state is AnnexState.MISSING and not waiting.is_made
    made = replace(waiting, from_facts=True)
    assert made.state is AnnexState.READY and made.is_made
    assert not replace(PROGRAMME, from_facts=True).is_made, "a file stands in for it"
    assert replace(waiting, kind=AnnexKind.OTHER, from_facts=True).state is AnnexState.MISSING
