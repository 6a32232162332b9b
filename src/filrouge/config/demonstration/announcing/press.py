"""A press release that journalists hold under embargo, a press list, and journalists who asked to come."""

from collections.abc import Callable
from datetime import datetime, timedelta

from filrouge.config.demonstration.announcing.shared import ago, facts_of, manager_of, paper
from filrouge.config.demonstration.meeting import Meeting
from filrouge.core.days import at_local
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press.actions.issuing import issue, send_release
from filrouge.stages.press.actions.people import answer, ask_to_come, list_journalist
from filrouge.stages.press.actions.releases import add_annex, start_release, take_file, write_heading, write_text
from filrouge.stages.press.drafts import ReleaseText
from filrouge.stages.press.enums import AccreditationState
from filrouge.stages.press.facts import Quote
from filrouge.stages.press.queries import accreditations_of

MULHOUSE = "mulhouse-2022"
_HOUR = datetime(2000, 1, 1, 6).time()
_LIST = (
    ("Agnès Mathez", "L’Écho du Seeland", "fr"),
    ("Beat Gasser", "Seeländer Bote", "de"),
    ("Pascale Rapin", "Radio des Trois-Lacs", "fr"),
    ("Franziska Imhof", "Stadtblatt am Jurafuss", "de"),
    ("Yves Thévoz", "Courrier social", "fr"),
)
_ASKING = (
    ("Pascale Rapin", "Radio des Trois-Lacs", "pascale.rapin@radio-trois-lacs.example", "4417"),
    ("Lorenza Bianda", "Indépendante", "lorenza.bianda@adresse.example", ""),
)
_TEXTS = {
    "fr": (
        "Bienne : les villes cherchent comment laisser vieillir chez soi",
        "Mille logements adaptés, des nuits de répit pour les proches, des voisines qui ont la clef : une soixantaine "
        "de villes comparent ce qu’elles font. {gathering}, {date}, {place}.",
        "La plupart des gens veulent vieillir là où ils ont vécu. Ce souhait coûte souvent moins qu’on ne le croit : "
        "une rampe, un numéro de téléphone tenu par trois communes, une nuit par semaine où quelqu’un d’autre "
        "veille.\n\n"
        "La matinée part d’une clef. Dans un quartier, la concierge la garde ; dans un autre, une centrale l’envoie "
        "avec quelqu’un ; dans le troisième, une voisine passe chaque soir. Trois façons d’ouvrir une porte à temps, "
        "comparées par celles et ceux qui les ont mises en place, avec leur coût et les nuits d’hôpital qu’elles ont "
        "évitées.\n\n"
        "L’après-midi est aux logements. Une régie, un service social et des locataires racontent comment mille "
        "appartements ont été adaptés avant la chute plutôt qu’après : qui décide, qui paie, et pourquoi les demandes "
        "arrivent presque toujours trop tard. Les proches ont aussi leur heure : une nuit de répit par semaine, c’est "
        "peu, et c’est souvent ce qui permet de tenir.\n\n"
        "Chaque exemple dit son prix, et ce qui ne marche pas. Une synthèse en deux langues paraîtra sur la page de la "
        "journée au printemps.",
        ("On ne déplace pas un vieil arbre. On arrose.", "Mirjam Vogelsang", "conseillère municipale de Bienne"),
    ),
    "de": (
        "Biel: Städte fragen, was es braucht, um zu Hause alt zu werden",
        "Tausend angepasste Wohnungen, Entlastungsnächte für Angehörige, Nachbarinnen mit dem Schlüssel: Rund sechzig "
        "Städte vergleichen, was sie tun. {gathering}, {date}, {place}.",
        "Die meisten Menschen möchten dort alt werden, wo sie gelebt haben. Das kostet oft weniger als gedacht: eine "
        "Rampe, eine Telefonnummer für drei Gemeinden, eine Nacht pro Woche, in der jemand anders wacht.\n\n"
        "Der Vormittag beginnt mit einem Schlüssel. In einem Quartier hütet ihn der Hauswart, in einem anderen schickt "
        "ihn eine Zentrale samt Begleitung, im dritten kommt jeden Abend eine Nachbarin vorbei. Drei Arten, "
        "rechtzeitig eine Tür zu öffnen, verglichen von jenen, die sie eingeführt haben, mit Kosten und ersparten "
        "Spitalnächten.\n\n"
        "Der Nachmittag gehört den Wohnungen. Eine Verwaltung, ein Sozialdienst und Mieterinnen erzählen, wie tausend "
        "Wohnungen vor statt nach dem Sturz angepasst wurden: wer entscheidet, wer bezahlt, und weshalb Gesuche fast "
        "immer zu spät kommen. Auch die Angehörigen kommen zu Wort: Eine Entlastungsnacht pro Woche ist wenig, und "
        "oft ist sie es, die durchhalten lässt.\n\n"
        "Jedes Beispiel nennt seinen Preis, und was nicht gelingt. Im Frühling erscheint auf der Seite der Tagung eine "
        "Synthese in zwei Sprachen.",
        ("Einen alten Baum verpflanzt man nicht. Man giesst ihn.", "Mirjam Vogelsang", "Gemeinderätin der Stadt Biel"),
    ),
}


def write(meeting: Meeting) -> None:
    """Press list and release on one day; it leaves three days later, and two journalists want to come."""
    facts, manager, at = meeting.facts, meeting.manager, meeting.ago(4)
    _list_journalists(facts, manager, at)
    pk = start_release(facts=facts, actor=manager, now=at)
    _head(meeting, pk)
    for language, said in _TEXTS.items():
        _write(meeting, pk, language, *said)
    title = {"fr": "Programme de la journée", "de": "Programm der Tagung"}
    annex = add_annex(facts=facts, release_id=pk, title=title, actor=manager, now=at)
    data = paper("programme-fr")
    take_file(facts=facts, release_id=pk, annex_id=annex, name="programme.pdf", data=data, actor=manager, now=at)
    meeting.later(1, lambda: _send(meeting, pk))
    for number, days in enumerate((0.8, 0.1)):
        meeting.later(days, _asking(meeting, number, days))
    meeting.later(0.5, lambda: _welcome(meeting))


def _send(meeting: Meeting, pk: int) -> None:
    issue(facts=meeting.facts, release_id=pk, actor=meeting.manager, now=meeting.ago(1), looked_at=True)
    send_release(facts=meeting.facts, release_id=pk, actor=meeting.manager, now=meeting.ago(1))


def _list_journalists(facts: GatheringFacts, manager: Actor, at: datetime) -> None:
    for name, medium, language in _LIST:
        address = f"{name.split()[-1].lower().replace('é', 'e')}@redaction.example"
        list_journalist(
            facts=facts,
            name=name,
            medium=medium,
            email=address,
            language=language,
            source="Site de la rédaction",
            source_on=(at - timedelta(days=60)).date(),
            actor=manager,
            now=at,
        )


def _head(meeting: Meeting, pk: int) -> None:
    facts, today = meeting.facts, meeting.now.date()
    write_heading(
        facts=facts,
        release_id=pk,
        languages=("fr", "de"),
        place={"fr": "Winterthour", "de": "Winterthur"},
        dated=today - timedelta(days=1),
        embargo_until=at_local(today + timedelta(days=3), _HOUR, facts.zone),
        actor=meeting.manager,
        now=meeting.ago(4),
    )


def _write(
    meeting: Meeting, pk: int, language: str, headline: str, lead: str, body: str, quote: tuple[str, str, str]
) -> None:
    text = ReleaseText(language, headline, lead, body, quotes=(Quote(*quote),))
    write_text(facts=meeting.facts, release_id=pk, text=text, actor=meeting.manager, now=meeting.ago(4))


def _asking(meeting: Meeting, number: int, days: float) -> Callable[[], None]:
    name, medium, email, card = _ASKING[number]
    return lambda: ask_to_come(
        facts=meeting.facts,
        name=name,
        medium=medium,
        email=email,
        press_card=card,
        language="fr",
        now=meeting.ago(days),
    )


def _welcome(meeting: Meeting) -> None:
    """The first is welcome; the second will wait for an answer."""
    answer(
        facts=meeting.facts,
        accreditation_id=accreditations_of(meeting.facts.id)[0].id,
        state=AccreditationState.ACCEPTED,
        motive="Une place près de la sonorisation vous est gardée.",
        actor=meeting.manager,
        now=meeting.ago(0.5),
    )


def begin_in_mulhouse(*, now: datetime) -> None:
    """A French town's release, started from its file: the page says what is still missing."""
    facts = facts_of(MULHOUSE)
    start_release(facts=facts, actor=manager_of(facts), now=ago(now, 2))
