"""Who registers for Aarau: drawn by lot, with the counts that a visitor of the demonstration is to find."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from filrouge.config.demonstration.names import Crowd
from filrouge.config.demonstration.planned import Body, Planned
from filrouge.stages.gatherings.enums import Channel

SEED = 2023
EVE_SEATS = 29  # of 30: the visitor takes the last one, then meets the waiting list
SPEAKERS = 1  # admitted to the eve by a rule set aside
_AT_THE_DAY = (
    ("head_of_service", 34),
    ("project_officer", 26),
    ("social_worker", 16),
    ("head_of_social_services", 10),
    ("director", 8),
    ("executive_member", 6),
)
_STRANGERS = (
    # body as typed, its kind, function as typed
    ("Association Porte ouverte", "association", "Coprésidente"),
    ("Fondation des Tilleuls", "association", "Responsable de l’habitat accompagné"),
    ("Haute école de santé de l’Arc", "university", "Professeure"),
    ("Genossenschaft Zusammenhalt", "association", "Geschäftsleiter"),
    ("Kirchgemeinde am See", "association", "Sozialdiakonin"),
    ("Quartierverein Sonnenfeld", "association", "Präsident"),
    ("Bureau d’études Passerelles", "company", "Associée"),
    ("Associazione Mano nella mano", "association", "Coordinatrice"),
    ("Canton d’Uri, service social", "canton", "Sachbearbeiterin"),
    ("Centre médico-social du Vallon", "health_service", "Infirmière cheffe"),
)


@dataclass
class Planner:
    """Draws the plan. `members` and `partners` are bodies of the directory, `neither` belongs to neither."""

    members: list[Body]
    partners: list[Body]
    neither: Body
    lot: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 not a secret: always the same crowd

    def __post_init__(self) -> None:
        self.crowd = Crowd(self.lot)

    def plan(self) -> list[Planned]:
        """Everybody, in the order in which they register: those who give the eve back come first."""
        early = [self._eve(after="leaves_eve") for _ in range(2)]
        others = [*self._all_others()]
        self.lot.shuffle(others)
        return early + others

    def _all_others(self) -> Iterator[Planned]:
        for _ in range(EVE_SEATS - SPEAKERS):
            yield self._eve()
        yield self._speaker()
        for _ in range(16):
            yield self._member(self.lot.choice(("project_officer", "social_worker")), ("eve", "day"))
        for number in range(158):
            yield self._member(self._function(), ("day",), after="withdraws" if number < 9 else "")
        for _ in range(26):
            yield self._partner()
        for number, (text, kind, function) in enumerate(_STRANGERS):
            yield self._stranger(
                text, kind, function, after={0: "accepted", 1: "accepted", 2: "refused"}.get(number, "")
            )
        yield self._observer()

    def _eve(self, after: str = "") -> Planned:
        function = self.lot.choice(("executive_member", "executive_member", "head_of_social_services"))
        return self._member(function, ("eve", "day"), after=after, share_of_assistants=0.5)

    def _function(self) -> str:
        names, weights = zip(*_AT_THE_DAY, strict=True)
        return str(self.lot.choices(names, weights)[0])

    def _member(
        self, function: str, parts: tuple[str, ...], *, after: str = "", share_of_assistants: float = 0.12
    ) -> Planned:
        city = self.lot.choice(self.members)
        channel = self.lot.choices((Channel.WEB, Channel.PAPER, Channel.PHONE), (88, 9, 3))[0]
        by_assistant = channel is Channel.WEB and self.lot.random() < share_of_assistants
        return Planned(
            self.crowd.draw(city.language),
            parts,
            function=function,
            body=city,
            channel=channel,
            by_assistant=by_assistant,
            after=after,
        )

    def _speaker(self) -> Planned:
        city = next(city for city in self.members if city.key == "bern")
        motive = "Donne l’exposé d’ouverture de la soirée."
        return Planned(
            self.crowd.draw("de"),
            ("eve", "day"),
            function="head_of_service",
            body=city,
            channel=Channel.DESK,
            motive=motive,
        )

    def _observer(self) -> Planned:
        motive = "Invitée par le comité : sa ville examine une adhésion."
        return Planned(
            self.crowd.draw("de"),
            ("day",),
            function="executive_member",
            body=self.neither,
            channel=Channel.DESK,
            motive=motive,
        )

    def _partner(self) -> Planned:
        language = self.lot.choice(("de", "de", "fr", "it"))
        function = self.lot.choice(("director", "project_officer", "researcher", "head_of_service"))
        return Planned(self.crowd.draw(language), ("day",), function=function, body=self.lot.choice(self.partners))

    def _stranger(self, text: str, kind: str, function: str, *, after: str) -> Planned:
        language = "it" if text.startswith("Associazione") else "de" if function.endswith(("er", "in", "ent")) else "fr"
        return Planned(
            self.crowd.draw(language), ("day",), function_text=function, body_text=text, body_kind=kind, after=after
        )
