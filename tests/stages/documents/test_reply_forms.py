"""The reply form of a gathering: its parts, what they ask, until when and to whom it goes back."""

from datetime import UTC, date, datetime

import pytest

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.layout.reply import reply_form_pdf
from filrouge.stages.documents.reply_forms import reply_form_of, usual_profile
from filrouge.stages.gatherings.file.loading import load_gathering
from tests.support import gatherings
from tests.support.founding_letters import EXAMPLES
from tests.support.gatherings import AARAU, HEALTH
from tests.support.pdf_reading import faults, whole_text

pytestmark = pytest.mark.django_db

BACK_TO = ("Initiative d’exemple", "Beispielgasse 1")
# Of each language: the title, and how the notice says who sees meals and access, until when, and whom to ask.
NOTICES = (
    ("fr", "Bulletin d’inscription", "Les repas et l’accès ne sont vus que", "effacés 30 jours plus tard", "effacer :"),
    ("de", "Anmeldetalon", "Mahlzeiten und Zugang sehen nur", "30 Tage später gelöscht", "Löschung:"),
    (
        "it",
        "Tagliando d’iscrizione",
        "Pasti e accesso sono visti solo",
        "cancellati 30 giorni più tardi",
        "cancellare:",
    ),
)


def test_the_form_of_aarau_in_three_languages() -> None:
    example = (EXAMPLES / "aarau-2023.yaml").read_text("utf-8")
    load_gathering(example, actor=SYSTEM, now=datetime(2023, 3, 1, tzinfo=UTC))
    facts = gatherings.facts_of("aarau-2023")
    form = reply_form_of(facts, "de", back_to=BACK_TO, direct_url="https://a.example/anmelden")
    eve, day = form.parts
    assert (eve.title, eve.when) == ("Vorabend", "Donnerstag, 11. Mai 2023, ab 17.15 Uhr")
    assert "Mitglied" in eve.audience
    assert [question.key for question in eve.questions] == ["meal", "access"]
    assert [question.key for question in day.questions] == ["access"]
    assert (form.profile, form.deadline) == (LetterProfile.CH_DE, date(2023, 4, 14))
    assert form.email == "assemblees@initiative-des-villes.example"
    for language, title, seen, erased, whom in NOTICES:
        pdf = reply_form_pdf(reply_form_of(facts, language, back_to=BACK_TO, direct_url="https://a.example/x"))
        assert faults(pdf) == []
        text = " ".join(whole_text(pdf).split())
        assert text.startswith(title)
        # What is written there: who sees it, until when, whom to ask, where more is said.
        notice = text[text.index(seen) :]
        assert erased in notice
        assert f"{whom} assemblees@initiative-des-villes.example" in notice
        assert "/g/aarau-2023/privacy/" in notice


def test_no_need_is_asked_where_no_part_asks_and_no_hour_is_invented() -> None:
    form = reply_form_of(gatherings.load(HEALTH), "fr", back_to=())
    assert [part.questions for part in form.parts] == [(), ()]
    assert [part.when for part in form.parts] == [
        "mardi 22 novembre 2016, matin",
        "mardi 22 novembre 2016, après-midi",
    ]
    assert "meals" not in form.notice and "/g/sante-2016/privacy/" in form.notice
    assert (form.direct, form.deadline, form.profile) == (None, None, LetterProfile.FR_CITY)


def test_a_form_may_offer_some_parts_only() -> None:
    facts = gatherings.load(AARAU)
    assert [part.key for part in reply_form_of(facts, "fr", back_to=(), parts=("eve",)).parts] == ["eve"]
    assert [part.key for part in reply_form_of(facts, "fr", back_to=()).parts] == ["eve", "day"]


def test_english_in_switzerland_is_set_as_the_french_do() -> None:
    assert usual_profile(gatherings.load(AARAU), "en") is LetterProfile.CH_FR
