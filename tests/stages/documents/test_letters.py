"""Letters as the actions write them: what is refused, what is kept, what nobody may do."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.documents import actions
from filrouge.stages.documents.actions.approving import NotTheSignatory
from filrouge.stages.documents.actions.erratum import NothingChanged
from filrouge.stages.documents.actions.files import check_pdf
from filrouge.stages.documents.composing import checked, dumped, letter_facts, restored
from filrouge.stages.documents.models import IssuedLetter, Letter
from filrouge.stages.documents.queries import letters_of, watched_addresses
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import actor_with
from tests.support.gatherings import AARAU, MULHOUSE, facts_of
from tests.support.letters import a_pdf, a_small_letter, the_letter, with_letter

pytestmark = pytest.mark.django_db


def about(facts: GatheringFacts, pk: int) -> dict[str, Any]:
    """What every action on a letter is told."""
    return {"facts": facts, "letter_id": pk, "actor": SYSTEM, "now": clock.now()}


def test_a_draft_begins_with_the_whole_brief() -> None:
    with at():
        facts = gatherings.load(with_letter(languages=("fr", "de", "it")))
        letter = the_letter(facts, actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now()))
        assert letter.languages == ("fr", "de", "it")
        assert str(letter.dated) == "early 2023-03" and letter.place["it"] == "Winterthur"
        assert [one.name for one in letter.signatories] == ["Salome Brunner", "Reto Casanova"]
        assert [annex.kind.value for annex in letter.annexes] == ["programme", "part_invitation", "reply_form"]
        assert letter.texts["de"].closing == "Freundliche Grüsse"
        assert letter.texts["it"].profile.value == "ch_it"
        found = checked(letter, facts)
        assert found.mismatches == () and all(not one.missing and not one.unknown for one in found.readings)


def test_a_draft_without_a_brief_begins_with_facts_that_are_known() -> None:
    with at():
        facts = gatherings.load(MULHOUSE)
        letter = the_letter(facts, actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now()))
        found = checked(letter, facts)
        assert letter.texts["fr"].profile.value == "fr_association"
        assert all(not one.missing and not one.unknown for one in found.readings), found.readings
        assert "{deadline}" not in letter.texts["fr"].body


def test_what_a_letter_was_set_from_survives_storing() -> None:
    with at():
        facts = gatherings.load(with_letter())
        letter = the_letter(facts, actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now()))
        made = letter_facts(letter, "de", facts)
        assert restored(dumped(made)) == made


def test_nothing_of_an_issued_letter_is_changed() -> None:
    with at():
        facts = gatherings.load(AARAU)
        known = a_small_letter(facts, is_issued=True)
        pk = int(str(known["pk"]))
        letter = the_letter(facts, pk)
        acts = [
            lambda: actions.write_text(**about(facts, pk), text=letter.texts["fr"]),
            lambda: actions.drop_annex(**about(facts, pk), annex_id=letter.annexes[0].id),
            lambda: actions.drop_signatory(**about(facts, pk), signatory_id=letter.signatories[0].id),
            lambda: actions.take_back(**about(facts, pk), signatory_id=letter.signatories[0].id),
            lambda: actions.issue(**about(facts, pk)),
            lambda: actions.write_heading(**about(facts, pk), languages=["fr"], place={}, dated=letter.dated),
        ]
        for act in acts:
            with pytest.raises(actions.Issued):
                act()
        assert IssuedLetter.objects.filter(letter_id=pk).count() == len(letter.languages)
        with pytest.raises(NothingChanged):
            actions.write_erratum(**about(facts, pk))


def test_two_who_write_at_once_lose_nothing() -> None:
    with at():
        facts = gatherings.load(with_letter())
        pk = actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now())
        letter = the_letter(facts, pk)
        text = replace(letter.texts["fr"], closing="Salutations")
        actions.write_text(**about(facts, pk), text=text, seen=letter.version)
        with pytest.raises(actions.Changed):
            actions.write_text(**about(facts, pk), text=letter.texts["fr"], seen=letter.version)
        assert the_letter(facts, pk).texts["fr"].closing == "Salutations"


def test_template_code_and_unknown_names_are_refused_before_anything_is_written() -> None:
    with at():
        facts = gatherings.load(with_letter())
        pk = actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now())
        letter = the_letter(facts, pk)
        for typed in ("{% load x %}", "{{ facts }}", "{part:nuit.hours}", "une { accolade", "{deadline.year}"):
            text = replace(letter.texts["fr"], body=typed)
            with pytest.raises(actions.UnknownPlaceholder) as refused:
                actions.write_text(**about(facts, pk), text=text)
            assert list(refused.value.found) == ["body"]
        with pytest.raises(actions.UnknownPlaceholder):
            actions.write_text(**about(facts, pk), text=replace(letter.texts["fr"], closing="{deadline}"))
        actions.write_text(**about(facts, pk), text=replace(letter.texts["fr"], body="2^{e} fois, \\{sic}, {parts}"))
        assert the_letter(facts, pk).version == letter.version + 1


def test_nobody_approves_for_somebody_else_in_an_account() -> None:
    with at():
        facts = gatherings.load(with_letter())
        pk = actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now())
        letter = the_letter(facts, pk)
        manager = actor_with(Role.MANAGER, facts)
        what = {**about(facts, pk), "actor": manager, "signatory_id": letter.signatories[0].id}
        with pytest.raises(NotTheSignatory):
            actions.approve(**what, wording=letter.wording)
        with pytest.raises(actions.Changed):
            actions.record_approval(**what, wording="another", how="by telephone")
        with pytest.raises(ValueError, match="how"):
            actions.record_approval(**what, wording=letter.wording, how=" ")
        assert not AuditEntry.objects.filter(verb__startswith="letter:approv").exists()


def test_a_draft_can_be_thrown_away_and_leaves_its_line() -> None:
    with at():
        facts = gatherings.load(with_letter())
        pk = actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now())
        actions.drop_letter(**about(facts, pk))
        assert letters_of(facts.id) == []
        assert AuditEntry.objects.filter(verb="letter:dropped", subject_id=str(pk)).count() == 1


def test_a_letter_of_another_gathering_is_not_there() -> None:
    with at():
        facts, other = gatherings.load(with_letter()), gatherings.load(MULHOUSE)
        pk = actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now())
        with pytest.raises(Letter.DoesNotExist):
            actions.drop_annex(**about(other, pk), annex_id=1)


def test_parts_with_several_deadlines_are_said_one_by_one() -> None:
    with at():
        facts = gatherings.load(gatherings.with_part(with_letter(), "eve", deadline="2023-04-01"))
        letter = the_letter(facts, actions.start_letter(facts=facts, actor=SYSTEM, now=clock.now()))
        found = checked(letter, facts)
        assert [one.needs_one_deadline for one in found.readings] == [True, True]
        annex = letter_facts(letter, "fr", facts).annexes[-1]
        assert "1er avril 2023" in annex.note and "14 avril 2023" in annex.note
        with pytest.raises(actions.Refused) as refused:
            actions.issue(**about(facts, letter.id))
        assert "letter_deadlines_differ" in [reason.code for reason in refused.value.decision.reasons]


def locked(*, script: bool = False) -> bytes:
    """A PDF with a password, or with a script that runs when it is opened."""
    made = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as document:
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert(1)"))
            document.Root.OpenAction = action
        document.save(made, encryption=False if script else pikepdf.Encryption(owner="o", user="u"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-" + b"x" * 5_000_000, "too_large"),
        (b"PK\x03\x04", "not_pdf"),
        (b"%PDF-1.7 nothing else", "not_pdf"),
        (locked(), "encrypted"),
        (locked(script=True), "has_script"),
    ],
)
def test_a_file_that_cannot_travel_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(actions.FileRefused) as refused:
        check_pdf(data)
    assert refused.value.code == code


def test_an_old_mailbox_is_watched_once_it_was_public_and_until_somebody_says_otherwise() -> None:
    with at():
        draft = gatherings.load({**AARAU, "state": "draft"})
        change = {"kind": ContactKind.REGISTRATION, "phone": "", "actor": SYSTEM, "now": clock.now()}
        assert actions.change_contact(facts=draft, email="a@ville.example", **change)
        assert not actions.change_contact(facts=facts_of(draft.key), email="a@ville.example", **change)
        assert watched_addresses(facts_of(draft.key), letters_of(draft.id)) == ()
        actions_facts = gatherings.load(AARAU)
        actions.change_contact(facts=actions_facts, email="b@ville.example", **change)
        (watched,) = watched_addresses(facts_of(draft.key), letters_of(draft.id))
        assert watched.address == gatherings.CONTACT and watched.letters == ()
        what = {"facts": facts_of(draft.key), "address": watched.address, "actor": SYSTEM, "now": clock.now()}
        actions.stop_watching(**what)
        actions.stop_watching(**what)
        assert watched_addresses(facts_of(draft.key), letters_of(draft.id)) == ()
        # Back to the first one, and away again: it is watched anew.
        for email in (gatherings.CONTACT, "c@ville.example"):
            actions.change_contact(facts=facts_of(draft.key), email=email, **change)
        found = watched_addresses(facts_of(draft.key), letters_of(draft.id))
        assert [one.address for one in found] == ["b@ville.example", gatherings.CONTACT]
