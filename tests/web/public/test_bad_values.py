"""Values that the form did not ask for: a sentence, nothing typed is lost, nothing is written."""

import pytest

from filrouge.stages.registration.models import Registration
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, post, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.people import EXECUTIVE, OFFICER
from tests.support.traces import nothing_written

pytestmark = pytest.mark.django_db
FORM = "/g/aarau-2023/register/"


# ------------------------------------------------------------------------------------------------------- broken values


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "b.delatour.lindenau.example"),
        ("email", "b@"),
        ("email", "a@b.example\nBcc: c@d.example"),
        ("email", "x" * 250 + "@lindenau.example"),
        ("given_name", "A" * 121),
        ("family_name", "Ü" * 121),
        ("given_name", "   "),
        ("family_name", ""),
        ("organisation", "V" * 201),
        ("organisation", ""),
        ("function", ""),
    ],
)
def test_a_broken_value_gets_a_sentence_and_everything_typed_stays(field: str, value: str) -> None:
    with at():
        gatherings.load()
        answers = EXECUTIVE.but(**{NAMES.get(field, field): value}).answers
        page = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"])
        page = page.send(forged={field: value})
        assert page.status == 422
        assert page.has(f"//*[@id='error-summary']//a[@href='#id_{field}']")
        assert page.has(f"//*[@id='id_{field}_error']")
        assert page.keeps({name: typed for name, typed in answers.items() if name != field})
        assert page.value(field).split() == value.split()
        assert page.values["parts"] == ["eve", "day"]
        assert nothing_written()


NAMES = {"given_name": "given", "family_name": "family"}


def test_no_part_ticked() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers).send()
        assert page.status == 422
        assert page.has("//*[@id='id_parts_error']")
        assert page.keeps(OFFICER.answers)
        assert nothing_written()


def test_several_mistakes_are_told_at_once() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.but(given="", family="", email="nobody").answers, tick=["day"]).send()
        assert len(page.tree.xpath("//*[@id='error-summary']//li")) == 3


def test_another_function_without_saying_which() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.but(function="other").answers, tick=["day"]).send()
        assert page.status == 422
        assert page.has("//*[@id='error-summary']//a[@href='#id_function_text']")
        page = page.fill(function_text="Conseillère en prévention").send()
        assert page.decision("day") == "confirmed"
        assert "Conseillère en prévention" in page.text


def test_who_registers_somebody_else_says_who_they_are() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.answers, tick=["day"]).register_for("Odile", "", "").send()
        assert page.status == 422
        for field in ("registrant_family_name", "registrant_email"):
            assert page.has(f"//*[@id='error-summary']//a[@href='#id_{field}']")
        assert page.value("registrant_given_name") == "Odile"
        assert page.form.inputs["for_another"].checked
        assert nothing_written()


@pytest.mark.parametrize("key", ["workshop", "eve'--", "", "EVE", "1"])
def test_a_part_that_does_not_exist(key: str) -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers).send(forged={"parts": ["day", key]})
        assert page.status == 422
        assert page.errors()
        assert page.keeps(OFFICER.answers)
        assert nothing_written()


@pytest.mark.parametrize("key", ["emperor", "executive_member ", "other;", "0"])
def test_a_function_that_does_not_exist(key: str) -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["day"]).send(forged={"function": key})
        assert page.status == 422 or key.strip() == "executive_member"
        assert page.status != 422 or nothing_written()


@pytest.mark.parametrize("key", ["", "not-a-key", "0" * 40, "00000000-0000-0000-0000"])
def test_a_broken_key_of_the_form(key: str) -> None:
    """Somebody honest cannot mend a hidden field: the form counts as fresh, and sent again the person is known."""
    with at():
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
        assert form.send(forged={"submission": key}).decision("day") == "confirmed"
        form.send(forged={"submission": key})
        assert Registration.objects.count() == 1


@pytest.mark.parametrize("query", ["lang=xx", "lang=31.02.2023", "lang=" + "d" * 5000, "lang=%00", "day=2023-02-31"])
def test_a_strange_query(query: str) -> None:
    with at():
        gatherings.load()
        for address in (FORM, "/g/aarau-2023/", "/"):
            page = open_page(visitor(), f"{address}?{query}")
            assert page.status == 200
            assert page.tree.get("lang") == "fr"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=BoUnDaRy"])
def test_a_name_of_ten_megabytes(kind: str) -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["day"])
        name = "a" * 10_000_000
        body = f"given_name={name}"
        if kind.startswith("multipart"):
            body = f'--BoUnDaRy\r\nContent-Disposition: form-data; name="given_name"\r\n\r\n{name}\r\n--BoUnDaRy--\r\n'
        answer = Page(page.client, page.client.post(FORM, body, content_type=kind), FORM)
        assert answer.status == 400
        assert answer.said("//h1")
        assert answer.has("//main//p")
        assert "/" in answer.links
        assert nothing_written()


def test_a_form_of_twenty_thousand_fields() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["day"])
        answer = post(page.client, FORM, [("parts", "day")] * 20_000)
        assert answer.status == 400
        assert nothing_written()


def test_a_name_with_a_null_byte() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["day"]).send(forged={"given_name": "Jea\x00nne"})
        assert page.status == 422
        assert nothing_written()


# ------------------------------------------------------------------------------------------------------------- bodies


def test_a_typed_body_that_resembles_two_is_asked_for_and_then_found() -> None:
    with at():
        gatherings.load()
        person = EXECUTIVE.but(organisation="Valmont")
        page = open_form().fill(person.answers, tick=["eve"]).send()
        assert page.status == 422
        assert nothing_written()
        choices = [plain.strip() for plain in page.tree.xpath("//*[@id='id_organisation_choice']//label/text()")]
        assert choices[:2] == ["Ville de Valmont", "Ville de Valmont-le-Haut"]
        assert len(choices) == 3
        assert page.keeps(person.answers)
        page = page.fill(organisation_choice=page.tree.xpath("//input[@name='organisation_choice']/@value")[0]).send()
        assert page.decision("eve") == "confirmed"
        assert Registration.objects.get().organisation.key == "valmont"


def test_none_of_the_similar_bodies_keeps_what_was_typed() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.but(organisation="Valmont").answers, tick=["day"]).send()
        page = page.fill(organisation_choice="other").send()
        assert page.decision("day") == "ask"
        row = Registration.objects.get()
        assert (row.organisation_id, row.organisation_text) == (None, "Valmont")


def test_a_choice_made_for_another_text_does_not_count() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.but(organisation="Valmont").answers, tick=["day"]).send()
        first = page.tree.xpath("//input[@name='organisation_choice']/@value")[0]
        page = page.fill(organisation="Ville de Montclair", organisation_choice=first).send()
        assert Registration.objects.get().organisation.key == "montclair"
        assert page.decision("day") == "ask"


def test_a_body_of_another_organisers_directory_is_never_linked() -> None:
    with at():
        facts = gatherings.load()
        stranger = changed(
            AARAU,
            key="elsewhere",
            organiser={"key": "elsewhere", "name": "Ailleurs"},
            bodies=[
                *AARAU["bodies"],
                {"key": "secret", "kind": "city", "name": "Ville Secrète", "membership": "member"},
            ],
        )
        gatherings.load(stranger)
        secret = str(gatherings.body_id("elsewhere", "secret"))
        typed = "Secrète"
        forged = {"organisation_choice": secret, "organisation_asked": typed}
        form = open_form().fill(EXECUTIVE.but(organisation=typed).answers, tick=["eve", "day"])
        page = form.send(forged=forged)
        assert page.status == 422
        assert nothing_written()
        assert "Ville Secrète" not in page.source
        # sent again as the page offers it, the body is the text that was typed
        page = page.send()
        row = Registration.objects.get()
        assert row.gathering_id == facts.id
        assert (row.organisation_id, row.organisation_text) == (None, typed)
        assert (page.decision("eve"), page.decision("day")) == ("refused", "ask")


@pytest.mark.parametrize("choice", ["999999999", "99999999999999999999", "-1", "1 or 1=1", "١", "²", "None"])
def test_a_choice_of_a_body_that_does_not_exist(choice: str) -> None:
    with at():
        gatherings.load()
        forged = {"organisation_choice": choice, "organisation_asked": "Ville de Nulle-Part"}
        page = (
            open_form()
            .fill(EXECUTIVE.but(organisation="Ville de Nulle-Part").answers, tick=["day"])
            .send(forged=forged)
        )
        assert page.status in (200, 422)
        assert not Registration.objects.exclude(organisation=None).exists()
        assert page.status != 422 or (nothing_written() and page.keeps({"organisation": "Ville de Nulle-Part"}))


@pytest.mark.parametrize("choice", ["9" * 30, "9" * 5000, "²"])
def test_a_body_chosen_by_a_number_that_nobody_has_is_asked_for_again(choice: str) -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.answers, tick=["day"])
        forged: dict[str, str | list[str]] = {
            "organisation_choice": choice,
            "organisation_asked": EXECUTIVE.organisation,
        }
        page = page.send(forged=forged)
        assert page.status == 422
        assert page.keeps(EXECUTIVE.answers)
        assert nothing_written()
