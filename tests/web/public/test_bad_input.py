"""What people, robots and forgers send that is not what the form asks for: a sentence, and nothing is lost or written."""

import uuid

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.at_once import at_once, failures
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, post, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, OFFICER, STRANGER, Person, crowd
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db
FORM = "/g/aarau-2023/register/"


def nothing_written() -> bool:
    """Whether neither a registration nor a mail nor a line of the trail was written."""
    told = AuditEntry.objects.filter(verb__startswith="registration:")
    return not (Registration.objects.exists() or OutgoingMail.objects.exists() or told.exists())


def kept(page: Page, typed: dict[str, str]) -> bool:
    """Whether the form still holds what was typed."""
    return {name: page.value(name) for name in typed} == typed


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
        assert kept(page, {name: typed for name, typed in answers.items() if name != field})
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
        assert kept(page, OFFICER.answers)
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
        assert kept(page, OFFICER.answers)
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


def test_a_form_of_ten_thousand_fields() -> None:
    with at():
        gatherings.load()
        page = open_form().fill(OFFICER.answers, tick=["day"])
        answer = post(page.client, FORM, [("parts", "day")] * 10_000)
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
        assert kept(page, person.answers)
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
        assert page.status != 422 or (nothing_written() and kept(page, {"organisation": "Ville de Nulle-Part"}))


# ------------------------------------------------------------------------------------------------------ sent twice


def test_the_same_form_sent_twice_registers_once(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        form = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"])
        first, second = form.send(), form.send()
        assert first.address == second.address
        assert second.decision("eve") == "confirmed"
        assert Registration.objects.count() == 1
        assert seats_of(facts)["eve"].confirmed == 1
        assert [letter.to for letter in post_office.deliver()] == [EXECUTIVE.email]
        assert faults(facts.id) == []


def test_the_same_person_in_another_form_is_sent_their_link_and_told_nothing(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        first = open_form().fill(EXECUTIVE.answers, tick=["eve"]).send()
        post_office.deliver()
        again = EXECUTIVE.but(organisation="Ville de Rosières", given="BEATRICE", email=EXECUTIVE.email.upper())
        page = open_form().fill(again.answers, tick=["day"]).send()
        # nothing new
        assert Registration.objects.count() == 1
        assert PartRegistration.objects.count() == 1
        # the page does not reveal what is recorded
        assert page.status == 200
        for told in ("Soirée de la veille", "Lindenau ", "/r/", "Béatrice"):
            assert told not in page.tree.xpath("string(//main)")
        # the link is mailed
        letter = post_office.deliver_to(EXECUTIVE.email)
        assert letter.personal_link == first.address.partition("?")[0]
        assert letter.events == []
        assert faults(facts.id) == []


def test_a_namesake_or_a_shared_mailbox_is_somebody_else() -> None:
    with at():
        gatherings.load()
        for person in (EXECUTIVE, EXECUTIVE.but(given="Bernard"), EXECUTIVE.but(email="other@lindenau.example")):
            assert open_form().fill(person.answers, tick=["eve"]).send().decision("eve") == "confirmed"
        assert Registration.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_the_same_moment() -> None:
    with at():
        facts = gatherings.load()
        form = open_form().fill(EXECUTIVE.answers, tick=["eve"])
        pages = at_once([form.send, form.send])
        assert failures(pages) == []
        assert {page.address for page in pages} == {pages[0].address}
        assert seats_of(facts)["eve"].confirmed == 1
        assert faults(facts.id) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("parts", [("eve", "eve"), ("eve", "day")])
def test_the_same_person_in_two_forms_at_the_same_moment(parts: tuple[str, str]) -> None:
    with at():
        facts = gatherings.load()
        crowd(facts, 1, "eve", "day")
        forms = [open_form().fill(EXECUTIVE.answers, tick=[part]) for part in parts]
        assert forms[0].value("submission") != forms[1].value("submission")
        pages = at_once([form.send for form in forms])
        assert failures(pages) == []
        assert [page.status for page in pages] == [200, 200]
        assert Registration.objects.filter(email=EXECUTIVE.email).count() == 1
        assert faults(facts.id) == []


# ------------------------------------------------------------------------------------------------------------ forged


def test_a_forged_form_comes_back_with_all_that_was_typed() -> None:
    with at():
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["eve", "day"])
        page = form.send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert page.status == 403
        assert nothing_written()
        assert kept(page, OFFICER.answers)
        assert page.values["parts"] == ["eve", "day"]
        assert page.value("csrfmiddlewaretoken") != "x" * 64
        assert page.send().decision("day") == "confirmed"


def test_a_form_without_cookie_comes_back_too() -> None:
    """A browser that keeps no cookies, or a page left open until the cookie was gone."""
    with at():
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
        form.client.cookies.clear()
        page = form.send()
        assert page.status == 403
        assert kept(page, OFFICER.answers)
        assert nothing_written()
        assert page.send().decision("day") == "confirmed"


def test_a_forged_form_after_the_deadline_registers_nothing_either() -> None:
    with at("2023-04-14T23:58:00+02:00"):
        gatherings.load()
        form = open_form().fill(OFFICER.answers, tick=["day"])
    with at("2023-04-15T08:00:00+02:00"):
        page = form.send(forged={"csrfmiddlewaretoken": "x" * 64})
        assert nothing_written()
        assert page.status in (403, 409)
        assert "vendredi 14 avril 2023" in page.text


@pytest.mark.parametrize("button", ["", "check"])
def test_what_a_foreign_page_posts_registers_nothing(button: str) -> None:
    with at():
        gatherings.load()
        pairs = [*OFFICER.answers.items(), ("parts", "day"), ("submission", str(uuid.uuid4()))]
        page = post(visitor(), FORM, [*pairs, *([(button, "1")] if button else [])])
        assert page.status == 403
        assert nothing_written()


# ---------------------------------------------------------------------------------------------------- strange names

STRANGE = {
    "a script": ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"),
    "a header": ("Anna\r\nBcc: spy@example.org", "Muster\nSubject: gratis"),
    "a template": ("{{ settings.SECRET_KEY }}", "{% debug %}"),
    "a calendar property": ('Anna "Nina"', "Muster;ROLE=CHAIR:mailto:x@y.example"),
    "a calendar line": ("Anna\r\nEND:VEVENT", "BEGIN:VALARM\\n"),
    "emoji": ("👩🏽‍⚕️ Zoé", "Łuczak 🎈"),
    "right to left": ("יעל", "בן־דוד"),
    "a reversed reading": ("\u202egnp.exe", "\u2066Ali\u2069"),
    "one letter": ("O", "Ng"),
    "a percent": ("%(title)s", "100 % d’accord"),
    "quotes": ('D’Arcy "L’Aîné"', "O'Neil"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_name_is_only_a_name(kind: str, post_office: PostOffice) -> None:
    given, family = STRANGE[kind]
    with at():
        facts = gatherings.load()
        person = Person(given, family, "strange@lindenau.example", "Ville de Lindenau", "executive_member")
        form = open_form().fill(person.but(given="", family="").answers, tick=["eve"])
        page = form.send(forged={"given_name": given, "family_name": family})
        assert page.decision("eve") == "confirmed"
        name = " ".join(f"{given} {family}".split())
        assert page.said("//h1") == name
        # the page holds no element that was typed
        assert not page.has("//main//script | //main//img | //*[@onerror]")
        # one mail, to one address, with one subject
        letter = post_office.deliver_to(person.email)
        assert letter.message.get_all("To") == [person.email]
        assert letter.message.get_all("Bcc") is None
        assert len(letter.message.get_all("Subject")) == 1
        assert "gratis" not in letter.subject
        assert f" {name}," in " ".join(letter.text.splitlines()[0].split(" "))
        assert "<script>alert" not in letter.html
        assert "<img" not in letter.html
        # one event with one attendee, whose name is the name
        (event,) = letter.events
        assert str(event["attendee"]).lower() == f"mailto:{person.email}"
        assert not event.walk("VALARM")
        # the person can change what they typed
        change = open_page(page.client, page.links_to("change"))
        assert (change.value("given_name").split(), change.value("family_name").split()) == (
            given.split(),
            family.split(),
        )
        assert faults(facts.id) == []


def test_a_strange_body_is_only_a_body(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        person = STRANGER.but(
            organisation="<b>Ville</b>\r\nBcc: spy@example.org", function="other", function_text="<i>x</i>"
        )
        form = open_form().fill(STRANGER.answers, tick=["day"])
        page = form.send(
            forged={"organisation": person.organisation, "function": "other", "function_text": person.function_text}
        )
        assert page.decision("day") == "ask"
        assert not page.has("//main//b | //main//i[text()='x']")
        letter = post_office.deliver_to(STRANGER.email)
        assert letter.message.get_all("Bcc") is None
        assert "<b>Ville" not in letter.html
