"""`filrouge manager`: the first account of an organiser. Further ones are given on the staff page."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filrouge.cli.preparing import prepare_database
from filrouge.cli.surroundings import Refusal, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options


def manager(options: "Options") -> int:
    """Give the role and say how to sign in."""
    start_django()
    prepare_database()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils.translation import gettext

    from filrouge.ground.people.actions import give_role
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.ground.people.enums import Role

    try:
        validate_email(options.email)
    except ValidationError:
        raise Refusal(gettext("“%(email)s” is not an e-mail address.") % {"email": options.email}) from None
    user = give_role(
        email=options.email,
        name=options.name,
        organiser=_organiser(options),
        role=Role.MANAGER,
        actor=SYSTEM,
        now=datetime.now(UTC),
    )
    said = gettext("%(email)s is a manager of %(organiser)s. To sign in with a code by e-mail: %(address)s")
    address = f"{settings.BASE_URL}/accounts/login/"
    print(said % {"email": user.email, "organiser": options.organiser, "address": address})
    return 0


def _organiser(options: "Options"):  # type: ignore[no-untyped-def]  # models cannot be named before Django is set up
    from django.conf import settings
    from django.utils.translation import gettext

    from filrouge.ground.people.actions import ensure_organiser
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.ground.people.models import Organiser

    found = Organiser.objects.filter(key=options.organiser).first()
    if found is None and options.new:
        name, language = {settings.LANGUAGE_CODE: options.new}, settings.LANGUAGE_CODE
        now = datetime.now(UTC)
        found, _ = ensure_organiser(key=options.organiser, name=name, language=language, actor=SYSTEM, now=now)
    if found is None:
        known = ", ".join(Organiser.objects.order_by("key").values_list("key", flat=True)) or "–"
        said = gettext("There is no organiser “%(key)s”. Known: %(known)s. Load a file of theirs, or add --new NAME.")
        raise Refusal(said % {"key": options.organiser, "known": known})
    return found
