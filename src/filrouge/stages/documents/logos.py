"""The logo of an organiser's letterhead: which one is shown, and the content of each that a letter left with."""

from dataclasses import dataclass, replace

from django.urls import reverse

from filrouge.core.text import Translated
from filrouge.stages.documents.facts import LogoFacts
from filrouge.stages.documents.models import OrganiserLogo


@dataclass(frozen=True)
class ShownLogo:
    """The logo above an organiser's letters, with what it says to those who do not see it."""

    key: str
    alternative: Translated
    width: float
    height: float

    @property
    def dots(self) -> tuple[int, int]:
        """Its width and height on a screen, as large as on paper."""
        return round(self.width * 96 / 25.4), round(self.height * 96 / 25.4)

    @property
    def address(self) -> str:
        """Where pages find it."""
        return reverse("public:logo", args=[self.key])


def shown_logo(organiser_id: int, *, language: str = "fr") -> ShownLogo | None:
    """The logo that letters bear from now on; None without one. `language`: of a text stored without one."""
    rows = OrganiserLogo.objects.filter(organiser_id=organiser_id, is_shown=True).only(
        "key", "alternative", "width", "height"
    )
    row = rows.first()
    return ShownLogo(row.key, Translated.of(row.alternative, language), row.width, row.height) if row else None


def logo_for(organiser_id: int, language: str) -> LogoFacts | None:
    """The same as the layout sets it, in one language."""
    row = OrganiserLogo.objects.filter(organiser_id=organiser_id, is_shown=True).first()
    if row is None:
        return None
    alternative = Translated.of(row.alternative, language).best(language).text
    address = reverse("public:logo", args=[row.key])
    return LogoFacts(row.key, alternative, address, row.width, row.height, row.svg, bytes(row.png))


def without_content(logo: LogoFacts | None) -> LogoFacts | None:
    """What is kept with a letter: the key leads to the rest."""
    return replace(logo, svg="", png=b"") if logo else None


def with_content(logo: LogoFacts | None) -> LogoFacts | None:
    """A logo as it was kept, with its drawing and its picture; None once the organiser is gone."""
    row = OrganiserLogo.objects.filter(key=logo.key).order_by("pk").first() if logo else None
    return replace(logo, svg=row.svg, png=bytes(row.png)) if logo and row else None


def picture_of(key: str) -> bytes | None:
    """The picture of a logo, for pages; None for a key that no logo has."""
    row = OrganiserLogo.objects.filter(key=key).only("png").order_by("pk").first()
    return bytes(row.png) if row else None
