"""What editions produced elsewhere travels with the gathering file: loaded, exported, loaded again."""

import pytest
from django.utils.translation import override

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.models import EditionProposal, EditionResult
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send
from tests.support.forms import open_page, visitor
from tests.support.gatherings import changed, fresh_facts
from tests.support.series import CONGRESS, FIRST

__all__ = ["fresh_facts"]

pytestmark = pytest.mark.django_db

REPORT = {"title": "Le rapport de 2014", "url": "https://archives.example/2014", "language": "fr"}
FILM = {"title": "Le film", "url": "https://archives.example/film"}


def series(*results: dict[str, str]) -> dict[str, object]:
    editions = [{"number": 1, "year": 2014, **({"results": list(results)} if results else {})}, {"number": 2}]
    return changed(FIRST, series={"key": "congres", "name": "Congrès", "edition": 2, "editions": editions})


def known() -> list[tuple[str, str, str]]:
    return list(EditionResult.objects.order_by("pk").values_list("title", "url", "language"))


def test_results_are_loaded_shown_exported_and_loaded_again() -> None:
    with at():
        gatherings.load(series(REPORT, FILM))
        assert known() == [(*REPORT.values(),), (*FILM.values(), "")]
        assert REPORT["url"] in open_page(visitor(), "/s/ville-de-valprieux/congres/").links
        text = export_gathering(CONGRESS)
        assert "Le rapport de 2014" in text and "https://archives.example/film" in text
        version = gatherings.facts_of(CONGRESS).version
        gatherings.load(series(REPORT, FILM))
        assert gatherings.facts_of(CONGRESS).version == version, "nothing new, nothing written"
        EditionResult.objects.all().delete()
        gatherings.load(series(REPORT, FILM))
        assert export_gathering(CONGRESS) == text


def test_a_list_is_the_whole_list_and_silence_takes_nothing_away() -> None:
    with at():
        gatherings.load(series(REPORT, FILM))
        gatherings.load(series({**FILM, "title": "Le film, sous-titré"}))
        assert known() == [("Le film, sous-titré", FILM["url"], "")]
        assert REPORT["url"] not in open_page(visitor(), "/s/ville-de-valprieux/congres/").links, "and pages follow"
        gatherings.load(series())
        assert len(known()) == 1, "it may be the desk's"


def test_what_the_desk_says_is_in_the_file() -> None:
    with at():
        desk = desk_of(Role.EDITOR, gatherings.load(series()))
        root = f"/desk/g/{CONGRESS}/series/"
        send(desk, root, f"{root}result/", edition="1", **REPORT)
        assert REPORT["url"] in export_gathering(CONGRESS)


def test_the_same_address_twice_is_told() -> None:
    with at(), pytest.raises(FileRefused, match="named twice"):
        gatherings.load(series(REPORT, REPORT))


PROPOSAL = {
    "key": "guichet",
    "text": {"fr": "Un guichet unique"},
    "addressee": "Le conseil départemental",
    "state": "refused",
    "answered_on": "2015-02-03",
    "answer": "Pas cette année.",
    "public": True,
}


def proposing(*proposals: dict[str, object]) -> dict[str, object]:
    document = series()
    document["series"]["editions"][0]["proposals"] = list(proposals)  # type: ignore[index]
    return document


def test_proposals_are_loaded_shown_exported_and_loaded_again() -> None:
    with at():
        gatherings.load(proposing(PROPOSAL, {"key": "soir", "text": "Ouvrir le soir"}))
        page = open_page(visitor(), "/s/ville-de-valprieux/congres/").text
        assert "Un guichet unique" in page and "Pas cette année." in page and "Ouvrir le soir" not in page
        text = export_gathering(CONGRESS)
        version = gatherings.facts_of(CONGRESS).version
        gatherings.load(proposing(PROPOSAL, {"key": "soir", "text": "Ouvrir le soir"}))
        assert gatherings.facts_of(CONGRESS).version == version, "nothing new, nothing written"
        EditionProposal.objects.all().delete()
        gatherings.load(proposing(PROPOSAL, {"key": "soir", "text": "Ouvrir le soir"}))
        assert export_gathering(CONGRESS) == text
        gatherings.load(series())
        assert EditionProposal.objects.count() == 2, "they may be the desk's"
        gatherings.load(proposing(PROPOSAL))
        assert EditionProposal.objects.get().key == "guichet"


def test_an_answer_without_its_state_is_told() -> None:
    with at(), override("en"), pytest.raises(FileRefused, match="There is an answer"):
        gatherings.load(proposing({**PROPOSAL, "state": "no_answer"}))
    with at(), pytest.raises(FileRefused, match="named twice"):
        gatherings.load(proposing(PROPOSAL, PROPOSAL))
