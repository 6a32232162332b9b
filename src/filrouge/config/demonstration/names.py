"""Invented people: common names of three language regions, put together by a seeded lot. Nobody is meant."""

import unicodedata
from dataclasses import dataclass
from random import Random

from filrouge.core.names import PersonName


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = {
    "de": _words("""Anna Barbara Beat Bettina Bruno Christa Daniela Dieter Eliane Erika Felix Franziska Fritz Gabriela
    Hanna Hansruedi Heidi Irene Jürg Karin Käthi Lukas Madeleine Marianne Markus Mirjam Niklaus Patrizia Regula Reto
    Roland Rosmarie Ruth Salome Stefan Susanne Thomas Ueli Ursina Verena Walter Yvonne"""),
    "fr": _words("""Agnès Alain Anne-Lise Antoine Béatrice Benoît Catherine Céline Christophe Claire Claudine Corinne
    Denis Didier Elisabeth Éric Fabienne Florence Françoise Gilles Hélène Isabelle Jacques Jean-Luc Joëlle Laurence Luc
    Marie-Claude Monique Nadia Nathalie Olivier Pascale Philippe Sandrine Sylvie Véronique Yves"""),
    "it": _words("""Alessandra Andrea Antonella Carla Claudio Cristina Davide Elena Fabio Federica Franco Giovanna
    Lorenza Luca Marco Marina Nicoletta Paolo Raffaella Roberto Silvia Stefano Tiziana Valeria"""),
}
FAMILY = {
    "de": _words("""Aebischer Ammann Bachmann Baumgartner Bieri Bühler Burkhalter Dubach Egli Fankhauser Frei Gasser
    Gerber Graf Gubler Häberli Hofstetter Hürlimann Imhof Jenni Kälin Kaufmann Kohler Kunz Leuenberger Lüthi Marti
    Meierhans Moser Müllener Niederberger Oberholzer Portmann Rüegg Schärer Schmidlin Steiner Stucki Tobler Vogelsang
    Wäfler Wyss Zbinden Zgraggen"""),
    "fr": _words("""Aubert Berthoud Blanc Bonvin Bovet Chappuis Chevalley Corthay Cuendet Delaloye Dubosson Favre
    Froidevaux Gillioz Grandjean Guignard Jaquet Jeanneret Magnin Mathez Métrailler Monnier Mottier Nicolet Oberson
    Perrenoud Pittet Quartier Rapin Rochat Savary Schaller Thévoz Vuilleumier"""),
    "it": _words("""Albertoni Bassetti Bernasconi Bianda Canonica Cattori Crivelli Delcò Ferrari Galfetti Guidotti
    Lepori Malacrida Mombelli Pedrazzi Poretti Rusconi Solcà Tognola Zanetti"""),
}


@dataclass(frozen=True)
class Person:
    """An invented person and the language they are written to."""

    name: PersonName
    language: str

    def address(self, domain: str) -> str:
        """Their address at work; `.example` exists nowhere, so no mail can ever arrive."""
        said = f"{self.name.given}.{self.name.family}"
        plain = unicodedata.normalize("NFKD", said.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"))
        return f"{plain.encode('ascii', 'ignore').decode().lower()}@{domain}.example"


class Crowd:
    """Draws people, each name once; the same seed draws the same people."""

    def __init__(self, lot: Random) -> None:
        self._lot = lot
        self._drawn: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, name: str) -> "Crowd":
        """The crowd that always comes with a name."""
        return cls(Random(name))  # noqa: S311 not a secret: always the same crowd

    def draw(self, language: str) -> Person:
        """Somebody of a language region."""
        while True:
            drawn = self._lot.choice(FIRST[language]), self._lot.choice(FAMILY[language])
            if drawn not in self._drawn:
                self._drawn.add(drawn)
                return Person(PersonName(*drawn), language)
