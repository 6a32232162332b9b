"""The terms of registration in the file: quotas, priority, the waiting list, who answers for the data."""

from datetime import UTC, datetime, timedelta

import pytest

from filrouge.engines.waiting import Policy
from filrouge.ground.directory.models import Organisation, Territory
from filrouge.ground.people.enums import LegalRegime
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.audience import Is
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.file.exporting import document_of, export_gathering
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.file.shifting import shift_document
from filrouge.stages.gatherings.models import Quota
from filrouge.stages.registration.models import QuotaSeats
from tests.stages.gatherings.file.support import SMALL, facts, load

SHARED = "{key: coach, label: Le car, parts: [day, eve], seats: 40}"
RESERVE = "{key: first, label: Membres, parts: [day], seats: 10, reserved_for: {membership: member}%s}"
LEGAL = "legal: {controller: Ville d’Exemple, regime: fr_public, dpo_email: dpo@exemple.example, needs_days: 14}"

TERMS = (
    SMALL.replace("name: Ville d’Exemple}", f"name: Ville d’Exemple, {LEGAL}}}").replace(
        "when: 2027-03-12\n", "when: 2027-03-12\n    capacity: 80\n    asks_access: true\n    answer_hours: 48\n"
    )
    + f"""\
  - {{key: eve, kind: workshop, title: La veille, when: 2027-03-11}}
quotas:
  - {SHARED}
  - {RESERVE % ", opens_to_all_at: 2027-02-15 09:00"}
registration:
  opens_at: 2027-01-10 09:00
  deadline: 2027-03-01
  channels: [web, file]
  priority: {{for: {{community: night}}, until: 2027-01-20 12:00}}
  residents: true
  pictures: true
  category: true
  waiting: {{policy: bounded, most_overtakings: 3}}
  order_days: 21
communities: [{{key: night, label: communauté de nuit, plural: communautés de nuit}}]
territories: [{{key: ain, kind: department, name: Ain, code: 01}}, {{key: empty, kind: commune, name: Vide}}]
bodies:
  - key: ville
    kind: city
    name: Ville d’Exemple
    membership: member
    territory: ain
    level: local
    siret: 732 829 320 00074
    needs_service_code: true
    needs_engagement_number: true
"""
)


def told(text: str) -> str:
    """Everything that is told about a file that is refused."""
    with pytest.raises(FileRefused) as refused:
        read_gathering(text)
    return str(refused.value)


def with_quotas(*quotas: str, more: str = "") -> str:
    """A day of thirty places and an eve, with these quotas."""
    parts = "    capacity: 30\n  - {key: eve, title: La veille, when: 2027-03-11}\n"
    return SMALL + parts + "quotas:\n" + "".join(f"  - {quota}\n" for quota in quotas) + more


@pytest.mark.django_db
def test_the_terms_are_stored_as_they_were_said() -> None:
    load(TERMS)
    found = facts()
    coach, first = found.quotas
    assert (coach.key, coach.parts, coach.seats, coach.reserved_for) == ("coach", ("day", "eve"), 40, None)
    assert (first.parts, first.seats, first.label["fr"]) == (("day",), 10, "Membres")
    assert first.reserved_for == Is(Attribute.MEMBERSHIP, ("member",))
    assert first.opens_to_all_at == datetime(2027, 2, 15, 8, tzinfo=UTC), "nine o'clock in Paris, in winter"
    assert found.priority is not None
    assert found.priority.rule == Is(Attribute.COMMUNITY, ("night",))
    assert found.priority.until == datetime(2027, 1, 20, 11, tzinfo=UTC)
    assert (found.waiting_policy, found.most_overtakings, found.order_days) == (Policy.BOUNDED, 3, 21)
    assert found.welcomes_residents and found.takes_pictures and found.asks_category
    day, eve = found.parts
    assert (day.asks_access, day.answer_hours, eve.asks_access, eve.answer_hours) == (True, 48, False, None)
    assert [term.key for term in found.vocabulary.memberships] == ["member"], "a word that only a reserve names"


@pytest.mark.django_db
def test_the_directory_and_the_legal_profile_are_stored_as_they_were_said() -> None:
    load(TERMS)
    body = Organisation.objects.get(key="ville")
    assert (body.level, body.siret) == ("local", "73282932000074")
    assert body.needs_service_code and body.needs_engagement_number
    assert Territory.objects.get(key="ain").code == "01"
    legal = LegalProfile.objects.get(organiser__key="ville-exemple")
    assert (legal.controller, legal.regime) == ("Ville d’Exemple", LegalRegime.FR_PUBLIC)
    assert (legal.needs_days, legal.addresses_days, legal.registrations_months, legal.needs_visa) == (14, 30, 12, True)


@pytest.mark.django_db
def test_an_export_says_the_same_terms() -> None:
    load(TERMS)
    said, written = document_of("rencontre-2027"), read_gathering(TERMS).document
    for name in ("registration", "quotas", "territories", "bodies"):
        assert getattr(said, name) == getattr(written, name), name
    assert said.organiser.legal == written.organiser.legal
    assert not load(export_gathering("rencontre-2027")).wrote
    assert any(place.key == "empty" for place in said.territories), "a territory without bodies counts too"


@pytest.mark.django_db
def test_a_file_that_does_not_say_them_keeps_the_defaults_but_not_what_it_said_before() -> None:
    load(TERMS)
    report = load(SMALL)
    assert {"quota coach", "quota first", "part eve"} <= set(report.removed)
    found = facts()
    assert (found.quotas, found.priority, found.order_days) == ((), None, None)
    assert (found.waiting_policy, found.most_overtakings) == (Policy.SPLIT, 2)
    assert not (found.welcomes_residents or found.takes_pictures or found.asks_category)
    assert LegalProfile.objects.get().needs_days == 14, "it belongs to the organiser"


@pytest.mark.django_db
def test_a_quota_that_goes_takes_its_counts_along() -> None:
    load(TERMS)
    QuotaSeats.objects.create(quota=Quota.objects.get(key="coach"), limit=40, ceiling=40, confirmed=3)
    load(TERMS.replace(f"  - {SHARED}\n", ""))
    assert not QuotaSeats.objects.exists()
    assert [quota.key for quota in facts().quotas] == ["first"]


@pytest.mark.django_db
def test_a_quota_that_covers_other_parts_has_changed() -> None:
    load(TERMS)
    version = facts().version
    report = load(TERMS.replace("parts: [day], seats: 10", "parts: [eve], seats: 10"))
    assert report.changed == ("quota first",) and not report.created
    assert facts().quotas[1].parts == ("eve",)
    assert facts().version == version + 1


@pytest.mark.django_db
def test_another_period_is_news_for_all_gatherings_of_the_organiser() -> None:
    load(TERMS)
    load(SMALL.replace("rencontre-2027", "autre"))
    version = facts("autre").version
    assert "legal ville-exemple" in load(TERMS.replace("needs_days: 14", "needs_days: 7")).changed
    assert facts("autre").version == version + 1


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        ("{key: a, label: A, parts: [day], seats: 5}", "This quota covers one part and is for nobody in particular."),
        ("{key: a, label: A, parts: [], seats: 5}", "At least one item is needed here."),
        ("{key: a, label: A, parts: [day, nigth], seats: 5}", "There is no part “nigth” under parts."),
        ("{key: a, label: A, parts: [day, day], seats: 5}", "“day” is named twice"),
        ("{key: a, label: A, parts: [day, eve], seats: many}", "“many” is not a whole number."),
        ("{key: a, label: A, parts: [day, eve]}", "quotas[0].seats: This field is missing."),
        ("{key: a, label: A, parts: [day, eve], seats: -1}", "The number must be at least 0."),
        ("{key: a, label: A, parts: [day, eve], seats: 5, reserved: 1}", "Did you mean “reserved_for”?"),
        (
            "{key: a, label: A, parts: [day, eve], seats: 5, reserved_for: {membership: member}}",
            "Places are kept in one part: write a quota for each of these parts.",
        ),
        (
            "{key: a, label: A, parts: [day, eve], seats: 5, opens_to_all_at: 2027-02-01 09:00}",
            "These places are open to all anyway: “opens_to_all_at” goes with “reserved_for”.",
        ),
        (
            "{key: a, label: A, parts: [day], seats: 5, reserved_for: {open: true}}",
            "What is kept for everybody is kept for nobody",
        ),
        (
            "{key: a, label: A, parts: day, seats: 5, reserved_for: {membership: member, otherwise: refuse}}",
            "There is no field “otherwise” here.",
        ),
        (
            "{key: a, label: A, parts: day, seats: 5, reserved_for: {function: executiv_member}}",
            "Did you mean “executive_member”?",
        ),
        (
            "{key: a, label: A, parts: day, seats: 5, reserved_for: {territory: mars}}",
            "There is no territory “mars” under territories nor in the directory.",
        ),
        (
            "{key: a, label: A, parts: day, seats: 31, reserved_for: {membership: member}}",
            "line 16, quotas[0].seats: 31 places are kept in the part “day”, which has 30.",
        ),
        (
            "{key: a, label: A, parts: day, seats: 5, reserved_for: {membership: member}, opens_to_all_at: soon}",
            "“soon” is not a day and hour. Write it as 2027-01-15 09:00.",
        ),
    ],
)
def test_a_mistake_in_a_quota_is_told(quota: str, said: str) -> None:
    assert said in told(with_quotas(quota))


def test_reserves_of_one_part_are_added_up_and_a_part_without_a_number_has_enough() -> None:
    twenty = "{key: %s, label: A, parts: %s, seats: 20, reserved_for: {membership: member}}"
    assert "quotas[1].seats: 40 places are kept in the part “day”, which has 30." in told(
        with_quotas(twenty % ("a", "day"), twenty % ("b", "day"))
    )
    assert read_gathering(with_quotas(twenty % ("a", "eve"), twenty % ("b", "eve"))).document.quotas


def test_two_quotas_have_two_keys() -> None:
    shared = "{key: a, label: A, parts: [day, eve], seats: 5}"
    assert "“a” is named twice; the first is on line 16." in told(with_quotas(shared, shared))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{priority: {for: {membership: member}}}", "registration.priority.until: This field is missing."),
        ("{priority: {for: {membership: friend}, until: 2027-01-20 09:00}}", "“friend” is not a membership."),
        ("{priority: {for: {community: poets}, until: 2027-01-20 09:00}}", "There is no community “poets”"),
        ("{priority: {for: {open: true}, until: 2027-01-20 09:00}}", "Not everybody comes first: name some people"),
        (
            "{opens_at: 2027-01-20 09:00, priority: {for: {membership: member}, until: 2027-01-20 09:00}}",
            "registration.priority.until: The priority ends before registration opens.",
        ),
        (
            "{deadline: 2027-01-19, priority: {for: {membership: member}, until: 2027-01-20 09:00}}",
            "The priority ends after the deadline: nobody else could register.",
        ),
        ("{waiting: {policy: fair}}", "“fair” is not a value we know. Known here: bounded, split, strict."),
        ("{waiting: {policy: strict, most_overtakings: 2}}", "“most_overtakings” goes with “policy: bounded”."),
        ("{waiting: {policy: bounded, most_overtakings: -1}}", "The number must be at least 0."),
        ("{residents: perhaps}", "Write true or false."),
        ("{order_days: 0}", "The number must be at least 1."),
    ],
)
def test_a_mistake_in_the_terms_is_told(lines: str, said: str) -> None:
    assert said in told(SMALL + f"registration: {lines}\n")


@pytest.mark.parametrize(
    ("legal", "said"),
    [
        ("{regime: fr_public}", "organiser.legal.controller: This field is missing."),
        ("{controller: A, regime: us}", "“us” is not a value we know."),
        ("{controller: A, regime: ch_cantonal}", "Write the “canton” too: each has its own data-protection law."),
        ("{controller: A, regime: fr_public, canton: AG}", "A canton goes with “regime: ch_cantonal”."),
        ("{controller: A, regime: ch_cantonal, canton: XX}", "“XX” is not the code of a canton."),
        ("{controller: A, regime: fr_public, needs_days: 31}", "The number must be at most 30."),
        ("{controller: A, regime: fr_public, registrations_months: 61}", "The number must be at most 60."),
        ("{controller: A, regime: fr_public, dpo_email: dpo}", "“dpo” is not an e-mail address"),
    ],
)
def test_a_mistake_in_the_legal_profile_is_told(legal: str, said: str) -> None:
    assert said in told(SMALL.replace("name: Ville d’Exemple}", f"name: Ville d’Exemple, legal: {legal}}}"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("territories: [{key: a, kind: department, name: A, code: 99}]", "“99” is not the code of a département"),
        ("territories: [{key: a, kind: canton, name: A, code: 59}]", "“59” is not the code of a canton"),
        ("bodies: [{key: a, kind: city, name: A, siret: 73282932000075}]", "“73282932000075” is not a SIRET"),
        ("bodies: [{key: a, kind: city, name: A, siret: 732829320}]", "“732829320” is not a SIRET"),
        ("bodies: [{key: a, kind: city, name: A, level: communal}]", "“communal” is not a value we know."),
    ],
)
def test_a_mistake_in_the_directory_is_told(lines: str, said: str) -> None:
    assert said in told(SMALL + lines + "\n")


def test_a_demonstration_moves_the_moments_of_quotas_and_priority() -> None:
    moved = shift_document(read_gathering(TERMS).document, 26)
    by = timedelta(weeks=26)
    assert moved.quotas[1].opens_to_all_at == datetime(2027, 2, 15, 9) + by, "the wall clock stays"
    assert moved.registration.priority is not None
    assert moved.registration.priority.until == datetime(2027, 1, 20, 12) + by
