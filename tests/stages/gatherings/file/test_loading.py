"""Loading: everything or nothing, by natural keys, twice the same, and never for another organiser."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.directory.models import Membership, Organisation
from filrouge.ground.people.actors import REGISTRANT, SYSTEM, Actor
from filrouge.ground.people.enums import ActorKind, Role
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import BodyRole, GatheringState
from filrouge.stages.gatherings.file.loading import load_document, load_gathering
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.models import (
    Brief,
    ContactPoint,
    Edition,
    Gathering,
    OrganisingRole,
    Part,
    Phase,
    Theme,
)
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.stages.gatherings.file.support import NAMES, NOW, SMALL, example, facts, load, problems

pytestmark = pytest.mark.django_db

FULL = (
    SMALL
    + """\
  - key: eve
    kind: eve
    title: La veille
    when: 2027-03-11
    starts_at: 18:00
    capacity: 30
    audience: {any: [{membership: member}, {function: researcher}]}
    roles: [{body: club, role: supporter}]
venue: hall
venues: [{key: hall, name: La Halle, street: rue du Port, number: 10/12, town: Exemple}]
registration: {deadline: 2027-02-01}
contacts: {general: {email: contact@exemple.example}, press: {email: presse@exemple.example}}
themes: [{key: food, label: Nourriture}, {key: home, label: Logement}]
roles: [{body: ville, role: organiser}, {body: club, role: partner}]
bodies:
  - {key: ville, kind: city, name: Ville d’Exemple, membership: member}
  - {key: club, kind: association, name: Le Club, membership: [member, partner], part_of: ville}
documents: {invitation_letter: {place: Exemple}, programme: {version: 1}}
series: {key: rencontres, name: Rencontres, edition: 2, editions: [{number: 1, year: 2019}]}
process:
  key: demarche
  name: Démarche
  this_phase: talk
  phases: [{key: ask, kind: consultation, title: Demander}, {key: talk, kind: colloquium, title: Parler}]
"""
)


def worker(*, key: str = "ville-exemple", role: Role = Role.EDITOR) -> Actor:
    """Somebody who works for an organiser."""
    organiser = Organiser.objects.get(key=key)
    return Actor(kind=ActorKind.USER, label="Anna", user_id=1, roles=frozenset({(organiser.pk, role)}))


def refused(act: Callable[[], object]) -> str:
    """What is told when a load is refused."""
    with pytest.raises(FileRefused) as refusal:
        act()
    return str(refusal.value)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_loads_and_loading_it_again_writes_nothing(name: str) -> None:
    first = load(example(name))
    assert first.gathering_key == name and first.wrote and not first.changed and not first.removed
    version, entries = facts(name).version, AuditEntry.objects.count()
    with CaptureQueriesContext(connection) as queries:
        again = load(example(name))
    assert not again.wrote and len(again.unchanged) == len(first.created)
    assert facts(name).version == version and AuditEntry.objects.count() == entries
    writes = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert not writes


def test_all_five_live_side_by_side() -> None:
    for name in NAMES:
        load(example(name))
    assert not any(load(example(name)).wrote for name in NAMES)


HALL = "La Halle, 10/12 rue du Port, Exemple"


def test_a_load_leaves_one_line_in_the_trail() -> None:
    load(FULL)
    load(FULL.replace("2027-03-11", "2027-03-10"))
    line = AuditEntry.objects.filter(verb="gathering:loaded").order_by("id").last()
    assert line is not None and line.actor_label == SYSTEM.label
    assert line.data == {
        "created": [],
        "changed": ["part eve"],
        "removed": [],
        "moved": {"eve": {"from": f"2027-03-11 18:00 {HALL}", "to": f"2027-03-10 18:00 {HALL}"}},
    }


def test_what_the_file_no_longer_says_is_removed_but_the_directory_stays() -> None:
    load(FULL)
    report = load(SMALL)
    assert set(report.removed) == {
        "part eve",
        "contact general",
        "contact press",
        "theme food",
        "theme home",
        "brief invitation_letter",
        "brief programme",
        "role ville organiser",
        "role club partner",
    }
    assert [model.objects.count() for model in (ContactPoint, Theme, Brief, OrganisingRole)] == [0, 0, 0, 0]
    assert Organisation.objects.count() == 2 and Membership.objects.count() == 3
    assert Edition.objects.count() == 2 and Phase.objects.count() == 2
    assert (facts().series, facts().process, facts().venue) == (None, None, None)


def test_a_body_described_anew_has_the_memberships_that_are_written() -> None:
    load(FULL)
    report = load(FULL.replace("membership: [member, partner], part_of: ville", "membership: partner"))
    assert set(report.changed) == {"body club"} and report.removed == ("membership club member",)


def test_a_part_with_registrations_is_not_removed() -> None:
    load(FULL)
    part = Part.objects.get(key="eve")
    person = Registration.objects.create(
        gathering=part.gathering,
        submission=uuid4(),
        given_name="Anna",
        family_name="Muster",
        language="fr",
        channel="web",
        received_at=NOW,
        created_at=NOW,
        sort_name="muster anna",
    )
    PartRegistration.objects.create(registration=person, part=part, state="confirmed", changed_at=NOW)
    text = FULL.replace("key: eve", "key: evening")
    assert problems(text) == [
        "line 9, parts: The part “eve” is no longer in the file, but people have registered for it: keep it."
    ]
    assert set(Part.objects.values_list("key", flat=True)) == {"day", "eve"}


def test_nothing_is_written_when_something_is_wrong() -> None:
    load(FULL)
    before = facts()
    text = FULL.replace("Une rencontre", "Un autre titre").replace("edition: 2", "edition: 1")
    text = text.replace("La Halle", "Le Hall")
    load(SMALL.replace("rencontre-2027", "autre") + "series: {key: rencontres, name: Rencontres, edition: 1}\n")
    assert problems(text) == ["line 31, series.edition: Edition 1 is the gathering “autre” already."]
    assert facts().title == before.title and facts().venue == before.venue


def test_a_phase_belongs_to_one_gathering() -> None:
    load(FULL)
    text = SMALL.replace("rencontre-2027", "autre") + "process: {key: demarche, name: Démarche, this_phase: talk}\n"
    assert "The phase “talk” is the gathering “rencontre-2027” already." in problems(text)[0]
    load(text.replace("talk", "ask"))
    assert [phase.key for phase in facts("autre").process.phases] == ["ask", "talk"]  # type: ignore[union-attr]
    assert "There is no such phase in this process." in problems(text.replace("talk", "rest"))[0]


def test_a_list_of_editions_is_the_whole_list_except_for_what_was_held_here() -> None:
    load(FULL)
    report = load(FULL.replace("{number: 1, year: 2019}", "{number: 3, year: 2030}"))
    assert report.removed == ("edition rencontres 1",) and report.created == ("edition rencontres 3",)
    report = load(FULL.replace(", editions: [{number: 1, year: 2019}]", ""))
    assert not report.wrote


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        ("2027-03-11", "2027-03-10", {"eve": 1, "day": 0}),
        ("starts_at: 18:00", "starts_at: 18:30", {"eve": 1, "day": 0}),
        ("10/12", "14", {"eve": 1, "day": 1}),
        ("venue: hall", "venue:", {"eve": 1, "day": 1}),
        ("capacity: 30", "capacity: 40", {"eve": 0, "day": 0}),
        ("title: La veille", "title: Le soir d’avant", {"eve": 0, "day": 0}),
        ("town: Exemple\nparts", "town: Exemple\nstate: save_the_date\nparts", {"eve": 0, "day": 0}),
        ("town: Exemple\nparts", "town: Exemple\nstate: cancelled\nparts", {"eve": 1, "day": 1}),
    ],
)
def test_diaries_hear_of_what_they_show(before: str, after: str, raised: dict[str, int]) -> None:
    load(FULL)
    uids = {part.key: part.uid for part in facts().parts}
    load(FULL.replace(before, after))
    assert {part.key: part.sequence for part in facts().parts} == raised
    assert {part.key: part.uid for part in facts().parts} == uids


def test_a_change_raises_the_version_of_all_that_show_it() -> None:
    load(FULL)
    load(SMALL.replace("rencontre-2027", "first") + "series: {key: rencontres, name: Rencontres, edition: 1}\n")
    load(SMALL.replace("rencontre-2027", "alone"))

    def versions() -> dict[str, int]:
        return dict(Gathering.objects.order_by("key").values_list("key", "version"))

    before = versions()
    load(FULL.replace("La veille", "Le soir"))
    assert {key: version - before[key] for key, version in versions().items()} == {
        "alone": 0,
        "first": 1,
        "rencontre-2027": 1,
    }
    before = versions()
    load(FULL.replace("La veille", "Le soir").replace("Le Club", "Le Cercle"))
    assert {key: version - before[key] for key, version in versions().items()} == {
        "alone": 1,
        "first": 1,
        "rencontre-2027": 1,
    }
    assert facts().bodies_as(BodyRole.PARTNER)[0].name["fr"] == "Le Cercle"


def test_those_who_showed_a_gathering_hear_that_it_left() -> None:
    load(FULL)
    load(SMALL.replace("rencontre-2027", "first") + "series: {key: rencontres, name: Rencontres, edition: 1}\n")
    seen = [edition.number for edition in facts("first").series.others]  # type: ignore[union-attr]
    before = facts("first").version
    load(SMALL)
    assert seen == [2] and facts("first").version == before + 1


def test_suggestions_do_not_spell_out_the_directory_of_another_organiser() -> None:
    load(FULL)
    stranger = Actor(kind=ActorKind.USER, label="Bea", user_id=2)
    text = SMALL + "roles: [{body: clib, role: host}]\n"
    assert "club" in problems(text)[0]
    assert "club" not in refused(lambda: load_gathering(text, actor=stranger, now=NOW))


def test_a_file_may_refer_to_the_directory_that_is_there() -> None:
    text = SMALL.replace("rencontre-2027", "autre") + "roles: [{body: club, role: host}]\n"
    assert "There is no body “club” under bodies nor in the directory." in problems(text)[0]
    load(FULL)
    load(text)
    assert facts("autre").bodies_as(BodyRole.HOST)[0].name["fr"] == "Le Club"
    assert "Did you mean “club”?" in problems(text.replace("club", "clib"))[0]
    elsewhere = text.replace("ville-exemple", "autre-ville").replace("key: autre\n", "key: tiers\n")
    assert "There is no body “club”" in problems(elsewhere)[0]


def test_state_is_that_of_the_desk_when_the_file_is_silent_and_never_goes_back() -> None:
    load(SMALL)
    assert facts().state is GatheringState.DRAFT
    load(SMALL + "state: cancelled\n")
    load(SMALL)
    assert facts().state is GatheringState.CANCELLED
    assert problems(SMALL + "state: draft\n") == [
        "line 13, state: The gathering is in the state “cancelled” and “draft” does not follow it. "
        "Write that state, or leave the line out."
    ]


def test_a_state_needs_the_facts_of_its_document() -> None:
    assert problems(SMALL + "state: save_the_date\n") == [
        "line 13, state: The state “save_the_date” needs facts that the file does not hold: organiser."
    ]
    load(SMALL + "state: save_the_date\nroles: [{body: v, role: organiser}]\nbodies: [{key: v, kind: city, name: V}]\n")
    assert facts().state is GatheringState.SAVE_THE_DATE


def test_who_works_for_the_organiser_may_load_and_nobody_else() -> None:
    stranger = Actor(kind=ActorKind.USER, label="Bea", user_id=2)
    said = "line 3, organiser.key: This organiser is not one of yours."
    assert refused(lambda: load_gathering(SMALL, actor=stranger, now=NOW)) == said
    load(SMALL)
    for actor in (stranger, REGISTRANT, worker(role=Role.DESK_HELPER), worker(role=Role.PARTNER)):
        assert refused(lambda actor=actor: load_gathering(SMALL, actor=actor, now=NOW)) == said  # type: ignore[misc]
    report = load_gathering(SMALL.replace("Une rencontre", "La rencontre"), actor=worker(), now=NOW)
    assert report.changed == ("gathering",)


def test_a_key_and_a_uid_belong_to_one_gathering() -> None:
    load(SMALL)
    text = SMALL.replace("ville-exemple", "autre-ville")
    assert problems(text) == ["line 2, key: This key belongs to a gathering of another organiser. Choose another one."]
    assert not Organiser.objects.filter(key="autre-ville").exists()
    copy = SMALL.replace("rencontre-2027", "copie") + f"    uid: {facts().parts[0].uid}\nuid: {facts().uid}\n"
    assert problems(copy) == [
        "line 14, uid: This uid belongs to the gathering “rencontre-2027”: leave the line out, a new one is made."
    ]
    assert "belongs to the part “day” of “rencontre-2027”" in problems(copy.replace("\nuid:", "\n# uid:"))[0]


def test_an_unknown_organiser_needs_a_name() -> None:
    text = SMALL.replace(", name: Ville d’Exemple", "")
    assert problems(text) == ["line 3, organiser: This organiser is not known yet: give its “name”."]
    load(SMALL)
    assert not load(text).wrote


def test_a_document_loads_without_its_text() -> None:
    document = read_gathering(FULL).document
    assert load_document(document, actor=SYSTEM, now=NOW).wrote
    assert not load_document(document, actor=SYSTEM, now=NOW + timedelta(days=1)).wrote
    other = document.model_copy(update={"state": GatheringState.REGISTRATION_OPEN})
    assert refused(lambda: load_document(other, actor=SYSTEM, now=NOW)).startswith("state: ")


def crowd(number: int) -> str:
    """The small file with many bodies, each part of the one before."""
    lines = [
        f"  - {{key: b{at}, kind: city, name: {{fr: Ville {at}, de: Stadt {at}}}, membership: member, territory: t"
        + (f", part_of: b{at - 1}" if at else "")
        + "}"
        for at in range(number)
    ]
    return "\n".join([SMALL + "territories: [{key: t, kind: canton, name: T}]\nbodies:", *lines, ""])


def test_a_thousand_bodies_take_a_moment_and_hardly_more_queries_than_ten() -> None:
    with CaptureQueriesContext(connection) as few:
        load(crowd(10))
    begun = monotonic()
    with CaptureQueriesContext(connection) as many:
        load(crowd(1000))
    assert monotonic() - begun < 10
    # Statements for many rows are split into batches; nothing is asked or written row by row.
    assert len(many) < len(few) + 50
    assert Organisation.objects.count() == 1000
    with CaptureQueriesContext(connection) as again:
        assert not load(crowd(1000)).wrote
    assert len(again) < 35
