"""The accounts of the demonstration. Everybody may know their password: it opens nothing but invented data."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from filrouge.ground.people.actions import give_role
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, User
from filrouge.ground.people.queries import actor_of

PASSWORD = "fil-rouge-demo"  # noqa: S105 printed at every start of the demonstration, and used nowhere else


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    email: str
    name: str
    organiser: str
    role: Role


MANAGER = Account("secretariat@villes.example", "Corinne Perrenoud", "initiative-des-villes", Role.MANAGER)
HELPER = Account("accueil@villes.example", "Luca Bernasconi", "initiative-des-villes", Role.DESK_HELPER)
REFERENT = Account("acces@villes.example", "Käthi Niederberger", "initiative-des-villes", Role.ACCESS_REFERENT)
PARTNER = Account("bureau@entraide.example", "Joëlle Froidevaux", "initiative-des-villes", Role.PARTNER)
ACCOUNTS = (
    MANAGER,
    HELPER,
    REFERENT,
    PARTNER,
    Account("congres@lemans.example", "Nadège Lebreton", "ville-du-mans", Role.MANAGER),
    Account("rencontres@irev.example", "Sandrine Delattre", "irev", Role.MANAGER),
    Account("colloque@mulhouse.example", "Martine Wittmer", "ville-de-mulhouse", Role.MANAGER),
    Account("ateliers@communautes.example", "Florian Castel", "ideal-connaissances", Role.MANAGER),
)


def make_accounts(*, now: datetime) -> None:
    """Make every account with its role and the known password, hashed once for all."""
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        organiser = Organiser.objects.get(key=account.organiser)
        user = give_role(
            email=account.email, name=account.name, organiser=organiser, role=account.role, actor=SYSTEM, now=now
        )
        User.objects.filter(pk=user.pk).update(password=hashed)


def actor_for(account: Account) -> Actor:
    """The actor behind an account."""
    return actor_of(User.objects.get(email=account.email))
